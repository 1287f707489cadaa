//! What the Exposure screen needs of all rows of an answer: counts by column, and the order by one of
//! them. Read from the catalog's columns; no record is parsed.

use super::columns::{Column, GROUPS, Sets};
use crate::{
    catalog::columns::Columns as Catalogued,
    model::vocabulary::{DataType, ExposureStatus, Vocabulary},
    query::Pace,
};

/// What the screen needs of all rows at once, computed once an answer and order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Places in the answer in the order of this screen; `None` when that is the answer's.
    pub(super) rows: Option<Vec<usize>>,
    /// Per data type, then per group: incidents in which it was, or may have been, exposed.
    exposed: Vec<usize>,
    /// Likewise: incidents in which it was only possibly exposed.
    possible: Vec<usize>,
    /// Likewise: incidents in which it was stated not to be involved and nothing graver.
    safe: Vec<usize>,
    /// Incidents that state anything about data, also that some was not involved: what shares are of.
    pub stating: usize,
    /// Data types of which any incident of the answer says anything.
    pub(super) used: u64,
}

/// What a row says of all data types.
#[must_use]
pub fn sets(catalogued: &Catalogued, row: usize) -> Sets {
    Sets {
        exposed: catalogued.exposed.get(row),
        possible: catalogued.possible.get(row),
        safe: catalogued.safe.get(row),
    }
}

impl Summary {
    pub(in crate::app) fn of(
        catalogued: &Catalogued,
        rows: &[u32],
        order: Option<Column>,
        pace: Pace<'_>,
    ) -> Self {
        let n = DataType::ALL.len() + GROUPS.len();
        let mut out = Self {
            exposed: vec![0; n],
            possible: vec![0; n],
            safe: vec![0; n],
            ..Self::default()
        };
        let add = |counts: &mut [usize], mut set: u64| {
            while set != 0 {
                if let Some(count) = counts.get_mut(set.trailing_zeros() as usize) {
                    *count += 1;
                }
                set &= set - 1;
            }
        };
        for row in pace.each(rows.iter()) {
            let s = sets(catalogued, *row as usize);
            let any = s.exposed | s.possible | s.safe;
            out.used |= any;
            out.stating += usize::from(any != 0);
            add(&mut out.exposed, s.exposed | s.possible);
            add(&mut out.possible, s.possible & !s.exposed);
            add(&mut out.safe, s.safe & !(s.exposed | s.possible));
            for (at, group) in GROUPS.iter().enumerate() {
                let counts = match s.gravest(group.set) {
                    Some(ExposureStatus::Exposed) => [Some(&mut out.exposed), None],
                    Some(ExposureStatus::PossiblyExposed) => {
                        [Some(&mut out.exposed), Some(&mut out.possible)]
                    }
                    Some(ExposureStatus::NotExposed) => [Some(&mut out.safe), None],
                    None => [None, None],
                };
                for count in counts.into_iter().flatten() {
                    if let Some(count) = count.get_mut(DataType::ALL.len() + at) {
                        *count += 1;
                    }
                }
            }
        }
        out.rows = order.map(|column| {
            let set = column.set();
            let rank = |at: &usize| {
                let row = rows.get(*at).map_or(0, |r| *r as usize);
                // What is not stated comes last.
                sets(catalogued, row)
                    .gravest(set)
                    .map_or(usize::MAX, Vocabulary::index)
            };
            let mut order: Vec<usize> = (0..rows.len()).collect();
            order.sort_by_cached_key(rank);
            order
        });
        out
    }

    fn at(counts: &[usize], column: Column) -> usize {
        let at = match column {
            Column::Data(data) => data.index(),
            Column::Group(at) => DataType::ALL.len() + at,
        };
        counts.get(at).copied().unwrap_or(0)
    }

    /// Incidents in which a column's data was, or may have been, exposed.
    #[must_use]
    pub fn exposed(&self, column: Column) -> usize {
        Self::at(&self.exposed, column)
    }

    /// Incidents in which it was only possibly exposed; they are among [`Self::exposed`].
    #[must_use]
    pub fn possible(&self, column: Column) -> usize {
        Self::at(&self.possible, column)
    }

    /// Incidents that state that it was not involved, and nothing graver of the same column.
    #[must_use]
    pub fn safe(&self, column: Column) -> usize {
        Self::at(&self.safe, column)
    }

    /// Data types of which no incident of the answer says anything.
    #[must_use]
    pub fn unused(&self) -> usize {
        DataType::ALL
            .iter()
            .filter(|d| self.used & d.bit() == 0)
            .count()
    }
}
