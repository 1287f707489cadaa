//! A program in a pseudo-terminal, as a person would meet it: start it, type, read the screen, and
//! afterwards look at the state in which it left the terminal.
//!
//! ```ignore
//! #[path = "common/terminal.rs"]
//! mod terminal;
//! use terminal::Session;
//!
//! let mut s = Session::new(env!("CARGO_BIN_EXE_breachlens")).args(["list"]).size(80, 24).start();
//! s.wait_for("150 incidents");        // until the text stands on the screen; fails with the screen
//! s.type_text("/ssn");                // keys as they are typed; "\r" is Enter, "\x1b" is Esc
//! s.wait_stable();                    // until nothing has come for a while
//! s.resize(40, 10);
//! s.signal("TERM");
//! let end = s.wait_exit();            // exit code, or the name of the signal
//! s.assert_restored();                // modes and termios are what they were at the start
//! ```
//!
//! There are no fixed sleeps: everything polls until it holds or [`DEADLINE`] has passed. Unix only.
#![cfg(unix)]
#![allow(dead_code)]

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::{
    ffi::OsString,
    io::{Read, Write},
    num::NonZeroU16,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How long anything may take before a test fails. Generous: a busy machine is no bug.
pub const DEADLINE: Duration = Duration::from_secs(20);
/// A screen is stable when nothing has come for this long.
const QUIET: Duration = Duration::from_millis(150);

/// The modes of a terminal that a program may leave behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modes {
    /// The alternate screen is shown.
    pub alternate_screen: bool,
    /// The cursor is hidden.
    pub cursor_hidden: bool,
    /// The mouse is reported.
    pub mouse: bool,
    /// Pastes are marked.
    pub bracketed_paste: bool,
    /// Pushed titles less popped ones.
    pub titles: i64,
    /// Every private mode (`CSI ? n h`) that was switched on and not off again, and the other way round,
    /// whatever the emulator makes of it: 1000, 1002, 1006, 1049, 2004, -25, ...
    pub changed: Vec<i64>,
    /// The settings of the line (raw or not, echo, ...), as text.
    pub termios: String,
}

/// What to start and in which terminal.
#[derive(Debug)]
pub struct Builder {
    program: PathBuf,
    args: Vec<OsString>,
    env: Vec<(String, String)>,
    columns: u16,
    rows: u16,
}

