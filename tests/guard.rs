//! The guard of the terminal in a pseudo-terminal: whatever ends the program, the terminal is as before.
//!
//! The program is this test itself, started again with `GUARD_DEMO` set: a few lines that draw what
//! happens and do what the keys say.
#![cfg(unix)]
#![allow(clippy::result_large_err)]

#[path = "common/terminal.rs"]
mod terminal;

use breachlens::{
    app::input::{Input, KeyCode},
    tui::{
        event::{Event, Events},
        signals::{self, Signal},
        terminal::{Options, Screen},
        theme::{Env, Role, Theme},
    },
};
use std::{
    io::Write,
    process::{Command, ExitCode, Stdio},
    thread,
    time::Duration,
};
use terminal::Session;

const DEMO: &str = "GUARD_DEMO";

/// Runs as the program under test when asked to, and as an empty test otherwise.
#[test]
fn demo() {
    if std::env::var_os(DEMO).is_some() {
        std::process::exit(match run() {
            Ok(code) => i32::from(code == ExitCode::SUCCESS) - 1,
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "error: {error}");
                i32::from(error.kind.exit_code())
            }
        });
    }
}

fn run() -> breachlens::Result<ExitCode> {
    let theme = Theme::choose(None, &Env::gather(|n| std::env::var(n).ok(), false));
    let mut events = Events::<String>::start()?;
    let messages = events.messages();
    let mut screen = Screen::enter(Options {
        mouse: true,
        title: Some("the\x07 guard".into()),
    })?;
    let mut lines = vec!["ready".to_owned()];
    loop {
        let drawn = screen.draw(|frame| {
            let area = frame.area();
            let buf = frame.buffer_mut();
            buf.set_style(area, theme.style(Role::Text));
            for (row, line) in (0..area.height).zip(lines.iter().rev()) {
                let style = if row == 0 {
                    theme.style(Role::Cursor)
                } else {
                    theme.style(Role::Text)
                };
                buf.set_stringn(0, row, line, area.width.into(), style);
            }
        });
        if drawn.is_err() {
            return Ok(ExitCode::SUCCESS);
        }
        for event in events.next(None) {
            lines.push(match event {
                Event::Input(Input::Key(key)) => {
                    match key.code {
                        KeyCode::Char('q') => return Ok(ExitCode::SUCCESS),
                        KeyCode::Char('p') => panic!("drawn wrongly"),
                        KeyCode::Char('w') => {
                            let messages = messages.clone();
                            thread::spawn(move || {
                                let _ = messages.send("from a worker".into());
                            });
                        }
                        KeyCode::Char('W') => {
                            // There is more to draw before the panic is told.
                            let messages = messages.clone();
                            thread::spawn(move || {
                                while messages.send("more".into()) {
                                    thread::park_timeout(Duration::from_millis(1));
                                }
                            });
                            thread::spawn(|| panic!("worked wrongly"));
                        }
                        KeyCode::Char('m') => {
                            let _ = screen.set_mouse(!screen.mouse());
                        }
                        KeyCode::Char('c') => {
                            let _ = screen.copy("copied");
                        }
                        KeyCode::Char('b') => loop {
                            thread::park();
                        },
                        KeyCode::Char('z') if key.ctrl => {
                            let _ = screen.suspend();
                        }
                        _ => {}
                    }
                    format!("key {key}")
                }
                Event::Input(Input::Mouse(mouse)) => format!("at {} {}", mouse.column, mouse.row),
                Event::Input(Input::Resize(w, h)) => format!("size {w} {h}"),
                Event::Input(input) => format!("{input:?}"),
                Event::Message(message) => message,
                Event::Signal(Signal::Sleep) => {
                    let _ = screen.sleep();
                    "slept".into()
                }
                Event::Signal(Signal::Continued) => {
                    let _ = screen.resume();
                    "continued".into()
                }
                Event::Signal(Signal::Stop(signal)) => {
                    drop(screen);
                    signals::end(signal);
                }
                Event::Lost => return Ok(ExitCode::SUCCESS),
            });
        }
    }
}

fn program() -> std::path::PathBuf {
    std::env::current_exe().unwrap()
}

