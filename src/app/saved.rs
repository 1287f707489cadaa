//! Saved queries in the explorer: what is asked of the settings, and what stands in the menu of `@`. It
//! must not know where the settings are, nor how they are written.

use super::{
    App,
    action::Command,
    menu::{Choice, MenuItem, item},
};
use crate::query::saved::expand;
use std::collections::BTreeMap;

/// Saved queries by name, as the settings have them.
pub type Queries = BTreeMap<String, String>;

/// What shall become of the saved queries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// One more.
    Save {
        /// Its name.
        name: String,
        /// Its text.
        query: String,
        /// Put it in the place of one of that name.
        replace: bool,
    },
    /// One less.
    Delete(String),
}

/// A saved query with what it names written out: as it can be searched. One that cannot be written out
/// is told where the settings are read; here it stays as it is.
#[must_use]
pub fn written_out(saved: &Queries, text: &str) -> String {
    expand(saved, text).unwrap_or_else(|_| text.to_owned())
}

/// The saved queries to choose from, behind the one that could be saved; and the place of the first.
#[must_use]
pub fn items(app: &App) -> (Vec<MenuItem>, usize) {
    let mut items = Vec::new();
    let query = app.line.text().trim();
    if !query.is_empty() && app.parsed.errors.is_empty() {
        let save = Choice::Do(Command::SaveQuery);
        items.push(item("save the query that is shown …", query, save));
    }
    let first = items.len();
    items.extend(app.settings.queries.iter().map(|(name, query)| {
        let choice = Choice::Saved(name.clone());
        item(format!("@{name}"), query.clone(), choice)
    }));
    let first = first.min(items.len().saturating_sub(1));
    (items, first)
}

/// Whether a saved query shall really go; not, unless somebody says so.
#[must_use]
pub fn question(name: &str, query: &str) -> Vec<MenuItem> {
    vec![
        item("keep it", "", Choice::Do(Command::SavedQueries)),
        item(
            format!("delete @{name}"),
            query,
            Choice::Delete(name.to_owned()),
        ),
    ]
}
