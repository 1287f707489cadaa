//! Tells the rows of a table apart: what is of the common sort and seen before, and what has to be read
//! as a whole. It must not know who wants to know.

use super::{BY_ROW, Glance, Known, PLACE, Passed, Rows, Seen, days::Days, sorts::Sorts};
use crate::{
    import::{
        Format, cells,
        columns::Role,
        dates::{self, Evidence, Order},
        draft::Draft,
        gist::Gist,
        listing::{self, Plan},
        narrative,
        rows::Row,
        split::{Cells, Split},
    },
    model::{Date, Incident, Text, date::DayNumber},
};
use foldhash::fast::RandomState;
use std::{borrow::Cow, collections::HashMap};

/// Rows of one name: about so many, from which room for names is guessed.
const NAMED_AGAIN: usize = 4;

/// Letters of names, one with the other, for each row.
const LETTERS: usize = 16;

/// What is known of the names of some rows before these are looked at.
#[derive(Default)]
struct Ahead {
    hashes: Vec<u32>,
    numbers: Vec<Option<u32>>,
    /// As [`Spellings::get`] says.
    places: Vec<Option<Option<Written>>>,
}

/// A written name of the common sort.
#[derive(Debug, Clone, Copy)]
struct Written {
    /// Its place in the rows' names.
    place: u32,
    /// It stands there as it is written.
    is_same: bool,
}

/// Which record's names the written ones are, by their numbers. Nearly all are the same, and of those no more than
/// a bit is looked at.
#[derive(Debug, Default)]
struct Spellings {
    /// A bit for each name that stands in `others`.
    is_other: Vec<u64>,
    /// What else a record holds, or nothing where the name is not of the common sort.
    others: HashMap<u32, Option<Written>, RandomState>,
}

impl Spellings {
    #[inline]
    fn get(&self, number: u32) -> Option<Written> {
        let bits = self.is_other.get(number as usize / 64);
        if bits.is_some_and(|bits| bits >> (number % 64) & 1 == 1) {
            return self.others.get(&number).copied().flatten();
        }
        Some(Written {
            place: number,
            is_same: true,
        })
    }

    fn put(&mut self, number: u32, name: Option<Written>) {
        let at = number as usize / 64;
        if at >= self.is_other.len() {
            self.is_other.resize(at + 1, 0);
        }
        if let Some(bits) = self.is_other.get_mut(at) {
            *bits |= 1 << (number % 64);
        }
        self.others.insert(number, name);
    }
}

/// Tells rows apart.
pub(super) struct Eye<'a> {
    plan: &'a Plan,
    pub(super) rows: Rows,
    /// Of the stretch that is being read.
    pub(super) passed: Passed,
    spellings: Spellings,
    /// Kinds and places of rows, by the columns that make them.
    kinds: Sorts<Option<u32>>,
    places: Sorts<Option<u32>>,
    texts: HashMap<Gist, u32, RandomState>,
    days: Days,
    /// The different cells of each date column, with the lines on which they stood first.
    dates: Vec<(Role, Known<u64>)>,
    ahead: Ahead,
    /// The columns whose cells must be empty for a row to have a kind.
    other_dates: Vec<usize>,
    columns: [Option<usize>; 4],
    reader: narrative::Reader,
    /// Some kind or place has a cell that could not be read.
    has_unread: bool,
    /// The text that was read last.
    prose: String,
}

