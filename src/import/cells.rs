//! One cell of a foreign table: bytes to text, text to a clean line, prose, a yes or no, or nothing. It must not
//! know which column of which list the cell stands in.

use crate::model::bytes::bits_of;
use std::borrow::Cow;

/// Words that lists write where nothing is stated.
const NULLS: &[&str] = &["\\n", "na", "n/a", "unknown", "unkn", "-", "null", "none"];

/// Characters of Windows-1252 for the bytes 0x80 to 0x9F; the five unused ones stay as they are.
const CP1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// True for text that means "not stated".
#[must_use]
pub fn is_null(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || NULLS.iter().any(|n| text.eq_ignore_ascii_case(n))
}

/// What had to be done to a cell to make it text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// It was UTF-8.
    None,
    /// It was Windows-1252.
    Cp1252,
    /// It was UTF-8 that somebody had read as Windows-1252 and saved again.
    Twice,
}

/// A cell's bytes as text: UTF-8, else Windows-1252; text that was decoded wrongly once is put right,
/// NULs are dropped, and the apostrophe that an export puts before a formula sign is taken away.
#[must_use]
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Repair) {
    let (mut text, mut repair) = match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), Repair::None),
        Err(_) => (
            Cow::Owned(bytes.iter().map(|b| from_cp1252(*b)).collect()),
            Repair::Cp1252,
        ),
    };
    if !text.is_ascii() {
        // Wrong signs are looked for where their first byte stands: none of them is frequent.
        let has = |first: u8| memchr::memchr(first, text.as_bytes()).is_some();
        let (control, doubled) = (has(0xC2), has(0xC3));
        if control && text.chars().any(|c| ('\u{80}'..='\u{9F}').contains(&c)) {
            let fixed = text.chars().map(|c| match u8::try_from(u32::from(c)) {
                Ok(b) => from_cp1252(b),
                Err(_) => c,
            });
            text = Cow::Owned(fixed.collect());
            repair = Repair::Cp1252;
        }
        if doubled && let Some(right) = undo_double_encoding(&text) {
            text = Cow::Owned(right);
            repair = Repair::Twice;
        }
    }
    if text.contains('\0') {
        text = Cow::Owned(text.replace('\0', ""));
    }
    if let Some(rest) = text.strip_prefix('\'')
        && rest.starts_with(['=', '+', '-', '@', '\t', '\r'])
    {
        text = Cow::Owned(rest.to_owned());
    }
    (text, repair)
}

fn from_cp1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => CP1252
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{FFFD}'),
        _ => char::from(byte),
    }
}

fn to_cp1252(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0..=0x7F | 0xA0..=0xFF) => u8::try_from(code).ok(),
        _ => CP1252
            .iter()
            .position(|w| *w == c)
            .and_then(|i| u8::try_from(i + 0x80).ok()),
    }
}

/// `â€™` back to `’`: every run of characters whose Windows-1252 bytes are one UTF-8 character.
/// `None` when there is no such run, so that good text is never touched.
fn undo_double_encoding(text: &str) -> Option<String> {
    if !text.contains(['â', 'Ã', 'Â']) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while let Some(c) = chars.get(at) {
        let run = [4, 3, 2].into_iter().find_map(|len| {
            let bytes: Vec<u8> = chars
                .get(at..at + len)?
                .iter()
                .map(|c| to_cp1252(*c))
                .collect::<Option<_>>()?;
            let text = std::str::from_utf8(&bytes).ok()?;
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => Some((len, only)),
                _ => None,
            }
        });
        match run {
            Some((len, right)) => {
                out.push(right);
                at += len;
                found = true;
            }
            None => {
                out.push(*c);
                at += 1;
            }
        }
    }
    found.then_some(out)
}

/// Text on one line: line ends and runs of blanks become one blank, none at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::new();
    put_on_one_line(text, &mut out);
    out
}

/// As [`one_line`], in place of what stood there.
fn put_on_one_line(text: &str, out: &mut String) {
    out.clear();
    out.reserve(text.len());
    let is_blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    // Words with one blank between them are copied together.
    let mut put = |words: &str| {
        if !words.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(words);
        }
    };
    let mut start = text.len() - text.trim_start_matches(is_blank).len();
    let mut at = start;
    for (block, base) in (0..text.len()).step_by(64).enumerate() {
        let mut odd = odd_bytes(text.as_bytes(), 64 * block);
        while odd != 0 {
            let next = base + odd.trailing_zeros() as usize;
            odd &= odd - 1;
            let Some(behind) = text.get(next..).filter(|_| next >= at) else {
                continue;
            };
            let more = behind.trim_start_matches(is_blank);
            if more.len() < behind.len() {
                put(text.get(start..next).unwrap_or_default());
                start = text.len() - more.len();
                at = start;
            } else {
                at = next + behind.chars().next().map_or(0, char::len_utf8);
            }
        }
    }
    put(text.get(start..).unwrap_or_default());
}

/// Which of the 64 bytes from a place on are neither a visible sign of ASCII nor a single blank before one.
fn odd_bytes(bytes: &[u8], from: usize) -> u64 {
    let rest = bytes.get(from..).unwrap_or_default();
    let mut last = [0; 65];
    let seen: &[u8; 65] = rest.first_chunk().unwrap_or_else(|| {
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        &last
    });
    let is_visible = |b: u8| b.wrapping_sub(b'!') < 94;
    let mut flags = [0; 64];
    let (_, nexts) = seen.split_at(1);
    for ((flag, byte), next) in flags.iter_mut().zip(seen).zip(nexts) {
        let is_usual = is_visible(*byte) | ((*byte == b' ') & is_visible(*next));
        *flag = u8::from(!is_usual);
    }
    let odd = bits_of(&flags);
    // Behind the end nothing stands.
    if rest.len() < 64 {
        odd & ((1 << rest.len()) - 1)
    } else {
        odd
    }
}

