//! Numbers of people as lists write them, with what they say of how exact they are. It must not know in which
//! column or key one stands.

use super::cells::is_null;
use crate::model::{text::shorten, vocabulary::Qualifier};

/// More people than this never lived; such a number is a fault of the file.
const MOST: u64 = 20_000_000_000;

/// A number of people and how exact it is; `Ok(None)` where nothing is stated, `Err` with the reason
/// where something is and cannot be read.
///
/// # Errors
/// The reason, as a sentence without a full stop.
pub fn count(text: &str) -> Result<Option<(u64, Option<Qualifier>)>, String> {
    if is_null(text) {
        return Ok(None);
    }
    let written = text.trim();
    let fault = |why: &str| {
        let shown = shorten(written, 40).into_owned();
        Err(format!("`{shown}` {why}"))
    };
    let lower = written.to_lowercase();
    let (body, qualifier) = qualified(&lower);
    let Some(digits) = plain_digits(body) else {
        return fault("is no number of people");
    };
    match digits.parse::<u64>() {
        Ok(0) => fault("people: left out, since 0 stands for a count that is not known"),
        Ok(n) if n <= MOST => Ok(Some((n, qualifier))),
        _ => fault("is more people than there are"),
    }
}

/// What stands before or behind a number that is not exact, and how exact it is then. Nothing that sets an
/// upper limit: no record can say that.
const QUALIFIERS: [(&[&str], &[&str], Qualifier); 2] = [
    (
        &[">=", "≥", ">", "at least", "more than", "over"],
        &["+", "or more"],
        Qualifier::AtLeast,
    ),
    (
        &[
            "~",
            "≈",
            "approximately",
            "approx.",
            "approx",
            "about",
            "around",
            "circa",
            "ca.",
            "estimated",
            "est.",
        ],
        &[
            "(est.)",
            "(est)",
            "(estimated)",
            "(estimate)",
            "(approx.)",
            "(approx)",
            "(approximate)",
            "(approximately)",
            "est.",
            "estimated",
            "approx.",
        ],
        Qualifier::Approximate,
    ),
];

/// What may stand behind a number of people.
const PEOPLE: [&str; 4] = ["individuals", "people", "patients", "persons"];

/// A number without the words around it, all in lower case, and how exact they make it. One such word is
/// taken; of two nobody knows which holds.
fn qualified(text: &str) -> (&str, Option<Qualifier>) {
    let people = PEOPLE.iter().find_map(|word| text.strip_suffix(word));
    let text = people.map_or(text, str::trim_end);
    let found = QUALIFIERS.iter().find_map(|(before, behind, qualifier)| {
        let before = before.iter().find_map(|word| text.strip_prefix(word));
        let behind = || behind.iter().find_map(|word| text.strip_suffix(word));
        Some((before.or_else(behind)?, *qualifier))
    });
    match found {
        Some((rest, qualifier)) => (rest.trim(), Some(qualifier)),
        None => (text, None),
    }
}

/// The digits of a whole number without its thousands marks and without a zero fraction.
fn plain_digits(text: &str) -> Option<String> {
    let text = text
        .strip_suffix(".0")
        .or_else(|| text.strip_suffix(".00"))
        .unwrap_or(text);
    let is_mark = |c: char| matches!(c, ',' | ' ' | '\u{A0}' | '\u{202F}' | '\'' | '’' | '_');
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let (first, rest) = groups.split_first()?;
    let grouped =
        (1..=3).contains(&first.len()) && !rest.is_empty() && rest.iter().all(|g| g.len() == 3);
    let same = marks.windows(2).all(|w| w.first() == w.last());
    let fine = match marks.first() {
        None => !first.is_empty(),
        Some(c) if is_mark(*c) => grouped && same,
        // 1.234 may be a fraction; 1.234.567 cannot.
        Some('.') => grouped && same && rest.len() > 1,
        Some(_) => false,
    };
    fine.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_people_write_them() {
        for (text, want) in [
            ("500", Some(500)),
            (" 192,700,000 ", Some(192_700_000)),
            ("1 234", Some(1234)),
            ("1.234.567", Some(1_234_567)),
            ("1'000", Some(1000)),
            ("5000.0", Some(5000)),
            ("", None),
            ("NA", None),
            ("\\N", None),
        ] {
            assert_eq!(count(text).unwrap().map(|c| c.0), want, "{text}");
        }
        assert_eq!(
            count("500+").unwrap(),
            Some((500, Some(Qualifier::AtLeast)))
        );
        for (text, number, qualifier) in [
            ("~1,000", 1000, Qualifier::Approximate),
            ("1,000 (est.)", 1000, Qualifier::Approximate),
            ("Approx. 1,000 individuals", 1000, Qualifier::Approximate),
            ("approximately 20000", 20_000, Qualifier::Approximate),
            ("1000 or more", 1000, Qualifier::AtLeast),
            ("At least 1000 patients", 1000, Qualifier::AtLeast),
            (">= 500", 500, Qualifier::AtLeast),
        ] {
            assert_eq!(
                count(text).unwrap(),
                Some((number, Some(qualifier))),
                "{text}"
            );
        }
        assert_eq!(count("1,000 people").unwrap(), Some((1000, None)));
        for text in [
            "0",
            "0+",
            "up to 1000",
            "<1000",
            "about 1000+",
            "1000 (not confirmed)",
            "1000 records",
            "individuals",
            "est.",
            "-5",
            "1.234",
            "12,34",
            "many",
            "1,234.567",
            "9e9",
            "99999999999999999999",
            "1,,000",
        ] {
            assert!(count(text).is_err(), "{text}");
        }
    }
}
