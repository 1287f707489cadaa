//! What can be written to a file on each screen. It must not write anything.

use super::{
    App, Focus, View,
    action::Content,
    menu::{Choice, MenuItem, comparison, item},
};
use crate::report::{columns::Column, human, record, rows::Format};

/// What can be written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportWhat {
    /// The rows of the answer, with the table's columns or everything that a record states.
    Rows {
        /// How.
        format: Format,
        /// Only the columns of the table, also those that the screen is too narrow for.
        shown: bool,
    },
    /// Everything that is known of the incident under the cursor, as Markdown.
    Report,
    /// The comparison as Markdown.
    Comparison,
    /// The chart as CSV.
    Chart,
}

impl ExportWhat {
    /// The ending of a file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Rows { format, .. } => match format {
                Format::Table => "txt",
                Format::Json => "json",
                Format::Jsonl => "jsonl",
                Format::Csv => "csv",
                Format::Markdown => "md",
            },
            Self::Report | Self::Comparison => "md",
            Self::Chart => "csv",
        }
    }
}

/// What can be written here.
#[must_use]
pub fn export_items(app: &App) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if app.view == View::Compare && app.compared.len() >= 2 {
        items.push(item(
            "comparison",
            "Markdown",
            Choice::Export(ExportWhat::Comparison),
        ));
    }
    if app.view == View::Insights && app.screens.insights.shown().is_some() {
        items.push(item("chart", "CSV", Choice::Export(ExportWhat::Chart)));
    }
    let report = || {
        item(
            "this incident: report",
            "Markdown",
            Choice::Export(ExportWhat::Report),
        )
    };
    let of_one = matches!(app.view, View::Browse | View::Timeline | View::Exposure);
    let has_one = of_one && app.incident().is_some();
    // Who reads an incident wants that one.
    let reads_it = has_one && app.view == View::Browse && app.focus == Focus::Detail;
    if reads_it {
        items.push(report());
    }
    // Without an incident a file of them would be empty.
    if app.rows().is_empty() && !app.is_answering() {
        return items;
    }
    let incidents = if app.is_answering() {
        "the answer".to_owned()
    } else {
        human::incidents(app.answer.rows.len())
    };
    for (label, note, format, shown) in [
        (
            "table",
            "CSV, the table's columns, in sight or not",
            Format::Csv,
            true,
        ),
        ("all columns", "CSV", Format::Csv, false),
        ("whole records", "JSON", Format::Json, false),
        (
            "whole records, one a line",
            "JSON Lines",
            Format::Jsonl,
            false,
        ),
        (
            "table",
            "Markdown, the table's columns, in sight or not",
            Format::Markdown,
            true,
        ),
    ] {
        items.push(item(
            format!("{incidents}: {label}"),
            note,
            Choice::Export(ExportWhat::Rows { format, shown }),
        ));
    }
    if has_one && !reads_it {
        items.push(report());
    }
    items
}

/// What goes into the file.
#[must_use]
pub fn exported(app: &App, what: ExportWhat) -> Option<Content> {
    Some(match what {
        ExportWhat::Report => {
            let (row, incident) = (app.row()?, app.incident()?);
            let mut out = Vec::new();
            let doc = record::doc_of_row(&app.catalog, row, incident);
            doc.markdown(&mut out).ok()?;
            Content::Text(String::from_utf8(out).ok()?)
        }
        ExportWhat::Comparison => Content::Text(comparison(app)?),
        ExportWhat::Chart => Content::Text(app.screens.insights.shown()?.csv()),
        ExportWhat::Rows { format, shown } => {
            let columns = app
                .columns
                .iter()
                .filter(|c| c.shown)
                .map(|c| Column::Field(c.field));
            // The id comes first, so that a row can be found again.
            let columns = std::iter::once(Column::Id).chain(columns).collect();
            Content::Rows {
                rows: app.answer.rows.clone(),
                format,
                columns: shown.then_some(columns),
            }
        }
    })
}
