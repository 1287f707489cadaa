//! A column of names: each distinct folded text once, with the rows that have it. Answers "in which
//! rows does this stand anywhere in the field". It must not know how names are ranked.

use super::{bits::BitSet, lists::Lists};
use crate::{
    analysis::names,
    model::{
        text::{fold, fold_into},
        texts::{AT_ONCE, Interner, Texts, in_order},
    },
};
use memchr::memmem;
use std::{collections::HashMap, sync::OnceLock};

/// Distinct folded names of one field and their rows.
#[derive(Debug, Default)]
pub struct NameColumn {
    texts: Texts,
    /// For each text its rows.
    rows: Lists,
    /// The rows of any name; made when first asked for.
    stated: OnceLock<BitSet>,
    /// Normalised names with the positions of their texts; made when a whole name is first asked for.
    normalised: OnceLock<HashMap<String, Vec<u32>>>,
}

/// Collects names row by row.
#[derive(Debug, Default)]
pub struct NameBuilder {
    names: Interner,
    pairs: Vec<(u32, u32)>,
    /// Reused for the names at hand, and for their numbers.
    folded: Texts,
    numbers: Vec<u32>,
}

impl NameBuilder {
    /// Adds a name of a row.
    pub fn add(&mut self, row: u32, name: &str) {
        let mut id = None;
        self.ids(std::iter::once(name), |n| id = n);
        self.pairs.extend(id.map(|id| (id, row)));
    }

    /// Makes room for so many more names of so many bytes together.
    pub(super) fn reserve(&mut self, names: usize, bytes: usize) {
        self.names.reserve(names, bytes);
    }

    /// The folded names, by their numbers.
    pub(super) const fn names(&self) -> &Interner {
        &self.names
    }

    /// The numbers of names, one behind the other; `None` for one that says nothing.
    pub(super) fn ids<'a>(
        &mut self,
        mut names: impl Iterator<Item = &'a str>,
        mut each: impl FnMut(Option<u32>),
    ) {
        let Self {
            folded, numbers, ..
        } = self;
        loop {
            folded.clear();
            for name in names.by_ref().take(AT_ONCE) {
                folded.put(|out| fold_into(name, out));
            }
            if folded.is_empty() {
                break;
            }
            let say = folded.iter().filter(|text| !text.is_empty());
            numbers.clear();
            self.names.intern_each(say, |n| numbers.push(n));
            let mut numbers = numbers.iter().copied();
            for text in folded.iter() {
                each(if text.is_empty() {
                    None
                } else {
                    numbers.next()
                });
            }
        }
    }

    /// The finished column.
    #[must_use]
    pub fn finish(self) -> NameColumn {
        self.finish_with(&Lists::default(), std::iter::empty())
    }

    /// The finished column with more rows: lists of them, and the number of the name of each list.
    pub(super) fn finish_with(
        self,
        lists: &Lists,
        ids: impl Iterator<Item = u32> + Clone,
    ) -> NameColumn {
        let mut texts = self.names.texts;
        let rows = lists.joined(ids, &self.pairs, texts.len());
        texts.shrink();
        NameColumn {
            texts,
            rows,
            stated: OnceLock::new(),
            normalised: OnceLock::new(),
        }
    }
}

impl NameColumn {
    /// By their numbers, the places of some names in the alphabetical order of those.
    pub(super) fn ranks(&self, some: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut ranks = vec![u32::MAX; self.texts.len()];
        let some = some.filter(|id| {
            let rank = ranks.get_mut(*id as usize).filter(|r| **r == u32::MAX);
            rank.map(|rank| *rank = 0).is_some()
        });
        let sorted = in_order(some, |id| self.texts.get(id as usize).unwrap_or_default());
        for (id, place) in sorted.iter().zip(0..) {
            if let Some(rank) = ranks.get_mut(*id as usize) {
                *rank = place;
            }
        }
        ranks
    }

    fn rows_of(&self, id: usize) -> &[u32] {
        self.rows.get(id as u32)
    }

    /// The rows in which `needle` stands anywhere in the field, case and accents aside.
    #[must_use]
    pub fn containing(&self, needle: &str, len: usize) -> BitSet {
        let needle = fold(needle);
        let finder = memmem::Finder::new(needle.as_bytes());
        let mut out = BitSet::none(len);
        for (id, text) in self.texts.iter().enumerate() {
            if finder.find(text.as_bytes()).is_some() {
                for row in self.rows_of(id) {
                    out.insert(*row as usize);
                }
            }
        }
        out
    }

    /// How many distinct names there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.texts.len()
    }

    /// True when no row has a name here.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts.len() == 0
    }

    /// The rows that are called just so: legal forms, punctuation and the ways of writing `doing business
    /// as` aside. A row may come several times.
    #[must_use]
    pub fn called(&self, name: &str) -> Vec<u32> {
        let index = self.normalised.get_or_init(|| {
            let mut index: HashMap<String, Vec<u32>> = HashMap::new();
            for (id, text) in self.texts.iter().enumerate() {
                for name in names::names(text) {
                    index
                        .entry(name)
                        .or_default()
                        .push(u32::try_from(id).unwrap_or(u32::MAX));
                }
            }
            index
        });
        names::names(name)
            .iter()
            .filter_map(|n| index.get(n))
            .flatten()
            .flat_map(|id| self.rows_of(*id as usize))
            .copied()
            .collect()
    }

    /// True when a row has any name here.
    #[must_use]
    pub fn is_stated(&self, row: usize) -> bool {
        let stated = self.stated.get_or_init(|| {
            let last = self.rows.all.iter().max();
            self.stated(last.map_or(0, |last| *last as usize + 1))
        });
        stated.contains(row)
    }

    /// The rows that have any name here.
    #[must_use]
    pub fn stated(&self, len: usize) -> BitSet {
        let mut out = BitSet::none(len);
        for row in &self.rows.all {
            out.insert(*row as usize);
        }
        out
    }

    /// The names that start with or contain `typed`, most frequent first, with their rows' number.
    #[must_use]
    pub fn suggestions(&self, typed: &str, most: usize) -> Vec<(&str, usize)> {
        let typed = fold(typed);
        let mut found: Vec<(bool, usize, &str)> = self
            .texts
            .iter()
            .enumerate()
            .filter(|(_, t)| t.contains(&typed))
            .map(|(id, t)| (!t.starts_with(&typed), self.rows_of(id).len(), t))
            .collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)));
        found.truncate(most);
        found.into_iter().map(|(_, n, t)| (t, n)).collect()
    }
}
