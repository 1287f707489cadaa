//! Columns of words as one kind, whatever holds them: which words a row has, in which rows any of some
//! stand, and how often each set is met. It must not know what the words are.

use super::{
    BitSet,
    values::{Sets, Words},
};

/// Where the words of a field stand.
#[derive(Debug, Clone, Copy)]
pub enum WordColumn<'a> {
    /// Several a row.
    Sets(&'a Sets),
    /// Several a row, in either of two columns.
    Either(&'a Sets, &'a Sets),
    /// One a row.
    One(&'a Words),
}

/// More pairs of different sets than this are not counted apart.
const MOST_PAIRS: usize = 1 << 16;

impl WordColumn<'_> {
    /// The words of a row, as bits; none when nothing is stated.
    #[inline]
    #[must_use]
    pub fn get(self, row: usize) -> u64 {
        match self {
            Self::Sets(sets) => sets.get(row),
            Self::Either(a, b) => a.get(row) | b.get(row),
            Self::One(words) => words.get(row),
        }
    }

    /// The rows that have any of some words.
    #[must_use]
    pub fn having(self, threads: usize, len: usize, wanted: u64) -> BitSet {
        let has = |set: u64| set & wanted != 0;
        match self {
            Self::Sets(sets) => sets.0.having(threads, len, has),
            Self::Either(a, b) => {
                let mut rows = a.0.having(threads, len, has);
                rows.or(&b.0.having(threads, len, has));
                rows
            }
            Self::One(words) => BitSet::filter_on(threads, len, || |r| has(words.get(r))),
        }
    }

    /// Tells how many of some rows have each set; a set may be told several times.
    pub fn tally(self, rows: &BitSet, mut tell: impl FnMut(u64, usize)) {
        match self {
            Self::Sets(sets) => match sets.0.places() {
                Some((values, place)) => count(rows, values.len(), place, |at, n| {
                    tell(values.get(at).copied().unwrap_or_default(), n);
                }),
                None => rows.for_each(|row| tell(sets.get(row as usize), 1)),
            },
            Self::Either(a, b) => {
                let pairs = a.0.places().zip(b.0.places());
                let pairs = pairs.filter(|((a, _), (b, _))| a.len() * b.len() <= MOST_PAIRS);
                match pairs {
                    Some(((firsts, first), (seconds, second))) => {
                        let place = |row| {
                            first(row)
                                .saturating_mul(seconds.len())
                                .saturating_add(second(row))
                        };
                        count(rows, firsts.len() * seconds.len(), place, |at, n| {
                            let first = firsts.get(at / seconds.len()).copied().unwrap_or_default();
                            let second =
                                seconds.get(at % seconds.len()).copied().unwrap_or_default();
                            tell(first | second, n);
                        });
                    }
                    None => rows.for_each(|row| tell(self.get(row as usize), 1)),
                }
            }
            Self::One(words) => {
                let place = |row: usize| words.0.get(row).copied().unwrap_or(u8::MAX).into();
                count(rows, 256, place, |at, n| {
                    tell(
                        u32::try_from(at)
                            .ok()
                            .and_then(|at| 1_u64.checked_shl(at))
                            .unwrap_or(0),
                        n,
                    );
                });
            }
        }
    }
}

/// Counts rows by a place below `places`.
fn count(
    rows: &BitSet,
    places: usize,
    place: impl Fn(usize) -> usize,
    mut tell: impl FnMut(usize, usize),
) {
    let mut counts = vec![0_usize; places];
    rows.for_each(|row| {
        if let Some(n) = counts.get_mut(place(row as usize)) {
            *n += 1;
        }
    });
    for (at, n) in counts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
        tell(at, n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn told(column: WordColumn<'_>, rows: &BitSet) -> BTreeMap<u64, usize> {
        let mut all = BTreeMap::new();
        column.tally(rows, |set, n| *all.entry(set).or_default() += n);
        all
    }

    proptest! {
        /// Few different sets, many, and sets of all sizes: the columns change their form on the way.
        #[test]
        fn counting_places_is_counting_rows(
            pairs in prop::collection::vec(
                (prop_oneof![Just(0_u64), 0..7_u64, any::<u64>()], prop_oneof![Just(0_u64), 0..400_u64]),
                0..600,
            ),
            zeros in 0..200_usize,
            odd in any::<bool>(),
            wanted in any::<u64>(),
        ) {
            let (mut a, mut b, mut one) = (Sets::default(), Sets::default(), Words::default());
            for (first, second) in std::iter::repeat_n((0, 0), zeros).chain(pairs) {
                a.push(first);
                b.push(second);
                one.0.push(if second < 60 { second as u8 } else { u8::MAX });
            }
            let len = one.0.len();
            let rows = BitSet::filter(len, |row| !odd || row % 2 == 1);
            for column in [
                WordColumn::Sets(&a),
                WordColumn::Sets(&b),
                WordColumn::Either(&a, &b),
                WordColumn::Either(&b, &b),
                WordColumn::One(&one),
            ] {
                let mut want: BTreeMap<u64, usize> = BTreeMap::new();
                for row in rows.iter() {
                    *want.entry(column.get(row as usize)).or_default() += 1;
                }
                prop_assert_eq!(told(column, &rows), want);
                let having = BitSet::filter(len, |row| column.get(row) & wanted != 0);
                prop_assert_eq!(column.having(2, len, wanted), having);
            }
        }
    }
}
