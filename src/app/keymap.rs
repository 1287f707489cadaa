//! KEYS: which key means which command where. Help, hint line, README and the configuration read this
//! table. It must not know what a command does.

use super::{
    App, Focus, Overlay, View,
    action::{Action, Command},
    input::Key,
};

/// Where a key means something. The first of the current places that knows a key decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The query line.
    QueryLine,
    /// A list on top of the screen: help, menus.
    Menu,
    /// The palette and other lists that are filtered by typing.
    TypedMenu,
    /// Every line of text: the query, the palette, prompts.
    Line,
    /// The facet column.
    Facets,
    /// The table of incidents.
    Table,
    /// The detail pane.
    Detail,
    /// The Browse screen, whichever pane.
    BrowseScreen,
    /// The Timeline screen.
    TimelineScreen,
    /// The Exposure screen.
    ExposureScreen,
    /// The Compare screen.
    CompareScreen,
    /// The Insights screen.
    InsightsScreen,
    /// The Signals screen.
    SignalsScreen,
    /// Everywhere but in lines of text.
    Anywhere,
}

impl Place {
    /// What help calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::QueryLine => "in the query line",
            Self::Menu => "in menus",
            Self::TypedMenu => "in the palette",
            Self::Line => "in lines of text",
            Self::Facets => "in the facets",
            Self::Table => "in the table",
            Self::Detail => "in the detail pane",
            Self::BrowseScreen => "in Browse",
            Self::TimelineScreen => "in Timeline",
            Self::ExposureScreen => "in Exposure",
            Self::CompareScreen => "in Compare",
            Self::InsightsScreen => "in Insights",
            Self::SignalsScreen => "in Signals",
            Self::Anywhere => "anywhere",
        }
    }

    /// True where characters are typed.
    #[must_use]
    pub const fn is_typing(self) -> bool {
        matches!(self, Self::QueryLine | Self::TypedMenu | Self::Line)
    }
}

/// One key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// As it is written: `ctrl-r`, `space`, `G`.
    pub key: &'static str,
    /// Where it holds.
    pub place: Place,
    /// What it does.
    pub command: Command,
}

const fn key(key: &'static str, place: Place, command: Command) -> Binding {
    Binding {
        key,
        place,
        command,
    }
}

