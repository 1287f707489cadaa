//! What the query line said before and after: for undo, and for recalling older queries. It must not know
//! how the line is edited, nor what is done with a step.

use crate::query::Query;

/// More steps than this are forgotten.
pub const MOST: usize = 500;

/// A text of the query line, with the incident that was chosen in its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// The text.
    pub text: String,
    /// The row that the cursor had been put on.
    pub(super) chosen: Option<u32>,
}

/// Texts of the query line, for undo and for recalling older queries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// Steps to go back to, the latest last.
    pub back: Vec<Step>,
    /// Steps to go forward to, the next last.
    pub forward: Vec<Step>,
    /// Texts that were kept with Enter, the latest last.
    pub kept: Vec<String>,
    /// Where in `kept` the arrow keys are.
    pub recalled: Option<usize>,
    /// The line when it was entered: typing is one step of undo.
    pub entered: Option<Step>,
    /// Texts that were no question while the line was typed, each with the query whose answer stood beside
    /// it: going back to such a text goes back to that answer.
    beside: Vec<(String, Query)>,
}

impl History {
    /// Keeps which query was answered beside a text that is no question itself.
    pub(super) fn keep_beside(&mut self, text: &str, query: &Query) {
        self.beside.retain(|(t, _)| t != text);
        self.beside.push((text.to_owned(), query.clone()));
        if self.beside.len() > MOST {
            self.beside.remove(0);
        }
    }

    /// The query that was answered beside such a text.
    pub(super) fn beside(&self, text: &str) -> Option<&Query> {
        let found = self.beside.iter().find(|(t, _)| t == text);
        found.map(|(_, query)| query)
    }

    /// The line is left: what stood beside its texts is of no use any more.
    pub(super) fn forget_beside(&mut self) {
        self.beside = Vec::new();
    }

    /// The records are others now: rows of the old ones mean nothing.
    pub(super) fn forget_rows(&mut self) {
        let steps = self.back.iter_mut().chain(&mut self.forward);
        for step in steps.chain(&mut self.entered) {
            step.chosen = None;
        }
    }
}
