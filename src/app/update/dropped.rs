//! A file that was dropped or pasted into the query line: it is told, and can be imported with one key.
//! Whether there is such a file the outside tells.

use crate::app::{App, Asks, Effect};

/// How the names of lists end; a word of a query hardly ever ends so.
const ENDINGS: [&str; 6] = [".csv", ".tsv", ".json", ".jsonl", ".zip", ".gz"];

/// True for what may be a path, by its looks.
fn is_like_path(text: &str) -> bool {
    let text = text.trim().trim_matches(['\'', '"']);
    let starts = ["/", "~/", "./", "../", "file:"];
    let drive = text.as_bytes().get(1..3) == Some(b":\\");
    let ending = text.to_ascii_lowercase();
    drive
        || starts
            .iter()
            .any(|s| text.starts_with(s) && text.len() > s.len())
        || ENDINGS.iter().any(|e| ending.ends_with(e))
}

impl App {
    /// Asks whether the line is the path of a file, once for each that it was changed to.
    pub(in crate::app) fn look_for_file(&mut self) -> Option<Effect> {
        let text = self.line.text().trim();
        if text == self.looked_for {
            return None;
        }
        text.clone_into(&mut self.looked_for);
        self.dropped = None;
        is_like_path(text).then(|| Effect::LookFor(text.to_owned()))
    }

    /// The path in the query line, if there is such a file.
    #[must_use]
    pub fn dropped_file(&self) -> Option<&str> {
        let path = self.dropped.as_deref()?;
        (path == self.line.text().trim()).then_some(path)
    }

    /// Asks which list to import, unless that has to wait.
    pub(in crate::app) fn import(&mut self) -> Vec<Effect> {
        if self.loading.is_some() {
            return self.say("the data is still being read; esc stops that");
        }
        if self.importing {
            return self.say("an import is going on; esc stops it");
        }
        self.ask_import();
        vec![]
    }

    /// Asks which list to import: the one in the query line, which then is what it was before; else what
    /// was typed the last time, until it succeeds.
    fn ask_import(&mut self) {
        let first = match self.dropped_file().map(str::to_owned) {
            Some(path) => {
                self.take_path_out();
                path
            }
            None => std::mem::take(&mut self.import_line),
        };
        self.ask(
            "Import a list",
            "FILE as NAME --map organization=COLUMN --format … · Tab completes",
            Asks::Import,
            &first,
        );
    }

    fn take_path_out(&mut self) {
        let typing = self.history.entered.take();
        let before = typing.or_else(|| self.history.back.pop());
        self.leave_query();
        self.line = crate::app::line::Line::new(&before.unwrap_or_default().text);
        self.read_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_queries_by_their_looks() {
        for text in [
            "/tmp/a b.csv",
            "'/tmp/a.txt'",
            "\"~/a\"",
            "file:///a%20b",
            "./a",
            "../a",
            "list.CSV",
            "C:\\lists\\a.xls",
            " /a ",
        ] {
            assert!(is_like_path(text), "{text}");
        }
        for text in [
            "",
            "/",
            "hims",
            "data:ssn",
            "and/or",
            "\"yale\"",
            "3.5",
            "year:2020..2023",
        ] {
            assert!(!is_like_path(text), "{text}");
        }
    }
}
