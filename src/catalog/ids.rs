//! Ids of rows. A million of them need no text of their own: those of records stand in the records, and those
//! of a foreign table are made of a name, a year and an ordinal, and put together when somebody asks. It must
//! not know what makes them unique.

use super::{lists::Lists, packed::Packed, store::Store};
use crate::{
    import::lazy,
    model::texts::{Interner, in_order},
};
use memchr::memmem::Finder;
use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

/// The ids of all rows.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Where ids stand in records.
    kept: Vec<Place>,
    /// Those that do not stand in their record as they are, by their place in `kept`.
    apart: BTreeMap<usize, Box<str>>,
    /// The first row of each run of rows whose ids are kept, with the place of its id, or are made.
    runs: Vec<(u32, Option<u32>)>,
    /// The years in made ids; 0 where there is none.
    years: Packed,
    /// Rows whose made ids have an ordinal, ascending.
    ordinals: Vec<(u32, u32)>,
}

/// Where an id stands in the bytes of its record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    from: u16,
    length: u8,
}

impl Place {
    /// `None` for an id that is written in another way, such as `\u0061`, that is very long or far behind.
    pub(super) fn of(id: &str, record: &[u8]) -> Option<Self> {
        static KEY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("\"id\""));
        // Sources have ids as well.
        let from = KEY.find_iter(record).find_map(|key| {
            let behind = record.get(key + KEY.needle().len()..)?.trim_ascii_start();
            let value = behind.strip_prefix(b":")?.trim_ascii_start();
            let text = value.strip_prefix(b"\"")?;
            let is_it = text.strip_prefix(id.as_bytes())?.first() == Some(&b'"');
            is_it.then(|| record.len() - text.len())
        })?;
        let (from, length) = (from.try_into().ok()?, id.len().try_into().ok()?);
        Some(Self { from, length })
    }
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

    /// Adds an id that stands in its record, or else is kept as it is.
    pub(super) fn push(&mut self, id: &str, place: Option<Place>) {
        let at = self.kept.len();
        self.run(Some(u32::try_from(at).unwrap_or(u32::MAX)));
        if place.is_none() {
            self.apart.insert(at, id.into());
        }
        let nowhere = Place { from: 0, length: 0 };
        self.kept.push(place.unwrap_or(nowhere));
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

    /// The id of a row whose record has one.
    fn own<'a>(&'a self, row: usize, records: &'a Store) -> Option<&'a str> {
        let at = self.place(row)?;
        if let Some(id) = self.apart.get(&at) {
            return Some(id);
        }
        let stands = self.kept.get(at).and_then(|place| {
            let (from, length) = (place.from.into(), place.length.into());
            records.part(row, from, length)
        });
        Some(stands.unwrap_or_default())
    }

    /// The id of a row of an organization; empty behind the last row.
    pub(super) fn get<'a>(
        &'a self,
        row: usize,
        organization: &str,
        records: &'a Store,
    ) -> Cow<'a, str> {
        if row >= self.len() {
            return Cow::Borrowed("");
        }
        if let Some(id) = self.own(row, records) {
            return Cow::Borrowed(id);
        }
        let year = i32::try_from(self.years.get(row)).ok().filter(|y| *y > 0);
        Cow::Owned(lazy::id(organization, year, self.ordinal(row)))
    }

    /// Rows in the order of their ids; `rows_of` has those of each organization.
    pub(super) fn order(
        &self,
        organization_of: &[u32],
        rows_of: &Lists,
        slugs: &Slugs,
        records: &Store,
    ) -> Order {
        let slug_of = |row: u32| {
            let organization = organization_of.get(row as usize)?;
            slugs.of.get(*organization as usize).copied()
        };
        let year = |row: u32| self.years.get(row as usize);
        // Rows whose ids are a slug, a sign and a year of four digits go by their slug.
        let is_usual = |row: &u32| year(*row) >= FIRST_YEAR;
        let texts = &slugs.interner.texts;
        let full = |row: u32| match self.own(row as usize, records) {
            Some(id) => Cow::Borrowed(id),
            None => Cow::Owned(self.spelled(row as usize, slug_of(row), slugs)),
        };
        let rows = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        let unusual = rows.filter(|row| !is_usual(row));
        let unusual: Vec<(Cow<'_, str>, u32)> = unusual.map(|row| (full(row), row)).collect();
        let unusual_of =
            |item: Item| unusual.get((item.number() as usize).wrapping_sub(texts.len()));
        let text = |item: Item| match texts.get(item.number() as usize) {
            Some(slug) => slug,
            None => unusual_of(item).map_or("", |(text, _)| text),
        };
        let items = texts.iter().map(may_be_within);
        let items = items.chain(unusual.iter().map(|_| true)).zip(0..);
        let items = items.map(|(may, number)| Item::new(number, may).0);
        let items = in_order(items, |item| text(Item(item)));
        let mut ordinals = vec![1; self.len()];
        for (row, n) in &self.ordinals {
            if let Some(slot) = ordinals.get_mut(*row as usize) {
                *slot = *n;
            }
        }
        let ordinal = |row: u32| ordinals.get(row as usize).copied().unwrap_or(1);
        // Rows lie as their slugs do, so that one walk over them comes to all.
        let mut place_of = vec![u32::MAX; texts.len()];
        for (item, place) in items.iter().zip(0..) {
            if let Some(slot) = place_of.get_mut(Item(*item).number() as usize) {
                *slot = place;
            }
        }
        let place = |slug: &u32| place_of.get(*slug as usize).copied();
        let places = slugs.of.iter().map(|slug| place(slug).unwrap_or(u32::MAX));
        let rows_at = rows_of.joined(places, &[], items.len());
        let keyed = rows_at
            .all
            .iter()
            .map(|row| year(*row) << 32 | u64::from(*row));
        let mut keyed: Vec<u64> = keyed.collect();
        let mut order = Filling::new(self.len());
        let mut place = 0;
        while let Some((head, behind)) = items.get(place..).and_then(<[u32]>::split_first) {
            let head = Item(*head);
            // `clinic-2020` may stand in the middle of the ids of `clinic`.
            let within = |item: &&u32| {
                let more = || text(Item(**item)).strip_prefix(text(head));
                let is_digit = |more: &str| more.bytes().next().is_none_or(|b| b <= b'9');
                Item(**item).may_be_within() && more().is_some_and(is_digit)
            };
            let mut range = rows_at.range(place as u32);
            place += 1;
            if let Some((id, row)) = unusual_of(head) {
                order.text(id, *row);
                continue;
            }
            let family = behind.iter().take_while(within).count();
            if family > 0 {
                let mut ids: Vec<(Cow<'_, str>, u32)> = Vec::new();
                for item in behind.iter().take(family) {
                    let own = unusual_of(Item(*item)).map(|(_, row)| (full(*row), *row));
                    ids.extend(own);
                    range.end = rows_at.range(place as u32).end;
                    place += 1;
                }
                let rows = rows_at.all.get(range).unwrap_or_default().iter();
                ids.extend(
                    rows.filter(|row| is_usual(row))
                        .map(|row| (full(*row), *row)),
                );
                order.texts(ids);
                continue;
            }
            order.years(keyed.get_mut(range).unwrap_or_default(), ordinal);
        }
        order.done
    }

    /// The made id of a row by the slug of its organization.
    fn spelled(&self, row: usize, slug: Option<u32>, slugs: &Slugs) -> String {
        let slug = slug.and_then(|s| slugs.interner.texts.get(s as usize));
        let slug = slug.unwrap_or_default();
        let mut id = base(slug, self.years.get(row));
        lazy::put_ordinal(&mut id, self.ordinal(row));
        id
    }

    /// Gives back the room that growing took in advance.
    pub(super) fn shrink(&mut self) {
        self.kept.shrink_to_fit();
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

/// True for a slug that may stand in the middle of the ids of another.
fn may_be_within(slug: &str) -> bool {
    let two = slug.as_bytes().iter().zip(slug.as_bytes().iter().skip(1));
    two.fold(false, |any, (a, b)| {
        any | ((*a == b'-') & b.is_ascii_digit())
    })
}

/// What is sorted for the order of ids, by number: what all usual ids of a slug begin with, and behind
/// those the ids that are no slug with a year.
#[derive(Clone, Copy)]
struct Item(u32);

impl Item {
    const fn new(number: u32, may_be_within: bool) -> Self {
        Self(number << 1 | may_be_within as u32)
    }

    const fn number(self) -> u32 {
        self.0 >> 1
    }

    /// False where it surely does not stand in the middle of the ids of a slug.
    const fn may_be_within(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Rows in the order of their ids.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Equal ids as they come.
    pub(super) rows: Vec<u32>,
    /// Of each row its place in the order; equal ids have equal places.
    pub(super) ranks: Vec<u32>,
}

/// An order that is given one row behind the other.
struct Filling {
    done: Order,
    next: u32,
    last: Option<String>,
    /// Reused for ordinals and rows of one year.
    numbered: Vec<((u64, u32), u32)>,
}

impl Filling {
    fn new(rows: usize) -> Self {
        let done = Order {
            rows: Vec::with_capacity(rows),
            ranks: vec![u32::MAX; rows],
        };
        Self {
            done,
            next: 0,
            last: None,
            numbered: Vec::new(),
        }
    }

    /// The usual ids of one slug: years above, rows below. Equal years go by ordinal.
    fn years(&mut self, rows: &mut [u64], ordinal: impl Fn(u32) -> u32) {
        rows.sort_unstable();
        for same in rows.chunk_by(|a, b| a >> 32 == b >> 32) {
            match same {
                [id, ..] if id >> 32 < FIRST_YEAR => {}
                [id] => self.put(true, *id as u32),
                _ => {
                    let rows = same.iter().map(|id| *id as u32);
                    self.numbered.clear();
                    self.numbered
                        .extend(rows.map(|row| (by_text(ordinal(row)), row)));
                    self.numbered.sort_unstable();
                    let numbered = std::mem::take(&mut self.numbered);
                    let mut last = None;
                    for (ordinal, row) in &numbered {
                        self.put(last != Some(ordinal), *row);
                        last = Some(ordinal);
                    }
                    self.numbered = numbered;
                }
            }
        }
        self.forget();
    }

    /// Ids as texts, with their rows, in any order.
    fn texts(&mut self, mut ids: Vec<(Cow<'_, str>, u32)>) {
        ids.sort_unstable();
        ids.iter().for_each(|(id, row)| self.text(id, *row));
    }

    fn put(&mut self, is_new: bool, row: u32) {
        self.next += u32::from(is_new);
        self.done.rows.push(row);
        if let Some(rank) = self.done.ranks.get_mut(row as usize) {
            *rank = self.next - 1;
        }
    }

    fn text(&mut self, id: &str, row: u32) {
        let is_new = self.last.as_deref() != Some(id);
        if is_new {
            id.clone_into(self.last.get_or_insert_default());
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
                ("[a2 -]{0,4}", 0..2_usize).prop_map(|(id, o)| (Some(id), o, 0, 0)),
                (0..7_usize, 0..5_usize, 1..14_u32).prop_map(|(o, y, n)| (None, o, y, n)),
            ],
            0..60,
        )) {
            let names = ["a", "a 2", "a 2020", "a 2020 2", "a-a", "aa", "b"];
            let years = [0, 20, 999, 2020, 2021];
            let (mut ids, mut organization_of, mut ordinals) = (Ids::default(), Vec::new(), Vec::new());
            let mut records = Store::default();
            let segment = records.segment(Cow::Owned(Vec::new()));
            let mut slugs = Slugs::default();
            for (at, name) in names.iter().enumerate() {
                let mut slug = String::new();
                lazy::put_slug(name, &mut slug);
                slugs.interner.intern(&(slug + "-"));
                slugs.of.push(at as u32);
            }
            for (row, (id, name, year, n)) in rows.iter().enumerate() {
                organization_of.push(*name as u32);
                let record = format!("{{\"id\": {id:?}}}");
                records.append(segment, record.as_bytes());
                match id {
                    // Now and then as if it were written in another way.
                    Some(id) if *name == 0 => ids.push(id, Place::of(id, record.as_bytes())),
                    Some(id) => ids.push(id, None),
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
            let text = |row: usize| ids.get(row, names[rows[row].1], &records).into_owned();
            let mut sorted: Vec<String> = (0..rows.len()).map(text).collect();
            sorted.sort();
            sorted.dedup();
            let rows_of = Lists::of(&organization_of, names.len());
            let order = ids.order(&organization_of, &rows_of, &slugs, &records);
            for (row, rank) in order.ranks.iter().enumerate() {
                prop_assert_eq!(&sorted[*rank as usize], &text(row));
            }
            let mut by_id: Vec<u32> = (0..rows.len() as u32).collect();
            by_id.sort_by_key(|row| text(*row as usize));
            prop_assert_eq!(order.rows, by_id);
        }
    }
}
