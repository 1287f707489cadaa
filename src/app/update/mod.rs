//! The one door: [`update`] carries out an action and says what has to happen outside. It must not do
//! anything outside itself.

mod choosing;
mod dropped;
mod finding;
mod history;
mod mouse;
mod moving;
mod overlays;
mod prompts;
mod query_line;
mod saving;

use super::{
    App, Exporting, Focus, Overlay, View,
    action::{Action, Command, Effect, Message},
    columns::start_columns,
    export,
    line::Line,
    menu,
};

pub use finding::first_line;

/// Carries out one action.
pub fn update(app: &mut App, action: Action) -> Vec<Effect> {
    let mut effects = act(app, action);
    effects.extend(app.look_for_file());
    app.settle();
    effects.extend(app.next_job().map(|job| Effect::Work(Box::new(job))));
    effects
}

fn act(app: &mut App, action: Action) -> Vec<Effect> {
    // What the status line said was about the action before.
    if !matches!(
        action,
        Action::Resize(..)
            | Action::Say(_)
            | Action::CutShort(_)
            | Action::Exporting(_)
            | Action::Exported(_)
            | Action::Importing(_)
            | Action::ImportOver(_)
            | Action::IsFile(_)
            | Action::SettingsChanged(..)
            | Action::SettingsKept(_)
            | Action::Found(_)
            | Action::StillWorking
            | Action::Reload(..)
            | Action::Loading(_)
    ) {
        app.message = None;
    }
    match action {
        Action::Do(command) => app.carry_out(command),
        Action::Type(c) => app.type_text(&c.to_string()),
        Action::Paste(text) => app.type_text(&text),
        Action::Click { target, twice } => app.click(target, twice),
        Action::Wheel { target, lines } => app.wheel(target, lines),
        Action::Drag { columns, rows } => app.screen_drag(columns, rows),
        Action::SetQuery(text) => {
            app.set_query(&text);
            vec![]
        }
        Action::Resize(width, height) => {
            app.size = (width, height);
            app.follow_cursor();
            vec![]
        }
        Action::Typed(text) => {
            if let Some(Overlay::Prompt(prompt)) = &mut app.overlay {
                prompt.line = Line::new(&text);
            }
            vec![]
        }
        Action::CutShort(message) => {
            (app.incomplete, app.cut_short) = (false, true);
            app.message = Some(message);
            vec![]
        }
        Action::Loading(loading) => {
            app.loading = loading;
            vec![]
        }
        Action::Reload(catalog, report) => {
            app.reload(catalog, report);
            vec![]
        }
        Action::Found(found) => {
            app.found(*found);
            vec![]
        }
        Action::StillWorking => {
            app.slow = app.is_working();
            vec![]
        }
        Action::Exporting(progress) => {
            app.export_goes_on(progress);
            vec![]
        }
        Action::Exported(message) => {
            app.export_over(message);
            vec![]
        }
        Action::Importing(progress) => {
            app.import_goes_on(progress);
            vec![]
        }
        Action::ImportOver(fault) => {
            app.import_over(fault);
            vec![]
        }
        Action::IsFile(path) => {
            app.dropped = Some(path);
            vec![]
        }
        Action::SettingsChanged(queries, text) => {
            app.settings_changed(queries, text);
            vec![]
        }
        Action::SettingsKept(fault) => {
            app.settings_kept(fault);
            vec![]
        }
        Action::Say(message) => {
            app.message = Some(message);
            vec![]
        }
    }
}

impl App {
    pub(super) fn say(&mut self, text: impl Into<String>) -> Vec<Effect> {
        self.message = Some(Message {
            text: text.into(),
            is_error: false,
        });
        vec![]
    }

