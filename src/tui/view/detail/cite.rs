//! Where a statement comes from: the numbers of sources, and what cites them. It must not know how
//! sources are listed.

use super::{
    sheet::Sheet,
    wrap::{GLUE, Run},
};
use crate::{
    app::Target,
    model::{Incident, text::Text},
};

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
    /// The beginning of a citation's path, and what one or several of its kind are called.
    const KINDS: [(&str, &str, &str); 6] = [
        (
            "affected.source",
            "the number of people",
            "the number of people",
        ),
        ("affected.revisions", "earlier number", "earlier numbers"),
        ("timeline", "event", "events"),
        ("exposed_source", "the exposed data", "the exposed data"),
        ("response", "measure", "measures"),
        ("consequences", "consequence", "consequences"),
    ];
    let citations = incident.citations();
    KINDS
        .iter()
        .filter_map(|(start, one, several)| {
            let count = citations
                .iter()
                .filter(|(path, cited)| *cited == id && path.starts_with(start))
                .count();
            (count > 0).then_some((count, if count == 1 { *one } else { *several }))
        })
        .collect()
}
