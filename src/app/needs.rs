//! What commands need before they can do anything, and what is said where that is missing: one table, so
//! that no key is silent and none speaks of an incident that is not there. It must not know how a command
//! is carried out, nor which key it is bound to.

use super::{App, Command, Effect, View};

/// The commands that are about an incident, each with what it would do to one.
const ABOUT_AN_INCIDENT: &[(Command, &str)] = &[
    (Command::Open, "open"),
    (Command::Mark, "mark"),
    (Command::MarkSimilar, "mark"),
    (Command::Star, "star"),
    (Command::Note, "note"),
    (Command::SourceMenu, "open"),
    (Command::Organization, "look for"),
    (Command::Similar, "look for"),
    (Command::SignalsOf, "look for"),
    (Command::NextTab, "turn to"),
    (Command::PreviousTab, "turn to"),
    (Command::NextIncident, "go to"),
    (Command::PreviousIncident, "go to"),
    (Command::NextPane, "go to"),
    (Command::PreviousPane, "go to"),
    (Command::NextEvent, "go to"),
    (Command::PreviousEvent, "go to"),
    (Command::JumpDate, "go to"),
    (Command::PanLeft, "go to"),
    (Command::PanRight, "go to"),
    (Command::Centre, "bring to the middle"),
    (Command::ZoomIn, "zoom into"),
    (Command::ZoomOut, "zoom out of"),
    (Command::FitAll, "fit in"),
    (Command::ZoomDetail, "zoom into"),
    (Command::Exclude, "exclude"),
    (Command::FoldGroup, "fold"),
    (Command::FoldAll, "fold"),
    (Command::ToggleUnused, "show"),
    (Command::ZoomChart, "zoom into"),
    (Command::CrossTable, "count"),
    (Command::CrossRows, "count"),
    (Command::CrossColumns, "count"),
    (Command::CrossTurn, "turn"),
    (Command::CrossShares, "count"),
];

impl App {
    /// What is said instead of carrying a command out, where there is no incident that it could be about.
    pub(super) fn lacks_incident(&mut self, command: Command) -> Option<Vec<Effect>> {
        let (_, verb) = ABOUT_AN_INCIDENT.iter().find(|(c, _)| *c == command)?;
        if self.row().is_some() {
            return None;
        }
        // What else is shown than the answer can be gone to and opened: panes, signals, what is compared. With
        // nothing to compare, enter is the way to Browse, where incidents are marked.
        let has_own = match command {
            Command::NextPane | Command::PreviousPane => {
                !matches!(self.view, View::Exposure | View::Insights)
            }
            Command::Open => matches!(self.view, View::Compare | View::Signals),
            Command::SourceMenu if self.view == View::Compare => {
                self.screens.compare.shown.is_some()
            }
            Command::SourceMenu => self.view == View::Signals,
            _ => false,
        };
        (!has_own).then(|| self.no_incident(verb))
    }

    /// Says that no incident is shown, and the way out.
    pub(super) fn no_incident(&mut self, verb: &str) -> Vec<Effect> {
        if self.catalog.is_empty() {
            self.say(format!(
                "there are no records, so nothing to {verb}; i imports a list"
            ))
        } else {
            self.say(format!(
                "no incident is shown, so there is nothing to {verb}; U shows all"
            ))
        }
    }
}
