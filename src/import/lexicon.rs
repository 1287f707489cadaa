//! What the tables of `phrases.rs`, `acts.rs` and `classes.rs` say of one word: its classes, and the phrases
//! that it may begin. It must not know what stands around a word.
//!
//! Words are compared as numbers, and what was found for a word is remembered: a text has few that the
//! texts before it had not.

use super::{
    acts::{MEASURES, REGULATOR},
    classes::WORDS,
    letters::{LETTERS, Letters, TRACES, bit, key, letters, trace},
    page::{Token, Words},
    phrases::{DATA, GAP, STATUSES},
    ways::METHODS,
};
use crate::model::vocabulary::{DataType, Measure, Method};
use foldhash::fast::FixedState;
use std::{collections::HashMap, sync::LazyLock};

/// The tables of phrases are asked for words of every text. Their keys are ours, so that nobody can make
/// them collide.
pub type Table<K, V> = HashMap<K, V, FixedState>;

/// Beside the classes of the tables: an act of the regulator may begin with this word.
pub const REGULATOR_BEGINS: u16 = 1 << 15;

/// Every word that has a class.
static CLASSES: LazyLock<Table<Letters, u16>> = LazyLock::new(|| {
    let mut classes = Table::default();
    for (class, words) in WORDS {
        for word in words.split_whitespace() {
            *classes.entry(letters(word)).or_default() |= class;
        }
    }
    for act in REGULATOR_ACTS.iter() {
        let first = act.first().copied().unwrap_or_default();
        *classes.entry(first).or_default() |= REGULATOR_BEGINS;
    }
    classes
});

/// Words of more bytes have no class: those of the tables are shorter.
const LONGEST_CLASSED: usize = 16;

/// The regulator's acts, word by word.
pub static REGULATOR_ACTS: LazyLock<Vec<Vec<Letters>>> = LazyLock::new(|| {
    let acts = REGULATOR.split('|');
    acts.map(|act| act.split_whitespace().map(letters).collect())
        .collect()
});

/// One word of a phrase.
#[derive(Debug)]
pub enum Part {
    /// This word.
    Word(Word),
    /// Some words.
    Gap,
}

/// A word, or how one starts.
#[derive(Debug)]
pub struct Word {
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
            letters: letters(text),
            mask: Letters::MAX >> (128 - 8 * counted.max(1)),
        }
    }

    /// The trace that every word leaves which fits.
    fn trace(&self) -> u128 {
        if self.is_whole || self.text.len() >= LETTERS {
            1 << trace(self.letters)
        } else {
            0
        }
    }

    /// Whether a word of a page is this one.
    #[must_use]
    #[inline]
    pub fn fits(&self, words: Words<'_>, token: &Token) -> bool {
        // Only of long words the letters do not tell all.
        token.letters & self.mask == self.letters
            && (self.text.len() < 16
                || if self.is_whole {
                    words.form(token) == self.text
                } else {
                    words.form(token).starts_with(self.text)
                })
    }
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A data type, or that the words are none.
    Data(Option<DataType>),
    /// A measure.
    Measure(Measure),
    /// A method.
    Method(Method),
    /// A state of the filing.
    Status(&'static str),
}

/// A phrase; it begins with a word.
#[derive(Debug)]
pub struct Phrase {
    /// Its place in the tables: of phrases at one word, the one named first there is looked at first.
    order: usize,
    /// Its first word.
    pub first: Word,
    /// What follows.
    pub rest: Vec<Part>,
    /// See [`trace`]: a sentence without all of these cannot hold it.
    traces: u128,
    /// What it means.
    pub meaning: Meaning,
}

impl Phrase {
    /// Words that it covers at most.
    fn most(&self) -> usize {
        let rest = self.rest.iter().map(|part| match part {
            Part::Word(_) => 1,
            Part::Gap => GAP,
        });
        1 + rest.sum::<usize>()
    }

    /// The traces of the words that may come second; all of them where that is not told.
    fn second_trace(&self) -> u128 {
        match self.rest.first() {
            Some(Part::Word(word)) if word.trace() != 0 => word.trace(),
            _ => u128::MAX,
        }
    }
}

/// One of 4096 numbers for the words that begin as a word does.
const fn beginning(letters: Letters) -> usize {
    (key(letters).wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// Whether the tables name a word that begins in a way: most that were not met before they do not.
static BEGINNINGS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut named = vec![false; 4096];
    let phrases = INDEX.keys().map(|key| Letters::from(*key));
    for letters in CLASSES.keys().copied().chain(phrases) {
        if let Some(slot) = named.get_mut(beginning(letters)) {
            *slot = true;
        }
    }
    named
});

/// Whether the tables may name a word.
fn is_named(letters: Letters) -> bool {
    let named = BEGINNINGS.get(beginning(letters));
    named.copied().unwrap_or_default()
}

