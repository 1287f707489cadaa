//! Takes a foreign table into the index without making a record of each row: rows are told apart on
//! several threads, put together from what was seen before, and joined in their order, so that the
//! number of threads changes nothing. It must not know how a cell is read.

use super::{
    Builder, Codes,
    columns::{Alike, Columns, severity},
};
use crate::{
    analysis::{
        clocks::{self, Results, Rules},
        clusters::Wanted,
        matching::Facts,
    },
    dataset::library::MarkKey,
    error::{Error, Result},
    import::{
        Go, Progress,
        lazy::{Glance, Rows, Seen, Stretch, Table, UniqueNames},
    },
    model::Incident,
};
use foldhash::fast::FixedState;
use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// From so many bytes on a table is read on several threads.
const WORTH_A_THREAD: usize = 1 << 20;

/// Rows between two looks at whether to stop.
const STEP: usize = 1024;

/// A word on the progress is not said more often than this.
const TICK: Duration = Duration::from_millis(20);

/// The index of one stretch.
#[derive(Default)]
struct Part {
    columns: Columns,
    states: Codes,
    countries: Codes,
    rows: Rows,
    offsets: Vec<u32>,
    called: Vec<Called>,
    /// Records, slimmed, with the base of their ids and their keys.
    wholes: Vec<(Incident, String, String)>,
}

/// How a row of a [`Part`] is known.
#[derive(Clone, Copy)]
enum Called {
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

impl Builder {
    /// Adds a table. Rows that are no records are returned with the reason.
    ///
    /// # Errors
    /// When the table cannot be read as a whole, or `watch` says stop.
    pub(super) fn add_table(
        &mut self,
        set: &str,
        table: Table,
        watch: &mut dyn FnMut(Progress) -> Go,
    ) -> Result<Vec<(u64, String)>> {
        let threads = if table.size() < WORTH_A_THREAD {
            1
        } else {
            std::thread::available_parallelism().map_or(1, |n| n.get().min(8))
        };
        self.add_table_on(threads, set, table, watch)
    }

    fn add_table_on(
        &mut self,
        threads: usize,
        set: &str,
        mut table: Table,
        watch: &mut dyn FnMut(Progress) -> Go,
    ) -> Result<Vec<(u64, String)>> {
        let mut parts = read(&table, threads, watch)?;
        // The rows were read with the order of dates that the first ones show.
        let rows: Vec<Rows> = parts
            .iter_mut()
            .map(|p| std::mem::take(&mut p.rows))
            .collect();
        if table.settle(&rows)? {
            for (part, rows) in parts.iter_mut().zip(rows) {
                part.rows = rows;
            }
        } else {
            parts = read(&table, threads, watch)?;
        }
        Ok(self.join(set, table, parts))
    }

