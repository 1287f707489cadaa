//! `breachlens [QUERY...]`: what the explorer starts with. It must not know how the explorer works:
//! that is handed in by the program.

use super::{Failure, Global, Outcome};
use crate::{
    app::{Message, Start},
    catalog::open::{Opened, Sources, open},
    error::Error,
    model::text::clean,
};

/// What runs the explorer on a terminal.
pub type Explorer = fn(Start) -> Result<(), Error>;

/// Opens the explorer on a query. A wrong query opens it too: the line says what is wrong.
pub fn run(global: &Global, query: &[String], explorer: Explorer) -> Result<Outcome, Failure> {
    let Opened { catalog, faults } = open(&Sources {
        files: global.data.clone(),
        no_bundled: global.no_bundled,
    })?;
    let message = faults.first().map(|first| {
        let more = match faults.len() - 1 {
            0 => String::new(),
            n => format!(" (and {n} more faults; `breachlens check` names them)"),
        };
        Message {
            text: clean(&format!("{first}{more}")).into_owned(),
            is_error: true,
        }
    });
    explorer(Start {
        catalog,
        query: query.join(" "),
        message,
        theme: global.theme.clone(),
        ascii: false,
    })?;
    Ok(Outcome::Fine)
}
