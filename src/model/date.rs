//! A date known to the day, the month or the year, and the interval between two such dates.
//!
//! Nothing is made more exact than its source: a month stays a month, and an interval between two
//! coarse dates is a range of days.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2023`
    Year,
    /// `2023-07`
    Month,
    /// `2023-07-14`
    Day,
}

/// A calendar date, exactly as precise as its source. Years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    first: NaiveDate,
    precision: Precision,
}

/// Days from 1970-01-01; negative before.
pub type DayNumber = i32;

/// Days between the common era's day 1 (which chrono counts from) and 1970-01-01.
const EPOCH: i32 = 719_163;

impl Date {
    /// The date of a year, a month (1 to 12) of it, and a day of that; `None` if there is no such day.
    #[must_use]
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let (precision, month, day) = match (month, day) {
            (None, None) => (Precision::Year, 1, 1),
            (Some(month), None) => (Precision::Month, month, 1),
            (Some(month), Some(day)) => (Precision::Day, month, day),
            (None, Some(_)) => return None,
        };
        Some(Self {
            first: NaiveDate::from_ymd_opt(year, month, day)?,
            precision,
        })
    }

    /// The date of a day number, known to the day.
    #[must_use]
    pub fn from_day(day: DayNumber) -> Option<Self> {
        let first = NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH)?)?;
        (1..=9999).contains(&first.year()).then_some(Self {
            first,
            precision: Precision::Day,
        })
    }

    /// How exactly it is known.
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// The month, 1 to 12, when it is known.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        (self.precision > Precision::Year).then(|| self.first.month())
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first_day(self) -> DayNumber {
        self.first.num_days_from_ce() - EPOCH
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last_day(self) -> DayNumber {
        let (year, month) = (self.first.year(), self.first.month());
        let next = match self.precision {
            Precision::Day => return self.first_day(),
            Precision::Month if month < 12 => NaiveDate::from_ymd_opt(year, month + 1, 1),
            Precision::Month | Precision::Year => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        };
        next.map_or(self.first_day(), |n| n.num_days_from_ce() - EPOCH - 1)
    }

    /// Both ends, for comparison.
    #[must_use]
    pub fn days(self) -> DayRange {
        DayRange {
            low: self.first_day(),
            high: self.last_day(),
        }
    }

    /// The days from `self` to `later`, as a range where a date is coarse; `None` when `later` lies
    /// surely before `self`, so that nothing can be told.
    ///
    /// The range is `[max(0, later.first - self.last), later.last - self.first]`.
    ///
    /// ```
    /// use breachlens::model::Date;
    /// let (july, letters): (Date, Date) = ("2023-07".parse().unwrap(), "2023-12-22".parse().unwrap());
    /// assert_eq!(july.until(letters).unwrap().to_string(), "144–174");
    /// ```
    #[must_use]
    pub fn until(self, later: Self) -> Option<DayRange> {
        let (a, b) = (self.days(), later.days());
        (b.high >= a.low).then(|| DayRange {
            low: (b.low - a.high).max(0),
            high: b.high - a.low,
        })
    }
}

/// Dates order by their first day, then by their last (a day before the month that starts with it).
impl Ord for Date {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.first
            .cmp(&other.first)
            .then_with(|| self.last_day().cmp(&other.last_day()))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Written digit by digit: a large list is full of dates.
        let mut text = *b"0000-00-00";
        let year = self.first.year().unsigned_abs();
        let parts = [year / 100, year % 100, self.first.month(), self.first.day()];
        for (pair, part) in [0, 2, 5, 8].into_iter().zip(parts) {
            if let Some([tens, ones]) = text.get_mut(pair..pair + 2) {
                *tens = b'0' + (part / 10 % 10) as u8;
                *ones = b'0' + (part % 10) as u8;
            }
        }
        let length = match self.precision {
            Precision::Year => 4,
            Precision::Month => 7,
            Precision::Day => 10,
        };
        let text = text.get(..length).unwrap_or_default();
        f.pad(std::str::from_utf8(text).unwrap_or_default())
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// It has not the form of a date.
    Form(String),
    /// It has, but the calendar has no such year, month or day.
    NotInCalendar(String),
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(text) => write!(
                f,
                "`{text}` is no date; a date is written 2023-07-14, 2023-07 or 2023"
            ),
            Self::NotInCalendar(text) => {
                let (what, check) = match text.matches('-').count() {
                    0 => ("year", "years are 0001 to 9999"),
                    1 => ("month", "months are 01 to 12"),
                    _ => ("day", "check its month and day"),
                };
                write!(f, "there is no {what} `{text}` in the calendar; {check}")
            }
        }
    }
}

