//! Rows of several sets that are one incident. Nothing is merged: one row of each group represents it,
//! the others are hidden from answers that do not ask for them. It must not know why rows match beyond
//! keeping the reasons.

use super::{BitSet, Codes};
use crate::analysis::{
    clusters,
    matching::{Facts, Reason},
};
use std::collections::HashMap;

/// Rows that are one incident.
#[derive(Debug, Clone)]
pub struct Group {
    /// The rows, the one that represents them first: a curated record before any list's row, a row that
    /// states a count before one that does not, then in the order in which the sets were opened.
    pub members: Vec<u32>,
    /// The matches that hold it together.
    links: Vec<(u32, u32, Reason)>,
}

impl Group {
    /// Why two of its rows are one incident; `None` when they are so only through a third one.
    #[must_use]
    pub fn why(&self, a: u32, b: u32) -> Option<&Reason> {
        let link = self
            .links
            .iter()
            .find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
        link.map(|(.., reason)| reason)
    }
}

/// Every group.
#[derive(Debug, Default)]
pub struct Matches {
    groups: Vec<Group>,
    of_row: HashMap<u32, usize>,
    hidden: BitSet,
}

impl Matches {
    /// The groups among so many rows, of which some have facts, in ascending order.
    #[must_use]
    pub fn new(len: usize, facts: &[(u32, Facts)]) -> Self {
        let mut out = Self {
            hidden: BitSet::none(len),
            ..Self::default()
        };
        let (rows, facts): (Vec<u32>, Vec<&Facts>) = facts.iter().map(|(row, f)| (*row, f)).unzip();
        let row = |at: u32| rows.get(at as usize).copied().unwrap_or(u32::MAX);
        for cluster in clusters::group(&facts) {
            let mut members = cluster.members;
            members.sort_by_key(|m| {
                let fact = facts.get(*m as usize);
                let curated = fact.is_some_and(|f| f.is_curated());
                let counted = fact.is_some_and(|f| f.has_count());
                (!curated, !counted, *m)
            });
            members.iter_mut().for_each(|m| *m = row(*m));
            let links = cluster.links.into_iter();
            let links = links.map(|(a, b, why)| (row(a), row(b), why)).collect();
            for hidden in members.iter().skip(1) {
                out.hidden.insert(*hidden as usize);
            }
            for member in &members {
                out.of_row.insert(*member, out.groups.len());
            }
            out.groups.push(Group { members, links });
        }
        out
    }

    /// True when no incident stands in two rows.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The group of a row.
    #[must_use]
    pub fn group(&self, row: u32) -> Option<&Group> {
        self.of_row.get(&row).and_then(|g| self.groups.get(*g))
    }

    /// How many rows other rows stand for.
    #[must_use]
    pub fn hidden_count(&self) -> usize {
        self.groups.iter().map(|g| g.members.len() - 1).sum()
    }

    /// True when another row stands for this one.
    #[must_use]
    pub fn is_hidden(&self, row: u32) -> bool {
        self.hidden.contains(row as usize)
    }

    /// These rows, and all others of the same incidents.
    #[must_use]
    pub fn whole(&self, mut rows: BitSet) -> BitSet {
        for group in &self.groups {
            if group.members.iter().any(|m| rows.contains(*m as usize)) {
                group.members.iter().for_each(|m| rows.insert(*m as usize));
            }
        }
        rows
    }

    /// The rows that are shown: of each group the one that represents it. Where a query asks for rows of
    /// some sets (`asked`), the first of those represents it, and others of the same set (several filings
    /// of one incident) stay beside it.
    #[must_use]
    pub fn shown(&self, len: usize, asked: Option<&BitSet>, sets: &Codes) -> BitSet {
        let mut shown = BitSet::all(len);
        for group in &self.groups {
            let one = match asked {
                None => group.members.first(),
                Some(asked) => group.members.iter().find(|m| asked.contains(**m as usize)),
            };
            let set = one.and_then(|m| sets.index(*m as usize));
            let stays =
                |m: &u32| Some(m) == one || asked.is_some() && sets.index(*m as usize) == set;
            for member in group.members.iter().filter(|m| !stays(m)) {
                shown.remove(*member as usize);
            }
        }
        shown
    }
}
