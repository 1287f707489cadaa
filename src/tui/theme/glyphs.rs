//! Signs and line-drawing glyphs, each with its ASCII form. Every one is a single column wide.
//! It must not know colours.

use super::Role;

/// A sign that stands beside every colour, so that nothing is said by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Exposed.
    Exposed,
    /// Possibly exposed.
    Possible,
    /// Stated not to be involved.
    Safe,
    /// Taken.
    Taken,
    /// Offered.
    Offered,
    /// Refused.
    Refused,
    /// A limit passed.
    Late,
    /// Cannot be told.
    Unknown,
    /// A marked row.
    Mark,
    /// A starred row.
    Star,
    /// A row with a note.
    Note,
    /// A row with both: they share a cell.
    StarNote,
}

/// Every sign: its glyph, its ASCII form, its role, and what it means (for legends and the help).
pub const SIGNS: [(Sign, &str, &str, Role, &str); 12] = [
    (Sign::Exposed, "■", "#", Role::Exposed, "exposed"),
    (Sign::Possible, "▒", "%", Role::Possible, "possibly exposed"),
    (Sign::Safe, "○", "o", Role::Safe, "stated not involved"),
    (Sign::Taken, "✓", "+", Role::Taken, "taken"),
    (Sign::Offered, "◆", "*", Role::Offered, "offered"),
    (Sign::Refused, "✗", "x", Role::Refused, "refused"),
    (Sign::Late, "▲", "!", Role::Late, "limit passed"),
    (Sign::Unknown, "?", "?", Role::Unknown, "cannot be told"),
    (Sign::Mark, "•", "@", Role::Mark, "marked"),
    (Sign::Star, "★", "^", Role::Star, "starred"),
    (Sign::Note, "✎", "\"", Role::Star, "with a note of yours"),
    (
        Sign::StarNote,
        "✪",
        "&",
        Role::Star,
        "starred, with a note of yours",
    ),
];

impl Sign {
    fn row(self) -> &'static (Self, &'static str, &'static str, Role, &'static str) {
        let [first, ..] = &SIGNS;
        SIGNS.get(self as usize).unwrap_or(first)
    }

    /// All signs.
    pub fn all() -> impl Iterator<Item = Self> {
        SIGNS.iter().map(|row| row.0)
    }

    /// The role that colours it.
    #[must_use]
    pub fn role(self) -> Role {
        self.row().3
    }

    /// What it means, in a word or two.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.row().4
    }
}

/// The glyphs of one way of drawing.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// True for the ASCII set.
    pub ascii: bool,
    /// A rule from top to bottom.
    pub vertical: &'static str,
    /// A rule from left to right.
    pub horizontal: &'static str,
    /// The part of a line that is done.
    pub progress: &'static str,
    /// Corners of an overlay: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Stands for what is cut off.
    pub ellipsis: &'static str,
    /// Before the row of the cursor.
    pub cursor: &'static str,
    /// Before the query.
    pub prompt: &'static str,
    /// For what is not stated.
    pub not_stated: &'static str,
    /// The part of a scroll bar in sight.
    pub thumb: &'static str,
    /// Sorted with the smallest first, and with the largest first.
    pub sorted: [&'static str; 2],
    /// Parts of a cell filled from the left, from one eighth to the whole.
    pub bars: [&'static str; 8],
    /// Parts of a cell filled from below, from one eighth to the whole.
    pub columns: [&'static str; 8],
}

/// Unicode.
pub(super) static UNICODE: Glyphs = Glyphs {
    ascii: false,
    vertical: "│",
    horizontal: "─",
    progress: "━",
    corners: ["╭", "╮", "╰", "╯"],
    ellipsis: "…",
    cursor: "▌",
    prompt: "❯",
    not_stated: "–",
    thumb: "┃",
    sorted: ["▴", "▾"],
    bars: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
    columns: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

/// ASCII: less than half a cell shows as nothing, more as a whole one.
pub(super) static ASCII: Glyphs = Glyphs {
    ascii: true,
    vertical: "|",
    horizontal: "-",
    progress: "=",
    corners: ["+", "+", "+", "+"],
    ellipsis: "~",
    cursor: ">",
    prompt: ">",
    not_stated: "-",
    thumb: "#",
    sorted: ["^", "v"],
    bars: [" ", " ", " ", "=", "=", "=", "=", "="],
    columns: ["_", ".", ".", "-", "-", "=", "=", "#"],
};

impl Glyphs {
    /// The glyph of a sign.
    #[must_use]
    pub fn sign(&self, sign: Sign) -> &'static str {
        let row = sign.row();
        if self.ascii { row.2 } else { row.1 }
    }
}

/// What typographic signs become where only ASCII is safe; each takes one cell before and after.
pub const ASCII_FORMS: [(&str, &str); 24] = [
    ("▲", "!"),
    ("▴", "^"),
    ("▾", "v"),
    ("━", "="),
    ("░", "."),
    ("▇", "#"),
    ("▁", "_"),
    ("·", "-"),
    ("–", "-"),
    ("−", "-"),
    ("…", "~"),
    ("→", ">"),
    ("─", "-"),
    ("├", "|"),
    ("┤", "|"),
    ("└", "`"),
    ("│", "|"),
    ("⋮", ":"),
    ("●", "*"),
    ("◌", "o"),
    ("’", "'"),
    ("‘", "'"),
    ("“", "\""),
    ("”", "\""),
];
