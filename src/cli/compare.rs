//! `breachlens compare`: incidents side by side, and against their peers.

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::{
    Error,
    analysis::compare::{Agreement, Peers, compare},
    model::Incident,
    report::{comparison, doc::Block, json},
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
    /// Only the rows in which they differ; what only some state is counted below them
    #[arg(long)]
    differences: bool,
    /// A column with what the other incidents of this query did
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
        let mut compared = Vec::new();
        for text in &self.what {
            let row = select::one(env, catalog, text)?;
            compared.extend(u32::try_from(row));
            records.extend(catalog.incident(row));
        }
        if let Some(id) = repeated(&records) {
            return Err(Error::usage(format!("`{id}` stands twice"))
                .right("name at least two different incidents")
                .into());
        }
        let peers: Option<Peers> = peers.map(|query| {
            let mut peers = Peers::default();
            let others = catalog.others(&select::answer(catalog, &query).set, &compared);
            for row in others.list() {
                if let Some(r) = catalog.incident(row as usize) {
                    peers.add(&r);
                }
            }
            peers
        });
        let all = compare(&records, peers.as_ref());
        let [differ, partly, same] =
            [Agreement::Differs, Agreement::Partly, Agreement::Same].map(|a| all.count(a));
        let shown = if self.differences {
            all.differences()
        } else {
            all
        };
        let doc = || {
            let mut doc = comparison::doc(&shown);
            if self.differences {
                let rows = differ + partly + same;
                let says = comparison::only_differences(rows, differ, partly);
                doc.push(Block::Text(says));
            }
            doc
        };
        let (width, paint) = (out.width(self.width), out.paint());
        match self.format {
            Format::Table => doc().text(out, width, paint)?,
            Format::Markdown => doc().markdown(out)?,
            Format::Json => {
                let mut value = comparison::as_json(&shown);
                if let (true, Some(map)) = (self.differences, value.as_object_mut()) {
                    let left_out = [(Agreement::Partly, partly), (Agreement::Same, same)];
                    let left_out = left_out.into_iter().map(|(a, n)| (a.id(), n));
                    map.insert("left_out".to_owned(), left_out.collect());
                }
                json::pretty(out, &value)?;
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
