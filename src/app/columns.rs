//! The columns of the table: which are shown, in which order, how wide. It must not know how they are
//! drawn; their contents come from the query's FIELDS.

use crate::catalog::NameField;
use crate::query::{
    Field, Kind,
    field::{FIELDS, Holds, find},
    value::Unit,
};

/// One column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it shows.
    pub field: &'static Field,
    /// Cells wide.
    pub width: u16,
    /// False when the user hid it.
    pub shown: bool,
}

/// The columns at the start, most important first: where a terminal is narrow the last ones go first.
const START: &[(&str, u16)] = &[
    ("known", 10),
    ("org", 23),
    ("affected", 7),
    ("data", 8),
    ("detect", 11),
    ("notify", 11),
    ("tier", 5),
    ("method", 22),
    ("sector", 18),
    ("state", 5),
    ("measure", 8),
];

/// How little a column may have.
pub const NARROWEST: u16 = 3;
/// How much a column may have.
pub const WIDEST: u16 = 80;

/// A width that fits what a field holds.
fn natural_width(field: &Field) -> u16 {
    match field.kind {
        Kind::Names(NameField::Organization) => 30,
        Kind::Names(_) | Kind::Prose => 24,
        Kind::Words {
            holds: Holds::Several,
            ..
        } => 22,
        Kind::Words { .. } => 18,
        Kind::Code { .. } => 8,
        Kind::Number {
            unit: Unit::Score | Unit::Months,
            ..
        } => 10,
        Kind::Number { .. } => 10,
        Kind::Days(_) => 11,
        Kind::Date(_) => 10,
        Kind::Year | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => 6,
    }
}

/// True for fields that a table column can show.
#[must_use]
pub const fn can_be_column(field: &Field) -> bool {
    !matches!(
        field.kind,
        Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort
    )
}

/// The columns at the start: the chosen ones shown, every other field hidden behind them.
#[must_use]
pub fn start_columns() -> Vec<Column> {
    let shown = START.iter().filter_map(|(id, width)| {
        find(id).map(|field| Column {
            field,
            width: *width,
            shown: true,
        })
    });
    let rest = FIELDS
        .iter()
        .filter(|f| can_be_column(f) && !START.iter().any(|(id, _)| *id == f.id));
    shown
        .chain(rest.map(|field| Column {
            field,
            width: natural_width(field),
            shown: false,
        }))
        .collect()
}

/// The columns in the order of a list of field ids (from the configuration); the rest is hidden.
#[must_use]
pub fn chosen_columns(ids: &[String]) -> Vec<Column> {
    let mut columns = start_columns();
    for c in &mut columns {
        c.shown = ids.iter().any(|id| id == c.field.id) || c.field.id == "org";
    }
    columns.sort_by_key(|c| {
        ids.iter()
            .position(|id| id == c.field.id)
            .unwrap_or(usize::MAX)
    });
    columns
}
