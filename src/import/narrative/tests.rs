//! Sentences and passages, read as a careful reader would, and met again as if they were read.

use super::*;
use crate::{import::phrases::STATUSES, model::Vocabulary};
use proptest::prelude::*;

/// `tests/data/sentences.txt`: a sentence, then a line of what must be read out of it and (after
/// `!`) what must not.
#[test]
fn sentences_are_read_as_a_careful_reader_would() {
    let file = include_str!("../../../tests/data/sentences.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut lines = file
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    while let (Some(sentence), Some(want)) = (lines.next(), lines.next()) {
        count += 1;
        let (organization, sentence) = sentence.split_once(" >> ").unwrap_or(("", sentence));
        let tags = read(sentence, organization);
        let ids: Vec<&str> = tags
            .data
            .iter()
            .map(|(d, _)| d.id())
            .chain(tags.measures.iter().map(|(m, ..)| m.id()))
            .chain(tags.methods.iter().map(|(m, _)| m.id()))
            .chain(tags.statuses.iter().copied())
            .collect();
        for word in want
            .trim()
            .trim_start_matches("->")
            .split(',')
            .map(str::trim)
        {
            let (must, id) = match word.strip_prefix('!') {
                Some(id) => (false, id),
                None => (true, word),
            };
            let known = DataType::from_id(id).is_some()
                || Measure::from_id(id).is_some()
                || Method::from_id(id).is_some()
                || STATUSES.iter().any(|(s, _)| *s == id)
                || matches!(id, "anything" | "any data" | "any measure" | "any method");
            assert!(known, "{id} in `{want}`");
            let there = match id {
                "anything" => !ids.is_empty(),
                "any data" => !tags.data.is_empty(),
                "any measure" => !tags.measures.is_empty(),
                "any method" => !tags.methods.is_empty(),
                _ => ids.contains(&id),
            };
            if there != must {
                wrong.push(format!("{sentence}\n   wanted {word}, got {ids:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 80, "{count} sentences");
}

#[test]
fn a_tag_shows_its_words() {
    let tags = read(
        "The CE offered two years of free credit monitoring. It held patients’ Birth Dates.",
        "",
    );
    assert_eq!(tags.data, [(DataType::DateOfBirth, "Birth Dates")]);
    assert_eq!(
        tags.measures,
        [(Measure::CreditMonitoring, "credit monitoring", Some(24))]
    );
}

/// Looks for passages from the first text on.
fn at_once() -> Reader {
    Reader {
        passages: Passages::after(0),
        ..Reader::default()
    }
}

/// What a text says, read as a whole: in short, and word by word.
fn plain(reader: &mut Reader, text: &str, organization: &str) -> (Gist, Vec<&'static str>) {
    let tags = reader.read(text, organization);
    let mut words = tags.data.iter().map(|(d, _)| d.id()).collect::<Vec<_>>();
    words.extend(tags.measures.iter().map(|(m, ..)| m.id()));
    words.extend(tags.methods.iter().map(|(m, _)| m.id()));
    (reader.hits.gist, words)
}

#[test]
fn a_passage_ends_only_where_a_sentence_surely_does() {
    for (text, organization, names) in [
        ("It was told so. Names were lost.", "Acme Names", true),
        // The name goes on behind the full stop.
        ("It was told to Acme. Names were lost.", "Acme Names", false),
        // An abbreviation, and words that are one without their apostrophe or accent.
        ("It was not Co. Names were lost.", "", false),
        ("It was not C'o. Names were lost.", "", false),
        ("It was not Čo. Names were lost.", "", false),
        ("It was not so. Names were lost.", "", true),
    ] {
        let mut reader = at_once();
        for _ in 0..3 {
            let gist = reader.gist(text, organization);
            assert_eq!(gist.has_data(DataType::Name), names, "{text}");
            let want = plain(&mut Reader::default(), text, organization).0;
            assert_eq!(gist, want, "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Passages that come again, beside others, in texts about organizations whose words they have.
    #[test]
    fn what_was_met_before_is_told_as_if_it_was_read(
        texts in prop::collection::vec(
            (
                "(The |)(Social|Names|Data|Health|Monitoring|Inc|Birth|Dr|Yahoo!)( of| Security| Medical|\\. Dates|, Inc\\.){0,2}",
                prop::collection::vec(
                    "(The CE offered (one|two) years? of( free)? credit monitoring|Social Security numbers and names were (not |)involved|It lost dates of birth at Birth of Data|She saw Dr|(No |)Medical records; not names|It fell to phishing|Staff was trained against ransomware|A laptop was (lost or |)stolen|Health Data of the Social Security Medical|Identity theft protection for 24 months|Monitoring is offered by Names, Inc|1095 forms|É|Not so|diagnoses of patients’|[a-d]{1,3}'|[A-Z][a-z]{0,18} names)(\\.|\\. |  |\\.  |! |\\.\\. |\\? |; )",
                    0..9,
                ),
            ),
            1..12,
        ),
    ) {
        let (mut reader, mut plainly) = (at_once(), Reader::default());
        for _ in 0..3 {
            for (organization, sentences) in &texts {
                let text = sentences.concat();
                let gist = reader.gist(&text, organization);
                let (want, words) = plain(&mut plainly, &text, organization);
                prop_assert_eq!(gist, want, "{} about {}", text, organization);
                let tags = gist.tags();
                let data = tags.data.iter().map(|(d, _)| d.id());
                let measures = tags.measures.iter().map(|(m, ..)| m.id());
                let methods = tags.methods.iter().map(|(m, _)| m.id());
                prop_assert!(data.chain(measures).chain(methods).eq(words));
            }
        }
    }
}

#[test]
fn any_text_is_read_without_harm() {
    for text in [
        "",
        ".",
        "''''",
        "names",
        "é’ü",
        &"not ".repeat(5000),
        &"name address ".repeat(2000),
    ] {
        let _ = read(text, text);
    }
}
