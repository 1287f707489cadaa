//! Reads data types, measures and the state of a filing out of free text by the tables in
//! `phrases.rs`. Being right matters more than finding all: a hit is dropped when its sentence negates
//! it, when it stands in the organization's own name, or when it is the regulator's act.
//!
//! A tag says that the text names something; it is marked as read from text and carries the words that
//! it came from. It must not know which list the text comes from.

use super::{
    draft::Draft,
    page::{Page, Token},
    phrases::{DATA, GAP, MEASURES, STATUSES},
    sentence::{self, Letters, Sieve, Table},
};
use crate::model::{
    Text,
    incident::{Exposure, Response},
    vocabulary::{DataType, ExposureStatus, Measure, MeasureStatus},
};
use std::sync::LazyLock;

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags<'a> {
    /// Data types, each with the words that named it first.
    pub data: Vec<(DataType, &'a str)>,
    /// Measures, each with the words that named it first, and months where a length is given.
    pub measures: Vec<(Measure, &'a str, Option<u32>)>,
    /// States of the filing.
    pub statuses: Vec<&'static str>,
}

/// Puts the text and its tags into a draft. What the draft already states is left alone.
pub fn apply(text: &str, draft: &mut Draft) {
    let tags = read(text, &draft.incident.organization);
    put(tags, draft);
    draft.imported.narrative = Some(Text::new(text));
}

/// Puts what a text says into a draft. What the draft already states is left alone.
pub(super) fn put(tags: Tags<'_>, draft: &mut Draft) {
    for (data, words) in tags.data {
        if !draft.incident.exposed.iter().any(|e| e.data == data) {
            draft.incident.exposed.push(Exposure {
                data,
                status: ExposureStatus::PossiblyExposed,
                note: None,
                from_text: true,
                words: Some(quoted(words)),
            });
        }
    }
    for (measure, words, months) in tags.measures {
        if !draft.incident.response.iter().any(|r| r.measure == measure) {
            let offered = matches!(
                measure,
                Measure::CreditMonitoring
                    | Measure::IdentityProtection
                    | Measure::IdentityRestoration
                    | Measure::IdentityTheftInsurance
            );
            draft.incident.response.push(Response {
                measure,
                status: if offered {
                    MeasureStatus::Offered
                } else {
                    MeasureStatus::Taken
                },
                date: None,
                months,
                provider: None,
                amount_usd: None,
                note: None,
                source: None,
                from_text: true,
                words: Some(quoted(words)),
            });
        }
    }
    if !tags.statuses.is_empty() {
        draft.imported.filing_status = Some(Text::from(tags.statuses.join("; ")));
    }
}

/// What a text says, given the name of the organization that it is about.
#[must_use]
pub fn read<'a>(text: &'a str, organization: &str) -> Tags<'a> {
    Reader::default().read(text, organization)
}

/// Reads one text after the other, in the memory that the one before needed.
#[derive(Debug, Default)]
pub struct Reader {
    page: Page,
    organization: Page,
    fitting: Vec<&'static Phrase>,
    best: Vec<Option<DataType>>,
}

impl Reader {
    /// As [`read()`].
    #[must_use]
    pub fn read<'a>(&mut self, text: &'a str, organization: &str) -> Tags<'a> {
        self.page.take(text);
        self.organization.take(organization);
        let mut words = self.page.words();
        sentence::blank(&mut words, &self.organization);
        let mut tags = Tags::default();
        let mut at = 0;
        while at < words.len() {
            let last = words.get(at).map_or(0, |w| w.sentence);
            let end = words
                .iter()
                .skip(at)
                .position(|w| w.sentence != last)
                .map_or(words.len(), |n| at + n);
            if let Some(sentence) = words.get(at..end) {
                let scratch = (&mut self.fitting, &mut self.best);
                read_sentence(text, sentence, &mut tags, scratch);
            }
            at = end.max(at + 1);
        }
        tags.data.sort_by_key(|(d, _)| *d);
        tags.measures.sort_by_key(|(m, ..)| *m);
        tags
    }
}

/// One word of a phrase.
#[derive(Debug)]
enum Part {
    Word(Word),
    Gap,
}

/// A word, or how one starts.
#[derive(Debug)]
struct Word {
    text: &'static str,
    is_whole: bool,
    /// Its first sixteen bytes, and which of them count.
    letters: Letters,
    mask: Letters,
}

impl Word {
    fn new(text: &'static str, is_whole: bool) -> Self {
        let counted = if is_whole { 16 } else { text.len().min(16) };
        Self {
            text,
            is_whole,
            letters: sentence::letters(text),
            mask: Letters::MAX >> (128 - 8 * counted.max(1)),
        }
    }

    /// The trace that every word leaves which fits.
    fn trace(&self) -> u128 {
        if self.is_whole || self.text.len() >= LETTERS {
            trace(self.letters)
        } else {
            0
        }
    }

