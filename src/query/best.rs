//! The few best of very many by keys of which the first one decides, without putting the others in order.
//! It must not know what the keys are of.

use crate::threads;

/// Rows whose keys one thread looks up as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 100_000;

/// A key as it is compared: what is not stated comes last.
type Key = (bool, i64);

/// A key by whose size rows are put in order, the largest first where that is wished.
pub(super) const fn turned(key: i64, descending: bool) -> i64 {
    if descending {
        key.saturating_neg()
    } else {
        key
    }
}

/// Rows that are narrowed down, key by key, to the ones that come first.
#[derive(Debug)]
pub(super) struct Best {
    most: usize,
    /// Surely among the first, in no order.
    sure: Vec<u32>,
    /// Equal by every key so far: the next one decides which of them are.
    tied: Vec<u32>,
}

impl Best {
    /// Of all these rows `most` are wanted.
    pub(super) const fn of(rows: Vec<u32>, most: usize) -> Self {
        Self {
            most,
            sure: Vec::new(),
            tied: rows,
        }
    }

    /// What is left, in no order: the first ones, and those that are equal to the last of them by every key.
    pub(super) fn rows(mut self) -> Vec<u32> {
        self.sure.append(&mut self.tied);
        self.sure
    }

    /// Narrows the rows down by the next key; `make` makes what looks keys up, for each thread anew.
    pub(super) fn narrow<K: FnMut(usize) -> Option<i64>>(
        &mut self,
        descending: bool,
        make: impl Fn() -> K + Sync,
    ) {
        let wanted = self.most.saturating_sub(self.sure.len());
        if wanted >= self.tied.len() {
            return;
        }
        let make = || {
            let mut key = make();
            move |row: u32| match key(row as usize) {
                Some(k) => (false, turned(k, descending)),
                None => (true, 0),
            }
        };
        let threads = threads::worth(self.tied.len(), WORTH_A_THREAD, threads::most());
        let size = threads::share(self.tied.len(), threads);
        let mut least: Vec<Key> = threads::each(self.tied.chunks(size), |rows| {
            let mut key = make();
            Least::of(rows.iter().map(|row| key(*row)), wanted)
        })
        .concat();
        least.sort_unstable();
        let Some(last) = wanted.checked_sub(1).and_then(|at| least.get(at)) else {
            self.tied.clear();
            return;
        };
        let shares = threads::each(self.tied.chunks(size), |rows| {
            let mut key = make();
            let (mut sure, mut tied) = (Vec::new(), Vec::new());
            for row in rows {
                match key(*row).cmp(last) {
                    std::cmp::Ordering::Less => sure.push(*row),
                    std::cmp::Ordering::Equal => tied.push(*row),
                    std::cmp::Ordering::Greater => {}
                }
            }
            (sure, tied)
        });
        self.tied.clear();
        for (mut sure, mut tied) in shares {
            self.sure.append(&mut sure);
            self.tied.append(&mut tied);
        }
    }
}

/// The least keys of many, collected in passing.
struct Least {
    wanted: usize,
    keys: Vec<Key>,
    /// Keys that are not less than this are none of them.
    below: Option<Key>,
}

impl Least {
    fn of(keys: impl Iterator<Item = Key>, wanted: usize) -> Vec<Key> {
        let mut least = Self {
            wanted,
            keys: Vec::with_capacity(wanted * 2),
            below: None,
        };
        for key in keys {
            if least.below.is_none_or(|below| key < below) {
                least.keys.push(key);
                if least.keys.len() >= wanted * 2 {
                    least.settle();
                }
            }
        }
        least.settle();
        least.keys
    }

    /// Lets go of what is not among the least.
    fn settle(&mut self) {
        if let Some(last) = self.wanted.checked_sub(1)
            && last < self.keys.len()
        {
            let (_, below, _) = self.keys.select_nth_unstable(last);
            self.below = Some(*below);
            self.keys.truncate(self.wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_that_sorting_puts_first(
            keys in prop::collection::vec((prop::option::of(0_i64..5), prop::option::of(any::<i64>())), 0..300),
            most in 0_usize..40,
            down in any::<bool>(),
        ) {
            let mut best = Best::of((0..keys.len() as u32).collect(), most);
            best.narrow(down, || |row| keys[row].0);
            best.narrow(!down, || |row| keys[row].1);
            best.narrow(false, || |row| Some(row as i64));
            let mut got = best.rows();
            got.sort_unstable();
            let key = |k: Option<i64>, down: bool| k.map_or((true, 0), |k| (false, if down { k.saturating_neg() } else { k }));
            let mut want: Vec<u32> = (0..keys.len() as u32).collect();
            want.sort_by_key(|row| {
                let (a, b) = keys[*row as usize];
                (key(a, down), key(b, !down))
            });
            want.truncate(most);
            want.sort_unstable();
            prop_assert_eq!(got, want);
        }
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let n = WORTH_A_THREAD as u32 + 77;
        let key = |row: usize| Some((row as i64).wrapping_mul(77_777) % 1_000);
        let mut best = Best::of((0..n).collect(), 50);
        best.narrow(true, || key);
        best.narrow(false, || |row| Some(row as i64));
        let mut got = best.rows();
        got.sort_unstable();
        let mut want: Vec<u32> = (0..n).collect();
        want.sort_by_key(|row| std::cmp::Reverse(key(*row as usize)));
        want.truncate(50);
        want.sort_unstable();
        assert_eq!(got, want);
    }
}
