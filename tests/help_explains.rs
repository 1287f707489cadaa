//! `?` is enough: whatever stands on any screen is explained there. Signs are collected from the drawn
//! screens, short forms from their tables.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::{
    app::{Command, Focus, Target, View, action::ACTIONS},
    model::vocabulary::{DataType, Tier, Vocabulary, Word},
    tui::{
        theme::{Depth, Name, Sign, THEMES, Theme},
        view::help,
    },
};
use screen::{Screen, bundled};
use std::collections::{BTreeMap, BTreeSet};

fn theme(ascii: bool) -> Theme {
    Theme::new(Name::Dark, Depth::True, ascii)
}

/// The help as one text, blanks made single.
fn help(ascii: bool) -> String {
    let (lines, _) = help::lines(&theme(ascii), 96, View::Browse);
    let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
    text.join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Every screen in many states: size, query, keys.
fn screens(ascii: bool, mut each: impl FnMut(&Screen, &str)) {
    let scripts: &[(&str, &[&str])] = &[
        (
            "",
            &[
                "1", "f", "enter", "s", "esc", "y", "esc", "C", "esc", ":", "esc", "i", "esc", "?",
            ],
        ),
        (
            "hims",
            &["enter", "]", "]", "]", "]", "]", "z", "[", "[", "G"],
        ),
        (
            "\"change healthcare\"",
            &[
                "enter", "pagedown", "pagedown", "]", "pagedown", "]", "]", "pagedown", "]", "]",
            ],
        ),
        (
            "healthec",
            &[
                "space", "*", "enter", "G", "]", "G", "]", "G", "]", "G", "]", "G",
            ],
        ),
        (
            "affected:>1M",
            &["2", "G", "n", "n", "+", "+", "-", "0", "H"],
        ),
        (
            "sort:-severity",
            &["3", "right", "right", "S", "z", "Z", "a", "G"],
        ),
        (
            "org:healthec,\"hims &\",\"change healthcare\"",
            &[
                "space", "space", "space", "U", "4", "pagedown", "pagedown", "pagedown",
                "pagedown", "G", "d", "p",
            ],
        ),
        (
            "",
            &[
                "5", "pagedown", "pagedown", "pagedown", "pagedown", "G", "z", "k", "k", "esc",
                "x", "p", "p", "t",
            ],
        ),
        ("", &["6", "enter", "a", "s"]),
        ("sector:dentist", &["D"]),
        ("hims affected:>1M", &["2", "3", "5", "1"]),
    ];
    for (width, height) in [(80, 24), (200, 60)] {
        for (query, keys) in scripts {
            let mut screen = Screen::on(bundled(), width, height, query, theme(ascii));
            each(&screen, query);
            for (i, key) in keys.iter().enumerate() {
                screen.keys(key);
                each(
                    &screen,
                    &format!("{width}x{height} {query}: {}", keys[..=i].join(" ")),
                );
            }
        }
    }
}

/// Letters, and the punctuation of prose.
fn is_prose(c: char) -> bool {
    c.is_ascii() || c.is_alphabetic() || "’‘“”—ʻ".contains(c)
}

#[test]
fn every_sign_on_any_screen_is_in_the_help() {
    let help = help(false);
    let mut unexplained: BTreeMap<char, String> = BTreeMap::new();
    screens(false, |screen, place| {
        for cell in &screen.buffer.content {
            for c in cell.symbol().chars() {
                // Rules and frames say nothing.
                if !is_prose(c) && !"─│╭╮╰╯┃".contains(c) && !help.contains(c) {
                    unexplained.entry(c).or_insert_with(|| place.to_owned());
                }
            }
        }
    });
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}

#[test]
fn with_ascii_signs_nothing_else_is_drawn() {
    let mut foreign: BTreeSet<(char, String)> = BTreeSet::new();
    screens(true, |screen, place| {
        for cell in &screen.buffer.content {
            for c in cell.symbol().chars() {
                if !c.is_ascii() && !c.is_alphabetic() && !foreign.iter().any(|(f, _)| *f == c) {
                    foreign.insert((c, place.to_owned()));
                }
            }
        }
    });
    assert!(foreign.is_empty(), "{foreign:#?}");
}

#[test]
fn every_action_sign_theme_and_short_form_is_in_the_help() {
    for ascii in [false, true] {
        let help = help(ascii);
        let mut missing: Vec<String> = Vec::new();
        let mut want = |text: String| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !help.contains(&text) {
                missing.push(text);
            }
        };
        for action in ACTIONS {
            want(action.sentence.to_owned());
        }
        for sign in Sign::all() {
            let (glyph, _) = theme(ascii).sign(sign);
            want(format!("{glyph} {}", sign.meaning()));
        }
        for (_, name, meaning) in THEMES {
            want(format!("{name} {meaning}"));
        }
        let short = |w: &Word| format!("{} {}", w.short, w.label);
        let words = [DataType::WORDS, Tier::WORDS].concat();
        for word in words.iter().filter(|w| !w.short.is_empty()) {
            want(short(word));
        }
        assert!(missing.is_empty(), "ascii {ascii}: {missing:#?}");
    }
}

