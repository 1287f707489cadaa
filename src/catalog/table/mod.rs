//! Takes a foreign table into the index without making a record of each row: rows are told apart on
//! several threads, put together from what was seen before, and joined in their order, so that the
//! number of threads changes nothing. It must not know how a cell is read.

mod part;

use super::Builder;
use crate::{
    analysis::clusters::Keeping,
    dataset::library::MarkKey,
    error::{Error, Result},
    import::{
        Go, Progress,
        lazy::{Rows, Stretch, Table, UniqueNames},
    },
    model::texts::Texts,
};
use part::{Called, Part, index};
use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// From so many bytes on a table is read on several threads.
const WORTH_A_THREAD: usize = 1 << 20;

/// A word on the progress is not said more often than this.
const TICK: Duration = Duration::from_millis(20);

impl Builder {
    /// Adds a table. Rows that are no records are returned with the reason.
    ///
    /// # Errors
    /// When the table cannot be read as a whole, or `watch` says stop.
    pub(in crate::catalog) fn add_table(
        &mut self,
        set: &str,
        table: Table,
        watch: &mut dyn FnMut(Progress) -> Go,
    ) -> Result<Vec<(u64, String)>> {
        let threads = if table.size() < WORTH_A_THREAD {
            1
        } else {
            crate::threads::most()
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
        let wanted = self.wanted.take();
        let keeping = self.keeping(set, wanted.as_ref());
        let mut read = |table: &Table| read(table, keeping, threads, watch);
        let mut parts = read(&table)?;
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
            parts = read(&table)?;
        }
        self.wanted = wanted;
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
        let named = std::thread::scope(|scope| {
            let parts = &parts;
            let ids = scope.spawn(move || name(parts, first, marked));
            let mut row = first;
            for part in parts {
                // Each different name is looked up once.
                let mut numbers: Vec<Option<u32>> = vec![None; part.rows.names.len()];
                for called in &part.called {
                    match called {
                        Called::Glance(g) => {
                            let at = g.name as usize;
                            let known = numbers.get(at).copied().flatten();
                            let number = known.unwrap_or_else(|| {
                                self.organization(part.rows.names.get(at).unwrap_or_default())
                            });
                            if let Some(slot) = numbers.get_mut(at) {
                                *slot = Some(number);
                            }
                            self.name_as(row, number);
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
            ids.join().unwrap_or_default()
        });
        let mut row = first;
        for part in &mut parts {
            let new = std::mem::take(&mut part.facts).into_iter();
            if let Some(all) = &mut self.facts {
                all.extend(new.map(|(at, fact)| (row + at, fact)));
            }
            row += part.called.len() as u32;
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
    ids: Texts,
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
        for called in &part.called {
            let ordinal = match called {
                Called::Glance(g) => names.glance(&part.forms, g),
                Called::Whole(at) => part
                    .wholes
                    .get(*at as usize)
                    .map_or(1, |(_, base, key)| names.whole(base, key)),
            };
            out.ids.push(names.id());
            if ordinal != 1 {
                out.ordinals.push((row, ordinal));
            }
            if marked {
                out.keys.push((row, names.key(ordinal)));
            }
            row += 1;
        }
    }
    out
}

/// What is told when somebody stopped the reading.
pub(in crate::catalog) fn stopped() -> Error {
    Error::data("the reading was stopped").right("start again to read all of it")
}

/// Reads a table on several threads.
fn read(
    table: &Table,
    keeping: Option<Keeping<'_>>,
    threads: usize,
    watch: &mut dyn FnMut(Progress) -> Go,
) -> Result<Vec<Part>> {
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
        let part = index(table, keeping, stretch, &mut |here, n| {
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
        let stretch = Stretch { start, line, end };
        parts.push(index(table, keeping, stretch, &mut |_, _| Go::On)?);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests;
