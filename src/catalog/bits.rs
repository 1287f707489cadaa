//! A set of row numbers, one bit a row: what a filter answers with. It must not know what a row is.

/// A set of the rows `0..len`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BitSet {
    words: Vec<u64>,
    len: usize,
}

impl BitSet {
    /// No row of `len`.
    #[must_use]
    pub fn new(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// Every row of `len`.
    #[must_use]
    pub fn full(len: usize) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        };
        set.trim();
        set
    }

    /// The given rows of `len`; those out of range are left out.
    #[must_use]
    pub fn from_rows(len: usize, rows: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::new(len);
        for row in rows {
            set.set(row);
        }
        set
    }

    /// How many rows there are to choose from.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// True when no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// True when the row is in the set; a row out of range never is.
    #[must_use]
    #[inline]
    pub fn contains(&self, row: u32) -> bool {
        let row = row as usize;
        self.words
            .get(row / 64)
            .is_some_and(|w| w & (1 << (row % 64)) != 0)
    }

    /// Puts a row in and says whether it was new. A row out of range is ignored.
    #[inline]
    pub fn set(&mut self, row: u32) -> bool {
        let row = row as usize;
        if row >= self.len {
            return false;
        }
        match self.words.get_mut(row / 64) {
            Some(w) => {
                let bit = 1 << (row % 64);
                let new = *w & bit == 0;
                *w |= bit;
                new
            }
            None => false,
        }
    }

    /// Takes a row out.
    pub fn unset(&mut self, row: u32) {
        let row = row as usize;
        if let Some(w) = self.words.get_mut(row / 64) {
            *w &= !(1 << (row % 64));
        }
    }

    /// Keeps the rows that are in the other set too.
    pub fn and(&mut self, other: &Self) {
        let mut theirs = other.words.iter();
        for w in &mut self.words {
            *w &= theirs.next().copied().unwrap_or(0);
        }
    }

    /// Takes in the rows of the other set.
    pub fn or(&mut self, other: &Self) {
        for (w, o) in self.words.iter_mut().zip(&other.words) {
            *w |= o;
        }
        self.trim();
    }

    /// Takes out the rows of the other set.
    pub fn and_not(&mut self, other: &Self) {
        for (w, o) in self.words.iter_mut().zip(&other.words) {
            *w &= !o;
        }
    }

    /// Turns the set into its complement.
    pub fn not(&mut self) {
        for w in &mut self.words {
            *w = !*w;
        }
        self.trim();
    }

    /// The rows in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.words.iter().enumerate().flat_map(|(i, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    (i as u32) * 64 + bit
                })
            })
        })
    }

    /// Memory held, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.capacity() * 8
    }

    /// Clears the bits behind the last row, so that counting needs no care.
    fn trim(&mut self) {
        if let (Some(last), rest @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= (1 << rest) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn behaves_as_a_set(len in 0usize..200, a in prop::collection::btree_set(0u32..220, 0..60), b in prop::collection::btree_set(0u32..220, 0..60)) {
            let inside = |s: &BTreeSet<u32>| s.iter().copied().filter(|r| (*r as usize) < len).collect::<BTreeSet<u32>>();
            let (sa, sb) = (inside(&a), inside(&b));
            let (x, y) = (BitSet::from_rows(len, a), BitSet::from_rows(len, b));
            prop_assert_eq!(x.iter().collect::<BTreeSet<_>>(), sa.clone());
            prop_assert_eq!(x.count(), sa.len());
            prop_assert_eq!(x.is_empty(), sa.is_empty());
            let with = |f: fn(&mut BitSet, &BitSet)| { let mut z = x.clone(); f(&mut z, &y); z.iter().collect::<BTreeSet<u32>>() };
            prop_assert_eq!(with(BitSet::and), &sa & &sb);
            prop_assert_eq!(with(BitSet::or), &sa | &sb);
            prop_assert_eq!(with(BitSet::and_not), &sa - &sb);
            let mut z = x.clone();
            z.not();
            prop_assert_eq!(z.count(), len - sa.len());
            prop_assert_eq!(BitSet::full(len).count(), len);
            for row in 0..220 {
                prop_assert_eq!(x.contains(row), sa.contains(&row));
                prop_assert_ne!(z.contains(row), sa.contains(&row) || row as usize >= len);
            }
        }
    }
}
