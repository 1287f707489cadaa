//! Runs of styled text broken into lines of so many cells. It must not know what the text says.
//!
//! Text is broken at blanks and beside wide characters (Chinese and Japanese have no blanks); a word
//! that is too long by itself, such as an address, is broken where the line ends. Widths are those of
//! graphemes in terminal cells. A no-break blank holds its neighbours together and is drawn as a blank.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A piece of text in one style.
pub type Run = Span<'static>;

/// The blank that is never broken at.
pub const GLUE: &str = "\u{A0}";

/// One grapheme.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    style: Style,
    width: usize,
}

impl Piece<'_> {
    fn is_blank(&self) -> bool {
        self.text == " "
    }
}

/// The cells that runs take on one line.
#[must_use]
pub fn width(runs: &[Run]) -> usize {
    runs.iter().map(|r| pieces_width(&r.content)).sum()
}

/// The cells of a text, grapheme by grapheme, as [`wrap`] counts them.
fn pieces_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn pieces(runs: &[Run]) -> impl Iterator<Item = Piece<'_>> {
    runs.iter().flat_map(|run| {
        run.content.graphemes(true).map(|text| Piece {
            text,
            style: run.style,
            width: text.width(),
        })
    })
}

/// Pieces as a line: neighbours of one style become one run.
fn line(pieces: &[Piece<'_>]) -> Line<'static> {
    let mut spans: Vec<Run> = Vec::new();
    for piece in pieces {
        let text = if piece.text == GLUE { " " } else { piece.text };
        match spans.last_mut() {
            Some(last) if last.style == piece.style => last.content.to_mut().push_str(text),
            _ => spans.push(Span::styled(text.to_owned(), piece.style)),
        }
    }
    Line::from(spans)
}

fn without_trailing_blanks<'a, 'b>(mut pieces: &'b [Piece<'a>]) -> &'b [Piece<'a>] {
    while let [rest @ .., last] = pieces {
        if !last.is_blank() && last.text != GLUE {
            break;
        }
        pieces = rest;
    }
    pieces
}

/// The runs as lines of at most `cells` cells; at least one line, so that a row is never lost. A
/// character wider than a whole line is drawn as `…`.
#[must_use]
pub fn wrap(runs: &[Run], cells: usize) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    if cells == 0 {
        return vec![Line::default()];
    }
    let mut current: Vec<Piece<'_>> = Vec::new();
    let mut used = 0;
    // Where the current line may be broken: so many of its pieces stay.
    let mut stay = 0;
    for mut piece in pieces(runs) {
        if piece.width > cells {
            piece = Piece {
                text: "…",
                width: 1,
                ..piece
            };
        }
        while used + piece.width > cells && !current.is_empty() {
            if piece.is_blank() || piece.width > 1 {
                stay = current.len();
            }
            // Held together or not: between words is better than inside one.
            let glue = || current.iter().rposition(|p| p.text == GLUE);
            let at = match stay {
                0 => glue().map_or(current.len(), |at| at + 1),
                _ => stay,
            };
            let rest = current.split_off(at);
            out.push(line(without_trailing_blanks(&current)));
            let lead = rest.iter().take_while(|p| p.is_blank()).count();
            current = rest.into_iter().skip(lead).collect();
            used = current.iter().map(|p| p.width).sum();
            stay = 0;
        }
        if piece.is_blank() && current.is_empty() && !out.is_empty() {
            continue;
        }
        used += piece.width;
        if piece.width > 1 && !current.is_empty() {
            stay = current.len();
        }
        current.push(piece);
        if piece.is_blank() || piece.width > 1 {
            stay = current.len();
        }
    }
    if !without_trailing_blanks(&current).is_empty() || out.is_empty() {
        out.push(line(without_trailing_blanks(&current)));
    }
    out
}

/// The runs on one line of at most `cells` cells; what does not fit is replaced by `ellipsis`.
#[must_use]
pub fn cut(runs: &[Run], cells: usize, ellipsis: &'static str) -> Line<'static> {
    if width(runs) <= cells {
        return line(&pieces(runs).collect::<Vec<_>>());
    }
    let mut kept: Vec<Piece<'_>> = Vec::new();
    let mut used = 0;
    for piece in pieces(runs) {
        if used + piece.width + 1 > cells {
            let style = kept.last().map_or(piece.style, |p| p.style);
            if cells > 0 {
                kept.push(Piece {
                    text: ellipsis,
                    style,
                    width: 1,
                });
            }
            break;
        }
        used += piece.width;
        kept.push(piece);
    }
    line(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, cells: usize) -> Vec<String> {
        wrap(&[Span::raw(text.to_owned())], cells)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn lines_break_at_blanks_and_inside_long_words() {
        for (text, cells, want) in [
            ("", 5, &[""][..]),
            ("one two", 7, &["one two"]),
            ("one two", 6, &["one", "two"]),
            ("one  two three", 3, &["one", "two", "thr", "ee"]),
            (
                "a https://example.org",
                8,
                &["a", "https://", "example.", "org"],
            ),
            ("56\u{A0}d after", 5, &["56 d", "after"]),
            (
                "○\u{A0}2\u{A0}stated\u{A0}safe",
                8,
                &["○ 2", "stated", "safe"],
            ),
            ("病院の記録", 4, &["病院", "の記", "録"]),
            ("ab病院", 3, &["ab", "病", "院"]),
            (" a病", 2, &[" a", "病"]),
            ("病", 1, &["…"]),
            ("e\u{301}e\u{301}", 1, &["e\u{301}", "e\u{301}"]),
        ] {
            assert_eq!(wrapped(text, cells), want, "{text:?} in {cells}");
        }
    }

    #[test]
    fn a_cut_shows_that_it_is_one() {
        for (text, cells, want) in [
            ("HealthEC", 8, "HealthEC"),
            ("HealthEC", 7, "Health…"),
            ("病院", 3, "病…"),
            ("病院", 2, "…"),
            ("ab", 0, ""),
        ] {
            assert_eq!(
                cut(&[Span::raw(text)], cells, "…").to_string(),
                want,
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_lost(text in "[a-z 病é]{0,60}", cells in 2_usize..30) {
            let lines = wrapped(&text, cells);
            let solid = |t: &str| t.replace(' ', "");
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            for line in &lines {
                prop_assert!(line.width() <= cells, "{:?}", line);
            }
        }
    }
}
