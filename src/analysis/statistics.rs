//! Summaries, shares and histograms over plain values, so that they work from columns as well as from
//! records; and what peers did. It must not know what is filtered or drawn.
//!
//! - What is not stated is counted as *missing* and is in no figure. A share is always "n of those that
//!   state it".
//! - Quantiles are of type 7 (Hyndman and Fan 1996): linear between order statistics, as R, NumPy and
//!   spreadsheets compute by default.
//! - A figure known as a range counts by its middle ([`crate::model::DayRange::middle`]).

use super::intervals::Interval;
use crate::model::{
    DayRange, Incident,
    vocabulary::{
        ConsequenceKind, DataType, ExposureStatus, Measure, MeasureStatus, Tier, Vocabulary,
    },
};
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

/// How many sets of words hold one word; `None` is a record that states nothing about such words.
pub fn share_of<V: Vocabulary>(sets: impl IntoIterator<Item = Option<u64>>, word: V) -> Share {
    Share::count(sets.into_iter().map(|s| s.map(|s| s & word.bit() != 0)))
}

/// The same for every word at once, in vocabulary order.
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

/// Edges for people and dollars: powers of ten.
pub const COUNT_EDGES: &[f64] = &[0.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

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

/// The measures that were taken or offered; `None` when the record states nothing of a response.
#[must_use]
pub fn measures(incident: &Incident) -> Option<u64> {
    (!incident.response.is_empty()).then(|| {
        incident
            .response
            .iter()
            .filter(|m| m.status != MeasureStatus::Refused)
            .fold(0, |set, m| set | m.measure.bit())
    })
}

/// The data that was or may have been exposed; `None` when the record states nothing of data.
#[must_use]
pub fn data(incident: &Incident) -> Option<u64> {
    (!incident.exposed.is_empty()).then(|| {
        incident
            .exposed
            .iter()
            .filter(|e| e.status != ExposureStatus::NotExposed)
            .fold(0, |set, e| set | e.data.bit())
    })
}

/// Months of the longest credit monitoring or identity protection that was offered.
#[must_use]
pub fn monitoring(incident: &Incident) -> Option<u32> {
    incident
        .response
        .iter()
        .filter(|m| {
            matches!(
                m.measure,
                Measure::CreditMonitoring | Measure::IdentityProtection
            )
        })
        .filter_map(|m| m.months)
        .max()
}

/// The largest amount of US dollars of a kind of consequence.
#[must_use]
pub fn largest_amount(incident: &Incident, kinds: &[ConsequenceKind]) -> Option<u64> {
    incident
        .consequences
        .iter()
        .filter(|c| kinds.contains(&c.kind))
        .filter_map(|c| c.amount_usd)
        .max()
}

/// Of the incidents that state any response, those that took or offered a measure.
pub fn measure_share<'a>(
    incidents: impl IntoIterator<Item = &'a Incident>,
    measure: Measure,
) -> Share {
    share_of(incidents.into_iter().map(measures), measure)
}

/// Of the incidents that state anything about data, those in which this was or may have been exposed.
pub fn data_share<'a>(incidents: impl IntoIterator<Item = &'a Incident>, word: DataType) -> Share {
    share_of(incidents.into_iter().map(data), word)
}

/// What a group of incidents did and went through, to compare one of them with.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    /// How many incidents.
    pub incidents: usize,
    /// People affected.
    pub people: Summary,
    /// Every measure: taken or offered, of those that state any response.
    pub measures: Vec<(Measure, Share)>,
    /// Every data type: exposed or possibly, of those that state anything about data.
    pub data: Vec<(DataType, Share)>,
    /// Every tier, of those that state one.
    pub tiers: Vec<(Tier, Share)>,
    /// Every interval, in days.
    pub intervals: Vec<(Interval, Summary)>,
    /// Months of the longest monitoring offer.
    pub monitoring: Summary,
    /// Ransom: paid, refused; the rest do not say.
    pub ransom: (usize, usize),
}

