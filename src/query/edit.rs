//! Edits a query line the way a person would: only the term that is meant changes, the rest of the
//! line stays as it was typed. Facets, headers, charts and the palette all change the query here.

use super::{
    Test,
    field::Field,
    lex::{closed, quote_if_needed, tokens},
    parse,
    sort::first_direction_descending,
};
use std::ops::Range;

/// Whether a value is asked for, excluded, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Not in the query.
    Free,
    /// `field:value`
    Wanted,
    /// `-field:value`
    Excluded,
}

/// How a value stands in the line.
#[must_use]
pub fn choice(line: &str, field: &Field, value: &str) -> Choice {
    match find(line, field, value) {
        None => Choice::Free,
        Some(found) if found.negated => Choice::Excluded,
        Some(_) => Choice::Wanted,
    }
}

/// Asks for a value, or takes the wish back if it stands there already. A second value of the same
/// field joins the first term with a comma (any of them).
#[must_use]
pub fn toggle(line: &str, field: &Field, value: &str) -> String {
    let line = &*closed(line);
    match find(line, field, value) {
        Some(found) => found.removed(line),
        None => match terms_of(line, field).find(|t| !t.negated) {
            Some(term) => splice(
                line,
                term.end..term.end,
                &format!(",{}", quote_if_needed(value)),
            ),
            None => append(line, &format!("{}:{}", field.id, quote_if_needed(value))),
        },
    }
}

/// Excludes a value, or takes the exclusion back.
#[must_use]
pub fn exclude(line: &str, field: &Field, value: &str) -> String {
    let line = &*closed(line);
    match find(line, field, value) {
        Some(found) if found.negated => found.removed(line),
        Some(found) => append(
            &found.removed(line),
            &format!("-{}:{}", field.id, quote_if_needed(value)),
        ),
        None => append(line, &format!("-{}:{}", field.id, quote_if_needed(value))),
    }
}

/// Sets the order to one field. The same field again turns the direction round; then the order goes
/// back to the start. `add` keeps the other keys and sorts by this one after them.
#[must_use]
pub fn sort_by(line: &str, field: &Field, add: bool) -> String {
    let keys = parse(line).query.sort;
    let first = first_direction_descending(field);
    let now = keys.iter().find(|k| k.field == field).map(|k| k.descending);
    let kept: Vec<(String, bool)> = keys
        .iter()
        .filter(|k| add && k.field != field)
        .map(|k| (k.field.id.to_owned(), k.descending))
        .collect();
    let next = match now {
        None => Some(first),
        Some(direction) if direction == first => Some(!first),
        Some(_) => None,
    };
    let all = kept
        .into_iter()
        .chain(next.map(|d| (field.id.to_owned(), d)));
    let mut out = without_sort(line);
    for (id, descending) in all {
        out = append(
            &out,
            &format!("sort:{}{id}", if descending { "-" } else { "" }),
        );
    }
    out
}

/// The line without the term at a place among the parsed terms.
#[must_use]
pub fn without_term(line: &str, at: usize) -> String {
    match parse(line).query.terms.get(at) {
        Some(term) => splice(line, term.span.clone(), ""),
        None => line.to_owned(),
    }
}

/// The line with one more term at its end.
#[must_use]
pub fn append(line: &str, term: &str) -> String {
    let line = closed(line);
    let line = line.trim_end();
    if line.is_empty() {
        term.to_owned()
    } else {
        format!("{line} {term}")
    }
}

/// Adds terms that must all hold, whatever else the line asks; if the line has every one of them
/// already, takes them back. Unlike [`toggle`] this never widens the answer.
#[must_use]
pub fn narrow(line: &str, terms: &[String]) -> String {
    let place = |line: &str, wanted: &str| {
        let wanted = parse(wanted).query.terms;
        let wanted = wanted.first()?;
        parse(line).query.terms.iter().position(|t| t == wanted)
    };
    if terms.iter().all(|t| place(line, t).is_some()) {
        return terms.iter().fold(line.to_owned(), |line, term| {
            place(&line, term).map_or(line.clone(), |at| without_term(&line, at))
        });
    }
    terms
        .iter()
        .fold(line.to_owned(), |line, term| match place(&line, term) {
            Some(_) => line,
            None => append(&line, term),
        })
}

fn without_sort(line: &str) -> String {
    let mut out = line.to_owned();
    for token in tokens(line)
        .iter()
        .rev()
        .filter(|t| t.field.as_deref() == Some("sort"))
    {
        out = splice(&out, token.span.clone(), "");
    }
    out
}

/// A value found in a line: where it stands, and whether it is the only one of its term.
struct Found {
    negated: bool,
    term: Range<usize>,
    value: Range<usize>,
    alone: bool,
}

impl Found {
    fn removed(&self, line: &str) -> String {
        if self.alone {
            return splice(line, self.term.clone(), "");
        }
        // The comma before the value goes with it, or else the one behind.
        let bytes = line.as_bytes();
        let span = if self.value.start > 0 && bytes.get(self.value.start - 1) == Some(&b',') {
            self.value.start - 1..self.value.end
        } else {
            self.value.start..(self.value.end + 1).min(line.len())
        };
        splice(line, span, "")
    }
}

