//! Every text that a word can be searched in, each distinct one kept once. It must not know how a
//! word is matched or ranked.
//!
//! An *entry* is a distinct plain text (see [`super::plain`]) in one field. All entries share one
//! arena; each has the set of its characters, so that most are dismissed without being read, and the
//! list of the rows that have it. Words of a vocabulary, which very many rows share, have a bit set
//! instead of a list.

use super::{
    bits::BitSet,
    lists::lists,
    plain::{Words, mask, plain_chars},
    standing::Standing,
};
use std::{
    hash::BuildHasher,
    ops::Range,
    sync::atomic::{AtomicU64, Ordering},
};

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

/// Collects texts with their rows.
#[derive(Debug, Default)]
pub struct TextIndexBuilder {
    index: TextIndex,
    hasher: foldhash::fast::RandomState,
    /// Open addressing over entries; `EMPTY` where free. Always a power of two in size.
    table: Vec<u32>,
    /// (entry, row) as they came.
    pairs: Vec<(u32, u32)>,
    /// Reused for the text at hand.
    scratch: String,
    humps: Vec<u32>,
}

const EMPTY: u32 = u32::MAX;

impl TextIndexBuilder {
    /// A builder without texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many more entries of so many bytes together.
    pub(super) fn reserve(&mut self, entries: usize, bytes: usize) {
        self.index.fields.reserve_exact(entries);
        self.index.starts.reserve_exact(entries + 1);
        self.index.arena.reserve_exact(bytes);
        self.index.humps.reserve_exact(bytes / 64);
        self.grow(self.index.fields.len() + entries);
    }

    /// Says that a row has a text in a field. A text without letters and digits is ignored.
    pub fn add(&mut self, row: u32, field: TextField, text: &str) {
        if let Some(entry) = self.entry(field, text) {
            self.pairs.push((entry, row));
        }
    }

    /// Says that all rows of a set have each of the texts in a field; for the words of vocabularies.
    pub fn add_set(&mut self, rows: BitSet, field: TextField, texts: &[&str]) {
        let set = self.index.sets.len() as u32;
        for text in texts {
            if let Some(entry) = self.entry(field, text) {
                self.index.in_set.push((entry, set));
            }
        }
        self.index.sets.push(rows);
    }

    /// The index of everything that was added, over the rows `0..rows`; other rows are left out.
    #[must_use]
    pub fn finish(self, rows: usize) -> Unplaced {
        self.finish_with(rows, std::iter::empty())
    }

    /// As [`Self::finish`], with rows of entries that no row was added to, in ascending order.
    pub(super) fn finish_with(
        mut self,
        rows: usize,
        more: impl Iterator<Item = (u32, u32)> + Clone,
    ) -> Unplaced {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let entries = self.index.fields.len();
        self.pairs.retain(|(_, row)| (*row as usize) < rows);
        if !self.pairs.is_sorted_by_key(|(_, row)| *row) {
            self.pairs.sort_by_key(|(_, row)| *row);
        }
        let mut index = self.index;
        index.rows = rows;
        index.stamp = NEXT.fetch_add(1, Ordering::Relaxed);
        index.starts.push(index.arena.len() as u32);
        (index.first_posting, index.postings) =
            lists(self.pairs.iter().copied().chain(more), entries);
        index.in_set.sort_unstable();
        index.in_set.dedup();
        for set in &mut index.sets {
            if set.len() != rows {
                *set = BitSet::from_rows(rows, set.iter());
            }
        }
        index.masks = (0..entries as u32)
            .map(|e| index.text(e).map_or(0, |t| mask(t.text)))
            .collect();
        index.initials = (0..entries as u32)
            .map(|e| index.text(e).map_or(0, |t| t.initials()))
            .collect();
        index.arena.shrink_to_fit();
        index.humps.shrink_to_fit();
        index.starts.shrink_to_fit();
        index.fields.shrink_to_fit();
        Unplaced(index)
    }

