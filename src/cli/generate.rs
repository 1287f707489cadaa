//! `breachlens schema`, `completions` and `man`: texts made from the program's own tables.

use super::{Failure, Outcome, Plan, output::Output};
use crate::{Error, dataset::schema, model::text::clean, report::json};
use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::{Generator, Shell};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

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
      for fish
  breachlens completions --to completions/
      a file for every shell, under the name that it looks for";

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETION_EXAMPLES)]
pub struct Completions {
    /// Which shell
    #[arg(required_unless_present = "to")]
    shell: Option<Shell>,
    /// Writes them into this folder, those of every shell unless one is named
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// The completions of a shell. Made in memory: the generator takes a closed pipe for a fault of its own.
fn completions(shell: Shell) -> Vec<u8> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Plan::command(), "breachlens", &mut text);
    text
}

/// Writes files into a folder, which is made if it is not there, and names each. A file of that name is
/// replaced: it was made here before.
fn write_into(
    folder: &Path,
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
    out: &mut Output,
) -> Result<(), Failure> {
    let fault = |path: &Path, e: io::Error| {
        let name = clean(&path.to_string_lossy()).into_owned();
        Error::usage(format!("cannot be written: {e}"))
            .right("name a folder that you may write to")
            .in_file(name)
    };
    fs::create_dir_all(folder).map_err(|e| fault(folder, e))?;
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|e| fault(&path, e))?;
        writeln!(out, "{}", clean(&path.to_string_lossy()))?;
    }
    Ok(())
}

impl Completions {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let shells: Vec<Shell> = match self.shell {
            Some(shell) => vec![shell],
            None => Shell::value_variants().to_vec(),
        };
        match &self.to {
            Some(folder) => {
                let files = shells
                    .iter()
                    .map(|s| (s.file_name("breachlens"), completions(*s)));
                write_into(folder, files, out)?;
            }
            None => {
                for shell in shells {
                    out.write_all(&completions(shell))?;
                }
            }
        }
        Ok(Outcome::Fine)
    }
}

const MAN_EXAMPLES: &str = "Examples:
  breachlens man | man -l -
      reads the page
  breachlens man list > breachlens-list.1
      the page of one command
  breachlens man --to ~/.local/share/man/man1
      keeps the pages of the program and of every command, for `man breachlens`";

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct Man {
    /// A command; without it the page of the whole program
    #[arg(conflicts_with = "to")]
    command: Option<String>,
    /// Writes the pages of the program and of every command into this folder
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// The page of a command under its full name.
fn page_of(command: &clap::Command) -> clap::Command {
    let full = format!("breachlens-{}", command.get_name());
    command.clone().name(full)
}

impl Man {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let mut program = Plan::command();
        program.build();
        if let Some(folder) = &self.to {
            let commands = program.get_subcommands().filter(|c| c.get_name() != "help");
            let mut pages: Vec<clap::Command> = commands.map(page_of).collect();
            pages.insert(0, program);
            let mut files = Vec::new();
            for page in pages {
                let name = format!("{}.1", page.get_name());
                let mut text = Vec::new();
                clap_mangen::Man::new(page).render(&mut text)?;
                files.push((name, text));
            }
            write_into(folder, files, out)?;
            return Ok(Outcome::Fine);
        }
        let page = match &self.command {
            None => program,
            Some(name) => match program.find_subcommand(name) {
                Some(command) => page_of(command),
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
