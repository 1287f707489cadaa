//! Changes of the query line as steps that can be undone. It must not know who changes it.

use crate::{
    app::{
        App, Effect,
        history::{MOST, Step},
        line::Line,
    },
    query::parse,
};

impl App {
    /// Changes the query line as one step of undo.
    pub(in crate::app) fn set_query(&mut self, text: &str) {
        if text != self.line.text() {
            self.remember(self.step_here());
            self.line = Line::new(text);
            self.read_line();
        }
    }

    /// The line as it is, with the incident that was chosen.
    pub(in crate::app) fn step_here(&self) -> Step {
        Step {
            text: self.line.text().to_owned(),
            chosen: self.chosen,
        }
    }

    /// A line with a fault is no step back: the answer beside it was that of another line, which is a step
    /// already, and going back to it would show the rows of whatever was undone. What was typed is not lost:
    /// from the line whose answer stood beside it, it is the step forward.
    pub(in crate::app) fn remember(&mut self, step: Step) {
        let is_last = self.history.back.last().map(|s| &s.text) == Some(&step.text);
        if !is_last && parse(&step.text).can_be_asked() {
            self.history.back.push(step);
            if self.history.back.len() > MOST {
                self.history.back.remove(0);
            }
        }
        self.history.forward.clear();
    }

    pub(in crate::app) fn undo(&mut self) -> Vec<Effect> {
        // A fault that was mended to what stood before it left a step to where the line is.
        let here = self.line.text();
        self.history.back.pop_if(|step| step.text == here);
        match self.history.back.pop() {
            Some(step) => {
                self.history.forward.push(self.step_here());
                self.go_to_step(step);
                vec![]
            }
            None => self.say("there is nothing to undo; U shows every incident"),
        }
    }

    pub(in crate::app) fn redo(&mut self) -> Vec<Effect> {
        match self.history.forward.pop() {
            Some(step) => {
                self.history.back.push(self.step_here());
                self.go_to_step(step);
                vec![]
            }
            None => self.say("there is nothing to redo; u undoes"),
        }
    }

    /// The cursor stays on the incident that somebody looks at; else it is where it was at this step.
    fn go_to_step(&mut self, step: Step) {
        self.line = Line::new(&step.text);
        self.read_line_at(step.chosen);
    }
}
