//! The beginning of an answer in the table, while the rest of it is being worked out. It is what the whole
//! answer begins with, so that nothing moves when that is there. It must not know how it was found.

use super::{App, View, question::Stay};
use crate::query::{First, Query, fuzzy};

/// The first rows of an answer, and what was asked.
#[derive(Debug)]
pub(super) struct Beginning {
    first: First,
    query: Query,
}

impl App {
    /// The rows of the table: those of the answer, or the first ones of the next answer.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        match &self.beginning {
            Some(beginning) => &beginning.first.rows,
            None => &self.answer.rows,
        }
    }

    /// The query that the rows of the table belong to.
    #[must_use]
    pub fn query_of_rows(&self) -> &Query {
        self.beginning.as_ref().map_or(&self.query, |b| &b.query)
    }

    /// The words by which the rows of the table were found, for highlighting.
    #[must_use]
    pub fn found_words(&self) -> &[fuzzy::Term] {
        match &self.beginning {
            Some(beginning) => &beginning.first.found,
            None => &self.answer.found,
        }
    }

    /// True while the table shows the beginning of an answer that is not whole yet.
    #[must_use]
    pub const fn is_beginning(&self) -> bool {
        self.beginning.is_some()
    }

    /// True while that lasts long enough to be mentioned: what is shown of the answer before would be taken
    /// for this one's.
    #[must_use]
    pub fn is_long_beginning(&self) -> bool {
        self.is_beginning() && self.slow_work().is_some()
    }

    /// True while the answer is not that of the query: what is written or copied of all its rows would be
    /// something else than what was asked.
    #[must_use]
    pub const fn is_answering(&self) -> bool {
        self.asked.is_some()
    }

    /// True when a row is in the table.
    pub(super) fn has_row(&self, row: u32) -> bool {
        match &self.beginning {
            Some(beginning) => beginning.first.rows.contains(&row),
            None => self.answer.set.contains(row as usize),
        }
    }

    /// Shows the beginning of the answer to the question of this number, where the cursor can be put as it
    /// was wished for.
    pub(super) fn take_beginning(&mut self, number: u64, first: First) {
        let asked = self.asked.as_mut();
        let Some(asked) = asked.filter(|a| a.is_of(number) && self.view == View::Browse) else {
            return;
        };
        let cursor = match asked.stay {
            Stay::Top => Some(0),
            // The dearest of several may be further down.
            Stay::Row(row) | Stay::RowOr(row, _) => first.rows.iter().position(|r| *r == row),
            Stay::Place => Some(self.cursor).filter(|at| *at < first.rows.len()),
            Stay::Bottom => None,
        };
        let Some(cursor) = cursor else { return };
        // From here on the cursor is moved in rows that the whole answer has in the same places.
        let query = asked.query().clone();
        self.beginning = Some(Beginning { first, query });
        self.send_cursor(cursor);
    }

    /// Elsewhere than in the table only whole answers are shown.
    pub(super) fn leave_beginning(&mut self) {
        if self.beginning.take().is_some() {
            self.follow_cursor();
            self.refresh();
        }
    }

    /// Puts the cursor on a row of the table, where it then stays.
    pub(super) fn put_cursor(&mut self, at: usize) {
        self.place_cursor(at, Self::follow_cursor);
    }

    /// The same where it comes from elsewhere: what stands around the row is in sight, too.
    pub(super) fn send_cursor(&mut self, at: usize) {
        self.place_cursor(at, Self::follow_jump);
    }

    fn place_cursor(&mut self, at: usize, follow: fn(&mut Self)) {
        self.stay_in_beginning(Stay::Place);
        self.cursor = at;
        follow(self);
        self.note_chosen();
        self.refresh();
    }

    /// In a beginning the cursor is moved already, and goes nowhere else when the whole answer is there: but to
    /// the end, which is further down then.
    pub(super) fn stay_in_beginning(&mut self, stay: Stay) {
        if let (Some(asked), true) = (&mut self.asked, self.beginning.is_some()) {
            asked.stay = stay;
        }
    }
}
