//! A word on standard error while something takes longer than half a second, only when a person sees
//! it. It must not know what takes long.

use crate::import;
use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

/// Work shorter than this is not worth a word.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line that changes is not written more often than this.
const TICK: Duration = Duration::from_millis(100);

/// Back to the line's start, and the line cleared.
const CLEAR: &str = "\r\u{1b}[K";

fn say(text: &str) {
    // Nobody left to tell is no fault.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Shown until it is dropped.
pub struct Progress {
    done: Option<(Sender<()>, thread::JoinHandle<()>)>,
}

impl Progress {
    /// Starts to wait; nothing is shown when standard error is no terminal.
    #[must_use]
    pub fn start(message: &'static str) -> Self {
        if !io::stderr().is_terminal() {
            return Self { done: None };
        }
        let (sender, receiver) = channel();
        let thread = thread::spawn(move || {
            if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                say(message);
                let _ = receiver.recv();
                say(CLEAR);
            }
        });
        Self {
            done: Some((sender, thread)),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.done.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// How far an import has come, on one line that is cleared when this is dropped.
pub struct Meter {
    started: Instant,
    said: Option<Instant>,
    is_terminal: bool,
}

impl Meter {
    /// Starts the clock.
    #[must_use]
    pub fn start() -> Self {
        Self {
            started: Instant::now(),
            said: None,
            is_terminal: io::stderr().is_terminal(),
        }
    }

    /// Takes note of where the import is.
    pub fn at(&mut self, progress: import::Progress) {
        let passed = self.started.elapsed();
        let due = self.said.is_none_or(|at| at.elapsed() >= TICK);
        if self.is_terminal && passed >= PATIENCE && due {
            self.said = Some(Instant::now());
            say(&format!("{CLEAR}{}", progress.line(passed)));
        }
    }

    /// Clears the line, before something else is said.
    pub fn clear(&mut self) {
        if self.said.take().is_some() {
            say(CLEAR);
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.clear();
    }
}
