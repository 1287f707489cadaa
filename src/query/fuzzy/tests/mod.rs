//! The search against a plain and slow twin of it.

mod several;
mod twin;

use super::{
    pieces::{is_small, one_typo},
    scan::How,
    *,
};
use crate::catalog::{
    plain::Plain,
    text_index::{TextField, TextIndexBuilder},
};
use proptest::prelude::*;
use twin::{all_places, slow_search, slow_typo};

type Rows = Vec<Vec<(TextField, String)>>;

fn index_of(rows: &Rows) -> TextIndex {
    let mut builder = TextIndexBuilder::new();
    for (row, texts) in rows.iter().enumerate() {
        for (field, text) in texts {
            builder.add(row as u32, *field, text);
        }
    }
    placed(builder, rows.len())
}

fn placed(builder: TextIndexBuilder, rows: usize) -> TextIndex {
    let standing = Standing::new(rows, people, |row| row);
    builder.finish(rows).place(standing)
}

fn people(row: u32) -> u64 {
    [0, 700, 5, 5, 0, 90][row as usize % 6]
}

fn run(
    index: &TextIndex,
    terms: &[Term],
    allowed: Option<&BitSet>,
    threads: usize,
    narrow: Option<&mut Narrow>,
) -> Vec<Hit> {
    let found = answer(index, terms, allowed, threads, narrow).found;
    let hits: Vec<Hit> = found.hits().collect();
    assert_eq!(hits.len(), found.rows.len());
    hits
}

fn answer(
    index: &TextIndex,
    terms: &[Term],
    allowed: Option<&BitSet>,
    threads: usize,
    narrow: Option<&mut Narrow>,
) -> Answer {
    Search {
        index,
        allowed,
        threads,
        cancel: &AtomicBool::new(false),
    }
    .run(terms, narrow, None)
    .unwrap()
}

const FIELDS: [TextField; 7] = [
    TextField::Organization,
    TextField::Alias,
    TextField::Actor,
    TextField::Vendor,
    TextField::Client,
    TextField::Word,
    TextField::System,
];

const WORDS: &[&str] = &[
    "Health",
    "HealthEC",
    "Blue",
    "Cross",
    "BlueCross",
    "of",
    "The",
    "Yale",
    "New",
    "Haven",
    "Kaiser",
    "Permanente",
    "UCLA",
    "École",
    "Sav-Rx",
    "Inc.",
    "HCA",
    "病院",
    "St.",
    "Children's",
    "MOVEit",
    "health",
    "Care",
    "Change",
    "Healthcare",
    "and",
    "Søren",
    "NewHaven",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(WORDS), 0..5).prop_map(|w| w.join(" ")),
        "[abAB ]{0,10}",
        "[a-c]{1,4}( [a-cA-C]{1,4}){0,4}",
    ]
}

fn rows() -> impl Strategy<Value = Rows> {
    prop::collection::vec(
        prop::collection::vec((prop::sample::select(&FIELDS[..]), texts()), 0..4),
        0..8,
    )
}

/// Words as people type them: whole, begun, run together, with a slip.
fn typed() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(WORDS), 1usize..12)
        .prop_map(|(w, n)| w.chars().take(n).collect::<String>());
    let slip = (word.clone(), 0usize..8, 0u8..3).prop_map(|(w, at, kind)| {
        let mut c: Vec<char> = w.chars().collect();
        if at < c.len() {
            match kind {
                0 => drop(c.remove(at)),
                1 => c.insert(at, 'e'),
                _ => {
                    let to = (at + 1).min(c.len() - 1);
                    c.swap(at, to);
                }
            }
        }
        c.into_iter().collect()
    });
    prop_oneof![
        word.clone(),
        slip,
        (word.clone(), word).prop_map(|(a, b)| a + &b),
        "[abc]{1,6}",
        "[ab&. ]{0,5}",
    ]
}

