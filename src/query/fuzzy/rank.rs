//! What comes first. Tier before score: how a word stands in a text says more than any sum of bonuses.
//! It must not know how a match is found.
//!
//! The order is total: cost of tier and field, then fuzzy-matcher's score (more is better), then the
//! shorter text, then more people affected, then id. The first three are packed into one number.

use crate::catalog::text_index::TextField;
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

/// How a word stands in a text, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// It is the whole text.
    Field,
    /// Whole words, and the text begins with them.
    Lead,
    /// Whole words.
    Word,
    /// The text begins with it.
    FieldPrefix,
    /// A word, or an inner word (`EC` in `HealthEC`), begins with it.
    WordPrefix,
    /// It is several whole words written as one: `bluecross`.
    Joined,
    /// The first letters of words that stand together.
    Acronym,
    /// It stands somewhere inside.
    Substring,
    /// A whole word with one letter missing, too many, changed, or swapped with its neighbour. That is
    /// nearer than several letters left out: `healthce` is HealthEC rather than `healthcare`.
    TypoWord,
    /// Its letters stand in this order in one word that begins with the same letter.
    FuzzyWord,
    /// It falls into pieces that each begin a word: `kaiserperm`, `chghealth`.
    FuzzyWords,
    /// The beginning of a word with one letter wrong.
    TypoPrefix,
}

impl Tier {
    /// What a tier costs. The steps leave room for the fields between them.
    pub(super) const fn cost(self) -> u8 {
        match self {
            Self::Field => 0,
            Self::Lead => 8,
            Self::Word => 10,
            Self::FieldPrefix => 20,
            Self::WordPrefix => 30,
            Self::Joined => 32,
            Self::Acronym => 40,
            Self::Substring => 50,
            Self::TypoWord => 58,
            Self::FuzzyWord => 60,
            Self::FuzzyWords => 70,
            Self::TypoPrefix => 80,
        }
    }
}

/// What a field costs on top. A whole word of a name (at most 19) comes before another company, an
/// actor or a word of the vocabulary that is equal to it (at least 20); a name that is equal comes
/// after an organization that begins with that word and before one that only has it.
pub(super) const fn field_cost(field: TextField) -> u8 {
    match field {
        TextField::Organization => 0,
        TextField::Alias => 9,
        TextField::Actor => 20,
        TextField::Vendor => 22,
        TextField::Client => 24,
        TextField::Word => 25,
        TextField::System => 26,
    }
}

/// Several words that stand in one text, but not side by side in this order.
pub(super) const TOGETHER: u8 = 2;
/// Several words that stand in different texts of a record.
pub(super) const APART: u8 = 5;

/// How well a row answers; less is better. Rows of equal rank are ordered by [`Standing`](crate::catalog::standing::Standing).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(pub(super) u32);

impl Rank {
    /// The rank of everything when nothing is asked.
    pub const BEST: Self = Self(0);
    pub(super) const NONE: Self = Self(u32::MAX);
    /// Scores are kept in 12 bits from here up; worse and better ones are held at the ends.
    const SCORE_MIN: i32 = -512;
    const SCORE_MAX: i32 = Self::SCORE_MIN + 0xFFF;

    pub(super) fn new(cost: u8, score: i32, len: usize) -> Self {
        let score = (Self::SCORE_MAX - score.clamp(Self::SCORE_MIN, Self::SCORE_MAX)) as u32;
        Self(u32::from(cost) << 24 | score << 12 | len.min(0xFFF) as u32)
    }

    /// Tier and field together, 0 to 255; less is better.
    #[must_use]
    pub const fn cost(self) -> u8 {
        (self.0 >> 24) as u8
    }

    /// fuzzy-matcher's score of what matched, -512 to 3583; more is better.
    #[must_use]
    pub const fn score(self) -> i32 {
        Self::SCORE_MAX - ((self.0 >> 12) & 0xFFF) as i32
    }

    /// The length of the text that matched, in bytes, at most 4095.
    #[must_use]
    pub const fn text_len(self) -> usize {
        (self.0 & 0xFFF) as usize
    }

    /// The rank of two words that both hold: the worse cost, and the sum of the rest.
    pub(super) fn with(self, other: Self) -> Self {
        Self::new(
            self.cost().max(other.cost()),
            self.score() + other.score(),
            self.text_len() + other.text_len(),
        )
    }

    pub(super) fn plus(self, cost: u8) -> Self {
        Self::new(
            self.cost().saturating_add(cost),
            self.score(),
            self.text_len(),
        )
    }
}

/// fuzzy-matcher's scores, made independent of earlier calls. One a thread, made there: a matcher
/// made elsewhere is slower by half.
pub(super) struct Scorer(SkimMatcherV2);

impl Scorer {
    pub(super) fn new() -> Self {
        Self(SkimMatcherV2::default())
    }

    /// The score of a term in a text that has its letters in this order; both folded.
    pub(super) fn score(&self, text: &str, term: &str) -> i32 {
        // The matcher keeps cells from one call to the next and may read them; the shortest match
        // there is overwrites the ones that count.
        let _ = self.0.fuzzy_match("a", "a");
        self.0.fuzzy_match(text, term).map_or(Rank::SCORE_MIN, |s| {
            i32::try_from(s).unwrap_or(Rank::SCORE_MIN)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_order_by_cost_then_score_then_length() {
        let mut ranks = [
            Rank::new(1, 9, 0),
            Rank::new(0, 10, 7),
            Rank::new(0, 10, 5),
            Rank::new(0, -5, 1),
        ];
        ranks.sort();
        let read: Vec<_> = ranks
            .iter()
            .map(|r| (r.cost(), r.score(), r.text_len()))
            .collect();
        assert_eq!(read, [(0, 10, 5), (0, 10, 7), (0, -5, 1), (1, 9, 0)]);
        assert_eq!(Rank::new(3, 99_999, 99_999).score(), Rank::SCORE_MAX);
    }

    #[test]
    fn a_score_does_not_depend_on_earlier_calls() {
        let fresh = Scorer::new().score("healthec", "hec");
        let used = Scorer::new();
        for text in ["a long text with hec in it", "hec", "hhheeeccc"] {
            used.score(text, "hec");
        }
        assert_eq!(used.score("healthec", "hec"), fresh);
    }

    #[test]
    fn rows_stand_by_people_then_id() {
        let people = [5, 0, 9, 5];
        let ids = [3, 0, 2, 1];
        let s =
            crate::catalog::standing::Standing::new(4, |r| people[r as usize], |r| ids[r as usize]);
        assert_eq!(s.order(), [2, 3, 0, 1]);
        assert_eq!((s.place(3), s.row(1)), (1, Some(3)));
    }
}
