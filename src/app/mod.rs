//! The explorer without a terminal: [`App`] is plain data, [`update`] is the one door through which it
//! changes, and what has to happen outside comes back as [`Effect`]s. It must not know how anything is
//! drawn, nor read a clock, a file or the environment.

pub mod action;
pub mod alike;
pub mod columns;
pub mod export;
pub mod facets;
pub mod geometry;
pub mod input;
pub mod keymap;
pub mod line;
pub mod menu;
mod reload;
pub mod screens;
mod update;

pub use action::{Action, Command, Effect, Message};
pub use geometry::{Area, Geometry, Target};
pub use update::update;

use crate::{
    catalog::{BitSet, Catalog, open::Sources},
    model::Incident,
    query::{self, Answer, Context, Parsed, Query, complete::Completions, plan},
    report::around::Around,
};
use columns::Column;
use export::ExportWhat;
use facets::FacetColumn;
use input::Key;
use line::Line;
use menu::MenuItem;
use std::{collections::BTreeMap, sync::Arc};

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
}

/// What the user's settings change in the explorer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Ids of the fields to show as columns, in order.
    pub columns: Option<Vec<String>>,
    /// Keys with their commands, over those of the key table, wherever the command means something.
    pub keys: Vec<(Key, Command)>,
    /// Named queries.
    pub queries: Vec<(String, String)>,
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
    Prompt {
        /// What is asked.
        title: &'static str,
        /// What an answer looks like.
        hint: &'static str,
        /// What is typed.
        line: Line,
        /// Who wants to know.
        asks: Asks,
    },
}

/// What the answer to a prompt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The note of a row.
    Note(u32),
    /// The list to import.
    Import,
    /// The date that the Timeline goes to.
    Date,
    /// The file that an export goes to.
    File(ExportWhat),
}

/// The completion list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completing {
    /// What fits.
    pub list: Completions,
    /// The chosen one, once one was chosen.
    pub cursor: Option<usize>,
    /// The line before the first one was taken.
    pub before: Option<(String, usize)>,
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
    /// The rows shown.
    pub answer: Answer,
    /// When nothing matches: for each term how many incidents there would be without it.
    pub relief: Vec<usize>,
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
    /// First row shown.
    pub offset: usize,
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
    /// The marked records, kept likewise.
    pub compared: Vec<(u32, Arc<Incident>)>,
}

/// Texts of the query line, for undo and for recalling older queries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Texts to go back to, the latest last.
    pub back: Vec<String>,
    /// Texts to go forward to, the next last.
    pub forward: Vec<String>,
    /// Texts that were kept with Enter, the latest last.
    pub kept: Vec<String>,
    /// Where in `kept` the arrow keys are.
    pub recalled: Option<usize>,
    /// The text when the query line was entered: typing is one step of undo.
    pub entered: Option<String>,
}

/// More steps than this are forgotten.
pub const MOST_HISTORY: usize = 500;

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
            answer: Answer::default(),
            relief: Vec::new(),
            answer_stamp: 0,
            history: History::default(),
            completing: Completing::default(),
            columns: columns::start_columns(),
            cursor: 0,
            offset: 0,
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
            compared: Vec::new(),
        };
        app.read_line();
        if !app.parsed.errors.iter().all(|e| e.unfinished) {
            // A wrong query on the command line still opens the program: everything is shown, and the
            // line says what is wrong.
            app.answer = query::answer(&app.catalog, &Query::default(), &app.context());
            app.answer_stamp += 1;
            app.refresh();
        }
        app.keep_alike();
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
        self.answer.rows.get(self.cursor).copied()
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

    fn context(&self) -> Context {
        let mut marked = BitSet::none(self.catalog.len());
        for row in &self.marked {
            marked.insert(*row as usize);
        }
        Context {
            marked,
            starred: self.starred.clone(),
            noted: BitSet::from_rows(self.catalog.len(), self.notes.keys().copied()),
        }
    }

    /// Reads the line; a line without faults is answered, a faulty one leaves the last answer.
    fn read_line(&mut self) {
        self.parsed = query::parse(self.line.text());
        if self.parsed.errors.iter().any(|e| !e.unfinished) {
            return;
        }
        let before = self.row();
        let changed = self.query != self.parsed.query;
        self.query = self.parsed.query.clone();
        self.answer = query::answer(&self.catalog, &self.query, &self.context());
        self.answer_stamp += 1;
        // The cursor stays on its incident when only the order or the marks changed; a new question
        // starts at its best answer.
        let kept = before.filter(|_| !changed || self.focus != Focus::Query);
        self.cursor = kept
            .and_then(|row| self.answer.rows.iter().position(|r| *r == row))
            .unwrap_or(0);
        self.follow_cursor();
        self.refresh();
    }

    /// Brings what is kept for drawing up to date with cursor, marks and answer.
    fn refresh(&mut self) {
        self.relief = if self.answer.rows.is_empty() {
            plan::relief(&self.catalog, &self.query, &self.context())
        } else {
            Vec::new()
        };
        let row = self.row();
        if self.current.as_ref().map(|(r, _)| *r) != row {
            self.current =
                row.and_then(|r| self.catalog.incident(r as usize).map(|i| (r, Arc::new(i))));
            self.around = self
                .current
                .as_ref()
                .map(|(r, i)| Around {
                    note: self.notes.get(r).cloned(),
                    ..Around::of(&self.catalog, *r, i)
                })
                .unwrap_or_default();
            self.scroll = 0;
        }
        let kept = std::mem::take(&mut self.compared);
        self.compared = self
            .marked
            .iter()
            .take(MOST_COMPARED)
            .filter_map(|row| {
                kept.iter().find(|(r, _)| r == row).cloned().or_else(|| {
                    self.catalog
                        .incident(*row as usize)
                        .map(|i| (*row, Arc::new(i)))
                })
            })
            .collect();
        self.facets.count(&self.catalog, &self.answer);
        self.screens_refresh();
    }

    /// Takes note of what was drawn: the mouse and the pages need it.
    pub fn drawn(&mut self, geometry: Geometry) {
        let taller = geometry.table_rows != self.geometry.table_rows;
        self.geometry = geometry;
        if taller {
            self.follow_cursor();
        }
    }

    /// Scrolls the table so that the cursor is in sight.
    fn follow_cursor(&mut self) {
        let height = self.geometry.table_rows.max(1);
        let last = self.answer.rows.len().saturating_sub(1);
        self.cursor = self.cursor.min(last);
        self.offset = self
            .offset
            .clamp(self.cursor.saturating_sub(height - 1), self.cursor);
        // No blank space below the last row while rows are hidden above the first one.
        self.offset = self
            .offset
            .min(self.answer.rows.len().saturating_sub(height));
    }
}
