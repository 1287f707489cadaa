//! What a field is: how it is asked, where its values stand, what may be done with it. The entries stand in
//! [`FIELDS`]; what a row has in a field is in [`Field::cell`]. It must not know any field by name.

mod cell;
mod flag;
mod stated;
mod table;

pub use cell::Cell;
pub use flag::Flag;
pub use stated::Statable;
pub use table::FIELDS;

use super::value::Unit;
use crate::{
    catalog::{
        Catalog, Codes, NameField,
        columns::Columns,
        values::{Dates, Numbers},
        word_columns::WordColumn,
    },
    model::{DayRange, vocabulary::Word},
};
use std::fmt;

/// Names of places or other codes, beside their codes.
pub type PlaceNames = &'static [(&'static str, &'static str)];

/// How many words of a vocabulary a record may have in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// One.
    One,
    /// One as a rule; of several the first in the vocabulary is the main one.
    MainFirst,
    /// Any number, none of which is the main one.
    Several,
}

/// How a field is asked and where its values stand.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A name field: holds when the value stands anywhere in it.
    Names(NameField),
    /// Any prose of the record.
    Prose,
    /// Words of a vocabulary.
    Words {
        /// What one word is called.
        title: &'static str,
        /// The vocabulary.
        words: &'static [Word],
        /// True when group names may be asked too.
        groups: bool,
        /// How many of them a record may have.
        holds: Holds,
        /// Where they stand.
        get: for<'a> fn(&'a Columns) -> WordColumn<'a>,
    },
    /// A short code.
    Code {
        /// The column.
        get: fn(&Catalog) -> &Codes,
        /// Names that may be written instead of the code.
        names: PlaceNames,
    },
    /// A number.
    Number {
        /// What it counts.
        unit: Unit,
        /// The column.
        get: fn(&Columns) -> &Numbers,
    },
    /// A number of days, or a range of them.
    Days(fn(&Columns, usize) -> Option<DayRange>),
    /// A notification rule and how it came out.
    Clock,
    /// A date.
    Date(fn(&Columns) -> &Dates),
    /// The year in which it became known, or else began.
    Year,
    /// `has:` (true) and `no:` (false).
    Stated(bool),
    /// Marks of the user's session.
    Flags,
    /// `sort:`
    Sort,
}

/// One entry of the table.
pub struct Field {
    /// As it is typed.
    pub id: &'static str,
    /// Heading of a column, at most 12 characters.
    pub header: &'static str,
    /// What it means, as a sentence without full stop.
    pub meaning: &'static str,
    /// A term that shows its use.
    pub example: &'static str,
    /// How it is asked.
    pub kind: Kind,
    /// True when its values are counted in the facet column.
    pub facet: bool,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Field {
    /// The unit of its numbers.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match self.kind {
            Kind::Number { unit, .. } => unit,
            _ => Unit::Days,
        }
    }

    /// True when its values are compared: `>`, `<` and ranges mean something.
    #[must_use]
    pub const fn is_ordered(&self) -> bool {
        matches!(
            self.kind,
            Kind::Number { .. } | Kind::Days(_) | Kind::Date(_) | Kind::Year
        )
    }

    /// True when `has:` and `no:` can ask for it.
    #[must_use]
    pub const fn is_stated_kind(&self) -> bool {
        !matches!(
            self.kind,
            Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort
        )
    }

    /// True when rows can be ordered by it.
    #[must_use]
    pub const fn is_sortable(&self) -> bool {
        match self.kind {
            Kind::Names(NameField::Organization) => true,
            Kind::Names(_)
            | Kind::Prose
            | Kind::Clock
            | Kind::Stated(_)
            | Kind::Flags
            | Kind::Sort => false,
            _ => true,
        }
    }
}

/// The field with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|f| f.id == id)
}
