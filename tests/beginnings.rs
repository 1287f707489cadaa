//! The beginning of an answer is told before the whole of it: what the whole answer begins with, whoever
//! asks; and it is shown as no more than that.
#![allow(clippy::unwrap_used)]

#[path = "../benches/common/names.rs"]
#[allow(dead_code)]
mod names;
#[path = "../benches/common/portal.rs"]
#[allow(dead_code)]
mod portal;
#[path = "../benches/common/rng.rs"]
#[allow(dead_code)]
mod rng;
#[path = "common/screen.rs"]
mod screen;

use breachlens::{
    app::{
        Action, Effect, Target,
        work::{Bench, Found, Job},
    },
    catalog::{
        Catalog,
        open::{Sources, open},
    },
    query::{Context, Memory, Pace, first, parse, plan},
    tui::theme::{Depth, Name, Theme},
};
use portal::Shape;
use screen::Screen;
use std::sync::{Arc, OnceLock};

/// More rows than are worked out without telling the first ones.
const ROWS: u64 = 20_000;

/// A generated list, read once for all tests.
fn many() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    let read = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("portal.csv");
        let mut out = Vec::new();
        portal::csv(Shape::of(ROWS), &mut out).unwrap();
        std::fs::write(&path, out).unwrap();
        let sources = Sources {
            files: vec![path.to_string_lossy().into_owned()],
            no_bundled: true,
            ..Sources::default()
        };
        Arc::new(open(&sources).unwrap().catalog)
    };
    CATALOG.get_or_init(read).clone()
}

/// Queries that take their time, one for each way of finding the first rows, and mixtures.
const SLOW: &[&str] = &[
    "text:phishing",
    "text:phishing,dumpster -text:police",
    "-text:phishing sort:org",
    "-type:theft text:laptop",
    "sort:-severity",
    "sort:org,-affected",
    "type:theft,hacking_it_incident sort:state",
    "health",
    "center c",
    "a state:CA,TX,NY,FL,IL",
    "a sort:-affected",
    "a text:phishing",
];

#[test]
fn what_is_told_first_is_what_the_answer_begins_with() {
    let catalog = many();
    let context = Context::of(&catalog);
    for line in SLOW {
        let query = parse(line).query;
        let mut memory = Memory::default();
        let mut ask = || {
            let mut told = Vec::new();
            let tell = &mut |first| told.push(first);
            let pace = Pace::steady();
            let answer =
                plan::remembered(&catalog, &query, &context, &mut memory, pace, Some(tell));
            (answer.unwrap(), told)
        };
        let (answer, told) = ask();
        assert_eq!(told.len(), 1, "{line}");
        let told_first = &told[0];
        assert!(!told_first.rows.is_empty(), "{line}");
        assert!(answer.rows.starts_with(&told_first.rows), "{line}");
        assert!(told_first.rows.len() <= first::MOST, "{line}");
        let words = |terms: &[breachlens::query::fuzzy::Term]| format!("{terms:?}");
        assert_eq!(words(&told_first.found), words(&answer.found), "{line}");
        // Told or not, the answer is the same; and what is remembered is there at once.
        let plain = plan::answer(&catalog, &query, &context);
        assert_eq!(answer.rows, plain.rows, "{line}");
        let (again, told) = ask();
        assert_eq!(again.rows, plain.rows, "{line}");
        assert!(told.is_empty(), "{line}");
    }
}

/// An explorer on many rows, with somebody who works beside it and keeps what was found until it is handed
/// over.
struct Beside {
    screen: Screen,
    bench: Bench,
    handed: Option<Job>,
    found: Vec<Found>,
}

impl Beside {
    fn new() -> Self {
        let theme = Theme::new(Name::Dark, Depth::True, false);
        let mut new = Self {
            screen: Screen::on(many(), 200, 40, "", theme),
            bench: Bench::default(),
            handed: None,
            found: Vec::new(),
        };
        new.take_jobs();
        new.finish();
        new
    }

    fn take_jobs(&mut self) {
        for effect in std::mem::take(&mut self.screen.effects) {
            if let Effect::Work(job) = effect {
                self.handed = Some(*job);
            }
        }
    }

    fn keys(&mut self, keys: &str) {
        self.screen.keys(keys);
        self.take_jobs();
    }

    fn text(&self) -> String {
        self.screen.text()
    }

    /// Works out what was handed out last; nothing of it is on the screen yet.
    fn work(&mut self) {
        let Some(job) = self.handed.take() else {
            return;
        };
        let mut found = Vec::new();
        let tell = &mut |first| found.push(first);
        let whole = job.work(&mut self.bench, Pace::steady(), Some(tell));
        self.found.extend(found);
        self.found.extend(whole);
    }

