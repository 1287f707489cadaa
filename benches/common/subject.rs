//! The program as the benches use it. Everything that touches its interface stands here.

use breachlens::{
    app::{
        App,
        input::{Key, KeyCode},
        keymap, update,
    },
    catalog::{
        Catalog,
        open::{Sources, open},
    },
    query::{self, Answer, Context, FIELDS},
    tui::{
        theme::{Depth, Name, Theme},
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::{collections::HashSet, path::Path, sync::Arc};

/// A catalog of one file alone.
pub fn load(file: &Path) -> Arc<Catalog> {
    let sources = Sources {
        files: vec![file.to_string_lossy().into_owned()],
        no_bundled: true,
        ..Sources::default()
    };
    let opened = open(&sources).expect("the generated file opens");
    assert!(opened.faults.is_empty(), "{:?}", opened.faults.first());
    Arc::new(opened.catalog)
}

/// Distinct names of organizations, in lower case.
pub fn names(catalog: &Catalog) -> Vec<String> {
    let mut seen = HashSet::new();
    (0..catalog.len())
        .map(|row| catalog.organization(row))
        .filter(|name| seen.insert(*name))
        .map(str::to_lowercase)
        .collect()
}

/// How many records a catalog has.
pub fn rows(catalog: &Catalog) -> usize {
    catalog.len()
}

/// Reads and answers a line completely, without the screen.
pub fn answer(catalog: &Catalog, line: &str) -> Answer {
    let parsed = query::parse(line);
    assert!(parsed.errors.is_empty(), "{line}: {:?}", parsed.errors);
    query::answer(catalog, &parsed.query, &Context::of(catalog))
}

/// How many rows an answer has.
pub fn found(answer: &Answer) -> usize {
    answer.rows.len()
}

/// The fields by which rows can be sorted.
pub fn sortable() -> Vec<&'static str> {
    FIELDS
        .iter()
        .filter(|f| f.is_sortable())
        .map(|f| f.id)
        .collect()
}

/// The fields that are facets.
pub fn facets() -> Vec<&'static str> {
    FIELDS.iter().filter(|f| f.facet).map(|f| f.id).collect()
}

/// Counts one facet of an answer; the number of its values.
pub fn recount(catalog: &Catalog, answer: &Answer, field: &str) -> usize {
    let field = query::field::find(field).expect("a field");
    answer.facets(catalog).count(field).values.len()
}

/// The explorer without a terminal.
pub struct Explorer {
    app: App,
    theme: Theme,
    buffer: Buffer,
}

impl Explorer {
    pub fn new(catalog: Arc<Catalog>, width: u16, height: u16) -> Self {
        let mut new = Self {
            app: App::new(catalog, ""),
            theme: Theme::new(Name::Dark, Depth::True, false),
            buffer: Buffer::empty(Rect::new(0, 0, width, height)),
        };
        update(&mut new.app, breachlens::app::Action::Resize(width, height));
        new.settle();
        new.draw();
        new
    }

    /// Presses a key and waits for everything that it asks for.
    pub fn press(&mut self, key: Key) {
        if let Some(action) = keymap::action(&self.app, key) {
            // What has to happen outside (a clipboard, a browser) is left out.
            update(&mut self.app, action);
        }
        self.settle();
    }

    pub fn key(&mut self, code: KeyCode) {
        self.press(Key::plain(code));
    }

    /// Presses a key by its name.
    pub fn named(&mut self, key: &str) {
        self.press(key.parse().expect("a key"));
    }

    /// Waits until the last answer is complete. Today `update` itself makes it.
    fn settle(&mut self) {}

    /// Draws the whole screen.
    pub fn draw(&mut self) {
        self.buffer.reset();
        let (geometry, _) = view::draw(&self.app, &self.theme, self.buffer.area, &mut self.buffer);
        self.app.drawn(geometry);
    }

    /// How many rows are shown.
    pub fn found(&self) -> usize {
        self.app.answer.rows.len()
    }

    /// What stands in the query line.
    pub fn line(&self) -> &str {
        self.app.line.text()
    }

    /// True while the query line has the keys.
    pub fn is_typing(&self) -> bool {
        self.app.focus == breachlens::app::Focus::Query
    }
}
