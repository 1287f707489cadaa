//! Numbers that look random and depend on the seed alone: SplitMix64.

/// A generator of numbers.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator of its own for each item, so that an item is the same wherever it is made.
    pub const fn of(seed: u64, item: u64) -> Self {
        Self(seed ^ item.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        // The slight unevenness of the remainder does not matter here.
        self.next() % end
    }

    /// True so many times in a thousand.
    pub const fn per_mille(&mut self, share: u64) -> bool {
        self.below(1000) < share
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    /// One of a list of (share, value), the shares adding up to a thousand or so.
    pub fn weighted<T: Copy>(&mut self, list: &[(u64, T)]) -> T {
        let sum = list.iter().map(|(w, _)| w).sum();
        let mut at = self.below(sum);
        for (weight, value) in list {
            if at < *weight {
                return *value;
            }
            at -= weight;
        }
        list[0].1
    }
}
