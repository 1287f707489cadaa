//! `breachlens import`: an outside list becomes a set of the user's library. It must not know what the
//! formats look like or how a set is stored.

use super::{
    Env, Failure, Outcome, args, interrupt::Interrupt, output::Output, progress::Meter, tell,
};
use crate::{
    Error,
    catalog::open::read_file,
    dataset::{
        importing::{self, Imported, Job},
        library::{Library, default_home, suggest_name},
    },
    import::{Format, Go, Map, NOT_HEALTH_CARE, Options, Report, Role, Source, Summary, is_stream},
    model::{Date, text::clean},
    report::json,
};
use chrono::Datelike;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::{
    collections::HashMap,
    io::{self, BufRead, IsTerminal, Write},
    path::Path,
};

const EXAMPLES: &str = "Examples:
  breachlens import breach_report.csv --as ocr
      the HHS portal's list as the set `ocr`; a later copy of it, imported the same way, renews the set
  breachlens import breaches.json --healthcare-only --dry-run
      what Have I Been Pwned has of health care, told but not stored
  breachlens import register.csv --map organization=Victim,affected='No. lost'
      any table, its columns named; breachlens list from:register then shows it";

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// Lists: files, folders or zip archives of documents; - is standard input
    #[arg(required = true, value_name = "FILE", value_parser = args::typed)]
    files: Vec<String>,
    #[command(flatten)]
    reading: Reading,
    /// The name of the set, behind from: in queries; else made from the file's name
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    /// Read and report, store nothing
    #[arg(long)]
    dry_run: bool,
    /// Put the list in the place of the set of this name, rather than renew it
    #[arg(long)]
    replace: bool,
    /// How to write the report
    #[arg(long, value_name = "HOW", default_value = "text")]
    report: Written,
}

/// How a list is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Reading {
    /// Read it as this, whatever it looks like
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<String>,
    /// Which column is what: role=column,... or a TOML file; may be given several times
    #[arg(long, value_name = "MAP", value_parser = args::typed, long_help = map_help())]
    map: Vec<String>,
    /// The day on which the list was taken, such as 2026-04 or 2026-04-30
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Keep only what is health care by the list's own words
    #[arg(long)]
    healthcare_only: bool,
}

/// What `--map` takes, with every role.
fn map_help() -> String {
    let roles: Vec<String> = Role::ALL
        .iter()
        .map(|r| format!("  {:<13} {}", r.id(), r.what()))
        .collect();
    format!(
        "Which column is what: role=column,... or a TOML file; may be given several times. The roles:\n{}",
        roles.join("\n")
    )
}

fn formats() -> clap::builder::PossibleValuesParser {
    Format::ALL
        .iter()
        .map(|f| clap::builder::PossibleValue::new(f.id()).help(f.name()))
        .collect::<Vec<_>>()
        .into()
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Written {
    /// For reading
    Text,
    /// One JSON object a list
    Json,
}

impl Reading {
    pub fn options(&self) -> Result<Options, Error> {
        let format = match &self.format {
            Some(id) => Format::from_id(id),
            None => None,
        };
        let mut map = Map::default();
        for text in &self.map {
            map.add(if !text.contains('=') || text.ends_with(".toml") {
                let bytes = read_file(text)?;
                Map::from_toml(&String::from_utf8_lossy(&bytes))
                    .map_err(|e| e.in_file(clean(text)))?
            } else {
                Map::parse(text)?
            });
        }
        let as_of = self.as_of.as_deref().map(|text| {
            text.parse::<Date>().map_err(|e| {
                Error::usage(format!("--as-of: {e}")).right("such as --as-of 2026-04-30")
            })
        });
        Ok(Options {
            format,
            map,
            healthcare_only: self.healthcare_only,
            as_of: as_of.transpose()?,
            repeated: false,
        })
    }
}

/// A list's report with what was done with it.
#[derive(Serialize)]
struct Told<'a> {
    file: String,
    set: &'a str,
    stored: bool,
    /// Records of the set as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<u64>,
    #[serde(flatten)]
    report: &'a Report,
}

/// One list to be imported.
pub struct Order<'a> {
    /// The file as it was named.
    pub file: &'a str,
    /// The set.
    pub name: String,
    /// Put it in the set's place.
    pub replace: bool,
    /// Only tell.
    pub dry_run: bool,
    /// How to write the report.
    pub written: Written,
}

