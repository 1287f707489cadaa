//! What a person does at the keyboard and the mouse, in our own words, and keys as text
//! (`ctrl-r`, `space`, `G`, `F1`) for the configuration, the help and recorded sessions.
//! It must not know which library read them from the terminal.

use std::{fmt, str::FromStr};

/// One key of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A printable character; capitals are characters of their own, the blank is `space`.
    Char(char),
    /// `enter`
    Enter,
    /// `esc`
    Esc,
    /// `tab`
    Tab,
    /// `shift-tab`
    BackTab,
    /// `backspace`
    Backspace,
    /// `delete`
    Delete,
    /// `insert`
    Insert,
    /// `left`
    Left,
    /// `right`
    Right,
    /// `up`
    Up,
    /// `down`
    Down,
    /// `home`
    Home,
    /// `end`
    End,
    /// `pageup`
    PageUp,
    /// `pagedown`
    PageDown,
    /// `F1` to `F24`
    F(u8),
}

/// Keys that have a name instead of a character.
const NAMES: [(KeyCode, &str); 16] = [
    (KeyCode::Char(' '), "space"),
    (KeyCode::Enter, "enter"),
    (KeyCode::Esc, "esc"),
    (KeyCode::BackTab, "shift-tab"),
    (KeyCode::Tab, "tab"),
    (KeyCode::Backspace, "backspace"),
    (KeyCode::Delete, "delete"),
    (KeyCode::Insert, "insert"),
    (KeyCode::Left, "left"),
    (KeyCode::Right, "right"),
    (KeyCode::Up, "up"),
    (KeyCode::Down, "down"),
    (KeyCode::Home, "home"),
    (KeyCode::End, "end"),
    (KeyCode::PageUp, "pageup"),
    (KeyCode::PageDown, "pagedown"),
];

/// Other spellings that people use for the same keys.
const OTHER_NAMES: [(KeyCode, &str); 8] = [
    (KeyCode::Enter, "return"),
    (KeyCode::Esc, "escape"),
    (KeyCode::BackTab, "backtab"),
    (KeyCode::Delete, "del"),
    (KeyCode::Insert, "ins"),
    (KeyCode::PageUp, "pgup"),
    (KeyCode::PageDown, "pgdn"),
    (KeyCode::Char('-'), "minus"),
];

/// A key with what was held down. Build it with [`Key::new`], which gives every chord one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Control was held.
    pub ctrl: bool,
    /// Alt (or Meta, or Option) was held.
    pub alt: bool,
    /// Shift was held; never set for characters, which say it themselves.
    pub shift: bool,
}

impl Key {
    /// A chord in its one form: `shift-g` is `G`, `ctrl-R` is `ctrl-r`, `shift-tab` is
    /// [`KeyCode::BackTab`]. Terminals and people write the same chord in different ways.
    #[must_use]
    pub fn new(code: KeyCode, ctrl: bool, alt: bool, shift: bool) -> Self {
        let single = |c: char, mut other: Vec<char>| match other.pop() {
            Some(one) if other.is_empty() => one,
            _ => c,
        };
        let (code, shift) = match code {
            KeyCode::Char(c) if ctrl => {
                (KeyCode::Char(single(c, c.to_lowercase().collect())), false)
            }
            KeyCode::Char(c) if shift => {
                (KeyCode::Char(single(c, c.to_uppercase().collect())), false)
            }
            KeyCode::Tab if shift => (KeyCode::BackTab, false),
            KeyCode::Char(_) | KeyCode::BackTab => (code, false),
            _ => (code, shift),
        };
        Self {
            code,
            ctrl,
            alt,
            shift,
        }
    }

    /// A key with nothing held.
    #[must_use]
    pub fn plain(code: KeyCode) -> Self {
        Self::new(code, false, false, false)
    }

    /// The character that this key types into a text field, if it types one.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                text.push_str(name);
            }
        }
        match (NAMES.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, name)), _) => text.push_str(name),
            (None, KeyCode::F(n)) => text.push_str(&format!("F{n}")),
            (None, KeyCode::Char(c)) => text.push(c),
            (None, _) => {}
        }
        f.pad(&text)
    }
}

/// Why a text is no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError(String);

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no key; a key is written as `x`, `ctrl-x`, `alt-x`, `space`, `enter` or `F1`",
            self.0
        )
    }
}

