//! What happens to the incident, the facet value or the column under the cursor.

use crate::{
    app::{
        App, Asks, Command, DetailTab, Effect, Focus, MOST_COMPARED, Overlay, View,
        columns::{NARROWEST, WIDEST},
        facets::FacetLine,
        menu::{self, MenuItem},
    },
    model::text::clean,
    query::{Field, edit, lex::quote},
    report::around,
};

impl App {
    pub(in crate::app) fn open(&mut self) -> Vec<Effect> {
        match (self.view, self.focus) {
            (_, Focus::Facets) => self.choose_facet(),
            (_, Focus::Detail) if self.tab == DetailTab::Sources => return self.source_menu(),
            (_, Focus::Detail) => self.zoomed = !self.zoomed,
            _ if self.row().is_some() => {
                if self.geometry.detail_shown {
                    self.focus = Focus::Detail;
                } else {
                    self.zoomed = true;
                    self.focus = Focus::Detail;
                }
            }
            _ => {}
        }
        vec![]
    }

    /// Shows an incident in Browse, even if the query has to go for that.
    pub(in crate::app) fn go_to(&mut self, row: u32) {
        self.show(View::Browse);
        if !self.answer.set.contains(row as usize) {
            self.set_query("");
        }
        self.stay_on(row);
        self.focus = Focus::Detail;
    }

    pub(in crate::app) fn facet_line(&self) -> Option<FacetLine> {
        self.facets.lines().get(self.facets.cursor).copied()
    }

    pub(in crate::app) fn choose_facet(&mut self) {
        match self.facet_line() {
            Some(FacetLine::Title(f) | FacetLine::More(f, _)) => self.facets.fold(f, None),
            Some(line) => {
                if let Some((field, value)) = self.facets.value(line) {
                    let text = edit::toggle(self.line.text(), field, &value.id);
                    self.set_query(&text);
                }
            }
            None => {}
        }
    }

    pub(in crate::app) fn exclude(&mut self) {
        if let Some((field, value)) = self.facet_line().and_then(|l| self.facets.value(l)) {
            let text = edit::exclude(self.line.text(), field, &value.id);
            self.set_query(&text);
        }
    }

    pub(in crate::app) fn mark(&mut self) -> Vec<Effect> {
        let Some(row) = self.row() else { return vec![] };
        if let Some(at) = self.marked.iter().position(|r| *r == row) {
            self.marked.remove(at);
        } else {
            self.marked.push(row);
        }
        let text = match self.marked.len() {
            0 => "nothing is marked; space marks an incident".to_owned(),
            1 => "1 marked; mark another one, then c compares".to_owned(),
            n if n <= MOST_COMPARED => format!("{n} marked; c compares them"),
            n => format!("{n} marked; c compares the first {MOST_COMPARED}"),
        };
        self.marks_changed();
        // The next one is nearly always what one looks at next.
        if self.has_row(row) && self.focus == Focus::Table {
            self.step_row(1);
        }
        self.say(text)
    }

    pub(in crate::app) fn star(&mut self) -> Vec<Effect> {
        let Some(row) = self.row() else { return vec![] };
        let star = !self.starred.contains(row as usize);
        if star {
            self.starred.insert(row as usize);
        } else {
            self.starred.remove(row as usize);
        }
        self.marks_changed();
        vec![Effect::SaveStar { row, star }]
    }

    /// Asks for the note of the incident; the one that it has stands there to be changed.
    pub(in crate::app) fn ask_note(&mut self) {
        let Some(row) = self.row() else { return };
        let note = self.notes.get(&row).map(|note| note.replace('\n', " "));
        self.ask(
            "Note on the incident",
            "your own words; empty takes the note away",
            Asks::Note(row),
            &note.unwrap_or_default(),
        );
    }

    pub(in crate::app) fn set_note(&mut self, row: u32, text: &str) -> Vec<Effect> {
        let note = clean(text).into_owned();
        if note.is_empty() {
            self.notes.remove(&row);
        } else {
            self.notes.insert(row, note.clone());
        }
        self.around.note = self.notes.get(&row).cloned();
        self.marks_changed();
        vec![Effect::SaveNote { row, note }]
    }

    pub(in crate::app) fn same_organization(&mut self) {
        if let Some((row, incident)) = &self.current {
            let text = around::organization_query(&self.catalog, *row, incident);
            self.set_query(&text);
        }
    }

    pub(in crate::app) fn same_vendor(&mut self) -> Vec<Effect> {
        let vendor = self.incident().and_then(|r| {
            r.third_party
                .as_ref()
                .map(|t| t.name.to_string())
                .or_else(|| r.system.operator.as_ref().map(ToString::to_string))
        });
        match vendor {
            Some(name) => {
                self.set_query(&format!("vendor:{}", quote(&name)));
                vec![]
            }
            None => self.say(
                "no other company is stated as the way in here; O shows all of this organization",
            ),
        }
    }

