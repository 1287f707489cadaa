//! Several words: where those that are known hold in few rows, the next one is only sought in the texts of
//! these rows. What is found is what a search of all texts would leave. It must not know how a word is
//! found in a text.

use super::{
    narrow::Narrow,
    scan::{self, Hits, How},
    term::Term,
};
use crate::{
    catalog::{BitSet, text_index::TextIndex},
    threads,
};
use std::sync::Arc;

/// Words that hold in fewer than one row in so many are worth looking at their rows first.
const FEW: usize = 4;

/// Texts that one thread looks at as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 50_000;

/// The rows in which some words hold, and their texts.
#[derive(Debug)]
pub(super) struct Within {
    beside: Vec<String>,
    places: BitSet,
    entries: Vec<u32>,
}

impl Within {
    /// The words, each with a sign of its kind, in alphabetical order.
    pub(super) fn beside(&self) -> &[String] {
        &self.beside
    }

    /// The places of the rows.
    pub(super) const fn places(&self) -> &BitSet {
        &self.places
    }

    /// The entries that have any of the rows, ascending; and perhaps some that have none.
    pub(super) fn entries(&self) -> &[u32] {
        &self.entries
    }

    /// Memory held, in numbers of four bytes.
    pub(super) fn size(&self) -> usize {
        self.entries.len() + self.places.bytes() / 4
    }

    /// The rows of entries, of those `before` or of all.
    fn new(
        index: &TextIndex,
        beside: Vec<String>,
        hits: &Hits,
        before: Option<&Self>,
        how: How<'_>,
    ) -> Self {
        let mut places = BitSet::none(index.rows());
        for (entry, _) in hits {
            index.each_place(*entry, |place| places.insert(place as usize));
        }
        if let Some(before) = before {
            places.and(&before.places);
        }
        let all = index.entries();
        let threads = threads::worth(all, WORTH_A_THREAD, how.threads);
        let shares = threads::ranges(all, threads);
        let entries = threads::each(shares, |range| index.with_any(range, &places));
        let entries = entries.concat();
        Self {
            beside,
            places,
            entries,
        }
    }
}

/// What was found for each of several words.
pub(super) struct Found {
    /// Of each word in the order in which they were given; those of words that were sought beside others have
    /// rows in which these hold, or stand in no list of rows.
    pub(super) hits: Vec<Arc<Hits>>,
    /// The rows in which some of them hold, if these are few.
    pub(super) within: Option<Arc<Within>>,
}

/// Searches for each term and says how far that went; none if it was given up.
pub(super) fn each(
    index: &TextIndex,
    terms: &mut [Term],
    narrow: Option<&mut Narrow>,
    how: How<'_>,
) -> Option<Found> {
    let mut forgotten = Narrow::new();
    let narrow = narrow.unwrap_or(&mut forgotten);
    narrow.belong_to(index);
    let mut within: Option<Arc<Within>> = None;
    let mut hits: Vec<Option<Arc<Hits>>> = vec![None; terms.len()];
    for left in (0..terms.len()).rev() {
        let at = next(terms, &hits, narrow, within.as_deref())?;
        let (term, slot) = (terms.get_mut(at)?, hits.get_mut(at)?);
        let (of_term, reach) = scan::hits(index, term, narrow, within.as_deref(), how)?;
        term.reach = reach;
        let of_term = slot.insert(of_term);
        let rows = || of_term.iter().map(|(entry, _)| index.count(*entry));
        if left > 0 && rows().sum::<usize>() * FEW < index.rows() {
            let mut beside = within.as_ref().map_or_else(Vec::new, |w| w.beside.clone());
            beside.push(name(term));
            beside.sort();
            within = Some(narrow.within(&beside).unwrap_or_else(|| {
                let new = Within::new(index, beside, of_term, within.as_deref(), how);
                let new = Arc::new(new);
                narrow.keep_within(&new);
                new
            }));
        }
    }
    Some(Found {
        hits: hits.into_iter().flatten().collect(),
        within,
    })
}

/// A term's name among those of [`Within::beside`].
fn name(term: &Term) -> String {
    let sign = if term.phrase { '"' } else { ' ' };
    format!("{sign}{}", term.text)
}

/// Which term comes next: one that is known, else the longest, which most likely has the fewest rows.
fn next(
    terms: &[Term],
    hits: &[Option<Arc<Hits>>],
    narrow: &Narrow,
    within: Option<&Within>,
) -> Option<usize> {
    let open = || {
        let all = terms.iter().zip(hits).enumerate();
        all.filter(|(_, (_, hits))| hits.is_none())
            .map(|(at, (term, _))| (at, term))
    };
    let is_known = |term: &Term| {
        let beside = within.map_or(&[][..], |w| w.beside());
        narrow.hits(term, &[]).is_some() || narrow.hits(term, beside).is_some()
    };
    let known = open().find(|(_, term)| is_known(term));
    let longest = || open().max_by_key(|(at, t)| (t.letters.len(), std::cmp::Reverse(*at)));
    known.or_else(longest).map(|(at, _)| at)
}
