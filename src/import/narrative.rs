//! Reads data types, measures, methods and the state of a filing out of free text by the tables in
//! `phrases.rs`, `acts.rs`, `ways.rs` and `classes.rs`. Being right matters more than finding all: a hit is dropped when its sentence negates
//! it, when it stands in the organization's own name, or when it is the regulator's act.
//!
//! A tag says that the text names something; it is marked as read from text and carries the words that
//! it came from. It must not know which list the text comes from.

use super::{
    acts::ATTACKERS_TOO,
    classes::class,
    draft::Draft,
    gist::Gist,
    letters::bit,
    lexicon::{Lexicon, Meaning, Part, Phrase},
    page::{Page, Sentence, Words},
    passages::{self, Met, Name, Passages},
    phrases::GAP,
    sentence,
};
use crate::model::{
    Text,
    imported::ReadMethod,
    incident::{Exposure, Response},
    vocabulary::{DataType, ExposureStatus, Measure, MeasureStatus, Method},
};
use std::cell::RefCell;

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags<'a> {
    /// Data types, each with the words that named it first.
    pub data: Vec<(DataType, &'a str)>,
    /// Measures, each with the words that named it first, and months where a length is given.
    pub measures: Vec<(Measure, &'a str, Option<u32>)>,
    /// Methods, each with the words that named it first.
    pub methods: Vec<(Method, &'a str)>,
    /// States of the filing.
    pub statuses: Vec<&'static str>,
}

/// Puts the text and its tags into a draft. What the draft already states is left alone.
pub fn apply(text: &str, draft: &mut Draft) {
    let tags = read(text, &draft.incident.organization);
    put(tags, true, draft);
    draft.imported.narrative = Some(Text::new(text));
}

/// Puts what a text says into a draft, with its words or without. What the draft already states is left
/// alone.
pub(super) fn put(tags: Tags<'_>, quote: bool, draft: &mut Draft) {
    for (data, words) in tags.data {
        if !draft.incident.exposed.iter().any(|e| e.data == data) {
            draft.incident.exposed.push(Exposure {
                data,
                status: ExposureStatus::PossiblyExposed,
                note: None,
                from_text: true,
                words: quote.then(|| quoted(words)),
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
                words: quote.then(|| quoted(words)),
            });
        }
    }
    for (method, words) in tags.methods {
        if !draft.incident.methods.contains(&method) {
            draft.incident.methods.push(method);
            draft.imported.methods_from_text.push(ReadMethod {
                method,
                words: quote.then(|| quoted(words)),
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
    thread_local! {
        static READER: RefCell<Reader> = RefCell::default();
    }
    READER.with_borrow_mut(|reader| reader.read(text, organization))
}

/// The words that a hit covers, in bytes of the text.
type Span = (u32, u32);

/// What was found in a text, in the order in which it stands there.
#[derive(Debug, Default)]
struct Hits {
    data: Vec<(DataType, Span)>,
    measures: Vec<(Measure, Span, Option<u32>)>,
    methods: Vec<(Method, Span)>,
    statuses: Vec<&'static str>,
    gist: Gist,
}

impl Hits {
    fn clear(&mut self) {
        self.data.clear();
        self.measures.clear();
        self.methods.clear();
        self.statuses.clear();
        self.gist = Gist::default();
    }

    fn add_data(&mut self, data: DataType, words: Span) {
        if !self.gist.has_data(data) {
            self.gist.add_data(data);
            self.data.push((data, words));
        }
    }

    fn add_measure(&mut self, measure: Measure, words: Span, months: Option<u32>) {
        self.gist.add_measure(measure, months);
        self.measures.push((measure, words, months));
    }
}

/// Reads one text after the other, in the memory that the one before needed.
#[derive(Debug, Default)]
pub struct Reader {
    lexicon: Lexicon,
    page: Page,
    organization: Page,
    best: Vec<Option<DataType>>,
    hits: Hits,
    passages: Passages,
}

impl Reader {
    /// As [`read()`].
    #[must_use]
    pub fn read<'a>(&mut self, text: &'a str, organization: &str) -> Tags<'a> {
        self.organization.take(organization, &mut self.lexicon);
        self.read_words(text);
        self.tags(text)
    }

    /// Reads a text as [`read()`] does, and tells what it says in short. What was met before is not read
    /// again.
    pub fn gist(&mut self, text: &str, organization: &str) -> Gist {
        self.organization.take(organization, &mut self.lexicon);
        if !self.passages.begin() {
            return self.gist_of(text);
        }
        let name = Name::of(self.organization.words());
        // What was never met is read together with what stands before it.
        let (mut gist, mut unread, mut from) = (Gist::default(), 0, 0);
        while from < text.len() {
            let end = passages::end(text, from, name, &mut self.lexicon);
            let passage = text.get(from..end).unwrap_or_default();
            let passage = passage.trim_end_matches(' ');
            let met = self.passages.meet(passage, name);
            if !matches!(met, Met::Never) {
                self.go_on(&mut gist, text.get(unread..from));
                unread = end;
            }
            match met {
                Met::Never => {}
                Met::Once(at) => {
                    let says = self.gist_of(passage);
                    let words = self.page.words();
                    self.passages.keep(at, passage, words, says);
                    gist.go_on(says);
                }
                Met::Often(says) => gist.go_on(says),
            }
            from = end;
        }
        self.go_on(&mut gist, text.get(unread..));
        gist
    }

    /// Takes in what the next part of a text says.
    fn go_on(&mut self, gist: &mut Gist, part: Option<&str>) {
        if let Some(part) = part.filter(|p| !p.is_empty()) {
            gist.go_on(self.gist_of(part));
        }
    }

    fn gist_of(&mut self, text: &str) -> Gist {
        self.read_words(text);
        self.hits.gist
    }

    /// Reads a text about the organization.
    fn read_words(&mut self, text: &str) {
        self.page.take(text, &mut self.lexicon);
        sentence::blank(&mut self.page, &self.organization);
        self.hits.clear();
        for sentence in self.page.sentences() {
            read_sentence(sentence, &mut self.hits, (&self.lexicon, &mut self.best));
        }
    }

    /// What the text says that was read last.
    fn tags<'a>(&self, text: &'a str) -> Tags<'a> {
        let quote = |(start, end): Span| text.get(start as usize..end as usize).unwrap_or_default();
        let Hits {
            data,
            measures,
            methods,
            ..
        } = &self.hits;
        let measures = measures.iter().map(|(m, words, n)| (*m, quote(*words), *n));
        let mut tags = Tags {
            data: data.iter().map(|(d, words)| (*d, quote(*words))).collect(),
            measures: measures.collect(),
            methods: methods
                .iter()
                .map(|(m, words)| (*m, quote(*words)))
                .collect(),
            statuses: self.hits.statuses.clone(),
        };
        tags.data.sort_by_key(|(d, _)| *d);
        tags.measures.sort_by_key(|(m, ..)| *m);
        tags.methods.sort_by_key(|(m, _)| *m);
        tags
    }
}

/// How many words from `at` on a phrase covers; `None` when it does not stand there.
fn covers(phrase: &Phrase, words: Words<'_>, at: usize) -> Option<usize> {
    if !phrase.first.fits(words, words.get(at)?) {
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
                here += reach.position(|w| next.fits(words, w))? + 1;
            }
            Part::Word(word) if word.fits(words, words.get(here)?) => here += 1,
            Part::Word(_) => return None,
        }
    }
    Some(here - at)
}

