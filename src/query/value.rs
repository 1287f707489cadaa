//! Comparisons and their operands: `>=500k`, `2020..2022`, `<60d`. It must not know which field they
//! are asked of, only its unit.

use crate::model::{
    Date, DayRange,
    text::{clean, shorten},
};
use std::ops::Bound;

/// What a number counts; decides which suffixes are read and how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// People.
    People,
    /// Days.
    Days,
    /// Months.
    Months,
    /// US dollars.
    Dollars,
    /// A score with two decimals, stored times one hundred.
    Score,
}

/// A condition on an ordered value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Comparison<T> {
    /// `500`
    Equal(T),
    /// `<500`
    Less(T),
    /// `<=500`
    LessOrEqual(T),
    /// `>500`
    More(T),
    /// `>=500`
    MoreOrEqual(T),
    /// `100..500`, either end open.
    Between(Option<T>, Option<T>),
}

/// An operand as the first and last value that it can mean.
pub trait Operand {
    /// Type of its ends.
    type End: PartialOrd;
    /// First and last value.
    fn ends(&self) -> (Self::End, Self::End);
}

impl Operand for f64 {
    type End = Self;
    fn ends(&self) -> (Self, Self) {
        (*self, *self)
    }
}

impl Operand for Date {
    type End = i32;
    fn ends(&self) -> (i32, i32) {
        (self.first_day(), self.last_day())
    }
}

/// What a comparison comes to: worked out once and asked of every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits<E> {
    least: Bound<E>,
    most: Bound<E>,
}

impl<E: PartialOrd> Limits<E> {
    /// True if the whole range from `low` to `high` lies between them.
    #[inline]
    pub fn hold(&self, low: &E, high: &E) -> bool {
        (match &self.least {
            Bound::Included(least) => low >= least,
            Bound::Excluded(least) => low > least,
            Bound::Unbounded => true,
        }) && match &self.most {
            Bound::Included(most) => high <= most,
            Bound::Excluded(most) => high < most,
            Bound::Unbounded => true,
        }
    }
}

impl<T: Operand> Comparison<T> {
    /// Between which values the range must lie.
    #[must_use]
    pub fn limits(&self) -> Limits<T::End> {
        let first = |t: &T| Bound::Included(t.ends().0);
        let last = |t: &T| Bound::Included(t.ends().1);
        let (least, most) = match self {
            Self::Equal(t) => (first(t), last(t)),
            Self::Less(t) => (Bound::Unbounded, Bound::Excluded(t.ends().0)),
            Self::LessOrEqual(t) => (Bound::Unbounded, last(t)),
            Self::More(t) => (Bound::Excluded(t.ends().1), Bound::Unbounded),
            Self::MoreOrEqual(t) => (first(t), Bound::Unbounded),
            Self::Between(a, b) => (
                a.as_ref().map_or(Bound::Unbounded, first),
                b.as_ref().map_or(Bound::Unbounded, last),
            ),
        };
        Limits { least, most }
    }

    /// What stands last in it, unless its end is open.
    pub const fn last_operand(&self) -> Option<&T> {
        match self {
            Self::Equal(t)
            | Self::Less(t)
            | Self::LessOrEqual(t)
            | Self::More(t)
            | Self::MoreOrEqual(t) => Some(t),
            Self::Between(_, b) => b.as_ref(),
        }
    }

    /// Writes it, each operand by `show`.
    pub fn display(&self, show: impl Fn(&T) -> String) -> String {
        match self {
            Self::Equal(t) => show(t),
            Self::Less(t) => format!("<{}", show(t)),
            Self::LessOrEqual(t) => format!("<={}", show(t)),
            Self::More(t) => format!(">{}", show(t)),
            Self::MoreOrEqual(t) => format!(">={}", show(t)),
            Self::Between(a, b) => {
                let end = |t: &Option<T>| t.as_ref().map(&show).unwrap_or_default();
                format!("{}..{}", end(a), end(b))
            }
        }
    }

    /// Reads a comparison, each operand by `read`.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Self, String> {
        if let Some((a, b)) = text.split_once("..") {
            let end = |t: &str| {
                if t.is_empty() {
                    Ok(None)
                } else {
                    read(t).map(Some)
                }
            };
            let (a, b) = (end(a)?, end(b)?);
            return match (&a, &b) {
                (None, None) => {
                    Err("a range needs at least one end, such as 100..500, 100.. or ..500".into())
                }
                (Some(x), Some(y)) if x.ends().0 > y.ends().1 => {
                    Err("the range runs backwards; put the smaller end first".into())
                }
                _ => Ok(Self::Between(a, b)),
            };
        }
        for (sign, make) in [
            (">=", Self::MoreOrEqual as fn(T) -> Self),
            ("≥", Self::MoreOrEqual),
            ("<=", Self::LessOrEqual),
            ("≤", Self::LessOrEqual),
            (">", Self::More),
            ("<", Self::Less),
            ("=", Self::Equal),
        ] {
            if let Some(rest) = text.strip_prefix(sign) {
                return if rest.is_empty() {
                    Err(format!(
                        "`{sign}` needs a value after it, such as `{sign}2024`"
                    ))
                } else {
                    read(rest).map(make)
                };
            }
        }
        read(text).map(Self::Equal)
    }
}

/// Suffixes of a unit and what they multiply by. The first one without a factor is how numbers are written.
const fn suffixes(unit: Unit) -> &'static [(&'static str, f64)] {
    match unit {
        Unit::People | Unit::Dollars => &[("b", 1e9), ("bn", 1e9), ("m", 1e6), ("k", 1e3)],
        Unit::Days => &[("d", 1.0), ("w", 7.0), ("k", 1e3)],
        Unit::Months => &[("mo", 1.0), ("m", 1.0), ("y", 12.0)],
        Unit::Score => &[],
    }
}

