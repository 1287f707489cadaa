//! The few signs of emphasis that a report in a terminal has. They use the terminal's own colours, so
//! that they are readable on any background. It must not know what is emphasised.

/// Emphasis, or none where it is not wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Paint {
    /// True when escape sequences may be written.
    pub on: bool,
}

/// A kind of emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// Headings.
    Strong,
    /// What is not stated, and remarks.
    Faint,
    /// Bars and other figures drawn.
    Figure,
}

impl Paint {
    /// The text in a tone.
    #[must_use]
    pub fn tone(self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Plain => return text.to_owned(),
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Figure => "36",
        };
        if self.on && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
