//! Signals: which of them end the program, and how it stops for Ctrl-Z. It must not know what the
//! program does about them; it only sees to it that one that ends the program does end it.

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// End: the number of SIGTERM, SIGHUP, SIGINT or SIGQUIT. Save, drop the screen, then call [`end`].
    Stop(i32),
    /// Go to sleep, as `kill -TSTP` asks from outside: call `Screen::sleep`.
    Sleep,
    /// The program was stopped and goes on: take the terminal again and draw everything.
    Continued,
}

#[cfg(unix)]
mod system {
    use super::Signal;
    pub(in crate::tui) use crate::tui::jobs::is_continuable;
    use crate::{threads::held, tui::terminal};
    use rustix::{
        event::{PollFd, PollFlags, poll},
        io::Errno,
        process::kill_current_process_group,
    };
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGTTIN},
        iterator::Signals,
        low_level::{emulate_default_handler, raise},
    };
    use std::{
        io,
        sync::{
            Condvar, Mutex,
            atomic::{AtomicBool, Ordering},
            mpsc,
        },
        thread,
        time::Duration,
    };

    /// After this long a program that was told to end is ended here, whatever it is busy with.
    const GRACE: Duration = Duration::from_secs(2);

    /// After this long the program ends although the terminal takes nothing, not even its restoration.
    const FAREWELL: Duration = Duration::from_secs(1);

    /// How long a stop may take to arrive. Where the system refuses to stop a job that nobody could
    /// continue, the program goes on after this.
    const STOPPING: Duration = Duration::from_millis(300);

    /// How often the program was continued.
    static CONTINUED: (Mutex<u64>, Condvar) = (Mutex::new(0), Condvar::new());

    /// The next SIGTSTP is the one that we sent to our own job.
    static OWN_STOP: AtomicBool = AtomicBool::new(false);

    /// Listens to signals from now on and hands each to `tell`, on a thread of its own.
    ///
    /// # Errors
    /// When the system refuses the handlers or the thread.
    pub fn watch(tell: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                let mut told = false;
                for signal in signals.forever() {
                    if signal == SIGCONT {
                        let (count, changed) = &CONTINUED;
                        *held(count) += 1;
                        changed.notify_all();
                        tell(Signal::Continued);
                    } else if signal == SIGTSTP {
                        if !OWN_STOP.swap(false, Ordering::SeqCst) {
                            tell(Signal::Sleep);
                        }
                    } else if told {
                        end(signal);
                    } else {
                        told = true;
                        tell(Signal::Stop(signal));
                        thread::spawn(move || {
                            thread::sleep(GRACE);
                            end(signal);
                        });
                    }
                }
            })
            .map(drop)
    }

    /// Calls `tell` once when the terminal is hung up. Reading keys does not tell: what is hung up reads
    /// as empty for ever, and only a job of the terminal's own session gets SIGHUP.
    ///
    /// # Errors
    /// When the system refuses the thread.
    pub fn watch_terminal(tell: impl FnOnce() + Send + 'static) -> io::Result<()> {
        thread::Builder::new()
            .name("terminal".to_owned())
            .spawn(move || {
                let out = io::stdout();
                loop {
                    // Asked for nothing, the system still tells of the end, and of nothing else.
                    let mut fds = [PollFd::new(&out, PollFlags::empty())];
                    match poll(&mut fds, None) {
                        Ok(_) => {}
                        Err(Errno::INTR) => continue,
                        Err(_) => return,
                    }
                    let [fd] = fds;
                    if fd.revents().intersects(PollFlags::HUP | PollFlags::ERR) {
                        tell();
                    }
                    // Some systems cannot watch terminals this way; there SIGHUP has to do.
                    return;
                }
            })
            .map(drop)
    }

    /// Ends the program the way the signal would have, so that whoever started it can tell.
    pub fn end(signal: i32) -> ! {
        terminal::end_elsewhere();
        // A terminal that takes nothing (Ctrl-S, a stuck line) must not keep the program alive.
        let (done, restored) = mpsc::channel();
        let restorer = thread::Builder::new().spawn(move || {
            terminal::restore();
            let _ = done.send(());
        });
        if restorer.is_ok() {
            let _ = restored.recv_timeout(FAREWELL);
        }
        let _ = emulate_default_handler(signal);
        std::process::exit(128_i32.saturating_add(signal))
    }

    /// Stops the program and returns when it is continued. With `job`, the whole job stops as at the
    /// terminal's own Ctrl-Z: programs that feed us, and the one that started us and waits, stop too, so
    /// that the shell gets its prompt.
    pub(in crate::tui) fn stop_here(job: bool) -> io::Result<()> {
        // SIGSTOP stops for certain, SIGTTIN only what somebody can continue.
        let stop = match is_continuable() {
            Some(true) => SIGSTOP,
            Some(false) => return Ok(()),
            None => SIGTTIN,
        };
        let (count, changed) = &CONTINUED;
        let count = held(count);
        let before = *count;
        if job {
            OWN_STOP.store(true, Ordering::SeqCst);
            kill_current_process_group(rustix::process::Signal::TSTP)?;
        }
        raise(stop)?;
        // The signal may reach another of our threads first, and this one goes on for a moment.
        let _ = changed.wait_timeout_while(count, STOPPING, |now| *now == before);
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use super::Signal;
    use std::io;

    /// There are no signals here; closing the console ends the program.
    ///
    /// # Errors
    /// None.
    pub fn watch(_tell: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
        Ok(())
    }

    /// Ends the program.
    pub fn end(signal: i32) -> ! {
        crate::tui::terminal::restore();
        std::process::exit(128_i32.saturating_add(signal))
    }

    /// Nothing tells of a lost console but the end of the program.
    ///
    /// # Errors
    /// None.
    pub fn watch_terminal(_tell: impl FnOnce() + Send + 'static) -> io::Result<()> {
        Ok(())
    }

    pub(in crate::tui) fn stop_here(_job: bool) -> io::Result<()> {
        Ok(())
    }

    pub(in crate::tui) fn is_continuable() -> Option<bool> {
        Some(false)
    }
}

pub use system::{end, watch, watch_terminal};
pub(in crate::tui) use system::{is_continuable, stop_here};
