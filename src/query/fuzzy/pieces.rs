//! Terms that do not stand in a text in one piece: joined words, acronyms, pieces of words, letters
//! left out, one letter wrong. It must not know scores.
//!
//! All positions of a term that a chain of words can account for are kept as one set of bits, and
//! each word of the text moves the sets on: a text is read once, whatever the number of ways.

use super::rank::Tier;
use crate::catalog::plain::Words;

/// Words that an acronym or a chain of pieces may pass over, as people do.
const SMALL: [&str; 17] = [
    "of", "the", "and", "for", "in", "at", "de", "du", "la", "le", "inc", "llc", "ltd", "llp",
    "pc", "pa", "co",
];

/// Letters that a piece must have where pieces are not otherwise held together.
pub(super) const LONG_PIECE: usize = 3;
/// Fewest letters of a term that is taken apart into pieces of words.
pub(super) const SHORTEST_IN_PIECES: usize = 4;
/// Fewest letters of a term that may leave out letters of a word.
pub(super) const SHORTEST_IN_WORD: usize = 3;
/// Fewest letters of a term that is forgiven one while its word is not complete.
pub(super) const SHORTEST_BEGUN: usize = 5;

/// True for words that need not be accounted for.
pub(super) fn is_small(word: &[u8]) -> bool {
    SMALL.iter().any(|s| s.as_bytes() == word)
}

/// A word, or the part of one from an inner word on: where a piece may begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub at: usize,
    /// Where the word ends.
    pub end: usize,
    /// Where the next inner word begins, or the word ends: pieces before the last must not go on.
    pub part_end: usize,
    /// Inside a word.
    pub inner: bool,
}

/// Every start of a text, from first to last.
pub(super) fn starts<'a>(words: &'a Words<'_>) -> impl Iterator<Item = Start> + 'a {
    words.iter().flat_map(move |(start, word)| {
        let end = start + word.len();
        let mut next = Some(start);
        std::iter::from_fn(move || {
            let at = next?;
            next = words.next_hump(at + 1, end);
            Some(Start {
                at,
                end,
                part_end: next.unwrap_or(end),
                inner: at > start,
            })
        })
    })
}

/// How many letters two texts have in common at the beginning.
#[inline]
fn common(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

/// The bits of `from..=to`; none if `from` is greater.
#[inline]
const fn span(from: usize, to: usize) -> u64 {
    if from > to || to > 63 {
        return 0;
    }
    (u64::MAX << from) & (u64::MAX >> (63 - to))
}

/// The bits that are set, lowest first.
#[inline]
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let bit = set.trailing_zeros() as usize;
            set &= set - 1;
            bit
        })
    })
}

/// The best tier, [`Tier::Joined`] or [`Tier::Acronym`], in which words account for a term.
/// `acronym` is false where the first letters of the words cannot be enough.
pub(super) fn as_typed(letters: &str, words: &Words<'_>, acronym: bool) -> Option<Tier> {
    // Two letters joined are no more than an accident.
    if letters.len() > 2 && is_joined(letters.as_bytes(), words) {
        Some(Tier::Joined)
    } else if acronym && is_acronym(letters.as_bytes(), words) {
        Some(Tier::Acronym)
    } else {
        None
    }
}

/// Whether whole words that stand together are the term.
fn is_joined(term: &[u8], words: &Words<'_>) -> bool {
    let end_bit = 1u64 << term.len();
    let mut at = 0u64;
    for (_, word) in words.iter() {
        // Most words neither go on nor begin anything.
        if at == 0 && !term.starts_with(word) {
            continue;
        }
        let mut new = 0;
        for p in bits((at | 1) & !end_bit) {
            if term.get(p..).is_some_and(|t| t.starts_with(word)) {
                new |= 1 << (p + word.len());
            }
        }
        if new & end_bit != 0 {
            return true;
        }
        at = if at != 0 && is_small(word) {
            new | at
        } else {
            new
        };
    }
    false
}

/// Whether the first letters of words that stand together are the term; two letters must be those of
/// the whole text.
fn is_acronym(term: &[u8], words: &Words<'_>) -> bool {
    let n = term.len();
    let end_bit = 1u64 << n;
    let bytes = words.text.as_bytes();
    let (mut at, mut found) = (0u64, false);
    for (i, start) in starts(words).enumerate() {
        let word = bytes.get(start.at..start.end).unwrap_or_default();
        let mut new = 0;
        let from = at | u64::from(n > 2 || i == 0);
        for p in bits(from & !end_bit) {
            if term.get(p) == word.first() {
                new |= 1 << (p + 1);
            }
        }
        let done = new & end_bit != 0;
        if n > 2 && done {
            return true;
        }
        let optional = start.inner || is_small(word);
        found = done || (found && optional);
        at = if optional { new | at } else { new };
    }
    found
}

