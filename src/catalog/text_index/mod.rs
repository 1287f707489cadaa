//! Every text that a word can be searched in, each distinct one kept once. It must not know how a
//! word is matched or ranked.
//!
//! An *entry* is a distinct plain text (see [`super::plain`]) in one field. All entries share one
//! arena; each has the set of its characters, so that most are dismissed without being read, and the
//! list of the rows that have it. Words of a vocabulary, which very many rows share, have a bit set
//! instead of a list.

mod builder;

use super::{
    bits::{BitSet, Numbered},
    plain::Words,
    standing::Standing,
};
pub use builder::TextIndexBuilder;
use std::{hint::black_box, ops::Range};

/// Where a text stands in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TextField {
    /// The organization that was breached.
    Organization,
    /// Another name of it.
    Alias,
    /// The threat actor.
    Actor,
    /// The third party, or whoever ran the system.
    Vendor,
    /// A downstream client of a vendor.
    Client,
    /// A word of a vocabulary: its id, label or another word for it.
    Word,
    /// The name of the system that was entered.
    System,
}

/// An index whose rows have no order yet.
#[derive(Debug, Default)]
pub struct Unplaced(TextIndex);

impl Unplaced {
    /// The index whose rows stand in this order. What is found is put in order by places; they are kept
    /// instead of the rows, so that nobody has to look for them at every question.
    #[must_use]
    pub fn place(self, standing: Standing) -> TextIndex {
        let mut index = self.0;
        for at in &mut index.postings {
            *at = standing.place(*at);
        }
        index.standing = standing;
        index
    }
}

/// Every searchable text of a set of records, with the rows that have it.
#[derive(Debug, Default)]
pub struct TextIndex {
    arena: String,
    /// One bit a byte of the arena.
    humps: Vec<u64>,
    /// Where an entry's text starts; one more than there are entries.
    starts: Vec<u32>,
    fields: Vec<TextField>,
    masks: Vec<u64>,
    initials: Vec<u64>,
    /// Where an entry's rows start in `postings`; one more than there are entries.
    first_posting: Vec<u32>,
    /// Places of rows in `standing`.
    postings: Vec<u32>,
    /// (entry, set), ascending.
    in_set: Vec<(u32, u32)>,
    /// Of rows.
    sets: Vec<BitSet>,
    standing: Standing,
    rows: usize,
    stamp: u64,
}

