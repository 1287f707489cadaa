//! `breachlens check`: every fault of records, with its place, what is wrong and what would be right;
//! apart from them, what a careful editor would ask about.

use super::{Failure, Outcome, args, output::Output, tell};
use crate::{
    Error,
    catalog::open::read_file,
    dataset::{
        placed,
        reader::{self, Loaded},
    },
    import::{
        Source,
        folder::{Document, document, is_document, nothing, place, unreadable},
        is_archive,
    },
    model::Date,
    report::{json, style::Tone},
};
use chrono::Datelike;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::{collections::HashMap, io::Write};

const EXAMPLES: &str = "Examples:
  breachlens check register.json
      every fault with file, line, column and field; exit code 3 if there is any
  breachlens check data/incidents --no-warnings
      every record of a folder; only what keeps one out
  curl -s https://example.org/list.jsonl | breachlens check - --format json
      standard input, the findings as JSON";

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Records in our own format, JSON or JSON Lines, or folders of them; - is standard input
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

impl Found {
    /// A file that cannot be read at all.
    fn fault(file: &str, fault: Error) -> Self {
        Self {
            file: file.to_owned(),
            seen: 0,
            good: 0,
            faults: vec![fault],
            warnings: Vec::new(),
        }
    }
}

impl Check {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let today = today();
        let mut found = Vec::new();
        for file in &self.files {
            let folder = Source::Path(file.into());
            if file != "-" && folder.is_folder() {
                self.look_into(&folder, today, &mut found);
                continue;
            }
            let bytes = match read_file(file) {
                Ok(bytes) => bytes,
                Err(error) => {
                    found.push(Found::fault(file, error));
                    continue;
                }
            };
            let source = Source::Bytes {
                name: file.clone(),
                bytes: &bytes,
            };
            if is_archive(&bytes) {
                self.look_into(&source, today, &mut found);
                continue;
            }
            // Packed, or in UTF-16, as it is read elsewhere.
            let list = source.list();
            found.push(match list {
                Ok(bytes) => self.look(file, &bytes, today, &HashMap::new()).0,
                Err(error) => Found::fault(file, error),
            });
        }
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

    /// Looks at every document of a folder or an archive, in the order of their names.
    fn look_into(&self, folder: &Source<'_>, today: Option<Date>, found: &mut Vec<Found>) {
        let first = found.len();
        let mut ids = HashMap::new();
        let mut left_out = 0_usize;
        let read = folder.documents(&is_document, &mut |name, bytes| {
            let place = place(folder, name);
            found.push(match bytes.map(|bytes| (document(&bytes), bytes)) {
                Ok((Document::Own, bytes)) => {
                    let (looked, loaded) = self.look(&place, &bytes, today, &ids);
                    for placed in loaded.records {
                        ids.entry(placed.incident.id.as_str().to_owned())
                            .or_insert_with(|| place.clone());
                    }
                    looked
                }
                Ok((Document::Veris, _)) => {
                    left_out += 1;
                    return Ok(());
                }
                Ok((Document::Other(fault), _)) => Found::fault(&place, fault.in_file(&*place)),
                Err(why) => Found::fault(&place, unreadable(&why).in_file(&*place)),
            });
            Ok(())
        });
        if let Err(fault) = read {
            found.push(Found::fault(&folder.name(), fault));
        } else if left_out > 0 {
            tell(&format!(
                "{}: {} of VERIS left out; breachlens import --dry-run checks them\n",
                folder.name(),
                many(left_out, "document"),
            ));
        } else if found.len() == first {
            found.push(Found::fault(&folder.name(), nothing(folder)));
        }
    }

    fn look(
        &self,
        file: &str,
        bytes: &[u8],
        today: Option<Date>,
        elsewhere: &HashMap<String, String>,
    ) -> (Found, Loaded) {
        let mut loaded = reader::read(file, bytes);
        let warnings = match today {
            Some(today) if !self.no_warnings => {
                placed::warnings(file, bytes, &loaded, today, elsewhere)
            }
            _ => Vec::new(),
        };
        let found = Found {
            file: file.to_owned(),
            seen: loaded.seen,
            good: loaded.records.len(),
            faults: std::mem::take(&mut loaded.faults),
            warnings,
        };
        (found, loaded)
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
