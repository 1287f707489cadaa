//! What a row has in a field, read from the catalog. It must not know how it is written.

use super::{Field, Kind};
use crate::{
    catalog::{Catalog, NameField, build::names_of, columns::Columns},
    model::{Date, DayRange, date::DayNumber, vocabulary::Word},
    query::value::Unit,
};

/// What a row has in a field, for sorting and for showing.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// The words of a set, as bits.
    Words(&'static [Word], u64),
    /// A code.
    Code(String),
    /// A number and what it counts.
    Number(u64, Unit),
    /// Days.
    Days(DayRange),
    /// A date.
    Date(Date),
    /// A year.
    Year(i32),
    /// Texts.
    Texts(Vec<String>),
}

impl Field {
    /// The year of a row: when it became known, else when it began.
    #[must_use]
    pub fn year_of(columns: &Columns, row: usize) -> Option<i32> {
        let day = Self::day_of_year(columns, row)?;
        Date::from_day(day).map(Date::year)
    }

    /// The first day of the date whose year [`Self::year_of`] tells.
    #[must_use]
    pub fn day_of_year(columns: &Columns, row: usize) -> Option<DayNumber> {
        let known = columns.known.first_day(row);
        known.or_else(|| columns.began.first_day(row))
    }

    /// True where this field has a number of people that is only a placeholder.
    #[must_use]
    pub fn is_placeholder(&self, columns: &Columns, row: usize) -> bool {
        let is_of_people = matches!(
            self.kind,
            Kind::Number {
                unit: Unit::People,
                ..
            }
        );
        is_of_people && columns.placeholder.get(row)
    }

    /// What a row states in this field; `None` when nothing. Names other than the organization are
    /// read from the record's bytes, which costs some microseconds.
    #[must_use]
    pub fn cell(&self, catalog: &Catalog, row: usize) -> Option<Cell> {
        let columns = &catalog.columns;
        match self.kind {
            Kind::Names(NameField::Organization) => {
                Some(Cell::Texts(vec![catalog.organization(row).to_owned()]))
            }
            // Few lists name more than the organization, so few records are read.
            Kind::Names(wanted) if !catalog.names(wanted).is_stated(row) => None,
            Kind::Names(wanted) => {
                let incident = catalog.incident(row)?;
                let mut names: Vec<String> = names_of(&incident)
                    .filter(|(f, _)| *f == wanted)
                    .map(|(_, n)| n.to_owned())
                    .collect();
                names.dedup();
                (!names.is_empty()).then_some(Cell::Texts(names))
            }
            Kind::Words { words, get, .. } => Some(get(columns).get(row))
                .filter(|set| *set != 0)
                .map(|set| Cell::Words(words, set)),
            Kind::Code { get, .. } => get(catalog).get(row).map(|c| Cell::Code(c.to_owned())),
            Kind::Number { unit, get } => get(columns).get(row).map(|n| Cell::Number(n, unit)),
            Kind::Days(get) => get(columns, row).map(Cell::Days),
            Kind::Date(get) => get(columns).get(row).map(Cell::Date),
            Kind::Year => Self::year_of(columns, row).map(Cell::Year),
            Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => None,
        }
    }
}
