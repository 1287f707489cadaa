//! Texts and the columns of a terminal: how many a text takes, a text cut to so many, a text in lines of
//! so many. It must not know what a table is.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that a text takes: those of its characters, as a person counts them. A terminal joins no
/// two of them into one, as fonts do in some scripts.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        text.width()
    } else {
        text.graphemes(true).map(|g| g.width()).sum()
    }
}

/// The text in at most `width` columns, with `…` in place of what is missing.
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for g in text.graphemes(true) {
        if used + g.width() + 1 > width {
            break;
        }
        used += g.width();
        out.push_str(g);
    }
    if width > 0 {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

/// What becomes of a word that is longer than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Long {
    /// It is broken, whatever it is: for columns, beside which something else stands.
    Broken,
    /// It is broken unless it is an address, which stands alone on a line of its own and whole, because
    /// a part of an address leads nowhere.
    AddressAlone,
}

/// The text in lines of at most `width` columns, broken at blanks.
#[must_use]
pub fn wrapped(text: &str, width: Option<usize>, long: Long) -> Vec<String> {
    let Some(width) = width.map(|w| w.max(1)) else {
        return vec![text.to_owned()];
    };
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        if used > 0 && used + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        let whole = long == Long::AddressAlone && word.contains("://");
        for g in word.graphemes(true) {
            if !whole && used > 0 && used + g.width() > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(g);
            used += g.width();
        }
    }
    lines.push(line);
    lines
}

/// The blanks in front of a text, and the rest of it.
#[must_use]
pub fn set_in(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches(' ');
    (text.len() - rest.len(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_and_addresses_are_not() {
        let text = "see https://example.org/a/long/path for incomprehensibilities";
        assert_eq!(
            wrapped(text, Some(12), Long::AddressAlone),
            [
                "see",
                "https://example.org/a/long/path",
                "for",
                "incomprehens",
                "ibilities"
            ]
        );
        assert_eq!(
            wrapped(text, Some(12), Long::Broken),
            [
                "see",
                "https://exam",
                "ple.org/a/lo",
                "ng/path for",
                "incomprehens",
                "ibilities"
            ]
        );
        assert_eq!(wrapped(text, None, Long::Broken), [text]);
    }
}