fn read_sentence(
    sentence: Sentence<'_>,
    hits: &mut Hits,
    (lexicon, all): (&Lexicon, &mut Vec<Option<DataType>>),
) {
    let words = sentence.words;
    // What stands nowhere in the sentence need not be looked for around each hit.
    let (traces, classes) = words.iter().fold((0, 0), |(traces, classes), w| {
        (traces | bit(w.trace), classes | w.class)
    });
    let is_negated = |at, behind| {
        classes & class::NEGATION != 0
            && (sentence::is_negated(words, at) || sentence::is_negated_after(words, behind))
    };
    let is_attackers = |measure, at| {
        classes & class::ATTACKER != 0
            && ATTACKERS_TOO.contains(measure)
            && sentence::is_attackers_act(words, at)
    };
    // Data phrases take the words that they cover; measures and statuses may overlap with anything.
    let mut free = 0;
    for opener in sentence.openers {
        let at = (opener.at - sentence.first) as usize;
        // It may be blank by now.
        let Some(_) = words.get(at).filter(|w| w.letters != 0) else {
            continue;
        };
        let next = words.get(at + 1).map_or(0, |w| w.letters);
        // The longest of the phrases for data at this word, and what all of that length mean.
        let mut longest = 0;
        for opening in lexicon.phrases(opener.phrases) {
            if !opening.may_stand(traces, next) {
                continue;
            }
            // Nothing would come of most others.
            let matters = match &opening.phrase.meaning {
                Meaning::Data(_) => at >= free && opening.most >= longest,
                Meaning::Measure(measure) => !hits.gist.has_measure(*measure),
                Meaning::Method(method) => !hits.gist.has_method(*method),
                Meaning::Status(status) => !hits.statuses.contains(status),
            };
            if !matters {
                continue;
            }
            let Some(length) = covers(opening.phrase, words, at) else {
                continue;
            };
            match &opening.phrase.meaning {
                Meaning::Data(data) => {
                    if length > longest {
                        longest = length;
                        all.clear();
                    }
                    if length == longest {
                        all.push(*data);
                    }
                }
                Meaning::Measure(measure) => {
                    if !is_negated(at, at + length)
                        && !is_attackers(measure, at)
                        && sentence::is_own_act(words, at, classes)
                    {
                        let months = (*measure == Measure::CreditMonitoring
                            || *measure == Measure::IdentityProtection)
                            .then(|| sentence::months(words))
                            .flatten();
                        hits.add_measure(*measure, span(words, at, length), months);
                    }
                }
                Meaning::Method(method) => {
                    let spoken_of = classes & class::PRECAUTION != 0
                        && sentence::is_precaution(words, at, at + length);
                    if !spoken_of
                        && !sentence::is_alternative(words, at, at + length)
                        && !is_negated(at, at + length)
                        // `the laptop was not stolen`: between its words.
                        && !is_negated(at + length - 1, at + length)
                    {
                        hits.gist.add_method(*method);
                        hits.methods.push((*method, span(words, at, length)));
                    }
                }
                Meaning::Status(status) => {
                    let doubted =
                        *status == "consolidated" && !sentence::is_about_filing(words, at, length);
                    if !doubted {
                        hits.statuses.push(status);
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
                    .is_some_and(|w| words.form(w).starts_with("name"));
                if !names_only {
                    free = at + 1;
                }
            }
            let known = |data: &DataType| hits.gist.has_data(*data);
            if all.iter().flatten().all(known)
                || sentence::is_remedy(words, at)
                || is_negated(at, free)
            {
                continue;
            }
            for data in all.iter().flatten() {
                hits.add_data(*data, span(words, at, length));
            }
        }
    }
}

/// Where some words stand in the text.
fn span(words: Words<'_>, at: usize, length: usize) -> Span {
    let start = words.get(at).map_or(0, |w| w.start);
    let end = words.get(at + length.max(1) - 1).map_or(start, |w| w.end);
    (start, end)
}

/// Words of a text as a record holds them.
fn quoted(words: &str) -> Text {
    Text::new(&crate::model::text::shorten(words, 120))
}

#[cfg(test)]
mod tests;
