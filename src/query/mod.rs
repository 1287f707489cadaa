//! One line of text, the query it means, and the rows that answer it.
//!
//! [`field::FIELDS`] is the one table of everything that can be asked, sorted, shown and counted; the
//! parser, completion, facets, columns and help are read from it.

mod best;
mod comma;
pub mod complete;
pub mod edit;
pub mod facet;
pub mod field;
pub mod first;
pub mod fuzzy;

pub mod lex;
pub mod memory;
pub mod pace;
pub mod parse;
pub mod plan;
mod prose;
pub mod rows;
pub mod saved;
pub mod sort;
pub mod value;
pub mod words;
mod years;

pub use field::{FIELDS, Field, Kind};
pub use first::First;
pub use memory::Memory;
pub use pace::Pace;
pub use parse::{Parsed, QueryError, QueryNote, meant, parse};
pub use plan::{Answer, Context, answer, unknown_sets};

use crate::{analysis::clocks::ClockResult, model::Vocabulary};
use std::{fmt, ops::Range};
use value::Comparison;

/// What is asked, in what order. Equality ignores where terms stood in the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// All of them must hold.
    pub terms: Vec<Term>,
    /// The first key decides, the next breaks its ties.
    pub sort: Vec<SortKey>,
}

/// One condition.
#[derive(Debug, Clone)]
pub struct Term {
    /// True for `-term`.
    pub negated: bool,
    /// The condition.
    pub test: Test,
    /// Bytes of the text that it was read from.
    pub span: Range<usize>,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        (self.negated, &self.test) == (other.negated, &other.test)
    }
}

/// What a term asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A fuzzy word.
    Word(String),
    /// Exact words in sequence, case and accents aside.
    Phrase(String),
    /// Any of these words or groups of a vocabulary.
    Words(&'static Field, Vec<WordValue>),
    /// Any of these texts: contained in a name field or prose, equal to a code.
    Texts(&'static Field, Vec<String>),
    /// Any of these comparisons of numbers or days.
    Numbers(&'static Field, Vec<Comparison<f64>>),
    /// Any of these comparisons of dates.
    Dates(&'static Field, Vec<Comparison<crate::model::Date>>),
    /// The record states any of these (`has:`), or does not state it (`no:`).
    Stated(&'static Field, Vec<field::Statable>),
    /// Any of these notification rules, with the result that is asked for.
    Clocks(&'static Field, Vec<ClockValue>),
    /// Any of these marks of the user's session.
    Flags(&'static Field, Vec<field::Flag>),
}

/// A vocabulary word or group as it stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordValue {
    /// Id of the word or name of the group.
    pub id: &'static str,
    /// The words that it means, as bits.
    pub set: u64,
}

/// A notification rule as it stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockValue {
    /// Position of the rule.
    pub rule: usize,
    /// Its id.
    pub id: &'static str,
    /// How it came out; `None` asks only whether it applies.
    pub result: Option<ClockResult>,
}

impl fmt::Display for ClockValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.result {
            Some(result) => write!(f, "{}={}", self.id, result.id()),
            None => f.write_str(self.id),
        }
    }
}

/// A column to order by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SortKey {
    /// Which.
    pub field: &'static Field,
    /// Largest, latest or last first. What is not stated comes last either way.
    pub descending: bool,
}

impl Test {
    /// The field that is asked, when it is not words.
    #[must_use]
    pub const fn field(&self) -> Option<&'static Field> {
        match self {
            Self::Word(_) | Self::Phrase(_) => None,
            Self::Words(f, _)
            | Self::Texts(f, _)
            | Self::Numbers(f, _)
            | Self::Dates(f, _)
            | Self::Stated(f, _)
            | Self::Clocks(f, _)
            | Self::Flags(f, _) => Some(f),
        }
    }
}

impl Query {
    /// The fuzzy words that must stand, for highlighting.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        self.terms
            .iter()
            .filter(|t| !t.negated)
            .filter_map(|t| match &t.test {
                Test::Word(w) | Test::Phrase(w) => Some(w.as_str()),
                _ => None,
            })
            .collect()
    }
}

/// Writes the query so that reading it gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blank = "";
        for term in &self.terms {
            write!(f, "{blank}{term}")?;
            blank = " ";
        }
        for key in &self.sort {
            write!(
                f,
                "{blank}sort:{}{}",
                if key.descending { "-" } else { "" },
                key.field.id
            )?;
            blank = " ";
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Word(word) => f.write_str(word),
            Test::Phrase(text) => f.write_str(&lex::quote(text)),
            Test::Words(field, values) => list(f, field, values.iter().map(|v| v.id.to_owned())),
            Test::Texts(field, values) => {
                list(f, field, values.iter().map(|v| lex::quote_if_needed(v)))
            }
            Test::Numbers(field, values) => {
                let values = comma::show_list(values, field.unit());
                write!(f, "{}:{values}", field.id)
            }
            Test::Dates(field, values) => list(
                f,
                field,
                values.iter().map(|c| c.display(ToString::to_string)),
            ),
            Test::Stated(field, values) => list(f, field, values.iter().map(|v| v.id().to_owned())),
            Test::Clocks(field, values) => list(f, field, values.iter().map(ToString::to_string)),
            Test::Flags(field, values) => list(f, field, values.iter().map(|v| v.id().to_owned())),
        }
    }
}

fn list(
    f: &mut fmt::Formatter<'_>,
    field: &Field,
    values: impl Iterator<Item = String>,
) -> fmt::Result {
    write!(f, "{}:{}", field.id, values.collect::<Vec<_>>().join(","))
}
