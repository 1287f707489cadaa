//! Where the charts of the Insights screen stand: how many beside each other, how tall each is, which
//! row of them comes first. Keys and drawing share it. It must not know how a chart is drawn.

use crate::report::chart::{Chart, Kind};

/// Lines of a card beside its bars: two of title, one of foot, one blank.
pub const AROUND: usize = 4;

/// Most lines of bars on a card; more of them are shown when the chart has the whole width.
pub const MOST_LINES: usize = 11;

/// Lines of a chart of columns: five of columns, one of years.
pub const COLUMN_LINES: usize = 6;

/// Lines of the screen that are not charts: the heading, a rule, what the cursor is on.
pub const FRAME: usize = 3;

/// How many charts stand beside each other.
#[must_use]
pub const fn columns(width: u16) -> usize {
    match width {
        0..100 => 1,
        100..180 => 2,
        _ => 3,
    }
}

/// Lines that the bars of a chart take on a card.
#[must_use]
pub fn lines(chart: &Chart) -> usize {
    let all = match &chart.kind {
        Kind::Columns => COLUMN_LINES,
        // Several figures have a line of headings.
        Kind::Bars => chart.bars.len() + usize::from(chart.extra.len() > 1),
        Kind::Histogram { limit } => chart.bars.len() + usize::from(limit.is_some()),
        Kind::Table(grid) => grid.rows.len() + 1,
        Kind::Tiles => usize::from(crate::report::insights::tiles::GRID.1),
    };
    all.clamp(1, MOST_LINES)
}

/// The height of each row of cards.
#[must_use]
pub fn heights(charts: &[Chart], columns: usize) -> Vec<usize> {
    charts
        .chunks(columns.max(1))
        .map(|row| {
            let own = |c: &Chart| lines(c) + usize::from(tells_placeholders(c));
            row.iter().map(own).max().unwrap_or(1) + AROUND
        })
        .collect()
}

/// Whether a line of its own below a chart says how many of its counts are placeholders. A map shows
/// incidents; people are told of the state under the cursor alone, and their placeholders with them.
#[must_use]
pub fn tells_placeholders(chart: &Chart) -> bool {
    chart.placeholders > 0 && chart.kind != Kind::Tiles
}

/// The first row of cards that shows all of row `focus` in `room` lines and moves as little as it can
/// from `first`.
#[must_use]
pub fn first_row(heights: &[usize], first: usize, focus: usize, room: usize) -> usize {
    let mut first = first.min(focus);
    let taken = |first: usize| {
        let rows = heights.iter().take(focus + 1).skip(first);
        // The blank line below the last one may be missing.
        rows.sum::<usize>().saturating_sub(1)
    };
    while first < focus && taken(first) > room {
        first += 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_in_focus_is_in_sight() {
        let heights = [10, 14, 14, 8];
        for (first, focus, room, want) in [
            (0, 0, 18, 0),
            (0, 1, 23, 0),
            (0, 1, 18, 1),
            (2, 1, 18, 1),
            (0, 3, 22, 2),
            (0, 3, 5, 3),
            (3, 3, 99, 3),
        ] {
            assert_eq!(first_row(&heights, first, focus, room), want, "{focus}");
        }
    }
}
