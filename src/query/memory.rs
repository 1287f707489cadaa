//! What answering the questions about one catalog leaves behind for the next question: what words found,
//! whole orders, the rows of terms, the last answers. It changes the time and never the answer, and it
//! has a limit. It must not know how anything is answered.

use super::{
    Answer, Query, SortKey, Test,
    facet::Facet,
    first,
    fuzzy::{self, Narrow},
    sort,
};
use crate::catalog::{BitSet, Catalog};
use std::{collections::VecDeque, sync::Arc};

/// Orders of all rows that are kept, four bytes a row each.
const MOST_ORDERS: usize = 4;
/// Terms whose rows are kept, one bit a row each.
const MOST_TERMS: usize = 64;
/// Answers that are kept; fewer when they are long.
const MOST_ANSWERS: usize = 64;
/// All kept answers together have at most so many rows for each row of the catalog.
const MOST_ROWS: usize = 4;
/// Where fewer than one row in so many is to be put in order, only those are.
const FEW: usize = 16;

/// What is remembered. For one catalog at a time; asked about another, it forgets.
#[derive(Debug, Default)]
pub struct Memory {
    stamp: u64,
    pub(super) narrow: Narrow,
    orders: VecDeque<(Vec<SortKey>, Arc<[u32]>)>,
    terms: VecDeque<(Test, BitSet)>,
    answers: VecDeque<Kept>,
}

#[derive(Debug)]
struct Kept {
    query: Query,
    answer: Arc<Answer>,
    facets: Option<Arc<[Facet]>>,
}

/// Puts `new` at the end and lets the oldest go.
fn keep<T>(list: &mut VecDeque<T>, most: usize, new: T) {
    list.push_back(new);
    while list.len() > most {
        list.pop_front();
    }
}

/// The entry that fits, which is then the newest.
fn recall<T>(list: &mut VecDeque<T>, fits: impl Fn(&T) -> bool) -> Option<&mut T> {
    let at = list.iter().rposition(fits)?;
    let found = list.remove(at)?;
    list.push_back(found);
    list.back_mut()
}

impl Memory {
    /// Forgets everything when it belongs to another catalog.
    pub(super) fn belong_to(&mut self, catalog: &Catalog) {
        if self.stamp != catalog.text.stamp() {
            *self = Self {
                stamp: catalog.text.stamp(),
                ..Self::default()
            };
        }
    }

    /// Memory held beside what the words found, in bytes; for one answer of all rows about that of its rows.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let orders: usize = self.orders.iter().map(|(_, o)| o.len() * 4).sum();
        let terms: usize = self.terms.iter().map(|(_, t)| t.bytes()).sum();
        let answers: usize = self.answers.iter().map(|k| k.answer.bytes()).sum();
        orders + terms + answers + self.narrow.size() * 4
    }

    pub(super) fn answer(&mut self, query: &Query) -> Option<Arc<Answer>> {
        recall(&mut self.answers, |k| k.query == *query).map(|k| k.answer.clone())
    }

    pub(super) fn keep_answer(&mut self, catalog: &Catalog, query: Query, answer: Arc<Answer>) {
        let kept = Kept {
            query,
            answer,
            facets: None,
        };
        keep(&mut self.answers, MOST_ANSWERS, kept);
        let most = catalog.len() * MOST_ROWS + 4096;
        while self.answers.len() > 1
            && self
                .answers
                .iter()
                .map(|k| k.answer.rows.len())
                .sum::<usize>()
                > most
        {
            self.answers.pop_front();
        }
    }

    /// The facets of an answer that is still kept.
    pub(super) fn facets(&mut self, answer: &Arc<Answer>) -> Option<Arc<[Facet]>> {
        let kept = self.answers.iter().find(|k| Arc::ptr_eq(&k.answer, answer));
        kept.and_then(|k| k.facets.clone())
    }

    pub(super) fn keep_facets(&mut self, answer: &Arc<Answer>, facets: &Arc<[Facet]>) {
        let mut kept = self.answers.iter_mut();
        if let Some(k) = kept.find(|k| Arc::ptr_eq(&k.answer, answer)) {
            k.facets = Some(facets.clone());
        }
    }

    /// The rows of a test, found by `find` if they are not known.
    pub(super) fn rows(&mut self, test: &Test, find: impl FnOnce() -> BitSet) -> BitSet {
        if let Some((_, rows)) = recall(&mut self.terms, |(t, _)| t == test) {
            return rows.clone();
        }
        let rows = find();
        keep(&mut self.terms, MOST_TERMS, (test.clone(), rows.clone()));
        rows
    }

    /// The rows of a set in order: as [`sort::ordered`] has them. The first ones are told before the rest is
    /// put in order, where that takes its time.
    pub(super) fn ordered(
        &mut self,
        catalog: &Catalog,
        keys: &[SortKey],
        set: &BitSet,
        tell: Option<fuzzy::Tell<'_>>,
    ) -> Vec<u32> {
        let count = set.count();
        let known = recall(&mut self.orders, |(k, _)| k == keys).map(|(_, o)| o.clone());
        if known.is_none() && count * FEW < catalog.len() {
            return sort::ordered(catalog, keys, set);
        }
        let order = known.unwrap_or_else(|| {
            if let Some(tell) = tell.filter(|_| count >= first::WORTH) {
                tell(sort::first(catalog, keys, set, first::MOST));
            }
            self.order(catalog, keys)
        });
        if count == catalog.len() {
            return order.to_vec();
        }
        let mut rows = Vec::with_capacity(count);
        rows.extend(order.iter().filter(|r| set.contains(**r as usize)));
        rows
    }

    /// All rows in order.
    fn order(&mut self, catalog: &Catalog, keys: &[SortKey]) -> Arc<[u32]> {
        let mut rows = match recall(&mut self.orders, |(k, _)| k.is_empty()) {
            Some((_, latest)) => latest.to_vec(),
            None => {
                let mut rows: Vec<u32> =
                    (0..u32::try_from(catalog.len()).unwrap_or(u32::MAX)).collect();
                sort::by_latest(catalog, &mut rows);
                keep(
                    &mut self.orders,
                    MOST_ORDERS,
                    (Vec::new(), rows.clone().into()),
                );
                rows
            }
        };
        if keys.is_empty() {
            return rows.into();
        }
        sort::by_keys(catalog, keys, &mut rows);
        let order: Arc<[u32]> = rows.into();
        keep(
            &mut self.orders,
            MOST_ORDERS,
            (keys.to_vec(), order.clone()),
        );
        order
    }
}