    pub(in crate::app) fn menu(&mut self, title: &'static str, items: Vec<MenuItem>) {
        let now = items
            .iter()
            .position(|i| i.note.starts_with("now") || i.note.ends_with("now"))
            .unwrap_or(0);
        self.overlay = Some(Overlay::Menu {
            title,
            items,
            cursor: now,
        });
    }

    pub(in crate::app) fn source_menu(&mut self) -> Vec<Effect> {
        let items = self
            .incident()
            .map(|r| menu::source_items(r))
            .unwrap_or_default();
        if items.is_empty() {
            return self.say(
                "the record names no source with a web address; the tab Sources has what it cites",
            );
        }
        self.menu("Open in the browser", items);
        vec![]
    }

    pub(in crate::app) fn sort_by_column(&mut self, column: usize) {
        if let Some(c) = self.columns.get(column)
            && c.field.is_sortable()
        {
            self.sort_by(c.field);
        }
    }

    /// Orders by a field, or turns its order round; the order at the start, which no term says, too.
    pub(in crate::app) fn sort_by(&mut self, field: &'static Field) {
        let query = self.last_query();
        let at_start = query.sort.is_empty() && query.words().is_empty() && field.id == "known";
        let mut text = edit::sort_by(self.line.text(), field, false);
        if at_start {
            text = edit::sort_by(&text, field, false);
        }
        self.set_query(&text);
    }

    /// Hides the column under the cursor, which goes to the next one.
    pub(in crate::app) fn hide_column(&mut self) -> Vec<Effect> {
        let Some(field) = self.columns.get(self.column).map(|c| c.field) else {
            return vec![];
        };
        if field.id == "org" {
            return self
                .say("the organization stays: a row without it says nothing; C has the others");
        }
        let order = self.query_of_rows().sort.first().map(|key| key.field);
        if order == Some(field) {
            return self.say(format!(
                "{} stays while it orders the rows; s chooses another order",
                field.header
            ));
        }
        self.change_column(Command::HideColumn, self.column);
        let shown = |at: usize| self.columns.get(at).is_some_and(|c| c.shown);
        let next = (self.column..self.columns.len()).find(|at| shown(*at));
        let next = next.or_else(|| (0..self.column).rfind(|at| shown(*at)));
        self.column = next.unwrap_or(self.column);
        self.say(format!("{} is hidden; C brings it back", field.header))
    }

    /// Moves the column under the cursor past the next one that is shown.
    pub(in crate::app) fn move_column(&mut self, by: isize) -> Vec<Effect> {
        let at = self.column;
        let shown = |at: &usize| self.columns.get(*at).is_some_and(|c| c.shown);
        let to = if by < 0 {
            (0..at).rfind(shown)
        } else {
            (at + 1..self.columns.len()).find(shown)
        };
        match to {
            Some(to) if at < self.columns.len() => {
                let column = self.columns.remove(at);
                self.columns.insert(to, column);
                self.column = to;
                vec![]
            }
            _ if by < 0 => self.say("this is the first column; alt-right moves it"),
            _ => self.say("this is the last column; alt-left moves it"),
        }
    }

    /// Widens or narrows the column under the cursor.
    pub(in crate::app) fn resize_column(&mut self, command: Command) -> Vec<Effect> {
        self.change_column(command, self.column);
        match self.columns.get(self.column) {
            // It is as wide as there is room, so that nothing is seen of the change at first.
            Some(c) if c.field.id == "org" => {
                let width = c.width;
                self.say(format!(
                    "the organization has {width} cells or more: what the others leave; H hides those"
                ))
            }
            _ => vec![],
        }
    }

    /// Widens, narrows, hides or moves a column; returns where it is afterwards.
    pub(in crate::app) fn change_column(&mut self, command: Command, at: usize) -> usize {
        let Some(c) = self.columns.get_mut(at) else {
            return at;
        };
        match command {
            Command::Widen => c.width = (c.width + 2).min(WIDEST),
            Command::Narrow => c.width = c.width.saturating_sub(2).max(NARROWEST),
            // The organization never goes: a row without it says nothing.
            Command::HideColumn => c.shown = !c.shown || c.field.id == "org",
            Command::MoveColumnLeft if at > 0 => {
                self.columns.swap(at, at - 1);
                return at - 1;
            }
            Command::MoveColumnRight if at + 1 < self.columns.len() => {
                self.columns.swap(at, at + 1);
                return at + 1;
            }
            _ => {}
        }
        at
    }
}
