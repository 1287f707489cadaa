//! Which part of a shown text a term matched. It must not know how it is shown.
//!
//! It follows the tiers of the search: what stands in one piece is marked in one piece, pieces as
//! pieces. One text at a time, so it may take its time where the search may not.

use super::{
    pieces::{self, LONG_PIECE, SHORTEST_IN_PIECES, SHORTEST_IN_WORD, Start, is_small},
    place::{self, Place, Sure},
    rank::{Scorer, Tier},
    term::{Reach, Term},
};
use crate::catalog::plain::{Plain, Words};
use std::{collections::BTreeSet, ops::Range};
use unicode_normalization::char::is_combining_mark;

/// The parts of a text that the terms matched, as byte ranges on character boundaries, ascending and
/// apart; empty if none did.
///
/// Terms that come from an [`Answer`](super::Answer) mark what the search took for a match; terms that
/// were never searched for mark whatever they can match.
///
/// ```
/// use breachlens::query::fuzzy::{Term, highlight};
/// assert_eq!(highlight(&[Term::word("eco")], "École"), [0..4]);
/// assert_eq!(highlight(&[Term::word("kaiserperm")], "Kaiser Permanente"), [0..6, 7..11]);
/// ```
#[must_use]
pub fn highlight(terms: &[Term], text: &str) -> Vec<Range<usize>> {
    let plain = Plain::new(text);
    let words = plain.words();
    let mut found: Vec<Range<usize>> = terms
        .iter()
        .filter(|t| !t.is_empty())
        .flat_map(|t| matched(t, &words))
        .filter_map(|(start, end)| original(&plain, text, start, end))
        .collect();
    found.sort_by_key(|r| (r.start, r.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// A range of the plain text as one of the original.
fn original(plain: &Plain, text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let from = plain.origin.get(start)?.0 as usize;
    let to = plain.origin.get(end.checked_sub(1)?)?.1 as usize;
    // Marks that belong to the last character are not torn off.
    let marks = text
        .get(to..)?
        .chars()
        .take_while(|c| is_combining_mark(*c));
    Some(from..to + marks.map(char::len_utf8).sum::<usize>())
}

fn matched(term: &Term, words: &Words<'_>) -> Vec<(usize, usize)> {
    let scorer = Scorer::new();
    let whole = place::in_one_piece(term, words);
    let mut found = match place::sure(term, words, whole, words.initials(), &scorer) {
        Sure::Here(place) => Some(place),
        Sure::Letters if term.reach >= Reach::LettersLeftOut => place::fuzzy(term, words, &scorer),
        _ => None,
    };
    let wrong = term.reach == Reach::LetterWrong && term.may_have_typo();
    if wrong && found.is_none_or(|p| p.tier > Tier::Substring) {
        found = Place::better(found, place::with_typo(term, words));
    }
    let Some(place) = found else {
        return Vec::new();
    };
    match place.tier {
        Tier::Field
        | Tier::Lead
        | Tier::Word
        | Tier::FieldPrefix
        | Tier::WordPrefix
        | Tier::Substring => {
            let everywhere = place.tier == Tier::Substring;
            place::occurrences(term, words)
                .filter(|(start, end)| {
                    place::tier_of_piece(term, words, *start, *end)
                        .is_some_and(|t| everywhere || t < Tier::Substring)
                })
                .collect()
        }
        Tier::FuzzyWord => one_word(&term.letters, words),
        Tier::Joined | Tier::Acronym | Tier::FuzzyWords => {
            trace(&term.letters, words, place.tier).unwrap_or_default()
        }
        Tier::TypoWord | Tier::TypoPrefix => words
            .iter()
            .filter_map(|(start, word)| {
                let typo = pieces::one_typo(term.letters.as_bytes(), word)?;
                let wanted = typo.whole || place.tier == Tier::TypoPrefix;
                wanted.then_some((start, start + typo.len))
            })
            .collect(),
    }
}

/// The letters of a term in the first word that has them.
fn one_word(letters: &str, words: &Words<'_>) -> Vec<(usize, usize)> {
    let bytes = words.text.as_bytes();
    pieces::in_one_word(letters, words)
        .next()
        .map(|(start, end)| {
            let word = bytes.get(start..end).unwrap_or_default();
            gaps(letters.as_bytes(), word, start)
        })
        .unwrap_or_default()
}

/// Where each letter stands, taking the first chance.
fn gaps(letters: &[u8], word: &[u8], start: usize) -> Vec<(usize, usize)> {
    let mut from = 0;
    let mut out = Vec::new();
    for letter in letters {
        let rest = word.get(from..).unwrap_or_default();
        if let Some(at) = rest.iter().position(|b| b == letter) {
            out.push((start + from + at, start + from + at + 1));
            from += at + 1;
        }
    }
    out
}

/// How a chain of pieces may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chain {
    Joined,
    Acronym,
    AcronymThenWord,
    Pieces,
    Apart,
    Gappy,
}

impl Chain {
    /// Whether any words may stand between two pieces.
    const fn skips(self) -> bool {
        matches!(self, Self::Apart | Self::Gappy)
    }

    /// The numbers of letters of `rest` that a word may account for, most first.
    fn lengths(self, rest: &[u8], word: &[u8], start: Start) -> Vec<usize> {
        let common = rest.iter().zip(word).take_while(|(a, b)| a == b).count();
        let all = rest.len();
        let part = start.part_end - start.at;
        let inside = |l: usize| l <= part || l == all;
        (1..=all)
            .rev()
            .filter(|l| match self {
                Self::Joined => !start.inner && common >= *l && *l == word.len(),
                Self::Acronym => *l == 1 && common >= 1,
                Self::AcronymThenWord => {
                    common >= *l && (*l == 1 && all > 1 || *l == all && all >= LONG_PIECE)
                }
                Self::Pieces => common >= *l && (*l >= 2 && inside(*l) || *l == all),
                Self::Apart => common >= *l && *l >= LONG_PIECE && inside(*l),
                Self::Gappy => {
                    let head = rest.get(..*l).unwrap_or_default();
                    let found = gaps(head, word, 0);
                    *l >= LONG_PIECE
                        && rest.first() == word.first()
                        && found.len() == *l
                        && found
                            .last()
                            .is_some_and(|(_, end)| *end <= 2 * *l && (*l == all || *end <= part))
                }
            })
            .collect()
    }
}

/// The pieces in which the words account for the letters in a tier; none if they do not. The plain
/// and slow twin of [`pieces::as_typed`] and [`pieces::in_pieces`], which only say that they do.
pub(super) fn trace(letters: &str, words: &Words<'_>, tier: Tier) -> Option<Vec<(usize, usize)>> {
    let n = letters.len();
    let chains: &[Chain] = match tier {
        Tier::Joined if n > 2 => &[Chain::Joined],
        Tier::Acronym => &[Chain::Acronym],
        Tier::FuzzyWords if n >= SHORTEST_IN_PIECES => &[
            Chain::AcronymThenWord,
            Chain::Pieces,
            Chain::Apart,
            Chain::Gappy,
        ],
        Tier::FuzzyWord if n >= SHORTEST_IN_WORD => {
            let found = one_word(letters, words);
            return (!found.is_empty()).then_some(found);
        }
        _ => return None,
    };
    let all: Vec<Start> = pieces::starts(words).collect();
    chains.iter().find_map(|chain| {
        let mut walk = Walk {
            chain: *chain,
            bytes: words.text.as_bytes(),
            all: &all,
            letters: letters.as_bytes(),
            dead: BTreeSet::new(),
            out: Vec::new(),
        };
        walk.on(0, 0).then_some(walk.out)
    })
}

struct Walk<'a> {
    chain: Chain,
    bytes: &'a [u8],
    all: &'a [Start],
    letters: &'a [u8],
    /// Word and letter from which no way leads on.
    dead: BTreeSet<(usize, usize)>,
    out: Vec<(usize, usize)>,
}

impl Walk<'_> {
    /// Accounts for the letters from `p` on with the words from `from` on.
    fn on(&mut self, from: usize, p: usize) -> bool {
        let rest = self.letters.get(p..).unwrap_or_default();
        if self.dead.contains(&(from, p)) {
            return false;
        }
        let all = self.all;
        for (i, s) in all.iter().enumerate().skip(from) {
            let (start, inner) = (s.at, s.inner);
            let word = self.bytes.get(start..s.end).unwrap_or_default();
            for l in self.chain.lengths(rest, word, *s) {
                let before = self.out.len();
                if self.chain == Chain::Gappy {
                    let head = rest.get(..l).unwrap_or_default();
                    self.out.extend(gaps(head, word, start));
                } else {
                    self.out.push((start, start + l));
                }
                let done = if l == rest.len() {
                    self.ends_well(i + 1)
                } else {
                    self.on(i + 1, p + l)
                };
                if done {
                    return true;
                }
                self.out.truncate(before);
            }
            let optional = inner || is_small(word);
            let two_letters = self.chain == Chain::Acronym && self.letters.len() == 2;
            if (p > 0 || two_letters) && !optional && !self.chain.skips() {
                break;
            }
            // Two letters are an acronym only of a whole text.
            if p == 0 && two_letters {
                break;
            }
        }
        self.dead.insert((from, p));
        false
    }

    /// Two letters are an acronym only if no word of weight is left.
    fn ends_well(&self, from: usize) -> bool {
        let two_letters = self.chain == Chain::Acronym && self.letters.len() == 2;
        !two_letters
            || self
                .all
                .iter()
                .skip(from)
                .all(|s| s.inner || is_small(self.bytes.get(s.at..s.end).unwrap_or_default()))
    }
}
