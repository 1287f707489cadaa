//! ACTIONS: everything the explorer can do, by name. Keys, mouse, palette, replays and tests all
//! become an [`Action`]; [`super::update`] alone carries it out. It must not know what a key is.

use super::{
    Loading,
    geometry::Target,
    saved::{Change, Queries},
    work::{Found, Job},
};
use crate::{
    catalog::{Catalog, open::untold},
    error::Error,
    model::text::clean,
    report::{columns::Column, rows::Format},
};
use std::sync::Arc;

/// Declares the commands: id, sentence, section.
macro_rules! commands {
    ($( $section:literal { $( $variant:ident $id:literal $sentence:literal, )* } )*) => {
        /// A command without further words: it can be bound to a key and called from the palette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command { $( $( #[doc = $sentence] $variant, )* )* }

        /// Every command.
        pub const ACTIONS: &[Entry] = &[ $( $( Entry { command: Command::$variant, id: $id, sentence: $sentence, section: $section }, )* )* ];
    };
}

/// One entry of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// As it is called in the palette, the configuration and replays.
    pub id: &'static str,
    /// What it does.
    pub sentence: &'static str,
    /// Where help lists it.
    pub section: &'static str,
}

commands! {
    "Everywhere" {
        Help "help" "Show all keys and signs",
        Palette "palette" "Call any action by its name",
        FocusQuery "query" "Edit the query",
        Back "back" "Go one step back",
        Quit "quit" "Leave the program",
        QuitNow "quit-now" "Leave the program at once",
        Suspend "suspend" "Put the program to sleep (fg wakes it)",
        Redraw "redraw" "Draw the screen anew",
        ToggleMouse "mouse" "Give the mouse to the terminal, to select text, or take it back",
        NextTheme "theme" "Change the colours",
        Find "find" "Find a word in the help",
        FindNext "find-next" "Go to the next place in the help that has the word",
        FindPrevious "find-previous" "Go to the one before",
    }
    "Screens" {
        Browse "browse" "Browse the incidents",
        Timeline "timeline" "See the incidents on one time axis",
        Exposure "exposure" "See the incidents by exposed data",
        Compare "compare" "Compare the marked incidents side by side",
        Insights "insights" "See figures over the incidents",
        Signals "signals" "See what the incidents mean for the sector",
        NextView "next-screen" "Go to the next screen",
        PreviousView "previous-screen" "Go to the previous screen",
    }
    "Moving" {
        Up "up" "Move up",
        Down "down" "Move down",
        Left "left" "Move left",
        Right "right" "Move right",
        PageUp "page-up" "Move a page up",
        PageDown "page-down" "Move a page down",
        Top "top" "Go to the first",
        Bottom "bottom" "Go to the last",
        NextPane "next-pane" "Go to the next pane",
        PreviousPane "previous-pane" "Go to the previous pane",
        Open "open" "Open the incident, or take what the cursor is on",
        NextTab "next-tab" "Show the next tab of the incident",
        PreviousTab "previous-tab" "Show the previous tab of the incident",
        NextIncident "next-incident" "Show the next incident",
        PreviousIncident "previous-incident" "Show the previous incident",
    }
    "Query" {
        Undo "undo" "Undo the last change of query or line",
        Redo "redo" "Redo it",
        ClearQuery "clear-query" "Show every incident",
        SavedQueries "saved" "Choose one of the saved queries",
        SaveQuery "save-query" "Save the query under a name, in the settings",
        DeleteSaved "delete-saved" "Delete the saved query under the cursor",
        SortMenu "sort" "Choose the order",
        SortByColumn "sort-column" "Sort by the column under the cursor, then turn it round",
        ToggleFacets "facets" "Show or hide the facets",
        Exclude "exclude" "Exclude the facet value under the cursor",
        DropTerm "drop-term" "Drop the term that removes the most",
    }
    "Incidents" {
        Mark "mark" "Mark the incident for comparison, or unmark it",
        ClearMarks "clear-marks" "Unmark all",
        Star "star" "Star the incident, or take the star away",
        Import "import" "Import a list into your library",
        Note "note" "Write a note on the incident",
        CopyMenu "copy" "Copy the record, a citation, the query or the screen's text",
        ExportMenu "export" "Write what is shown to a file",
        SourceMenu "source" "Open a source in the browser",
        Organization "organization" "Show every incident of this organization",
        MarkSimilar "mark-similar" "Mark the incident and the five most like it, to compare",
        Similar "similar" "Show the incidents through the same vendor",
    }
    "Table" {
        ToggleDetail "detail" "Show or hide the detail pane",
        ZoomDetail "zoom" "Give the detail pane the whole width, or take it back",
        ColumnsMenu "columns" "Choose, order and widen the columns",
        Widen "widen" "Widen the column under the cursor",
        Narrow "narrow" "Narrow the column under the cursor",
        HideColumn "hide-column" "Hide the column under the cursor",
        MoveColumnLeft "column-left" "Move the column to the left",
        MoveColumnRight "column-right" "Move the column to the right",
        ResetColumns "reset-columns" "Show the columns as at the start",
    }
    "Timeline" {
        ZoomIn "zoom-in" "Show less time, more exactly",
        ZoomOut "zoom-out" "Show more time",
        FitAll "fit-all" "Show all the time there is",
        Centre "centre" "Bring the incident under the cursor to the middle",
        JumpDate "jump-date" "Go to a date, and to the incident nearest to it",
        NextEvent "next-event" "Go to the next event of the incident",
        PreviousEvent "previous-event" "Go to the previous event of the incident",
        PanLeft "pan-left" "Go back in time by half a screen",
        PanRight "pan-right" "Go forward in time by half a screen",
    }
    "Exposure" {
        FoldGroup "fold-group" "Fold the group of the column into one, or unfold it",
        FoldAll "fold-all" "Fold or unfold all groups",
        ToggleUnused "unused" "Show or hide data types that no incident has",
    }
    "Compare" {
        Differences "differences" "Show only what differs, also what only some state, or all",
        NextDifference "next-difference" "Go to the next difference",
        PreviousDifference "previous-difference" "Go to the previous difference",
        TogglePeers "peers" "Show or hide the peers",
        Unmark "unmark-column" "Take the incident of this column out of the comparison",
    }
    "Signals" {
        SignalsOf "signals-of" "Show what the incident under the cursor means: its signals",
        AllSignals "all-signals" "Show all signals, or those of the incidents in the query",
        SignalOrder "signal-order" "Order the signals by relevancy, kind or name",
    }
    "Insights" {
        ZoomChart "zoom-chart" "Give the chart the whole screen, or take it back",
        CrossTable "cross-table" "Show two facets against each other, or the charts again",
        CrossRows "cross-rows" "Choose the rows of the cross-table",
        CrossColumns "cross-columns" "Choose the columns of the cross-table",
        CrossTurn "cross-turn" "Turn the cross-table: rows become columns",
        CrossShares "cross-shares" "Show counts, shares of the row or shares of the column",
    }
    "Typing" {
        Accept "accept" "Keep what is typed",
        Complete "complete" "Take the completion, or go to the next one",
        CompleteBack "complete-back" "Go to the previous completion",
        HistoryBack "older" "Bring back an older query, or the completion above",
        HistoryForward "newer" "Bring back a newer query, or the completion below",
        EditLeft "cursor-left" "Move the cursor left",
        EditRight "cursor-right" "Move the cursor right",
        WordLeft "word-left" "Move the cursor a word to the left",
        WordRight "word-right" "Move the cursor a word to the right",
        EditHome "cursor-start" "Move the cursor to the start",
        EditEnd "cursor-end" "Move the cursor to the end",
        Backspace "backspace" "Delete the character before the cursor",
        Delete "delete" "Delete the character under the cursor",
        DeleteWord "delete-word" "Delete the word before the cursor",
        DeleteWordRight "delete-word-right" "Delete to the end of the word",
        DeleteToStart "delete-to-start" "Delete everything before the cursor",
        DeleteToEnd "delete-to-end" "Delete everything after the cursor",
    }
}

