//! State of the Timeline screen and what its keys do. It must not know how it is drawn.
//!
//! Lanes are the rows of the answer in its order; the cursor's lane is the cursor's row everywhere.
//! Beside it there is a cursor in time, a day, which the window follows.

pub mod window;

use crate::{
    analysis::lane::Lane,
    app::{App, Asks, Command, Effect, work::Need},
    catalog::columns::Columns,
    model::{Date, DayRange, Precision, date::DayNumber},
    query::Pace,
};
use std::sync::Arc;
use window::{Window, closer, closest_for, wider};

/// State of the Timeline screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// What is in sight.
    place: Place,
    /// The day of the cursor; `None` until it was moved.
    at: Option<DayNumber>,
    /// What was computed over the answer with this stamp.
    summary: Option<(u64, Arc<Summary>)>,
}

/// What is in sight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    /// The time of the first lanes, until somebody chooses.
    #[default]
    First,
    /// All the time there is.
    All,
    /// Where the window begins and how many hours a cell takes.
    At(i64, i64),
}

/// What the screen needs of all rows at once, computed once an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The first and last day of anything dated.
    span: Option<DayRange>,
    /// The time in which most of the first lanes lie.
    first: Option<DayRange>,
    /// Per incident the first day on which it became known, or else began; sorted.
    days: Vec<DayNumber>,
}

impl Summary {
    pub(in crate::app) fn of(columns: &Columns, rows: &[u32], pace: Pace<'_>) -> Self {
        let mut span: Option<DayRange> = None;
        let mut days = Vec::with_capacity(rows.len());
        for row in pace.each(rows.iter()).map(|r| *r as usize) {
            if let Some(own) = columns.span.get(row) {
                span = Some(span.map_or(own, |s| DayRange {
                    low: s.low.min(own.low),
                    high: s.high.max(own.high),
                }));
            }
            let day = columns.known.first_day(row);
            days.extend(day.or_else(|| columns.began.first_day(row)));
        }
        days.sort_unstable();
        Self {
            span,
            first: first(columns, rows),
            days,
        }
    }

    /// How many incidents became known on these days.
    #[must_use]
    pub fn known_in(&self, days: DayRange) -> usize {
        let before = |day: DayNumber| self.days.partition_point(|d| *d < day);
        before(days.high.saturating_add(1)).saturating_sub(before(days.low))
    }
}

/// As many lanes decide where the axis is at first: a screenful.
const FIRST: usize = 40;

/// From where three quarters of the first lanes have begun to the end of the last one: a single old case
/// among them would press all others into a few cells.
fn first(columns: &Columns, rows: &[u32]) -> Option<DayRange> {
    let rows = || rows.iter().take(FIRST).map(|r| *r as usize);
    let mut began: Vec<DayNumber> = rows()
        .filter_map(|r| columns.starts(r).map(Date::first_day))
        .collect();
    began.sort_unstable();
    let low = *began.get(began.len() / 4)?;
    let high = rows().filter_map(|r| columns.span.get(r)).map(|s| s.high);
    Some(DayRange {
        low: low.saturating_sub(14),
        high: high.max()?,
    })
}

/// A window where nothing is dated: it has to be somewhere.
const NOWHERE: DayRange = DayRange {
    low: 18_262,
    high: 19_722,
};

impl State {
    pub(in crate::app) fn take(&mut self, summary: Arc<Summary>, stamp: u64) {
        self.summary = Some((stamp, summary));
    }
}

impl App {
    /// What was computed over the answer that is shown.
    #[must_use]
    pub fn timeline_summary(&self) -> Option<&Summary> {
        let summary = self.screens.timeline.summary.as_ref();
        summary.map(|(_, summary)| &**summary)
    }

    /// True while all the time there is is in sight.
    #[must_use]
    pub fn timeline_fits(&self) -> bool {
        self.screens.timeline.place == Place::All
    }

    fn timeline_span(&self) -> DayRange {
        self.timeline_summary()
            .and_then(|s| s.span)
            .unwrap_or(NOWHERE)
    }

    /// The window on an axis of so many cells.
    #[must_use]
    pub fn timeline_window(&self, cells: usize) -> Window {
        match self.screens.timeline.place {
            Place::At(left, hours) => Window { left, hours, cells },
            Place::All => Window::fit(self.timeline_span(), cells),
            Place::First => {
                let first = self.timeline_summary().and_then(|s| s.first);
                Window::fit(first.unwrap_or_else(|| self.timeline_span()), cells)
            }
        }
    }

