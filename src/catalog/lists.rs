//! Lists of numbers by key, one behind the other. It must not know what keys and numbers are.

/// Of each key below some number its list, ascending.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Where the list of each key starts; one more than there are keys.
    pub(super) starts: Vec<u32>,
    /// The lists one behind the other.
    pub(super) all: Vec<u32>,
}

impl Lists {
    /// The places at which each of so many keys stands; keys from that number on are in no list.
    pub(super) fn of(list: &[u32], keys: usize) -> Self {
        let mut counts = Counts::new(keys);
        list.iter().for_each(|key| counts.add(*key, 1));
        let mut lists = counts.into_lists();
        for (key, at) in list.iter().zip(0..) {
            lists.put(*key, &[at]);
        }
        lists.finish()
    }

    /// The lists of other keys, each joined of those of some of these, and of more pairs of a key and a
    /// number. `of` says of each key here which one it is there. What comes twice counts once.
    pub(super) fn joined(
        &self,
        of: impl Iterator<Item = u32> + Clone,
        more: &[(u32, u32)],
        keys: usize,
    ) -> Self {
        let mut counts = Counts::new(keys);
        // Most lists become what they were.
        let mut several: Vec<u32> = Vec::new();
        let lists = || of.clone().zip(self.iter());
        for (key, list) in lists().filter(|(_, list)| !list.is_empty()) {
            if counts.of(key) > 0 {
                several.push(key);
            }
            counts.add(key, list.len() as u32);
        }
        for (key, _) in more {
            if counts.of(*key) > 0 {
                several.push(*key);
            }
            counts.add(*key, 1);
        }
        let mut joined = counts.into_lists();
        lists().for_each(|(key, list)| joined.put(key, list));
        more.iter().for_each(|(key, n)| joined.put(*key, &[*n]));
        let mut joined = joined.finish();
        several.sort_unstable();
        several.dedup();
        let mut is_twice = false;
        for key in several {
            let range = joined.range(key);
            let list = joined.all.get_mut(range).unwrap_or_default();
            list.sort_unstable();
            is_twice |= list.windows(2).any(|two| two.first() == two.last());
        }
        if is_twice { joined.once() } else { joined }
    }

    /// Each number of a list once.
    fn once(&self) -> Self {
        let mut once = Self::default();
        for list in self.iter() {
            once.starts.push(once.all.len() as u32);
            let start = once.all.len();
            for n in list {
                if once.all.get(start..).and_then(<[u32]>::last) != Some(n) {
                    once.all.push(*n);
                }
            }
        }
        once.starts.push(once.all.len() as u32);
        once
    }

    /// Where the list of a key lies in all of them.
    #[inline]
    pub(super) fn range(&self, key: u32) -> std::ops::Range<usize> {
        let key = key as usize;
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }

    /// The list of a key.
    #[inline]
    pub(super) fn get(&self, key: u32) -> &[u32] {
        self.all.get(self.range(key)).unwrap_or_default()
    }

    /// How many keys there are.
    pub(super) const fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Every list.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self.starts.iter().skip(1);
        let ranges = self.starts.iter().zip(ends);
        ranges.map(|(from, to)| {
            let list = self.all.get(*from as usize..*to as usize);
            list.unwrap_or_default()
        })
    }
}

/// How long the lists will be: of a key two places further on, for [`Filling`].
struct Counts(Vec<u32>);

impl Counts {
    fn new(keys: usize) -> Self {
        Self(vec![0; keys + 2])
    }

    #[inline]
    fn of(&self, key: u32) -> u32 {
        self.0.get(key as usize + 2).copied().unwrap_or_default()
    }

    #[inline]
    fn add(&mut self, key: u32, more: u32) {
        if let Some(n) = self.0.get_mut(key as usize + 2) {
            *n += more;
        }
    }

    fn into_lists(self) -> Filling {
        let mut next = self.0;
        let mut sum = 0;
        for n in &mut next {
            sum += *n;
            *n = sum;
        }
        let all = vec![0; sum as usize];
        Filling { next, all }
    }
}

/// Lists that are filled: of a key one place further on where its next number goes, which in the end is
/// where the list of the next key starts.
struct Filling {
    next: Vec<u32>,
    all: Vec<u32>,
}

impl Filling {
    #[inline]
    fn put(&mut self, key: u32, list: &[u32]) {
        // Behind the last one there is no room.
        if let Some(next) = self.next.get_mut(key as usize + 1) {
            let (from, to) = (*next as usize, *next as usize + list.len());
            if let Some(place) = self.all.get_mut(from..to) {
                place.copy_from_slice(list);
                *next = to as u32;
            }
        }
    }

    fn finish(mut self) -> Lists {
        self.next.pop();
        Lists {
            starts: self.next,
            all: self.all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn pairs(lists: &Lists) -> Vec<(u32, u32)> {
        let keys = lists.iter().zip(0..);
        let all = keys.flat_map(|(list, key)| list.iter().map(move |n| (key, *n)));
        all.collect()
    }

    proptest! {
        #[test]
        fn lists_hold_every_pair_once(
            keys in prop::collection::vec(0..9_u32, 0..100),
            of in prop::collection::vec(0..7_u32, 8),
            more in prop::collection::vec((0..7_u32, 0..30_u32), 0..30),
        ) {
            let lists = Lists::of(&keys, 8);
            let there = keys.iter().zip(0..).filter(|(key, _)| **key < 8);
            let mut want: Vec<(u32, u32)> = there.map(|(key, at)| (*key, at)).collect();
            let joined: BTreeSet<(u32, u32)> = want
                .iter()
                .map(|(key, n)| (of[*key as usize], *n))
                .chain(more.iter().copied())
                .filter(|(key, _)| *key < 6)
                .collect();
            want.sort_unstable();
            prop_assert_eq!(pairs(&lists), want);
            prop_assert_eq!((lists.len(), lists.get(9)), (8, [].as_slice()));
            let found = lists.joined(of.iter().copied(), &more, 6);
            prop_assert_eq!(pairs(&found), joined.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(found.len(), 6);
        }
    }
}