impl Command {
    /// Its entry in the table.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        ACTIONS.iter().find(|a| a.command == self)
    }

    /// The command with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        ACTIONS.iter().find(|a| a.id == id).map(|a| a.command)
    }
}

/// Anything that can happen to the explorer.
#[derive(Debug, Clone)]
pub enum Action {
    /// A command.
    Do(Command),
    /// A character typed into a line.
    Type(char),
    /// Text pasted into a line.
    Paste(String),
    /// A click on something that was drawn; `twice` for a double click.
    Click {
        /// What was hit.
        target: Target,
        /// True for the second click in a row on the same thing.
        twice: bool,
    },
    /// The wheel over something, in lines; negative is up.
    Wheel {
        /// What was under the pointer.
        target: Option<Target>,
        /// Lines.
        lines: i16,
    },
    /// The pointer was dragged by so many cells since the last time.
    Drag {
        /// To the right.
        columns: i16,
        /// Down.
        rows: i16,
    },
    /// The query line is now this text (from the command line, a chart, a test).
    SetQuery(String),
    /// The terminal has another size.
    Resize(u16, u16),
    /// Something outside succeeded or failed; the sentence is shown.
    Say(Message),
    /// The path in the prompt is now this text.
    Typed(String),
    /// How far an export has come.
    Exporting(String),
    /// An export is over: where it was written, or why not.
    Exported(Message),
    /// How far an import has come.
    Importing(String),
    /// What stands in the query line is the path of a file.
    IsFile(String),
    /// An import ended without changing anything, and why.
    ImportOver(String),
    /// The settings were changed: the saved queries as they are now, and what there is to say.
    SettingsChanged(Queries, String),
    /// The settings were not changed, and why.
    SettingsKept(String),
    /// The rest of the data cannot be read, and why: what is here is all that there will be.
    CutShort(Message),
    /// So much of the data is read; `None` when no more of it comes.
    Loading(Option<Loading>),
    /// Other records take the place of the present ones; after an import with a report.
    Reload(Arc<Catalog>, Option<Vec<String>>),
    /// Something that was handed out came back.
    Found(Box<Found>),
    /// What was handed out takes long enough to be mentioned.
    StillWorking,
}

