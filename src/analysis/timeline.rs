//! One incident's events in order, each with its days from day 0, the gaps between them, and the number
//! of its source. The Timeline tab, the Compare screen and the `timeline` command draw this one
//! structure. It must not know how.
//!
//! - *Day 0* is detection when that is known to the day; else the start when that is known to the day;
//!   else the earliest detection or start as far as it is known; else the first event.
//! - An *offset* is a range wherever either date is coarse, and negative before day 0.
//! - A *gap* is only given between two dates that are known to the day.

use super::intervals;
use crate::model::{Date, DayRange, Incident, Precision, vocabulary::EventKind};

/// What day 0 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroKind {
    /// The organization, or its vendor, first noticed.
    Detection,
    /// The intrusion or exposure started.
    Start,
    /// Neither is stated: the first event.
    FirstEvent,
}

impl ZeroKind {
    /// As people read it: "days from …".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Detection => "detection",
            Self::Start => "start",
            Self::FirstEvent => "the first event",
        }
    }
}

/// Day 0 of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zero {
    /// What it is.
    pub kind: ZeroKind,
    /// When that was.
    pub date: Date,
}

/// An event on the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its position in the record's `timeline`, for note and source.
    pub index: usize,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub date: Date,
    /// Days from day 0; a range when either date is coarse; negative before day 0.
    pub offset: DayRange,
    /// Days since the last earlier date that is known to the day, when this one is too. `None` for the
    /// first such date and for coarse ones.
    pub gap: Option<i32>,
    /// Position of its source in the record's `sources`, from 1 as people count.
    pub source: Option<usize>,
}

/// A record's events in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Day 0.
    pub zero: Zero,
    /// The events in the record's order where that can be true, else by date.
    pub entries: Vec<Entry>,
}

impl Timeline {
    /// The timeline of a record; `None` when it states no event.
    #[must_use]
    pub fn of(incident: &Incident) -> Option<Self> {
        let zero = zero(incident)?;
        let mut order: Vec<usize> = (0..incident.timeline.len()).collect();
        // An editor knows where a coarse date belongs; only an order that cannot be true is mended.
        if !is_possible_order(incident) {
            order.sort_by_key(|i| incident.timeline.get(*i).map(|e| e.date));
        }
        let mut last_exact = None;
        let entries = order
            .into_iter()
            .filter_map(|index| {
                let event = incident.timeline.get(index)?;
                let gap = (event.date.precision() == Precision::Day).then(|| {
                    let day = event.date.first_day();
                    last_exact.replace(day).map(|before| day - before)
                });
                Some(Entry {
                    index,
                    kind: event.kind,
                    date: event.date,
                    offset: offset(zero.date, event.date),
                    gap: gap.flatten(),
                    source: source_number(incident, event.source.as_deref()),
                })
            })
            .collect();
        Some(Self { zero, entries })
    }

    /// The first and last day that any event can mean, from day 0: what an axis must span.
    #[must_use]
    pub fn span(&self) -> DayRange {
        let each = || self.entries.iter().map(|e| e.offset);
        DayRange {
            low: each().map(|o| o.low).min().unwrap_or(0),
            high: each().map(|o| o.high).max().unwrap_or(0),
        }
    }
}

/// True unless an event stands behind one that is surely later.
fn is_possible_order(incident: &Incident) -> bool {
    let mut latest = i32::MIN;
    incident.timeline.iter().all(|e| {
        let possible = e.date.last_day() >= latest;
        latest = latest.max(e.date.first_day());
        possible
    })
}

/// Day 0 of a record; `None` when it states no event.
#[must_use]
pub fn zero(incident: &Incident) -> Option<Zero> {
    let detected = intervals::earliest(incident, &[EventKind::Detected]);
    let candidates = [
        (ZeroKind::Detection, detected),
        (ZeroKind::Start, intervals::start(incident)),
    ];
    let stated = || {
        candidates
            .iter()
            .filter_map(|(kind, date)| date.map(|date| Zero { kind: *kind, date }))
    };
    stated()
        .find(|z| z.date.precision() == Precision::Day)
        .or_else(|| stated().next())
        .or_else(|| {
            Some(Zero {
                kind: ZeroKind::FirstEvent,
                date: incident.timeline.iter().map(|e| e.date).min()?,
            })
        })
}

/// Days from one date to another, negative when the second is earlier; a range when either is coarse.
///
/// Unlike [`Date::until`], which gives an interval that cannot be negative.
#[must_use]
pub fn offset(from: Date, to: Date) -> DayRange {
    let (a, b) = (from.days(), to.days());
    DayRange {
        low: b.low - a.high,
        high: b.high - a.low,
    }
}

/// Position of a source in the record's list, from 1.
#[must_use]
pub fn source_number(incident: &Incident, id: Option<&str>) -> Option<usize> {
    let id = id?;
    incident
        .sources
        .iter()
        .position(|s| s.id.as_str() == id)
        .map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dataset::{bundled, reader},
        model::Vocabulary,
    };

    fn record(id: &str) -> Incident {
        reader::read("bundled", bundled::INCIDENTS.as_bytes())
            .records
            .into_iter()
            .find(|r| r.incident.id == id)
            .unwrap()
            .incident
    }

    fn text(t: &Timeline) -> Vec<String> {
        t.entries
            .iter()
            .map(|e| {
                let gap = e.gap.map(|g| g.to_string()).unwrap_or_default();
                format!("{} {} {} gap {gap}", e.offset, e.date, e.kind.id())
            })
            .collect()
    }

    /// Worked out by hand from the dates in the two records.
    #[test]
    fn offsets_of_the_two_seed_incidents() {
        let hims = Timeline::of(&record("hims-hers-2026")).unwrap();
        assert_eq!(hims.zero.kind, ZeroKind::Detection);
        assert_eq!(
            text(&hims),
            [
                "-1 2026-02-04 intrusion_start gap ",
                "0 2026-02-05 detected gap 1",
                "2 2026-02-07 intrusion_end gap 2",
                "26 2026-03-03 scope_confirmed gap 24",
                "56 2026-04-02 individuals_notified gap 30",
                "56 2026-04-02 public_disclosure gap 0",
                "57 2026-04-03 public_disclosure gap 1",
            ]
        );
        assert_eq!(hims.span(), DayRange { low: -1, high: 57 });
        let healthec = Timeline::of(&record("healthec-2023")).unwrap();
        assert_eq!(
            (healthec.zero.kind, healthec.zero.date.to_string()),
            (ZeroKind::Start, "2023-07-14".to_owned())
        );
        let lines = text(&healthec);
        assert_eq!(
            lines[..3],
            [
                "0 2023-07-14 intrusion_start gap ",
                "9 2023-07-23 intrusion_end gap 9",
                "-13–17 2023-07 detected gap ",
            ]
        );
        assert!(lines.contains(&"161 2023-12-22 individuals_notified gap 1".to_owned()));
    }

    #[test]
    fn an_impossible_order_is_mended() {
        let mut r = record("hims-hers-2026");
        let wanted = Timeline::of(&r).unwrap().entries[0].date;
        r.timeline.reverse();
        let mended = Timeline::of(&r).unwrap();
        assert_eq!(mended.entries[0].date, wanted);
        assert_eq!(mended.entries[0].index, 6);
    }

    #[test]
    fn a_record_without_events_has_no_timeline() {
        assert_eq!(Timeline::of(&Incident::default()), None);
    }
}
