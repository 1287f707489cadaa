//! How things look, by what they mean: one table of roles, one of signs, one of line-drawing glyphs.
//! It must not know which screen uses what; views ask for [`Role`]s and [`Sign`]s and never name a colour.
//!
//! Nothing here asks the terminal or reads the environment: the caller gathers an [`Env`] once.

mod colour;
mod glyphs;

pub use crate::app::theme::{Name, THEMES};
pub use colour::Depth;
pub use glyphs::{ASCII_FORMS, Glyphs, Sign};

use colour::Paint;
use ratatui::style::{Modifier, Style};

/// What a piece of the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text on the ordinary ground.
    Text,
    /// What may be overlooked: titles of panes, units, what is not stated.
    Muted,
    /// Where you are: the focused title, the active tab.
    Accent,
    /// The row of the cursor: a ground only, so it may be laid under or over what stands there.
    Cursor,
    /// The cursor's row in a pane without the focus.
    CursorDim,
    /// The letters that matched.
    Match,
    /// Names of screens and records.
    Title,
    /// Rules between panes, borders of overlays.
    Rule,
    /// The ground of overlays and their text.
    Overlay,
    /// Keys in hints and help.
    Key,
    /// Data that was exposed.
    Exposed,
    /// Data that was possibly exposed.
    Possible,
    /// Data that was stated not to be involved.
    Safe,
    /// A measure that was taken.
    Taken,
    /// A measure that was offered.
    Offered,
    /// A measure that was refused.
    Refused,
    /// A limit that was passed.
    Late,
    /// What cannot be told.
    Unknown,
    /// Bars of charts.
    Bar,
    /// Bars of what is only compared with.
    BarMuted,
    /// A message about a fault.
    Error,
    /// A message about something to look at.
    Warning,
    /// The sign of a marked row.
    Mark,
    /// The sign of a starred row.
    Star,
}

/// One line of the table: a role in every theme. Colours are written as `(text, ground)`.
struct Row {
    role: Role,
    dark: (Paint, Paint),
    light: (Paint, Paint),
    terminal: (Paint, Paint),
    contrast: (Paint, Paint),
    /// Added in the themes with colours.
    weight: Modifier,
    /// Used alone in the theme without.
    mono: Modifier,
}

