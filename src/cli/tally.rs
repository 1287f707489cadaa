//! Figures of rows, read from the catalog's columns: what `stats` reports. It must not know how they are
//! written.

use crate::{
    analysis::{
        intervals::Interval,
        statistics::{Share, Summary, shares},
    },
    catalog::{BitSet, Catalog, columns::Columns},
    model::vocabulary::{DataType, Measure, Vocabulary},
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

/// Words of which a record can also state that they do not hold: such a record states them as well, so
/// every share of them is of these together.
struct Denied {
    field: &'static str,
    holds: fn(&Columns, usize) -> u64,
    denied: fn(&Columns, usize) -> u64,
    /// What those state that state nothing else.
    only: &'static str,
}

const MEASURES: Denied = Denied {
    field: "measure",
    holds: |c, row| c.measure.get(row),
    denied: |c, row| c.refused.get(row),
    only: "what was refused",
};

const DATA: Denied = Denied {
    field: "data",
    holds: Columns::data,
    denied: |c, row| c.safe.get(row),
    only: "what was not involved",
};

impl Denied {
    fn shares<V: Vocabulary>(&self, catalog: &Catalog, rows: &[u32]) -> Vec<(V, Share)> {
        let c = &catalog.columns;
        shares(each(rows).map(|r| {
            let holds = (self.holds)(c, r);
            (holds | (self.denied)(c, r) != 0).then_some(holds)
        }))
    }

    /// The rows that state only what does not hold.
    fn only(&self, catalog: &Catalog, rows: &[u32]) -> usize {
        let c = &catalog.columns;
        each(rows)
            .filter(|r| (self.holds)(c, *r) == 0 && (self.denied)(c, *r) != 0)
            .count()
    }
}

/// Measures taken or offered, of the incidents that state any measure, refused ones among them.
pub fn measures(catalog: &Catalog, rows: &[u32]) -> Vec<(Measure, Share)> {
    MEASURES.shares(catalog, rows)
}

/// Data exposed or possibly exposed, of the incidents that state anything about data.
pub fn data(catalog: &Catalog, rows: &[u32]) -> Vec<(DataType, Share)> {
    DATA.shares(catalog, rows)
}

/// How many state a field only by what does not hold, and what that is; `None` where nobody does.
pub fn only_denied(catalog: &Catalog, field: &str, rows: &[u32]) -> Option<(usize, &'static str)> {
    let denied = [MEASURES, DATA].into_iter().find(|d| d.field == field)?;
    let n = denied.only(catalog, rows);
    (n > 0).then_some((n, denied.only))
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
    /// Rows that state anything of the field, also that it does not hold: what shares are of.
    pub stated: usize,
    /// Rows that state nothing of it.
    pub not_stated: usize,
    /// Rows among the first that state only what does not hold, and what that is.
    pub only: Option<(usize, &'static str)>,
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
    let only = only_denied(catalog, field.id, rows);
    let not_stated = facet.not_stated - only.map_or(0, |(n, _)| n);
    Grouped {
        groups,
        stated: rows.len() - not_stated,
        not_stated,
        only,
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