impl TextIndex {
    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How many entries there are: distinct texts, counted once a field.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.fields.len()
    }

    /// A number that no other index of this process has: what is remembered of one is not asked of
    /// another.
    #[must_use]
    pub const fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The order of rows that answer equally well.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The characters of each entry, see [`super::plain::mask`].
    #[must_use]
    pub fn masks(&self) -> &[u64] {
        &self.masks
    }

    /// The characters with which the words of each entry start, see [`Words::initials`].
    #[must_use]
    pub fn initials(&self) -> &[u64] {
        &self.initials
    }

    /// The text of an entry.
    #[must_use]
    #[inline]
    pub fn text(&self, entry: u32) -> Option<Words<'_>> {
        let entry = entry as usize;
        let (start, end) = (*self.starts.get(entry)?, *self.starts.get(entry + 1)?);
        let text = self.arena.get(start as usize..end as usize)?;
        Some(Words::new(text, &self.humps, start as usize))
    }

    /// Looks at the texts of some entries, all at once: what was looked at lies near when it is read.
    #[inline]
    pub fn bring_near(&self, entries: &[u32]) {
        let bytes = self.arena.as_bytes();
        let at = |entry: usize| {
            let start = self.starts.get(entry).copied().unwrap_or_default();
            bytes.get(start as usize).copied().unwrap_or_default()
        };
        let ends = entries.iter().map(|e| *e as usize);
        black_box(ends.fold(0, |all, e| all ^ at(e) ^ at(e + 1)));
    }

    /// The field of an entry.
    #[must_use]
    #[inline]
    pub fn field(&self, entry: u32) -> Option<TextField> {
        self.fields.get(entry as usize).copied()
    }

    /// The sets of rows of an entry: of most none.
    #[inline]
    fn sets_of(&self, entry: u32) -> impl Iterator<Item = &BitSet> {
        // Only the words of vocabularies have sets, and they come last.
        let none = self.in_set.first().is_none_or(|(first, _)| entry < *first);
        let from = if none {
            self.in_set.len()
        } else {
            self.in_set.partition_point(|(e, _)| *e < entry)
        };
        let of_entry = self.in_set.get(from..).unwrap_or_default().iter();
        of_entry
            .take_while(move |(e, _)| *e == entry)
            .filter_map(|(_, set)| self.sets.get(*set as usize))
    }

    #[inline]
    fn postings_of(&self, entry: u32) -> &[u32] {
        let at = entry as usize;
        match (self.first_posting.get(at), self.first_posting.get(at + 1)) {
            (Some(start), Some(end)) => {
                let rows = self.postings.get(*start as usize..*end as usize);
                rows.unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// How many rows an entry has; one that [`Self::each_place`] comes to twice counts twice.
    #[must_use]
    #[inline]
    pub fn count(&self, entry: u32) -> usize {
        let in_sets: usize = self.sets_of(entry).map(BitSet::count).sum();
        self.postings_of(entry).len() + in_sets
    }

    /// Calls `each` for the place in [`Self::standing`] of every row of an entry; for one row perhaps twice.
    #[inline]
    pub fn each_place(&self, entry: u32, mut each: impl FnMut(u32)) {
        for place in self.postings_of(entry) {
            each(*place);
        }
        for set in self.sets_of(entry) {
            set.for_each(|row| each(self.standing.place(row)));
        }
    }

    /// The entries of a range that have any of some places, ascending. Of the words of vocabularies, which very
    /// many rows have, that is taken for granted.
    #[must_use]
    pub fn with_any(&self, entries: Range<usize>, places: &BitSet) -> Vec<u32> {
        let starts = self.first_posting.get(entries.start..=entries.end);
        let starts = starts.unwrap_or_default();
        let from = starts.first().map_or(0, |at| *at as usize);
        let to = starts.last().map_or(0, |at| *at as usize);
        let (mut found, mut end) = (Vec::new(), 0);
        // Entry by entry would take twice the time: most have few rows, and none of these.
        let postings = self.postings.get(from..to).unwrap_or_default();
        for (at, place) in (from as u32..).zip(postings) {
            if at >= end && places.contains(*place as usize) {
                let next = starts.partition_point(|start| *start <= at);
                end = starts.get(next).copied().unwrap_or(u32::MAX);
                found.push((entries.start + next - 1) as u32);
            }
        }
        let in_set = self.in_set.iter().map(|(entry, _)| *entry);
        let before = found.len();
        found.extend(in_set.filter(|entry| entries.contains(&(*entry as usize))));
        if found.len() > before {
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// As [`Self::each_place`], for those of some places, with their numbers; `rows` are the rows there.
    #[inline]
    pub fn each_number(
        &self,
        entry: u32,
        places: &Numbered,
        rows: &[u32],
        mut each: impl FnMut(usize),
    ) {
        for place in self.postings_of(entry) {
            if let Some(number) = places.number(*place) {
                each(number);
            }
        }
        for set in self.sets_of(entry) {
            let of_set = rows.iter().enumerate();
            of_set
                .filter(|(_, row)| set.contains(**row as usize))
                .for_each(|(number, _)| each(number));
        }
    }

    /// Calls `each` for every row of an entry; for one row perhaps twice.
    pub fn each_row(&self, entry: u32, mut each: impl FnMut(u32)) {
        self.each_place(entry, |place| {
            if let Some(row) = self.standing.row(place) {
                each(row);
            }
        });
    }

    /// Memory held, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.arena.capacity()
            + self.humps.capacity() * 8
            + self.starts.capacity() * 4
            + self.fields.capacity()
            + self.masks.capacity() * 8
            + self.initials.capacity() * 8
            + self.first_posting.capacity() * 4
            + self.postings.capacity() * 4
            + self.in_set.capacity() * 8
            + self.sets.iter().map(BitSet::bytes).sum::<usize>()
    }
}