    /// The entry of a text in a field, new or known; `None` for one without letters and digits.
    pub(super) fn entry(&mut self, field: TextField, text: &str) -> Option<u32> {
        let (scratch, humps) = (&mut self.scratch, &mut self.humps);
        scratch.clear();
        humps.clear();
        plain_chars(text, |c, _, hump| {
            if hump {
                humps.push(scratch.len() as u32);
            }
            scratch.push(c);
        });
        // Positions are 32 bits wide; text beyond 4 GiB could not be found again.
        if self.scratch.is_empty()
            || self.index.arena.len() + self.scratch.len() >= u32::MAX as usize
        {
            return None;
        }
        self.grow(self.index.fields.len() + 1);
        let slot = self.slot(field, &self.scratch)?;
        let known = self
            .table
            .get(slot)
            .copied()
            .filter(|entry| *entry != EMPTY);
        let entry = match known {
            Some(entry) => entry,
            None => {
                let entry = self.index.fields.len() as u32;
                self.index.fields.push(field);
                self.index.starts.push(self.index.arena.len() as u32);
                self.index.arena.push_str(&self.scratch);
                let words = self.index.arena.len().div_ceil(64);
                self.index.humps.resize(words, 0);
                *self.table.get_mut(slot)? = entry;
                entry
            }
        };
        let start = *self.index.starts.get(entry as usize)?;
        for hump in &self.humps {
            let bit = (start + hump) as usize;
            if let Some(word) = self.index.humps.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        Some(entry)
    }

    /// Where in the table a text stands or would stand.
    fn slot(&self, field: TextField, text: &str) -> Option<usize> {
        let bits = self.table.len() - 1;
        let mut slot = self.hasher.hash_one((field as u8, text)) as usize & bits;
        loop {
            let entry = *self.table.get(slot)?;
            if entry == EMPTY {
                return Some(slot);
            }
            let start = *self.index.starts.get(entry as usize)? as usize;
            let end = self
                .index
                .starts
                .get(entry as usize + 1)
                .map_or(self.index.arena.len(), |e| *e as usize);
            if self.index.fields.get(entry as usize) == Some(&field)
                && self.index.arena.get(start..end) == Some(text)
            {
                return Some(slot);
            }
            slot = (slot + 1) & bits;
        }
    }

    /// Makes the table large enough for so many entries.
    fn grow(&mut self, entries: usize) {
        if self.table.len() >= entries * 2 {
            return;
        }
        let size = (entries * 2).next_power_of_two().max(64);
        self.table = vec![EMPTY; size];
        for entry in 0..self.index.fields.len() {
            let start = self.index.starts.get(entry).map_or(0, |s| *s as usize);
            let end = self
                .index
                .starts
                .get(entry + 1)
                .map_or(self.index.arena.len(), |e| *e as usize);
            if let (Some(field), Some(text)) = (
                self.index.fields.get(entry),
                self.index.arena.get(start..end),
            ) {
                let mut slot = self.hasher.hash_one((*field as u8, text)) as usize & (size - 1);
                while self.table.get(slot).is_some_and(|e| *e != EMPTY) {
                    slot = (slot + 1) & (size - 1);
                }
                if let Some(free) = self.table.get_mut(slot) {
                    *free = entry as u32;
                }
            }
        }
    }
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

    /// The characters of each entry, see [`mask`].
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

    /// As [`Self::each_place`], for those of a set; `rows` are the rows at these places.
    #[inline]
    pub fn each_place_of(
        &self,
        entry: u32,
        places: &BitSet,
        rows: &[u32],
        mut each: impl FnMut(u32),
    ) {
        let here = self.postings_of(entry).iter();
        here.filter(|place| places.contains(**place as usize))
            .for_each(|place| each(*place));
        for set in self.sets_of(entry) {
            let of_set = places.iter().zip(rows);
            of_set
                .filter(|(_, row)| set.contains(**row as usize))
                .for_each(|(place, _)| each(place));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(index: &TextIndex, entry: u32) -> Vec<u32> {
        let mut rows = Vec::new();
        index.each_row(entry, |r| rows.push(r));
        rows.sort_unstable();
        rows
    }

    #[test]
    fn equal_texts_are_kept_once_a_field() {
        let mut b = TextIndexBuilder::new();
        b.add(2, TextField::Organization, "HealthEC");
        b.add(0, TextField::Organization, "HEALTHEC ");
        b.add(0, TextField::Organization, "healthec");
        b.add(1, TextField::Client, "HealthEC");
        b.add(1, TextField::Client, "&");
        b.add(9, TextField::Client, "out of range");
        b.add_set(
            BitSet::from_rows(3, [0, 2]),
            TextField::Word,
            &["ssn", "Social Security number"],
        );
        let index = b.finish(3).place(Standing::new(3, u64::from, |row| row));
        let texts: Vec<_> = (0..index.entries() as u32)
            .map(|e| {
                (
                    index.text(e).unwrap().text,
                    index.field(e).unwrap(),
                    rows(&index, e),
                )
            })
            .collect();
        assert_eq!(
            texts,
            [
                ("healthec", TextField::Organization, vec![0, 2]),
                ("healthec", TextField::Client, vec![1]),
                ("out of range", TextField::Client, vec![]),
                ("ssn", TextField::Word, vec![0, 2]),
                ("social security number", TextField::Word, vec![0, 2]),
            ]
        );
        assert!(index.text(0).unwrap().is_hump(6));
        assert!(index.bytes() > 0);
    }

    #[test]
    fn many_texts_survive_a_growing_table() {
        let mut b = TextIndexBuilder::new();
        for round in 0..2 {
            for i in 0..1000u32 {
                b.add(i * 2 + round, TextField::Alias, &format!("Name {i}"));
            }
        }
        let index = b.finish(2000).place(Standing::new(2000, |_| 0, |row| row));
        assert_eq!(index.entries(), 1000);
        for e in 0..1000 {
            assert_eq!(rows(&index, e), [e * 2, e * 2 + 1]);
        }
    }
}
