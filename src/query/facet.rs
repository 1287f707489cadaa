//! Counts the values of a field among the rows that satisfy every other term, so that each count says
//! what choosing that value would give. It must not know how facets are drawn.

use super::{
    Answer, Memory, Pace,
    field::{Field, Kind},
};
use crate::{
    catalog::{BitSet, Catalog, columns::Columns, word_columns::WordColumn},
    model::{Date, date::DayNumber},
    threads,
};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Rows that one thread counts as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 20_000;

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
    pace: Pace<'a>,
}

impl<'a> Facets<'a> {
    pub(super) const fn new(catalog: &'a Catalog, answer: &'a Answer, pace: Pace<'a>) -> Self {
        Self {
            catalog,
            answer,
            pace,
        }
    }

    /// Counts one field under all other terms.
    #[must_use]
    pub fn count(&self, field: &'static Field) -> Facet {
        let rows = self.answer.without(field, self.catalog, self.pace);
        count(self.catalog, field, &rows)
    }
}

/// Counts several fields, each under all other terms; `None` when it was given up.
#[must_use]
pub fn all(
    catalog: &Catalog,
    answer: &Arc<Answer>,
    fields: &[&'static Field],
    memory: &mut Memory,
    pace: Pace<'_>,
) -> Option<Arc<[Facet]>> {
    if let Some(known) = memory.facets(answer) {
        return Some(known);
    }
    let facets = Facets::new(catalog, answer, pace);
    let next = AtomicUsize::new(0);
    let counted = Mutex::new(Vec::with_capacity(fields.len()));
    let work = || {
        while !pace.is_over() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(field) = fields.get(at) else { return };
            let facet = facets.count(field);
            threads::held(&counted).push((at, facet));
        }
    };
    let threads = threads::worth(catalog.len(), WORTH_A_THREAD, pace.threads);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut counted = counted.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Given up on the way, the last ones may not be counted to their end.
    if counted.len() < fields.len() || pace.is_over() {
        return None;
    }
    counted.sort_unstable_by_key(|(at, _)| *at);
    let facets: Arc<[Facet]> = counted.into_iter().map(|(_, facet)| facet).collect();
    memory.keep_facets(answer, &facets);
    Some(facets)
}

/// How many of the rows have each word of a column, and how many have any.
fn words_in(column: WordColumn<'_>, rows: &BitSet) -> ([usize; 64], usize) {
    let mut counts = [0_usize; 64];
    let mut stated = 0;
    column.tally(rows, |mut set, n| {
        stated += if set == 0 { 0 } else { n };
        while set != 0 {
            if let Some(count) = counts.get_mut(set.trailing_zeros() as usize) {
                *count += n;
            }
            set &= set - 1;
        }
    });
    (counts, stated)
}

/// How many of the rows fall into each year. Days are counted first: there are some thousands of them,
/// and the year of each is worked out once.
fn years_in(columns: &Columns, rows: &BitSet) -> BTreeMap<i32, usize> {
    // Forty-four years of days before two of them share a place.
    const PLACES: usize = 1 << 14;
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    let mut settle = |(day, n): (DayNumber, usize)| {
        if let (Some(date), true) = (Date::from_day(day), n > 0) {
            *years.entry(date.year()).or_default() += n;
        }
    };
    let mut table = vec![(0, 0_usize); PLACES];
    rows.for_each(|row| {
        let Some(day) = Field::day_of_year(columns, row as usize) else {
            return;
        };
        if let Some(entry) = table.get_mut(day.rem_euclid(PLACES as i32) as usize) {
            if entry.0 != day {
                settle(std::mem::replace(entry, (day, 0)));
            }
            entry.1 += 1;
        }
    });
    table.into_iter().for_each(&mut settle);
    years
}

/// Counts the values of a field in a set of rows.
#[must_use]
pub fn count(catalog: &Catalog, field: &'static Field, rows: &BitSet) -> Facet {
    let of = rows.count();
    let (mut values, stated) = match field.kind {
        Kind::Words { words, get, .. } => {
            let (counts, stated) = words_in(get(&catalog.columns), rows);
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
            rows.for_each(|row| {
                if let Some(n) = codes.index(row as usize).and_then(|i| counts.get_mut(i)) {
                    *n += 1;
                }
            });
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
            let counts = years_in(&catalog.columns, rows);
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
