//! The index of one stretch of a table, made on the thread that reads it. It must not know what stands in
//! other stretches.

use crate::{
    analysis::{
        clocks::{self, Jurisdiction, Rules},
        clusters::Keeping,
        matching::Facts,
        severity,
    },
    catalog::{
        Codes,
        columns::{Alike, ClockColumns, Columns, Origin, severity as score},
        values::Numbers,
    },
    import::{
        Go,
        lazy::{Glance, Rows, Seen, Stretch, Table, is_placeholder},
    },
    model::{Incident, Text, Vocabulary, date::DayNumber},
};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Rows between two looks at whether to stop.
const STEP: usize = 1024;

/// So many rows are put together at once: as many as the nearest memory holds with what they come from.
const AT_ONCE: usize = 256;

/// The index of one stretch.
#[derive(Default)]
pub(super) struct Part {
    pub(super) columns: Columns,
    pub(super) states: Codes,
    pub(super) countries: Codes,
    pub(super) rows: Rows,
    pub(super) offsets: Vec<u32>,
    pub(super) called: Vec<Called>,
    pub(super) wholes: Vec<Whole>,
    /// What matching needs, by place in the part, where any set is matched.
    pub(super) facts: Vec<(u32, Facts)>,
    /// Rows that stand in no column yet.
    waiting: Vec<Alike>,
}

/// How a row of a [`Part`] is known, in as little room as it needs.
#[derive(Clone, Copy)]
pub(super) struct Called {
    /// The place of its name among those of the rows.
    name: u32,
    /// When it was filed; of a row that is known as a whole, its place there.
    day: DayNumber,
}

/// No name: the row is known as a whole.
const WHOLE: u32 = u32::MAX;

/// What [`Called`] says.
pub(super) enum Row<'a> {
    Glance { name: usize, day: DayNumber },
    Whole(&'a Whole),
}

/// A record, slimmed.
#[derive(Default)]
pub(super) struct Whole {
    /// Its place among the rows of the part.
    pub(super) row: u32,
    pub(super) incident: Incident,
    /// The year in its id.
    pub(super) year: Option<i32>,
    /// Its key, without an ordinal.
    pub(super) key: String,
}

/// What decides clocks beside the day of the filing and the number of people; see [`Memo`].
type ClockKey = (u64, u64, u64);

/// Stands for every state that has no rules of its own.
const NO_RULES: u16 = u16::MAX;

/// What decides a severity beside the text: the sector, as a bit, and [`severity::means`].
type Sort = (u64, u64);

/// No row is of this sort: a sector is one bit.
const NO_SORT: Sort = (u64::MAX, 0);

/// Clocks and severities that were worked out before.
///
/// A row that is put together has one event, and no rule is late by one event: it starts or ends a clock,
/// or both on one day. So its day matters only by which rules were in force, and the count by which
/// thresholds it reaches and whether it is a placeholder. Of its data only those matter that a rule is about,
/// and of states those that have rules.
struct Memo {
    bounds: Vec<i32>,
    thresholds: Vec<u64>,
    concerned: u64,
    /// Places in `results`; `None` where something is late after all.
    clocks: HashMap<ClockKey, Option<u32>, FixedState>,
    results: ClockColumns,
    /// Of each text with which sort of row it came first, and the place of that in `severity`: most come
    /// only once.
    first_severities: Vec<(Sort, u32)>,
    /// Places in `severity` of all others.
    severities: HashMap<(u32, Sort), u32, FixedState>,
    severity: Numbers,
    /// States that have rules of their own.
    ruled: Vec<Text>,
    /// The codes of state and country of each place, and of the state again, if it has rules.
    places: Vec<(u16, u16, u16)>,
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
            concerned: {
                let data = rules.rules.iter().flat_map(|r| &r.data);
                data.fold(0, |all, d| all | d.bit())
            },
            ruled: {
                let all = rules.rules.iter();
                all.filter_map(|r| match &r.jurisdiction {
                    Jurisdiction::State(code) => Some(code.clone()),
                    _ => None,
                })
                .collect()
            },
            clocks: HashMap::default(),
            results: ClockColumns::default(),
            first_severities: Vec::new(),
            severities: HashMap::default(),
            severity: Numbers::default(),
            places: Vec::new(),
        }
    }

    /// Where the severity of a text and a sort stands.
    fn severity(&mut self, text: u32, sort: Sort, make: impl FnOnce() -> Option<u64>) -> u32 {
        let at = text as usize;
        let next = self.severity.0.len() as u32;
        let make = |severity: &mut Numbers| {
            severity.push(make());
            next
        };
        if at >= self.first_severities.len() {
            self.first_severities.resize(at + 1, (NO_SORT, 0));
        }
        match self.first_severities.get_mut(at) {
            Some((first, place)) if *first == sort => *place,
            Some(slot) if slot.0 == NO_SORT => {
                *slot = (sort, make(&mut self.severity));
                slot.1
            }
            _ => {
                let others = self.severities.entry((text, sort));
                *others.or_insert_with(|| make(&mut self.severity))
            }
        }
    }
}

/// Picks out of the rows what matching needs.
struct Picker<'a> {
    keeping: Keeping<'a>,
    /// Each name is compared once, however often it is met.
    named: Vec<bool>,
}

impl Picker<'_> {
    fn pick(&mut self, rows: &Rows, glance: &Glance) -> Option<Facts> {
        if let Some(wanted) = self.keeping.wanted {
            let new = rows.names.iter_from(self.named.len());
            self.named.extend(new.map(|n| wanted.has_name(n)));
            let is_named = self.named.get(glance.name as usize) == Some(&true);
            if !is_named && !glance.affected().is_some_and(|n| wanted.has_count(n)) {
                return None;
            }
        }
        self.keeping.facts(&rows.outline(glance))
    }
}

