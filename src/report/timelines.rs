//! One incident's timeline as a table and as JSON. It must not know which incidents are asked for.

use super::{
    doc::Block,
    human,
    table::{Head, Table},
    verdicts, words,
};
use crate::{
    analysis::timeline::Timeline,
    model::{Incident, Precision, Vocabulary},
};
use serde_json::{Value, json};

/// Gaps shorter than this many days are not worth a line of their own.
const GAP_SHOWN: i32 = 14;

/// What the days count from, as a sentence; empty without events.
#[must_use]
pub fn zero_text(timeline: &Timeline) -> String {
    format!(
        "days from {} ({})",
        timeline.zero.kind.label(),
        timeline.zero.date
    )
}

/// The events as a table: day, date, event, note, source.
#[must_use]
pub fn table(r: &Incident, timeline: &Timeline) -> Block {
    let mut table = Table::new(vec![
        Head::right("Day"),
        Head::left("Date"),
        Head::left("Event"),
        Head::left("Source"),
        Head::note("Note"),
    ]);
    for entry in &timeline.entries {
        if let Some(gap) = entry.gap.filter(|g| *g >= GAP_SHOWN) {
            table.push(vec![
                "⋮".to_owned(),
                format!("{} d", human::exact(gap.unsigned_abs().into())),
            ]);
        }
        let note = r.timeline.get(entry.index).and_then(|e| e.note.as_ref());
        table.push(vec![
            words::offset(entry.offset),
            entry.date.to_string(),
            entry.kind.label().to_owned(),
            entry.source.map(|n| format!("[{n}]")).unwrap_or_default(),
            note.map(ToString::to_string).unwrap_or_default(),
        ]);
    }
    Block::Table(table.wrapped())
}

/// The timeline as JSON: dates as precise as they are, offsets as ranges of days.
#[must_use]
pub fn as_json(r: &Incident) -> Value {
    let timeline = Timeline::of(r);
    let zero = timeline
        .as_ref()
        .map(|t| json!({"kind": t.zero.kind.label(), "date": t.zero.date}));
    let events: Vec<Value> = timeline
        .iter()
        .flat_map(|t| &t.entries)
        .map(|e| {
            let event = r.timeline.get(e.index);
            let source = event.and_then(|e| e.source.as_deref());
            json!({
                "kind": e.kind.id(),
                "date": e.date,
                "precision": match e.date.precision() {
                    Precision::Year => "year",
                    Precision::Month => "month",
                    Precision::Day => "day",
                },
                "days": e.offset,
                "days_since_last": e.gap,
                "note": event.and_then(|e| e.note.as_ref()),
                "source": source.and_then(|s| r.source(s)).map(|s| s.url.as_str()),
            })
        })
        .collect();
    json!({"id": r.id, "organization": r.organization, "day_0": zero, "events": events, "clocks": verdicts::clocks_json(r)})
}
