//! The explorer without a terminal: [`App`] is plain data, [`update`] is the one door through which it
//! changes, and what has to happen outside comes back as [`Effect`]s. It must not know how anything is
//! drawn, nor read a clock, a file or the environment.

pub mod action;
pub mod alike;
mod beginning;
pub mod columns;
mod desk;
pub mod export;
pub mod facets;
pub mod geometry;
pub mod hints;
mod history;
pub mod input;
pub mod keymap;
pub mod line;
pub mod menu;
mod needs;
pub mod prompt;
mod question;
pub mod saved;
pub mod screens;
mod sight;
pub mod theme;
mod update;
pub mod work;

pub use action::{Action, Command, Effect, Message};
pub use geometry::{Area, Geometry, Target};
pub use history::{History, Step};
pub use prompt::{Asks, Exporting, Prompt};
pub use update::{first_line, update};

use crate::{
    catalog::{BitSet, Catalog, open::Sources, parts::Rest},
    model::Incident,
    query::{self, Answer, Parsed, Query, complete::Completions},
    report::around::Around,
};
use beginning::Beginning;
use columns::Column;
use facets::FacetColumn;
use input::Key;
use line::Line;
use menu::MenuItem;
use question::{Asked, Stay};
use std::{collections::BTreeMap, sync::Arc};
use work::{Bench, Need};

/// What the explorer starts with.
#[derive(Debug)]
pub struct Start {
    /// The records.
    pub catalog: Catalog,
    /// The first query.
    pub query: String,
    /// What went wrong while opening, to be said on the first screen.
    pub message: Option<Message>,
    /// The theme that was asked for.
    pub theme: Option<String>,
    /// Draw with ASCII signs only.
    pub ascii: bool,
    /// What the user's settings change.
    pub settings: Settings,
    /// What was opened, to be opened again after an import; its home keeps stars and notes.
    pub sources: Sources,
    /// The rest of the records, when `catalog` is only their beginning.
    pub rest: Option<Rest>,
}

/// What the user's settings change in the explorer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Ids of the fields to show as columns, in order.
    pub columns: Option<Vec<String>>,
    /// Keys with their commands, over those of the key table, wherever the command means something.
    pub keys: Vec<(Key, Command)>,
    /// Named queries.
    pub queries: saved::Queries,
}

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The table with facets and detail.
    Browse,
    /// All incidents on one time axis.
    Timeline,
    /// Incidents by data type.
    Exposure,
    /// Marked incidents side by side.
    Compare,
    /// Figures over the incidents.
    Insights,
    /// What they mean for the sector.
    Signals,
}

impl View {
    /// Every screen with the key that calls it and its name, in the order of the tabs.
    pub const ALL: &'static [(Self, char, &'static str)] = &[
        (Self::Browse, '1', "Browse"),
        (Self::Timeline, '2', "Timeline"),
        (Self::Exposure, '3', "Exposure"),
        (Self::Compare, '4', "Compare"),
        (Self::Insights, '5', "Insights"),
        (Self::Signals, '6', "Signals"),
    ];
}

/// Which part of the screen has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The query line.
    Query,
    /// The facet column.
    Facets,
    /// The table.
    Table,
    /// The detail pane.
    Detail,
}

/// A tab of the detail pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailTab {
    /// Facts, summary, intervals.
    Overview,
    /// Events.
    Timeline,
    /// Data.
    Exposed,
    /// Measures and consequences.
    Response,
    /// Vendor, organization, clients.
    Reach,
    /// Sources.
    Sources,
}

impl DetailTab {
    /// Every tab, in order, with its title; [`Self::NARROW`] has shorter ones where room is short.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Overview, "Overview"),
        (Self::Timeline, "Timeline"),
        (Self::Exposed, "Exposed"),
        (Self::Response, "Response"),
        (Self::Reach, "Reach"),
        (Self::Sources, "Sources"),
    ];

    /// The titles that are shortened in a narrow pane, the first one first.
    pub const NARROW: &'static [(Self, &'static str)] = &[
        (Self::Exposed, "Data"),
        (Self::Timeline, "Time"),
        (Self::Overview, "Facts"),
    ];
}

