//! What ends a command early, how it is told on standard error, and its exit code.

use crate::{
    error::{Error, Kind},
    model::text::{clean, shorten},
    query::{Field, QueryError, field::find, lex::tokens},
    report::table::columns,
};
use std::io;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read the output has gone; nothing is to be said.
    Closed,
    /// What was asked for is not there.
    Nothing(String),
    /// Somebody stopped it.
    Stopped(String),
    /// A fault of the command line, of a file or of the system.
    Fault(Error),
    /// The query cannot be read.
    Query {
        /// The line as it was read.
        line: String,
        /// What is wrong with it.
        errors: Vec<QueryError>,
    },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Fault(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Fault(
                Error::data(format!("cannot write the output: {error}"))
                    .right("see that there is room where it goes"),
            )
        }
    }
}

impl Failure {
    /// The exit code that it means.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Nothing(_) => 1,
            // As a shell tells a program that Ctrl-C ended.
            Self::Stopped(_) => 130,
            Self::Fault(error) => error.kind.exit_code(),
            Self::Query { .. } => Kind::Usage.exit_code(),
        }
    }

    /// What to say about it; nothing for a closed pipe.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Closed => String::new(),
            Self::Nothing(what) | Self::Stopped(what) => {
                format!("{}\n", clean(&shorten(what, LONGEST)))
            }
            Self::Fault(error) => {
                format!("error: {}\n", clean(&shorten(&error.to_string(), LONGEST)))
            }
            Self::Query { line, errors } => errors.iter().map(|e| query_message(line, e)).collect(),
        }
    }
}

/// No message is longer, whatever it quotes.
const LONGEST: usize = 2_000;

/// So many characters of a query are shown on either side of a place.
const AROUND: usize = 200;

/// What a query's message says where there is no Tab that could complete it.
pub fn untyped(line: &str, error: &QueryError) -> String {
    let lists = match field_at(line, error.span.start) {
        Some(field) => format!("`breachlens fields {}` lists", field.id),
        None => "`breachlens fields` lists".to_owned(),
    };
    error.message.replace("Tab lists", &lists)
}

/// The sentence, the line with a mark under the place, and the line as it was perhaps meant.
fn query_message(line: &str, error: &QueryError) -> String {
    let before = line.get(..error.span.start).unwrap_or_default();
    let wrong = line.get(error.span.clone()).unwrap_or_default();
    let after = line.get(error.span.end..).unwrap_or_default();
    // Of a long line, what stands around the place.
    let from = before.char_indices().rev().nth(AROUND - 1);
    let from = from.map_or(0, |(at, _)| at);
    let cut = format!("…{}", before.get(from..).unwrap_or_default());
    let before = if from > 0 { cut.as_str() } else { before };
    let (wrong, after) = (shorten(wrong, AROUND), shorten(after, AROUND));
    let (wrong, after) = (wrong.as_ref(), after.as_ref());
    // The pieces are cleaned one by one, so that the mark stands right whatever cleaning changed.
    let (before, wrong, after) = (clean(before), clean(wrong), clean(after));
    let mut message = untyped(line, error);
    if error.unfinished && field_at(line, error.span.start).is_some_and(Field::is_ordered) {
        // What stands behind > or < without quotes has become the name of a file.
        message.push_str("; in a shell, quote a query with > or <");
    }
    let mut out = format!(
        "error: {}\n  {before}{wrong}{after}\n  {}{}\n",
        clean(&message),
        " ".repeat(columns(&before)),
        "^".repeat(columns(&wrong).max(1)),
    );
    if let Some(meant) = &error.suggestion {
        let meant = clean(&shorten(meant, 60)).into_owned();
        out.push_str(&format!("perhaps meant: {before}{meant}{after}\n"));
    }
    out
}

/// The field of the term that stands at a place.
fn field_at(line: &str, at: usize) -> Option<&'static Field> {
    let token = tokens(line)
        .into_iter()
        .find(|t| t.span.start <= at && at < t.span.end)?;
    find(&token.field?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lists_the_words_is_named_and_so_is_the_quoting_of_a_shell() {
        for (line, want) in [
            (
                "data:zzz",
                "`zzz` is no data type; `breachlens fields data` lists them",
            ),
            (
                "x -safe:ssn,zzzz",
                "`zzzz` is no data type; `breachlens fields safe` lists them",
            ),
            (
                "clock:foo",
                "`foo` is no notification rule; `breachlens fields clock` lists them",
            ),
            (
                "has:zzz",
                "has: `zzz` is neither a field nor an event; `breachlens fields has` lists them",
            ),
            (
                "sort:zzz",
                "cannot sort by `zzz`; `breachlens fields sort` lists the fields",
            ),
            (
                "zzzzzz:x",
                "zzzzzz: no such field; `breachlens fields` lists them, and quotes make it a word",
            ),
            (
                "affected:",
                "affected: needs a value, such as affected:500k..2M; in a shell, quote a query with > or <",
            ),
            (
                "x notify: y",
                "notify: needs a value, such as notify:>60d; in a shell, quote a query with > or <",
            ),
            (
                "known:",
                "known: needs a value, such as known:>=2025; in a shell, quote a query with > or <",
            ),
            ("org:", "org: needs a value, such as org:\"yale new haven\""),
        ] {
            let errors = crate::query::parse(line).errors;
            let failure = Failure::Query {
                line: line.into(),
                errors,
            };
            let message = failure.message();
            let said = message
                .lines()
                .next()
                .and_then(|l| l.strip_prefix("error: "));
            assert_eq!(said, Some(want), "{line}");
        }
    }

    #[test]
    fn a_query_error_shows_its_place_and_what_was_meant() {
        let line = "org:病院 mesure:x data:ssn";
        let errors = crate::query::parse(line).errors;
        let failure = Failure::Query {
            line: line.into(),
            errors,
        };
        assert_eq!(
            failure.message(),
            "error: mesure: no such field; did you mean measure: ?\n  \
             org:病院 mesure:x data:ssn\n  \
             \u{20}        ^^^^^^\n\
             perhaps meant: org:病院 measure:x data:ssn\n"
        );
        assert_eq!(failure.exit_code(), 2);
    }
}
