//! A text as words in sentences and clauses, each with its folded form, as `sentence.rs` looks at them. It
//! must not know what a word means beyond what the tables say of it.
//!
//! Every text of a large list passes through here: words are found by bits, 64 bytes at once, and those of
//! ASCII, which are nearly all, are told as numbers without being copied one by one.

use super::{
    lexicon::{Known, Letters, Lexicon, letters},
    phrases::class,
};
use crate::model::{
    bytes::{bits, blocks, is_alphanumeric, window},
    text::fold,
};
use std::ops::Deref;

/// A sentence is cut after so many words.
const LONGEST_SENTENCE: usize = 250;

/// One word of a text.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its first sixteen bytes, see [`letters`]; none when it belongs to the organization's name.
    pub letters: Letters,
    /// Where it stands, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Where its folded form stands in [`Page::forms`].
    form: (u32, u32),
    /// The number of its clause: semicolons part clauses.
    pub clause: u32,
    /// Which phrases it may begin, see [`Lexicon::phrases`].
    pub openings: u32,
    /// The classes that it belongs to.
    pub class: u16,
    /// See [`Known::trace`].
    pub trace: u8,
    /// It begins with a capital letter.
    pub capital: bool,
}

impl Token {
    /// True when the word belongs to any of some classes.
    #[must_use]
    pub const fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }

    /// The one bit of its trace.
    #[must_use]
    #[inline]
    pub const fn bit(&self) -> u128 {
        1 << (self.trace % 128)
    }

    /// True for a word so short that its letters are all of it.
    #[must_use]
    pub const fn is_told_by_letters(&self) -> bool {
        // Words end before a zero, and no letter is one.
        self.letters >> 120 == 0
    }

    /// Takes the word out; its place stays.
    pub const fn blank(&mut self) {
        self.letters = 0;
        self.form = (0, 0);
        self.class = 0;
        self.trace = 0;
        self.openings = 0;
    }
}

/// Some words of a page, one behind the other.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    forms: &'a str,
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    /// A word in lower case, without accents and apostrophes; empty when it belongs to the organization's
    /// name.
    #[must_use]
    pub fn form(self, token: &Token) -> &'a str {
        let (start, end) = token.form;
        let form = self.forms.get(start as usize..end as usize);
        form.unwrap_or_default()
    }
}

impl Deref for Words<'_> {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        self.tokens
    }
}

/// A text with its words folded. One page takes one text after the other.
#[derive(Debug, Default)]
pub struct Page {
    /// The text in lower case, as far as it is ASCII; some bytes that are none of it, so that a word can be
    /// read as a number wherever it stands; and the folded form of words that are more than letters and
    /// digits of ASCII, one behind the other.
    forms: String,
    tokens: Vec<Token>,
    /// Of each sentence the number of the word behind it.
    ends: Vec<u32>,
    /// Of each byte whether it is a letter or a digit of ASCII.
    plain: Vec<u64>,
    /// Whether it has to be looked at: an apostrophe, or part of a character beyond ASCII.
    odd: Vec<u64>,
}

/// Bytes behind the text, as many as [`letters`] looks at.
const MARGIN: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, Default)]
struct Parted {
    stop: bool,
    semicolons: u32,
}

impl Parted {
    fn by(&mut self, byte: u8) {
        self.stop |= matches!(byte, b'.' | b'!' | b'?');
        self.semicolons += u32::from(byte == b';');
    }
}

impl Page {
    /// Finds and folds every word of a text, in place of what stood here.
    pub fn take(&mut self, text: &str, lexicon: &mut Lexicon) {
        self.begin(text);
        let bytes = text.as_bytes();
        let (mut at, mut parted) = (0, Parted::default());
        let (mut clause, mut length, mut abbreviated) = (0, 0, false);
        while at < bytes.len() {
            // To the next byte that may belong to a word.
            let plain = window(&self.plain, at);
            let gap = (plain | window(&self.odd, at)).trailing_zeros();
            let start = at + gap as usize;
            // Most words are parted by a blank alone.
            match bytes.get(at..start) {
                Some([] | [b' ']) => {}
                between => between.into_iter().flatten().for_each(|b| parted.by(*b)),
            }
            if gap == 64 {
                at = start;
                continue;
            }
            let Some(first) = bytes.get(start).copied() else {
                break;
            };
            let rest = plain >> gap;
            // Of a word at the end of the window more has to be seen.
            let run = rest.trailing_ones();
            let run = if gap + run < 64 {
                run
            } else {
                window(&self.plain, start).trailing_ones()
            };
            let end = start + run as usize;
            let is_odd = run == 64 || window(&self.odd, end) & 1 == 1;
            let mut capital = first.is_ascii_uppercase();
            let (end, form, letters) = if is_odd {
                let shown = odd_word(text, start);
                if shown.is_empty() {
                    let c = text.get(start..).and_then(|rest| rest.chars().next());
                    at = start + c.map_or(1, char::len_utf8);
                    continue;
                }
                capital |= !first.is_ascii() && shown.starts_with(char::is_uppercase);
                let form = self.fold(shown);
                let letters = letters(self.forms.get(form.0..form.1).unwrap_or_default());
                (start + shown.len(), form, letters)
            } else {
                (end, (start, end), self.letters(start, end - start))
            };
            at = end;
            length += 1;
            let mut ends = 0;
            if parted.stop && !abbreviated && (capital || first.is_ascii_digit()) {
                ends += 1;
                length = 1;
            }
            // A text without full stops is no reason to compare everything with everything.
            if length > LONGEST_SENTENCE {
                ends += 1;
                length = 0;
            }
            if ends > 0 && !self.tokens.is_empty() {
                self.ends.push(self.tokens.len() as u32);
            }
            clause += parted.semicolons;
            parted = Parted::default();
            let Known {
                class,
                trace,
                openings,
            } = lexicon.look_up(letters, form.1 - form.0);
            abbreviated = class & class::ABBREVIATION != 0;
            self.tokens.push(Token {
                letters,
                start: start as u32,
                end: end as u32,
                form: (form.0 as u32, form.1 as u32),
                clause,
                openings,
                class,
                trace,
                capital,
            });
        }
        self.ends.push(self.tokens.len() as u32);
    }

