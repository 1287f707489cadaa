//! What the hint line names: the commands that serve most where the keys go, each with a word. It must
//! not know which keys they are bound to, nor how the line is drawn.

use super::{
    App, Command, Overlay, View,
    keymap::{Place, places},
};

/// What the hint line names now: that of the place where the keys go, unless something special is shown
/// there.
#[must_use]
pub fn hints_now(app: &App) -> Option<(Place, &'static [(Command, &'static str)])> {
    let place = places(app).first().copied()?;
    let special: Option<&[_]> = match (&app.overlay, app.view, &app.screens.insights) {
        (None, ..) if place == Place::QueryLine && app.completing.cursor.is_some() => Some(&[
            (Command::Complete, "next"),
            (Command::Back, "undo completion"),
            (Command::Accept, "keep"),
            (Command::CompleteBack, "previous"),
        ]),
        (Some(Overlay::Help { typing: true, .. }), ..) => Some(&[
            (Command::Open, "stay there"),
            (Command::Down, "next"),
            (Command::Up, "previous"),
            (Command::Back, "give up"),
        ]),
        (Some(Overlay::Help { find, .. }), ..) if !find.is_empty() => Some(&[
            (Command::FindNext, "next"),
            (Command::FindPrevious, "previous"),
            (Command::Find, "find"),
            (Command::Down, "scroll"),
            (Command::NextPane, "next part"),
            (Command::Back, "close"),
        ]),
        (Some(Overlay::Help { .. }), ..) => Some(&[
            (Command::Find, "find"),
            (Command::Down, "scroll"),
            (Command::NextPane, "next part"),
            (Command::PageDown, "page"),
            (Command::Back, "close"),
        ]),
        // There is nothing to go down to; what completes a path stands in the prompt.
        (Some(Overlay::Prompt(_)), ..) => {
            Some(&[(Command::Open, "do it"), (Command::Back, "close")])
        }
        (Some(Overlay::Report { .. }), ..) => Some(&[
            (Command::Down, "scroll"),
            (Command::PageDown, "page"),
            (Command::Back, "close"),
        ]),
        (Some(Overlay::Menu { .. }), ..) if app.offers_saved() => Some(&[
            (Command::Open, "choose"),
            (Command::DeleteSaved, "delete"),
            (Command::Back, "close"),
        ]),
        (Some(Overlay::Columns { .. }), ..) => Some(&[
            (Command::Open, "show or hide"),
            (Command::MoveColumnRight, "down"),
            (Command::MoveColumnLeft, "up"),
            (Command::Widen, "wider"),
            (Command::Narrow, "narrower"),
            (Command::ResetColumns, "as at the start"),
            (Command::Back, "close"),
        ]),
        // Without a column enter opens the incident, and what is done to a column waits.
        (None, View::Exposure, _)
            if place == Place::ExposureScreen && app.exposure_place().2.is_none() =>
        {
            Some(&[
                (Command::Open, "open"),
                (Command::Right, "column"),
                (Command::NextPane, "group"),
                (Command::FoldAll, "fold all"),
                (Command::ToggleUnused, "all types"),
                (Command::Mark, "mark"),
                (Command::SortMenu, "sort"),
                (Command::FocusQuery, "query"),
                (Command::Undo, "undo"),
                (Command::Back, "back"),
                (Command::Help, "help"),
            ])
        }
        (None, View::Insights, state) if place == Place::InsightsScreen => {
            match (&state.cross, state.zoomed) {
                (Some(_), _) => Some(&[
                    (Command::Open, "narrow"),
                    (Command::CrossRows, "rows"),
                    (Command::CrossColumns, "columns"),
                    (Command::CrossTurn, "turn"),
                    (Command::CrossShares, "shares"),
                    (Command::CrossTable, "close"),
                    (Command::CopyMenu, "copy"),
                    (Command::Undo, "undo"),
                    (Command::Back, "back"),
                    (Command::Help, "help"),
                ]),
                (None, true) => Some(&[
                    (Command::Open, "narrow"),
                    (Command::NextPane, "next chart"),
                    (Command::PreviousPane, "previous"),
                    (Command::ZoomChart, "all charts"),
                    (Command::CrossTable, "cross-table"),
                    (Command::CopyMenu, "copy"),
                    (Command::Undo, "undo"),
                    (Command::Back, "back"),
                    (Command::Help, "help"),
                ]),
                (None, false) => None,
            }
        }
        _ => None,
    };
    Some((place, special.unwrap_or_else(|| hints(place))))
}