/// Summarises a group.
#[must_use]
pub fn peers(group: &[&Incident]) -> Peers {
    let each = || group.iter().copied();
    let ransom = |refused: bool| {
        each()
            .filter(|i| {
                i.response.iter().any(|m| {
                    m.measure == Measure::RansomPayment
                        && (m.status == MeasureStatus::Refused) == refused
                })
            })
            .count()
    };
    Peers {
        incidents: group.len(),
        people: Summary::of_counts(each().map(|i| i.affected.count)),
        measures: shares(each().map(measures)),
        data: shares(each().map(data)),
        tiers: shares(each().map(|i| i.system.tier.map(Vocabulary::bit))),
        intervals: Interval::ALL
            .iter()
            .map(|i| (*i, Summary::of_days(each().map(|r| i.days(r)))))
            .collect(),
        monitoring: Summary::of_counts(each().map(|i| monitoring(i).map(u64::from))),
        ransom: (ransom(false), ransom(true)),
    }
}

impl Peers {
    /// The share that took or offered a measure.
    #[must_use]
    pub fn measure(&self, measure: Measure) -> Share {
        find(&self.measures, measure)
    }

    /// The share in which a data type was or may have been exposed.
    #[must_use]
    pub fn data(&self, word: DataType) -> Share {
        find(&self.data, word)
    }

    /// The share with a tier.
    #[must_use]
    pub fn tier(&self, tier: Tier) -> Share {
        find(&self.tiers, tier)
    }

    /// The days of an interval.
    #[must_use]
    pub fn interval(&self, interval: Interval) -> Summary {
        find(&self.intervals, interval)
    }
}

fn find<K: PartialEq + Copy, T: Copy + Default>(list: &[(K, T)], key: K) -> T {
    list.iter()
        .find(|(k, _)| *k == key)
        .map_or_else(T::default, |(_, t)| *t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{bundled, reader};
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
        assert!(
            all.iter()
                .all(|(w, s)| s.of == 2 && *s == share_of(sets, *w))
        );
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
        for edges in [DAY_EDGES, COUNT_EDGES] {
            assert!(edges.is_sorted());
        }
    }

    fn records() -> Vec<Incident> {
        reader::read("bundled", bundled::INCIDENTS.as_bytes())
            .records
            .into_iter()
            .map(|r| r.incident)
            .collect()
    }

    #[test]
    fn monitoring_is_the_longest_offer() {
        let all = records();
        let of = |id: &str| monitoring(all.iter().find(|i| i.id == id).unwrap());
        assert_eq!(of("healthec-2023"), Some(12));
        assert_eq!(of("change-healthcare-2024"), Some(24));
        assert_eq!(of("kettering-health-2025"), None);
    }

    /// The expected figures come from an independent script over the JSON files.
    #[test]
    fn peers_of_the_bundled_records() {
        let all = records();
        let p = peers(&all.iter().collect::<Vec<_>>());
        assert_eq!(p.incidents, 179);
        let letters = p.interval(Interval::Notify);
        assert_eq!((letters.n, letters.missing), (122, 57));
        let f = letters.figures.unwrap();
        assert_eq!(
            (f.min, f.q1, f.median, f.q3, f.max),
            (1.0, 46.25, 74.5, 136.625, 564.0)
        );
        assert!((f.p90 - 212.5).abs() < 1e-9 && (f.sum - 12_790.5).abs() < 1e-9);
        let people = p.people.figures.unwrap();
        assert_eq!((p.people.n, p.people.missing), (161, 18));
        assert_eq!(
            (people.sum, people.median, people.p90),
            (913_140_650.0, 1_723_375.0, 9_300_000.0)
        );
        assert_eq!(
            p.measure(Measure::CreditMonitoring),
            Share { n: 91, of: 179 }
        );
        assert_eq!(p.data(DataType::Ssn), Share { n: 122, of: 178 });
        assert_eq!(p.tier(Tier::Auxiliary).to_string(), "47 of 179 (26 %)");
        assert_eq!((p.monitoring.n, p.monitoring.median()), (75, Some(24.0)));
        assert_eq!(p.ransom, (10, 18));
        assert_eq!(
            measure_share(&all, Measure::CreditMonitoring),
            p.measure(Measure::CreditMonitoring)
        );
        assert_eq!(data_share(&all, DataType::Ssn), p.data(DataType::Ssn));
    }
}
