//! Ids and keys of rows that are not read as records: the same that `draft.rs` gives to records. It must
//! not know where rows are kept.

use super::{Glance, Rows};
use crate::import::draft::{self, Names};
use std::fmt::Write as _;

/// Makes ids and keys of rows unique, in the order of the rows.
#[derive(Debug, Default)]
pub struct UniqueNames {
    names: Names,
    base: String,
    key: String,
    id: String,
}

/// The same for the rows of one stretch.
#[derive(Debug)]
pub struct Namer<'a> {
    all: &'a mut UniqueNames,
    /// Of each name how it stands in ids and in keys.
    forms: Vec<(String, String)>,
}

impl UniqueNames {
    /// For the rows of a stretch.
    pub fn of(&mut self, rows: &Rows) -> Namer<'_> {
        let forms = rows.names.iter();
        Namer {
            forms: forms
                .map(|name| (draft::slug(name), draft::key_of(&[name])))
                .collect(),
            all: self,
        }
    }
}

impl Namer<'_> {
    /// Names the record of a glance; the ordinal of its key.
    pub fn glance(&mut self, glance: &Glance) -> u32 {
        let (slug, key) = self
            .forms
            .get(glance.name as usize)
            .map_or(("", ""), |(s, k)| (s, k));
        let all = &mut *self.all;
        all.base.clear();
        let _ = write!(all.base, "{slug}-{}", glance.filed.year());
        all.key.clear();
        let _ = write!(all.key, "{key}|{}", glance.filed);
        self.named()
    }

    /// Names another record; the ordinal of its key.
    pub fn whole(&mut self, base: &str, key: &str) -> u32 {
        base.clone_into(&mut self.all.base);
        key.clone_into(&mut self.all.key);
        self.named()
    }

    fn named(&mut self) -> u32 {
        self.all.id = self.all.names.id(&self.all.base);
        self.all.names.ordinal(&self.all.key)
    }

    /// The id of the record that was named last.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.all.id
    }

    /// Its key.
    #[must_use]
    pub fn key(&self, ordinal: u32) -> String {
        draft::numbered(&self.all.key, ordinal).as_str().to_owned()
    }
}
