//! `config.toml`: theme, columns, the first query, named queries and keys, all optional. Every fault in
//! it names line and column, and what is faulty falls back to its default, alone. It must not know what
//! the explorer does with a setting.

use super::failure::untyped;
use crate::{
    app::{action::Command, input::Key, theme},
    dataset::spanned::line_column,
    error::{Error, Kind},
    model::{
        text::{clean, shorten},
        vocabulary::nearest,
    },
    query::{self, saved},
    report::{self, columns::Column},
};
use etcetera::BaseStrategy;
use std::{
    collections::BTreeMap,
    io,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

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

/// What can be set.
const SETTINGS: [&str; 5] = ["theme", "columns", "start", "queries", "keys"];

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

/// [`path`], where settings can be written to.
///
/// # Errors
/// When there is no such place.
pub fn place() -> Result<PathBuf, Error> {
    path().ok_or_else(|| {
        Error::usage("there is no directory for settings here")
            .right("name a file by BREACHLENS_CONFIG")
    })
}

/// Makes the folder of the file, where it is missing.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Error> {
    let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|e| {
        Error::data(format!("the folder cannot be made: {e}"))
            .right(format!("name another file by {VARIABLE}"))
            .in_file(clean(&folder.to_string_lossy()))
    })
}

/// Puts the file with every setting explained in its place, whole or not at all.
///
/// # Errors
/// When there is a file already, or it cannot be written.
pub fn create(path: &Path) -> Result<(), Error> {
    make_folder(path)?;
    if path.symlink_metadata().is_ok() {
        return Err(Error::data("is already there")
            .right("edit it, or compare it with what `breachlens config --default` prints")
            .in_file(clean(&path.to_string_lossy())));
    }
    report::file::write(path, false, |out| out.write_all(DEFAULT.as_bytes()))
}

impl Config {
    /// The settings, and everything that is wrong with their file; what is faulty has its default. A
    /// file that is not there is nothing wrong, unless it was named.
    #[must_use]
    pub fn load() -> (Self, Vec<Error>) {
        let Some(path) = path() else {
            return (Self::default(), Vec::new());
        };
        let name = clean(&path.to_string_lossy()).into_owned();
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let (config, faults) = Self::read(&text);
                let faults = faults.into_iter().map(|e| e.in_file(name.clone()));
                (config, faults.collect())
            }
            Err(e)
                if e.kind() == io::ErrorKind::NotFound && std::env::var_os(VARIABLE).is_none() =>
            {
                (Self::default(), Vec::new())
            }
            Err(e) => {
                let fault = Error::data(format!("cannot be read: {e}"))
                    .right("check the name and that it is text you may read")
                    .in_file(name);
                (Self::default(), vec![fault])
            }
        }
    }

    /// The named queries as they may be shown.
    #[must_use]
    pub fn shown_queries(&self) -> BTreeMap<String, String> {
        let shown = |(name, line): (&String, &String)| (name.clone(), clean(line).into_owned());
        self.queries.iter().map(shown).collect()
    }

    /// Reads the file's text: the settings that are good, and every fault with line and column, in the
    /// order of the file. Of a text that is no TOML nothing is kept.
    ///
    /// A saved query that cannot be read is told and kept, so that whoever asks for it learns the same
    /// and not that it is absent.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Error>) {
        let mut reader = Reader {
            text,
            faults: Vec::new(),
        };
        let config = match DeTable::parse(text) {
            Ok(table) => reader.settings(table.get_ref()),
            Err(e) => {
                let message = e.message().lines().next().unwrap_or_default();
                let error = Error::data(shown(message, 200)).right(GOOD_ONE);
                reader.fault(e.span().map_or(0, |s| s.start), error);
                Self::default()
            }
        };
        let mut faults = reader.faults;
        faults.sort_by_key(|e| (e.place.line, e.place.column));
        (config, faults)
    }
}

const GOOD_ONE: &str = "`breachlens config --default` prints a good one";

/// Reads the settings one by one and gathers what is wrong.
struct Reader<'t> {
    text: &'t str,
    faults: Vec<Error>,
}

