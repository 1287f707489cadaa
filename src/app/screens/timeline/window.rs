//! The part of time that an axis shows: which day falls into which cell. Pure arithmetic; it must not
//! know what is drawn there.

use crate::model::{DayRange, date::DayNumber};

/// Hours a cell at each step of the zoom, the closest first: from a quarter of a day to ten years.
pub const LADDER: &[i64] = &[
    6, 12, 24, 48, 72, 120, 168, 240, 360, 720, 1_440, 2_184, 4_368, 8_760, 17_520, 43_800, 87_600,
];

const DAY: i64 = 24;

/// A window on time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Where the first cell begins, in hours from 1970-01-01.
    pub left: i64,
    /// Hours a cell; at least one.
    pub hours: i64,
    /// Cells.
    pub cells: usize,
}

impl Window {
    /// The closest window that has all of these days in so many cells.
    #[must_use]
    pub fn fit(span: DayRange, cells: usize) -> Self {
        let room = count(cells).max(1);
        let (low, high) = (i64::from(span.low) * DAY, (i64::from(span.high) + 1) * DAY);
        let needed = (high - low + room - 1).div_euclid(room);
        let closest = LADDER.first().copied().unwrap_or(DAY);
        // Coarser than a day only whole days make a cell, so that no day falls into two.
        let hours = if needed > DAY {
            (needed + DAY - 1).div_euclid(DAY) * DAY
        } else {
            LADDER
                .iter()
                .copied()
                .find(|h| *h >= needed)
                .unwrap_or(closest)
        };
        let spare = (hours * room - (high - low)).max(0);
        Self {
            left: low - aligned(spare / 2, DAY),
            hours,
            cells,
        }
    }

    /// The cell in which a day is drawn: that of its noon. Negative or beyond `cells` outside.
    #[must_use]
    pub fn cell(self, day: DayNumber) -> i64 {
        (i64::from(day) * DAY + DAY / 2 - self.left).div_euclid(self.hours.max(1))
    }

    /// The first and last cell that some days touch.
    #[must_use]
    pub fn cells_of(self, days: DayRange) -> (i64, i64) {
        (self.cell(days.low), self.cell(days.high))
    }

    /// The cell of a day, when it is in sight.
    #[must_use]
    pub fn seen(self, day: DayNumber) -> Option<usize> {
        usize::try_from(self.cell(day))
            .ok()
            .filter(|c| *c < self.cells)
    }

    /// The days whose place is in a cell; where a day takes several cells, that day.
    #[must_use]
    pub fn days(self, cell: i64) -> DayRange {
        let start = self.left + cell * self.hours;
        let end = start + self.hours - 1;
        DayRange {
            low: day(start.div_euclid(DAY)),
            high: day(end.div_euclid(DAY)),
        }
    }

    /// All the days in sight.
    #[must_use]
    pub fn all_days(self) -> DayRange {
        DayRange {
            low: self.days(0).low,
            high: self.days(count(self.cells.max(1)) - 1).high,
        }
    }

    /// Days that the cursor moves by when it moves by one cell: at least one.
    #[must_use]
    pub fn step(self) -> i32 {
        day((self.hours / DAY).max(1))
    }

    /// The window with other hours a cell, in which a day stands in the same cell as far as it can.
    #[must_use]
    pub fn zoomed(self, hours: i64, at: DayNumber) -> Self {
        let cell = self.cell(at).clamp(0, count(self.cells.max(1)) - 1);
        self.with(hours, at, cell)
    }

    /// The window in which a day stands in the middle.
    #[must_use]
    pub fn centred(self, hours: i64, at: DayNumber) -> Self {
        self.with(hours, at, count(self.cells) / 2)
    }

    fn with(self, hours: i64, at: DayNumber, cell: i64) -> Self {
        let hours = hours.max(1);
        let noon = i64::from(at) * DAY + DAY / 2;
        Self {
            left: aligned(noon - cell * hours - hours / 2, DAY),
            hours,
            ..self
        }
    }

    /// The window so many cells further; its middle stays within `span`.
    #[must_use]
    pub fn panned(self, cells: i64, span: DayRange) -> Self {
        let by = cells.saturating_mul(self.hours);
        let half = count(self.cells) * self.hours / 2;
        let (low, high) = (
            i64::from(span.low) * DAY - half,
            (i64::from(span.high) + 1) * DAY - half,
        );
        Self {
            left: aligned(self.left.saturating_add(by).clamp(low, high.max(low)), DAY),
            ..self
        }
    }

