//! What the explorer still has to find out, and what happens when it is found. With few records it is
//! worked out on the spot; with many it is handed out, the last complete answer stays on screen, and
//! newer questions take the place of older ones. It must not know how anything is worked out.

use super::{
    App, Completing, DetailTab, View,
    question::Asked,
    work::{Done, Found, Job, Need, Task},
};
use crate::{
    catalog::Catalog,
    query::{Pace, edit, saved},
    report::around::Around,
};
use std::sync::Arc;

/// Up to so many records everything is worked out on the spot: it takes less time than a frame.
pub const AT_ONCE: usize = 8_000;

impl App {
    /// A number that no question had before.
    pub(super) const fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// What is missing, the most urgent first.
    fn needed(&self) -> Option<Need> {
        if let Some(asked) = &self.asked {
            return Some(Need::Answer(asked.number()));
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
                let (catalog, query, context) = self.question()?;
                return Some((catalog, Task::Answer(query, context)));
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
            Need::Peers(_) => Task::Peers(answer(), self.compared_rows()),
            Need::Others(_, row) => Task::Others(row, self.incident()?.clone()),
            Need::Alike(_, row) => Task::Alike(row),
        };
        Some((self.catalog.clone(), task))
    }

    /// Works out what is missing on the spot, if the records are few.
    pub(super) fn settle(&mut self) {
        let coming = self.asked.as_ref().and_then(Asked::coming);
        let rows = coming.map_or(0, |c| c.len()).max(self.catalog.len());
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
        let found = Job::new(need, catalog, task).work(&mut bench, Pace::steady(), None);
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
        // Of an answer that begins the rest is still being worked out.
        if self.in_hand == Some(need) && !matches!(done, Done::First(_)) {
            self.in_hand = None;
            self.slow = false;
        }
        let stamp = self.answer_stamp;
        match (need, done) {
            (Need::Answer(number), Done::First(first)) => self.take_beginning(number, first),
            (Need::Answer(number), Done::Answer(answer)) => self.meet_question(number, answer),
            (Need::Complete(number), Done::Complete(list)) if number == self.completing.asked => {
                let named = (&self.settings.queries, self.line.text(), self.line.cursor());
                let saved = saved::complete(named.0, named.1, named.2);
                self.completing.list = saved.unwrap_or(list);
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