/// True for text that [`decode`] and [`one_line`] leave as it is, and that holds nothing but visible signs
/// of ASCII and blanks; of some text that they leave it is false.
#[must_use]
pub fn is_plain_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut blocks = (0..bytes.len()).step_by(64);
    !matches!(bytes.first(), Some(b' ' | b'\'')) && blocks.all(|at| odd_bytes(bytes, at) == 0)
}

/// As [`prose`] of what [`decode`] makes of a cell, in place of what stood there; `text` is the cell, where
/// it is UTF-8.
pub fn put_prose<'a>(cell: &[u8], text: Option<&str>, out: &'a mut String) -> Option<&'a str> {
    // Nothing that is repaired, dropped or taken away begins with other bytes.
    let is_odd = |b: u8| (b == 0) | (b == b'\\') | (b & 0xFE == 0xC2);
    let has_odd = cell.iter().fold(0, |any, b| any | u8::from(is_odd(*b))) != 0;
    let usual = !has_odd && cell.first() != Some(&b'\'');
    match text {
        Some(text) if usual => {
            if is_null(text) {
                return None;
            }
            put_on_one_line(text, out);
        }
        _ => *out = prose(&decode(cell).0)?,
    }
    Some(out.as_str()).filter(|text| !is_null(text))
}

/// A text cell: as [`one_line`], without the backslashes that some exports leave at line ends;
/// `None` where nothing is stated.
#[must_use]
pub fn prose(text: &str) -> Option<String> {
    let text = if text.contains('\\') {
        Cow::Owned(
            text.split(['\r', '\n'])
                .map(|line| line.trim_end().trim_end_matches('\\'))
                .collect::<Vec<_>>()
                .join(" "),
        )
    } else {
        Cow::Borrowed(text)
    };
    // `\N` loses its backslash to nothing: it is tested before, and again after, the trimming.
    (!is_null(&text))
        .then(|| one_line(&text))
        .filter(|t| !is_null(t))
}

/// `Yes` and `No` and their kin; `Ok(None)` where nothing is stated.
///
/// # Errors
/// The text, where it is none of these.
pub fn yes_no(text: &str) -> Result<Option<bool>, String> {
    if is_null(text) {
        return Ok(None);
    }
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "t" | "1" => Ok(Some(true)),
        "no" | "n" | "false" | "f" | "0" => Ok(Some(false)),
        other => Err(crate::model::text::shorten(other, 60).into_owned()),
    }
}

/// A heading as headings are compared: letters and digits only, in lower case.
#[must_use]
pub fn heading(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_whatever_wrote_them() {
        for (bytes, want) in [
            (&b"St. Luke\x92s"[..], "St. Luke’s"),
            ("St. Lukeâ€™s".as_bytes(), "St. Luke’s"),
            ("ClÃ\u{AD}nica".as_bytes(), "Clínica"),
            ("Clínica La Âge".as_bytes(), "Clínica La Âge"),
            ("Luke\u{92}s".as_bytes(), "Luke’s"),
            (b"a\0b", "ab"),
            (b"'=1+2", "=1+2"),
            (b"'tis", "'tis"),
        ] {
            assert_eq!(decode(bytes).0, want);
        }
    }

    #[test]
    fn prose_loses_the_export_s_own_marks() {
        assert_eq!(
            prose("One.\r\\\r\\\n Two\\Three.  \\").as_deref(),
            Some("One. Two\\Three.")
        );
        assert_eq!(prose("\\N"), None);
        assert_eq!(prose("\\\\"), None);
        assert_eq!(prose(" n/a "), None);
    }

    proptest::proptest! {
        #[test]
        fn one_line_parts_words_by_one_blank(
            text in "[ab é\u{A0}\u{3000}\u{FEFF}\u{7F}\r\n\t]{0,30}|([!~a]{50,70}[ é\u{A0}\n]{0,2}){0,5}",
        ) {
            let words: Vec<&str> = text
                .split(|c: char| c.is_whitespace() || c == '\u{FEFF}')
                .filter(|w| !w.is_empty())
                .collect();
            proptest::prop_assert_eq!(one_line(&text), words.join(" "));
        }

        #[test]
        fn prose_of_a_cell_is_that_of_its_text(
            cell in "'?[-a=\\\\ é\u{A0}\u{92}’â€™\u{3000}\u{FEFF}\0\r\n]{0,30}|n/a| ?(a’é|[!~a]{50,70}[ \\\\é\n]{0,2}){0,5}",
            byte in proptest::option::of(proptest::prelude::any::<u8>()),
        ) {
            let mut cell = cell.into_bytes();
            cell.extend(byte);
            let mut out = "before".to_owned();
            let want = prose(&decode(&cell).0);
            let text = std::str::from_utf8(&cell).ok();
            proptest::prop_assert_eq!(put_prose(&cell, text, &mut out), want.as_deref());
        }

        #[test]
        fn a_plain_line_stays_as_it_is(
            text in "('|=| |)[!~a=']{0,10}( |  |\t|é)?[!~a ]{0,140}",
        ) {
            let same = decode(text.as_bytes()).0 == text && one_line(&text) == text;
            proptest::prop_assert!(!is_plain_line(&text) || same);
            proptest::prop_assert!(!is_plain_line(&text) || crate::model::text::clean(&text) == text);
            let is_ascii = text.bytes().all(|b| matches!(b, b' '..=b'~'));
            let is_quoted = text.starts_with('\'');
            proptest::prop_assert!(is_plain_line(&text) || !same || !is_ascii || is_quoted);
        }
    }
}
