//! What must hold for anything: queries written are queries read, filters narrow, facets add up, and no
//! sequence of actions at any size brings the explorer down.
#![allow(clippy::unwrap_used)]

#[path = "common/invariants.rs"]
mod invariants;
#[path = "common/screen.rs"]
mod screen;
#[path = "common/steps.rs"]
mod steps;

use breachlens::query::{self, Context, FIELDS, edit, lex, parse};
use proptest::prelude::*;
use screen::{Screen, bundled};
use steps::{action, line};

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
    fn facets_count_under_all_other_terms_whatever_these_are(
        line in line(),
        field in proptest::sample::select(FIELDS.iter().filter(|f| f.facet).collect::<Vec<_>>()),
        asked in any::<proptest::sample::Index>(),
    ) {
        let catalog = bundled();
        let context = Context::default();
        let one = |value: &str| parse(&format!("{}:{}", field.id, lex::quote(value))).query.terms;
        let others = |line: &str| {
            let mut query = parse(line).query;
            query.terms.retain(|t| t.test.field() != Some(field));
            query
        };
        // Some value of the field is asked for as well.
        let all = query::answer(&catalog, &others(&line), &context).facets(&catalog).count(field);
        prop_assume!(!all.values.is_empty());
        let mut query = others(&line);
        query.terms.extend(one(&all.values[asked.index(all.values.len())].id));
        let counted = query::answer(&catalog, &query, &context).facets(&catalog).count(field);
        prop_assert_eq!(&counted, &all, "{}", query);
        for value in counted.values.iter().take(3) {
            let mut chosen = others(&line);
            chosen.terms.extend(one(&value.id));
            let rows = query::answer(&catalog, &chosen, &context).rows;
            prop_assert_eq!(rows.len(), value.count, "{}", chosen);
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_actions_draws_at_any_size(steps in proptest::collection::vec(action(), 1..40), w in 0_u16..=300, h in 0_u16..=100) {
        let mut screen = Screen::new(w, h, "");
        for step in steps {
            step.take(&mut screen);
            invariants::screen(&screen.buffer);
            prop_assert!(screen.app.cursor == 0 || screen.app.cursor < screen.app.answer.rows.len());
        }
    }
}
