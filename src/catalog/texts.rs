//! Many short texts in one piece of memory: one behind the other, or each different one once. It must not
//! know what they say.

use foldhash::fast::RandomState;
use std::hash::BuildHasher;

/// Texts one behind the other.
#[derive(Debug)]
pub(super) struct Texts {
    arena: String,
    /// Where each text starts; one more than there are texts. Past 4 GiB texts are empty.
    starts: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            arena: String::new(),
            starts: vec![0],
        }
    }
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        if u32::try_from(self.arena.len() + text.len()).is_ok() {
            self.arena.push_str(text);
        }
        self.starts
            .push(u32::try_from(self.arena.len()).unwrap_or(u32::MAX));
    }

    pub(super) const fn len(&self) -> usize {
        self.starts.len() - 1
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        self.arena.get(start as usize..end as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at).unwrap_or_default())
    }

    pub(super) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// Different texts, numbered in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Interner {
    pub(super) texts: Texts,
    hasher: RandomState,
    /// Open addressing: the number of a text plus one, 0 where free. A power of two in size.
    table: Vec<u32>,
}

impl Interner {
    /// The number of a text, new or known, and whether it is new.
    pub(super) fn intern(&mut self, text: &str) -> (u32, bool) {
        if self.table.len() < (self.texts.len() + 1) * 2 {
            self.grow();
        }
        let slot = self.slot(text);
        match self.table.get_mut(slot) {
            Some(0) | None => {
                let number = self.texts.len() as u32;
                self.texts.push(text);
                if let Some(place) = self.table.get_mut(slot) {
                    *place = number + 1;
                }
                (number, true)
            }
            Some(known) => (*known - 1, false),
        }
    }

    fn slot(&self, text: &str) -> usize {
        let mask = self.table.len().saturating_sub(1);
        let mut slot = self.hasher.hash_one(text) as usize & mask;
        while let Some(number) = self.table.get(slot).and_then(|n| n.checked_sub(1)) {
            if self.texts.get(number as usize) == Some(text) {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(64)];
        let mask = self.table.len() - 1;
        for (number, text) in self.texts.iter().enumerate() {
            let mut slot = self.hasher.hash_one(text) as usize & mask;
            while self.table.get(slot).is_some_and(|n| *n != 0) {
                slot = (slot + 1) & mask;
            }
            if let Some(place) = self.table.get_mut(slot) {
                *place = number as u32 + 1;
            }
        }
    }
}

/// Pairs of a key below `keys` and a row, given by ascending rows, as lists of rows: where the list of
/// each key starts, with one more at the end, and the lists one behind the other. A pair that comes
/// twice counts once.
pub(super) fn lists(pairs: &[(u32, u32)], keys: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; keys + 1];
    // Each row once a key: the same pair twice stands close together, within one row.
    let mut last = vec![u32::MAX; keys];
    let mut is_new = |key: u32, row: u32| match last.get_mut(key as usize) {
        Some(l) if *l == row => false,
        Some(l) => {
            *l = row;
            true
        }
        None => false,
    };
    for (key, row) in pairs {
        if is_new(*key, *row)
            && let Some(n) = starts.get_mut(*key as usize + 1)
        {
            *n += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut rows = vec![0; sum as usize];
    let mut next = starts.clone();
    for (key, row) in pairs {
        let Some(at) = next.get_mut(*key as usize) else {
            continue;
        };
        let first = starts.get(*key as usize).copied().unwrap_or_default();
        let again = *at > first && rows.get(*at as usize - 1) == Some(row);
        if !again && let Some(place) = rows.get_mut(*at as usize) {
            *place = *row;
            *at += 1;
        }
    }
    (starts, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn texts_come_back_and_equal_ones_have_one_number(texts in prop::collection::vec("[ab]{0,3}|\\PC{0,5}", 0..200)) {
            let (mut all, mut different) = (Texts::default(), Interner::default());
            let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
            for text in &texts {
                all.push(text);
                let (number, is_new) = different.intern(text);
                prop_assert_eq!(is_new, !numbers.contains_key(text.as_str()));
                prop_assert_eq!(*numbers.entry(text).or_insert(number), number);
            }
            prop_assert!(all.iter().eq(texts.iter().map(String::as_str)));
            prop_assert!(numbers.iter().all(|(t, n)| different.texts.get(*n as usize) == Some(*t)));
            prop_assert_eq!(different.texts.len(), numbers.len());
        }

        #[test]
        fn lists_hold_every_pair_once(mut pairs in prop::collection::vec((0..7_u32, 0..30_u32), 0..100)) {
            pairs.sort_by_key(|(_, row)| *row);
            let (starts, rows) = lists(&pairs, 8);
            let want: BTreeSet<(u32, u32)> = pairs.into_iter().collect();
            let mut found = Vec::new();
            for (key, range) in starts.windows(2).enumerate() {
                found.extend(rows[range[0] as usize..range[1] as usize].iter().map(|r| (key as u32, *r)));
            }
            prop_assert_eq!(found, want.into_iter().collect::<Vec<_>>());
        }
    }
}