/// Phrases by the first letters of their first word, in the order of the tables.
static INDEX: LazyLock<Table<u32, Vec<Phrase>>> = LazyLock::new(|| {
    let mut index: Table<u32, Vec<Phrase>> = Table::default();
    let data = DATA.iter().map(|(d, p)| (Meaning::Data(*d), *p));
    let measures = MEASURES.iter().map(|(m, p)| (Meaning::Measure(*m), *p));
    let methods = METHODS.iter().map(|(m, p)| (Meaning::Method(*m), *p));
    let statuses = STATUSES.iter().map(|(s, p)| (Meaning::Status(s), *p));
    let mut order = 0;
    for (meaning, phrases) in data.chain(measures).chain(methods).chain(statuses) {
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
            order += 1;
            let rest: Vec<Part> = parts.collect();
            let words = rest.iter().filter_map(|p| match p {
                Part::Word(word) => Some(word),
                Part::Gap => None,
            });
            let traces = words.fold(first.trace(), |all, w| all | w.trace());
            index.entry(key(first.letters)).or_default().push(Phrase {
                order,
                first,
                rest,
                traces,
                meaning,
            });
        }
    }
    index
});

/// What the tables say of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// The classes that it belongs to.
    pub class: u16,
    /// Of the traces of a sentence, the bit that it leaves.
    pub trace: u8,
    /// Which phrases it may begin, see [`Lexicon::going_on`].
    pub openings: u16,
}

/// A phrase, and what tells that it surely does not stand at a word: looked at far more often than the
/// phrase.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    /// The first half of its second word's letters, and which bytes of that count; none where any word may
    /// follow.
    second: u64,
    mask: u64,
    /// See [`Phrase::traces`].
    traces: u128,
    /// Words that it covers at most.
    pub most: usize,
    /// The phrase itself.
    pub phrase: &'static Phrase,
}

impl Opening {
    fn new(phrase: &'static Phrase) -> Self {
        let (second, mask) = match phrase.rest.first() {
            Some(Part::Word(word)) => (word.letters as u64, word.mask as u64),
            _ => (0, 0),
        };
        Self {
            second,
            mask,
            traces: phrase.traces,
            most: phrase.most(),
            phrase,
        }
    }

    /// False only for a phrase that does not stand in a sentence with these traces before this word.
    #[must_use]
    #[inline]
    pub const fn may_stand(&self, traces: u128, next: Letters) -> bool {
        self.traces & !traces == 0 && next as u64 & self.mask == self.second
    }
}

/// Words that were looked up, of which a later one takes the place of an earlier.
const REMEMBERED: usize = 4096;

/// What the tables say of words.
#[derive(Debug)]
pub struct Lexicon {
    remembered: Vec<(Letters, Known)>,
    /// Of each kind of word that begins phrases, which; the first begins none.
    kinds: Vec<Vec<&'static Phrase>>,
    numbers: Table<Vec<usize>, u16>,
    /// Of each kind and each trace that the next word may leave, the place in `openings` of the phrases that
    /// are left, plus one: zero where that was not asked.
    left: Vec<u16>,
    /// Different lists of phrases that are left; the first is empty. There are about as many as phrases.
    openings: Vec<Vec<Opening>>,
    lists: Table<Vec<usize>, u16>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            // No word has these letters, and of none they say so.
            remembered: vec![(0, Known::default()); REMEMBERED],
            kinds: vec![Vec::new()],
            left: vec![1; TRACES],
            numbers: Table::from_iter([(Vec::new(), 0)]),
            openings: vec![Vec::new()],
            lists: Table::from_iter([(Vec::new(), 0)]),
        }
    }
}

