//! Puts rows in order. What a record does not state comes last in either direction, and ties are
//! broken by the latest known date, then by id, so that an order is always the same. A score has few
//! values, so that many rows share each of them: there, more people come first.

use super::{
    SortKey,
    field::{Field, Kind},
    value::Unit,
};
use crate::catalog::{BitSet, Catalog, NameField};

/// The rows of a set in order; without keys the latest known first.
#[must_use]
pub fn ordered(catalog: &Catalog, keys: &[SortKey], set: &BitSet) -> Vec<u32> {
    let mut rows: Vec<u32> = set.iter().collect();
    // Keyed once per row and key: cheaper than asking the columns in every comparison.
    rows.sort_by_cached_key(|r| catalog.id_rank(*r as usize));
    by_key(&mut rows, true, |row| {
        catalog
            .columns
            .known
            .get(row)
            .map(|d| i64::from(d.first_day()))
    });
    let is_score = |k: &SortKey| {
        matches!(
            k.field.kind,
            Kind::Number {
                unit: Unit::Score,
                ..
            }
        )
    };
    if keys.last().is_some_and(is_score) {
        by_key(&mut rows, true, |row| {
            let people = catalog.columns.affected.get(row);
            people.map(|n| i64::try_from(n).unwrap_or(i64::MAX))
        });
    }
    for key in keys.iter().rev() {
        by_key(&mut rows, key.descending, |row| {
            sort_key(catalog, key.field, row)
        });
    }
    rows
}

/// A stable sort by an optional key; rows without it come last.
fn by_key(rows: &mut [u32], descending: bool, key: impl Fn(usize) -> Option<i64>) {
    rows.sort_by_cached_key(|r| {
        let k = key(*r as usize);
        (
            k.is_none(),
            k.map(|k| if descending { k.saturating_neg() } else { k }),
        )
    });
}

/// The number by which a row is ordered in a field.
fn sort_key(catalog: &Catalog, field: &Field, row: usize) -> Option<i64> {
    let columns = &catalog.columns;
    match field.kind {
        Kind::Names(NameField::Organization) => Some(i64::from(catalog.name_rank(row))),
        // A single word orders by its place in the vocabulary, a set by how many words it has.
        Kind::Words { several, get, .. } => {
            Some(get(columns, row)).filter(|set| *set != 0).map(|set| {
                i64::from(if several {
                    set.count_ones()
                } else {
                    set.trailing_zeros()
                })
            })
        }
        Kind::Number { get, .. } => get(columns, row).map(|n| i64::try_from(n).unwrap_or(i64::MAX)),
        // A range orders by its middle, twice over to stay whole.
        Kind::Days(get) => get(columns, row).map(|d| i64::from(d.low) + i64::from(d.high)),
        Kind::Date(get) => get(columns, row).map(|d| i64::from(d.first_day())),
        Kind::Year => Field::year_of(columns, row).map(i64::from),
        Kind::Code { get, .. } => {
            let codes = get(catalog);
            let mine = codes.get(row)?;
            i64::try_from(codes.values().iter().filter(|v| &***v < mine).count()).ok()
        }
        Kind::Names(_) | Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => {
            None
        }
    }
}

/// What a column is sorted by when its header is chosen for the first time: names upwards, amounts
/// and dates downwards.
#[must_use]
pub const fn first_direction_descending(field: &Field) -> bool {
    !matches!(
        field.kind,
        Kind::Names(_) | Kind::Words { .. } | Kind::Code { .. }
    )
}

#[cfg(test)]
mod tests {
    use crate::{
        catalog::open,
        query::{self, Context},
    };

    #[test]
    fn the_severest_first_and_of_those_the_largest() {
        let catalog = open::open(&open::Sources::default()).unwrap().catalog;
        let parsed = query::parse("sort:-severity");
        let rows = query::answer(&catalog, &parsed.query, &Context::default()).rows;
        let key = |row: &u32| {
            let c = &catalog.columns;
            let severity = c.severity.get(*row as usize);
            (severity, c.affected.get(*row as usize))
        };
        // `None` is less than any number, so what is not stated comes last.
        assert!(rows.is_sorted_by_key(|row| std::cmp::Reverse(key(row))));
        assert_eq!(catalog.id(rows[0] as usize), "change-healthcare-2024");
    }
}
