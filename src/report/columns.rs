//! The columns of a list: the id and every field of FIELDS that has a value a row. Each cell can be
//! written for people, for a spreadsheet and as JSON. It must not know which rows there are.

use super::{csv, human, table::Head, words};
use crate::{
    Error,
    catalog::{Catalog, NameField},
    model::{
        text::{clean, shorten},
        vocabulary::{Word, nearest},
    },
    query::{
        FIELDS, Field, Kind,
        field::{Cell, Holds, find},
        value::Unit,
    },
};
use serde_json::{Value, json};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The record's id.
    Id,
    /// A field.
    Field(&'static Field),
}

/// Shown in a table when nobody says otherwise.
const USUAL: &[&str] = &[
    "known", "org", "affected", "data", "detect", "notify", "method", "tier",
];

impl Column {
    /// Every column, in the order of FIELDS.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Id).chain(
            FIELDS
                .iter()
                .filter(|f| f.is_stated_kind())
                .map(Self::Field),
        )
    }

    /// The columns of a table when nobody says otherwise.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        USUAL
            .iter()
            .filter_map(|id| find(id))
            .map(Self::Field)
            .collect()
    }

    /// Reads a list of columns: ids separated by commas; `all` is every one.
    ///
    /// # Errors
    /// The first name that is no column, with the nearest one.
    pub fn read_list(text: &str) -> Result<Vec<Self>, Error> {
        let mut out = Vec::new();
        for name in text.split([',', ' ']).filter(|n| !n.is_empty()) {
            if name == "all" {
                out.extend(Self::all());
                continue;
            }
            let wanted = name.to_lowercase();
            match Self::all().find(|c| c.id() == wanted) {
                Some(column) => out.push(column),
                None => {
                    let near = nearest(name, Self::all().map(Self::id));
                    let right = near.map_or_else(
                        || "`--columns help` lists them".to_owned(),
                        |n| format!("did you mean `{n}`?"),
                    );
                    let name = clean(&shorten(name, 40)).into_owned();
                    return Err(Error::usage(format!("`{name}` is no column")).right(right));
                }
            }
        }
        if out.is_empty() {
            return Err(Error::usage("no column is named").right("`--columns help` lists them"));
        }
        Ok(out)
    }

    /// As it is typed, and the heading of a CSV column.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Field(f) => f.id,
        }
    }

    /// What it means.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Id => "the record's id, as `show` and `compare` take it",
            Self::Field(f) => f.meaning,
        }
    }

    /// Its head in a table.
    #[must_use]
    pub fn head(self) -> Head {
        match self {
            Self::Id => Head::left("Id"),
            Self::Field(f) => match f.kind {
                Kind::Number { .. } | Kind::Days(_) => Head::right(f.header),
                Kind::Names(_) | Kind::Words { .. } => Head::flexible(f.header),
                _ => Head::left(f.header),
            },
        }
    }

    /// What a row states, as people read it; `–` when nothing. A count that is only a placeholder is
    /// marked: `501 ?`.
    #[must_use]
    pub fn text(self, catalog: &Catalog, row: usize) -> String {
        let text = for_people(self.cell(catalog, row).as_ref());
        let is_placeholder = match self {
            Self::Id => false,
            Self::Field(f) => f.is_placeholder(&catalog.columns, row),
        };
        words::marked(text, is_placeholder)
    }

    /// What a row states; `None` when nothing.
    #[must_use]
    pub fn cell(self, catalog: &Catalog, row: usize) -> Option<Cell> {
        match self {
            Self::Id => Some(Cell::Code(catalog.id(row).into_owned())),
            Self::Field(f) => f.cell(catalog, row),
        }
    }
}

