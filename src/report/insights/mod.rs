//! The figures over an answer, as charts: people and incidents by year, methods, data, days, measures,
//! money, vendors, states. Nearly all of it is counted from columns; what only records state (vendors,
//! dates of settlements) is read from at most [`MOST_READ`] of them and remembered in [`Reads`]. It must
//! not know how a chart is drawn or who asked.
//!
//! What is not stated is in no figure. Every title names its n: how many incidents a chart counts, of
//! how many in the query.

mod consequences;
mod days;
mod monitoring;
pub mod tiles;
mod vendors;
mod words;
mod years;

use super::{chart::Chart, human};
use crate::{
    analysis::{
        blast_radius::{self, Involvement},
        intervals,
    },
    catalog::Catalog,
    model::{
        DayRange, Incident,
        vocabulary::{ConsequenceKind, EventKind},
    },
    query::{Field, Pace},
};
use std::collections::HashMap;

/// At most so many records are read for what columns do not have: 20 µs each.
pub const MOST_READ: usize = 5_000;

/// More than this is not remembered.
const MOST_REMEMBERED: usize = 20_000;

/// What only a record states.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extract {
    /// Days from when it became known to the first settlement.
    pub settled: Option<DayRange>,
    /// Its vendors; true for one that is the organization itself.
    pub vendors: Vec<(Involvement, bool)>,
}

impl Extract {
    fn of(r: &Incident) -> Self {
        let own = blast_radius::key(&r.organization);
        Self {
            settled: time_to_settlement(r),
            vendors: blast_radius::involvements(r)
                .into_iter()
                .map(|v| {
                    let is_own = own.as_ref() == Some(&v.key);
                    (v, is_own)
                })
                .collect(),
        }
    }
}

/// Days from when an incident became known (see [`intervals::known`]) to its earliest dated settlement,
/// whether the timeline or the consequences state it.
#[must_use]
pub fn time_to_settlement(r: &Incident) -> Option<DayRange> {
    let events = r.events(EventKind::Settlement).map(|e| e.date);
    let consequences = r.consequences.iter().filter(|c| {
        matches!(
            c.kind,
            ConsequenceKind::ClassSettlement
                | ConsequenceKind::OcrSettlement
                | ConsequenceKind::StateSettlement
        )
    });
    let first = events.chain(consequences.filter_map(|c| c.date)).min()?;
    intervals::known(r)?.until(first)
}

/// What was read from records, by row: the rows of the next answer are often those of this one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reads(HashMap<u32, Extract>);

impl Reads {
    /// Reads the first [`MOST_READ`] rows, as far as they are not remembered.
    fn read(&mut self, catalog: &Catalog, rows: &[u32]) {
        if self.0.len() > MOST_REMEMBERED {
            self.0.clear();
        }
        for row in rows.iter().take(MOST_READ) {
            self.0.entry(*row).or_insert_with(|| {
                catalog
                    .incident(*row as usize)
                    .map(|r| Extract::of(&r))
                    .unwrap_or_default()
            });
        }
    }
}

/// What every chart is made from.
#[derive(Debug, Clone, Copy)]
struct Source<'a> {
    catalog: &'a Catalog,
    rows: &'a [u32],
    reads: &'a Reads,
    /// The year of each row in `rows`.
    years: &'a [Option<i32>],
}

impl<'a> Source<'a> {
    fn of(&self) -> usize {
        self.rows.len()
    }

    /// The rows as they index columns.
    fn each(self) -> impl Iterator<Item = usize> + 'a {
        self.rows.iter().map(|r| *r as usize)
    }

    /// What was read from the records, in the answer's order.
    fn extracts(self) -> impl Iterator<Item = &'a Extract> {
        let rows = self.rows.iter().take(MOST_READ);
        rows.filter_map(|r| self.reads.0.get(r))
    }

    /// True when the count of a row is a placeholder.
    fn is_placeholder(self, row: usize) -> bool {
        self.catalog.columns.placeholder.get(row)
    }

    /// Said where not every record was read.
    fn read_note(&self) -> Option<String> {
        (self.rows.len() > MOST_READ).then(|| {
            format!(
                "counted in the first {} of {} incidents, in the query's order",
                number(MOST_READ),
                number(self.rows.len())
            )
        })
    }
}

/// Every chart over the rows of an answer, in the order in which they are shown.
///
/// Cost: some twenty passes over the rows' columns, and reading at most [`MOST_READ`] records.
#[must_use]
pub fn charts(
    catalog: &Catalog,
    rows: &[u32],
    reads: &mut Reads,
    pace: Pace<'_>,
) -> Option<Vec<Chart>> {
    reads.read(catalog, rows);
    let years = rows.iter();
    let years = years.map(|r| Field::year_of(&catalog.columns, *r as usize));
    let years: Vec<Option<i32>> = years.collect();
    let s = Source {
        catalog,
        rows,
        reads,
        years: &years,
    };
    let before: &[fn(Source<'_>) -> Chart] = &[
        years::incidents,
        years::people,
        words::methods,
        words::sectors,
        words::tiers,
        monitoring::against_ssn,
        words::data,
        words::measures,
    ];
    let after: &[fn(Source<'_>) -> Chart] = &[
        days::to_settlement,
        years::measures,
        monitoring::months,
        consequences::settlements,
        consequences::penalties,
        vendors::reach,
        tiles::map,
    ];
    let each = |list: &[fn(Source<'_>) -> Chart], out: &mut Vec<Chart>| {
        for chart in list {
            if pace.is_over() {
                return;
            }
            out.push(chart(s));
        }
    };
    let mut out = Vec::new();
    each(before, &mut out);
    if !pace.is_over() {
        out.extend(days::intervals(s));
    }
    each(after, &mut out);
    (!pace.is_over()).then_some(out)
}

/// `n 122 of 179`, or `n 179` when nothing is missing.
fn sample(n: usize, of: usize) -> String {
    if n == of {
        format!("(n {})", number(n))
    } else {
        format!("(n {} of {})", number(n), number(of))
    }
}

/// `57 do not state it`; nothing when nothing is missing.
fn lacking(missing: usize, what: &str) -> String {
    match missing {
        0 => String::new(),
        1 => format!("1 {}", what.replacen("do not", "does not", 1)),
        n => format!("{} {what}", number(n)),
    }
}

/// Sentences of a foot, those that say anything.
fn foot(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}

fn number(n: usize) -> String {
    human::exact(n as u64)
}

/// `27 of 122 incidents (22 %)`
fn part(n: usize, of: usize) -> String {
    format!(
        "{} of {} incidents ({})",
        number(n),
        number(of),
        human::share(n as u64, of as u64)
    )
}

/// A text with its first letter as a capital.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| {
        c.to_uppercase().chain(chars).collect::<String>()
    })
}