fn terms() -> impl Strategy<Value = Vec<Term>> {
    prop::collection::vec(
        (typed(), prop::bool::weighted(0.15)).prop_map(|(t, phrase)| {
            if phrase {
                Term::phrase(&t)
            } else {
                Term::word(&t)
            }
        }),
        0..4,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn fast_search_answers_as_the_plain_one(rows in rows(), terms in terms(), some in prop::option::of(prop::collection::vec(0u32..8, 0..8))) {
        let index = index_of(&rows);
        let allowed = some.map(|s| BitSet::from_rows(rows.len(), s));
        let fast = run(&index, &terms, allowed.as_ref(), 1, None);
        prop_assert_eq!(fast, slow_search(&rows, &terms, allowed.as_ref()));
        let all = answer(&index, &terms, allowed.as_ref(), 1, None).found.all;
        let want = slow_search(&rows, &terms, None);
        prop_assert_eq!(all, BitSet::from_rows(rows.len(), want.iter().map(|h| h.row)));
    }

    #[test]
    fn a_remembered_search_answers_as_a_cold_one(rows in rows(), words in prop::collection::vec(typed(), 1..5)) {
        let index = index_of(&rows);
        let mut narrow = Narrow::new();
        for word in &words {
            for end in (1..=word.len()).filter(|i| word.is_char_boundary(*i)) {
                let terms = Term::words(&word[..end]);
                let warm = run(&index, &terms, None, 1, Some(&mut narrow));
                prop_assert_eq!(warm, run(&index, &terms, None, 1, None));
                prop_assert!(narrow.size() <= index.entries() * 5 + rows.len() / 8 + 8192);
            }
        }
    }

    #[test]
    fn excluded_and_quoted_words_stand_in_one_piece(rows in rows(), word in typed(), phrase: bool) {
        let index = index_of(&rows);
        let term = if phrase { Term::phrase(&word) } else { Term::word(&word) };
        let want = rows.iter().enumerate().filter(|(_, texts)| {
            term.is_empty() || texts.iter().any(|(_, t)| all_places(&term, &Plain::new(t), Reach::AsTyped).iter().any(|p| p.tier <= Tier::WordPrefix || p.tier == Tier::Substring))
        });
        // Humps are shared by texts that differ in case; they only matter to short words.
        if !term.is_short() {
            prop_assert_eq!(rows_with(&index, &term), BitSet::from_rows(rows.len(), want.map(|(i, _)| i as u32)));
        }
    }

    #[test]
    fn marks_are_on_boundaries_and_there_exactly_when_it_matches(text in texts(), terms in terms()) {
        let marks = highlight(&terms, &text);
        for r in &marks {
            prop_assert!(r.start < r.end && text.get(r.clone()).is_some());
        }
        prop_assert!(marks.windows(2).all(|w| w[0].end < w[1].start));
        let plain = Plain::new(&text);
        let matches = terms.iter().any(|t| !t.is_empty() && !all_places(t, &plain, Reach::LetterWrong).is_empty());
        prop_assert_eq!(!marks.is_empty(), matches, "{:?}", marks);
    }

    #[test]
    fn slips_are_found_as_by_distance(term in "[abc]{4,6}", word in "[abc]{1,8}") {
        let (t, w) = (term.as_bytes(), word.as_bytes());
        if !w.starts_with(t) {
            prop_assert_eq!(one_typo(t, w).map(|t| t.whole), slow_typo(t, w));
        }
    }
}

fn generated(n: u32) -> TextIndex {
    let mut builder = TextIndexBuilder::new();
    for i in 0..n {
        let word = |k: u32| WORDS[(i.wrapping_mul(2_654_435_761) >> k) as usize % WORDS.len()];
        let name = format!("{} {} {} {}", word(3), word(9), word(17), i % 40_000);
        builder.add(i, TextField::Organization, &name);
    }
    placed(builder, n as usize)
}

#[test]
fn any_number_of_threads_gives_the_same_answer() {
    let index = generated(60_000);
    assert!(index.entries() > 20_000);
    for query in [
        "health",
        "h",
        "kaiserperm",
        "hca 12",
        "yael",
        "changehelth",
        "zzzz",
        "12345",
        "health 1",
        "h c",
        "blue h 2",
    ] {
        let terms = Term::words(query);
        let one = run(&index, &terms, None, 1, None);
        for threads in [2, 3] {
            let mut narrow = Narrow::new();
            assert_eq!(run(&index, &terms, None, threads, None), one, "{query}");
            assert_eq!(
                run(&index, &terms, None, threads, Some(&mut narrow)),
                one,
                "{query}"
            );
            assert_eq!(
                run(&index, &terms, None, threads, Some(&mut narrow)),
                one,
                "{query}"
            );
        }
    }
}

#[test]
fn few_and_many_rows_are_laid_out_alike() {
    let index = generated(3000);
    let allowed = BitSet::from_rows(3000, (0..3000).filter(|r| r % 3 > 0));
    let cancel = AtomicBool::new(false);
    let search = Search {
        index: &index,
        allowed: Some(&allowed),
        threads: 1,
        cancel: &cancel,
    };
    let how = How {
        threads: 1,
        cancel: &cancel,
    };
    for query in ["health", "yale", "h", "12"] {
        let (hits, _) =
            scan::hits(&index, &Term::word(query), &mut Narrow::new(), None, how).unwrap();
        let mut ranked = Vec::new();
        search.each_place(&hits, |place, rank| ranked.push((rank.0, place)));
        ranked.sort_by_key(|(_, place)| *place);
        let standing = |(rank, place)| (rank, index.standing().row(place).unwrap());
        let few = search.sorted(ranked.into_iter().map(standing).collect());
        let ranks = Ranks::of(hits.iter().map(|(_, rank)| *rank)).unwrap();
        let mut board = Board::new(&ranks, index.rows());
        search.each_place(&hits, |place, rank| board.enter(place, ranks.place(rank)));
        let many = search.in_order(ranks, vec![board], None);
        assert!(
            !few.rows.is_empty() && few.hits().eq(many.hits()),
            "{query}"
        );
        assert_eq!(few.all, many.all, "{query}");
    }
}

#[test]
fn very_long_words_are_answered_at_once() {
    let long = "ab".repeat(50_000);
    let mut builder = TextIndexBuilder::new();
    builder.add(0, TextField::Organization, &long);
    builder.add(1, TextField::Organization, "ab");
    let index = placed(builder, 2);
    assert_eq!(run(&index, &[Term::word(&long)], None, 1, None).len(), 1);
    assert_eq!(run(&index, &Term::words("ab abab"), None, 1, None).len(), 1);
}

#[test]
fn a_search_can_be_given_up_and_memory_belongs_to_one_index() {
    let (a, b) = (generated(50), generated(70));
    let search = Search {
        index: &a,
        allowed: None,
        threads: 1,
        cancel: &AtomicBool::new(true),
    };
    assert!(search.run(&Term::words("health"), None, None).is_none());
    let mut narrow = Narrow::new();
    let terms = Term::words("health");
    run(&a, &terms, None, 1, Some(&mut narrow));
    let warm = run(&b, &terms, None, 1, Some(&mut narrow));
    assert_eq!(warm, run(&b, &terms, None, 1, None));
}

#[test]
fn words_that_find_nothing_do_not_pile_up() {
    let index = generated(50);
    let mut narrow = Narrow::new();
    for n in 0..2000 {
        run(
            &index,
            &[Term::word(&format!("zz{n}"))],
            None,
            1,
            Some(&mut narrow),
        );
    }
    assert!(narrow.size() <= index.entries() * 4 + 8192);
    assert!(narrow.words() < 200, "{}", narrow.words());
}

#[test]
fn what_matched_is_marked() {
    for (terms, text, want) in [
        ("health", "HealthEC and health", vec!["Health", "health"]),
        ("eco", "École", vec!["Éco"]),
        ("eco", "E\u{301}cole", vec!["E\u{301}co"]),
        ("hlth", "HCA Healthcare", vec!["H", "lth"]),
        (
            "upmc",
            "University of Pittsburgh Medical Center",
            vec!["U", "P", "M", "C"],
        ),
        ("bluecross", "Blue Cross of Idaho", vec!["Blue", "Cross"]),
        ("haven yale", "Yale New Haven", vec!["Yale", "Haven"]),
        ("medibnak", "Medibank Private", vec!["Medibank"]),
        ("childrens", "Lurie Children’s", vec!["Children’s"]),
        ("zzz", "Yale", vec![]),
    ] {
        let marks = highlight(&Term::words(terms), text);
        let marked: Vec<_> = marks.iter().map(|r| &text[r.clone()]).collect();
        assert_eq!(marked, want, "{terms} in {text}");
    }
    let phrase = [Term::phrase("new haven")];
    assert_eq!(highlight(&phrase, "Yale New Haven").first(), Some(&(5..14)));
    assert!(highlight(&phrase, "Yale New Havens").is_empty());
}

#[test]
fn a_term_that_begins_a_word_is_taken_as_typed() {
    let mut builder = TextIndexBuilder::new();
    for (row, name) in ["Conti", "Condition", "Rhode", "Medibank"]
        .iter()
        .enumerate()
    {
        builder.add(row as u32, TextField::Actor, name);
    }
    let index = placed(builder, 4);
    for (query, rows, reach) in [
        ("conti", vec![0], Reach::AsTyped),
        ("onditi", vec![1], Reach::LettersLeftOut),
        ("medibnak", vec![3], Reach::LetterWrong),
    ] {
        let answer = answer(&index, &Term::words(query), None, 1, None);
        let found: Vec<u32> = answer.found.rows.clone();
        assert_eq!((found, answer.terms[0].reach()), (rows, reach), "{query}");
        assert!(query != "conti" || highlight(&answer.terms, "Condition").is_empty());
    }
}

#[test]
fn small_words_are_few_and_folded() {
    assert!(is_small(b"of") && !is_small(b"health"));
}