/// The words of a set, the most sensitive first, then in the vocabulary's order.
fn words_of(words: &'static [Word], set: u64) -> Vec<&'static Word> {
    let mut list: Vec<&Word> = words
        .iter()
        .enumerate()
        .filter(|(i, _)| {
            set & (1_u64
                .checked_shl(u32::try_from(*i).unwrap_or(64))
                .unwrap_or(0))
                != 0
        })
        .map(|(_, w)| w)
        .collect();
    list.sort_by_key(|w| std::cmp::Reverse(w.weight));
    list
}

/// More words than this are counted in front of them.
const UNCOUNTED: usize = 3;

/// A cell as people read it; `–` when nothing is stated.
#[must_use]
pub fn for_people(cell: Option<&Cell>) -> String {
    match cell {
        None => human::NOT_STATED.to_owned(),
        Some(Cell::Words(words, set)) => {
            let list = words_of(words, *set);
            let labels: Vec<&str> = list.iter().map(|w| w.label).collect();
            let labels = labels.join(", ");
            if list.len() > UNCOUNTED {
                format!("{}: {labels}", list.len())
            } else {
                labels
            }
        }
        Some(Cell::Code(code)) => code.clone(),
        Some(Cell::Number(n, Unit::People)) => human::people(*n),
        Some(Cell::Number(n, Unit::Dollars)) => human::money(*n),
        Some(Cell::Number(n, Unit::Months)) => format!("{n} mo"),
        Some(Cell::Number(n, Unit::Days)) => format!("{n} d"),
        Some(Cell::Number(n, Unit::Score)) => format!("{}.{:02}", n / 100, n % 100),
        Some(Cell::Days(days)) => human::days(*days),
        Some(Cell::Date(date)) => date.to_string(),
        Some(Cell::Year(year)) => year.to_string(),
        Some(Cell::Texts(texts)) => texts.join("; "),
    }
}

/// A cell for a spreadsheet: empty when nothing is stated, words by their ids as queries take them,
/// numbers without separators, ranges of days as `144..174`.
#[must_use]
pub fn for_spreadsheet(cell: Option<&Cell>) -> String {
    match cell {
        None => String::new(),
        Some(Cell::Words(words, set)) => {
            let ids: Vec<&str> = words_of(words, *set).iter().map(|w| w.id).collect();
            ids.join(csv::BETWEEN)
        }
        Some(Cell::Code(code)) => code.clone(),
        Some(Cell::Number(n, Unit::Score)) => format!("{}.{:02}", n / 100, n % 100),
        Some(Cell::Number(n, _)) => n.to_string(),
        Some(Cell::Days(days)) => match days.single() {
            Some(n) => n.to_string(),
            None => format!("{}..{}", days.low, days.high),
        },
        Some(Cell::Date(date)) => date.to_string(),
        Some(Cell::Year(year)) => year.to_string(),
        Some(Cell::Texts(texts)) => texts.join(csv::BETWEEN),
    }
}

impl Column {
    /// A row's cell as JSON: `null` when nothing is stated, one word or several as the field has one or
    /// several, days as `{"low": 144, "high": 174}`.
    #[must_use]
    pub fn json(self, catalog: &Catalog, row: usize) -> Value {
        let several = match self {
            Self::Id => false,
            Self::Field(f) => match f.kind {
                Kind::Names(name) => name != NameField::Organization,
                Kind::Words { holds, .. } => holds != Holds::One,
                _ => false,
            },
        };
        let list = |items: Vec<&str>| match items.as_slice() {
            [only] if !several => json!(only),
            items => json!(items),
        };
        match self.cell(catalog, row) {
            None => Value::Null,
            Some(Cell::Words(words, set)) => {
                list(words_of(words, set).iter().map(|w| w.id).collect())
            }
            Some(Cell::Code(code)) => json!(code),
            Some(Cell::Number(n, Unit::Score)) => json!(n as f64 / 100.0),
            Some(Cell::Number(n, _)) => json!(n),
            Some(Cell::Days(days)) => json!(days),
            Some(Cell::Date(date)) => json!(date),
            Some(Cell::Year(year)) => json!(year),
            Some(Cell::Texts(texts)) => list(texts.iter().map(String::as_str).collect()),
        }
    }
}
