//! What lies over or between panes: rules, and the frames of overlays, the only things with borders.

use super::{
    row,
    text::{self, Align, Piece},
};
use crate::tui::theme::{Role, Theme};
use ratatui::{
    buffer::Buffer,
    layout::{Margin, Rect},
};
use unicode_width::UnicodeWidthStr;

/// A rule down the first column of an area.
pub fn vertical_rule(area: Rect, buf: &mut Buffer, theme: &Theme) {
    let style = theme.style(Role::Rule);
    for offset in 0..area.height {
        let cell = Rect {
            width: area.width.min(1),
            ..row(area, offset)
        };
        text::line(cell, buf, theme.glyphs().vertical, style, theme.glyphs());
    }
}

/// A rule along the first row of an area.
pub fn horizontal_rule(area: Rect, buf: &mut Buffer, theme: &Theme) {
    let line = theme.glyphs().horizontal.repeat(area.width.into());
    text::line(area, buf, &line, theme.style(Role::Rule), theme.glyphs());
}

/// The area of this size in the middle of another, made smaller where it does not fit.
#[must_use]
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x.saturating_add((area.width - width) / 2),
        y: area.y.saturating_add((area.height - height) / 2),
        width,
        height,
    }
}

/// Clears an area for an overlay and draws its frame and title. Returns the area inside, with a blank
/// column at either side; too small an area gets no frame and is all inside.
pub fn frame(area: Rect, buf: &mut Buffer, title: &str, theme: &Theme) -> Rect {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return area;
    }
    clear(area, buf);
    buf.set_style(area, theme.style(Role::Overlay));
    if area.width < 6 || area.height < 3 {
        return area;
    }
    let glyphs = theme.glyphs();
    let style = theme.style(Role::Rule);
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    let across = glyphs.horizontal.repeat(usize::from(area.width) - 2);
    let bottom = row(area, area.height - 1);
    for (line, left, right) in [
        (row(area, 0), top_left, top_right),
        (bottom, bottom_left, bottom_right),
    ] {
        text::line(line, buf, &format!("{left}{across}{right}"), style, glyphs);
    }
    let sides = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    vertical_rule(sides, buf, theme);
    vertical_rule(
        Rect {
            x: area.right() - 1,
            width: 1,
            ..sides
        },
        buf,
        theme,
    );
    if !title.is_empty() {
        let inside = row(area, 0).inner(Margin::new(2, 0));
        let title = text::fit(title, usize::from(inside.width).saturating_sub(2), glyphs);
        text::write(
            inside,
            buf,
            &[Piece::new(format!(" {title} "), theme.style(Role::Title))],
            Align::Left,
            glyphs,
        );
    }
    area.inner(Margin::new(2, 1))
}

/// Empties cells, and the other halves of wide characters that the edge of the area cuts in two: half a
/// character would shift everything after it.
fn clear(area: Rect, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        let before = area.left().checked_sub(1);
        if let Some(cell) = before.and_then(|x| buf.cell_mut((x, y)))
            && cell.symbol().width() > 1
        {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
}
