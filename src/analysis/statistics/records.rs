//! What a record states as a set of words or as one figure. It must not know how values are summed up.

use crate::model::{
    Incident,
    vocabulary::{ConsequenceKind, ExposureStatus, Measure, Vocabulary},
};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            intervals::Interval,
            statistics::{Share, Summary, shares},
        },
        dataset::bundled::incidents,
        model::vocabulary::DataType,
    };

    #[test]
    fn monitoring_is_the_longest_offer() {
        let all = incidents();
        let of = |id: &str| monitoring(all.iter().find(|i| i.id == id).unwrap());
        assert_eq!(of("healthec-2023"), Some(12));
        assert_eq!(of("change-healthcare-2024"), Some(24));
        assert_eq!(of("kettering-health-2025"), None);
    }

    /// The expected figures come from an independent script over the JSON files.
    #[test]
    fn figures_of_the_bundled_incidents() {
        let all = incidents();
        let letters = Summary::of_days(all.iter().map(|r| Interval::Notify.days(r)));
        assert_eq!((letters.n, letters.missing), (123, 56));
        let f = letters.figures.unwrap();
        assert_eq!(
            (f.min, f.q1, f.median, f.q3, f.max),
            (1.0, 43.75, 74.0, 136.25, 564.0)
        );
        assert!((f.p90 - 212.0).abs() < 1e-9 && (f.sum - 12_721.5).abs() < 1e-9);
        let people = Summary::of_counts(all.iter().map(|r| r.affected.count));
        let f = people.figures.unwrap();
        assert_eq!((people.n, people.missing), (161, 18));
        assert_eq!(
            (f.sum, f.median, f.p90),
            (913_140_650.0, 1_723_375.0, 9_300_000.0)
        );
        let offers = Summary::of_counts(all.iter().map(|r| monitoring(r).map(u64::from)));
        assert_eq!((offers.n, offers.median()), (75, Some(24.0)));
        let all = shares::<DataType>(all.iter().map(data));
        let ssn = all.iter().find(|(word, _)| *word == DataType::Ssn).unwrap();
        assert_eq!(ssn.1, Share { n: 122, of: 178 });
    }
}
