//! `breachlens compare`: incidents side by side, and against their peers.

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::{
    Error,
    analysis::compare::{Peers, compare},
    model::Incident,
    report::{comparison, json},
};
use clap::{Args, ValueEnum};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens compare healthec-2023 hims-hers-2026
      two incidents side by side
  breachlens compare healthec-2023 org:episource --differences
      only where they differ; a query that finds one incident stands for its id
  breachlens compare healthec-2023 amca-2019 --peers role:business_associate
      with what the business associates in the data did";

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Compare {
    /// Ids, or queries that find one incident each
    #[arg(required = true, num_args = 2.., value_name = "ID", value_parser = args::typed)]
    what: Vec<String>,
    /// Only the rows in which they differ
    #[arg(long)]
    differences: bool,
    /// A column with what the incidents of this query did
    #[arg(long, value_name = "QUERY", value_parser = args::typed)]
    peers: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Fit the table to so many columns, even in a pipe; 0 cuts nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// Every cell with its value and its state
    Json,
    /// For a document
    Markdown,
}

impl Compare {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let peers = self
            .peers
            .as_ref()
            .map(|q| select::read_query(env, std::slice::from_ref(q)))
            .transpose()?;
        let data = select::data(env)?;
        let catalog = &data.catalog;
        let mut records: Vec<Incident> = Vec::new();
        for text in &self.what {
            let row = select::one(env, catalog, text)?;
            records.extend(catalog.incident(row));
        }
        if let Some(id) = repeated(&records) {
            return Err(Error::usage(format!("`{id}` stands twice"))
                .right("name at least two different incidents")
                .into());
        }
        let peers: Option<Peers> = peers.map(|query| {
            let mut peers = Peers::default();
            for row in select::answer(catalog, &query).rows {
                if let Some(r) = catalog.incident(row as usize) {
                    peers.add(&r);
                }
            }
            peers
        });
        let mut comparison = compare(&records, peers.as_ref());
        if self.differences {
            comparison = comparison.differences();
        }
        let (width, paint) = (out.width(self.width), out.paint());
        match self.format {
            Format::Table => comparison::doc(&comparison).text(out, width, paint)?,
            Format::Markdown => comparison::doc(&comparison).markdown(out)?,
            Format::Json => {
                json::pretty(out, &comparison::as_json(&comparison))?;
                writeln!(out)?;
            }
        }
        Ok(data.outcome(true))
    }
}

/// An id that stands more than once.
fn repeated(records: &[Incident]) -> Option<&str> {
    let ids = || records.iter().map(|r| r.id.as_str());
    ids()
        .enumerate()
        .find(|(at, id)| ids().take(*at).any(|other| other == *id))
        .map(|(_, id)| id)
}
