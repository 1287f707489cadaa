//! The guard of the terminal: raw mode, alternate screen, cursor, mouse, bracketed paste and title are
//! switched on here and nowhere else, and switched off exactly once: on return, error and panic (before
//! the message is printed), when a signal ends the program, and around Ctrl-Z. It must not know what is
//! drawn.
//!
//! Nothing here asks the terminal anything: an answer may never come (tmux, slow lines). That is also why
//! ratatui's `Terminal::clear`, which asks for the cursor, is not used.
//!
//! A frame is collected in memory and sent as one write between the marks of a synchronized update.

use super::clipboard::{self, TooLong};
use crate::{
    error::{Error, Result},
    model::text::clean,
    threads::held,
};
use crossterm::{
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    style::{Attribute, Print, SetAttribute},
    terminal::{
        BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    },
};
use ratatui::{Frame, Terminal, backend::CrosstermBackend};
use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Arc, Mutex, MutexGuard, Once, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
    time::Duration,
};

/// True while the terminal is ours; whoever turns it to false restores the terminal.
static OURS: AtomicBool = AtomicBool::new(false);
/// The thread that ends the program, where that is not the end of the loop that draws.
static ENDING: Mutex<Option<ThreadId>> = Mutex::new(None);
/// True while a title of ours lies over the one that was there.
static TITLE: AtomicBool = AtomicBool::new(false);
/// The thread that draws.
static OWNER: Mutex<Option<ThreadId>> = Mutex::new(None);
/// Held during a write, so that a restoration from elsewhere does not land inside a frame.
static WRITING: Mutex<()> = Mutex::new(());
/// Held during a restoration, so that nobody ends the program in the middle of one.
static RESTORING: Mutex<()> = Mutex::new(());

/// Keeps the window's title on the terminal's own stack (xterm's `CSI 22 t`), and takes it back.
const PUSH_TITLE: &str = "\x1b[22;2t";
const POP_TITLE: &str = "\x1b[23;2t";

/// What the guard switches on besides the screen itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Take the mouse; without it the terminal's own selection works.
    pub mouse: bool,
    /// The window's title; `None` for terminals that have none (see `Env::shows_titles`).
    pub title: Option<String>,
}

/// Where ratatui writes: memory, until [`Screen::draw`] sends it.
#[derive(Debug, Clone, Default)]
struct Collected(Arc<Mutex<Vec<u8>>>);

impl Write for Collected {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        held(&self.0).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal while it is ours. Dropping it gives the terminal back as it was found.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Collected>>,
    collected: Collected,
    options: Options,
}

/// Whether the explorer can run here at all: standard output must be a terminal, and there must be one
/// to read keys from (standard input, or `/dev/tty` when data is piped in).
///
/// # Errors
/// A fault of usage that names the command for plain output.
pub fn check() -> Result<()> {
    let instead = "for plain output use `breachlens list`, with the same query";
    if !io::stdout().is_terminal() {
        return Err(
            Error::usage("the explorer draws on a terminal, and standard output is none")
                .right(instead),
        );
    }
    if !io::stdin().is_terminal() && !has_keyboard() {
        return Err(
            Error::usage("the explorer reads keys from a terminal, and there is none")
                .right(instead),
        );
    }
    Ok(())
}

#[cfg(unix)]
fn has_keyboard() -> bool {
    std::fs::File::options()
        .read(true)
        .write(true)
        .open("/dev/tty")
        .is_ok()
}

#[cfg(not(unix))]
fn has_keyboard() -> bool {
    // The console is opened by name there, wherever standard input comes from.
    true
}

impl Screen {
    /// Takes the terminal. Start [`super::event::Events`] before, so that no signal finds the terminal
    /// taken and nobody listening.
    ///
    /// # Errors
    /// Of usage, when there is no terminal (see [`check`]) or it refuses.
    pub fn enter(options: Options) -> Result<Self> {
        check()?;
        restore_before_panics();
        *held(&OWNER) = Some(thread::current().id());
        // The theme alone decides about colours. crossterm's own reading of NO_COLOR would print empty
        // sequences, which also switch off bold and reversed: the cursor row would vanish.
        crossterm::style::force_color_output(true);
        let refused = |e: io::Error| {
            restore();
            Error::usage(format!("the terminal cannot be used: {e}"))
                .right("for plain output use `breachlens list`")
        };
        switch_on(&options).map_err(refused)?;
        let collected = Collected::default();
        let terminal = Terminal::new(CrosstermBackend::new(collected.clone())).map_err(refused)?;
        Ok(Self {
            terminal,
            collected,
            options,
        })
    }

