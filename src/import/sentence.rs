//! What the words around a hit in a text say of it: negated, the organization's own name, a remedy,
//! somebody else's act. It must not know what a hit means.

use super::{
    page::{Page, Token},
    phrases::{REGULATOR, WORDS, class},
};
use foldhash::fast::FixedState;
use std::{collections::HashMap, sync::LazyLock};

/// The tables of phrases are asked for every word of every text. Their keys are ours, so that nobody can
/// make them collide.
pub type Table<K, V> = HashMap<K, V, FixedState>;

/// Beside the classes of the tables: an act of the regulator may begin with this word.
const REGULATOR_BEGINS: u16 = 1 << 15;

/// Characters before a hit in which a negation takes it away.
const NEGATION_REACH: usize = 60;

/// Numbers that may stand in a table: told from most others by one bit of a few thousand, which lie close
/// together where a table does not.
#[derive(Debug)]
pub struct Sieve(Box<[u64; 1024]>);

impl Sieve {
    /// Of the keys of a table, as numbers.
    #[must_use]
    pub fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut sieve = Self(Box::new([0; 1024]));
        for key in keys {
            let (word, bit) = Self::place(key);
            if let Some(word) = sieve.0.get_mut(word) {
                *word |= bit;
            }
        }
        sieve
    }

    const fn place(key: u64) -> (usize, u64) {
        let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
        ((mixed >> 6) as usize, 1 << (mixed & 63))
    }

    /// False only for what is surely in no table.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.0.get(word).is_none_or(|w| w & bit != 0)
    }
}

const fn halves(letters: Letters) -> u64 {
    letters as u64 ^ (letters >> 64) as u64
}

/// Of the words that have a class.
static CLASSED: LazyLock<Sieve> = LazyLock::new(|| Sieve::new(CLASSES.keys().map(|k| halves(*k))));

/// Every word that has a class.
static CLASSES: LazyLock<Table<u128, u16>> = LazyLock::new(|| {
    let mut classes = Table::default();
    for (class, words) in WORDS {
        for word in words.split_whitespace() {
            *classes.entry(letters(word)).or_default() |= class;
        }
    }
    for first in REGULATOR_ACTS.keys() {
        *classes.entry(letters(first)).or_default() |= REGULATOR_BEGINS;
    }
    classes
});

/// Words of more bytes have no class: those of the tables are shorter.
const LONGEST_CLASSED: usize = 16;

/// The first sixteen bytes of a word, so that words are compared as numbers.
pub type Letters = u128;

/// See [`Letters`].
#[must_use]
pub fn letters(word: &str) -> Letters {
    let mut bytes = [0; 16];
    let first = word.as_bytes();
    let length = first.len().min(16);
    if let (Some(to), Some(from)) = (bytes.get_mut(..length), first.get(..length)) {
        to.copy_from_slice(from);
    }
    u128::from_le_bytes(bytes)
}

/// The regulator's acts by their first word.
static REGULATOR_ACTS: LazyLock<Table<&'static str, Vec<Vec<&'static str>>>> =
    LazyLock::new(|| {
        let mut acts: Table<&str, Vec<Vec<&str>>> = Table::default();
        for act in REGULATOR.split('|') {
            let words: Vec<&str> = act.split_whitespace().collect();
            if let Some(first) = words.first() {
                acts.entry(first).or_default().push(words);
            }
        }
        acts
    });

/// The classes of a word of so many bytes.
#[inline]
pub fn class_of(letters: Letters, length: usize) -> u16 {
    if length > LONGEST_CLASSED || !CLASSED.may_hold(halves(letters)) {
        return 0;
    }
    CLASSES.get(&letters).copied().unwrap_or_default()
}

