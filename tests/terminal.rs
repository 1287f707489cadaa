//! The real binary in a pseudo-terminal: it opens, is typed into, shows what it should, and leaves the
//! terminal as it found it however it ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "common/terminal.rs"]
mod terminal;

use terminal::Session;

fn start(size: (u16, u16), args: &[&str]) -> Session {
    let home = std::env::temp_dir().join("breachlens-no-home");
    Session::new(env!("CARGO_BIN_EXE_breachlens"))
        .args(args)
        .env("COLORTERM", "truecolor")
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", home.to_str().unwrap())
        .size(size.0, size.1)
        .start()
}

#[test]
fn it_opens_is_typed_into_and_leaves_everything_as_it_was() {
    let mut s = start((100, 30), &[]);
    s.wait_for("Organization");
    assert!(s.modes().alternate_screen);
    s.type_text("/helthec");
    s.wait_for("1 of 179");
    s.type_text("\r\r");
    s.wait_for("HealthEC · 2023");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

#[test]
fn a_query_on_the_command_line_is_the_first_screen() {
    let mut s = start(
        (120, 40),
        &["data:ssn", "-measure:credit_monitoring", "sort:-affected"],
    );
    s.wait_for("data:ssn -measure:credit_monitoring sort:-affected");
    s.wait_for("Viamedis");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

#[test]
fn every_screen_survives_a_storm_of_sizes() {
    let mut s = start((120, 40), &[]);
    s.wait_for("Organization");
    for view in ["2", "3", "4", "5", "6", "1"] {
        s.type_text(view);
        for (w, h) in [(1, 1), (300, 90), (39, 7), (80, 24), (2, 60), (120, 40)] {
            s.resize(w, h);
        }
    }
    s.wait_for("Organization");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_whole() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut s = start((80, 24), &[]);
        s.wait_for("Organization");
        s.type_text("/ransom");
        s.signal(signal);
        assert!(!s.wait_exit().success());
        s.assert_restored();
    }
}

#[test]
fn the_mouse_opens_sorts_and_can_be_given_back() {
    let mut s = start((120, 40), &[]);
    s.wait_for("Organization");
    assert!(s.modes().mouse);
    let line = s.text().lines().nth(3).unwrap().to_owned();
    let column = line.chars().position(|c| c == 'P').unwrap();
    s.click(u16::try_from(column).unwrap() + 1, 3);
    s.wait_for("sort:-affected");
    s.type_text("M");
    s.wait_for("the mouse is the terminal's");
    assert!(!s.modes().mouse);
    s.type_text("q");
    s.wait_exit();
    s.assert_restored();
}

#[test]
fn pasted_text_is_typed_and_never_obeyed() {
    let mut s = start((100, 30), &[]);
    s.wait_for("Organization");
    s.paste("hims\nq\x1b]0;owned\x07");
    s.wait_for("hims q");
    assert_eq!(s.sent("owned\x07"), 0);
    s.type_text("\r");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

#[test]
fn without_colour_the_cursor_is_still_seen() {
    let mut s = Session::new(env!("CARGO_BIN_EXE_breachlens"))
        .env("NO_COLOR", "1")
        .env("TERM", "xterm-256color")
        .env("BREACHLENS_CONFIG", "")
        .size(80, 24)
        .start();
    s.wait_for("Organization");
    let screen = s.screen();
    let reversed =
        (0..24).any(|y| (0..80).any(|x| screen.cell(y, x).is_some_and(vt100::Cell::inverse)));
    assert!(reversed, "the cursor row is drawn reversed");
    let coloured = (0..24).any(|y| {
        (0..80).any(|x| {
            screen.cell(y, x).is_some_and(|c| {
                c.fgcolor() != vt100::Color::Default || c.bgcolor() != vt100::Color::Default
            })
        })
    });
    assert!(!coloured);
    s.type_text("q");
    s.wait_exit();
}

#[test]
fn an_export_is_written_and_never_over_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.csv");
    let mut s = start((120, 40), &["hims"]);
    s.wait_for("Hims & Hers");
    let ask = |s: &mut Session| {
        s.type_text("e");
        s.wait_for("Write to a file");
        s.type_text("\r");
        s.wait_for("breachlens.csv");
        s.type_text("\x15");
        s.type_text(path.to_str().unwrap());
        s.type_text("\r");
    };
    ask(&mut s);
    s.wait_for("written to");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("id,known,org,"), "{text}");
    assert!(text.contains("hims-hers-2026,2026-04-02,Hims & Hers,"));
    ask(&mut s);
    s.wait_for("is already there");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    s.type_text("q");
    s.wait_exit();
    s.assert_restored();
}