impl std::error::Error for DateError {}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let form =
            || DateError::Form(super::text::clean(&super::text::shorten(text, 40)).into_owned());
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or_else(form)
        };
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|p| number(p, 2)).transpose()?;
        let day = parts.next().map(|p| number(p, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(form());
        }
        i32::try_from(year)
            .ok()
            .and_then(|year| Self::new(year, month, day))
            .ok_or_else(|| DateError::NotInCalendar(text.to_owned()))
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as \"2023-07-14\", \"2023-07\" or \"2023\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date exactly as precise as its source: YYYY-MM-DD, YYYY-MM or YYYY.",
            "pattern": "^\\d{4}(-(0[1-9]|1[0-2]))?$|^\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|[12]\\d))$"
        })
    }
}

/// A whole number of days (or a day number) known to lie between two bounds, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DayRange {
    /// The least it can be.
    pub low: i32,
    /// The most it can be.
    pub high: i32,
}

impl DayRange {
    /// A figure known exactly.
    #[must_use]
    pub const fn exact(days: i32) -> Self {
        Self {
            low: days,
            high: days,
        }
    }

    /// The figure, when it is known exactly.
    #[must_use]
    pub fn single(self) -> Option<i32> {
        (self.low == self.high).then_some(self.low)
    }

    /// The middle, for ordering and for medians: a range counts as its midpoint.
    #[must_use]
    pub fn middle(self) -> f64 {
        f64::midpoint(f64::from(self.low), f64::from(self.high))
    }
}

/// `56`, or `144–174` for a range.
impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.single() {
            Some(days) => f.pad(&days.to_string()),
            None => f.pad(&format!("{}–{}", self.low, self.high)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_as_precise_as_written() {
        for (text, days) in [
            ("2023-07-14", 1),
            ("2023-07", 31),
            ("2023-02", 28),
            ("2024-02", 29),
            ("2023", 365),
            ("2024", 366),
            ("9999", 365),
        ] {
            let d = date(text);
            assert_eq!(d.to_string(), text);
            assert_eq!(d.last_day() - d.first_day() + 1, days, "{text}");
        }
        assert_eq!(date("1970-01-01").first_day(), 0);
        assert_eq!(date("2024-02-29").first_day(), 19_782);
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        for text in [
            "",
            "2023-7-1",
            "23-07-01",
            "2023-07-14-1",
            "2023/07/14",
            "+023",
            "２０２３",
            "2023-07-",
            "14.7.2023",
        ] {
            assert!(
                matches!(text.parse::<Date>(), Err(DateError::Form(_))),
                "{text}"
            );
        }
        for text in [
            "2023-13",
            "2023-00",
            "2023-02-29",
            "2023-04-31",
            "0000",
            "0000-01-01",
        ] {
            assert!(
                matches!(text.parse::<Date>(), Err(DateError::NotInCalendar(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn intervals_between_coarse_dates_are_ranges() {
        for (a, b, want) in [
            ("2026-02-05", "2026-04-02", Some((56, 56))),
            ("2023-07", "2023-12-22", Some((144, 174))),
            ("2023-07-14", "2023-07", Some((0, 17))),
            ("2023-07", "2023-07", Some((0, 30))),
            ("2023", "2024", Some((1, 730))),
            ("2023-07-14", "2023-07-13", None),
            ("2023-08-01", "2023-07", None),
            ("2023-07-31", "2023-07", Some((0, 0))),
        ] {
            assert_eq!(
                date(a).until(date(b)).map(|r| (r.low, r.high)),
                want,
                "{a} {b}"
            );
        }
    }
}
