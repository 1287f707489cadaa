//! Whether a text states that law enforcement asked for a notice to wait: sentences by tables of words
//! and of the orders in which they say so. It must not know what a text belongs to, nor what follows.
//!
//! What is missed only leaves a verdict as it was; what is found wrongly would excuse somebody. So a part
//! of a sentence with any word of denial says nothing, nor does one that only speaks of what may be.
//! A delay *for* an investigation, of which nobody says that it was asked for, is no such statement.

mod words;

use crate::model::text::fold;
use std::{collections::BTreeMap, sync::OnceLock};
use words::{AUTHORITY, DENIAL, Kinds, NOTICE, PERHAPS, STAND_IN, STATEMENTS, Step, WORDS};

/// True when a text states that law enforcement asked for a notice to wait. `about_notice`: the text as
/// a whole is about a notice, so that it need not name one.
#[must_use]
pub fn asks_for_delay(text: &str, about_notice: bool) -> bool {
    sentences(text).any(|sentence| {
        let mut named = false;
        sentence.split(';').any(|part| {
            let words = kinds(part, named);
            let any = |kind: Kinds| words.iter().any(|w| w & kind != 0);
            named |= any(AUTHORITY);
            (about_notice || any(NOTICE)) && !any(DENIAL) && is_stated(&words)
        })
    })
}

/// True when the words stand in one of the orders, and nothing up to their end says `perhaps`.
fn is_stated(words: &[Kinds]) -> bool {
    (0..words.len()).any(|at| {
        let rest = words.get(at..).unwrap_or_default();
        STATEMENTS.iter().any(|steps| {
            end(steps, rest).is_some_and(|after| {
                let so_far = words.get(..at.saturating_add(after)).unwrap_or_default();
                so_far.iter().all(|w| w & PERHAPS == 0)
            })
        })
    })
}

/// How many words the steps take from the first one on, if they fit.
fn end(steps: &[Step], words: &[Kinds]) -> Option<usize> {
    let Some((step, steps)) = steps.split_first() else {
        return Some(0);
    };
    let first = words.first().copied();
    let is = |kind: Kinds| first.is_some_and(|w| w & kind != 0);
    let behind = |n: usize| Some(n + end(steps, words.get(n..)?)?);
    match *step {
        Step::Is(kind) => is(kind).then(|| behind(1)).flatten(),
        Step::IsNot(kind) => (!is(kind)).then(|| behind(0)).flatten(),
        Step::EndOr(kind) => (first.is_none() || is(kind)).then(|| behind(0)).flatten(),
        Step::Perhaps(kind) => behind(0).or_else(|| is(kind).then(|| behind(1)).flatten()),
        Step::Near(most, stops) => {
            let free = words.iter().take(most).take_while(|w| *w & stops == 0);
            (0..=free.count()).find_map(behind)
        }
    }
}

/// The sentences of a text but for questions. A point that an initial has, or that no capital follows,
/// ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.char_indices().find(|(at, c)| {
            let (before, after) = rest.split_at(*at);
            let after = after.get(c.len_utf8()..).unwrap_or_default();
            match c {
                '!' | '?' => true,
                '.' => {
                    let initial = before
                        .chars()
                        .rev()
                        .take_while(|c| c.is_alphanumeric())
                        .count()
                        == 1;
                    let next = after.trim_start().chars().next();
                    let apart = after.starts_with(char::is_whitespace) || after.is_empty();
                    apart && !initial && next.is_none_or(|c| !c.is_lowercase())
                }
                _ => false,
            }
        });
        let (sentence, mark) = match end {
            Some((at, c)) => {
                let (sentence, after) = rest.split_at(at);
                rest = after.get(c.len_utf8()..).unwrap_or_default();
                (sentence, Some(c))
            }
            None => (std::mem::take(&mut rest), None),
        };
        Some((sentence, mark))
    })
    .filter(|(_, mark)| *mark != Some('?'))
    .map(|(sentence, _)| sentence)
}

/// What the words of a part of a sentence are. `named`: an authority is named before it.
fn kinds(part: &str, named: bool) -> Vec<Kinds> {
    let words = split(part);
    let mut out = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (taken, mut kind) = kind(rest);
        if named && kind & STAND_IN != 0 {
            kind |= AUTHORITY;
        }
        out.push(kind);
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    out
}

/// A row of [`WORDS`], taken apart.
struct Row {
    kind: Kinds,
    words: Vec<&'static str>,
}

impl Row {
    fn fits(&self, words: &[String]) -> bool {
        let same = |(row, word): (&&str, &String)| match row.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == row,
        };
        self.words.len() <= words.len() && self.words.iter().zip(words).all(same)
    }
}

/// The rows of [`WORDS`] by their first letter: a word is asked against a dozen of them.
fn rows(first: u8) -> &'static [Row] {
    static ROWS: OnceLock<BTreeMap<u8, Vec<Row>>> = OnceLock::new();
    let all = ROWS.get_or_init(|| {
        let mut out: BTreeMap<u8, Vec<Row>> = BTreeMap::new();
        for (kind, rows) in WORDS {
            for row in rows.split('|') {
                let words: Vec<&str> = row.split_whitespace().collect();
                let first = row.trim_start().bytes().next().unwrap_or_default();
                let row = Row { kind: *kind, words };
                out.entry(first).or_default().push(row);
            }
        }
        out
    });
    all.get(&first).map_or(&[], Vec::as_slice)
}

