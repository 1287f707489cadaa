//! The index: columns, sets of rows and interned text, built once and read by everything above. A
//! catalog never changes; the records' bytes are kept and read only when somebody looks at one.

pub mod bits;
pub mod build;
pub mod columns;
pub mod digits;
mod ids;
mod lists;
mod matches;
pub mod names;
pub mod open;
mod packed;
pub mod parts;
pub mod plain;
mod plains;
mod records;
pub mod standing;
pub mod store;
mod table;
pub mod text_index;
pub mod values;
pub mod word_columns;

pub use bits::{BitSet, Numbered};
pub use build::Builder;

use crate::model::{
    Incident, Needle,
    texts::{Interner, Texts},
};
use columns::Columns;
use ids::Ids;
use matches::Matches;
use names::NameColumn;
use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};
use store::Store;
use text_index::TextIndex;

/// One column of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameField {
    /// The organization and its aliases.
    Organization,
    /// The third party or the operator of the system.
    Vendor,
    /// A vendor's clients.
    Client,
    /// The threat actor.
    Actor,
}

/// A column of short codes (states, countries, sets).
#[derive(Debug, Default)]
pub struct Codes {
    values: Interner,
    /// Per row the position in `values` plus one; 0 when none is stated.
    rows: Vec<u16>,
}

impl Codes {
    fn push(&mut self, code: Option<&str>) {
        let place = self.place(code);
        self.rows.push(place);
    }

    /// Adds so many rows with one code.
    fn push_times(&mut self, code: &str, times: usize) {
        let place = self.place(Some(code));
        self.rows.resize(self.rows.len() + times, place);
    }

    /// What stands in `rows` for a code, new or known.
    fn place(&mut self, code: Option<&str>) -> u16 {
        code.map_or(0, |code| {
            let (at, _) = self.values.intern(code);
            u16::try_from(at + 1).unwrap_or(0)
        })
    }

    /// The number that a code has, or will have when it is the next new one.
    fn number(&self, code: &str) -> u32 {
        let new = || u32::try_from(self.values.texts.len()).unwrap_or(u32::MAX);
        self.values.find(code).unwrap_or_else(new)
    }

    /// Its rows so far, with the codes; goes on without them, and with the same codes.
    fn cut(&mut self) -> Self {
        Self {
            values: self.values.clone(),
            rows: std::mem::take(&mut self.rows),
        }
    }

    /// Adds the rows of others, whose codes are found among these.
    fn append(&mut self, other: &Self) {
        let mut places: Vec<Option<u16>> = vec![None; other.values().len() + 1];
        for at in &other.rows {
            if let Some(slot) = places.get_mut(*at as usize)
                && slot.is_none()
            {
                let code = (*at as usize).checked_sub(1);
                *slot = Some(self.place(code.and_then(|i| other.values().get(i))));
            }
        }
        let places: Vec<u16> = places.into_iter().map(Option::unwrap_or_default).collect();
        let place = |at: &u16| places.get(*at as usize).copied().unwrap_or_default();
        self.rows.extend(other.rows.iter().map(place));
    }

    /// The code of a row, if stated.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        self.index(row).and_then(|i| self.values().get(i))
    }

    /// The position of a row's code in [`Self::values`].
    #[must_use]
    pub fn index(&self, row: usize) -> Option<usize> {
        self.rows
            .get(row)
            .and_then(|i| (*i as usize).checked_sub(1))
    }

    /// Every distinct code, in order of first appearance.
    #[must_use]
    pub const fn values(&self) -> &Texts {
        &self.values.texts
    }
}

/// Everything that can be asked about a set of records.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The typed columns.
    pub columns: Columns,
    /// Home states.
    pub states: Codes,
    /// Countries.
    pub countries: Codes,
    /// The set that a row came from: `bundled`, a file's name, an imported set's name.
    pub sets: Codes,
    ids: Ids,
    /// Organizations as shown, each once, and which of them each row has.
    organizations: Texts,
    organization_of: Vec<u32>,
    /// Per organization its place in the alphabetical order; equal names have equal ranks.
    name_ranks: Vec<u32>,
    /// Per row its place in the order of ids.
    id_ranks: Vec<u32>,
    /// Rows in the order of their ids; made when an id is first looked for.
    by_id: OnceLock<Vec<u32>>,
    names: [NameColumn; 4],
    /// Every text that words are searched in. Rows that a search finds equally good stand with more people
    /// first, then by id.
    pub text: TextIndex,
    /// Rows of several sets that are one incident.
    pub matches: Matches,
    /// What the user left on rows.
    pub marks: RowMarks,
    store: Store,
}

