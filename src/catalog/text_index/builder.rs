//! Collects texts with their rows. It must not know how a word is matched.

use super::{TextField, TextIndex, Unplaced};
use crate::{
    catalog::{bits::BitSet, lists::Lists, plains::Plains},
    model::texts::{Hashes, Near, last_byte},
};
use std::{
    hash::BuildHasher,
    sync::atomic::{AtomicU64, Ordering},
};

/// Collects texts with their rows.
#[derive(Debug, Default)]
pub struct TextIndexBuilder {
    index: TextIndex,
    hasher: foldhash::fast::RandomState,
    hashes: Hashes,
    /// (entry, row) as they came.
    pairs: Vec<(u32, u32)>,
    /// Reused for the texts at hand.
    plains: Plains,
    /// Reused for their hashes.
    room: Vec<Near>,
}

/// Room for the words of the vocabularies, which come last.
const WORDS: (usize, usize) = (1024, 16 << 10);

impl TextIndexBuilder {
    /// A builder without texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many more entries of so many bytes together.
    pub(in crate::catalog) fn reserve(&mut self, entries: usize, bytes: usize) {
        let (more, more_bytes) = WORDS;
        let (entries, bytes) = (entries + more, bytes + more_bytes);
        self.index.fields.reserve_exact(entries);
        self.index.starts.reserve_exact(entries + 1);
        self.index.arena.reserve_exact(bytes);
        self.index.humps.reserve_exact(bytes / 64);
        self.index.masks.reserve_exact(entries);
        self.index.initials.reserve_exact(entries);
        self.hashes.reserve(entries);
    }

    /// Says that a row has a text in a field. A text without letters and digits is ignored.
    pub fn add(&mut self, row: u32, field: TextField, text: &str) {
        let mut entry = None;
        self.entries(field, [text], |e| entry = e);
        self.pairs.extend(entry.map(|entry| (entry, row)));
    }

    /// Says that all rows of a set have each of the texts in a field; for the words of vocabularies.
    pub fn add_set(&mut self, rows: BitSet, field: TextField, texts: &[&str]) {
        let set = self.index.sets.len() as u32;
        let mut entries = Vec::new();
        self.entries(field, texts.iter().copied(), |e| entries.extend(e));
        let in_set = entries.into_iter().map(|entry| (entry, set));
        self.index.in_set.extend(in_set);
        self.index.sets.push(rows);
    }

    /// The index of everything that was added, over the rows `0..rows`; other rows are left out.
    #[must_use]
    pub fn finish(self, rows: usize) -> Unplaced {
        self.finish_with(rows, &Lists::default(), std::iter::empty())
    }

    /// As [`Self::finish`], with lists of rows and the entry of each list.
    pub(in crate::catalog) fn finish_with(
        mut self,
        rows: usize,
        lists: &Lists,
        entries: impl Iterator<Item = u32> + Clone,
    ) -> Unplaced {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        self.pairs.retain(|(_, row)| (*row as usize) < rows);
        let mut index = self.index;
        index.rows = rows;
        index.stamp = NEXT.fetch_add(1, Ordering::Relaxed);
        index.starts.push(index.arena.len() as u32);
        let postings = lists.joined(entries, &self.pairs, index.fields.len());
        (index.first_posting, index.postings) = (postings.starts, postings.all);
        index.in_set.sort_unstable();
        index.in_set.dedup();
        for set in &mut index.sets {
            if set.len() != rows {
                *set = BitSet::from_rows(rows, set.iter());
            }
        }
        index.arena.shrink_to_fit();
        index.humps.shrink_to_fit();
        index.starts.shrink_to_fit();
        index.fields.shrink_to_fit();
        index.masks.shrink_to_fit();
        index.initials.shrink_to_fit();
        Unplaced(index)
    }

    /// The entries of texts in a field, new or known, one behind the other; `None` for one without letters
    /// and digits. All are looked for step by step together, so that the waits for memory are one.
    pub(in crate::catalog) fn entries<'a>(
        &mut self,
        field: TextField,
        texts: impl IntoIterator<Item = &'a str>,
        mut each: impl FnMut(Option<u32>),
    ) {
        let mut plains = std::mem::take(&mut self.plains);
        plains.fill(texts);
        let hash = |text: &str| (self.hasher.hash_one((field as u8, text)) >> 32) as u32;
        let hashes = plains.iter().map(|plain| Near::new(hash(plain.text)));
        self.room.clear();
        self.room.extend(hashes);
        let index = &self.index;
        let look = |entry: u32| index.own_text(entry).map_or(0, last_byte);
        self.hashes.bring_near(&mut self.room, look);
        for (plain, near) in plains.iter().zip(&self.room) {
            // Positions are 32 bits wide; text beyond 4 GiB could not be found again.
            if plain.text.is_empty()
                || self.index.arena.len() + plain.text.len() >= u32::MAX as usize
            {
                each(None);
                continue;
            }
            let index = &mut self.index;
            let new = index.fields.len() as u32;
            let entry = self.hashes.number(near.hash, new, |entry| {
                index.fields.get(entry as usize) == Some(&field)
                    && index.own_text(entry) == Some(plain.text)
            });
            if entry == new {
                index.fields.push(field);
                index.starts.push(index.arena.len() as u32);
                index.arena.push_str(plain.text);
                index.humps.resize(index.arena.len().div_ceil(64), 0);
                index.masks.push(plain.mask);
                index.initials.push(plain.initials);
            } else if let Some(initials) = index.initials.get_mut(entry as usize) {
                *initials |= plain.initials;
            }
            let start = index.starts.get(entry as usize).copied();
            for hump in plain.humps {
                let bit = start.unwrap_or_default() as usize + *hump as usize;
                if let Some(word) = index.humps.get_mut(bit / 64) {
                    *word |= 1 << (bit % 64);
                }
            }
            each(Some(entry));
        }
        self.plains = plains;
    }
}

impl TextIndex {
    /// The text of an entry, of the last one too, while no end stands behind it.
    fn own_text(&self, entry: u32) -> Option<&str> {
        let entry = entry as usize;
        let start = *self.starts.get(entry)? as usize;
        let end = self.starts.get(entry + 1);
        let end = end.map_or(self.arena.len(), |end| *end as usize);
        self.arena.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{standing::Standing, text_index::TextIndex};

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