/// Every key, the one to be shown first.
pub const KEYS: &[Binding] = &[
    // Everywhere
    key("?", Place::Anywhere, Command::Help),
    key("F1", Place::Anywhere, Command::Help),
    key(":", Place::Anywhere, Command::Palette),
    key("ctrl-p", Place::Anywhere, Command::Palette),
    key("/", Place::Anywhere, Command::FocusQuery),
    key("esc", Place::Anywhere, Command::Back),
    key("q", Place::Anywhere, Command::Quit),
    key("ctrl-c", Place::Anywhere, Command::QuitNow),
    key("ctrl-z", Place::Anywhere, Command::Suspend),
    key("ctrl-l", Place::Anywhere, Command::Redraw),
    key("M", Place::Anywhere, Command::ToggleMouse),
    key("T", Place::Anywhere, Command::NextTheme),
    // Screens
    key("1", Place::Anywhere, Command::Browse),
    key("2", Place::Anywhere, Command::Timeline),
    key("3", Place::Anywhere, Command::Exposure),
    key("4", Place::Anywhere, Command::Compare),
    key("5", Place::Anywhere, Command::Insights),
    key("6", Place::Anywhere, Command::Signals),
    key("c", Place::BrowseScreen, Command::Compare),
    key("}", Place::Anywhere, Command::NextView),
    key("{", Place::Anywhere, Command::PreviousView),
    // Moving
    key("down", Place::Anywhere, Command::Down),
    key("j", Place::Anywhere, Command::Down),
    key("up", Place::Anywhere, Command::Up),
    key("k", Place::Anywhere, Command::Up),
    key("left", Place::Anywhere, Command::Left),
    key("h", Place::Anywhere, Command::Left),
    key("right", Place::Anywhere, Command::Right),
    key("l", Place::Anywhere, Command::Right),
    key("pagedown", Place::Anywhere, Command::PageDown),
    key("ctrl-f", Place::Anywhere, Command::PageDown),
    key("ctrl-d", Place::Anywhere, Command::PageDown),
    key("pageup", Place::Anywhere, Command::PageUp),
    key("ctrl-b", Place::Anywhere, Command::PageUp),
    key("ctrl-u", Place::Anywhere, Command::PageUp),
    key("g", Place::Anywhere, Command::Top),
    key("home", Place::Anywhere, Command::Top),
    key("G", Place::Anywhere, Command::Bottom),
    key("end", Place::Anywhere, Command::Bottom),
    key("tab", Place::Anywhere, Command::NextPane),
    key("shift-tab", Place::Anywhere, Command::PreviousPane),
    key("enter", Place::Anywhere, Command::Open),
    key("]", Place::BrowseScreen, Command::NextTab),
    key("[", Place::BrowseScreen, Command::PreviousTab),
    key("J", Place::BrowseScreen, Command::NextIncident),
    key("K", Place::BrowseScreen, Command::PreviousIncident),
    // Query
    key("u", Place::Anywhere, Command::Undo),
    key("ctrl-r", Place::Anywhere, Command::Redo),
    key("U", Place::Anywhere, Command::ClearQuery),
    key("@", Place::BrowseScreen, Command::SavedQueries),
    key("ctrl-s", Place::Anywhere, Command::SaveQuery),
    key("s", Place::BrowseScreen, Command::SortMenu),
    key("S", Place::Table, Command::SortByColumn),
    key("f", Place::BrowseScreen, Command::ToggleFacets),
    key("x", Place::Facets, Command::Exclude),
    key("-", Place::Facets, Command::Exclude),
    key("space", Place::Facets, Command::Open),
    key("D", Place::Anywhere, Command::DropTerm),
    // Incidents
    key("space", Place::BrowseScreen, Command::Mark),
    key("m", Place::BrowseScreen, Command::Mark),
    key("X", Place::Anywhere, Command::ClearMarks),
    key("*", Place::BrowseScreen, Command::Star),
    key("n", Place::BrowseScreen, Command::Note),
    key("i", Place::Anywhere, Command::Import),
    key("ctrl-o", Place::Anywhere, Command::Import),
    key("y", Place::Anywhere, Command::CopyMenu),
    key("e", Place::Anywhere, Command::ExportMenu),
    key("o", Place::Anywhere, Command::SourceMenu),
    key("O", Place::BrowseScreen, Command::Organization),
    key("V", Place::BrowseScreen, Command::Similar),
    key("~", Place::BrowseScreen, Command::MarkSimilar),
    // Table
    key("d", Place::BrowseScreen, Command::ToggleDetail),
    key("z", Place::BrowseScreen, Command::ZoomDetail),
    key("C", Place::BrowseScreen, Command::ColumnsMenu),
    key(">", Place::Table, Command::Widen),
    key("<", Place::Table, Command::Narrow),
    key("H", Place::Table, Command::HideColumn),
    key("alt-left", Place::Table, Command::MoveColumnLeft),
    key("alt-right", Place::Table, Command::MoveColumnRight),
    // Compare
    key("d", Place::CompareScreen, Command::Differences),
    key("n", Place::CompareScreen, Command::NextDifference),
    key("N", Place::CompareScreen, Command::PreviousDifference),
    key("p", Place::CompareScreen, Command::TogglePeers),
    key("x", Place::CompareScreen, Command::Unmark),
    key("alt-left", Place::CompareScreen, Command::MoveColumnLeft),
    key("alt-right", Place::CompareScreen, Command::MoveColumnRight),
    key("c", Place::CompareScreen, Command::Browse),
    // Timeline
    key("+", Place::TimelineScreen, Command::ZoomIn),
    key("-", Place::TimelineScreen, Command::ZoomOut),
    key("0", Place::TimelineScreen, Command::FitAll),
    key("=", Place::TimelineScreen, Command::Centre),
    key("@", Place::TimelineScreen, Command::JumpDate),
    key("n", Place::TimelineScreen, Command::NextEvent),
    key("N", Place::TimelineScreen, Command::PreviousEvent),
    key("L", Place::TimelineScreen, Command::PanRight),
    key("shift-right", Place::TimelineScreen, Command::PanRight),
    key("H", Place::TimelineScreen, Command::PanLeft),
    key("shift-left", Place::TimelineScreen, Command::PanLeft),
    key("space", Place::TimelineScreen, Command::Mark),
    key("m", Place::TimelineScreen, Command::Mark),
    key("*", Place::TimelineScreen, Command::Star),
    key("s", Place::TimelineScreen, Command::SortMenu),
    key("c", Place::TimelineScreen, Command::Compare),
    // Exposure
    key("z", Place::ExposureScreen, Command::FoldGroup),
    key("Z", Place::ExposureScreen, Command::FoldAll),
    key("a", Place::ExposureScreen, Command::ToggleUnused),
    key("S", Place::ExposureScreen, Command::SortByColumn),
    key("x", Place::ExposureScreen, Command::Exclude),
    key("space", Place::ExposureScreen, Command::Mark),
    key("m", Place::ExposureScreen, Command::Mark),
    key("*", Place::ExposureScreen, Command::Star),
    key("s", Place::ExposureScreen, Command::SortMenu),
    key("c", Place::ExposureScreen, Command::Compare),
    // Signals
    key("w", Place::BrowseScreen, Command::SignalsOf),
    key("a", Place::SignalsScreen, Command::AllSignals),
    key("s", Place::SignalsScreen, Command::SignalOrder),
    // Insights
    key("z", Place::InsightsScreen, Command::ZoomChart),
    key("x", Place::InsightsScreen, Command::CrossTable),
    key("r", Place::InsightsScreen, Command::CrossRows),
    key("c", Place::InsightsScreen, Command::CrossColumns),
    key("t", Place::InsightsScreen, Command::CrossTurn),
    key("p", Place::InsightsScreen, Command::CrossShares),
    // Menus
    key("enter", Place::Menu, Command::Open),
    key("esc", Place::Menu, Command::Back),
    key("q", Place::Menu, Command::Back),
    key("?", Place::Menu, Command::Back),
    key("/", Place::Menu, Command::Find),
    key("n", Place::Menu, Command::FindNext),
    key("N", Place::Menu, Command::FindPrevious),
    key("space", Place::Menu, Command::Open),
    key("x", Place::Menu, Command::DeleteSaved),
    key("delete", Place::Menu, Command::DeleteSaved),
    key("H", Place::Menu, Command::HideColumn),
    key(">", Place::Menu, Command::Widen),
    key("<", Place::Menu, Command::Narrow),
    key("J", Place::Menu, Command::MoveColumnRight),
    key("K", Place::Menu, Command::MoveColumnLeft),
    key("r", Place::Menu, Command::ResetColumns),
    // Typing
    key("enter", Place::TypedMenu, Command::Open),
    key("esc", Place::TypedMenu, Command::Back),
    key("ctrl-c", Place::TypedMenu, Command::Back),
    key("down", Place::TypedMenu, Command::Down),
    key("up", Place::TypedMenu, Command::Up),
    key("tab", Place::TypedMenu, Command::Down),
    key("shift-tab", Place::TypedMenu, Command::Up),
    key("pagedown", Place::TypedMenu, Command::PageDown),
    key("pageup", Place::TypedMenu, Command::PageUp),
    key("enter", Place::QueryLine, Command::Accept),
    key("esc", Place::QueryLine, Command::Back),
    key("ctrl-c", Place::QueryLine, Command::Back),
    key("tab", Place::QueryLine, Command::Complete),
    key("shift-tab", Place::QueryLine, Command::CompleteBack),
    key("up", Place::QueryLine, Command::HistoryBack),
    key("down", Place::QueryLine, Command::HistoryForward),
    key("pagedown", Place::QueryLine, Command::PageDown),
    key("pageup", Place::QueryLine, Command::PageUp),
    key("ctrl-z", Place::Line, Command::Undo),
    key("ctrl-r", Place::Line, Command::Redo),
    key("left", Place::Line, Command::EditLeft),
    key("ctrl-b", Place::Line, Command::EditLeft),
    key("right", Place::Line, Command::EditRight),
    key("ctrl-f", Place::Line, Command::EditRight),
    key("ctrl-left", Place::Line, Command::WordLeft),
    key("alt-b", Place::Line, Command::WordLeft),
    key("ctrl-right", Place::Line, Command::WordRight),
    key("alt-f", Place::Line, Command::WordRight),
    key("home", Place::Line, Command::EditHome),
    key("ctrl-a", Place::Line, Command::EditHome),
    key("end", Place::Line, Command::EditEnd),
    key("ctrl-e", Place::Line, Command::EditEnd),
    key("backspace", Place::Line, Command::Backspace),
    key("ctrl-h", Place::Line, Command::Backspace),
    key("delete", Place::Line, Command::Delete),
    key("ctrl-d", Place::Line, Command::Delete),
    key("ctrl-w", Place::Line, Command::DeleteWord),
    key("alt-backspace", Place::Line, Command::DeleteWord),
    key("alt-d", Place::Line, Command::DeleteWordRight),
    key("ctrl-delete", Place::Line, Command::DeleteWordRight),
    key("ctrl-u", Place::Line, Command::DeleteToStart),
    key("ctrl-k", Place::Line, Command::DeleteToEnd),
    key("ctrl-x", Place::QueryLine, Command::DropTerm),
    key("ctrl-s", Place::QueryLine, Command::SaveQuery),
    key("ctrl-o", Place::QueryLine, Command::Import),
];

