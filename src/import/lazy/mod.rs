//! A table whose rows stay the bytes that they came in: told apart once for the index, read as records
//! only when somebody looks. What the columns say is read by the very code that [`super::read_each`]
//! uses, once for each combination of cells. It must not know what the index keeps.

mod days;
mod eye;
mod names;
mod sorts;
mod stretch;

pub use names::{
    Taken, as_stored, dated, id, is_folded_in_keys, key_of, numbered, put_ordinal, put_slug,
    undated,
};

pub use stretch::Stretch;

use super::{
    Format, Options, cells,
    columns::Role,
    dates::Evidence,
    draft::Draft,
    listing::{self, Plan},
    ocr,
    rows::{self, Row},
    source::Source,
    split::Split,
    unread::Unread,
};
use crate::{
    error::Result,
    model::{
        Date, Incident, Needle, Text, Vocabulary,
        date::DayNumber,
        incident::Event,
        texts::Interner,
        vocabulary::{EventKind, Method},
    },
};
use eye::Eye;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Cells with these roles say where; apart from a row's kind, because each kind is met in every state.
const PLACE: [Role; 2] = [Role::State, Role::Country];

/// Cells with these roles are read row by row; all others make a row's kind.
const BY_ROW: [Role; 4] = [Role::Organization, Role::Affected, Role::Filed, Role::Text];

/// So many rows are told apart before the first of them is looked at.
const AHEAD: usize = 32;

/// Foreign text as a key: seeded anew in every run.
type Known<V> = HashMap<Box<[u8]>, V, RandomState>;

/// A table in memory, its rows unread.
#[derive(Debug)]
pub struct Table {
    name: String,
    bytes: Vec<u8>,
    plan: Plan,
}

/// One row of the common sort.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    /// Position in the texts of [`Rows::names`].
    pub name: u32,
    /// Position in [`Rows::kinds`].
    pub kind: u32,
    /// Position in [`Rows::places`].
    pub place: u32,
    /// Position in [`Rows::texts`].
    pub text: u32,
    /// The methods that its text names, as bits. They are no part of what [`Rows::texts`] say: texts that say
    /// the same of data and measures are told apart by nothing else, and there would be far more of them.
    pub methods: u64,
    /// The day on which it was filed.
    pub filed: DayNumber,
    /// How many people: nine digits at most.
    affected: Option<u32>,
}

impl Glance {
    /// How many people.
    #[must_use]
    pub fn affected(&self) -> Option<u64> {
        self.affected.map(u64::from)
    }
}

/// What a row turned out to be.
#[derive(Debug)]
pub enum Seen {
    /// Everything but name, day, count and text is that of its kind.
    Glance(Glance),
    /// Anything else, read as a whole: the draft and its key.
    Whole(Box<(Draft, String)>),
}

impl Rows {
    /// The record of a glance, without what no column holds: words, id, key and the row itself.
    #[must_use]
    pub fn outline(&self, glance: &Glance) -> Incident {
        let kind = self.kinds.get(glance.kind as usize);
        let mut incident = kind.cloned().unwrap_or_default();
        if let Some(name) = self.names.texts.get(glance.name as usize) {
            incident.organization = Text::new(name);
        }
        if let Some(place) = self.places.get(glance.place as usize) {
            incident.state.clone_from(&place.state);
            incident.country.clone_from(&place.country);
        }
        if let Some(text) = self.texts.get(glance.text as usize) {
            incident.exposed = text.exposed.clone();
            incident.response = text.response.clone();
        }
        let methods = Method::ALL.iter().filter(|m| glance.methods & m.bit() != 0);
        incident.methods = methods.copied().collect();
        let filed = Date::from_day(glance.filed).map(|date| Event {
            kind: EventKind::RegulatorNotified,
            date,
            note: None,
            source: None,
        });
        incident.timeline = Vec::from_iter(filed);
        incident.affected.count = glance.affected();
        if let (Some(count), Some(imported)) = (glance.affected(), &mut incident.imported) {
            imported.placeholder_count = ocr::is_placeholder(count);
        }
        incident
    }
}

/// True for a count that filers put while they do not know the number.
#[must_use]
pub fn is_placeholder(count: u64) -> bool {
    ocr::is_placeholder(count)
}

