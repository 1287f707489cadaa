//! Every screen, tab and overlay on hostile records, at every size from one cell up.

use crate::{corpus, invariants, outputs::foreign_text};
use breachlens::{
    app::{Action, App, Command, Target, View, action::ACTIONS, input::Key},
    catalog::{Builder, Catalog},
    dataset::library::{Mark, MarkKey, Marks},
    model::{Incident, Text},
    tui::theme::{Depth, Name, Theme},
};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use std::sync::{Arc, OnceLock};

const SIZES: [(u16, u16); 7] = [
    (0, 0),
    (1, 1),
    (40, 8),
    (80, 24),
    (120, 40),
    (300, 100),
    (500, 3),
];

/// The hostile records with stars and notes as hostile as they are, in a set of such a name.
fn catalog() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    let build = || {
        let set = "se\u{1b}[31mt\u{202e}";
        let mut marks = Marks::default();
        let mut builder = Builder::new();
        let records = corpus::records();
        for (r, (_, text)) in records.iter().zip(corpus::TEXTS) {
            let note = text.lines().map(Text::new).collect();
            marks
                .0
                .insert(MarkKey::of(set, r), Mark { star: true, note });
        }
        builder.set_marks(marks);
        builder.match_sets();
        builder.add_records(set, &records);
        builder.add_records("another", &records[..5]);
        let plain: Incident = serde_json::from_value(corpus::record_json(998, "Plain")).unwrap();
        builder.add_records("another", [&plain]);
        let mut long = corpus::record_json(999, &corpus::long(20_000));
        long["aliases"] = vec![corpus::marks(5_000); 300].into();
        let long: Incident = serde_json::from_value(long).unwrap();
        builder.add_records("another", [&long]);
        Arc::new(builder.finish())
    };
    CATALOG.get_or_init(build).clone()
}

fn app(width: u16, height: u16) -> App {
    let mut app = App::new(catalog(), "");
    invariants::act(&mut app, Action::Resize(width, height));
    app
}

fn theme() -> Theme {
    Theme::new(Name::Dark, Depth::True, false)
}

fn keys(app: &mut App, keys: &str) {
    for key in keys.split(' ') {
        invariants::press(app, key.parse::<Key>().unwrap());
    }
}

#[test]
fn every_screen_at_every_size() {
    for (width, height) in SIZES {
        for (view, ..) in View::ALL {
            let mut app = app(width, height);
            // Six incidents to compare, hostile ones all.
            keys(&mut app, "space j space j space j space j j space j space");
            app.view = *view;
            invariants::act(&mut app, Action::Resize(width, height));
            for name in [Name::Dark, Name::Mono] {
                for ascii in [false, true] {
                    invariants::draw(
                        &mut app,
                        &Theme::new(name, Depth::True, ascii),
                        width,
                        height,
                    );
                }
            }
            // A screen of thirty thousand cells is drawn once; the keys are for those that people have.
            let keys_of_a_person = ["j", "G", "l l l", "enter", "z", "x", "tab", "n", "d"];
            for keys_here in keys_of_a_person.into_iter().filter(|_| width <= 80) {
                keys(&mut app, keys_here);
                invariants::draw(&mut app, &theme(), width, height);
            }
        }
    }
}

#[test]
fn every_record_in_every_tab_of_the_detail() {
    for (width, height) in [(40, 30)] {
        let mut app = app(width, height);
        keys(&mut app, "d z");
        for _ in 0..catalog().len() {
            for _ in 0..6 {
                keys(&mut app, "]");
                invariants::draw(&mut app, &theme(), width, height);
                keys(&mut app, "pagedown");
                invariants::draw(&mut app, &theme(), width, height);
            }
            keys(&mut app, "J");
        }
    }
}

#[test]
fn every_command_on_every_screen_and_what_lies_on_top_of_it() {
    for (width, height) in [(1, 1), (40, 8), (80, 24)] {
        for (view, ..) in View::ALL {
            let mut base = None;
            // A third of the commands on each screen; all of them over the screens.
            let third = |n: usize| (n + usize::from(width)) % 3 == (*view as usize) % 3;
            for (_, entry) in ACTIONS.iter().enumerate().filter(|(n, _)| third(*n)) {
                let mut app = base.take().unwrap_or_else(|| app(width, height));
                app.view = *view;
                invariants::act(&mut app, Action::Do(entry.command));
                invariants::draw(&mut app, &theme(), width, height);
                // Overlays scroll, filter and choose; back closes them.
                for action in [
                    Action::Paste("e\u{1b}[31m\u{202e}".into()),
                    Action::Do(Command::Down),
                    Action::Do(Command::PageDown),
                    Action::Do(Command::Back),
                    Action::Do(Command::Back),
                ] {
                    let drawn = matches!(action, Action::Do(Command::PageDown));
                    invariants::act(&mut app, action);
                    if drawn {
                        invariants::draw(&mut app, &theme(), width, height);
                    }
                }
                invariants::act(&mut app, Action::SetQuery(String::new()));
                app.overlay = None;
                base = Some(app);
            }
        }
    }
}

