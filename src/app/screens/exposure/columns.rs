//! The columns of the exposure matrix: data types in their groups, the gravest first, and groups folded
//! into one column. Also which of them fit side by side. It must not know how a cell is drawn.

use crate::model::vocabulary::{DataType, ExposureStatus, Vocabulary};
use std::sync::LazyLock;

/// A column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// One data type.
    Data(DataType),
    /// A folded group, by its place in [`GROUPS`].
    Group(usize),
}

/// A group of data types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name, as queries know it.
    pub name: &'static str,
    /// Its data types as a set.
    pub set: u64,
    /// Its data types, the most sensitive first, then in the order of the vocabulary.
    pub types: Vec<DataType>,
}

/// Every group, in the order of the vocabulary.
pub static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    DataType::GROUPS
        .iter()
        .map(|name| {
            let mut types: Vec<DataType> = DataType::ALL
                .iter()
                .copied()
                .filter(|d| d.group() == *name)
                .collect();
            types.sort_by_key(|d| (std::cmp::Reverse(d.word().weight), d.index()));
            Group {
                name,
                set: types.iter().fold(0, |set, d| set | d.bit()),
                types,
            }
        })
        .collect()
});

/// Cells of one data type: a name of three letters and a blank.
pub const CELL: u16 = 4;
/// A group's name is cut to this where its columns are narrower.
const NAME: u16 = 10;

impl Column {
    /// Its data types as a set.
    #[must_use]
    pub fn set(self) -> u64 {
        match self {
            Self::Data(data) => data.bit(),
            Self::Group(at) => GROUPS.get(at).map_or(0, |g| g.set),
        }
    }

    /// The place of its group in [`GROUPS`].
    #[must_use]
    pub fn group(self) -> usize {
        match self {
            Self::Data(data) => GROUPS
                .iter()
                .position(|g| g.set & data.bit() != 0)
                .unwrap_or(0),
            Self::Group(at) => at,
        }
    }

    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Data(data) => data.label(),
            Self::Group(at) => GROUPS.get(at).map_or("", |g| g.name),
        }
    }

    /// As it is asked for after `data:`.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Data(data) => data.id(),
            Self::Group(_) => self.label(),
        }
    }
}

/// What a record says of one data type or of several: three sets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sets {
    /// Exposed.
    pub exposed: u64,
    /// Possibly exposed.
    pub possible: u64,
    /// Stated not to be involved.
    pub safe: u64,
}

impl Sets {
    /// The gravest statement about any data type of a column; `None` when nothing is stated.
    #[must_use]
    pub const fn gravest(self, column: u64) -> Option<ExposureStatus> {
        if self.exposed & column != 0 {
            Some(ExposureStatus::Exposed)
        } else if self.possible & column != 0 {
            Some(ExposureStatus::PossiblyExposed)
        } else if self.safe & column != 0 {
            Some(ExposureStatus::NotExposed)
        } else {
            None
        }
    }

    /// How many data types of a column have the gravest statement's kind: those that were or may have
    /// been exposed, else those stated safe.
    #[must_use]
    pub const fn count(self, column: u64) -> u32 {
        let any = (self.exposed | self.possible) & column;
        if any != 0 {
            any.count_ones()
        } else {
            (self.safe & column).count_ones()
        }
    }
}

/// The columns in their order: folded groups as one, and without the data types outside `used`.
#[must_use]
pub fn columns(folded: u64, used: u64) -> Vec<Column> {
    let mut out = Vec::new();
    for (at, group) in GROUPS.iter().enumerate() {
        if group.set & used == 0 {
            continue;
        }
        if folded & (1 << at) != 0 {
            out.push(Column::Group(at));
        } else {
            let types = group.types.iter().filter(|d| used & d.bit() != 0);
            out.extend(types.map(|d| Column::Data(*d)));
        }
    }
    out
}