    /// Hands the next finding over; false when there is none.
    fn hand_over(&mut self) -> bool {
        if self.found.is_empty() {
            return false;
        }
        let found = self.found.remove(0);
        self.screen.act(Action::Found(Box::new(found)));
        self.take_jobs();
        true
    }

    fn finish(&mut self) {
        for _ in 0..200 {
            self.work();
            if !self.hand_over() {
                return;
            }
        }
        panic!("there is always something left to do");
    }

    /// Asks a query and shows its beginning only.
    fn begin(&mut self, line: &str) {
        self.screen.act(Action::SetQuery(line.to_owned()));
        self.take_jobs();
        self.work();
        assert!(self.hand_over());
        assert!(self.screen.app.is_beginning());
    }
}

#[test]
fn the_beginning_is_shown_as_such_and_nothing_moves_when_the_rest_is_there() {
    let mut b = Beside::new();
    let facets = |text: &str| {
        let left = |l: &str| l.chars().take(28).collect::<String>();
        text.lines()
            .skip(3)
            .map(left)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let table = |text: &str| {
        let middle = |l: &str| l.chars().skip(30).take(60).collect::<String>();
        let lines = text.lines().skip(3).take(30);
        lines.map(middle).collect::<Vec<_>>().join("\n")
    };
    let before = b.text();
    b.begin("text:phishing");
    let begun = b.text();
    assert_ne!(table(&begun), table(&before));
    // What takes no time is not talked of.
    assert_eq!(facets(&begun), facets(&before));
    assert!(!begun.contains("the first"), "{begun}");
    b.screen.act(Action::StillWorking);
    let slow = b.text();
    assert!(
        slow.contains("the first 256 incidents · searching…"),
        "{slow}"
    );
    assert!(!facets(&slow).contains("20,000"), "{slow}");
    b.keys("j j j");
    let row = b.screen.app.row();
    let walked = table(&b.text());
    b.finish();
    assert_eq!(b.screen.app.row(), row);
    assert_eq!(table(&b.text()), walked);
    assert!(!b.text().contains("the first"));
    assert!(b.screen.app.rows().len() > 256);
}

#[test]
fn the_end_is_that_of_the_whole_answer() {
    let mut b = Beside::new();
    b.begin("text:phishing");
    b.keys("G");
    assert_eq!(b.screen.app.cursor, b.screen.app.rows().len() - 1);
    b.finish();
    assert_eq!(b.screen.app.cursor, b.screen.app.answer.rows.len() - 1);
    // Moved again, it is where it was moved to.
    b.keys("home");
    b.finish();
    b.begin("text:laptop");
    b.keys("G k");
    let row = b.screen.app.row();
    b.finish();
    assert_eq!(b.screen.app.row(), row);
    // A click is a move as well.
    b.keys("home");
    b.finish();
    b.begin("text:dumpster");
    b.keys("G");
    let target = Target::Row(b.screen.app.cursor - 1);
    b.screen.click_on(target);
    b.take_jobs();
    let row = b.screen.app.row();
    b.finish();
    assert_eq!(b.screen.app.row(), row);
}

#[test]
fn elsewhere_and_for_files_only_whole_answers_count() {
    let mut b = Beside::new();
    b.begin("text:phishing");
    let shown = b.screen.app.rows().len();
    b.keys("e");
    assert!(b.text().contains("the answer: "), "{}", b.text());
    b.keys("enter enter");
    assert!(b.text().contains("still being answered"), "{}", b.text());
    assert!(
        !b.screen
            .effects
            .iter()
            .any(|e| matches!(e, Effect::Export { .. }))
    );
    b.keys("esc y");
    assert!(b.text().contains("still being answered"), "{}", b.text());
    b.keys("esc 2");
    assert_eq!(b.screen.app.rows().len() as u64, ROWS);
    b.finish();
    assert!(b.screen.app.rows().len() > shown);
    assert!((b.screen.app.rows().len() as u64) < ROWS);
}

#[test]
fn a_beginning_that_comes_too_late_is_not_shown() {
    let mut b = Beside::new();
    b.screen.act(Action::SetQuery("text:phishing".to_owned()));
    b.take_jobs();
    b.work();
    b.screen.act(Action::SetQuery("text:laptop".to_owned()));
    b.take_jobs();
    let late = b.found.remove(0);
    b.screen.act(Action::Found(Box::new(late)));
    assert!(!b.screen.app.is_beginning());
    b.found.clear();
    b.finish();
    let want = plan::answer(&many(), &parse("text:laptop").query, &Context::of(&many()));
    assert_eq!(b.screen.app.rows(), want.rows);
}
