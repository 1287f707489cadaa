//! Whole screens at 80x24, as they are met on the way from an incident to its report: nothing that explains a
//! screen is cut, and every word that a rule's note speaks of is explained beside it.

#[path = "common/screen.rs"]
mod screen;

use breachlens::app::{Effect, action::Content};
use screen::Screen;

const LATE: &str = "clock:hipaa-60=late sort:-affected";

#[test]
fn the_headings_of_a_comparison_are_whole() {
    let mut screen = Screen::new(80, 24, LATE);
    screen.keys("space space space c");
    for wanted in [
        "Facts  ≠ differs   ◐ stated by some only   = the same in all   – not stated",
        "▲ past a federal limit",
        "Clocks  days between dates against the number in a rule: no legal advice",
    ] {
        let found = (0..120).any(|_| {
            let found = screen
                .text()
                .lines()
                .any(|l| l.trim_end_matches(['│', '┃', ' ']).ends_with(wanted));
            screen.keys("down");
            found
        });
        assert!(found, "{wanted}\n{}", screen.text());
    }
}

#[test]
fn one_peer_is_one_other() {
    let mut screen = Screen::new(80, 24, "org:\"21st century\",geisinger,broward");
    screen.keys("space space space c");
    assert!(
        screen.text().contains("peers: 1 other "),
        "{}",
        screen.text()
    );
}

/// What the Timeline says of the incident under the cursor gets shorter before it is cut.
#[test]
fn the_facts_below_the_timeline_are_not_cut() {
    for (w, h) in [(80, 24), (120, 40), (200, 60)] {
        let mut screen = Screen::new(w, h, "");
        screen.keys("2");
        for _ in 0..screen.app.answer.rows.len() {
            let incident = screen.app.incident().unwrap();
            // A long name may be cut; what follows it is not.
            let short: String = incident.organization.chars().take(20).collect();
            let text = screen.text();
            let lines: Vec<&str> = text.lines().collect();
            let line = lines
                .iter()
                .rfind(|l| l.starts_with(&format!(" {short}")))
                .unwrap_or_else(|| panic!("{short}\n{text}"));
            let facts = line.split_once(" · ").unwrap().1;
            assert!(!facts.contains('…'), "{w}x{h}: {line}");
            screen.keys("down");
        }
    }
}

/// The notes of the rules speak of `since` and of the method.
#[test]
fn the_timeline_tab_explains_what_the_notes_of_rules_speak_of() {
    let mut screen = Screen::new(80, 24, "org:geisinger");
    screen.keys("enter ]");
    let mut said = String::new();
    for _ in 0..40 {
        for line in screen.text().lines().skip(6) {
            said.push_str(line.trim_matches(['┃', ' ']));
            said.push(' ');
        }
        screen.keys("pagedown");
    }
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "Covers breaches that took place from the date in `since`",
        "In force since 2009-09-23.",
        "With a supplier as the way in, see method",
        "How the clocks are read",
        "a late result becomes 'cannot tell'.",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
}

/// Who reads an incident writes its report with three keys: what `show --format markdown` prints.
#[test]
fn the_report_of_an_incident_is_written_from_its_detail() {
    let mut screen = Screen::new(80, 24, "org:geisinger");
    screen.keys("enter e");
    let menu = screen.text();
    assert!(menu.contains("▌this incident: report"), "{menu}");
    screen.keys("enter");
    assert!(screen.text().contains("breachlens.md"), "{}", screen.text());
    screen.keys("enter");
    let written = screen.effects.iter().find_map(|e| match e {
        Effect::Export {
            content: Content::Text(text),
            ..
        } => Some(text),
        _ => None,
    });
    let written = written.unwrap();
    for wanted in [
        "# Geisinger · 2024",
        "## Notification clocks",
        "law enforcement asked for a delay",
        "## Sources",
    ] {
        assert!(written.contains(wanted), "{wanted}\n{written}");
    }
    // In the table the answer comes first.
    let mut screen = Screen::new(80, 24, "org:geisinger");
    screen.keys("e");
    let menu = screen.text();
    assert!(menu.contains("▌1 incident: table"), "{menu}");
    assert!(menu.contains("this incident: report"), "{menu}");
}
