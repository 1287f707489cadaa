//! Where the cursor goes when the query changes: it stays on the incident that somebody put it on, and
//! undo brings it back; typed words go to their best match.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::{app::Target, model::Vocabulary};
use screen::Screen;

fn id(screen: &Screen) -> String {
    screen.app.incident().unwrap().id.to_string()
}

/// The cursor's row is drawn, and the chosen incident's name stands in it.
fn is_in_sight(screen: &Screen) -> bool {
    let name = screen.app.incident().unwrap().organization.to_string();
    let start: String = name.chars().take(12).collect();
    let text = screen.text();
    text.lines()
        .any(|l| l.starts_with('▌') && l.contains(&start))
}

#[test]
fn a_filter_that_has_the_incident_keeps_it_and_going_back_does_too() {
    let mut screen = Screen::new(120, 30, "");
    screen.keys("G k k k k k k");
    let here = id(&screen);
    let tier = screen.app.incident().unwrap().system.tier.unwrap().id();
    // Typed as a term: the letters on the way are words, the term is none.
    screen.keys(&format!("/ 'tier:{tier}' enter"));
    assert_eq!(id(&screen), here);
    assert!(is_in_sight(&screen), "{}", screen.text());
    screen.keys("u");
    assert_eq!(id(&screen), here);
    screen.keys("ctrl-r");
    assert_eq!(id(&screen), here);
    assert!(is_in_sight(&screen), "{}", screen.text());
    // Another order.
    screen.keys("s j j j enter");
    assert!(screen.app.line.text().contains("sort:"));
    assert_eq!(id(&screen), here);
    assert!(is_in_sight(&screen), "{}", screen.text());
    screen.keys("U");
    assert_eq!(id(&screen), here);
}

#[test]
fn a_filter_without_the_incident_goes_to_the_first_row_and_back_to_the_incident() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("j j j j j j j");
    assert_eq!(id(&screen), "hims-hers-2026");
    // The first facet value has it not.
    screen.keys("f j space");
    assert!(screen.app.line.text().contains("method:"));
    assert_eq!(screen.app.cursor, 0);
    // Ticked off again, undone and done again.
    screen.keys("space");
    assert_eq!(id(&screen), "hims-hers-2026");
    screen.keys("u");
    assert_eq!(screen.app.cursor, 0);
    screen.keys("u");
    assert_eq!(id(&screen), "hims-hers-2026");
    // Who goes on from there stays where they went.
    screen.keys("ctrl-r esc j j");
    let there = id(&screen);
    screen.keys("u");
    assert_eq!(id(&screen), there);
}

#[test]
fn words_go_to_their_best_match_and_undo_comes_back() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("j j j j j j j / 'blackbaud' enter");
    assert_eq!(screen.app.cursor, 0);
    assert!(id(&screen).starts_with("blackbaud"), "{}", id(&screen));
    screen.keys("u");
    assert_eq!(id(&screen), "hims-hers-2026");
    // In the line, too, until it says what it said before.
    screen.keys("/ 'blackb'");
    assert_eq!(screen.app.cursor, 0);
    screen.keys("ctrl-w");
    assert_eq!(id(&screen), "hims-hers-2026");
}

#[test]
fn from_the_first_row_another_order_shows_its_first_row() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("s j j enter");
    assert!(screen.app.line.text().contains("sort:"));
    assert_eq!(screen.app.cursor, 0);
}

#[test]
fn another_incident_opened_outside_of_the_query_is_left_by_undo() {
    let mut screen = Screen::new(120, 40, "method:ransomware");
    screen.keys("j j j");
    let here = id(&screen);
    let row = screen.app.catalog.row_of("hims-hers-2026").unwrap();
    screen.act(breachlens::app::Action::Click {
        target: breachlens::app::Target::Incident(u32::try_from(row).unwrap()),
        twice: false,
    });
    assert_eq!(id(&screen), "hims-hers-2026");
    screen.keys("u");
    assert_eq!(screen.app.line.text(), "method:ransomware");
    assert_eq!(id(&screen), here);
}

