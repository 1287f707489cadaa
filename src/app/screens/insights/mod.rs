//! State of the Insights screen and what its keys do: charts beside each other, one of them in focus,
//! the cursor on its title or inside it; or the cross-table. It must not know how anything is drawn nor
//! how figures are counted (`report::insights` does).

pub mod layout;
mod moving;

use crate::{
    app::{
        App, Command, Effect,
        menu::{Choice, MenuItem},
        work::Need,
    },
    query::{Field, edit, field},
    report::{
        chart::Chart,
        cross::{self, Shares},
    },
};

/// State of the Insights screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// Every chart over the answer.
    pub charts: Vec<Chart>,
    /// The chart in focus.
    pub chart: usize,
    /// The bar under the cursor; `None` while the cursor is on the title.
    pub bar: Option<usize>,
    /// The chart in focus has the whole screen.
    pub zoomed: bool,
    /// The first row of charts shown.
    pub offset: usize,
    /// The cross-table, when it is open.
    pub cross: Option<Cross>,
    /// The answer that the charts were counted for.
    stamp: u64,
}

/// The cross-table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cross {
    /// The facet of the rows.
    pub rows: &'static Field,
    /// The facet of the columns.
    pub columns: &'static Field,
    /// What the cells show.
    pub shares: Shares,
    /// The table.
    pub chart: Chart,
    /// The cell under the cursor.
    pub cell: usize,
    /// What the table was counted for.
    of: Option<Need>,
}

/// A side of the cross-table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The rows.
    Rows,
    /// The columns.
    Columns,
}

impl State {
    /// What has the keys: the cross-table or the chart in focus.
    #[must_use]
    pub fn shown(&self) -> Option<&Chart> {
        match &self.cross {
            Some(cross) => Some(&cross.chart),
            None => self.charts.get(self.chart),
        }
    }

    /// The bar or cell under the cursor.
    #[must_use]
    pub fn bar(&self) -> Option<&crate::report::chart::Bar> {
        let at = match &self.cross {
            Some(cross) => Some(cross.cell),
            None => self.bar,
        };
        at.and_then(|at| self.shown()?.bars.get(at))
    }
}