/// The colours and weights of every role, in the order of [`Role`]. A [`Paint::Default`] ground is
/// the theme's own (that of [`Role::Text`]). Orange stands for harm and blue for its absence or its remedy:
/// the pair that every kind of colour vision tells apart; the sign says the same once more.
#[rustfmt::skip]
const ROLES: [Row; 24] = {
    use Paint::{Ansi, Default as D, Rgb};
    const NONE: Modifier = Modifier::empty();
    const BOLD: Modifier = Modifier::BOLD;
    const DIM: Modifier = Modifier::DIM;
    const UNDER: Modifier = Modifier::UNDERLINED;
    const REVERSED: Modifier = Modifier::REVERSED;
    const fn row(role: Role, dark: (Paint, Paint), light: (Paint, Paint), terminal: (Paint, Paint), contrast: (Paint, Paint), weight: Modifier, mono: Modifier) -> Row {
        Row { role, dark, light, terminal, contrast, weight, mono }
    }
    [
        row(Role::Text,      (Rgb(0xd6dae0), Rgb(0x15191f)), (Rgb(0x23272e), Rgb(0xfafaf7)), (D, D),              (Rgb(0xffffff), Rgb(0x000000)), NONE,  NONE),
        row(Role::Muted,     (Rgb(0x959ea8), D),             (Rgb(0x61676d), D),             (Ansi(8), D),        (Rgb(0xc4c4c4), D),             NONE,  DIM),
        row(Role::Accent,    (Rgb(0x7cc4ff), D),             (Rgb(0x0b5cad), D),             (Ansi(6), D),        (Rgb(0x00e5ff), D),             BOLD,  BOLD),
        row(Role::Cursor,    (D, Rgb(0x263445)),             (D, Rgb(0xdbe7f3)),             (D, D),              (D, Rgb(0x00296b)),             NONE,  REVERSED),
        row(Role::CursorDim, (D, Rgb(0x1f262f)),             (D, Rgb(0xededea)),             (D, D),              (D, Rgb(0x303030)),             NONE,  BOLD),
        row(Role::Match,     (Rgb(0xf2cc60), D),             (Rgb(0x7a4f00), D),             (Ansi(3), D),        (Rgb(0xffe14d), D),             UNDER, UNDER),
        row(Role::Title,     (Rgb(0xf0f3f6), D),             (Rgb(0x0d1117), D),             (D, D),              (Rgb(0xffffff), D),             BOLD,  BOLD),
        row(Role::Rule,      (Rgb(0x5b6570), D),             (Rgb(0x8f959b), D),             (Ansi(8), D),        (Rgb(0x9a9a9a), D),             NONE,  DIM),
        row(Role::Overlay,   (Rgb(0xd6dae0), Rgb(0x1d232b)), (Rgb(0x23272e), Rgb(0xf0efe9)), (D, D),              (Rgb(0xffffff), Rgb(0x000000)), NONE,  NONE),
        row(Role::Key,       (Rgb(0x7cc4ff), D),             (Rgb(0x0b5cad), D),             (Ansi(6), D),        (Rgb(0x00e5ff), D),             NONE,  BOLD),
        row(Role::Exposed,   (Rgb(0xff9d45), D),             (Rgb(0xa34700), D),             (Ansi(3), D),        (Rgb(0xffa500), D),             NONE,  BOLD),
        row(Role::Possible,  (Rgb(0xd9a878), D),             (Rgb(0x8a5a2b), D),             (Ansi(3), D),        (Rgb(0xffcc80), D),             NONE,  NONE),
        row(Role::Safe,      (Rgb(0x6cb6ff), D),             (Rgb(0x1761b0), D),             (Ansi(12), D),        (Rgb(0x66b3ff), D),             NONE,  DIM),
        row(Role::Taken,     (Rgb(0x6cb6ff), D),             (Rgb(0x1761b0), D),             (Ansi(12), D),        (Rgb(0x66b3ff), D),             NONE,  BOLD),
        row(Role::Offered,   (Rgb(0x9fc8e8), D),             (Rgb(0x3a6a94), D),             (Ansi(6), D),        (Rgb(0xa8d8ff), D),             NONE,  NONE),
        row(Role::Refused,   (Rgb(0xff9d45), D),             (Rgb(0xa34700), D),             (Ansi(3), D),        (Rgb(0xffa500), D),             NONE,  UNDER),
        row(Role::Late,      (Rgb(0xff9d45), D),             (Rgb(0xa34700), D),             (Ansi(3), D),        (Rgb(0xffa500), D),             BOLD,  BOLD),
        row(Role::Unknown,   (Rgb(0x959ea8), D),             (Rgb(0x61676d), D),             (Ansi(8), D),        (Rgb(0xc4c4c4), D),             NONE,  DIM),
        row(Role::Bar,       (Rgb(0x5fa8e0), D),             (Rgb(0x2a70b8), D),             (Ansi(12), D),        (Rgb(0x66b3ff), D),             NONE,  NONE),
        row(Role::BarMuted,  (Rgb(0x5b6570), D),             (Rgb(0x8f959b), D),             (Ansi(8), D),        (Rgb(0x9a9a9a), D),             NONE,  DIM),
        row(Role::Error,     (Rgb(0xff8f87), D),             (Rgb(0xb3261e), D),             (Ansi(1), D),        (Rgb(0xff9e80), D),             BOLD,  BOLD),
        row(Role::Warning,   (Rgb(0xf2cc60), D),             (Rgb(0x7a4f00), D),             (Ansi(3), D),        (Rgb(0xffe14d), D),             NONE,  UNDER),
        row(Role::Mark,      (Rgb(0x7cc4ff), D),             (Rgb(0x0b5cad), D),             (Ansi(6), D),        (Rgb(0x00e5ff), D),             BOLD,  BOLD),
        row(Role::Star,      (Rgb(0xf2cc60), D),             (Rgb(0x7a4f00), D),             (Ansi(3), D),        (Rgb(0xffe14d), D),             NONE,  BOLD),
    ]
};

/// What the environment says about the terminal, gathered once by whoever starts the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Env {
    /// `NO_COLOR`; any text but the empty one asks for no colours (no-color.org).
    pub no_color: Option<String>,
    /// `TERM`
    pub term: Option<String>,
    /// `COLORTERM`
    pub colorterm: Option<String>,
    /// `COLORFGBG`, where a terminal says the colours of its text and ground.
    pub colorfgbg: Option<String>,
    /// The locale of characters: the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is not empty.
    pub lang: Option<String>,
    /// The user asked for ASCII signs.
    pub ascii: bool,
}

impl Env {
    /// The environment as `read` tells it (`std::env::var` in the program, a table in tests).
    #[must_use]
    pub fn gather(read: impl Fn(&str) -> Option<String>, ascii: bool) -> Self {
        let stated = |name: &str| read(name).filter(|v| !v.is_empty());
        Self {
            no_color: stated("NO_COLOR"),
            term: stated("TERM"),
            colorterm: stated("COLORTERM"),
            colorfgbg: stated("COLORFGBG"),
            lang: ["LC_ALL", "LC_CTYPE", "LANG"]
                .iter()
                .find_map(|n| stated(n)),
            ascii,
        }
    }

    fn is_dumb(&self) -> bool {
        matches!(
            self.term.as_deref(),
            Some("dumb" | "unknown" | "vt100" | "vt102" | "vt220")
        )
    }

