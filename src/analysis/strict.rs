//! Reads one of the dataset's companion files (rules, signals) into its types and names the place of
//! the first fault. It must not know what the file is about.

use crate::{
    dataset::spanned::{Node, Step, line_column, path_steps, path_text},
    error::{Error, Result},
    model::text,
};
use serde::de::DeserializeOwned;

/// A file's text, its name for errors, and where each value stands in it.
pub(super) struct Document<'a> {
    file: &'a str,
    text: &'a str,
    node: Node,
}

impl<'a> Document<'a> {
    /// Parses JSON; what it says is not looked at yet.
    pub(super) fn parse(file: &'a str, text: &'a str) -> Result<Self> {
        match Node::parse(text, 0) {
            Ok(node) => Ok(Self { file, text, node }),
            Err(e) => Err(Error::data(format!("not JSON: {}", message(&e)))
                .in_file(text::clean(file))
                .at(e.line().max(1), e.column().max(1))),
        }
    }

    /// Reads the whole into its type.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_path_to_error::deserialize(&self.node).map_err(|e| {
            let steps: Vec<Step> = e
                .path()
                .iter()
                .filter_map(|s| match s {
                    serde_path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
                    serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
                    _ => None,
                })
                .collect();
            self.error(&path_text(&steps), message(e.inner()))
        })
    }

    /// A fault at a path such as `rules[3].until`.
    pub(super) fn error(&self, path: &str, what: impl Into<String>) -> Error {
        let at = self.node.nearest(&path_steps(path)).offset;
        let (line, column) = line_column(self.text, at);
        Error::data(what)
            .in_file(text::clean(self.file))
            .at(line, column)
            .field(text::clean(path))
    }
}

/// The parser's message without its own place, which counts from the wrong start.
fn message(e: &serde_json::Error) -> String {
    let all = e.to_string();
    text::clean(all.split(" at line ").next().unwrap_or(&all)).into_owned()
}
