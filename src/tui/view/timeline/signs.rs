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

/// Every sign: glyph, ASCII, look, word in the legend (empty: not in it), in the legend's order.
const SIGNS: &[(Sign, &str, &str, Role, &str)] = &[
    (Sign::Bar, "━", "=", Role::Exposed, "open"),
    (
        Sign::Mark(MarkKind::Detected),
        "●",
        "o",
        Role::Accent,
        "detected",
    ),
    (
        Sign::Mark(MarkKind::Scope),
        "◇",
        "*",
        Role::Text,
        "scope known",
    ),
    (
        Sign::Mark(MarkKind::Letters),
        "▼",
        "V",
        Role::Mark,
        "letters",
    ),
    (
        Sign::Mark(MarkKind::Settlement),
        "$",
        "$",
        Role::Star,
        "settlement",
    ),
    (
        Sign::Mark(MarkKind::Revision),
        "±",
        "+",
        Role::Star,
        "count",
    ),
    (Sign::Coarse, "◌", "(", Role::Muted, "coarse date"),
    (Sign::Open, "╍", "~", Role::Possible, "end not stated"),
    (Sign::Silence, "─", "-", Role::Muted, "until told"),
    (Sign::Mark(MarkKind::Other), "·", ".", Role::Muted, "other"),
    (Sign::Mark(MarkKind::Edge), "━", "=", Role::Exposed, ""),
    (Sign::Within, "┄", "_", Role::Muted, ""),
    (Sign::Grid, "┊", ":", Role::Rule, ""),
    (Sign::Here, "▾", "v", Role::Accent, ""),
    (Sign::Before, "◂", "<", Role::Muted, ""),
    (Sign::Behind, "▸", ">", Role::Muted, ""),
];

impl Sign {
    fn row(self) -> Option<&'static (Self, &'static str, &'static str, Role, &'static str)> {
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
