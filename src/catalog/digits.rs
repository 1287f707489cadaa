//! Sorting by numbers without comparing them. It must not know what the numbers mean.

/// Bits of a key that one pass of [`by_digits`] looks at: its counters fit the nearest memory.
const DIGIT: u32 = 11;

/// Below this a plain sort is quicker.
const FEW: usize = 4_000;

/// Sorts pairs by their keys, none above `most`, in a stable way: digit by digit from the last, each pass
/// laying the pairs out by a counted order. Few different keys take one pass.
#[must_use]
pub fn by_digits(mut pairs: Vec<(u32, u32)>, most: u32) -> Vec<(u32, u32)> {
    if pairs.len() < FEW {
        pairs.sort_by_key(|(key, _)| *key);
        return pairs;
    }
    let mut other = vec![(0, 0); pairs.len()];
    let mut shift = 0;
    while shift < u32::BITS && most >> shift > 0 {
        let digit = |key: u32| (key >> shift) as usize & ((1 << DIGIT) - 1);
        let mut next = [0_u32; 1 << DIGIT];
        for (key, _) in &pairs {
            if let Some(n) = next.get_mut(digit(*key)) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for n in &mut next {
            sum += std::mem::replace(n, sum);
        }
        for pair in &pairs {
            if let Some(at) = next.get_mut(digit(pair.0)) {
                if let Some(slot) = other.get_mut(*at as usize) {
                    *slot = *pair;
                }
                *at += 1;
            }
        }
        std::mem::swap(&mut pairs, &mut other);
        shift += DIGIT;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn digits_order_as_comparing_does(
            seeds in prop::collection::vec(any::<u32>(), 1..40),
            most in prop_oneof![Just(0), 1..3_u32, 2_000..2_100_u32, 4_000_000..5_000_000_u32, Just(u32::MAX)],
            n in FEW..FEW * 3,
        ) {
            let key = |i: usize| {
                let mixed = seeds[i % seeds.len()].wrapping_mul(i as u32 | 1);
                (u64::from(mixed) % (u64::from(most) + 1)) as u32
            };
            let pairs: Vec<(u32, u32)> = (0..n).map(|i| (key(i), i as u32)).collect();
            let mut want = pairs.clone();
            want.sort_by_key(|(key, _)| *key);
            prop_assert!(by_digits(pairs, most) == want);
        }
    }
}
