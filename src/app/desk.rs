//! What the explorer still has to find out, and what happens when it is found. With few records it is
//! worked out on the spot; with many it is handed out, the last complete answer stays on screen, and
//! newer questions take the place of older ones. It must not know how anything is worked out.

use super::{
    App, Completing, DetailTab, Overlay, View,
    screens::Screens,
    work::{Done, Found, Job, Need, Task},
};
use crate::{
    catalog::{BitSet, Catalog},
    query::{Context, Pace, Query, edit},
    report::around::Around,
};
use std::{collections::BTreeMap, sync::Arc};

/// Up to so many records everything is worked out on the spot: it takes less time than a frame.
pub const AT_ONCE: usize = 8_000;

/// A question that has no answer yet.
#[derive(Debug)]
pub(super) struct Asked {
    number: u64,
    query: Query,
    stay: Stay,
    /// Records that take the place of the present ones together with the answer.
    coming: Option<Coming>,
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
    fn context(&self) -> Context {
        context_of(self.catalog.len(), &self.marked, &self.starred, &self.notes)
    }

    /// A number that no question had before.
    pub(super) const fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
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

    /// Sends the cursor to a row once the pending answer is there, or now.
    pub(super) fn stay_on(&mut self, row: u32) {
        if let Some(asked) = &mut self.asked {
            asked.stay = Stay::Row(row);
        } else {
            self.cursor = self.answer.rows.iter().position(|r| *r == row).unwrap_or(0);
            self.follow_cursor();
            self.refresh();
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

    /// What is missing, the most urgent first.
    fn needed(&self) -> Option<Need> {
        if let Some(asked) = &self.asked {
            return Some(Need::Answer(asked.number));
        }
        let stamp = self.answer_stamp;
        let completing = (self.completing.asked != self.completing.done)
            .then_some(Need::Complete(self.completing.asked));
        let relief = (self.relief_stamp != stamp && (self.answer.rows.is_empty() || self.dropping))
            .then_some(Need::Relief(stamp));
        let facets = (self.facets.stamp != stamp).then_some(Need::Facets(stamp));
        completing
            .or(relief)
            .or_else(|| self.needed_here())
            .or(facets)
            .or_else(|| self.needed_around())
    }

    /// What the screen that is shown needs.
    fn needed_here(&self) -> Option<Need> {
        match self.view {
            View::Timeline => self.timeline_need(),
            View::Exposure => self.exposure_need(),
            View::Insights => self.insights_need(),
            View::Compare => self.compare_need(),
            View::Browse | View::Signals => None,
        }
    }

    /// What is shown beside the incident under the cursor.
    fn needed_around(&self) -> Option<Need> {
        let (row, _) = self.current.as_ref()?;
        let catalog = self.catalog.text.stamp();
        let others = Need::Others(catalog, *row);
        let alike = Need::Alike(catalog, *row);
        let shown = self.view == View::Browse;
        if shown && self.others != Some(others) {
            return Some(others);
        }
        let alike_shown = shown && self.tab == DetailTab::Overview;
        let wanted = alike_shown || self.likeness.then_mark == Some(*row);
        (wanted && self.likeness.of != Some(alike)).then_some(alike)
    }

    /// What has to be worked out to meet a need; `None` when there is no such need any more.
    fn task(&self, need: Need) -> Option<(Arc<Catalog>, Task)> {
        let answer = || self.answer.clone();
        let task = match need {
            Need::Answer(_) => {
                let asked = self.asked.as_ref()?;
                let query = asked.query.clone();
                let Some(c) = &asked.coming else {
                    return Some((self.catalog.clone(), Task::Answer(query, self.context())));
                };
                let context = context_of(c.catalog.len(), &c.marked, &c.starred, &c.notes);
                return Some((c.catalog.clone(), Task::Answer(query, context)));
            }
            Need::Complete(_) => {
                let line = self.line.text().to_owned();
                Task::Complete(answer(), line, self.line.cursor())
            }
            Need::Relief(_) => Task::Relief(self.query.clone(), self.context()),
            Need::Facets(_) => Task::Facets(answer()),
            Need::Timeline(_) => Task::Timeline(answer()),
            Need::Exposure(_, order) => Task::Exposure(answer(), order),
            Need::Charts(_) => Task::Charts(answer()),
            Need::Cross(_, rows, columns, shares) => Task::Cross(answer(), rows, columns, shares),
            Need::Peers(_) => Task::Peers(answer()),
            Need::Others(_, row) => Task::Others(row, self.incident()?.clone()),
            Need::Alike(_, row) => Task::Alike(row),
        };
        Some((self.catalog.clone(), task))
    }

    /// Works out what is missing on the spot, if the records are few.
    pub(super) fn settle(&mut self) {
        let coming = self.asked.as_ref().and_then(|a| a.coming.as_ref());
        let rows = coming
            .map_or(0, |c| c.catalog.len())
            .max(self.catalog.len());
        if rows <= self.at_once {
            while let Some(need) = self.needed() {
                if !self.meet(need) {
                    break;
                }
            }
        }
    }

    /// Works out the first answer on the spot, however many records there are: there is nothing else to
    /// be shown.
    pub(super) fn settle_first(&mut self) {
        if let Some(need @ Need::Answer(_)) = self.needed() {
            self.meet(need);
        }
        self.settle();
    }

    fn meet(&mut self, need: Need) -> bool {
        let Some((catalog, task)) = self.task(need) else {
            return false;
        };
        let mut bench = std::mem::take(&mut self.bench);
        let found = Job::new(need, catalog, task).work(&mut bench, Pace::steady());
        self.bench = bench;
        match found {
            Some(found) => {
                self.found(found);
                true
            }
            None => false,
        }
    }

    /// The next piece of work to be handed out, unless it is being done already.
    pub(super) fn next_job(&mut self) -> Option<Job> {
        let need = self.needed()?;
        if self.in_hand == Some(need) {
            return None;
        }
        let (catalog, task) = self.task(need)?;
        self.in_hand = Some(need);
        Some(Job::new(need, catalog, task))
    }

    /// What is being worked out, in a word, once that takes long enough to be mentioned.
    #[must_use]
    pub fn slow_work(&self) -> Option<&'static str> {
        self.in_hand.filter(|_| self.slow).map(|need| match need {
            Need::Answer(_) => "searching…",
            Need::Complete(_) => "looking up…",
            Need::Peers(_) => "reading…",
            _ => "counting…",
        })
    }

    /// True while something that was handed out is not back.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        self.in_hand.is_some()
    }

