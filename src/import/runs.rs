//! Where the words of a text may stand: told for all of it before the first is looked at, so that no word
//! waits for the one before it. It must not know what a word is.

use crate::model::bytes::{bits, blocks, is_alphanumeric};

/// Where the words of a text may stand.
#[derive(Debug, Default)]
pub struct Runs {
    /// Where each run of bytes that may belong to words begins, and where it ends.
    pub all: Vec<[u32; 2]>,
    /// Where bytes of runs stand that have to be looked at: an apostrophe, or part of a character beyond
    /// ASCII.
    pub odd: Vec<u32>,
}

impl Runs {
    /// Tells those of a text, in place of what stood here.
    pub fn of(&mut self, text: &str) {
        self.all.clear();
        self.odd.clear();
        let is_odd = |b: u8| (b == b'\'') | (b >= 128);
        let (mut base, mut last, mut start) = (0, 0, 0);
        blocks(text.as_bytes(), |block| {
            let mut part = bits(block, is_alphanumeric);
            // Most blocks have none of these.
            if block.iter().fold(0, |any, b| any | u8::from(is_odd(*b))) != 0 {
                let mut odd = bits(block, is_odd);
                part |= odd;
                while odd != 0 {
                    self.odd.push(base + odd.trailing_zeros());
                    odd &= odd - 1;
                }
            }
            // Runs begin and end in turn.
            let mut turns = part ^ (part << 1 | last);
            if last != 0 && turns != 0 {
                self.all.push([start, base + turns.trailing_zeros()]);
                turns &= turns - 1;
            }
            while turns != 0 {
                start = base + turns.trailing_zeros();
                turns &= turns - 1;
                if turns != 0 {
                    self.all.push([start, base + turns.trailing_zeros()]);
                    turns &= turns - 1;
                }
            }
            last = part >> 63;
            base += 64;
        });
        if last != 0 {
            self.all.push([start, text.len() as u32]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_are_those_of_single_bytes(
            texts in prop::collection::vec("([a-z0-9@`/:{\\[ .'é’]|[a-z]{0,12} |[a0]{50,140}|[ ,]{50,140}|a b ){0,40}", 1..4),
        ) {
            let mut runs = Runs::default();
            for text in &texts {
                let (mut all, mut odd) = (Vec::<[u32; 2]>::new(), Vec::new());
                for (at, byte) in (0..).zip(text.bytes()) {
                    let is_odd = byte == b'\'' || !byte.is_ascii();
                    if is_odd {
                        odd.push(at);
                    }
                    if is_odd || byte.is_ascii_alphanumeric() {
                        match all.last_mut() {
                            Some([_, end]) if *end == at => *end += 1,
                            _ => all.push([at, at + 1]),
                        }
                    }
                }
                runs.of(text);
                prop_assert_eq!(&runs.all, &all);
                prop_assert_eq!(&runs.odd, &odd);
            }
        }
    }
}
