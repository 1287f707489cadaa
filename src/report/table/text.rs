//! Texts and the columns of a terminal: how many a text takes, a text cut to so many, a text in lines of
//! so many. It must not know what a table is.

use crate::report::human::unbroken;
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

/// The text in lines of at most `width` columns, broken at blanks; a word that is longer than a line
/// behind its hyphens and slashes, and else anywhere.
#[must_use]
pub fn wrapped(text: &str, width: Option<usize>, long: Long) -> Vec<String> {
    let Some(width) = width.map(|w| w.max(1)) else {
        return vec![text.to_owned()];
    };
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in unbroken(text) {
        let wide = columns(&word);
        if used > 0 && used + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if wide <= width || (long == Long::AddressAlone && word.contains("://")) {
            line.push_str(&word);
            used += wide;
            continue;
        }
        for piece in word.split_inclusive([' ', '-', '/']) {
            if used > 0 && used + columns(piece.trim_end()) > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            for g in piece.graphemes(true) {
                if used > 0 && used + g.width() > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(g);
                used += g.width();
            }
        }
    }
    lines.push(line);
    lines
        .iter_mut()
        .for_each(|l| l.truncate(l.trim_end().len()));
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
                "https://",
                "example.org/",
                "a/long/path",
                "for",
                "incomprehens",
                "ibilities"
            ]
        );
        assert_eq!(wrapped(text, None, Long::Broken), [text]);
    }

    #[test]
    fn words_are_broken_where_they_have_joints_and_figures_are_not() {
        assert_eq!(
            wrapped(
                "newkirk-products-2016 ALPHV/BlackCat",
                Some(14),
                Long::Broken
            ),
            ["newkirk-", "products-2016", "ALPHV/BlackCat"]
        );
        assert_eq!(
            wrapped("network server 84 %, n 151", Some(17), Long::Broken),
            ["network server", "84 %, n 151"]
        );
        assert_eq!(
            wrapped("about +144–174 d in all", Some(9), Long::Broken),
            ["about", "+144–174", "d in all"]
        );
    }
}
