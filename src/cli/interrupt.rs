//! Ctrl-C during work that has to tidy up behind itself: the first one asks it to stop, the second one
//! ends the program at once. It must not know what the work is.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Whether somebody asked to stop.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. Where signals cannot be had, the system's own way of ending holds.
    #[must_use]
    pub fn listen() -> Self {
        let asked = Self::default();
        #[cfg(unix)]
        {
            use signal_hook::{
                consts::{SIGHUP, SIGINT, SIGTERM},
                flag,
            };
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                // In this order: the second signal finds the flag set by the first.
                let _ = flag::register_conditional_default(signal, Arc::clone(&asked.0));
                let _ = flag::register(signal, Arc::clone(&asked.0));
            }
        }
        asked
    }

    /// True once it was asked.
    #[must_use]
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
