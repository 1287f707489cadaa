//! What is worked out from all records at once: each piece is a [`Task`] with everything it needs, so that
//! it can be done on any thread, and what it found goes back by its [`Need`]. It must not know the
//! explorer's state, nor on which thread it runs.

use super::{
    alike::{self, Alike, Kinds},
    facets,
    screens::{compare::PeerSet, exposure, timeline},
};
use crate::{
    catalog::Catalog,
    model::Incident,
    query::{
        Answer, Context, Field, First, Memory, Pace, Query,
        complete::{Completions, complete},
        facet::{self, Facet},
        first, plan,
    },
    report::{
        around,
        chart::Chart,
        cross::{Shares, cross},
        insights::{Reads, charts},
    },
};
use std::sync::Arc;

/// What is missing on the screen. Equal needs are met by the same finding: each names the answer, by its
/// stamp, or the question, by its number, that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The answer to the question of this number.
    Answer(u64),
    /// The completion list that was asked for under this number.
    Complete(u64),
    /// What each term of the query costs.
    Relief(u64),
    /// The counts of the facet column.
    Facets(u64),
    /// What the Timeline needs of all rows.
    Timeline(u64),
    /// What Exposure needs of all rows, in this order.
    Exposure(u64, Option<exposure::columns::Column>),
    /// The charts of Insights.
    Charts(u64),
    /// The cross-table of two facets.
    Cross(u64, &'static Field, &'static Field, Shares),
    /// What the rows of the answer did, for Compare.
    Peers(u64),
    /// How many other incidents an organization has: catalog and row.
    Others(u64, u32),
    /// What is most like an incident: catalog and row.
    Alike(u64, u32),
}

/// Something to work out.
#[derive(Debug)]
pub enum Task {
    /// Answer a query.
    Answer(Query, Context),
    /// Complete the line at the cursor.
    Complete(Arc<Answer>, String, usize),
    /// How many rows there would be without each term.
    Relief(Query, Context),
    /// Count every facet.
    Facets(Arc<Answer>),
    /// The times of all rows.
    Timeline(Arc<Answer>),
    /// Data types over all rows.
    Exposure(Arc<Answer>, Option<exposure::columns::Column>),
    /// Every chart.
    Charts(Arc<Answer>),
    /// A cross-table.
    Cross(Arc<Answer>, &'static Field, &'static Field, Shares),
    /// The peers of the rows that are compared.
    Peers(Arc<Answer>, Vec<u32>),
    /// Other incidents of the organization of a row.
    Others(u32, Arc<Incident>),
    /// Incidents like that of a row.
    Alike(u32),
}

/// What was worked out.
#[derive(Debug, Clone)]
pub enum Done {
    /// The first rows of an answer that is still being worked out.
    First(First),
    /// Rows in order.
    Answer(Arc<Answer>),
    /// What could stand at the cursor.
    Complete(Completions),
    /// Rows without each term, in the query's order.
    Relief(Vec<usize>),
    /// Counts, in the order of the facet column.
    Facets(Arc<[Facet]>),
    /// The times of all rows.
    Timeline(Arc<timeline::Summary>),
    /// Data types over all rows.
    Exposure(Arc<exposure::Summary>),
    /// Every chart.
    Charts(Vec<Chart>),
    /// The cross-table.
    Cross(Chart),
    /// The peers.
    Peers(PeerSet),
    /// How many others there are, when that can be told.
    Others(Option<usize>),
    /// The most alike first.
    Alike(Vec<Alike>),
}

/// A task with what it is done on.
#[derive(Debug)]
pub struct Job {
    /// What it is for.
    pub need: Need,
    catalog: Arc<Catalog>,
    task: Task,
}

/// A finding with what it is for.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is for.
    pub need: Need,
    /// What was worked out.
    pub done: Done,
}

/// Takes what is found before all of it is there.
pub type Tell<'a> = &'a mut dyn FnMut(Found);

