//! Makes the ids and the keys of a table's rows unique, as `import/draft.rs` does for records, without
//! writing them: rows of one name lie together, so that they are counted without a look at the others. It
//! must not know what else a row says.

use super::part::{Part, Row};
use crate::{
    catalog::{
        ids::{self, Slugs},
        lists::Lists,
        names::NameBuilder,
    },
    import::lazy::{self, Taken},
    model::{
        Date,
        date::DayNumber,
        texts::{AT_ONCE, Interner, Texts},
    },
};

/// The rows of a table, whose organizations are known by number.
#[derive(Clone, Copy)]
pub(super) struct Called<'a> {
    pub(super) parts: &'a [Part],
    /// The first of them.
    pub(super) first: u32,
    pub(super) organizations: &'a Texts,
    /// Of all rows, and the rows of each.
    pub(super) organization_of: &'a [u32],
    pub(super) rows_of: &'a Lists,
}

/// What rows are called where marks are kept.
pub(super) struct Keys {
    /// Rows with ordinals, where these are not 1, ascending.
    pub(super) ordinals: Vec<(u32, u32)>,
    /// Where marks may be on them.
    pub(super) texts: Vec<(u32, String)>,
}

/// Rows in groups, and in each of those by a number: what has both in common shares one name.
struct Groups<'a> {
    rows: Called<'a>,
    /// The organizations of each group.
    organizations: Lists,
    /// Rows that are in groups by themselves, with the number there.
    own: Vec<(u32, u32)>,
    /// Those of each group, by their places.
    own_of: Lists,
}

/// Not yet known, or none, in lists by the number of an organization.
const UNKNOWN: u32 = u32::MAX;

/// An id with an ordinal from this on may look like that of a name which ends in a year. Years with fewer
/// digits are not counted on.
const LIKE_A_YEAR: u16 = 1000;

/// No day: what is no glance has a key of its own.
const NO_DAY: DayNumber = DayNumber::MIN;

/// Of a row that is not in the group of its organization.
const NO_NUMBER: u32 = NO_DAY as u32;

/// The years in the ids of rows, in their order; 0 where there is none.
pub(super) fn years(parts: &[Part]) -> Vec<u16> {
    let mut known = Years::default();
    let mut all = Vec::with_capacity(parts.iter().map(|part| part.called.len()).sum());
    for part in parts {
        all.extend(part.called.iter().map(|called| match part.row(*called) {
            Row::Glance { day, .. } => known.of(day),
            Row::Whole(whole) => whole.year.and_then(|y| u16::try_from(y).ok()).unwrap_or(0),
        }));
    }
    all
}

impl<'a> Called<'a> {
    /// The rows with the numbers of their organizations.
    fn rows(&self) -> impl Iterator<Item = (Row<'a>, u32)> {
        let parts = self.parts.iter();
        let rows = parts.flat_map(|p| p.called.iter().map(|c| p.row(*c)));
        let numbers = self.organization_of.iter().skip(self.first as usize);
        rows.zip(numbers.copied())
    }

