//! From arguments to rows: opens the data, reads the query, answers it. It must not know what is done
//! with the rows.

use super::{Env, Failure, Outcome, progress::Progress, tell};
use crate::{
    Error,
    catalog::{
        Catalog, NameField,
        open::{Opened, Sources, open, untold},
    },
    model::{
        text::{clean, shorten},
        vocabulary::nearest,
    },
    query::{self, Answer, Context, Query, Test, saved},
};
use std::{
    io::{self, IsTerminal},
    path::Path,
};

/// At most so many faults of data files are told one by one; a command that tells all is named.
const FAULTS_TOLD: usize = 20;

/// The opened data, and whether all of it could be read.
pub struct Data {
    /// Every good record.
    pub catalog: Catalog,
    faulty: bool,
}

impl Data {
    /// How a command ends that had something to show, or nothing.
    #[must_use]
    pub const fn outcome(&self, matched: bool) -> Outcome {
        match (self.faulty, matched) {
            (true, _) => Outcome::BadData,
            (false, true) => Outcome::Fine,
            (false, false) => Outcome::NothingMatched,
        }
    }
}

/// Opens what the command line names; faults inside files are told on standard error, and the good
/// records stay.
pub fn data(env: &Env) -> Result<Data, Failure> {
    let progress = Progress::start("reading the records …");
    let Opened { catalog, faults } = open(&Sources {
        files: env.global.data.clone(),
        home: env.global.home(),
        no_bundled: env.global.no_bundled,
        no_match: env.global.no_match,
    })?;
    drop(progress);
    let (told, behind) = faults.split_at(faults.len().min(FAULTS_TOLD));
    for fault in told {
        tell(&format!("error: {}\n", clean(&fault.to_string())));
    }
    if let Some(untold) = untold(told, behind) {
        tell(&format!("error: {}\n", clean(&untold)));
    }
    Ok(Data {
        catalog,
        faulty: !faults.is_empty(),
    })
}

/// Reads a query that may come as several arguments and may name saved ones.
pub fn read_query(env: &Env, words: &[String]) -> Result<Query, Failure> {
    let line = saved::expand(&env.config.queries, &words.join(" "))?;
    let parsed = query::parse(&line);
    if parsed.errors.is_empty() {
        if let Some(note) = parsed.note {
            tell(&format!("note: {}\n", note.message));
        }
        Ok(parsed.query)
    } else {
        Err(Failure::Query {
            line,
            errors: parsed.errors,
        })
    }
}

/// The rows that answer a query. Outside the explorer nothing is marked. A set that there is not is
/// told: an empty answer alone would not say why.
#[must_use]
pub fn answer(catalog: &Catalog, query: &Query) -> Answer {
    for (name, near) in query::unknown_sets(catalog, query) {
        let name = clean(&shorten(&name, 60)).into_owned();
        match near {
            Some(near) => tell(&format!(
                "no set is called `{name}`; did you mean `{near}`?\n"
            )),
            None => tell(&format!(
                "no set is called `{name}`; `breachlens library` lists them\n"
            )),
        }
    }
    let context = Context::of(catalog);
    let answer = query::answer(catalog, query, &context);
    // A person is told why; a script has the exit code.
    if answer.rows.is_empty() && io::stderr().is_terminal() {
        tell(&format!("{}\n", why_nothing(catalog, query, &context)));
    }
    answer
}

/// The query as it was perhaps meant, if that finds something.
fn meant(catalog: &Catalog, query: &Query, context: &Context) -> Option<String> {
    query::meant(query).find_map(|(at, meant)| {
        let mut other = query.clone();
        let term = query::parse(&meant).query.terms.into_iter().next()?;
        *other.terms.get_mut(at)? = term;
        let found = query::answer(catalog, &other, context);
        (!found.rows.is_empty()).then(|| other.to_string())
    })
}

/// That nothing matches, and what was perhaps meant or which term removes the most.
fn why_nothing(catalog: &Catalog, query: &Query, context: &Context) -> String {
    if catalog.is_empty() {
        return "no incident matches; what was read holds none: name another list with --data, or leave \
                --no-bundled out"
            .to_owned();
    }
    let words = query.terms.iter().filter_map(|t| match &t.test {
        Test::Word(word) if !t.negated => Some(word),
        _ => None,
    });
    // Other programs take a list as it is.
    if let Some(file) = words.into_iter().find(|w| Path::new(w).is_file()) {
        let file = clean(&shorten(file, 200)).into_owned();
        return format!("no incident matches; {file} is a file: --data {file} reads it");
    }
    if let Some(meant) = meant(catalog, query, context) {
        let meant = clean(&shorten(&meant, 200)).into_owned();
        return format!("no incident matches; perhaps meant: {meant}");
    }
    let (memory, pace) = (&mut query::Memory::default(), query::Pace::steady());
    let relief = query::plan::relief(catalog, query, context, memory, pace).unwrap_or_default();
    let most = relief.iter().zip(&query.terms).max_by_key(|(n, _)| **n);
    match most.filter(|(n, _)| **n > 0 && query.terms.len() > 1) {
        Some((n, term)) => format!("no incident matches; without {term} there would be {n}"),
        None => "no incident matches; `breachlens fields` lists what can be asked".to_owned(),
    }
}

