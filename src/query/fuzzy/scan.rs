//! One term against every distinct text. It must not know rows.
//!
//! A text is dismissed by its set of characters first, then looked through for the term in one piece,
//! then for its letters in order, and only what is left is taken apart. Slices of the texts may be
//! read by several threads; what they find is joined in order, so their number changes nothing.

use super::{
    place::{self, Sure},
    rank::{Rank, Scorer, Tier, field_cost},
    term::{Reach, Term},
};
use crate::{catalog::text_index::TextIndex, threads};
use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Entries with how the term stands in them, by ascending entry.
pub(super) type Hits = Vec<(u32, Rank)>;

/// Texts that one thread reads as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 20_000;
/// Texts between two looks at whether the search was given up.
const SLICE: usize = 4096;

/// What earlier keystrokes found out, for those that follow: a word that goes on can only match texts
/// that have the letters typed before. For one index at a time; asked of another, it forgets.
#[derive(Debug, Default)]
pub struct Narrow {
    stamp: u64,
    kept: VecDeque<Kept>,
}

#[derive(Debug)]
struct Kept {
    text: String,
    letters: String,
    /// Entries that have the letters in this order; not for terms that nearly all entries have.
    survivors: Option<Vec<u32>>,
    hits: Arc<Hits>,
    reach: Reach,
}

impl Kept {
    fn size(&self) -> usize {
        self.survivors.as_ref().map_or(0, Vec::len) + 2 * self.hits.len()
    }
}

impl Narrow {
    /// Nothing remembered.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many numbers of four bytes are remembered; at most four for each entry of the index, and
    /// some thousands.
    #[must_use]
    pub fn size(&self) -> usize {
        self.kept.iter().map(Kept::size).sum()
    }

    fn hits(&self, term: &Term) -> Option<(Arc<Hits>, Reach)> {
        let kept = self.kept.iter().find(|k| k.text == term.text)?;
        Some((kept.hits.clone(), kept.reach))
    }

    /// The fewest entries that can hold the term in any tier but the typos.
    fn candidates(&self, term: &Term) -> Option<&[u32]> {
        self.kept
            .iter()
            .filter(|k| term.is_loose() && term.letters.starts_with(&k.letters))
            .filter_map(|k| k.survivors.as_deref())
            .min_by_key(|s| s.len())
    }

    fn keep(&mut self, index: &TextIndex, kept: Kept) {
        let most = index.entries() * 4 + 8192;
        self.kept.push_back(kept);
        while self.size() > most {
            self.kept.pop_front();
        }
    }

    fn belong_to(&mut self, index: &TextIndex) {
        if self.stamp != index.stamp() {
            self.stamp = index.stamp();
            self.kept.clear();
        }
    }
}

/// How a scan is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct How<'a> {
    pub threads: usize,
    pub cancel: &'a AtomicBool,
}

/// Every entry that the term matches, and how far the search had to go; none if it was given up.
pub(super) fn hits(
    index: &TextIndex,
    term: &Term,
    narrow: Option<&mut Narrow>,
    how: How<'_>,
) -> Option<(Arc<Hits>, Reach)> {
    let Some(narrow) = narrow.filter(|_| !term.phrase) else {
        let found = as_typed(index, term, None, how)?;
        let (hits, reach) = farther(index, term, &found.survivors, found.best, found.hits, how)?;
        return Some((Arc::new(hits), reach));
    };
    narrow.belong_to(index);
    if let Some(known) = narrow.hits(term) {
        return Some(known);
    }
    let found = as_typed(index, term, narrow.candidates(term), how)?;
    let (hits, reach) = farther(index, term, &found.survivors, found.best, found.hits, how)?;
    let hits = Arc::new(hits);
    narrow.keep(
        index,
        Kept {
            text: term.text.clone(),
            letters: term.letters.clone(),
            survivors: keeps_letters(term).then_some(found.survivors),
            hits: hits.clone(),
            reach,
        },
    );
    Some((hits, reach))
}

