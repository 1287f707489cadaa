//! Takes a foreign table into the index without making a record of each row: rows are told apart on
//! several threads, put together from what was seen before, and joined in their order, so that the
//! number of threads changes nothing. It must not know how a cell is read.

mod join;
mod maker;
mod naming;
mod part;
mod shares;

use super::Builder;
use crate::{
    analysis::clusters::Keeping,
    error::{Error, Result},
    import::{
        Go, Progress, Unread,
        lazy::{Rows, Stretch, Table},
    },
    threads,
};
use part::{Part, Reader};
use shares::{STEPS, Share, Shares, Steps};
use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// From so many bytes on a table is read on several threads.
const WORTH_A_THREAD: usize = 1 << 20;

/// A word on the progress is not said more often than this.
const TICK: Duration = Duration::from_millis(20);

/// What of a table is not in the index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Left {
    /// Rows that are no records: line and reason.
    pub(in crate::catalog) skips: Vec<(u64, String)>,
    /// Cells of records that could not be read.
    pub(in crate::catalog) unread: Unread,
}

impl Builder {
    /// Adds a table.
    ///
    /// # Errors
    /// When the table cannot be read as a whole, or `watch` says stop.
    pub(in crate::catalog) fn add_table(
        &mut self,
        set: &str,
        table: Table,
        watch: &mut dyn FnMut(Progress) -> Go,
    ) -> Result<Left> {
        let threads = threads::worth(table.size(), WORTH_A_THREAD, threads::most());
        self.add_table_in(Steps { threads, ..STEPS }, set, table, watch)
    }

    fn add_table_in(
        &mut self,
        steps: Steps,
        set: &str,
        mut table: Table,
        watch: &mut dyn FnMut(Progress) -> Go,
    ) -> Result<Left> {
        let wanted = self.wanted.take();
        let keeping = self.keeping(set, wanted.as_ref());
        let mut read = |table: &Table| {
            let shares = Shares::of(table, steps);
            read(table, keeping, &shares, watch)
        };
        let mut parts = read(&table)?;
        // The rows were read with the order of dates that the first ones show.
        if !table.settle(&mut parts.rows, parts.sure)? {
            parts = read(&table)?;
        }
        self.wanted = wanted;
        Ok(self.join(set, table, parts))
    }
}

/// What is told when somebody stopped the reading.
pub(in crate::catalog) fn stopped() -> Error {
    Error::data("the reading was stopped").right("start again to read all of it")
}

/// A table that was read.
#[derive(Default)]
struct Parts {
    /// The stretches.
    all: Vec<Part>,
    /// What the rows have in common that one reader read: see [`Part::reader`].
    rows: Vec<Rows>,
    /// Nobody took for rows what is none.
    sure: bool,
}

impl Parts {
    /// Takes what one reader read.
    fn take(&mut self, rows: Rows, mut parts: Vec<Part>) {
        for part in &mut parts {
            part.reader = self.rows.len();
        }
        self.rows.push(rows);
        self.all.append(&mut parts);
    }

    /// Puts the stretches in their order, as far as each begins where the one before led; where that is.
    fn put_in_order(&mut self) -> Option<(usize, u64)> {
        let all = &mut self.all;
        all.sort_unstable_by_key(|part| (part.start, part.passed.next));
        let mut next: Option<(usize, u64)> = None;
        let follows = |part: &&Part| {
            let follows = next.is_none_or(|(at, _)| at == part.start);
            if follows {
                next = Some((part.passed.next, part.passed.next_line));
            }
            follows
        };
        // Behind them the guess at a row's start was wrong: the rest is to be read in one go.
        let in_order = all.iter().take_while(follows).count();
        self.sure = in_order == all.len();
        all.truncate(in_order);
        next
    }
}

/// Reads a table on several threads.
fn read(
    table: &Table,
    keeping: Option<Keeping<'_>>,
    shares: &Shares<'_>,
    watch: &mut dyn FnMut(Progress) -> Go,
) -> Result<Parts> {
    let (bytes, rows) = (AtomicU64::new(0), AtomicU64::new(0));
    let stop = AtomicBool::new(false);
    let working = AtomicUsize::new(shares.threads());
    let done: Mutex<Parts> = Mutex::default();
    let mut watch = || {
        watch(Progress {
            bytes: bytes.load(Ordering::Relaxed),
            total: Some(table.size() as u64),
            rows: rows.load(Ordering::Relaxed),
        })
    };
    let work = |reader: &mut Reader<'_>, share: &Share| {
        let start = share.stretch.start;
        let mut last = start;
        let claim = &mut |at, line| share.claim(at, line);
        reader.index(share.stretch, claim, &mut |here, n| {
            bytes.fetch_add(here.saturating_sub(last) as u64, Ordering::Relaxed);
            rows.fetch_add(n as u64, Ordering::Relaxed);
            last = here;
            if stop.load(Ordering::Relaxed) {
                Go::Stop
            } else {
                Go::On
            }
        })
    };
    if watch() == Go::Stop {
        return Err(stopped());
    }
    std::thread::scope(|scope| {
        let waiting = std::thread::current();
        let readers = (0..shares.threads()).map(|_| {
            let (work, working, stop, waiting) = (&work, &working, &stop, waiting.clone());
            let done = &done;
            scope.spawn(move || {
                let (mut reader, mut parts) = (Reader::new(table, keeping), Vec::new());
                while !stop.load(Ordering::Relaxed)
                    && let Some(share) = shares.next()
                {
                    parts.push(work(&mut reader, &share));
                }
                threads::held(done).take(reader.finish(), parts);
                working.fetch_sub(1, Ordering::Relaxed);
                waiting.unpark();
            })
        });
        let readers: Vec<_> = readers.collect();
        // One that panics says nothing, and is not waited for.
        while working.load(Ordering::Relaxed) > 0 && !readers.iter().all(|r| r.is_finished()) {
            std::thread::park_timeout(TICK);
            if !stop.load(Ordering::Relaxed) && watch() == Go::Stop {
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
    if stop.load(Ordering::Relaxed) {
        return Err(stopped());
    }
    let mut read = done.into_inner().unwrap_or_default();
    if let Some((start, line)) = read.put_in_order().filter(|(at, _)| *at < table.size()) {
        let end = table.size();
        let stretch = Stretch { start, line, end };
        let claim = &mut |at, _| (at < end).then_some(end);
        let mut reader = Reader::new(table, keeping);
        let rest = reader.index(stretch, claim, &mut |_, _| Go::On);
        read.take(reader.finish(), vec![rest]);
    }
    Ok(read)
}

#[cfg(test)]
mod tests;
