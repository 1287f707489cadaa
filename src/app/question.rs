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
    /// Nowhere.
    Place,
    /// To the last row.
    Bottom,
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
            _ => stay,
        };
        self.asked = Some(Asked {
            number: self.next_number(),
            query,
            stay,
            coming: pending.and_then(|p| p.coming),
        });
        self.settle();
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
            asked.stay = Stay::Row(row);
        } else {
            self.put_cursor(self.rows().iter().position(|r| *r == row).unwrap_or(0));
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
        let report = asked.coming.and_then(|coming| self.take_over(coming));
        self.query = asked.query;
        self.answer = answer;
        self.beginning = None;
        self.answer_stamp += 1;
        self.relief = Vec::new();
        self.dropping = false;
        let row = match asked.stay {
            Stay::Top => None,
            Stay::Row(row) => self.answer.rows.iter().position(|r| *r == row),
            Stay::Place => Some(self.cursor),
            Stay::Bottom => Some(usize::MAX),
        };
        self.cursor = row.unwrap_or(0);
        self.follow_cursor();
        self.refresh();
        if let Some(lines) = report {
            self.overlay = Some(Overlay::Report { lines, scroll: 0 });
        }
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

    /// The line was read and is without fault.
    pub(super) fn read_line(&mut self) {
        self.parsed = parse(self.line.text());
        if !self.parsed.can_be_asked() {
            return;
        }
        let query = self.parsed.query.clone();
        let changed = *self.last_query() != query;
        // The cursor stays on its incident when only the order or the marks changed, if somebody put it
        // there: from the first row it goes to the first row. A new question starts at its best answer.
        let chosen = self.cursor > 0 && (!changed || self.focus != Focus::Query);
        let stay = match self.row() {
            Some(row) if chosen => Stay::Row(row),
            _ => Stay::Top,
        };
        self.ask_query(query, stay);
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
