//! The records themselves, kept as the bytes they came in and read only when somebody looks. It must
//! not know what is in them.

use crate::model::Incident;
use std::borrow::Cow;

/// Records as compact JSON, one segment a file or set.
#[derive(Debug, Default)]
pub struct Store {
    segments: Vec<Cow<'static, [u8]>>,
    /// Segment, byte offset, byte length.
    places: Vec<(u16, u32, u32)>,
}

impl Store {
    /// Opens a new segment and returns its number; records are appended to it or point into it.
    pub fn segment(&mut self, bytes: Cow<'static, [u8]>) -> u16 {
        self.segments.push(bytes);
        u16::try_from(self.segments.len() - 1).unwrap_or(u16::MAX)
    }

    /// Gives a segment the bytes that rows already point into.
    pub fn fill(&mut self, segment: u16, bytes: Vec<u8>) {
        if let Some(slot) = self.segments.get_mut(segment as usize) {
            *slot = Cow::Owned(bytes);
        }
    }

    /// Points a new row at bytes that already stand in a segment. False when they lie out of reach
    /// (past 4 GiB), in which case no row is added.
    pub fn point(&mut self, segment: u16, offset: usize, length: usize) -> bool {
        match (u32::try_from(offset), u32::try_from(length)) {
            (Ok(offset), Ok(length)) => {
                self.places.push((segment, offset, length));
                true
            }
            _ => false,
        }
    }

    /// Appends a record's bytes to a segment as a new row.
    pub fn append(&mut self, segment: u16, json: &[u8]) -> bool {
        let Some(bytes) = self.segments.get_mut(segment as usize) else {
            return false;
        };
        let offset = bytes.len();
        bytes.to_mut().extend_from_slice(json);
        self.point(segment, offset, json.len())
    }

    /// The bytes of a row.
    #[must_use]
    pub fn bytes(&self, row: usize) -> &[u8] {
        self.places
            .get(row)
            .and_then(|(s, o, l)| {
                self.segments
                    .get(*s as usize)?
                    .get(*o as usize..*o as usize + *l as usize)
            })
            .unwrap_or_default()
    }

    /// The record of a row, read anew.
    #[must_use]
    pub fn incident(&self, row: usize) -> Option<Incident> {
        serde_json::from_slice(self.bytes(row)).ok()
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// True when there is no row.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Bytes held.
    #[must_use]
    pub fn size(&self) -> usize {
        self.segments.iter().map(|s| s.len()).sum::<usize>()
            + self.places.len() * size_of::<(u16, u32, u32)>()
    }
}
