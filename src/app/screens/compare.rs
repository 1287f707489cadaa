//! State of the Compare screen and what its keys do. It must not know how it is drawn; the comparison
//! itself is computed by `analysis::compare`.

use crate::app::{App, Command, Effect};

/// State of the Compare screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    /// Only rows that differ.
    pub differences: bool,
    /// Peers hidden.
    pub no_peers: bool,
    /// The chosen row.
    pub cursor: usize,
    /// First row shown.
    pub offset: usize,
    /// The chosen incident.
    pub column: usize,
}

impl App {
    pub(in crate::app) fn compare_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let state = &mut self.screens.compare;
        match command {
            Command::Differences => {
                state.differences = !state.differences;
                state.offset = 0;
                state.cursor = 0;
            }
            Command::TogglePeers => state.no_peers = !state.no_peers,
            Command::Unmark => {
                if let Some((row, _)) = self.compared.get(state.column) {
                    let row = *row;
                    self.marked.retain(|r| *r != row);
                    self.marks_changed();
                }
            }
            Command::Open => {
                if let Some((row, _)) = self.compared.get(state.column) {
                    let row = *row;
                    self.go_to(row);
                }
            }
            _ => return None,
        }
        Some(vec![])
    }

    pub(in crate::app) fn compare_click(
        &mut self,
        row: usize,
        column: usize,
        _twice: bool,
    ) -> Vec<Effect> {
        let state = &mut self.screens.compare;
        state.cursor = row;
        state.column = column.min(self.compared.len().saturating_sub(1));
        vec![]
    }

    pub(in crate::app) fn compare_refresh(&mut self) {
        let last = self.compared.len().saturating_sub(1);
        self.screens.compare.column = self.screens.compare.column.min(last);
    }
}