    /// Takes what was found, unless it is not wanted any more.
    pub(super) fn found(&mut self, found: Found) {
        let Found { need, done } = found;
        if self.in_hand == Some(need) {
            self.in_hand = None;
            self.slow = false;
        }
        let stamp = self.answer_stamp;
        match (need, done) {
            (Need::Answer(number), Done::Answer(answer)) => {
                if let Some(asked) = self.asked.take_if(|a| a.number == number) {
                    self.take_answer(asked, answer);
                }
            }
            (Need::Complete(number), Done::Complete(list)) if number == self.completing.asked => {
                self.completing.list = list;
                self.completing.done = number;
                if let Some(by) = self.completing.then_take.take() {
                    self.take_completion(by);
                }
            }
            (Need::Relief(of), Done::Relief(relief)) if of == stamp => {
                self.relief = relief;
                self.relief_stamp = stamp;
                if std::mem::take(&mut self.dropping) {
                    self.drop_dearest();
                }
            }
            (Need::Facets(of), Done::Facets(facets)) if of == stamp => {
                self.facets.take(facets, stamp);
            }
            (Need::Timeline(of), Done::Timeline(summary)) if of == stamp => {
                self.screens.timeline.take(summary, stamp);
            }
            (Need::Exposure(of, order), Done::Exposure(summary)) if of == stamp => {
                self.exposure_take(summary, stamp, order);
            }
            (Need::Charts(of), Done::Charts(charts)) if of == stamp => self.take_charts(charts),
            (Need::Cross(..), Done::Cross(chart)) => self.take_cross(need, chart),
            (Need::Peers(of), Done::Peers(peers)) if of == stamp => self.take_peers(peers),
            (Need::Others(_, row), Done::Others(others)) if self.row() == Some(row) => {
                self.others = Some(need);
                self.around.others = others;
            }
            (Need::Alike(..), Done::Alike(found)) => self.take_alike(need, found),
            _ => {}
        }
    }