    fn may_fit(&self, letters: Letters) -> bool {
        letters & self.mask == self.letters
    }

    fn fits(&self, token: &Token<'_>) -> bool {
        // Only of long words the letters do not tell all.
        self.may_fit(token.letters)
            && (self.text.len() < 16
                || if self.is_whole {
                    token.word == self.text
                } else {
                    token.word.starts_with(self.text)
                })
    }
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Data(Option<DataType>),
    Measure(Measure),
    Status(&'static str),
}

/// A phrase; it begins with a word.
#[derive(Debug)]
struct Phrase {
    /// Its place in the tables: of phrases at one word, the one named first there is looked at first.
    order: usize,
    first: Word,
    rest: Vec<Part>,
    /// See [`trace`]: a sentence without all of these cannot hold it.
    traces: u128,
    meaning: Meaning,
}

/// The phrases that begin with one word.
#[derive(Debug)]
struct Opening {
    letters: Letters,
    mask: Letters,
    phrases: Vec<Phrase>,
}

/// Phrases by the first letters of their first word, so that a text is read in one pass.
type Index = Table<u32, Vec<Opening>>;

/// The first three letters of a word.
const fn key(letters: Letters) -> u32 {
    letters as u32 & 0x00FF_FFFF
}

/// One bit for the words that begin as a word does: what a sentence surely does not hold is told by them.
const fn trace(letters: Letters) -> u128 {
    1 << (key(letters).wrapping_mul(0x9E37_79B1) >> 25)
}

/// Letters that the index looks at.
const LETTERS: usize = 3;

/// Of the keys of [`INDEX`].
static KNOWN: LazyLock<Sieve> = LazyLock::new(|| Sieve::new(INDEX.keys().map(|k| u64::from(*k))));

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    let data = DATA.iter().map(|(d, p)| (Meaning::Data(*d), *p));
    let measures = MEASURES.iter().map(|(m, p)| (Meaning::Measure(*m), *p));
    let statuses = STATUSES.iter().map(|(s, p)| (Meaning::Status(s), *p));
    let mut order = 0;
    for (meaning, phrases) in data.chain(measures).chain(statuses) {
        for phrase in phrases.split('|') {
            let mut parts = phrase.split_whitespace().filter(|w| *w != ",").map(|w| {
                match (w, w.strip_suffix('*')) {
                    ("..", _) => Part::Gap,
                    (_, Some(start)) => Part::Word(Word::new(start, false)),
                    _ => Part::Word(Word::new(w, true)),
                }
            });
            let Some(Part::Word(first)) = parts.next() else {
                continue;
            };
            let (letters, mask) = (first.letters, first.mask);
            let openings = index.entry(key(letters)).or_default();
            let known = openings
                .iter()
                .position(|o| (o.letters, o.mask) == (letters, mask));
            let at = known.unwrap_or_else(|| {
                openings.push(Opening {
                    letters,
                    mask,
                    phrases: Vec::new(),
                });
                openings.len() - 1
            });
            order += 1;
            if let Some(opening) = openings.get_mut(at) {
                let rest: Vec<Part> = parts.collect();
                let words = rest.iter().filter_map(|p| match p {
                    Part::Word(word) => Some(word),
                    Part::Gap => None,
                });
                let traces = words.fold(first.trace(), |all, w| all | w.trace());
                opening.phrases.push(Phrase {
                    order,
                    first,
                    rest,
                    traces,
                    meaning,
                });
            }
        }
    }
    index
});

