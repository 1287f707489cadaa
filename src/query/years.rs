//! The year that a day lies in, worked out once for each day: rows are many, days some thousands. It must
//! not know where days come from.

use crate::model::{Date, DayRange, date::DayNumber};

/// Forty-four years of days before two of them share a place.
const PLACES: usize = 1 << 14;

/// Days whose years are known.
#[derive(Debug)]
pub struct Years(Vec<Option<(DayNumber, DayRange)>>);

impl Default for Years {
    fn default() -> Self {
        Self(vec![None; PLACES])
    }
}

impl Years {
    /// The first and last day of the year in which a day lies; `None` outside the years 1 to 9999.
    pub fn of(&mut self, day: DayNumber) -> Option<DayRange> {
        let place = usize::try_from(day.rem_euclid(PLACES as i32)).ok()?;
        let known = self.0.get_mut(place)?;
        match *known {
            Some((of, year)) if of == day => Some(year),
            _ => {
                let year = Date::new(Date::from_day(day)?.year(), None, None)?.days();
                *known = Some((day, year));
                Some(year)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_share_a_place_keep_their_years() {
        let mut years = Years::default();
        let day = |y, m, d| Date::new(y, Some(m), Some(d)).unwrap().first_day();
        let year = |y| Date::new(y, None, None).unwrap().days();
        // 16,384 days later it is the 8th of January 2041.
        let first = day(1996, 2, 29);
        for _ in 0..2 {
            assert_eq!(years.of(first), Some(year(1996)));
            assert_eq!(years.of(first + PLACES as i32), Some(year(2041)));
            assert_eq!(years.of(day(2023, 12, 31)), Some(year(2023)));
            assert_eq!(years.of(day(2024, 1, 1)), Some(year(2024)));
        }
        assert_eq!(years.of(DayNumber::MAX), None);
    }
}
