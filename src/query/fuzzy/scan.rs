//! One term against every distinct text. It must not know rows.
//!
//! A text is dismissed by its set of characters first, then looked through for the term in one piece,
//! then for its letters in order, and only what is left is taken apart. Slices of the texts may be
//! read by several threads; what they find is joined in order, so their number changes nothing.

use super::{
    narrow::{Candidates, Narrow},
    place::{self, Sure},
    rank::{Rank, Scorer, Tier, field_cost},
    term::{Reach, Term},
    within::Within,
};
use crate::{catalog::text_index::TextIndex, threads};
use std::{
    cmp::Ordering::{Equal, Greater, Less},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Entries with how the term stands in them, by ascending entry.
pub(super) type Hits = Vec<(u32, Rank)>;

/// Hits that are gone through in step with ascending entries.
#[derive(Debug)]
pub(super) struct InStep<'a>(&'a [(u32, Rank)]);

impl<'a> InStep<'a> {
    /// From an entry on, if there is one.
    pub(super) fn from(hits: &'a [(u32, Rank)], first: Option<u32>) -> Self {
        let before = first.map_or(0, |first| hits.partition_point(|(e, _)| *e < first));
        Self(hits.get(before..).unwrap_or_default())
    }

    /// The rank of an entry, which is none of those before the last one asked for.
    #[inline]
    pub(super) fn rank(&mut self, entry: u32) -> Option<Rank> {
        while let [(first, rank), rest @ ..] = self.0 {
            match first.cmp(&entry) {
                Less => self.0 = rest,
                Equal => return Some(*rank),
                Greater => break,
            }
        }
        None
    }
}

/// Texts that one thread looks through as fast as two, with the cost of starting one: most are dismissed unread.
const WORTH_A_THREAD: usize = 20_000;
/// The same, where each of them is read.
pub(super) const READ_WORTH_A_THREAD: usize = 2_000;
/// Texts between two looks at whether the search was given up.
const SLICE: usize = 4096;

/// Texts that are looked at together, so that the waits for memory are one.
const AT_ONCE: usize = 16;

/// How a scan is done.
#[derive(Debug, Clone, Copy)]
pub(super) struct How<'a> {
    pub threads: usize,
    pub cancel: &'a AtomicBool,
}

/// Every entry that the term matches, and how far the search had to go; none if it was given up. Beside
/// other words, entries that have none of their rows may be left out.
pub(super) fn hits(
    index: &TextIndex,
    term: &Term,
    narrow: &mut Narrow,
    within: Option<&Within>,
    how: How<'_>,
) -> Option<(Arc<Hits>, Reach)> {
    if let Some(known) = narrow.hits(term, &[]) {
        return Some(known);
    }
    if let Some(within) = within {
        if let Some(known) = narrow.hits(term, within.beside()) {
            return Some(known);
        }
        let mut candidates = narrow.candidates(term, within.beside());
        candidates.entries.get_or_insert(within.entries());
        let found = as_typed(index, term, candidates, how)?;
        // How far the search goes is decided by all texts. Here it is known what they would say.
        if is_enough(term, found.best) {
            let reach = Reach::AsTyped;
            let beside = within.beside().to_vec();
            let (hits, survivors) = (Arc::new(found.hits), found.survivors);
            narrow.found(index, term, beside, survivors, &hits, reach);
            return Some((hits, reach));
        }
    }
    let found = as_typed(index, term, narrow.candidates(term, &[]), how)?;
    let (hits, reach) = farther(index, term, &found.survivors, found.best, found.hits, how)?;
    let hits = Arc::new(hits);
    narrow.found(index, term, Vec::new(), found.survivors, &hits, reach);
    Some((hits, reach))
}

