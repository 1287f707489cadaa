//! Puts rows together of what was seen before: what their cells, their place and their text say, and of these
//! which clocks and severity were worked out. It must not know other stretches, nor how a row was told apart.

use crate::{
    analysis::{
        clocks::{self, Jurisdiction, Rules},
        severity,
    },
    catalog::{
        columns::{Alike, ClockColumns, Columns, Origin, severity as score},
        values::Numbers,
    },
    import::lazy::{Glance, Rows, is_placeholder},
    model::{Incident, Text, Vocabulary},
};
use foldhash::fast::FixedState;
use std::{collections::HashMap, hash::Hash};

/// So many rows are put together at once: as many as the nearest memory holds with what they come from, and
/// enough that what is looked up for them is waited for together.
const AT_ONCE: usize = 256;

/// Stands for every state that has no rules of its own.
const NO_RULES: u16 = u16::MAX;

/// What decides clocks: data, and everything else; see [`Clocks`].
type ClockKey = (u64, u64);

/// What decides a severity beside the text: the sector, as a bit, and [`severity::means`].
type Sort = (u64, u64);

/// No row is of this sort: a sector is one bit.
const NO_SORT: Sort = (u64::MAX, 0);

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

/// The codes of a place.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) state: u16,
    pub(super) country: u16,
    /// The state again, if it has rules.
    ruled: u16,
}

/// Clocks that were worked out before.
///
/// A row that is put together has one event, and no rule is late by one event: it starts or ends a clock,
/// or both on one day. So its day matters only by which rules were in force, and the count by which
/// thresholds it reaches and whether it is a placeholder. Of its data only those matter that a rule is about,
/// and of states those that have rules.
struct Clocks {
    bounds: Vec<i32>,
    thresholds: Vec<u64>,
    concerned: u64,
    /// States that have rules of their own.
    ruled: Vec<Text>,
    /// Places in `results`; `None` where something is late after all.
    known: HashMap<ClockKey, Option<u32>, FixedState>,
    results: ClockColumns,
}

impl Clocks {
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
            known: HashMap::default(),
            results: ClockColumns::default(),
        }
    }

    fn key(&self, kinds: &Columns, texts: &Columns, place: Place, glance: &Glance) -> ClockKey {
        let kind = glance.kind as usize;
        let reached = glance.affected().map_or(0, |n| {
            let reached = self.thresholds.partition_point(|t| *t <= n) as u64;
            (reached << 1 | u64::from(is_placeholder(n))) + 1
        });
        let in_force = self.bounds.partition_point(|b| *b <= glance.filed) as u64;
        // There are fewer rules than fit eight bits, let alone roles and sectors.
        (
            texts.data(glance.text as usize) & self.concerned,
            in_force << 56
                | reached << 48
                | kinds.role.place(kind) << 40
                | kinds.sector.place(kind) << 32
                | u64::from(place.ruled) << 16
                | u64::from(place.country),
        )
    }

    /// Where the results of a row stand.
    fn place(&mut self, key: ClockKey, rows: &Rows, glance: &Glance) -> Option<u32> {
        let results = &mut self.results;
        known_or(&mut self.known, key, || {
            let rules = Rules::bundled();
            let outline = rows.outline(glance);
            let in_time = clocks::first_federal_late(&outline, rules).is_none();
            in_time.then(|| {
                results.push(clocks::results(&outline, rules));
                results.met.0.len() as u32 - 1
            })
        })
    }
}

/// Severities that were worked out before.
#[derive(Default)]
struct Severities {
    /// Of each text with which sort of row it came first, and the place of that in `results`: most come
    /// only once.
    first: Vec<(Sort, u32)>,
    /// Places in `results` of all others.
    others: HashMap<(u32, Sort), u32, FixedState>,
    results: Numbers,
}

impl Severities {
    /// Where the severity of a row of a sort stands.
    fn place(&mut self, sort: Sort, rows: &Rows, glance: &Glance) -> u32 {
        let at = glance.text as usize;
        let results = &mut self.results;
        let mut make = || {
            let next = results.0.len() as u32;
            results.push(score(&rows.outline(glance)));
            next
        };
        if at >= self.first.len() {
            self.first.resize(at + 1, (NO_SORT, 0));
        }
        match self.first.get_mut(at) {
            Some((first, place)) if *first == sort => *place,
            Some(slot) if slot.0 == NO_SORT => {
                *slot = (sort, make());
                slot.1
            }
            _ => known_or(&mut self.others, (glance.text, sort), make),
        }
    }
}

