//! The clipboard through the terminal (OSC 52), which also works over SSH and in tmux.
//! It must not know what is copied.

use crate::report::human::exact;
use crossterm::{clipboard::CopyToClipboard, queue};
use std::fmt;

/// The most bytes that are copied. Coded they are 99,992 characters; several terminals drop a
/// sequence of more than 100,000 without a word.
pub const MAX_BYTES: usize = 74_994;

/// A text that terminals would drop without a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLong {
    /// Its length in bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |n: usize| exact(u64::try_from(n).unwrap_or(u64::MAX));
        write!(
            f,
            "{} bytes are more than a terminal's clipboard takes ({}); export to a file instead",
            number(self.bytes),
            number(MAX_BYTES)
        )
    }
}

impl std::error::Error for TooLong {}

/// The sequence that asks the terminal to keep the text on its clipboard.
///
/// # Errors
/// [`TooLong`] beyond [`MAX_BYTES`].
pub fn sequence(text: &str) -> Result<Vec<u8>, TooLong> {
    let too_long = TooLong { bytes: text.len() };
    if text.len() > MAX_BYTES {
        return Err(too_long);
    }
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    queue!(bytes, CopyToClipboard::to_clipboard_from(text)).map_err(|_| too_long)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_cannot_speak_to_the_terminal() {
        let hostile = "a\u{1b}]52;c;evil\u{7}\u{1b}\\";
        let bytes = sequence(hostile).unwrap();
        let inner = &bytes[b"\x1b]52;c;".len()..bytes.len() - 2];
        assert!(
            inner
                .iter()
                .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
        );
    }

    #[test]
    fn too_much_is_refused_with_a_way_out() {
        assert!(sequence(&"x".repeat(MAX_BYTES)).unwrap().len() < 100_010);
        let message = sequence(&"x".repeat(MAX_BYTES + 1))
            .unwrap_err()
            .to_string();
        assert_eq!(
            message,
            "74,995 bytes are more than a terminal's clipboard takes (74,994); export to a file instead"
        );
    }
}
