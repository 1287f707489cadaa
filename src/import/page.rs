//! A text as words in sentences and clauses, each with its folded form, as `sentence.rs` looks at them. It
//! must not know what a word means beyond what the tables say of it.
//!
//! Every text of a large list passes through here: words are found by bits, 64 bytes at once, and those of
//! ASCII, which are nearly all, are told as numbers without being copied one by one.

use super::{
    classes::class,
    letters::{Letters, letters, letters_at},
    lexicon::Lexicon,
    runs::Runs,
};
use crate::model::text::fold;
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
    /// The classes that it belongs to.
    pub class: u16,
    /// Which phrases it may begin, see [`Lexicon::going_on`].
    openings: u16,
    /// See [`super::lexicon::Known::trace`].
    pub trace: u8,
    /// The number of its clause, which no other of the sentence has: semicolons part clauses.
    pub clause: u8,
    /// It begins with a capital letter.
    pub capital: bool,
    /// Its folded form is not the text in lower case.
    is_odd: bool,
}

impl Token {
    /// True when the word belongs to any of some classes.
    #[must_use]
    #[inline]
    pub const fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }

    /// True for a word so short that its letters are all of it.
    #[must_use]
    #[inline]
    pub const fn is_told_by_letters(&self) -> bool {
        // Words end before a zero, and no letter is one.
        self.letters >> 120 == 0
    }

    /// Takes the word out; its place stays.
    pub const fn blank(&mut self) {
        self.letters = 0;
        self.class = 0;
        self.trace = 0;
    }
}

/// Some words of a page, one behind the other.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    forms: &'a str,
    odd: &'a [Odd],
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    /// A word in lower case, without accents and apostrophes; empty when it belongs to the organization's
    /// name.
    #[must_use]
    pub fn form(self, token: &Token) -> &'a str {
        let (start, end) = match (token.letters, token.is_odd) {
            (0, _) => (0, 0),
            (_, false) => (token.start, token.end),
            (_, true) => {
                let at = self.odd.binary_search_by_key(&token.start, |o| o.start);
                let odd = at.ok().and_then(|at| self.odd.get(at));
                odd.map_or((0, 0), |o| o.form)
            }
        };
        let form = self.forms.get(start as usize..end as usize);
        form.unwrap_or_default()
    }
}

impl Deref for Words<'_> {
    type Target = [Token];

    #[inline]
    fn deref(&self) -> &[Token] {
        self.tokens
    }
}

/// A sentence of a page.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    /// Its words.
    pub words: Words<'a>,
    /// The words that may begin a phrase, as far as the word behind each tells.
    pub openers: &'a [Opener],
    /// The number of the first word on the page.
    pub first: u32,
}

/// A word that may begin a phrase.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opener {
    /// Its number on the page.
    pub at: u32,
    /// Which phrases, see [`Lexicon::phrases`].
    pub phrases: u16,
}

/// A text with its words folded. One page takes one text after the other.
#[derive(Debug, Default)]
pub struct Page {
    /// The text in lower case, as far as it is ASCII; some bytes that are none of it, so that a word can be
    /// read as a number wherever it stands; and the folded form of words that are more than letters and
    /// digits of ASCII, one behind the other.
    forms: String,
    tokens: Vec<Token>,
    /// The words whose form is not the text in lower case, in their order.
    odd: Vec<Odd>,
    /// Of each sentence the number of the word behind it.
    ends: Vec<u32>,
    openers: Vec<Opener>,
    runs: Runs,
}

/// Where the folded form of a word stands.
#[derive(Debug)]
struct Odd {
    /// Where the word itself begins.
    start: u32,
    form: (u32, u32),
}

/// Bytes behind the text, as many as [`letters`] looks at.
const MARGIN: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

impl Page {
    /// Finds and folds every word of a text, in place of what stood here.
    ///
    /// In steps of which each goes through all words: done together for one word after the other, they
    /// would have more to keep in mind than there are registers.
    pub fn take(&mut self, text: &str, lexicon: &mut Lexicon) {
        self.begin(text);
        let runs = std::mem::take(&mut self.runs);
        let mut rest = runs.all.as_slice();
        for odd in &runs.odd {
            let Some((plain, [run, more @ ..])) =
                rest.split_at_checked(rest.partition_point(|[_, end]| end <= odd))
            else {
                break;
            };
            // Another one of the run before.
            if run[0] > *odd {
                continue;
            }
            self.take_plain(text, plain, lexicon);
            self.take_odd(text, *run, lexicon);
            rest = more;
        }
        self.take_plain(text, rest, lexicon);
        self.runs = runs;
        self.part(text, lexicon);
    }

