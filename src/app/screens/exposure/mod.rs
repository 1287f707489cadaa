//! State of the Exposure screen and what its keys do. It must not know how it is drawn.
//!
//! Rows are those of the answer, in its order or, on this screen alone, with those first that exposed
//! the data of one column. The cursor's row is the cursor's row everywhere; its column is remembered by
//! what it is, so that folding and hiding columns do not move it to another one.

pub mod columns;
mod summary;

pub use summary::{Summary, sets};

use crate::{
    app::{App, Command, Effect, View, sight::Sight, work::Need},
    model::vocabulary::ExposureStatus,
    query::{
        edit::{self, Choice},
        field::find,
        lex::quote_if_needed,
    },
};
use columns::{Column, GROUPS, columns, in_sight, placed};
use std::sync::Arc;

/// State of the Exposure screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Groups folded into one column, as a set of their places.
    folded: u64,
    /// The column of the cursor; `None` on the organizations.
    at: Option<Column>,
    /// The first column shown.
    left: usize,
    /// The first row shown.
    offset: usize,
    /// Show data types that no incident of the answer has; `None`: where there is room.
    show_unused: Option<bool>,
    /// Those first that exposed this.
    order: Option<Column>,
    /// What was computed over the answer with this stamp, in this order.
    summary: Option<(u64, Option<Column>, Arc<Summary>)>,
}

/// The first number of a [`crate::app::Target::Cell`] for what is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The names of the groups; the second number is the group.
    Groups,
    /// The names of the columns; the second number counts from 1, 0 are the organizations.
    Names,
    /// The counts at the foot; the second number counts from 1.
    Foot,
}

impl Line {
    /// Its number, from the end of all numbers, where no row is.
    #[must_use]
    pub const fn number(self) -> usize {
        usize::MAX - self as usize
    }
}

impl App {
    /// What was computed over the answer.
    #[must_use]
    pub fn exposure_summary(&self) -> Option<&Summary> {
        let summary = self.screens.exposure.summary.as_ref();
        summary.map(|(_, _, summary)| &**summary)
    }

    /// The columns, where so many cells are there for them.
    #[must_use]
    pub fn exposure_columns(&self, room: u16) -> Vec<Column> {
        let state = &self.screens.exposure;
        let used = self.exposure_summary().map_or(u64::MAX, |s| s.used);
        let all = columns(state.folded, u64::MAX);
        let show = state
            .show_unused
            .unwrap_or_else(|| placed(&all, 0, room).len() == all.len());
        if show {
            all
        } else {
            columns(state.folded, used)
        }
    }

    /// The first row and the first column to draw, and the cursor's column.
    #[must_use]
    pub const fn exposure_place(&self) -> (usize, usize, Option<Column>) {
        let state = &self.screens.exposure;
        (state.offset, state.left, state.at)
    }

    /// The column by which this screen alone is ordered.
    #[must_use]
    pub const fn exposure_order(&self) -> Option<Column> {
        self.screens.exposure.order
    }

    /// True when a group is folded.
    #[must_use]
    pub const fn exposure_folded(&self, group: usize) -> bool {
        self.screens.exposure.folded & (1 << group) != 0
    }

    /// Places in the answer in the order of this screen; `None` when that is the answer's, or not known
    /// yet for the answer that is shown.
    fn exposure_rows(&self) -> Option<&[usize]> {
        let (of, _, summary) = self.screens.exposure.summary.as_ref()?;
        summary.rows.as_deref().filter(|_| *of == self.answer_stamp)
    }

    /// The place in the answer of a row of this screen.
    #[must_use]
    pub fn exposure_row(&self, at: usize) -> Option<usize> {
        match self.exposure_rows() {
            Some(rows) => rows.get(at).copied(),
            None => Some(at).filter(|at| *at < self.answer.rows.len()),
        }
    }

    /// The row of this screen on which the cursor is.
    #[must_use]
    pub fn exposure_cursor(&self) -> usize {
        self.exposure_rows()
            .and_then(|rows| rows.iter().position(|r| *r == self.cursor))
            .unwrap_or(self.cursor)
    }

