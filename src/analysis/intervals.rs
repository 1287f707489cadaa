//! When an incident began and became known, and the days between its events.
//!
//! - *Start*: the earliest intrusion start, exposure start or missing device; if there is none, the
//!   earliest copying of data or encryption.
//! - *Began*: the start; if there is none, detection; if there is none, the first event. The filing of an
//!   imported row is none of them: where a list has no other date, when it began is not stated.
//! - *Known*: the earliest public disclosure, notice to people, regulators or clients, or claim by an actor.
//!
//! Of several events of one kind the earliest counts. Between coarse dates an interval is a range, by one
//! rule for all of them: each of its two dates may be any day of its month or year, the interval is not
//! negative, and no other date of the record narrows it. Narrowing would take an order for granted that
//! records need not keep: a start may be the encryption that was seen coming, and a vendor's clients have
//! been told before the vendor's own detection. So the parts of a range need not add up with a whole that
//! is known to the day (144–174 d beside 161 d), and a range is never narrower than what is certain.
//! Clocks count by the same rule; of several events of one kind they also know that the first was no later
//! than any of them.

use crate::model::{
    Date, DayRange, Incident,
    incident::Event,
    vocabulary::{EventKind, Vocabulary, vocabulary},
};

/// The rule for ranges, as a remark beside figures.
pub const RANGES: &str = "A range counts every day that its own two dates can mean, from 0 on; no other date of the record narrows it.";

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

/// When it began: the start, else detection, else the first event. `None` where that is only the filing of
/// an imported row, see [`beginning`].
#[must_use]
pub fn began(incident: &Incident) -> Option<Date> {
    beginning(incident).map(|e| e.date)
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

    /// Every interval, and a clock, by the one rule; each figure worked out by hand.
    #[test]
    fn a_range_is_made_of_its_own_two_dates_alone() {
        let record = |events: &[(&str, &str)]| {
            let events: Vec<String> = events
                .iter()
                .map(|(kind, date)| format!(r#"{{"kind": "{kind}", "date": "{date}"}}"#))
                .collect();
            let text = format!(
                r#"{{"id": "a-1", "organization": "A", "country": "US", "hipaa_role": "healthcare_provider", "timeline": [{}]}}"#,
                events.join(", ")
            );
            serde_json::from_str::<Incident>(&text).unwrap()
        };
        let days = |r: &Incident, i: Interval| i.days(r).map(|d| d.to_string());
        // Detected in July, which has 31 days: letters on 22 December are 144 days after the 31st and 174
        // after the 1st. That it cannot have been seen before it began on the 14th is not used, nor that
        // the way from there to the letters is 161 days.
        let r = record(&[
            ("intrusion_start", "2023-07-14"),
            ("detected", "2023-07"),
            ("individuals_notified", "2023-12-22"),
            ("public_disclosure", "2023-12"),
        ]);
        assert_eq!(days(&r, Interval::Detect).as_deref(), Some("0–17"));
        assert_eq!(days(&r, Interval::Notify).as_deref(), Some("144–174"));
        assert_eq!(days(&r, Interval::Total).as_deref(), Some("161"));
        // Two months: 31 July to 1 December are 123 days, 1 July to 31 December 183.
        assert_eq!(days(&r, Interval::Disclose).as_deref(), Some("123–183"));
        // The clock has the same days, and its limit of 60 the same range: 30 August to 29 September.
        let rules = crate::analysis::clocks::Rules::bundled();
        let clock = crate::analysis::clocks::verdict(&r, rules.get("hipaa-60").unwrap()).unwrap();
        assert_eq!(clock.days, Interval::Notify.days(&r));
        assert_eq!(clock.outcome.to_string(), "late by 84–114 days");
        // A notice in the same month narrows nothing either: 0 to 8 days, counted from the 1st.
        let r = record(&[
            ("detected", "2026-04"),
            ("public_disclosure", "2026-04-09"),
            ("individuals_notified", "2026-06-01"),
        ]);
        assert_eq!(days(&r, Interval::Disclose).as_deref(), Some("0–8"));
        assert_eq!(days(&r, Interval::Notify).as_deref(), Some("32–61"));
    }

    /// Why an order may not be taken for granted: records that their sources date otherwise.
    #[test]
    fn events_need_not_come_in_the_usual_order() {
        let records = reader::read("bundled", bundled::INCIDENTS.as_bytes()).records;
        let odd: Vec<&str> = records
            .iter()
            .map(|r| &r.incident)
            .filter(|r| {
                Interval::ALL.iter().any(|i| {
                    let (from, to) = i.ends(r);
                    from.zip(to).is_some_and(|(a, b)| a.until(b).is_none())
                })
            })
            .map(|r| r.id.as_str())
            .collect();
        assert_eq!(
            odd,
            [
                "boston-childrens-health-physicians-2024",
                "minnesota-dhs-2025"
            ]
        );
    }
}
