//! Importing, starring and noting from inside the explorer, as far as the explorer itself goes.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::{
    app::{Action, Effect},
    catalog::open::{Sources, open},
};
use screen::Screen;
use std::sync::Arc;

#[test]
fn a_list_is_asked_for_imported_and_reported() {
    let mut s = Screen::new(80, 24, "");
    s.keys("i '~/list");
    assert!(s.text().contains("Import a list"), "{}", s.text());
    s.effects.clear();
    s.keys("tab");
    assert_eq!(s.effects, [Effect::CompletePath("~/list".into())]);
    s.act(Action::Typed("~/list.csv".into()));
    s.keys("space 'as' space 'ocr'");
    s.effects.clear();
    s.keys("enter");
    let import = Effect::Import {
        file: "~/list.csv".into(),
        name: Some("ocr".into()),
    };
    assert_eq!(s.effects, [import]);
    // Esc stops it; a second import waits for the first.
    s.effects.clear();
    s.keys("esc");
    assert_eq!(s.effects, [Effect::StopImport]);
    s.keys("i");
    assert!(s.text().contains("going on"), "{}", s.text());

    s.keys("j space");
    let marked = s.app.catalog.id(s.app.marked[0] as usize).into_owned();
    let sources = Sources {
        files: vec!["tests/fixtures/import/portal.csv".into()],
        ..Sources::default()
    };
    let catalog = open(&sources).unwrap().catalog;
    let rows = catalog.len();
    s.act(Action::Reload(
        Arc::new(catalog),
        Some(vec![
            "read as ocr (portal): 9 rows".into(),
            "stored as `ocr`".into(),
        ]),
    ));
    s.draw();
    assert!(s.text().contains("read as ocr (portal)") && s.text().contains("stored as `ocr`"));
    s.keys("esc");
    assert_eq!(s.app.catalog.len(), rows);
    assert_eq!(s.app.answer.rows.len(), s.app.catalog.incidents());
    let still = s.app.catalog.id(s.app.marked[0] as usize);
    assert_eq!(still, marked, "marks stay on their incidents");
    assert!(!s.app.importing);
}

#[test]
fn a_star_and_a_note_are_to_be_kept() {
    let mut s = Screen::new(120, 40, "");
    let row = s.app.row().unwrap();
    s.effects.clear();
    s.keys("* n 'ask' space 'them' enter");
    let kept = [
        Effect::SaveStar { row, star: true },
        Effect::SaveNote {
            row,
            note: "ask them".into(),
        },
    ];
    assert_eq!(s.effects, kept);
    assert!(s.text().contains("ask them"), "{}", s.text());
    s.act(Action::SetQuery("is:noted is:starred".into()));
    assert_eq!(s.app.answer.rows, [row]);
    // The note that is there is offered to be changed; an empty one takes it away.
    s.effects.clear();
    s.keys("n ctrl-u enter");
    assert_eq!(
        s.effects,
        [Effect::SaveNote {
            row,
            note: String::new()
        }]
    );
}
