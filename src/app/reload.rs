//! The same explorer on other records: what stays when an import changed them. It must not know how they
//! were read.

use super::{App, Overlay, screens::Screens};
use crate::{
    catalog::Catalog,
    query::{self, Query},
};
use std::{collections::HashMap, sync::Arc};

impl App {
    /// Takes the records as they are after an import, and shows its report. Marks stay on their incidents,
    /// as far as these are still there.
    pub fn reload(&mut self, catalog: Arc<Catalog>, report: Vec<String>) {
        let place = |old: &Catalog, row: u32| {
            let at = row as usize;
            (old.sets.get(at).map(str::to_owned), old.id(at).to_owned())
        };
        let marked: Vec<(Option<String>, String)> = self
            .marked
            .iter()
            .map(|r| place(&self.catalog, *r))
            .collect();
        let mut rows = HashMap::new();
        for row in 0..u32::try_from(catalog.len()).unwrap_or(u32::MAX) {
            if marked.iter().any(|(_, id)| id == catalog.id(row as usize)) {
                rows.insert(place(&catalog, row), row);
            }
        }
        self.marked = marked.iter().filter_map(|m| rows.get(m)).copied().collect();
        self.starred = catalog.marks.starred(catalog.len());
        self.notes = catalog.marks.notes.clone();
        self.catalog = catalog;
        self.current = None;
        self.compared = Vec::new();
        self.screens = Screens::default();
        self.importing = false;
        self.message = None;
        self.query = Query::default();
        self.answer = query::answer(&self.catalog, &self.query, &self.context());
        (self.cursor, self.offset) = (0, 0);
        self.read_line();
        self.overlay = Some(Overlay::Report {
            lines: report,
            scroll: 0,
        });
    }
}