    /// Takes words of letters and digits of ASCII.
    fn take_plain(&mut self, text: &str, runs: &[[u32; 2]], lexicon: &mut Lexicon) {
        let (bytes, forms) = (text.as_bytes(), self.forms.as_bytes());
        self.tokens.extend(runs.iter().map(|[start, end]| {
            let length = (end - start) as usize;
            let first = bytes.get(*start as usize);
            let letters = letters_at(forms, *start as usize, length);
            let known = lexicon.look_up(letters, length);
            Token {
                letters,
                start: *start,
                end: *end,
                class: known.class,
                openings: known.openings,
                trace: known.trace,
                clause: 0,
                capital: first.is_some_and(u8::is_ascii_uppercase),
                is_odd: false,
            }
        }));
    }

    /// Takes what stands in a run that has more than that.
    fn take_odd(&mut self, text: &str, [start, end]: [u32; 2], lexicon: &mut Lexicon) {
        let mut at = start as usize;
        while at < end as usize {
            let shown = odd_word(text, at);
            if shown.is_empty() {
                let c = text.get(at..).and_then(|rest| rest.chars().next());
                at += c.map_or(1, char::len_utf8);
                continue;
            }
            let form = self.fold(shown);
            self.odd.push(Odd {
                start: at as u32,
                form: (form.0 as u32, form.1 as u32),
            });
            let letters = letters(self.forms.get(form.0..form.1).unwrap_or_default());
            let known = lexicon.look_up(letters, form.1 - form.0);
            self.tokens.push(Token {
                letters,
                start: at as u32,
                end: (at + shown.len()) as u32,
                class: known.class,
                openings: known.openings,
                trace: known.trace,
                clause: 0,
                capital: shown.starts_with(char::is_uppercase),
                is_odd: true,
            });
            at += shown.len();
        }
    }

    /// Parts sentences and clauses, and notes the words that may begin a phrase.
    fn part(&mut self, text: &str, lexicon: &mut Lexicon) {
        let bytes = text.as_bytes();
        // All words are put down, and those that begin nothing overwritten: which do cannot be guessed.
        self.openers.resize(self.tokens.len(), Opener::default());
        let (mut clauses, mut first, mut openers) = (false, 0, 0);
        for (at, pair) in self.tokens.windows(2).enumerate() {
            let [before, word] = pair else { continue };
            let phrases = lexicon.going_on(before.openings, word.trace);
            if let Some(slot) = self.openers.get_mut(openers) {
                *slot = Opener {
                    at: at as u32,
                    phrases,
                };
            }
            openers += usize::from(phrases != 0);
            // Most words are parted by a blank alone.
            let blank = bytes.get(before.end as usize) == Some(&b' ');
            if blank && word.start == before.end + 1 {
                continue;
            }
            let between = bytes.get(before.end as usize..word.start as usize);
            let between = between.unwrap_or_default();
            clauses |= between.contains(&b';');
            let stops = between.iter().any(|b| matches!(b, b'.' | b'!' | b'?'));
            let first_byte = bytes.get(word.start as usize);
            let begins = word.capital || first_byte.is_some_and(u8::is_ascii_digit);
            if stops && begins && !before.is(class::ABBREVIATION) {
                end_sentence(&mut self.ends, first, at + 1);
                first = at + 1;
            }
        }
        self.openers.truncate(openers);
        if let Some(last) = self.tokens.last() {
            self.openers.push(Opener {
                at: self.tokens.len() as u32 - 1,
                phrases: lexicon.going_on(last.openings, 0),
            });
        }
        end_sentence(&mut self.ends, first, self.tokens.len());
        if clauses {
            self.number_clauses(bytes);
        }
    }