/// Something on top of the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// Lines to be read.
    Report {
        /// The lines.
        lines: Vec<String>,
        /// First line shown.
        scroll: usize,
    },
    /// Keys, signs, query language.
    Help {
        /// First line shown.
        scroll: usize,
        /// What is looked for.
        find: Line,
        /// It is being typed.
        typing: bool,
    },
    /// Every action by name.
    Palette {
        /// What is typed.
        line: Line,
        /// The chosen entry.
        cursor: usize,
    },
    /// A menu.
    Menu {
        /// Its title.
        title: &'static str,
        /// Its entries.
        items: Vec<MenuItem>,
        /// The chosen entry.
        cursor: usize,
    },
    /// The columns of the table.
    Columns {
        /// The chosen column.
        cursor: usize,
    },
    /// One line of text that is asked for.
    Prompt(Prompt),
}

/// The completion list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completing {
    /// What fits.
    pub list: Completions,
    /// The chosen one, once one was chosen.
    pub cursor: Option<usize>,
    /// What there was before the first one was taken.
    before: Option<Untaken>,
    /// The number under which the list for the line as it is was asked for.
    asked: u64,
    /// The number of the list that is here.
    done: u64,
    /// Which one to take as soon as the list is here: the key was quicker.
    then_take: Option<isize>,
}

/// The line before a completion was taken.
#[derive(Debug, Clone, PartialEq)]
struct Untaken {
    text: String,
    cursor: usize,
}

/// How far the reading of the data has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loading {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes that there are, when known.
    pub total: Option<u64>,
    /// Rows met.
    pub rows: u64,
}

/// At most so many incidents are compared.
pub const MOST_COMPARED: usize = 6;

/// Everything that the explorer knows.
#[derive(Debug)]
pub struct App {
    /// The records.
    pub catalog: Arc<Catalog>,
    /// The screen.
    pub view: View,
    /// Which part has the keys.
    pub focus: Focus,
    /// The query line as it is typed.
    pub line: Line,
    /// The line as it was read last.
    pub parsed: Parsed,
    /// The query that the answer belongs to: the last one without a fault.
    pub query: Query,
    /// The last whole answer.
    pub answer: Arc<Answer>,
    /// The first rows of the next one.
    beginning: Option<Beginning>,
    /// When nothing matches: for each term how many incidents there would be without it.
    pub relief: Vec<usize>,
    /// The answer for which `relief` was counted.
    relief_stamp: u64,
    /// The term that costs the most is to be dropped when it is known.
    dropping: bool,
    /// Counts the answers: what was computed over one need not be computed again while it stands.
    pub answer_stamp: u64,
    /// Texts of the query line before and after, for undo.
    pub history: History,
    /// The completion list under the line.
    pub completing: Completing,
    /// Columns of the table.
    pub columns: Vec<Column>,
    /// The chosen row, by its place in the answer.
    pub cursor: usize,
    /// The row that somebody put the cursor on, also while the answer does not have it: an answer that has it
    /// again shows it again. Nobody chose the first row.
    chosen: Option<u32>,
    /// First row shown.
    pub offset: usize,
    /// How many rows of a table were in sight when one was last.
    sight: usize,
    /// The cursor jumped, and a screen with rows of its own has not followed yet.
    jumped: bool,
    /// The chosen column, by its place in `columns`.
    pub column: usize,
    /// The facet column.
    pub facets: FacetColumn,
    /// Facets wanted, where there is room; `None` until the user says so.
    pub show_facets: Option<bool>,
    /// Detail wanted beside the table; `None` until the user says so.
    pub show_detail: Option<bool>,
    /// The detail pane has the whole width.
    pub zoomed: bool,
    /// The tab of the detail pane.
    pub tab: DetailTab,
    /// First line of the detail pane.
    pub scroll: usize,
    /// Rows marked, in the order of marking.
    pub marked: Vec<u32>,
    /// Rows starred.
    pub starred: BitSet,
    /// An import is going on.
    pub importing: bool,
    /// Whether a file is being written.
    pub exporting: Exporting,
    /// What was typed for the last import, until it succeeds.
    import_line: String,
    /// The path of a file that stood in the query line when it was looked for.
    dropped: Option<String>,
    /// The query line for which that was asked last.
    looked_for: String,
    /// How far the reading of the data has come; `None` when all of it is here.
    pub loading: Option<Loading>,
    /// The records are only the beginning of the data.
    pub incomplete: bool,
    /// They will stay that: the rest cannot be read.
    pub cut_short: bool,
    /// Notes on rows.
    pub notes: BTreeMap<u32, String>,
    /// What the other screens remember.
    pub screens: screens::Screens,
    /// What lies on top.
    pub overlay: Option<Overlay>,
    /// What the status line says.
    pub message: Option<Message>,
    /// The mouse is ours.
    pub mouse: bool,
    /// Size of the terminal.
    pub size: (u16, u16),
    /// What was drawn last.
    pub geometry: Geometry,
    /// Keys changed by the configuration.
    pub settings: Settings,
    /// The record under the cursor, kept so that drawing need not read it again.
    pub current: Option<(u32, Arc<Incident>)>,
    /// What other rows say of it.
    pub around: Around,
    /// What is most like it; see [`App::alike`].
    pub likeness: alike::Likeness,
    /// For which row the other incidents of its organization were counted.
    others: Option<Need>,
    /// The marked records, kept likewise.
    pub compared: Vec<(u32, Arc<Incident>)>,
    /// Something that is being worked out takes long enough to be mentioned.
    pub slow: bool,
    /// Up to so many records everything is worked out on the spot.
    pub at_once: usize,
    /// The question that has no answer yet.
    asked: Option<Asked>,
    /// What was handed out and is not back.
    in_hand: Option<Need>,
    /// How many numbers were given to questions.
    numbers: u64,
    /// What was worked out on the spot left behind.
    bench: Bench,
}

