//! A column of names: each distinct folded text once, with the rows that have it. Answers "in which
//! rows does this stand anywhere in the field". It must not know how names are ranked.

use super::{bits::BitSet, lists::lists};
use crate::{
    analysis::names,
    model::{
        text::fold,
        texts::{Interner, Texts, beginning},
    },
};
use memchr::memmem;
use std::{collections::HashMap, sync::OnceLock};

/// Distinct folded names of one field and their rows.
#[derive(Debug, Default)]
pub struct NameColumn {
    texts: Texts,
    /// For each text, where its rows start in `rows`; one more entry at the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
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
}

impl NameBuilder {
    /// Adds a name of a row.
    pub fn add(&mut self, row: u32, name: &str) {
        if let Some(id) = self.id(name) {
            self.pairs.push((id, row));
        }
    }

    /// Makes room for so many more names of so many bytes together.
    pub(super) fn reserve(&mut self, names: usize, bytes: usize) {
        self.names.reserve(names, bytes);
    }

    /// The number of a name; `None` for one that says nothing.
    pub(super) fn id(&mut self, name: &str) -> Option<u32> {
        let folded = fold(name);
        (!folded.is_empty()).then(|| self.names.intern(&folded).0)
    }

    /// The finished column.
    #[must_use]
    pub fn finish(self) -> NameColumn {
        self.finish_with(std::iter::empty())
    }

    /// The finished column with more rows, in ascending order, by the numbers of their names.
    pub(super) fn finish_with(self, more: impl Iterator<Item = (u32, u32)> + Clone) -> NameColumn {
        let mut texts = self.names.texts;
        let (starts, rows) = lists(by_row(self.pairs.iter().copied(), more), texts.len());
        texts.shrink();
        NameColumn {
            texts,
            starts,
            rows,
            stated: OnceLock::new(),
            normalised: OnceLock::new(),
        }
    }
}

/// Pairs whose rows ascend, of two such lists.
fn by_row(
    a: impl Iterator<Item = (u32, u32)> + Clone,
    b: impl Iterator<Item = (u32, u32)> + Clone,
) -> impl Iterator<Item = (u32, u32)> + Clone {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    std::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some((_, x)), Some((_, y))) if x < y => a.next(),
        (Some(_), None) => a.next(),
        _ => b.next(),
    })
}

impl NameColumn {
    /// By their numbers, the places of some names in the alphabetical order of those.
    pub(super) fn ranks(&self, some: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut ranks = vec![u32::MAX; self.texts.len()];
        let mut sorted: Vec<(u128, u32)> = Vec::with_capacity(self.texts.len());
        let text = |id: u32| self.texts.get(id as usize).unwrap_or_default();
        for id in some {
            if let Some(rank) = ranks.get_mut(id as usize).filter(|r| **r == u32::MAX) {
                *rank = 0;
                sorted.push((beginning(text(id)), id));
            }
        }
        sorted.sort_unstable_by(|(first, a), (other, b)| {
            first.cmp(other).then_with(|| text(*a).cmp(text(*b)))
        });
        for ((_, id), place) in sorted.iter().zip(0..) {
            if let Some(rank) = ranks.get_mut(*id as usize) {
                *rank = place;
            }
        }
        ranks
    }

    fn rows_of(&self, id: usize) -> &[u32] {
        match (self.starts.get(id), self.starts.get(id + 1)) {
            (Some(a), Some(b)) => self.rows.get(*a as usize..*b as usize).unwrap_or_default(),
            _ => &[],
        }
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
            let last = self.rows.iter().max();
            self.stated(last.map_or(0, |last| *last as usize + 1))
        });
        stated.contains(row)
    }

    /// The rows that have any name here.
    #[must_use]
    pub fn stated(&self, len: usize) -> BitSet {
        let mut out = BitSet::none(len);
        for row in &self.rows {
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
