//! What a well-formed record must satisfy beyond its types, and what a careful editor would ask about.
//! It must not know where a record stands: the reader adds line and column to the paths given here.

use crate::model::{
    Date, Incident,
    text::shorten,
    vocabulary::{DataType, EventKind, Vocabulary},
};
use foldhash::fast::RandomState;
use std::{borrow::Cow, collections::HashSet};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record cannot be used.
    Fault,
    /// The record can be used; somebody should look.
    Warning,
}

/// Something wrong or odd at one place of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Fault or warning.
    pub severity: Severity,
    /// Path of the field, such as `timeline[3].source`.
    pub path: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub right: String,
}

/// Only http and https links are ever opened, so only those are accepted.
#[must_use]
pub fn is_web_address(url: &str) -> bool {
    let begins = |with: &str| {
        let start = url.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    (begins("https://") || begins("http://"))
        && url.len() > 8
        && !url.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\')
        })
}

/// True for an id of `a-z`, `0-9` and `-` that does not start with `-`.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 120
        && !id.starts_with('-')
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// True for two capital letters.
fn is_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// So many sources of a record are named where one is missing.
const SOURCES_NAMED: usize = 30;

struct Findings(Vec<Finding>);

impl Findings {
    fn add(
        &mut self,
        severity: Severity,
        path: impl Into<String>,
        what: impl Into<String>,
        right: impl Into<String>,
    ) {
        self.0.push(Finding {
            severity,
            path: path.into(),
            what: what.into(),
            right: right.into(),
        });
    }
    fn fault(
        &mut self,
        path: impl Into<String>,
        what: impl Into<String>,
        right: impl Into<String>,
    ) {
        self.add(Severity::Fault, path, what, right);
    }
    fn warn(&mut self, path: impl Into<String>, what: impl Into<String>, right: impl Into<String>) {
        self.add(Severity::Warning, path, what, right);
    }
}

/// Everything that keeps a record out. Cheap enough to run on every record read.
#[must_use]
pub fn faults(r: &Incident) -> Vec<Finding> {
    let mut out = Findings(Vec::new());
    if !is_id(&r.id) {
        out.fault(
            "id",
            "the id has not the form of an id",
            "an id is made of a-z, 0-9 and `-`, such as `healthec-2023`",
        );
    }
    if r.organization.trim().is_empty() {
        out.fault(
            "organization",
            "the organization has no name",
            "give the usual short name",
        );
    }
    for (field, code) in [("country", &r.country), ("state", &r.state)] {
        if let Some(code) = code
            && !is_code(code)
        {
            out.fault(
                field,
                format!("`{}` is no {field} code", shorten(code, 40)),
                "a code is two capital letters, such as `US` or `CA`",
            );
        }
    }
    if r.affected.count == Some(0) {
        out.fault(
            "affected.count",
            "a count of 0 people",
            "leave the count out when it is not known",
        );
    }
    for code in r.affected.residents.keys().filter(|c| !is_code(c)) {
        out.fault(
            format!("affected.residents.{}", shorten(code, 40)),
            format!("`{}` is no state code", shorten(code, 40)),
            "a code is two capital letters, such as `CA`",
        );
    }
    // A record may list a great many of anything; each is looked at once.
    let mut listed = HashSet::with_hasher(RandomState::default());
    for (i, s) in r.sources.iter().enumerate() {
        if !listed.insert(s.id.as_str()) || s.id.is_empty() {
            out.fault(
                format!("sources[{i}].id"),
                format!(
                    "source id `{}` is empty or stands twice",
                    shorten(&s.id, 40)
                ),
                "number the sources s1, s2, …",
            );
        }
        if !is_web_address(&s.url) {
            out.fault(
                format!("sources[{i}].url"),
                "not a web address",
                "an address starts with https:// or http:// and has no blanks or quotes",
            );
        }
    }
    for (what, id) in r.citations() {
        if !listed.contains(id) {
            let mut named: Vec<Cow<'_, str>> = r
                .sources
                .iter()
                .take(SOURCES_NAMED)
                .map(|s| shorten(&s.id, 40))
                .collect();
            if r.sources.len() > SOURCES_NAMED {
                named.push("…".into());
            }
            let right = if named.is_empty() {
                "the record lists no sources".to_owned()
            } else {
                format!("the record lists {}", named.join(", "))
            };
            out.fault(
                what.to_string(),
                format!("source `{}` is not listed", shorten(id, 40)),
                right,
            );
        }
    }
    let mut named = 0;
    for (i, e) in r.exposed.iter().enumerate() {
        let is_known = named & e.data.bit() != 0;
        named |= e.data.bit();
        if is_known && e.data != DataType::Other {
            out.fault(
                format!("exposed[{i}].data"),
                format!("`{}` stands twice", e.data.id()),
                "name each data type once, with its gravest status",
            );
        }
    }
    out.0
}

