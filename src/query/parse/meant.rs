//! What a plain word was perhaps meant for: a term of a field (`2023` is a year), or what joins terms in other
//! languages (`or`). It must not know the rows.

use super::{QueryNote, read};
use crate::{
    model::{Date, places::code_of, text::shorten},
    query::{
        Query, Test,
        field::{FIELDS, Kind},
        lex::{Token, quote_if_needed},
        value::{Comparison, Unit, number_text, read_number},
    },
};

/// Signs and words that join terms elsewhere and are searched as words here.
const JOINING: &[&str] = &["or", "not", "|", "||", "&&"];

/// What is to be said of the first word that was perhaps meant to join terms.
pub(super) fn joining(tokens: &[Token]) -> Option<QueryNote> {
    let at = (0..tokens.len()).find(|at| is_joining(tokens, *at))?;
    let token = tokens.get(at)?;
    Some(QueryNote {
        span: token.span.clone(),
        message: format!(
            "`{}` is searched as a word; a space means and, a,b any of, -x not",
            shorten(plain(token)?, 10)
        ),
    })
}

fn is_joining(tokens: &[Token], at: usize) -> bool {
    let beside = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let (before, behind) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
    let Some(word) = beside(Some(at)).and_then(plain) else {
        return false;
    };
    if before.is_none() && behind.is_none() {
        return false;
    }
    let lower = word.to_lowercase();
    // Names have an `and` in them, so that it is told only beside what is no part of a name.
    let shouted = word == "AND";
    let of_no_name = |token: &Token| match plain(token) {
        Some(text) => value(text).is_some() || shouted && text.chars().any(char::is_lowercase),
        None => true,
    };
    JOINING.contains(&lower.as_str())
        || lower == "and" && [before, behind].into_iter().flatten().any(of_no_name)
}

/// The text of a word that is neither excluded nor in quotes.
fn plain(token: &Token) -> Option<&str> {
    let [value] = token.values.as_slice() else {
        return None;
    };
    (token.field.is_none() && !token.negated && !value.quoted).then_some(&value.text)
}

/// The words of a query that were perhaps meant as terms, by their place among its terms, each with the term.
pub fn meant(query: &Query) -> impl Iterator<Item = (usize, String)> {
    let terms = query.terms.iter().enumerate().filter(|(_, t)| !t.negated);
    terms.filter_map(|(at, term)| match &term.test {
        Test::Word(text) | Test::Phrase(text) => Some((at, as_term(text)?)),
        _ => None,
    })
}

fn as_term(text: &str) -> Option<String> {
    date(text).or_else(|| people(text)).or_else(|| value(text))
}

/// A year, or a month or day, of the times that people ask about; or a range of them.
fn date(text: &str) -> Option<String> {
    read::date(text).ok()?;
    let signs = ['>', '<', '=', '≥', '≤'];
    let ends = text.split("..").map(|t| t.trim_start_matches(signs));
    let mut dates = ends
        .filter(|t| !t.is_empty())
        .map(|t| t.parse::<Date>().ok());
    let of_now = |d: &Option<Date>| d.is_some_and(|d| (1900..2100).contains(&d.year()));
    let mut field = "year";
    dates
        .all(|d| {
            if d.is_some_and(|d| d.month().is_some()) {
                field = "known";
            }
            of_now(&d)
        })
        .then(|| format!("{field}:{text}"))
}

/// A number that is none of a date is most often one of people, and seldom an exact one.
fn people(text: &str) -> Option<String> {
    let unit = Unit::People;
    let number = Comparison::read(text, |t| read_number(t, unit)).ok()?;
    let number = match number {
        Comparison::Equal(n) if n < 1000.0 => return None,
        Comparison::Equal(n) => Comparison::MoreOrEqual(n),
        other => other,
    };
    let number = number.display(|n| number_text(*n, unit));
    Some(format!("affected:{number}"))
}

/// Exactly a value of a field; of several fields the first in the table.
fn value(text: &str) -> Option<String> {
    FIELDS.iter().find_map(|field| {
        let id = match field.kind {
            Kind::Words {
                title,
                words,
                groups,
                ..
            } => read::word(title, words, groups, text).ok()?.id,
            Kind::Code { names, .. } => code_of(names, text)?,
            Kind::Flags => read::flag(text).ok()?.id(),
            _ => return None,
        };
        Some(format!("{}:{}", field.id, quote_if_needed(id)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn words_that_join_terms_elsewhere_are_noted() {
        for (line, noted) in [
            ("ransomware or phishing", Some("or")),
            ("data:ssn and method:ransomware", Some("and")),
            ("ransomware AND phishing", Some("AND")),
            ("ransomware and phishing", Some("and")),
            ("hims AND zendesk", Some("AND")),
            ("NOT hims", Some("NOT")),
            ("hims || anthem", Some("||")),
            // Names.
            ("johnson and johnson", None),
            ("JOHNSON AND JOHNSON", None),
            ("hims & hers", None),
            ("or", None),
            ("\"or\" hims", None),
            ("-or hims", None),
            ("org:or hims", None),
            ("oregon", None),
        ] {
            let note = parse(line).note;
            assert_eq!(note.and_then(|n| line.get(n.span)), noted, "{line}");
        }
        assert_eq!(
            parse("a or b").note.map(|n| n.message).as_deref(),
            Some("`or` is searched as a word; a space means and, a,b any of, -x not")
        );
    }

    #[test]
    fn words_are_told_as_terms() {
        for (line, want) in [
            ("2023", Some("year:2023")),
            ("2020..2023", Some("year:2020..2023")),
            (">=2020", Some("year:>=2020")),
            ("2023-07", Some("known:2023-07")),
            ("5000000", Some("affected:>=5M")),
            (">500k", Some("affected:>500k")),
            ("9000", Some("affected:>=9k")),
            ("auxiliary", Some("tier:auxiliary")),
            ("California", Some("state:CA")),
            ("\"health plan\"", Some("sector:health_plan")),
            ("starred", Some("is:starred")),
            ("x theft", Some("type:theft")),
            ("hims", None),
            ("-2023", None),
            ("42", None),
            ("year:2023", None),
        ] {
            let query = parse(line).query;
            let term = meant(&query).next().map(|(_, t)| t);
            assert_eq!(term.as_deref(), want, "{line}");
            if let Some(term) = term {
                assert_eq!(parse(&term).errors, [], "{term}");
            }
        }
    }
}