#[test]
fn undo_in_the_line_takes_text_and_answer_back_together() {
    for (typed, undos) in [
        (
            "method:ra",
            &["tab ctrl-z", "tab esc", "tab 'x' ctrl-z ctrl-z"][..],
        ),
        ("method:ransomw", &["tab ctrl-z", "tab 'x' ctrl-z ctrl-z"]),
        ("hims da", &["tab ctrl-z"]),
        ("tier:aux", &["tab ctrl-z", "backspace ctrl-z"]),
    ] {
        for undo in undos {
            let mut screen = Screen::new(120, 40, "data:ssn");
            screen.keys(&format!("/ '{typed}'"));
            let before = (
                screen.app.line.text().to_owned(),
                screen.app.answer.rows.clone(),
            );
            screen.keys(undo);
            let after = (
                screen.app.line.text().to_owned(),
                screen.app.answer.rows.clone(),
            );
            assert_eq!(after, before, "{typed} {undo}");
        }
    }
    // And forward again.
    let mut screen = Screen::new(120, 40, "");
    screen.keys("/ 'method:ra' tab");
    let taken = screen.app.answer.rows.clone();
    screen.keys("ctrl-z ctrl-r");
    assert_eq!(screen.app.line.text(), "method:ransomware");
    assert_eq!(screen.app.answer.rows, taken);
}

/// How many rows of the table are drawn above and below the cursor's.
fn around(screen: &Screen) -> (usize, usize) {
    let hits = screen.app.geometry.hits.iter();
    let rows: Vec<usize> = hits
        .filter_map(|(_, target)| match target {
            Target::Row(at) => Some(*at),
            _ => None,
        })
        .collect();
    let (first, last) = (rows.iter().min().unwrap(), rows.iter().max().unwrap());
    let cursor = screen.app.cursor;
    (cursor - first, last - cursor)
}

/// After a jump the cursor stands on no edge of what is in sight, so that its neighbours are seen.
#[test]
fn jumps_show_what_stands_around_and_steps_move_by_one() {
    for (w, h) in [(80, 24), (120, 30), (200, 60)] {
        let inner = |screen: &Screen, what: &str| {
            let (above, below) = around(screen);
            let (cursor, rows) = (screen.app.cursor, screen.app.answer.rows.len());
            let wanted = (screen.app.geometry.table_rows / 8).min(4);
            assert!(wanted >= 1, "{w}x{h}");
            assert!(
                above >= wanted.min(cursor) && below >= wanted.min(rows - 1 - cursor),
                "{w}x{h} {what}: {above} above, {below} below\n{}",
                screen.text()
            );
        };
        // The last incident in sight of another query, at many places.
        for down in [3, 9, 17, 23, 31, 47, 60] {
            let mut screen = Screen::new(w, h, "");
            screen.keys(&"down ".repeat(down));
            let here = id(&screen);
            let country = screen.app.incident().unwrap().country.clone().unwrap();
            screen.keys(&format!("/ 'country:{country}' enter"));
            assert_eq!(id(&screen), here);
            inner(&screen, "filter");
            screen.keys("s down down down enter");
            assert_eq!(id(&screen), here);
            inner(&screen, "order");
            screen.keys("u");
            inner(&screen, "order undone");
            screen.keys("u");
            assert_eq!(id(&screen), here);
            inner(&screen, "undo");
            screen.keys("ctrl-r");
            inner(&screen, "redo");
            screen.keys("U");
            inner(&screen, "all");
        }
        // From a signal to its incident.
        let mut screen = Screen::new(w, h, "");
        screen.keys("6 enter down enter esc");
        if screen.app.cursor > 0 {
            inner(&screen, "signal");
        }
        // A step moves the list by one row, and only from its edge.
        let mut screen = Screen::new(w, h, "");
        let tall = around(&screen).1;
        screen.keys(&"down ".repeat(tall));
        assert_eq!((around(&screen), screen.app.offset), ((tall, 0), 0));
        screen.keys("down");
        assert_eq!((around(&screen), screen.app.offset), ((tall, 0), 1));
        screen.keys("up");
        assert_eq!(screen.app.offset, 1);
    }
}