impl App {
    /// The explorer on a catalog, with a first query.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, line: &str) -> Self {
        let starred = catalog.marks.starred(catalog.len());
        let notes = catalog.marks.notes.clone();
        let mut app = Self {
            catalog,
            view: View::Browse,
            focus: Focus::Table,
            line: Line::new(line),
            parsed: Parsed::default(),
            query: Query::default(),
            answer: Arc::default(),
            relief: Vec::new(),
            relief_stamp: 0,
            dropping: false,
            answer_stamp: 0,
            history: History::default(),
            completing: Completing::default(),
            columns: columns::start_columns(),
            cursor: 0,
            chosen: None,
            offset: 0,
            sight: 0,
            jumped: false,
            column: 1,
            facets: FacetColumn::default(),
            show_facets: None,
            show_detail: None,
            zoomed: false,
            tab: DetailTab::Overview,
            scroll: 0,
            marked: Vec::new(),
            starred,
            importing: false,
            exporting: Exporting::Nothing,
            import_line: String::new(),
            dropped: None,
            looked_for: String::new(),
            loading: None,
            incomplete: false,
            cut_short: false,
            notes,
            screens: screens::Screens::default(),
            overlay: None,
            message: None,
            mouse: true,
            size: (80, 24),
            geometry: Geometry::default(),
            settings: Settings::default(),
            current: None,
            around: Around::default(),
            likeness: alike::Likeness::default(),
            others: None,
            compared: Vec::new(),
            slow: false,
            at_once: desk::AT_ONCE,
            asked: None,
            beginning: None,
            in_hand: None,
            numbers: 0,
            bench: Bench::default(),
        };
        app.parsed = query::parse(app.line.text());
        // A wrong query on the command line still opens the program: everything is shown, and the line
        // says what is wrong.
        let query = if app.parsed.can_be_asked() {
            app.parsed.query.clone()
        } else {
            // That is what was answered, and what undo goes to.
            app.history.back.push(Step::default());
            Query::default()
        };
        app.ask_query(query, Stay::Top);
        app.settle_first();
        app
    }

    /// Takes the user's settings over.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        if let Some(ids) = &settings.columns {
            self.columns = columns::chosen_columns(ids);
        }
        self.settings = settings;
        self
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<u32> {
        self.rows().get(self.cursor).copied()
    }

    /// The record under the cursor.
    #[must_use]
    pub fn incident(&self) -> Option<&Arc<Incident>> {
        self.current.as_ref().map(|(_, r)| r)
    }

    /// True when a row is marked.
    #[must_use]
    pub fn is_marked(&self, row: u32) -> bool {
        self.marked.contains(&row)
    }
}
