//! The plain forms of many texts, made together. It must not know what is searched for.

use super::plain::{is_apostrophe, mask_bit, plain_chars};

/// Plain texts one behind the other, made anew again and again in the same room.
#[derive(Debug, Default)]
pub(super) struct Plains {
    texts: Vec<u8>,
    humps: Vec<u32>,
    ends: Vec<End>,
}

/// What ends where a plain text does.
#[derive(Debug)]
struct End {
    text: usize,
    humps: usize,
    mask: u64,
    initials: u64,
}

/// One of [`Plains`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) text: &'a str,
    /// Where inner words start, ascending.
    pub(super) humps: &'a [u32],
    /// See [`super::plain::mask`].
    pub(super) mask: u64,
    /// See [`super::plain::Words::initials`].
    pub(super) initials: u64,
}

impl Plains {
    /// Makes the plain forms of some texts, in place of those that were there.
    pub(super) fn fill<'a>(&mut self, originals: impl IntoIterator<Item = &'a str>) {
        self.texts.clear();
        self.humps.clear();
        self.ends.clear();
        for original in originals {
            let (mask, initials) = match original.is_ascii() {
                true => self.push_ascii(original.as_bytes()),
                false => self.push_any(original),
            };
            let (text, humps) = (self.texts.len(), self.humps.len());
            self.ends.push(End {
                text,
                humps,
                mask,
                initials,
            });
        }
    }

    /// Each of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Made<'_>> {
        let texts = std::str::from_utf8(&self.texts).unwrap_or_default();
        let (mut text, mut hump) = (0, 0);
        self.ends.iter().map(move |end| {
            let (start, first) = (text, hump);
            (text, hump) = (end.text, end.humps);
            Made {
                text: texts.get(start..text).unwrap_or_default(),
                humps: self.humps.get(first..hump).unwrap_or_default(),
                mask: end.mask,
                initials: end.initials,
            }
        })
    }

    fn push_any(&mut self, original: &str) -> (u64, u64) {
        let start = self.texts.len();
        let (mut all, mut initials, mut parted) = (0, 0, true);
        plain_chars(original, |c, _, hump| {
            if hump {
                self.humps.push((self.texts.len() - start) as u32);
            }
            let bit = mask_bit(c);
            all |= bit;
            initials |= if parted || hump { bit } else { 0 };
            parted = c == ' ';
            let mut buffer = [0; 4];
            self.texts.extend(c.encode_utf8(&mut buffer).bytes());
        });
        (all, initials)
    }

    /// As [`plain_chars`], where every sign is one byte: most names are so, and no branch here waits for
    /// what a byte is.
    fn push_ascii(&mut self, original: &[u8]) -> (u64, u64) {
        let start = self.texts.len();
        self.texts.resize(start + original.len(), 0);
        let texts = self.texts.get_mut(start..).unwrap_or_default();
        let (mut all, mut initials, mut at) = (0, 0, 0);
        // A blank is put where a word ends; the last one is taken away again.
        let (mut parted, mut lower_before) = (true, false);
        for b in original {
            let sign = SIGNS.get(usize::from(*b)).copied().unwrap_or(PARTING);
            let (is_kept, is_dropped) = (sign.is_kept, sign.is_dropped);
            let parts = !is_kept & !is_dropped;
            if let Some(slot) = texts.get_mut(at) {
                *slot = sign.plain;
            }
            let hump = is_kept & sign.is_upper & lower_before;
            if hump {
                self.humps.push(at as u32);
            }
            let bit = u64::from(is_kept) << sign.bit;
            all |= bit;
            initials |= bit * u64::from(parted | hump);
            at += usize::from(is_kept | (parts & !parted));
            parted = parts | (is_dropped & parted);
            lower_before = (is_dropped & lower_before) | (is_kept & !sign.is_upper);
        }
        at -= usize::from(parted & (at > 0));
        self.texts.truncate(start + at);
        (all, initials)
    }
}

/// What a sign of ASCII is in plain text.
#[derive(Clone, Copy)]
struct Sign {
    /// A letter or a digit.
    is_kept: bool,
    /// An apostrophe. What is neither parts words.
    is_dropped: bool,
    is_upper: bool,
    /// What stands there for it; a blank for all that is not kept.
    plain: u8,
    /// Of what is kept, which bit of [`super::plain::mask`] it has.
    bit: u8,
}

const PARTING: Sign = Sign {
    is_kept: false,
    is_dropped: false,
    is_upper: false,
    plain: b' ',
    bit: 0,
};

/// By byte; no sign of ASCII is above 127.
const SIGNS: [Sign; 128] = {
    let mut signs = [PARTING; 128];
    let (mut rest, mut b): (&mut [Sign], u8) = (&mut signs, 0);
    while let Some((sign, behind)) = rest.split_first_mut() {
        let c = b as char;
        if c.is_ascii_alphanumeric() {
            *sign = Sign {
                is_kept: true,
                is_dropped: false,
                is_upper: c.is_ascii_uppercase(),
                plain: b.to_ascii_lowercase(),
                bit: mask_bit(c.to_ascii_lowercase()).trailing_zeros() as u8,
            };
        }
        sign.is_dropped = is_apostrophe(c);
        (rest, b) = (behind, b + 1);
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::plain::{Plain, mask};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_plain_texts_are_what_each_is(originals in prop::collection::vec("\\PC{0,24}|[A-Za-z0-9'`& é]{0,24}|[ -~]{0,24}", 0..9)) {
            let mut plains = Plains::default();
            plains.fill(["before"]);
            plains.fill(originals.iter().map(String::as_str));
            prop_assert_eq!(plains.iter().count(), originals.len());
            for (made, original) in plains.iter().zip(&originals) {
                let plain = Plain::new(original);
                let words = plain.words();
                prop_assert_eq!(made.text, &plain.text);
                prop_assert_eq!((made.mask, made.initials), (mask(&plain.text), words.initials()));
                let humps = (0..plain.text.len() as u32).filter(|at| words.is_hump(*at as usize));
                prop_assert!(made.humps.iter().copied().eq(humps), "{:?}", original);
            }
        }
    }
}