    fn organization(&self, number: u32) -> &'a str {
        let name = self.organizations.get(number as usize);
        name.unwrap_or_default()
    }

    /// The ordinals in the ids of rows with these years, where they are not 1; ascending.
    pub(super) fn ids(self, years: &[u16], slugs: &mut Slugs) -> Vec<(u32, u32)> {
        self.put_slugs(slugs);
        self.id_ordinals(years, slugs)
    }

    /// Makes the slugs of organizations that have none yet.
    fn put_slugs(&self, slugs: &mut Slugs) {
        let Slugs { interner, of } = slugs;
        let new = self.organizations.len().saturating_sub(of.len());
        let bytes = self.organizations.bytes_from(of.len());
        interner.reserve(new, bytes + new);
        of.resize(self.organizations.len(), UNKNOWN);
        let missing = self
            .rows_of
            .iter()
            .zip(&*of)
            .zip(0..)
            .filter(|((rows, slug), _)| {
                **slug == UNKNOWN && rows.last().is_some_and(|row| *row >= self.first)
            });
        let missing: Vec<u32> = missing.map(|(_, number)| number).collect();
        let mut texts = Texts::default();
        for some in missing.chunks(AT_ONCE) {
            texts.clear();
            for number in some {
                texts.put(|out| {
                    lazy::put_slug(self.organization(*number), out);
                    out.push('-');
                });
            }
            let mut numbers = some.iter();
            interner.intern_each(texts.iter(), |slug| {
                let of = numbers.next().and_then(|n| of.get_mut(*n as usize));
                if let Some(of) = of {
                    *of = slug;
                }
            });
        }
    }

    /// The ordinals of ids other than 1.
    fn id_ordinals(&self, years: &[u16], slugs: &Slugs) -> Vec<(u32, u32)> {
        let texts = &slugs.interner.texts;
        let groups = Groups {
            rows: *self,
            organizations: Lists::of(&slugs.of, texts.len()),
            own: Vec::new(),
            own_of: Lists::default(),
        };
        let year = |at: usize| years.get(at).map(|year| u32::from(*year));
        let ordinals = groups.ordinals(|at| year(at).unwrap_or(NO_NUMBER));
        // `clinic-2019` is the first of the name `Clinic` in that year, or one without a year of the name
        // `Clinic 2019`; `clinic-2019-2020` is that of `Clinic 2019`, or after very many others one of
        // `Clinic`. All others are told apart by name, year and ordinal.
        let is_long = |(_, n): &(u32, u32)| *n >= LIKE_A_YEAR.into();
        let is_ambiguous = years.iter().any(|year| *year < LIKE_A_YEAR)
            || (ordinals.iter().any(is_long) && texts.iter().any(ends_in_digits));
        if !is_ambiguous {
            return ordinals;
        }
        let mut taken = Taken::default();
        let organizations = self.organization_of.iter().skip(self.first as usize);
        let rows = organizations.zip(years).zip(self.first..);
        rows.map(|((organization, year), row)| {
            let slug = slugs.of.get(*organization as usize);
            let slug = slug.and_then(|slug| texts.get(*slug as usize));
            let base = ids::base(slug.unwrap_or_default(), (*year).into());
            (row, taken.ordinal(&base))
        })
        .filter(|(_, n)| *n > 1)
        .collect()
    }

    /// The keys of the rows, whose organizations have these numbers among folded names.
    pub(super) fn keys(self, names: &NameBuilder, name_of: &[u32], marked: bool) -> Keys {
        let (folded, mut odd) = (names.names(), Interner::default());
        let new = self.first as usize;
        // Most keys are the folded name; others may be equal to the folded name of another organization.
        let organizations = self
            .organizations
            .iter()
            .zip(name_of)
            .zip(self.rows_of.iter());
        let key_of = organizations.map(|((name, folded_name), rows)| {
            if rows.last().is_none_or(|row| (*row as usize) < new) {
                return UNKNOWN;
            }
            if lazy::is_folded_in_keys(name) {
                return *folded_name;
            }
            match lazy::key_of(name) {
                (key, true) => folded
                    .find(&key)
                    .unwrap_or_else(|| folded.texts.len() as u32 + odd.intern(&key).0),
                (_, false) => UNKNOWN,
            }
        });
        let key_of: Vec<u32> = key_of.collect();
        let numbered = folded.texts.len() + odd.texts.len();
        // Keys that are written out may be equal to some that are not.
        let mut others = Interner::default();
        let mut written = |key: &str| {
            let number = |name: &str| {
                let odd = || Some(folded.texts.len() as u32 + odd.find(name)?);
                folded.find(name).or_else(odd)
            };
            let undated = lazy::undated(key);
            let undated = undated.and_then(|(name, day)| Some((number(name)?, day)));
            match undated {
                Some((number, day)) => (number, day.first_day()),
                None => (numbered as u32 + others.intern(key).0, 0),
            }
        };
        let (mut days, mut own, mut own_in) = (Vec::new(), Vec::new(), Vec::new());
        days.reserve_exact(self.organization_of.len() - new);
        for ((row, number), at) in self.rows().zip(self.first..) {
            let is_known = || key_of.get(number as usize).is_some_and(|k| *k != UNKNOWN);
            match row {
                Row::Glance { day, .. } if is_known() => days.push(day),
                _ => {
                    let key = key_text(&row, self.organization(number));
                    let (key, day) = written(&lazy::as_stored(&key));
                    own.push((at, day as u32));
                    own_in.push(key);
                    days.push(NO_DAY);
                }
            }
        }
        let number_of_groups = numbered + others.texts.len();
        let groups = Groups {
            rows: self,
            organizations: Lists::of(&key_of, number_of_groups),
            own_of: Lists::of(&own_in, number_of_groups),
            own,
        };
        let ordinals = groups.ordinals(|at| days.get(at).copied().unwrap_or(NO_DAY) as u32);
        let mut texts = Vec::new();
        if marked {
            let mut ordinals = ordinals.iter().peekable();
            for ((row, number), at) in self.rows().zip(self.first..) {
                let text = self.organization(number);
                let ordinal = ordinals.next_if(|(row, _)| *row == at).map_or(1, |o| o.1);
                let key = lazy::numbered(&key_text(&row, text), ordinal);
                texts.push((at, key.as_str().to_owned()));
            }
        }
        Keys { ordinals, texts }
    }
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

