//! The marks that `is:` asks for: what the user set on an incident, and what the last import did to a row.
//! It must not know who keeps them.

/// A mark of the user's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Marked for comparison.
    Marked,
    /// Starred.
    Starred,
    /// With a note.
    Noted,
    /// Brought by the last import of its set.
    New,
    /// Changed by the last import of its set.
    Changed,
    /// No longer in the list that its set was read from.
    Gone,
}

impl Flag {
    /// Every flag.
    pub const ALL: &'static [Self] = &[
        Self::Marked,
        Self::Starred,
        Self::Noted,
        Self::New,
        Self::Changed,
        Self::Gone,
    ];

    /// As it is typed.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Marked => "marked",
            Self::Starred => "starred",
            Self::Noted => "noted",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    /// What it means, as a sentence without full stop.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Marked => "marked for comparison",
            Self::Starred => "starred by you",
            Self::Noted => "with a note of yours",
            Self::New => "brought by the last import of its set",
            Self::Changed => "changed by the last import of its set",
            Self::Gone => "no longer in the list that its set was read from",
        }
    }

    /// True for what an import did, which is a matter of rows rather than of incidents.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Gone)
    }
}