/// Reads a number with a unit: `1.5M`, `500k`, `$5M`, `90d`, `12`, `1,000,000`.
///
/// # Errors
/// A sentence that says what a number looks like here.
pub fn read_number(text: &str, unit: Unit) -> Result<f64, String> {
    let lower = text.to_lowercase();
    let body = if unit == Unit::Dollars {
        lower.strip_prefix('$').unwrap_or(&lower)
    } else {
        &lower
    };
    let digits_end = body
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '_' | ',')))
        .unwrap_or(body.len());
    let (digits, suffix) = body.split_at_checked(digits_end).unwrap_or((body, ""));
    let plain = digits.replace(['_', ','], "");
    let factor = if suffix.is_empty() {
        Some(1.0)
    } else {
        suffixes(unit)
            .iter()
            .find(|(s, _)| *s == suffix)
            .map(|(_, f)| *f)
    };
    let well_formed = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.len() <= 18
        && (!digits.contains(',') || is_grouped(digits));
    match (plain.parse::<f64>(), factor) {
        (Ok(n), Some(factor)) if well_formed => Ok(times(n, factor, &plain)),
        _ => Err(format!(
            "`{}` is no {}",
            clean(&shorten(text, 40)),
            form(unit)
        )),
    }
}

/// True for `1,234,567` and `1,234.5`: one to three digits, then groups of three.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or(digits);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && groups.all(|g| g.len() == 3)
        && whole.bytes().all(|b| b.is_ascii_digit() || b == b',')
        && digits.matches(',').count() == whole.matches(',').count()
}

/// `n * factor`, without the rounding that `5.4825 * 1e6` would bring: decimals are moved as digits.
fn times(n: f64, factor: f64, digits: &str) -> f64 {
    let shift = match factor {
        1e9 => 9,
        1e6 => 6,
        1e3 => 3,
        _ => return n * factor,
    };
    format!("{digits}e{shift}").parse().unwrap_or(n * factor)
}

/// What a number of a unit looks like, for messages.
const fn form(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "number of people; write 709, 500k or 1.5M",
        Unit::Days => "number of days; write 60, 60d or 8w",
        Unit::Months => "number of months; write 12 or 12mo",
        Unit::Dollars => "amount in US dollars; write 250000, 250k or 5M",
        Unit::Score => "score; write 4 or 4.5",
    }
}

/// Writes a number so that it reads back the same: the largest suffix that divides it evenly.
#[must_use]
pub fn number_text(n: f64, unit: Unit) -> String {
    match unit {
        Unit::Days => format!("{n}d"),
        Unit::People | Unit::Dollars => {
            for (suffix, factor) in [("B", 1e9), ("M", 1e6), ("k", 1e3)] {
                // Up to two decimals stay readable; more are written out.
                let scaled = n / factor;
                if n >= factor && (scaled * 100.0).fract() == 0.0 {
                    return format!("{scaled}{suffix}");
                }
            }
            n.to_string()
        }
        Unit::Months | Unit::Score => n.to_string(),
    }
}

/// The ends of a range of days as numbers.
#[must_use]
pub fn day_ends(days: DayRange) -> (f64, f64) {
    (f64::from(days.low), f64::from(days.high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_their_units() {
        for (text, unit, want) in [
            ("500k", Unit::People, 500_000.0),
            ("1.5M", Unit::People, 1_500_000.0),
            ("4.452782m", Unit::People, 4_452_782.0),
            ("192_700_000", Unit::People, 192_700_000.0),
            ("192,700,000", Unit::People, 192_700_000.0),
            ("$1,234.5k", Unit::Dollars, 1_234_500.0),
            ("$5.4825M", Unit::Dollars, 5_482_500.0),
            ("90d", Unit::Days, 90.0),
            ("8w", Unit::Days, 56.0),
            ("2y", Unit::Months, 24.0),
        ] {
            assert_eq!(read_number(text, unit), Ok(want), "{text}");
        }
        for (text, unit) in [
            ("", Unit::People),
            ("1.2.3", Unit::People),
            ("12x", Unit::Days),
            ("-4", Unit::People),
            (".", Unit::People),
            ("1e9", Unit::People),
            ("inf", Unit::People),
            ("1000,000", Unit::People),
            ("1,00,000", Unit::People),
            (",000", Unit::People),
            ("1.5,000", Unit::People),
            ("1_0,000", Unit::People),
        ] {
            assert!(read_number(text, unit).is_err(), "{text}");
        }
    }

    #[test]
    fn a_comparison_holds_only_for_the_whole_range() {
        let c = |text: &str| Comparison::read(text, |t| read_number(t, Unit::Days)).unwrap();
        assert!(c(">60").limits().hold(&144.0, &174.0));
        assert!(!c(">150").limits().hold(&144.0, &174.0));
        assert!(!c("<=150").limits().hold(&144.0, &174.0));
        assert!(c("100..174").limits().hold(&144.0, &174.0));
        assert!(!c("160").limits().hold(&144.0, &174.0));
        let d = |text: &str| {
            Comparison::read(text, |t| t.parse::<Date>().map_err(|e| e.to_string())).unwrap()
        };
        let july: Date = "2023-07".parse().unwrap();
        let (low, high) = july.ends();
        assert!(d("2023").limits().hold(&low, &high));
        assert!(d("2023-07").limits().hold(&low, &high));
        assert!(!d("2023-07-14").limits().hold(&low, &high));
        assert!(d(">2023-06").limits().hold(&low, &high));
        assert!(!d(">2023").limits().hold(&low, &high));
        assert!(d("..2023-07").limits().hold(&low, &high));
    }
}