/// The kinds of the longest row of words that the table has here, and its length.
fn kind(words: &[String]) -> (usize, Kinds) {
    let first = words.first().and_then(|w| w.bytes().next());
    let mut best = (1, 0);
    for row in rows(first.unwrap_or_default()) {
        let length = row.words.len();
        if length < best.0 || !row.fits(words) {
            continue;
        }
        best = match length > best.0 {
            true => (length, row.kind),
            false => (length, best.1 | row.kind),
        };
    }
    best
}

/// The words without what is written with them: `U.S.` is `us`, `FBI's` is `fbi`, `didn't` is `not`.
/// The month of May is no word.
fn split(part: &str) -> Vec<String> {
    part.split(|c: char| c.is_whitespace() || c == ',' || c == '/')
        .flat_map(|word| word.split(['-', '–', '—']))
        .filter(|word| *word != "May")
        .filter_map(|word| {
            let word = fold(word);
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if word.ends_with("n't") {
                return Some("not".to_owned());
            }
            let word = word.strip_suffix("'s").unwrap_or(word);
            let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            (!word.is_empty()).then_some(word)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_records_and_filings_say_of_a_delay_is_found() {
        for text in [
            // 21st Century Oncology.
            "A database had been reached. At the FBI's request the company kept silent until 4 March 2016, \
             then wrote to 2.2 million patients in all fifty states.",
            "Company informed by the FBI, which asked for silence during its investigation",
            "FBI brought the first word; notice delayed at its request",
            // Broward Health.
            "The hospital saw it after four days. At the request of the US Justice Department it held back \
             the notice, and told 1.36 million people on New Year's Day 2022. It said that no ransom was \
             demanded.",
            "FBI and Justice Department told; the department asks for a short delay of notices",
            // Geisinger.
            "Notice to 1,276,026 people waited until June 2024 because investigators asked for it; the \
             former employee was charged.",
            // Lists of regulators and letters say it like this.
            "The notification was delayed at the request of law enforcement.",
            "Law enforcement requested that notification be delayed.",
            "The FBI asked the CE to delay notification until May 2014.",
            "In May 2014 the U.S. Secret Service asked the hospital not to notify patients.",
            "The covered entity was asked by federal law enforcement to withhold its notice.",
            "Patients were notified late due to a law-enforcement hold.",
            "Notice was postponed pursuant to a written request from the Department of Justice.",
            "Notification was delayed per law enforcement’s oral request.",
            "Letters were delayed by law enforcement.",
            "This notice comes after a delay requested by the Federal Bureau of Investigation (FBI).",
            "Notices were held back, as the police had requested.",
        ] {
            assert!(asks_for_delay(text, false), "{text}");
        }
    }

    #[test]
    fn a_note_of_a_notice_need_not_name_it() {
        for text in [
            "Letters begin; law enforcement had asked to wait",
            "Sent by Nuance for Geisinger; delayed at the request of law enforcement",
        ] {
            assert!(asks_for_delay(text, true), "{text}");
            assert!(!asks_for_delay(text, false), "{text}");
        }
    }

    #[test]
    fn law_enforcement_without_a_delay_is_none() {
        for text in [
            "Law enforcement was notified without delay.",
            "The FBI is investigating.",
            "The FBI is investigating, and letters were delayed.",
            "Law enforcement did not ask for a delay of the notice.",
            "Law enforcement didn't ask for a delay of the notice.",
            "Notice was not delayed by law enforcement.",
            "This notice has not been delayed at the request of law enforcement.",
            "Notification was not delayed as a result of a law enforcement investigation.",
            "No law enforcement agency requested a delay of notice.",
            "Neither the FBI nor the police asked for a delay of the letters.",
            "Rather than at the request of the FBI, notice was delayed by a printer.",
            "It is doubtful that the FBI asked for a delay of the notice.",
            "Law enforcement didnt ask for a delay of the notice.",
            "Law enforcement has never requested that notification be delayed.",
            "The FBI denied that it had asked for a delay of notice.",
            "The notice came without a delay requested by law enforcement.",
            "The FBI asked the hospital to notify patients without delay.",
            "The FBI asked the hospital not to delay its notice.",
            "Any delay of notice requested by law enforcement is stated in the letter.",
            "Law enforcement may ask for a delay of notice.",
            "A request by law enforcement can delay notice by months.",
            "If law enforcement asks for a delay, notice waits.",
            "Did law enforcement ask for a delay of the notice?",
            "The company asked the FBI for a delay of its notice.",
            "The company told the FBI and asked patients to wait for letters.",
            "The FBI was asked to wait with its announcement.",
            "Notice was delayed by the police investigation.",
            "The hospital delayed its report to the police.",
            "At the FBI's request it handed over the server, and the letters were delayed by a strike.",
            "The FBI asked for the logs. Letters were delayed.",
            "The FBI asked for details after a delay of the notice.",
            "The police asked why the notice was delayed.",
            "Notice waited because forensic investigators asked for it.",
            "Notice waited because investigators asked for more logs.",
            "Some clients were notified late; hospitals still send letters after requests to wait",
            "Oracle told its clients privately, and asked for delay during the investigation.",
            "Law enforcement hold a press conference on the notice.",
            "At the request of the FBI the hospital postponed its surgery.",
            "FBI and Justice Department",
            "",
            ". ; ? !",
        ] {
            assert!(!asks_for_delay(text, false), "{text}");
        }
    }
}
