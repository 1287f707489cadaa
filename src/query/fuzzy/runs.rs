//! Very many ranked rows put in order: one run of rows for each rank. It must not know what a rank means.

use super::{Hit, rank::Rank};
use crate::threads;

/// Ranks that are told apart by their place in a small table; others are looked for.
const PLACES: usize = 1 << 12;

/// For each row the run that it belongs to, and how long the runs are.
pub(super) struct Runs {
    /// The ranks that there are, best first.
    ranks: Vec<Rank>,
    /// Per row the place of its rank in `ranks`; [`NONE`] for rows that do not answer.
    run_of: Vec<u16>,
    lengths: Vec<usize>,
}

const NONE: u16 = u16::MAX;

const fn place(rank: Rank) -> usize {
    // Fibonacci hashing: the upper bits of the product depend on all bits of the rank.
    (rank.0.wrapping_mul(0x9e37_79b9) >> 20) as usize % PLACES
}

/// Rows that one thread lays out as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 100_000;

/// The different ranks in a part of the rows, some perhaps several times.
fn ranks_in(best: &[Rank]) -> Vec<Rank> {
    let mut ranks = Vec::new();
    let mut seen = vec![Rank::NONE; PLACES];
    for rank in best.iter().filter(|r| **r != Rank::NONE) {
        if let Some(last) = seen.get_mut(place(*rank))
            && *last != *rank
        {
            *last = *rank;
            ranks.push(*rank);
        }
    }
    ranks
}

/// Says which run each row belongs to, from the row `first` on; returns how long the runs are by that.
fn lay(
    best: &[Rank],
    first: usize,
    ranks: &[Rank],
    allowed: &impl Fn(u32) -> bool,
    run_of: &mut [u16],
) -> Vec<usize> {
    let mut known = vec![(Rank::NONE, NONE); PLACES];
    let mut lengths = vec![0; ranks.len()];
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    for ((row, rank), run_of) in (first..).zip(best).zip(run_of) {
        if *rank == Rank::NONE || !allowed(row) {
            continue;
        }
        let run = known.get_mut(place(*rank)).map_or(NONE, |known| {
            if known.0 != *rank {
                let at = ranks.binary_search(rank).ok();
                let at = at.and_then(|at| u16::try_from(at).ok());
                *known = (*rank, at.unwrap_or(NONE));
            }
            known.1
        });
        if let Some(length) = lengths.get_mut(usize::from(run)) {
            *length += 1;
        }
        *run_of = run;
    }
    lengths
}

impl Runs {
    /// Sorts the ranks of the rows that have one and are allowed; `None` when there are too many
    /// different ranks for this to be worth it. The number of threads changes the time alone.
    pub(super) fn of(
        best: &[Rank],
        allowed: impl Fn(u32) -> bool + Sync,
        threads: usize,
    ) -> Option<Self> {
        let share = match best.len() {
            n @ ..WORTH_A_THREAD => n,
            n => n.div_ceil(threads.max(1)),
        }
        .max(1);
        let mut ranks = threads::each(best.chunks(share), ranks_in).concat();
        ranks.sort_unstable();
        ranks.dedup();
        if ranks.len() >= usize::from(NONE) {
            return None;
        }
        let mut run_of = vec![NONE; best.len()];
        let shares = best.chunks(share).zip(run_of.chunks_mut(share));
        let shares = shares.zip((0..).step_by(share));
        let parts = threads::each(shares, |((best, run_of), first)| {
            lay(best, first, &ranks, &allowed, run_of)
        });
        let mut lengths = vec![0; ranks.len()];
        for part in parts {
            for (sum, n) in lengths.iter_mut().zip(part) {
                *sum += n;
            }
        }
        Some(Self {
            ranks,
            run_of,
            lengths,
        })
    }

    /// The rows, best first; within a rank in the order in which they are given.
    pub(super) fn fill(self, order: &[u32]) -> Vec<Hit> {
        let mut next = Vec::with_capacity(self.lengths.len());
        let mut sum = 0;
        for length in &self.lengths {
            next.push(sum);
            sum += length;
        }
        let nothing = Hit {
            row: 0,
            rank: Rank::NONE,
        };
        let mut hits = vec![nothing; sum];
        for row in order {
            let run = self.run_of.get(*row as usize).copied().unwrap_or(NONE);
            let run = usize::from(run);
            if let (Some(at), Some(rank)) = (next.get_mut(run), self.ranks.get(run)) {
                if let Some(hit) = hits.get_mut(*at) {
                    *hit = Hit {
                        row: *row,
                        rank: *rank,
                    };
                }
                *at += 1;
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_are_what_sorting_gives(
            ranks in prop::collection::vec(prop_oneof![Just(Rank::NONE.0), 0_u32..9, any::<u32>()], 0..200),
            odd_only in any::<bool>(),
        ) {
            let best: Vec<Rank> = ranks.into_iter().map(Rank).collect();
            let order: Vec<u32> = (0..best.len() as u32).rev().collect();
            let allowed = |row: u32| !odd_only || row % 2 == 1;
            let got = Runs::of(&best, allowed, 1).unwrap().fill(&order);
            let mut want: Vec<Hit> = order
                .iter()
                .map(|row| Hit { row: *row, rank: best[*row as usize] })
                .filter(|hit| hit.rank != Rank::NONE && allowed(hit.row))
                .collect();
            want.sort_by_key(|hit| hit.rank);
            prop_assert_eq!(got, want);
        }
    }

    #[test]
    fn too_many_ranks_are_left_to_sorting() {
        let best: Vec<Rank> = (0..u32::from(NONE)).map(Rank).collect();
        assert!(Runs::of(&best, |_| true, 1).is_none());
        assert!(Runs::of(&best[1..], |_| true, 1).is_some());
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let n = WORTH_A_THREAD + 4321;
        let rank = |i: usize| match i % 11 {
            0 => Rank::NONE,
            _ => Rank((i as u32).wrapping_mul(0x9e37) % 5000),
        };
        let best: Vec<Rank> = (0..n).map(rank).collect();
        let order: Vec<u32> = (0..n as u32).rev().collect();
        let odd = |row: u32| row % 2 == 1;
        let want = Runs::of(&best, odd, 1).unwrap().fill(&order);
        for threads in [2, 3, 8] {
            assert!(
                Runs::of(&best, odd, threads).unwrap().fill(&order) == want,
                "{threads}"
            );
        }
    }
}