/// Whether the search goes no farther than what was typed.
fn is_enough(term: &Term, best: Option<Tier>) -> bool {
    !term.is_loose() || best.is_some_and(|t| t <= Tier::Acronym)
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
    if is_enough(term, best) {
        return Some((hits, Reach::AsTyped));
    }
    let sure = hits.len();
    let fuzzy = in_slices(survivors.len(), READ_WORTH_A_THREAD, how, |range, part| {
        let scorer = Scorer::new();
        for entry in survivors.get(range).unwrap_or_default() {
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
        let wrong = in_slices(index.entries(), WORTH_A_THREAD, how, |range, part| {
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

#[derive(Default)]
struct Part {
    hits: Hits,
    /// Hits, and entries that a fuzzy tier may find; see [`Term::keeps_letters`].
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
    candidates: Candidates<'_>,
    how: How<'_>,
) -> Option<Part> {
    let (masks, initials) = (index.masks(), index.initials());
    let (all, worth_a_thread) = match candidates.entries {
        Some(entries) => (entries.len(), READ_WORTH_A_THREAD),
        None => (index.entries(), WORTH_A_THREAD),
    };
    in_slices(all, worth_a_thread, how, |range, part| {
        let scorer = Scorer::new();
        let mut entries = match candidates.entries {
            Some(entries) => {
                let mask = |entry: &u32| masks.get(*entry as usize).copied().unwrap_or_default();
                let entries = entries.get(range).unwrap_or_default().iter();
                with_letters(term, entries.map(|entry| (*entry, mask(entry))))
            }
            None => {
                let masks = masks.get(range.clone()).unwrap_or_default().iter();
                let entries = range.start as u32..range.end as u32;
                with_letters(term, entries.zip(masks.copied()))
            }
        };
        if term.is_short() {
            let begins = |entry: &u32| initials.get(*entry as usize).map(|i| term.first & !i);
            entries.retain(|entry| begins(entry) == Some(0));
        }
        let whole = candidates.whole;
        let mut whole = whole.map(|hits| InStep::from(hits, entries.first().copied()));
        for entries in entries.chunks(AT_ONCE) {
            index.bring_near(entries);
            for entry in entries.iter().copied() {
                let (Some(words), Some(initials)) =
                    (index.text(entry), initials.get(entry as usize))
                else {
                    continue;
                };
                let may_be_whole = whole.as_mut().is_none_or(|w| w.rank(entry).is_some());
                let whole = may_be_whole.then(|| place::in_one_piece(term, &words));
                let whole = whole.flatten();
                match place::sure(term, &words, whole, *initials, &scorer) {
                    Sure::Here(place) => part.add(index, entry, Some(place)),
                    Sure::Letters => {}
                    Sure::Nothing => continue,
                }
                if term.keeps_letters() {
                    part.survivors.push(entry);
                }
            }
        }
    })
}

/// Of entries, each with the set of its characters, those that have all of a term's. Nothing is decided on the
/// way: whether one has them is anybody's guess.
fn with_letters(term: &Term, entries: impl ExactSizeIterator<Item = (u32, u64)>) -> Vec<u32> {
    let (mut kept, mut n) = (vec![0; entries.len()], 0);
    for (entry, mask) in entries {
        if let Some(slot) = kept.get_mut(n) {
            *slot = entry;
        }
        n += usize::from(term.mask & !mask == 0);
    }
    kept.truncate(n);
    kept
}

/// Does work on `0..len` slice by slice, on several threads if that is worth it; none if it was given
/// up on the way.
fn in_slices(
    len: usize,
    worth_a_thread: usize,
    how: How<'_>,
    work: impl Fn(std::ops::Range<usize>, &mut Part) + Sync,
) -> Option<Part> {
    let run = |range: std::ops::Range<usize>| {
        let mut part = Part::default();
        let mut at = range.start;
        while at < range.end {
            if how.cancel.load(Ordering::Relaxed) {
                return None;
            }
            let end = (at + SLICE).min(range.end);
            work(at..end, &mut part);
            at = end;
        }
        Some(part)
    };
    let threads = threads::worth(len, worth_a_thread, how.threads);
    let parts = threads::each(threads::ranges(len, threads), run);
    let join = |all: Option<Part>, part: Option<Part>| Some(all?.join(part?));
    parts.into_iter().reduce(join).flatten()
}
