//! Many short texts in one piece of memory: one behind the other, or each different one once. It must not
//! know what they say.

use foldhash::fast::RandomState;
use std::{hash::BuildHasher, hint::black_box};

/// Texts one behind the other.
#[derive(Debug, Clone)]
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
        self.put(|arena| {
            if u32::try_from(arena.len() + text.len()).is_ok() {
                arena.push_str(text);
            }
        });
    }

    /// Adds a text that is written in its place.
    pub fn put(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.arena);
        let end = u32::try_from(self.arena.len());
        self.starts.push(end.unwrap_or(u32::MAX));
    }

    /// Takes all out; the room stays.
    pub fn clear(&mut self) {
        self.arena.clear();
        self.starts.truncate(1);
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
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter_from(0)
    }

    /// Every text from a place on.
    pub fn iter_from(&self, first: usize) -> impl Iterator<Item = &str> + Clone {
        (first..self.len()).map(|at| self.get(at).unwrap_or_default())
    }

    /// Gives back the room that growing took in advance.
    pub fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// So many letters of a text are looked at together.
const LETTERS: usize = 12;

/// Numbers of texts in the order of the texts, then of the numbers.
///
/// Letters that lie beside the numbers decide most comparisons, so that few wait for the text itself.
#[must_use]
pub fn in_order<'a>(numbers: impl Iterator<Item = u32>, text: impl Fn(u32) -> &'a str) -> Vec<u32> {
    let mut keyed: Vec<u128> = numbers
        .map(|n| letters(text(n), 0) | u128::from(n))
        .collect();
    sort_from(0, &mut keyed, &text);
    keyed.into_iter().map(|key| key as u32).collect()
}

/// Some letters of a text from a place on, above room for a number.
fn letters(text: &str, from: usize) -> u128 {
    let mut first = [0; 16];
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    // Texts lie far apart in memory: the fewer steps each takes, the more of them are waited for together.
    if let (Some(slots), Some(all)) = (first.first_chunk_mut(), rest.first_chunk::<LETTERS>()) {
        *slots = *all;
    } else {
        for (slot, b) in first.iter_mut().zip(rest) {
            *slot = *b;
        }
    }
    u128::from_be_bytes(first)
}

/// Sorts numbers of texts that have the letters before a place in common.
fn sort_from<'a>(from: usize, keyed: &mut [u128], text: &impl Fn(u32) -> &'a str) {
    keyed.sort_unstable();
    let next = from + LETTERS;
    for same in keyed.chunk_by_mut(|a, b| a >> 32 == b >> 32) {
        let of = |key: &u128| text(*key as u32);
        let compare = |a: &u128, b: &u128| of(a).cmp(of(b)).then_with(|| a.cmp(b));
        match same.len() {
            1 => {}
            // Two texts, or such that have very much in common, are compared as they are.
            2 => same.sort_unstable_by(compare),
            _ if from > 8 * LETTERS => same.sort_unstable_by(compare),
            _ => {
                for key in &mut *same {
                    *key = letters(of(key), next) | u128::from(*key as u32);
                }
                sort_from(next, same, text);
            }
        }
    }
}

/// Numbers of different things, found by the hashes of these: open addressing, a power of two in size. The
/// half of the hash beside a number tells others apart without a look at them: where things are many, each
/// look is a wait for memory.
#[derive(Debug, Clone, Default)]
pub struct Hashes {
    table: Vec<Slot>,
    len: usize,
}

/// The hash of a thing that is looked for, with others.
#[derive(Debug, Clone, Copy)]
pub struct Near {
    /// The hash.
    pub hash: u32,
    /// Its number, right or wrong.
    guess: Option<u32>,
}

impl Near {
    /// Of this hash.
    #[must_use]
    pub const fn new(hash: u32) -> Self {
        Self { hash, guess: None }
    }
}

/// So many things are looked for together.
pub const AT_ONCE: usize = 256;

/// A place in a table of [`Hashes`].
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u32,
    /// A number plus one, 0 where free.
    number: u32,
}