/// Which positions of the term each kind of chain has reached with the last word that counts.
#[derive(Default)]
struct Chains {
    /// One letter a word.
    letters: u64,
    /// Beginnings of at least two letters.
    pieces: u64,
    /// Beginnings of [`LONG_PIECE`] letters with any words between.
    apart: u64,
    /// Letters left out inside, [`LONG_PIECE`] or more a word, with any words between.
    gappy: u64,
}

/// Whether pieces of words account for all letters of a term.
pub(super) fn in_pieces(letters: &str, words: &Words<'_>) -> bool {
    let term = letters.as_bytes();
    let bytes = words.text.as_bytes();
    let n = term.len();
    if n < SHORTEST_IN_PIECES {
        return false;
    }
    let end_bit = 1u64 << n;
    let mut at = Chains::default();
    for start in starts(words) {
        let word = bytes.get(start.at..start.end).unwrap_or_default();
        let part = start.part_end - start.at;
        let mut new = Chains::default();
        for p in bits((at.letters | at.pieces | at.apart | at.gappy | 1) & !end_bit) {
            let rest = term.get(p..).unwrap_or_default();
            let l = common(rest, word);
            if l == 0 {
                continue;
            }
            let bit = 1 << p;
            let to = p + l.min(part);
            // The last piece may go on to the end of the word.
            let last = if p + l == n { end_bit } else { 0 };
            if (at.letters | 1) & bit != 0 {
                // `uchealth`: first letters, then a word.
                let word = if l >= LONG_PIECE { last } else { 0 };
                new.letters |= (1 << (p + 1)) & !end_bit | word;
            }
            if (at.pieces | 1) & bit != 0 {
                // The last piece may still be one letter long.
                new.pieces |= span(p + 2, to) | last;
            }
            if (at.apart | 1) & bit != 0 {
                new.apart |= span(p + LONG_PIECE, to) | if l >= LONG_PIECE { last } else { 0 };
            }
            if (at.gappy | 1) & bit != 0 {
                let whole = with_gaps(rest, word) & 1 << rest.len();
                let head = word.get(..part).unwrap_or_default();
                new.gappy |= (with_gaps(rest, head) | whole) << p;
            }
        }
        if (new.letters | new.pieces | new.apart | new.gappy) & end_bit != 0 {
            return true;
        }
        let kept = if start.inner || is_small(word) {
            u64::MAX
        } else {
            0
        };
        at = Chains {
            letters: new.letters | at.letters & kept,
            pieces: new.pieces | at.pieces & kept,
            apart: new.apart | at.apart,
            gappy: new.gappy | at.gappy,
        };
    }
    false
}

/// The numbers of letters, as bits, that a word accounts for from its first letter on with some left
/// out: [`LONG_PIECE`] or more, in a window of at most twice their number.
fn with_gaps(term: &[u8], word: &[u8]) -> u64 {
    let mut found = 0;
    let mut letters = term.iter();
    let mut wanted = letters.next();
    let mut out = 0;
    for (i, b) in word.iter().enumerate() {
        if i >= 2 * term.len() || wanted.is_none() || (i == 0 && wanted != Some(b)) {
            break;
        }
        if wanted == Some(b) {
            found += 1;
            wanted = letters.next();
            if found >= LONG_PIECE && i < 2 * found {
                out |= 1 << found;
            }
        }
    }
    out
}

/// Every word or inner word, as a range, that begins with the term's first letter and has the others
/// in order within twice the term's length.
pub(super) fn in_one_word<'a>(
    letters: &'a str,
    words: &'a Words<'_>,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let term = letters.as_bytes();
    let bytes = words.text.as_bytes();
    starts(words)
        .filter(move |_| term.len() >= SHORTEST_IN_WORD)
        .filter(move |s| {
            let word = bytes.get(s.at..s.end).unwrap_or_default();
            word.first() == term.first() && with_gaps(term, word) & (1 << term.len()) != 0
        })
        .map(|s| (s.at, s.end))
}

/// A word that a term with one wrong letter means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Typo {
    /// The whole word, not only its beginning.
    pub whole: bool,
    /// How many letters of the word the term stands for.
    pub len: usize,
}

