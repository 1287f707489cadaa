//! Where a command writes and what that place can show: whether it is a terminal, how wide it is, and
//! whether colour is wanted. It must not know what is written.

use crate::report::style::Paint;
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set or TERM is `dumb`.
    #[default]
    Auto,
    /// Even into a pipe.
    Always,
    /// Not at all.
    Never,
}

/// Standard output.
pub struct Output {
    writer: BufWriter<StdoutLock<'static>>,
    /// True when a person looks at it directly.
    pub is_terminal: bool,
    color: bool,
}

impl Output {
    /// Standard output as it is now.
    #[must_use]
    pub fn standard(choice: ColorChoice) -> Self {
        let lock = io::stdout().lock();
        let is_terminal = lock.is_terminal();
        Self {
            writer: BufWriter::with_capacity(1 << 16, lock),
            is_terminal,
            color: wants_color(choice, is_terminal, &|name| {
                std::env::var(name).ok().filter(|v| !v.is_empty())
            }),
        }
    }

    /// Emphasis as it may be used here.
    #[must_use]
    pub const fn paint(&self) -> Paint {
        Paint { on: self.color }
    }

    /// Columns to fit a table to: those asked for, else those of the terminal. `None` means that
    /// nothing is cut, which is always so in a pipe unless a width was asked for (0 asks for none).
    #[must_use]
    pub fn width(&self, asked: Option<u16>) -> Option<usize> {
        match asked {
            Some(0) => None,
            Some(width) => Some(width.into()),
            None if self.is_terminal => Some(terminal_width()),
            None => None,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Columns of the terminal: as COLUMNS says, else as the system says, else 80.
fn terminal_width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    told.filter(|w| (1..=10_000).contains(w))
        .or_else(|| terminal_size::terminal_size().map(|(w, _)| w.0.into()))
        .filter(|w| *w > 0)
        .unwrap_or(80)
}

/// Whether to use colour; `variable` gives an environment variable that is set and not empty.
fn wants_color(
    choice: ColorChoice,
    is_terminal: bool,
    variable: &dyn Fn(&str) -> Option<String>,
) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            is_terminal
                && variable("NO_COLOR").is_none()
                && variable("TERM").is_none_or(|t| t != "dumb")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_follows_the_choice_then_the_environment() {
        let none = |_: &str| None;
        let no_color = |n: &str| (n == "NO_COLOR").then(|| "1".to_owned());
        let dumb = |n: &str| (n == "TERM").then(|| "dumb".to_owned());
        assert!(wants_color(ColorChoice::Auto, true, &none));
        assert!(!wants_color(ColorChoice::Auto, false, &none));
        assert!(!wants_color(ColorChoice::Auto, true, &no_color));
        assert!(!wants_color(ColorChoice::Auto, true, &dumb));
        assert!(wants_color(ColorChoice::Always, false, &no_color));
        assert!(!wants_color(ColorChoice::Never, true, &none));
    }
}
