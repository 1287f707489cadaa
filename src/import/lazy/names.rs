//! Ids and keys of rows that are not read as records: the same that `draft.rs` gives to records. It must
//! not know where rows are kept.

use crate::{
    import::draft::{self, Names},
    model::Date,
};

pub use draft::{as_stored, is_folded_in_keys, numbered, put_ordinal, put_slug};

/// The id of a record of an organization and a year: where several have the same, with an ordinal.
#[must_use]
pub fn id(organization: &str, year: Option<i32>, ordinal: u32) -> String {
    let mut id = draft::base(organization, year);
    draft::put_ordinal(&mut id, ordinal);
    id
}

/// How a name stands in keys, and whether a key of it and a day is stored as it is.
#[must_use]
pub fn key_of(name: &str) -> (String, bool) {
    let key = draft::key_of(&[name]);
    let is_stored_so = draft::is_stored_so(&key);
    (key, is_stored_so)
}

/// The key of a glance without its ordinal.
#[must_use]
pub fn dated(key: &str, day: Date) -> String {
    format!("{key}|{day}")
}

/// What [`dated`] put together, if it may have been that.
#[must_use]
pub fn undated(key: &str) -> Option<(&str, Date)> {
    let (key, written) = key.rsplit_once('|')?;
    let day: Date = written.parse().ok()?;
    let is_day = day.first_day() == day.last_day() && day.to_string() == written;
    is_day.then_some((key, day))
}

/// Ids by their text, where several bases can lead to the same one.
#[derive(Debug, Default)]
pub struct Taken(Names);

impl Taken {
    /// The ordinal of the next id with a base.
    pub fn ordinal(&mut self, base: &str) -> u32 {
        self.0.id(base).1
    }
}
