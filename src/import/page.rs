//! A text as words in sentences and clauses, each with its folded form, as `sentence.rs` looks at them. It
//! must not know what a word means beyond the classes that the tables give it.
//!
//! Every text of a large list passes through here, so that bytes are looked at by a table, and words of
//! ASCII, which are nearly all, are told as numbers without being copied one by one.

use super::{
    phrases::class,
    sentence::{Letters, class_of, letters},
};
use crate::model::text::fold;
use std::sync::LazyLock;

/// A sentence is cut after so many words.
const LONGEST_SENTENCE: usize = 250;

/// One word of a text.
#[derive(Debug)]
pub struct Token<'a> {
    /// In lower case, without accents and apostrophes; empty when it belongs to the organization's name.
    pub word: &'a str,
    /// See [`letters`].
    pub letters: Letters,
    /// Where it stands, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The number of its sentence.
    pub sentence: usize,
    /// It begins with a capital letter.
    pub capital: bool,
    /// The number of its clause: semicolons part clauses.
    pub clause: usize,
    /// The classes that it belongs to.
    pub class: u16,
}

impl Token<'_> {
    /// True when the word belongs to any of some classes.
    #[must_use]
    pub const fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }
}

/// A text with its words folded, from which [`Page::words`] are read. One page takes one text after the
/// other.
#[derive(Debug, Default)]
pub struct Page {
    /// The text in lower case, as far as it is ASCII, and some bytes that are none of it, so that a word
    /// can be read as a number wherever it stands.
    lower: String,
    /// The folded form of words that are more than letters and digits of ASCII, one behind the other.
    folded: String,
    places: Vec<Place>,
}

/// Where a word stands in its text.
#[derive(Debug)]
struct Place {
    start: usize,
    end: usize,
    /// Where its folded form ends in [`Page::folded`], if it stands there.
    folded: Option<usize>,
    parted: Parted,
    capital: bool,
    digit: bool,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, Default)]
struct Parted {
    stop: bool,
    semicolons: usize,
}

/// What a byte is to the words of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a word.
    Word,
    /// Part of a word that has begun.
    Apostrophe,
    /// The end of a sentence, perhaps.
    Stop,
    Semicolon,
    /// The character has to be looked at.
    Beyond,
    Other,
}

/// The kind of every byte.
static KINDS: LazyLock<[Kind; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match byte as u8 {
        b'\'' => Kind::Apostrophe,
        b'.' | b'!' | b'?' => Kind::Stop,
        b';' => Kind::Semicolon,
        128.. => Kind::Beyond,
        byte if byte.is_ascii_alphanumeric() => Kind::Word,
        _ => Kind::Other,
    })
});

/// Bytes behind the text, as many as [`letters`] looks at.
const MARGIN: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

impl Page {
    /// Finds and folds every word of a text, in place of what stood here.
    pub fn take(&mut self, text: &str) {
        self.lower.clear();
        self.lower.reserve(text.len() + MARGIN.len());
        self.lower.push_str(text);
        self.lower.make_ascii_lowercase();
        self.lower.push_str(MARGIN);
        self.folded.clear();
        self.places.clear();
        let kinds = &*KINDS;
        let kind = |byte: u8| {
            let kind = kinds.get(usize::from(byte));
            kind.copied().unwrap_or(Kind::Other)
        };
        let bytes = text.as_bytes();
        let character = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
        let (mut at, mut parted) = (0, Parted::default());
        while let Some(first) = bytes.get(at).copied() {
            let start = at;
            let mut capital = first.is_ascii_uppercase();
            match kind(first) {
                Kind::Word => {}
                Kind::Beyond => {
                    let c = character(at).unwrap_or(char::REPLACEMENT_CHARACTER);
                    if !c.is_alphanumeric() {
                        at += c.len_utf8();
                        continue;
                    }
                    capital = c.is_uppercase();
                }
                other => {
                    parted.stop |= other == Kind::Stop;
                    parted.semicolons += usize::from(other == Kind::Semicolon);
                    at += 1;
                    continue;
                }
            }
            let mut is_plain = true;
            while let Some(byte) = bytes.get(at).copied() {
                match kind(byte) {
                    Kind::Word => at += 1,
                    Kind::Apostrophe => {
                        is_plain = false;
                        at += 1;
                    }
                    Kind::Beyond => {
                        let c = character(at).unwrap_or(char::REPLACEMENT_CHARACTER);
                        if !c.is_alphanumeric() && c != '’' {
                            break;
                        }
                        is_plain = false;
                        at += c.len_utf8();
                    }
                    _ => break,
                }
            }
            let folded = (!is_plain).then(|| self.fold(text.get(start..at).unwrap_or_default()));
            self.places.push(Place {
                start,
                end: at,
                folded,
                parted: std::mem::take(&mut parted),
                capital,
                digit: first.is_ascii_digit(),
            });
        }
    }

