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

    /// Makes room for so many more texts of so many bytes together.
    pub fn reserve(&mut self, texts: usize, bytes: usize) {
        self.starts.reserve_exact(texts);
        self.arena.reserve_exact(bytes);
    }

    /// How many bytes those from a place on have together.
    #[must_use]
    pub fn bytes_from(&self, first: usize) -> usize {
        let start = self.starts.get(first).map(|start| *start as usize);
        start.map_or(0, |start| self.arena.len().saturating_sub(start))
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
        self.iter_from(0)
    }

    /// Every text from a place on.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = &str> {
        (first..self.len()).map(|at| self.get(at).unwrap_or_default())
    }

    /// Gives back the room that growing took in advance.
    pub fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// The first letters of a text as a number: where two differ, in the order of the texts. They decide most
/// comparisons of a sort, and lie close together.
#[must_use]
pub fn beginning(text: &str) -> u128 {
    let mut first = [0; 16];
    for (slot, b) in first.iter_mut().zip(text.bytes()) {
        *slot = b;
    }
    u128::from_be_bytes(first)
}

/// Different texts, numbered in the order in which they came.
#[derive(Debug, Default)]
pub struct Interner {
    /// Each of them once.
    pub texts: Texts,
    hasher: RandomState,
    /// Open addressing, a power of two in size. The half of the hash beside the number tells other texts
    /// apart without a look at them: where texts are many, each look is a wait for memory.
    table: Vec<Slot>,
}

/// A place in the table of an [`Interner`].
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// The number of a text plus one, 0 where free.
    number: u32,
}

impl Interner {
    /// The number of a text, new or known, and whether it is new.
    pub fn intern(&mut self, text: &str) -> (u32, bool) {
        self.grow(self.texts.len() + 1);
        let hash = self.hash(text);
        let at = self.place(hash, text);
        match self.table.get_mut(at) {
            Some(Slot { number, .. }) if *number > 0 => (*number - 1, false),
            slot => {
                let number = self.texts.len() as u32;
                self.texts.push(text);
                if let Some(slot) = slot {
                    *slot = Slot {
                        hash,
                        number: number + 1,
                    };
                }
                (number, true)
            }
        }
    }

    /// The number of a text, if it is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        let slot = self.table.get(self.place(self.hash(text), text))?;
        slot.number.checked_sub(1)
    }

    /// The numbers of several texts, where they are known; of few that are known it may not say so. All are
    /// looked for step by step together, so that the waits for memory are one. `hashes` is room to work in.
    pub fn find_each<'a>(
        &self,
        texts: impl Iterator<Item = &'a str> + Clone,
        hashes: &mut Vec<u32>,
        numbers: &mut Vec<Option<u32>>,
    ) {
        hashes.clear();
        hashes.extend(texts.clone().map(|text| self.hash(text)));
        numbers.clear();
        let mask = self.table.len().saturating_sub(1);
        numbers.extend(hashes.iter().map(|hash| {
            let mut at = *hash as usize & mask;
            loop {
                let slot = self.table.get(at).filter(|s| s.number > 0)?;
                if slot.hash == *hash {
                    return Some(slot.number - 1);
                }
                at = (at + 1) & mask;
            }
        }));
        let known = numbers.iter().map(|n| self.texts.get((*n)? as usize));
        let known: Vec<Option<&str>> = known.collect();
        for ((number, known), text) in numbers.iter_mut().zip(known).zip(texts) {
            *number = number.filter(|_| known == Some(text));
        }
    }

    /// Makes room for so many more different texts of so many bytes together.
    pub fn reserve(&mut self, texts: usize, bytes: usize) {
        self.texts.reserve(texts, bytes);
        self.grow(self.texts.len() + texts);
    }

    fn hash(&self, text: &str) -> u32 {
        (self.hasher.hash_one(text) >> 32) as u32
    }

    /// Where in the table a text stands or would stand.
    fn place(&self, hash: u32, text: &str) -> usize {
        let mask = self.table.len().saturating_sub(1);
        let mut at = hash as usize & mask;
        while let Some(slot) = self.table.get(at).filter(|s| s.number > 0) {
            if slot.hash == hash && self.texts.get(slot.number as usize - 1) == Some(text) {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes the table large enough for so many texts.
    #[inline]
    fn grow(&mut self, texts: usize) {
        if self.table.len() * 3 < texts * 4 {
            self.enlarge(texts);
        }
    }

    fn enlarge(&mut self, texts: usize) {
        let slots = (texts * 4).div_ceil(3).next_power_of_two().max(64);
        let table = vec![Slot::default(); slots];
        let old = std::mem::replace(&mut self.table, table);
        let mask = self.table.len() - 1;
        for slot in old.into_iter().filter(|s| s.number > 0) {
            let mut at = slot.hash as usize & mask;
            while self.table.get(at).is_some_and(|s| s.number > 0) {
                at = (at + 1) & mask;
            }
            if let Some(free) = self.table.get_mut(at) {
                *free = slot;
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
            let (mut hashes, mut found) = (Vec::new(), vec![Some(9)]);
            let asked = || texts.iter().map(String::as_str).chain(["abba", "c"]);
            different.find_each(asked(), &mut hashes, &mut found);
            let known: Vec<Option<u32>> = asked().map(|t| numbers.get(t).copied()).collect();
            prop_assert_eq!(found, known);
        }
    }
}
