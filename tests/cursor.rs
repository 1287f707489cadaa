//! Where the cursor goes when the query changes: it stays on the incident that somebody put it on, and
//! undo brings it back; typed words go to their best match.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::model::Vocabulary;
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
