//! State of the Timeline screen and what its keys do. It must not know how it is drawn.

use crate::app::{App, Command, Effect};

/// State of the Timeline screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {}

impl App {
    pub(in crate::app) fn timeline_command(&mut self, _command: Command) -> Option<Vec<Effect>> {
        None
    }

    pub(in crate::app) fn timeline_click(
        &mut self,
        _row: usize,
        _column: usize,
        _twice: bool,
    ) -> Vec<Effect> {
        vec![]
    }

    pub(in crate::app) fn timeline_refresh(&mut self) {}
}

impl App {
    pub(in crate::app) fn timeline_drag(&mut self, _columns: i16) -> Vec<Effect> {
        vec![]
    }
}
