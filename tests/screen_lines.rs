//! Every line of text is edited by the same keys: the query, the palette, each prompt, what is looked
//! for in the help.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::app::{
    App, Overlay, Target,
    keymap::{KEYS, Place},
    line::Line,
};
use screen::Screen;

/// What opens a line, and what leaves it.
const LINES: &[&str] = &[
    "/",
    ":",
    "n",
    "i",
    "2 @",
    "e enter",
    "U / 'x' ctrl-s",
    "? /",
];

fn line(app: &App) -> &Line {
    match &app.overlay {
        Some(Overlay::Palette { line, .. }) => line,
        Some(Overlay::Prompt(prompt)) => &prompt.line,
        Some(Overlay::Help { find, .. }) => find,
        Some(other) => panic!("no line in {other:?}"),
        None => &app.line,
    }
}

#[test]
fn every_line_of_text_knows_the_same_keys() {
    for open in LINES {
        for mut s in [Screen::new(80, 24, ""), Screen::mono(200, 60, "")] {
            s.keys(open).keys("ctrl-a ctrl-k 'ab-cd' space 'ef'");
            for (keys, want) in [
                ("", "ab-cd ef|"),
                ("home", "|ab-cd ef"),
                ("right ctrl-f", "ab|-cd ef"),
                ("ctrl-right", "ab-cd| ef"),
                ("alt-f", "ab-cd ef|"),
                ("ctrl-left alt-b", "ab-|cd ef"),
                ("delete ctrl-d", "ab-| ef"),
                ("ctrl-z", "ab-|d ef"),
                ("ctrl-r ctrl-e", "ab- ef|"),
                ("ctrl-w", "ab- |"),
                ("'x' end left ctrl-b ctrl-k", "ab-|"),
                ("'cd' alt-b alt-d", "ab-|"),
                ("ctrl-h backspace", "a|"),
                ("'b' ctrl-u 'z' ctrl-a", "|z"),
            ] {
                s.keys(keys);
                let line = line(&s.app);
                let (before, after) = line.text().split_at(line.cursor());
                assert_eq!(format!("{before}|{after}"), want, "{open}, {keys}");
                assert!(s.caret.is_some(), "{open}");
            }
        }
    }
}

#[test]
fn a_click_goes_to_a_place_in_the_line() {
    for open in [":", "n", "i", "e enter"] {
        let mut s = Screen::new(80, 24, "");
        s.keys(open).keys("ctrl-u 'abcdef'");
        let (end, y) = s.caret.unwrap();
        s.click(end - 4, y);
        assert_eq!(line(&s.app).cursor(), 2, "{open}");
        assert_eq!(s.caret, Some((end - 4, y)), "{open}");
        s.click(end + 5, y);
        assert_eq!(line(&s.app).cursor(), 6, "{open}");
        assert!(
            s.app
                .geometry
                .hits
                .iter()
                .any(|(_, t)| matches!(t, Target::Typed(..)))
        );
    }
}

#[test]
fn no_key_of_all_lines_is_taken_by_one_of_them() {
    for b in KEYS.iter().filter(|b| b.place == Place::Line) {
        let same = |place| KEYS.iter().any(|o| o.place == place && o.key == b.key);
        assert!(
            !same(Place::QueryLine) && !same(Place::TypedMenu),
            "{}",
            b.key
        );
    }
}
