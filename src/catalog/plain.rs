//! Text in the form in which it is searched: folded words with one blank between them. It must not
//! know what is searched for.
//!
//! Case and accents go (see [`fold`]), apostrophes go (`Children's` is `childrens`), and every run of
//! other signs is one blank (`PJ&A` is `pj a`, `Sav-Rx` is `sav rx`). What the case said of inner word
//! starts is kept beside the text: `HealthEC` has a *hump* at `EC`.

use crate::model::text::fold;

/// A text in its plain form, with the way back to the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain {
    /// The folded words, one blank between two.
    pub text: String,
    /// One bit a byte of `text`: set where an inner word starts.
    pub humps: Vec<u64>,
    /// For each byte of `text`, the range in the original of the character that it came from.
    pub origin: Vec<(u32, u32)>,
}

impl Plain {
    /// The plain form of a text.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut plain = Self::default();
        plain_chars(original, |c, range, hump| {
            let at = plain.text.len();
            plain.text.push(c);
            plain.humps.resize(plain.text.len().div_ceil(64), 0);
            if let (true, Some(word)) = (hump, plain.humps.get_mut(at / 64)) {
                *word |= 1 << (at % 64);
            }
            plain.origin.resize(plain.text.len(), range);
        });
        plain
    }

    /// The text as the matcher takes it.
    #[must_use]
    pub fn words(&self) -> Words<'_> {
        Words {
            text: &self.text,
            humps: &self.humps,
            base: 0,
        }
    }
}

/// A plain text, wherever it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The folded words, one blank between two.
    pub text: &'a str,
    humps: &'a [u64],
    /// The bit of the first byte.
    base: usize,
}

impl<'a> Words<'a> {
    /// A text whose humps stand in a larger bit map, beginning at bit `base`.
    #[must_use]
    pub const fn new(text: &'a str, humps: &'a [u64], base: usize) -> Self {
        Self { text, humps, base }
    }

    /// True where an inner word starts.
    #[must_use]
    #[inline]
    pub fn is_hump(&self, at: usize) -> bool {
        let bit = self.base + at;
        self.humps
            .get(bit / 64)
            .is_some_and(|w| w & (1 << (bit % 64)) != 0)
    }

    /// Where the first inner word in `from..to` starts.
    #[must_use]
    #[inline]
    pub fn next_hump(&self, from: usize, to: usize) -> Option<usize> {
        let (mut bit, end) = (self.base + from, self.base + to);
        while bit < end {
            let rest = self.humps.get(bit / 64)? >> (bit % 64);
            if rest != 0 {
                let found = bit + rest.trailing_zeros() as usize;
                return (found < end).then(|| found - self.base);
            }
            bit = (bit / 64 + 1) * 64;
        }
        None
    }

    /// True where a word between blanks starts.
    #[must_use]
    #[inline]
    pub fn is_word_start(&self, at: usize) -> bool {
        at == 0 || self.text.as_bytes().get(at - 1) == Some(&b' ')
    }

    /// True where a word ends.
    #[must_use]
    #[inline]
    pub fn is_word_end(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_none_or(|b| *b == b' ')
    }

    /// The characters with which words and inner words start, as in [`mask`].
    #[must_use]
    pub fn initials(&self) -> u64 {
        let mut set = 0;
        for (at, c) in self.text.char_indices() {
            if self.is_word_start(at) || self.is_hump(at) {
                set |= mask_bit(c);
            }
        }
        set
    }

    /// The words between blanks: where each starts and its bytes.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &'a [u8])> {
        let bytes = self.text.as_bytes();
        let mut start = 0;
        std::iter::from_fn(move || {
            let rest = bytes.get(start..).filter(|r| !r.is_empty())?;
            let end = memchr::memchr(b' ', rest).unwrap_or(rest.len());
            let found = (start, rest.get(..end)?);
            start += end + 1;
            Some(found)
        })
    }
}

/// Signs that stand inside a word without parting it.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʻ' | 'ʹ')
}

