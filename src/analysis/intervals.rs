//! When an incident began and became known, and the days between its events.
//!
//! - *Start*: the earliest intrusion start, exposure start or missing device; if there is none, the
//!   earliest copying of data or encryption.
//! - *Began*: the start; if there is none, detection; if there is none, the first event.
//! - *Known*: the earliest public disclosure, notice to people, regulators or clients, or claim by an actor.
//!
//! Of several events of one kind the earliest counts. Between coarse dates an interval is a range.

use crate::model::{
    Date, DayRange, Incident,
    incident::Event,
    vocabulary::{EventKind, Vocabulary, vocabulary},
};

vocabulary! {
    /// The intervals that a record may let one compute, in days.
    Interval "interval"
    "" {
        Detect "detect" "start to detected",
        Contain "contain" "detected to contained",
        Scope "scope" "detected to scope confirmed",
        Clients "clients" "detected to clients notified",
        Notify "notify" "detected to individuals notified",
        Disclose "disclose" "detected to public disclosure",
        Total "total" "start to individuals notified",
    }
}

pub(crate) const STARTS: &[EventKind] = &[
    EventKind::IntrusionStart,
    EventKind::ExposureStart,
    EventKind::DeviceMissing,
];
pub(crate) const LATER_STARTS: &[EventKind] =
    &[EventKind::DataCopied, EventKind::EncryptionDeployed];
const DISCLOSURES: &[EventKind] = &[
    EventKind::PublicDisclosure,
    EventKind::IndividualsNotified,
    EventKind::RegulatorNotified,
    EventKind::ClientsNotified,
    EventKind::ActorClaim,
];

/// The date of the earliest event of any of these kinds.
#[must_use]
pub fn earliest(incident: &Incident, kinds: &[EventKind]) -> Option<Date> {
    incident.earliest(kinds).map(|e| e.date)
}

/// When the intrusion or exposure started, as far as stated.
#[must_use]
pub fn start(incident: &Incident) -> Option<Date> {
    earliest(incident, STARTS).or_else(|| earliest(incident, LATER_STARTS))
}

/// When it began: the start, else detection, else the first event.
#[must_use]
pub fn began(incident: &Incident) -> Option<Date> {
    first(incident).map(|e| e.date)
}

/// The event that comes nearest to a beginning.
fn first(incident: &Incident) -> Option<&Event> {
    incident
        .earliest(STARTS)
        .or_else(|| incident.earliest(LATER_STARTS))
        .or_else(|| incident.earliest(&[EventKind::Detected]))
        .or_else(|| incident.timeline.iter().min_by_key(|e| e.date))
}

/// When it became known outside the organization.
#[must_use]
pub fn known(incident: &Incident) -> Option<Date> {
    earliest(incident, DISCLOSURES)
}

/// The event from which [`began`] takes its date, which says whether that is a beginning: where no start
/// is stated it is one by which it had begun. `None` also where that is only the filing of an imported
/// row: a list's own date says nothing of the beginning.
#[must_use]
pub fn beginning(incident: &Incident) -> Option<&Event> {
    let event = first(incident)?;
    let filed = incident.imported.is_some() && event.kind == EventKind::RegulatorNotified;
    (!filed).then_some(event)
}

/// True for an event that is a start: of an intrusion, an exposure, or of what could not be before it.
#[must_use]
pub fn is_start(kind: EventKind) -> bool {
    STARTS.contains(&kind) || LATER_STARTS.contains(&kind)
}

/// The event from which [`known`] takes its date.
#[must_use]
pub fn disclosure(incident: &Incident) -> Option<&Event> {
    incident.earliest(DISCLOSURES)
}

impl Interval {
    /// The two dates between which it runs, as far as stated.
    #[must_use]
    pub fn ends(self, incident: &Incident) -> (Option<Date>, Option<Date>) {
        let at = |kind| earliest(incident, &[kind]);
        let from = match self {
            Self::Detect | Self::Total => start(incident),
            _ => at(EventKind::Detected),
        };
        let to = match self {
            Self::Detect => at(EventKind::Detected),
            Self::Contain => at(EventKind::Contained),
            Self::Scope => at(EventKind::ScopeConfirmed),
            Self::Clients => at(EventKind::ClientsNotified),
            Self::Notify | Self::Total => at(EventKind::IndividualsNotified),
            Self::Disclose => at(EventKind::PublicDisclosure),
        };
        (from, to)
    }

    /// The days, when both ends are stated and not surely the wrong way round.
    #[must_use]
    pub fn days(self, incident: &Incident) -> Option<DayRange> {
        let (from, to) = self.ends(incident);
        from?.until(to?)
    }
}

/// Every interval of an incident, in the order of [`Interval::ALL`].
pub fn all(incident: &Incident) -> impl Iterator<Item = (Interval, Option<DayRange>)> {
    Interval::ALL.iter().map(move |i| (*i, i.days(incident)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{bundled, reader};

    /// Values worked out by hand from the dates in the two records.
    #[test]
    fn intervals_of_the_two_seed_incidents() {
        let records = reader::read("bundled", bundled::INCIDENTS.as_bytes()).records;
        let text = |id: &str| {
            let r = &records
                .iter()
                .find(|r| r.incident.id == id)
                .unwrap()
                .incident;
            all(r)
                .map(|(i, d)| format!("{} {}", i.id(), d.map_or("–".into(), |d| d.to_string())))
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(
            text("hims-hers-2026"),
            "detect 1, contain –, scope 26, clients –, notify 56, disclose 56, total 57"
        );
        assert_eq!(
            text("healthec-2023"),
            "detect 0–17, contain –, scope 85–115, clients 87–117, notify 144–174, disclose 144–174, total 161"
        );
    }
}
