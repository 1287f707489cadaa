//! A word on standard error while something takes longer than half a second, only when a person sees
//! it. It must not know what takes long.

use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::Duration,
};

/// Work shorter than this is not worth a word.
const PATIENCE: Duration = Duration::from_millis(500);

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
                let say = |text: &str| {
                    // Nobody left to tell is no fault.
                    let _ = io::stderr().lock().write_all(text.as_bytes());
                };
                say(message);
                let _ = receiver.recv();
                // Back to the line's start, and the line cleared.
                say("\r\u{1b}[K");
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
