//! The stretches of a table among threads: who is done with one takes half of what another has before it, so that
//! no thread waits for the slowest. It must not know what is made of the rows.
//!
//! A thread claims a few rows after the other, and only what nobody has claimed is taken from it.

use crate::{
    import::lazy::{Stretch, Table},
    threads::held,
};
use std::{
    sync::{Arc, Mutex},
    vec::IntoIter,
};

/// In which steps a table is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    /// Threads that read it.
    pub(super) threads: usize,
    /// Bytes that a thread claims at once.
    pub(super) claim: usize,
    /// Bytes of which another thread takes half: to begin and to join a stretch must not take longer than it saves.
    pub(super) least: usize,
}

/// A claim takes a millisecond or two, and nobody waits for the slowest longer than some milliseconds that `least` takes.
pub(super) const STEPS: Steps = Steps {
    threads: 1,
    claim: 256 << 10,
    least: 1 << 20,
};

/// A stretch that one thread reads.
#[derive(Debug)]
pub(super) struct Share {
    /// As it was when it was handed out; its end may be nearer by now.
    pub(super) stretch: Stretch,
    claim: usize,
    left: Mutex<Left>,
}

/// What is left of a stretch.
#[derive(Debug)]
struct Left {
    /// Where a row begins, and its line: all before it is read.
    row: (usize, u64),
    /// Rows that begin before this are the reader's.
    claimed: usize,
    /// Rows that begin before this are nobody else's.
    end: usize,
}

impl Share {
    fn new(stretch: Stretch, claim: usize) -> Self {
        let left = Left {
            row: (stretch.start, stretch.line),
            claimed: stretch.start,
            end: stretch.end,
        };
        Self {
            stretch,
            claim,
            left: Mutex::new(left),
        }
    }

    /// Up to where the reader may go on from a row; none where another stretch begins.
    pub(super) fn claim(&self, at: usize, line: u64) -> Option<usize> {
        let mut left = held(&self.left);
        left.row = (at, line);
        left.claimed = left.end.min(at.saturating_add(self.claim));
        (at < left.end).then_some(left.claimed)
    }

    /// How many bytes nobody has claimed.
    fn size(&self) -> usize {
        let left = held(&self.left);
        left.end.saturating_sub(left.claimed)
    }

    /// Takes the second half of what is left, if it is worth it.
    fn halve(&self, table: &Table, least: usize) -> Option<Stretch> {
        let mut left = held(&self.left);
        let size = left.end.checked_sub(left.claimed)?;
        let middle = left.claimed + size / 2;
        if size < least {
            return None;
        }
        let (start, line) = table.row_from(left.row, middle, 1)?;
        let end = left.end;
        if start >= end {
            return None;
        }
        left.end = start;
        Some(Stretch { start, line, end })
    }
}

/// The stretches of a table, shared out.
#[derive(Debug)]
pub(super) struct Shares<'a> {
    table: &'a Table,
    steps: Steps,
    handed: Mutex<Handed>,
}

#[derive(Debug)]
struct Handed {
    /// Those that wait for a thread.
    waiting: IntoIter<Stretch>,
    /// Those that a thread took.
    taken: Vec<Arc<Share>>,
}

impl<'a> Shares<'a> {
    /// A stretch for each thread, as far as they can be told apart.
    pub(super) fn of(table: &'a Table, steps: Steps) -> Self {
        let handed = Handed {
            waiting: table.stretches(steps.threads).into_iter(),
            taken: Vec::new(),
        };
        Self {
            table,
            steps,
            handed: Mutex::new(handed),
        }
    }

    /// How many threads are to read.
    pub(super) const fn threads(&self) -> usize {
        self.steps.threads
    }

    /// What a thread that has nothing reads next: a stretch that nobody has begun, or half of the longest that is
    /// left.
    pub(super) fn next(&self) -> Option<Arc<Share>> {
        let mut handed = held(&self.handed);
        let stretch = handed.waiting.next().or_else(|| {
            let longest = handed.taken.iter().max_by_key(|share| share.size())?;
            longest.halve(self.table, self.steps.least)
        });
        let share = Arc::new(Share::new(stretch?, self.steps.claim));
        handed.taken.push(share.clone());
        Some(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Options;

    fn table(rows: usize) -> Table {
        let mut text =
            "Name of Covered Entity,Individuals Affected,Breach Submission Date\n".to_owned();
        for row in 0..rows {
            text.push_str(&format!("\"Clinic\n{row}\",500,01/02/2020\n"));
        }
        let table = Table::open("f.csv", text.into_bytes(), &Options::default());
        table.unwrap().unwrap()
    }

    #[test]
    fn who_is_done_takes_half_of_what_nobody_claimed() {
        let table = table(100);
        let steps = Steps {
            threads: 1,
            claim: 300,
            least: 600,
        };
        let shares = Shares::of(&table, steps);
        let first = shares.next().unwrap();
        let Stretch { start, line, end } = first.stretch;
        assert_eq!((line, end), (2, table.size()));
        let claimed = first.claim(start, line).unwrap();
        assert_eq!(claimed, start + 300);
        let second = shares.next().unwrap();
        let Stretch { start, line, end } = second.stretch;
        assert!(start > claimed + (end - claimed) / 2 && end == table.size());
        // It is where a row begins, not a line inside of one.
        assert!(table.rest(start).starts_with(b"\"Clinic\n"));
        let before = table.rest(0).len() - table.rest(start).len();
        let lines = table.rest(0)[..before].iter().filter(|b| **b == b'\n');
        assert_eq!(line, lines.count() as u64 + 1);
        // The first one goes on to there and no farther.
        assert_eq!(first.claim(start - 20, line - 2), Some(start));
        assert_eq!(first.claim(start, line), None);
        // What is short is not taken.
        let mut taken = 2;
        while let Some(share) = shares.next() {
            assert!(share.stretch.end - share.stretch.start >= 300 - 30);
            taken += 1;
        }
        assert!(taken < table.size() / 300);
        assert!(first.size() < 600 && second.size() < 600);
    }
}
