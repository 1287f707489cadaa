//! The index of one stretch of a table, made on the thread that reads it. It must not know what stands in
//! other stretches.

use crate::{
    analysis::{
        clocks::{self, Results, Rules},
        clusters::Keeping,
        matching::Facts,
    },
    catalog::{
        Codes,
        columns::{Alike, Columns, severity},
    },
    error::Result,
    import::{
        Go,
        lazy::{Forms, Glance, Rows, Seen, Stretch, Table},
    },
    model::Incident,
};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Rows between two looks at whether to stop.
const STEP: usize = 1024;

/// The index of one stretch.
#[derive(Default)]
pub(super) struct Part {
    pub(super) columns: Columns,
    pub(super) states: Codes,
    pub(super) countries: Codes,
    pub(super) rows: Rows,
    pub(super) offsets: Vec<u32>,
    pub(super) called: Vec<Called>,
    /// Records, slimmed, with the base of their ids and their keys.
    pub(super) wholes: Vec<(Incident, String, String)>,
    pub(super) forms: Forms,
    /// What matching needs, by place in the part, where any set is matched.
    pub(super) facts: Vec<(u32, Facts)>,
}

/// How a row of a [`Part`] is known.
#[derive(Clone, Copy)]
pub(super) enum Called {
    /// By its parts.
    Glance(Glance),
    /// A place in `wholes`.
    Whole(u32),
}

/// What decides clocks beside the day of the filing and the number of people; see [`Memo`].
type ClockKey = (u64, u64, u16, u16, u32, u32, u64);

/// Clocks and severities that were worked out before.
///
/// A row that is put together has one event, and no rule is late by one event: it starts or ends a clock,
/// or both on one day. So its day matters only by which rules were in force, and the count by which
/// thresholds it reaches and whether it is a placeholder.
struct Memo {
    bounds: Vec<i32>,
    thresholds: Vec<u64>,
    clocks: HashMap<ClockKey, Option<Results>, FixedState>,
    severities: HashMap<(u32, u64, u64), Option<u64>, FixedState>,
}

impl Memo {
    fn new(rules: &Rules) -> Self {
        let mut bounds: Vec<i32> = rules
            .rules
            .iter()
            .flat_map(|r| {
                let until = r.until.map(|d| d.last_day().saturating_add(1));
                [Some(r.since.first_day()), until]
            })
            .flatten()
            .collect();
        bounds.sort_unstable();
        bounds.dedup();
        let mut thresholds: Vec<u64> = rules.rules.iter().filter_map(|r| r.threshold).collect();
        thresholds.sort_unstable();
        thresholds.dedup();
        Self {
            bounds,
            thresholds,
            clocks: HashMap::default(),
            severities: HashMap::default(),
        }
    }
}

impl Part {
    /// What is kept of its rows for matching, by place in it.
    fn kept(&self, keeping: Keeping<'_>) -> Vec<(u32, Facts)> {
        let wanted = keeping.wanted;
        let mut out = Vec::new();
        // Each name is compared once, however often it is met.
        let named: Option<Vec<bool>> =
            wanted.map(|w| self.rows.names.iter().map(|n| w.has_name(n)).collect());
        for (row, called) in (0..).zip(&self.called) {
            let fact = match called {
                Called::Glance(g) => {
                    let is_named = named
                        .as_ref()
                        .is_none_or(|n| n.get(g.name as usize).is_some_and(|n| *n));
                    let counted = || {
                        g.affected()
                            .zip(wanted)
                            .is_some_and(|(n, w)| w.has_count(n))
                    };
                    (is_named || counted())
                        .then(|| self.rows.outline(g))
                        .and_then(|r| keeping.facts(&r))
                }
                Called::Whole(at) => {
                    let whole = self.wholes.get(*at as usize);
                    whole.and_then(|(incident, ..)| keeping.facts(incident))
                }
            };
            out.extend(fact.map(|f| (row, f)));
        }
        out
    }
}

