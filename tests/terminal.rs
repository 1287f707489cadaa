//! The real binary in a pseudo-terminal: it opens, is typed into, shows what it should, and leaves the
//! terminal as it found it however it ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "common/terminal.rs"]
mod terminal;

use std::process::{Command, Stdio};
use terminal::{Builder, Modes, Session};

const PROGRAM: &str = env!("CARGO_BIN_EXE_breachlens");

/// The program, or a shell that starts it, with no settings and no library of whoever runs the tests.
fn plain(program: &str) -> Builder {
    Session::new(program).env("BREACHLENS_CONFIG", "")
}

fn start(size: (u16, u16), args: &[&str]) -> Session {
    plain(PROGRAM).args(args).size(size.0, size.1).start()
}

/// Fails unless the whole terminal is the program's.
fn assert_taken(s: &Session) {
    let modes = s.modes();
    assert_ne!(modes.termios, s.modes_before().termios);
    assert_eq!(
        Modes {
            termios: String::new(),
            ..modes
        },
        Modes {
            alternate_screen: true,
            cursor_hidden: true,
            mouse: true,
            bracketed_paste: true,
            titles: 1,
            changed: vec![-25, 1000, 1002, 1006, 1049, 2004],
            termios: String::new(),
        }
    );
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
fn everything_is_switched_on_once_and_off_once_and_nothing_is_asked() {
    let mut s = start((100, 30), &[]);
    s.wait_for("Organization");
    s.wait_stable();
    assert_taken(&s);
    s.type_text("2");
    s.wait_stable();
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
    for mode in ["?1049", "?2004", "?1000", "?1002", "?1006"] {
        for end in ["h", "l"] {
            assert_eq!(s.sent(&format!("\x1b[{mode}{end}")), 1, "{mode}{end}");
        }
    }
    assert_eq!((s.sent("\x1b[22;2t"), s.sent("\x1b[23;2t")), (1, 1));
    // The terminal of this test answers no question, and none was asked: where the cursor is, what it
    // is, which keys, colours, sizes, modes or capabilities it has.
    for question in [
        "\x1b[6n",
        "\x1b[?6n",
        "\x1b[5n",
        "\x1b[c",
        "\x1b[0c",
        "\x1b[>c",
        "\x1b[>0c",
        "\x1b[=c",
        "\x1b[?u",
        "\x1b]10;?",
        "\x1b]11;?",
        "\x1b]4;",
        "\x1b[14t",
        "\x1b[16t",
        "\x1b[18t",
        "\x1bP+q",
        "\x1bP$q",
        "$p",
        "\x1b[>q",
        "\x1b_G",
        "\x05",
    ] {
        assert_eq!(s.sent(question), 0, "{question:?}");
    }
}

#[test]
fn every_screen_survives_a_storm_of_sizes() {
    let mut s = start((120, 40), &[]);
    s.wait_for("Organization");
    for view in ["2", "3", "4", "5", "6", "1"] {
        s.type_text(view);
        for (w, h) in [(1, 1), (500, 200), (39, 7), (80, 24), (2, 60), (120, 40)] {
            s.resize(w, h);
        }
    }
    s.wait_for("Organization");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

#[test]
fn it_starts_in_the_smallest_and_in_a_huge_terminal() {
    for (size, shown) in [((1, 1), ""), ((500, 200), "Organization")] {
        let mut s = start(size, &[]);
        s.wait_until("the screen", vt100::Screen::alternate_screen);
        s.wait_for(shown);
        for view in ["2", "3", "4", "5", "6", "?", "\x1b", "1"] {
            s.type_text(view);
            s.wait_stable();
        }
        s.resize(100, 30);
        s.wait_for("Organization");
        s.type_text("q");
        assert!(s.wait_exit().success());
        s.assert_restored();
    }
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_whole() {
    for (signal, told) in [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
        ("QUIT", "Quit"),
    ] {
        let mut s = start((80, 24), &[]);
        s.wait_for("Organization");
        s.type_text("/ransom");
        s.signal(signal);
        let end = s.wait_exit();
        assert!(end.signal().is_some_and(|e| e.starts_with(told)), "{end:?}");
        s.assert_restored();
    }
}

#[test]
fn signals_upon_signals_do_not_end_it_in_the_middle_of_its_restoration() {
    for _ in 0..5 {
        let mut s = start((80, 24), &[]);
        s.wait_for("Organization");
        s.signal_all(&["TERM", "INT", "TERM", "HUP"]);
        assert!(!s.wait_exit().success());
        s.assert_restored();
    }
}

#[test]
fn a_terminal_that_takes_nothing_does_not_keep_it_alive() {
    let mut s = start((120, 40), &[]);
    s.wait_for("Organization");
    let end = s.wait_exit_stalled(|s| {
        // More than any buffer between us holds.
        for view in 0..12 {
            s.resize(500, 200 - view);
            s.type_text(["2", "5"][usize::from(view % 2)]);
        }
        s.signal("TERM");
    });
    assert_eq!(end.signal(), Some("Terminated"));
}

/// The hook of debug builds stands in for a fault that nobody knows yet.
#[cfg(debug_assertions)]
#[test]
fn a_panic_is_told_on_the_restored_screen() {
    for (place, said) in [
        ("draw", "asked to panic while drawing"),
        ("worker", "asked to panic in a worker"),
    ] {
        let mut s = plain(PROGRAM)
            .env("BREACHLENS_PANIC", place)
            .env("RUST_BACKTRACE", "0")
            .size(100, 30)
            .start();
        s.wait_for("Organization");
        for _ in 0..6 {
            // The last of them find nobody who reads them.
            s.wait_stable();
            s.try_type("j");
        }
        assert_eq!(s.wait_exit().exit_code(), 101);
        s.assert_restored();
        assert!(!s.text().contains("Organization"), "{}", s.text());
        assert!(s.text().contains(said), "{}", s.text());
        assert!(s.text().contains("please report"), "{}", s.text());
    }
}

/// The program under a shell that puts it to sleep and wakes it.
fn under_a_shell() -> Session {
    let script = format!("set -m; {PROGRAM}; echo ASLEEP; read line; fg; echo LEFT; read line");
    let mut s = plain("/bin/bash")
        .args(["-c", &script])
        .size(120, 40)
        .start();
    s.wait_for("Organization");
    s.wait_stable();
    assert_taken(&s);
    s
}

/// What must hold when it slept, the window became smaller meanwhile, and the shell woke it.
fn assert_wakes(mut s: Session) {
    s.wait_for("ASLEEP");
    s.wait_stable();
    s.assert_restored();
    s.resize(90, 20);
    s.type_text("\n");
    s.wait_for("Organization");
    s.wait_stable();
    assert_taken(&s);
    // The last line of the smaller window is drawn, and the keys arrive.
    s.type_text("G");
    s.wait_stable();
    assert!(
        !s.text().lines().nth(19).unwrap().trim().is_empty(),
        "{}",
        s.text()
    );
    s.type_text("q");
    s.wait_for("LEFT");
    s.wait_stable();
    s.assert_restored();
    s.type_text("\n");
    s.wait_exit();
}

#[test]
fn ctrl_z_puts_it_to_sleep_and_fg_wakes_it() {
    let mut s = under_a_shell();
    s.type_text("\x1a");
    assert_wakes(s);
}

#[test]
#[cfg(target_os = "linux")]
fn a_stop_from_outside_gives_the_terminal_back_too() {
    let s = under_a_shell();
    let shell = s.pid();
    let children = format!("/proc/{shell}/task/{shell}/children");
    let program = std::fs::read_to_string(children).unwrap();
    s.signal_to("TSTP", program.trim());
    assert_wakes(s);
}

#[test]
fn where_nobody_could_wake_it_it_does_not_sleep() {
    // Started by the terminal itself, as `xterm -e` and `ssh -t` do.
    let mut s = start((120, 40), &[]);
    s.wait_for("Organization");
    s.type_text("\x1a");
    s.wait_for("no shell is here that could wake the program");
    s.signal("TSTP");
    s.type_text("/hims");
    s.wait_for("❯ hims");
    s.wait_stable();
    assert_taken_with_cursor(&s);
    s.type_text("\r");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

/// As [`assert_taken`], while a line is typed in.
fn assert_taken_with_cursor(s: &Session) {
    let modes = s.modes();
    assert!(
        modes.alternate_screen && modes.mouse && !modes.cursor_hidden,
        "{modes:?}\n{}",
        s.text()
    );
}

#[test]
fn after_a_stop_that_cannot_be_caught_everything_is_drawn_anew() {
    let mut s = start((120, 40), &[]);
    s.wait_for("Organization");
    s.wait_stable();
    s.signal("STOP");
    // What a shell writes over the screen meanwhile, and another size.
    s.resize(100, 30);
    s.disturb("\x1b[H\x1b[2J");
    assert!(!s.text().contains("Organization"));
    s.signal("CONT");
    s.wait_for("Organization");
    s.wait_stable();
    assert_taken(&s);
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

/// A terminal whose other side can be closed altogether.
#[cfg(target_os = "linux")]
fn own_terminal() -> (std::fs::File, Command) {
    use rustix::{
        pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
        termios::{Winsize, tcsetwinsize},
    };
    use std::{fs::File, os::unix::ffi::OsStrExt};
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = File::options()
        .read(true)
        .write(true)
        .open(std::ffi::OsStr::from_bytes(name.as_bytes()))
        .unwrap();
    tcsetwinsize(
        &master,
        Winsize {
            ws_row: 24,
            ws_col: 80,
            ws_xpixel: 0,
            ws_ypixel: 0,
        },
    )
    .unwrap();
    // No job of this terminal, so that no SIGHUP comes to help.
    let mut command = Command::new("setsid");
    command
        .arg(PROGRAM)
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", "/nonexistent/breachlens-home")
        .env("TERM", "xterm-256color")
        .stdin(slave.try_clone().unwrap())
        .stdout(slave.try_clone().unwrap())
        .stderr(slave);
    (File::from(master), command)
}

#[test]
#[cfg(target_os = "linux")]
fn a_lost_terminal_ends_it_also_without_a_signal() {
    use std::{
        io::Read,
        thread,
        time::{Duration, Instant},
    };
    let (mut master, mut command) = own_terminal();
    let mut child = command.spawn().unwrap();
    drop(command);
    let mut shown = Vec::new();
    let mut bytes = [0; 4096];
    while !shown.windows(12).any(|w| w == b"Organization") {
        let n = master.read(&mut bytes).unwrap();
        shown.extend_from_slice(&bytes[..n]);
    }
    drop(master);
    let deadline = Instant::now() + terminal::DEADLINE;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("it runs on without a terminal");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Runs the program without a controlling terminal.
fn without_terminal(args: &[&str], stdin: Stdio) -> (Option<i32>, String, String) {
    let output = Command::new("setsid")
        .args(["--wait", PROGRAM])
        .args(args)
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", "/nonexistent/breachlens-home")
        .stdin(stdin)
        .output()
        .unwrap();
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    for (args, instead) in [
        (vec![], "breachlens list"),
        (vec!["hims"], "breachlens list"),
        (
            vec!["data:ssn", "-measure:credit_monitoring"],
            "breachlens list",
        ),
    ] {
        let (code, out, err) = without_terminal(&args, Stdio::null());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}");
        assert!(
            err.starts_with("error: the explorer draws on a terminal"),
            "{err}"
        );
        assert!(err.contains(instead), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[test]
fn data_can_be_piped_in_while_keys_come_from_the_terminal() {
    let script = format!(
        r#"echo '{{"id":"piped-2024","organization":"Piped Clinic","sources":[{{"id":"s1","title":"t","url":"https://example.org/"}}]}}' | {PROGRAM} --data - --no-bundled"#
    );
    let mut s = plain("/bin/sh").args(["-c", &script]).size(100, 30).start();
    s.wait_for("Piped Clinic");
    s.type_text("/pip");
    s.wait_for("❯ pip");
    s.type_text("\r");
    s.type_text("q");
    s.wait_exit();
    s.assert_restored();
}

#[test]
fn output_that_goes_elsewhere_is_never_drawn_on() {
    let script = format!(
        "{PROGRAM} hims > /dev/null; echo \"ended with $?\"; {PROGRAM} 2>/dev/null | cat; echo over"
    );
    let mut s = plain("/bin/sh").args(["-c", &script]).start();
    s.wait_for("ended with 2");
    s.wait_for("over");
    s.wait_exit();
    s.assert_restored();
    assert!(s.text().contains("breachlens list"));
    assert_eq!(s.sent("\x1b"), 0);
}

#[test]
fn poor_terminals_are_served() {
    // TERM, COLORTERM, LANG; whether it may use colours, sixteen at most, and signs beyond ASCII.
    for (term, colorterm, lang, colour, ascii) in [
        ("dumb", "", "C.UTF-8", false, true),
        ("dumb", "", "C", false, true),
        ("xterm", "", "C.UTF-8", true, false),
        ("linux", "", "C", true, true),
        ("screen", "", "C.UTF-8", true, false),
        ("", "", "", true, false),
    ] {
        let mut s = plain(PROGRAM)
            .env("TERM", term)
            .env("COLORTERM", colorterm)
            .env("LANG", lang)
            .size(100, 30)
            .start();
        s.wait_for("Organization");
        for view in ["2", "3", "5", "6", "1"] {
            s.type_text(view);
            s.wait_stable();
            for y in 0..30 {
                for x in 0..100 {
                    let cell = s.screen().cell(y, x).unwrap();
                    for c in [cell.fgcolor(), cell.bgcolor()] {
                        let fits = match c {
                            vt100::Color::Default => true,
                            vt100::Color::Idx(n) => colour && n < 16,
                            vt100::Color::Rgb(..) => false,
                        };
                        assert!(fits, "{term} {lang}: {c:?} at {x},{y}");
                    }
                    assert!(
                        !ascii || cell.contents().is_ascii(),
                        "{term} {lang}: {}",
                        cell.contents()
                    );
                }
            }
        }
        s.type_text("q");
        assert!(s.wait_exit().success());
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
    let mut s = plain(PROGRAM).env("NO_COLOR", "1").size(80, 24).start();
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
    s.wait_for(", 1 incident ");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("id,known,org,"), "{text}");
    assert!(text.contains("hims-hers-2026,2026-04-02,Hims & Hers,"));
    ask(&mut s);
    s.wait_for("to replace the file");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    // The question stays with what was typed, to be put right.
    s.type_text("\x15");
    s.type_text(dir.path().join("no/out.csv").to_str().unwrap());
    s.type_text("\r");
    s.wait_for("cannot be written");
    s.type_text("\x17");
    let other = dir.path().join("other.csv");
    s.type_text(other.to_str().unwrap());
    s.type_text("\r");
    s.wait_for("written to");
    assert_eq!(std::fs::read_to_string(&other).unwrap(), text);
    s.type_text("q");
    s.wait_exit();
    s.assert_restored();
}

#[test]
fn a_list_that_is_named_at_the_start_is_told_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.csv");
    std::fs::write(&list, "Organization,Lost\nZebra Clinic,500\n").unwrap();
    let mut s = plain(PROGRAM)
        .args([list.to_str().unwrap()])
        .size(120, 40)
        .start();
    s.wait_for("this is a file, no query: ctrl-o imports it");
    s.type_text("\x0f");
    s.wait_for("Import a list");
    s.wait_stable();
    s.type_text("\x1b");
    s.wait_stable();
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}

#[test]
fn a_list_that_is_dropped_is_imported_with_its_columns_named() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("a list.csv");
    std::fs::write(&list, "The firm,Lost\nZebra Clinic,500\nYak Clinic,900\n").unwrap();
    let home = folder.path().join("home");
    let mut s = plain(PROGRAM)
        .env("BREACHLENS_HOME", home.to_str().unwrap())
        .size(120, 40)
        .start();
    s.wait_for("Organization");
    // As a desktop drops it.
    s.type_text(&format!("\x1b[200~'{}'\x1b[201~", list.display()));
    s.wait_for("this is a file, no query: ctrl-o imports it");
    s.type_text("\x0f\r");
    s.wait_for("no heading was recognized");
    s.type_text(" --map organisation='The firm',affected=2\r");
    s.wait_for("`organisation` is no role of a column; did you mean");
    let right = "--map organization='The firm',affected=2 --as ours";
    s.type_text(&format!("\x15'{}' {right}\r", list.display()));
    s.wait_for("stored as `ours`, 2 records");
    s.type_text("\x1b");
    s.wait_stable();
    s.type_text("/zebra\r");
    s.wait_for("Zebra Clinic");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
}
