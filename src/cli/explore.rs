//! `breachlens [QUERY...]`: what the explorer starts with. It must not know how the explorer works:
//! that is handed in by the program.

use super::{Env, Failure, Outcome, config::Config, saved};
use crate::{
    app::{Command, Message, Settings, Start},
    catalog::open::{Opened, Sources, open},
    error::Error,
    model::text::clean,
};

/// What the settings change in the explorer. Keys and commands were checked when they were read.
fn settings(config: &Config) -> Settings {
    let keys = config.keys.iter();
    Settings {
        columns: config
            .columns
            .as_ref()
            .map(|c| c.iter().map(|c| c.id().to_owned()).collect()),
        keys: keys
            .filter_map(|(key, command)| Some((key.parse().ok()?, Command::from_id(command)?)))
            .collect(),
        queries: config
            .queries
            .iter()
            .map(|(name, line)| (name.clone(), clean(line).into_owned()))
            .collect(),
    }
}

/// What runs the explorer on a terminal.
pub type Explorer = fn(Start) -> Result<(), Error>;

/// Opens the explorer on a query, or on the one that the settings start with. A wrong query opens it
/// too: the line says what is wrong.
pub fn run(env: &Env, query: &[String], explorer: Explorer) -> Result<Outcome, Failure> {
    let (global, config) = (&env.global, &env.config);
    let query = match query {
        [] => config.start.clone().unwrap_or_default(),
        words => words.join(" "),
    };
    let query = saved::expand(&config.queries, &query)?;
    let sources = Sources {
        files: global.data.clone(),
        home: global.home(),
        no_bundled: global.no_bundled,
        no_match: global.no_match,
    };
    let Opened { catalog, faults } = open(&sources)?;
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
        query,
        message,
        theme: global.theme.clone().or_else(|| config.theme.clone()),
        ascii: global.ascii,
        settings: settings(config),
        sources,
    })?;
    Ok(Outcome::Fine)
}