/// Indexes one stretch. `each` is told now and then where the reading is and how many rows came since.
pub(super) fn index(
    table: &Table,
    keeping: Option<Keeping<'_>>,
    stretch: Stretch,
    each: &mut dyn FnMut(usize, usize) -> Go,
) -> Result<Part> {
    let mut part = Part::default();
    let rules = Rules::bundled();
    let mut memo = Memo::new(rules);
    let (mut kinds, mut texts) = (Known::default(), Known::default());
    let mut count = 0;
    let rows = table.read(stretch, &mut |rows, at, seen| {
        part.offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
        match seen {
            Seen::Glance(glance) => {
                kinds.catch_up(&rows.kinds);
                texts.catch_up(&rows.texts);
                part.put_together(rows, &glance, &kinds, &texts, &mut memo);
                part.called.push(Called::Glance(glance));
            }
            Seen::Whole(whole) => {
                let (draft, key) = *whole;
                let base = draft.base();
                let incident = draft.named(String::new(), &key, 1);
                part.push(&incident);
                part.called.push(Called::Whole(part.wholes.len() as u32));
                part.wholes.push((slim(incident), base, key));
            }
        }
        count += 1;
        if count % STEP == 0 {
            each(at, STEP)
        } else {
            Go::On
        }
    })?;
    each(rows.next, count % STEP);
    part.rows = rows;
    part.forms = Forms::of(&part.rows);
    part.facts = keeping.map(|k| part.kept(k)).unwrap_or_default();
    Ok(part)
}

/// A record without what only its columns needed.
fn slim(mut incident: Incident) -> Incident {
    incident.exposed = Vec::new();
    incident.response = Vec::new();
    incident.sources = Vec::new();
    if let Some(imported) = &mut incident.imported {
        imported.raw.clear();
        imported.narrative = None;
    }
    incident
}

/// Columns of records from which rows are put together.
#[derive(Default)]
struct Known {
    columns: Columns,
    len: usize,
}

impl Known {
    fn catch_up(&mut self, records: &[Incident]) {
        for record in records.iter().skip(self.len) {
            self.columns.push(record);
            self.len += 1;
        }
    }
}

impl Part {
    fn push(&mut self, incident: &Incident) {
        self.columns.push(incident);
        self.states.push(incident.state.as_deref());
        self.countries.push(incident.country.as_deref());
    }

    fn put_together(
        &mut self,
        rows: &Rows,
        glance: &Glance,
        kinds: &Known,
        texts: &Known,
        memo: &mut Memo,
    ) {
        let (kind, text) = (glance.kind as usize, glance.text as usize);
        if let Some(incident) = rows.places.get(glance.place as usize) {
            self.states.push(incident.state.as_deref());
            self.countries.push(incident.country.as_deref());
        }
        let last = self.states.rows.len().saturating_sub(1);
        let code = |codes: &Codes| codes.rows.get(last).copied().unwrap_or_default();
        let k = &kinds.columns;
        let data = texts.columns.data(text);
        let day = glance.filed.first_day();
        let key = (
            k.role.get(kind),
            k.sector.get(kind),
            code(&self.states),
            code(&self.countries),
            memo.bounds.partition_point(|b| *b <= day) as u32,
            glance.affected().map_or(0, |n| {
                let reached = memo.thresholds.partition_point(|t| *t <= n) as u32;
                (reached << 1 | u32::from(crate::import::lazy::is_placeholder(n))) + 1
            }),
            data,
        );
        let clocks = *memo.clocks.entry(key).or_insert_with(|| {
            let rules = Rules::bundled();
            let outline = rows.outline(glance);
            clocks::first_federal_late(&outline, rules)
                .is_none()
                .then(|| clocks::results(&outline, rules))
        });
        let severity = *memo
            .severities
            .entry((glance.text, k.sector.get(kind), k.breach_type.get(kind)))
            .or_insert_with(|| severity(&rows.outline(glance)));
        match clocks {
            Some(clocks) => self.columns.push_alike(&Alike {
                kind: (k, kind),
                text: (&texts.columns, text),
                filed: glance.filed,
                affected: glance.affected(),
                clocks,
                severity,
            }),
            None => self.columns.push(&rows.outline(glance)),
        }
    }
}
