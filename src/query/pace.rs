//! How work over all rows is done: on how many threads, and whether it is still wanted. It must not know
//! what the work is.

use crate::threads;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether to go on, and with how many threads.
#[derive(Debug, Clone, Copy)]
pub struct Pace<'a> {
    /// Set by whoever no longer wants the result.
    pub cancel: &'a AtomicBool,
    /// Threads that may be used, 1 or more; they change the time and never the result.
    pub threads: usize,
}

impl Pace<'static> {
    /// For a result that is wanted whatever happens.
    #[must_use]
    pub fn steady() -> Self {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Self::until(&NEVER)
    }
}

impl<'a> Pace<'a> {
    /// For a result that is wanted until `cancel` is set.
    #[must_use]
    pub fn until(cancel: &'a AtomicBool) -> Self {
        Self {
            cancel,
            threads: threads::most(),
        }
    }

    /// The items as long as the result is wanted: whoever counts them need not ask for each.
    pub fn each<I: Iterator>(self, items: I) -> impl Iterator<Item = I::Item> {
        const OFTEN: usize = 4096;
        items
            .enumerate()
            .take_while(move |(n, _)| n % OFTEN != 0 || !self.is_over())
            .map(|(_, item)| item)
    }

    /// True when the result is no longer wanted.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}
