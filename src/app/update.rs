//! The one door: [`update`] carries out an action and says what has to happen outside. It must not do
//! anything outside itself.

use super::{
    App, Completing, DetailTab, Focus, MOST_COMPARED, MOST_HISTORY, Overlay, View,
    action::{Action, Command, Effect, Message},
    columns::{NARROWEST, WIDEST, start_columns},
    facets::FacetLine,
    geometry::Target,
    line::Line,
    menu::{self, Choice, CopyWhat, MenuItem, palette_entries},
};
use crate::query::{self, complete, edit, lex::quote, plan};

/// Carries out one action.
pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    // What the status line said was about the action before.
    if !matches!(action, Action::Resize(..) | Action::Say(_)) {
        app.message = None;
    }
    match action {
        Action::Do(command) => app.carry_out(command),
        Action::Type(c) => app.type_text(&c.to_string()),
        Action::Paste(text) => app.type_text(&text),
        Action::Click { target, twice } => app.click(target, twice),
        Action::Wheel { target, lines } => app.wheel(target, lines),
        Action::SetQuery(text) => {
            app.set_query(&text);
            vec![]
        }
        Action::Resize(width, height) => {
            app.size = (width, height);
            app.follow_cursor();
            vec![]
        }
        Action::Say(message) => {
            app.message = Some(message);
            vec![]
        }
    }
}

impl App {
    fn say(&mut self, text: impl Into<String>) -> Vec<Effect> {
        self.message = Some(Message {
            text: text.into(),
            is_error: false,
        });
        vec![]
    }

    /// Changes the query line as one step of undo.
    pub(super) fn set_query(&mut self, text: &str) {
        if text != self.line.text() {
            self.remember(self.line.text().to_owned());
            self.line = Line::new(text);
            self.read_line();
        }
    }

    fn remember(&mut self, text: String) {
        if self.history.back.last() != Some(&text) {
            self.history.back.push(text);
            if self.history.back.len() > MOST_HISTORY {
                self.history.back.remove(0);
            }
        }
        self.history.forward.clear();
    }

