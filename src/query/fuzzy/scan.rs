//! One term against every distinct text. It must not know rows.
//!
//! A text is dismissed by its set of characters first, then looked through for the term in one piece,
//! then for its letters in order, and only what is left is taken apart. Slices of the texts may be
//! read by several threads; what they find is joined in order, so their number changes nothing.

use super::{
    place,
    rank::{Rank, Scorer, Tier, field_cost},
    term::Term,
};
use crate::catalog::text_index::TextIndex;
use std::{
    collections::VecDeque,
    sync::atomic::{AtomicBool, Ordering},
    thread,
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
    /// Entries that have the letters in this order.
    survivors: Vec<u32>,
    hits: Hits,
}

impl Kept {
    fn size(&self) -> usize {
        self.survivors.len() + 2 * self.hits.len()
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

    fn hits(&self, term: &Term) -> Option<Hits> {
        let kept = self.kept.iter().find(|k| k.text == term.text)?;
        Some(kept.hits.clone())
    }

    /// The fewest entries that can hold the term in any tier but the typos.
    fn candidates(&self, term: &Term) -> Option<&[u32]> {
        self.kept
            .iter()
            .filter(|k| term.letters.starts_with(&k.letters))
            .min_by_key(|k| k.survivors.len())
            .map(|k| k.survivors.as_slice())
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

/// Every entry that the term matches; none if the search was given up.
///
/// A mistyped letter is only assumed where the term, as it is typed, is no part of any text and no
/// acronym: otherwise counts would be full of neighbours that nobody meant.
pub(super) fn hits(
    index: &TextIndex,
    term: &Term,
    narrow: Option<&mut Narrow>,
    how: How<'_>,
) -> Option<Hits> {
    let Some(narrow) = narrow.filter(|_| term.is_loose()) else {
        let found = scan(index, term, None, false, how)?;
        return Some(with_typos(index, term, found.hits, how)?.0);
    };
    narrow.belong_to(index);
    if let Some(hits) = narrow.hits(term) {
        return Some(hits);
    }
    let found = scan(index, term, narrow.candidates(term), true, how)?;
    let (hits, _) = with_typos(index, term, found.hits, how)?;
    narrow.keep(
        index,
        Kept {
            text: term.text.clone(),
            letters: term.letters.clone(),
            survivors: found.survivors,
            hits: hits.clone(),
        },
    );
    Some(hits)
}

/// Adds the entries with a typo if they are called for, and says so.
fn with_typos(index: &TextIndex, term: &Term, hits: Hits, how: How<'_>) -> Option<(Hits, bool)> {
    let sure = hits.iter().any(|(entry, rank)| {
        let field = index.field(*entry).map_or(0, field_cost);
        rank.cost() <= Tier::Substring.cost() + field
    });
    if sure || !term.may_have_typo() {
        return Some((hits, false));
    }
    let typos = in_slices(index.entries(), how, |range, part| {
        typo_slice(index, term, range, part);
    })?;
    // An entry that matches without a typo keeps that rank: it is the better one.
    let mut all = hits;
    all.extend(typos.hits);
    all.sort_unstable();
    all.dedup_by_key(|(entry, _)| *entry);
    Some((all, true))
}

#[derive(Default)]
struct Part {
    hits: Hits,
    survivors: Vec<u32>,
}

fn scan(
    index: &TextIndex,
    term: &Term,
    candidates: Option<&[u32]>,
    keep: bool,
    how: How<'_>,
) -> Option<Part> {
    match candidates {
        Some(entries) => in_slices(entries.len(), how, |range, part| {
            let scorer = Scorer::new();
            for entry in entries.get(range).unwrap_or_default() {
                read(index, term, *entry, keep, &scorer, part);
            }
        }),
        None => in_slices(index.entries(), how, |range, part| {
            let scorer = Scorer::new();
            let first = range.start as u32;
            let masks = index.masks().get(range).unwrap_or_default();
            for (i, mask) in masks.iter().enumerate() {
                if term.mask & !mask == 0 {
                    read(index, term, first + i as u32, keep, &scorer, part);
                }
            }
        }),
    }
}

/// Reads one text that may hold the term.
#[inline]
fn read(index: &TextIndex, term: &Term, entry: u32, keep: bool, scorer: &Scorer, part: &mut Part) {
    let Some(words) = index.text(entry) else {
        return;
    };
    let found = place::without_typo(term, &words, scorer);
    if let (Some(place), Some(field)) = (found, index.field(entry)) {
        let cost = place.tier.cost() + field_cost(field);
        part.hits
            .push((entry, Rank::new(cost, place.score, words.text.len())));
    }
    if keep && (found.is_some() || place::has_letters(term, &words)) {
        part.survivors.push(entry);
    }
}

fn typo_slice(index: &TextIndex, term: &Term, range: std::ops::Range<usize>, part: &mut Part) {
    let first = range.start as u32;
    let masks = index.masks().get(range).unwrap_or_default();
    for (i, mask) in masks.iter().enumerate() {
        // One wrong letter can be one that the text does not have.
        if (term.mask & !mask).count_ones() > 1 {
            continue;
        }
        let entry = first + i as u32;
        if let (Some(words), Some(field)) = (index.text(entry), index.field(entry))
            && let Some(place) = place::with_typo(term, &words)
        {
            let cost = place.tier.cost() + field_cost(field);
            part.hits
                .push((entry, Rank::new(cost, place.score, words.text.len())));
        }
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
    if how.threads < 2 || len < WORTH_A_THREAD {
        return run(0, len);
    }
    let share = len.div_ceil(how.threads);
    thread::scope(|scope| {
        let others: Vec<_> = (1..how.threads)
            .map(|i| scope.spawn(move || run(share * i, (share * (i + 1)).min(len))))
            .collect();
        let mut all = run(0, share.min(len));
        for other in others {
            // A thread that panicked has nothing to give; the search counts as given up.
            let part = other.join().ok().flatten();
            all = match (all, part) {
                (Some(mut a), Some(p)) => {
                    a.hits.extend(p.hits);
                    a.survivors.extend(p.survivors);
                    Some(a)
                }
                _ => None,
            };
        }
        all
    })
}
