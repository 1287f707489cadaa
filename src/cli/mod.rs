//! The same engine without the screen. The command line becomes a [`Plan`]; a plan runs to an exit
//! code. Standard output is data, standard error is talk; 0 is fine, 1 nothing matched, 2 usage, 3 bad
//! data. It must not know how anything is drawn.

mod args;
mod compare;
mod explore;
mod failure;
mod list;
mod output;
mod select;
mod show;
mod timeline;

pub use explore::Explorer;
pub use failure::Failure;
pub use output::ColorChoice;

use clap::{Args, Parser, Subcommand};
use output::Output;
use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

/// Everything that the command line says.
#[derive(Debug, Parser)]
#[command(name = "breachlens", version, about, max_term_width = 100)]
pub struct Plan {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
    /// Opens the explorer on this query
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
}

/// What every command understands.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Records of your own, JSON or JSON Lines; - is standard input
    #[arg(long, global = true, value_name = "FILE", value_parser = args::typed)]
    data: Vec<String>,
    /// Leave the bundled dataset out
    #[arg(long, global = true)]
    no_bundled: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Colours of the explorer
    #[arg(long, global = true, value_name = "NAME")]
    theme: Option<String>,
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
            return explore::run(&self.global, &self.query, explorer);
        };
        if let Some(word) = self.query.first() {
            return Err(
                crate::Error::usage(format!("`{word}` stands before the command"))
                    .right("put the query behind the command's name")
                    .into(),
            );
        }
        let mut out = Output::standard(self.global.color);
        let outcome = match command {
            Command::List(c) => c.run(&self.global, &mut out),
            Command::Show(c) => c.run(&self.global, &mut out),
            Command::Compare(c) => c.run(&self.global, &mut out),
            Command::Timeline(c) => c.run(&self.global, &mut out),
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
            tell(&args::without_marks(&clean_lines(&e.to_string())));
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