impl Hashes {
    /// The number of a thing that is the one looked for.
    #[inline]
    pub fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let (_, number) = self.place(hash, is_it);
        number
    }

    /// The number of a thing: the known one, or else `new`.
    #[inline]
    pub fn number(&mut self, hash: u32, new: u32, is_it: impl Fn(u32) -> bool) -> u32 {
        self.reserve(1);
        match self.place(hash, is_it) {
            (_, Some(number)) => number,
            (at, None) => {
                if let Some(slot) = self.table.get_mut(at) {
                    let number = new + 1;
                    *slot = Slot { hash, number };
                    self.len += 1;
                }
                new
            }
        }
    }

    /// Goes to where things of these hashes would be found, step by step for all of them together, so that
    /// the waits for memory are one: what was looked at lies near when it is looked at again. `look` is told
    /// the numbers that may be theirs. Room is made for as many more.
    pub fn bring_near(&mut self, hashes: &mut [Near], look: impl Fn(u32) -> u8) {
        self.reserve(hashes.len());
        for near in hashes.iter_mut() {
            let slot = self.table.get(near.hash as usize & self.mask());
            let same = slot.filter(|slot| slot.hash == near.hash);
            near.guess = same.and_then(|slot| slot.number.checked_sub(1));
        }
        let guesses = hashes.iter().filter_map(|near| near.guess);
        black_box(guesses.fold(0, |all, number| all ^ look(number)));
    }

    /// Makes room for so many more.
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        if self.table.len() * 3 < (self.len + more) * 4 {
            self.enlarge(self.len + more);
        }
    }

    const fn mask(&self) -> usize {
        self.table.len().saturating_sub(1)
    }

    /// Where in the table a thing stands or would stand, and its number.
    #[inline]
    fn place(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> (usize, Option<u32>) {
        let mut at = hash as usize & self.mask();
        while let Some(slot) = self.table.get(at).filter(|s| s.number > 0) {
            if slot.hash == hash && is_it(slot.number - 1) {
                return (at, Some(slot.number - 1));
            }
            at = (at + 1) & self.mask();
        }
        (at, None)
    }

    fn enlarge(&mut self, things: usize) {
        let slots = (things * 4).div_ceil(3).next_power_of_two().max(64);
        let table = vec![Slot::default(); slots];
        let old = std::mem::replace(&mut self.table, table);
        let mask = self.mask();
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

/// Different texts, numbered in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Interner {
    /// Each of them once.
    pub texts: Texts,
    hasher: RandomState,
    hashes: Hashes,
    /// Reused for texts that are looked for together.
    room: Vec<Near>,
}

impl Interner {
    /// The number of a text, new or known, and whether it is new.
    pub fn intern(&mut self, text: &str) -> (u32, bool) {
        self.intern_hashed(self.hash(text), text)
    }

    fn intern_hashed(&mut self, hash: u32, text: &str) -> (u32, bool) {
        let (texts, new) = (&self.texts, self.texts.len() as u32);
        let is_it = |number: u32| texts.get(number as usize) == Some(text);
        let number = self.hashes.number(hash, new, is_it);
        let is_new = number == new;
        if is_new {
            self.texts.push(text);
        }
        (number, is_new)
    }

    /// The numbers of several texts, new or known, one behind the other: as [`Self::intern`], but looked
    /// for step by step together, as in [`Self::find_each`]: best [`AT_ONCE`].
    pub fn intern_each<'a>(
        &mut self,
        texts: impl Iterator<Item = &'a str> + Clone,
        mut each: impl FnMut(u32),
    ) {
        let room = self.look_for(texts.clone());
        for (text, near) in texts.zip(&room) {
            each(self.intern_hashed(near.hash, text).0);
        }
        self.room = room;
    }

    /// Looks for several texts step by step together, so that the waits for memory are one: each lies near
    /// when it is asked for soon. Best [`AT_ONCE`].
    pub fn bring_near<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        self.room = self.look_for(texts);
    }

    fn look_for<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> Vec<Near> {
        let mut room = std::mem::take(&mut self.room);
        room.clear();
        room.extend(texts.map(|text| Near::new(self.hash(text))));
        let known = &self.texts;
        let look = |number: u32| known.get(number as usize).map_or(0, last_byte);
        self.hashes.bring_near(&mut room, look);
        room
    }

    /// The number of a text, if it is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        let is_it = |number: u32| self.texts.get(number as usize) == Some(text);
        self.hashes.find(self.hash(text), is_it)
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
        let same = |hash: &u32| self.hashes.find(*hash, |_| true);
        numbers.extend(hashes.iter().map(same));
        let known = numbers.iter().map(|n| self.texts.get((*n)? as usize));
        let known: Vec<Option<&str>> = known.collect();
        for ((number, known), text) in numbers.iter_mut().zip(known).zip(texts) {
            *number = number.filter(|_| known == Some(text));
        }
    }

    /// Says that no more texts come, and none is looked for.
    pub fn close(&mut self) {
        self.hashes = Hashes::default();
    }

    /// Makes room for so many more different texts of so many bytes together.
    pub fn reserve(&mut self, texts: usize, bytes: usize) {
        self.texts.reserve(texts, bytes);
        self.hashes.reserve(texts);
    }

    fn hash(&self, text: &str) -> u32 {
        (self.hasher.hash_one(text) >> 32) as u32
    }
}

/// The last byte of a text.
pub fn last_byte(text: &str) -> u8 {
    text.as_bytes().last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn texts_with_much_in_common_are_ordered(texts in prop::collection::vec("(aaaaaaa|b|\\x00){0,40}", 0..80)) {
            let mut sorted: Vec<u32> = (0..texts.len() as u32).collect();
            sorted.sort_by_key(|n| &texts[*n as usize]);
            prop_assert_eq!(in_order(0..texts.len() as u32, |n| &texts[n as usize]), sorted);
        }

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
            let (mut together, mut each) = (Interner::default(), Vec::new());
            for some in texts.chunks(7) {
                together.intern_each(some.iter().map(String::as_str), |n| each.push(n));
            }
            prop_assert!(each.iter().eq(texts.iter().map(|t| &numbers[t.as_str()])));
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
