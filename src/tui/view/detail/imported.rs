//! What an outside list says of an incident, as it was read. It must not know the lists.

use super::sheet::{Cell, Sheet, plain};
use crate::{
    model::incident::Imported,
    tui::theme::{Role, Sign},
};
use ratatui::text::Span;

/// Cells of a column's name.
const COLUMN: usize = 30;

/// Writes format and key, faults, the list's own text and the row.
pub fn write(sheet: &mut Sheet<'_>, row: &Imported) {
    sheet.heading("From an outside list");
    sheet.facts([
        ("Format", Some(vec![plain(row.format.as_str())])),
        ("Key", Some(vec![plain(row.key.as_str())])),
        (
            "Filing",
            row.filing_status
                .as_deref()
                .map(|t| vec![Span::styled(t.to_owned(), sheet.style(Role::Warning))]),
        ),
    ]);
    if row.placeholder_count {
        let value = vec![
            sheet.sign(Sign::Unknown),
            plain(" placeholder: filers put this number while they do not know it yet"),
        ];
        sheet.fact("Count", value);
    }
    if !row.faults.is_empty() {
        sheet.heading("Cells that could not be read");
        for fault in &row.faults {
            let mark = vec![sheet.sign(Sign::Unknown)];
            sheet.item(mark, vec![plain(fault.as_str())]);
        }
    }
    if let Some(text) = &row.narrative {
        sheet.heading("The list’s own text");
        sheet.prose(vec![plain(text.as_str())]);
    }
    if !row.raw.is_empty() {
        sheet.heading("The row as it was read");
        for (column, cell) in &row.raw {
            raw(sheet, column, cell);
        }
    }
}

fn raw(sheet: &mut Sheet<'_>, column: &str, cell: &str) {
    let room = sheet.room();
    let name = vec![sheet.muted(column)];
    let cell = if cell.trim().is_empty() {
        vec![sheet.muted("(empty)")]
    } else {
        vec![plain(cell)]
    };
    if room >= 2 * COLUMN {
        sheet.row(vec![
            Cell::new(0, COLUMN, name),
            Cell::new(2, (room - COLUMN - 2).min(80), cell),
        ]);
    } else {
        sheet.row(vec![Cell::new(0, room, name)]);
        sheet.row(vec![Cell::new(2, room.saturating_sub(2), cell)]);
    }
}
