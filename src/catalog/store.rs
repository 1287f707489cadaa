//! The records themselves, kept as the bytes they came in and read only when somebody looks. It must
//! not know what is in them.

use crate::{
    import::lazy::Table,
    model::{Incident, Needle},
};
use std::borrow::Cow;

/// The records of one file or set.
#[derive(Debug)]
enum Segment {
    /// Compact JSON, or our own format as it was written.
    Json(Cow<'static, [u8]>),
    /// A foreign table.
    Table {
        table: Box<Table>,
        /// Ordinals of keys other than 1: (row of the catalog, ordinal), ascending.
        ordinals: Vec<(u32, u32)>,
    },
}

/// Records as bytes, one segment a file or set.
#[derive(Debug, Default)]
pub struct Store {
    segments: Vec<Segment>,
    /// The first row of each run of rows of one segment.
    runs: Vec<(u32, u16)>,
    /// Where each row begins in its segment.
    offsets: Vec<u32>,
    /// How long it is, for rows of JSON; rows of tables end where they end.
    lengths: Vec<u32>,
}

impl Store {
    /// Opens a new segment and returns its number; records are appended to it or point into it.
    pub fn segment(&mut self, bytes: Cow<'static, [u8]>) -> u16 {
        self.add(Segment::Json(bytes))
    }

    fn add(&mut self, segment: Segment) -> u16 {
        self.segments.push(segment);
        u16::try_from(self.segments.len() - 1).unwrap_or(u16::MAX)
    }

    /// Adds a table whose rows begin at these offsets.
    pub(super) fn table(&mut self, table: Table, offsets: Vec<u32>, ordinals: Vec<(u32, u32)>) {
        let table = Box::new(table);
        let segment = self.add(Segment::Table { table, ordinals });
        if offsets.is_empty() {
            return;
        }
        self.run(segment);
        if self.offsets.is_empty() {
            self.offsets = offsets;
        } else {
            self.offsets.extend_from_slice(&offsets);
        }
    }

    /// Gives a segment the bytes that rows already point into.
    pub fn fill(&mut self, segment: u16, bytes: Cow<'static, [u8]>) {
        if let Some(slot) = self.segments.get_mut(segment as usize) {
            *slot = Segment::Json(bytes);
        }
    }

    /// Points a new row at bytes that already stand in a segment. False when they lie out of reach
    /// (past 4 GiB), in which case no row is added.
    pub fn point(&mut self, segment: u16, offset: usize, length: usize) -> bool {
        match (u32::try_from(offset), u32::try_from(length)) {
            (Ok(offset), Ok(length)) => {
                self.place(segment, offset, length);
                true
            }
            _ => false,
        }
    }

    fn place(&mut self, segment: u16, offset: u32, length: u32) {
        let row = self.offsets.len();
        self.run(segment);
        self.offsets.push(offset);
        if length > 0 {
            self.lengths.resize(row, 0);
            self.lengths.push(length);
        }
    }

    /// Says that the next row is of a segment.
    fn run(&mut self, segment: u16) {
        if self.runs.last().is_none_or(|(_, last)| *last != segment) {
            self.runs.push((self.offsets.len() as u32, segment));
        }
    }

    /// Appends a record's bytes to a segment as a new row.
    pub fn append(&mut self, segment: u16, json: &[u8]) -> bool {
        let Some(Segment::Json(bytes)) = self.segments.get_mut(segment as usize) else {
            return false;
        };
        let offset = bytes.len();
        bytes.to_mut().extend_from_slice(json);
        self.point(segment, offset, json.len())
    }

    fn segment_of(&self, row: usize) -> Option<(&Segment, usize)> {
        let run = self
            .runs
            .partition_point(|(first, _)| *first as usize <= row);
        let (_, segment) = self.runs.get(run.checked_sub(1)?)?;
        let offset = *self.offsets.get(row)?;
        Some((self.segments.get(*segment as usize)?, offset as usize))
    }

    fn json<'a>(&self, bytes: &'a [u8], row: usize, offset: usize) -> &'a [u8] {
        let length = self.lengths.get(row).copied().unwrap_or_default();
        bytes
            .get(offset..offset + length as usize)
            .unwrap_or_default()
    }

    /// Some bytes of a row's record, where it is JSON.
    pub(super) fn part(&self, row: usize, from: usize, length: usize) -> Option<&str> {
        match self.segment_of(row)? {
            (Segment::Json(bytes), offset) => {
                let record = self.json(bytes, row, offset);
                std::str::from_utf8(record.get(from..from + length)?).ok()
            }
            (Segment::Table { .. }, _) => None,
        }
    }

    /// The record of a row, read anew.
    #[must_use]
    pub fn incident(&self, row: usize, id: &str) -> Option<Incident> {
        match self.segment_of(row)? {
            (Segment::Json(bytes), offset) => {
                serde_json::from_slice(self.json(bytes, row, offset)).ok()
            }
            (Segment::Table { table, ordinals }, offset) => {
                let found = ordinals.binary_search_by_key(&(row as u32), |(row, _)| *row);
                let ordinal = found
                    .ok()
                    .and_then(|at| ordinals.get(at))
                    .map_or(1, |o| o.1);
                table.incident(offset, id, ordinal)
            }
        }
    }

    /// Whether a text stands in the prose of a row's record, as far as its bytes tell.
    #[must_use]
    pub fn tells(&self, row: usize, needle: &Needle) -> Option<bool> {
        let Some((segment, offset)) = self.segment_of(row) else {
            return Some(false);
        };
        match segment {
            Segment::Json(bytes) => {
                let may = needle.may_stand_in(self.json(bytes, row, offset), &[]);
                (!may).then_some(false)
            }
            Segment::Table { table, .. } => table.tells(offset, self.end(row), needle),
        }
    }

    /// Where the row behind a row of a table begins, if it is of the same table.
    fn end(&self, row: usize) -> Option<usize> {
        let run = |row: usize| {
            self.runs
                .partition_point(|(first, _)| *first as usize <= row)
        };
        let end = self
            .offsets
            .get(row + 1)
            .filter(|_| run(row) == run(row + 1));
        end.map(|end| *end as usize)
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.offsets.len()
    }

    /// True when there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Gives back the room that growing took in advance.
    pub(super) fn shrink(&mut self) {
        for segment in &mut self.segments {
            if let Segment::Json(Cow::Owned(bytes)) = segment {
                bytes.shrink_to_fit();
            }
        }
        self.offsets.shrink_to_fit();
        self.lengths.shrink_to_fit();
    }
}
