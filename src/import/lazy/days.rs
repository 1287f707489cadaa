//! The days that cells state, each read once. It must not know in which order a date is written.

use super::Known;
use crate::model::date::DayNumber;

/// What cells were found to state.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// Of cells such as `03/04/2024`, by their numbers; see [`Days::stored`]. Taken when the first is met.
    plain: Vec<u32>,
    others: Known<Option<DayNumber>>,
}

/// Years of which plain cells are kept apart.
const FIRST_YEAR: usize = 1900;
const YEARS: usize = 301;

/// Numbers that a day of the month and a month have together.
const DAYS: usize = 32 * 32;

/// A cell that states no day.
const NONE: u32 = 1;

/// More than any day of these years is before 1970.
const SHIFT: i32 = 1 << 20;

impl Days {
    /// The one day that a cell states; `None` where it was not met before.
    #[inline]
    pub(super) fn get(&self, cell: &[u8]) -> Option<Option<DayNumber>> {
        match plain(cell) {
            Some(at) => match self.plain.get(at).copied() {
                None | Some(0) => None,
                Some(NONE) => Some(None),
                Some(stored) => Some(Some(stored as i32 - SHIFT)),
            },
            None => self.others.get(cell).copied(),
        }
    }

    /// Remembers what a cell states.
    pub(super) fn put(&mut self, cell: &[u8], day: Option<DayNumber>) {
        let stored = day.map_or(Some(NONE), |day| u32::try_from(day + SHIFT).ok());
        match (plain(cell), stored) {
            (Some(at), Some(stored)) => {
                if self.plain.is_empty() {
                    self.plain = vec![0; YEARS * DAYS];
                }
                if let Some(slot) = self.plain.get_mut(at) {
                    *slot = stored;
                }
            }
            _ => {
                self.others.insert(cell.into(), day);
            }
        }
    }
}

/// The place of a cell of two numbers of two digits and a year of four.
#[inline]
fn plain(cell: &[u8]) -> Option<usize> {
    let [a, b, b'/', c, d, b'/', year @ ..] = cell else {
        return None;
    };
    let [e, f, g, h] = year else { return None };
    let all = [a, b, c, d, e, f, g, h].map(|digit| digit.wrapping_sub(b'0'));
    if all.iter().any(|digit| *digit > 9) {
        return None;
    }
    let [a, b, c, d, e, f, g, h] = all.map(usize::from);
    let (first, second) = (a * 10 + b, c * 10 + d);
    let year = (e * 1000 + f * 100 + g * 10 + h).wrapping_sub(FIRST_YEAR);
    let is_kept = first < 32 && second < 32 && year < YEARS;
    is_kept.then(|| year * DAYS + first * 32 + second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_cell_is_remembered_for_itself(
            cells in prop::collection::vec("[0-3][0-9]/[0-3][0-9]/(18|19|20|22)[0-9]{2}|[0-9]{1,2}[-/][0-9]{2}/[0-9]{2,5}|.{0,12}", 0..60),
        ) {
            let mut days = Days::default();
            let mut known = std::collections::HashMap::new();
            for (at, cell) in cells.iter().enumerate() {
                prop_assert_eq!(days.get(cell.as_bytes()), known.get(cell).copied());
                let day = (at % 3 > 0).then_some(at as DayNumber * 1000 - 26_000);
                days.put(cell.as_bytes(), day);
                known.insert(cell.clone(), day);
            }
            for cell in &cells {
                prop_assert_eq!(days.get(cell.as_bytes()), known.get(cell).copied());
            }
        }
    }
}
