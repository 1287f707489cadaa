//! One lane of the time axis as cells: layer upon layer, the gravest on top. It must not know where
//! the lane stands on the screen.

use super::signs::Sign;
use crate::{
    analysis::lane::{Lane, Mark, MarkKind},
    app::screens::timeline::{middle, window::Window},
    model::{DayRange, Precision},
};

/// A lane's cells, and whether something lies before or behind what is in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// What stands in each cell, if anything.
    pub cells: Vec<Option<Sign>>,
    /// Something lies before the first cell.
    pub before: bool,
    /// Something lies behind the last one.
    pub behind: bool,
}

impl Cells {
    /// The cells of a lane, over those that every lane has (the grid).
    #[must_use]
    pub fn of(lane: &Lane, window: Window, ground: &[Option<Sign>]) -> Self {
        let mut cells: Vec<Option<Sign>> = ground.to_vec();
        cells.resize(window.cells, None);
        let span = lane.span();
        let seen = window.all_days();
        let mut out = Self {
            cells,
            before: span.is_some_and(|s| s.low < seen.low),
            behind: span.is_some_and(|s| s.high > seen.high),
        };
        if let Some((low, high)) = lane.silence {
            out.fill(window, DayRange { low, high }, Sign::Silence);
        }
        out.bar(lane, window);
        for mark in lane.marks.iter().filter(|m| m.kind != MarkKind::Edge) {
            out.range(mark, window);
        }
        // The gravest last, so that it lies on top.
        let mut marks: Vec<&Mark> = lane.marks.iter().collect();
        marks.sort_by_key(|m| std::cmp::Reverse(m.kind));
        for mark in marks {
            // The ends of a bar are the bar itself, unless there is none.
            if mark.kind != MarkKind::Edge || lane.bar.is_none() {
                out.put(window.cell(middle(mark.date)), Sign::Mark(mark.kind));
            }
        }
        out
    }

    fn bar(&mut self, lane: &Lane, window: Window) {
        let Some(bar) = lane.bar else { return };
        let end = bar.end.map(crate::model::Date::days);
        let until = end.or_else(|| bar.until.map(crate::model::Date::days));
        let (first, last) = (
            bar.start.first_day(),
            until.map_or(bar.start.last_day(), |u| u.high.max(bar.start.first_day())),
        );
        let sure_from = bar.start.last_day().min(last);
        let sure_to = until.map_or(sure_from, |u| u.low.max(sure_from));
        let (sure, unsure) = if end.is_some() {
            (Sign::Bar, Sign::Within)
        } else {
            (Sign::Open, Sign::Open)
        };
        let range = |low, high| DayRange { low, high };
        self.fill(window, range(first, sure_from), Sign::Within);
        self.fill(window, range(sure_to, last), unsure);
        self.fill(window, range(sure_from, sure_to), sure);
        // Where it starts it was surely open, also when nobody says for how long.
        if bar.start.precision() == Precision::Day {
            self.put(window.cell(first), Sign::Bar);
        } else {
            self.ends(window, bar.start.days());
        }
        if let Some(end) = end.filter(|e| e.low != e.high) {
            self.ends(window, end);
        }
    }

    /// What a coarse date can mean, when that is more than one cell.
    fn range(&mut self, mark: &Mark, window: Window) {
        if mark.date.precision() == Precision::Day {
            return;
        }
        let (first, last) = window.cells_of(mark.date.days());
        if first == last {
            return;
        }
        for cell in first.max(0)..=last.min(self.last()) {
            let end = cell == first || cell == last;
            // The bar is never hidden, and the ends of one range not by the inside of another.
            match self.at(cell) {
                None | Some(Sign::Grid | Sign::Silence | Sign::Within) if end => {
                    self.put(cell, Sign::Coarse);
                }
                None | Some(Sign::Grid | Sign::Silence) => self.put(cell, Sign::Within),
                _ => {}
            }
        }
    }

    fn ends(&mut self, window: Window, days: DayRange) {
        let (first, last) = window.cells_of(days);
        if first < last {
            self.put(first, Sign::Coarse);
            self.put(last, Sign::Coarse);
        }
    }

    fn fill(&mut self, window: Window, days: DayRange, sign: Sign) {
        let (first, last) = window.cells_of(days);
        for cell in first.max(0)..=last.min(self.last()) {
            self.put(cell, sign);
        }
    }

    fn last(&self) -> i64 {
        i64::try_from(self.cells.len()).unwrap_or(0) - 1
    }

    fn at(&self, cell: i64) -> Option<Sign> {
        usize::try_from(cell)
            .ok()
            .and_then(|c| self.cells.get(c).copied())
            .flatten()
    }

    fn put(&mut self, cell: i64, sign: Sign) {
        if let Some(at) = usize::try_from(cell)
            .ok()
            .and_then(|c| self.cells.get_mut(c))
        {
            *at = Some(sign);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Incident, incident::Event, vocabulary::EventKind};

    fn event(kind: EventKind, date: &str) -> Event {
        Event {
            kind,
            date: date.parse().unwrap(),
            note: None,
            source: None,
        }
    }

    fn drawn(events: &[(EventKind, &str)], left: &str, hours: i64, cells: usize) -> String {
        let incident = Incident {
            timeline: events.iter().map(|(k, d)| event(*k, d)).collect(),
            ..Incident::default()
        };
        let left = left.parse::<Date>().unwrap().first_day();
        let window = Window {
            left: i64::from(left) * 24,
            hours,
            cells,
        };
        let out = Cells::of(&Lane::of(&incident), window, &[]);
        let text: String = out
            .cells
            .iter()
            .map(|c| c.map_or(" ", |s| s.glyph(false)))
            .collect();
        format!(
            "{}{text}{}",
            if out.before { "◂" } else { "" },
            if out.behind { "▸" } else { "" }
        )
    }

    use EventKind::{Detected, IndividualsNotified, IntrusionEnd, IntrusionStart, ScopeConfirmed};

    #[test]
    fn bars_silences_marks_and_coarse_dates() {
        // A day a cell.
        let all = [
            (IntrusionStart, "2023-07-02"),
            (IntrusionEnd, "2023-07-05"),
            (Detected, "2023-07-07"),
            (IndividualsNotified, "2023-07-10"),
        ];
        assert_eq!(drawn(&all, "2023-07-01", 24, 12), " ━━━━─●──▼  ");
        assert_eq!(drawn(&all, "2023-07-04", 24, 4), "◂━━─●▸");
        assert_eq!(drawn(&all[..1], "2023-07-01", 24, 4), " ━  ");
        // The end is not stated.
        let open = [(IntrusionStart, "2023-07-02"), (Detected, "2023-07-06")];
        assert_eq!(drawn(&open, "2023-07-01", 24, 8), " ━╍╍╍●  ");
        // A month of five-day cells: the sign stands in the middle of what the date can mean.
        let coarse = [(Detected, "2023-07"), (ScopeConfirmed, "2023-08-20")];
        assert_eq!(drawn(&coarse, "2023-07-01", 120, 12), "◌┄┄●┄┄◌   ◇ ");
        // A coarse date inside one cell is as exact as the cell.
        assert_eq!(drawn(&coarse[..1], "2023-07-01", 960, 2), "● ");
        assert_eq!(drawn(&[], "2023-07-01", 24, 3), "   ");
    }
}
