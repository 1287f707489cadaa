//! Summaries, shares and histograms over plain values, so that they work from columns as well as from
//! records. It must not know what an incident states (that is in `records`), nor what is filtered or drawn.
//!
//! - What is not stated is counted as *missing* and is in no figure. A share is always "n of those that
//!   state it".
//! - Quantiles are of type 7 (Hyndman and Fan 1996): linear between order statistics, as R, NumPy and
//!   spreadsheets compute by default.
//! - A figure known as a range counts by its middle ([`crate::model::DayRange::middle`]).

mod records;

pub use records::{data, largest_amount, monitoring};

use crate::model::{DayRange, Vocabulary};
use std::fmt;

/// The figures of at least one value, in the values' unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// All together.
    pub sum: f64,
    /// The smallest.
    pub min: f64,
    /// A quarter lies below.
    pub q1: f64,
    /// Half lies below.
    pub median: f64,
    /// Three quarters lie below.
    pub q3: f64,
    /// Nine tenths lie below.
    pub p90: f64,
    /// The largest.
    pub max: f64,
}

impl Figures {
    /// The mean of `n` values with this sum.
    #[must_use]
    pub fn mean(&self, n: usize) -> f64 {
        self.sum / (n.max(1) as f64)
    }
}

/// A summary of values some of which are not stated.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Summary {
    /// How many are stated.
    pub n: usize,
    /// How many are not.
    pub missing: usize,
    /// The figures; `None` when nothing is stated.
    pub figures: Option<Figures>,
}

impl Summary {
    /// Summarises values; `None` is one that is not stated. NaN counts as not stated.
    ///
    /// Cost: one sort of what is stated.
    pub fn of(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let mut missing = 0;
        let mut stated = Vec::new();
        for value in values {
            match value {
                Some(v) if !v.is_nan() => stated.push(v),
                _ => missing += 1,
            }
        }
        stated.sort_unstable_by(f64::total_cmp);
        let at = |p| quantile(&stated, p);
        let figures = (|| {
            Some(Figures {
                sum: stated.iter().sum(),
                min: *stated.first()?,
                q1: at(0.25)?,
                median: at(0.5)?,
                q3: at(0.75)?,
                p90: at(0.9)?,
                max: *stated.last()?,
            })
        })();
        Self {
            n: stated.len(),
            missing,
            figures,
        }
    }

    /// The same for days, each range by its middle.
    pub fn of_days(values: impl IntoIterator<Item = Option<DayRange>>) -> Self {
        Self::of(values.into_iter().map(|v| v.map(DayRange::middle)))
    }

    /// The same for whole numbers (people, dollars, months); exact up to 2^53.
    pub fn of_counts(values: impl IntoIterator<Item = Option<u64>>) -> Self {
        Self::of(values.into_iter().map(|v| v.map(|n| n as f64)))
    }

    /// The median, when anything is stated.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.figures.map(|f| f.median)
    }
}

/// The type 7 quantile of sorted values, `p` from 0 to 1; `None` when there are none.
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let h = last as f64 * p.clamp(0.0, 1.0);
    // h lies between 0 and `last`, so that the cast only cuts the fraction off.
    let below = h.floor() as usize;
    let low = *sorted.get(below)?;
    let high = *sorted.get((below + 1).min(last))?;
    Some((h - h.floor()).mul_add(high - low, low))
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those for which it holds.
    pub n: usize,
    /// Those that state anything about it.
    pub of: usize,
}

impl Share {
    /// Counts; `None` is one that states nothing.
    pub fn count(values: impl IntoIterator<Item = Option<bool>>) -> Self {
        let mut out = Self::default();
        for holds in values.into_iter().flatten() {
            out.of += 1;
            out.n += usize::from(holds);
        }
        out
    }

    /// From 0 to 1; `None` when nobody states anything.
    #[must_use]
    pub fn fraction(self) -> Option<f64> {
        (self.of > 0).then(|| self.n as f64 / self.of as f64)
    }

    /// From 0 to 100, rounded to the nearest; `None` when nobody states anything.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        // At most 100, so that the cast cuts nothing off.
        self.fraction().map(|f| (f * 100.0).round() as u32)
    }
}

/// `39 of 150 (26 %)`, or `–` when nobody states anything.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percent() {
            Some(percent) => f.pad(&format!("{} of {} ({percent} %)", self.n, self.of)),
            None => f.pad("–"),
        }
    }
}

/// How many sets of words hold each word, in vocabulary order; `None` is a record that states nothing about
/// such words.
pub fn shares<V: Vocabulary>(sets: impl IntoIterator<Item = Option<u64>>) -> Vec<(V, Share)> {
    let mut counts = vec![0usize; V::ALL.len()];
    let mut of = 0;
    for mut set in sets.into_iter().flatten() {
        of += 1;
        while set != 0 {
            if let Some(count) = counts.get_mut(set.trailing_zeros() as usize) {
                *count += 1;
            }
            set &= set - 1;
        }
    }
    V::ALL
        .iter()
        .zip(counts)
        .map(|(word, n)| (*word, Share { n, of }))
        .collect()
}

