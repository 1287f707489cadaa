//! Figures of rows, read from the catalog's columns: what `stats` reports. It must not know how they are
//! written.

use crate::{
    analysis::{
        intervals::Interval,
        statistics::{Share, Summary, shares},
    },
    catalog::{BitSet, Catalog},
    model::vocabulary::{DataType, Measure},
    query::{Field, Kind, facet},
};
use std::collections::HashMap;

fn each(rows: &[u32]) -> impl Iterator<Item = usize> + '_ {
    rows.iter().map(|r| *r as usize)
}

/// People affected.
pub fn people(catalog: &Catalog, rows: &[u32]) -> Summary {
    Summary::of_counts(each(rows).map(|r| catalog.columns.affected.get(r)))
}

/// Counts of people that are placeholders.
pub fn placeholders(catalog: &Catalog, rows: &[u32]) -> usize {
    let is_one = |row: &usize| catalog.columns.placeholder.get(*row);
    each(rows).filter(is_one).count()
}

/// Days of an interval.
pub fn days(catalog: &Catalog, rows: &[u32], interval: Interval) -> Summary {
    Summary::of_days(each(rows).map(|r| catalog.columns.interval(interval, r)))
}

/// Months of the longest monitoring offer.
pub fn months(catalog: &Catalog, rows: &[u32]) -> Summary {
    Summary::of_counts(each(rows).map(|r| catalog.columns.monitoring.get(r)))
}

/// Measures taken or offered, of the incidents that state any measure, refused ones among them.
pub fn measures(catalog: &Catalog, rows: &[u32]) -> Vec<(Measure, Share)> {
    let c = &catalog.columns;
    shares(each(rows).map(|r| {
        let (taken, refused) = (c.measure.get(r), c.refused.get(r));
        (taken | refused != 0).then_some(taken)
    }))
}

/// Data exposed or possibly exposed, of the incidents that state anything about data.
pub fn data(catalog: &Catalog, rows: &[u32]) -> Vec<(DataType, Share)> {
    let c = &catalog.columns;
    shares(each(rows).map(|r| {
        let data = c.data(r);
        (data | c.safe.get(r) != 0).then_some(data)
    }))
}

/// The rows that have one value of a field.
pub struct Group {
    /// As it stands in a query.
    pub id: String,
    /// As people read it.
    pub label: String,
    /// Which.
    pub rows: Vec<u32>,
}

/// Rows by the values of a field. A row with several values is in several groups.
pub struct Grouped {
    /// The groups in the order of the field's facet.
    pub groups: Vec<Group>,
    /// Rows that do not state the field.
    pub not_stated: usize,
}

/// Groups rows by a field of words, a code or the year; any other field groups nothing.
pub fn by(catalog: &Catalog, field: &'static Field, rows: &[u32]) -> Grouped {
    let mut set = BitSet::none(catalog.len());
    for row in each(rows) {
        set.insert(row);
    }
    let facet = facet::count(catalog, field, &set);
    let mut lists: HashMap<String, Vec<u32>> = HashMap::new();
    for row in rows {
        for id in values(catalog, field, *row as usize) {
            lists.entry(id).or_default().push(*row);
        }
    }
    let groups = facet
        .values
        .into_iter()
        .map(|v| Group {
            rows: lists.remove(&v.id).unwrap_or_default(),
            id: v.id,
            label: v.label,
        })
        .collect();
    Grouped {
        groups,
        not_stated: facet.not_stated,
    }
}

fn values(catalog: &Catalog, field: &Field, row: usize) -> Vec<String> {
    match field.kind {
        Kind::Words { words, get, .. } => {
            let set = get(&catalog.columns).get(row);
            let has =
                |i: usize| u32::try_from(i).is_ok_and(|i| set.checked_shr(i).unwrap_or(0) & 1 != 0);
            let words = words.iter().enumerate().filter(|(i, _)| has(*i));
            words.map(|(_, w)| w.id.to_owned()).collect()
        }
        Kind::Code { get, .. } => get(catalog)
            .get(row)
            .map(str::to_owned)
            .into_iter()
            .collect(),
        Kind::Year => Field::year_of(&catalog.columns, row)
            .map(|y| y.to_string())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// The figures of one group.
pub struct Figures {
    /// People affected.
    pub people: Summary,
    /// Days from start to detection.
    pub detect: Summary,
    /// Days from detection to letters.
    pub notify: Summary,
}

/// The figures of rows.
pub fn figures(catalog: &Catalog, rows: &[u32]) -> Figures {
    Figures {
        people: people(catalog, rows),
        detect: days(catalog, rows, Interval::Detect),
        notify: days(catalog, rows, Interval::Notify),
    }
}
