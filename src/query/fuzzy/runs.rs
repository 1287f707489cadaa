//! Very many ranked rows put in order: one run of rows for each rank. It must not know what a rank means.

use super::{Hit, rank::Rank};

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

impl Runs {
    /// Sorts the ranks of the rows that have one and are allowed; `None` when there are too many
    /// different ranks for this to be worth it.
    pub(super) fn of(best: &[Rank], allowed: impl Fn(u32) -> bool) -> Option<Self> {
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
        ranks.sort_unstable();
        ranks.dedup();
        if ranks.len() >= usize::from(NONE) {
            return None;
        }
        let mut known = vec![(Rank::NONE, NONE); PLACES];
        let mut lengths = vec![0; ranks.len()];
        let run_of = (0..)
            .zip(best)
            .map(|(row, rank)| {
                if *rank == Rank::NONE || !allowed(row) {
                    return NONE;
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
                run
            })
            .collect();
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
            let got = Runs::of(&best, allowed).unwrap().fill(&order);
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
        assert!(Runs::of(&best, |_| true).is_none());
        assert!(Runs::of(&best[1..], |_| true).is_some());
    }
}
