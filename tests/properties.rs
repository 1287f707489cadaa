//! What must hold for anything: queries written are queries read, filters narrow, facets add up, and no
//! sequence of actions at any size brings the explorer down.
#![allow(clippy::unwrap_used)]

#[path = "common/invariants.rs"]
mod invariants;
#[path = "common/screen.rs"]
mod screen;

use breachlens::{
    app::{Action, action::ACTIONS},
    query::{self, Context, FIELDS, edit, parse},
};
use proptest::prelude::*;
use screen::{Screen, bundled};

/// Terms of every kind, right and wrong.
fn term() -> impl Strategy<Value = String> {
    let examples: Vec<String> = FIELDS.iter().map(|f| f.example.to_owned()).collect();
    prop_oneof![
        proptest::sample::select(examples),
        "[a-z]{1,8}",
        "\"[a-zA-Z \\\\\"é病]{1,10}\"",
        (
            proptest::sample::select(FIELDS.iter().map(|f| f.id).collect::<Vec<_>>()),
            "[a-z0-9_.<>=,\"-]{0,10}"
        )
            .prop_map(|(f, v)| format!("{f}:{v}")),
        proptest::sample::select(vec![
            "affected:>1M",
            "affected:500k..2M",
            "notify:<=60d",
            "year:2019,2021..",
            "known:2023-07",
            "data:medical,ssn",
            "method:ransomware",
            "sort:-affected,org",
            "settlement:>5.5M",
            "clock:hipaa-60",
            "severity:>=3.5",
            "has:affected,detected",
            "state:Texas"
        ])
        .prop_map(str::to_owned),
    ]
}

fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec((any::<bool>(), term()), 0..5).prop_map(|terms| {
        let terms: Vec<String> = terms
            .into_iter()
            .map(|(not, t)| if not { format!("-{t}") } else { t })
            .collect();
        terms.join(" ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_displayed_reads_back_the_same(line in line()) {
        let query = parse(&line).query;
        let shown = query.to_string();
        let again = parse(&shown);
        prop_assert_eq!(&again.errors, &[]);
        prop_assert_eq!(again.query, query);
    }

    #[test]
    fn the_parser_survives_anything_and_completes_anywhere(line in prop_oneof![any::<String>(), line()], at in any::<proptest::sample::Index>()) {
        let at = at.index(line.len() + 2);
        invariants::query_line(&bundled(), &line, [0, at, line.len()].into_iter());
    }

    #[test]
    fn more_terms_never_find_more(a in line(), b in line()) {
        let catalog = bundled();
        let context = Context::default();
        let both = query::answer(&catalog, &parse(&edit::append(&a, &b)).query, &context);
        // Words are searched together, and how far a search goes for one word does not depend on others.
        let first = query::answer(&catalog, &parse(&a).query, &context);
        for row in &both.rows {
            prop_assert!(first.set.contains(*row as usize), "{} | {}", a, b);
        }
    }

    #[test]
    fn an_order_is_a_permutation_and_a_negation_the_rest(line in line(), key in proptest::sample::select(FIELDS.iter().filter(|f| f.is_sortable()).collect::<Vec<_>>())) {
        let catalog = bundled();
        let context = Context::default();
        let plain = query::answer(&catalog, &parse(&line).query, &context);
        let sorted = query::answer(&catalog, &parse(&edit::append(&line, &format!("sort:-{}", key.id))).query, &context);
        let mut rows = sorted.rows.clone();
        rows.sort_unstable();
        prop_assert_eq!(rows, plain.set.iter().collect::<Vec<_>>());
        prop_assert_eq!(sorted.set.count(), plain.rows.len());
    }

    #[test]
    fn facet_counts_say_what_choosing_gives(line in line(), at in any::<proptest::sample::Index>()) {
        let catalog = bundled();
        let context = Context::default();
        let answer = query::answer(&catalog, &parse(&line).query, &context);
        let facets: Vec<_> = FIELDS.iter().filter(|f| f.facet).collect();
        let facet = answer.facets(&catalog).count(facets[at.index(facets.len())]);
        let single = !matches!(facet.field.id, "data" | "measure" | "method" | "location" | "outcome");
        if single {
            prop_assert_eq!(facet.values.iter().map(|v| v.count).sum::<usize>() + facet.not_stated, facet.of);
        }
        for value in facet.values.iter().take(3) {
            // Choosing a value in a line without the field asks for exactly that value.
            let terms = parse(&line).query.terms;
            if terms.iter().all(|t| t.test.field() != Some(facet.field)) {
                let chosen = edit::toggle(&line, facet.field, &value.id);
                // Wrong terms of the line hold nothing back.
                let rows = query::answer(&catalog, &parse(&chosen).query, &context).rows;
                if !line.contains(&format!("{}:", facet.field.id)) {
                    prop_assert_eq!(rows.len(), value.count, "{}", chosen);
                }
            }
        }
    }

    #[test]
    fn choosing_twice_changes_nothing(line in line(), at in any::<proptest::sample::Index>()) {
        let parsed = parse(&line);
        prop_assume!(parsed.errors.is_empty());
        let facets: Vec<_> = FIELDS.iter().filter(|f| f.facet && matches!(f.kind, query::Kind::Words { .. })).collect();
        let field = facets[at.index(facets.len())];
        let query::Kind::Words { words, .. } = field.kind else { unreachable!() };
        let value = words[at.index(words.len())].id;
        prop_assume!(edit::choice(&line, field, value) == edit::Choice::Free);
        let there = edit::toggle(&line, field, value);
        prop_assert_eq!(edit::choice(&there, field, value), edit::Choice::Wanted);
        let back = edit::toggle(&there, field, value);
        prop_assert_eq!(parse(&back).query, parsed.query);
    }
}

/// Anything that can happen.
fn action() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => proptest::sample::select(ACTIONS.iter().map(|a| a.command).collect::<Vec<_>>()).prop_map(|c| Step::Act(Action::Do(c))),
        3 => any::<char>().prop_map(|c| Step::Act(Action::Type(c))),
        1 => ".{0,20}".prop_map(|s| Step::Act(Action::Paste(s))),
        2 => line().prop_map(|l| Step::Act(Action::SetQuery(l))),
        3 => (0_u16..300, 0_u16..100).prop_map(|(x, y)| Step::Click(x, y)),
        2 => (0_u16..300, 0_u16..100, -9_i16..9).prop_map(|(x, y, n)| Step::Wheel(x, y, n)),
        1 => (-9_i16..9, -9_i16..9).prop_map(|(columns, rows)| Step::Act(Action::Drag { columns, rows })),
        2 => (0_u16..=300, 0_u16..=100).prop_map(|(w, h)| Step::Act(Action::Resize(w, h))),
    ]
}

#[derive(Debug, Clone)]
enum Step {
    Act(Action),
    Click(u16, u16),
    Wheel(u16, u16, i16),
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_actions_draws_at_any_size(steps in proptest::collection::vec(action(), 1..40), w in 0_u16..=300, h in 0_u16..=100) {
        let mut screen = Screen::new(w, h, "");
        for step in steps {
            match step {
                Step::Act(action) => {
                    screen.act(action);
                }
                Step::Click(x, y) => {
                    screen.click(x, y);
                }
                Step::Wheel(x, y, lines) => {
                    let target = screen.app.geometry.at(x, y).cloned();
                    screen.act(Action::Wheel { target, lines });
                }
            }
            invariants::screen(&screen.buffer);
            prop_assert!(screen.app.cursor == 0 || screen.app.cursor < screen.app.answer.rows.len());
        }
    }
}