impl Lexicon {
    /// What the tables say of a word of so many bytes.
    #[inline]
    pub fn look_up(&mut self, letters: Letters, length: usize) -> Known {
        let mixed = (letters as u64 ^ (letters >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The highest bits are those that all letters have a part in.
        let place = (mixed >> (64 - REMEMBERED.ilog2())) as usize;
        match self.remembered.get(place) {
            Some((known, says)) if *known == letters && length <= LONGEST_CLASSED => *says,
            _ => self.ask(letters, length, place),
        }
    }

    fn ask(&mut self, letters: Letters, length: usize, place: usize) -> Known {
        let mut says = Known {
            trace: trace(letters),
            ..Known::default()
        };
        let is_named = is_named(letters);
        if is_named {
            says.class = CLASSES.get(&letters).copied().unwrap_or_default();
            says.openings = self.opened_by(letters);
        } else if (letters as u8).is_ascii_digit() {
            // Numbers are many, and each is met seldom: they take no other word's place.
            return says;
        }
        if length > LONGEST_CLASSED {
            // Others begin as it does: it is not remembered.
            says.class = 0;
        } else if let Some(slot) = self.remembered.get_mut(place)
            // What the tables are not asked for is told as fast again.
            && (is_named || !self::is_named(slot.0))
        {
            *slot = (letters, says);
        }
        says
    }

    fn opened_by(&mut self, letters: Letters) -> u16 {
        let phrases = INDEX.get(&key(letters)).into_iter().flatten();
        let fitting = phrases.filter(|p| letters & p.first.mask == p.first.letters);
        // Most words begin nothing.
        if fitting.clone().next().is_none() {
            return 0;
        }
        let fitting: Vec<&Phrase> = fitting.collect();
        let orders: Vec<usize> = fitting.iter().map(|p| p.order).collect();
        *self.numbers.entry(orders).or_insert_with(|| {
            self.kinds.push(fitting);
            self.left.resize(self.kinds.len() * TRACES, 0);
            // There are fewer kinds than words in the tables.
            self.kinds.len() as u16 - 1
        })
    }

    /// Which phrases a word with these openings may begin before one of a trace, see [`Self::phrases`]; zero
    /// where it surely begins none.
    #[must_use]
    #[inline]
    pub fn going_on(&mut self, openings: u16, next: u8) -> u16 {
        let place = usize::from(openings) * TRACES + usize::from(next) % TRACES;
        match self.left.get(place) {
            Some(left @ 1..) => left - 1,
            _ => self.leave(openings, next, place),
        }
    }

    #[cold]
    fn leave(&mut self, openings: u16, next: u8, place: usize) -> u16 {
        let kind = self.kinds.get(usize::from(openings));
        let left = kind.into_iter().flatten();
        let left = left.filter(|p| p.second_trace() & bit(next) != 0);
        let orders: Vec<usize> = left.clone().map(|p| p.order).collect();
        let number = *self.lists.entry(orders).or_insert_with(|| {
            let openings = left.map(|phrase| Opening::new(phrase));
            self.openings.push(openings.collect());
            self.openings.len() as u16 - 1
        });
        if let Some(slot) = self.left.get_mut(place) {
            *slot = number + 1;
        }
        number
    }

    /// Phrases that a word may begin, in the order of the tables.
    #[must_use]
    #[inline]
    pub fn phrases(&self, number: u16) -> &[Opening] {
        let all = self.openings.get(usize::from(number));
        all.map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the numbers stand for: a word is known by its first sixteen bytes, and a phrase found by the
    /// first three letters of its first word.
    #[test]
    fn the_tables_fit_the_way_in_which_they_are_asked() {
        for (_, words) in WORDS {
            assert!(
                words
                    .split_whitespace()
                    .all(|w| w.len() <= LONGEST_CLASSED && w.is_ascii())
            );
        }
        let acts = REGULATOR.split_whitespace();
        assert!(acts.into_iter().all(|w| w.len() < 16));
        let mut lexicon = Lexicon::default();
        for (key, phrases) in INDEX.iter() {
            assert!(phrases.is_sorted_by_key(|p| p.order));
            for p in phrases {
                let w = p.first.text;
                let first = &w[..w.len().min(LETTERS)];
                assert!(p.first.is_whole || w.len() >= LETTERS, "{w}");
                assert_eq!(*key, super::key(letters(first)), "{w}");
                let known = lexicon.look_up(letters(w), w.len());
                let next = match p.rest.first() {
                    Some(Part::Word(next)) => next.letters,
                    _ => letters("anything"),
                };
                let left = lexicon.going_on(known.openings, trace(next));
                assert_eq!(left, lexicon.going_on(known.openings, trace(next)));
                let all = lexicon.phrases(left).iter();
                assert!(all.clone().any(|o| o.phrase.order == p.order), "{w}");
                assert!(all.is_sorted_by_key(|o| o.phrase.order));
            }
        }
    }

    fn of_tables(word: &str) -> u16 {
        let is_short = word.len() <= LONGEST_CLASSED;
        let class = CLASSES.get(&letters(word)).filter(|_| is_short);
        class.copied().unwrap_or_default()
    }

    proptest! {
        /// Words of the tables, and others in their places.
        #[test]
        fn what_is_remembered_is_what_the_tables_say(
            words in prop::collection::vec("[a-e]{1,3}|[0-9]{1,4}|1095|2|é|name|names|ocr|was|unauthorizedaccess[a-c]{0,2}", 0..300),
        ) {
            let (mut lexicon, mut plain) = (Lexicon::default(), Lexicon::default());
            for word in &words {
                let known = lexicon.look_up(letters(word), word.len());
                let says = plain.ask(letters(word), word.len(), 0);
                prop_assert_eq!(known.class, says.class);
                prop_assert_eq!(known.class, of_tables(word));
                prop_assert_eq!(known.trace, trace(letters(word)));
                let orders = |lexicon: &Lexicon, known: Known| -> Vec<usize> {
                    let all = lexicon.kinds[known.openings as usize].iter();
                    all.map(|p| p.order).collect()
                };
                prop_assert_eq!(orders(&lexicon, known), orders(&plain, says));
            }
        }

        #[test]
        fn letters_are_the_first_bytes(word in "\\PC{0,12}") {
            let mut bytes = [0; 16];
            for (to, from) in bytes.iter_mut().zip(word.bytes()) {
                *to = from;
            }
            prop_assert_eq!(letters(&word), u128::from_le_bytes(bytes));
        }
    }
}
