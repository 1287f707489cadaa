//! One thing that is searched for, prepared once for many texts. It must not know an index.

use super::rank::Scorer;
use crate::catalog::plain::{Plain, mask, mask_bit};
use memchr::memmem::Finder;

/// Letters that are sought in order, with any others between.
#[derive(Debug, Clone)]
pub(super) struct InOrder {
    /// For each byte the numbers of the letters that it is, as bits.
    letters: Box<[u64; 256]>,
    /// The bit behind the last letter.
    end: u64,
}

impl InOrder {
    fn new(letters: &[u8]) -> Self {
        let mut all = Box::new([0; 256]);
        for (i, letter) in letters.iter().take(LONGEST_FUZZY).enumerate() {
            if let Some(bits) = all.get_mut(usize::from(*letter)) {
                *bits |= 1 << i;
            }
        }
        let end = 1 << letters.len().min(LONGEST_FUZZY);
        Self { letters: all, end }
    }

    /// True when a text has all letters in order. Nothing is decided on the way: where a letter stands is
    /// anybody's guess, and guessing wrong takes longer than going on.
    #[inline]
    pub(super) fn holds(&self, text: &[u8]) -> bool {
        // The bit of the letter that comes next moves on when it is met.
        let next = text.iter().fold(1, |next: u64, byte| {
            next + (next & self.letters.get(usize::from(*byte)).unwrap_or(&0))
        });
        next == self.end
    }
}

/// How far the search goes for a term. It goes on only where the tiers before gave nothing worth
/// having: otherwise every count would be full of neighbours that nobody meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Some word begins with it, or it is an acronym: it is taken as it was typed.
    AsTyped,
    /// It stands in texts, but begins no word: letters may be left out.
    LettersLeftOut,
    /// It stands nowhere: one letter may be wrong.
    LetterWrong,
}

/// A word or a phrase to search for.
#[derive(Debug, Clone)]
pub struct Term {
    /// The plain form; words with one blank between.
    pub(super) text: String,
    /// The plain form without blanks.
    pub(super) letters: String,
    pub(super) mask: u64,
    /// The bits of the first letter, and of the second.
    pub(super) first: u64,
    pub(super) second: u64,
    pub(super) finder: Finder<'static>,
    /// Its letters as they stand in order in a text; for terms that are taken apart.
    pub(super) in_order: InOrder,
    /// Only whole words in this order.
    pub(super) phrase: bool,
    /// How far the search went, once it has been done; until then as far as there is.
    pub(super) reach: Reach,
    /// fuzzy-matcher's score of the term in one piece: where a text begins, where a word begins, inside.
    pub(super) scores: [i32; 3],
}

/// The fuzzy tiers keep one bit for each letter, in 64 with one to spare.
const LONGEST_FUZZY: usize = 63;

/// Characters of a term that the scorer sees; its time grows with their square, and what is longer
/// stands in at most one place anyway.
const SCORED: usize = 128;

impl Term {
    /// A word as it is typed; it may be incomplete, abbreviated or mistyped.
    #[must_use]
    pub fn word(typed: &str) -> Self {
        Self::new(typed, false)
    }

    /// Exact words in sequence, case and accents aside.
    #[must_use]
    pub fn phrase(text: &str) -> Self {
        Self::new(text, true)
    }

    /// The words of a text that is typed without quotes.
    #[must_use]
    pub fn words(typed: &str) -> Vec<Self> {
        typed
            .split_whitespace()
            .map(Self::word)
            .filter(|t| !t.is_empty())
            .collect()
    }

    /// True when there is no letter and no digit in it: it asks for nothing and every row answers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How far the search went for it; before a search, as far as there is.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    fn new(typed: &str, phrase: bool) -> Self {
        let text = Plain::new(typed).text;
        let letters = text.replace(' ', "");
        // A match in one piece is scored in its own window: the sign before it and itself. The sign
        // of the third is a letter to the scorer and can stand in no term.
        let scorer = Scorer::new();
        let scored: String = text.chars().take(SCORED).collect();
        let scores =
            ["", " ", "\u{1}"].map(|before| scorer.score(&format!("{before}{scored}"), &scored));
        let mut heads = text.chars().map(mask_bit);
        Self {
            first: heads.next().unwrap_or(0),
            second: heads.next().unwrap_or(0),
            mask: mask(&text),
            finder: Finder::new(text.as_bytes()).into_owned(),
            in_order: InOrder::new(letters.as_bytes()),
            letters,
            text,
            phrase,
            scores,
            reach: Reach::LetterWrong,
        }
    }

    /// One or two letters stand nearly everywhere: they only match words, beginnings and acronyms.
    /// (Two signs of a script without blanks may well be a word.)
    pub(super) fn is_short(&self) -> bool {
        self.text.len() <= 2
    }

    /// True when the tiers that take the term apart apply. They count letters by bytes.
    pub(super) fn is_loose(&self) -> bool {
        !self.phrase && self.letters.is_ascii() && (2..=LONGEST_FUZZY).contains(&self.letters.len())
    }

    /// Whether the entries that it may hold in, and longer ones that begin with it, are worth a list.
    pub(super) fn keeps_letters(&self) -> bool {
        self.is_loose() && !self.is_short()
    }

    /// True when a mistyped letter is forgiven.
    pub(super) fn may_have_typo(&self) -> bool {
        self.is_loose() && self.letters.len() >= 4
    }

    /// The score of a match in one piece.
    pub(super) const fn score_at(&self, text_start: bool, word_start: bool) -> i32 {
        let [first, second, third] = self.scores;
        match (text_start, word_start) {
            (true, _) => first,
            (_, true) => second,
            _ => third,
        }
    }
}