impl Reader<'_> {
    fn fault(&mut self, at: usize, error: Error) {
        let (line, column) = line_column(self.text, at);
        // Whoever finds it, it is the file that is wrong.
        let error = Error {
            kind: Kind::Data,
            ..error
        };
        self.faults.push(error.at(line, column));
    }

    fn settings(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        let (mut start, mut lines) = (None, Vec::new());
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "theme" => config.theme = self.theme(value),
                "columns" => config.columns = self.columns(value),
                "start" => start = self.word(value).map(|line| (line, value.span())),
                "queries" => lines = self.queries(value),
                "keys" => config.keys = self.keys(value),
                other => {
                    let right = match nearest(&shorten(other, 40), SETTINGS.iter()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("the settings are {}", SETTINGS.join(", ")),
                    };
                    let what = format!("`{}` is no setting", shown(other, 40));
                    self.fault(key.span().start, Error::data(what).right(right));
                }
            }
        }
        let named = lines.iter().map(|(name, line, _)| (name, line));
        config.queries = named.map(|(n, l)| (n.clone(), l.clone())).collect();
        for (_, line, at) in lines {
            self.query(&config.queries, &line, at);
        }
        config.start = start
            .filter(|(line, at)| self.query(&config.queries, line, at.clone()))
            .map(|(line, _)| line);
        config
    }

    /// A text; anything else is a fault.
    fn word(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let word = value.get_ref().as_str();
        if word.is_none() {
            self.misplaced("text", value);
        }
        word.map(str::to_owned)
    }

    /// A table; anything else is a fault.
    fn table<'v, 'i>(&mut self, value: &'v Spanned<DeValue<'i>>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.misplaced("table", value);
        }
        table
    }

    fn misplaced(&mut self, wanted: &str, value: &Spanned<DeValue<'_>>) {
        let found = value.get_ref().type_str();
        let what = format!("a {wanted} belongs here, and this is of type {found}");
        self.fault(value.span().start, Error::data(what).right(GOOD_ONE));
    }

    fn theme(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let name = self.word(value)?;
        match theme::Name::read(&name) {
            Ok(_) => Some(name),
            Err(e) => {
                self.fault(value.span().start, e);
                None
            }
        }
    }

    fn columns(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<Column>> {
        let Some(names) = value.get_ref().as_array() else {
            self.misplaced("list", value);
            return None;
        };
        let mut columns = Vec::new();
        for name in names {
            let Some(word) = self.word(name) else {
                continue;
            };
            match Column::read_list(&word) {
                Ok(read) => columns.extend(read),
                Err(e) => self.fault(name.span().start, e),
            }
        }
        (!columns.is_empty()).then_some(columns)
    }

    /// Names, lines, and where the lines stand.
    fn queries(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, String, Range<usize>)> {
        let mut lines = Vec::new();
        for (name, line) in self.table(value).into_iter().flatten() {
            let known = name.get_ref();
            if let Err(error) = saved::check_name(known) {
                self.fault(name.span().start, error);
            } else if let Some(read) = self.word(line) {
                lines.push((known.clone().into_owned(), read, line.span()));
            }
        }
        lines
    }

    /// Whether a query can be read, with the queries that it names.
    fn query(&mut self, saved: &BTreeMap<String, String>, line: &str, at: Range<usize>) -> bool {
        if let Err(e) = saved::expand(saved, line) {
            self.fault(at.start, e);
            return false;
        }
        // A place in the line is one in the file if the file says it without escapes.
        let written = self.text.get(at.start + 1..at.end.saturating_sub(1));
        let errors = query::parse(line).errors;
        for error in &errors {
            let within = written.map_or(0, |w| if w == line { 1 + error.span.start } else { 0 });
            let text = clean(&shorten(&untyped(line, error), 400)).into_owned();
            let usual = "`breachlens fields` lists what can be asked";
            let (what, right) = text.split_once("; ").unwrap_or((&text, usual));
            self.fault(at.start + within, Error::data(what).right(right));
        }
        errors.is_empty()
    }

    fn keys(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, String)> {
        let mut keys = Vec::new();
        for (key, command) in self.table(value).into_iter().flatten() {
            let before = self.faults.len();
            let name = key.get_ref();
            if let Err(e) = name.parse::<Key>() {
                let text = clean(&e.to_string()).into_owned();
                let (what, right) = text.split_once("; ").unwrap_or((&text, "see the help"));
                self.fault(key.span().start, Error::data(what).right(right));
            }
            let Some(id) = self.word(command) else {
                continue;
            };
            if Command::from_id(&id).is_none() {
                let error = Error::data(format!("`{}` is no command", shown(&id, 40)))
                    .right("the palette of the explorer lists the commands");
                self.fault(command.span().start, error);
            }
            if self.faults.len() == before {
                keys.push((name.clone().into_owned(), id));
            }
        }
        keys
    }
}

/// Text of the file that a message may show.
fn shown(text: &str, most: usize) -> String {
    clean(&shorten(text, most)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_file_is_good_as_it_is_and_with_every_example_on() {
        assert_eq!(Config::read(DEFAULT), (Config::default(), vec![]));
        let on: String = DEFAULT
            .lines()
            .map(|l| format!("{}\n", l.strip_prefix("#: ").unwrap_or(l)))
            .collect();
        let (config, faults) = Config::read(&on);
        assert_eq!(faults, []);
        assert!(config.theme.is_some() && config.columns.is_some() && config.start.is_some());
        assert!(!config.queries.is_empty() && !config.keys.is_empty());
    }

    #[test]
    fn a_fault_names_line_and_column() {
        for (text, want) in [
            (
                "theme = \"dark\"\ncolums = []",
                "2:1: `colums` is no setting",
            ),
            ("theme = 3", "1:9: a text belongs here"),
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
            let (_, faults) = Config::read(text);
            let [fault] = faults.as_slice() else {
                panic!("{text}: {faults:?}")
            };
            let error = fault.to_string();
            assert!(error.starts_with(want), "{text}: {error}");
        }
    }
}