    /// How many colours the terminal shows.
    #[must_use]
    pub fn depth(&self) -> Depth {
        colour::depth(self.term.as_deref(), self.colorterm.as_deref())
    }

    /// True for terminals whose window has a title; others may print the sequence as text.
    #[must_use]
    pub fn shows_titles(&self) -> bool {
        !self.is_dumb() && self.term.as_deref() != Some("linux")
    }

    /// True where only ASCII signs are safe: asked for, a dumb terminal, or a locale that is stated and
    /// is not UTF-8. No locale at all is common in containers and services, whose terminals do know UTF-8.
    #[must_use]
    pub fn wants_ascii(&self) -> bool {
        let utf8 = self.lang.as_deref().is_none_or(|lang| {
            let lang = lang.to_ascii_lowercase();
            lang.contains("utf-8") || lang.contains("utf8")
        });
        self.ascii || self.is_dumb() || (!cfg!(windows) && !utf8)
    }

    /// True when `COLORFGBG` tells of a light ground (7 or 9 to 15, as rxvt and its followers count).
    fn ground_is_light(&self) -> bool {
        self.colorfgbg
            .as_deref()
            .and_then(|v| v.rsplit(';').next())
            .and_then(|ground| ground.parse::<u8>().ok())
            .is_some_and(|ground| matches!(ground, 7 | 9..=15))
    }
}

/// The looks of one run of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: Name,
    styles: [Style; ROLES.len()],
    glyphs: &'static Glyphs,
}

impl Theme {
    /// The theme that somebody named, or the one that fits the environment.
    ///
    /// Without a name: `mono` for `NO_COLOR` and dumb terminals, `terminal` where there are sixteen
    /// colours, else `light` or `dark`, which bring their own ground and so are readable on any. A name
    /// that is given counts more than `NO_COLOR`, as that convention asks; an unknown one counts as none
    /// (it was told when the command line or the settings were read).
    #[must_use]
    pub fn choose(name: Option<&str>, env: &Env) -> Self {
        let chosen = name.and_then(|name| Name::read(name).ok());
        let chosen = chosen.unwrap_or_else(|| {
            if env.is_dumb() || env.no_color.as_deref().is_some_and(|v| !v.is_empty()) {
                Name::Mono
            } else if env.depth() == Depth::Sixteen {
                Name::Terminal
            } else if env.ground_is_light() {
                Name::Light
            } else {
                Name::Dark
            }
        });
        Self::new(chosen, env.depth(), env.wants_ascii())
    }

    /// A theme for a terminal of so many colours, with ASCII signs or not.
    #[must_use]
    pub fn new(name: Name, depth: Depth, ascii: bool) -> Self {
        let styles = ROLES.each_ref().map(|row| match name {
            // Dimmed text on the reversed row would be grey on grey.
            Name::Mono if row.role == Role::Cursor => Style::new()
                .add_modifier(row.mono)
                .remove_modifier(Modifier::DIM),
            Name::Mono => Style::new().add_modifier(row.mono),
            Name::Dark => coloured(row.role, row.dark, row.weight, depth),
            Name::Light => coloured(row.role, row.light, row.weight, depth),
            Name::Contrast => coloured(row.role, row.contrast, row.weight, depth),
            // The owner's palette is unknown, so the cursor row is shown by reversing it.
            Name::Terminal => {
                let style = coloured(row.role, row.terminal, row.weight, depth);
                match row.role {
                    Role::Cursor => style.add_modifier(Modifier::REVERSED),
                    Role::CursorDim => style.add_modifier(Modifier::BOLD),
                    _ => style,
                }
            }
        });
        Self {
            name,
            styles,
            glyphs: if ascii {
                &glyphs::ASCII
            } else {
                &glyphs::UNICODE
            },
        }
    }

    /// Which theme it is.
    #[must_use]
    pub const fn name(&self) -> Name {
        self.name
    }

    /// How a role looks. [`Role::Text`] and [`Role::Overlay`] bring the ground; all others leave
    /// the ground of what stands below, except the cursor row.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The glyphs that lines, bars and signs are drawn with.
    #[must_use]
    pub const fn glyphs(&self) -> &'static Glyphs {
        self.glyphs
    }

    /// A sign, one column wide, and how it looks.
    #[must_use]
    pub fn sign(&self, sign: Sign) -> (&'static str, Style) {
        (self.glyphs.sign(sign), self.style(sign.role()))
    }
}

fn coloured(role: Role, (text, ground): (Paint, Paint), weight: Modifier, depth: Depth) -> Style {
    let (text, ground) = colour::pair(text, ground, depth);
    let mut style = Style::new().add_modifier(weight);
    style.fg = text;
    style.bg = ground;
    if role == Role::Match {
        style.underline_color = None;
    }
    style
}

#[cfg(test)]
mod tests;
