//! Cells in rows and columns, with labels that stay in sight. It must not know what they count.

use super::{Pane, pen};
use crate::{app::Geometry, report::chart::Grid, tui::theme::Role};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Draws the rows and columns that fit: those around the cursor; without one the first rows, and the
/// last columns where they are a time.
pub(super) fn draw(pane: Pane, grid: &Grid, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let (across, room) = (pane.chart.across(), usize::from(area.width));
    let label = grid.rows.iter().map(|r| pen::width(r)).max().unwrap_or(0);
    let label = label.max(pen::width(pane.chart.heading)).min(room * 2 / 5);
    let shown = pane.chart.bars.iter().map(|b| pen::width(&b.shown)).max();
    let heads = grid
        .columns
        .iter()
        .map(|c| pen::width(c))
        .max()
        .unwrap_or(0);
    // Long headings are cut rather than let a table be wider than a screen.
    // Behind the last column there is no gap.
    let left = room.saturating_sub(label + 2) + 2;
    let fair = (left / across).saturating_sub(2);
    let cell = shown.unwrap_or(0).max(heads.min(fair.max(9)));
    let fits = (left / (cell + 2)).max(1);

    let cursor = pane.cursor.map(|at| (at / across, at % across));
    let is_time = grid.side == 0;
    let last = across.saturating_sub(fits);
    let first = match cursor {
        None if is_time => last,
        None => 0,
        Some((_, column)) if is_time => last.min(column),
        Some((_, column)) => (column + 1).saturating_sub(fits).min(last),
    };
    let rows = usize::from(area.height.saturating_sub(1)).max(1);
    let top = cursor
        .map_or(0, |(row, _)| (row + 1).saturating_sub(rows))
        .min(grid.rows.len().saturating_sub(rows));

    let muted = pane.style(Role::Muted);
    let mut line = |y: u16, text: &str, x: usize, wide: usize, style: Style| {
        let x = area.x + u16::try_from(x).unwrap_or(area.width);
        pen::put(buf, area, x, y, &pen::right(text, wide), style);
    };
    let head = pen::left(pane.chart.heading, label);
    line(area.y, &head, 0, label, muted);
    let place = |i: usize| label + 2 + i * (cell + 2);
    for (i, (at, name)) in (grid.columns.iter().enumerate().skip(first).take(fits)).enumerate() {
        let style = match cursor {
            Some((_, column)) if column == at => pane.style(Role::Accent),
            _ => muted,
        };
        line(area.y, name, place(i), cell, style);
    }
    if first > 0 {
        line(area.y, "…", label, 1, muted);
    }
    if first + fits < across {
        let x = place(fits).saturating_sub(1);
        line(area.y, "…", x.min(room.saturating_sub(1)), 1, muted);
    }
    let cells = pane.chart.bars.chunks(across).zip(&grid.rows).enumerate();
    for (y, (row, (bars, name))) in (area.y + 1..area.bottom()).zip(cells.skip(top)) {
        let hidden = grid.rows.len() - row;
        if y + 1 == area.bottom() && hidden > 1 && cursor.is_none_or(|(r, _)| r != row) {
            line(
                y,
                &pen::left(&format!("… {hidden} more"), label),
                0,
                label,
                muted,
            );
            break;
        }
        let is_foot = row + grid.foot >= grid.rows.len();
        let style = match cursor {
            Some((r, _)) if r == row => pane.style(Role::Accent),
            _ if is_foot => muted,
            _ => pane.style(Role::Text),
        };
        line(y, &pen::left(name, label), 0, label, style);
        for (i, (at, bar)) in bars.iter().enumerate().skip(first).take(fits).enumerate() {
            let is_side = is_foot || at + grid.side >= across;
            let mut style = if bar.value <= 0.0 || is_side {
                muted
            } else {
                pane.style(Role::Text)
            };
            if cursor == Some((row, at)) {
                style = pane.style(Role::Text).patch(pane.style(Role::Cursor));
            }
            line(y, &bar.shown, place(i), cell, style);
            let x = area.x + u16::try_from(place(i)).unwrap_or(area.width);
            let wide = u16::try_from(cell).unwrap_or(1);
            let hit = Rect {
                x,
                y,
                width: wide.min(area.right().saturating_sub(x)),
                height: 1,
            };
            pane.hit(geometry, hit, row * across + at);
        }
    }
}
