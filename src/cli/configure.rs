//! `breachlens config`: where the settings are, and a file to begin with.

use super::{
    Failure, Outcome,
    config::{self, Config, DEFAULT},
    output::Output,
    tell,
};
use crate::model::text::clean;
use clap::Args;
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens config
      where the settings are read from, and whether they are good
  breachlens config --create
      begins that file, with every setting explained; never over one that is there
  BREACHLENS_CONFIG=team.toml breachlens list @unprotected
      other settings, and a query that they name";

/// Arguments of `config`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Configure {
    /// Print a file in which every setting is explained
    #[arg(long, conflicts_with_all = ["path", "create"])]
    default: bool,
    /// Put such a file in its place, unless there is one
    #[arg(long, conflicts_with = "path")]
    create: bool,
    /// Print only the file's name
    #[arg(long)]
    path: bool,
}

impl Configure {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        if self.default {
            out.write_all(DEFAULT.as_bytes())?;
            return Ok(Outcome::Fine);
        }
        let path = config::place()?;
        let shown = clean(&path.to_string_lossy()).into_owned();
        if self.path {
            writeln!(out, "{shown}")?;
            return Ok(Outcome::Fine);
        }
        if self.create {
            config::create(&path)?;
            writeln!(out, "{shown}: written; every setting in it is explained")?;
            return Ok(Outcome::Fine);
        }
        let (config, faults) = Config::load();
        if !faults.is_empty() {
            for fault in faults {
                tell(&Failure::from(fault).message());
            }
            return Ok(Outcome::BadData);
        }
        if !path.exists() {
            writeln!(out, "{shown}: not there; the defaults hold")?;
            return Ok(Outcome::Fine);
        }
        writeln!(out, "{shown}: good")?;
        for (name, query) in &config.queries {
            writeln!(out, "@{name}  {}", clean(query))?;
        }
        Ok(Outcome::Fine)
    }
}
