//! A set of rows as one bit each. It must not know what the rows are.

use crate::threads;

/// Rows that one thread tests as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 100_000;

/// Sets the bits of the rows from `first` on for which `test` holds.
fn fill(words: &mut [u64], first: usize, len: usize, mut test: impl FnMut(usize) -> bool) {
    for (w, word) in words.iter_mut().enumerate() {
        let base = first + w * 64;
        let mut bits = 0;
        for i in 0..64.min(len.saturating_sub(base)) {
            bits |= u64::from(test(base + i)) << i;
        }
        *word = bits;
    }
}

/// Words whose rows are written down before the first is looked at.
const AT_ONCE: usize = 32;

/// Rows taken from each word, whatever it has.
const TAKEN: usize = 4;

/// Writes down the rows of words, ascending, and says how many there are; the first bit is that of row `base`. There
/// has to be room for [`TAKEN`] more. How many a word has is nothing that the next one waits for, which is what
/// takes most of the time where words have few.
#[inline]
fn rows_of(words: &[u64], base: u32, rows: &mut [u32]) -> usize {
    let mut at = 0;
    for (base, &word) in (base..).step_by(64).zip(words) {
        let mut rest = word;
        let mut write = |room: Option<&mut [u32]>| {
            for slot in room.into_iter().flatten() {
                *slot = base + rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
            }
        };
        let end = at + word.count_ones() as usize;
        write(rows.get_mut(at..at + TAKEN));
        write(rows.get_mut(at + TAKEN..end));
        at = end;
    }
    at
}

/// A set of row numbers below a fixed length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BitSet {
    words: Vec<u64>,
    len: usize,
}

impl BitSet {
    /// The empty set of `len` possible rows.
    #[must_use]
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// The set of all `len` rows.
    #[must_use]
    pub fn all(len: usize) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        };
        set.trim();
        set
    }

    /// The rows for which `test` holds.
    #[must_use]
    pub fn filter(len: usize, test: impl FnMut(usize) -> bool) -> Self {
        let mut set = Self::none(len);
        fill(&mut set.words, 0, len, test);
        set
    }

    /// The same on several threads, where there are rows enough; `make` makes the test of each.
    #[must_use]
    pub fn filter_on<T: FnMut(usize) -> bool>(
        threads: usize,
        len: usize,
        make: impl Fn() -> T + Sync,
    ) -> Self {
        Self::filter_shared(threads::worth(len, WORTH_A_THREAD, threads), len, make)
    }

    /// The same on so many threads, however few the rows are: for tests that take long.
    #[must_use]
    pub fn filter_shared<T: FnMut(usize) -> bool>(
        threads: usize,
        len: usize,
        make: impl Fn() -> T + Sync,
    ) -> Self {
        let mut set = Self::none(len);
        let share = threads::share(set.words.len(), threads);
        let shares = set.words.chunks_mut(share);
        threads::each(shares.zip((0..).step_by(share * 64)), |(words, first)| {
            fill(words, first, len, make());
        });
        set
    }

    /// The given rows; those past the end are left out.
    #[must_use]
    pub fn from_rows(len: usize, rows: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::none(len);
        for row in rows {
            set.insert(row as usize);
        }
        set
    }

    /// Memory held, in bytes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.words.capacity() * 8
    }

    /// Clears the bits past the end, which negation sets.
    fn trim(&mut self) {
        let used = self.len % 64;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << used) - 1;
        }
    }

    /// How many rows there could be.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// True when no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// Puts a row in; rows past the end are ignored.
    pub fn insert(&mut self, row: usize) {
        if row < self.len
            && let Some(word) = self.words.get_mut(row / 64)
        {
            *word |= 1 << (row % 64);
        }
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// True when the row is in the set.
    #[must_use]
    pub fn contains(&self, row: usize) -> bool {
        self.words
            .get(row / 64)
            .is_some_and(|w| w & (1 << (row % 64)) != 0)
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// How many rows are in both sets.
    #[must_use]
    pub fn count_and(&self, other: &Self) -> usize {
        self.words
            .iter()
            .zip(&other.words)
            .map(|(a, b)| (a & b).count_ones() as usize)
            .sum()
    }

    /// Keeps the rows that are also in `other`.
    pub fn and(&mut self, other: &Self) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    /// Takes out the rows that are in `other`.
    pub fn and_not(&mut self, other: &Self) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !b;
        }
    }

    /// Adds the rows of `other`.
    pub fn or(&mut self, other: &Self) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }

    /// Swaps what is in and what is not.
    pub fn negate(&mut self) {
        for w in &mut self.words {
            *w = !*w;
        }
        self.trim();
    }

    /// Calls `each` with every row, ascending: quicker than [`Self::iter`].
    #[inline]
    pub fn for_each(&self, mut each: impl FnMut(u32)) {
        let mut rows = [0; AT_ONCE * TAKEN + 64];
        let bases = (0..).step_by(AT_ONCE * 64);
        for (first, words) in bases.zip(self.words.chunks(AT_ONCE)) {
            let count: usize = words.iter().map(|w| w.count_ones() as usize).sum();
            if count == 0 {
                continue;
            }
            if count <= AT_ONCE * TAKEN {
                rows_of(words, first, &mut rows);
                rows.iter().take(count).for_each(|row| each(*row));
                continue;
            }
            for (base, &word) in (first..).step_by(64).zip(words) {
                if word == u64::MAX {
                    (0..64).for_each(|bit| each(base + bit));
                    continue;
                }
                let mut rest = word;
                while rest != 0 {
                    each(base + rest.trailing_zeros());
                    rest &= rest - 1;
                }
            }
        }
    }

    /// The rows, ascending, as a list.
    #[must_use]
    pub fn list(&self) -> Vec<u32> {
        let mut rows = vec![0; self.count() + TAKEN];
        let mut count = 0;
        let bases = (0..).step_by(AT_ONCE * 64);
        for (first, words) in bases.zip(self.words.chunks(AT_ONCE)) {
            if words.iter().any(|word| *word != 0) {
                count += rows_of(words, first, rows.get_mut(count..).unwrap_or_default());
            }
        }
        rows.truncate(count);
        rows
    }

    /// The rows, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros();
                    rest &= rest - 1;
                    // A catalog holds fewer than 2^32 rows (checked when it is built).
                    u32::try_from(i * 64).unwrap_or(u32::MAX) + bit
                })
            })
        })
    }
}