    /// Makes room, and tells the bytes apart.
    fn begin(&mut self, text: &str) {
        self.forms.clear();
        self.forms.reserve(text.len() + MARGIN.len());
        self.forms.push_str(text);
        self.forms.make_ascii_lowercase();
        self.forms.push_str(MARGIN);
        self.tokens.clear();
        self.ends.clear();
        for set in [&mut self.plain, &mut self.odd] {
            set.clear();
        }
        blocks(text.as_bytes(), |block| {
            self.plain.push(bits(block, is_alphanumeric));
            self.odd.push(bits(block, |b| (b == b'\'') | (b >= 128)));
        });
    }

    /// Folds a word that is more than ASCII; where its folded form stands.
    fn fold(&mut self, shown: &str) -> (usize, usize) {
        let start = self.forms.len();
        let is_simple = |c: char| c.is_ascii() || c == '’';
        if shown.chars().all(is_simple) {
            let letters = shown.chars().filter(char::is_ascii_alphanumeric);
            self.forms.extend(letters.map(|c| c.to_ascii_lowercase()));
        } else {
            let folded = fold(shown);
            self.forms
                .extend(folded.chars().filter(|c| c.is_alphanumeric()));
        }
        (start, self.forms.len())
    }

    /// The words of the text.
    #[must_use]
    pub fn words(&self) -> Words<'_> {
        Words {
            forms: &self.forms,
            tokens: &self.tokens,
        }
    }

    /// The words of the text sentence by sentence.
    pub fn sentences(&self) -> impl Iterator<Item = Words<'_>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| Words {
            forms: &self.forms,
            tokens: self
                .tokens
                .get(*start as usize..*end as usize)
                .unwrap_or_default(),
        })
    }

    /// The words, to take some out.
    pub fn tokens_mut(&mut self) -> &mut [Token] {
        &mut self.tokens
    }

    /// As [`letters`], of a word of the lower text.
    #[inline]
    fn letters(&self, start: usize, length: usize) -> Letters {
        let bytes = self.forms.as_bytes();
        let bytes = bytes.get(start..start + 16).map(<[u8; 16]>::try_from);
        let all = bytes.and_then(Result::ok).map_or(0, u128::from_le_bytes);
        match length {
            0 => 0,
            1..16 => all & (Letters::MAX >> (128 - 8 * length)),
            _ => all,
        }
    }
}

/// The word that begins at a place, whatever characters it has; empty where none does.
fn odd_word(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    if !rest.starts_with(char::is_alphanumeric) {
        return "";
    }
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_those_of_a_plain_reading(
            text in "\\PC{0,40}|[A-Za-z0-9.;!?’' éÉßﬁ\\-]{0,200}|([a-z]{0,90}[ .;’'é]{1,70}){0,4}",
        ) {
            let (mut page, mut lexicon) = (Page::default(), Lexicon::default());
            page.take("Another text; it’s gone.", &mut lexicon);
            page.take(&text, &mut lexicon);
            let words = page.words();
            let (mut plain, mut start) = (Vec::new(), None);
            for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
                if c.is_alphanumeric() || (matches!(c, '\'' | '’') && start.is_some()) {
                    start = start.or(Some(at));
                } else if let Some(start) = start.take() {
                    plain.push((start as u32, at as u32));
                }
            }
            prop_assert!(words.iter().map(|w| (w.start, w.end)).eq(plain));
            let (mut clause, mut sentence, mut last) = (0, 0, 0);
            let mut abbreviated = false;
            let mut ends: Vec<u32> = Vec::new();
            for (number, w) in words.iter().enumerate() {
                let shown = &text[w.start as usize..w.end as usize];
                let folded: String = fold(shown).chars().filter(|c| c.is_alphanumeric()).collect();
                prop_assert_eq!(words.form(w), &folded);
                prop_assert_eq!(w.letters, letters(&folded));
                prop_assert_eq!(w.capital, shown.starts_with(char::is_uppercase));
                let between = &text[last..w.start as usize];
                last = w.end as usize;
                clause += between.matches(';').count() as u32;
                prop_assert_eq!(w.clause, clause);
                let begins = w.capital || shown.starts_with(|c: char| c.is_ascii_digit());
                if between.contains(['.', '!', '?']) && begins && !abbreviated {
                    ends.extend((number > 0).then_some(number as u32));
                    sentence += 1;
                }
                abbreviated = w.is(class::ABBREVIATION);
            }
            ends.push(words.len() as u32);
            prop_assert_eq!(&page.ends, &ends, "{} sentences", sentence);
        }
    }

    #[test]
    fn a_text_without_full_stops_is_cut() {
        let (mut page, mut lexicon) = (Page::default(), Lexicon::default());
        page.take(&"word ".repeat(600), &mut lexicon);
        let lengths: Vec<usize> = page.sentences().map(|s| s.len()).collect();
        assert_eq!(lengths, [250, 251, 99]);
    }
}
