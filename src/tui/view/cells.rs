//! What a table cell says: a field's value, short and human. The exact value is in the detail pane. It
//! must not know where the cell stands.

use crate::{
    model::vocabulary::Word,
    query::{
        Field,
        field::{Cell, Kind},
        value::Unit,
    },
    report::human,
    tui::{theme::Glyphs, widget::chart},
};

/// True for columns that read best from the right.
#[must_use]
pub const fn is_right(field: &Field) -> bool {
    matches!(field.kind, Kind::Number { .. } | Kind::Days(_))
}

/// True for columns that show how many words a record has, with a bar.
#[must_use]
pub fn has_bar(field: &Field) -> bool {
    matches!(field.id, "data" | "measure")
}

/// Data types that fill the bar of the data column; the widest records name some thirty.
const FULL: f64 = 24.0;

/// A cell's text in at most `cells` cells.
#[must_use]
pub fn text(field: &Field, cell: &Cell, cells: usize, glyphs: &Glyphs) -> String {
    match cell {
        Cell::Words(_, set) if has_bar(field) => {
            let n = set.count_ones();
            let room = u16::try_from(cells.saturating_sub(3).min(12)).unwrap_or(0);
            format!("{n:>2} {}", chart::bar(f64::from(n), FULL, room, glyphs))
        }
        Cell::Words(words, set) => names(words, *set, cells),
        Cell::Code(code) => code.clone(),
        Cell::Number(n, Unit::People) => human::people(*n),
        Cell::Number(n, Unit::Dollars) => human::money(*n),
        Cell::Number(n, Unit::Months) => format!("{n} mo"),
        Cell::Number(n, Unit::Days) => format!("{n} d"),
        Cell::Number(n, Unit::Score) => format!("{}.{:02}", n / 100, n % 100),
        Cell::Days(days) => human::days(*days),
        Cell::Date(date) => date.to_string(),
        Cell::Year(year) => year.to_string(),
        Cell::Texts(texts) => texts.join(", "),
    }
}

/// The labels of a set; the short forms where a single word has one and room is narrow.
fn names(words: &[Word], set: u64, cells: usize) -> String {
    let members = words
        .iter()
        .enumerate()
        .filter(|(i, _)| set & (1 << i) != 0)
        .map(|(_, w)| w);
    let short = |w: &Word| {
        if cells < w.label.len() && !w.short.is_empty() {
            w.short
        } else {
            w.label
        }
    };
    members.map(short).collect::<Vec<_>>().join(", ")
}
