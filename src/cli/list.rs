//! `breachlens list`: the incidents that answer a query, a row each.

use super::{Failure, Global, Outcome, args, output::Output, select};
use crate::report::json;
use clap::{Args, ValueEnum};

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct List {
    /// What to list; everything when there is no query
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    format: Format,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Formats of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// An array of whole records in our own format
    Json,
    /// One whole record a line
    Jsonl,
}

impl List {
    pub fn run(&self, global: &Global, out: &mut Output) -> Result<Outcome, Failure> {
        let query = select::read_query(&self.query)?;
        let data = select::data(global)?;
        let catalog = &data.catalog;
        let rows = select::answer(catalog, &query).rows;
        let shown = rows.iter().take(self.limit.unwrap_or(usize::MAX));
        let records = shown.filter_map(|r| catalog.incident(*r as usize));
        match self.format {
            Format::Json => json::array(out, records)?,
            Format::Jsonl => json::lines(out, records)?,
        }
        Ok(data.outcome(!rows.is_empty()))
    }
}