    /// The window moved as little as brings a day into sight, a few cells from the edge.
    #[must_use]
    pub fn following(self, at: DayNumber) -> Self {
        let last = count(self.cells.max(1)) - 1;
        let margin = (last / 8).min(4);
        let cell = self.cell(at);
        let by = if cell < margin {
            cell - margin
        } else if cell > last - margin {
            cell - (last - margin)
        } else {
            return self;
        };
        let left = self.left + by * self.hours;
        // Rounded away from where it came from, or the day would stay outside.
        let left = if by < 0 {
            aligned(left, DAY)
        } else {
            aligned(left + DAY - 1, DAY)
        };
        Self { left, ..self }
    }
}

/// The multiple of `unit` at or before a number.
const fn aligned(hours: i64, unit: i64) -> i64 {
    hours.div_euclid(unit) * unit
}

/// Cells as a signed number; no axis has more than fit it.
fn count(cells: usize) -> i64 {
    i64::try_from(cells).unwrap_or(i64::MAX / 1_000_000)
}

fn day(number: i64) -> DayNumber {
    DayNumber::try_from(number).unwrap_or(if number < 0 {
        DayNumber::MIN / 2
    } else {
        DayNumber::MAX / 2
    })
}

/// The next step of the zoom from any hours a cell; `None` at the closest.
#[must_use]
pub fn closer(hours: i64) -> Option<i64> {
    LADDER.iter().rev().copied().find(|h| *h < hours)
}

/// The next step outwards; `None` at the widest.
#[must_use]
pub fn wider(hours: i64) -> Option<i64> {
    LADDER.iter().copied().find(|h| *h > hours)
}

/// The closest step at which so many days take at most so many cells.
#[must_use]
pub fn closest_for(days: i64, cells: usize) -> i64 {
    let room = count(cells).max(1);
    LADDER
        .iter()
        .copied()
        .find(|h| h * room >= days * DAY)
        .or_else(|| LADDER.last().copied())
        .unwrap_or(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(low: i32, high: i32) -> DayRange {
        DayRange { low, high }
    }

    #[test]
    fn every_day_has_one_cell_and_every_cell_its_days() {
        let w = Window {
            left: 0,
            hours: 72,
            cells: 10,
        };
        assert_eq!(
            [0, 2, 3, -1, 29, 30].map(|d| w.cell(d)),
            [0, 0, 1, -1, 9, 10]
        );
        assert_eq!(w.days(1), range(3, 5));
        assert_eq!(w.all_days(), range(0, 29));
        let close = Window { hours: 6, ..w };
        assert_eq!([0, 1, 2].map(|d| close.cell(d)), [2, 6, 10]);
        assert_eq!(close.days(5), range(1, 1));
    }

    proptest! {
        #[test]
        fn a_fit_has_everything_in_sight(low in -80_000_i32..80_000, length in 0_i32..900_000, cells in 1_usize..300) {
            let span = range(low, low + length);
            let w = Window::fit(span, cells);
            prop_assert!(w.seen(span.low).is_some(), "{w:?}");
            prop_assert!(w.seen(span.high).is_some(), "{w:?}");
        }

        #[test]
        fn zooming_keeps_the_day_where_it_is(at in -80_000_i32..80_000, from in 0..LADDER.len(), to in 0..LADDER.len(), cells in 8_usize..300) {
            let w = Window { left: 0, hours: LADDER[from], cells }.centred(LADDER[from], at);
            let z = w.zoomed(LADDER[to], at);
            let moved = (z.cell(at) - w.cell(at)).abs();
            // Whole days begin at the left edge, so that close up it may move by part of a day.
            prop_assert!(moved <= (DAY / LADDER[to]).max(1), "{w:?} {z:?}");
        }

        #[test]
        fn following_brings_a_day_into_sight(at in -80_000_i32..80_000, left in -80_000_i64..80_000, step in 0..LADDER.len(), cells in 8_usize..300) {
            let w = Window { left: left * DAY, hours: LADDER[step], cells };
            prop_assert!(w.following(at).seen(at).is_some());
        }

        #[test]
        fn panning_never_loses_the_data(by in -10_000_i64..10_000, step in 0..LADDER.len(), cells in 8_usize..300) {
            let span = range(15_000, 20_000);
            let w = Window { left: 15_000 * DAY, hours: LADDER[step], cells }.panned(by, span);
            let seen = w.all_days();
            prop_assert!(seen.low <= span.high && seen.high >= span.low);
        }
    }

    #[test]
    fn steps_go_in_and_out() {
        assert_eq!(closer(100), Some(72));
        assert_eq!(closer(6), None);
        assert_eq!(wider(100), Some(120));
        assert_eq!(wider(87_600), None);
        assert_eq!(closest_for(365, 100), 120);
    }
}
