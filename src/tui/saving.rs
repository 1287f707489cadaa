//! Saved queries are written to the settings on a thread of their own, so that the screen never waits
//! for a disk. It must not know what is written.

use crate::{
    app::{Action, saved::Change},
    cli::saving::change,
    model::text::clean,
};
use std::thread::JoinHandle;

/// A change that is being written. Whoever lets go of it waits until it is: it is short, and asked for.
#[derive(Debug, Default)]
pub struct Saving(Option<JoinHandle<()>>);

impl Saving {
    /// Starts to write, as soon as what was asked before is written; `tell` is called from its thread.
    #[must_use]
    pub fn and_then(self, what: Change, tell: impl FnOnce(Action) + Send + 'static) -> Self {
        Self(Some(std::thread::spawn(move || {
            drop(self);
            tell(match change(&what) {
                Ok((queries, said)) => Action::SettingsChanged(queries, said),
                Err(e) => Action::SettingsKept(clean(&e.to_string()).into_owned()),
            });
        })))
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // A panic in it was told by the hook.
            let _ = thread.join();
        }
    }
}
