//! A text that is sought in records which nobody has read yet, so that most need not be read. It must not
//! know what the records are.

use super::text::fold;

/// A text to be found in prose, folded.
#[derive(Debug, Clone)]
pub struct Needle {
    text: String,
    words: Vec<Word>,
}

/// Letters and digits that stand together in the prose wherever the text does.
#[derive(Debug, Clone)]
struct Word {
    /// In lower case.
    letters: Box<[u8]>,
    /// The place of the letter that is met least often.
    rare: usize,
    /// That letter in both cases.
    cases: [u8; 2],
}

/// The letters of English from the most to the least frequent (any count of letters gives about this
/// order); digits stand in for letters of the middle.
const FREQUENT: &[u8] = b"etaoinshrdlcu0123456789mwfgypbvkjxqz";

impl Word {
    fn new(word: &str) -> Option<Self> {
        let letters = word.to_ascii_lowercase().into_bytes();
        let rank = |b: &u8| FREQUENT.iter().position(|f| f == b);
        let (rare, letter) = letters.iter().enumerate().max_by_key(|(_, b)| rank(b))?;
        Some(Self {
            rare,
            cases: [*letter, letter.to_ascii_uppercase()],
            letters: letters.into(),
        })
    }

    fn stands_in(&self, bytes: &[u8]) -> bool {
        let [lower, upper] = self.cases;
        memchr::memchr2_iter(lower, upper, bytes).any(|at| {
            let start = at.checked_sub(self.rare);
            let here = start.and_then(|start| bytes.get(start..start + self.letters.len()));
            here.is_some_and(|here| here.eq_ignore_ascii_case(&self.letters))
        })
    }
}

impl Needle {
    /// The needle of a text as somebody typed it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = fold(text);
        // Of each word the longest part that no writing changes: blanks are tidied, quotes doubled.
        let part = |word: &str| {
            let parts = word.split(|c: char| !c.is_ascii_alphanumeric());
            parts.max_by_key(|p| p.len()).and_then(Word::new)
        };
        let words = text.split_whitespace().filter_map(part).collect();
        Self { text, words }
    }

    /// True when prose holds the text, without regard to case and accents.
    #[must_use]
    pub fn stands_in(&self, prose: &str) -> bool {
        fold(prose).contains(&self.text)
    }

    /// False only if the text surely does not stand in the prose that is read out of some bytes, be they
    /// JSON or a row of a table, or out of any of `more`.
    #[must_use]
    pub fn may_stand_in(&self, bytes: &[u8], more: &[&str]) -> bool {
        let stands = |word: &Word| {
            word.stands_in(bytes) || more.iter().any(|text| word.stands_in(text.as_bytes()))
        };
        self.words.iter().all(stands) || !is_plain(bytes)
    }
}

/// True when letters and digits which stand together in what is read out of some bytes stand together in
/// these: nothing is escaped, repaired, folded to a letter, or glued at a quote.
fn is_plain(bytes: &[u8]) -> bool {
    let is_letter = |at: Option<usize>| {
        let byte = at.and_then(|at| bytes.get(at));
        byte.is_some_and(u8::is_ascii_alphanumeric)
    };
    let glued = |at: usize| is_letter(at.checked_sub(1)) && is_letter(at.checked_add(1));
    memchr::memchr3_iter(b'\\', 0, b'"', bytes).all(|at| bytes.get(at) == Some(&b'"') && !glued(at))
        && has_only_usual_signs(bytes)
}

/// True when all but ASCII are the signs of punctuation that word processors put, none of which folds to
/// a letter or a digit.
fn has_only_usual_signs(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(0xE2, rest) {
        let (before, sign) = rest.split_at(at);
        // – — ‘ ’ “ ” • …
        let [
            0xE2,
            0x80,
            0x93 | 0x94 | 0x98 | 0x99 | 0x9C | 0x9D | 0xA2 | 0xA6,
            behind @ ..,
        ] = sign
        else {
            return false;
        };
        if !before.is_ascii() {
            return false;
        }
        rest = behind;
    }
    rest.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_surely_not_there_is_told() {
        for (text, bytes, may) in [
            ("Law Enforcement", "told LAW  enforcement of it", true),
            ("law enforcement", "lawn and enforcers", false),
            ("phish", "a “phish”, it’s said…", true),
            ("phish", "a “fish”, it’s said…", false),
            ("patients'", "the patients’ names", true),
            ("patients'", "the clients’ names", false),
            ("ecole", "École", true),
            ("ecole", "Santé", true),
            ("abcd", "\"ab\"cd", true),
            ("abcd", "\"ab\",cd", false),
            ("abcd", "\"ab\\u0063d\"", true),
            ("abcd", "ab\0cd", true),
            ("--", "nothing of the kind", true),
            ("2021", "in 2020 and 2022", false),
            ("our list", "nothing of the kind", true),
        ] {
            let needle = Needle::new(text);
            let got = needle.may_stand_in(bytes.as_bytes(), &["Our LIST"]);
            assert_eq!(got, may, "{text:?} in {bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn what_stands_there_is_never_ruled_out(prose in "[a-cA-C0-1 '’“”•…É,-]{0,24}", from in 0..24_usize, length in 0..8_usize) {
            let part: String = prose.chars().skip(from).take(length).collect();
            let needle = Needle::new(&part);
            prop_assert!(needle.stands_in(&prose));
            prop_assert!(needle.may_stand_in(prose.as_bytes(), &[]));
        }
    }
}
