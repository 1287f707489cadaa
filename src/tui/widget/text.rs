//! Text in cells: cut to a width without splitting what a person sees as one character, aligned, styled
//! by pieces. The only place that writes text into a buffer.

use crate::tui::theme::Glyphs;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use std::{borrow::Cow, ops::Range};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Where a text stands in an area that is wider.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left end.
    #[default]
    Left,
    /// At the right end.
    Right,
    /// In the middle.
    Centre,
}

/// A piece of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// How it looks, laid over what the cells have.
    pub style: Style,
}

impl<'a> Piece<'a> {
    /// A piece.
    pub fn new(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

/// The columns that a text takes in [`write()`].
#[must_use]
pub fn columns(text: &str) -> usize {
    shown(text).map(|(_, _, width)| width).sum()
}

/// The characters that are drawn, with the byte where each begins and the columns it takes. Controls and
/// what takes no column have no cell of their own and are left out.
fn shown(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    text.grapheme_indices(true)
        .map(|(at, grapheme)| (at, grapheme, grapheme.width()))
        .filter(|(_, grapheme, width)| *width > 0 && !grapheme.contains(char::is_control))
}

/// A text cut to a number of columns, with the ellipsis in place of what is missing.
#[must_use]
pub fn fit<'a>(text: &'a str, width: usize, glyphs: &Glyphs) -> Cow<'a, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme, columns) in shown(text) {
        if used + columns > width - 1 {
            break;
        }
        used += columns;
        end = at + grapheme.len();
    }
    Cow::Owned(format!(
        "{}{}",
        text.get(..end).unwrap_or_default(),
        glyphs.ellipsis
    ))
}

/// Writes pieces of text one after the other into the first row of an area; what does not fit gives way
/// to the ellipsis. Returns where the text stands. Cells without text are left as they are.
pub fn write(
    area: Rect,
    buf: &mut Buffer,
    pieces: &[Piece],
    align: Align,
    glyphs: &Glyphs,
) -> Rect {
    let width = usize::from(area.width);
    let nothing = Rect {
        width: 0,
        height: 0,
        ..area
    };
    if area.is_empty() {
        return nothing;
    }
    let total: usize = pieces.iter().map(|p| columns(&p.text)).sum();
    let cut = total > width;
    let taken = total.min(width);
    let skipped = match align {
        Align::Left => 0,
        Align::Right => width - taken,
        Align::Centre => (width - taken) / 2,
    };
    let room = if cut { width - 1 } else { width };
    let mut used = 0;
    let mut last = Style::new();
    'pieces: for piece in pieces {
        for (_, grapheme, columns) in shown(&piece.text) {
            last = piece.style;
            if used + columns > room {
                break 'pieces;
            }
            put(area, buf, skipped + used, grapheme, columns, piece.style);
            used += columns;
        }
    }
    if cut {
        put(area, buf, used, glyphs.ellipsis, 1, last);
        used += 1;
    }
    let column = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    Rect {
        x: area.x.saturating_add(column(skipped)),
        width: column(used),
        height: 1,
        ..area
    }
}

/// Writes a text in one style at the left end; see [`write()`].
pub fn line(area: Rect, buf: &mut Buffer, text: &str, style: Style, glyphs: &Glyphs) -> Rect {
    write(area, buf, &[Piece::new(text, style)], Align::Left, glyphs)
}

/// Puts one character into its cells. One whose second half would lie outside the buffer becomes a blank.
fn put(area: Rect, buf: &mut Buffer, at: usize, grapheme: &str, columns: usize, style: Style) {
    let place = |n: usize| {
        u16::try_from(at + n)
            .ok()
            .and_then(|n| area.x.checked_add(n))
            .map(|x| (x, area.y))
    };
    let whole = (0..columns).all(|n| place(n).is_some_and(|p| buf.cell(p).is_some()));
    for n in 0..columns {
        if let Some(cell) = place(n).and_then(|p| buf.cell_mut(p)) {
            cell.set_symbol(if n == 0 && whole { grapheme } else { " " })
                .set_style(style);
        }
    }
}

/// A text as pieces, where the given ranges of bytes (in order) look as `found`. A character that is
/// matched in part is shown as matched; ranges beyond the text are ignored.
#[must_use]
pub fn highlight<'a>(
    text: &'a str,
    ranges: &[Range<usize>],
    style: Style,
    found: Style,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut inside = false;
    let mut ranges = ranges.iter().peekable();
    for (at, grapheme) in text.grapheme_indices(true) {
        while ranges.next_if(|r| r.end <= at || r.is_empty()).is_some() {}
        let now = ranges.peek().is_some_and(|r| r.start < at + grapheme.len());
        if now != inside {
            push(
                &mut pieces,
                text,
                start..at,
                if inside { found } else { style },
            );
            (start, inside) = (at, now);
        }
    }
    push(
        &mut pieces,
        text,
        start..text.len(),
        if inside { found } else { style },
    );
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, range: Range<usize>, style: Style) {
    match text.get(range) {
        Some(part) if !part.is_empty() => pieces.push(Piece::new(part, style)),
        _ => {}
    }
}
