//! The program as the benches use it. Everything that touches its interface stands here.

use breachlens::{
    app::{
        Action, App, Effect,
        input::{Key, KeyCode},
        keymap, update,
        work::{Bench, Job},
    },
    catalog::{
        Catalog,
        open::{Sources, open},
    },
    query::{self, Answer, Context, FIELDS, Memory, Pace, facet, plan},
    tui::{
        theme::{Depth, Name, Theme},
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::{collections::HashSet, path::Path, sync::Arc, time::Instant};

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

/// The organization of every row in lower case.
pub fn names_of_rows(catalog: &Catalog) -> Vec<String> {
    (0..catalog.len())
        .map(|row| catalog.organization(row).to_lowercase())
        .collect()
}

/// How many records a catalog has.
pub fn rows(catalog: &Catalog) -> usize {
    catalog.len()
}

/// Somebody who asks one question after the other, as the explorer does.
pub struct Asker {
    catalog: Arc<Catalog>,
    memory: Memory,
}

impl Asker {
    /// Who has seen all rows and asked nothing else.
    pub fn new(catalog: &Arc<Catalog>) -> Self {
        let mut new = Self {
            catalog: catalog.clone(),
            memory: Memory::default(),
        };
        new.answer("");
        new
    }

    /// Reads and answers a line completely, without the screen.
    pub fn answer(&mut self, line: &str) -> Arc<Answer> {
        self.answer_telling(line, &mut || {})
    }

    /// The same; `first` is called when the first rows are there, where they come before the others.
    pub fn answer_telling(&mut self, line: &str, first: &mut dyn FnMut()) -> Arc<Answer> {
        let parsed = query::parse(line);
        assert!(parsed.errors.is_empty(), "{line}: {:?}", parsed.errors);
        let context = Context::of(&self.catalog);
        plan::remembered(
            &self.catalog,
            &parsed.query,
            &context,
            &mut self.memory,
            Pace::steady(),
            Some(&mut |_| first()),
        )
        .expect("nobody gives up")
    }
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

/// Counts every facet of an answer, as the explorer does; the number of their values.
pub fn recount(catalog: &Catalog, answer: &Arc<Answer>) -> usize {
    let fields = breachlens::app::facets::fields();
    let facets = facet::all(
        catalog,
        answer,
        &fields,
        &mut Memory::default(),
        Pace::steady(),
    );
    facets
        .expect("nobody gives up")
        .iter()
        .map(|f| f.values.len())
        .sum()
}

/// The explorer without a terminal.
pub struct Explorer {
    app: App,
    theme: Theme,
    buffer: Buffer,
    bench: Bench,
    handed: Option<Job>,
}

impl Explorer {
    pub fn new(catalog: Arc<Catalog>, width: u16, height: u16) -> Self {
        let mut new = Self {
            app: App::new(catalog, ""),
            theme: Theme::new(Name::Dark, Depth::True, false),
            buffer: Buffer::empty(Rect::new(0, 0, width, height)),
            bench: Bench::default(),
            handed: None,
        };
        new.act(Action::Resize(width, height));
        new.settle();
        new.draw();
        new
    }

    /// Presses a key and waits for everything that it asks for.
    pub fn press(&mut self, key: Key) {
        if let Some(action) = keymap::action(&self.app, key) {
            self.act(action);
        }
        self.settle();
    }

    /// Presses a key and waits for the answer only: what the table shows, without facets and the rest.
    /// Returns when its first rows were there.
    pub fn press_for_rows(&mut self, key: Key) -> Instant {
        if let Some(action) = keymap::action(&self.app, key) {
            self.act(action);
        }
        let stamp = self.app.answer_stamp;
        let mut first = None;
        while self.app.answer_stamp == stamp && self.work_telling(&mut first) {}
        first.unwrap_or_else(Instant::now)
    }

    fn act(&mut self, action: Action) {
        // What has to happen outside (a clipboard, a browser) is left out.
        for effect in update(&mut self.app, action) {
            if let Effect::Work(job) = effect {
                self.handed = Some(*job);
            }
        }
    }

    /// Does the work at hand, on this thread; false when there is none.
    fn work(&mut self) -> bool {
        self.work_telling(&mut None)
    }

    /// The same; `first` is when the first rows of an answer were there, if before the others.
    fn work_telling(&mut self, first: &mut Option<Instant>) -> bool {
        let Some(job) = self.handed.take() else {
            return false;
        };
        let mut tell = |_| *first = Some(Instant::now());
        let found = job.work(&mut self.bench, Pace::steady(), Some(&mut tell));
        self.act(Action::Found(Box::new(found.expect("nobody gives up"))));
        true
    }

    pub fn key(&mut self, code: KeyCode) {
        self.press(Key::plain(code));
    }

    /// Presses a key by its name.
    pub fn named(&mut self, key: &str) {
        self.press(key.parse().expect("a key"));
    }

    /// Forgets what earlier questions left behind, but for what the opening of the data works out: the order
    /// of all rows, and what is most like an incident.
    pub fn forget(&mut self) {
        self.bench = Bench::default();
        self.act(Action::SetQuery("sort:affected".to_owned()));
        self.settle();
        self.act(Action::SetQuery(String::new()));
        self.settle();
        self.key(KeyCode::Down);
        self.key(KeyCode::Up);
    }

    /// Waits until everything on the screen belongs to the last key.
    pub fn settle(&mut self) {
        while self.work() {}
    }

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

/// A number as the program shows it.
pub fn exact(n: u64) -> String {
    breachlens::report::human::exact(n)
}