    fn join(&mut self, set: &str, table: Table, mut parts: Vec<Part>) -> Vec<(u64, String)> {
        let first = self.catalog.ids.len() as u32;
        let marked = self.marks.0.keys().any(|k| k.set == set);
        let mut skips = Vec::new();
        for part in &mut parts {
            let c = &mut self.catalog;
            let rows = part.called.len();
            c.columns.append(std::mem::take(&mut part.columns));
            c.states.append(&std::mem::take(&mut part.states));
            c.countries.append(&std::mem::take(&mut part.countries));
            (0..rows).for_each(|_| c.sets.push(Some(set)));
        }
        let (named, facts) = std::thread::scope(|scope| {
            let parts = &parts;
            let ids = scope.spawn(move || name(parts, first, marked));
            let mut row = first;
            for part in parts {
                for called in &part.called {
                    match called {
                        Called::Glance(g) => {
                            let name = part.rows.names.get(g.name as usize);
                            self.name(row, name.map_or("", |n| n.as_str()));
                        }
                        Called::Whole(at) => {
                            if let Some((incident, ..)) = part.wholes.get(*at as usize) {
                                self.name(row, &incident.organization);
                                self.texts(row, incident);
                            }
                        }
                    }
                    row += 1;
                }
            }
            let number = self.catalog.sets.index(first as usize).unwrap_or_default();
            let facts = self
                .facts
                .is_some()
                .then(|| facts(parts, first, number as u32, self.wanted.as_ref()));
            (ids.join().unwrap_or_default(), facts)
        });
        if let (Some(all), Some(new)) = (&mut self.facts, facts) {
            all.extend(new);
        }
        for id in named.ids.iter() {
            self.catalog.ids.push(id);
        }
        for (row, key) in named.keys {
            let set = set.to_owned();
            self.mark(row, &MarkKey { set, key });
        }
        let offsets: Vec<u32> = parts.iter().flat_map(|p| &p.offsets).copied().collect();
        self.catalog.store.table(table, &offsets, named.ordinals);
        for part in &mut parts {
            skips.append(&mut part.rows.skips);
        }
        skips
    }
}

/// What rows are called.
#[derive(Default)]
struct Named {
    ids: super::texts::Texts,
    /// Ordinals of keys other than 1.
    ordinals: Vec<(u32, u32)>,
    /// Keys, where marks may be on them.
    keys: Vec<(u32, String)>,
}

fn name(parts: &[Part], first: u32, marked: bool) -> Named {
    let mut names = UniqueNames::default();
    let mut out = Named::default();
    let mut row = first;
    for part in parts {
        let mut namer = names.of(&part.rows);
        for called in &part.called {
            let ordinal = match called {
                Called::Glance(g) => namer.glance(g),
                Called::Whole(at) => part
                    .wholes
                    .get(*at as usize)
                    .map_or(1, |(_, base, key)| namer.whole(base, key)),
            };
            out.ids.push(namer.id());
            if ordinal != 1 {
                out.ordinals.push((row, ordinal));
            }
            if marked {
                out.keys.push((row, namer.key(ordinal)));
            }
            row += 1;
        }
    }
    out
}

/// The facts of the rows, or of those that are wanted.
fn facts(parts: &[Part], first: u32, set: u32, wanted: Option<&Wanted>) -> Vec<(u32, Facts)> {
    let mut out = Vec::new();
    let mut row = first;
    for part in parts {
        // Each name is compared once, however often it is met.
        let named: Option<Vec<bool>> =
            wanted.map(|w| part.rows.names.iter().map(|n| w.has_name(n)).collect());
        for called in &part.called {
            let fact = match called {
                Called::Glance(g) => {
                    let named = named
                        .as_ref()
                        .is_none_or(|n| n.get(g.name as usize).is_some_and(|n| *n));
                    let counted = || g.affected.zip(wanted).is_some_and(|(n, w)| w.has_count(n));
                    (named || counted()).then(|| Facts::of(set, &part.rows.outline(g)))
                }
                Called::Whole(at) => part
                    .wholes
                    .get(*at as usize)
                    .map(|(incident, ..)| Facts::of(set, incident)),
            };
            out.extend(
                fact.filter(|f| wanted.is_none_or(|w| w.wants(f)))
                    .map(|f| (row, f)),
            );
            row += 1;
        }
    }
    out
}

/// What is told when somebody stopped the reading.
pub(super) fn stopped() -> Error {
    Error::data("the reading was stopped").right("start again to read all of it")
}

/// Reads a table on several threads.
fn read(table: &Table, threads: usize, watch: &mut dyn FnMut(Progress) -> Go) -> Result<Vec<Part>> {
    let stretches = table.stretches(threads);
    let (bytes, rows) = (AtomicU64::new(0), AtomicU64::new(0));
    let (stop, open) = (
        AtomicBool::new(false),
        AtomicU64::new(stretches.len() as u64),
    );
    let results: Mutex<Vec<Option<Result<Part>>>> =
        Mutex::new(stretches.iter().map(|_| None).collect());
    let mut watch = || {
        watch(Progress {
            bytes: bytes.load(Ordering::Relaxed),
            total: Some(table.size() as u64),
            rows: rows.load(Ordering::Relaxed),
        })
    };
    let work = |at: usize, stretch: Stretch| {
        let mut last = stretch.start;
        let part = index(table, stretch, &mut |here, n| {
            bytes.fetch_add(here.saturating_sub(last) as u64, Ordering::Relaxed);
            rows.fetch_add(n as u64, Ordering::Relaxed);
            last = here;
            if stop.load(Ordering::Relaxed) {
                Go::Stop
            } else {
                Go::On
            }
        });
        if let Ok(mut all) = results.lock()
            && let Some(slot) = all.get_mut(at)
        {
            *slot = Some(part);
        }
        open.fetch_sub(1, Ordering::Relaxed);
    };
    if watch() == Go::Stop {
        return Err(stopped());
    }
    std::thread::scope(|scope| {
        let waiting = std::thread::current();
        for (at, stretch) in stretches.iter().enumerate() {
            let (work, waiting, stretch) = (&work, waiting.clone(), *stretch);
            scope.spawn(move || {
                work(at, stretch);
                waiting.unpark();
            });
        }
        while open.load(Ordering::Relaxed) > 0 {
            std::thread::park_timeout(TICK);
            if !stop.load(Ordering::Relaxed) && watch() == Go::Stop {
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
    if stop.load(Ordering::Relaxed) {
        return Err(stopped());
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut next: Option<(usize, u64)> = None;
    for (stretch, result) in stretches
        .iter()
        .zip(results.into_inner().unwrap_or_default())
    {
        if next.is_some_and(|(at, _)| at != stretch.start) {
            // The guess at a row's start was wrong: the rest is read in one go from where the rows led.
            break;
        }
        let part = result.ok_or_else(stopped)??;
        next = Some((part.rows.next, part.rows.next_line));
        parts.push(part);
    }
    if let Some((start, line)) = next.filter(|(at, _)| *at < table.size()) {
        let end = table.size();
        parts.push(index(table, Stretch { start, line, end }, &mut |_, _| {
            Go::On
        })?);
    }
    Ok(parts)
}

/// Indexes one stretch. `each` is told now and then where the reading is and how many rows came since.
fn index(
    table: &Table,
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
            glance.affected.map_or(0, |n| {
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
                affected: glance.affected,
                clocks,
                severity,
            }),
            None => self.columns.push(&rows.outline(glance)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Catalog, NameField},
        import::{self, Options, Source},
        query::FIELDS,
    };
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The way that makes a record of every row: the reference.
    fn plain(
        bytes: &[u8],
        others: &[&Incident],
    ) -> std::result::Result<(Catalog, Vec<(u64, String)>), String> {
        let mut builder = builder(others);
        let segment = builder.begin();
        let source = Source::Bytes {
            name: "f.csv".into(),
            bytes,
        };
        let summary = import::read_each(&source, &Options::default(), &mut |_| Go::On, &mut |r| {
            builder.add_record(segment, "f", &r);
            Ok(())
        })
        .map_err(|e| e.to_string())?;
        let skips = summary.skipped.into_iter().map(|s| (s.line, s.why));
        Ok((builder.finish(), skips.collect()))
    }

    fn builder(others: &[&Incident]) -> Builder {
        let mut builder = Builder::new();
        if !others.is_empty() {
            builder.match_sets();
            builder.add_records("others", others.iter().copied());
        }
        builder
    }

    fn quick(
        bytes: &[u8],
        threads: usize,
        others: &[&Incident],
    ) -> std::result::Result<(Catalog, Vec<(u64, String)>), String> {
        let table = Table::open("f.csv", bytes.to_vec(), &Options::default())
            .map_err(|e| e.to_string())?
            .map_err(|_| "no table".to_owned())?;
        let mut builder = builder(others);
        builder.begin_last_set();
        let skips = builder
            .add_table_on(threads, "f", table, &mut |_| Go::On)
            .map_err(|e| e.to_string())?;
        Ok((builder.finish(), skips))
    }

    /// Texts with where they stand, and their rows.
    type Texts = BTreeMap<(String, String), Vec<u32>>;

    /// Everything that a catalog says of a row, and every text with its rows.
    fn told(c: &Catalog) -> (Vec<String>, Texts) {
        let row = |r: usize| {
            let cells: Vec<String> = FIELDS
                .iter()
                .map(|f| format!("{}={:?}", f.id, f.cell(c, r)))
                .collect();
            let k = &c.columns;
            format!(
                "{} {:?} {:?} {:?} {:?} {:?} {} {} {} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
                c.id(r),
                c.organization(r),
                (c.states.get(r), c.countries.get(r), c.sets.get(r)),
                (c.name_rank(r), c.id_rank(r), c.standing.place(r as u32)),
                c.incident(r),
                cells,
                k.clocks.met.get(r),
                k.clocks.late.get(r),
                k.clocks.unknown.get(r),
                k.late.get(r),
                k.event.get(r),
                (
                    k.span.get(r),
                    k.began.get(r),
                    k.known.get(r),
                    k.affected.get(r)
                ),
                (
                    k.exposed.get(r),
                    k.possible.get(r),
                    k.safe.get(r),
                    k.measure.get(r),
                    k.refused.get(r)
                ),
                (
                    k.method.get(r),
                    k.location.get(r),
                    k.outcome.get(r),
                    k.system.get(r),
                    k.tier.get(r)
                ),
                (
                    k.severity.get(r),
                    k.monitoring.get(r),
                    k.news.get(r),
                    k.settlement.get(r),
                    k.penalty.get(r)
                ),
                k.intervals.each_ref().map(|i| i.get(r)),
                (
                    c.matches.is_hidden(r as u32),
                    c.matches.group(r as u32).map(|g| &g.members)
                ),
            )
        };
        let mut texts = Texts::new();
        for e in 0..c.text.entries() as u32 {
            let (field, text) = (c.text.field(e), c.text.text(e));
            let at = (format!("{field:?}"), text.map_or("", |t| t.text).to_owned());
            c.text
                .each_row(e, |r| texts.entry(at.clone()).or_default().push(r));
        }
        for field in [
            NameField::Organization,
            NameField::Vendor,
            NameField::Client,
            NameField::Actor,
        ] {
            for (name, _) in c.names(field).suggestions("", usize::MAX) {
                let rows = c.names(field).containing(name, c.len()).iter().collect();
                texts.insert((format!("name {field:?}"), name.to_owned()), rows);
            }
        }
        ((0..c.len()).map(row).collect(), texts)
    }

    fn assert_same(bytes: &[u8], others: &[&Incident]) {
        let want = plain(bytes, others).map(|(c, skips)| (told(&c), skips));
        for threads in [1, 2, 5] {
            let got = quick(bytes, threads, others).map(|(c, skips)| (told(&c), skips));
            if got.as_ref().is_err_and(|e| e == "no table") {
                assert!(
                    !bytes.contains(&b','),
                    "{:?}",
                    String::from_utf8_lossy(bytes)
                );
                return;
            }
            match (&want, &got) {
                (Ok(((rows, texts), skips)), Ok(((r, t), s))) => {
                    for (a, b) in rows.iter().zip(r) {
                        assert_eq!(a, b, "{threads} threads");
                    }
                    assert_eq!(
                        (rows.len(), texts, skips),
                        (r.len(), t, s),
                        "{threads} threads"
                    );
                }
                (a, b) => assert_eq!(a, b),
            }
        }
    }

    const HEADING: &str = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present,Web Description";

    fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> {
        proptest::sample::select(words).prop_map(str::to_owned)
    }

    /// A row as lists have it, with what goes wrong in them now and then.
    fn row() -> impl Strategy<Value = Vec<u8>> {
        let name = prop_oneof![
            8 => one_of(&["Clinic A", "Clinic B, LLC", "clinic a", "St. Mary's Hospital", "École Santé", "Clinic 2021", "Clinic"]),
            1 => one_of(&["", " ", "Unknown", "  Clinic   A ", "\"Quoted\" Clinic", "Luk\u{92}s", "Clinic | A # 2", "'=Clinic", "Name of Covered Entity", "\u{202e}Clinic", "CliniÃ©", "Two\r\nLines"]),
            1 => "\\PC{0,12}",
        ];
        let state = one_of(&["CA", "TX", "NY", "TX", "California", "XX", "", "NA"]);
        let entity = one_of(&[
            "Healthcare Provider",
            "Health Plan",
            "Business Associate",
            "Healthcare Clearing House",
            "",
            "Else",
        ]);
        let people = prop_oneof![
            6 => (1..100_000_u32).prop_map(|n| n.to_string()),
            3 => one_of(&["500", "501", "499", "250", "1000"]),
            1 => one_of(&["", "1,234", "0", "many", "500+", "~700", "99999999999", "007", " 12 "]),
        ];
        let filed = prop_oneof![
            8 => (1..13_u32, 1..13_u32, 2008..2027_u32).prop_map(|(m, d, y)| format!("{m:02}/{d:02}/{y}")),
            3 => (13..29_u32, 2008..2027_u32).prop_map(|(d, y)| format!("03/{d:02}/{y}")),
            1 => one_of(&["", "2021-02-03", "2021", "02/2020", "soon", "02/30/2020", "01/02/2020 - 01/05/2020", "1/2/20", "Jan 5, 2021", "2021-02-03 10:00:00"]),
        ];
        let kind = one_of(&[
            "Hacking/IT Incident",
            "Theft",
            "Loss, Theft",
            "Unauthorized Access/Disclosure",
            "Unknown",
            "",
            "Other thing",
            "Theft, Hacking/IT Incident",
        ]);
        let place = one_of(&[
            "Network Server",
            "Email",
            "Paper/Films",
            "Laptop, Email",
            "",
            "Moon",
        ]);
        let vendor = one_of(&["Yes", "No", "No", "", "Some Vendor Inc."]);
        let text = one_of(&[
            "",
            "",
            "",
            "N/A",
            "\\N",
            "The PHI included names, dates of birth and Social Security numbers. The CE offered two years of free credit monitoring.",
            "Clinic A reported that an email held diagnoses, addresses and driver\u{2019}s license numbers; no bank account numbers were involved.",
            "The PHI included names. The CE offered one year of credit monitoring and 24 months of identity theft protection. This case was consolidated with another review.",
            "names\r\naddresses \"and\" more \\\r\n diagnoses",
        ]);
        let cells = (
            name, state, entity, people, filed, kind, place, vendor, text,
        );
        (cells, 0..60_u8).prop_map(|((a, b, c, d, e, f, g, h, i), odd)| {
            let quoted = |cell: &String| {
                if cell.contains([',', '"', '\n', '\r']) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            };
            let mut cells: Vec<String> = [a, b, c, d, e, f, g, h, i].iter().map(quoted).collect();
            match odd {
                0 => cells.truncate(5),
                1 => cells.push("more".into()),
                2 => cells.push(String::new()),
                3 => cells = vec![String::new(); 9],
                4 => return HEADING.as_bytes().to_vec(),
                5 => cells[0] = "in \"the\" middle".into(),
                6 => cells[0] = "\"never closed".into(),
                7 => return Vec::new(),
                8 => {
                    return b"St. Luke\x92s,CA,Health Plan,600,03/14/2021,Theft,Laptop,No,\0"
                        .to_vec();
                }
                _ => {}
            }
            cells.join(",").into_bytes()
        })
    }

    fn list() -> impl Strategy<Value = Vec<u8>> {
        let heading = prop_oneof![
            9 => Just(HEADING.to_owned()),
            1 => Just(format!("\u{feff}A title\n{HEADING}")),
            1 => Just(HEADING.replace("Business", "Extra,Business")),
            1 => Just(HEADING.replace("Location of Breached Information", "Breach Start")),
            1 => Just("Name,Records lost,Date filed,Summary,Country".to_owned()),
        ];
        (heading, prop::collection::vec(row(), 0..40), any::<bool>()).prop_map(
            |(heading, rows, crlf)| {
                let end: &[u8] = if crlf { b"\r\n" } else { b"\n" };
                let mut out = heading.into_bytes();
                for row in rows {
                    out.extend_from_slice(end);
                    out.extend_from_slice(&row);
                }
                out
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn the_quick_way_says_what_the_plain_one_says(bytes in list(), matched in any::<bool>()) {
            let others = [
                curated("Clinic A", "CA", 500, "2021-03-14"),
                curated("Clinic B d/b/a Clinic 2021", "TX", 1000, "2020-03"),
                curated("Saint Marys Hospitel", "NY", 700, "2020"),
            ];
            let others: Vec<&Incident> = others.iter().filter(|_| matched).collect();
            assert_same(&bytes, &others);
        }
    }

    fn curated(name: &str, state: &str, count: u64, filed: &str) -> Incident {
        serde_json::from_str(&format!(
            r#"{{"id":"x","organization":"{name}","country":"US","state":"{state}","affected":{{"count":{count}}},"timeline":[{{"kind":"regulator_notified","date":"{filed}"}}]}}"#
        ))
        .unwrap()
    }

    #[test]
    fn rows_match_other_sets_as_records_do() {
        let other = curated("Clinic A", "CA", 4321, "2021-03-14");
        let text = format!(
            "{HEADING}\nClinic A,CA,Healthcare Provider,4321,03/14/2021,Theft,Laptop,No,\nClinic A,TX,Healthcare Provider,500,03/15/2021,Theft,Laptop,No,\n"
        );
        assert_same(text.as_bytes(), &[&other]);
        let (catalog, _) = quick(text.as_bytes(), 1, &[&other]).unwrap();
        assert_eq!(catalog.matches.hidden_count(), 1);
    }
}
