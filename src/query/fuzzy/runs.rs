//! Very many ranked rows put in order: one run of rows for each rank, laid out by counting and without a
//! comparison. It must not know what a rank means.
//!
//! The rows' ranks are entered by the places of [`Standing`], so that what follows reads in sequence and the
//! rows of a run come out in the order in which they stand.

use super::{Ranked, Tell, rank::Rank};
use crate::{
    catalog::{BitSet, standing::Standing},
    query::first,
    threads,
};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Places that one thread lays out as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 100_000;

/// Different ranks, each with its place among them.
pub(super) struct Ranks {
    places: HashMap<Rank, u16, FixedState>,
    /// Best first.
    ranks: Vec<Rank>,
}

impl Ranks {
    /// The different ones of some ranks; `None` when there are too many for a run each.
    pub(super) fn of(all: impl Iterator<Item = Rank>) -> Option<Self> {
        let mut places: HashMap<Rank, u16, FixedState> = all.map(|rank| (rank, 0)).collect();
        let mut ranks: Vec<Rank> = places.keys().copied().collect();
        ranks.sort_unstable();
        // One number is left for rows without a rank.
        u16::try_from(ranks.len()).ok()?;
        places.extend(ranks.iter().copied().zip(0..));
        Some(Self { places, ranks })
    }

    /// The place of a rank that is among them, 0 for the best.
    #[inline]
    pub(super) fn place(&self, rank: Rank) -> u16 {
        self.places.get(&rank).copied().unwrap_or_default()
    }

    /// What stands where a row does not answer.
    fn none(&self) -> u16 {
        u16::try_from(self.ranks.len()).unwrap_or(u16::MAX)
    }
}

/// How well the row at each place of a [`Standing`] answers.
pub(super) struct Board {
    /// Places in [`Ranks`].
    best: Vec<u16>,
}

impl Board {
    /// No row answers.
    pub(super) fn new(ranks: &Ranks, rows: usize) -> Self {
        Self {
            best: vec![ranks.none(); rows],
        }
    }

    /// The row at a place answers so well, or better if that was said before.
    #[inline]
    pub(super) fn enter(&mut self, place: u32, rank: u16) {
        if let Some(best) = self.best.get_mut(place as usize) {
            *best = (*best).min(rank);
        }
    }
}

/// The rows of one share of the places: run by run, and where the runs end.
struct Share {
    rows: Vec<u32>,
    ends: Vec<usize>,
    all: BitSet,
}

impl Share {
    fn run(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).and_then(|b| self.ends.get(b));
        let end = self.ends.get(at).copied().unwrap_or_default();
        let run = self.rows.get(start.copied().unwrap_or_default()..end);
        run.unwrap_or_default()
    }
}

/// Takes the better of several boards for some places; how many of them each run has. Those that do not
/// answer make one more run, so that nothing has to be decided on the way: whether a row answers is
/// anybody's guess, and guessing wrong is what costs.
fn tally(board: &mut [u16], others: &[&[u16]], runs: usize) -> Vec<usize> {
    for other in others {
        for (best, other) in board.iter_mut().zip(*other) {
            *best = (*best).min(*other);
        }
    }
    let mut counts = vec![0_usize; runs + 1];
    for run in board.iter() {
        if let Some(n) = counts.get_mut(usize::from(*run)) {
            *n += 1;
        }
    }
    counts
}

/// Lays the rows of some places out, of which each run has so many.
fn lay(board: &[u16], order: &[u32], mut ends: Vec<usize>, len: usize) -> Share {
    let mut sum = 0;
    for n in &mut ends {
        sum += std::mem::replace(n, sum);
    }
    let mut rows = vec![0; sum];
    for (run, row) in board.iter().zip(order) {
        if let Some(at) = ends.get_mut(usize::from(*run)) {
            if let Some(slot) = rows.get_mut(*at) {
                *slot = *row;
            }
            *at += 1;
        }
    }
    ends.pop();
    rows.truncate(ends.last().copied().unwrap_or_default());
    let all = BitSet::from_rows(len, rows.iter().copied());
    Share { rows, ends, all }
}

