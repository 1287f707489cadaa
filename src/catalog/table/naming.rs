//! Makes the ids and the keys of a table's rows unique, as `import/draft.rs` does for records, without
//! writing them: rows of one name lie together, so that they are counted without a look at the others. It
//! must not know what else a row says.

use super::part::{Part, Row};
use crate::{
    catalog::{
        ids::{self, Slugs},
        lists::lists,
    },
    import::lazy::{self, Taken},
    model::{
        Date,
        texts::{Interner, Texts},
    },
};

/// What rows are called.
#[derive(Default)]
pub(super) struct Named {
    /// The years in the ids of the rows, in their order; 0 where there is none.
    pub(super) years: Vec<u16>,
    /// Rows with ordinals of their ids, where these are not 1, ascending.
    pub(super) ids: Vec<(u32, u32)>,
    /// Rows with ordinals of their keys, where these are not 1, ascending.
    pub(super) keys: Vec<(u32, u32)>,
    /// Keys, where marks may be on them.
    pub(super) texts: Vec<(u32, String)>,
}

/// Rows in groups, and in each of those by a number: what has both in common shares one name.
struct Groups {
    of: Vec<u32>,
    by: Vec<u32>,
}

/// Not yet known, in lists by the number of an organization.
const UNKNOWN: u32 = u32::MAX;

/// A key that is not stored as it is.
const CHANGED: u32 = u32::MAX - 1;

/// An id with an ordinal from this on may look like that of a name which ends in a year. Years with fewer
/// digits are not counted on.
const LIKE_A_YEAR: u32 = 1000;

/// Names the rows of some parts, whose organizations are known by number from row `first` on.
pub(super) fn name(
    parts: &[Part],
    first: u32,
    marked: bool,
    organizations: &Texts,
    organization_of: &[u32],
    slugs: &mut Slugs,
) -> Named {
    let numbers = organization_of.get(first as usize..).unwrap_or_default();
    let rows = || {
        let all = parts
            .iter()
            .flat_map(|p| p.called.iter().map(|c| p.row(*c)));
        all.zip(numbers.iter().copied())
    };
    let text = |number: u32| organizations.get(number as usize).unwrap_or_default();
    let mut groups = Groups {
        of: Vec::with_capacity(numbers.len()),
        by: Vec::with_capacity(numbers.len()),
    };
    let new = organizations.len().saturating_sub(slugs.of.len());
    let texts = &mut slugs.interner.texts;
    texts.reserve(new, organizations.bytes_from(slugs.of.len()) + new);
    slugs.of.resize(organizations.len(), UNKNOWN);
    for (row, number) in rows() {
        let slug = lookup(&mut slugs.of, number, || {
            let slug = lazy::slug(text(number)) + "-";
            slugs.interner.intern(&slug).0
        });
        let year = match row {
            Row::Glance { day, .. } => Date::from_day(day).map(Date::year),
            Row::Whole(whole) => whole.year,
        };
        groups.push(slug, year.and_then(|y| u32::try_from(y).ok()).unwrap_or(0));
    }
    let mut out = Named {
        years: groups.by.iter().map(|year| *year as u16).collect(),
        ids: id_ordinals(&groups, &slugs.interner.texts, first),
        ..Named::default()
    };
    groups.of.clear();
    groups.by.clear();

    let (mut keys, mut key_of) = (Interner::default(), vec![UNKNOWN; organizations.len()]);
    keys.texts
        .reserve(organizations.len(), organizations.bytes_from(0));
    for (row, number) in rows() {
        if let Row::Glance { .. } = row {
            lookup(&mut key_of, number, || {
                let (key, is_stored_so) = lazy::key_of(text(number));
                match is_stored_so {
                    true => keys.intern(&key).0,
                    false => CHANGED,
                }
            });
        }
    }
    // Keys that are written out may be equal to some that are not.
    let mut others = Interner::default();
    let mut written = |key: &str| match lazy::undated(key) {
        Some((name, day)) if keys.find(name).is_some() => {
            (keys.find(name).unwrap_or_default(), day.first_day() as u32)
        }
        _ => (keys.texts.len() as u32 + others.intern(key).0, 0),
    };
    for (row, number) in rows() {
        let key = key_of.get(number as usize).copied().unwrap_or(UNKNOWN);
        let (key, by) = match row {
            Row::Glance { day, .. } if key < CHANGED => (key, day as u32),
            _ => written(&lazy::as_stored(&key_text(&row, text(number)))),
        };
        groups.push(key, by);
    }
    out.keys = groups.ordinals(keys.texts.len() + others.texts.len(), first);
    if marked {
        let mut ordinals = out.keys.iter().peekable();
        for ((row, number), at) in rows().zip(first..) {
            let ordinal = ordinals.next_if(|(row, _)| *row == at).map_or(1, |o| o.1);
            let key = lazy::numbered(&key_text(&row, text(number)), ordinal);
            out.texts.push((at, key.as_str().to_owned()));
        }
    }
    out
}

