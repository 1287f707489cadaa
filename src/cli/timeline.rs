//! `breachlens timeline`: what happened when.

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::{
    analysis::timeline::Timeline as Events,
    report::{
        doc::{Block, Doc},
        json, timelines, verdicts,
    },
};
use clap::{Args, ValueEnum};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens timeline hims-hers-2026
      its events, with days from detection and the gaps between them
  breachlens timeline method:ransomware state:CA --limit 3
      the three latest of a query
  breachlens timeline event:ransom_paid --format json | jq '.[].events[].date'
      dates with their precision, for a script";

/// Arguments of `timeline`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Timeline {
    /// Ids, or a query
    #[arg(required = true, value_name = "QUERY", value_parser = args::typed)]
    what: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// At most so many incidents
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Fit the tables to so many columns, even in a pipe; 0 cuts nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// An array of incidents with their events
    Json,
    /// For a document
    Markdown,
}

impl Timeline {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let data = select::data(env)?;
        let catalog = &data.catalog;
        let rows = select::ids_or_query(env, catalog, &self.what)?;
        let shown = rows.iter().take(self.limit.unwrap_or(usize::MAX));
        let records = shown.filter_map(|r| catalog.incident(*r));
        let (width, paint) = (out.width(self.width), out.paint());
        match self.format {
            Format::Json => json::array(out, records.map(|r| timelines::as_json(&r)))?,
            Format::Text | Format::Markdown => {
                for (at, r) in records.enumerate() {
                    let mut doc = Doc::default();
                    match Events::of(&r) {
                        Some(t) => {
                            let zero = timelines::zero_text(&t);
                            doc.push(Block::Title(format!(
                                "{} ({}): {zero}",
                                r.organization, r.id
                            )));
                            doc.push(timelines::table(&r, &t));
                            verdicts::push_clocks(&r, &mut doc);
                        }
                        None => doc.push(Block::Title(format!(
                            "{} ({}): no event is stated",
                            r.organization, r.id
                        ))),
                    }
                    if at > 0 {
                        writeln!(out)?;
                    }
                    match self.format {
                        Format::Markdown => doc.markdown(out)?,
                        _ => doc.text(out, width, paint)?,
                    }
                }
            }
        }
        Ok(data.outcome(!rows.is_empty()))
    }
}
