//! Pages to be read on top of a screen: the report of an import, and the help, with what is looked for in
//! it. It must not know what the help says.

use super::{over, popup, position};
use crate::{
    app::{App, Geometry, first_line, line::Line as Edited},
    tui::{
        theme::{Role, Theme},
        view::{Caret, help, pen},
    },
};
use ratatui::{buffer::Buffer, layout::Rect, text::Line};

/// Columns of a page, at most.
const WIDE: u16 = 100;

/// Before the word that is looked for.
const FIND: &str = "Help · / ";

/// The report of an import.
pub(super) fn report(
    theme: &Theme,
    area: Rect,
    lines: &[String],
    scroll: usize,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let inner = popup(theme, area, "Import", WIDE, area.height, buf, geometry);
    let lines = report_lines(theme, lines, inner.width);
    read(theme, inner, &lines, scroll, buf, geometry);
}

/// The help, from a line on; a word that is looked for stands in its title, with how many lines have it.
pub(super) fn help(
    app: &App,
    theme: &Theme,
    area: Rect,
    (scroll, find, typing): (usize, &Edited, bool),
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> Caret {
    let word = find.text();
    let title = match (typing, word) {
        (false, "") => "Help · tab goes to the next part".to_owned(),
        _ => format!("{FIND}{word}"),
    };
    let inner = popup(theme, area, &title, WIDE, area.height, buf, geometry);
    let (lines, begin) = help::lines(theme, usize::from(inner.width), app.view);
    geometry.overlay_parts = begin;
    geometry.found = help::found(&lines, word);
    let first = first_line(&geometry.found, scroll, typing);
    let shown = read(theme, inner, &lines, first, buf, geometry);
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(shown)) {
        for (at, width) in help::places(line, word) {
            let there = Rect {
                x: inner.x.saturating_add(at),
                y,
                width,
                height: 1,
            };
            buf.set_style(there.intersection(inner), theme.style(Role::Match));
        }
    }
    let top = Rect {
        y: inner.y.saturating_sub(1),
        height: 1,
        ..inner
    };
    if !word.trim().is_empty() {
        let nth = geometry.found.iter().position(|line| *line == first);
        let text = match (nth, geometry.found.len()) {
            (_, 0) => " no line has it ".to_owned(),
            (Some(nth), n) => format!(" {} of {n} ", nth + 1),
            (None, n) => format!(" in {n} "),
        };
        let wide = u16::try_from(pen::width(&text)).unwrap_or(0);
        let x = top.right().saturating_sub(wide);
        pen::put(buf, top, x, top.y, &text, over(theme, Role::Muted));
    }
    // The title begins behind a blank.
    let before = pen::width(FIND) + 1 + usize::from(find.view(u16::MAX).cursor);
    let x = inner
        .x
        .saturating_add(u16::try_from(before).unwrap_or(u16::MAX));
    typing.then_some((x.min(inner.right()), top.y))
}

/// Lines to be read, from a first one on, or from where the last ones fill the room; returns from where.
fn read(
    theme: &Theme,
    inner: Rect,
    lines: &[Line],
    first: usize,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> usize {
    let fits = usize::from(inner.height);
    geometry.overlay = (fits, lines.len());
    let first = first.min(lines.len().saturating_sub(fits));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(first)) {
        pen::put_line(buf, inner, y, line);
    }
    position(theme, inner, (first, lines.len()), buf);
    first
}

/// Lines to be read, wrapped to a width.
fn report_lines(theme: &Theme, lines: &[String], width: u16) -> Vec<Line<'static>> {
    lines
        .iter()
        .flat_map(|l| pen::wrap(l, usize::from(width)))
        .map(|l| Line::styled(l, over(theme, Role::Overlay)))
        .collect()
}
