//! What an import did, as data and as text. It must not know where records are stored.

use super::{Summary, unused, update::Update};
use crate::error::Error;
use serde::Serialize;
use std::fmt;

/// A row that was not kept, or was kept with a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skip {
    /// Of a folder or an archive: which document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line on which the row starts, from 1; 0 where there are no lines.
    pub line: u64,
    /// The column in characters, from 1, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The reason, as a sentence without a full stop.
    pub why: String,
    /// The same as our own strict reader says it, with its place.
    #[serde(skip)]
    pub fault: Option<Box<Error>>,
}

impl Skip {
    /// A skip of a document's line.
    pub fn new(file: Option<&str>, line: u64, why: impl Into<String>) -> Self {
        Self {
            file: file.map(str::to_owned),
            line,
            column: None,
            why: why.into(),
            fault: None,
        }
    }

    /// A skip of what our own reader found a fault in.
    pub(super) fn of(file: Option<&str>, fault: Error) -> Self {
        let mut place = fault.place.clone();
        let line = place.line.take().unwrap_or_default();
        let column = place.column.take();
        place.file = None;
        let why = Error {
            place,
            ..fault.clone()
        };
        Self {
            column,
            fault: Some(Box::new(fault)),
            ..Self::new(file, u64::from(line), why.to_string())
        }
    }
}

/// A field of a record that a later copy of the list changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The record.
    pub id: String,
    /// Its organization.
    pub organization: String,
    /// The path of the field, such as `affected.count`.
    pub field: String,
    /// What it was; empty when it was not stated.
    pub old: String,
    /// What it is; empty when it is no longer stated.
    pub new: String,
}

/// A record whose row is missing in a later copy of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// The record.
    pub id: String,
    /// Its organization.
    pub organization: String,
}

/// What an import did: one JSON object, or text through [`fmt::Display`].
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What the file was read as.
    pub format: &'static str,
    /// Which list of that format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Rows met.
    pub rows: u64,
    /// Rows that became records: new, updated and unchanged ones.
    pub kept: u64,
    /// Records that were not in the set before.
    pub new: u64,
    /// Records of the set that the file changes.
    pub updated: u64,
    /// Records of the set that the file repeats.
    pub unchanged: u64,
    /// Records of the set that the file no longer has; they stay in the set, marked.
    pub gone: Vec<Gone>,
    /// Every changed field of the updated records.
    pub changed: Vec<Change>,
    /// Rows that were not kept.
    pub skipped: Vec<Skip>,
    /// Rows that say exactly what an earlier row says; kept as filings of their own.
    pub identical: u64,
    /// Rows kept although a cell could not be read, with the reason (the first hundred thousand).
    pub faults: Vec<Skip>,
    /// What was assumed and what is odd.
    pub notes: Vec<String>,
    /// Which column was read as what.
    pub columns: Vec<(&'static str, String)>,
    /// Columns that say something that no record takes up; their cells are only in the raw rows.
    pub not_used: Vec<String>,
}

impl Report {
    /// The report of a file that starts a set, or (with `update`) renews one.
    #[must_use]
    pub fn new(summary: &Summary, update: Option<&Update>) -> Self {
        let s = summary.clone();
        Self {
            format: s.format.id(),
            list: s.list,
            rows: s.rows,
            kept: s.kept,
            new: update.map_or(s.kept, |u| u.new.len() as u64),
            updated: update.map_or(0, |u| u.updated),
            unchanged: update.map_or(0, |u| u.unchanged),
            gone: update.map_or_else(Vec::new, |u| u.gone.clone()),
            changed: update.map_or_else(Vec::new, |u| u.changed.clone()),
            skipped: s.skipped,
            identical: s.identical,
            faults: s.faults,
            notes: s.notes,
            columns: s.columns,
            not_used: s.not_used,
        }
    }
}

/// So many lines of one kind are written out; the rest is counted.
const SHOWN: usize = 20;

fn lines<T>(f: &mut fmt::Formatter<'_>, items: &[T], line: impl Fn(&T) -> String) -> fmt::Result {
    for item in items.iter().take(SHOWN) {
        writeln!(f, "  {}", line(item))?;
    }
    if items.len() > SHOWN {
        writeln!(f, "  … and {} more", items.len() - SHOWN)?;
    }
    Ok(())
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = self
            .list
            .as_ref()
            .map(|l| format!(" ({l})"))
            .unwrap_or_default();
        writeln!(
            f,
            "read as {}{list}: {} rows, {} kept ({} new, {} updated, {} unchanged), {} skipped, {} gone",
            self.format,
            self.rows,
            self.kept,
            self.new,
            self.updated,
            self.unchanged,
            self.skipped.len(),
            self.gone.len()
        )?;
        if !self.columns.is_empty() {
            let columns: Vec<String> = self
                .columns
                .iter()
                .map(|(r, c)| format!("{r} = {c}"))
                .collect();
            writeln!(f, "columns: {}", columns.join(", "))?;
        }
        if let Some(unused) = unused::line(self.format, &self.columns, &self.not_used) {
            writeln!(f, "{unused}")?;
        }
        for note in &self.notes {
            writeln!(f, "note: {note}")?;
        }
        let at = |s: &Skip| match (&s.file, s.column) {
            (Some(file), Some(column)) => format!("{file}:{}:{column}: {}", s.line, s.why),
            (Some(file), None) if s.line == 0 => format!("{file}: {}", s.why),
            (Some(file), None) => format!("{file}:{}: {}", s.line, s.why),
            (None, Some(column)) => format!("line {}, column {column}: {}", s.line, s.why),
            (None, None) => format!("line {}: {}", s.line, s.why),
        };
        if !self.skipped.is_empty() {
            writeln!(f, "skipped:")?;
            lines(f, &self.skipped, at)?;
        }
        if !self.faults.is_empty() {
            writeln!(f, "kept without a cell:")?;
            lines(f, &self.faults, at)?;
        }
        if !self.changed.is_empty() {
            writeln!(f, "changed:")?;
            lines(f, &self.changed, |c| {
                let part = |t: &str| {
                    if t.is_empty() {
                        "not stated".to_owned()
                    } else {
                        t.to_owned()
                    }
                };
                format!(
                    "{}: {}: {} -> {}",
                    c.organization,
                    c.field,
                    part(&c.old),
                    part(&c.new)
                )
            })?;
        }
        if !self.gone.is_empty() {
            writeln!(f, "no longer listed (kept, marked):")?;
            lines(f, &self.gone, |g| format!("{} ({})", g.organization, g.id))?;
        }
        Ok(())
    }
}
