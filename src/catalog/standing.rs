//! The order of rows that are equally good answers. It must not know what a good answer is.

use super::{build::here, digits::by_digits};
use std::cmp::Reverse;

/// The order of rows that answer equally well: more people affected first, then id. Made once.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Rows, first to last.
    order: Vec<u32>,
    /// Where each row stands in `order`.
    place: Vec<u32>,
}

impl Standing {
    /// The order of the rows `0..rows` by people affected (0 where not stated) and rank of the id.
    #[must_use]
    pub fn new(rows: usize, people: impl Fn(u32) -> u64, id_rank: impl Fn(u32) -> u32) -> Self {
        let mut by_id: Vec<u32> = (0..rows as u32).collect();
        by_id.sort_by_key(|row| id_rank(*row));
        Self::of(by_id, people)
    }

    /// The order of rows, which come in the order of their ids, by people affected.
    pub(super) fn of(by_id: Vec<u32>, people: impl Fn(u32) -> u64) -> Self {
        let largest = by_id.iter().map(|row| people(*row)).max();
        let largest = largest.unwrap_or_default();
        let order = if let Ok(most) = u32::try_from(largest) {
            let key = |row: u32| (largest - people(row)) as u32;
            let keyed = by_id.into_iter().map(|row| (key(row), row)).collect();
            by_digits(keyed, most)
                .into_iter()
                .map(|(_, row)| row)
                .collect()
        } else {
            let mut order = by_id;
            order.sort_by_key(|row| Reverse(people(*row)));
            order
        };
        let mut place = vec![0; order.len()];
        for (i, row) in order.iter().enumerate() {
            if let Some(p) = place.get_mut(*row as usize) {
                *p = i as u32;
            }
        }
        Self { order, place }
    }

    /// The same in memory of this thread, see [`here`].
    pub(super) fn here(&self) -> Self {
        Self {
            order: here(&self.order),
            place: here(&self.place),
        }
    }

    /// Rows, first to last.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Where a row stands, 0 for the first.
    #[must_use]
    #[inline]
    pub fn place(&self, row: u32) -> u32 {
        self.place.get(row as usize).copied().unwrap_or(u32::MAX)
    }

    /// The row that stands at a place.
    #[must_use]
    #[inline]
    pub fn row(&self, place: u32) -> Option<u32> {
        self.order.get(place as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn more_people_come_first_then_the_id(
            rows in prop::collection::vec((prop_oneof![0..3_u64, any::<u64>(), any::<u32>().prop_map(u64::from)], 0..9_u32), 0..50),
            most in prop_oneof![Just(u64::MAX), Just(u64::from(u32::MAX))],
        ) {
            let rows: Vec<(u64, u32)> = rows.into_iter().map(|(p, r)| (p.min(most), r)).collect();
            let standing = Standing::new(rows.len(), |r| rows[r as usize].0, |r| rows[r as usize].1);
            let mut want: Vec<u32> = (0..rows.len() as u32).collect();
            want.sort_by_key(|r| (Reverse(rows[*r as usize].0), rows[*r as usize].1, *r));
            prop_assert_eq!(standing.order(), &want);
            for (place, row) in want.iter().enumerate() {
                prop_assert_eq!(standing.place(*row), place as u32);
            }
        }
    }
}
