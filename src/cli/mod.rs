//! The same engine without the screen. The command line becomes a [`Plan`]; a plan runs to an exit
//! code. Standard output is data, standard error is talk; 0 is fine, 1 nothing matched, 2 usage, 3 bad
//! data. It must not know how anything is drawn.

mod args;
mod check;
mod compare;
pub mod config;
mod configure;
mod explore;
mod failure;
mod fields;
mod generate;
mod import;
mod interrupt;
mod library;
mod list;
mod output;
mod progress;
pub mod saving;
mod select;
mod show;
mod sources;
mod stats;
mod tally;
mod timeline;
pub mod typed_import;

pub use explore::Explorer;
pub use failure::Failure;
pub use output::ColorChoice;

use crate::{app::theme::THEMES, dataset::library::default_home, model::text::shorten};
use clap::{Args, Parser, Subcommand};
use config::Config;
use output::Output;
use std::{
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

// A paragraph is one line here: it is wrapped once, to the terminal that reads it.
const EXAMPLES: &str = "In the explorer / searches, enter opens, space marks, c compares; ? explains every key and sign.

A query is words and terms, all of which must hold. Words match fuzzily; field:value asks one field; \
a,b is any of, -term is not; >1M, >=24, <60d and 2020..2023 are ranges. `breachlens fields` lists what \
can be asked.

Examples:
  breachlens data:ssn -measure:credit_monitoring
      the explorer, on breaches of Social Security numbers without an offer of credit monitoring
  breachlens list hims --format json
      the same search without the screen, whole records as JSON
  breachlens --data register.json --no-bundled 'notify:>60d'
      your own incidents that took more than 60 days to tell people

Exit codes: 0 fine, 1 nothing matched, 2 wrong usage, 3 bad data.

A query that begins with the name of a command stands behind --.";

/// Everything that the command line says.
#[derive(Debug, Parser)]
#[command(name = "breachlens", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Plan {
    #[command(subcommand)]
    command: Option<Command>,
    /// Opens the explorer on this query
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
    // The last: its heading would hold for what follows.
    #[command(flatten)]
    global: Global,
}

/// What every command understands, behind its own options: to some of them it means nothing.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// A list or a folder of records for this run alone, in any format that import reads; - is standard
    /// input
    #[arg(long, global = true, value_name = "FILE", value_parser = args::typed)]
    data: Vec<String>,
    /// Leave the bundled dataset out
    #[arg(long, global = true)]
    no_bundled: bool,
    /// Leave the imported sets out
    #[arg(long, global = true)]
    no_library: bool,
    /// Show every row, also where several sets have the same incident
    #[arg(long, global = true)]
    no_match: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Colours of the explorer: dark, light, terminal, mono or contrast
    #[arg(long, global = true, value_name = "NAME", value_parser = themes(), ignore_case = true, hide_possible_values = true)]
    theme: Option<String>,
    /// Draw the explorer with ASCII signs only
    #[arg(long, global = true)]
    ascii: bool,
}

fn themes() -> clap::builder::PossibleValuesParser {
    THEMES
        .iter()
        .map(|(_, name, what)| clap::builder::PossibleValue::new(*name).help(*what))
        .collect::<Vec<_>>()
        .into()
}