    /// Tells the words of clauses apart: of one sentence, that is.
    fn number_clauses(&mut self, bytes: &[u8]) {
        let (mut clause, mut end) = (0_u8, 0);
        for word in &mut self.tokens {
            let between = bytes.get(end as usize..word.start as usize);
            let is_new = between.is_some_and(|b| b.contains(&b';'));
            clause = clause.wrapping_add(u8::from(is_new));
            word.clause = clause;
            end = word.end;
        }
    }

    /// Makes room, and tells the bytes apart.
    fn begin(&mut self, text: &str) {
        self.forms.clear();
        self.forms.reserve(text.len() + MARGIN.len());
        self.forms.push_str(text);
        self.forms.make_ascii_lowercase();
        self.forms.push_str(MARGIN);
        self.tokens.clear();
        self.odd.clear();
        self.ends.clear();
        self.openers.clear();
        self.runs.of(text);
    }

    /// Folds a word that is more than ASCII; where its folded form stands.
    fn fold(&mut self, shown: &str) -> (usize, usize) {
        let start = self.forms.len();
        // Nearly all have an apostrophe and nothing else.
        for piece in shown.split(['\'', '’']) {
            if piece.is_ascii() {
                let letters = piece.chars();
                self.forms.extend(letters.map(|c| c.to_ascii_lowercase()));
            } else {
                let folded = fold(piece);
                self.forms
                    .extend(folded.chars().filter(|c| c.is_alphanumeric()));
            }
        }
        (start, self.forms.len())
    }

    /// The words of the text.
    #[must_use]
    pub fn words(&self) -> Words<'_> {
        Words {
            forms: &self.forms,
            odd: &self.odd,
            tokens: &self.tokens,
        }
    }

    /// The text sentence by sentence.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let (mut first, mut openers) = (0, self.openers.as_slice());
        self.ends.iter().map(move |end| {
            let tokens = self.tokens.get(first as usize..*end as usize);
            let mine = openers.iter().take_while(|o| o.at < *end).count();
            let (mine, others) = openers.split_at_checked(mine).unwrap_or_default();
            openers = others;
            let sentence = Sentence {
                words: Words {
                    tokens: tokens.unwrap_or_default(),
                    ..self.words()
                },
                openers: mine,
                first,
            };
            first = *end;
            sentence
        })
    }

    /// The words, to take some out.
    pub fn tokens_mut(&mut self) -> &mut [Token] {
        &mut self.tokens
    }
}

/// Ends a sentence of these words. A text without full stops is no reason to compare everything with
/// everything: it is cut.
fn end_sentence(ends: &mut Vec<u32>, mut first: usize, end: usize) {
    let mut most = LONGEST_SENTENCE;
    while end - first > most {
        first += most;
        ends.push(first as u32);
        most = LONGEST_SENTENCE + 1;
    }
    ends.push(end as u32);
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
            let (mut clause, mut sentence, mut last) = (0_u8, 0, 0);
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
                clause = clause.wrapping_add(u8::from(number > 0 && between.contains(';')));
                prop_assert_eq!(w.clause.wrapping_sub(words[0].clause), clause);
                let begins = w.capital || shown.starts_with(|c: char| c.is_ascii_digit());
                if between.contains(['.', '!', '?']) && begins && !abbreviated {
                    ends.extend((number > 0).then_some(number as u32));
                    sentence += 1;
                }
                abbreviated = w.is(class::ABBREVIATION);
            }
            ends.push(words.len() as u32);
            prop_assert_eq!(&page.ends, &ends, "{} sentences", sentence);
            let mut openers = Vec::new();
            for (at, w) in words.iter().enumerate() {
                let next = words.get(at + 1).map_or(0, |next| next.trace);
                let begins = lexicon.going_on(w.openings, next);
                openers.extend((begins != 0).then_some((at as u32, begins)));
            }
            let noted = page.sentences().flat_map(|s| s.openers);
            let noted = noted.filter(|o| o.phrases != 0).map(|o| (o.at, o.phrases));
            prop_assert!(noted.eq(openers));
        }
    }

    #[test]
    fn a_text_without_full_stops_is_cut() {
        let (mut page, mut lexicon) = (Page::default(), Lexicon::default());
        page.take(&"word ".repeat(600), &mut lexicon);
        let lengths: Vec<usize> = page.sentences().map(|s| s.words.len()).collect();
        assert_eq!(lengths, [250, 251, 99]);
    }
}