/// The places that hold now, the nearest first.
#[must_use]
pub fn places(app: &App) -> Vec<Place> {
    match &app.overlay {
        Some(Overlay::Palette { .. } | Overlay::Prompt(_) | Overlay::Help { typing: true, .. }) => {
            return vec![Place::TypedMenu, Place::Line];
        }
        Some(_) => return vec![Place::Menu, Place::Anywhere],
        None => {}
    }
    if app.focus == Focus::Query {
        return vec![Place::QueryLine, Place::Line];
    }
    match app.view {
        View::Browse => {
            let pane = match app.focus {
                Focus::Facets => Place::Facets,
                Focus::Detail => Place::Detail,
                Focus::Table | Focus::Query => Place::Table,
            };
            vec![pane, Place::BrowseScreen, Place::Anywhere]
        }
        View::Timeline => vec![Place::TimelineScreen, Place::Anywhere],
        View::Exposure => vec![Place::ExposureScreen, Place::Anywhere],
        // With nothing to compare the hint line names the ways to somewhere else.
        View::Compare if app.compared.len() < 2 => vec![Place::Anywhere, Place::CompareScreen],
        View::Compare => vec![Place::CompareScreen, Place::Anywhere],
        View::Insights => vec![Place::InsightsScreen, Place::Anywhere],
        View::Signals => vec![Place::SignalsScreen, Place::Anywhere],
    }
}

