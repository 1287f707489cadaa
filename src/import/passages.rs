//! What passages of texts say that were met before: filers and regulators repeat whole sentences, and what
//! was read once need not be read again. It must not know how a passage is read.
//!
//! A passage ends where a sentence surely ends, so that reading passages is reading sentences. Text by
//! text it is compared with the one that is kept: a hash alone decides nothing.

use super::{
    classes::class,
    gist::Gist,
    letters::{Letters, bit},
    lexicon::Lexicon,
    page::{Token, Words},
};
use foldhash::fast::FixedState;
use std::hash::BuildHasher;

/// Passages that are kept at most, of which a later one takes the place of an earlier.
const KEPT: usize = 1 << 14;

/// Passages are looked for behind so many texts: few texts repeat too little. Of the portal's archive of 5,000
/// a fifth of the bytes stands in sentences that were there before, and with each doubling of the list some
/// hundredths more.
const FEW: usize = 4096;

/// So many passages tell whether it is worth while to look for them: one of eight has to be known.
const TRIAL: usize = 1 << 14;
const WORTH_WHILE: usize = 8;

/// Longer ones are not kept, in bytes.
const LONGEST: usize = 512;

/// Words of an organization's name that are looked at.
pub const WORDS_OF_NAME: usize = 40;

/// The traces of the words of an organization's name, see [`bit`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Name {
    all: u128,
    /// Of those that tell one organization from another. In a passage without one of these, written with a
    /// capital, the name does not stand.
    telling: u128,
}

impl Name {
    /// Of the words of a name.
    #[must_use]
    pub fn of(words: Words<'_>) -> Self {
        let words = words.iter().take(WORDS_OF_NAME);
        words.fold(Self::default(), |name, word| {
            let trace = bit(word.trace);
            let telling = if word.is(class::COMMON) { 0 } else { trace };
            Self {
                all: name.all | trace,
                telling: name.telling | telling,
            }
        })
    }
}

/// Where the passage ends that begins at a place: behind the blanks after a sentence, or with the text.
#[must_use]
pub fn end(text: &str, from: usize, name: Name, lexicon: &mut Lexicon) -> usize {
    let bytes = text.as_bytes().get(from..).unwrap_or_default();
    for stop in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
        let (before, behind) = bytes.split_at(stop);
        let behind = behind.get(1..).unwrap_or_default();
        let blanks = behind.iter().take_while(|b| **b == b' ').count();
        let begins = behind.get(blanks).is_some_and(u8::is_ascii_uppercase);
        if blanks > 0 && begins && ends_sentence(before, name, lexicon) {
            return from + stop + 1 + blanks;
        }
    }
    text.len()
}