/// Whether a term is a word, or the beginning of one, with exactly one letter missing, too many,
/// changed, or swapped with the next. The first letter must be right, or swapped with the second.
pub(super) fn one_typo(term: &[u8], word: &[u8]) -> Option<Typo> {
    let i = common(term, word);
    let (rest, there) = (term.get(i..)?, word.get(i..)?);
    if i == 0 && !(rest.first() == there.get(1) && rest.get(1) == there.first()) {
        return None;
    }
    // (letters of the term, letters of the word) that the slip takes up.
    let slips: &[(usize, usize)] = if i == 0 {
        &[(2, 2)]
    } else {
        &[(2, 2), (1, 1), (0, 1), (1, 0)]
    };
    let mut best: Option<Typo> = None;
    for (a, b) in slips {
        let swapped = rest.first() == there.get(1) && rest.get(1) == there.first();
        if *a == 2 && !(rest.len() >= 2 && swapped) {
            continue;
        }
        let (Some(tail), Some(left)) = (rest.get(*a..), there.get(*b..)) else {
            continue;
        };
        if left.starts_with(tail) {
            let found = Typo {
                whole: left.len() == tail.len(),
                len: i + b + tail.len(),
            };
            let enough = found.whole || term.len() >= SHORTEST_BEGUN;
            if enough && best.is_none_or(|t| found.whole && !t.whole) {
                best = Some(found);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::plain::Plain;

    #[test]
    fn words_account_for_terms() {
        use Tier::{Acronym, FuzzyWords, Joined};
        for (text, term, want) in [
            ("Blue Cross of Idaho", "bluecross", Some(Joined)),
            ("Sav-Rx", "savrx", Some(Joined)),
            (
                "University of Pittsburgh Medical Center",
                "upmc",
                Some(Acronym),
            ),
            (
                "The University of California San Francisco",
                "ucsf",
                Some(Acronym),
            ),
            ("BlueCross BlueShield of Tennessee", "bcbst", Some(Acronym)),
            ("Yale Hospital, Inc.", "yh", Some(Acronym)),
            ("Yale New Hospital", "yn", None),
            ("Yale New Hospital", "nh", None),
            ("Kaiser Permanente", "kaiserperm", Some(FuzzyWords)),
            ("Change Healthcare", "chghealth", Some(FuzzyWords)),
            ("Yale New Haven Health", "yalehealth", Some(FuzzyWords)),
            (
                "University of Colorado Health",
                "uchealth",
                Some(FuzzyWords),
            ),
            ("Change Healthcare", "chhe", Some(FuzzyWords)),
            ("Change Healthcare", "chc", None),
            ("Texas Tech", "tee", None),
            ("Care Alliance Regional Emergency", "carex", None),
        ] {
            let plain = Plain::new(text);
            let words = plain.words();
            let found = as_typed(term, &words, true)
                .or_else(|| in_pieces(term, &words).then_some(FuzzyWords));
            assert_eq!(found, want, "{term} in {text}");
        }
    }

    #[test]
    fn letters_may_be_left_out_of_one_word() {
        for (text, term, want) in [
            ("Vastaamo", "vastamo", true),
            ("HealthEC", "helthec", true),
            ("HCA Healthcare", "hlth", true),
            ("Healthcare", "hca", false),
            ("Anthem", "ntm", false),
            ("Massachusetts", "mts", false),
        ] {
            let plain = Plain::new(text);
            assert_eq!(
                in_one_word(term, &plain.words()).next().is_some(),
                want,
                "{term} in {text}"
            );
        }
    }

    #[test]
    fn one_letter_may_be_wrong() {
        for (term, word, want) in [
            ("medibnak", "medibank", Some((true, 8))),
            ("medibnk", "medibank", Some((true, 8))),
            ("mediibank", "medibank", Some((true, 8))),
            ("mebibank", "medibank", Some((true, 8))),
            ("mebib", "medibank", Some((false, 5))),
            ("nathem", "anthem", Some((true, 6))),
            ("snthem", "anthem", None),
            ("yael", "yale", Some((true, 4))),
            ("ymca", "mycare", None),
            ("mebiback", "medibank", None),
            ("anthemx", "anthem", Some((true, 6))),
        ] {
            let found = one_typo(term.as_bytes(), word.as_bytes()).map(|t| (t.whole, t.len));
            assert_eq!(found, want, "{term} for {word}");
        }
    }
}