/// Calls `emit` for every character of the plain form, with the byte range of the original character
/// and whether an inner word starts there.
pub fn plain_chars(original: &str, mut emit: impl FnMut(char, (u32, u32), bool)) {
    // A blank is only due once another word follows, so that none stands at either end.
    let mut blank: Option<(u32, u32)> = None;
    let mut any = false;
    let mut lower_before = false;
    let mut one = |c: char, range: (u32, u32), upper: bool, lower: bool| {
        if is_apostrophe(c) {
            return;
        }
        if !c.is_alphanumeric() {
            blank = any.then_some(blank.unwrap_or(range));
            lower_before = false;
            return;
        }
        let parted = blank.take();
        if let Some(at) = parted {
            emit(' ', at, false);
        }
        emit(c, range, upper && lower_before && parted.is_none());
        any = true;
        lower_before = lower;
    };
    for (at, c) in original.char_indices() {
        let range = (at as u32, (at + c.len_utf8()) as u32);
        if c.is_ascii() {
            let lower = c.is_ascii_lowercase() || c.is_ascii_digit();
            one(c.to_ascii_lowercase(), range, c.is_ascii_uppercase(), lower);
        } else {
            let mut buffer = [0; 4];
            for (i, folded) in fold(c.encode_utf8(&mut buffer)).chars().enumerate() {
                one(
                    folded,
                    range,
                    i == 0 && c.is_uppercase(),
                    c.is_lowercase() || i > 0,
                );
            }
        }
    }
}

/// The characters of a plain text as a set of 64: letters and digits have a bit each, all others
/// share 28. A text can hold another only if its set does.
#[must_use]
pub fn mask(plain: &str) -> u64 {
    plain.chars().fold(0, |set, c| set | mask_bit(c))
}

/// The bit of one character of a plain text; none for the blank.
#[must_use]
#[inline]
pub const fn mask_bit(c: char) -> u64 {
    match c {
        ' ' => 0,
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        _ => 1 << (36 + c as u32 % 28),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_part_words_and_apostrophes_do_not() {
        for (original, want) in [
            ("Hims & Hers", "hims hers"),
            ("PJ&A", "pj a"),
            ("  Lurie Children’s (Chicago)", "lurie childrens chicago"),
            ("University of Hawaiʻi", "university of hawaii"),
            ("École-Santé", "ecole sante"),
            ("20/20 Eye", "20 20 eye"),
            ("서울대병원", &fold("서울대병원")),
            ("--- & ---", ""),
            ("", ""),
        ] {
            assert_eq!(Plain::new(original).text, want, "{original:?}");
        }
    }

    #[test]
    fn humps_stand_where_a_capital_follows_a_small_letter() {
        for (original, humps) in [
            ("HealthEC", vec![6]),
            ("BlueCross BlueShield", vec![4, 14]),
            ("McLaren", vec![2]),
            ("23andMe", vec![5]),
            ("MOVEit", vec![]),
            ("A-Bc De", vec![]),
            ("SantéÉcole", vec![5]),
        ] {
            let plain = Plain::new(original);
            let words = plain.words();
            let found: Vec<_> = (0..plain.text.len())
                .filter(|i| words.is_hump(*i))
                .collect();
            assert_eq!(found, humps, "{original:?}");
        }
    }

    proptest! {
        #[test]
        fn plain_text_is_stable_and_leads_back(original in "\\PC{0,24}|[A-Za-z'&é ]{0,24}") {
            let plain = Plain::new(&original);
            prop_assert_eq!(&Plain::new(&plain.text).text, &plain.text);
            prop_assert_eq!(plain.origin.len(), plain.text.len());
            prop_assert!(!plain.text.starts_with(' ') && !plain.text.ends_with(' ') && !plain.text.contains("  "));
            for (start, end) in &plain.origin {
                prop_assert!(original.get(*start as usize..*end as usize).is_some());
            }
            prop_assert!(plain.origin.windows(2).all(|w| w[0].0 <= w[1].0));
            let words = plain.words();
            for from in 0..=plain.text.len() {
                for to in 0..=plain.text.len() {
                    let want = (from..to).find(|at| words.is_hump(*at));
                    prop_assert_eq!(words.next_hump(from, to), want);
                }
            }
            let rejoined: Vec<String> = plain.words().iter().map(|(_, w)| String::from_utf8(w.to_vec()).unwrap()).collect();
            prop_assert_eq!(rejoined.join(" "), plain.text);
        }
    }
}
