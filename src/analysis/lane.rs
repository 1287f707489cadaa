//! One incident on a time axis: a bar for the time in which the data was open, the silence until people
//! were told, and a mark for everything else that is dated. It must not know how an axis is drawn.
//!
//! - The *bar* runs from the start ([`intervals::start`]) to containment; if that is not stated or lies
//!   surely before the start, to the latest end of the intrusion or exposure; else its end is open.
//! - The *silence* runs from the start, or detection if there is no start, to the first letters; if none
//!   are stated, to the day it became known otherwise ([`intervals::known`]).

use super::intervals;
use crate::model::{
    Date, DayRange, Incident,
    date::DayNumber,
    vocabulary::{ConsequenceKind, EventKind, Vocabulary},
};

/// What a mark stands for, the one to be seen first where several fall together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// Letters to the people concerned.
    Letters,
    /// Somebody noticed.
    Detected,
    /// It was clear whose data and which.
    Scope,
    /// A settlement or penalty.
    Settlement,
    /// The count of people was put right.
    Revision,
    /// Any other event.
    Other,
    /// An end of the bar, which shows itself.
    Edge,
}

/// Something dated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark<'a> {
    /// What it stands for.
    pub kind: MarkKind,
    /// When.
    pub date: Date,
    /// As people read it: the label of the event or consequence.
    pub what: &'static str,
    /// People, for a count put right.
    pub people: Option<u64>,
    /// US dollars, for a settlement or penalty.
    pub dollars: Option<u64>,
    /// In our own words.
    pub note: Option<&'a str>,
}

/// The time in which the data was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// When it started.
    pub start: Date,
    /// When it ended; `None` when that is not stated.
    pub end: Option<Date>,
    /// With an open end: the day until which it may have gone on, as far as is known.
    pub until: Option<Date>,
}

/// One incident's lane.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lane<'a> {
    /// The time in which the data was open, if its start is stated.
    pub bar: Option<Bar>,
    /// First and last day until people were told.
    pub silence: Option<(DayNumber, DayNumber)>,
    /// Everything dated, by date.
    pub marks: Vec<Mark<'a>>,
}

/// Consequences that are an amount agreed or imposed.
const SETTLED: &[ConsequenceKind] = &[
    ConsequenceKind::ClassSettlement,
    ConsequenceKind::OcrSettlement,
    ConsequenceKind::OcrPenalty,
    ConsequenceKind::StateSettlement,
    ConsequenceKind::StatePenalty,
    ConsequenceKind::FtcOrder,
    ConsequenceKind::ForeignPenalty,
];

const fn kind_of(event: EventKind) -> MarkKind {
    match event {
        EventKind::IntrusionStart
        | EventKind::IntrusionEnd
        | EventKind::ExposureStart
        | EventKind::ExposureEnd
        | EventKind::Contained => MarkKind::Edge,
        EventKind::Detected => MarkKind::Detected,
        EventKind::ScopeConfirmed => MarkKind::Scope,
        EventKind::IndividualsNotified => MarkKind::Letters,
        EventKind::CountRevised => MarkKind::Revision,
        EventKind::Settlement | EventKind::Penalty => MarkKind::Settlement,
        _ => MarkKind::Other,
    }
}

impl<'a> Lane<'a> {
    /// The lane of a record; empty when nothing in it is dated.
    #[must_use]
    pub fn of(incident: &'a Incident) -> Self {
        let mut marks = marks(incident);
        marks.sort_by_key(|m| (m.date, m.kind));
        let bar = bar(incident);
        let told = intervals::earliest(incident, &[EventKind::IndividualsNotified])
            .or_else(|| intervals::known(incident));
        let from = bar
            .map(|b| b.start)
            .or_else(|| intervals::earliest(incident, &[EventKind::Detected]));
        let silence = from
            .zip(told)
            .map(|(from, told)| (from.first_day(), told.last_day()))
            .filter(|(from, told)| from <= told);
        Self {
            bar,
            silence,
            marks,
        }
    }

    /// The first and last day that anything on it can mean.
    #[must_use]
    pub fn span(&self) -> Option<DayRange> {
        span_of(self.marks.iter().map(|m| m.date))
    }
}

/// The first and last day on a record's lane, without building it.
#[must_use]
pub fn span(incident: &Incident) -> Option<DayRange> {
    span_of(
        incident
            .timeline
            .iter()
            .map(|e| e.date)
            .chain(incident.affected.revisions.iter().map(|r| r.date))
            .chain(settled(incident).map(|(date, _)| date)),
    )
}

