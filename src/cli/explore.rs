//! `breachlens [QUERY...]`: what the explorer starts with. It must not know how the explorer works:
//! that is handed in by the program.

use super::{Env, Failure, Outcome, config::Config};
use crate::{
    app::{Command, Message, Settings, Start},
    catalog::{
        open::{Opened, Sources},
        parts,
    },
    error::Error,
    model::text::clean,
    query::saved,
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
        queries: config.shown_queries(),
    }
}

/// What somebody is told who has not been here before; gone with the first key.
const WELCOME: &str =
    "New here? / searches, enter opens, space marks, c compares, ? explains it all";

/// True for somebody who left no trace yet: no settings, no library, no query, nothing that went wrong.
/// Nothing is written down to know it.
fn is_new(config: &Config, sources: &Sources, query: &str) -> bool {
    let trace = sources.home.as_ref().is_some_and(|home| home.exists());
    query.is_empty() && sources.files.is_empty() && !trace && *config == Config::default()
}

/// What is wrong with the settings: what was told before lies under the screen.
fn about_settings(faults: &[Error]) -> Option<Message> {
    let (first, rest) = faults.split_first()?;
    let more = match rest.len() {
        0 => String::new(),
        1 => "; `breachlens config` names 1 more fault".to_owned(),
        n => format!("; `breachlens config` names {n} more faults"),
    };
    Some(Message {
        text: clean(&format!("{first}{more}")).into_owned(),
        is_error: true,
    })
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
    let (Opened { catalog, faults }, rest) = parts::begin(&sources)?;
    let welcome = is_new(config, &sources, &query).then(|| Message {
        text: WELCOME.to_owned(),
        is_error: false,
    });
    let fault = Message::about(&faults).or_else(|| about_settings(&env.faults));
    explorer(Start {
        catalog,
        query,
        message: fault.or(welcome),
        theme: global.theme.clone().or_else(|| config.theme.clone()),
        ascii: global.ascii,
        settings: settings(config),
        sources,
        rest,
    })?;
    Ok(Outcome::Fine)
}
