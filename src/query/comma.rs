//! What a comma means where numbers are asked for: it parts values (`709,500k`), or it groups the digits of
//! one where it can part none (`1,000,000`). What could be either parts values, as everywhere in the
//! language, and is noted, so that no answer is another than was meant without a word. It must not know
//! which field is asked.

use super::{
    lex::{Value, quote},
    value::{Comparison, Unit, number_text, read_number},
};
use crate::model::text::{clean, shorten};
use std::ops::Range;

/// Why a list cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// What is wrong and what would be right.
    pub message: String,
    /// What was perhaps meant.
    pub suggestion: Option<String>,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The comparisons of a term, each or why it cannot be read.
    pub values: Vec<Result<Comparison<f64>, Fault>>,
    /// The first that was perhaps meant otherwise: where it stands, and how it was read.
    pub note: Option<(Range<usize>, String)>,
}

/// Reads the values of a term.
#[must_use]
pub fn read_list(values: &[&Value], unit: Unit) -> Numbers {
    let (mut out, mut note) = (Vec::with_capacity(values.len()), None);
    let mut rest = values;
    while let Some(first) = rest.first() {
        let chain = chained(rest);
        let (pieces, behind) = rest.split_at_checked(chain).unwrap_or((rest, &[]));
        let text = joined(pieces);
        if let Some(next) = behind.first()
            && pieces.last().is_some_and(|last| touch(last, next))
            && !parts(&text, next.text.trim(), unit)
        {
            // The run of values that touch: what was meant as one number is shown as a whole.
            let run = rest.windows(2).take_while(|w| match w {
                [a, b] => touch(a, b),
                _ => false,
            });
            let run = rest.get(..=run.count()).unwrap_or(rest);
            match unclear(run, &text, next, unit) {
                Ok(said) => {
                    note.get_or_insert(said);
                }
                Err(fault) => {
                    out.push(Err(fault));
                    let values = out;
                    return Numbers { values, note };
                }
            }
        }
        let span = first.span.start..pieces.last().map_or(first.span.end, |v| v.span.end);
        let each: Vec<_> = pieces.iter().map(|v| read(v.text.trim(), unit)).collect();
        let is_list = each.iter().all(Result::is_ok)
            && pieces.windows(2).all(|w| match w {
                [a, b] => !(is_padded(&b.text) || has_sign(&a.text) && is_bare(&b.text)),
                _ => true,
            });
        match (read(&text, unit), is_list) {
            (Ok(_), true) if pieces.len() > 1 => {
                note.get_or_insert((span, either(&text, &text.replace(',', ""))));
                out.extend(each.into_iter().flatten().map(Ok));
            }
            (Ok(number), _) => out.push(Ok(number)),
            (Err(_), true) => out.extend(each.into_iter().flatten().map(Ok)),
            (Err(message), false) => out.push(Err(Fault {
                span,
                message,
                suggestion: None,
            })),
        }
        rest = behind;
    }
    let values = out;
    Numbers { values, note }
}

/// The comparisons with commas between them that can only part them.
#[must_use]
pub fn show_list(values: &[Comparison<f64>], unit: Unit) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|c| c.display(|n| number_text(*n, unit)))
        .collect();
    list(texts.iter().map(String::as_str), unit)
}

/// Texts as a list. `=` tells a number from the digits before the comma; a range is put in quotes.
fn list<'a>(texts: impl Iterator<Item = &'a str>, unit: Unit) -> String {
    let mut out = String::new();
    let mut before = "";
    for (i, text) in texts.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if i == 0 || parts(before, text, unit) {
            out.push_str(text);
            before = text;
        } else if is_bare(text) {
            out.push('=');
            out.push_str(text);
            before = text;
        } else {
            out.push_str(&quote(text));
            before = "";
        }
    }
    out
}

fn read(text: &str, unit: Unit) -> Result<Comparison<f64>, String> {
    Comparison::read(text, |t| read_number(t, unit))
}

/// True when nothing but a comma stands between two values.
const fn touch(a: &Value, b: &Value) -> bool {
    !a.quoted && !b.quoted && a.span.end + 1 == b.span.start
}

fn joined(values: &[&Value]) -> String {
    let texts: Vec<&str> = values.iter().map(|v| v.text.trim()).collect();
    texts.join(",")
}

/// How many values from the first on have the form of one number whose thousands are grouped.
fn chained(values: &[&Value]) -> usize {
    let more = values.windows(2).scan(false, |inside, w| match w {
        [a, b] if touch(a, b) => {
            // Behind the first group it is three digits that go on, in front of it one to three.
            let goes_on = groups(&a.text, &b.text, *inside);
            // An end of a range may begin a number of its own.
            *inside = !b.text.contains("..");
            goes_on.then_some(())
        }
        _ => None,
    });
    1 + more.count()
}