/// What earlier tasks left behind for later ones.
#[derive(Debug, Default)]
pub struct Bench {
    memory: Memory,
    /// The catalog of what follows, by its stamp.
    of: u64,
    reads: Reads,
    kinds: Option<Kinds>,
}

impl Bench {
    /// Memory held by answers and what they are made of, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.memory.bytes()
    }

    /// Forgets what is of another catalog.
    fn turn_to(&mut self, catalog: &Catalog) {
        if self.of != catalog.text.stamp() {
            self.of = catalog.text.stamp();
            self.reads = Reads::default();
            self.kinds = None;
        }
    }

    fn reads(&mut self, catalog: &Catalog) -> &mut Reads {
        self.turn_to(catalog);
        &mut self.reads
    }

    /// `None` when it was given up.
    fn kinds(&mut self, catalog: &Catalog, pace: Pace<'_>) -> Option<&Kinds> {
        self.turn_to(catalog);
        if self.kinds.is_none() {
            self.kinds = alike::kinds(catalog, pace);
        }
        self.kinds.as_ref()
    }
}

impl Job {
    pub(super) const fn new(need: Need, catalog: Arc<Catalog>, task: Task) -> Self {
        Self {
            need,
            catalog,
            task,
        }
    }

    /// Works it out; `None` when it was given up. What is found before all of it is there is told, where
    /// somebody wants it.
    #[must_use]
    pub fn work(self, bench: &mut Bench, pace: Pace<'_>, tell: Option<Tell<'_>>) -> Option<Found> {
        let need = self.need;
        let mut tell = tell.map(|tell| {
            |first| {
                tell(Found {
                    need,
                    done: Done::First(first),
                })
            }
        });
        let tell = tell.as_mut().map(|tell| -> &mut dyn FnMut(First) { tell });
        let done = self.task.work(&self.catalog, bench, pace, tell)?;
        (!pace.is_over()).then_some(Found {
            need: self.need,
            done,
        })
    }
}

impl Task {
    fn work(
        self,
        catalog: &Catalog,
        bench: &mut Bench,
        pace: Pace<'_>,
        tell: first::Tell<'_>,
    ) -> Option<Done> {
        let columns = &catalog.columns;
        Some(match self {
            Self::Answer(query, context) => Done::Answer(plan::remembered(
                catalog,
                &query,
                &context,
                &mut bench.memory,
                pace,
                tell,
            )?),
            Self::Complete(answer, line, cursor) => {
                Done::Complete(complete(catalog, &answer, &line, cursor, pace))
            }
            Self::Relief(query, context) => Done::Relief(plan::relief(
                catalog,
                &query,
                &context,
                &mut bench.memory,
                pace,
            )?),
            Self::Facets(answer) => Done::Facets(facet::all(
                catalog,
                &answer,
                &facets::fields(),
                &mut bench.memory,
                pace,
            )?),
            Self::Timeline(answer) => {
                Done::Timeline(Arc::new(timeline::Summary::of(columns, &answer.rows, pace)))
            }
            Self::Exposure(answer, order) => {
                let summary = exposure::Summary::of(columns, &answer.rows, order, pace);
                Done::Exposure(Arc::new(summary))
            }
            Self::Charts(answer) => {
                Done::Charts(charts(catalog, &answer.rows, bench.reads(catalog), pace)?)
            }
            Self::Cross(answer, rows, across, shares) => {
                Done::Cross(cross(catalog, &answer.rows, rows, across, shares))
            }
            Self::Peers(answer, compared) => {
                Done::Peers(PeerSet::of(catalog, &answer.set, compared, pace)?)
            }
            Self::Others(row, incident) => Done::Others(around::others(catalog, row, &incident)),
            Self::Alike(row) => {
                let kinds = bench.kinds(catalog, pace)?;
                Done::Alike(alike::most_alike(catalog, kinds, row, pace))
            }
        })
    }
}

/// Jobs are told apart by what they are for.
impl PartialEq for Job {
    fn eq(&self, other: &Self) -> bool {
        self.need == other.need
    }
}

impl Eq for Job {}
