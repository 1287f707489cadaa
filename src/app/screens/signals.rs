//! State of the Signals screen and what its keys do. It must not know how it is drawn.

use crate::app::{App, Command, Effect};

/// State of the Signals screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {}

impl App {
    pub(in crate::app) fn signals_command(&mut self, _command: Command) -> Option<Vec<Effect>> {
        None
    }

    pub(in crate::app) fn signals_click(
        &mut self,
        _row: usize,
        _column: usize,
        _twice: bool,
    ) -> Vec<Effect> {
        vec![]
    }

    pub(in crate::app) fn signals_refresh(&mut self) {}
}