impl Import {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        if env.global.no_library {
            return Err(Error::usage("import stores in the library")
                .right("leave --no-library out, or read the list for one run with --data")
                .into());
        }
        let options = self.reading.options()?;
        let mut names: HashMap<String, &str> = HashMap::new();
        let mut orders = Vec::new();
        for file in &self.files {
            let name = self.name.clone().unwrap_or_else(|| match file.as_str() {
                "-" => "stdin".to_owned(),
                file => suggest_name(file),
            });
            if let Some(other) = names.insert(name.clone(), file) {
                return Err(Error::usage(format!(
                    "{} and {} would both be the set `{name}`",
                    clean(other),
                    clean(file)
                ))
                .right("one set is one list: import them one by one, each --as a name of its own")
                .into());
            }
            orders.push(Order {
                file,
                name,
                replace: self.replace,
                dry_run: self.dry_run,
                written: self.report,
            });
        }
        let mut outcome = Outcome::NothingMatched;
        for order in &orders {
            outcome = match (carry_out(order, &options, out)?, outcome) {
                (Outcome::BadData, _) | (_, Outcome::BadData) => Outcome::BadData,
                (Outcome::Fine, _) | (_, Outcome::Fine) => Outcome::Fine,
                _ => Outcome::NothingMatched,
            };
        }
        Ok(outcome)
    }
}

/// Reads one list, stores it if that is asked for, and writes the report.
pub fn carry_out(
    order: &Order<'_>,
    options: &Options,
    out: &mut Output,
) -> Result<Outcome, Failure> {
    let library = Library::open(&default_home()?);
    let interrupt = Interrupt::listen();
    let bytes;
    // A list is looked at more than once: what can be read only once is held.
    let source = if order.file == "-" || is_stream(Path::new(order.file)) {
        bytes = read_file(order.file)?;
        Source::Bytes {
            name: order.file.into(),
            bytes: &bytes,
        }
    } else {
        Source::Path(order.file.into())
    };
    let job = Job {
        source,
        options: options.clone(),
        name: order.name.clone(),
        today: today()?,
        replace: order.replace,
        dry_run: order.dry_run,
    };
    let mut meter = Meter::start();
    let result = importing::import(
        &library,
        &job,
        &mut |at| {
            meter.at(at);
            if interrupt.asked() { Go::Stop } else { Go::On }
        },
        &mut |summary| Ok(!interrupt.asked() && consent(summary, options)?),
    );
    meter.clear();
    if interrupt.asked() {
        return Err(Failure::Stopped(
            "stopped; the library is as it was, and the same command starts again".to_owned(),
        ));
    }
    let done = result?;
    for fault in &done.faults {
        tell(&format!("error: {}\n", clean(&fault.to_string())));
    }
    write(order, &done, out)?;
    Ok(outcome(&done))
}

/// Of a table whose columns were guessed, a person sees the guess before anything is stored.
fn consent(summary: &Summary, options: &Options) -> Result<bool, Error> {
    if summary.format != Format::Table || !options.map.is_empty() {
        return Ok(true);
    }
    let columns: Vec<String> = summary
        .columns
        .iter()
        .map(|(role, column)| format!("{role} = {column}"))
        .collect();
    let unused = summary.unused().map(|line| format!("; {line}"));
    tell(&format!(
        "the columns are taken so: {}; --map says otherwise{}\n",
        clean(&columns.join(", ")),
        clean(&unused.unwrap_or_default())
    ));
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(true);
    }
    tell("store it? [Y/n] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(|e| {
        Error::data(format!("no answer can be read: {e}"))
            .right("say which column is what with --map, and nothing is asked")
    })?;
    Ok(!answer.trim().to_ascii_lowercase().starts_with('n'))
}

fn write(order: &Order<'_>, done: &Imported, out: &mut Output) -> Result<(), Failure> {
    match order.written {
        Written::Json => {
            let told = Told {
                file: clean(order.file).into_owned(),
                set: &order.name,
                stored: done.set.is_some(),
                records: done.set.as_ref().map(|s| s.records),
                report: &done.report,
            };
            json::pretty(out, &told)?;
            writeln!(out)?;
        }
        Written::Text => {
            write!(
                out,
                "{}: {}",
                clean(order.file),
                super::clean_lines(&done.report.to_string())
            )?;
            let name = &order.name;
            match &done.set {
                Some(set) => writeln!(
                    out,
                    "stored as `{name}`, {} records; from:{name} selects it",
                    set.records
                )?,
                None if order.dry_run => writeln!(out, "nothing was stored")?,
                None => writeln!(
                    out,
                    "nothing was stored: no record was kept; see what was skipped, or read it as another --format"
                )?,
            }
        }
    }
    Ok(())
}

/// A row that was left out by choice is no fault; one that lost a cell is, as where `--data` reads it.
fn outcome(done: &Imported) -> Outcome {
    let faulty = |s: &crate::import::Skip| s.why != NOT_HEALTH_CARE;
    if done.report.skipped.iter().any(faulty) || !done.report.faults.is_empty() {
        Outcome::BadData
    } else if done.report.kept == 0 {
        Outcome::NothingMatched
    } else {
        Outcome::Fine
    }
}

/// The day on which this is run.
fn today() -> Result<Date, Error> {
    let now = chrono::Local::now().date_naive();
    Date::new(now.year(), Some(now.month()), Some(now.day())).ok_or_else(|| {
        Error::data("the system's clock gives no date that can be used").right("set the clock")
    })
}