/// True when the digits behind a comma have the form of a group of thousands.
fn groups(before: &str, behind: &str, inside: bool) -> bool {
    let number = last_number(before);
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let length = if inside { 3..=3 } else { 1..=3 };
    is_digits(number)
        && length.contains(&number.len())
        && digits == 3
        && behind.as_bytes().get(3) != Some(&b'_')
}

/// True when a comma between two texts can only part two values.
fn parts(before: &str, behind: &str, unit: Unit) -> bool {
    !(groups(before, behind, false)
        || is_padded(behind)
        || is_decimal(before, behind, unit)
        || (has_order(before) && is_bare(behind)))
}

/// The number that a text ends with, without what compares it.
fn last_number(text: &str) -> &str {
    let end = text.rsplit("..").next().unwrap_or(text);
    end.trim_start_matches(['>', '<', '=', '≥', '≤', '$'])
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn has_order(text: &str) -> bool {
    text.starts_with(['>', '<', '≥', '≤'])
}

fn has_sign(text: &str) -> bool {
    has_order(text) || text.contains('$')
}

/// A number that nothing compares.
fn is_bare(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains("..")
}

/// Nobody writes a number of a list with a nought in front.
fn is_padded(text: &str) -> bool {
    text.strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// True for `1,5M`, which is 1.5M in half of the world.
fn is_decimal(before: &str, behind: &str, unit: Unit) -> bool {
    let head = behind.split("..").next().unwrap_or(behind);
    let letters = head.trim_start_matches(|c: char| c.is_ascii_digit());
    is_digits(last_number(before))
        && letters.len() < head.len()
        && match unit {
            Unit::People | Unit::Dollars => {
                !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphabetic())
            }
            Unit::Score => letters.is_empty(),
            Unit::Days | Unit::Months => false,
        }
}

/// What is to be said of a comma that may part values and is no sign of thousands as it should be; or why
/// the values cannot be read.
fn unclear(
    run: &[&Value],
    before: &str,
    next: &Value,
    unit: Unit,
) -> Result<(Range<usize>, String), Fault> {
    let text = joined(run);
    let behind = next.text.trim();
    let start = run.first().map_or(next.span.start, |v| v.span.start);
    let span = start..run.last().map_or(next.span.end, |v| v.span.end);
    if is_padded(behind) {
        let plain = Some(text.replace(',', "")).filter(|t| read(t, unit).is_ok());
        let right = plain.as_deref().map_or("it without commas".into(), shown);
        return Err(Fault {
            span,
            message: format!(
                "`{}` has a group that is not three digits; write {right}",
                shown(&text)
            ),
            suggestion: plain,
        });
    }
    let dotted = Some(text.replacen(',', ".", 1)).filter(|t| {
        is_decimal(before, behind, unit) && is_digits(last_number(before)) && read(t, unit).is_ok()
    });
    let message = match dotted {
        Some(one) => either(&text, &one),
        None => format!(
            "`{}` behind the comma is a condition of its own; write two terms where both must hold",
            shown(behind)
        ),
    };
    Ok((span, message))
}

fn either(text: &str, one: &str) -> String {
    format!(
        "`{}` is any of several; write {} for one number",
        shown(text),
        shown(one)
    )
}

/// A value as it may be quoted in a message.
fn shown(text: &str) -> String {
    clean(&shorten(text, 40)).into_owned()
}

#[cfg(test)]
mod tests {
    use crate::query::parse;

    #[test]
    fn commas_group_thousands_or_part_values() {
        for (line, want) in [
            ("affected:>1,000,000", "affected:>1M"),
            ("affected:1,000,000", "affected:1M"),
            ("affected:>1,234", "affected:>1234"),
            ("affected:<=12,750", "affected:<=12.75k"),
            ("settlement:>$1,500,000", "settlement:>1.5M"),
            ("settlement:$1,234,567", "settlement:1234567"),
            ("affected:500,000..2,000,000", "affected:500k..2M"),
            ("affected:500..1,500", "affected:500..1.5k"),
            ("affected:1,234..5,678", "affected:1234..5678"),
            ("affected:1,000..", "affected:1k.."),
            ("affected:>1,500k", "affected:>1.5M"),
            ("affected:1,000,5,000", "affected:1k,5k"),
            ("affected:709,1,000,000", "affected:709,=1M"),
            ("affected:\"500,501\"", "affected:500501"),
            ("notify:>1,000", "notify:>1000d"),
            ("notify:>1,000d", "notify:>1000d"),
            ("severity:>=3,000", "severity:>=3000"),
            // These are lists.
            ("affected:709,1.5M", "affected:709,1.5M"),
            ("affected:500k,2M", "affected:500k,2M"),
            ("affected:709,=5M", "affected:709,=5M"),
            ("affected:500,=501,=502", "affected:500,=501,=502"),
            ("affected:1000,501", "affected:1k,501"),
            ("affected:<500,>1M", "affected:<500,>1M"),
            ("affected:<500,=1M", "affected:<500,=1M"),
            ("affected:1,\"100..500\"", "affected:1,\"100..500\""),
            ("affected:<500,600..700", "affected:<500,\"600..700\""),
            ("monitoring:12,24", "monitoring:12,24"),
            ("notify:30d,180d", "notify:30d,180d"),
            ("notify:60,90", "notify:60d,90d"),
            ("severity:3,=5", "severity:3,=5"),
        ] {
            let parsed = parse(line);
            assert_eq!(parsed.errors, [], "{line}");
            let shown = parsed.query.to_string();
            assert_eq!(shown, want, "{line}");
            assert_eq!(parse(&shown).errors, [], "{shown}");
            assert_eq!(parse(&shown).query, parsed.query, "{line}");
        }
    }

    #[test]
    fn what_could_be_one_number_or_several_is_several_and_noted() {
        for (line, want, message) in [
            (
                "affected:500,501",
                "affected:500,=501",
                "`500,501` is any of several; write 500501 for one number",
            ),
            (
                "affected:4,452,782",
                "affected:4,=452,=782",
                "`4,452,782` is any of several; write 4452782 for one number",
            ),
            (
                "affected:100..500,750",
                "affected:100..500,=750",
                "`100..500,750` is any of several; write 100..500750 for one number",
            ),
            (
                "affected:>1,5M",
                "affected:>1,=5M",
                "`>1,5M` is any of several; write >1.5M for one number",
            ),
            (
                "severity:3,5",
                "severity:3,=5",
                "`3,5` is any of several; write 3.5 for one number",
            ),
            (
                "affected:>1M,500",
                "affected:>1M,=500",
                "`500` behind the comma is a condition of its own; write two terms where both must hold",
            ),
        ] {
            let parsed = parse(line);
            assert_eq!(parsed.errors, [], "{line}");
            let note = parsed.note.unwrap();
            assert_eq!(note.message, message);
            assert_eq!(line.split_once(':').map(|(_, v)| v), line.get(note.span));
            let shown = parsed.query.to_string();
            assert_eq!(shown, want, "{line}");
            // As it is shown it says plainly what it means.
            let again = parse(&shown);
            assert_eq!((again.query, again.note), (parsed.query, None), "{line}");
        }
    }

    #[test]
    fn what_is_neither_is_refused() {
        for (line, message, meant) in [
            (
                "affected:1,00,000",
                "`1,00,000` has a group that is not three digits; write 100000",
                Some("100000"),
            ),
            (
                "affected:>1,0000",
                "`>1,0000` has a group that is not three digits; write >10000",
                Some(">10000"),
            ),
            (
                "affected:1'000'000",
                "`1'000'000` is no number of people; write 709, 500k or 1.5M",
                None,
            ),
            (
                "affected:1,000x",
                "`1,000x` is no number of people; write 709, 500k or 1.5M",
                None,
            ),
        ] {
            let parsed = parse(line);
            assert_eq!(parsed.query.terms, [], "{line}");
            let [e] = parsed.errors.as_slice() else {
                panic!("{line}: {:?}", parsed.errors)
            };
            assert_eq!(
                (e.message.as_str(), e.suggestion.as_deref()),
                (message, meant)
            );
        }
    }

    #[test]
    fn thousands_parted_by_blanks_are_noted() {
        let line = "affected:>1 000 000 hims";
        let parsed = parse(line);
        assert_eq!(parsed.errors, []);
        let note = parsed.note.unwrap();
        assert_eq!(line.get(note.span), Some("000 000"));
        assert_eq!(
            note.message,
            "`000 000` is searched as words; write a number without blanks"
        );
        for fine in [
            "000 affected:>1",
            "affected:>1 \"000\"",
            "affected:>5M 360 x",
            "notify:<=60 1000",
            "notify:<=60 360",
        ] {
            let parsed = parse(fine);
            assert_eq!((parsed.errors, parsed.note), (vec![], None), "{fine}");
        }
    }
}