/// A sentence for the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: String,
    /// True when something went wrong.
    pub is_error: bool,
}

impl Message {
    /// What there is to say about the faults of data that was opened; nothing when there are none.
    #[must_use]
    pub fn about(faults: &[Error]) -> Option<Self> {
        let (told, behind) = faults.split_at_checked(1)?;
        let first = told.first()?;
        let more = untold(told, behind).map_or(String::new(), |more| format!(" (and {more})"));
        Some(Self {
            text: clean(&format!("{first}{more}")).into_owned(),
            is_error: true,
        })
    }
}

/// What `update` asks of the outside.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Put a text on the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Write a file; one of that name is replaced only if told so.
    Export {
        /// Where, as it was typed.
        path: String,
        /// Replace a file of that name.
        replace: bool,
        /// What.
        content: Content,
    },
    /// Open a web address.
    OpenUrl(String),
    /// Capture the mouse or let go of it.
    Mouse(bool),
    /// Sleep until woken.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Use another theme.
    NextTheme,
    /// Keep that a row has a star, or none.
    SaveStar {
        /// The row.
        row: u32,
        /// Whether it has one now.
        star: bool,
    },
    /// Keep the note of a row; an empty one takes it away.
    SaveNote {
        /// The row.
        row: u32,
        /// The note.
        note: String,
    },
    /// Change the saved queries in the settings.
    Settings(Change),
    /// Complete the path in the prompt.
    CompletePath(String),
    /// Import a list: its path and what follows it, as typed.
    Import(String),
    /// Tell by [`Action::IsFile`] if this is the path of a file.
    LookFor(String),
    /// Stop the import that is going on.
    StopImport,
    /// Stop the export that is going on.
    StopExport,
    /// Stop reading the data.
    StopLoading,
    /// Work something out beside the screen; what was handed out before is not wanted any more.
    Work(Box<Job>),
    /// Leave.
    Quit,
}

/// What a file gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text that is already there.
    Text(String),
    /// Rows of the catalog.
    Rows {
        /// Which, in order.
        rows: Vec<u32>,
        /// How.
        format: Format,
        /// The columns asked for; `None` means whole records, or every column.
        columns: Option<Vec<Column>>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_sentence_and_an_id_of_its_own() {
        for (i, a) in ACTIONS.iter().enumerate() {
            assert!(
                ACTIONS[..i].iter().all(|b| b.id != a.id),
                "{} stands twice",
                a.id
            );
            assert!(
                a.sentence.len() > 5 && !a.sentence.ends_with('.'),
                "{}",
                a.id
            );
            assert_eq!(Command::from_id(a.id), Some(a.command));
        }
    }
}