    pub(super) fn carry_out(&mut self, command: Command) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.overlay_command(command);
        }
        if self.focus == Focus::Query {
            return self.query_command(command);
        }
        if let Some(effects) = self.lacks_incident(command) {
            return effects;
        }
        if let Some(effects) = self.screen_command(command) {
            return effects;
        }
        match command {
            Command::Help => self.show_help(false),
            Command::Find => self.show_help(true),
            Command::FindNext | Command::FindPrevious => {
                return self.say("no help is shown; ? shows it, and / in it finds a word");
            }
            Command::Palette => {
                self.overlay = Some(Overlay::Palette {
                    line: Line::default(),
                    cursor: 0,
                })
            }
            Command::FocusQuery => self.open_query(),
            Command::Back => return self.back(),
            Command::Quit if self.exporting == Exporting::File => {
                self.exporting = Exporting::FileAndAsked;
                return self
                    .say("a file is still being written; esc stops it, q leaves without it");
            }
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
            Command::Timeline => self.show(View::Timeline),
            Command::Exposure => self.show(View::Exposure),
            Command::Compare => self.show(View::Compare),
            Command::Insights => self.show(View::Insights),
            Command::Signals => self.show(View::Signals),
            Command::SignalsOf => return self.show_signals_of_incident(),
            // From elsewhere, by the palette: the table is on its own screen.
            Command::CrossTable | Command::CrossRows | Command::CrossColumns => {
                self.show(View::Insights);
                self.screens.insights.cross = None;
                return self.insights_command(command).unwrap_or_default();
            }
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
            Command::NextPane | Command::PreviousPane if self.view != View::Browse => {
                return self.say("this screen has one pane; } goes to the next screen");
            }
            Command::NextPane => self.step_pane(1),
            Command::PreviousPane => self.step_pane(-1),
            Command::Open => return self.open(),
            Command::NextTab | Command::PreviousTab
                if self.geometry.table_shown && !self.geometry.detail_shown =>
            {
                return self.say("the tabs of the incident are not in sight; enter opens it");
            }
            Command::NextTab => self.step_tab(1),
            Command::PreviousTab => self.step_tab(-1),
            Command::NextIncident if self.cursor + 1 >= self.rows().len() => {
                return self.say("this is the last incident; K goes back");
            }
            Command::PreviousIncident if self.cursor == 0 => {
                return self.say("this is the first incident; J goes on");
            }
            Command::NextIncident => self.step_row(1),
            Command::PreviousIncident => self.step_row(-1),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            Command::ClearQuery if self.line.is_empty() => {
                return self.say("every incident is shown already; / asks for some of them");
            }
            Command::ClearQuery => self.set_query(""),
            Command::SavedQueries => return self.saved_queries(),
            Command::SaveQuery => return self.ask_query_name(),
            Command::DeleteSaved => return self.ask_to_delete_saved(),
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
            Command::DropTerm => self.drop_term(),
            Command::Mark => return self.mark(),
            Command::ClearMarks if self.marked.is_empty() => {
                return self.say("nothing is marked; space marks an incident");
            }
            Command::ClearMarks => {
                self.marked.clear();
                self.marks_changed();
                return self.say("nothing is marked any more");
            }
            Command::Star => return self.star(),
            Command::Note => self.ask_note(),
            Command::Import => return self.import(),
            Command::CopyMenu => self.menu("Copy", menu::copy_items(self)),
            Command::ExportMenu if self.exporting != Exporting::Nothing => {
                return self.say("a file is being written; esc stops that");
            }
            Command::ExportMenu => {
                let items = export::export_items(self);
                if items.is_empty() {
                    return self.no_incident("write");
                }
                self.menu("Write to a file", items);
            }
            Command::SourceMenu => return self.source_menu(),
            Command::Organization => self.same_organization(),
            Command::MarkSimilar => self.mark_alike(),
            Command::Similar => return self.same_vendor(),
            // With room for one pane only it takes the place of the table, and gives it back.
            Command::ToggleDetail if self.geometry.one_pane && self.focus != Focus::Detail => {
                return self.carry_out(Command::Open);
            }
            Command::ToggleDetail if self.geometry.one_pane => {
                self.zoomed = false;
                self.focus = Focus::Table;
            }
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
            Command::HideColumn => return self.hide_column(),
            Command::MoveColumnLeft => return self.move_column(-1),
            Command::MoveColumnRight => return self.move_column(1),
            Command::Widen | Command::Narrow => return self.resize_column(command),
            Command::ResetColumns => self.columns = start_columns(),
            // The rest means something only in lines of text.
            _ => {}
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
        Command::DeleteWordRight => line.delete_word_right(),
        Command::DeleteToStart => line.delete_to_start(),
        Command::DeleteToEnd => line.delete_to_end(),
        Command::Undo => {
            line.undo();
        }
        Command::Redo => {
            line.redo();
        }
        _ => {}
    }
}