/// The rows of ids, when every word is an id.
#[must_use]
pub fn ids(catalog: &Catalog, words: &[String]) -> Option<Vec<usize>> {
    words.iter().map(|w| catalog.row_of(w)).collect()
}

/// The rows of ids, or those of a query, in order.
pub fn ids_or_query(env: &Env, catalog: &Catalog, words: &[String]) -> Result<Vec<usize>, Failure> {
    if !words.is_empty()
        && let Some(rows) = ids(catalog, words)
    {
        return Ok(rows);
    }
    let rows = answer(catalog, &read_query(env, words)?).rows;
    Ok(rows.into_iter().map(|r| r as usize).collect())
}

/// The rows of ids; when none of the words is an id, the one row that they find as one query.
pub fn one_query_or_each(
    env: &Env,
    catalog: &Catalog,
    words: &[String],
) -> Result<Vec<usize>, Failure> {
    if let Some(rows) = ids(catalog, words) {
        return Ok(rows);
    }
    if words.iter().any(|w| catalog.row_of(w).is_some()) {
        return words.iter().map(|w| one(env, catalog, w)).collect();
    }
    Ok(vec![one(env, catalog, &words.join(" "))?])
}

/// At most so many incidents are named when a query finds several.
const NAMED: usize = 8;

/// The row of an id, or the one row that a query finds. Of several rows, the one whose organization has
/// these very words in its names is meant, when it is the only one.
pub fn one(env: &Env, catalog: &Catalog, text: &str) -> Result<usize, Failure> {
    if let Some(row) = catalog.row_of(text) {
        return Ok(row);
    }
    let query = read_query(env, std::slice::from_ref(&text.to_owned()))?;
    let answer = answer(catalog, &query);
    let only_words = query.words().len() == query.terms.len();
    let named = || {
        let mut named = catalog
            .names(NameField::Organization)
            .containing(text, catalog.len());
        named.and(&answer.set);
        let mut rows = named.iter();
        let first = rows.next();
        first.filter(|_| rows.next().is_none())
    };
    match answer.rows.as_slice() {
        [row] => Ok(*row as usize),
        [] => Err(Failure::Nothing(nothing(catalog, text))),
        rows => match only_words.then(named).flatten() {
            Some(row) => Ok(row as usize),
            None => {
                let ids = rows.iter().take(NAMED).map(|r| catalog.id(*r as usize));
                let more = rows.len().saturating_sub(NAMED);
                let mut list = ids.collect::<Vec<_>>().join(", ");
                if more > 0 {
                    list.push_str(&format!(" and {more} more"));
                }
                let n = rows.len();
                Err(
                    Error::usage(format!("`{}` finds {n} incidents", shorten(text, 60)))
                        .right(format!("name one by its id: {list}"))
                        .into(),
                )
            }
        },
    }
}

/// That nothing is found, and which id was perhaps meant.
fn nothing(catalog: &Catalog, text: &str) -> String {
    let ids = (0..catalog.len()).map(|row| catalog.id(row));
    let near = nearest(text, ids)
        .map(|id| format!("; did you mean `{id}`?"))
        .unwrap_or_else(|| "; `breachlens list` shows what there is".to_owned());
    format!("nothing matches `{}`{near}", shorten(text, 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_answer_says_what_was_perhaps_meant() {
        let opened = open(&Sources::default()).unwrap();
        let catalog = opened.catalog;
        let context = Context::of(&catalog);
        for (line, want) in [
            ("2023", "no incident matches; perhaps meant: year:2023"),
            (
                "2023 method:ransomware",
                "no incident matches; perhaps meant: year:2023 method:ransomware",
            ),
            (
                "auxiliary",
                "no incident matches; perhaps meant: tier:auxiliary",
            ),
            (
                "500000",
                "no incident matches; perhaps meant: affected:>=500k",
            ),
            // The tests run where this file is.
            (
                "Cargo.toml",
                "no incident matches; Cargo.toml is a file: --data Cargo.toml reads it",
            ),
            // That would find nothing either.
            (
                "1901",
                "no incident matches; `breachlens fields` lists what can be asked",
            ),
        ] {
            let query = query::parse(line).query;
            assert_eq!(why_nothing(&catalog, &query, &context), want, "{line}");
        }
    }
}
