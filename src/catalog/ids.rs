//! Ids of rows. Those of a foreign table are made of a name, a year and an ordinal, so that a million of
//! them need no text of their own; they are put together when somebody asks. It must not know what makes
//! them unique.

use super::{lists::lists, packed::Packed};
use crate::{
    import::lazy,
    model::texts::{Interner, Texts, beginning},
};
use std::borrow::Cow;

/// The ids of all rows.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Ids that stand in records, one behind the other.
    kept: Texts,
    /// The first row of each run of rows whose ids are kept, with the place of its id, or are made.
    runs: Vec<(u32, Option<u32>)>,
    /// The years in made ids; 0 where there is none.
    years: Packed,
    /// Rows whose made ids have an ordinal, ascending.
    ordinals: Vec<(u32, u32)>,
}

/// Where the names of organizations stand in ids: filled while rows are added, and needed for their order.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// Each different one once, with the sign behind it that parts it from the year.
    pub(super) interner: Interner,
    /// By the number of an organization; of those without a made id it does not matter.
    pub(super) of: Vec<u32>,
}

/// A year that is written with four digits, so that their order is that of the text.
const FIRST_YEAR: u64 = 1000;

impl Ids {
    pub(super) const fn len(&self) -> usize {
        self.years.len()
    }

    /// Adds an id that is kept as it is.
    pub(super) fn push(&mut self, id: &str) {
        let place = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        self.run(Some(place));
        self.kept.push(id);
        self.years.push(0);
    }

    /// Adds an id that is made of the organization's name and a year.
    pub(super) fn push_made(&mut self, year: u16) {
        self.run(None);
        self.years.push(year.into());
    }

    /// Gives made ids their ordinals; rows come in ascending order, and behind all that were given before.
    pub(super) fn number(&mut self, ordinals: &[(u32, u32)]) {
        self.ordinals.reserve_exact(ordinals.len());
        self.ordinals.extend_from_slice(ordinals);
    }

    /// Says that so many more rows with made ids are to come.
    pub(super) fn expect(&mut self, more: usize) {
        self.years.expect(more);
    }

    fn run(&mut self, kept: Option<u32>) {
        if self.runs.last().map(|(_, k)| k.is_some()) != Some(kept.is_some()) {
            let row = u32::try_from(self.len()).unwrap_or(u32::MAX);
            self.runs.push((row, kept));
        }
    }

    /// The place of a row's id among those that are kept.
    fn place(&self, row: usize) -> Option<usize> {
        let run = self
            .runs
            .partition_point(|(first, _)| *first as usize <= row);
        let (first, kept) = self.runs.get(run.checked_sub(1)?)?;
        Some((*kept)? as usize + row - *first as usize)
    }

    fn ordinal(&self, row: usize) -> u32 {
        let found = self
            .ordinals
            .binary_search_by_key(&row, |(row, _)| *row as usize);
        let found = found.ok().and_then(|at| self.ordinals.get(at));
        found.map_or(1, |(_, n)| *n)
    }