impl<'a> Eye<'a> {
    pub(super) fn new(plan: &'a Plan, likely_rows: usize) -> Self {
        let layout = &plan.heading.layout;
        let by_row = |r: &Role| BY_ROW.contains(r) || PLACE.contains(r);
        let columns = |dates: bool| {
            layout
                .roles()
                .filter(|(r, _)| !by_row(r) && r.is_date() == dates)
                .map(|(_, at)| at)
                .collect()
        };
        let places = layout.roles().filter(|(r, _)| PLACE.contains(r));
        let mut eye = Self {
            plan,
            rows: Rows::default(),
            passed: Passed::default(),
            spellings: Spellings::default(),
            kinds: Sorts::new(columns(false)),
            places: Sorts::new(places.map(|(_, at)| at).collect()),
            texts: HashMap::default(),
            days: Days::default(),
            dates: Vec::new(),
            ahead: Ahead::default(),
            other_dates: columns(true),
            columns: BY_ROW.map(|r| layout.column(r)),
            reader: narrative::Reader::default(),
            has_unread: false,
            prose: String::new(),
        };
        let dates = layout.roles().filter(|(r, _)| r.is_date());
        eye.dates = dates.map(|(r, _)| (r, Known::default())).collect();
        // What grows is copied, and room that nobody uses costs nothing.
        let names = &mut eye.rows.names;
        names.reserve(likely_rows / NAMED_AGAIN, 0);
        names.texts.reserve(likely_rows, likely_rows * LETTERS);
        eye.rows.texts.push(Incident::default());
        eye.texts.insert(Gist::default(), 0);
        eye
    }

    pub(super) fn finish(self) -> Rows {
        let mut rows = self.rows;
        rows.names.close();
        let shown = self.dates.iter().map(|(role, cells)| {
            let cells = cells.iter().map(|(cell, line)| (*line, &**cell));
            let mut cells: Vec<(u64, &[u8])> = cells.collect();
            cells.sort_unstable();
            let mut evidence = Evidence::default();
            for (line, cell) in cells {
                evidence.see(line, &cells::decode(cell).0);
            }
            (*role, evidence)
        });
        rows.evidence = shown.collect();
        rows
    }

    /// Looks up the names of the rows that come next. One by one, each would be waited for: they
    /// are far apart in memory.
    pub(super) fn look_ahead(&mut self, split: &Split<'_>) {
        let at = self.columns.first().copied().flatten();
        // What is no UTF-8 is no name that is known.
        let names = split.rows().map(|row| {
            let cell = at.and_then(|at| row.cells.text(at));
            cell.unwrap_or_default()
        });
        let names: Vec<&str> = names.collect();
        let Ahead {
            hashes,
            numbers,
            places,
        } = &mut self.ahead;
        self.rows
            .names
            .find_each(names.iter().copied(), hashes, numbers);
        places.clear();
        places.extend(numbers.iter().map(|n| n.map(|n| self.spellings.get(n))));
    }

    /// What a row is: the one at this place of those that were looked at last.
    pub(super) fn see(
        &mut self,
        cells: Cells<'_>,
        ahead: usize,
        line: &impl Fn() -> u64,
    ) -> Option<Seen> {
        let filed = self.columns.get(2).copied().flatten();
        let filed = filed.and_then(|at| cells.get(at)).unwrap_or_default();
        let filed = self
            .days
            .get(filed)
            .unwrap_or_else(|| self.day(filed, line()));
        for (role, known) in &mut self.dates {
            // The day of the filing was seen to above.
            if *role == Role::Filed {
                continue;
            }
            let at = self.plan.heading.layout.column(*role);
            let cell = at.and_then(|at| cells.get(at)).unwrap_or_default();
            if !cell.is_empty() && !known.contains_key(cell) {
                known.insert(cell.into(), line());
            }
        }
        if let Some(glance) = filed.and_then(|day| self.glance(cells, ahead, day)) {
            // Most lists have no such kind and no such place, and nothing more is asked of their rows.
            if self.has_unread {
                self.unread_of(&glance, line());
            }
            return Some(Seen::Glance(glance));
        }
        let line = line();
        match listing::fill(self.plan, &Row::new(cells.iter(), line)) {
            Ok((mut draft, key)) => {
                let faults = &draft.imported.faults;
                let layout = Some(&self.plan.heading.layout);
                self.passed.unread.see(None, line, faults, layout);
                draft.tidy();
                Some(Seen::Whole(Box::new((*draft, key))))
            }
            Err(why) => {
                self.passed.skips.push((line, why));
                None
            }
        }
    }