/// Whether a full stop behind these bytes surely ends a sentence, if a capital letter follows. Of a word that
/// may belong to the organization's name that is not told: the name may go on behind the stop.
fn ends_sentence(before: &[u8], name: Name, lexicon: &mut Lexicon) -> bool {
    let is_letter = |b: &u8| b.is_ascii_alphanumeric();
    let start = before.iter().rposition(|b| !is_letter(b));
    let is_whole = start
        .and_then(|at| before.get(at))
        .is_none_or(|b| b.is_ascii() && *b != b'\'');
    let word = before
        .get(start.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    let mut letters = [0; 16];
    let Some(slots) = letters.get_mut(..word.len()).filter(|s| !s.is_empty()) else {
        return false;
    };
    slots.copy_from_slice(word);
    letters.make_ascii_lowercase();
    let known = lexicon.look_up(Letters::from_le_bytes(letters), word.len());
    is_whole && known.class & class::ABBREVIATION == 0 && bit(known.trace) & name.all == 0
}

/// A passage and what it says, whoever it is about.
#[derive(Debug)]
struct Kept {
    text: Box<str>,
    /// The traces of its words with a capital.
    capitals: u128,
    gist: Gist,
}

/// A place for a passage.
#[derive(Debug, Default)]
struct Place {
    /// Which passage was met last here.
    met: u32,
    /// Which one is kept. Looked at before the passage itself, which lies far away.
    print: u32,
    kept: Option<Box<Kept>>,
}

/// What is known of a passage.
#[derive(Debug, Clone, Copy)]
pub enum Met {
    /// Nothing.
    Never,
    /// It was met before and may be kept here from now on.
    Once(At),
    /// What it says.
    Often(Gist),
}

/// Where a passage may be kept.
#[derive(Debug, Clone, Copy)]
pub struct At {
    place: usize,
    print: u32,
}

/// Passages that were met before.
#[derive(Debug)]
pub struct Passages {
    hash: FixedState,
    places: Vec<Place>,
    /// Texts that are still to come before passages are looked for.
    wait: usize,
    met: usize,
    known: usize,
}

impl Default for Passages {
    fn default() -> Self {
        Self::after(FEW)
    }
}

impl Passages {
    /// Passages are looked for behind so many texts.
    #[must_use]
    pub fn after(texts: usize) -> Self {
        Self {
            hash: FixedState::default(),
            places: Vec::new(),
            wait: texts,
            met: 0,
            known: 0,
        }
    }

    /// Whether the passages of the next text are to be looked for.
    pub fn begin(&mut self) -> bool {
        if self.wait > 0 {
            self.wait -= 1;
            return false;
        }
        if self.places.is_empty() {
            self.places.resize_with(KEPT, Place::default);
        }
        self.met < TRIAL || self.known >= self.met / WORTH_WHILE
    }

    /// Meets a passage of a text about an organization. Most are met only once, so that the first time nothing
    /// is kept of it but that.
    pub fn meet(&mut self, text: &str, name: Name) -> Met {
        self.met += 1;
        if text.len() > LONGEST {
            return Met::Never;
        }
        let hash = self.hash.hash_one(text);
        let (at, print) = ((hash >> 32) as usize % KEPT, hash as u32);
        let Some(place) = self.places.get_mut(at) else {
            return Met::Never;
        };
        if place.print == print
            && let Some(kept) = &place.kept
            && *kept.text == *text
        {
            // The name may stand in it.
            return match kept.capitals & name.telling {
                0 => {
                    self.known += 1;
                    Met::Often(kept.gist)
                }
                _ => Met::Never,
            };
        }
        match std::mem::replace(&mut place.met, print) == print {
            true => Met::Once(At { place: at, print }),
            false => Met::Never,
        }
    }

    /// Keeps what a passage says. One with the organization's name taken out says it of this organization
    /// alone.
    pub fn keep(&mut self, at: At, text: &str, words: Words<'_>, gist: Gist) {
        let is_taken_out = |word: &Token| word.letters == 0;
        if !words.iter().any(is_taken_out)
            && let Some(place) = self.places.get_mut(at.place)
        {
            let capitals = words.iter().filter(|w| w.capital);
            place.print = at.print;
            place.kept = Some(Box::new(Kept {
                text: text.into(),
                capitals: capitals.fold(0, |all, w| all | bit(w.trace)),
                gist,
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::page::Page;

    /// How many of so many texts have their passages looked for.
    fn looked_for(texts: usize, passage: impl Fn(usize) -> String) -> usize {
        let (mut passages, page) = (Passages::default(), Page::default());
        let look = |n: &usize| {
            if !passages.begin() {
                return false;
            }
            let text = passage(*n);
            if let Met::Once(at) = passages.meet(&text, Name::default()) {
                passages.keep(at, &text, page.words(), Gist::default());
            }
            true
        };
        (0..texts).filter(look).count()
    }

    #[test]
    fn passages_are_looked_for_where_there_are_many_and_they_come_again() {
        let often = |n: usize| format!("It told {}.", n % 100);
        assert_eq!(looked_for(FEW, often), 0);
        assert_eq!(looked_for(60_000, often), 60_000 - FEW);
        let seldom = |n: usize| match n % 20 {
            0 => "It told HHS.".to_owned(),
            _ => format!("It told {n}."),
        };
        assert_eq!(looked_for(60_000, seldom), TRIAL);
    }
}