    /// The id of a row of an organization; empty behind the last row.
    pub(super) fn get<'a>(&'a self, row: usize, organization: &str) -> Cow<'a, str> {
        if row >= self.len() {
            return Cow::Borrowed("");
        }
        if let Some(place) = self.place(row) {
            return Cow::Borrowed(self.kept.get(place).unwrap_or_default());
        }
        let year = i32::try_from(self.years.get(row)).ok().filter(|y| *y > 0);
        Cow::Owned(lazy::id(organization, year, self.ordinal(row)))
    }

    /// Of each row its place in the order of ids; equal ids have equal places.
    pub(super) fn ranks(&self, organization_of: &[u32], slugs: &Slugs) -> Vec<u32> {
        let slug_of = |row: usize| {
            let organization = organization_of.get(row)?;
            slugs.of.get(*organization as usize).copied()
        };
        // Rows whose ids are a slug, a sign and a year of four digits go by their slug.
        let is_usual = |row: usize| self.years.get(row) >= FIRST_YEAR;
        let usual = (0..self.len())
            .filter(|row| is_usual(*row))
            .filter_map(|row| Some((slug_of(row)?, u32::try_from(row).ok()?)));
        let (starts, rows) = lists(usual, slugs.interner.texts.len());
        let rows_of = |slug: u32| {
            let slug = slug as usize;
            let (from, to) = (starts.get(slug), starts.get(slug + 1));
            let range = from.zip(to).map(|(a, b)| *a as usize..*b as usize);
            range.and_then(|r| rows.get(r)).unwrap_or_default()
        };
        let full = |row: u32| self.spelled(row as usize, slug_of(row as usize), slugs);
        let unusual: Vec<(Cow<'_, str>, u32)> = (0..)
            .zip(0..self.len())
            .filter(|(_, row)| !is_usual(*row))
            .map(|(row, _)| (full(row), row))
            .collect();
        // Taken at once and small: of what is freed, the allocator keeps more the larger the pieces are.
        let slugs_and_rows = slugs.interner.texts.len() + unusual.len();
        let mut items: Vec<Item> = Vec::with_capacity(slugs_and_rows);
        for (text, slug) in slugs.interner.texts.iter().zip(0..) {
            if !rows_of(slug).is_empty() {
                items.push(Item::new(text, Of::Slug(slug)));
            }
        }
        for ((text, _), at) in unusual.iter().zip(0..) {
            items.push(Item::new(text, Of::Unusual(at)));
        }
        let text = |of: &Of| match of {
            Of::Slug(slug) => slugs.interner.texts.get(*slug as usize).unwrap_or_default(),
            Of::Unusual(at) => unusual.get(*at as usize).map_or("", |(text, _)| text),
        };
        items.sort_unstable_by(|a, b| {
            let first = a.first.cmp(&b.first);
            first.then_with(|| text(&a.of).cmp(text(&b.of)))
        });
        let mut ranks = Ranks::new(self.len());
        let mut rest = items.as_slice();
        while let Some((head, behind)) = rest.split_first() {
            // `clinic-2020` may stand in the middle of the ids of `clinic`.
            let begin = text(&head.of);
            let within = |item: &&Item| {
                let more = text(&item.of).strip_prefix(begin);
                more.is_some_and(|m| m.bytes().next().is_none_or(|b| b <= b'9'))
            };
            let family = match head.of {
                Of::Slug(_) => behind.iter().take_while(within).count(),
                Of::Unusual(_) => 0,
            };
            let (family, behind) = behind.split_at_checked(family).unwrap_or((behind, &[]));
            rest = behind;
            match head.of {
                Of::Unusual(at) => {
                    let row = unusual.get(at as usize).map_or(u32::MAX, |(_, row)| *row);
                    ranks.text(begin, row);
                }
                Of::Slug(slug) if family.is_empty() => {
                    let id = |row: &u32| (self.years.get(*row as usize), *row);
                    let mut ids: Vec<(u64, u32)> = rows_of(slug).iter().map(id).collect();
                    let ordinal = |row: u32| by_text(self.ordinal(row as usize));
                    let order = |(a, ra): &(u64, u32), (b, rb): &(u64, u32)| {
                        a.cmp(b).then_with(|| ordinal(*ra).cmp(&ordinal(*rb)))
                    };
                    ids.sort_by(order);
                    let mut last = None;
                    for id in &ids {
                        ranks.put(last.is_none_or(|l| order(l, id).is_ne()), id.1);
                        last = Some(id);
                    }
                    ranks.forget();
                }
                Of::Slug(_) => {
                    let all = std::iter::once(head).chain(family);
                    let mut ids: Vec<(Cow<'_, str>, u32)> = all
                        .flat_map(|item| match &item.of {
                            Of::Slug(slug) => rows_of(*slug),
                            Of::Unusual(at) => {
                                let row = unusual.get(*at as usize).map(|(_, row)| row);
                                row.map(std::slice::from_ref).unwrap_or_default()
                            }
                        })
                        .map(|row| (full(*row), *row))
                        .collect();
                    ids.sort_unstable();
                    ids.iter().for_each(|(id, row)| ranks.text(id, *row));
                }
            }
        }
        ranks.of
    }

    /// The id of a row by the slug of its organization.
    fn spelled(&self, row: usize, slug: Option<u32>, slugs: &Slugs) -> Cow<'_, str> {
        if let Some(place) = self.place(row) {
            return Cow::Borrowed(self.kept.get(place).unwrap_or_default());
        }
        let slug = slug.and_then(|s| slugs.interner.texts.get(s as usize));
        let slug = slug.unwrap_or_default();
        let mut id = base(slug, self.years.get(row));
        lazy::put_ordinal(&mut id, self.ordinal(row));
        Cow::Owned(id)
    }

    /// Gives back the room that growing took in advance.
    pub(super) fn shrink(&mut self) {
        self.kept.shrink();
        self.runs.shrink_to_fit();
        self.years.shrink();
        self.ordinals.shrink_to_fit();
    }
}

