//! The order of rows that are equally good answers. It must not know what a good answer is.

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
        let mut keyed: Vec<(Reverse<u64>, u32, u32)> = (0..rows as u32)
            .map(|row| (Reverse(people(row)), id_rank(row), row))
            .collect();
        keyed.sort_unstable();
        let order: Vec<u32> = keyed.into_iter().map(|(.., row)| row).collect();
        let mut place = vec![0; rows];
        for (i, row) in order.iter().enumerate() {
            if let Some(p) = place.get_mut(*row as usize) {
                *p = i as u32;
            }
        }
        Self { order, place }
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