/// What a careful editor would ask about; never keeps a record out. `today` bounds the dates.
#[must_use]
pub fn warnings(r: &Incident, today: Date) -> Vec<Finding> {
    let mut out = Findings(Vec::new());
    let latest = today.last_day();
    let dates = r
        .timeline
        .iter()
        .enumerate()
        .map(|(i, e)| (format!("timeline[{i}].date"), e.date))
        .chain(
            r.response
                .iter()
                .enumerate()
                .filter_map(|(i, m)| m.date.map(|d| (format!("response[{i}].date"), d))),
        )
        .chain(
            r.consequences
                .iter()
                .enumerate()
                .filter_map(|(i, c)| c.date.map(|d| (format!("consequences[{i}].date"), d))),
        );
    for (path, date) in dates {
        if date.first_day() > latest {
            out.warn(
                path,
                format!("{date} lies in the future"),
                format!("today is {today}"),
            );
        } else if date.year() < 1950 {
            out.warn(
                path,
                format!("{date} lies before any computer held health data"),
                "check the year",
            );
        }
    }
    for (i, e) in r.timeline.iter().enumerate() {
        if e.source.is_none() {
            out.warn(
                format!("timeline[{i}]"),
                "a date without a source",
                "name the source that states it",
            );
        }
        if let Some(before) = i.checked_sub(1).and_then(|p| r.timeline.get(p))
            && e.date.last_day() < before.date.first_day()
        {
            out.warn(
                format!("timeline[{i}].date"),
                format!("{} stands after {}", e.date, before.date),
                "list the events oldest first",
            );
        }
    }
    if let (Some(detected), Some(letters)) = (
        r.earliest(&[EventKind::Detected]),
        r.earliest(&[EventKind::IndividualsNotified]),
    ) && detected.date.until(letters.date).is_none()
    {
        let at = r
            .timeline
            .iter()
            .position(|e| std::ptr::eq(e, letters))
            .unwrap_or_default();
        out.warn(
            format!("timeline[{at}].date"),
            format!(
                "letters ({}) before detection ({})",
                letters.date, detected.date
            ),
            "check both dates",
        );
    }
    if let Some(total) = r.affected.count {
        let clients: u64 = r
            .downstream
            .iter()
            .filter_map(|c| c.count)
            .fold(0, u64::saturating_add);
        if clients > total {
            out.warn(
                "downstream",
                format!("the clients' people add up to {clients}, more than the total of {total}"),
                "check the counts, or say in affected.note why they overlap",
            );
        }
        if r.affected.source.is_none() && r.imported.is_none() {
            out.warn(
                "affected.count",
                "a count without a source",
                "name the source that states it",
            );
        }
    }
    if !r.exposed.is_empty() && r.exposed_source.is_none() {
        out.warn(
            "exposed",
            "the exposed list has no source",
            "set exposed_source",
        );
    }
    for (i, e) in r.exposed.iter().enumerate() {
        if e.data == DataType::Other && e.note.is_none() {
            out.warn(
                format!("exposed[{i}]"),
                "`other` without a note",
                "say what it is",
            );
        }
    }
    for (i, m) in r.response.iter().enumerate() {
        if m.source.is_none() && !m.from_text {
            out.warn(
                format!("response[{i}]"),
                format!("`{}` without a source", m.measure.id()),
                "name the source that states it",
            );
        }
    }
    let cited: Vec<&str> = r.citations().map(|(_, id)| id).collect();
    for (i, s) in r.sources.iter().enumerate() {
        if !cited.contains(&s.id.as_str()) && r.imported.is_none() {
            out.warn(
                format!("sources[{i}]"),
                format!("source `{}` is never cited", s.id),
                "cite it or leave it out",
            );
        }
    }
    if r.imported.is_none() {
        for (path, missing) in [
            ("sector", r.sector.is_none()),
            ("hipaa_role", r.hipaa_role.is_none()),
            ("country", r.country.is_none()),
            ("summary", r.summary.is_none()),
            ("breach_type", r.breach_type.is_none()),
            ("reviewed", r.reviewed.is_none()),
            ("timeline", r.timeline.is_empty()),
            ("sources", r.sources.is_empty()),
        ] {
            if missing {
                out.warn(path, format!("no {path}"), "a curated record states it");
            }
        }
    }
    out.0
}