/// What a key means now. Changed keys (from the configuration) come before the table.
#[must_use]
pub fn command(app: &App, pressed: Key) -> Option<Command> {
    let places = places(app);
    let typing = places.first().is_some_and(|p| p.is_typing());
    // In a line of text a changed key must not take a character away from typing.
    let changed = app
        .settings
        .keys
        .iter()
        .filter(|(k, _)| !typing || k.typed().is_none());
    changed
        .into_iter()
        .find(|(k, _)| *k == pressed)
        .map(|(_, c)| *c)
        .or_else(|| {
            let name = pressed.to_string();
            let bound = |place: &Place| KEYS.iter().find(|b| b.place == *place && b.key == name);
            places.iter().find_map(bound).map(|b| b.command)
        })
}

/// What a key does now: a command, or a character typed into a line of text.
#[must_use]
pub fn action(app: &App, pressed: Key) -> Option<Action> {
    command(app, pressed).map(Action::Do).or_else(|| {
        let typing = places(app).first().is_some_and(|p| p.is_typing());
        pressed.typed().filter(|_| typing).map(Action::Type)
    })
}

/// The key to show for a command in a place, if it has one.
#[must_use]
pub fn key_for(command: Command, place: Place) -> Option<&'static str> {
    let at = |p: Place| {
        KEYS.iter()
            .find(|b| b.command == command && b.place == p)
            .map(|b| b.key)
    };
    at(place)
        .or_else(|| at(Place::Line).filter(|_| place.is_typing()))
        .or_else(|| at(Place::BrowseScreen))
        .or_else(|| at(Place::Anywhere))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::ACTIONS;

    #[test]
    fn no_key_is_bound_twice_and_every_key_can_be_read() {
        for (i, a) in KEYS.iter().enumerate() {
            assert!(
                KEYS[..i]
                    .iter()
                    .all(|b| (b.key, b.place) != (a.key, a.place)),
                "{} is bound twice {}",
                a.key,
                a.place.title()
            );
            assert_eq!(a.key.parse::<Key>().unwrap().to_string(), a.key);
            assert!(ACTIONS.iter().any(|e| e.command == a.command));
        }
    }
}
