//! `breachlens show`: whole records.

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::{
    model::Incident,
    report::{json, record},
};
use clap::{Args, ValueEnum};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens show healthec-2023
      everything that the record states, with its sources
  breachlens show healthec-2023 hims-hers-2026 --format jsonl > two.jsonl
      two records in our own format, one a line; `--data two.jsonl` reads them back
  breachlens show org:vastaamo --format markdown
      the only incident that a query finds, for a report";

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Show {
    /// Ids, or a query that finds one incident
    #[arg(required = true, value_name = "ID", value_parser = args::typed)]
    what: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Fit the text to so many columns, even in a pipe; 0 wraps nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// The record in our own format; several records are an array
    Json,
    /// One record a line
    Jsonl,
    /// For a document
    Markdown,
}

impl Show {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let data = select::data(env)?;
        let rows = select::one_query_or_each(env, &data.catalog, &self.what)?;
        let records: Vec<Incident> = rows
            .iter()
            .filter_map(|r| data.catalog.incident(*r))
            .collect();
        let (width, paint) = (out.width(self.width), out.paint());
        match (self.format, records.as_slice()) {
            (Format::Json, [one]) => {
                json::pretty(out, one)?;
                writeln!(out)?;
            }
            (Format::Json, all) => json::array(out, all)?,
            (Format::Jsonl, all) => json::lines(out, all)?,
            (Format::Text | Format::Markdown, all) => {
                for (at, r) in all.iter().enumerate() {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    let doc = match rows.get(at).and_then(|row| u32::try_from(*row).ok()) {
                        Some(row) => record::doc_of_row(&data.catalog, row, r),
                        None => record::doc(r),
                    };
                    if self.format == Format::Markdown {
                        doc.markdown(out)?;
                    } else {
                        doc.text(out, width, paint)?;
                    }
                }
            }
        }
        Ok(data.outcome(true))
    }
}