    pub(in crate::app) fn exposure_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let at = self.screens.exposure.at;
        match command {
            Command::Up => self.exposure_step(-1),
            Command::Down => self.exposure_step(1),
            Command::PageUp => self.exposure_step(-self.page()),
            Command::PageDown => self.exposure_step(self.page()),
            Command::Top => self.exposure_step(isize::MIN),
            Command::Bottom => self.exposure_step(isize::MAX),
            Command::Left => self.exposure_sideways(-1),
            Command::Right => self.exposure_sideways(1),
            Command::NextPane => self.exposure_group(true),
            Command::PreviousPane => self.exposure_group(false),
            Command::FoldGroup => match at {
                Some(column) => self.exposure_fold(column.group()),
                None => return Some(self.say("go to a column first: right")),
            },
            Command::FoldAll => {
                let all = (1 << GROUPS.len()) - 1;
                let folded = self.screens.exposure.folded;
                self.screens.exposure.folded = if folded == all { 0 } else { all };
                self.exposure_settle();
            }
            Command::ToggleUnused => {
                let room = self.exposure_room();
                let unused = self.exposure_summary().map_or(0, |s| !s.used);
                let shown = self
                    .exposure_columns(room)
                    .iter()
                    .any(|c| c.set() & !unused == 0);
                self.screens.exposure.show_unused = Some(!shown);
                self.exposure_settle();
            }
            Command::SortByColumn if at.is_none() && self.screens.exposure.order.is_none() => {
                return Some(self.say("go to a column first: right"));
            }
            Command::SortByColumn => self.exposure_sort(at),
            Command::Exclude => match at {
                Some(column) => {
                    if let Some(field) = find("data") {
                        let text = edit::exclude(self.line.text(), field, column.value());
                        self.set_query(&text);
                    }
                }
                None => return Some(self.say("go to a column first: right")),
            },
            Command::Open => match (self.row(), at) {
                (None, _) => return None,
                (Some(row), None) => self.go_to(row),
                (Some(row), Some(column)) => {
                    let status = sets(&self.catalog.columns, row as usize).gravest(column.set());
                    self.exposure_narrow(column, status == Some(ExposureStatus::NotExposed));
                }
            },
            _ => return None,
        }
        Some(vec![])
    }

    /// A click on a cell: rows of the screen from 0 and columns from 1, 0 for the organization; see
    /// [`Line`] for what is no row.
    pub(in crate::app) fn exposure_click(
        &mut self,
        row: usize,
        column: usize,
        twice: bool,
    ) -> Vec<Effect> {
        if row == Line::Groups.number() {
            self.exposure_fold(column);
            return vec![];
        }
        let all = self.exposure_columns(self.exposure_room());
        let at = column.checked_sub(1).and_then(|c| all.get(c).copied());
        if row == Line::Names.number() {
            self.screens.exposure.at = at;
            self.exposure_sort(at);
        } else if row == Line::Foot.number() {
            if let Some(at) = at {
                self.exposure_narrow(at, false);
            }
        } else if let Some(place) = self.exposure_row(row) {
            self.screens.exposure.at = at;
            self.put_cursor(place);
            if twice {
                return self.exposure_command(Command::Open).unwrap_or_default();
            }
        }
        vec![]
    }

    /// Columns go with the pointer.
    pub(in crate::app) fn exposure_drag(&mut self, cells: i16) -> Vec<Effect> {
        let all = self.exposure_columns(self.exposure_room());
        let width = i16::try_from(columns::CELL).unwrap_or(4);
        let by = -isize::from(cells / width);
        let last = in_sight(&all, 0, all.len().saturating_sub(1), self.exposure_room());
        let left = self.screens.exposure.left.saturating_add_signed(by);
        let left = left.min(last);
        self.screens.exposure.left = left;
        // The cursor stays in sight, or it would draw the columns back.
        if let Some(at) = self.exposure_index(&all) {
            let shown = placed(&all, left, self.exposure_room());
            let (first, last) = (left, shown.last().map_or(left, |p| p.index));
            self.screens.exposure.at = all.get(at.clamp(first, last.max(first))).copied();
        }
        vec![]
    }

    pub(in crate::app) fn exposure_need(&self) -> Option<Need> {
        let (stamp, order) = (self.answer_stamp, self.screens.exposure.order);
        let known = self.screens.exposure.summary.as_ref();
        known
            .is_none_or(|(of, by, _)| (*of, *by) != (stamp, order))
            .then_some(Need::Exposure(stamp, order))
    }

    pub(in crate::app) fn exposure_take(
        &mut self,
        summary: Arc<Summary>,
        stamp: u64,
        order: Option<Column>,
    ) {
        let before = self.screens.exposure.summary.as_ref();
        let reordered = order.is_some() && before.is_none_or(|(_, by, _)| *by != order);
        self.screens.exposure.summary = Some((stamp, order, summary));
        self.exposure_settle();
        if reordered {
            // One wants to see those that come first.
            self.exposure_step(isize::MIN);
        }
    }

    /// Keeps the cursor in sight.
    pub(in crate::app) fn exposure_refresh(&mut self) {
        if self.view == View::Exposure {
            self.exposure_follow();
        }
    }

    fn exposure_room(&self) -> u16 {
        u16::try_from(self.geometry.screen.1).unwrap_or(u16::MAX)
    }

    fn exposure_step(&mut self, by: isize) {
        let last = self.answer.rows.len().saturating_sub(1);
        let to = self.exposure_cursor().saturating_add_signed(by).min(last);
        if let Some(place) = self.exposure_row(to) {
            self.put_cursor(place);
        }
    }

    /// Scrolls the rows so that the cursor is in sight.
    fn exposure_follow(&mut self) {
        let cursor = self.exposure_cursor();
        let sight = Sight {
            first: self.screens.exposure.offset,
            height: self.geometry.screen.0,
            rows: self.answer.rows.len(),
        };
        self.screens.exposure.offset = match std::mem::take(&mut self.jumped) {
            true => sight.jumped(cursor),
            false => sight.stepped(cursor),
        };
    }

    fn exposure_sideways(&mut self, by: isize) {
        let all = self.exposure_columns(self.exposure_room());
        // 0 are the organizations.
        let at = self
            .exposure_index(&all)
            .map_or(0, |i| i + 1)
            .saturating_add_signed(by)
            .min(all.len());
        self.screens.exposure.at = at.checked_sub(1).and_then(|i| all.get(i).copied());
        self.exposure_settle();
    }

    fn exposure_index(&self, all: &[Column]) -> Option<usize> {
        let at = self.screens.exposure.at?;
        all.iter().position(|c| *c == at)
    }

    /// Goes to the first column of the next group, or of this or the previous one.
    fn exposure_group(&mut self, forward: bool) {
        let all = self.exposure_columns(self.exposure_room());
        let now = self.exposure_index(&all);
        let is_first = |i: &usize| {
            let group = |i: usize| all.get(i).map(|c| c.group());
            *i == 0 || group(*i) != group(i - 1)
        };
        let mut firsts = (0..all.len()).filter(is_first);
        let to = if forward {
            firsts.find(|i| now.is_none_or(|n| *i > n))
        } else {
            firsts.rfind(|i| now.is_none_or(|n| *i < n))
        };
        self.screens.exposure.at = to.and_then(|i| all.get(i).copied());
        self.exposure_settle();
    }

    fn exposure_fold(&mut self, group: usize) {
        if group < GROUPS.len() {
            self.screens.exposure.folded ^= 1 << group;
            self.exposure_settle();
        }
    }

    /// After columns came or went: the cursor's column is one that is there, and in sight.
    fn exposure_settle(&mut self) {
        let room = self.exposure_room();
        let all = self.exposure_columns(room);
        if let Some(at) = self.screens.exposure.at {
            let exact = all.iter().position(|c| *c == at);
            let same = || all.iter().position(|c| c.group() == at.group());
            let index = exact.or_else(same);
            self.screens.exposure.at = index.and_then(|i| all.get(i).copied());
            if let Some(index) = index {
                let left = self.screens.exposure.left;
                self.screens.exposure.left = in_sight(&all, left, index, room);
            }
        } else {
            self.screens.exposure.left = 0;
        }
        // No blank to the right while columns are hidden to the left.
        let last = in_sight(&all, 0, all.len().saturating_sub(1), room);
        let left = self.screens.exposure.left;
        self.screens.exposure.left = left.min(last);
    }

    /// Those first that exposed this; once more, or without a column, as the query says.
    fn exposure_sort(&mut self, column: Option<Column>) {
        let state = &mut self.screens.exposure;
        state.order = column.filter(|c| state.order != Some(*c));
        self.settle();
        self.exposure_refresh();
    }

    /// Only incidents with this data (or stating it safe); once more takes it back.
    fn exposure_narrow(&mut self, column: Column, safe: bool) {
        let Some(field) = find(if safe { "safe" } else { "data" }) else {
            return;
        };
        let (line, value) = (self.line.text(), column.value());
        // A second value in the same term would widen the answer; a term of its own narrows it.
        let text = match edit::choice(line, field, value) {
            Choice::Free => edit::append(line, &format!("{}:{}", field.id, quote_if_needed(value))),
            Choice::Wanted | Choice::Excluded => edit::toggle(line, field, value),
        };
        self.set_query(&text);
    }
}
