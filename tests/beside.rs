//! What is worked out beside the screen comes to the same as what is worked out on the spot, whenever it
//! comes; and what earlier answers left behind changes no later one.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;
#[path = "common/steps.rs"]
mod steps;

use breachlens::{
    app::{
        Action, Effect,
        work::{Bench, Job},
    },
    query::{self, Context, Memory, Pace, facet, parse, plan},
};
use proptest::prelude::*;
use screen::{Screen, bundled};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use steps::{action, line};

/// An explorer that hands everything out, with whoever works for it.
struct Beside {
    screen: Screen,
    handed: Option<Job>,
    bench: Bench,
}

impl Beside {
    fn new(width: u16, height: u16, query: &str) -> Self {
        let mut screen = Screen::new(width, height, query);
        screen.app.at_once = 0;
        let mut new = Self {
            screen,
            handed: None,
            bench: Bench::default(),
        };
        new.take_jobs();
        new
    }

    fn keys(&mut self, keys: &str) {
        self.screen.keys(keys);
        self.take_jobs();
    }

    /// Of the jobs that were handed out the last one counts; returns whether there was one.
    fn take_jobs(&mut self) -> bool {
        let mut any = false;
        for effect in std::mem::take(&mut self.screen.effects) {
            if let Effect::Work(job) = effect {
                self.handed = Some(*job);
                any = true;
            }
        }
        any
    }

    /// Does the work at hand; false when there was none.
    fn work(&mut self) -> bool {
        let Some(job) = self.handed.take() else {
            return false;
        };
        let found = job.work(&mut self.bench, Pace::steady(), None).unwrap();
        self.screen.act(Action::Found(Box::new(found)));
        self.take_jobs();
        true
    }

    fn finish(&mut self) {
        // Every piece of work meets a need for good, so this comes to an end.
        for _ in 0..100 {
            if !self.work() {
                return;
            }
        }
        panic!("there is always something left to do");
    }
}

#[test]
fn the_last_answer_stays_until_the_new_one_is_there() {
    let mut b = Beside::new(120, 40, "");
    b.finish();
    let before = b.screen.text();
    assert!(!b.screen.app.is_working());
    b.keys("/ 'healthec'");
    // Only the line has changed, and nothing says that it takes long until it does.
    let body = |text: &str| text.lines().skip(3).take(30).collect::<Vec<_>>().join("\n");
    assert_eq!(body(&b.screen.text()), body(&before));
    assert!(b.screen.app.is_working());
    assert!(
        !b.screen.text().contains("searching"),
        "{}",
        b.screen.text()
    );
    b.screen.act(Action::StillWorking);
    assert!(
        b.screen.text().contains("179 incidents · searching…"),
        "{}",
        b.screen.text()
    );
    b.finish();
    assert!(!b.screen.text().contains("searching"));
    let mut on_the_spot = Screen::new(120, 40, "");
    on_the_spot.keys("/ 'healthec'");
    assert_eq!(b.screen.text(), on_the_spot.text());
    // A late word on work that is done says nothing.
    b.screen.act(Action::StillWorking);
    assert_eq!(b.screen.text(), on_the_spot.text());
}

#[test]
fn the_cursor_finds_its_incident_however_late_the_answer_comes() {
    let mut beside = Beside::new(120, 40, "");
    beside.finish();
    beside.keys("G k k");
    let here = beside.screen.app.row();
    assert!(here.is_some());
    // Asked twice before the first answer is there; in neither does the first row have it.
    beside.keys("s j j enter s j j j enter");
    beside.finish();
    assert_eq!(beside.screen.app.row(), here);
    // An answer without it, and back before that one came.
    beside.keys("u");
    beside.finish();
    beside.keys("ctrl-r u");
    beside.finish();
    assert_eq!(beside.screen.app.row(), here);
}

#[test]
fn an_old_finding_does_not_replace_a_newer_one() {
    let mut b = Beside::new(120, 40, "");
    b.finish();
    b.keys("/ 'heal'");
    let old = b.handed.take().unwrap();
    b.keys("'thec'");
    b.finish();
    let there = b.screen.text();
    let late = old.work(&mut b.bench, Pace::steady(), None).unwrap();
    b.screen.act(Action::Found(Box::new(late)));
    assert_eq!(b.screen.text(), there);
}

#[test]
fn a_completion_that_is_asked_for_too_early_is_taken_when_it_is_there() {
    let mut b = Beside::new(120, 40, "");
    b.finish();
    b.keys("/ 'method:ransom' tab");
    assert_eq!(b.screen.app.line.text(), "method:ransom");
    b.finish();
    let mut on_the_spot = Screen::new(120, 40, "");
    on_the_spot.keys("/ 'method:ransom' tab");
    assert_ne!(on_the_spot.app.line.text(), "method:ransom");
    assert_eq!(b.screen.app.line.text(), on_the_spot.app.line.text());
    assert_eq!(b.screen.text(), on_the_spot.text());
}

