//! From arguments to rows: opens the data, reads the query, answers it. It must not know what is done
//! with the rows.

use super::{Failure, Global, Outcome, tell};
use crate::{
    catalog::{
        Catalog,
        open::{Opened, Sources, open},
    },
    model::text::clean,
    query::{self, Answer, Context, Query},
};

/// At most so many faults of data files are told one by one; `check` tells all.
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
pub fn data(global: &Global) -> Result<Data, Failure> {
    let Opened { catalog, faults } = open(&Sources {
        files: global.data.clone(),
        no_bundled: global.no_bundled,
    })?;
    for fault in faults.iter().take(FAULTS_TOLD) {
        tell(&format!("error: {}\n", clean(&fault.to_string())));
    }
    if let Some(more) = faults.len().checked_sub(FAULTS_TOLD).filter(|n| *n > 0) {
        tell(&format!(
            "error: {more} more faults; `breachlens check` names them all\n"
        ));
    }
    Ok(Data {
        catalog,
        faulty: !faults.is_empty(),
    })
}

/// Reads a query that may come as several arguments.
pub fn read_query(words: &[String]) -> Result<Query, Failure> {
    let line = words.join(" ");
    let parsed = query::parse(&line);
    if parsed.errors.is_empty() {
        Ok(parsed.query)
    } else {
        Err(Failure::Query {
            line,
            errors: parsed.errors,
        })
    }
}

/// The rows that answer a query. Outside the explorer nothing is marked or starred.
#[must_use]
pub fn answer(catalog: &Catalog, query: &Query) -> Answer {
    query::answer(catalog, query, &Context::default())
}