/// The key of a row as it is before it is stored.
fn key_text(row: &Row<'_>, organization: &str) -> String {
    match row {
        Row::Glance { day, .. } => {
            let (key, _) = lazy::key_of(organization);
            Date::from_day(*day).map_or_else(|| key.clone(), |day| lazy::dated(&key, day))
        }
        Row::Whole(whole) => whole.key.clone(),
    }
}

/// What stands in a list at a place, made where it is not yet known.
fn lookup(list: &mut [u32], at: u32, make: impl FnOnce() -> u32) -> u32 {
    match list.get_mut(at as usize) {
        Some(slot) => {
            if *slot == UNKNOWN {
                *slot = make();
            }
            *slot
        }
        None => UNKNOWN,
    }
}

/// The ordinals of ids other than 1, of rows grouped by slug and year.
fn id_ordinals(groups: &Groups, slugs: &Texts, first: u32) -> Vec<(u32, u32)> {
    let ordinals = groups.ordinals(slugs.len(), first);
    // `clinic-2019` is the first of the name `Clinic` in that year, or one without a year of the name
    // `Clinic 2019`; `clinic-2019-2020` is that of `Clinic 2019`, or after very many others one of
    // `Clinic`. All others are told apart by name, year and ordinal.
    let is_ambiguous = groups.by.iter().any(|year| *year < LIKE_A_YEAR)
        || (ordinals.iter().any(|(_, n)| *n >= LIKE_A_YEAR) && slugs.iter().any(ends_in_digits));
    if !is_ambiguous {
        return ordinals;
    }
    let mut taken = Taken::default();
    let rows = groups.of.iter().zip(&groups.by).zip(first..);
    rows.map(|((slug, year), row)| {
        let slug = slugs.get(*slug as usize).unwrap_or_default();
        (row, taken.ordinal(&ids::base(slug, (*year).into())))
    })
    .filter(|(_, n)| *n != 1)
    .collect()
}

/// True for the slug of a name whose last word may be a year.
fn ends_in_digits(slug: &str) -> bool {
    let slug = ids::base(slug, 0);
    let word = slug.rsplit('-').next().unwrap_or_default();
    word.len() < slug.len() && word.bytes().all(|b| b.is_ascii_digit())
}

impl Groups {
    fn push(&mut self, of: u32, by: u32) {
        self.of.push(of);
        self.by.push(by);
    }

    /// Of each row the how-manieth it is with its name, where that is not the first; ascending.
    fn ordinals(&self, groups: usize, first: u32) -> Vec<(u32, u32)> {
        let (starts, rows) = lists(self.of.iter().copied().zip(0..), groups);
        let (mut out, mut group) = (Vec::new(), Vec::new());
        for (from, to) in starts.iter().zip(starts.iter().skip(1)) {
            if to - from < 2 {
                continue;
            }
            let rows = rows.get(*from as usize..*to as usize).unwrap_or_default();
            group.clear();
            let by = |row: u32| self.by.get(row as usize).copied().unwrap_or_default();
            group.extend(rows.iter().map(|row| (by(*row), *row)));
            group.sort_unstable();
            let (mut last, mut n) = (None, 0);
            for (by, row) in &group {
                n = if last == Some(by) { n + 1 } else { 1 };
                last = Some(by);
                if n > 1 {
                    out.push((first + row, n));
                }
            }
        }
        out.sort_unstable();
        out
    }
}