/// What ids of a slug, with the sign behind it, and a year begin with; 0 stands for no year.
pub(super) fn base(slug: &str, year: u64) -> String {
    match year {
        0 => slug.strip_suffix('-').unwrap_or(slug).to_owned(),
        year => format!("{slug}{year}"),
    }
}

/// A number so that its order is that of its digits as text; none for 1, which is not written.
fn by_text(ordinal: u32) -> (u64, u32) {
    match ordinal {
        1 => (0, 0),
        n => {
            let digits = n.checked_ilog10().unwrap_or_default();
            (u64::from(n) * 10_u64.pow(10 - digits.min(10)), digits)
        }
    }
}

/// What is sorted for the order of ids.
struct Item {
    /// See [`beginning`].
    first: u128,
    of: Of,
}

enum Of {
    /// A row whose id is no slug with a year, by its place among those.
    Unusual(u32),
    /// What all other ids of a slug begin with.
    Slug(u32),
}

impl Item {
    fn new(text: &str, of: Of) -> Self {
        let first = beginning(text);
        Self { first, of }
    }
}

/// Places that are given one behind the other.
struct Ranks {
    of: Vec<u32>,
    next: u32,
    last: Option<String>,
}

impl Ranks {
    fn new(rows: usize) -> Self {
        Self {
            of: vec![u32::MAX; rows],
            next: 0,
            last: None,
        }
    }

    fn put(&mut self, is_new: bool, row: u32) {
        self.next += u32::from(is_new);
        if let Some(rank) = self.of.get_mut(row as usize) {
            *rank = self.next - 1;
        }
    }

    fn text(&mut self, id: &str, row: u32) {
        let is_new = self.last.as_deref() != Some(id);
        if is_new {
            self.last = Some(id.to_owned());
        }
        self.put(is_new, row);
    }

    /// Says that the id given last is equal to none that follows.
    fn forget(&mut self) {
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinals_are_ordered_as_they_are_written() {
        let mut ordinals: Vec<u32> = (1..2000).chain([u32::MAX, 1_000_000_000]).collect();
        ordinals.sort_by_key(|n| by_text(*n));
        let mut written = ordinals.clone();
        written.sort_by_key(|n| {
            if *n == 1 {
                String::new()
            } else {
                n.to_string()
            }
        });
        assert_eq!(ordinals, written);
    }

    proptest! {
        #[test]
        fn ids_have_the_order_of_their_text(rows in prop::collection::vec(
            prop_oneof![
                "[a2 -]{0,4}".prop_map(|id| (Some(id), 0, 0, 0)),
                (0..7_usize, 0..5_usize, 1..14_u32).prop_map(|(o, y, n)| (None, o, y, n)),
            ],
            0..60,
        )) {
            let names = ["a", "a 2", "a 2020", "a 2020 2", "a-a", "aa", "b"];
            let years = [0, 20, 999, 2020, 2021];
            let (mut ids, mut organization_of, mut ordinals) = (Ids::default(), Vec::new(), Vec::new());
            let mut slugs = Slugs::default();
            for (at, name) in names.iter().enumerate() {
                slugs.interner.intern(&format!("{}-", lazy::slug(name)));
                slugs.of.push(at as u32);
            }
            for (row, (id, name, year, n)) in rows.iter().enumerate() {
                organization_of.push(*name as u32);
                match id {
                    Some(id) => ids.push(id),
                    None => {
                        ids.push_made(years[*year]);
                        if *n > 1 {
                            ordinals.push((row as u32, *n));
                        }
                    }
                }
            }
            ids.number(&ordinals);
            ids.shrink();
            let text = |row: usize| ids.get(row, names[rows[row].1]).into_owned();
            let mut sorted: Vec<String> = (0..rows.len()).map(text).collect();
            sorted.sort();
            sorted.dedup();
            let ranks = ids.ranks(&organization_of, &slugs);
            for (row, rank) in ranks.iter().enumerate() {
                prop_assert_eq!(&sorted[*rank as usize], &text(row));
            }
        }
    }
}
