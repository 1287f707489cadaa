//! Terms about prose. It stands in no column, so that it is read: only in the rows that all other terms
//! leave, and in others when somebody asks about those. It must not know what the other terms are.

use super::{
    Term, Test,
    field::{Field, Kind},
    pace::Pace,
};
use crate::{
    catalog::{BitSet, Catalog},
    model::Needle,
    threads,
};

/// Records that one thread reads as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 1_000;

/// True for a term about prose.
pub(super) const fn is_prose(test: &Test) -> bool {
    matches!(
        test,
        Test::Texts(
            Field {
                kind: Kind::Prose,
                ..
            },
            _
        )
    )
}

/// What is asked of the prose: every term must hold.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    terms: Vec<AskedOnce>,
}

#[derive(Debug, Clone)]
struct AskedOnce {
    /// Any of these must stand there.
    needles: Vec<Needle>,
    negated: bool,
}

impl Asked {
    /// What terms ask, those about prose among them.
    pub(super) fn of<'a>(terms: impl IntoIterator<Item = &'a Term>) -> Option<Self> {
        let asked = terms.into_iter().filter_map(|term| match &term.test {
            test @ Test::Texts(_, texts) if is_prose(test) => Some(AskedOnce {
                needles: texts.iter().map(|t| Needle::new(t)).collect(),
                negated: term.negated,
            }),
            _ => None,
        });
        let terms: Vec<AskedOnce> = asked.collect();
        (!terms.is_empty()).then_some(Self { terms })
    }

    /// Reads the prose of a row.
    pub(super) fn holds(&self, catalog: &Catalog, row: usize) -> bool {
        self.terms.iter().all(|term| {
            let mut needles = term.needles.iter();
            needles.any(|needle| catalog.tells(row, needle)) != term.negated
        })
    }

    /// Those of some rows for which it holds; of no use when it was given up on the way.
    fn among(&self, catalog: &Catalog, rows: &BitSet, pace: Pace<'_>) -> BitSet {
        let threads = threads::worth(rows.count(), WORTH_A_THREAD, pace.threads);
        BitSet::filter_shared(threads, catalog.len(), || {
            |row| rows.contains(row) && !pace.is_over() && self.holds(catalog, row)
        })
    }

    /// Reads the prose of some rows.
    pub(super) fn read(self, catalog: &Catalog, rows: BitSet, pace: Pace<'_>) -> Read {
        Read {
            holds: self.among(catalog, &rows, pace),
            read: rows,
            asked: self,
        }
    }
}

/// What was read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    asked: Asked,
    /// The rows whose prose was read.
    read: BitSet,
    /// Those of them in which it is as asked.
    pub(super) holds: BitSet,
}

impl Read {
    /// Those of some rows for which it holds: what was not read before is read now. Of no use when it was
    /// given up on the way.
    pub(super) fn among(&self, catalog: &Catalog, rows: &BitSet, pace: Pace<'_>) -> BitSet {
        let mut unread = rows.clone();
        unread.and_not(&self.read);
        let mut holds = rows.clone();
        holds.and(&self.holds);
        if !unread.is_empty() {
            holds.or(&self.asked.among(catalog, &unread, pace));
        }
        holds
    }

    /// Memory held, in bytes.
    pub(super) const fn bytes(&self) -> usize {
        self.read.bytes() + self.holds.bytes()
    }
}