/// How many words from `at` on a phrase covers; `None` when it does not stand there.
fn covers(phrase: &Phrase, words: &[Token<'_>], at: usize) -> Option<usize> {
    if !phrase.first.fits(words.get(at)?) {
        return None;
    }
    let mut here = at + 1;
    let mut parts = phrase.rest.iter();
    while let Some(part) = parts.next() {
        match part {
            Part::Gap => {
                let Some(Part::Word(next)) = parts.next() else {
                    return None;
                };
                let mut reach = words.iter().skip(here).take(GAP);
                here += reach.position(|w| next.fits(w))? + 1;
            }
            Part::Word(word) if word.fits(words.get(here)?) => here += 1,
            Part::Word(_) => return None,
        }
    }
    Some(here - at)
}

/// Collects the phrases that may begin with a word of a sentence with these traces, in the order of the
/// tables.
fn beginning_with(letters: Letters, traces: u128, fitting: &mut Vec<&'static Phrase>) {
    fitting.clear();
    let key = key(letters);
    if !KNOWN.may_hold(u64::from(key)) {
        return;
    }
    let openings = INDEX.get(&key).map_or(&[][..], Vec::as_slice);
    let mut found = 0;
    for opening in openings.iter().filter(|o| letters & o.mask == o.letters) {
        let all = opening.phrases.iter();
        fitting.extend(all.filter(|p| p.traces & !traces == 0));
        found += 1;
    }
    if found > 1 {
        fitting.sort_unstable_by_key(|p| p.order);
    }
}

fn read_sentence<'a>(
    text: &'a str,
    words: &[Token<'_>],
    tags: &mut Tags<'a>,
    (fitting, all): (&mut Vec<&'static Phrase>, &mut Vec<Option<DataType>>),
) {
    // Data phrases take the words that they cover; measures and statuses may overlap with anything.
    let mut free = 0;
    let traces = words.iter().fold(0, |all, w| all | trace(w.letters));
    for (at, token) in words.iter().enumerate() {
        beginning_with(token.letters, traces, fitting);
        // The longest of the phrases for data at this word, and what all of that length mean.
        let mut longest = 0;
        for phrase in fitting.iter() {
            let Some(length) = covers(phrase, words, at) else {
                continue;
            };
            match &phrase.meaning {
                Meaning::Data(data) if at >= free => {
                    if length > longest {
                        longest = length;
                        all.clear();
                    }
                    if length == longest {
                        all.push(*data);
                    }
                }
                Meaning::Data(_) => {}
                Meaning::Measure(measure) => {
                    let known = tags.measures.iter().any(|(m, ..)| m == measure);
                    if !known && !sentence::is_negated(words, at) && sentence::is_own_act(words, at)
                    {
                        let months = (*measure == Measure::CreditMonitoring
                            || *measure == Measure::IdentityProtection)
                            .then(|| sentence::months(words))
                            .flatten();
                        tags.measures
                            .push((*measure, quote(text, words, at, length), months));
                    }
                }
                Meaning::Status(status) => {
                    let doubted =
                        *status == "consolidated" && !sentence::is_about_filing(words, at, length);
                    if !tags.statuses.contains(status) && !doubted {
                        tags.statuses.push(status);
                    }
                }
            }
        }
        if longest > 0 {
            let length = longest;
            free = at + length;
            // A phrase that is listed as no data outweighs one that is.
            if all.contains(&None) {
                continue;
            }
            // `name address*` is a name that happens to be followed by an address.
            if all.contains(&Some(DataType::Name)) && length > 1 {
                let names_only = words
                    .get(at + length - 1)
                    .is_some_and(|w| w.word.starts_with("name"));
                if !names_only {
                    free = at + 1;
                }
            }
            if sentence::is_negated(words, at)
                || sentence::is_negated_after(words, free)
                || sentence::is_remedy(words, at)
            {
                continue;
            }
            all.dedup();
            for data in all.iter().flatten() {
                if !tags.data.iter().any(|(d, _)| d == data) {
                    tags.data.push((*data, quote(text, words, at, length)));
                }
            }
        }
    }
}

/// The words of the text itself.
fn quote<'a>(text: &'a str, words: &[Token<'_>], at: usize, length: usize) -> &'a str {
    let start = words.get(at).map_or(0, |w| w.start);
    let end = words.get(at + length.max(1) - 1).map_or(start, |w| w.end);
    text.get(start..end).unwrap_or_default()
}

/// Words of a text as a record holds them.
fn quoted(words: &str) -> Text {
    Text::new(&crate::model::text::shorten(words, 120))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::Vocabulary;

    /// `tests/data/sentences.txt`: a sentence, then a line of what must be read out of it and (after
    /// `!`) what must not.
    #[test]
    fn sentences_are_read_as_a_careful_reader_would() {
        let file = include_str!("../../tests/data/sentences.txt");
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
                    || STATUSES.iter().any(|(s, _)| *s == id)
                    || matches!(id, "anything" | "any data" | "any measure");
                assert!(known, "{id} in `{want}`");
                let there = match id {
                    "anything" => !ids.is_empty(),
                    "any data" => !tags.data.is_empty(),
                    "any measure" => !tags.measures.is_empty(),
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

    /// What the numbers stand for: a word is known by its first sixteen bytes, and a phrase found by the
    /// first three letters of its first word.
    #[test]
    fn the_tables_fit_the_way_in_which_they_are_asked() {
        for (_, words) in crate::import::phrases::WORDS {
            assert!(
                words
                    .split_whitespace()
                    .all(|w| w.len() <= 16 && w.is_ascii())
            );
        }
        for (key, openings) in INDEX.iter() {
            for p in openings.iter().flat_map(|o| &o.phrases) {
                let w = p.first.text;
                let first = &w[..w.len().min(LETTERS)];
                assert_eq!(*key, super::key(sentence::letters(first)), "{w}");
                assert!(p.first.may_fit(sentence::letters(w)), "{w}");
                assert!(KNOWN.may_hold(u64::from(*key)), "{w}");
            }
        }
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
}
