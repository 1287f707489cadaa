//! `breachlens stats`: figures of the incidents that answer a query, alone or by the values of a field.
//! Every share says of how many, and how many records do not state it.

mod data;
mod doc;

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::{
    Error,
    model::{text::shorten, vocabulary::nearest},
    query::{FIELDS, Field, Kind, field::find},
    report::json,
};
use clap::{Args, ValueEnum};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens stats
      people, intervals, measures, data and monitoring over the whole dataset
  breachlens stats data:ssn --by year
      the same query year by year: incidents, people, days to letters
  breachlens stats method:ransomware --by sector --format csv > sectors.csv
      for a spreadsheet; every figure beside what it is out of";

/// Arguments of `stats`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Stats {
    /// Which incidents; all of them when there is no query
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
    /// A line for each value of this field: year, method, sector, measure, data, state, tier, …
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Fit the tables to so many columns, even in a pipe; 0 cuts nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading; with bars on a terminal
    Table,
    /// Every figure with what it is out of
    Json,
    /// For spreadsheets; only with --by
    Csv,
    /// For a document
    Markdown,
}

impl Stats {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let by = self.by.as_deref().map(grouping).transpose()?;
        if self.format == Format::Csv && by.is_none() {
            return Err(Error::usage("csv needs --by")
                .right("name a field, such as `--by year`, or write json")
                .into());
        }
        let query = select::read_query(env, &self.query)?;
        let data = select::data(env)?;
        let rows = select::answer(&data.catalog, &query).rows;
        let (width, paint) = (out.width(self.width), out.paint());
        // Bars are drawn where a person looks; a script gets figures.
        let bars = out.is_terminal;
        match (by, self.format) {
            (None, Format::Json) => {
                json::pretty(out, &data::whole(&data.catalog, &rows))?;
                writeln!(out)?;
            }
            (Some(field), Format::Json) => {
                json::pretty(out, &data::by(&data.catalog, field, &rows))?;
                writeln!(out)?;
            }
            (Some(field), Format::Csv) => data::by_csv(&data.catalog, field, &rows, out)?,
            (by, format) => {
                // A document is not cut.
                let fitted = width.filter(|_| format != Format::Markdown);
                let doc = match by {
                    None => doc::whole(&data.catalog, &rows, bars),
                    Some(field) => doc::by(&data.catalog, field, &rows, bars, fitted),
                };
                if format == Format::Markdown {
                    doc.markdown(out)?;
                } else {
                    doc.text(out, width, paint)?;
                }
            }
        }
        Ok(data.outcome(!rows.is_empty()))
    }
}

/// A field by whose values incidents can be grouped.
fn grouping(name: &str) -> Result<&'static Field, Error> {
    let id = name.trim_end_matches(':').to_lowercase();
    let can = |f: &&Field| matches!(f.kind, Kind::Words { .. } | Kind::Code { .. } | Kind::Year);
    find(&id).filter(can).ok_or_else(|| {
        let all = || FIELDS.iter().filter(can).map(|f| f.id);
        let right = match nearest(&id, all()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be by {}", all().collect::<Vec<_>>().join(", ")),
        };
        Error::usage(format!(
            "incidents cannot be grouped by `{}`",
            shorten(name, 40)
        ))
        .right(right)
    })
}
