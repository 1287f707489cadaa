//! Counts the values of a field among the rows that satisfy every other term, so that each count says
//! what choosing that value would give. It must not know how facets are drawn.

use super::{
    Answer,
    field::{Field, Kind},
};
use crate::catalog::{BitSet, Catalog};
use std::collections::BTreeMap;

/// One value of a field and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As it stands in a query.
    pub id: String,
    /// As people read it.
    pub label: String,
    /// The group of the vocabulary, or empty.
    pub group: &'static str,
    /// Rows that have it, under all other terms.
    pub count: usize,
}

/// A facet: its values, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: &'static Field,
    /// Every value that some row has.
    pub values: Vec<FacetValue>,
    /// Rows counted.
    pub of: usize,
    /// Rows among them that do not state the field.
    pub not_stated: usize,
}

/// Counts facets of one answer.
#[derive(Debug, Clone, Copy)]
pub struct Facets<'a> {
    catalog: &'a Catalog,
    answer: &'a Answer,
}

impl<'a> Facets<'a> {
    pub(super) const fn new(catalog: &'a Catalog, answer: &'a Answer) -> Self {
        Self { catalog, answer }
    }

    /// Counts one field under all other terms.
    #[must_use]
    pub fn count(&self, field: &'static Field) -> Facet {
        count(
            self.catalog,
            field,
            &self.answer.without(field, self.catalog.len()),
        )
    }
}

/// Counts the values of a field in a set of rows.
#[must_use]
pub fn count(catalog: &Catalog, field: &'static Field, rows: &BitSet) -> Facet {
    let of = rows.count();
    let (mut values, stated) = match field.kind {
        Kind::Words { words, get, .. } => {
            let mut counts = [0_usize; 64];
            let mut stated = 0;
            for row in rows.iter() {
                let mut set = get(&catalog.columns, row as usize);
                stated += usize::from(set != 0);
                while set != 0 {
                    if let Some(n) = counts.get_mut(set.trailing_zeros() as usize) {
                        *n += 1;
                    }
                    set &= set - 1;
                }
            }
            let values = words.iter().zip(counts).filter(|(_, n)| *n > 0);
            (
                values
                    .map(|(w, count)| FacetValue {
                        id: w.id.into(),
                        label: w.label.into(),
                        group: w.group,
                        count,
                    })
                    .collect(),
                stated,
            )
        }
        Kind::Code { get, names } => {
            let codes = get(catalog);
            let mut counts = vec![0_usize; codes.values().len()];
            for row in rows.iter() {
                if let Some(n) = codes.index(row as usize).and_then(|i| counts.get_mut(i)) {
                    *n += 1;
                }
            }
            let stated = counts.iter().sum();
            let values = codes.values().iter().zip(counts).filter(|(_, n)| *n > 0);
            let name = |code: &str| {
                names
                    .iter()
                    .find(|(c, _)| *c == code)
                    .map_or_else(|| code.to_owned(), |(_, n)| (*n).to_owned())
            };
            (
                values
                    .map(|(code, count)| FacetValue {
                        id: code.to_string(),
                        label: name(code),
                        group: "",
                        count,
                    })
                    .collect(),
                stated,
            )
        }
        Kind::Year => {
            let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
            for row in rows.iter() {
                if let Some(year) = Field::year_of(&catalog.columns, row as usize) {
                    *counts.entry(year).or_default() += 1;
                }
            }
            let stated = counts.values().sum();
            (
                counts
                    .into_iter()
                    .map(|(y, count)| FacetValue {
                        id: y.to_string(),
                        label: y.to_string(),
                        group: "",
                        count,
                    })
                    .collect(),
                stated,
            )
        }
        _ => (Vec::new(), 0),
    };
    if matches!(field.kind, Kind::Year) {
        values.reverse();
    } else {
        // Stable: words with equal counts keep the vocabulary's order.
        values.sort_by_key(|v: &FacetValue| std::cmp::Reverse(v.count));
    }
    Facet {
        field,
        values,
        of,
        not_stated: of - stated,
    }
}
