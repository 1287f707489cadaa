//! Typing in the query line: completion, recall, leaving it.

use super::edit_line;
use crate::{
    app::{App, Command, Completing, Effect, Focus, Overlay, Untaken, history::MOST},
    query::{complete, lex, parse},
};

impl App {
    pub(in crate::app) fn query_command(&mut self, command: Command) -> Vec<Effect> {
        if command == Command::Accept {
            self.write_names_out();
        }
        match command {
            // What is wrong is mended where it stands; esc leaves it. It is said where the list was.
            Command::Accept if !self.parsed.can_be_asked() => {
                self.completing = Completing::default();
            }
            Command::Accept => {
                self.close_query();
                if !self.line.is_empty()
                    && self.history.kept.last().map(String::as_str) != Some(self.line.text())
                {
                    self.history.kept.push(self.line.text().to_owned());
                    if self.history.kept.len() > MOST {
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
            Command::DropTerm => self.drop_term(),
            Command::SaveQuery => return self.ask_query_name(),
            Command::Import => return self.import(),
            _ => {
                let before = self.line.text().to_owned();
                edit_line(&mut self.line, command);
                if self.line.text() == before {
                    self.complete_again()
                } else if matches!(command, Command::Undo | Command::Redo) {
                    self.typed_before();
                } else {
                    self.typed()
                }
            }
        }
        vec![]
    }

    /// Gives the keys to the query line. Whoever opens it types another word: behind the last one there is
    /// a blank, unless that one is not at its end yet (`data:`, an open quote).
    pub(in crate::app) fn open_query(&mut self) {
        self.focus = Focus::Query;
        let text = self.line.text().to_owned();
        self.history.entered = Some(self.step_here());
        let is_whole = self.parsed.errors.iter().all(|e| !e.unfinished);
        if is_whole && !text.ends_with([' ', ',']) && is_separate(&text) {
            self.line.become_text(&format!("{text} "));
            self.parsed = parse(self.line.text());
        }
        self.keep_beside();
        self.line.end();
        self.complete_again();
    }

    /// Blanks at the end say nothing, and do not stay.
    fn close_query(&mut self) {
        let text = self.line.text().trim_end_matches(' ');
        if text != self.line.text() && is_separate(text) {
            let text = text.to_owned();
            self.line.become_text(&text);
            self.parsed = parse(self.line.text());
        }
    }

    /// True while nothing but the blank was added to the line that was opened.
    fn is_opened_only(&self) -> bool {
        let entered = self.history.entered.as_ref();
        entered.and_then(|step| self.line.text().strip_prefix(&step.text)) == Some(" ")
    }

    pub(in crate::app) fn leave_query(&mut self) {
        self.close_query();
        self.focus = Focus::Table;
        self.completing = Completing::default();
        self.history.recalled = None;
        self.history.forget_beside();
        if let Some(before) = self.history.entered.take()
            && before.text != self.line.text()
        {
            self.remember(before);
        }
    }

    /// The line was changed by typing.
    pub(in crate::app) fn typed(&mut self) {
        self.read_line();
        self.complete_again();
    }

    /// The line is what it was before.
    fn typed_before(&mut self) {
        self.read_line_again();
        self.complete_again();
    }

    pub(in crate::app) fn take_completion(&mut self, by: isize) {
        if self.completing.asked != self.completing.done {
            self.completing.then_take = Some(by);
            return;
        }
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

    pub(in crate::app) fn complete_with(&mut self, at: usize) {
        let before = self.completing.before.clone().unwrap_or_else(|| Untaken {
            text: self.line.text().to_owned(),
            cursor: self.line.cursor(),
        });
        let Some(item) = self.completing.list.items.get(at) else {
            return;
        };
        let (line, to) = complete::apply(&before.text, &self.completing.list, item);
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
            self.completing.before = Some(before);
        }
    }

    pub(in crate::app) fn untake_completion(&mut self) {
        if let Some(before) = self.completing.before.take() {
            self.line.set_with_cursor(&before.text, before.cursor);
        }
        self.typed_before();
    }

    /// Brings back a query that was kept with Enter.
    pub(in crate::app) fn recall(&mut self, by: isize) {
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
                let entered = self.history.entered.clone().unwrap_or_default();
                self.line.set(&entered.text);
                self.typed();
                self.history.recalled = None;
            }
            None => {}
        }
    }

    pub(in crate::app) fn type_text(&mut self, text: &str) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Palette { line, cursor }) => {
                line.type_text(text);
                *cursor = 0;
                return vec![];
            }
            Some(Overlay::Prompt(prompt)) => {
                prompt.line.type_text(text);
                return vec![];
            }
            Some(Overlay::Help {
                find, typing: true, ..
            }) => {
                find.type_text(text);
                return vec![];
            }
            Some(_) => return vec![],
            None => {}
        }
        // Pasting is asking, wherever the keys are; typed characters come here only inside a line.
        if self.focus != Focus::Query {
            self.carry_out(Command::FocusQuery);
        }
        // Who types the blank that is there already means that one.
        if text == " " && self.is_opened_only() {
            return vec![];
        }
        self.line.type_text(text);
        self.typed();
        vec![]
    }
}

/// True when what follows behind a blank is a word of its own: false inside an open quote.
fn is_separate(text: &str) -> bool {
    lex::tokens(&format!("{text} x")).len() > lex::tokens(text).len() && !text.is_empty()
}