/// The demo in a terminal, when its first frame stands.
fn ready(env: &[(&str, &str)]) -> Session {
    let mut builder = Session::new(program())
        .args(["--exact", "demo", "--nocapture"])
        .env(DEMO, "1");
    for (name, value) in env {
        builder = builder.env(name, value);
    }
    let mut session = builder.start();
    session.wait_until("the first frame", |s| {
        s.alternate_screen() && s.contents().contains("ready")
    });
    let modes = session.modes();
    assert!(
        modes.alternate_screen && modes.cursor_hidden && modes.mouse && modes.bracketed_paste,
        "{modes:?}"
    );
    assert_eq!(modes.titles, 1);
    assert_ne!(modes.termios, session.modes_before().termios);
    session
}

#[test]
fn return_restores_everything() {
    let mut session = ready(&[]);
    session.type_text("q");
    assert!(session.wait_exit().success());
    session.assert_restored();
    assert!(!session.text().contains("ready"));
    // Each mode was switched off once, not again and again.
    for sequence in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[23;2t"] {
        assert_eq!(session.sent(sequence), 1, "{sequence:?}");
    }
    // What a title brings cannot end it early.
    assert_eq!(session.sent("\x1b]2;the␇ guard\x07"), 1);
    // Nothing was asked of the terminal.
    for query in ["\x1b[6n", "\x1b[c", "\x1b[?u", "\x1b]11;?"] {
        assert_eq!(session.sent(query), 0, "{query:?}");
    }
}

#[test]
fn a_panic_is_told_on_the_restored_screen() {
    // A long message takes its time, in which nobody may get ahead of it.
    for (key, message, backtrace) in [("p", "drawn wrongly", "0"), ("W", "worked wrongly", "1")] {
        let mut session = ready(&[("RUST_BACKTRACE", backtrace)]);
        session.type_text(key);
        assert!(!session.wait_exit().success());
        session.assert_restored();
        assert_eq!(session.sent(message), 1, "{}", session.text());
    }
}

#[test]
fn signals_end_it_as_signals_do() {
    for (name, told) in [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
    ] {
        let mut session = ready(&[]);
        session.signal(name);
        assert_eq!(session.wait_exit().signal(), Some(told));
        session.assert_restored();
    }
}

#[test]
fn a_busy_program_ends_all_the_same() {
    let mut session = ready(&[]);
    session.type_text("b");
    session.wait_stable();
    session.signal("TERM");
    session.signal("TERM");
    assert_eq!(session.wait_exit().signal(), Some("Terminated"));
    session.assert_restored();
}

#[test]
fn it_stops_and_goes_on_under_a_shell() {
    let script = format!(
        "set -m; {} --exact demo --nocapture; echo STOPPED; read line; fg; echo FINISHED; read line",
        program().display()
    );
    let mut session = Session::new("/bin/bash")
        .args(["-c", &script])
        .env(DEMO, "1")
        .start();
    session.wait_for("ready");
    session.wait_raw(true);
    session.type_text("\x1a");
    session.wait_for("STOPPED");
    session.wait_stable();
    let modes = session.modes();
    assert_eq!(modes, session.modes_before());
    session.resize(60, 10);
    session.type_text("\n");
    session.wait_until("the screen again", |s| {
        s.alternate_screen() && s.contents().contains("continued")
    });
    session.wait_raw(true);
    let modes = session.modes();
    assert!(
        modes.cursor_hidden && modes.mouse && modes.bracketed_paste,
        "{modes:?}"
    );
    // The new size was read again.
    session.type_text("x");
    session.wait_for("key x");
    session.type_text("q");
    session.wait_for("FINISHED");
    session.assert_restored();
}

