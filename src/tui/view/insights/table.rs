//! Cells in rows and columns, with labels that stay in sight. It must not know what they count.

use super::{Pane, pen};
use crate::{app::Geometry, report::chart::Grid, tui::theme::Role};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// What of a table is in sight, and where it stands.
pub(super) struct Sight {
    /// Cells of the labels.
    label: usize,
    /// Cells of a column.
    cell: usize,
    /// Blanks between two columns.
    gap: usize,
    /// The lines of each heading.
    heads: Vec<Vec<String>>,
    /// The columns in sight, from the left: as many as fit, and always the sums at the end.
    shown: Vec<usize>,
    /// The first in sight of those before the sums, how many are, and how many there are.
    window: (usize, usize, usize),
}

impl Sight {
    /// The columns that fit: those around the cursor; without one the first, or the last where they are a
    /// time.
    pub(super) fn of(pane: Pane, grid: &Grid, area: Rect) -> Self {
        let (across, room) = (pane.chart.across(), usize::from(area.width));
        let label = grid.rows.iter().map(|r| pen::width(r)).max().unwrap_or(0);
        let label = label.max(pen::width(pane.chart.heading)).min(room * 2 / 5);
        let shown = pane.chart.bars.iter().map(|b| pen::width(&b.shown)).max();
        let widest = grid.columns.iter().map(|c| pen::width(c)).max();
        let widest = widest.unwrap_or(0);
        // Long headings take more lines rather than let a table be wider than a screen.
        // Behind the last column there is no gap.
        // Only `100 %` fills the column of a year: two blanks beside it would cost the table a year.
        let (least, gap) = if grid.side == 0 { (5, 1) } else { (0, 2) };
        let left = room.saturating_sub(label + 2) + gap;
        let fair = (left / across).saturating_sub(gap);
        let mut cell = shown.unwrap_or(0).max(widest.min(fair.max(LEAST_HEAD)));
        cell = cell.max(least);
        let most = usize::from(area.height / 3).clamp(1, MOST_HEAD_LINES);
        let in_lines = |cell: usize| grid.columns.iter().map(|c| folded(c, cell, most)).collect();
        let mut heads: Vec<Vec<String>> = in_lines(cell);
        // Two columns under one heading would be one.
        while cell < widest && !all_differ(&heads) {
            cell += 1;
            heads = in_lines(cell);
        }
        let fits = (left / (cell + gap)).max(1);
        let (side, column) = (grid.side.min(1), pane.cursor.map(|at| at % across));
        let of = across - side;
        let fits = fits.saturating_sub(side).max(1).min(of);
        let last = of - fits;
        let first = match column {
            None if side == 0 => last,
            None => 0,
            Some(column) if side == 0 => last.min(column),
            Some(column) => (column.min(of.saturating_sub(1)) + 1)
                .saturating_sub(fits)
                .min(last),
        };
        let mut shown: Vec<usize> = (first..first + fits).chain(of..across).collect();
        // On the narrowest screens there is room for one column only: that of the cursor.
        if left < shown.len() * (cell + gap) {
            shown = vec![column.unwrap_or(first)];
        }
        Self {
            label,
            cell,
            gap,
            heads,
            shown,
            window: (first, fits, of),
        }
    }

    /// `columns 1–7 of 21`, where some are out of sight.
    fn words(&self) -> Option<String> {
        let (first, fits, of) = self.window;
        (fits < of).then(|| format!("columns {}–{} of {of}", first + 1, first + fits))
    }

    /// Lines of the tallest heading in sight.
    pub(super) fn head_lines(&self) -> u16 {
        let tall = |at: &usize| self.heads.get(*at).map(Vec::len);
        let tall = self.shown.iter().filter_map(tall).max().unwrap_or(1);
        u16::try_from(tall).unwrap_or(1).max(1)
    }
}

/// A heading is not squeezed below this many cells.
const LEAST_HEAD: usize = 10;
/// Nor put on more lines than this.
const MOST_HEAD_LINES: usize = 3;

fn all_differ(heads: &[Vec<String>]) -> bool {
    let mut sorted: Vec<&Vec<String>> = heads.iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair.first() != pair.last())
}

