//! Puts rows in order. What a record does not state comes last in either direction, and ties are
//! broken by the latest known date, then by id, so that an order is always the same. A score has few
//! values, so that many rows share each of them: there, more people come first.

use super::{
    SortKey,
    best::{Best, turned},
    field::{Field, Holds, Kind},
    value::Unit,
    years::Years,
};
use crate::{
    catalog::{BitSet, Catalog, Codes, NameField, digits::by_digits},
    threads,
};

/// The rows of a set in order; without keys the latest known first.
#[must_use]
pub fn ordered(catalog: &Catalog, keys: &[SortKey], set: &BitSet) -> Vec<u32> {
    let mut rows = set.list();
    by_latest(catalog, &mut rows);
    by_keys(catalog, keys, &mut rows);
    rows
}

/// The first of the rows of a set, as [`ordered`] has them: quicker, where few of many are wanted.
pub(super) fn first(catalog: &Catalog, keys: &[SortKey], set: &BitSet, most: usize) -> Vec<u32> {
    let mut best = Best::of(set.list(), most);
    for key in keys {
        by_field(catalog, key, &mut best);
    }
    by_size(catalog, keys, &mut best);
    by_known(catalog, &mut best);
    by_id(catalog, &mut best);
    let mut rows = best.rows();
    rows.sort_unstable();
    by_latest(catalog, &mut rows);
    by_keys(catalog, keys, &mut rows);
    rows.truncate(most);
    rows
}

/// Orders rows, given in ascending order, by the latest known date, then by id.
pub(super) fn by_latest(catalog: &Catalog, rows: &mut [u32]) {
    let mut all = All(rows);
    by_id(catalog, &mut all);
    by_known(catalog, &mut all);
}

fn by_id(catalog: &Catalog, rows: &mut impl ByKey) {
    rows.by_key(false, || |row| Some(i64::from(catalog.id_rank(row))));
}

fn by_known(catalog: &Catalog, rows: &mut impl ByKey) {
    rows.by_key(true, || {
        |row| catalog.columns.known.first_day(row).map(i64::from)
    });
}

/// Of equal scores more people come first.
fn by_size(catalog: &Catalog, keys: &[SortKey], rows: &mut impl ByKey) {
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
        rows.by_key(true, || {
            |row| catalog.columns.affected.get(row).map(saturated)
        });
    }
}

/// Orders rows that stand in the order of [`by_latest`] by the keys, the first one deciding.
pub(super) fn by_keys(catalog: &Catalog, keys: &[SortKey], rows: &mut [u32]) {
    let mut all = All(rows);
    by_size(catalog, keys, &mut all);
    for key in keys.iter().rev() {
        by_field(catalog, key, &mut all);
    }
}

/// What is done with rows by a key that is looked up for each.
trait ByKey {
    /// `make` makes what looks keys up, for each thread anew; rows without one come last.
    fn by_key<K: FnMut(usize) -> Option<i64>>(
        &mut self,
        descending: bool,
        make: impl Fn() -> K + Sync,
    );
}

impl ByKey for Best {
    fn by_key<K: FnMut(usize) -> Option<i64>>(
        &mut self,
        descending: bool,
        make: impl Fn() -> K + Sync,
    ) {
        self.narrow(descending, make);
    }
}

/// All rows, to be put in order: the last key that is asked for decides, the ones before break its ties.
struct All<'a>(&'a mut [u32]);

impl ByKey for All<'_> {
    fn by_key<K: FnMut(usize) -> Option<i64>>(
        &mut self,
        descending: bool,
        make: impl Fn() -> K + Sync,
    ) {
        by_key(self.0, descending, make);
    }
}

fn saturated(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Rows whose keys one thread looks up as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 100_000;

/// A stable sort by an optional key; rows without it come last. `make` makes what looks keys up, for each
/// thread anew.
///
/// Keys that lie close enough together, as all do but counts beyond four thousand million, are laid out
/// digit by digit, which takes a fraction of the time of comparing them.
fn by_key<K: FnMut(usize) -> Option<i64>>(
    rows: &mut [u32],
    descending: bool,
    make: impl Fn() -> K + Sync,
) {
    let threads = threads::worth(rows.len(), WORTH_A_THREAD, threads::most());
    let size = threads::share(rows.len(), threads);
    // The rows stand in any order: most of the time goes into fetching their keys from all over a column.
    let shares = threads::each(rows.chunks(size), |rows| {
        let mut key = make();
        let mut ends: Option<(i64, i64)> = None;
        let keys = rows.iter().map(|row| {
            let key = key(*row as usize);
            let key = key.map(|k| turned(k, descending));
            if let Some(k) = key {
                ends = Some(ends.map_or((k, k), |(least, most)| (k.min(least), k.max(most))));
            }
            key
        });
        let keys: Vec<Option<i64>> = keys.collect();
        (keys, ends)
    });
    let ends = shares.iter().filter_map(|(_, ends)| *ends);
    let Some((least, most)) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
        return;
    };
    let range = most.checked_sub(least).and_then(|r| u32::try_from(r).ok());
    match range.filter(|r| *r < u32::MAX) {
        Some(range) => {
            // What is not stated stands behind the last key.
            let near = |k: Option<i64>| k.map_or(range + 1, |k| k.wrapping_sub(least) as u32);
            let mut pairs = vec![(0, 0); rows.len()];
            let parts = pairs.chunks_mut(size).zip(rows.chunks(size)).zip(shares);
            threads::each(parts, |((pairs, rows), (keys, _))| {
                for ((pair, row), key) in pairs.iter_mut().zip(rows).zip(keys) {
                    *pair = (near(key), *row);
                }
            });
            for (slot, (_, row)) in rows.iter_mut().zip(by_digits(pairs, range + 1)) {
                *slot = row;
            }
        }
        None => {
            let keys = shares.into_iter().flat_map(|(keys, _)| keys);
            let mut keyed: Vec<(bool, Option<i64>, u32)> = keys
                .zip(rows.iter())
                .map(|(key, row)| (key.is_none(), key, *row))
                .collect();
            keyed.sort_by_key(|(none, key, _)| (*none, *key));
            for (slot, (.., row)) in rows.iter_mut().zip(keyed) {
                *slot = row;
            }
        }
    }
}

