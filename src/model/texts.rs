//! Many short texts in one piece of memory: one behind the other, or each different one once. It must not
//! know what they say.

use foldhash::fast::RandomState;
use std::hash::BuildHasher;

/// Texts one behind the other.
#[derive(Debug)]
pub struct Texts {
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
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        if u32::try_from(self.arena.len() + text.len()).is_ok() {
            self.arena.push_str(text);
        }
        self.starts
            .push(u32::try_from(self.arena.len()).unwrap_or(u32::MAX));
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// True when there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at a place.
    #[must_use]
    #[inline]
    pub fn get(&self, at: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        self.arena.get(start as usize..end as usize)
    }

    /// Every text in its order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at).unwrap_or_default())
    }

    /// Gives back the room that growing took in advance.
    pub fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// Different texts, numbered in the order in which they came.
#[derive(Debug, Default)]
pub struct Interner {
    /// Each of them once.
    pub texts: Texts,
    hasher: RandomState,
    /// Open addressing: the number of a text plus one, 0 where free. A power of two in size.
    table: Vec<u32>,
}

impl Interner {
    /// The number of a text, new or known, and whether it is new.
    pub fn intern(&mut self, text: &str) -> (u32, bool) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

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
    }
}