    /// A row of the common sort; `None` sends it the long way.
    fn glance(&mut self, cells: Cells<'_>, ahead: usize, filed: DayNumber) -> Option<Glance> {
        if self.plan.format != Format::Ocr
            || self.plan.options.healthcare_only
            || cells.len() != self.plan.heading.layout.headings.len()
        {
            return None;
        }
        let [name_at, affected, _, text_at] = self.columns;
        let stated = |at: &usize| cells.get(*at).is_some_and(|c| !c.is_empty());
        if self.other_dates.iter().any(stated) {
            return None;
        }
        let affected = affected.and_then(|at| cells.get(at)).unwrap_or_default();
        let affected = people(affected)?;
        // What is no UTF-8 is repaired row by row.
        let written = name_at.map_or(Some(""), |at| cells.text(at));
        let name = match self.ahead.places.get(ahead).copied().flatten() {
            Some(known) => known?,
            None => self.name(written?)?,
        };
        let kind = self.kind(cells)?;
        let place = self.place(cells)?;
        let (text, methods) = match text_at.filter(stated) {
            Some(at) => self.text((cells.get(at)?, cells.text(at)), name, written?)?,
            None => (0, 0),
        };
        Some(Glance {
            name: name.place,
            kind,
            place,
            text,
            methods,
            filed,
            affected,
        })
    }

    /// Counts the cells of a row that could not be read: a glance has none but those of its kind and place.
    #[cold]
    fn unread_of(&mut self, glance: &Glance, line: u64) {
        let Rows { kinds, places, .. } = &self.rows;
        let unread = &mut self.passed.unread;
        let layout = Some(&self.plan.heading.layout);
        for known in [
            places.get(glance.place as usize),
            kinds.get(glance.kind as usize),
        ] {
            unread.see(None, line, known.map_or(&[], faults), layout);
        }
    }

    /// The one day that a cell states plainly which was not met before.
    fn day(&mut self, cell: &[u8], line: u64) -> Option<DayNumber> {
        let mut dates = self.dates.iter_mut();
        if let Some((_, cells)) = dates.find(|(r, _)| *r == Role::Filed) {
            cells.insert(cell.into(), line);
        }
        let order = self.plan.orders.iter().find(|(r, _)| *r == Role::Filed);
        let order = order.map_or(Order::default(), |(_, o)| *o);
        let date = std::str::from_utf8(cell).ok().and_then(|cell| {
            match dates::read_all(cell.trim(), order) {
                (dates, None) if dates.len() == 1 => dates.first().copied(),
                _ => None,
            }
        });
        let date = date.filter(|d| d.first_day() == d.last_day());
        let day = date.map(Date::first_day);
        self.days.put(cell, day);
        day
    }

    fn name(&mut self, written: &str) -> Option<Written> {
        let (number, is_new) = self.rows.names.intern(written);
        if !is_new {
            return self.spellings.get(number);
        }
        let name = self.common(written);
        if name.as_deref() == Some(written) {
            return self.spellings.get(number);
        }
        let names = &mut self.rows.names.texts;
        let name = name.map(|name| {
            names.push(&name);
            Written {
                place: number + 1,
                is_same: false,
            }
        });
        self.spellings.put(number, name);
        name
    }

