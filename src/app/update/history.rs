//! Changes of the query line as steps that can be undone. It must not know who changes it.

use crate::{
    app::{App, Effect, MOST_HISTORY, line::Line},
    query::parse,
};

impl App {
    /// Changes the query line as one step of undo.
    pub(in crate::app) fn set_query(&mut self, text: &str) {
        if text != self.line.text() {
            self.remember(self.line.text().to_owned());
            self.line = Line::new(text);
            self.read_line();
        }
    }

    /// A line with a fault is no step back: the answer beside it was that of another line, which is a step
    /// already, and going back to it would show the rows of whatever was undone. What was typed is not lost:
    /// from the line whose answer stood beside it, it is the step forward.
    pub(in crate::app) fn remember(&mut self, text: String) {
        if self.history.back.last() != Some(&text) && parse(&text).can_be_asked() {
            self.history.back.push(text);
            if self.history.back.len() > MOST_HISTORY {
                self.history.back.remove(0);
            }
        }
        self.history.forward.clear();
    }

    pub(in crate::app) fn undo(&mut self) -> Vec<Effect> {
        // A fault that was mended to what stood before it left a step to where the line is.
        let here = self.line.text();
        self.history.back.pop_if(|text| text == here);
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