/// Stars and notes of the user, by row, as they were when the catalog was opened.
#[derive(Debug, Default)]
pub struct RowMarks {
    /// Rows with a star, ascending.
    pub starred: Vec<u32>,
    /// Notes, lines joined.
    pub notes: BTreeMap<u32, String>,
}

impl RowMarks {
    /// The rows with a star, as a set.
    #[must_use]
    pub fn starred(&self, len: usize) -> BitSet {
        BitSet::from_rows(len, self.starred.iter().copied())
    }

    /// The rows with a note, as a set.
    #[must_use]
    pub fn noted(&self, len: usize) -> BitSet {
        BitSet::from_rows(len, self.notes.keys().copied())
    }
}

impl Catalog {
    /// How many records there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// How many incidents there are: rows that stand for the same one count once.
    #[must_use]
    pub fn incidents(&self) -> usize {
        self.len() - self.matches.hidden_count()
    }

    /// These rows without those of some incidents, whichever of their rows those are named by.
    #[must_use]
    pub fn others(&self, rows: &BitSet, incidents: &[u32]) -> BitSet {
        let named = BitSet::from_rows(self.len(), incidents.iter().copied());
        let mut rows = rows.clone();
        rows.and_not(&self.matches.whole(named));
        rows
    }

    /// True when there is no record.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id of a row. Most are put together for the asking: who asks again and again keeps it.
    #[must_use]
    pub fn id(&self, row: usize) -> Cow<'_, str> {
        self.ids.get(row, self.organization(row), &self.store)
    }

    /// The row with this id, the first if several sets have it.
    #[must_use]
    pub fn row_of(&self, id: &str) -> Option<usize> {
        self.rows_of(id).first().map(|row| *row as usize)
    }

    /// Every row with this id, ascending.
    #[must_use]
    pub fn rows_of(&self, id: &str) -> &[u32] {
        let by_id = self.by_id.get_or_init(|| {
            let rows = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
            let place = |row: u32| u64::from(self.id_rank(row as usize)) << 32 | u64::from(row);
            let mut order: Vec<u64> = rows.map(place).collect();
            order.sort_unstable();
            order.into_iter().map(|place| place as u32).collect()
        });
        let start = by_id.partition_point(|row| *self.id(*row as usize) < *id);
        let rest = by_id.get(start..).unwrap_or_default();
        let end = rest.partition_point(|row| self.id(*row as usize) == id);
        rest.get(..end).unwrap_or_default()
    }

    /// The row of another catalog's record in this one: the same id in a set of the same name.
    #[must_use]
    pub fn row_like(&self, other: &Self, row: u32) -> Option<u32> {
        let at = row as usize;
        let same = |mine: &&u32| self.sets.get(**mine as usize) == other.sets.get(at);
        self.rows_of(&other.id(at)).iter().find(same).copied()
    }

    /// The organization of a row.
    #[must_use]
    pub fn organization(&self, row: usize) -> &str {
        let at = self.organization_of.get(row);
        at.and_then(|at| self.organizations.get(*at as usize))
            .unwrap_or_default()
    }

    /// Place of a row in the alphabetical order of organizations.
    #[must_use]
    pub fn name_rank(&self, row: usize) -> u32 {
        let at = self.organization_of.get(row);
        at.and_then(|at| self.name_ranks.get(*at as usize))
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// Place of a row in the order of ids: the last tie-break of every order.
    #[must_use]
    pub fn id_rank(&self, row: usize) -> u32 {
        self.id_ranks.get(row).copied().unwrap_or(u32::MAX)
    }

    /// A column of names.
    #[must_use]
    pub fn names(&self, field: NameField) -> &NameColumn {
        let [organization, vendor, client, actor] = &self.names;
        match field {
            NameField::Organization => organization,
            NameField::Vendor => vendor,
            NameField::Client => client,
            NameField::Actor => actor,
        }
    }

    /// The record of a row, read from its bytes.
    #[must_use]
    pub fn incident(&self, row: usize) -> Option<Incident> {
        self.store.incident(row, &self.id(row))
    }

    /// True when a text stands in the prose of a row's record.
    #[must_use]
    pub fn tells(&self, row: usize, needle: &Needle) -> bool {
        match self.store.tells(row, needle) {
            Some(tells) => tells,
            None => self
                .incident(row)
                .is_some_and(|i| i.prose().any(|p| needle.stands_in(p))),
        }
    }
}
