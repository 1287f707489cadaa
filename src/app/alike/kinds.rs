//! The different profiles among all rows. A million filings state some thousands of them, so what is most
//! like an incident is found among these and not among the rows. It must not know how alikeness is
//! measured, nor which incident is looked at.

use super::profile;
use crate::{analysis::similar::Profile, catalog::Catalog, query::Pace, threads};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Where more profiles differ, comparing them saves little over comparing rows, and keeping them takes
/// megabytes.
const MOST: usize = 1 << 14;

/// Rows that one thread sorts into kinds as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 20_000;

/// How equally alike rows are ordered: by id, then by row.
pub type Key = (u32, u32);

/// The key of a row.
pub fn key(catalog: &Catalog, row: usize) -> Key {
    (catalog.id_rank(row), u32::try_from(row).unwrap_or(u32::MAX))
}

/// Rows of one profile.
#[derive(Debug)]
pub struct Kind {
    /// What all of them state.
    pub profile: Profile,
    /// The first of them.
    pub rows: Vec<Key>,
}

impl Kind {
    /// Its rows without one.
    pub fn others(&self, row: u32) -> impl Iterator<Item = Key> {
        let rows = self.rows.iter().copied();
        rows.filter(move |(_, other)| *other != row)
    }
}

/// Every profile that some row has, each once, in no order.
#[derive(Debug)]
pub struct Kinds(Option<Vec<Kind>>);

impl Kinds {
    /// Those of a catalog, with so many rows of each; `None` when it was given up.
    pub fn of(catalog: &Catalog, rows: usize, pace: Pace<'_>) -> Option<Self> {
        let threads = threads::worth(catalog.len(), WORTH_A_THREAD, pace.threads);
        Self::within(MOST, threads, catalog, rows, pace)
    }

    fn within(
        most: usize,
        threads: usize,
        catalog: &Catalog,
        rows: usize,
        pace: Pace<'_>,
    ) -> Option<Self> {
        let shares = threads::ranges(catalog.len(), threads);
        let mut shares = threads::each(shares, |range| {
            let mut all = Gathered::new(most, rows);
            for row in pace.each(range) {
                if !all.add(profile(catalog, row), key(catalog, row)) {
                    return None;
                }
            }
            Some(all)
        })
        .into_iter();
        let mut all = shares.next().flatten();
        for other in shares {
            all = all.zip(other).and_then(|(all, other)| all.with(other));
        }
        (!pace.is_over()).then(|| Self(all.map(|all| all.kinds)))
    }

    #[cfg(test)]
    pub(super) fn gathered(all: impl IntoIterator<Item = (Key, Profile)>, rows: usize) -> Self {
        let mut gathered = Gathered::new(MOST, rows);
        for (row, profile) in all {
            gathered.add(profile, row);
        }
        Self(Some(gathered.kinds))
    }

    /// Them; `None` where they are too many.
    #[must_use]
    pub fn few(&self) -> Option<&[Kind]> {
        self.0.as_deref()
    }
}

/// Kinds as rows come.
struct Gathered {
    most: usize,
    rows: usize,
    kinds: Vec<Kind>,
    places: HashMap<Profile, usize, FixedState>,
}

impl Gathered {
    fn new(most: usize, rows: usize) -> Self {
        Self {
            most,
            rows,
            kinds: Vec::new(),
            places: HashMap::default(),
        }
    }

    /// Adds a row; false when there are too many kinds.
    fn add(&mut self, profile: Profile, row: Key) -> bool {
        let next = self.kinds.len();
        let place = *self.places.entry(profile).or_insert(next);
        if place == next {
            let rows = Vec::new();
            self.kinds.push(Kind { profile, rows });
        }
        if let Some(Kind { rows, .. }) = self.kinds.get_mut(place) {
            let full = rows.len() == self.rows;
            if !full || rows.last().is_some_and(|last| *last > row) {
                if full {
                    rows.pop();
                }
                let at = rows.partition_point(|other| *other < row);
                rows.insert(at, row);
            }
        }
        self.kinds.len() <= self.most
    }

    /// Both together; `None` when there are too many kinds.
    fn with(mut self, other: Self) -> Option<Self> {
        for Kind { profile, rows } in other.kinds {
            for row in rows {
                if !self.add(profile, row) {
                    return None;
                }
            }
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::open;
    use std::{
        collections::{BTreeMap, BTreeSet},
        sync::atomic::AtomicBool,
    };

    fn bundled() -> Catalog {
        open::open(&open::Sources::default()).unwrap().catalog
    }

    #[test]
    fn each_kind_has_its_first_rows_on_any_number_of_threads() {
        let catalog = bundled();
        let mut want: BTreeMap<String, (Profile, BTreeSet<Key>)> = BTreeMap::new();
        for row in 0..catalog.len() {
            let profile = profile(&catalog, row);
            let kind = want.entry(format!("{profile:?}"));
            let (_, rows) = kind.or_insert((profile, BTreeSet::new()));
            rows.insert((catalog.id_rank(row), row as u32));
        }
        assert!(want.values().any(|(_, rows)| rows.len() > 1));
        for (threads, most) in [(1, 1), (2, 1), (3, 2), (500, 9)] {
            let kinds = Kinds::within(MOST, threads, &catalog, most, Pace::steady()).unwrap();
            let kinds = kinds.few().unwrap();
            assert_eq!(kinds.len(), want.len());
            for kind in kinds {
                let (_, rows) = &want[&format!("{:?}", kind.profile)];
                let first: Vec<Key> = rows.iter().copied().take(most).collect();
                assert_eq!(kind.rows, first, "{threads}");
            }
        }
    }

    #[test]
    fn too_many_are_not_kept() {
        let catalog = bundled();
        let all = Kinds::of(&catalog, 3, Pace::steady()).unwrap();
        let all = all.few().unwrap().len();
        for threads in [1, 2] {
            let within = |most| Kinds::within(most, threads, &catalog, 3, Pace::steady()).unwrap();
            assert!(within(all - 1).few().is_none());
            assert_eq!(within(all).few().unwrap().len(), all);
        }
    }

    #[test]
    fn what_is_given_up_is_nothing() {
        let over = AtomicBool::new(true);
        assert!(Kinds::of(&bundled(), 3, Pace::until(&over)).is_none());
    }
}
