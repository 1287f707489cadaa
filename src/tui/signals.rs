//! Signals: which of them end the program, and how it stops for Ctrl-Z. It must not know what the
//! program does about them; it only sees to it that one that ends the program does end it.

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Signal {
    /// End: the number of SIGTERM, SIGHUP, SIGINT or SIGQUIT. Save, drop the screen, then call [`end`].
    Stop(i32),
    /// The program was stopped and goes on: take the terminal again and draw everything.
    Continued,
}

#[cfg(unix)]
mod system {
    use super::Signal;
    use crate::tui::terminal;
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    use std::{
        io,
        sync::{Condvar, Mutex, PoisonError},
        thread,
        time::Duration,
    };

    /// After this long a program that was told to end is ended here, whatever it is busy with.
    const GRACE: Duration = Duration::from_secs(2);

    /// How long a stop may take to arrive. Where the system refuses to stop a job that nobody could
    /// continue, the program goes on after this.
    const STOPPING: Duration = Duration::from_millis(300);

    /// How often the program was continued.
    static CONTINUED: (Mutex<u64>, Condvar) = (Mutex::new(0), Condvar::new());

    /// Listens to signals from now on and hands each to `tell`, on a thread of its own.
    ///
    /// # Errors
    /// When the system refuses the handlers or the thread.
    pub fn watch(tell: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                let mut told = false;
                for signal in signals.forever() {
                    if signal == SIGCONT {
                        let (count, changed) = &CONTINUED;
                        *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                        changed.notify_all();
                        tell(Signal::Continued);
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

    /// Ends the program the way the signal would have, so that whoever started it can tell.
    pub fn end(signal: i32) -> ! {
        terminal::restore();
        let _ = emulate_default_handler(signal);
        std::process::exit(128_i32.saturating_add(signal))
    }

    /// Stops the whole job, as the terminal's own Ctrl-Z would: programs that feed us, and the one that
    /// started us and waits, stop too, so that the shell gets its prompt. Returns when continued. A job
    /// that nobody could continue is not stopped by the system.
    pub(in crate::tui) fn stop_here() -> io::Result<()> {
        let (count, changed) = &CONTINUED;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *count;
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
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

    pub(in crate::tui) fn stop_here() -> io::Result<()> {
        Ok(())
    }
}

pub(in crate::tui) use system::stop_here;
pub use system::{end, watch};
