//! Where the cursor goes on the Insights screen: from chart to chart, from bar to bar. It must not know
//! what is under it.

use super::layout;
use crate::{
    app::{App, Command, Effect},
    report::{
        chart::{Chart, Kind},
        insights::tiles::TILES,
    },
};

/// What a step inside a chart comes to.
enum Step {
    /// This bar.
    Bar(usize),
    /// The chart before or after this one.
    Chart(isize),
}

impl App {
    /// Keys while charts are shown.
    pub(super) fn charts_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let columns = layout::columns(self.size.0);
        let state = &mut self.screens.insights;
        let inside = state.bar;
        let sideways = isize::try_from(columns).unwrap_or(1);
        match (command, inside) {
            (Command::ZoomChart, _) => {
                state.zoomed = !state.zoomed;
                if state.zoomed && state.bar.is_none() {
                    self.enter_chart();
                }
            }
            (Command::Open, None) => {
                state.zoomed = true;
                self.enter_chart();
            }
            (Command::Back, Some(_)) => {
                state.bar = None;
                state.zoomed = false;
            }
            (Command::Back, None) if state.zoomed => state.zoomed = false,
            (Command::NextPane | Command::PreviousPane, _) if state.zoomed => {
                self.step_chart(if command == Command::NextPane { 1 } else { -1 });
            }
            (Command::NextPane, None) => self.enter_chart(),
            (Command::NextPane | Command::PreviousPane, Some(_)) => state.bar = None,
            (Command::PreviousPane, None) => self.enter_chart(),
            (Command::PageDown, Some(_)) => self.step_chart(1),
            (Command::PageUp, Some(_)) => self.step_chart(-1),
            (_, Some(at)) => {
                let chart = state.charts.get(state.chart)?;
                match inner_step(chart, at, command)? {
                    Step::Bar(to) => state.bar = Some(to),
                    Step::Chart(by) => self.step_chart(by),
                }
            }
            (Command::Left, None) => self.step_chart(-1),
            (Command::Right, None) => self.step_chart(1),
            (Command::Up, None) => self.step_chart(-sideways),
            (Command::Down, None) => self.step_chart(sideways),
            (Command::PageUp, None) => self.step_chart(-2 * sideways),
            (Command::PageDown, None) => self.step_chart(2 * sideways),
            (Command::Top, None) => self.step_chart(isize::MIN),
            (Command::Bottom, None) => self.step_chart(isize::MAX),
            _ => return None,
        }
        self.insights_in_sight();
        Some(vec![])
    }

    /// Puts the cursor on the first bar of the chart in focus, or on the tallest column of a time.
    fn enter_chart(&mut self) {
        let state = &mut self.screens.insights;
        let Some(chart) = state.charts.get(state.chart).filter(|c| !c.bars.is_empty()) else {
            return;
        };
        let tallest = matches!(chart.kind, Kind::Columns | Kind::Tiles);
        let most = chart.most();
        let at = chart.bars.iter().position(|b| tallest && b.value >= most);
        state.bar = Some(at.unwrap_or(0));
    }

    /// Goes to another chart; the cursor stays inside if it was.
    fn step_chart(&mut self, by: isize) {
        let state = &mut self.screens.insights;
        let last = state.charts.len().saturating_sub(1);
        let to = state.chart.saturating_add_signed(by).min(last);
        // Up and down stay in their column: no step at the edge rather than one sideways.
        let beyond = by.unsigned_abs() < state.charts.len()
            && state.chart.checked_add_signed(by).is_none_or(|t| t > last);
        if by.unsigned_abs() > 1 && beyond {
            return;
        }
        state.chart = to;
        if state.bar.is_some() {
            state.bar = None;
            self.enter_chart();
        }
    }

    /// Scrolls so that the chart in focus is in sight.
    pub(super) fn insights_in_sight(&mut self) {
        let columns = layout::columns(self.size.0);
        let room = usize::from(self.size.1).saturating_sub(4 + layout::FRAME);
        let state = &mut self.screens.insights;
        let heights = layout::heights(&state.charts, columns);
        state.offset = layout::first_row(&heights, state.offset, state.chart / columns, room);
    }

    /// Keys while the cross-table is shown.
    pub(super) fn cross_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let page = self.page().unsigned_abs();
        let cross = self.screens.insights.cross.as_mut()?;
        if command == Command::Back {
            self.screens.insights.cross = None;
            return Some(vec![]);
        }
        cross.cell = table_step(&cross.chart, cross.cell, command, page)?;
        Some(vec![])
    }
}

/// A step inside a chart; `None` for what is no step.
fn inner_step(chart: &Chart, at: usize, command: Command) -> Option<Step> {
    let last = chart.bars.len().saturating_sub(1);
    let ends = match command {
        Command::Top => Some(0),
        Command::Bottom => Some(last),
        _ => None,
    };
    if let Some(to) = ends.filter(|_| !matches!(chart.kind, Kind::Table(_))) {
        return Some(Step::Bar(to));
    }
    let along = |back: Command, forth: Command, other: (Command, Command)| {
        if command == back {
            Some(Step::Bar(at.saturating_sub(1)))
        } else if command == forth {
            Some(Step::Bar((at + 1).min(last)))
        } else if command == other.0 {
            Some(Step::Chart(-1))
        } else if command == other.1 {
            Some(Step::Chart(1))
        } else {
            None
        }
    };
    match &chart.kind {
        Kind::Columns => along(Command::Left, Command::Right, (Command::Up, Command::Down)),
        Kind::Bars | Kind::Histogram { .. } => {
            along(Command::Up, Command::Down, (Command::Left, Command::Right))
        }
        Kind::Table(_) => table_step(chart, at, command, 10).map(Step::Bar),
        Kind::Tiles => tile_step(chart, at, command).map(Step::Bar),
    }
}

/// A step in a table, row by row and column by column.
fn table_step(chart: &Chart, at: usize, command: Command, page: usize) -> Option<usize> {
    let across = chart.across();
    let last_row = (chart.bars.len() / across).saturating_sub(1);
    let (row, column) = (at / across, at % across);
    let (row, column) = match command {
        Command::Up => (row.saturating_sub(1), column),
        Command::Down => (row + 1, column),
        Command::PageUp => (row.saturating_sub(page), column),
        Command::PageDown => (row + page, column),
        Command::Top => (0, column),
        Command::Bottom => (last_row, column),
        Command::Left => (row, column.saturating_sub(1)),
        Command::Right => (row, (column + 1).min(across - 1)),
        _ => return None,
    };
    Some(row.min(last_row) * across + column)
}

/// The nearest tile in a direction: the same row or column first.
fn tile_step(chart: &Chart, at: usize, command: Command) -> Option<usize> {
    let place = |at: usize| {
        let label = &chart.bars.get(at)?.label;
        TILES
            .iter()
            .find(|(code, ..)| code == label)
            .map(|(_, x, y)| (i32::from(*x), i32::from(*y)))
    };
    let (dx, dy) = match command {
        Command::Left => (-1, 0),
        Command::Right => (1, 0),
        Command::Up => (0, -1),
        Command::Down => (0, 1),
        _ => return None,
    };
    let (x, y) = place(at)?;
    let nearest = (0..chart.bars.len())
        .filter_map(|i| place(i).map(|(a, b)| (i, a - x, b - y)))
        .filter(|(_, a, b)| a * dx + b * dy > 0)
        // Going aside costs three times what going on does.
        .min_by_key(|(_, a, b)| (a * dx + b * dy) + 3 * (a * dy).abs().max((b * dx).abs()));
    Some(nearest.map_or(at, |(i, ..)| i))
}
