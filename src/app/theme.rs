//! The themes by name, for the settings and the command line. It must not know what they look like.

use crate::{
    error::Error,
    model::{
        text::{clean, shorten},
        vocabulary::nearest,
    },
};

/// The themes, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Name {
    /// Light text on a dark ground of its own.
    Dark,
    /// Dark text on a light ground of its own.
    Light,
    /// The sixteen colours that the terminal's owner chose, on the terminal's ground.
    Terminal,
    /// No colour at all: bold, dim, underlined and reversed.
    Mono,
    /// High contrast, colours that all eyes can tell apart.
    Contrast,
}

/// Every theme: its name, and a sentence for the help.
pub const THEMES: [(Name, &str, &str); 5] = [
    (Name::Dark, "dark", "light text on a dark ground"),
    (Name::Light, "light", "dark text on a light ground"),
    (
        Name::Terminal,
        "terminal",
        "the terminal's own sixteen colours and ground",
    ),
    (
        Name::Mono,
        "mono",
        "no colour: bold, dim, underlined, reversed",
    ),
    (
        Name::Contrast,
        "contrast",
        "high contrast, safe for colour-blind eyes",
    ),
];

impl Name {
    /// The theme of that name, in any case.
    ///
    /// # Errors
    /// There is none; the nearest, or all.
    pub fn read(name: &str) -> Result<Self, Error> {
        let mut named = THEMES.iter();
        if let Some((theme, ..)) = named.find(|(_, n, _)| n.eq_ignore_ascii_case(name)) {
            return Ok(*theme);
        }
        let names = THEMES.map(|(_, name, _)| name);
        let right = match nearest(&shorten(name, 40), names.iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the themes are {}", names.join(", ")),
        };
        let shown = clean(&shorten(name, 40)).into_owned();
        Err(Error::usage(format!("there is no theme `{shown}`")).right(right))
    }
}
