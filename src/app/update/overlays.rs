//! Keys inside help, palette and menus.

use super::edit_line;
use crate::app::{
    App, Asks, Command, Effect, Overlay,
    columns::start_columns,
    menu::{self, Choice, CopyWhat, palette_entries},
    saved::Change,
};

impl App {
    pub(in crate::app) fn overlay_command(&mut self, command: Command) -> Vec<Effect> {
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
        if let Some(Overlay::Prompt(prompt)) = &self.overlay
            && prompt.asks == Asks::Import
            && command == Command::Down
        {
            return vec![Effect::CompletePath(prompt.line.text().to_owned())];
        }
        let leaves = matches!(
            command,
            Command::QuitNow | Command::Suspend | Command::Redraw
        );
        if !leaves && self.find_in_help(command) {
            return vec![];
        }
        if let Some(Overlay::Help { scroll, .. }) = &mut self.overlay {
            let mut parts = self.geometry.overlay_parts.iter().copied();
            let to = match command {
                Command::NextPane => parts.find(|p| *p > *scroll),
                Command::PreviousPane => parts.rfind(|p| *p < *scroll),
                _ => None,
            };
            if let Some(to) = to {
                let (fits, lines) = self.geometry.overlay;
                *scroll = to.min(lines.saturating_sub(fits));
                return vec![];
            }
        }
        if let Some(by) = by {
            self.step_overlay(by);
            return vec![];
        }
        match command {
            Command::QuitNow => vec![Effect::Quit],
            Command::Suspend => vec![Effect::Suspend],
            Command::Redraw => vec![Effect::Redraw],
            Command::Open => self.choose_in_overlay(),
            Command::DeleteSaved => self.ask_to_delete_saved(),
            Command::Back | Command::Quit | Command::Help => self.leave_prompt(),
            _ => {
                self.edit_overlay(command);
                vec![]
            }
        }
    }

    pub(in crate::app) fn step_overlay(&mut self, by: isize) {
        let (fits, lines) = self.geometry.overlay;
        let columns = self.columns.len();
        match &mut self.overlay {
            Some(Overlay::Help { scroll, .. } | Overlay::Report { scroll, .. }) => {
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
            Some(Overlay::Prompt(_)) | None => {}
        }
    }

    pub(in crate::app) fn edit_overlay(&mut self, command: Command) {
        match &mut self.overlay {
            Some(Overlay::Palette { line, cursor }) => {
                let before = line.text().to_owned();
                edit_line(line, command);
                if line.text() != before {
                    *cursor = 0;
                }
            }
            Some(Overlay::Prompt(prompt)) => edit_line(&mut prompt.line, command),
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

    pub(in crate::app) fn choose_in_overlay(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Palette { line, cursor }) => {
                match palette_entries(line.text()).get(cursor) {
                    Some(entry) => self.carry_out(entry.command),
                    // What is typed stays to be mended.
                    None => {
                        self.overlay = Some(Overlay::Palette { line, cursor });
                        vec![]
                    }
                }
            }
            Some(Overlay::Menu { items, cursor, .. }) => {
                match items.get(cursor).map(|i| i.choice.clone()) {
                    Some(Choice::Sort(field)) => {
                        self.sort_by(field);
                        vec![]
                    }
                    Some(Choice::Saved(name)) => {
                        self.choose_saved(&name);
                        vec![]
                    }
                    Some(Choice::Delete(name)) => vec![Effect::Settings(Change::Delete(name))],
                    Some(Choice::Do(command)) => self.carry_out(command),
                    Some(Choice::Export(what)) => {
                        let hint = "the name of a new file; ! before it replaces one";
                        let name = format!("breachlens.{}", what.ending());
                        self.ask("Write to", hint, Asks::File(what), &name);
                        vec![]
                    }
                    Some(Choice::Copy(what)) => self.copy(what),
                    Some(Choice::Open(url)) => vec![Effect::OpenUrl(url)],
                    Some(Choice::Cross(side, field)) => {
                        self.set_cross(side, field);
                        vec![]
                    }
                    None => vec![],
                }
            }
            Some(Overlay::Columns { cursor }) => {
                self.change_column(Command::HideColumn, cursor);
                self.overlay = Some(Overlay::Columns { cursor });
                vec![]
            }
            Some(Overlay::Prompt(prompt)) => self.answer_prompt(prompt),
            Some(Overlay::Help { .. } | Overlay::Report { .. }) | None => vec![],
        }
    }

    pub(in crate::app) fn copy(&mut self, what: CopyWhat) -> Vec<Effect> {
        if what == CopyWhat::Ids && self.is_answering() {
            return self
                .say("the query is still being answered; copy again once the count is there");
        }
        match menu::copied(self, what) {
            Some((text, what)) => vec![Effect::Copy {
                text,
                what: what.to_owned(),
            }],
            None => self.say("there is nothing to copy; go to an incident first"),
        }
    }
}
