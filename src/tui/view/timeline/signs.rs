//! The signs of the time axis, each with its ASCII form, its look and its word in the legend. It must
//! not know where they stand.

use crate::{analysis::lane::MarkKind, tui::theme::Role};

/// What is drawn on a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The data was open.
    Bar,
    /// It may have been: the end is not stated.
    Open,
    /// Nobody was told yet.
    Silence,
    /// An event.
    Mark(MarkKind),
    /// An end of what a coarse date can mean.
    Coarse,
    /// Between these ends.
    Within,
    /// Where a year (or month) begins.
    Grid,
    /// Where the cursor is in time.
    Here,
    /// Something lies before what is in sight.
    Before,
    /// Something lies behind it.
    Behind,
}

/// Every sign: glyph, ASCII, look, word in the legend (empty: not in it), what it means; in the
/// legend's order.
#[rustfmt::skip]
const SIGNS: &[(Sign, &str, &str, Role, &str, &str)] = &[
    (Sign::Bar,                        "━", "=", Role::Exposed,  "open",           "the intruder was in, or the data was open"),
    (Sign::Mark(MarkKind::Detected),   "●", "o", Role::Accent,   "detected",       "somebody noticed"),
    (Sign::Mark(MarkKind::Scope),      "◇", "*", Role::Text,     "scope known",    "whose data it was is known"),
    (Sign::Mark(MarkKind::Letters),    "▼", "V", Role::Mark,     "letters",        "the people were told"),
    (Sign::Mark(MarkKind::Settlement), "$", "$", Role::Star,     "settlement",     "a settlement"),
    (Sign::Mark(MarkKind::Revision),   "±", "+", Role::Star,     "count",          "another number of people was stated"),
    (Sign::Coarse,                     "◌", "(", Role::Muted,    "coarse date",    "an end of the month or year that is all that is known"),
    (Sign::Open,                       "╍", "~", Role::Possible, "end not stated", "may have been open: the end is not stated"),
    (Sign::Silence,                    "─", "-", Role::Muted,    "until told",     "noticed, and nobody told yet"),
    (Sign::Mark(MarkKind::Other),      "·", ".", Role::Muted,    "other",          "another event; the lines below name it"),
    (Sign::Mark(MarkKind::Edge),       "━", "=", Role::Exposed,  "",               "where that begins or ends"),
    (Sign::Within,                     "┄", "_", Role::Muted,    "",               "somewhere in here, between the ends of a coarse date"),
    (Sign::Grid,                       "┊", ":", Role::Rule,     "",               "a year (or month) begins"),
    (Sign::Here,                       "▾", "v", Role::Accent,   "",               "the day of the cursor"),
    (Sign::Before,                     "◂", "<", Role::Muted,    "",               "something lies before what is in sight"),
    (Sign::Behind,                     "▸", ">", Role::Muted,    "",               "something lies behind it"),
];

impl Sign {
    fn row(
        self,
    ) -> Option<&'static (
        Self,
        &'static str,
        &'static str,
        Role,
        &'static str,
        &'static str,
    )> {
        SIGNS.iter().find(|s| s.0 == self)
    }

    /// How it is drawn.
    #[must_use]
    pub fn glyph(self, ascii: bool) -> &'static str {
        self.row().map_or(" ", |s| if ascii { s.2 } else { s.1 })
    }

    /// How it looks.
    #[must_use]
    pub fn role(self) -> Role {
        self.row().map_or(Role::Text, |s| s.3)
    }
}

/// The legend: sign and word.
pub fn legend() -> impl Iterator<Item = (Sign, &'static str)> {
    SIGNS.iter().filter(|s| !s.4.is_empty()).map(|s| (s.0, s.4))
}

/// Every sign that is told apart, with what it means, for the help.
pub fn meanings(ascii: bool) -> impl Iterator<Item = (&'static str, Role, &'static str)> {
    SIGNS
        .iter()
        .filter(|s| s.0 != Sign::Mark(MarkKind::Edge))
        .map(move |s| (if ascii { s.2 } else { s.1 }, s.3, s.5))
}
