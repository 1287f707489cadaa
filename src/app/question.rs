//! What is asked of the records, and what becomes of the screen when it is answered: which rows it shows,
//! where the cursor stands, which records they are. It must not know how an answer is found.

use super::{App, Focus, Overlay, screens::Screens};
use crate::{
    catalog::{BitSet, Catalog},
    query::{Answer, Context, Query, Term, Test, parse},
};
use std::{collections::BTreeMap, sync::Arc};

/// A question that has no answer yet.
#[derive(Debug)]
pub(super) struct Asked {
    number: u64,
    query: Query,
    pub(super) stay: Stay,
    /// Records that take the place of the present ones together with the answer.
    coming: Option<Coming>,
}

impl Asked {
    /// The number of the question.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// What was asked.
    pub(super) const fn query(&self) -> &Query {
        &self.query
    }

    /// The records that take the place of the present ones.
    pub(super) fn coming(&self) -> Option<&Arc<Catalog>> {
        self.coming.as_ref().map(|c| &c.catalog)
    }

    /// True for the question of this number, asked of the present records.
    pub(super) const fn is_of(&self, number: u64) -> bool {
        self.number == number && self.coming.is_none()
    }
}

/// Where the cursor goes when the answer is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// To the best row.
    Top,
    /// To this row, wherever it stands then.
    Row(u32),
    /// To the first one of these rows that the answer has.
    RowOr(u32, u32),
    /// Nowhere.
    Place,
    /// To the last row.
    Bottom,
}