/// The first so many places by run and place, or all; `counts` are those of all runs, share by share.
fn first_places(
    shares: &[(&[u16], usize)],
    counts: &[Vec<usize>],
    runs: usize,
    most: usize,
) -> Vec<u32> {
    let of_run = |run: usize| counts.iter().filter_map(|c| c.get(run)).sum::<usize>();
    let (mut last, mut before) = (0, 0);
    while last + 1 < runs && before + of_run(last) < most {
        before += of_run(last);
        last += 1;
    }
    let (Ok(last), true) = (u16::try_from(last), runs > 0) else {
        return Vec::new();
    };
    let first = threads::each(shares, |(board, start)| {
        // Of the last run only the beginning.
        let mut left = most - before;
        let mut first: Vec<(u16, u32)> = Vec::new();
        for (place, run) in (*start as u32..).zip(*board) {
            if *run < last {
                first.push((*run, place));
            } else if *run == last && left > 0 {
                left -= 1;
                first.push((*run, place));
            }
        }
        first
    });
    let mut first = first.concat();
    first.sort_unstable();
    first.truncate(most);
    first.into_iter().map(|(_, place)| place).collect()
}

/// Places of which only some are allowed: so many are looked at for each that is wanted.
const LOOKED_AT: usize = 32;

/// Puts the rows that answer in order; where there are several boards, the best of them counts. The first ones
/// are told when it is known which they are. The number of threads changes the time alone.
pub(super) fn in_order(
    ranks: Ranks,
    mut boards: Vec<Board>,
    standing: &Standing,
    allowed: Option<&BitSet>,
    threads: usize,
    tell: Option<Tell<'_>>,
) -> Ranked {
    let mut best = boards.pop().map(|b| b.best).unwrap_or_default();
    let (order, runs) = (standing.order(), ranks.ranks.len());
    let len = order.len();
    let size = threads::share(len, threads::worth(len, WORTH_A_THREAD, threads));
    let pieces = best.chunks_mut(size).zip((0..).step_by(size));
    let counts = threads::each(pieces, |(board, first)| {
        let here = first..first + board.len();
        let others = boards.iter().filter_map(|b| b.best.get(here.clone()));
        let others: Vec<&[u16]> = others.collect();
        tally(board, &others, runs)
    });
    let is_allowed = |row: &u32| allowed.is_none_or(|a| a.contains(*row as usize));
    if let Some(tell) = tell {
        let shares: Vec<(&[u16], usize)> = best.chunks(size).zip((0..).step_by(size)).collect();
        let looked_at = allowed.map_or(1, |_| LOOKED_AT) * first::MOST;
        let first = first_places(&shares, &counts, runs, looked_at).into_iter();
        let first = first.filter_map(|place| standing.row(place));
        tell(first.filter(is_allowed).take(first::MOST).collect());
    }
    let pieces = best.chunks(size).zip(order.chunks(size)).zip(counts);
    let shares = threads::each(pieces, |((board, order), counts)| {
        lay(board, order, counts, len)
    });
    let mut found = Ranked {
        rows: Vec::with_capacity(shares.iter().map(|s| s.rows.len()).sum()),
        ranks: Vec::with_capacity(runs),
        all: BitSet::none(len),
    };
    for (at, rank) in ranks.ranks.iter().enumerate() {
        let before = found.rows.len();
        for share in &shares {
            let run = share.run(at);
            match allowed {
                None => found.rows.extend_from_slice(run),
                Some(_) => found
                    .rows
                    .extend(run.iter().copied().filter(|row| is_allowed(row))),
            }
        }
        if found.rows.len() > before {
            found.ranks.push((*rank, found.rows.len() - before));
        }
    }
    for share in &shares {
        found.all.or(&share.all);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Later rows stand first.
    fn standing(len: usize) -> Standing {
        Standing::new(len, |_| 0, |row| u32::MAX - row)
    }

    /// What [`in_order`] makes of the ranks of rows, from one board for each list of them.
    fn ordered(
        lists: &[Vec<Rank>],
        standing: &Standing,
        allowed: Option<&BitSet>,
        threads: usize,
    ) -> (Vec<u32>, Ranked) {
        let all = || lists.iter().flatten().copied().filter(|r| *r != Rank::NONE);
        let ranks = Ranks::of(all()).unwrap();
        let boards = lists.iter().map(|list| {
            let mut board = Board::new(&ranks, list.len());
            for (row, rank) in (0..).zip(list).filter(|(_, r)| **r != Rank::NONE) {
                board.enter(standing.place(row), ranks.place(*rank));
            }
            board
        });
        let (boards, mut told) = (boards.collect(), Vec::new());
        let tell: Tell<'_> = &mut |first| told = first;
        let ranked = in_order(ranks, boards, standing, allowed, threads, Some(tell));
        (told, ranked)
    }

    fn plain(
        best: &[Rank],
        standing: &Standing,
        allowed: impl Fn(u32) -> bool,
    ) -> Vec<(Rank, u32)> {
        let ranked = standing.order().iter().map(|r| (best[*r as usize], *r));
        let mut want: Vec<_> = ranked
            .filter(|(rank, row)| *rank != Rank::NONE && allowed(*row))
            .collect();
        want.sort_by_key(|(rank, _)| *rank);
        want
    }

    fn pairs(ranked: &Ranked) -> Vec<(Rank, u32)> {
        ranked.hits().map(|h| (h.rank, h.row)).collect()
    }

    proptest! {
        #[test]
        fn runs_are_what_sorting_gives(
            two in prop::collection::vec((prop_oneof![Just(u32::MAX), 0_u32..9, any::<u32>()], prop_oneof![Just(u32::MAX), 0_u32..9]), 0..200),
            odd_only in any::<bool>(),
        ) {
            let standing = standing(two.len());
            let (a, b): (Vec<Rank>, Vec<Rank>) = two.iter().map(|(a, b)| (Rank(*a), Rank(*b))).unzip();
            let best: Vec<Rank> = two.iter().map(|(a, b)| Rank(*a.min(b))).collect();
            let odd = BitSet::filter(two.len(), |row| row % 2 == 1);
            let (told, got) = ordered(&[a, b], &standing, odd_only.then_some(&odd), 1);
            prop_assert!(got.rows.starts_with(&told));
            prop_assert!(told.len() == got.rows.len().min(first::MOST));
            prop_assert_eq!(pairs(&got), plain(&best, &standing, |row| !odd_only || row % 2 == 1));
            prop_assert!(got.ranks.iter().all(|(_, times)| *times > 0));
            prop_assert_eq!(got.all, BitSet::filter(two.len(), |row| best[row] != Rank::NONE));
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let n = WORTH_A_THREAD + 4321;
        let standing = standing(n);
        let odd = BitSet::filter(n, |row| row % 2 == 1);
        let rank = |i: usize| match i % 11 {
            0 => Rank::NONE,
            _ => Rank((i as u32).wrapping_mul(0x9e37) % 5000),
        };
        let best: Vec<Rank> = (0..n).map(rank).collect();
        let want = plain(&best, &standing, |row| row % 2 == 1);
        for threads in [1, 2, 3, 8] {
            let best = std::slice::from_ref(&best);
            let (told, got) = ordered(best, &standing, Some(&odd), threads);
            assert!(pairs(&got) == want, "{threads}");
            assert!(told == got.rows[..first::MOST], "{threads}");
        }
    }

    #[test]
    fn too_many_ranks_are_left_to_sorting() {
        assert!(Ranks::of((0..=u32::from(u16::MAX)).map(Rank)).is_none());
        let most = Ranks::of((0..u32::from(u16::MAX)).rev().map(Rank)).unwrap();
        assert!((0..u16::MAX).all(|r| most.place(Rank(u32::from(r))) == r));
    }
}