#[test]
fn keys_mouse_paste_and_workers_arrive() {
    let mut session = ready(&[]);
    session.type_text("x");
    session.wait_for("key x");
    session.type_text("\x1b[5~");
    session.wait_for("key pageup");
    session.paste("two\nlines");
    session.wait_for("Paste(\"two\\n");
    session.click(7, 3);
    session.wait_for("at 7 3");
    session.type_text("w");
    session.wait_for("from a worker");
    session.resize(50, 12);
    session.wait_for("size 50 12");
    session.type_text("c");
    session.wait_for("key c");
    assert_eq!(session.sent("\x1b]52;c;Y29waWVk\x1b\\"), 1);
    session.type_text("m");
    session.wait_for("key m");
    assert!(!session.modes().mouse);
    session.type_text("m");
    session.wait_until("the mouse", |s| {
        s.mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    session.type_text("q");
    session.wait_exit();
    session.assert_restored();
}

/// Waiting wakes no thread: not once in almost half a second.
#[test]
#[cfg(target_os = "linux")]
fn idle_costs_nothing() {
    let mut session = ready(&[]);
    session.type_text("x");
    session.wait_for("key x");
    session.wait_stable();
    let pid = session.pid();
    let wakes = || -> u64 {
        std::fs::read_dir(format!("/proc/{pid}/task"))
            .unwrap()
            .filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("status")).ok())
            .flat_map(|status| {
                status
                    .lines()
                    .filter_map(|l| l.split_once("ctxt_switches:"))
                    .map(|(_, n)| n.trim().parse::<u64>().unwrap())
                    .collect::<Vec<_>>()
            })
            .sum()
    };
    let before = wakes();
    for _ in 0..3 {
        session.wait_stable();
    }
    assert_eq!(wakes(), before);
    session.type_text("q");
    session.wait_exit();
}

#[test]
fn a_resize_storm_ends_at_the_last_size() {
    let mut session = ready(&[]);
    for n in 1..60 {
        session.resize(n * 3, n);
    }
    session.resize(1, 1);
    session.resize(70, 20);
    session.wait_for("size 70 20");
    session.type_text("q");
    assert!(session.wait_exit().success());
    session.assert_restored();
}

#[test]
fn no_color_keeps_the_cursor_row_in_sight() {
    let mut session = ready(&[("NO_COLOR", "1")]);
    let cell = session.screen().cell(0, 0).unwrap();
    assert!(cell.inverse());
    assert_eq!(cell.fgcolor(), vt100::Color::Default);
    session.type_text("q");
    session.wait_exit();
    for colour in ["\x1b[38;", "\x1b[48;", "\x1b[m"] {
        assert_eq!(session.sent(colour), 0, "{colour:?}");
    }
}

/// Holds a terminal with the demo in it until it is killed; an empty test otherwise.
#[test]
fn holder() {
    if std::env::var_os("GUARD_HOLD").is_some() {
        let session = ready(&[]);
        println!("\npid {}", session.pid());
        loop {
            thread::park();
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_lost_terminal_ends_it() {
    use std::{
        io::{BufRead, BufReader},
        time::Instant,
    };
    let mut holder = Command::new(program())
        .args(["--exact", "holder", "--nocapture"])
        .env("GUARD_HOLD", "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = BufReader::new(holder.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("pid ").map(str::to_owned))
        .unwrap();
    // As when a window is closed or a connection breaks: the other side of the terminal is gone.
    holder.kill().unwrap();
    holder.wait().unwrap();
    let deadline = Instant::now() + terminal::DEADLINE;
    let runs = || {
        std::fs::read_to_string(format!("/proc/{pid}/stat"))
            .is_ok_and(|stat| !stat.contains(") Z "))
    };
    while runs() {
        assert!(Instant::now() < deadline, "it runs on without a terminal");
        thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let output = Command::new("setsid")
        .arg("--wait")
        .arg(program())
        .args(["--exact", "demo", "--nocapture"])
        .env(DEMO, "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("breachlens list"), "{error}");
}

#[test]
fn keys_come_from_the_terminal_when_data_is_piped_in() {
    let script = format!(
        "echo data | {} --exact demo --nocapture",
        program().display()
    );
    let mut session = Session::new("/bin/sh")
        .args(["-c", &script])
        .env(DEMO, "1")
        .start();
    session.wait_for("ready");
    session.type_text("x");
    session.wait_for("key x");
    session.type_text("q");
    assert!(session.wait_exit().success());
    session.assert_restored();
}
