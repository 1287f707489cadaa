//! Ids and keys of rows that are not read as records: the same that `draft.rs` gives to records. It must
//! not know where rows are kept.

use super::{Glance, Rows};
use crate::import::draft::{self, Names};
use std::fmt::Write as _;

/// How each name of a stretch stands in ids and in keys: worked out where the stretch was read.
#[derive(Debug, Default)]
pub struct Forms {
    /// One behind the other: of each name that of ids, then that of keys.
    text: String,
    /// Where they end, and whether the key is stored so.
    ends: Vec<(u32, u32, bool)>,
}

impl Forms {
    /// Of every name of some rows.
    #[must_use]
    pub fn of(rows: &Rows) -> Self {
        let mut out = Self::default();
        let end = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        for name in rows.names.iter() {
            out.text.push_str(&draft::slug(name));
            let slug = end(&out.text);
            let key = draft::key_of(&[name]);
            out.text.push_str(&key);
            out.ends
                .push((slug, end(&out.text), draft::is_stored_so(&key)));
        }
        out
    }

    fn get(&self, name: u32) -> Option<(&str, &str, bool)> {
        let name = name as usize;
        let before = name.checked_sub(1).and_then(|b| self.ends.get(b));
        let start = before.map_or(0, |(_, end, _)| *end) as usize;
        let (slug, key, is_stored_so) = *self.ends.get(name)?;
        let (slug, key) = (slug as usize, key as usize);
        Some((
            self.text.get(start..slug)?,
            self.text.get(slug..key)?,
            is_stored_so,
        ))
    }
}

/// Makes ids and keys of rows unique, in the order of the rows.
#[derive(Debug, Default)]
pub struct UniqueNames {
    names: Names,
    base: String,
    key: String,
    id: String,
}

impl UniqueNames {
    /// Names the record of a glance; the ordinal of its key.
    pub fn glance(&mut self, forms: &Forms, glance: &Glance) -> u32 {
        let (slug, key, is_stored_so) = forms.get(glance.name).unwrap_or_default();
        self.base.clear();
        let _ = write!(self.base, "{slug}-{}", glance.filed.year());
        self.key.clear();
        let _ = write!(self.key, "{key}|{}", glance.filed);
        self.named(is_stored_so)
    }

    /// Names another record; the ordinal of its key.
    pub fn whole(&mut self, base: &str, key: &str) -> u32 {
        base.clone_into(&mut self.base);
        key.clone_into(&mut self.key);
        self.named(false)
    }

    fn named(&mut self, is_stored_so: bool) -> u32 {
        self.id.clear();
        self.names.put_id(&self.base, &mut self.id);
        if is_stored_so {
            self.names.ordinal_of_stored(&self.key)
        } else {
            self.names.ordinal(&self.key)
        }
    }

    /// The id of the record that was named last.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its key.
    #[must_use]
    pub fn key(&self, ordinal: u32) -> String {
        draft::numbered(&self.key, ordinal).as_str().to_owned()
    }
}