impl Stay {
    /// The rows that are wished for, the dearest first.
    pub(super) fn rows(self) -> impl Iterator<Item = u32> {
        let (first, second) = match self {
            Self::Row(row) => (Some(row), None),
            Self::RowOr(row, other) => (Some(row), Some(other)),
            Self::Top | Self::Place | Self::Bottom => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// One or the other of two rows, or the best one.
    fn on(row: Option<u32>, other: Option<u32>) -> Self {
        match (row, other) {
            (Some(row), Some(other)) => Self::RowOr(row, other),
            (Some(row), None) | (None, Some(row)) => Self::Row(row),
            (None, None) => Self::Top,
        }
    }
}

/// Other records, with what the user left on them.
#[derive(Debug)]
struct Coming {
    catalog: Arc<Catalog>,
    marked: Vec<u32>,
    starred: BitSet,
    notes: BTreeMap<u32, String>,
    /// Lines to be read when they are there.
    report: Option<Vec<String>>,
}

fn context_of(
    len: usize,
    marked: &[u32],
    starred: &BitSet,
    notes: &BTreeMap<u32, String>,
) -> Context {
    Context {
        marked: BitSet::from_rows(len, marked.iter().copied()),
        starred: starred.clone(),
        noted: BitSet::from_rows(len, notes.keys().copied()),
    }
}

impl App {
    pub(super) fn context(&self) -> Context {
        context_of(self.catalog.len(), &self.marked, &self.starred, &self.notes)
    }

    /// Asks a query; the cursor goes where `stay` says when it is answered.
    pub(super) fn ask_query(&mut self, query: Query, stay: Stay) {
        let pending = self.asked.take();
        // Asked again before it was answered, the first wish for the cursor stands.
        let stay = match &pending {
            Some(p) if p.query == query => p.stay,
            // Rows of the records that are going are others in those that come.
            Some(p) => match &p.coming {
                Some(coming) if matches!(stay, Stay::Row(_) | Stay::RowOr(..)) => {
                    let mut there = stay.rows().filter_map(|r| self.row_in(coming, r));
                    Stay::on(there.next(), there.next())
                }
                _ => stay,
            },
            None => stay,
        };
        self.asked = Some(Asked {
            number: self.next_number(),
            query,
            stay,
            coming: pending.and_then(|p| p.coming),
        });
        self.settle();
    }

    fn row_in(&self, coming: &Coming, row: u32) -> Option<u32> {
        coming.catalog.row_like(&self.catalog, row)
    }

    /// The query that was asked last, answered or not.
    pub(super) fn last_query(&self) -> &Query {
        self.asked.as_ref().map_or(&self.query, |a| &a.query)
    }

    /// What is to be answered: the records, the query, and what it may ask of the user's marks.
    pub(super) fn question(&self) -> Option<(Arc<Catalog>, Query, Context)> {
        let asked = self.asked.as_ref()?;
        let query = asked.query.clone();
        Some(match &asked.coming {
            None => (self.catalog.clone(), query, self.context()),
            Some(c) => {
                let context = context_of(c.catalog.len(), &c.marked, &c.starred, &c.notes);
                (c.catalog.clone(), query, context)
            }
        })
    }

    /// Takes the answer to the question of this number, if that is still asked.
    pub(super) fn meet_question(&mut self, number: u64, answer: Arc<Answer>) {
        if let Some(asked) = self.asked.take_if(|a| a.number == number) {
            self.take_answer(asked, answer);
        }
    }

    /// Sends the cursor to a row once the pending answer is there, or now.
    pub(super) fn stay_on(&mut self, row: u32) {
        if let Some(asked) = &mut self.asked {
            let coming = asked.coming.as_ref();
            let there = coming.map_or(Some(row), |c| c.catalog.row_like(&self.catalog, row));
            asked.stay = Stay::on(there, None);
            self.chosen = Some(row);
        } else {
            self.send_cursor(self.place_of(row));
        }
    }

    /// Takes other records over, when the query is answered on them: after an import, or when more of a
    /// file was read. Marks and cursor stay on their incidents, as far as these are still there; stars
    /// and notes are those of the new records.
    pub(super) fn reload(&mut self, catalog: Arc<Catalog>, report: Option<Vec<String>>) {
        let there = |row: u32| catalog.row_like(&self.catalog, row);
        let cursor = self.row().filter(|_| self.cursor > 0 && report.is_none());
        let stay = cursor.and_then(there).map_or(Stay::Top, Stay::Row);
        let mut starred = catalog.marks.starred(catalog.len());
        let mut notes = catalog.marks.notes.clone();
        if report.is_none() {
            // Read before the user began: what was starred and noted since then is known here alone.
            let here = |row: u32| self.catalog.row_like(&catalog, row);
            for row in &catalog.marks.starred {
                if here(*row).is_some_and(|old| !self.starred.contains(old as usize)) {
                    starred.remove(*row as usize);
                }
            }
            notes.retain(|row, _| here(*row).is_none());
            for row in self.starred.iter().filter_map(there) {
                starred.insert(row as usize);
            }
            let noted = self.notes.iter();
            notes.extend(noted.filter_map(|(row, note)| Some((there(*row)?, note.clone()))));
        }
        let coming = Coming {
            marked: self.marked.iter().copied().filter_map(there).collect(),
            starred,
            notes,
            catalog,
            report,
        };
        self.asked = Some(Asked {
            number: self.next_number(),
            query: self.last_query().clone(),
            stay,
            coming: Some(coming),
        });
        self.settle();
    }

    fn take_answer(&mut self, asked: Asked, answer: Arc<Answer>) {
        let is_of_others = asked.coming.is_some();
        let report = asked.coming.and_then(|coming| self.take_over(coming));
        self.query = asked.query;
        self.answer = answer;
        self.beginning = None;
        self.answer_stamp += 1;
        self.relief = Vec::new();
        self.dropping = false;
        // Of a million rows the set knows at once which one is not there.
        let set = &self.answer.set;
        let there = asked.stay.rows().find(|row| set.contains(*row as usize));
        let before = self.cursor;
        self.cursor = match asked.stay {
            Stay::Place => self.cursor,
            Stay::Bottom => usize::MAX,
            _ => there.map_or(0, |row| self.place_of(row)),
        };
        // An incident that kept its place did not jump.
        if there.is_some() && self.cursor != before {
            self.follow_jump();
        } else {
            self.follow_cursor();
        }
        match asked.stay {
            Stay::Top => self.chosen = None,
            Stay::Place | Stay::Bottom => self.note_chosen(),
            // One that is not there is waited for, unless it was one of other records.
            Stay::Row(_) | Stay::RowOr(..) => {
                self.chosen = there.or(self.chosen.filter(|_| !is_of_others));
            }
        }
        self.refresh();
        if let Some(lines) = report {
            self.overlay = Some(Overlay::Report { lines, scroll: 0 });
        }
    }

    fn place_of(&self, row: u32) -> usize {
        let rows = self.rows();
        rows.iter().position(|r| *r == row).unwrap_or(0)
    }

    /// Somebody put the cursor where it is now; on the first row it stands without that.
    pub(super) fn note_chosen(&mut self) {
        let before = self.chosen;
        self.chosen = self
            .row()
            .filter(|row| self.cursor > 0 || before == Some(*row));
    }

    /// Lets the present records go; returns what there is to be read.
    fn take_over(&mut self, coming: Coming) -> Option<Vec<String>> {
        self.marked = coming.marked;
        self.starred = coming.starred;
        self.notes = coming.notes;
        self.catalog = coming.catalog;
        self.geometry.records = Vec::new();
        (self.incomplete, self.cut_short) = (false, false);
        self.current = None;
        self.compared = Vec::new();
        self.history.forget_rows();
        if coming.report.is_some() {
            self.screens = Screens::default();
            self.importing = false;
            self.import_line = String::new();
            self.message = None;
        } else {
            self.screens.signals.forget_rows();
        }
        coming.report
    }

    /// Reads the line, and asks what it says if it is without fault.
    pub(super) fn read_line(&mut self) {
        self.read_line_at(None);
    }

    /// The same at a step of undo, where the cursor had been put on a row.
    pub(super) fn read_line_at(&mut self, chosen: Option<u32>) {
        self.parsed = parse(self.line.text());
        if self.parsed.can_be_asked() {
            self.ask_from_line(self.parsed.query.clone(), chosen);
        } else {
            self.keep_beside();
        }
    }

    /// Reads the line after an edit was taken back: one that is no question had the answer of another beside
    /// it, which comes back with it.
    pub(super) fn read_line_again(&mut self) {
        let beside = self.history.beside(self.line.text()).cloned();
        self.read_line();
        if let Some(query) = beside.filter(|_| !self.parsed.can_be_asked()) {
            self.history.keep_beside(self.line.text(), &query);
            self.ask_from_line(query, None);
        }
    }

    /// Notes which answer stands beside the line, where the line does not say it.
    pub(super) fn keep_beside(&mut self) {
        if !self.parsed.can_be_asked() {
            let asked = self.asked.as_ref().map_or(&self.query, |a| &a.query);
            self.history.keep_beside(self.line.text(), asked);
        }
    }

    /// Asks what the line says. The cursor stays on the incident that somebody put it on, if the answer has
    /// it: nobody did that with the first row, so from there it goes to the first row. Typed words ask for
    /// their best answer, which is the first; back at the words from before the cursor is back, too.
    fn ask_from_line(&mut self, query: Query, chosen: Option<u32>) {
        if self.focus == Focus::Query && self.last_query().words() != query.words() {
            let entered = self.history.entered.as_ref();
            let before = entered.map(|step| (step.chosen, parse(&step.text).query));
            let back = before.filter(|(_, q)| q.words() == query.words());
            self.chosen = back.and_then(|(chosen, _)| chosen);
        }
        self.ask_query(query, Stay::on(self.chosen, chosen));
    }

    /// The answer depends on the marks only if the query asks for them.
    pub(in crate::app) fn marks_changed(&mut self) {
        let asks = |t: &Term| matches!(t.test, Test::Flags(..));
        if self.last_query().terms.iter().any(asks) {
            self.ask_query(self.last_query().clone(), Stay::Place);
        }
        self.refresh();
    }
}
