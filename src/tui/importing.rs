//! An import from inside the explorer: on a thread of its own, with a word on its progress, stopped when
//! asked. It must not decide what is imported.

use super::dropped::{expanded, is_file, meant};
use crate::{
    app::Action,
    catalog::{
        Catalog,
        open::{Sources, open},
    },
    cli::typed_import::Typed,
    dataset::{
        importing::{self, Job},
        library::{Library, suggest_name},
    },
    error::{Error, Result},
    import::{Go, Source, is_stream},
    model::{Date, text::clean},
};
use chrono::Datelike;
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// A word on the progress is not said more often than this.
pub(super) const TICK: Duration = Duration::from_millis(250);

/// What a worker says.
pub enum Done {
    /// Something to carry out.
    Act(Action),
    /// An import is over: the records as they are now, and the report.
    Imported(Box<Catalog>, Vec<String>),
}

/// An import or an export that is going on.
#[derive(Debug, Clone, Default)]
pub struct Running(Arc<AtomicBool>);

impl Running {
    /// Asks it to stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once it was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Starts an import; `tell` is called from its thread.
pub fn start(typed: String, sources: Sources, tell: impl Fn(Done) + Send + 'static) -> Running {
    let running = Running::default();
    let asked = running.clone();
    std::thread::spawn(move || {
        let say = |text: String| {
            tell(Done::Act(Action::Importing(clean(&text).into_owned())));
        };
        match work(&typed, &sources, &asked, &say) {
            Ok((catalog, report)) => tell(Done::Imported(Box::new(catalog), report)),
            Err(e) => {
                let fault = clean(&e.to_string()).into_owned();
                tell(Done::Act(Action::ImportOver(fault)));
            }
        }
    });
    running
}

fn work(
    typed: &str,
    sources: &Sources,
    asked: &Running,
    say: &dyn Fn(String),
) -> Result<(Catalog, Vec<String>)> {
    let home = sources.home.as_deref().ok_or_else(|| {
        Error::usage("there is no library to import into").right("start without --no-library")
    })?;
    let today = today()
        .ok_or_else(|| Error::data("the system's clock gives no date").right("set the clock"))?;
    let typed = Typed::read(typed, is_file)?;
    let options = typed.reading.options()?;
    let file = meant(&typed.file);
    if is_stream(&file) {
        return Err(Error::data("is neither a file nor a folder")
            .right("`breachlens import` reads a pipe or a device")
            .in_file(clean(&file.to_string_lossy())));
    }
    let name = typed
        .name
        .unwrap_or_else(|| suggest_name(&file.to_string_lossy()));
    let job = Job {
        source: Source::Path(file),
        options,
        name: name.clone(),
        today,
        replace: typed.replace,
        dry_run: false,
    };
    let (started, mut said) = (Instant::now(), Instant::now());
    let done = importing::import(
        &Library::open(home),
        &job,
        &mut |at| {
            if said.elapsed() >= TICK {
                said = Instant::now();
                say(format!(
                    "importing: {}; esc stops",
                    at.line(started.elapsed())
                ));
            }
            if asked.is_stopped() { Go::Stop } else { Go::On }
        },
        &mut |_| Ok(true),
    )?;
    let mut report: Vec<String> = done
        .report
        .to_string()
        .lines()
        .map(|l| clean(l).into_owned())
        .collect();
    report.push(String::new());
    report.push(match &done.set {
        Some(set) => format!("stored as `{name}`, {} records; from:{name} selects it, is:new and is:changed what this import did", set.records),
        None => "nothing was stored: no record was kept; `breachlens import --dry-run` says why".to_owned(),
    });
    report.extend(
        done.faults
            .iter()
            .map(|f| clean(&f.to_string()).into_owned()),
    );
    let opened = open(sources)?;
    report.extend(
        opened
            .faults
            .iter()
            .take(20)
            .map(|f| clean(&f.to_string()).into_owned()),
    );
    Ok((opened.catalog, report))
}

fn today() -> Option<Date> {
    let now = chrono::Local::now().date_naive();
    Date::new(now.year(), Some(now.month()), Some(now.day()))
}

/// The typed path, as far as the files there leave no choice, and what could follow.
#[must_use]
pub fn complete(typed: &str) -> (String, Vec<String>) {
    let (folder, start) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let place = if folder.is_empty() {
        PathBuf::from(".")
    } else {
        expanded(folder)
    };
    let mut names: Vec<String> = std::fs::read_dir(place)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| {
            let folder = e.path().is_dir();
            let name = e.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !start.starts_with('.');
            (name.starts_with(start) && !hidden).then(|| if folder { name + "/" } else { name })
        })
        .collect();
    names.sort();
    let mut common = names.first().cloned().unwrap_or_else(|| start.to_owned());
    for name in &names {
        while !name.starts_with(&common) {
            common.pop();
        }
    }
    // The names are only shown; what is completed is a path and stays as it is.
    let names = names.iter().map(|n| clean(n).into_owned()).collect();
    (format!("{folder}{common}"), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_as_far_as_there_is_no_choice() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["list-2025.csv", "list-2026.csv", ".list"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("older")).unwrap();
        let at = |typed: &str| complete(&format!("{}/{typed}", folder.path().display()));
        let end = |typed: &str| at(typed).0.rsplit('/').next().unwrap().to_owned();
        assert_eq!(end("li"), "list-202");
        assert_eq!(at("list").1, ["list-2025.csv", "list-2026.csv"]);
        assert_eq!(end("list-2025"), "list-2025.csv");
        assert!(at("ol").0.ends_with("/older/"));
        assert_eq!(end("none"), "none");
    }
}