/// What the rows of some stretches have in common.
#[derive(Debug, Default)]
pub struct Rows {
    /// Names of organizations in order of appearance: as they are written, and where a record holds another one
    /// that one, too.
    pub names: Interner,
    /// Records of the kinds that were met: what the cells say but for name, place, day, count and text.
    pub kinds: Vec<Incident>,
    /// Records of the places that were met: state and country.
    pub places: Vec<Incident>,
    /// Records of what the texts say; the first says nothing.
    pub texts: Vec<Incident>,
    /// What the date columns show of their order.
    evidence: Vec<(Role, Evidence)>,
}

/// What is known of a stretch that was read, beside its rows.
#[derive(Debug, Default)]
pub struct Passed {
    /// Rows that are no records: line and reason.
    pub skips: Vec<(u64, String)>,
    /// Cells of records that could not be read.
    pub unread: Unread,
    /// Where the first row begins that was not read.
    pub next: usize,
    /// Its line.
    pub next_line: u64,
}

/// Reads stretches of a table one after the other: what it learnt of one it knows in the next.
pub struct Reader<'a> {
    table: &'a Table,
    eye: Eye<'a>,
}

impl Table {
    /// Takes the bytes of a file, if it is a table whose rows can stay as they are; gives them back where it
    /// is not.
    ///
    /// # Errors
    /// As [`super::read_each`], when it is such a table and cannot be read.
    pub fn open(
        name: &str,
        bytes: Vec<u8>,
        options: &Options,
    ) -> Result<std::result::Result<Self, Vec<u8>>> {
        let source = Source::Bytes {
            name: name.to_owned(),
            bytes: &bytes,
        };
        let head = source.head()?;
        // Packed, in UTF-16, or too long for offsets of 32 bits: the bytes are not those of the rows.
        let plain = bytes.starts_with(&head) && u32::try_from(bytes.len()).is_ok();
        let format = options.format.or_else(|| super::detect(&head));
        let is_table = matches!(
            format,
            Some(Format::Ocr | Format::Washington | Format::California | Format::Table)
        );
        let (true, true, Some(format)) = (plain && !head.is_empty(), is_table, format) else {
            return Ok(Err(bytes));
        };
        if super::is_archive(&head) {
            return Ok(Err(bytes));
        }
        let mut plan = listing::plan(&source, format, &head, options)?;
        plan.orders = listing::orders_of_head(&head, &plan);
        Ok(Ok(Self {
            name: name.to_owned(),
            bytes,
            plan,
        }))
    }

    /// The size of the file.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes of the row at an offset, to the end of the file.
    #[must_use]
    pub fn rest(&self, offset: usize) -> &[u8] {
        self.bytes.get(offset..).unwrap_or_default()
    }