/// What is done by one field.
fn by_field(catalog: &Catalog, key: &SortKey, rows: &mut impl ByKey) {
    let columns = &catalog.columns;
    let down = key.descending;
    match key.field.kind {
        Kind::Names(NameField::Organization) => {
            rows.by_key(down, || |row| Some(i64::from(catalog.name_rank(row))));
        }
        // A word orders by its place in the vocabulary, a set without a main word by how many it has.
        Kind::Words { holds, get, .. } => {
            let column = get(columns);
            rows.by_key(down, || {
                |row| {
                    Some(column.get(row)).filter(|set| *set != 0).map(|set| {
                        i64::from(if holds == Holds::Several {
                            set.count_ones()
                        } else {
                            set.trailing_zeros()
                        })
                    })
                }
            });
        }
        Kind::Number { get, .. } => {
            let column = get(columns);
            rows.by_key(down, || |row| column.get(row).map(saturated));
        }
        // A range orders by its middle, twice over to stay whole.
        Kind::Days(get) => rows.by_key(down, || {
            |row| get(columns, row).map(|d| i64::from(d.low) + i64::from(d.high))
        }),
        Kind::Date(get) => rows.by_key(down, || |row| get(columns).first_day(row).map(i64::from)),
        Kind::Year => rows.by_key(down, || {
            let mut years = Years::default();
            move |row| {
                let days = years.of(Field::day_of_year(columns, row)?)?;
                Some(i64::from(days.low))
            }
        }),
        Kind::Code { get, .. } => {
            let codes = get(catalog);
            let places = alphabetical(codes);
            rows.by_key(down, || |row| places.get(codes.index(row)?).copied());
        }
        Kind::Names(_) | Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => {
        }
    }
}

/// For each code its place in the alphabet.
fn alphabetical(codes: &Codes) -> Vec<i64> {
    let values = codes.values();
    let before = |mine: &str| values.iter().filter(|v| *v < mine).count();
    values
        .iter()
        .map(|v| i64::try_from(before(v)).unwrap_or(i64::MAX))
        .collect()
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
    use super::*;
    use crate::{
        catalog::open,
        query::{self, Context},
    };
    use proptest::prelude::*;

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

    #[test]
    fn the_first_rows_are_those_that_the_order_begins_with() {
        let catalog = open::open(&open::Sources::default()).unwrap().catalog;
        let sets = ["", "type:hacking_it_incident"].map(|line| {
            query::answer(&catalog, &query::parse(line).query, &Context::default()).set
        });
        let fields = query::FIELDS.iter().filter(|f| f.is_sortable());
        for field in fields {
            for line in [
                format!("sort:{}", field.id),
                format!("sort:-{}", field.id),
                format!("sort:type,-{},severity", field.id),
            ] {
                let keys = query::parse(&line).query.sort;
                for set in &sets {
                    let all = ordered(&catalog, &keys, set);
                    for most in [1, 7, 60, 500] {
                        let want = all.get(..most).unwrap_or(&all);
                        assert_eq!(first(&catalog, &keys, set, most), want, "{line} {most}");
                    }
                }
            }
        }
    }

    #[test]
    fn many_rows_are_ordered_as_few_are() {
        let key = |row: usize| {
            (!row.is_multiple_of(7)).then_some((row as i64).wrapping_mul(77_777) % 5_000)
        };
        let n = WORTH_A_THREAD + 77;
        let mut rows: Vec<u32> = (0..n as u32).rev().collect();
        let mut want = rows.clone();
        want.sort_by_key(|r| (key(*r as usize).is_none(), key(*r as usize)));
        by_key(&mut rows, false, || key);
        assert!(rows == want);
    }

    proptest! {
        #[test]
        fn packed_keys_order_as_the_keys_do(
            keys in prop::collection::vec(
                prop::option::of(prop_oneof![
                    3 => -4_i64..4,
                    1 => Just(i64::MAX),
                    1 => Just(i64::MIN),
                    1 => Just(i64::from(u32::MAX)),
                ]),
                0..40,
            ),
            descending in any::<bool>(),
        ) {
            let mut rows: Vec<u32> = (0..keys.len() as u32).rev().collect();
            let mut want = rows.clone();
            want.sort_by_key(|r| {
                let k = keys[*r as usize];
                (k.is_none(), k.map(|k| if descending { k.saturating_neg() } else { k }))
            });
            by_key(&mut rows, descending, || |row| keys[row]);
            prop_assert_eq!(rows, want);
        }
    }
}