/// Indexes one stretch, as far as `claim` says: see [`Table::read`]. `each` is told now and then where the reading
/// is and how many rows came since.
pub(super) fn index(
    table: &Table,
    keeping: Option<Keeping<'_>>,
    stretch: Stretch,
    claim: &mut dyn FnMut(usize, u64) -> Option<usize>,
    each: &mut dyn FnMut(usize, usize) -> Go,
) -> Part {
    let mut part = Part::expecting(table.likely_rows(stretch));
    let mut memo = Memo::new(Rules::bundled());
    let mut picker = keeping.map(|keeping| Picker {
        keeping,
        named: Vec::new(),
    });
    let (mut kinds, mut texts) = (Known::default(), Known::default());
    let mut count = 0;
    let rows = table.read(stretch, claim, &mut |rows, at, seen| {
        let row = part.offsets.len() as u32;
        part.offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
        let facts = match seen {
            Seen::Glance(glance) => {
                kinds.catch_up(&rows.kinds);
                texts.catch_up(&rows.texts);
                part.put_together(rows, &glance, &kinds, &texts, &mut memo);
                part.called.push(Called {
                    name: glance.name,
                    day: glance.filed,
                });
                picker.as_mut().and_then(|p| p.pick(rows, &glance))
            }
            Seen::Whole(whole) => {
                part.put_waiting(&kinds, &texts, &memo);
                let (draft, key) = *whole;
                let year = draft.year();
                let incident = draft.named(String::new(), &key, 1);
                part.push(&incident);
                part.called.push(Called {
                    name: WHOLE,
                    day: i32::try_from(part.wholes.len()).unwrap_or(i32::MAX),
                });
                let incident = slim(incident);
                let facts = picker.as_ref().and_then(|p| p.keeping.facts(&incident));
                part.wholes.push(Whole {
                    row,
                    incident,
                    year,
                    key,
                });
                facts
            }
        };
        part.facts.extend(facts.map(|f| (row, f)));
        count += 1;
        if count % STEP == 0 {
            each(at, STEP)
        } else {
            Go::On
        }
    });
    part.put_waiting(&kinds, &texts, &memo);
    each(rows.next, count % STEP);
    part.rows = rows;
    part
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
    /// With room for so many rows.
    fn expecting(rows: usize) -> Self {
        let mut part = Self::default();
        part.columns.expect(rows);
        part.states.rows.reserve_exact(rows);
        part.countries.rows.reserve_exact(rows);
        part.offsets.reserve_exact(rows);
        part.called.reserve_exact(rows);
        part
    }

    /// What is known of a row.
    pub(super) fn row(&self, called: Called) -> Row<'_> {
        let Called { name, day } = called;
        let place = usize::try_from(day).ok().filter(|_| name == WHOLE);
        match place.and_then(|at| self.wholes.get(at)) {
            Some(whole) => Row::Whole(whole),
            None => Row::Glance {
                name: name as usize,
                day,
            },
        }
    }

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
        for place in rows.places.iter().skip(memo.places.len()) {
            let state = self.states.place(place.state.as_deref());
            let country = self.countries.place(place.country.as_deref());
            let has_rules = place.state.as_ref().is_some_and(|s| memo.ruled.contains(s));
            let ruled = if has_rules { state } else { NO_RULES };
            memo.places.push((state, country, ruled));
        }
        let place = memo.places.get(glance.place as usize).copied();
        let (state, country, ruled) = place.unwrap_or_default();
        self.states.rows.push(state);
        self.countries.rows.push(country);
        let k = &kinds.columns;
        let day = glance.filed;
        let placeholder = glance.affected().is_some_and(is_placeholder);
        let reached = glance.affected().map_or(0, |n| {
            let reached = memo.thresholds.partition_point(|t| *t <= n) as u64;
            (reached << 1 | u64::from(placeholder)) + 1
        });
        let key = (
            texts.columns.data(text) & memo.concerned,
            k.role.place(kind) << 40
                | k.sector.place(kind) << 32
                | u64::from(ruled) << 16
                | u64::from(country),
            (memo.bounds.partition_point(|b| *b <= day) as u64) << 32 | reached,
        );
        let clocks = *memo.clocks.entry(key).or_insert_with(|| {
            let rules = Rules::bundled();
            let outline = rows.outline(glance);
            let in_time = clocks::first_federal_late(&outline, rules).is_none();
            in_time.then(|| {
                memo.results.push(clocks::results(&outline, rules));
                memo.results.met.0.len() as u32 - 1
            })
        });
        let Some(clocks) = clocks else {
            self.put_waiting(kinds, texts, memo);
            self.columns.push(&rows.outline(glance));
            return;
        };
        let means = severity::means(glance.methods, k.breach_type.get(kind));
        let sort = (k.sector.get(kind), means);
        let severity = memo.severity(glance.text, sort, || score(&rows.outline(glance)));
        self.waiting.push(Alike {
            kind: glance.kind,
            text: glance.text,
            methods: glance.methods,
            clocks,
            severity,
            filed: day,
            affected: glance.affected(),
            placeholder,
        });
        if self.waiting.len() >= AT_ONCE {
            self.put_waiting(kinds, texts, memo);
        }
    }

    /// Puts the rows that wait into the columns.
    fn put_waiting(&mut self, kinds: &Known, texts: &Known, memo: &Memo) {
        let from = Origin {
            kinds: &kinds.columns,
            texts: &texts.columns,
            clocks: &memo.results,
            severity: &memo.severity,
        };
        self.columns.gather(&from, &self.waiting);
        self.waiting.clear();
    }
}