    fn take_answer(&mut self, asked: Asked, answer: Arc<crate::query::Answer>) {
        let report = asked.coming.and_then(|coming| self.take_over(coming));
        self.query = asked.query;
        self.answer = answer;
        self.answer_stamp += 1;
        self.relief = Vec::new();
        self.dropping = false;
        let row = match asked.stay {
            Stay::Top => None,
            Stay::Row(row) => self.answer.rows.iter().position(|r| *r == row),
            Stay::Place => Some(self.cursor),
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
        self.incomplete = false;
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
        self.parsed = crate::query::parse(self.line.text());
        if self.parsed.errors.iter().any(|e| !e.unfinished) {
            return;
        }
        let query = self.parsed.query.clone();
        let changed = *self.last_query() != query;
        // The cursor stays on its incident when only the order or the marks changed, if somebody put it
        // there: from the first row it goes to the first row. A new question starts at its best answer.
        let chosen = self.cursor > 0 && (!changed || self.focus != super::Focus::Query);
        let stay = match self.row() {
            Some(row) if chosen => Stay::Row(row),
            _ => Stay::Top,
        };
        self.ask_query(query, stay);
    }

    /// The answer depends on the marks only if the query asks for them.
    pub(in crate::app) fn marks_changed(&mut self) {
        let asks = |t: &crate::query::Term| matches!(t.test, crate::query::Test::Flags(..));
        if self.last_query().terms.iter().any(asks) {
            self.ask_query(self.last_query().clone(), Stay::Place);
        }
        self.refresh();
    }

    /// Brings what is kept for drawing up to date with cursor, marks and answer.
    pub(super) fn refresh(&mut self) {
        let row = self.row();
        if self.current.as_ref().map(|(r, _)| *r) != row {
            self.current =
                row.and_then(|r| self.catalog.incident(r as usize).map(|i| (r, Arc::new(i))));
            self.others = None;
            self.around = row
                .filter(|_| self.current.is_some())
                .map(|r| Around {
                    note: self.notes.get(&r).cloned(),
                    ..Around::of(&self.catalog, r)
                })
                .unwrap_or_default();
            self.scroll = 0;
        }
        let kept = std::mem::take(&mut self.compared);
        self.compared = self
            .marked
            .iter()
            .take(super::MOST_COMPARED)
            .filter_map(|row| {
                kept.iter().find(|(r, _)| r == row).cloned().or_else(|| {
                    self.catalog
                        .incident(*row as usize)
                        .map(|i| (*row, Arc::new(i)))
                })
            })
            .collect();
        self.settle();
        self.screens_refresh();
    }

    /// Asks for the completion list of the line as it is.
    pub(super) fn complete_again(&mut self) {
        self.completing = Completing {
            // Until the new one is there the old one stays in sight; nothing is taken from it.
            list: std::mem::take(&mut self.completing.list),
            asked: self.next_number(),
            ..Completing::default()
        };
        self.settle();
    }

    /// Takes the term out of the query that costs the most rows.
    pub(super) fn drop_term(&mut self) {
        if self.query.terms.is_empty() {
            self.say("the query has no term to drop; / edits it");
        } else if self.relief_stamp == self.answer_stamp {
            self.drop_dearest();
        } else {
            self.dropping = true;
            self.settle();
        }
    }

    fn drop_dearest(&mut self) {
        // Typed over meanwhile, the line has other terms than those that were tried.
        if self.asked.is_some() || self.parsed.query != self.query {
            return;
        }
        let most = self.relief.iter().enumerate().max_by_key(|(_, n)| **n);
        if let Some((at, _)) = most {
            let text = edit::without_term(self.line.text(), at);
            self.set_query(&text);
            if self.focus == super::Focus::Query {
                self.complete_again();
            }
        }
    }
}
