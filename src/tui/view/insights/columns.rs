//! Columns from below, one a year. It must not know what they count.

use super::{Pane, pen};
use crate::{app::Geometry, report::chart::Bar, tui::theme::Role};
use ratatui::{buffer::Buffer, layout::Rect};

/// The widest column, its gap included.
const WIDEST: u16 = 8;

/// Cells of a year and the blank behind it.
const YEAR: u16 = 5;

/// Draws the columns; when there are more than fit, those at the end or around the cursor.
pub(super) fn draw(pane: Pane, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    if area.height < 3 {
        return;
    }
    let chart = pane.chart;
    let most = chart.most();
    let top = chart.bars.iter().find(|b| b.value >= most);
    let top = top.map(|b| b.shown.as_str()).unwrap_or_default();
    let axis = u16::try_from(pen::width(top)).unwrap_or(0) + 1;
    let plot = Rect {
        x: area.x + axis,
        width: area.width.saturating_sub(axis),
        height: area.height - 1,
        ..area
    };
    if plot.width == 0 {
        return;
    }
    pen::put(buf, area, area.x, area.y, top, pane.style(Role::Muted));
    let zero = pen::right("0", usize::from(axis - 1));
    pen::put(
        buf,
        area,
        area.x,
        plot.bottom() - 1,
        &zero,
        pane.style(Role::Muted),
    );
    let n = u16::try_from(chart.bars.len()).unwrap_or(u16::MAX).max(1);
    let wide = (plot.width / n).clamp(1, WIDEST);
    let fit = usize::from(plot.width / wide);
    let last = pane.cursor.unwrap_or(usize::MAX);
    let first = (chart.bars.len().saturating_sub(fit)).min(last);
    // Labels stand under every column, or under as many as have room.
    let every = usize::from(YEAR.div_ceil(wide));
    let shown = chart.bars.iter().enumerate().skip(first).take(fit);
    let columns = (0..).map(|i| plot.x + i * wide).zip(shown);
    // At the right edge the year of the cursor moves in.
    let label_at = |x: u16, bar: &Bar| {
        let wide = u16::try_from(pen::width(&bar.label)).unwrap_or(0);
        (x.min(area.right().saturating_sub(wide)), wide)
    };
    let mut of_cursor = columns.clone();
    let of_cursor = of_cursor.find(|(_, (at, _))| pane.cursor == Some(*at));
    let of_cursor = of_cursor.map(|(x, (_, bar))| label_at(x, bar));
    for (x, (at, bar)) in columns {
        let column = Rect {
            x,
            width: wide,
            ..plot
        };
        let is_cursor = pane.cursor == Some(at);
        draw_column(&pane, bar, most, is_cursor, column, buf);
        let hit = Rect {
            height: area.height,
            ..column
        };
        pane.hit(geometry, hit, at);
        let from_end = chart.bars.len() - 1 - at;
        let role = if is_cursor { Role::Accent } else { Role::Muted };
        let room = usize::from(area.right().saturating_sub(x));
        let (x, wide) = label_at(x, bar);
        // Beside the year of the cursor no other is written without a blank between.
        let is_apart =
            of_cursor.is_none_or(|(start, length)| x + wide < start || start + length < x);
        let is_labelled = from_end.is_multiple_of(every) && room >= pen::width(&bar.label);
        if is_labelled && is_apart || is_cursor {
            pen::put(buf, area, x, plot.bottom(), &bar.label, pane.style(role));
        }
    }
}

fn draw_column(pane: &Pane, bar: &Bar, most: f64, is_cursor: bool, area: Rect, buf: &mut Buffer) {
    let glyphs = pane.theme.glyphs();
    let [.., full] = glyphs.columns;
    let cells = usize::from(if area.width > 1 { area.width - 1 } else { 1 });
    // Between 0 and eight times the height.
    let mut eighths = (bar.value / most * f64::from(area.height) * 8.0).round() as usize;
    if bar.value > 0.0 {
        eighths = eighths.max(1);
    }
    let mut role = pane.style(Role::Bar);
    if is_cursor {
        let ground = pane.style(Role::Cursor);
        let whole = Rect {
            width: u16::try_from(cells).unwrap_or(area.width),
            ..area
        };
        pen::fill(buf, whole, ground);
        role = role.patch(ground);
    }
    for (up, y) in (area.y..area.bottom()).rev().enumerate() {
        let part = eighths.saturating_sub(up * 8);
        let glyph = match part {
            0 => continue,
            1..8 => glyphs.columns.get(part - 1).copied().unwrap_or(full),
            _ => full,
        };
        pen::put(buf, area, area.x, y, &glyph.repeat(cells), role);
    }
    // The value stands on the column where there is room for it.
    let tall = eighths.div_ceil(8);
    let value = pen::width(&bar.shown);
    let above = usize::from(area.height).checked_sub(tall + 1);
    if let Some(above) = above.and_then(|a| u16::try_from(a).ok())
        && value <= cells
        && (bar.value > 0.0 || is_cursor)
    {
        let style = if is_cursor {
            pane.style(Role::Accent).patch(pane.style(Role::Cursor))
        } else {
            pane.style(Role::Muted)
        };
        pen::put(buf, area, area.x, area.y + above, &bar.shown, style);
    }
}