fn span_of(dates: impl Iterator<Item = Date>) -> Option<DayRange> {
    dates.map(Date::days).reduce(|a, b| DayRange {
        low: a.low.min(b.low),
        high: a.high.max(b.high),
    })
}

fn settled(
    incident: &Incident,
) -> impl Iterator<Item = (Date, &crate::model::incident::Consequence)> {
    incident
        .consequences
        .iter()
        .filter(|c| SETTLED.contains(&c.kind))
        .filter_map(|c| c.date.map(|date| (date, c)))
}

fn bar(incident: &Incident) -> Option<Bar> {
    let start = intervals::start(incident)?;
    let possible = |end: &Date| end.last_day() >= start.first_day();
    let end = intervals::earliest(incident, &[EventKind::Contained])
        .filter(possible)
        .or_else(|| {
            let ends = [EventKind::IntrusionEnd, EventKind::ExposureEnd];
            let all = incident.timeline.iter().filter(|e| ends.contains(&e.kind));
            all.map(|e| e.date).max_by_key(|d| d.last_day())
        })
        .filter(possible);
    let until = intervals::earliest(incident, &[EventKind::Detected])
        .or_else(|| intervals::known(incident))
        .filter(|_| end.is_none())
        .filter(possible);
    Some(Bar { start, end, until })
}

fn marks(incident: &Incident) -> Vec<Mark<'_>> {
    let mut marks: Vec<Mark> = incident
        .timeline
        .iter()
        .map(|e| Mark {
            kind: kind_of(e.kind),
            date: e.date,
            what: e.kind.label(),
            people: None,
            dollars: None,
            note: e.note.as_deref(),
        })
        .collect();
    // What the record says twice, as an event and as a figure, is one mark with both.
    for revision in &incident.affected.revisions {
        match marks
            .iter_mut()
            .find(|m| m.kind == MarkKind::Revision && m.date == revision.date)
        {
            Some(mark) => mark.people = Some(revision.count),
            None => marks.push(Mark {
                kind: MarkKind::Revision,
                date: revision.date,
                what: "count published",
                people: Some(revision.count),
                dollars: None,
                note: None,
            }),
        }
    }
    for (date, consequence) in settled(incident) {
        match marks
            .iter_mut()
            .find(|m| m.kind == MarkKind::Settlement && m.date == date && m.dollars.is_none())
        {
            Some(mark) => {
                mark.dollars = consequence.amount_usd;
                mark.what = consequence.kind.label();
            }
            None => marks.push(Mark {
                kind: MarkKind::Settlement,
                date,
                what: consequence.kind.label(),
                people: None,
                dollars: consequence.amount_usd,
                note: consequence.note.as_deref(),
            }),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::bundled::incidents;

    #[test]
    fn a_lane_has_its_bar_its_silence_and_its_marks() {
        let all = incidents();
        let healthec = all.iter().find(|r| r.id == "healthec-2023").unwrap();
        let lane = Lane::of(healthec);
        let bar = lane.bar.unwrap();
        assert_eq!(
            (bar.start.to_string(), bar.end.unwrap().to_string()),
            ("2023-07-14".to_owned(), "2023-07-23".to_owned())
        );
        // 2023-07-14 and 2023-12-22 as day numbers.
        assert_eq!(lane.silence, Some((19_552, 19_713)));
        assert!(lane.marks.iter().any(|m| m.kind == MarkKind::Letters));
        let settlement = lane
            .marks
            .iter()
            .find(|m| m.kind == MarkKind::Settlement && m.dollars.is_some())
            .unwrap();
        assert_eq!(settlement.dollars, Some(5_482_500));
    }

    #[test]
    fn an_open_end_reaches_to_where_it_was_noticed() {
        let mut r = incidents()
            .into_iter()
            .find(|r| r.id == "hims-hers-2026")
            .unwrap();
        r.timeline.retain(|e| e.kind != EventKind::IntrusionEnd);
        let bar = Lane::of(&r).bar.unwrap();
        assert_eq!(bar.end, None);
        assert_eq!(bar.until.unwrap().to_string(), "2026-02-05");
    }

    #[test]
    fn the_span_without_the_lane_is_that_of_the_lane() {
        for r in incidents() {
            assert_eq!(span(&r), Lane::of(&r).span(), "{}", r.id);
        }
        assert_eq!(Lane::of(&Incident::default()), Lane::default());
    }
}
