//! Writes text into cells without ever cutting a wide character in half or leaving an area. It must
//! not know what the text means.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};
use std::{borrow::Cow, ops::Range};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `cells` cells, with `…` where something is missing.
#[must_use]
pub fn fit(text: &str, cells: usize) -> Cow<'_, str> {
    if text.width() <= cells {
        return Cow::Borrowed(text);
    }
    let Some(room) = cells.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let (mut out, mut used) = (String::new(), 0);
    for g in text.graphemes(true) {
        used += g.width();
        if used > room {
            break;
        }
        out.push_str(g);
    }
    // A blank before the sign would look like a word that ends.
    out.truncate(out.trim_end().len());
    out.push('…');
    Cow::Owned(out)
}

/// The text in exactly `cells` cells, padded on the right.
#[must_use]
pub fn left(text: &str, cells: usize) -> String {
    let text = fit(text, cells);
    format!("{text}{}", " ".repeat(cells.saturating_sub(text.width())))
}

/// The text in exactly `cells` cells, padded on the left.
#[must_use]
pub fn right(text: &str, cells: usize) -> String {
    let text = fit(text, cells);
    format!("{}{text}", " ".repeat(cells.saturating_sub(text.width())))
}

/// Writes a text at a cell of an area, cut at the area's end; returns the column behind it.
pub fn put(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buf.area);
    if y < area.y || y >= area.bottom() || x < area.x || x >= area.right() {
        return x;
    }
    write(buf, x, y, text, area.right() - x, style)
}

/// Writes a text into at most `room` cells of a row; returns the column behind it.
fn write(buf: &mut Buffer, x: u16, y: u16, text: &str, room: u16, style: Style) -> u16 {
    // Most of a screen is plain letters, one cell each; taking text apart costs more than all the rest of a
    // frame.
    if !text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return buf.set_stringn(x, y, text, usize::from(room), style).0;
    }
    let mut at = x;
    for letter in (0..text.len()).take(usize::from(room)) {
        if let (Some(cell), Some(letter)) = (buf.cell_mut((at, y)), text.get(letter..=letter)) {
            cell.set_symbol(letter).set_style(style);
        }
        at += 1;
    }
    at
}

/// Writes a line of spans at the start of a row of an area.
pub fn put_line(buf: &mut Buffer, area: Rect, y: u16, line: &Line<'_>) {
    let area = area.intersection(buf.area);
    if y < area.y || y >= area.bottom() {
        return;
    }
    let mut x = area.x;
    for span in &line.spans {
        if x >= area.right() {
            break;
        }
        let style = line.style.patch(span.style);
        x = write(buf, x, y, &span.content, area.right() - x, style);
    }
}

/// Fills an area with one style and blanks.
pub fn fill(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.y..area.bottom() {
        // Bold or underlined text below must not show through: styles only ever add to what is there.
        for x in area.x..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.modifier = Modifier::empty();
                cell.set_symbol(" ").set_style(style);
            }
        }
    }
}

/// The text in lines of at most `cells` cells, broken at blanks where there are any.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = word.width();
        if used > 0 && used + 1 + wide <= cells {
            used += 1;
            if let Some(line) = lines.last_mut() {
                line.push(' ');
            }
        } else if used > 0 {
            lines.push(String::new());
            used = 0;
        }
        // A word wider than the line is broken wherever it must be.
        for g in word.graphemes(true) {
            if used + g.width() > cells && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            used += g.width();
            if let Some(line) = lines.last_mut() {
                line.push_str(g);
            }
        }
    }
    lines
}

/// A text as spans in which some bytes look different.
#[must_use]
pub fn marked(
    text: &str,
    ranges: &[Range<usize>],
    style: Style,
    mark: Style,
) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for range in ranges {
        if let (Some(before), Some(hit)) = (text.get(at..range.start), text.get(range.clone())) {
            if !before.is_empty() {
                spans.push(Span::styled(before.to_owned(), style));
            }
            spans.push(Span::styled(hit.to_owned(), style.patch(mark)));
            at = range.end;
        }
    }
    if let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        spans.push(Span::styled(rest.to_owned(), style));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_what_was_there_shows_through_a_fill() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buf = Buffer::empty(area);
        put(
            &mut buf,
            area,
            0,
            0,
            "bold",
            Style::new().add_modifier(Modifier::BOLD),
        );
        fill(&mut buf, area, Style::new());
        assert_eq!(buf[(1, 0)].symbol(), " ");
        assert_eq!(buf[(1, 0)].modifier, Modifier::empty());
    }

    #[test]
    fn plain_letters_are_written_as_any_text_is() {
        let area = Rect::new(0, 0, 6, 2);
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        for text in [
            "",
            "abc",
            "a b ~!",
            "longer than that",
            "病院",
            "a\tb",
            "\u{7f}x",
        ] {
            for x in [0, 3, 5] {
                let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
                fill(&mut ours, area, Style::new());
                fill(&mut theirs, area, Style::new());
                let room = usize::from(area.width - x);
                let (behind, _) = theirs.set_stringn(x, 1, text, room, style);
                assert_eq!(put(&mut ours, area, x, 1, text, style), behind, "{text:?}");
                assert_eq!(ours, theirs, "{text:?} at {x}");
            }
        }
    }

    #[test]
    fn text_fits_in_cells_and_not_in_characters() {
        for (text, cells, want) in [
            ("Medibank", 8, "Medibank"),
            ("Medibank", 7, "Mediba…"),
            ("病院病院", 5, "病院…"),
            ("病院病院", 4, "病…"),
            ("a b c", 3, "a…"),
            ("abc", 0, ""),
            ("abc", 1, "…"),
        ] {
            assert_eq!(fit(text, cells), want);
            assert_eq!(left(text, cells).width(), cells);
            assert_eq!(right(text, cells).width(), cells);
        }
    }
}