    /// Draws a frame; what did not change is not sent.
    ///
    /// # Errors
    /// When the terminal is gone or was given back. There is nobody left to tell: end quietly.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> io::Result<()> {
        #[cfg(debug_assertions)]
        panic_if_asked();
        held(&self.collected.0).clear();
        queue!(self.collected, BeginSynchronizedUpdate)?;
        self.terminal.draw(draw)?;
        queue!(self.collected, EndSynchronizedUpdate)?;
        let frame = std::mem::take(&mut *held(&self.collected.0));
        self.send(&frame)
    }

    /// Makes the next frame a whole one, whatever the terminal shows now.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())?;
        let clear = std::mem::take(&mut *held(&self.collected.0));
        self.send(&clear)
    }

    /// Gives the terminal back, stops the program's whole job until somebody continues it (`fg`), and
    /// takes the terminal again; the next frame is a whole one of the size of then.
    ///
    /// # Errors
    /// When nobody is there who could continue it (it then does not stop), or the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.stop(true)
    }

    /// The same of this process alone, as `kill -TSTP` asks.
    ///
    /// # Errors
    /// As [`Self::suspend`].
    pub fn sleep(&mut self) -> io::Result<()> {
        self.stop(false)
    }

    fn stop(&mut self, job: bool) -> io::Result<()> {
        if super::signals::is_continuable() == Some(false) {
            return Err(io::Error::other(
                "no shell is here that could wake the program again",
            ));
        }
        restore();
        super::signals::stop_here(job)?;
        self.resume()
    }

    /// Takes the terminal again after the program was stopped from outside and continued.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        restore();
        switch_on(&self.options)?;
        self.redraw()
    }

    /// Columns and rows of the terminal as it is now, where it says.
    #[must_use]
    pub fn size(&self) -> Option<(u16, u16)> {
        self.terminal.size().ok().map(|s| (s.width, s.height))
    }

    /// True while the mouse is ours.
    #[must_use]
    pub const fn mouse(&self) -> bool {
        self.options.mouse
    }

    /// Takes the mouse, or leaves it to the terminal's own selection.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.options.mouse = on;
        let mut bytes = Vec::new();
        mouse(&mut bytes, on)?;
        self.send(&bytes)
    }

    /// Says something else in the window's title, if the terminal shows one.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn set_title(&mut self, title: &str) -> io::Result<()> {
        match &mut self.options.title {
            Some(old) if old != title => {
                title.clone_into(old);
                self.send(title_sequence(title).as_bytes())
            }
            _ => Ok(()),
        }
    }

    /// Asks the terminal to put a text on the clipboard; it also works over SSH. Whether the terminal
    /// allows it cannot be known.
    ///
    /// # Errors
    /// [`Ok`] of [`TooLong`] when no terminal would take so much; an error when the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<std::result::Result<(), TooLong>> {
        match clipboard::sequence(text) {
            Ok(bytes) => self.send(&bytes).map(Ok),
            Err(too_long) => Ok(Err(too_long)),
        }
    }

    fn send(&self, bytes: &[u8]) -> io::Result<()> {
        let writing = held(&WRITING);
        if OURS.load(Ordering::SeqCst) {
            return write_out(bytes);
        }
        drop(writing);
        wait_when_ending();
        Err(io::ErrorKind::NotConnected.into())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
        if !thread::panicking() {
            wait_when_ending();
        }
    }
}

/// Says that this thread ends the program for a reason of its own: a signal, or a panic.
pub(super) fn end_elsewhere() {
    *held(&ENDING) = Some(thread::current().id());
}

/// Returns at once, unless another thread is ending the program: then whoever asks must not get ahead of
/// it and end the program as if nothing had been.
fn wait_when_ending() {
    while held(&ENDING).is_some_and(|by| by != thread::current().id()) {
        thread::park();
    }
}

