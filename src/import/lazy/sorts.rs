//! Rows that are alike in some columns, each sort with a number. It must not know what the cells mean.
//!
//! Such columns hold few different cells, most of them short: a cell is compared as two numbers with the
//! one that stands in its place, and of the numbers of a row's cells its sort is looked up. Joined to one
//! key they would be copied, and hashed byte by byte, in every row.

use super::Known;
use crate::{import::split::Cells, model::bytes::first_bytes};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Places for short cells of a column, of which a later one takes that of an earlier.
const PLACES: usize = 256;

/// Cells up to this length are short.
const SHORT: usize = 32;

/// Columns whose cells are told together: as many as have room in [`Joined`].
const MOST: usize = 8;

/// The numbers of a row's cells, of sixteen bits each.
type Joined = u128;

/// The bytes of a short cell as numbers, zeros behind it, and its length.
type Short = ([u128; 2], usize);

/// The different cells of a column, each with a number.
#[derive(Debug)]
struct Column {
    at: usize,
    short: Vec<(Short, u16)>,
    all: Known<u16>,
}

/// What is known of rows by their cells in some columns.
#[derive(Debug)]
pub(super) struct Sorts<V> {
    columns: Vec<Column>,
    known: HashMap<Joined, V, FixedState>,
    /// Of rows with more columns, or more different cells, than can be told together.
    others: Known<V>,
    key: Vec<u8>,
}

/// Where something is known of a row, once it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(Option<Joined>);

impl<V: Copy> Sorts<V> {
    /// By the cells of these columns.
    pub(super) fn new(columns: Vec<usize>) -> Self {
        let column = |at| Column {
            at,
            // No cell has these bytes and this length.
            short: vec![(([1; 2], 0), 0); PLACES],
            all: Known::default(),
        };
        Self {
            columns: columns.into_iter().map(column).collect(),
            known: HashMap::default(),
            others: Known::default(),
            key: Vec::new(),
        }
    }

    /// The columns.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.columns.iter().map(|column| column.at).collect()
    }

    /// What is known of a row, or where to remember it.
    #[inline]
    pub(super) fn get(&mut self, cells: Cells<'_>) -> Result<V, Place> {
        let joined = self.joined(cells);
        let known = match joined {
            Some(joined) => self.known.get(&joined),
            None => {
                self.join(cells);
                self.others.get(self.key.as_slice())
            }
        };
        known.copied().ok_or(Place(joined))
    }

    /// Remembers what is known of the row that was asked for last.
    pub(super) fn put(&mut self, place: Place, value: V) {
        match place.0 {
            Some(joined) => {
                self.known.insert(joined, value);
            }
            None => {
                self.others.insert(self.key.as_slice().into(), value);
            }
        }
    }

    #[inline]
    fn joined(&mut self, cells: Cells<'_>) -> Option<Joined> {
        if self.columns.len() > MOST {
            return None;
        }
        let mut joined = 0;
        for column in &mut self.columns {
            joined = joined << 16 | Joined::from(column.number(cells)?);
        }
        Some(joined)
    }

    /// The cells as one key in which no cell can pass for two.
    fn join(&mut self, cells: Cells<'_>) {
        self.key.clear();
        for column in &self.columns {
            let cell = cells.get(column.at).unwrap_or_default();
            self.key
                .extend_from_slice(&(cell.len() as u32).to_le_bytes());
            self.key.extend_from_slice(cell);
        }
    }
}

impl Column {
    /// The number of a row's cell; `None` where there are too many.
    #[inline]
    fn number(&mut self, cells: Cells<'_>) -> Option<u16> {
        let cell = cells.get(self.at).unwrap_or_default();
        let Some(short) = short(cells, self.at, cell) else {
            return self.ask(cell);
        };
        let ([first, second], length) = short;
        let mixed = first ^ second.rotate_left(29) ^ length as u128;
        let mixed = (mixed as u64 ^ (mixed >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (mixed >> (64 - PLACES.ilog2())) as usize;
        match self.short.get(place) {
            Some((known, number)) if *known == short => Some(*number),
            _ => {
                let number = self.ask(cell)?;
                if let Some(slot) = self.short.get_mut(place) {
                    *slot = (short, number);
                }
                Some(number)
            }
        }
    }

    fn ask(&mut self, cell: &[u8]) -> Option<u16> {
        if let Some(number) = self.all.get(cell) {
            return Some(*number);
        }
        let number = u16::try_from(self.all.len()).ok()?;
        self.all.insert(cell.into(), number);
        Some(number)
    }
}

/// A cell as numbers, if it is short.
#[inline]
fn short(cells: Cells<'_>, column: usize, cell: &[u8]) -> Option<Short> {
    if cell.len() > SHORT {
        return None;
    }
    let [first, second] = match cells.ahead(column) {
        Some(bytes) => bytes.map(u128::from_le_bytes),
        // At the very end of the bytes.
        None => {
            let mut bytes = [0; SHORT];
            for (to, from) in bytes.iter_mut().zip(cell) {
                *to = *from;
            }
            let (halves, _) = bytes.as_chunks::<16>();
            [halves.first()?, halves.get(1)?].map(|half| u128::from_le_bytes(*half))
        }
    };
    let second_half = cell.len().saturating_sub(16);
    Some((
        [
            first & first_bytes(cell.len()),
            second & first_bytes(second_half),
        ],
        cell.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::split::Split;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_are_of_one_sort_when_their_cells_are_the_same(
            rows in prop::collection::vec(
                prop::collection::vec("[ab]{0,2}|a{14,18}|a{30,34}|[a-c]{32}|a{31}b|\\\\x00{1,2}|é", 0..4),
                0..60,
            ),
            columns in prop::sample::select(vec![vec![1], vec![0, 2], vec![2, 0, 1], vec![0; 9]]),
        ) {
            let lines = rows.iter().map(|row| format!("x{}\n", row.join(",")));
            let text = lines.collect::<String>();
            let mut split = Split::new(text.as_bytes(), 0, 1, b',');
            while split.read() {}
            let (mut sorts, mut plain) = (Sorts::new(columns.clone()), HashMap::new());
            prop_assert_eq!(sorts.columns(), columns.clone());
            for (number, row) in split.rows().enumerate() {
                let cells = columns.iter().map(|at| row.cells.get(*at).unwrap_or_default());
                let known = plain.entry(cells.collect::<Vec<_>>());
                let told = sorts.get(row.cells);
                let known = match known {
                    std::collections::hash_map::Entry::Occupied(known) => Some(*known.get()),
                    std::collections::hash_map::Entry::Vacant(free) => {
                        free.insert(number);
                        None
                    }
                };
                prop_assert_eq!(told.ok(), known);
                if let Err(place) = told {
                    sorts.put(place, number);
                }
            }
        }
    }

    #[test]
    fn columns_of_many_different_cells_are_told_apart() {
        let lines = (0..70_000).map(|n| format!("{n},{}\n", n % 7));
        let text = lines.collect::<String>();
        let mut split = Split::new(text.as_bytes(), 0, 1, b',');
        while split.read() {}
        let mut sorts = Sorts::new(vec![1, 0]);
        for (number, row) in split.rows().enumerate() {
            let place = sorts.get(row.cells).unwrap_err();
            sorts.put(place, number);
        }
        for (number, row) in split.rows().enumerate() {
            assert_eq!(sorts.get(row.cells).unwrap(), number);
        }
    }
}