/// What is known of a key, or is from now on.
fn known_or<K: Hash + Eq, V: Copy>(
    known: &mut HashMap<K, V, FixedState>,
    key: K,
    make: impl FnOnce() -> V,
) -> V {
    match known.get(&key) {
        Some(known) => *known,
        None => *known.entry(key).or_insert_with(make),
    }
}

/// Puts rows together, some at once.
pub(super) struct Maker {
    kinds: Known,
    texts: Known,
    places: Vec<Place>,
    clocks: Clocks,
    severities: Severities,
    /// Rows that stand in no column yet.
    waiting: Vec<Glance>,
    /// What is found of these, step by step.
    keys: Vec<ClockKey>,
    found: Vec<Option<u32>>,
    alike: Vec<Alike>,
}

impl Maker {
    pub(super) fn new(rules: &Rules) -> Self {
        Self {
            kinds: Known::default(),
            texts: Known::default(),
            places: Vec::new(),
            clocks: Clocks::new(rules),
            severities: Severities::default(),
            waiting: Vec::new(),
            keys: Vec::new(),
            found: Vec::new(),
            alike: Vec::new(),
        }
    }

    /// Takes one more row; true when they are to be put into columns.
    pub(super) fn take(&mut self, glance: Glance) -> bool {
        self.waiting.push(glance);
        self.waiting.len() >= AT_ONCE
    }

    /// Records of places whose codes it does not know.
    pub(super) fn new_places<'a>(&self, rows: &'a Rows) -> &'a [Incident] {
        rows.places.get(self.places.len()..).unwrap_or_default()
    }

    /// Says the codes of the next place.
    pub(super) fn place(&mut self, place: &Incident, state: u16, country: u16) {
        let has_rules = |state: &Text| self.clocks.ruled.contains(state);
        let has_rules = place.state.as_ref().is_some_and(has_rules);
        let ruled = if has_rules { state } else { NO_RULES };
        self.places.push(Place {
            state,
            country,
            ruled,
        });
    }

    /// The places of the rows that wait.
    pub(super) fn waiting_places(&self) -> impl Iterator<Item = Place> {
        let glances = self.waiting.iter();
        glances.map(|glance| place_of(&self.places, glance))
    }

    /// Puts the rows that wait into columns.
    pub(super) fn put(&mut self, rows: &Rows, columns: &mut Columns) {
        self.kinds.catch_up(&rows.kinds);
        self.texts.catch_up(&rows.texts);
        let (kinds, texts) = (&self.kinds.columns, &self.texts.columns);
        let (clocks, severities) = (&mut self.clocks, &mut self.severities);
        // In steps of which each goes through all rows: what each waits for is then waited for together.
        self.keys.clear();
        self.keys.extend(self.waiting.iter().map(|glance| {
            let place = place_of(&self.places, glance);
            clocks.key(kinds, texts, place, glance)
        }));
        self.found.clear();
        let keyed = self.keys.iter().zip(&self.waiting);
        self.found
            .extend(keyed.map(|(key, glance)| clocks.place(*key, rows, glance)));
        self.alike.clear();
        for (glance, clocks_at) in self.waiting.iter().zip(&self.found) {
            let Some(clocks_at) = *clocks_at else {
                let from = origin(kinds, texts, clocks, severities);
                columns.gather(&from, &self.alike);
                self.alike.clear();
                columns.push(&rows.outline(glance));
                continue;
            };
            let kind = glance.kind as usize;
            let means = severity::means(glance.methods, kinds.breach_type.get(kind));
            let sort = (kinds.sector.get(kind), means);
            self.alike.push(Alike {
                kind: glance.kind,
                text: glance.text,
                methods: glance.methods,
                clocks: clocks_at,
                severity: severities.place(sort, rows, glance),
                filed: glance.filed,
                affected: glance.affected(),
                placeholder: glance.affected().is_some_and(is_placeholder),
            });
        }
        columns.gather(&origin(kinds, texts, clocks, severities), &self.alike);
        self.waiting.clear();
    }
}

/// The codes of a row's place.
fn place_of(places: &[Place], glance: &Glance) -> Place {
    let place = places.get(glance.place as usize).copied();
    place.unwrap_or_default()
}

/// Where rows are gathered from.
const fn origin<'a>(
    kinds: &'a Columns,
    texts: &'a Columns,
    clocks: &'a Clocks,
    severities: &'a Severities,
) -> Origin<'a> {
    Origin {
        kinds,
        texts,
        clocks: &clocks.results,
        severity: &severities.results,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_fit_their_place_in_a_key() {
        let clocks = Clocks::new(Rules::bundled());
        assert!(clocks.bounds.len() < 1 << 8);
        assert!(clocks.thresholds.len() * 2 + 2 < 1 << 8);
    }
}
