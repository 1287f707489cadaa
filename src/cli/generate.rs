//! `breachlens schema`, `completions` and `man`: texts made from the program's own tables.

use super::{Failure, Outcome, Plan, output::Output};
use crate::{Error, dataset::schema, report::json};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::Write;

const SCHEMA_EXAMPLES: &str = "Examples:
  breachlens schema > incident.schema.json
      the schema of one record, made from the program's types
  breachlens schema | jq '.\"$defs\".DataType.enum'
      every data type
  check-jsonschema --schemafile <(breachlens schema) register/*.json
      with a validator of your own";

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = SCHEMA_EXAMPLES)]
pub struct Schema {}

impl Schema {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        json::pretty(out, &schema::incident())?;
        writeln!(out)?;
        Ok(Outcome::Fine)
    }
}

const COMPLETION_EXAMPLES: &str = "Examples:
  breachlens completions bash > ~/.local/share/bash-completion/completions/breachlens
      for bash
  breachlens completions zsh > ~/.zfunc/_breachlens
      for zsh, with ~/.zfunc in fpath
  breachlens completions fish > ~/.config/fish/completions/breachlens.fish
      for fish";

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETION_EXAMPLES)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        // Made in memory: the generator takes a closed pipe for a fault of its own.
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Plan::command(), "breachlens", &mut text);
        out.write_all(&text)?;
        Ok(Outcome::Fine)
    }
}

const MAN_EXAMPLES: &str = "Examples:
  breachlens man | man -l -
      reads the page
  breachlens man list > breachlens-list.1
      the page of one command
  breachlens man > ~/.local/share/man/man1/breachlens.1
      keeps it for `man breachlens`";

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct Man {
    /// A command; without it the page of the whole program
    command: Option<String>,
}

impl Man {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let mut program = Plan::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => match program.find_subcommand(name) {
                Some(command) => {
                    let full = format!("breachlens-{}", command.get_name());
                    command.clone().name(full)
                }
                None => {
                    return Err(Error::usage(format!("`{name}` is no command"))
                        .right("`breachlens --help` lists them")
                        .into());
                }
            },
        };
        clap_mangen::Man::new(page).render(out)?;
        Ok(Outcome::Fine)
    }
}
