//! Words to rows, best first. It must not know the query line, and nothing of records but their texts.
//!
//! Every word must hold somewhere in a row. How a word may stand in a text, and what that is worth, is
//! in [`rank`]; several words are worth more in one text, and most side by side.

pub mod highlight;
mod pieces;
mod place;
pub mod rank;
mod runs;
mod scan;
mod term;
#[cfg(test)]
mod tests;

pub use highlight::highlight;
pub use rank::{Rank, Tier};
pub use scan::Narrow;
pub use term::{Reach, Term};

use crate::catalog::{BitSet, standing::Standing, text_index::TextIndex};
use rank::{APART, TOGETHER, field_cost};
use runs::Runs;
use scan::{Hits, How};
use std::sync::atomic::AtomicBool;

/// A row that answers, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: u32,
    /// Less is better; rows of equal rank come in the order of [`Standing`].
    pub rank: Rank,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The rows, best first.
    pub hits: Vec<Hit>,
    /// The terms that asked for something, each with how far the search went for it; for
    /// [`highlight()`].
    pub terms: Vec<Term>,
}

/// What a search needs beside its words.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// Where to look.
    pub index: &'a TextIndex,
    /// The order of rows that answer equally well.
    pub standing: &'a Standing,
    /// Only these rows; all if none are given.
    pub allowed: Option<&'a BitSet>,
    /// Threads that may be used, 1 or more; they change the time and never the answer.
    pub threads: usize,
    /// Set by whoever no longer wants the answer.
    pub cancel: &'a AtomicBool,
}

/// Where fewer than one entry in so many is a hit, rows are sorted rather than laid out.
const FEW: usize = 16;

