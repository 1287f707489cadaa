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

    pub(super) fn better(a: Option<Self>, b: Option<Self>) -> Option<Self> {
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

/// What a text offers a term without anything being assumed about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    Here(Place),
    /// Not so, but its letters are there in order, and a word begins with the first: a fuzzy tier may hold.
    Letters,
    Nothing,
}

/// The best place of the tiers up to [`Tier::Substring`], in a text whose words start with `initials`; `whole`
/// is what [`in_one_piece`] says.
#[inline]
pub(super) fn sure(
    term: &Term,
    words: &Words<'_>,
    whole: Option<Place>,
    initials: u64,
    scorer: &Scorer,
) -> Sure {
    match whole {
        Some(place) if place.tier <= Tier::WordPrefix || !term.is_loose() => Sure::Here(place),
        // Every tier that takes a term apart begins with a word.
        _ if !term.is_loose() || term.first & !initials != 0 => {
            whole.map_or(Sure::Nothing, Sure::Here)
        }
        // What every tier but the typos needs.
        None if !term.in_order.holds(words.text.as_bytes()) => Sure::Nothing,
        _ => {
            let acronym = term.mask & !initials == 0;
            let tier = pieces::as_typed(&term.letters, words, acronym);
            let other = tier.map(|tier| scored(tier, term, words, scorer));
            Place::better(whole, other).map_or(Sure::Letters, Sure::Here)
        }
    }
}

/// The best place of the tiers that leave letters out or part them, in a text that offers no better.
pub(super) fn fuzzy(term: &Term, words: &Words<'_>, scorer: &Scorer) -> Option<Place> {
    let in_word = pieces::in_one_word(&term.letters, words)
        .map(|(start, end)| {
            // The word and the sign before it: where it stands in the text must not matter.
            let window = words
                .text
                .get(start.saturating_sub(1)..end)
                .or_else(|| words.text.get(start..end));
            scorer.score(window.unwrap_or_default(), &term.letters)
        })
        .max();
    if let Some(score) = in_word {
        let tier = Tier::FuzzyWord;
        return Some(Place { tier, score });
    }
    pieces::in_pieces(&term.letters, words).then(|| scored(Tier::FuzzyWords, term, words, scorer))
}

fn scored(tier: Tier, term: &Term, words: &Words<'_>, scorer: &Scorer) -> Place {
    Place {
        tier,
        score: scorer.score(words.text, &term.letters),
    }
}

/// The best place with one letter wrong.
#[inline]
pub(super) fn with_typo(term: &Term, words: &Words<'_>) -> Option<Place> {
    let mut best = None;
    for (start, word) in words.iter() {
        if let Some(typo) = pieces::one_typo(term.letters.as_bytes(), word) {
            // A letter is worth 16 to the scorer.
            let score = term.score_at(start == 0, true) - 16;
            let tier = if typo.whole {
                Tier::TypoWord
            } else {
                Tier::TypoPrefix
            };
            best = Place::better(best, Some(Place { tier, score }));
        }
    }
    best
}