/// The rows of a set, numbered from 0 in ascending order.
#[derive(Debug, Clone)]
pub struct Numbered {
    set: BitSet,
    list: Vec<u32>,
    /// How many rows stand before each word of the set.
    before: Vec<u32>,
}

impl Numbered {
    /// Numbers the rows of a set.
    #[must_use]
    pub fn new(set: BitSet) -> Self {
        let mut count = 0;
        let before = set.words.iter().map(|word| {
            let before = count;
            count += word.count_ones();
            before
        });
        Self {
            before: before.collect(),
            list: set.list(),
            set,
        }
    }

    /// The rows, ascending.
    #[must_use]
    pub fn list(&self) -> &[u32] {
        &self.list
    }

    /// The number of a row; `None` for one that is not in the set.
    #[must_use]
    #[inline]
    pub fn number(&self, row: u32) -> Option<usize> {
        let (word, bit) = (row as usize / 64, row % 64);
        let bits = *self.set.words.get(word)?;
        if bits >> bit & 1 == 0 {
            return None;
        }
        let below = bits & ((1 << bit) - 1);
        Some((*self.before.get(word)? + below.count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_and_ways_of_asking_change_nothing() {
        for len in [
            0,
            63,
            64,
            WORTH_A_THREAD,
            WORTH_A_THREAD + 65,
            WORTH_A_THREAD * 2 - 1,
        ] {
            let want = BitSet::filter(len, |i| i.is_multiple_of(7) || (640..1280).contains(&i));
            for threads in [1, 2, 3, 8] {
                let make = || |i: usize| i.is_multiple_of(7) || (640..1280).contains(&i);
                assert_eq!(BitSet::filter_on(threads, len, make), want);
            }
            let mut rows = Vec::new();
            want.for_each(|row| rows.push(row));
            assert!(rows.into_iter().eq(want.iter()));
            assert!(want.list().into_iter().eq(want.iter()));
        }
    }

    #[test]
    fn rows_are_numbered_in_their_order() {
        let set = BitSet::from_rows(200, [0, 1, 63, 64, 130, 199]);
        let numbered = Numbered::new(set.clone());
        assert!(numbered.list().iter().copied().eq(set.iter()));
        let numbers: Vec<_> = set.iter().map(|row| numbered.number(row)).collect();
        assert_eq!(numbers, (0..6).map(Some).collect::<Vec<_>>());
        assert_eq!(
            [2, 62, 65, 198, 200, 900].map(|row| numbered.number(row)),
            [None; 6]
        );
        assert!(Numbered::new(BitSet::none(0)).list().is_empty());
    }

    #[test]
    fn sets_behave_at_word_edges() {
        for len in [0, 1, 63, 64, 65, 130] {
            let mut even = BitSet::filter(len, |i| i % 2 == 0);
            assert_eq!(even.count(), len.div_ceil(2));
            assert_eq!(even.list(), even.iter().collect::<Vec<_>>());
            assert_eq!(
                even.iter().map(|i| i as usize).collect::<Vec<_>>(),
                (0..len).step_by(2).collect::<Vec<_>>()
            );
            even.negate();
            assert_eq!(even.count(), len / 2);
            even.or(&BitSet::all(len));
            assert_eq!(even, BitSet::all(len));
            even.and_not(&BitSet::all(len));
            assert!(even.is_empty());
        }
    }
}
