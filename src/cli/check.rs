//! `breachlens check`: every fault of records, with its place, what is wrong and what would be right;
//! apart from them, what a careful editor would ask about.

use super::{Failure, Outcome, args, output::Output, tell};
use crate::{
    Error,
    catalog::open::read_file,
    dataset::{placed, reader},
    model::Date,
    report::{json, style::Tone},
};
use chrono::Datelike;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens check register.json
      every fault with file, line, column and field; exit code 3 if there is any
  breachlens check data/incidents/*.json --no-warnings
      only what keeps a record out
  curl -s https://example.org/list.jsonl | breachlens check - --format json
      standard input, the findings as JSON";

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Records in our own format, JSON or JSON Lines; - is standard input
    #[arg(required = true, value_name = "FILE", value_parser = args::typed)]
    files: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Leave warnings out
    #[arg(long)]
    no_warnings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A finding a line
    Text,
    /// Faults and warnings by file
    Json,
}

/// What is found in one file.
struct Found {
    file: String,
    /// Records met.
    seen: usize,
    /// Records that are good.
    good: usize,
    faults: Vec<Error>,
    warnings: Vec<Error>,
}

impl Check {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let today = today();
        let found: Vec<Found> = self.files.iter().map(|f| self.look(f, today)).collect();
        match self.format {
            Format::Json => {
                json::pretty(out, &found.iter().map(as_json).collect::<Vec<_>>())?;
                writeln!(out)?;
            }
            Format::Text => {
                let paint = out.paint();
                for (kind, list) in [
                    (
                        "fault",
                        found.iter().flat_map(|f| &f.faults).collect::<Vec<_>>(),
                    ),
                    ("warning", found.iter().flat_map(|f| &f.warnings).collect()),
                ] {
                    for error in list {
                        writeln!(
                            out,
                            "{} {error}",
                            paint.tone(Tone::Strong, &format!("{kind}:"))
                        )?;
                    }
                }
                let sum = |count: fn(&Found) -> usize| found.iter().map(count).sum::<usize>();
                out.flush()?;
                tell(&format!(
                    "{} of {} records good, {}, {}\n",
                    sum(|f| f.good),
                    sum(|f| f.seen),
                    many(sum(|f| f.faults.len()), "fault"),
                    many(sum(|f| f.warnings.len()), "warning"),
                ));
            }
        }
        Ok(if found.iter().all(|f| f.faults.is_empty()) {
            Outcome::Fine
        } else {
            Outcome::BadData
        })
    }

    fn look(&self, file: &str, today: Option<Date>) -> Found {
        let bytes = match read_file(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                return Found {
                    file: file.to_owned(),
                    seen: 0,
                    good: 0,
                    faults: vec![error],
                    warnings: Vec::new(),
                };
            }
        };
        let loaded = reader::read(file, &bytes);
        let warnings = match today {
            Some(today) if !self.no_warnings => placed::warnings(file, &bytes, &loaded, today),
            _ => Vec::new(),
        };
        Found {
            file: file.to_owned(),
            seen: loaded.seen,
            good: loaded.records.len(),
            faults: loaded.faults,
            warnings,
        }
    }
}

/// The day on which this is run, by which a date lies in the future.
fn today() -> Option<Date> {
    let now = chrono::Local::now().date_naive();
    Date::new(now.year(), Some(now.month()), Some(now.day()))
}

/// `1 fault`, `2 faults`.
fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn as_json(found: &Found) -> Value {
    let list = |errors: &[Error]| -> Value {
        errors
            .iter()
            .map(|e| {
                json!({
                    "line": e.place.line, "column": e.place.column, "field": e.place.field,
                    "what": e.what, "right": e.right,
                })
            })
            .collect()
    };
    json!({
        "file": found.file, "records": found.seen, "good": found.good,
        "faults": list(&found.faults), "warnings": list(&found.warnings),
    })
}
