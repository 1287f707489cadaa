//! A delay that law enforcement asked for is told wherever the verdict stands that it may excuse: on the
//! screens, in reports and in JSON. No verdict changes for it.

#[path = "common/commands.rs"]
mod commands;
#[path = "common/screen.rs"]
mod screen;

use commands::out;
use screen::Screen;

const SENTENCE: &str = "The record says that law enforcement asked for a delay, which this rule allows (45 CFR 164.412); the days are counted all the same.";
const BELOW: &str = "The record says that law enforcement asked for a delay; the days are counted all the same. Rules that allow it: HIPAA notice to people; HIPAA report to HHS, 500 people or more (45 CFR 164.412).";

/// The text of a screen as running words.
fn words(text: &str) -> String {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|w| !matches!(*w, "┃" | "│"))
        .collect();
    words.join(" ")
}

/// Everything that a tab says, from its first page to its last.
fn pages(screen: &mut Screen) -> String {
    let mut out = String::new();
    for _ in 0..20 {
        // Without what stands above and below the text.
        let text = screen.text();
        let lines: Vec<&str> = text.lines().collect();
        let inner = &lines[6..lines.len() - 1];
        // A page may begin with lines of the one before.
        for line in inner {
            if !out.lines().any(|l| l == *line) {
                out.push_str(line);
                out.push('\n');
            }
        }
        screen.keys("pagedown");
    }
    words(&out)
}

#[test]
fn the_tabs_of_an_incident_say_it_beside_the_verdicts() {
    for (w, h) in [(80, 24), (120, 40), (200, 60)] {
        for id in ["21st century oncology", "org:geisinger", "broward health"] {
            let mut screen = Screen::new(w, h, id);
            screen.keys(if w < 100 { "enter" } else { "enter z" });
            let overview = pages(&mut screen);
            assert!(
                overview.contains("law enforcement asked for a delay"),
                "{w}x{h} {id}\n{overview}"
            );
            assert!(overview.contains(BELOW), "{w}x{h} {id}\n{overview}");
            screen.keys("]");
            let timeline = pages(&mut screen);
            assert!(timeline.contains(SENTENCE), "{w}x{h} {id}\n{timeline}");
        }
        let mut screen = Screen::new(w, h, "org:\"change healthcare\"");
        screen.keys(if w < 100 { "enter" } else { "enter z" });
        assert!(!pages(&mut screen).contains("asked for a delay"));
    }
}

#[test]
fn the_readout_of_a_comparison_says_it() {
    let mut screen = Screen::new(200, 60, "org:\"21st century\",\"change healthcare\"");
    screen.keys("space space c right");
    for _ in 0..200 {
        if words(&screen.text()).contains(SENTENCE.trim_end_matches('.')) {
            return;
        }
        screen.keys("down");
    }
    panic!("{}", screen.text());
}

#[test]
fn commands_say_it_below_the_clocks_and_in_json() {
    let id = "21st-century-oncology-2015";
    let other = "change-healthcare-2024";
    for args in [
        &["show", id, "--width", "100"][..],
        &["show", id, "--format", "markdown"],
        &["timeline", id, "--width", "80"],
        &["compare", id, other, "--width", "100"],
        &["compare", id, other, "--format", "markdown"],
    ] {
        let text = words(&out(args));
        assert!(text.contains(BELOW), "{args:?}\n{text}");
        assert_eq!(text.matches("asked for a delay").count(), 1, "{args:?}");
    }
    for args in [
        &["timeline", id, "--format", "json"][..],
        &["compare", id, other, "--format", "json"],
    ] {
        assert_eq!(out(args).matches(SENTENCE).count(), 2, "{args:?}");
    }
    assert!(!out(&["show", other]).contains("asked for a delay"));
}

/// What is late stays late, and what cannot be told stays so.
#[test]
fn verdicts_stay_as_they_are() {
    let ids = |query: &str| out(&["list", "--format", "jsonl", "--", query]);
    assert!(ids("clock:hipaa-60=late").contains("21st-century-oncology-2015"));
    assert!(!ids("clock:hipaa-60=late").contains("geisinger-2023"));
}