/// A column on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its place among the columns.
    pub index: usize,
    /// The column.
    pub column: Column,
    /// Cells from the first column.
    pub x: u16,
    /// Cells, with the blank behind.
    pub width: u16,
}

/// The columns from `left` on that fit side by side in so many cells.
#[must_use]
pub fn placed(columns: &[Column], left: usize, room: u16) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    let mut x: u16 = 0;
    let mut group = None;
    let mut least: u16 = 0;
    for (index, column) in columns.iter().copied().enumerate().skip(left) {
        let own = column.group();
        let name = u16::try_from(column_group_name(own).len()).unwrap_or(NAME) + 3;
        if group != Some(own) {
            // A blank between groups, and room for the name of the one before.
            x = x.max(least) + u16::from(group.is_some());
            least = x + name.min(NAME);
            group = Some(own);
        }
        let width = match column {
            Column::Data(_) => CELL,
            Column::Group(_) => name,
        };
        // The blank behind the last column may lie outside.
        if x + width > room + 1 {
            break;
        }
        out.push(Placed {
            index,
            column,
            x,
            width,
        });
        x += width;
    }
    out
}

fn column_group_name(at: usize) -> &'static str {
    GROUPS.get(at).map_or("", |g| g.name)
}

/// The first column to show so that one column is in sight, moving as little as possible from `left`.
#[must_use]
pub fn in_sight(columns: &[Column], left: usize, wanted: usize, room: u16) -> usize {
    if wanted <= left {
        return wanted;
    }
    (left..=wanted)
        .find(|l| {
            placed(columns, *l, room)
                .last()
                .is_some_and(|p| p.index >= wanted)
        })
        .unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_every_data_type_once_and_the_gravest_first() {
        let all = GROUPS.iter().fold(0, |set, g| {
            assert_eq!(set & g.set, 0, "{}", g.name);
            set | g.set
        });
        assert_eq!(all.count_ones() as usize, DataType::ALL.len());
        for group in GROUPS.iter() {
            assert!(group.types.is_sorted_by_key(|d| 4 - d.word().weight));
        }
    }

    #[test]
    fn folding_and_hiding() {
        let ssn = DataType::Ssn.bit();
        let used = ssn | DataType::Name.bit() | DataType::Diagnosis.bit();
        assert_eq!(
            columns(0, used),
            [
                Column::Data(DataType::Ssn),
                Column::Data(DataType::Name),
                Column::Data(DataType::Diagnosis)
            ]
        );
        assert_eq!(
            columns(1, used),
            [Column::Group(0), Column::Data(DataType::Diagnosis)]
        );
        assert_eq!(columns(0, u64::MAX).len(), DataType::ALL.len());
    }

    #[test]
    fn what_is_placed_lies_in_the_room_and_does_not_overlap() {
        for folded in [0, 0b101, u64::MAX] {
            let all = columns(folded, u64::MAX);
            for room in [3, 10, 40, 97, 300] {
                for wanted in 0..all.len() {
                    let left = in_sight(&all, 0, wanted, room);
                    let shown = placed(&all, left, room);
                    let widest = matches!(all[wanted], Column::Data(_)) || room >= 40;
                    assert!(!widest || shown.iter().any(|p| p.index == wanted));
                    assert!(shown.iter().all(|p| p.x + p.width <= room + 1));
                    assert!(shown.windows(2).all(|w| w[0].x + w[0].width <= w[1].x));
                }
            }
        }
    }

    #[test]
    fn the_gravest_statement_counts() {
        let sets = Sets {
            exposed: 0b0001,
            possible: 0b0110,
            safe: 0b1000,
        };
        let all = [0b1111, 0b1110, 0b1000, 0b1_0000];
        assert_eq!(
            all.map(|c| sets.gravest(c)),
            [
                Some(ExposureStatus::Exposed),
                Some(ExposureStatus::PossiblyExposed),
                Some(ExposureStatus::NotExposed),
                None
            ]
        );
        assert_eq!(all.map(|c| sets.count(c)), [3, 2, 1, 0]);
    }
}