/// What the hint line names in a place, most useful first: command and one word.
#[must_use]
pub const fn hints(place: Place) -> &'static [(Command, &'static str)] {
    match place {
        Place::QueryLine => &[
            (Command::Complete, "complete"),
            (Command::Accept, "keep"),
            (Command::Back, "leave"),
            (Command::HistoryBack, "older"),
            (Command::DeleteToStart, "clear"),
            (Command::SaveQuery, "save"),
        ],
        Place::TypedMenu => &[
            (Command::Open, "do it"),
            (Command::Down, "next"),
            (Command::Back, "close"),
        ],
        Place::Menu => &[(Command::Open, "choose"), (Command::Back, "close")],
        // Never the nearest place: what is typed into says what it is for.
        Place::Line => &[],
        Place::Facets => &[
            (Command::Open, "choose"),
            (Command::Exclude, "exclude"),
            (Command::Right, "unfold"),
            (Command::NextPane, "next pane"),
            (Command::FocusQuery, "query"),
            (Command::Undo, "undo"),
            (Command::Help, "help"),
        ],
        Place::Table | Place::BrowseScreen => &[
            (Command::FocusQuery, "query"),
            (Command::Open, "open"),
            (Command::Mark, "mark"),
            (Command::Compare, "compare"),
            (Command::SortMenu, "sort"),
            (Command::ToggleFacets, "facets"),
            (Command::NextTab, "tab"),
            (Command::CopyMenu, "copy"),
            (Command::ExportMenu, "export"),
            (Command::Undo, "undo"),
            (Command::SavedQueries, "saved"),
            (Command::Help, "help"),
            (Command::Quit, "quit"),
        ],
        Place::Detail => &[
            (Command::NextTab, "next tab"),
            (Command::PreviousTab, "previous"),
            (Command::Down, "scroll"),
            (Command::NextIncident, "next incident"),
            (Command::ZoomDetail, "zoom"),
            (Command::SourceMenu, "source"),
            (Command::CopyMenu, "copy"),
            (Command::Mark, "mark"),
            (Command::Back, "back"),
            (Command::Help, "help"),
        ],
        Place::CompareScreen => &[
            (Command::Differences, "differences"),
            (Command::NextDifference, "next"),
            (Command::Right, "column"),
            (Command::Open, "open"),
            (Command::Unmark, "take out"),
            (Command::CopyMenu, "copy"),
            (Command::Browse, "browse"),
            (Command::TogglePeers, "peers"),
            (Command::NextPane, "next section"),
            (Command::MoveColumnRight, "move column"),
            (Command::FocusQuery, "query"),
            (Command::Help, "help"),
        ],
        Place::TimelineScreen => &[
            (Command::Open, "open"),
            (Command::ZoomIn, "in"),
            (Command::ZoomOut, "out"),
            (Command::FitAll, "all"),
            (Command::Centre, "centre"),
            (Command::NextEvent, "next event"),
            (Command::PanLeft, "earlier"),
            (Command::PanRight, "later"),
            (Command::JumpDate, "date"),
            (Command::FocusQuery, "query"),
            (Command::SortMenu, "sort"),
            (Command::Back, "back"),
            (Command::Help, "help"),
        ],
        Place::ExposureScreen => &[
            (Command::Open, "only these"),
            (Command::Right, "column"),
            (Command::NextPane, "group"),
            (Command::SortByColumn, "exposed first"),
            (Command::FoldGroup, "fold"),
            (Command::FoldAll, "fold all"),
            (Command::ToggleUnused, "all types"),
            (Command::Exclude, "exclude"),
            (Command::FocusQuery, "query"),
            (Command::Undo, "undo"),
            (Command::Back, "back"),
            (Command::Help, "help"),
        ],
        Place::SignalsScreen => &[
            (Command::Open, "open"),
            (Command::NextPane, "next pane"),
            (Command::AllSignals, "all or the query's"),
            (Command::SignalOrder, "order"),
            (Command::SourceMenu, "source"),
            (Command::CopyMenu, "copy"),
            (Command::Back, "back"),
            (Command::Help, "help"),
        ],
        Place::InsightsScreen => &[
            (Command::Open, "open or narrow"),
            (Command::NextPane, "into the chart"),
            (Command::ZoomChart, "whole screen"),
            (Command::CrossTable, "cross-table"),
            (Command::CopyMenu, "copy"),
            (Command::Undo, "undo"),
            (Command::Back, "back"),
            (Command::Help, "help"),
        ],
        Place::Anywhere => &[
            (Command::Browse, "browse"),
            (Command::FocusQuery, "query"),
            (Command::Help, "help"),
            (Command::Quit, "quit"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::key_for;

    #[test]
    fn every_hint_has_a_key() {
        for place in [
            Place::QueryLine,
            Place::TypedMenu,
            Place::Menu,
            Place::Facets,
            Place::Table,
            Place::Detail,
            Place::CompareScreen,
            Place::TimelineScreen,
            Place::ExposureScreen,
            Place::InsightsScreen,
            Place::SignalsScreen,
            Place::Anywhere,
        ] {
            for (command, _) in hints(place) {
                assert!(
                    key_for(*command, place).is_some(),
                    "{command:?} {}",
                    place.title()
                );
            }
        }
    }
}
