//! The rows that stand first in an answer, told while the rest of it is being worked out. They are those
//! that the whole answer begins with, in its order. It must not know who waits for them.

use super::{fuzzy, pace::Pace, prose::Asked};
use crate::{catalog::Catalog, threads};

/// At most so many rows are told: more than the tallest window shows.
pub const MOST: usize = 256;

/// From so many rows on, reading or ordering them takes long enough to tell the first ones before.
pub(super) const WORTH: usize = 4_096;

/// In so many rows the prose is read for the first ones; where it holds in hardly any, reading them in the
/// order in which they lie finds all of them sooner.
const LOOKED_AT: usize = 16_384;

/// Rows that are read at once; what comes behind the last one that is told was read in vain.
const STEP: usize = 512;

/// The beginning of an answer.
#[derive(Debug, Clone, Default)]
pub struct First {
    /// The first rows of the answer, in order: at most [`MOST`].
    pub rows: Vec<u32>,
    /// The words as they were searched, for highlighting.
    pub found: Vec<fuzzy::Term>,
}

/// Takes the beginning of an answer, where somebody wants it.
pub type Tell<'a> = Option<&'a mut dyn FnMut(First)>;

/// Of rows in order the first ones whose prose is as asked.
pub(super) fn told(asked: &Asked, catalog: &Catalog, rows: &[u32], pace: Pace<'_>) -> Vec<u32> {
    let mut first = Vec::new();
    for step in rows.get(..LOOKED_AT).unwrap_or(rows).chunks(STEP) {
        let shares = step.chunks(threads::share(step.len(), pace.threads));
        let held = threads::each(shares, |rows| {
            let rows = pace.each(rows.iter().copied());
            rows.filter(|row| asked.holds(catalog, *row as usize))
                .collect::<Vec<u32>>()
        });
        first.extend(held.into_iter().flatten());
        if first.len() >= MOST || pace.is_over() {
            break;
        }
    }
    first.truncate(MOST);
    first
}
