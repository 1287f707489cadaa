//! The marks that `is:` asks for: what the user set on an incident, what the last import did to a row, and
//! what is to be known of its figures. It must not know who keeps them.

/// A mark of a row or of an incident.
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
    /// Its number of individuals affected is a placeholder.
    Placeholder,
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
        Self::Placeholder,
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
            Self::Placeholder => "placeholder",
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
            Self::Placeholder => "its count is a placeholder, filed before the number was known",
        }
    }

    /// True for what the user does, which changes while the records do not.
    #[must_use]
    pub const fn is_yours(self) -> bool {
        matches!(self, Self::Marked | Self::Starred | Self::Noted)
    }

    /// True for what an import did, which is a matter of rows rather than of incidents.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Gone)
    }
}