/// Adds what the fuzzy tiers find, as far as [`Reach`] allows.
fn farther(
    index: &TextIndex,
    term: &Term,
    survivors: &[u32],
    best: Option<Tier>,
    mut hits: Hits,
    how: How<'_>,
) -> Option<(Hits, Reach)> {
    if !term.is_loose() || best.is_some_and(|t| t <= Tier::Acronym) {
        return Some((hits, Reach::AsTyped));
    }
    let sure = hits.len();
    let fuzzy = in_slices(survivors.len(), how, |range, part| {
        let scorer = Scorer::new();
        let initials = index.initials();
        for entry in survivors.get(range).unwrap_or_default() {
            if initials
                .get(*entry as usize)
                .is_none_or(|i| term.first & !i != 0)
            {
                continue;
            }
            let known = hits.binary_search_by_key(entry, |(e, _)| *e).is_ok();
            if let (false, Some(words)) = (known, index.text(*entry)) {
                part.add(index, *entry, place::fuzzy(term, &words, &scorer));
            }
        }
    })?;
    let mut reach = Reach::LettersLeftOut;
    hits.extend(fuzzy.hits);
    if sure == 0 && term.may_have_typo() {
        reach = Reach::LetterWrong;
        let wrong = in_slices(index.entries(), how, |range, part| {
            let first = range.start as u32;
            let masks = index.masks().get(range.clone()).unwrap_or_default();
            let initials = index.initials().get(range).unwrap_or_default();
            for (i, (mask, initials)) in masks.iter().zip(initials).enumerate() {
                // One wrong letter can be one that the text does not have; but not the first.
                if (term.mask & !mask).count_ones() <= 1
                    && (term.first | term.second) & initials != 0
                    && let Some(words) = index.text(first + i as u32)
                {
                    part.add(index, first + i as u32, place::with_typo(term, &words));
                }
            }
        })?;
        hits.extend(wrong.hits);
    }
    // An entry that matches in several ways keeps its best rank.
    hits.sort_unstable();
    hits.dedup_by_key(|(entry, _)| *entry);
    Some((hits, reach))
}

/// Whether the entries with all letters in order are few enough to be worth a list.
fn keeps_letters(term: &Term) -> bool {
    term.is_loose() && !term.is_short()
}

#[derive(Default)]
struct Part {
    hits: Hits,
    /// Entries with all letters in order, whether they are hits or not; see [`keeps_letters`].
    survivors: Vec<u32>,
    best: Option<Tier>,
}

impl Part {
    #[inline]
    fn add(&mut self, index: &TextIndex, entry: u32, place: Option<place::Place>) {
        if let (Some(place), Some(field), Some(words)) =
            (place, index.field(entry), index.text(entry))
        {
            let cost = place.tier.cost() + field_cost(field);
            self.hits
                .push((entry, Rank::new(cost, place.score, words.text.len())));
            self.best = Some(self.best.map_or(place.tier, |b| b.min(place.tier)));
        }
    }

    fn join(mut self, next: Self) -> Self {
        self.hits.extend(next.hits);
        self.survivors.extend(next.survivors);
        self.best = match (self.best, next.best) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self
    }
}

/// What the tiers up to [`Tier::Substring`] find.
fn as_typed(
    index: &TextIndex,
    term: &Term,
    candidates: Option<&[u32]>,
    how: How<'_>,
) -> Option<Part> {
    let read = |entry: u32, scorer: &Scorer, part: &mut Part| {
        let Some(initials) = index.initials().get(entry as usize) else {
            return;
        };
        // What can be known without reading the text comes first.
        if term.is_short() && term.first & !initials != 0 {
            return;
        }
        let Some(words) = index.text(entry) else {
            return;
        };
        match place::sure(term, &words, *initials, scorer) {
            Sure::Here(place) => part.add(index, entry, Some(place)),
            Sure::Letters => {}
            Sure::Nothing => return,
        }
        if keeps_letters(term) {
            part.survivors.push(entry);
        }
    };
    match candidates {
        Some(entries) => in_slices(entries.len(), how, |range, part| {
            let scorer = Scorer::new();
            for entry in entries.get(range).unwrap_or_default() {
                read(*entry, &scorer, part);
            }
        }),
        None => in_slices(index.entries(), how, |range, part| {
            let scorer = Scorer::new();
            let first = range.start as u32;
            let masks = index.masks().get(range).unwrap_or_default();
            for (i, mask) in masks.iter().enumerate() {
                if term.mask & !mask == 0 {
                    read(first + i as u32, &scorer, part);
                }
            }
        }),
    }
}

/// Does work on `0..len` slice by slice, on several threads if that is worth it; none if it was given
/// up on the way.
fn in_slices(
    len: usize,
    how: How<'_>,
    work: impl Fn(std::ops::Range<usize>, &mut Part) + Sync,
) -> Option<Part> {
    let run = |from: usize, to: usize| {
        let mut part = Part::default();
        let mut at = from;
        while at < to {
            if how.cancel.load(Ordering::Relaxed) {
                return None;
            }
            let end = (at + SLICE).min(to);
            work(at..end, &mut part);
            at = end;
        }
        Some(part)
    };
    let threads = threads::worth(len, WORTH_A_THREAD, how.threads);
    let share = threads::share(len, threads);
    let shares = (0..threads).map(|i| (share * i, (share * (i + 1)).min(len)));
    let parts = threads::each(shares, |(from, to)| run(from, to));
    let join = |all: Option<Part>, part: Option<Part>| Some(all?.join(part?));
    parts.into_iter().reduce(join).flatten()
}
