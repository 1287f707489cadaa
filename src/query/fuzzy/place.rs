//! How a term stands in one text. It must not know rows, fields or other texts.

use super::{
    pieces,
    rank::{Scorer, Tier},
    term::Term,
};
use crate::catalog::plain::Words;
use std::cmp::Reverse;

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub tier: Tier,
    pub score: i32,
}

impl Place {
    const fn order(self) -> (u8, Reverse<i32>) {
        (self.tier.cost(), Reverse(self.score))
    }

    fn better(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(x), Some(y)) => Some(if y.order() < x.order() { y } else { x }),
            (x, y) => x.or(y),
        }
    }
}

/// The tier of a term that stands in one piece at `start..end`; none if it may not stand there.
pub(super) fn tier_of_piece(
    term: &Term,
    words: &Words<'_>,
    start: usize,
    end: usize,
) -> Option<Tier> {
    let starts = words.is_word_start(start);
    let ends = words.is_word_end(end);
    let tier = match (start, starts && ends) {
        (0, true) if end == words.text.len() => Tier::Field,
        (0, true) => Tier::Lead,
        (_, true) => Tier::Word,
        _ if term.phrase => return None,
        (0, _) => Tier::FieldPrefix,
        _ if starts || words.is_hump(start) => Tier::WordPrefix,
        _ if term.is_short() => return None,
        _ => Tier::Substring,
    };
    Some(tier)
}

/// Every place where the term stands in one piece, overlapping ones too.
pub(super) fn occurrences<'a>(
    term: &'a Term,
    words: &'a Words<'_>,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let bytes = words.text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + term.finder.find(bytes.get(from..)?)?;
        from = start + 1;
        Some((start, start + term.text.len()))
    })
}

/// The best place in one piece.
#[inline]
pub(super) fn in_one_piece(term: &Term, words: &Words<'_>) -> Option<Place> {
    let mut best: Option<Place> = None;
    for (start, end) in occurrences(term, words) {
        let Some(tier) = tier_of_piece(term, words, start, end) else {
            continue;
        };
        let score = term.score_at(start == 0, words.is_word_start(start));
        best = Place::better(best, Some(Place { tier, score }));
        if start == 0 && tier <= Tier::Lead {
            break;
        }
    }
    best
}

/// The best place of all tiers but the typos.
#[inline]
pub(super) fn without_typo(term: &Term, words: &Words<'_>, scorer: &Scorer) -> Option<Place> {
    let whole = in_one_piece(term, words);
    if whole.is_some_and(|p| p.tier <= Tier::WordPrefix)
        || !term.is_loose()
        || (whole.is_none() && !has_letters(term, words))
    {
        return whole;
    }
    Place::better(whole, in_pieces(term, words, scorer, whole.is_some()))
}

/// True when a text has the letters of the term in order, wherever: what every tier but the typos needs.
#[inline]
pub(super) fn has_letters(term: &Term, words: &Words<'_>) -> bool {
    let mut rest = words.text.as_bytes();
    for letter in term.letters.bytes() {
        match rest.iter().position(|b| *b == letter) {
            Some(at) => rest = rest.get(at + 1..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

fn in_pieces(term: &Term, words: &Words<'_>, scorer: &Scorer, upper_only: bool) -> Option<Place> {
    let tier = pieces::across_words(&term.letters, words, upper_only);
    if tier.is_none_or(|t| t > Tier::FuzzyWord) && !upper_only {
        let score = pieces::in_one_word(&term.letters, words)
            .map(|(start, end)| {
                // The word and the sign before it: where it stands in the text must not matter.
                let window = words
                    .text
                    .get(start.saturating_sub(1)..end)
                    .or_else(|| words.text.get(start..end));
                scorer.score(window.unwrap_or_default(), &term.letters)
            })
            .max();
        if let Some(score) = score {
            return Some(Place {
                tier: Tier::FuzzyWord,
                score,
            });
        }
    }
    tier.map(|tier| Place {
        tier,
        score: scorer.score(words.text, &term.letters),
    })
}

/// The best place with one letter wrong.
#[inline]
pub(super) fn with_typo(term: &Term, words: &Words<'_>) -> Option<Place> {
    let mut best = None;
    for (start, word) in words.iter() {
        if let Some(typo) = pieces::one_typo(term.letters.as_bytes(), word) {
            // Half a letter's worth (16) for a whole word against one that is still being typed.
            let score = term.score_at(start == 0, true) - 16 + if typo.whole { 8 } else { 0 };
            best = Place::better(
                best,
                Some(Place {
                    tier: Tier::Typo,
                    score,
                }),
            );
        }
    }
    best
}
