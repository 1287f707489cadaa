//! Work in shares, on as many threads as are worth it. It must not know what the work is.

use std::{
    ops::Range,
    panic::resume_unwind,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    thread::{available_parallelism, scope},
};

/// More threads than this only wait for each other.
const MOST: usize = 8;

/// How many threads work at once gains by.
#[must_use]
pub fn most() -> usize {
    static THREADS: OnceLock<usize> = OnceLock::new();
    *THREADS.get_or_init(|| available_parallelism().map_or(1, |n| n.get().min(MOST)))
}

/// The threads that an amount of work is worth, of so many that may be used: one below `worth`, where starting
/// another takes longer than it saves.
#[must_use]
pub const fn worth(amount: usize, worth: usize, threads: usize) -> usize {
    if amount < worth || threads == 0 {
        1
    } else {
        threads
    }
}

/// How many of so many things each of some threads takes; 1 or more.
#[must_use]
pub fn share(things: usize, threads: usize) -> usize {
    things.div_ceil(threads.max(1)).max(1)
}

/// Which of so many things, by number, each of some threads takes: shares without a gap, the last perhaps shorter;
/// of nothing one, which is empty.
pub fn ranges(things: usize, threads: usize) -> impl Iterator<Item = Range<usize>> {
    let share = share(things, threads);
    let starts = (0..things.max(1)).step_by(share);
    starts.map(move |from| from..from.saturating_add(share).min(things))
}

/// A lock whose holder cannot leave it half done, so that a panic elsewhere does not matter.
pub fn held<T: ?Sized>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does each share, the first one on this thread and every other on one of its own; what came of them, in
/// their order. A panic in one goes on here.
pub fn each<S: Send, R: Send>(
    shares: impl IntoIterator<Item = S>,
    work: impl Fn(S) -> R + Sync,
) -> Vec<R> {
    let mut shares = shares.into_iter();
    let Some(own) = shares.next() else {
        return Vec::new();
    };
    scope(|scope| {
        let work = &work;
        let others: Vec<_> = shares.map(|s| scope.spawn(move || work(s))).collect();
        let mut done = vec![work(own)];
        done.extend(
            others
                .into_iter()
                .map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))),
        );
        done
    })
}

/// Does two things, at once where that is worth a thread; what came of both. A panic in one goes on here.
pub fn both<A: Send, B>(
    at_once: bool,
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B,
) -> (A, B) {
    if !at_once {
        return (a(), b());
    }
    scope(|scope| {
        let a = scope.spawn(a);
        let b = b();
        (a.join().unwrap_or_else(|panic| resume_unwind(panic)), b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_shares_comes_in_their_order() {
        assert_eq!(each(0..5, |n| n * n), [0, 1, 4, 9, 16]);
        assert!(each(0..0, |n| n).is_empty());
        assert!((1..=MOST).contains(&most()));
    }

    #[test]
    fn little_work_is_one_share() {
        for (things, threads, want) in [(0, 4, 1), (9, 4, 9), (10, 4, 3), (12, 0, 12)] {
            let threads = worth(things, 10, threads);
            assert_eq!(share(things, threads), want, "{things}");
        }
    }

    #[test]
    fn ranges_meet_all_things_once() {
        for (things, threads, want) in [(10, 3, 3), (10, 1, 1), (3, 500, 3), (0, 2, 1), (9, 4, 3)] {
            let ranges: Vec<_> = ranges(things, threads).collect();
            assert_eq!(ranges.len(), want, "{things} {threads}");
            assert!(ranges.into_iter().flatten().eq(0..things));
        }
    }

    #[test]
    fn two_things_are_done_at_once_or_not() {
        for at_once in [false, true] {
            assert_eq!(both(at_once, || 1, || "b"), (1, "b"));
        }
    }

    #[test]
    #[should_panic(expected = "the third")]
    fn a_panic_is_not_lost() {
        each(1..5, |n| assert!(n != 3, "the third"));
    }
}
