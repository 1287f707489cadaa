//! Words to rows, best first. It must not know the query line, and nothing of records but their texts.
//!
//! Every word must hold somewhere in a row. How a word may stand in a text, and what that is worth, is
//! in [`rank`]; several words are worth more in one text, and most side by side.

pub mod highlight;
mod narrow;
mod pieces;
mod place;
pub mod rank;
mod runs;
mod scan;
mod term;
#[cfg(test)]
mod tests;
mod within;

pub use highlight::highlight;
pub use narrow::Narrow;
pub use rank::{Rank, Tier};
pub use term::{Reach, Term};

use crate::{
    catalog::{BitSet, Numbered, digits::by_digits, standing::Standing, text_index::TextIndex},
    threads,
};
use rank::{APART, TOGETHER, field_cost};
use runs::{Board, Ranks};
use scan::{Hits, How, InStep};
use std::sync::{Arc, atomic::AtomicBool};
use within::{Found, Within};

/// A row that answers, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: u32,
    /// Less is better; rows of equal rank come in the order of [`Standing`].
    pub rank: Rank,
}

/// Rows that answer.
#[derive(Debug, Clone, Default)]
pub struct Ranked {
    /// Those that are allowed, best first.
    pub rows: Vec<u32>,
    /// How well they answer: ranks, best first, each with how many rows have it.
    pub ranks: Vec<(Rank, usize)>,
    /// All of them, allowed or not.
    pub all: BitSet,
}

impl Ranked {
    /// The allowed rows, best first, each with how well it answers.
    pub fn hits(&self) -> impl Iterator<Item = Hit> {
        let ranks = self.ranks.iter();
        let ranks = ranks.flat_map(|(rank, times)| std::iter::repeat_n(*rank, *times));
        let hits = self.rows.iter().zip(ranks);
        hits.map(|(row, rank)| Hit { row: *row, rank })
    }
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The rows in which every term holds.
    pub found: Ranked,
    /// The terms that asked for something, each with how far the search went for it; for
    /// [`highlight()`].
    pub terms: Vec<Term>,
}

/// What a search needs beside its words.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// Where to look.
    pub index: &'a TextIndex,
    /// Only these rows; all if none are given.
    pub allowed: Option<&'a BitSet>,
    /// Threads that may be used, 1 or more; they change the time and never the answer.
    pub threads: usize,
    /// Set by whoever no longer wants the answer.
    pub cancel: &'a AtomicBool,
}

/// Takes the first rows, best first, with the terms as they were searched.
pub type TellAll<'a> = &'a mut dyn FnMut(&[Term], Vec<u32>);

/// Takes the first rows, best first.
pub type Tell<'a> = &'a mut dyn FnMut(Vec<u32>);

/// Where fewer than one row in so many answers, the rows are sorted rather than laid out.
const FEW: usize = 16;
/// Texts that one thread ranks as fast as two, while another one does something else.
const TOGETHER_WORTH_A_THREAD: usize = 10_000;
/// Rows that one thread enters as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 50_000;