#[test]
fn given_up_work_finds_nothing() {
    let mut b = Beside::new(120, 40, "");
    b.finish();
    b.keys("/ 'text:patients'");
    let cancel = AtomicBool::new(true);
    let job = b.handed.take().unwrap();
    assert!(job.work(&mut b.bench, Pace::until(&cancel), None).is_none());
    cancel.store(false, Ordering::Relaxed);
    b.keys("' healthec'");
    b.finish();
    let mut on_the_spot = Screen::new(120, 40, "");
    on_the_spot.keys("/ 'text:patients healthec'");
    assert_eq!(b.screen.text(), on_the_spot.text());
}

#[test]
fn every_screen_can_be_waited_for() {
    for (screen, waits) in [
        ("2", ""),
        ("3", ""),
        ("5", ""),
        ("space j space 4", "peers: being read"),
        ("5 x", ""),
    ] {
        let mut b = Beside::new(120, 40, "");
        b.finish();
        b.keys(screen);
        assert!(b.screen.text().contains(waits), "{}", b.screen.text());
        b.finish();
        let mut on_the_spot = Screen::new(120, 40, "");
        on_the_spot.keys(screen);
        assert_eq!(b.screen.text(), on_the_spot.text(), "{screen}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn worked_out_beside_it_comes_to_the_same(steps in proptest::collection::vec(action(), 1..30), w in 0_u16..=200, h in 0_u16..=60) {
        let mut b = Beside::new(w, h, "");
        b.finish();
        let mut on_the_spot = Screen::new(w, h, "");
        for step in steps {
            step.clone().take(&mut b.screen);
            b.take_jobs();
            b.finish();
            step.clone().take(&mut on_the_spot);
            prop_assert_eq!(&b.screen.app.answer.rows, &on_the_spot.app.answer.rows, "{:?}", step);
            prop_assert_eq!(b.screen.app.cursor, on_the_spot.app.cursor, "{:?}", step);
            prop_assert_eq!(b.screen.text(), on_the_spot.text(), "{:?}", step);
        }
    }

    #[test]
    fn however_late_it_comes_the_answer_is_that_of_the_query(steps in proptest::collection::vec((action(), 0_usize..4), 1..30), w in 0_u16..=200, h in 0_u16..=60) {
        let mut b = Beside::new(w, h, "");
        for (step, pieces) in steps {
            step.take(&mut b.screen);
            b.take_jobs();
            for _ in 0..pieces {
                b.work();
            }
            let app = &b.screen.app;
            prop_assert!(app.cursor == 0 || app.cursor < app.answer.rows.len());
        }
        b.finish();
        let app = &b.screen.app;
        let mut context = Context::of(&app.catalog);
        for row in &app.marked {
            context.marked.insert(*row as usize);
        }
        context.starred = app.starred.clone();
        context.noted = query::Context::of(&app.catalog).noted;
        for row in app.notes.keys() {
            context.noted.insert(*row as usize);
        }
        let want = query::answer(&app.catalog, &app.query, &context);
        prop_assert_eq!(&app.answer.rows, &want.rows, "{}", app.query);
        if app.parsed.errors.iter().all(|e| e.unfinished) {
            prop_assert_eq!(&app.query, &app.parsed.query);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_remembered_changes_no_answer(lines in proptest::collection::vec(line(), 1..12)) {
        let catalog = bundled();
        let context = Context::of(&catalog);
        let mut memory = Memory::default();
        // Typed character by character and deleted again, as people do.
        let typed = lines.iter().flat_map(|l| {
            let ends: Vec<usize> = l.char_indices().map(|(at, _)| at).chain([l.len()]).collect();
            let there = ends.clone().into_iter();
            there.chain(ends.into_iter().rev()).map(|end| &l[..end]).collect::<Vec<_>>()
        });
        for text in typed {
            let query = parse(text).query;
            let plain = Arc::new(plan::answer(&catalog, &query, &context));
            let quick = plan::remembered(&catalog, &query, &context, &mut memory, Pace::steady(), None).unwrap();
            prop_assert_eq!(&quick.rows, &plain.rows, "{}", text);
            prop_assert_eq!(&quick.set, &plain.set, "{}", text);
            prop_assert_eq!((quick.people, quick.counted), (plain.people, plain.counted), "{}", text);
            let fields = breachlens::app::facets::fields();
            let counted = facet::all(&catalog, &quick, &fields, &mut memory, Pace::steady()).unwrap();
            for (facet, field) in counted.iter().zip(fields) {
                prop_assert_eq!(facet, &plain.facets(&catalog).count(field), "{}", text);
            }
        }
        prop_assert!(memory.bytes() < 2 << 20, "{}", memory.bytes());
    }
}