#[test]
fn the_screen_that_is_shown_comes_first_and_tab_goes_through_the_parts() {
    let mut screen = Screen::new(100, 30, "");
    screen.keys("2 ?");
    let text = screen.text();
    let first = text.lines().nth(1).unwrap();
    assert!(first.contains("│ Timeline"), "{first}");
    assert!(text.contains("Show less time, more exactly"));
    screen.keys("tab");
    assert!(
        screen
            .text()
            .lines()
            .nth(1)
            .unwrap()
            .contains("Signs in Timeline")
    );
    assert!(screen.text().contains("somebody noticed"));
    screen.keys("tab tab");
    let third = screen.text();
    screen.keys("tab shift-tab");
    assert_eq!(screen.text(), third);
}

#[test]
fn an_empty_answer_offers_to_drop_the_term_that_removes_the_most() {
    for (keys, drop) in [
        ("", "D"),
        ("2", "D"),
        ("3", "D"),
        ("5", "D"),
        ("/", "ctrl-x"),
    ] {
        let mut screen = Screen::new(80, 24, "hims affected:>1M");
        screen.keys(keys);
        assert!(
            screen
                .text()
                .contains("drops hims: without it 109 incidents"),
            "{}",
            screen.text()
        );
        screen.keys(drop);
        assert_eq!(screen.app.line.text(), "affected:>1M", "{keys} {drop}");
        assert_eq!(screen.app.answer.rows.len(), 109);
        // The same by the mouse, on the line that says so.
        let mut screen = Screen::new(80, 24, "hims affected:>1M");
        screen.keys(keys);
        screen.click_on(Target::Hint(Command::DropTerm));
        assert_eq!(screen.app.line.text(), "affected:>1M", "{keys}, mouse");
    }
}

#[test]
fn in_the_query_line_its_hints_can_be_clicked() {
    let mut screen = Screen::new(80, 24, "");
    screen.keys("/ 'zzzz'");
    assert!(
        screen.text().contains("ctrl-u clears the line"),
        "{}",
        screen.text()
    );
    screen.click_on(Target::Hint(Command::DeleteToStart));
    assert_eq!(screen.app.line.text(), "");
    assert_eq!(screen.app.focus, Focus::Query);
}

#[test]
fn every_hint_line_names_the_help() {
    for (width, height) in [(40, 8), (80, 24), (120, 40)] {
        for keys in ["1", "enter", "f", "2", "3", "4", "5", "6"] {
            let mut screen = Screen::new(width, height, "");
            screen.keys(keys);
            let text = screen.text();
            let hints = text.lines().last().unwrap();
            assert!(hints.contains("? help"), "{width} {keys}: {hints}");
        }
    }
}

#[test]
fn every_tab_of_the_detail_pane_is_whole_at_any_width() {
    for width in 40..=160 {
        let mut screen = Screen::new(width, 30, "hims");
        screen.keys("enter");
        let text = screen.text();
        let tabs = text.lines().find(|l| l.contains("Response")).unwrap();
        assert!(
            tabs.contains("Reach") && tabs.trim_end().ends_with("Sources"),
            "{width}: {tabs}"
        );
    }
}