/// Takes the organization's own name out: every run of two or more of its words, written with
/// capitals, and its first word where that is a telling one.
pub fn blank(words: &mut [Token<'_>], organization: &Page) {
    let mut name = organization.words();
    name.truncate(40);
    if name.is_empty() {
        return;
    }
    // Most words of a text are none of the name: told by one bit each.
    let bit = |w: &Token<'_>| 1_u64 << ((w.letters as u64 ^ w.letters as u64 >> 11) % 64);
    let any = name.iter().fold(0, |set, n| set | bit(n));
    let mut at = 0;
    while at < words.len() {
        if words.get(at).is_some_and(|w| bit(w) & any == 0) {
            at += 1;
            continue;
        }
        let longest = (0..name.len())
            .map(|from| {
                let run = words.iter().skip(at).zip(name.iter().skip(from));
                run.take_while(|(w, n)| {
                    w.letters == n.letters && w.word == n.word && (w.capital || n.is(class::COMMON))
                })
                .count()
            })
            .max()
            .unwrap_or_default();
        let telling = words
            .iter()
            .skip(at)
            .take(longest)
            .any(|w| !w.is(class::COMMON));
        if telling && (longest >= 2 || longest == name.len()) {
            for w in words.iter_mut().skip(at).take(longest) {
                w.word = "";
                w.letters = 0;
                w.class = 0;
            }
        }
        at += longest.max(1);
    }
}

/// True when the sentence negates what stands at a word, within reach before it.
#[must_use]
pub fn is_negated(words: &[Token<'_>], at: usize) -> bool {
    let Some(hit) = words.get(at) else {
        return false;
    };
    for (i, w) in words.iter().enumerate().take(at).rev() {
        if hit.start.saturating_sub(w.end) > NEGATION_REACH || w.clause != hit.clause {
            return false;
        }
        if w.is(class::TURN) {
            // `did not include` is followed by no turn; `was not included` turns nothing.
            let after_not = i
                .checked_sub(1)
                .and_then(|p| words.get(p))
                .is_some_and(|p| p.word == "not");
            if !after_not {
                return false;
            }
        }
        if w.is(class::NEGATION) {
            let harmless = words.get(i + 1).is_some_and(|n| n.is(class::HARMLESS));
            let before = i.checked_sub(1).and_then(|p| words.get(p));
            // `did not pay and restored`: after `did not` no past form is negated.
            let past = before.is_some_and(|b| b.word == "did") && hit.word.ends_with("ed");
            if !past && !harmless {
                return true;
            }
        }
    }
    false
}

/// `Social Security numbers were not involved`: a negation that follows at once, a list between.
#[must_use]
pub fn is_negated_after(words: &[Token<'_>], from: usize) -> bool {
    let clause = words.get(from.saturating_sub(1)).map_or(0, |w| w.clause);
    let mut next = words
        .iter()
        .skip(from)
        .take(12)
        .take_while(|w| w.clause == clause)
        .skip_while(|w| !w.is(class::BE) && !w.is(class::TURN) && !w.is(class::THAT));
    let mut is = |wanted: u16| next.next().is_some_and(|w| w.is(wanted));
    is(class::BE) && is(class::NEGATION) && is(class::STATE)
}

/// True when a verb of remedy stands nearer before the hit than a word that says what was involved.
#[must_use]
pub fn is_remedy(words: &[Token<'_>], at: usize) -> bool {
    for w in words.iter().take(at).rev() {
        if w.is(class::INVOLVED) {
            return false;
        }
        if w.is(class::REMEDY) {
            return true;
        }
    }
    false
}

/// False when the hit is something that the regulator did or asks for, or that did not happen.
#[must_use]
pub fn is_own_act(words: &[Token<'_>], at: usize) -> bool {
    let mut own = true;
    for i in 0..at {
        let word = |n: usize| words.get(i + n);
        let begins = word(0).filter(|w| w.is(REGULATOR_BEGINS));
        let acts = begins.and_then(|w| REGULATOR_ACTS.get(w.word));
        if acts.into_iter().flatten().any(|act| {
            act.iter()
                .enumerate()
                .all(|(n, a)| word(n).is_some_and(|w| w.word == *a))
        }) {
            own = false;
        } else if word(0).is_some_and(|w| w.is(class::ACTOR))
            && word(1).is_some_and(|w| w.is(class::ACT))
        {
            own = true;
        }
    }
    // `OCR notified` and its like begin at the hit's own first word or just before it.
    let before = at
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .map_or("", |w| w.word);
    own && before != "ocr"
}

/// `consolidated` said of a case, not of two clinics.
#[must_use]
pub fn is_about_filing(words: &[Token<'_>], at: usize, length: usize) -> bool {
    let from = at.saturating_sub(12);
    words
        .iter()
        .skip(from)
        .take(at - from + length + 8)
        .any(|w| w.is(class::FILING))
}

/// `one year of`, `24 months`: months, where a sentence gives one length of that kind.
#[must_use]
pub fn months(words: &[Token<'_>]) -> Option<u32> {
    const NUMBERS: &[(&str, u32)] = &[
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("five", 5),
        ("six", 6),
        ("twelve", 12),
        ("eighteen", 18),
        ("twenty", 20),
    ];
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let [number, unit] = pair else { continue };
        let n = number.word.parse().ok().or_else(|| {
            NUMBERS
                .iter()
                .find(|(w, _)| *w == number.word)
                .map(|(_, n)| *n)
        });
        let factor = match unit.word {
            "year" | "years" => 12,
            "month" | "months" => 1,
            _ => continue,
        };
        found.extend(n.filter(|n| (1..=120).contains(n)).map(|n| n * factor));
    }
    match found.as_slice() {
        [only] if *only <= 240 => Some(*only),
        _ => None,
    }
}