struct TermOf {
    negated: bool,
    end: usize,
}

fn terms_of(line: &str, field: &Field) -> impl Iterator<Item = TermOf> {
    tokens(line)
        .into_iter()
        .filter(move |t| t.field.as_deref() == Some(field.id))
        .map(|t| TermOf {
            negated: t.negated,
            end: t.span.end,
        })
}

/// Finds a value of a field by meaning: `data:Social-Security-Number` is found as `ssn`.
fn find(line: &str, field: &Field, value: &str) -> Option<Found> {
    for token in tokens(line)
        .into_iter()
        .filter(|t| t.field.as_deref() == Some(field.id))
    {
        for v in &token.values {
            let read = parse(&format!("{}:{}", field.id, quote_if_needed(&v.text)))
                .query
                .terms;
            let same = match read.first().map(|t| &t.test) {
                Some(Test::Words(_, list)) => list.iter().any(|w| w.id == value),
                Some(Test::Texts(_, list)) => list.iter().any(|t| t == value),
                Some(Test::Numbers(..) | Test::Dates(..) | Test::Stated(..) | Test::Flags(..)) => {
                    v.text == value
                }
                _ => false,
            };
            if same {
                return Some(Found {
                    negated: token.negated,
                    term: token.span.clone(),
                    value: v.span.clone(),
                    alone: token.values.len() == 1,
                });
            }
        }
    }
    None
}

/// Replaces a piece of the line; where the piece goes away, no double blank is left.
fn splice(line: &str, span: Range<usize>, with: &str) -> String {
    let before = line.get(..span.start).unwrap_or_default();
    let after = line.get(span.end..).unwrap_or_default();
    if with.is_empty() && (before.is_empty() || before.ends_with(' ')) {
        return format!("{before}{}", after.trim_start())
            .trim_end()
            .to_owned();
    }
    format!("{before}{with}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::field;

    #[test]
    fn edits_touch_only_what_is_meant() {
        let f = |id| field::find(id).unwrap();
        for (line, id, value, want) in [
            ("", "data", "ssn", "data:ssn"),
            ("Hims  x", "data", "ssn", "Hims  x data:ssn"),
            ("data:ssn x", "data", "ssn", "x"),
            ("a data:ssn,name b", "data", "ssn", "a data:name b"),
            ("a data:name,ssn b", "data", "ssn", "a data:name b"),
            ("a data:name b", "data", "ssn", "a data:name,ssn b"),
            ("data:Social-Security-Number", "data", "ssn", ""),
            ("-data:ssn", "data", "name", "-data:ssn data:name"),
            ("-data:ssn a", "data", "ssn", "a"),
            ("a mesure:x", "state", "CA", "a mesure:x state:CA"),
            ("year:2020", "year", "2021", "year:2020,2021"),
        ] {
            assert_eq!(toggle(line, f(id), value), want, "{line}");
        }
        assert_eq!(
            exclude("data:ssn,name", f("data"), "ssn"),
            "data:name -data:ssn"
        );
        assert_eq!(exclude("-data:ssn", f("data"), "ssn"), "");
        assert_eq!(choice("-data:ssn", f("data"), "ssn"), Choice::Excluded);
    }

    #[test]
    fn a_header_turns_round_and_lets_go() {
        let affected = field::find("affected").unwrap();
        let org = field::find("org").unwrap();
        assert_eq!(sort_by("a sort:known", affected, false), "a sort:-affected");
        assert_eq!(
            sort_by("a sort:-affected", affected, false),
            "a sort:affected"
        );
        assert_eq!(sort_by("sort:affected a", affected, false), "a");
        assert_eq!(sort_by("", org, false), "sort:org");
        assert_eq!(
            sort_by("sort:org", affected, true),
            "sort:org sort:-affected"
        );
    }

    #[test]
    fn narrowing_never_widens_and_can_be_taken_back() {
        for (line, terms, want) in [
            ("", &["data:ssn"][..], "data:ssn"),
            ("data:name", &["data:ssn"], "data:name data:ssn"),
            (
                "tier:core,auxiliary",
                &["tier:core"],
                "tier:core,auxiliary tier:core",
            ),
            ("a Data:Social-Security-Number b", &["data:ssn"], "a b"),
            (
                "notify:>60",
                &["notify:91..120"],
                "notify:>60 notify:91..120",
            ),
            (
                "x penalty:>=1M",
                &["penalty:>=1M", "penalty:<2M"],
                "x penalty:>=1M penalty:<2M",
            ),
            (
                "penalty:>=1M penalty:<2M",
                &["penalty:>=1M", "penalty:<2M"],
                "",
            ),
            ("data:ssn", &["-data:ssn"], "data:ssn -data:ssn"),
        ] {
            let terms: Vec<String> = terms.iter().map(|t| (*t).to_owned()).collect();
            assert_eq!(narrow(line, &terms), want, "{line}");
        }
    }

    #[test]
    fn one_term_can_be_dropped() {
        assert_eq!(without_term("a data:ssn \"b c\"", 1), "a \"b c\"");
    }
}
