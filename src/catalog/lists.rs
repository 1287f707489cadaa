//! Lists of rows by key, one behind the other. It must not know what the keys are.

/// Pairs of a key below `keys` and a row, given by ascending rows, as lists of rows: where the list of
/// each key starts, with one more at the end, and the lists one behind the other. A pair that comes
/// twice counts once.
pub(super) fn lists(
    pairs: impl Iterator<Item = (u32, u32)> + Clone,
    keys: usize,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; keys + 1];
    // Each row once a key: the same pair twice stands close together, within one row.
    let mut last = vec![u32::MAX; keys];
    let mut is_new = |key: u32, row: u32| match last.get_mut(key as usize) {
        Some(l) if *l == row => false,
        Some(l) => {
            *l = row;
            true
        }
        None => false,
    };
    for (key, row) in pairs.clone() {
        if is_new(key, row)
            && let Some(n) = starts.get_mut(key as usize + 1)
        {
            *n += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut rows = vec![0; sum as usize];
    let mut next = starts.clone();
    for (key, row) in pairs {
        let Some(at) = next.get_mut(key as usize) else {
            continue;
        };
        let first = starts.get(key as usize).copied().unwrap_or_default();
        let again = *at > first && rows.get(*at as usize - 1) == Some(&row);
        if !again && let Some(place) = rows.get_mut(*at as usize) {
            *place = row;
            *at += 1;
        }
    }
    (starts, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn lists_hold_every_pair_once(mut pairs in prop::collection::vec((0..7_u32, 0..30_u32), 0..100)) {
            pairs.sort_by_key(|(_, row)| *row);
            let (starts, rows) = lists(pairs.iter().copied(), 8);
            let want: BTreeSet<(u32, u32)> = pairs.into_iter().collect();
            let mut found = Vec::new();
            for (key, range) in starts.windows(2).enumerate() {
                found.extend(rows[range[0] as usize..range[1] as usize].iter().map(|r| (key as u32, *r)));
            }
            prop_assert_eq!(found, want.into_iter().collect::<Vec<_>>());
        }
    }
}
