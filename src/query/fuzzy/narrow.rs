//! What earlier keystrokes found out, for those that follow. It saves time and changes no answer. It must
//! not know how a text is read.

use super::{
    rank::Rank,
    scan::Hits,
    term::{Reach, Term},
    within::Within,
};
use crate::catalog::text_index::TextIndex;
use std::{collections::VecDeque, sync::Arc};

/// Sets of rows in which words hold that are remembered.
const MOST_WITHIN: usize = 4;

/// What earlier keystrokes found out, for those that follow: a word that goes on can only match texts
/// that have the letters typed before. For one index at a time; asked of another, it forgets.
#[derive(Debug, Default)]
pub struct Narrow {
    stamp: u64,
    kept: VecDeque<Kept>,
    within: VecDeque<Arc<Within>>,
}

/// Entries in which a term may stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Candidates<'a> {
    /// These, ascending; all if none are given.
    pub entries: Option<&'a [u32]>,
    /// In one piece only in some of these, ascending: where its beginning stood in one piece. In any if none
    /// are given.
    pub whole: Option<&'a [(u32, Rank)]>,
}

/// What a word found.
#[derive(Debug)]
struct Kept {
    text: String,
    /// The words beside which it was sought, see [`Within::beside`]; none if everywhere.
    beside: Vec<String>,
    /// Its hits, and entries that have its letters in this order, the first at the beginning of a word; not for
    /// terms that nearly all entries have.
    survivors: Option<Vec<u32>>,
    hits: Arc<Hits>,
    reach: Reach,
}

/// What a word that found nothing takes, in numbers of four bytes.
const NOTHING: usize = 64;

impl Kept {
    fn size(&self) -> usize {
        NOTHING + self.survivors.as_ref().map_or(0, Vec::len) + 2 * self.hits.len()
    }
}

impl Narrow {
    /// Nothing remembered.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many numbers of four bytes are remembered; at most five for each entry of the index, one for
    /// eight rows, and some thousands.
    #[must_use]
    pub fn size(&self) -> usize {
        self.of_words() + self.within.iter().map(|w| w.size()).sum::<usize>()
    }

    /// How many words are remembered.
    #[cfg(test)]
    pub(super) fn words(&self) -> usize {
        self.kept.len()
    }

    fn of_words(&self) -> usize {
        self.kept.iter().map(Kept::size).sum()
    }

    /// What a word found that was sought beside others, or everywhere.
    pub(super) fn hits(&self, term: &Term, beside: &[String]) -> Option<(Arc<Hits>, Reach)> {
        let fits = |k: &&Kept| !term.phrase && k.text == term.text && k.beside == beside;
        let kept = self.kept.iter().find(fits)?;
        Some((kept.hits.clone(), kept.reach))
    }

    /// The fewest entries that can hold the term in any tier but the typos, of those with other words.
    pub(super) fn candidates(&self, term: &Term, beside: &[String]) -> Candidates<'_> {
        let fits = |k: &&Kept| k.beside == beside && term.text.starts_with(&k.text);
        let kept = self.kept.iter().filter(|_| term.is_loose()).filter(fits);
        let kept = kept.filter_map(|k| Some((k.survivors.as_deref()?, &**k.hits)));
        match kept.min_by_key(|(survivors, _)| survivors.len()) {
            Some((survivors, hits)) => Candidates {
                entries: Some(survivors),
                whole: Some(hits),
            },
            None => Candidates::default(),
        }
    }

    /// Keeps what a word found beside others, or everywhere; not for phrases, which nobody types on.
    pub(super) fn found(
        &mut self,
        index: &TextIndex,
        term: &Term,
        beside: Vec<String>,
        survivors: Vec<u32>,
        hits: &Arc<Hits>,
        reach: Reach,
    ) {
        if term.phrase {
            return;
        }
        self.kept.push_back(Kept {
            text: term.text.clone(),
            beside,
            survivors: term.keeps_letters().then_some(survivors),
            hits: hits.clone(),
            reach,
        });
        let most = index.entries() * 4 + 8192;
        while self.of_words() > most {
            self.kept.pop_front();
        }
    }

    /// The rows in which some words hold.
    pub(super) fn within(&self, beside: &[String]) -> Option<Arc<Within>> {
        self.within.iter().find(|w| w.beside() == beside).cloned()
    }

    pub(super) fn keep_within(&mut self, within: &Arc<Within>) {
        self.within.push_back(within.clone());
        if self.within.len() > MOST_WITHIN {
            self.within.pop_front();
        }
    }

    /// Forgets everything when it belongs to another index.
    pub(super) fn belong_to(&mut self, index: &TextIndex) {
        if self.stamp != index.stamp() {
            *self = Self {
                stamp: index.stamp(),
                ..Self::default()
            };
        }
    }
}
