//! Several words typed one after the other: each is only sought where those before hold.

use super::{super::*, *};

/// Rows of which most words hold in few.
fn many_rows() -> impl Strategy<Value = Rows> {
    let text = prop_oneof![
        3 => prop::collection::vec(prop::sample::select(WORDS), 1..4).prop_map(|w| w.join(" ")),
        1 => "[a-c]{1,3}( [a-c]{1,3}){0,2}",
    ];
    let field = prop::sample::select(&FIELDS[..]);
    prop::collection::vec(prop::collection::vec((field, text), 1..3), 12..40)
}

/// What is typed after one another into one line: words, and letters that are deleted.
fn typing() -> impl Strategy<Value = Vec<String>> {
    (prop::collection::vec(typed(), 2..4), 0_usize..12).prop_map(|(words, back)| {
        let line = words.join(" ");
        let mut lines: Vec<String> = (1..=line.len())
            .filter(|end| line.is_char_boundary(*end))
            .map(|end| line[..end].to_owned())
            .collect();
        let deleted: Vec<String> = lines.iter().rev().skip(1).take(back).cloned().collect();
        lines.extend(deleted);
        lines
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn each_key_answers_as_if_it_were_the_first(rows in many_rows(), lines in typing()) {
        let index = index_of(&rows);
        let mut narrow = Narrow::new();
        for line in lines {
            let terms = Term::words(&line);
            let warm = answer(&index, &terms, None, 1, Some(&mut narrow));
            prop_assert_eq!(
                warm.found.hits().collect::<Vec<Hit>>(),
                slow_search(&rows, &terms, None),
                "{}", line
            );
            // How far a word is taken apart is a matter of all texts, whatever stands beside it.
            for (term, searched) in terms.iter().zip(&warm.terms) {
                let alone = answer(&index, std::slice::from_ref(term), None, 1, None);
                prop_assert_eq!(searched.reach(), alone.terms[0].reach(), "{} in {}", &term.text, line);
            }
        }
    }
}

#[test]
fn only_rows_of_the_words_before_are_looked_at() {
    let index = generated(40_000);
    let mut narrow = Narrow::new();
    let size_of = |query: &str, narrow: &mut Narrow| {
        run(&index, &Term::words(query), None, 2, Some(narrow));
        narrow.size()
    };
    let everywhere = size_of("c", &mut Narrow::new());
    let before = size_of("39", &mut narrow);
    let beside = size_of("39 c", &mut narrow) - before;
    // With the rows of the first word and their texts the second one leaves less than when it stands alone.
    assert!(beside * 2 < everywhere, "{beside} of {everywhere}");
}
