//! Importing, starring and noting from inside the explorer, as far as the explorer itself goes.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::{
    app::{Action, Effect, Loading, Message},
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
    assert_eq!(s.effects, [Effect::Import("~/list.csv as ocr".into())]);
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
fn a_list_that_is_refused_stays_to_be_mended() {
    let mut s = Screen::new(120, 40, "");
    s.keys("i 'lst.csv' enter");
    s.act(Action::ImportOver(
        "lst.csv: cannot be read: not found; check the path".into(),
    ));
    assert!(
        s.text()
            .contains("lst.csv: cannot be read: not found; check the path"),
        "{}",
        s.text()
    );
    s.effects.clear();
    s.keys("'x' enter");
    let again = |file: &str| Effect::Import(file.into());
    assert_eq!(s.effects, [again("lst.csvx")]);
    // Once the list is being read one may look around; a fault found late leaves the typed path for the
    // next time.
    s.act(Action::Importing("importing: 5,000 rows; esc stops".into()));
    assert!(s.text().contains("importing: 5,000 rows; esc stops"));
    assert!(!s.text().contains("Import a list"), "{}", s.text());
    s.act(Action::ImportOver("row 6,000 is no row; look at it".into()));
    assert!(s.text().contains("row 6,000 is no row; look at it"));
    s.keys("i backspace enter");
    assert_eq!(s.effects.last(), Some(&again("lst.csv")));
    // Leaving the question stops what it asked for.
    s.effects.clear();
    s.keys("esc");
    assert_eq!(s.effects, [Effect::StopImport]);
    s.act(Action::ImportOver(
        "the import was stopped; i starts it again".into(),
    ));
    assert!(!s.text().contains("Import a list"), "{}", s.text());
}

#[test]
fn an_export_that_is_refused_stays_to_be_mended() {
    let says = |text: &str, is_error| {
        Action::Exported(Message {
            text: text.into(),
            is_error,
        })
    };
    for mut s in [Screen::new(40, 12, ""), Screen::mono(120, 40, "")] {
        s.keys("e enter enter");
        let fault = "breachlens.csv: is already there; take another name, or put ! before it to replace the file";
        s.act(says(fault, true));
        // All of it is there, however narrow the screen is.
        let shown = s.text();
        assert!(fault.split(' ').all(|word| shown.contains(word)), "{shown}");
        s.keys("ctrl-u '!x.csv' enter");
        assert!(matches!(
            s.effects.last(),
            Some(Effect::Export { path, replace: true, .. }) if path == "x.csv"
        ));
        s.act(says("written to x.csv", false));
        assert!(s.text().contains("written to x.csv") && !s.text().contains("Write to"));
        // Who has left the question is still told.
        s.keys("e enter enter esc");
        s.act(says("x: is a folder; name a file", true));
        assert!(
            s.text().contains("x: is a folder; name a file"),
            "{}",
            s.text()
        );
    }
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

#[test]
fn a_path_in_the_query_line_is_told_and_imported_with_a_key() {
    for mut s in [Screen::new(80, 24, "hims"), Screen::mono(40, 12, "hims")] {
        let path = "'/tmp/a b.csv'";
        s.keys("/ ctrl-u");
        s.effects.clear();
        s.act(Action::Paste(format!("{path}\n")));
        assert!(
            s.effects.contains(&Effect::LookFor(path.into())),
            "{:?}",
            s.effects
        );
        assert!(!s.text().contains("this is a file"), "{}", s.text());
        // It is looked for once.
        s.effects.clear();
        s.keys("left end");
        assert!(!s.effects.iter().any(|e| matches!(e, Effect::LookFor(_))));
        s.act(Action::IsFile(path.into()));
        assert!(
            s.text().contains("this is a file, no query: ctrl-o"),
            "{}",
            s.text()
        );
        s.keys("ctrl-o");
        assert!(
            s.text().contains("Import a list") && s.text().contains(path),
            "{}",
            s.text()
        );
        assert_eq!(s.app.line.text(), "hims", "the query is what it was");
        s.effects.clear();
        s.keys("space '--map' space 'organization=Name' enter");
        let typed = format!("{path} --map organization=Name");
        assert_eq!(s.effects, [Effect::Import(typed)]);
    }
    // Kept with Enter, or told too late, it is the same.
    let mut s = Screen::new(120, 40, "hims");
    s.keys("/ ctrl-u");
    s.act(Action::Paste("/tmp/list.csv".into()));
    s.keys("enter");
    s.act(Action::IsFile("/tmp/list.csv".into()));
    assert!(
        s.text().contains("this is a file, no query"),
        "{}",
        s.text()
    );
    s.keys("/ 'x'");
    assert!(!s.text().contains("this is a file"), "{}", s.text());
    s.act(Action::IsFile("/tmp/list.csv".into()));
    assert!(!s.text().contains("this is a file"), "{}", s.text());
    s.keys("backspace");
    s.act(Action::IsFile("/tmp/list.csv".into()));
    s.keys("esc i");
    assert!(s.text().contains("\u{276f} /tmp/list.csv"), "{}", s.text());
    assert_eq!(s.app.line.text(), "hims");
}

#[test]
fn what_a_list_no_longer_shows_is_told_whole_on_a_narrow_screen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let rows = "Elm,many,12/32/2023\nOak,5,02/03/2023\nAsh,some,02/03/2023\n";
    std::fs::write(&path, format!("Name,Affected,Date filed\n{rows}")).unwrap();
    let opened = open(&Sources {
        files: vec![path.to_string_lossy().into_owned()],
        no_bundled: true,
        ..Sources::default()
    })
    .unwrap();
    let said = Message::about(&opened.faults).unwrap();
    let mut screen = Screen::mono(80, 24, "");
    screen.act(Action::Reload(Arc::new(opened.catalog), None));
    screen.act(Action::Say(said));
    let text = screen.text();
    let told: Vec<&str> = text.split_whitespace().collect();
    let told = told.join(" ");
    for part in [
        "list.csv:2: Affected: `many` is no number of people; the rest of its row is shown;",
        "(and 2 more cells cannot be read; `breachlens import --dry-run --report json",
        "names them all)",
        // The rows are there.
        "3 incidents",
    ] {
        assert!(told.contains(part), "{part}\n{text}");
    }
    let after = screen.keys("j").text();
    assert!(!after.contains("names them all"), "{after}");
}

#[test]
fn a_reading_that_breaks_off_is_over_and_says_so() {
    let mut s = Screen::mono(80, 24, "");
    s.app.incomplete = true;
    s.act(Action::Loading(Some(Loading::default())));
    assert!(s.text().contains(" so far"), "{}", s.text());
    s.act(Action::CutShort(Message {
        text: "list.csv: cannot be read on: the disk is gone".into(),
        is_error: true,
    }));
    s.act(Action::Loading(None));
    let text = s.text();
    assert!(
        text.contains("cannot be read on") && text.contains(", not all"),
        "{text}"
    );
    assert!(!text.contains("so far"), "{text}");
    // Records that are whole again take its place.
    s.act(Action::Reload(screen::bundled(), None));
    assert!(!s.text().contains("not all"), "{}", s.text());
}
