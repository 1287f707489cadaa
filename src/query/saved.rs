//! Saved queries: `@name` in a query stands for the text that the settings give it. It must not know
//! where they are kept.

use super::{
    complete::{Completion, Completions},
    lex::{Token, tokens},
};
use crate::{
    error::Error,
    model::text::{clean, shorten},
    model::vocabulary::nearest,
};
use std::collections::BTreeMap;

/// A saved query may name others, so deep.
const DEPTH: usize = 8;

/// Saved queries that name each other many times over would fill any memory.
const LONGEST: usize = 10_000;

/// Whether a query can have this name.
///
/// # Errors
/// What a name is made of, when it is made of anything else.
pub fn check_name(name: &str) -> Result<(), Error> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(fits) {
        return Ok(());
    }
    let shown = clean(&shorten(name, 40)).into_owned();
    Err(Error::data(format!("`{shown}` cannot name a query"))
        .right("a name is made of letters, digits, `_` and `-`"))
}

/// The name that a token stands for; quotes make it a word.
fn named(token: &Token) -> Option<&str> {
    match (&token.field, token.values.as_slice()) {
        (None, [value]) if !value.quoted => value.text.strip_prefix('@'),
        _ => None,
    }
}

/// The saved queries that could stand at byte `cursor` of the line; `None` where no name begins.
#[must_use]
pub fn complete(
    saved: &BTreeMap<String, String>,
    line: &str,
    cursor: usize,
) -> Option<Completions> {
    let here = |t: &Token| t.span.start < cursor && cursor <= t.span.end && !t.negated;
    let tokens = tokens(line);
    let token = tokens.iter().find(|t| here(t))?;
    let typed = named(token)?.to_lowercase();
    let fits = saved
        .iter()
        .filter(|(name, _)| name.to_lowercase().starts_with(&typed));
    let items = fits.map(|(name, text)| Completion {
        insert: expand(saved, text).unwrap_or_else(|_| format!("@{name}")),
        word: format!("@{name}"),
        meaning: text.clone(),
        count: None,
    });
    Some(Completions {
        span: token.span.clone(),
        items: items.collect(),
    })
}

/// The line with every `@name` replaced; quotes make it a word.
///
/// # Errors
/// A name that is not saved, one that is excluded by `-`, or names that name each other.
pub fn expand(saved: &BTreeMap<String, String>, line: &str) -> Result<String, Error> {
    expand_to(saved, line, DEPTH)
}

fn expand_to(saved: &BTreeMap<String, String>, line: &str, depth: usize) -> Result<String, Error> {
    let mut out = String::new();
    let mut from = 0;
    for token in tokens(line) {
        let Some(name) = named(&token).filter(|n| !n.is_empty()) else {
            continue;
        };
        let shown = clean(&shorten(name, 40)).into_owned();
        if token.negated {
            return Err(
                Error::usage(format!("`-@{shown}`: a saved query cannot be excluded"))
                    .right("exclude its terms one by one"),
            );
        }
        let Some(text) = saved.get(name) else {
            let right = match nearest(name, saved.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `@{near}`?"),
                None => "quotes make it a word; ctrl-s in the explorer saves one, or [queries] in the settings".to_owned(),
            };
            return Err(Error::usage(format!("no query is saved as `@{shown}`")).right(right));
        };
        let deeper = depth.checked_sub(1).ok_or_else(|| {
            Error::usage(format!("the saved query `@{shown}` names itself"))
                .right("write its terms out")
        })?;
        out.push_str(line.get(from..token.span.start).unwrap_or_default());
        out.push_str(&expand_to(saved, text, deeper)?);
        if out.len() > LONGEST {
            return Err(
                Error::usage(format!("the saved query `@{shown}` becomes too long")).right(
                    format!("saved queries may stand for up to {LONGEST} bytes together"),
                ),
            );
        }
        from = token.span.end;
    }
    out.push_str(line.get(from..).unwrap_or_default());
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_their_texts() {
        let saved: BTreeMap<String, String> = [
            ("un", "data:ssn -measure:credit_monitoring"),
            ("big-un", "@un affected:>1M"),
            ("a", "@b"),
            ("b", "@a"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into();
        for (line, want) in [
            (
                "@un year:2024",
                "data:ssn -measure:credit_monitoring year:2024",
            ),
            (
                "x  @big-un",
                "x  data:ssn -measure:credit_monitoring affected:>1M",
            ),
            ("\"@un\" org:@un @", "\"@un\" org:@un @"),
            ("", ""),
        ] {
            assert_eq!(expand(&saved, line).unwrap(), want);
        }
        for (line, want) in [
            ("@um", "no query is saved as `@um`; did you mean `@un`?"),
            ("-@un", "`-@un`: a saved query cannot be excluded"),
            ("@a", "names itself"),
        ] {
            let error = expand(&saved, line).unwrap_err().to_string();
            assert!(error.contains(want), "{error}");
        }
    }
}