    fn carry_out(&mut self, command: Command) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.overlay_command(command);
        }
        if self.focus == Focus::Query {
            return self.query_command(command);
        }
        match command {
            Command::Help => self.overlay = Some(Overlay::Help { scroll: 0 }),
            Command::Palette => {
                self.overlay = Some(Overlay::Palette {
                    line: Line::default(),
                    cursor: 0,
                })
            }
            Command::FocusQuery => {
                self.focus = Focus::Query;
                self.history.entered = Some(self.line.text().to_owned());
                self.line.end();
                self.complete_again();
            }
            Command::Back => return self.back(),
            Command::Quit | Command::QuitNow => return vec![Effect::Quit],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Redraw => return vec![Effect::Redraw],
            Command::ToggleMouse => {
                self.mouse = !self.mouse;
                self.say(if self.mouse {
                    "the mouse works here again"
                } else {
                    "the mouse is the terminal's: select text; M takes it back"
                });
                return vec![Effect::Mouse(self.mouse)];
            }
            Command::NextTheme => return vec![Effect::NextTheme],
            Command::Browse => self.show(View::Browse),
            Command::Compare => self.show(View::Compare),
            Command::NextView => self.step_view(1),
            Command::PreviousView => self.step_view(-1),
            Command::Up => self.step(-1),
            Command::Down => self.step(1),
            Command::PageUp => self.step(-self.page()),
            Command::PageDown => self.step(self.page()),
            Command::Top => self.step(isize::MIN),
            Command::Bottom => self.step(isize::MAX),
            Command::Left => self.sideways(-1),
            Command::Right => self.sideways(1),
            Command::NextPane => self.step_pane(1),
            Command::PreviousPane => self.step_pane(-1),
            Command::Open => return self.open(),
            Command::NextTab => self.step_tab(1),
            Command::PreviousTab => self.step_tab(-1),
            Command::NextIncident => self.step_row(1),
            Command::PreviousIncident => self.step_row(-1),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            Command::ClearQuery => self.set_query(""),
            Command::SortMenu => self.menu("Order by", menu::sort_items(self)),
            Command::SortByColumn => self.sort_by_column(self.column),
            Command::ToggleFacets => {
                self.show_facets = Some(!self.geometry.facets_shown);
                self.focus = if self.geometry.facets_shown {
                    Focus::Table
                } else {
                    Focus::Facets
                };
            }
            Command::Exclude => self.exclude(),
            Command::DropTerm => return self.drop_term(),
            Command::Mark => return self.mark(),
            Command::ClearMarks => {
                self.marked.clear();
                self.marks_changed();
                return self.say("nothing is marked any more");
            }
            Command::Star => self.star(),
            Command::CopyMenu => self.menu("Copy", menu::copy_items(self)),
            Command::SourceMenu => return self.source_menu(),
            Command::Organization => self.same_organization(),
            Command::Similar => return self.same_vendor(),
            Command::ToggleDetail => {
                self.show_detail = Some(!self.geometry.detail_shown);
                self.zoomed = false;
                self.focus = Focus::Table;
            }
            Command::ZoomDetail => {
                self.zoomed = !self.zoomed;
                self.focus = if self.zoomed {
                    Focus::Detail
                } else {
                    Focus::Table
                };
            }
            Command::ColumnsMenu => {
                self.overlay = Some(Overlay::Columns {
                    cursor: self.column,
                })
            }
            Command::Widen
            | Command::Narrow
            | Command::HideColumn
            | Command::MoveColumnLeft
            | Command::MoveColumnRight => {
                self.column = self.change_column(command, self.column);
            }
            Command::ResetColumns => self.columns = start_columns(),
            Command::Differences => {
                self.compare.differences = !self.compare.differences;
                self.compare.offset = 0;
                self.compare.cursor = 0;
            }
            Command::NextDifference | Command::PreviousDifference => {
                return self.step_difference(command == Command::NextDifference);
            }
            Command::TogglePeers => self.compare.no_peers = !self.compare.no_peers,
            Command::Unmark => self.unmark_column(),
            // The rest means something only in lines of text.
            _ => {}
        }
        vec![]
    }

    // --- screens and panes -------------------------------------------------------------------

    pub(super) fn show(&mut self, view: View) {
        self.view = view;
        if self.focus == Focus::Query {
            self.leave_query();
        }
        self.focus = Focus::Table;
    }

    fn step_view(&mut self, by: isize) {
        let at = View::ALL
            .iter()
            .position(|(v, ..)| *v == self.view)
            .unwrap_or_default();
        if let Some((view, ..)) = cycle(View::ALL, at, by) {
            self.show(*view);
        }
    }

    /// Panes that are on screen or can be brought there, from left to right.
    fn panes(&self) -> Vec<Focus> {
        let mut panes = Vec::new();
        if self.geometry.facets_shown {
            panes.push(Focus::Facets);
        }
        if !self.zoomed {
            panes.push(Focus::Table);
        }
        panes.push(Focus::Detail);
        panes
    }

    fn step_pane(&mut self, by: isize) {
        if self.view != View::Browse {
            return;
        }
        let panes = self.panes();
        let at = panes
            .iter()
            .position(|p| *p == self.focus)
            .unwrap_or_default();
        if let Some(focus) = cycle(&panes, at, by) {
            self.focus = *focus;
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        match (self.view, self.focus) {
            (View::Compare, _) => self.show(View::Browse),
            (_, Focus::Facets) => {
                self.focus = Focus::Table;
                if !self.geometry.table_shown {
                    self.show_facets = Some(false);
                }
            }
            (_, Focus::Detail) => {
                self.focus = Focus::Table;
                self.zoomed = false;
            }
            _ => {
                return self
                    .say("this is the first screen; q leaves the program, u undoes the query");
            }
        }
        vec![]
    }

    fn step_tab(&mut self, by: isize) {
        let at = DetailTab::ALL
            .iter()
            .position(|(t, _)| *t == self.tab)
            .unwrap_or_default();
        if let Some((tab, _)) = cycle(DetailTab::ALL, at, by) {
            self.tab = *tab;
            self.scroll = 0;
        }
    }

    // --- moving ------------------------------------------------------------------------------

    fn page(&self) -> isize {
        let rows = match (self.view, self.focus) {
            (View::Compare, _) => self.geometry.compare.0,
            (_, Focus::Facets) => self.geometry.facet_rows,
            (_, Focus::Detail) => self.geometry.detail.0,
            _ => self.geometry.table_rows,
        };
        isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
    }

    fn step(&mut self, by: isize) {
        match (self.view, self.focus) {
            (View::Compare, _) => self.step_compare(by),
            (_, Focus::Facets) => {
                let by = by.clamp(-10_000, 10_000);
                self.facets.step(by, self.geometry.facet_rows);
            }
            (_, Focus::Detail) => self.scroll_detail(by),
            _ => self.step_row(by),
        }
    }

    fn step_row(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.answer.rows.len().saturating_sub(1));
        self.follow_cursor();
        self.refresh();
    }

    fn scroll_detail(&mut self, by: isize) {
        let (fits, lines) = self.geometry.detail;
        self.scroll = self
            .scroll
            .saturating_add_signed(by)
            .min(lines.saturating_sub(fits));
    }

    fn step_compare(&mut self, by: isize) {
        let (fits, rows) = (self.geometry.compare.0.max(1), self.geometry.compare.1);
        self.compare.cursor = self
            .compare
            .cursor
            .saturating_add_signed(by)
            .min(rows.saturating_sub(1));
        self.compare.offset = self.compare.offset.clamp(
            self.compare.cursor.saturating_sub(fits - 1),
            self.compare.cursor,
        );
    }

    fn sideways(&mut self, by: isize) {
        match (self.view, self.focus) {
            (View::Compare, _) => {
                self.compare.column = self
                    .compare
                    .column
                    .saturating_add_signed(by)
                    .min(self.compared.len().saturating_sub(1));
            }
            (_, Focus::Facets) => {
                let line = self.facets.lines().get(self.facets.cursor).copied();
                if let Some(FacetLine::Title(f) | FacetLine::Value(f, _) | FacetLine::More(f, _)) =
                    line
                {
                    self.facets.fold(f, Some(by > 0));
                }
            }
            (_, Focus::Detail) => self.step_tab(by),
            _ => {
                let shown: Vec<usize> = self
                    .columns
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| c.shown)
                    .map(|(i, _)| i)
                    .collect();
                let at = shown
                    .iter()
                    .position(|i| *i == self.column)
                    .unwrap_or_default();
                let to = at
                    .saturating_add_signed(by)
                    .min(shown.len().saturating_sub(1));
                self.column = shown.get(to).copied().unwrap_or_default();
            }
        }
    }

    // --- choosing ----------------------------------------------------------------------------

    fn open(&mut self) -> Vec<Effect> {
        match (self.view, self.focus) {
            (View::Compare, _) => {
                if let Some((row, _)) = self.compared.get(self.compare.column) {
                    let row = *row;
                    self.go_to(row);
                }
            }
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
            _ => return self.say("no incident matches; u undoes the query, U shows all"),
        }
        vec![]
    }

    /// Shows an incident in Browse, even if the query has to go for that.
    fn go_to(&mut self, row: u32) {
        self.show(View::Browse);
        if !self.answer.set.contains(row as usize) {
            self.set_query("");
        }
        self.cursor = self.answer.rows.iter().position(|r| *r == row).unwrap_or(0);
        self.follow_cursor();
        self.refresh();
        self.focus = Focus::Detail;
    }

    fn facet_line(&self) -> Option<FacetLine> {
        self.facets.lines().get(self.facets.cursor).copied()
    }

    fn choose_facet(&mut self) {
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

    fn exclude(&mut self) {
        if let Some((field, value)) = self.facet_line().and_then(|l| self.facets.value(l)) {
            let text = edit::exclude(self.line.text(), field, &value.id);
            self.set_query(&text);
        }
    }

    fn drop_term(&mut self) -> Vec<Effect> {
        let relief = self.answer.relief(self.catalog.len());
        let most = relief
            .iter()
            .enumerate()
            .max_by_key(|(_, n)| **n)
            .map(|(i, _)| i);
        match most {
            Some(at) => {
                let text = edit::without_term(self.line.text(), at);
                self.set_query(&text);
                vec![]
            }
            None => self.say("the query has no term to drop"),
        }
    }

    fn mark(&mut self) -> Vec<Effect> {
        let Some(row) = self.row() else { return vec![] };
        if let Some(at) = self.marked.iter().position(|r| *r == row) {
            self.marked.remove(at);
        } else {
            self.marked.push(row);
        }
        let text = match self.marked.len() {
            0 => "nothing is marked".to_owned(),
            1 => "1 marked; mark another one, then c compares".to_owned(),
            n if n <= MOST_COMPARED => format!("{n} marked; c compares them"),
            n => format!("{n} marked; c compares the first {MOST_COMPARED}"),
        };
        self.marks_changed();
        // The next one is nearly always what one looks at next.
        if self.answer.set.contains(row as usize) && self.focus == Focus::Table {
            self.step_row(1);
        }
        self.say(text)
    }

    /// The answer depends on the marks only if the query asks for them.
    fn marks_changed(&mut self) {
        let asks = |t: &query::Term| matches!(t.test, query::Test::Flags(..));
        if self.query.terms.iter().any(asks) {
            self.answer = plan::answer(&self.catalog, &self.query, &self.context());
            self.follow_cursor();
        }
        self.refresh();
        self.compare.column = self
            .compare
            .column
            .min(self.compared.len().saturating_sub(1));
    }

    fn star(&mut self) {
        if let Some(row) = self.row() {
            let row = row as usize;
            if self.starred.contains(row) {
                self.starred.remove(row);
            } else {
                self.starred.insert(row);
            }
            self.marks_changed();
        }
    }

    fn unmark_column(&mut self) {
        if let Some((row, _)) = self.compared.get(self.compare.column) {
            let row = *row;
            self.marked.retain(|r| *r != row);
            self.marks_changed();
        }
    }

    fn step_difference(&mut self, forward: bool) -> Vec<Effect> {
        self.step_compare(if forward { 1 } else { -1 });
        vec![]
    }

    fn same_organization(&mut self) {
        if let Some(row) = self.row() {
            let text = format!(
                "org:{} sort:began",
                quote(self.catalog.organization(row as usize))
            );
            self.set_query(&text);
        }
    }

    fn same_vendor(&mut self) -> Vec<Effect> {
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
            None => self.say("no other company is stated as the way in here"),
        }
    }

    fn menu(&mut self, title: &'static str, items: Vec<MenuItem>) {
        let now = items
            .iter()
            .position(|i| i.note.ends_with("now"))
            .unwrap_or(0);
        self.overlay = Some(Overlay::Menu {
            title,
            items,
            cursor: now,
        });
    }

    fn source_menu(&mut self) -> Vec<Effect> {
        let items = self
            .incident()
            .map(|r| menu::source_items(r))
            .unwrap_or_default();
        if items.is_empty() {
            return self.say("the record names no source with a web address");
        }
        self.menu("Open in the browser", items);
        vec![]
    }

    fn sort_by_column(&mut self, column: usize) {
        if let Some(c) = self.columns.get(column)
            && c.field.is_sortable()
        {
            let text = edit::sort_by(self.line.text(), c.field, false);
            self.set_query(&text);
        }
    }

    /// Widens, narrows, hides or moves a column; returns where it is afterwards.
    fn change_column(&mut self, command: Command, at: usize) -> usize {
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

    // --- undo --------------------------------------------------------------------------------

    fn undo(&mut self) -> Vec<Effect> {
        match self.history.back.pop() {
            Some(text) => {
                self.history.forward.push(self.line.text().to_owned());
                self.line = Line::new(&text);
                self.read_line();
                vec![]
            }
            None => self.say("there is nothing to undo"),
        }
    }

    fn redo(&mut self) -> Vec<Effect> {
        match self.history.forward.pop() {
            Some(text) => {
                self.history.back.push(self.line.text().to_owned());
                self.line = Line::new(&text);
                self.read_line();
                vec![]
            }
            None => self.say("there is nothing to redo"),
        }
    }

    // --- overlays ----------------------------------------------------------------------------

    fn overlay_command(&mut self, command: Command) -> Vec<Effect> {
        let page = isize::try_from(self.geometry.overlay.0.saturating_sub(1).max(1)).unwrap_or(1);
        let by = match command {
            Command::Up => Some(-1),
            Command::Down => Some(1),
            Command::PageUp => Some(-page),
            Command::PageDown => Some(page),
            Command::Top => Some(isize::MIN),
            Command::Bottom => Some(isize::MAX),
            _ => None,
        };
        if let Some(by) = by {
            self.step_overlay(by);
            return vec![];
        }
        match command {
            Command::QuitNow => vec![Effect::Quit],
            Command::Suspend => vec![Effect::Suspend],
            Command::Redraw => vec![Effect::Redraw],
            Command::Open => self.choose_in_overlay(),
            Command::Back | Command::Quit | Command::Help => {
                self.overlay = None;
                vec![]
            }
            _ => {
                self.edit_overlay(command);
                vec![]
            }
        }
    }

    fn step_overlay(&mut self, by: isize) {
        let (fits, lines) = self.geometry.overlay;
        let columns = self.columns.len();
        match &mut self.overlay {
            Some(Overlay::Help { scroll }) => {
                *scroll = scroll
                    .saturating_add_signed(by)
                    .min(lines.saturating_sub(fits))
            }
            Some(Overlay::Palette { line, cursor }) => {
                *cursor = cursor
                    .saturating_add_signed(by)
                    .min(palette_entries(line.text()).len().saturating_sub(1));
            }
            Some(Overlay::Menu { items, cursor, .. }) => {
                *cursor = cursor
                    .saturating_add_signed(by)
                    .min(items.len().saturating_sub(1))
            }
            Some(Overlay::Columns { cursor }) => {
                *cursor = cursor
                    .saturating_add_signed(by)
                    .min(columns.saturating_sub(1))
            }
            None => {}
        }
    }

    fn edit_overlay(&mut self, command: Command) {
        match &mut self.overlay {
            Some(Overlay::Palette { line, cursor }) => {
                edit_line(line, command);
                *cursor = 0;
            }
            Some(Overlay::Columns { cursor }) => {
                let at = *cursor;
                if command == Command::ResetColumns {
                    self.columns = start_columns();
                } else {
                    let at = self.change_column(command, at);
                    self.overlay = Some(Overlay::Columns { cursor: at });
                }
            }
            _ => {}
        }
    }

    fn choose_in_overlay(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Palette { line, cursor }) => {
                match palette_entries(line.text()).get(cursor) {
                    Some(entry) => self.carry_out(entry.command),
                    None => vec![],
                }
            }
            Some(Overlay::Menu { items, cursor, .. }) => {
                match items.get(cursor).map(|i| i.choice.clone()) {
                    Some(Choice::Sort(field)) => {
                        let text = edit::sort_by(self.line.text(), field, false);
                        self.set_query(&text);
                        vec![]
                    }
                    Some(Choice::Copy(what)) => self.copy(what),
                    Some(Choice::Open(url)) => vec![Effect::OpenUrl(url)],
                    None => vec![],
                }
            }
            Some(Overlay::Columns { cursor }) => {
                self.change_column(Command::HideColumn, cursor);
                self.overlay = Some(Overlay::Columns { cursor });
                vec![]
            }
            Some(Overlay::Help { .. }) | None => vec![],
        }
    }

    fn copy(&mut self, what: CopyWhat) -> Vec<Effect> {
        match menu::copied(self, what) {
            Some((text, what)) => vec![Effect::Copy {
                text,
                what: what.to_owned(),
            }],
            None => self.say("there is nothing to copy"),
        }
    }

    // --- the query line ----------------------------------------------------------------------

    fn query_command(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Accept => {
                if !self.line.is_empty()
                    && self.history.kept.last().map(String::as_str) != Some(self.line.text())
                {
                    self.history.kept.push(self.line.text().to_owned());
                    if self.history.kept.len() > MOST_HISTORY {
                        self.history.kept.remove(0);
                    }
                }
                self.leave_query();
            }
            Command::Back => {
                // The list goes first, then the line is left; what was typed stays.
                if self.completing.cursor.is_some() {
                    self.untake_completion();
                } else {
                    self.leave_query();
                }
            }
            Command::Complete => self.take_completion(1),
            Command::CompleteBack => self.take_completion(-1),
            Command::HistoryBack if self.completing.cursor.is_some() => self.take_completion(-1),
            Command::HistoryForward if self.completing.cursor.is_some() => self.take_completion(1),
            Command::HistoryBack => self.recall(-1),
            Command::HistoryForward => self.recall(1),
            Command::PageDown => self.step_row(self.page()),
            Command::PageUp => self.step_row(-self.page()),
            Command::QuitNow => return vec![Effect::Quit],
            Command::Undo => {
                self.line.undo();
                self.typed();
            }
            Command::Redo => {
                self.line.redo();
                self.typed();
            }
            _ => {
                let before = self.line.text().to_owned();
                edit_line(&mut self.line, command);
                if self.line.text() == before {
                    self.complete_again()
                } else {
                    self.typed()
                }
            }
        }
        vec![]
    }

    fn leave_query(&mut self) {
        self.focus = Focus::Table;
        self.completing = Completing::default();
        self.history.recalled = None;
        if let Some(before) = self.history.entered.take()
            && before != self.line.text()
        {
            self.remember(before);
        }
    }

    /// The line was changed by typing.
    fn typed(&mut self) {
        self.read_line();
        self.complete_again();
    }

    fn complete_again(&mut self) {
        let list = complete::complete(
            &self.catalog,
            &self.answer,
            self.line.text(),
            self.line.cursor(),
        );
        self.completing = Completing {
            list,
            cursor: None,
            before: None,
        };
    }

    fn take_completion(&mut self, by: isize) {
        let n = self.completing.list.items.len();
        if n == 0 {
            return;
        }
        let at = match self.completing.cursor {
            None if by > 0 => 0,
            None => n - 1,
            Some(at) => at.saturating_add(n).saturating_add_signed(by) % n,
        };
        self.complete_with(at);
    }

    fn complete_with(&mut self, at: usize) {
        let (text, cursor) = self
            .completing
            .before
            .clone()
            .unwrap_or_else(|| (self.line.text().to_owned(), self.line.cursor()));
        let Some(item) = self.completing.list.items.get(at) else {
            return;
        };
        let (line, to) = complete::apply(&text, &self.completing.list, item);
        let only = self.completing.list.items.len() == 1;
        self.line.set_with_cursor(&line, to);
        self.read_line();
        if only
            || self
                .completing
                .list
                .items
                .get(at)
                .is_some_and(|i| i.insert.ends_with(':'))
        {
            // A field is followed by its values at once.
            self.complete_again();
        } else {
            self.completing.cursor = Some(at);
            self.completing.before = Some((text, cursor));
        }
    }

    fn untake_completion(&mut self) {
        if let Some((text, cursor)) = self.completing.before.take() {
            self.line.set_with_cursor(&text, cursor);
        }
        self.typed();
    }

    /// Brings back a query that was kept with Enter.
    fn recall(&mut self, by: isize) {
        let kept = &self.history.kept;
        let at = match self.history.recalled {
            None if by < 0 => kept.len().checked_sub(1),
            None => None,
            Some(at) => at.checked_add_signed(by),
        };
        match at.and_then(|at| kept.get(at).map(|text| (at, text.clone()))) {
            Some((at, text)) => {
                self.line.set(&text);
                self.typed();
                self.history.recalled = Some(at);
            }
            None if by > 0 && self.history.recalled.is_some() => {
                self.line
                    .set(&self.history.entered.clone().unwrap_or_default());
                self.typed();
                self.history.recalled = None;
            }
            None => {}
        }
    }

    fn type_text(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Palette { line, cursor }) => {
                line.paste(text);
                *cursor = 0;
                return vec![];
            }
            Some(_) => return vec![],
            None => {}
        }
        // Pasting is asking, wherever the keys are; typed characters come here only inside a line.
        if self.focus != Focus::Query {
            self.carry_out(Command::FocusQuery);
        }
        if text.chars().count() == 1 {
            text.chars().for_each(|c| self.line.insert(c));
        } else {
            self.line.paste(text);
        }
        self.typed();
        vec![]
    }

    // --- mouse -------------------------------------------------------------------------------

    fn click(&mut self, target: Target, twice: bool) -> Vec<Effect> {
        if self.overlay.is_some() {
            match target {
                Target::OverlayItem(at) => {
                    self.point_overlay(at);
                    return if matches!(self.overlay, Some(Overlay::Help { .. })) {
                        vec![]
                    } else {
                        self.choose_in_overlay()
                    };
                }
                Target::Overlay => {}
                _ => self.overlay = None,
            }
            return vec![];
        }
        if self.focus == Focus::Query && !matches!(target, Target::Query(_) | Target::Completion(_))
        {
            self.leave_query();
        }
        match target {
            Target::View(view) => self.show(view),
            Target::Query(column) => {
                if self.focus != Focus::Query {
                    self.carry_out(Command::FocusQuery);
                }
                self.line.click(column, self.size.0.saturating_sub(3));
                self.complete_again();
            }
            Target::Completion(at) => {
                self.complete_with(at);
                self.complete_again();
            }
            Target::Row(at) => {
                self.focus = Focus::Table;
                self.cursor = at;
                self.follow_cursor();
                self.refresh();
                if twice {
                    return self.open();
                }
            }
            Target::Header(column) => {
                self.column = column;
                self.sort_by_column(column);
            }
            Target::Table => self.focus = Focus::Table,
            Target::FacetTitle(facet) => {
                self.focus = Focus::Facets;
                self.facets.fold(facet, None);
            }
            Target::FacetValue(f, v) => {
                self.focus = Focus::Facets;
                if let Some(at) = self
                    .facets
                    .lines()
                    .iter()
                    .position(|l| *l == FacetLine::Value(f, v))
                {
                    self.facets.cursor = at;
                    self.choose_facet();
                }
            }
            Target::Facets => self.focus = Focus::Facets,
            Target::DetailTab(at) => {
                self.focus = Focus::Detail;
                if let Some((tab, _)) = DetailTab::ALL.get(at) {
                    self.tab = *tab;
                    self.scroll = 0;
                }
            }
            Target::Detail => self.focus = Focus::Detail,
            Target::Source(at) => {
                self.focus = Focus::Detail;
                let url = self
                    .incident()
                    .and_then(|r| r.sources.get(at))
                    .map(|s| s.url.to_string());
                if let Some(url) = url {
                    if twice {
                        return vec![Effect::OpenUrl(url)];
                    }
                    return self.say(format!("{url}  (click again to open)"));
                }
            }
            Target::CompareCell(row, column) => {
                self.compare.cursor = row;
                self.compare.column = column.min(self.compared.len().saturating_sub(1));
                if twice {
                    return self.open();
                }
            }
            Target::Hint(command) => return self.carry_out(command),
            Target::OverlayItem(_) | Target::Overlay | Target::Compare => {}
        }
        vec![]
    }

    fn point_overlay(&mut self, at: usize) {
        if let Some(
            Overlay::Palette { cursor, .. }
            | Overlay::Menu { cursor, .. }
            | Overlay::Columns { cursor },
        ) = &mut self.overlay
        {
            *cursor = at;
        }
    }

    fn wheel(&mut self, target: Option<Target>, lines: i16) -> Vec<Effect> {
        let by = isize::from(lines);
        if self.overlay.is_some() {
            self.step_overlay(by);
            return vec![];
        }
        match target {
            Some(Target::Facets | Target::FacetTitle(_) | Target::FacetValue(..)) => {
                self.facets.step(by, self.geometry.facet_rows)
            }
            Some(Target::Detail | Target::DetailTab(_) | Target::Source(_)) => {
                self.scroll_detail(by)
            }
            _ if self.view == View::Compare => self.step_compare(by),
            _ => self.step_row(by),
        }
        vec![]
    }
}

/// The entry `by` places further in a list, round its ends.
fn cycle<T>(list: &[T], at: usize, by: isize) -> Option<&T> {
    let n = isize::try_from(list.len()).ok().filter(|n| *n > 0)?;
    let to = (isize::try_from(at).ok()? + by).rem_euclid(n);
    list.get(usize::try_from(to).ok()?)
}

/// Edits that every line of text knows.
fn edit_line(line: &mut Line, command: Command) {
    match command {
        Command::EditLeft => line.left(),
        Command::EditRight => line.right(),
        Command::WordLeft => line.word_left(),
        Command::WordRight => line.word_right(),
        Command::EditHome => line.home(),
        Command::EditEnd => line.end(),
        Command::Backspace => line.backspace(),
        Command::Delete => line.delete(),
        Command::DeleteWord => line.delete_word_left(),
        Command::DeleteToStart => line.delete_to_start(),
        Command::DeleteToEnd => line.delete_to_end(),
        _ => {}
    }
}
