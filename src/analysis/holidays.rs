//! US federal holidays as observed, and the counting of business days: Monday to Friday without them.
//! It must not know who counts.
//!
//! Source: 5 U.S.C. 6103 and Executive Order 11582: a holiday on a Saturday is kept on the Friday
//! before, one on a Sunday on the Monday after. Inauguration Day is left out: it frees only the offices
//! in and near Washington, D.C. Years before 1986 are counted with the holidays of 1986.

use crate::model::date::DayNumber;
use chrono::{Datelike, NaiveDate, Weekday};

/// How a holiday's day is found.
enum On {
    /// The same date every year: month, day.
    Date(u32, u32),
    /// The n-th such weekday of the month; 0 is the last.
    Nth(u32, Weekday, u8),
}

/// Every federal holiday: how it falls, and the first year in which it was one.
const HOLIDAYS: &[(&str, On, i32)] = &[
    ("New Year's Day", On::Date(1, 1), 0),
    (
        "Birthday of Martin Luther King, Jr.",
        On::Nth(1, Weekday::Mon, 3),
        0,
    ),
    ("Washington's Birthday", On::Nth(2, Weekday::Mon, 3), 0),
    ("Memorial Day", On::Nth(5, Weekday::Mon, 0), 0),
    // Pub. L. 117-17, signed on 2021-06-17 and in force at once.
    ("Juneteenth", On::Date(6, 19), 2021),
    ("Independence Day", On::Date(7, 4), 0),
    ("Labor Day", On::Nth(9, Weekday::Mon, 1), 0),
    ("Columbus Day", On::Nth(10, Weekday::Mon, 2), 0),
    ("Veterans Day", On::Date(11, 11), 0),
    ("Thanksgiving Day", On::Nth(11, Weekday::Thu, 4), 0),
    ("Christmas Day", On::Date(12, 25), 0),
];

/// The day on which a holiday of that year is observed; New Year's Day may fall into the year before.
fn observed(on: &On, year: i32) -> Option<NaiveDate> {
    match *on {
        On::Date(month, day) => {
            let date = NaiveDate::from_ymd_opt(year, month, day)?;
            match date.weekday() {
                Weekday::Sat => date.pred_opt(),
                Weekday::Sun => date.succ_opt(),
                _ => Some(date),
            }
        }
        On::Nth(month, weekday, 0) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, 5)
            .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, weekday, 4)),
        On::Nth(month, weekday, n) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, n),
    }
}

/// Days from the common era's day 1 to 1970-01-01.
const EPOCH: i32 = 719_163;

fn date(day: DayNumber) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH)?)
}

/// The federal holiday observed on that day.
#[must_use]
pub fn on(day: DayNumber) -> Option<&'static str> {
    let wanted = date(day)?;
    let in_year = |year: i32| {
        HOLIDAYS
            .iter()
            .filter(move |(_, _, since)| year >= *since)
            .find(|(_, on, _)| observed(on, year) == Some(wanted))
            .map(|(name, _, _)| *name)
    };
    in_year(wanted.year()).or_else(|| {
        // Only 31 December can be the New Year's Day of the year after.
        (wanted.month() == 12 && wanted.day() == 31)
            .then(|| in_year(wanted.year() + 1))
            .flatten()
    })
}

/// True from Monday to Friday, federal holidays aside.
#[must_use]
pub fn is_business_day(day: DayNumber) -> bool {
    date(day).is_some_and(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun))
        && on(day).is_none()
}

/// The `count`-th business day after `day`; `day` itself is day 0, whatever day it is.
#[must_use]
pub fn after(day: DayNumber, count: u32) -> DayNumber {
    let (mut at, mut left) = (day, count);
    // At the end of the calendar nothing is a business day; the count must still end.
    let mut idle = 0;
    while left > 0 && idle < 30 {
        at = at.saturating_add(1);
        if is_business_day(at) {
            left -= 1;
            idle = 0;
        } else {
            idle += 1;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn day(text: &str) -> DayNumber {
        text.parse::<Date>().unwrap().first_day()
    }

    /// From the calendars that the Office of Personnel Management publishes.
    #[test]
    fn holidays_fall_as_published() {
        for (text, name) in [
            ("2021-06-18", "Juneteenth"),     // Saturday 19 June: kept on Friday
            ("2022-06-20", "Juneteenth"),     // Sunday 19 June: kept on Monday
            ("2021-12-31", "New Year's Day"), // Saturday 1 January 2022
            ("2023-01-02", "New Year's Day"), // Sunday 1 January 2023
            ("2020-07-03", "Independence Day"),
            ("2021-07-05", "Independence Day"),
            ("2021-12-24", "Christmas Day"),
            ("2022-12-26", "Christmas Day"),
            ("2023-11-10", "Veterans Day"),
            ("2024-11-11", "Veterans Day"),
            ("2024-01-15", "Birthday of Martin Luther King, Jr."),
            ("2024-02-19", "Washington's Birthday"),
            ("2024-05-27", "Memorial Day"),
            ("2021-05-31", "Memorial Day"),
            ("2024-09-02", "Labor Day"),
            ("2024-10-14", "Columbus Day"),
            ("2024-11-28", "Thanksgiving Day"),
        ] {
            assert_eq!(on(day(text)), Some(name), "{text}");
            assert!(!is_business_day(day(text)));
        }
        for text in [
            "2020-06-19", // a Friday, a year before Juneteenth became a holiday
            "2021-06-21",
            "2022-01-03",
            "2023-01-03",
            "2024-05-20",
            "2021-01-20", // Inauguration Day
            "2024-12-31",
        ] {
            assert_eq!(on(day(text)), None, "{text}");
            assert!(is_business_day(day(text)), "{text}");
        }
        assert!(!is_business_day(day("2024-06-15")) && !is_business_day(day("2024-06-16")));
    }

    #[test]
    fn business_days_are_counted_from_the_day_after() {
        for (from, count, to) in [
            ("2024-02-21", 4, "2024-02-27"), // Wed: Thu Fri Mon Tue
            ("2025-04-12", 4, "2025-04-17"), // Saturday: Mon Tue Wed Thu
            ("2021-06-17", 1, "2021-06-21"), // Thursday; Friday is Juneteenth
            ("2020-06-18", 1, "2020-06-19"),
            ("2021-12-30", 1, "2022-01-03"), // Friday is New Year's Day as observed
            ("2024-11-27", 2, "2024-12-02"), // Thanksgiving on Thursday
            ("2024-02-21", 0, "2024-02-21"),
        ] {
            assert_eq!(after(day(from), count), day(to), "{from} + {count}");
        }
        assert!(after(i32::MAX - 2, 10) > 0);
    }
}
