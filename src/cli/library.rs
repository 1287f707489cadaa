//! `breachlens library`: which sets the user has, what a file would change in one, and taking one away.
//! It must not know how sets are stored.

use super::{
    Failure, Outcome, args,
    import::{Order, Reading, Written, carry_out},
    output::Output,
    tell,
};
use crate::{
    Error,
    dataset::library::{Library as Store, SetInfo, default_home},
    model::{text::clean, vocabulary::nearest},
    report::{
        human, json,
        table::{Head, Table},
    },
};
use clap::{Args, Subcommand};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens library
      the sets with their records, dates and origin
  breachlens library diff ocr breach_report.csv
      what a newer copy of the list would change in the set `ocr`: new, changed and gone records
  breachlens library remove ocr
      takes the set away; its stars and notes stay for when it is imported again";

/// Arguments of `library`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Library {
    #[command(subcommand)]
    what: Option<What>,
    /// How to write the list of sets
    #[arg(long, value_name = "HOW", default_value = "text")]
    report: Written,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Takes sets away; their stars and notes stay
    Remove {
        /// The sets
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// What a file would change in a set; nothing is stored
    Diff {
        /// The set
        name: String,
        /// The newer list; - is standard input
        #[arg(value_parser = args::typed)]
        file: String,
        #[command(flatten)]
        reading: Reading,
        /// How to write the report
        #[arg(long, value_name = "HOW", default_value = "text")]
        report: Written,
    },
}

impl Library {
    pub fn run(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let store = Store::open(&default_home()?);
        let listing = store.sets()?;
        for fault in &listing.faults {
            tell(&format!("error: {}\n", clean(&fault.to_string())));
        }
        match &self.what {
            None => list(&store, &listing.sets, self.report, out)?,
            Some(What::Remove { names }) => {
                // All or none: a wrong name is told before anything is gone.
                for name in names {
                    known(&listing.sets, name)?;
                }
                for name in names {
                    if store.remove(name)? {
                        writeln!(out, "removed `{name}`; its stars and notes stay")?;
                    }
                }
            }
            Some(What::Diff {
                name,
                file,
                reading,
                report,
            }) => {
                known(&listing.sets, name)?;
                let order = Order {
                    file,
                    name: name.clone(),
                    replace: false,
                    dry_run: true,
                    written: *report,
                };
                return carry_out(&order, &reading.options()?, out);
            }
        }
        Ok(if listing.faults.is_empty() {
            Outcome::Fine
        } else {
            Outcome::BadData
        })
    }
}

/// That there is a set of this name.
fn known(sets: &[SetInfo], name: &str) -> Result<(), Error> {
    if sets.iter().any(|s| s.name == name) {
        return Ok(());
    }
    let names = || sets.iter().map(|s| s.name.as_str());
    let error = Error::usage(format!("there is no set `{}`", clean(name)));
    Err(match nearest(name, names()) {
        Some(near) => error.right(format!("did you mean `{near}`?")),
        None if sets.is_empty() => {
            error.right("the library is empty; `breachlens import FILE` puts a list into it")
        }
        None => error.right(format!(
            "the sets are {}",
            names().collect::<Vec<_>>().join(", ")
        )),
    })
}

fn list(store: &Store, sets: &[SetInfo], how: Written, out: &mut Output) -> Result<(), Failure> {
    if how == Written::Json {
        json::pretty(out, &sets)?;
        writeln!(out)?;
        return Ok(());
    }
    if sets.is_empty() {
        tell(&format!(
            "the library is empty ({}); breachlens import FILE puts a list into it\n",
            clean(&store.folder().display().to_string())
        ));
        return Ok(());
    }
    let mut table = Table::new(vec![
        Head::left("Set"),
        Head::right("Records"),
        Head::left("Format"),
        Head::left("Imported"),
        Head::left("Filed or begun"),
        Head::flexible("Origin"),
    ])
    .wrapped();
    for set in sets {
        let span = set.span.map_or_else(
            || "–".to_owned(),
            |(first, last)| format!("{first} to {last}"),
        );
        table.push(vec![
            set.name.clone(),
            human::exact(set.records),
            clean(&set.format).into_owned(),
            set.imported.to_string(),
            span,
            set.origin.to_string(),
        ]);
    }
    let (width, paint) = (out.width(None), out.paint());
    table.write(out, width, paint)?;
    Ok(())
}