    /// The name that a record of this written one has, if the written one is of the common sort.
    fn common<'n>(&self, written: &'n str) -> Option<Cow<'n, str>> {
        let is_plain = cells::is_plain_line(written);
        let (decoded, repair) = match is_plain {
            true => (Cow::Borrowed(written), cells::Repair::None),
            false => cells::decode(written.as_bytes()),
        };
        let trimmed = decoded.trim();
        let heading = self.columns.first().copied().flatten();
        let heading = heading.and_then(|at| self.plan.heading.layout.headings.get(at));
        let usual = !cells::is_null(trimmed)
            && repair == cells::Repair::None
            && heading.is_none_or(|h| h != trimmed)
            // Keys are cut after so many characters.
            && trimmed.len() < 200;
        if !usual || is_plain {
            return usual.then_some(Cow::Borrowed(written));
        }
        let line = cells::one_line(trimmed);
        let name = Text::new(&line);
        // The key is made of the name as it came.
        let is_same = name.as_str() == line && !name.trim().is_empty();
        is_same.then_some(Cow::Owned(line))
    }

    fn kind(&mut self, cells: Cells<'_>) -> Option<u32> {
        let new = match self.kinds.get(cells) {
            Ok(known) => return known,
            Err(new) => new,
        };
        // Names beside the organization's, or dates, need a row of their own.
        let kind = self
            .only(cells, &self.kinds.columns())
            .filter(|i| i.third_party.is_none() && i.timeline.is_empty());
        let place = kind.map(|kind| {
            self.has_unread |= !faults(&kind).is_empty();
            self.rows.kinds.push(kind);
            self.rows.kinds.len() as u32 - 1
        });
        self.kinds.put(new, place);
        place
    }

    fn place(&mut self, cells: Cells<'_>) -> Option<u32> {
        let new = match self.places.get(cells) {
            Ok(known) => return known,
            Err(new) => new,
        };
        let place = self.only(cells, &self.places.columns()).map(|place| {
            self.has_unread |= !faults(&place).is_empty();
            self.rows.places.push(place);
            self.rows.places.len() as u32 - 1
        });
        self.places.put(new, place);
        place
    }

    /// The record of some of a row's cells: read like any row, but with these alone and a name.
    fn only(&self, cells: Cells<'_>, columns: &[usize]) -> Option<Incident> {
        let only = cells.iter().enumerate().map(|(at, cell)| {
            if self.columns.first() == Some(&Some(at)) {
                b"Name"
            } else if columns.contains(&at) {
                cell
            } else {
                b""
            }
        });
        let (draft, _) = listing::fill(self.plan, &Row::new(only, 0)).ok()?;
        let (mut incident, mut imported) = (draft.incident, draft.imported);
        imported.raw.clear();
        incident.imported = Some(imported);
        Some(incident)
    }

    /// What a text says: its place in the rows' texts, and the methods that it names.
    fn text(
        &mut self,
        (cell, text): (&[u8], Option<&str>),
        name: Written,
        written: &str,
    ) -> Option<(u32, u64)> {
        let Some(prose) = cells::put_prose(cell, text, &mut self.prose) else {
            return Some((0, 0));
        };
        // What was just read lies nearer than what is kept.
        let organization = match name.is_same {
            true => written,
            false => self.rows.names.texts.get(name.place as usize)?,
        };
        let (gist, methods) = self.reader.gist(prose, organization).parted();
        if let Some(known) = self.texts.get(&gist) {
            return Some((*known, methods));
        }
        let mut draft = Draft::default();
        narrative::put(gist.tags(), false, &mut draft);
        self.rows.texts.push(draft.incident);
        let place = u32::try_from(self.rows.texts.len() - 1).ok()?;
        self.texts.insert(gist, place);
        Some((place, methods))
    }
}

/// The cells of a record that could not be read.
fn faults(incident: &Incident) -> &[Text] {
    incident.imported.as_ref().map_or(&[], |i| &i.faults)
}

/// A count of digits alone, or no cell at all; anything else needs a second look.
fn people(cell: &[u8]) -> Option<Option<u32>> {
    match cell {
        [] => Some(None),
        [b'1'..=b'9', rest @ ..] if rest.len() < 9 && rest.iter().all(u8::is_ascii_digit) => {
            let digits = cell.iter().map(|b| u32::from(b - b'0'));
            Some(Some(digits.fold(0, |n, d| n * 10 + d)))
        }
        _ => None,
    }
}