/// One bar of a histogram: values from `from` up to, but not including, `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The lower edge, included.
    pub from: f64,
    /// The upper edge, excluded; infinite in the last bin of [`histogram`].
    pub to: f64,
    /// How many values.
    pub n: usize,
}

/// Edges for days: a day, a week, months as the laws count them, half years.
pub const DAY_EDGES: &[f64] = &[0.0, 1.0, 8.0, 31.0, 61.0, 91.0, 121.0, 181.0, 366.0, 731.0];

/// Counts values between ascending edges; the last bin is open upwards. Values below the first edge are
/// counted in no bin, and so are those that are not stated.
#[must_use]
pub fn histogram(values: impl IntoIterator<Item = Option<f64>>, edges: &[f64]) -> Vec<Bin> {
    let uppers = edges.iter().skip(1).copied().chain([f64::INFINITY]);
    let mut bins: Vec<Bin> = edges
        .iter()
        .zip(uppers)
        .map(|(from, to)| Bin {
            from: *from,
            to,
            n: 0,
        })
        .collect();
    for value in values.into_iter().flatten() {
        let above = edges.partition_point(|edge| *edge <= value);
        if let Some(bin) = above.checked_sub(1).and_then(|i| bins.get_mut(i)) {
            bin.n += 1;
        }
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::Method;

    fn summary(values: &[f64]) -> Figures {
        Summary::of(values.iter().map(|v| Some(*v)))
            .figures
            .unwrap()
    }

    #[test]
    fn quantiles_are_those_of_type_7() {
        // As R's quantile(x): 1 to 4 give 1.75, 2.5, 3.25, and 3.7 at 90 %.
        let f = summary(&[4.0, 1.0, 3.0, 2.0]);
        assert_eq!((f.q1, f.median, f.q3), (1.75, 2.5, 3.25));
        assert!((f.p90 - 3.7).abs() < 1e-12);
        assert_eq!((f.min, f.max, f.sum, f.mean(4)), (1.0, 4.0, 10.0, 2.5));
        // 15, 20, 35, 40, 50: order statistics at 1, 2, 3; 40 + 0.6 x 10 at 90 %.
        let f = summary(&[15.0, 20.0, 35.0, 40.0, 50.0]);
        assert_eq!((f.q1, f.median, f.q3), (20.0, 35.0, 40.0));
        assert!((f.p90 - 46.0).abs() < 1e-12);
        let one = summary(&[7.0]);
        assert_eq!((one.q1, one.p90), (7.0, 7.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn what_is_not_stated_is_in_no_figure() {
        let s = Summary::of([Some(1.0), None, Some(f64::NAN), Some(3.0)]);
        assert_eq!((s.n, s.missing, s.median()), (2, 2, Some(2.0)));
        let none = Summary::of([None, None]);
        assert_eq!((none.n, none.missing, none.figures), (0, 2, None));
        // Ranges count by their middle: 144 to 174 is 159.
        let days = Summary::of_days([
            Some(DayRange {
                low: 144,
                high: 174,
            }),
            Some(DayRange::exact(56)),
            None,
        ]);
        assert_eq!((days.n, days.missing, days.median()), (2, 1, Some(107.5)));
    }

    #[test]
    fn shares_name_their_denominator() {
        let s = Share::count([Some(true), Some(false), None, Some(true)]);
        assert_eq!(s.to_string(), "2 of 3 (67 %)");
        assert_eq!(Share::default().to_string(), "–");
        assert_eq!(Share::default().fraction(), None);
        let sets = [
            Some(Method::Ransomware.bit() | Method::Phishing.bit()),
            None,
            Some(Method::Phishing.bit()),
        ];
        let all = shares::<Method>(sets);
        let of = |m: Method| all.iter().find(|(w, _)| *w == m).unwrap().1;
        assert_eq!((of(Method::Phishing).n, of(Method::Ransomware).n), (2, 1));
        assert!(all.iter().all(|(_, s)| s.of == 2));
    }

    #[test]
    fn a_histogram_has_open_ends() {
        let values = [0.0, 0.5, 1.0, 7.0, 8.0, 1000.0, -1.0].map(Some);
        let bins = histogram(values.into_iter().chain([None]), &[0.0, 1.0, 8.0]);
        let n: Vec<usize> = bins.iter().map(|b| b.n).collect();
        assert_eq!(n, [2, 2, 2]);
        assert_eq!((bins[0].from, bins[0].to), (0.0, 1.0));
        assert!(bins[2].to.is_infinite());
        assert!(histogram([Some(1.0)], &[]).is_empty());
        assert!(DAY_EDGES.is_sorted());
    }
}
