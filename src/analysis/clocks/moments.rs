//! Finds the dated events and measures that a rule speaks of. It must not know the limit.

use super::{End, Moment, Rule};
use crate::model::{
    DayRange, Incident,
    text::fold,
    vocabulary::{EventKind, Measure, MeasureStatus, Vocabulary},
};

/// Which end of a clock.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Start,
    End,
}

/// Rules whose `note` replaces one end by the report to HHS: the dated `hhs_ocr_report`, or, without
/// one, a `regulator_notified` event whose note names HHS or OCR.
const REPORT_TO_HHS: &[(&str, Side)] = &[
    ("hipaa-hhs-60", Side::End),
    ("ny-ag-hipaa-5bd", Side::Start),
];
const NAMES_OF_HHS: &[&str] = &["HHS", "OCR"];

/// The events of one kind.
pub(super) fn events<'a>(
    incident: &'a Incident,
    kind: EventKind,
) -> impl Iterator<Item = Moment<'a>> {
    incident.events(kind).map(move |e| Moment {
        what: kind.label(),
        date: e.date,
        days: e.date.days(),
        note: e.note.as_deref(),
        source: e.source.as_deref(),
    })
}

fn measures<'a>(incident: &'a Incident, measure: Measure) -> impl Iterator<Item = Moment<'a>> {
    incident
        .response
        .iter()
        .filter(move |m| m.measure == measure && m.status != MeasureStatus::Refused)
        .filter_map(move |m| {
            m.date.map(|date| Moment {
                what: measure.label(),
                date,
                days: date.days(),
                note: m.note.as_deref(),
                source: m.source.as_deref(),
            })
        })
}

fn is_report_to_hhs(rule: &Rule, side: Side) -> bool {
    REPORT_TO_HHS
        .iter()
        .any(|(id, s)| *id == rule.id.as_str() && *s == side)
}

/// The dated report to HHS, or what the notes let stand for it.
fn report_to_hhs(incident: &Incident) -> Vec<Moment<'_>> {
    let reports: Vec<_> = measures(incident, Measure::HhsOcrReport).collect();
    if !reports.is_empty() {
        return reports;
    }
    events(incident, EventKind::RegulatorNotified)
        .filter(|m| NAMES_OF_HHS.iter().any(|name| names(m.note, name)))
        .collect()
}

/// Everything that can have started the clock of a rule.
pub(super) fn starts<'a>(incident: &'a Incident, rule: &Rule) -> Vec<Moment<'a>> {
    if is_report_to_hhs(rule, Side::Start) {
        return report_to_hhs(incident);
    }
    events(incident, rule.starts).collect()
}

/// Everything that can have ended it.
pub(super) fn ends<'a>(incident: &'a Incident, rule: &Rule) -> Vec<Moment<'a>> {
    if is_report_to_hhs(rule, Side::End) {
        return report_to_hhs(incident);
    }
    let mut all: Vec<_> = match rule.ends {
        End::Event(kind) => events(incident, kind).collect(),
        End::Measure(measure) => measures(incident, measure).collect(),
    };
    if !rule.ends_names.is_empty() {
        all.retain(|m| rule.ends_names.iter().any(|name| names(m.note, name)));
    }
    all
}

/// True when a note has the name as whole words; case and accents aside.
fn names(note: Option<&str>, name: &str) -> bool {
    let (Some(note), name) = (note.map(fold), fold(name)) else {
        return false;
    };
    note.match_indices(&name).any(|(at, found)| {
        let before = note.get(..at).and_then(|s| s.chars().next_back());
        let after = note.get(at + found.len()..).and_then(|s| s.chars().next());
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

/// The first of several: at the earliest on the first of their first days, at the latest on the first
/// of their last days.
pub(super) fn first(all: Vec<Moment<'_>>) -> Option<Moment<'_>> {
    let high = all.iter().map(|m| m.days.high).min()?;
    let moment = all.into_iter().min_by_key(|m| m.date)?;
    let days = DayRange {
        high,
        ..moment.days
    };
    Some(Moment { days, ..moment })
}

/// The last of several, likewise.
pub(super) fn last<'a>(all: impl Iterator<Item = Moment<'a>>) -> Option<Moment<'a>> {
    let all: Vec<_> = all.collect();
    let low = all.iter().map(|m| m.days.low).max()?;
    let moment = all.into_iter().max_by_key(|m| (m.days.high, m.days.low))?;
    let days = DayRange { low, ..moment.days };
    Some(Moment { days, ..moment })
}

/// A discovery after the first detection that the organization states: another `detected`, or the date
/// of discovery given in a filing, which records hold as a `scope_confirmed` whose note says so.
pub(super) fn later_discovery(incident: &Incident, first: DayRange) -> Option<Moment<'_>> {
    let stated = events(incident, EventKind::ScopeConfirmed)
        .filter(|m| names(m.note, "discovery") || names(m.note, "discovered"));
    last(
        events(incident, EventKind::Detected)
            .chain(stated)
            .filter(|m| m.days.low > first.high),
    )
}
