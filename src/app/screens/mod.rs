//! The screens beside Browse: each has its state and says what keys, clicks, wheel and dragging mean on
//! it. A screen is added here, in [`View::ALL`] and in the views.

pub mod compare;
pub mod exposure;
pub mod insights;
pub mod signals;
pub mod timeline;

use super::{App, Command, Effect, View};

/// What the screens remember.
#[derive(Debug, Clone, Default)]
pub struct Screens {
    /// Compare.
    pub compare: compare::State,
    /// Timeline.
    pub timeline: timeline::State,
    /// Exposure.
    pub exposure: exposure::State,
    /// Insights.
    pub insights: insights::State,
    /// Signals.
    pub signals: signals::State,
}

impl App {
    /// What a command means on the screen that is shown; `None` when it means there what it means
    /// everywhere.
    pub(super) fn screen_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        match self.view {
            View::Browse => None,
            View::Timeline => self.timeline_command(command),
            View::Exposure => self.exposure_command(command),
            View::Compare => self.compare_command(command),
            View::Insights => self.insights_command(command),
            View::Signals => self.signals_command(command),
        }
    }

    /// A click on a cell of the screen that is shown.
    pub(super) fn screen_click(&mut self, row: usize, column: usize, twice: bool) -> Vec<Effect> {
        match self.view {
            View::Browse => vec![],
            View::Timeline => self.timeline_click(row, column, twice),
            View::Exposure => self.exposure_click(row, column, twice),
            View::Compare => self.compare_click(row, column, twice),
            View::Insights => self.insights_click(row, column, twice),
            View::Signals => self.signals_click(row, column, twice),
        }
    }

    /// Dragging over the screen that is shown, by cells since the last time.
    pub(super) fn screen_drag(&mut self, columns: i16, _rows: i16) -> Vec<Effect> {
        if self.overlay.is_some() {
            return vec![];
        }
        match self.view {
            View::Timeline => self.timeline_drag(columns),
            View::Exposure => self.exposure_drag(columns),
            _ => vec![],
        }
    }

    /// The answer changed: cursors of the screens stay inside it.
    pub(super) fn screens_refresh(&mut self) {
        self.exposure_refresh();
        self.compare_refresh();
        self.signals_refresh();
    }
}
