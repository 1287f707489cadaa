//! `config.toml`: theme, columns, the first query, named queries and keys, all optional. A fault in it
//! names line and column, and the program goes on with the defaults. It must not know what the
//! explorer does with a setting.

use crate::{
    app::{action::Command, input::Key},
    dataset::spanned::line_column,
    error::Error,
    model::text::{clean, shorten},
    report::{self, columns::Column},
};
use etcetera::BaseStrategy;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};
use toml::Spanned;

/// The file with every setting explained; what `breachlens config --default` prints.
pub const DEFAULT: &str = include_str!("config.default.toml");

/// Names another file than that of the platform's directory; empty means none at all.
pub const VARIABLE: &str = "BREACHLENS_CONFIG";

/// The settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// Colours of the explorer.
    pub theme: Option<String>,
    /// Columns of tables.
    pub columns: Option<Vec<Column>>,
    /// The query with which the explorer starts when none is given.
    pub start: Option<String>,
    /// Named queries, used as `@name`.
    pub queries: BTreeMap<String, String>,
    /// Keys with the ids of their commands, over those of the key table.
    pub keys: Vec<(String, String)>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Option<String>,
    columns: Option<Vec<Spanned<String>>>,
    start: Option<String>,
    #[serde(default)]
    queries: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    keys: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// Where the settings are read from: as BREACHLENS_CONFIG says, else the platform's directory. `None`
/// where there is no such directory, or the variable is set and empty.
#[must_use]
pub fn path() -> Option<PathBuf> {
    match std::env::var_os(VARIABLE) {
        Some(name) if name.is_empty() => None,
        Some(name) => Some(name.into()),
        None => {
            let base = etcetera::choose_base_strategy().ok()?;
            Some(base.config_dir().join("breachlens").join("config.toml"))
        }
    }
}

/// Puts the file with every setting explained in its place, whole or not at all.
///
/// # Errors
/// When there is a file already, or it cannot be written.
pub fn create(path: &Path) -> Result<(), Error> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| {
            Error::data(format!("the folder cannot be made: {e}"))
                .right(format!("name another file by {VARIABLE}"))
                .in_file(clean(&folder.to_string_lossy()))
        })?;
    }
    if path.symlink_metadata().is_ok() {
        return Err(Error::data("is already there")
            .right("edit it, or compare it with what `breachlens config --default` prints")
            .in_file(clean(&path.to_string_lossy())));
    }
    report::file::write(path, false, |out| out.write_all(DEFAULT.as_bytes()))
}

impl Config {
    /// The settings, and what is wrong with their file, if anything is; then they are the defaults. A
    /// file that is not there is nothing wrong, unless it was named.
    #[must_use]
    pub fn load() -> (Self, Option<Error>) {
        let Some(path) = path() else {
            return (Self::default(), None);
        };
        let name = clean(&path.to_string_lossy()).into_owned();
        match std::fs::read_to_string(&path) {
            Ok(text) => match Self::read(&text) {
                Ok(config) => (config, None),
                Err(e) => (Self::default(), Some(e.in_file(name))),
            },
            Err(e)
                if e.kind() == io::ErrorKind::NotFound && std::env::var_os(VARIABLE).is_none() =>
            {
                (Self::default(), None)
            }
            Err(e) => {
                let fault = Error::data(format!("cannot be read: {e}"))
                    .right("check the name and that it is text you may read")
                    .in_file(name);
                (Self::default(), Some(fault))
            }
        }
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// The first fault, with line and column.
    pub fn read(text: &str) -> Result<Self, Error> {
        let place = |error: Error, offset: usize| {
            let (line, column) = line_column(text, offset);
            error.at(line, column)
        };
        let file: File = toml::from_str(text).map_err(|e| {
            let message = e.message().lines().next().unwrap_or_default().to_owned();
            let right = "`breachlens config --default` prints a good one";
            let error = Error::data(shown(&message, 200)).right(right);
            place(error, e.span().map_or(0, |s| s.start))
        })?;
        let mut columns = Vec::new();
        for name in file.columns.iter().flatten() {
            let read = Column::read_list(name.get_ref()).map_err(|e| {
                place(
                    Error {
                        kind: crate::error::Kind::Data,
                        ..e
                    },
                    name.span().start,
                )
            })?;
            columns.extend(read);
        }
        let mut queries = BTreeMap::new();
        for (name, query) in file.queries {
            let at = name.span().start;
            let name = name.into_inner();
            if !is_name(&name) {
                let error = Error::data(format!("`{}` cannot name a query", shown(&name, 40)))
                    .right("a name is made of letters, digits, `_` and `-`");
                return Err(place(error, at));
            }
            queries.insert(name, query);
        }
        let mut keys = Vec::new();
        for (key, command) in file.keys {
            if let Err(e) = key.get_ref().parse::<Key>() {
                let text = clean(&e.to_string()).into_owned();
                let (what, right) = text.split_once("; ").unwrap_or((&text, "see the help"));
                return Err(place(Error::data(what).right(right), key.span().start));
            }
            if Command::from_id(command.get_ref()).is_none() {
                let error =
                    Error::data(format!("`{}` is no command", shown(command.get_ref(), 40)))
                        .right("the palette of the explorer lists the commands");
                return Err(place(error, command.span().start));
            }
            keys.push((key.into_inner(), command.into_inner()));
        }
        Ok(Self {
            theme: file.theme,
            columns: (!columns.is_empty()).then_some(columns),
            start: file.start,
            queries,
            keys,
        })
    }
}

/// Text of the file that a message may show.
fn shown(text: &str, most: usize) -> String {
    clean(&shorten(text, most)).into_owned()
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_file_is_good_as_it_is_and_with_every_example_on() {
        let config = Config::read(DEFAULT).unwrap();
        assert_eq!(config, Config::default());
        let on: String = DEFAULT
            .lines()
            .map(|l| format!("{}\n", l.strip_prefix("#: ").unwrap_or(l)))
            .collect();
        let config = Config::read(&on).unwrap();
        assert!(config.theme.is_some() && config.columns.is_some() && config.start.is_some());
        assert!(!config.queries.is_empty() && !config.keys.is_empty());
        for query in config.queries.values().chain(&config.start) {
            assert_eq!(crate::query::parse(query).errors, [], "{query}");
        }
    }

    #[test]
    fn a_fault_names_line_and_column() {
        for (text, want) in [
            (
                "theme = \"dark\"\ncolums = []",
                "2:1: unknown field `colums`",
            ),
            ("theme = 3", "1:9: invalid type"),
            (
                "columns = [\"org\", \"peple\"]",
                "1:19: `peple` is no column",
            ),
            (
                "[queries]\n\"a b\" = \"x\"",
                "2:1: `a b` cannot name a query",
            ),
            ("[keys]\n\"ctrl-e\" = \"fly\"", "2:12: `fly` is no command"),
            ("theme = ", "1:9:"),
        ] {
            let error = Config::read(text).unwrap_err().to_string();
            assert!(error.starts_with(want), "{text}: {error}");
        }
    }
}