    /// Folds a word that is more than ASCII; where its folded form ends.
    fn fold(&mut self, shown: &str) -> usize {
        let is_simple = |c: char| c.is_ascii() || c == '’';
        if shown.chars().all(is_simple) {
            let letters = shown.chars().filter(char::is_ascii_alphanumeric);
            self.folded.extend(letters.map(|c| c.to_ascii_lowercase()));
        } else {
            let folded = fold(shown);
            self.folded
                .extend(folded.chars().filter(|c| c.is_alphanumeric()));
        }
        self.folded.len()
    }

    /// The words of the text.
    #[must_use]
    pub fn words(&self) -> Vec<Token<'_>> {
        let mut tokens: Vec<Token<'_>> = Vec::with_capacity(self.places.len());
        let (mut sentence, mut clause, mut length, mut begin) = (0, 0, 0, 0);
        let mut abbreviated = false;
        for place in &self.places {
            let (word, letters) = match place.folded {
                None => {
                    let word = self.lower.get(place.start..place.end).unwrap_or_default();
                    (word, self.letters(place.start, word.len()))
                }
                Some(end) => {
                    let word = self.folded.get(begin..end).unwrap_or_default();
                    begin = end;
                    (word, letters(word))
                }
            };
            if place.parted.stop && !abbreviated && (place.capital || place.digit) {
                sentence += 1;
                length = 0;
            }
            // A text without full stops is no reason to compare everything with everything.
            length += 1;
            if length > LONGEST_SENTENCE {
                sentence += 1;
                length = 0;
            }
            clause += place.parted.semicolons;
            let class = class_of(letters, word.len());
            abbreviated = class & class::ABBREVIATION != 0;
            tokens.push(Token {
                class,
                letters,
                word,
                start: place.start,
                end: place.end,
                sentence,
                capital: place.capital,
                clause,
            });
        }
        tokens
    }

    /// As [`letters`], of a word of the lower text.
    fn letters(&self, start: usize, length: usize) -> Letters {
        let bytes = self.lower.as_bytes();
        let bytes = bytes.get(start..start + 16).map(<[u8; 16]>::try_from);
        let all = bytes.and_then(Result::ok).map_or(0, u128::from_le_bytes);
        match length {
            0 => 0,
            1..16 => all & (Letters::MAX >> (128 - 8 * length)),
            _ => all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_those_of_a_plain_reading(text in "\\PC{0,40}|[A-Za-z0-9.;!?’' éÉßﬁ\\-]{0,60}") {
            let mut page = Page::default();
            page.take("Another text; it’s gone.");
            page.take(&text);
            let words = page.words();
            let (mut plain, mut start) = (Vec::new(), None);
            for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
                if c.is_alphanumeric() || (matches!(c, '\'' | '’') && start.is_some()) {
                    start = start.or(Some(at));
                } else if let Some(start) = start.take() {
                    plain.push((start, at));
                }
            }
            prop_assert!(words.iter().map(|w| (w.start, w.end)).eq(plain));
            for w in &words {
                let shown = &text[w.start..w.end];
                let folded: String = fold(shown).chars().filter(|c| c.is_alphanumeric()).collect();
                prop_assert_eq!(w.word, &folded);
                prop_assert_eq!(w.letters, letters(&folded));
                prop_assert_eq!(w.capital, shown.starts_with(char::is_uppercase));
            }
        }
    }
}