/// A heading on at most so many lines; words that are longer than a line, and what finds no room, are cut.
fn folded(text: &str, cells: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut line = word.to_owned();
        let is_last = lines.len() + 1 == most;
        while let Some(next) =
            words.next_if(|w| is_last || pen::width(&line) + 1 + pen::width(w) <= cells)
        {
            line.push(' ');
            line.push_str(next);
        }
        lines.push(pen::fit(&line, cells).into_owned());
    }
    lines
}

/// Says which rows and columns are in sight, where others are not: at the end of the title's last line, `used` cells
/// of which are taken, or where there is no room of the blank line below.
pub(super) fn out_of_sight(
    pane: Pane,
    words: &str,
    (area, inner): (Rect, Rect),
    used: usize,
    buf: &mut Buffer,
) {
    let wide = pen::width(words);
    let blank = u16::from(area.height > 12);
    let beside = u16::from(used + wide <= usize::from(area.width));
    let y = inner.y.saturating_sub(blank + beside);
    if y < inner.y && y >= area.y {
        let x = area
            .right()
            .saturating_sub(u16::try_from(wide).unwrap_or(0));
        pen::put(buf, area, x, y, words, pane.style(Role::Muted));
    }
}

/// Draws the rows and columns that fit; returns which those are, where others are out of sight.
pub(super) fn draw(
    pane: Pane,
    grid: &Grid,
    area: Rect,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> Option<String> {
    let across = pane.chart.across();
    let sight = Sight::of(pane, grid, area);
    let (label, cell, gap) = (sight.label, sight.cell, sight.gap);
    let cursor = pane.cursor.map(|at| (at / across, at % across));
    // Headings end right above their columns.
    let tall = sight.head_lines().min(area.height.saturating_sub(1).max(1));
    let head_end = area.y + tall;
    let rows = usize::from(area.height.saturating_sub(tall)).max(1);
    let top = cursor
        .map_or(0, |(row, _)| (row + 1).saturating_sub(rows))
        .min(grid.rows.len().saturating_sub(rows));

    let all_rows = grid.rows.len();
    // Below the last line in sight it says how many more there are, in a line's place.
    let says_more = top + rows < all_rows && cursor.is_none_or(|(r, _)| r + 1 != top + rows);
    let last_row = (top + rows)
        .min(all_rows)
        .saturating_sub(usize::from(says_more));

    let muted = pane.style(Role::Muted);
    let mut line = |y: u16, text: &str, x: usize, wide: usize, style: Style| {
        let x = area.x + u16::try_from(x).unwrap_or(area.width);
        pen::put(buf, area, x, y, &pen::right(text, wide), style);
    };
    let head = pen::left(pane.chart.heading, label);
    line(head_end - 1, &head, 0, label, muted);
    let (first, fits, of) = sight.window;
    let place = |i: usize| label + 2 + i * (cell + gap);
    for (i, at) in sight.shown.iter().enumerate() {
        let style = match cursor {
            Some((_, column)) if column == *at => pane.style(Role::Accent),
            _ => muted,
        };
        let lines = sight.heads.get(*at).into_iter().flatten().rev();
        for (y, text) in (area.y..head_end).rev().zip(lines) {
            line(y, text, place(i), cell, style);
        }
    }
    if first > 0 {
        line(head_end - 1, "…", label, 1, muted);
    }
    if first + fits < of {
        let x = place(fits).saturating_sub(1);
        let x = x.min(usize::from(area.width).saturating_sub(1));
        line(head_end - 1, "…", x, 1, muted);
    }
    let cells = pane.chart.bars.chunks(across).zip(&grid.rows).enumerate();
    for (y, (row, (bars, name))) in (head_end..area.bottom()).zip(cells.skip(top)) {
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
        let in_sight = sight
            .shown
            .iter()
            .filter_map(|at| Some((*at, bars.get(*at)?)));
        for (i, (at, bar)) in in_sight.enumerate() {
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
    let rows_words = (rows < all_rows && last_row > top)
        .then(|| format!("rows {}–{last_row} of {all_rows}", top + 1));
    let words: Vec<String> = rows_words.into_iter().chain(sight.words()).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}
