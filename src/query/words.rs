//! Fuzzy words and phrases over a catalog: which rows have them, and in which order a person means
//! them. How a word matches and what that is worth is in `fuzzy`.

use super::{
    Test,
    fuzzy::{Answer, Narrow, Search, TellAll, Term, rows_with},
    pace::Pace,
};
use crate::catalog::{BitSet, Catalog};

/// The search term of a word or a phrase; `None` for other tests.
#[must_use]
pub fn term(test: &Test) -> Option<Vec<Term>> {
    match test {
        Test::Word(word) => Some(Term::words(word)),
        Test::Phrase(text) => Some(vec![Term::phrase(text)]),
        _ => None,
    }
}

/// The rows in which every term holds, those in `allowed` with the best match first; `None` when it was
/// given up. `tell` gets the first of them, with the terms as they were searched, where they are known
/// before the rest.
#[must_use]
pub fn search(
    catalog: &Catalog,
    terms: &[Term],
    allowed: Option<&BitSet>,
    narrow: &mut Narrow,
    pace: Pace<'_>,
    tell: Option<TellAll<'_>>,
) -> Option<Answer> {
    let search = Search {
        index: &catalog.text,
        allowed,
        threads: pace.threads,
        cancel: pace.cancel,
    };
    search.run(terms, Some(narrow), tell)
}

/// The rows in which a term stands in one piece: what an excluded word excludes.
#[must_use]
pub fn holding(catalog: &Catalog, test: &Test) -> BitSet {
    let mut rows = BitSet::all(catalog.len());
    for term in term(test).unwrap_or_default() {
        rows.and(&rows_with(&catalog.text, &term));
    }
    rows
}