#[test]
fn hostile_queries_notes_and_paths_are_typed_and_pasted() {
    for (_, text) in corpus::TEXTS.iter().step_by(2) {
        let mut app = app(80, 24);
        for open in ["/", ":", "i", "n", "2 @"] {
            keys(&mut app, "esc esc esc 1");
            // Nothing is found by the text before: without a row there is no note, and what is typed next would
            // make a query of many hundred words.
            invariants::act(&mut app, Action::SetQuery(String::new()));
            keys(&mut app, open);
            assert!(app.overlay.is_some() || open == "/", "{open} opens nothing");
            invariants::act(&mut app, Action::Paste((*text).to_owned()));
            invariants::draw(&mut app, &theme(), 80, 24);
            for c in text.chars() {
                invariants::act(&mut app, Action::Type(c));
            }
            invariants::draw(&mut app, &theme(), 80, 24);
            invariants::act(&mut app, Action::Do(Command::Accept));
            invariants::draw(&mut app, &theme(), 80, 24);
        }
        invariants::act(&mut app, Action::SetQuery((*text).to_owned()));
        invariants::draw(&mut app, &theme(), 80, 24);
        // As it comes from the command line.
        let mut app = App::new(catalog(), text);
        invariants::draw(&mut app, &theme(), 80, 24);
    }
}

/// What a copy takes and an export would write.
#[test]
fn what_leaves_the_screen_is_harmless() {
    for n in (0..catalog().len()).step_by(3) {
        let mut app = app(120, 40);
        app.cursor = n;
        invariants::act(&mut app, Action::Do(Command::Down));
        for menu in [Command::CopyMenu, Command::SourceMenu] {
            for item in 0..6 {
                invariants::act(&mut app, Action::Do(menu));
                for _ in 0..item {
                    invariants::act(&mut app, Action::Do(Command::Down));
                }
                invariants::act(&mut app, Action::Do(Command::Open));
                app.overlay = None;
            }
        }
    }
}

/// The columns of the table stand where their headings stand, in every row, whatever is in it.
#[test]
fn no_text_pushes_the_next_column_of_the_table_aside() {
    for (width, height) in [(80, 24), (120, 60), (200, 60), (300, 100)] {
        let mut app = app(width, height);
        keys(&mut app, "d");
        for _ in 0..2 {
            let buffer = invariants::draw(&mut app, &theme(), width, height);
            let at = |wanted: fn(&Target) -> bool| -> Vec<_> {
                let hits = app.geometry.hits.iter();
                hits.filter(|(_, t)| wanted(t))
                    .map(|(area, _)| *area)
                    .collect()
            };
            let headers = at(|t| matches!(t, Target::Header(_)));
            let rows = at(|t| matches!(t, Target::Row(_)));
            assert!(headers.len() > 2 && rows.len() > 5, "{headers:?} {rows:?}");
            for row in &rows {
                for header in headers.iter().skip(1) {
                    let gap = &buffer[(header.x - 1, row.y)];
                    assert!(
                        gap.symbol().trim().is_empty(),
                        "{:?} in {}",
                        gap,
                        line(&buffer, row.y)
                    );
                }
            }
            keys(&mut app, "pagedown");
        }
    }
}

fn line(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width)
        .map(|x| buffer[(x, y)].symbol())
        .collect()
}

/// A hostile record is drawn in the same frame as a plain one: lines and headings stand in the same cells.
#[test]
fn frames_stand_where_they_stand_for_plain_text() {
    let lone = |text: &str| {
        let r: Incident = serde_json::from_value(corpus::record_json(2, text)).unwrap();
        Arc::new(invariants::catalog(&[r]))
    };
    let frame = |catalog: Arc<Catalog>| {
        let mut app = App::new(catalog, "");
        invariants::act(&mut app, Action::Resize(140, 40));
        invariants::draw(&mut app, &theme(), 140, 40);
        let buffer = invariants::draw(&mut app, &theme(), 140, 40);
        let mut lines = Vec::new();
        for y in 0..40 {
            for x in 0..140 {
                if ["│", "├", "┤", "┬", "┴", "┌", "┐", "└", "┘"].contains(&buffer[(x, y)].symbol())
                {
                    lines.push((x, y));
                }
            }
        }
        // Boxes inside a text move with its lines; the frame runs down the screen.
        let down = |x: u16| lines.iter().filter(|(at, _)| *at == x).count() > 30;
        lines
            .iter()
            .copied()
            .filter(|(x, _)| down(*x))
            .collect::<Vec<(u16, u16)>>()
    };
    let plain = frame(lone("Plain"));
    assert!(!plain.is_empty());
    for (what, text) in corpus::TEXTS {
        assert_eq!(frame(lone(text)), plain, "{what}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_drawn_at_any_size(text in foreign_text(), w in 0_u16..200, h in 0_u16..60, tab in 0_usize..6) {
        let r: Incident = serde_json::from_value(corpus::record_json(3, &text)).unwrap();
        let mut app = App::new(Arc::new(invariants::catalog(&[r.clone(), r])), "");
        invariants::act(&mut app, Action::Resize(w, h));
        for _ in 0..tab {
            keys(&mut app, "]");
        }
        for screen in ["1", "2", "3", "4", "5", "6"] {
            keys(&mut app, screen);
            invariants::draw(&mut app, &theme(), w, h);
        }
    }
}