impl Search<'_> {
    /// The rows in which every term holds, best first; none if the search was given up. No term, or
    /// only empty ones, asks for nothing: all allowed rows answer.
    ///
    /// `narrow` is what earlier searches of the same index remembered; it saves time only.
    #[must_use]
    pub fn run(&self, terms: &[Term], mut narrow: Option<&mut Narrow>) -> Option<Answer> {
        let how = How {
            threads: self.threads,
            cancel: self.cancel,
        };
        let mut terms: Vec<Term> = terms.iter().filter(|t| !t.is_empty()).cloned().collect();
        let mut found = Vec::with_capacity(terms.len());
        for term in &mut terms {
            let (hits, reach) = scan::hits(self.index, term, narrow.as_deref_mut(), how)?;
            term.reach = reach;
            found.push(hits);
        }
        let hits = match found.as_slice() {
            [] => self.everything(),
            [one] if one.len() * FEW < self.index.entries() => self.sorted(self.rows_of_few(one)),
            [one] => {
                let mut best = vec![Rank::NONE; self.index.rows()];
                self.best_by_row(one, &mut best);
                self.in_order(&best)
            }
            several if several.iter().any(Vec::is_empty) => Vec::new(),
            several => self.in_order(&self.best_of_several(&terms, several)),
        };
        Some(Answer { hits, terms })
    }

    fn is_allowed(&self, row: u32) -> bool {
        self.allowed.is_none_or(|a| a.contains(row as usize))
    }

    /// Rank and place of a row in one number, so that sorting rows is sorting numbers.
    fn key(&self, row: u32, rank: Rank) -> u64 {
        u64::from(rank.0) << 32 | u64::from(self.standing.place(row))
    }

    fn everything(&self) -> Vec<Hit> {
        let rows = self.standing.order().iter().copied();
        rows.filter(|row| self.is_allowed(*row))
            .map(|row| Hit {
                row,
                rank: Rank::BEST,
            })
            .collect()
    }

    /// The rows of few entries, as sortable numbers.
    fn rows_of_few(&self, hits: &Hits) -> Vec<u64> {
        let mut rows = Vec::new();
        for (entry, rank) in hits {
            self.index.each_row(*entry, |row| {
                if self.is_allowed(row) {
                    rows.push((row, *rank));
                }
            });
        }
        rows.sort_unstable();
        rows.dedup_by_key(|(row, _)| *row);
        rows.iter()
            .map(|(row, rank)| self.key(*row, *rank))
            .collect()
    }

    /// For every row how well all terms hold in it.
    fn best_of_several(&self, terms: &[Term], found: &[Hits]) -> Vec<Rank> {
        let rows = self.index.rows();
        let mut all: Option<Vec<Rank>> = None;
        for hits in found {
            let mut best = vec![Rank::NONE; rows];
            self.best_by_row(hits, &mut best);
            all = Some(match all {
                None => best,
                Some(mut before) => {
                    for (b, new) in before.iter_mut().zip(best) {
                        *b = if *b == Rank::NONE || new == Rank::NONE {
                            Rank::NONE
                        } else {
                            b.with(new)
                        };
                    }
                    before
                }
            });
        }
        let mut all = all.unwrap_or_default();
        for rank in all.iter_mut().filter(|r| **r != Rank::NONE) {
            *rank = rank.plus(APART);
        }
        self.best_by_row(&self.in_one_text(terms, found), &mut all);
        all
    }

    /// The entries in which all terms hold, ranked as a whole.
    fn in_one_text(&self, terms: &[Term], found: &[Hits]) -> Hits {
        let sentence = terms
            .iter()
            .map(|t| t.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        // `health equity` is how people write HealthEquity.
        let side_by_side = [
            Term::word(&sentence),
            Term::word(&sentence.replace(' ', "")),
        ];
        let Some((first, others)) = found.split_first() else {
            return Hits::new();
        };
        let together = |entry: u32, first: Rank| {
            let words = self.index.text(entry)?;
            let field = field_cost(self.index.field(entry)?);
            let mut whole = first;
            for other in others {
                let at = other.binary_search_by_key(&entry, |(e, _)| *e).ok()?;
                whole = whole.with(other.get(at)?.1);
            }
            let len = words.text.len();
            let apart = Rank::new(whole.cost().saturating_add(TOGETHER), whole.score(), len);
            let best = side_by_side
                .iter()
                .filter_map(|t| place::in_one_piece(t, &words))
                .map(|p| Rank::new(p.tier.cost() + field, p.score, len))
                .chain([apart])
                .min()?;
            Some((entry, best))
        };
        first
            .iter()
            .filter_map(|(entry, rank)| together(*entry, *rank))
            .collect()
    }

    /// Lowers the rank of every row that has one of the entries.
    fn best_by_row(&self, hits: &Hits, best: &mut [Rank]) {
        for (entry, rank) in hits {
            self.index.each_row(*entry, |row| {
                if let Some(b) = best.get_mut(row as usize) {
                    *b = (*b).min(*rank);
                }
            });
        }
    }

    /// The rows that have a rank, best first.
    ///
    /// There are many rows and few ranks: the rows are taken in the order in which they stand and laid into
    /// one run for each rank, which orders them in two passes and without a comparison.
    fn in_order(&self, best: &[Rank]) -> Vec<Hit> {
        let Some(runs) = Runs::of(best, |row| self.is_allowed(row), self.threads) else {
            let ranked = (0..).zip(best).filter(|(_, rank)| **rank != Rank::NONE);
            let allowed = ranked.filter(|(row, _)| self.is_allowed(*row));
            return self.sorted(allowed.map(|(row, rank)| self.key(row, *rank)).collect());
        };
        runs.fill(self.standing.order())
    }

    fn sorted(&self, mut keys: Vec<u64>) -> Vec<Hit> {
        keys.sort_unstable();
        keys.iter()
            .filter_map(|key| {
                Some(Hit {
                    row: self.standing.row(*key as u32)?,
                    rank: Rank((*key >> 32) as u32),
                })
            })
            .collect()
    }
}

/// The rows in which a term stands in one piece, case and accents aside: for words that are excluded
/// (`-word`: [`Term::word`]) and for quoted text ([`Term::phrase`]: whole words in sequence). Words of
/// one or two letters must begin a word. An empty term holds in every row.
#[must_use]
pub fn rows_with(index: &TextIndex, term: &Term) -> BitSet {
    if term.is_empty() {
        return BitSet::all(index.rows());
    }
    let mut rows = BitSet::none(index.rows());
    for (entry, mask) in index.masks().iter().enumerate() {
        let entry = entry as u32;
        if term.mask & !mask == 0
            && let Some(words) = index.text(entry)
            && place::in_one_piece(term, &words).is_some()
        {
            index.each_row(entry, |row| {
                rows.insert(row as usize);
            });
        }
    }
    rows
}
