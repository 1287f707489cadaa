//! Bytes of a text by their kind, sixty-four at once, each as one bit of a number. It must not know what a
//! kind is good for.
//!
//! A loop that asks byte by byte where a word ends guesses wrong about once a word. Bits are counted
//! instead, and the compiler compares sixteen bytes in one step.

/// Which of 64 bytes are of a kind, the first in the lowest bit.
#[must_use]
#[inline]
pub fn bits(block: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0_u8; 64];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(is(*byte));
    }
    bits_of(&flags)
}

/// Which of 64 flags are 1, the first in the lowest bit; all others are 0.
#[must_use]
#[inline]
pub fn bits_of(flags: &[u8; 64]) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    let mut set = 0;
    for (at, eight) in eights.iter().enumerate() {
        // Eight flags of one bit come together in the highest byte.
        let together = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        set |= together << (8 * at);
    }
    set
}

/// The bytes in blocks of 64, the last one filled up with zeros.
#[inline]
pub fn blocks(bytes: &[u8], mut each: impl FnMut(&[u8; 64])) {
    let (whole, rest) = bytes.as_chunks::<64>();
    whole.iter().for_each(&mut each);
    if !rest.is_empty() {
        let mut last = [0; 64];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        each(&last);
    }
}

/// True for letters and digits of ASCII; said so that it is compared without a branch.
#[must_use]
#[inline]
pub const fn is_alphanumeric(byte: u8) -> bool {
    ((byte | 0x20).wrapping_sub(b'a') < 26) | (byte.wrapping_sub(b'0') < 10)
}

/// The bits of the first so many bytes of a number that is read from its lowest byte on; of 16 and more all.
#[must_use]
#[inline]
pub fn first_bytes(count: usize) -> u128 {
    // Looked up: no branch, and no shift by all bits.
    static FIRST: [u128; 16] = {
        let mut all = [0; 16];
        let mut rest: &mut [u128] = &mut all;
        let mut bits = 0;
        while let [slot, more @ ..] = rest {
            *slot = (1 << bits) - 1;
            bits += 8;
            rest = more;
        }
        all
    };
    FIRST.get(count).copied().unwrap_or(u128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_are_those_of_single_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut set = Vec::new();
            blocks(&bytes, |block| set.push(bits(block, is_alphanumeric)));
            prop_assert_eq!(set.len(), bytes.len().div_ceil(64));
            let is = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
            for at in 0..set.len() * 64 {
                prop_assert_eq!(set[at / 64] >> (at % 64) & 1 == 1, is(at));
            }
        }
    }

    #[test]
    fn so_many_bytes_are_those() {
        for count in 0..20_u32 {
            let want = (0..16_u32.min(count)).fold(0, |all, at| all | 0xFF << (8 * at));
            assert_eq!(first_bytes(count as usize), want, "{count}");
        }
    }
}
