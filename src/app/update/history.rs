//! Changes of the query line as steps that can be undone. It must not know who changes it.

use crate::app::{App, Effect, MOST_HISTORY, line::Line};

impl App {
    /// Changes the query line as one step of undo.
    pub(in crate::app) fn set_query(&mut self, text: &str) {
        if text != self.line.text() {
            self.remember(self.line.text().to_owned());
            self.line = Line::new(text);
            self.read_line();
        }
    }

    pub(in crate::app) fn remember(&mut self, text: String) {
        if self.history.back.last() != Some(&text) {
            self.history.back.push(text);
            if self.history.back.len() > MOST_HISTORY {
                self.history.back.remove(0);
            }
        }
        self.history.forward.clear();
    }

    pub(in crate::app) fn undo(&mut self) -> Vec<Effect> {
        match self.history.back.pop() {
            Some(text) => {
                self.history.forward.push(self.line.text().to_owned());
                self.line = Line::new(&text);
                self.read_line();
                vec![]
            }
            None => self.say("there is nothing to undo; U shows every incident"),
        }
    }

    pub(in crate::app) fn redo(&mut self) -> Vec<Effect> {
        match self.history.forward.pop() {
            Some(text) => {
                self.history.back.push(self.line.text().to_owned());
                self.line = Line::new(&text);
                self.read_line();
                vec![]
            }
            None => self.say("there is nothing to redo; u undoes"),
        }
    }
}
