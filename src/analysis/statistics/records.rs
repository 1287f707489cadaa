//! What a record states as a set of words or as one figure, and what a group of records did. It must not
//! know how values are summed up.

use super::{Share, Summary, share_of, shares};
use crate::{
    analysis::intervals::Interval,
    model::{
        Incident,
        vocabulary::{
            ConsequenceKind, DataType, ExposureStatus, Measure, MeasureStatus, Tier, Vocabulary,
        },
    },
};

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
