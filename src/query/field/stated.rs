//! What `has:` and `no:` ask for: a field or an event that a record may or may not state. It must not know
//! the rows.

use super::{FIELDS, Field};
use crate::model::{Vocabulary, vocabulary::EventKind};

/// Something that a record may or may not state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Statable {
    /// A field has a value.
    Field(&'static Field),
    /// The timeline has such an event.
    Event(EventKind),
}

impl Statable {
    /// As it is typed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Field(f) => f.id,
            Self::Event(e) => e.id(),
        }
    }

    /// Everything that can be asked of `has:` and `no:`; a field comes before an event of the same name.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = FIELDS.iter().filter(|f| f.is_stated_kind());
        let events = EventKind::ALL
            .iter()
            .filter(|e| !FIELDS.iter().any(|f| f.is_stated_kind() && f.id == e.id()));
        fields
            .map(Self::Field)
            .chain(events.copied().map(Self::Event))
    }
}