impl App {
    pub(in crate::app) fn insights_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        match command {
            Command::CrossTable => {
                self.toggle_cross();
                return Some(vec![]);
            }
            Command::CrossRows | Command::CrossColumns => {
                if self.screens.insights.cross.is_none() {
                    self.toggle_cross();
                }
                let (side, title) = if command == Command::CrossRows {
                    (Side::Rows, "Rows of the cross-table")
                } else {
                    (Side::Columns, "Columns of the cross-table")
                };
                let items = self.cross_items(side);
                self.menu(title, items);
                return Some(vec![]);
            }
            Command::CrossTurn | Command::CrossShares => {
                if let Some(c) = &mut self.screens.insights.cross {
                    if command == Command::CrossTurn {
                        std::mem::swap(&mut c.rows, &mut c.columns);
                        c.cell = 0;
                    } else {
                        c.shares = c.shares.next();
                    }
                    let name = c.shares.name();
                    self.settle();
                    return Some(self.say(format!("the cells show: {name}")));
                }
                return Some(self.say("x opens the cross-table"));
            }
            Command::Open if self.screens.insights.bar().is_some() => {
                return Some(self.narrow_to_bar());
            }
            _ => {}
        }
        if self.screens.insights.cross.is_some() {
            return self.cross_command(command);
        }
        self.charts_command(command)
    }

    /// Narrows the query to what the cursor is on, or takes that back.
    fn narrow_to_bar(&mut self) -> Vec<Effect> {
        let Some(bar) = self.screens.insights.bar() else {
            return vec![];
        };
        if bar.narrow.is_empty() {
            let text = format!(
                "{}: the query has no word for it; choose another bar",
                bar.label
            );
            return self.say(text);
        }
        let text = edit::narrow(self.line.text(), &bar.narrow);
        self.set_query(&text);
        vec![]
    }

    pub(in crate::app) fn insights_click(
        &mut self,
        row: usize,
        column: usize,
        twice: bool,
    ) -> Vec<Effect> {
        let state = &mut self.screens.insights;
        if let Some(cross) = &mut state.cross {
            cross.cell = row;
        } else {
            state.chart = row.min(state.charts.len().saturating_sub(1));
            // 0 is the title, the bars count from 1.
            state.bar = column.checked_sub(1);
            if twice && state.bar.is_none() {
                state.zoomed = !state.zoomed;
            }
            self.insights_in_sight();
        }
        // The second click of two would take back what the first one did.
        if !twice && self.screens.insights.bar().is_some() {
            return self.narrow_to_bar();
        }
        vec![]
    }

    pub(in crate::app) fn insights_need(&self) -> Option<Need> {
        let stamp = self.answer_stamp;
        let state = &self.screens.insights;
        if state.stamp != stamp || state.charts.is_empty() {
            return Some(Need::Charts(stamp));
        }
        let cross = state.cross.as_ref()?;
        let need = Need::Cross(stamp, cross.rows, cross.columns, cross.shares);
        (cross.of != Some(need)).then_some(need)
    }

    /// Takes the charts over the answer; the cursor stays on what it was on, wherever that stands now.
    pub(in crate::app) fn take_charts(&mut self, charts: Vec<Chart>) {
        let state = &mut self.screens.insights;
        let label = state
            .bar
            .and_then(|at| state.charts.get(state.chart)?.bars.get(at))
            .map(|b| b.label.clone());
        state.charts = charts;
        state.stamp = self.answer_stamp;
        let bars = state.charts.get(state.chart).map(|c| &c.bars);
        state.bar = match (label, bars) {
            (Some(label), Some(bars)) => {
                let same = bars.iter().position(|b| b.label == label);
                same.or((!bars.is_empty()).then_some(0))
            }
            _ => None,
        };
        self.insights_in_sight();
    }

    // --- the cross-table ---------------------------------------------------------------------

    fn toggle_cross(&mut self) {
        if self.screens.insights.cross.take().is_some() {
            return;
        }
        let Some((rows, columns)) = field::find("method").zip(field::find("tier")) else {
            return;
        };
        self.screens.insights.cross = Some(Cross {
            rows,
            columns,
            shares: Shares::default(),
            chart: cross::uncounted(rows),
            cell: 0,
            of: None,
        });
        self.settle();
    }

    /// Takes the table, unless another one is wanted by now.
    pub(in crate::app) fn take_cross(&mut self, need: Need, chart: Chart) {
        let stamp = self.answer_stamp;
        if let Some(c) = &mut self.screens.insights.cross
            && need == Need::Cross(stamp, c.rows, c.columns, c.shares)
        {
            let label = c.chart.bars.get(c.cell).map(|b| b.label.clone());
            c.chart = chart;
            c.of = Some(need);
            let same = c
                .chart
                .bars
                .iter()
                .position(|b| Some(&b.label) == label.as_ref());
            c.cell = same.unwrap_or(0);
        }
    }

    /// The facets that a side of the table can have.
    fn cross_items(&self, side: Side) -> Vec<MenuItem> {
        let Some(c) = &self.screens.insights.cross else {
            return vec![];
        };
        let now = match side {
            Side::Rows => c.rows,
            Side::Columns => c.columns,
        };
        cross::fields()
            .map(|f| MenuItem {
                label: f.header.to_owned(),
                note: if f == now { "now" } else { f.meaning }.to_owned(),
                choice: Choice::Cross(side, f),
            })
            .collect()
    }

    /// Puts a facet on a side of the table.
    pub(in crate::app) fn set_cross(&mut self, side: Side, to: &'static Field) {
        if let Some(c) = &mut self.screens.insights.cross {
            let here = match side {
                Side::Rows => &mut c.rows,
                Side::Columns => &mut c.columns,
            };
            *here = to;
            c.cell = 0;
            self.settle();
        }
    }
}