    /// The day of the cursor: where it was put, or else where the incident began; always in sight.
    #[must_use]
    pub fn timeline_at(&self, window: Window) -> DayNumber {
        let seen = window.all_days();
        let began = || {
            self.row()
                .and_then(|row| self.catalog.columns.starts(row as usize))
                .map(middle)
        };
        self.screens
            .timeline
            .at
            .or_else(began)
            .unwrap_or_else(|| middle_of(seen))
            .clamp(seen.low, seen.high)
    }

    pub(in crate::app) fn timeline_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let window = self.timeline_window(self.geometry.screen.1.max(1));
        let at = self.timeline_at(window);
        let half = i64::try_from(window.cells / 2).unwrap_or(1).max(1);
        match command {
            Command::Up => self.step_row(-1),
            Command::Down => self.step_row(1),
            Command::Left => self.timeline_move(window, at.saturating_sub(window.step())),
            Command::Right => self.timeline_move(window, at.saturating_add(window.step())),
            Command::PanLeft => self.timeline_pan(window, at, -half),
            Command::PanRight => self.timeline_pan(window, at, half),
            Command::ZoomIn => match closer(window.hours) {
                Some(hours) => self.timeline_place(window.zoomed(hours, at), at),
                None => {
                    return Some(
                        self.say("a quarter of a day a column is the closest; - shows more time"),
                    );
                }
            },
            Command::ZoomOut => self.timeline_zoom_out(window, at),
            Command::FitAll => self.screens.timeline.place = Place::All,
            Command::Centre => return Some(self.timeline_centre(window)),
            Command::NextEvent => return Some(self.timeline_event(window, at, true)),
            Command::PreviousEvent => return Some(self.timeline_event(window, at, false)),
            Command::JumpDate => self.ask(
                "Go to which date?",
                "2023, 2023-07 or 2023-07-14",
                Asks::Date,
                "",
            ),
            Command::Open => match self.row() {
                Some(row) => self.go_to(row),
                None => return None,
            },
            _ => return None,
        }
        Some(vec![])
    }

    /// A click on a lane: `row` is its place in the answer, or beyond it for the axis; `column` is 0 for
    /// the name and the number of the cell, from 1, on the axis.
    pub(in crate::app) fn timeline_click(
        &mut self,
        row: usize,
        column: usize,
        twice: bool,
    ) -> Vec<Effect> {
        let window = self.timeline_window(self.geometry.screen.1.max(1));
        if let Some(cell) = column.checked_sub(1) {
            let days = window.days(i64::try_from(cell).unwrap_or(0));
            self.screens.timeline.at = Some(middle_of(days));
        }
        if let Some(at) = self.answer.rows.get(row).copied() {
            self.put_cursor(row);
            if twice {
                self.go_to(at);
            }
        }
        vec![]
    }

    /// Time goes with the pointer.
    pub(in crate::app) fn timeline_drag(&mut self, columns: i16) -> Vec<Effect> {
        let window = self.timeline_window(self.geometry.screen.1.max(1));
        let at = self.timeline_at(window);
        self.timeline_pan(window, at, -i64::from(columns));
        vec![]
    }

    pub(in crate::app) fn timeline_need(&self) -> Option<Need> {
        let stamp = self.answer_stamp;
        let known = self.screens.timeline.summary.as_ref();
        known
            .is_none_or(|(of, _)| *of != stamp)
            .then_some(Need::Timeline(stamp))
    }

    /// Goes to a date that was typed.
    pub(in crate::app) fn timeline_jump(&mut self, text: &str) -> Result<(), String> {
        let date: Date = text.parse().map_err(|e| format!("{e}"))?;
        let span = self.timeline_span();
        let days = date.days();
        if days.high < span.low || days.low > span.high {
            let end = |day| Date::from_day(day).map_or_else(String::new, |d| d.to_string());
            return Err(format!(
                "nothing here is that early or late: the first date is {}, the last {}",
                end(span.low),
                end(span.high)
            ));
        }
        let window = self.timeline_window(self.geometry.screen.1.max(1));
        // From all of time one wants to see what was named; a closer view is kept.
        let chosen = matches!(self.screens.timeline.place, Place::At(..));
        let hours = if !chosen {
            let wanted = match date.precision() {
                Precision::Year => 366,
                Precision::Month => 92,
                Precision::Day => 31,
            };
            closest_for(wanted, window.cells)
        } else {
            window.hours
        };
        let at = middle(date);
        self.timeline_place(window.centred(hours, at), at);
        if let Some(place) = self.nearest_to(at) {
            self.send_cursor(place);
        }
        Ok(())
    }

    /// The place of the first incident that became known or began nearest to a day: on its lane there is
    /// something to be seen there. Of a date that is known to the year the furthest day counts, or it would be
    /// near to any day.
    fn nearest_to(&self, day: DayNumber) -> Option<usize> {
        let columns = &self.catalog.columns;
        let away = |date: Date| {
            let own = date.days();
            own.low.abs_diff(day).max(own.high.abs_diff(day))
        };
        let nearest = |row: usize| {
            let known = columns.known.get(row).map(away);
            let began = columns.starts(row).map(away);
            known.into_iter().chain(began).min()
        };
        let rows = self.answer.rows.iter().enumerate();
        rows.filter_map(|(place, row)| Some((nearest(*row as usize)?, place)))
            .min()
            .map(|(_, place)| place)
    }

    fn timeline_place(&mut self, window: Window, at: DayNumber) {
        self.screens.timeline.place = Place::At(window.left, window.hours);
        self.screens.timeline.at = Some(at);
    }

    fn timeline_move(&mut self, window: Window, at: DayNumber) {
        let span = self.timeline_span();
        let at = at.clamp(span.low, span.high);
        if self.timeline_fits() {
            self.screens.timeline.at = Some(at);
        } else {
            self.timeline_place(window.following(at), at);
        }
    }

    fn timeline_pan(&mut self, window: Window, at: DayNumber, cells: i64) {
        let panned = window.panned(cells, self.timeline_span());
        if panned.left == window.left {
            return;
        }
        // The cursor stays where it is on the screen.
        let by = (panned.left - window.left) / 24;
        let at = i64::from(at).saturating_add(by);
        self.timeline_place(panned, DayNumber::try_from(at).unwrap_or_default());
    }

    fn timeline_zoom_out(&mut self, window: Window, at: DayNumber) {
        let all = Window::fit(self.timeline_span(), window.cells).hours;
        match wider(window.hours).filter(|hours| *hours < all) {
            Some(hours) => self.timeline_place(window.zoomed(hours, at), at),
            None => {
                self.screens.timeline.place = Place::All;
                self.screens.timeline.at = Some(at);
            }
        }
    }

    fn timeline_centre(&mut self, window: Window) -> Vec<Effect> {
        let span = self
            .row()
            .and_then(|row| self.catalog.columns.span.get(row as usize));
        let Some(span) = span else {
            return self.say("the record states no date; enter opens what it does state");
        };
        let length = i64::from(span.high) - i64::from(span.low) + 1;
        // As close as lets its whole story be seen, unless one already is closer than that.
        let hours = closest_for(length + length / 4, window.cells);
        let hours = match self.screens.timeline.place {
            Place::At(..) => hours.min(window.hours),
            Place::First | Place::All => hours,
        };
        let seen = length * 24 <= hours * i64::try_from(window.cells).unwrap_or(i64::MAX / hours);
        let began = self
            .row()
            .and_then(|row| self.catalog.columns.starts(row as usize))
            .map_or(span.low, middle);
        let centre = if seen { middle_of(span) } else { began };
        self.timeline_place(window.centred(hours, centre), began);
        vec![]
    }

    fn timeline_event(&mut self, window: Window, at: DayNumber, forward: bool) -> Vec<Effect> {
        let days: Vec<DayNumber> = self
            .incident()
            .map(|r| Lane::of(r).marks.iter().map(|m| middle(m.date)).collect())
            .unwrap_or_default();
        let now = window.cell(at);
        // Of what falls into one cell nothing is passed over: the readout tells it all at once.
        let found = if forward {
            let later = days
                .into_iter()
                .filter(|d| *d > at && window.cell(*d) > now);
            later.min()
        } else {
            let earlier = days
                .into_iter()
                .filter(|d| *d < at && window.cell(*d) < now);
            earlier.max()
        };
        match found {
            Some(day) => {
                self.timeline_move(window, day);
                vec![]
            }
            None if forward => self.say("this incident has no later event; N goes back"),
            None => self.say("this incident has no earlier event; n goes on"),
        }
    }
}

/// The day in the middle of what a date can mean.
#[must_use]
pub fn middle(date: Date) -> DayNumber {
    middle_of(date.days())
}

const fn middle_of(days: DayRange) -> DayNumber {
    // The sum of two day numbers of years 1 to 9999 is far from the limits.
    days.low + (days.high.saturating_sub(days.low)) / 2
}