impl Global {
    /// The home of imported sets, unless they are to be left out or the platform knows none.
    fn home(&self) -> Option<PathBuf> {
        if self.no_library {
            return None;
        }
        default_home().ok()
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Incidents that answer a query, a row each
    List(list::List),
    /// Whole records, for reading or in our own format
    Show(show::Show),
    /// Incidents side by side
    Compare(compare::Compare),
    /// What happened when, in days from detection
    Timeline(timeline::Timeline),
    /// Figures of a query, alone or by a field
    Stats(stats::Stats),
    /// Faults of your own records, each with its place
    Check(check::Check),
    /// Brings an outside list into your library
    Import(import::Import),
    /// The sets that were imported
    Library(library::Library),
    /// What the records cite
    Sources(sources::Sources),
    /// Everything that a query can ask
    Fields(fields::Fields),
    /// The JSON Schema of a record
    Schema(generate::Schema),
    /// Completions for a shell
    Completions(generate::Completions),
    /// The manual page
    Man(generate::Man),
    /// Where the settings are, and a file to begin with
    Config(configure::Configure),
}

/// What every command starts from.
struct Env {
    global: Global,
    config: Config,
    /// What is wrong with the settings; it was told.
    faults: Vec<crate::Error>,
}

impl Env {
    /// The command line's part and the settings; faults in them are told, and the others hold.
    fn new(global: &Global) -> Self {
        let (config, faults) = Config::load();
        let hold = match config == Config::default() {
            true => "the default settings hold",
            false => "the other settings hold",
        };
        for (left, fault) in (0..faults.len()).rev().zip(&faults) {
            let fault = crate::model::text::clean(&fault.to_string()).into_owned();
            let end = if left == 0 {
                format!("; {hold}")
            } else {
                String::new()
            };
            tell(&format!("error: {fault}{end}\n"));
        }
        Self {
            global: global.clone(),
            config,
            faults,
        }
    }
}

/// How a command that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1.
    NothingMatched,
    /// The output is complete, but some of the data could not be read: exit code 3.
    BadData,
}

impl Outcome {
    const fn exit_code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::NothingMatched => 1,
            Self::BadData => 3,
        }
    }
}

impl Plan {
    /// Reads the arguments, the program's name first.
    ///
    /// # Errors
    /// What the parser says; help and version come this way too.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::try_parse_from(args::marked(arguments))
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// Whatever ends it early.
    pub fn run(&self, explorer: Explorer) -> Result<Outcome, Failure> {
        let Some(command) = &self.command else {
            return explore::run(&Env::new(&self.global), &self.query, explorer);
        };
        if let Some(word) = self.query.first() {
            return Err(
                crate::Error::usage(format!("`{word}` stands before the command"))
                    .right("put the query behind the command's name")
                    .into(),
            );
        }
        let mut out = Output::standard(self.global.color);
        let env = || Env::new(&self.global);
        let outcome = match command {
            Command::List(c) => c.run(&env(), &mut out),
            Command::Show(c) => c.run(&env(), &mut out),
            Command::Compare(c) => c.run(&env(), &mut out),
            Command::Timeline(c) => c.run(&env(), &mut out),
            Command::Stats(c) => c.run(&env(), &mut out),
            Command::Sources(c) => c.run(&env(), &mut out),
            Command::Fields(c) => c.run(&env(), &mut out),
            Command::Import(c) => c.run(&env(), &mut out),
            // These read no record of the program's and no setting.
            Command::Check(c) => c.run(&mut out),
            Command::Library(c) => c.run(&mut out),
            Command::Schema(c) => c.run(&mut out),
            Command::Completions(c) => c.run(&mut out),
            Command::Man(c) => c.run(&mut out),
            Command::Config(c) => c.run(&mut out),
        }?;
        out.flush()?;
        Ok(outcome)
    }
}

/// Reads the arguments, runs the plan, tells what went wrong, and gives the exit code. `explorer` is
/// what opens the screen: this floor does not know it.
pub fn main(arguments: impl IntoIterator<Item = OsString>, explorer: Explorer) -> ExitCode {
    let code = match Plan::read(arguments) {
        Ok(plan) => match plan.run(explorer) {
            Ok(outcome) => outcome.exit_code(),
            Err(failure) => {
                tell(&failure.message());
                failure.exit_code()
            }
        },
        Err(e) if !e.use_stderr() => {
            // Help and version: nothing of it is foreign. A closed pipe ends quietly.
            let _ = e.print();
            0
        }
        Err(e) => {
            // The parser quotes what was typed, however long it is.
            let message: String = e
                .to_string()
                .lines()
                .map(|l| shorten(l, 1_000) + "\n")
                .collect();
            tell(&args::without_marks(&clean_lines(&message)));
            2
        }
    };
    ExitCode::from(code)
}

/// Foreign text of several lines, each made safe.
fn clean_lines(text: &str) -> String {
    text.lines()
        .map(|l| crate::model::text::clean(l).into_owned() + "\n")
        .collect()
}

/// Writes to standard error; when that is closed too there is nobody left to tell.
fn tell(message: &str) {
    let _ = io::stderr().lock().write_all(message.as_bytes());
}