impl Search<'_> {
    /// The rows in which every term holds, best first; none if the search was given up. No term, or
    /// only empty ones, asks for nothing: all allowed rows answer.
    ///
    /// `narrow` is what earlier searches of the same index remembered; it saves time only. Where putting
    /// the rows in order takes its time, the first ones are told before, with the terms as they were
    /// searched.
    #[must_use]
    pub fn run(
        &self,
        terms: &[Term],
        narrow: Option<&mut Narrow>,
        tell: Option<TellAll<'_>>,
    ) -> Option<Answer> {
        let how = How {
            threads: self.threads,
            cancel: self.cancel,
        };
        let mut terms: Vec<Term> = terms.iter().filter(|t| !t.is_empty()).cloned().collect();
        let Found { hits, within } = within::each(self.index, &mut terms, narrow, how)?;
        let mut tell = tell.map(|tell| |rows| tell(&terms, rows));
        let tell = tell.as_mut().map(|tell| -> Tell<'_> { tell });
        let found = match hits.as_slice() {
            [] => self.everything(),
            [one] => self.of_one(one, tell),
            several if several.iter().any(|h| h.is_empty()) => Ranked {
                all: BitSet::none(self.index.rows()),
                ..Ranked::default()
            },
            several => self.of_several(&terms, several, within.as_deref(), tell),
        };
        Some(Answer { found, terms })
    }

    const fn standing(&self) -> &Standing {
        self.index.standing()
    }

    fn is_allowed(&self, row: u32) -> bool {
        self.allowed.is_none_or(|a| a.contains(row as usize))
    }

    fn everything(&self) -> Ranked {
        let rows = self.standing().order().iter().copied();
        let rows: Vec<u32> = rows.filter(|row| self.is_allowed(*row)).collect();
        Ranked {
            ranks: vec![(Rank::BEST, rows.len())],
            rows,
            all: BitSet::all(self.index.rows()),
        }
    }

    fn of_one(&self, hits: &Hits, tell: Option<Tell<'_>>) -> Ranked {
        let rows = self.count(hits);
        let few = self.are_few(rows);
        let ranks = || Ranks::of(hits.iter().map(|(_, rank)| *rank));
        let Some(ranks) = (!few).then(ranks).flatten() else {
            let mut ranked = Vec::with_capacity(rows);
            self.each_place(hits, |place, rank| ranked.push((place, rank.0)));
            let by_place = by_digits(ranked, self.index.rows() as u32);
            let ranked = by_place.into_iter();
            let ranked =
                ranked.filter_map(|(place, rank)| Some((rank, self.standing().row(place)?)));
            return self.sorted(ranked.collect());
        };
        let boards = self.in_shares(hits, rows, |hits| {
            let mut board = Board::new(&ranks, self.index.rows());
            for (entry, rank) in hits {
                let rank = ranks.place(*rank);
                self.index
                    .each_place(*entry, |place| board.enter(place, rank));
            }
            board
        });
        self.in_order(ranks, boards, tell)
    }

    /// The rows in which several terms hold: `hits` are those of each, `within` the rows of some.
    fn of_several(
        &self,
        terms: &[Term],
        hits: &[Arc<Hits>],
        within: Option<&Within>,
        tell: Option<Tell<'_>>,
    ) -> Ranked {
        let counts: Vec<usize> = hits.iter().map(|h| self.count(h)).collect();
        // The term that fewest rows have says which can answer at all.
        let fewest = hits.iter().zip(&counts).min_by_key(|(_, rows)| **rows);
        let mut places = BitSet::none(self.index.rows());
        if let Some((fewest, _)) = fewest {
            self.each_place(fewest, |place, _| places.insert(place as usize));
        }
        if let Some(within) = within {
            places.and(within.places());
        }
        let places = Numbered::new(places);
        let rows = places.list().iter();
        let rows = rows.filter_map(|place| self.standing().row(*place));
        let rows: Vec<u32> = rows.collect();
        let most = hits.iter().map(|h| h.len()).max().unwrap_or_default();
        let at_once = threads::worth(most, scan::READ_WORTH_A_THREAD, self.threads) > 1;
        let (together, mut ranks) = threads::both(
            at_once,
            || self.in_one_text(terms, hits),
            || self.in_any_texts(&places, &rows, hits),
        );
        self.each_place(&together, |place, rank| {
            if let Some(r) = places.number(place).and_then(|n| ranks.get_mut(n)) {
                *r = (*r).min(rank);
            }
        });
        let holds = |(rank, _): &(&Rank, &u32)| **rank != Rank::NONE;
        let answering = || ranks.iter().zip(places.list()).filter(holds);
        let few = self.are_few(answering().count());
        let different = || Ranks::of(answering().map(|(rank, _)| *rank));
        let Some(different) = (!few).then(different).flatten() else {
            let ranked = ranks.iter().zip(&rows).filter(holds);
            return self.sorted(ranked.map(|(rank, row)| (rank.0, *row)).collect());
        };
        let mut board = Board::new(&different, self.index.rows());
        for (rank, place) in answering() {
            board.enter(*place, different.place(*rank));
        }
        self.in_order(different, vec![board], tell)
    }

    /// How well several terms hold at each place of a set, wherever in its row each of them stands best, by the
    /// place's number in the set; `rows` are the rows there.
    fn in_any_texts(&self, places: &Numbered, rows: &[u32], hits: &[Arc<Hits>]) -> Vec<Rank> {
        let each = hits.iter().map(|h| self.ranks_at(places, rows, h));
        let all = each.reduce(|mut all, of_term| {
            for (rank, new) in all.iter_mut().zip(of_term) {
                *rank = if *rank == Rank::NONE || new == Rank::NONE {
                    Rank::NONE
                } else {
                    rank.with(new)
                };
            }
            all
        });
        let mut all = all.unwrap_or_default();
        for rank in all.iter_mut().filter(|r| **r != Rank::NONE) {
            *rank = rank.plus(APART);
        }
        all
    }

    /// How well a term holds at each place of a set, by the place's number in it; `rows` are the rows there.
    fn ranks_at(&self, places: &Numbered, rows: &[u32], hits: &Hits) -> Vec<Rank> {
        let most = hits.iter().map(|(entry, _)| self.index.count(*entry));
        let parts = self.in_shares(hits, most.map(|n| n.min(rows.len())).sum(), |hits| {
            let mut best = vec![Rank::NONE; rows.len()];
            for (entry, rank) in hits {
                self.index.each_number(*entry, places, rows, |number| {
                    if let Some(b) = best.get_mut(number) {
                        *b = (*b).min(*rank);
                    }
                });
            }
            best
        });
        let best = parts.into_iter().reduce(|mut a, b| {
            for (a, b) in a.iter_mut().zip(b) {
                *a = (*a).min(b);
            }
            a
        });
        best.unwrap_or_default()
    }

    /// The entries in which all terms hold, ranked as a whole.
    fn in_one_text(&self, terms: &[Term], hits: &[Arc<Hits>]) -> Hits {
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
        let Some(fewest) = hits.iter().min_by_key(|h| h.len()) else {
            return Hits::new();
        };
        let threads = threads::worth(fewest.len(), TOGETHER_WORTH_A_THREAD, self.threads);
        let shares = fewest.chunks(threads::share(fewest.len(), threads));
        let together = threads::each(shares, |share| -> Hits {
            let first = share.first().map(|(entry, _)| *entry);
            let hits = hits.iter().map(|h| InStep::from(h, first));
            let mut hits: Vec<InStep<'_>> = hits.collect();
            let together = |(entry, _): &(u32, Rank)| {
                let ranks = hits.iter_mut().map(|of_term| of_term.rank(*entry));
                let whole = ranks.reduce(|a, b| Some(a?.with(b?)))??;
                let (words, field) = (self.index.text(*entry)?, self.index.field(*entry)?);
                let (field, len) = (field_cost(field), words.text.len());
                let cost = whole.cost().saturating_add(TOGETHER);
                let apart = Rank::new(cost, whole.score(), len);
                let places = side_by_side
                    .iter()
                    .filter_map(|t| place::in_one_piece(t, &words));
                let places = places.map(|p| Rank::new(p.tier.cost() + field, p.score, len));
                Some((*entry, places.chain([apart]).min()?))
            };
            share.iter().filter_map(together).collect()
        });
        together.concat()
    }

    fn are_few(&self, rows: usize) -> bool {
        rows * FEW < self.index.rows()
    }

    /// How many rows entries have; a row with several of them counts for each.
    fn count(&self, hits: &Hits) -> usize {
        hits.iter().map(|(entry, _)| self.index.count(*entry)).sum()
    }

    /// Calls `each` for the place of every row of each entry; of a row with several of them several times.
    fn each_place(&self, hits: &[(u32, Rank)], mut each: impl FnMut(u32, Rank)) {
        for (entry, rank) in hits {
            self.index.each_place(*entry, |place| each(place, *rank));
        }
    }

    /// Does something with entries that have so many rows, in one share or in one for each thread.
    fn in_shares<R: Send>(
        &self,
        hits: &Hits,
        rows: usize,
        work: impl Fn(&[(u32, Rank)]) -> R + Sync,
    ) -> Vec<R> {
        let threads = threads::worth(rows, WORTH_A_THREAD, self.threads);
        threads::each(hits.chunks(threads::share(hits.len(), threads)), work)
    }

    fn in_order(&self, ranks: Ranks, boards: Vec<Board>, tell: Option<Tell<'_>>) -> Ranked {
        let (standing, allowed) = (self.standing(), self.allowed);
        runs::in_order(ranks, boards, standing, allowed, self.threads, tell)
    }

    /// Ranked rows, which come in the order in which they stand, put in order; of one that comes several times the
    /// best rank counts.
    fn sorted(&self, ranked: Vec<(u32, u32)>) -> Ranked {
        let most = ranked.iter().map(|(rank, _)| *rank).max();
        let mut found = Ranked {
            all: BitSet::none(self.index.rows()),
            ..Ranked::default()
        };
        for (rank, row) in by_digits(ranked, most.unwrap_or_default()) {
            if found.all.contains(row as usize) {
                continue;
            }
            found.all.insert(row as usize);
            if self.is_allowed(row) {
                found.rows.push(row);
                match found.ranks.last_mut() {
                    Some((last, times)) if last.0 == rank => *times += 1,
                    _ => found.ranks.push((Rank(rank), 1)),
                }
            }
        }
        found
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
