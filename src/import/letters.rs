//! Words as numbers: their first letters, and in one bit how they begin. It must not know which words the
//! tables name.

use crate::model::bytes::first_bytes;

/// The first sixteen bytes of a word, so that words are compared as numbers.
pub type Letters = u128;

/// See [`Letters`].
#[must_use]
pub const fn letters(word: &str) -> Letters {
    let bytes = word.as_bytes();
    let mut all = 0;
    let mut at = if bytes.len() < 16 { bytes.len() } else { 16 };
    let (first, _) = bytes.split_at(at);
    let mut first = first;
    while let [rest @ .., last] = first {
        at -= 1;
        all |= (*last as Letters) << (8 * at);
        first = rest;
    }
    all
}

/// As [`letters`], of a word of so many bytes in a text, of which some stand behind it.
#[must_use]
#[inline]
pub fn letters_at(text: &[u8], start: usize, length: usize) -> Letters {
    let bytes = text.get(start..).and_then(<[u8]>::first_chunk);
    let all = bytes.map_or(0, |bytes| u128::from_le_bytes(*bytes));
    all & first_bytes(length)
}

/// Letters that the index of phrases looks at.
pub const LETTERS: usize = 3;

/// The first three letters of a word.
#[must_use]
pub const fn key(letters: Letters) -> u32 {
    letters as u32 & 0x00FF_FFFF
}

/// One of 128 numbers for the words that begin as a word does: what a sentence surely does not hold is told
/// by them.
#[must_use]
pub const fn trace(letters: Letters) -> u8 {
    (key(letters).wrapping_mul(0x9E37_79B1) >> 25) as u8
}

/// How many traces there are.
pub const TRACES: usize = 128;

/// The bits of traces: looked up, since a shift by any of 128 takes longer.
static BITS: [u128; 128] = {
    let mut all = [0; 128];
    let mut rest: &mut [u128] = &mut all;
    let mut bit = 1;
    while let [slot, more @ ..] = rest {
        *slot = bit;
        bit <<= 1;
        rest = more;
    }
    all
};

/// The one bit of a trace.
#[must_use]
#[inline]
pub fn bit(trace: u8) -> u128 {
    BITS.get(usize::from(trace % 128))
        .copied()
        .unwrap_or_default()
}