impl std::error::Error for KeyError {}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let wrong = || {
            KeyError(crate::model::text::clean(&crate::model::text::shorten(text, 40)).into_owned())
        };
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        while let Some((name, after)) = rest.split_once('-') {
            // `-` itself is a key, alone or after what is held.
            if name.is_empty() || after.is_empty() {
                break;
            }
            let held = match name.to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "c" => &mut ctrl,
                "alt" | "meta" | "m" | "option" => &mut alt,
                "shift" | "s" => &mut shift,
                _ => return Err(wrong()),
            };
            if std::mem::replace(held, true) {
                return Err(wrong());
            }
            rest = after;
        }
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(c), None) if !crate::model::text::is_unsafe(c) => KeyCode::Char(c),
            _ => {
                let name = rest.to_ascii_lowercase();
                let named = NAMES
                    .iter()
                    .chain(&OTHER_NAMES)
                    .find(|(_, n)| *n == name)
                    .map(|(code, _)| *code);
                let function = name
                    .strip_prefix('f')
                    .filter(|n| !n.starts_with(['+', '0']))
                    .and_then(|n| n.parse::<u8>().ok())
                    .filter(|n| (1..=24).contains(n))
                    .map(KeyCode::F);
                named.or(function).ok_or_else(wrong)?
            }
        };
        Ok(Self::new(code, ctrl, alt, shift))
    }
}

/// A mouse button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Button {
    /// The first.
    Left,
    /// The second.
    Right,
    /// The wheel, pressed.
    Middle,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MouseKind {
    /// A button went down.
    Down(Button),
    /// A button went up.
    Up(Button),
    /// The mouse moved with a button held.
    Drag(Button),
    /// The mouse moved.
    Moved,
    /// The wheel turned this many notches: positive towards the end of the text.
    Wheel(i16),
    /// The wheel was pushed aside this many notches: positive to the right.
    WheelAside(i16),
}

/// What the mouse did, and in which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Column of the cell, from 0 at the left.
    pub column: u16,
    /// Row of the cell, from 0 at the top.
    pub row: u16,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held.
    pub shift: bool,
}

/// Everything that a person or the terminal's window can tell the explorer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key went down, or repeats.
    Key(Key),
    /// The mouse.
    Mouse(Mouse),
    /// A pasted text, as it came: not yet clean, with its line breaks.
    Paste(String),
    /// The window is now this many columns and rows.
    Resize(u16, u16),
    /// The window gained (true) or lost (false) the focus.
    Focus(bool),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn keys_have_one_form() {
        for (text, form) in [
            ("q", "q"),
            ("G", "G"),
            ("shift-g", "G"),
            ("Ctrl-R", "ctrl-r"),
            ("C-r", "ctrl-r"),
            ("alt-ctrl-x", "ctrl-alt-x"),
            ("M-f", "alt-f"),
            ("SPACE", "space"),
            (" ", "space"),
            ("Enter", "enter"),
            ("return", "enter"),
            ("shift-Tab", "shift-tab"),
            ("backtab", "shift-tab"),
            ("f1", "F1"),
            ("F12", "F12"),
            ("f", "f"),
            ("shift-left", "shift-left"),
            ("-", "-"),
            ("ctrl--", "ctrl--"),
            ("minus", "-"),
            ("é", "é"),
            ("?", "?"),
            ("PgDn", "pagedown"),
        ] {
            assert_eq!(key(text).to_string(), form, "{text:?}");
            assert_eq!(key(form), key(text));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "ctrl-",
            "hyper-x",
            "ab",
            "f0",
            "f25",
            "f+1",
            "f01",
            "ctrl-ctrl-x",
            "\u{1b}",
            "\u{202e}",
            "--",
        ] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }

    fn any_code() -> impl Strategy<Value = KeyCode> {
        prop_oneof![
            any::<char>()
                .prop_filter("printable", |c| !crate::model::text::is_unsafe(*c))
                .prop_map(KeyCode::Char),
            proptest::sample::select(&NAMES[..]).prop_map(|(code, _)| code),
            (1_u8..=24).prop_map(KeyCode::F),
        ]
    }

    proptest! {
        #[test]
        fn every_key_survives_being_written(code in any_code(), ctrl: bool, alt: bool, shift: bool) {
            let key = Key::new(code, ctrl, alt, shift);
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }

        #[test]
        fn reading_a_key_survives_any_text(text: String) {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            }
        }
    }
}