    /// Somebody who reads about so many rows of it.
    #[must_use]
    pub fn reader(&self, likely_rows: usize) -> Reader<'_> {
        Reader {
            table: self,
            eye: Eye::new(&self.plan, likely_rows),
        }
    }

    /// Line ends between where a row begins for the reader and its first cell: the second half of `\r\n`, and
    /// empty lines. Of few rows the line is told, so that none is held up for it.
    fn lines_before(&self, at: usize) -> u64 {
        let ends = self.rest(at).iter();
        let ends = ends.take_while(|b| matches!(b, b'\r' | b'\n'));
        ends.filter(|b| **b == b'\n').count() as u64
    }

    /// Decides the order of dates by everything that was read, `sure` where nothing was that is no row. True
    /// when it is the one that the rows were read with; otherwise they must be read again.
    ///
    /// # Errors
    /// As [`super::read_each`].
    pub fn settle(&mut self, all: &mut [Rows], sure: bool) -> Result<bool> {
        if self.plan.options.map.order.is_some() {
            return Ok(true);
        }
        let mut orders = Vec::new();
        for (role, _) in self
            .plan
            .heading
            .layout
            .roles()
            .filter(|(r, _)| r.is_date())
        {
            let parts = all.iter_mut().flat_map(|rows| &mut rows.evidence);
            let parts = parts.filter(|(r, _)| *r == role);
            let parts = parts.map(|(_, evidence)| std::mem::take(evidence));
            let evidence = parts.reduce(Evidence::join).unwrap_or_default();
            if !sure || evidence.contradicts_itself() {
                // Which rows are how many was not counted: it matters here alone.
                let source = Source::Bytes {
                    name: self.name.clone(),
                    bytes: &self.bytes,
                };
                orders = listing::orders_of_all(&source, &self.plan)?;
                break;
            }
            orders.push((role, evidence.decide("").0));
        }
        let same = orders == self.plan.orders;
        self.plan.orders = orders;
        Ok(same)
    }

    /// The record that begins at an offset, given what the row does not say of itself.
    #[must_use]
    pub fn incident(&self, offset: usize, id: &str, ordinal: u32) -> Option<Incident> {
        let record = rows::single(self.rest(offset), self.plan.heading.delimiter)?;
        let (mut draft, key) = listing::fill(&self.plan, &Row::new(&record, 0)).ok()?;
        draft.tidy();
        Some(draft.named(id.to_owned(), &key, ordinal))
    }

    /// Whether a text stands in the prose of the record at an offset, as far as it can be told without
    /// making the record; `end` is where the next one begins, if any does.
    #[must_use]
    pub fn tells(&self, offset: usize, end: Option<usize>, needle: &Needle) -> Option<bool> {
        let row = self.bytes.get(offset..end.unwrap_or(self.bytes.len()))?;
        let ours = [OURS, self.plan.format.name(), self.plan.format.id()];
        if !needle.may_stand_in(row, &ours) {
            return Some(false);
        }
        // What the row tells of the incident makes most of the prose.
        let text = self.plan.heading.layout.column(Role::Text);
        let is_narrative = matches!(self.plan.format, Format::Ocr | Format::Table);
        let row = rows::single(row, self.plan.heading.delimiter)?;
        let (text, _) = cells::decode(row.get(text.filter(|_| is_narrative)?)?);
        let narrative = Text::from(cells::prose(&text)?);
        needle.stands_in(&narrative).then_some(true)
    }
}

impl Reader<'_> {
    /// Reads rows from the beginning of a stretch on. `claim` is asked, with the next row's start and its line, up
    /// to where rows are to be read that begin before; none ends it. `each` gets every row that is a record, with
    /// its offset, and says whether to go on.
    pub fn read(
        &mut self,
        stretch: Stretch,
        claim: &mut dyn FnMut(usize, u64) -> Option<usize>,
        each: &mut dyn FnMut(&Rows, usize, Seen) -> super::Go,
    ) -> Passed {
        let Self { table, eye } = self;
        let mut split = Split::new(
            &table.bytes,
            stretch.start,
            stretch.line,
            table.plan.heading.delimiter,
        );
        let mut end = stretch.start;
        'rows: loop {
            (eye.passed.next, eye.passed.next_line) = split.at();
            if eye.passed.next >= end {
                match claim(eye.passed.next, eye.passed.next_line) {
                    Some(farther) => end = farther,
                    None => {
                        let open = split.open().map(|line| (line, rows::UNCLOSED.into()));
                        eye.passed.skips.extend(open);
                        break;
                    }
                }
            }
            split.clear();
            while split.rows().len() < AHEAD && split.at().0 < end && split.read() {}
            split.check();
            eye.look_ahead(&split);
            for (ahead, row) in split.rows().enumerate() {
                (eye.passed.next, eye.passed.next_line) = (row.at, row.line);
                let line = || row.line + table.lines_before(row.at);
                if let Some(seen) = eye.see(row.cells, ahead, &line)
                    && each(&eye.rows, row.at, seen) == super::Go::Stop
                {
                    break 'rows;
                }
            }
        }
        std::mem::take(&mut eye.passed)
    }

    /// What the rows have in common that were read so far.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.eye.rows
    }

    /// The same, when nothing more is read.
    #[must_use]
    pub fn finish(self) -> Rows {
        self.eye.finish()
    }
}

/// Words that importers put into prose fields themselves: the basis of a count, states of a filing, the
/// sign of a missing name.
const OURS: &str = "HHS OCR portal duplicate; filed in error; consolidated; not a covered entity; no breach; (not named) Washington State Attorney General California";