/// Gives the terminal back as it was found, if it is ours; from any thread, any number of times.
/// True when this call did it. Errors are not told: there may be no terminal any more.
pub fn restore() -> bool {
    // Whoever restores already does it to the end; but neither that nor the frame that is being sent
    // may hold us for ever where the terminal takes nothing.
    let _restoring = patiently(&RESTORING);
    if !OURS.swap(false, Ordering::SeqCst) {
        return false;
    }
    let _writing = patiently(&WRITING);
    if let Ok(bytes) = off_sequence() {
        let _ = write_out(&bytes);
    }
    let _ = crossterm::terminal::disable_raw_mode();
    true
}

fn switch_on(options: &Options) -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    let mut on = Vec::new();
    if let Some(title) = &options.title {
        TITLE.store(true, Ordering::SeqCst);
        queue!(on, Print(PUSH_TITLE), Print(title_sequence(title)))?;
    }
    queue!(on, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
    if options.mouse {
        mouse(&mut on, true)?;
    }
    write_out(&on)
}

fn off_sequence() -> io::Result<Vec<u8>> {
    let mut off = Vec::new();
    queue!(off, EndSynchronizedUpdate)?;
    mouse(&mut off, false)?;
    queue!(
        off,
        DisableBracketedPaste,
        SetAttribute(Attribute::Reset),
        Show,
        LeaveAlternateScreen
    )?;
    if TITLE.swap(false, Ordering::SeqCst) {
        queue!(off, Print(POP_TITLE))?;
    }
    Ok(off)
}

/// Presses, releases, drags and the wheel, but no bare movement: a moving mouse costs nothing.
#[cfg(not(windows))]
fn mouse(out: &mut Vec<u8>, on: bool) -> io::Result<()> {
    queue!(
        out,
        Print(if on {
            "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
        })
    )
}

#[cfg(windows)]
fn mouse(out: &mut Vec<u8>, on: bool) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if on {
        queue!(out, EnableMouseCapture)
    } else {
        queue!(out, DisableMouseCapture)
    }
}

fn title_sequence(title: &str) -> String {
    format!("\x1b]2;{}\x07", clean(title))
}

/// One write, past the line buffer of `std::io::stdout`.
#[cfg(unix)]
fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    use std::{fs::File, os::fd::AsFd};
    let mut out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    while !bytes.is_empty() {
        match out.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            // Another program of this terminal may have made it non-blocking.
            Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                thread::sleep(Duration::from_millis(2));
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Lets every panic restore the terminal before its message is printed. A panic of a worker ends the
/// program as well: the terminal is no longer ours, and what the worker owed will not come.
fn restore_before_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let message = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let owner = *held(&OWNER);
            let ends = OURS.load(Ordering::SeqCst) && owner != Some(thread::current().id());
            if ends {
                end_elsewhere();
            }
            let was_ours = restore();
            message(info);
            if was_ours {
                let _ = io::stderr().write_all(
                    b"This is a fault of breachlens: please report the lines above. What was saved is safe.\n",
                );
            }
            if ends {
                std::process::exit(101);
            }
        }));
    });
}

/// In debug builds alone: the variable BREACHLENS_PANIC lets the fifth frame panic (`draw`) or a worker
/// during it (`worker`), for the tests of what a panic leaves behind.
#[cfg(debug_assertions)]
#[allow(clippy::panic)]
fn panic_if_asked() {
    static FRAMES: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    if FRAMES.fetch_add(1, Ordering::Relaxed) == 5 {
        match std::env::var("BREACHLENS_PANIC").as_deref() {
            Ok("draw") => panic!("asked to panic while drawing"),
            Ok("worker") => drop(thread::spawn(|| panic!("asked to panic in a worker"))),
            _ => {}
        }
    }
}

/// A lock that is waited for a fifth of a second.
fn patiently(lock: &Mutex<()>) -> Option<MutexGuard<'_, ()>> {
    for _ in 0..100 {
        match lock.try_lock() {
            Ok(held) => return Some(held),
            Err(TryLockError::Poisoned(held)) => return Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
        }
    }
    None
}
