//! Writes exports on a thread of their own, so that the screen never waits for a disk; with a word on
//! the progress of those that take long, stopped when asked. It must not know why something is written.

use super::{
    dropped::expanded,
    importing::{Running, TICK},
};
use crate::{
    app::{Action, Message, action::Content},
    catalog::Catalog,
    error::Error,
    model::text::clean,
    report::{self, human, rows::Rows, style::Paint},
};
use std::{
    io::{self, Write},
    sync::Arc,
    thread::JoinHandle,
    time::Instant,
};

/// A file that is being written. Whoever lets go of it stops it and waits until nothing half is left.
#[derive(Debug, Default)]
pub struct Writing {
    running: Running,
    thread: Option<JoinHandle<()>>,
}

impl Writing {
    /// Starts to write a file; `tell` is called from its thread.
    pub fn start(
        catalog: Arc<Catalog>,
        path: String,
        replace: bool,
        content: Content,
        tell: impl Fn(Action) + Send + 'static,
    ) -> Self {
        let running = Running::default();
        let asked = running.clone();
        let thread = std::thread::spawn(move || {
            let shown = clean(&path).into_owned();
            let done = report::file::write(&expanded(&path), replace, |out| {
                let mut out = Watched {
                    out,
                    asked: &asked,
                    written: 0,
                    said: Instant::now(),
                    say: &|bytes| {
                        let text =
                            format!("writing {shown}: {:.1} MB; esc stops", bytes as f64 / 1e6);
                        tell(Action::Exporting(text));
                    },
                };
                write(&mut out, &catalog, &content)
            });
            tell(Action::Exported(outcome(
                &shown,
                &content,
                done,
                asked.is_stopped(),
            )));
        });
        let thread = Some(thread);
        Self { running, thread }
    }

    /// Asks it to stop.
    pub fn stop(&self) {
        self.running.stop();
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // A panic in it was told by the hook.
            let _ = thread.join();
        }
    }
}

fn write(out: &mut dyn Write, catalog: &Catalog, content: &Content) -> io::Result<()> {
    match content {
        Content::Text(text) => out.write_all(text.as_bytes()),
        Content::Rows {
            rows,
            format,
            columns,
        } => Rows {
            catalog,
            rows,
            columns: columns.as_deref(),
        }
        .write(out, *format, None, Paint { on: false }),
    }
}

/// What there is to say in the end.
fn outcome(path: &str, content: &Content, done: Result<(), Error>, was_stopped: bool) -> Message {
    let (text, is_error) = match done {
        Err(_) if was_stopped => (format!("stopped: {path} was not written"), false),
        Err(e) => (e.to_string(), true),
        Ok(()) => match content {
            Content::Text(_) => (format!("written to {path}"), false),
            Content::Rows { rows, .. } => {
                let incidents = human::incidents(rows.len());
                (format!("written to {path}, {incidents}"), false)
            }
        },
    };
    Message { text, is_error }
}

/// A writer that can be asked to stop, and says now and then how much was written.
struct Watched<'a> {
    out: &'a mut dyn Write,
    asked: &'a Running,
    written: u64,
    said: Instant,
    say: &'a dyn Fn(u64),
}

impl Write for Watched<'_> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        if self.asked.is_stopped() {
            return Err(io::Error::other("stopped"));
        }
        let written = self.out.write(text)?;
        self.written += written as u64;
        if self.said.elapsed() >= TICK {
            self.said = Instant::now();
            (self.say)(self.written);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::open, report::rows::Format};
    use std::sync::mpsc;

    /// Starts to write very many rows.
    fn long(path: &std::path::Path) -> (Writing, mpsc::Receiver<Action>) {
        let opened = open::open(&open::Sources::default()).unwrap();
        let (tell, told) = mpsc::channel();
        let content = Content::Rows {
            rows: (0..100).collect::<Vec<u32>>().repeat(20_000),
            format: Format::Jsonl,
            columns: None,
        };
        let path = path.to_string_lossy().into_owned();
        let catalog = Arc::new(opened.catalog);
        let writing = Writing::start(catalog, path, false, content, move |action| {
            tell.send(action).ok();
        });
        (writing, told)
    }

    #[test]
    fn a_long_export_tells_how_far_it_is_and_stops_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let (writing, told) = long(&folder.path().join("a.jsonl"));
        let Action::Exporting(progress) = told.recv().unwrap() else {
            panic!("nothing was said on the way");
        };
        assert!(progress.contains("a.jsonl: ") && progress.ends_with(" MB; esc stops"));
        writing.stop();
        let last = told.iter().last();
        let Some(Action::Exported(message)) = last else {
            panic!("{last:?}");
        };
        assert!(!message.is_error && message.text.starts_with("stopped: "));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn who_leaves_leaves_nothing_half() {
        let folder = tempfile::tempdir().unwrap();
        drop(long(&folder.path().join("a.jsonl")));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