impl Builder {
    /// Adds arguments.
    pub fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of the environment. `TERM`, `COLORTERM`, `LANG` and `NO_COLOR` are otherwise
    /// those of a common terminal, whatever the test runs in.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Sets the size; 80 columns and 24 rows otherwise.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// Starts the program.
    pub fn start(self) -> Session {
        let pair = native_pty_system()
            .openpty(size(self.columns, self.rows))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.args);
        command.cwd(std::env::current_dir().expect("a directory"));
        for name in ["NO_COLOR", "LC_ALL", "LC_CTYPE", "COLORFGBG"] {
            command.env_remove(name);
        }
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("LANG", "C.UTF-8"),
            // No library of whoever runs the tests.
            ("BREACHLENS_HOME", "/nonexistent/breachlens-home"),
        ] {
            command.env(name, value);
        }
        for (name, value) in &self.env {
            command.env(name, value);
        }
        let before = termios(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        let stalled = Arc::new(Mutex::new(()));
        let gate = Arc::clone(&stalled);
        thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(n @ 1..) = reader.read(&mut bytes) {
                drop(gate.lock());
                if sender.send(bytes[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Session {
            master: pair.master,
            writer,
            child,
            output,
            parser: vt100::Parser::new(cells(self.rows), cells(self.columns), 0),
            log: Vec::new(),
            before,
            ended: None,
            stalled,
        }
    }
}

/// A running (or ended) program and its terminal.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    log: Vec<u8>,
    before: String,
    ended: Option<ExitStatus>,
    /// Held while the terminal takes nothing.
    stalled: Arc<Mutex<()>>,
}

impl Session {
    /// Describes a program to start.
    #[allow(clippy::new_ret_no_self)]
    pub fn new(program: impl Into<PathBuf>) -> Builder {
        Builder {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            columns: 80,
            rows: 24,
        }
    }

    /// Takes in what has come; false when nothing came within `time`.
    fn take_in(&mut self, time: Duration) -> bool {
        match self.output.recv_timeout(time) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.log.extend_from_slice(&bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                // The program is gone: nothing more will come, but the clock goes on.
                thread::sleep(time);
                false
            }
        }
    }

    /// Waits until something holds of the screen; fails with the screen when it never does.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !holds(self.parser.screen()) {
            assert!(
                Instant::now() < deadline,
                "waited for {what} in vain; the screen is\n{}\n{:?}",
                self.text(),
                self.modes()
            );
            self.take_in(Duration::from_millis(20));
        }
    }

    /// Waits until so many frames were drawn since the start; every frame ends with the same sequence.
    pub fn wait_frames(&mut self, frames: usize) {
        let deadline = Instant::now() + DEADLINE;
        while self.frames() < frames {
            assert!(Instant::now() < deadline, "no frame came\n{}", self.text());
            self.take_in(Duration::from_millis(20));
        }
    }

    /// Frames drawn since the start.
    pub fn frames(&self) -> usize {
        self.sent("\x1b[?2026l")
    }

    /// Waits until a text stands on the screen.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("{text:?}"), |s| s.contents().contains(text));
    }

    /// Waits until a text no longer stands on the screen.
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_until(&format!("the end of {text:?}"), |s| {
            !s.contents().contains(text)
        });
    }

    /// Waits until nothing has come for a while.
    pub fn wait_stable(&mut self) {
        self.wait_quiet(QUIET);
    }

    /// Waits until nothing has come for so long.
    pub fn wait_quiet(&mut self, quiet: Duration) {
        let deadline = Instant::now() + DEADLINE;
        while self.take_in(quiet) {
            assert!(Instant::now() < deadline, "the screen never comes to rest");
        }
    }

    /// Waits until the line settings are raw (true) or what they were at the start (false).
    pub fn wait_raw(&mut self, raw: bool) {
        let deadline = Instant::now() + DEADLINE;
        while (self.modes().termios != self.before) != raw {
            assert!(Instant::now() < deadline, "raw mode is not {raw}");
            self.take_in(Duration::from_millis(20));
        }
    }

    /// Lets the terminal take nothing more, and waits until the program has ended all the same.
    pub fn wait_exit_stalled(&mut self, act: impl FnOnce(&mut Self)) -> ExitStatus {
        let gate = Arc::clone(&self.stalled);
        let _closed = gate.lock().expect("the gate");
        act(self);
        let deadline = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                self.ended = Some(status.clone());
                return status;
            }
            assert!(Instant::now() < deadline, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the program has ended and everything it wrote has been read.
    pub fn wait_exit(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                while self.take_in(QUIET) {}
                self.ended = Some(status.clone());
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "it does not end; the screen is\n{}",
                self.text()
            );
            self.take_in(Duration::from_millis(20));
        }
    }

    /// Types bytes as a terminal would send them.
    pub fn type_text(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("typing");
        self.writer.flush().expect("typing");
    }

    /// Types bytes for a program that may be gone.
    pub fn try_type(&mut self, keys: &str) {
        let _ = self.writer.write_all(keys.as_bytes());
        let _ = self.writer.flush();
    }

    /// Pastes a text between the marks of a bracketed paste.
    pub fn paste(&mut self, text: &str) {
        self.type_text(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Presses and releases the left button in a cell, counted from 0.
    pub fn click(&mut self, column: u16, row: u16) {
        let (column, row) = (column + 1, row + 1);
        self.type_text(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).expect("resizing");
    }

    /// Sends a signal by name: `TERM`, `HUP`, `INT`, `TSTP`, `CONT`, `KILL`.
    pub fn signal(&self, name: &str) {
        self.signal_to(name, &self.pid().to_string());
    }

    /// Sends a signal to another process.
    pub fn signal_to(&self, name: &str, pid: &str) {
        let sent = std::process::Command::new("sh")
            .args(["-c", &format!("kill -{name} {pid}")])
            .status()
            .expect("kill");
        assert!(sent.success(), "kill -{name} {pid}");
    }

    /// Sends several signals as fast as they can be sent; the program may be gone before the last.
    pub fn signal_all(&self, names: &[&str]) {
        let pid = self.pid();
        let kills: Vec<String> = names.iter().map(|n| format!("kill -{n} {pid}")).collect();
        let _ = std::process::Command::new("sh")
            .args(["-c", &format!("{} 2>/dev/null", kills.join("; "))])
            .stderr(std::process::Stdio::null())
            .status()
            .expect("kill");
    }

    /// Takes in what has come so far, if anything has.
    pub fn take_what_came(&mut self) {
        self.take_in(Duration::from_millis(20));
    }

    /// Writes onto the screen as another program of the terminal would.
    pub fn disturb(&mut self, text: &str) {
        self.parser.process(text.as_bytes());
    }

    /// The process id of the program.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Everything that was sent, byte by byte.
    pub fn log(&self) -> &[u8] {
        &self.log
    }

    /// How often a sequence was sent.
    pub fn sent(&self, sequence: &str) -> usize {
        let sequence = sequence.as_bytes();
        self.log
            .windows(sequence.len())
            .filter(|w| *w == sequence)
            .count()
    }

    /// The screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The screen as text, one line a row, without the blanks at the ends.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// The terminal's modes as they are now.
    pub fn modes(&self) -> Modes {
        let screen = self.screen();
        let count = |sequence| i64::try_from(self.sent(sequence)).expect("a count");
        Modes {
            alternate_screen: screen.alternate_screen(),
            cursor_hidden: screen.hide_cursor(),
            mouse: screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
            bracketed_paste: screen.bracketed_paste(),
            titles: count("\x1b[22;2t") - count("\x1b[23;2t"),
            changed: changed(&self.log),
            termios: termios(&*self.master),
        }
    }

    /// The modes as they were before the program started.
    pub fn modes_before(&self) -> Modes {
        Modes {
            alternate_screen: false,
            cursor_hidden: false,
            mouse: false,
            bracketed_paste: false,
            titles: 0,
            changed: Vec::new(),
            termios: self.before.clone(),
        }
    }

    /// Fails unless the terminal is as it was before the program started.
    pub fn assert_restored(&self) {
        assert_eq!(self.modes(), self.modes_before(), "\n{}", self.text());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.ended.is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The private modes that are not what they are in a terminal nobody has touched.
fn changed(log: &[u8]) -> Vec<i64> {
    let mut modes = std::collections::BTreeMap::new();
    for (at, _) in log.windows(3).enumerate().filter(|(_, w)| w == b"\x1b[?") {
        let rest = &log[at + 3..];
        let Some(end) = rest.iter().position(|b| !b.is_ascii_digit() && *b != b';') else {
            continue;
        };
        for mode in rest[..end].split(|b| *b == b';') {
            let mode = std::str::from_utf8(mode).map_or(0, |m| m.parse::<i64>().unwrap_or(0));
            // The cursor is seen, and nothing else is on.
            let at_first = mode == 25;
            match rest[end] {
                b'h' => modes.insert(mode, if at_first { 0 } else { mode }),
                b'l' => modes.insert(mode, if at_first { -mode } else { 0 }),
                _ => None,
            };
        }
    }
    modes.into_values().filter(|m| *m != 0).collect()
}

fn termios(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}
