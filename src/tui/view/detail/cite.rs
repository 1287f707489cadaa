//! Where a statement comes from: the numbers of sources, and what cites them. It must not know how
//! sources are listed.

use super::{
    sheet::Sheet,
    wrap::{GLUE, Run},
};
use crate::{
    app::Target,
    model::{Incident, incident::Cites, text::Text},
};
use std::mem::discriminant;

/// The place of a source in the record's list, from 0.
#[must_use]
pub fn place(incident: &Incident, id: &str) -> Option<usize> {
    incident.sources.iter().position(|s| s.id.as_str() == id)
}

/// The number of the source that is cited, as `[2]`, from 1 as the Sources tab counts; an id that the
/// record does not list stands as it is.
#[must_use]
pub fn number(incident: &Incident, source: Option<&Text>) -> Option<String> {
    source.map(|id| match place(incident, id) {
        Some(at) => format!("[{}]", at + 1),
        None => format!("[{id}]"),
    })
}

/// The number of the source after what it supports, never on a line of its own.
#[must_use]
pub fn after(sheet: &Sheet<'_>, incident: &Incident, source: Option<&Text>) -> Vec<Run> {
    number(incident, source)
        .map(|n| sheet.muted(format!("{GLUE}{n}")))
        .into_iter()
        .collect()
}

/// What a click on a statement means: its source.
#[must_use]
pub fn target(incident: &Incident, source: Option<&Text>) -> Option<Target> {
    place(incident, source?).map(Target::Source)
}

/// What kinds of statements cite a source, with how many of each, in the order of the record.
#[must_use]
pub fn cited_for(incident: &Incident, id: &str) -> Vec<(usize, &'static str)> {
    /// One of each kind, and what one or several of it are called.
    const KINDS: [(Cites, &str, &str); 6] = [
        (
            Cites::Affected,
            "the number of people",
            "the number of people",
        ),
        (Cites::Revision(0), "earlier number", "earlier numbers"),
        (Cites::Event(0), "event", "events"),
        (Cites::Exposed, "the exposed data", "the exposed data"),
        (Cites::Measure(0), "measure", "measures"),
        (Cites::Consequence(0), "consequence", "consequences"),
    ];
    KINDS
        .iter()
        .filter_map(|(kind, one, several)| {
            let is_one = |what: &Cites| discriminant(what) == discriminant(kind);
            let cites = incident.citations();
            let count = cites
                .filter(|(what, cited)| *cited == id && is_one(what))
                .count();
            (count > 0).then_some((count, if count == 1 { *one } else { *several }))
        })
        .collect()
}