/// True for the slug of a name whose last word may be a year.
fn ends_in_digits(slug: &str) -> bool {
    let slug = ids::base(slug, 0);
    let word = slug.rsplit('-').next().unwrap_or_default();
    word.len() < slug.len() && word.bytes().all(|b| b.is_ascii_digit())
}

impl Groups<'_> {
    /// Of each row the how-manieth it is with its name, where that is not the first; ascending. `by` says of
    /// the rows, counted from the first, by what number they are told apart in the groups of their
    /// organizations, or [`NO_NUMBER`].
    fn ordinals(&self, by: impl Fn(usize) -> u32) -> Vec<(u32, u32)> {
        let (first, rows_of) = (self.rows.first, self.rows.rows_of);
        // Looked up for all rows together, so that the waits for memory are one.
        let at = |row: u32| row.checked_sub(first).map_or(usize::MAX, |at| at as usize);
        let numbers: Vec<u32> = rows_of.all.iter().map(|row| by(at(*row))).collect();
        let (mut out, mut group) = (Vec::new(), Vec::new());
        for (number, organizations) in (0..).zip(self.organizations.iter()) {
            let own = self.own_of.get(number);
            let lists = organizations.iter().map(|o| rows_of.range(*o));
            if own.len() + lists.clone().map(|list| list.len()).sum::<usize>() < 2 {
                continue;
            }
            let pair = |row: u32, by: u32| u64::from(by) << 32 | u64::from(row);
            group.clear();
            for list in lists {
                let rows = rows_of.all.get(list.clone()).unwrap_or_default();
                let numbers = numbers.get(list).unwrap_or_default();
                let numbered = rows.iter().zip(numbers);
                let numbered = numbered.filter(|(_, by)| **by != NO_NUMBER);
                group.extend(numbered.map(|(row, by)| pair(*row, *by)));
            }
            let own = own.iter().filter_map(|at| self.own.get(*at as usize));
            group.extend(own.map(|(row, by)| pair(*row, *by)));
            group.sort_unstable();
            for same in group.chunk_by(|a, b| a >> 32 == b >> 32) {
                let ordinals = (1..).zip(same).skip(1);
                out.extend(ordinals.map(|(n, pair)| u64::from(*pair as u32) << 32 | n));
            }
        }
        out.sort_unstable();
        out.into_iter()
            .map(|pair: u64| ((pair >> 32) as u32, pair as u32))
            .collect()
    }
}

/// The years of days, most of which come again and again.
struct Years(Vec<(DayNumber, u16)>);

impl Default for Years {
    fn default() -> Self {
        Self(vec![(NO_DAY, 0); 1 << 12])
    }
}

impl Years {
    fn of(&mut self, day: DayNumber) -> u16 {
        let at = day as usize & (self.0.len() - 1);
        let Some((known, year)) = self.0.get_mut(at) else {
            return 0;
        };
        if *known != day {
            let of_day = Date::from_day(day).map(Date::year);
            (*known, *year) = (day, of_day.and_then(|y| u16::try_from(y).ok()).unwrap_or(0));
        }
        *year
    }
}
