//! Opens what a run looks at piece by piece, for a screen that does not wait: first the beginning of
//! large files, then how far the reading has come, then everything. It must not know who is told, nor on
//! which thread it runs.

use super::{
    Builder,
    build::BUNDLED,
    open::{self, Opened, Sources, is_ours, set_name},
};
use crate::{
    dataset::{bundled, library::Library},
    error::Error,
    import::{self, Go, Options, Progress, Source},
    model::text::{clean, without_byte_order_mark},
};
use std::{
    borrow::Cow,
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
};

/// From so many bytes on the beginning is shown before the whole is read.
const LARGE: u64 = 1 << 20;

/// So many bytes of a large file make the beginning: some hundred rows, more than a screen shows.
const BEGINNING: usize = 64 << 10;

/// What is handed over while the data is opened.
#[derive(Debug)]
pub enum Part {
    /// Only where the whole takes its time, once and before anything else: the bundled dataset, small
    /// files and the first rows of large ones. Without faults, and without the sets of the library; these
    /// come with the whole, in which every row of this keeps its id.
    First(Opened),
    /// How far the reading of the files has come.
    Progress(Progress),
    /// Everything; nothing follows.
    Whole(Opened),
}

/// Opens the same as [`open::open`], and tells what is there so far. Small data comes as
/// [`Part::Whole`] at once. When `tell` answers [`Go::Stop`], nothing more is read or told.
///
/// # Errors
/// A file that cannot be read at all, as [`open::open`]; the beginning may have been told by then.
pub fn open_in_parts(sources: &Sources, tell: &mut dyn FnMut(Part) -> Go) -> Result<(), Error> {
    if is_large(sources) && tell(Part::First(first(sources))) == Go::Stop {
        return Ok(());
    }
    let mut stopped = false;
    let whole = open::whole(sources, &mut |progress| {
        let go = tell(Part::Progress(progress));
        stopped |= go == Go::Stop;
        go
    });
    // What a stopped reading calls a fault was asked for.
    if !stopped {
        tell(Part::Whole(whole?));
    }
    Ok(())
}

/// The rest of data whose beginning is open already: read on a thread of its own.
#[derive(Debug)]
pub struct Rest {
    parts: Receiver<Result<Part, Error>>,
    stop: Stop,
}

/// Stops the reading of a [`Rest`].
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Nothing more is read.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Rest {
    /// Waits for what comes next; `None` when nothing does.
    #[must_use]
    pub fn next(&self) -> Option<Result<Part, Error>> {
        self.parts.recv().ok()
    }

    /// What stops it.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }
}

/// Opens what can be had at once: everything, or of large data the beginning with the rest to come.
///
/// # Errors
/// As [`open::open`].
pub fn begin(sources: &Sources) -> Result<(Opened, Option<Rest>), Error> {
    if !is_large(sources) {
        return Ok((open::open(sources)?, None));
    }
    let stop = Stop::default();
    let (asked, sources) = (stop.clone(), sources.clone());
    let (sender, parts) = mpsc::channel();
    thread::spawn(move || {
        let told = open_in_parts(&sources, &mut |part| {
            // Nobody listens any more, or nobody wants to.
            if sender.send(Ok(part)).is_err() || asked.0.load(Ordering::Relaxed) {
                Go::Stop
            } else {
                Go::On
            }
        });
        if let Err(e) = told {
            let _ = sender.send(Err(e));
        }
    });
    let rest = Rest { parts, stop };
    loop {
        match rest.next() {
            Some(Ok(Part::First(opened))) => return Ok((opened, Some(rest))),
            Some(Ok(Part::Whole(opened))) => return Ok((opened, None)),
            Some(Ok(Part::Progress(_))) => {}
            Some(Err(e)) => return Err(e),
            None => {
                return Err(Error::data("the data could not be read to its end")
                    .right("try again, or `breachlens check` the file"));
            }
        }
    }
}

fn is_large(sources: &Sources) -> bool {
    let size =
        |path: &Path| fs::metadata(path).map_or(0, |m| if m.is_dir() { LARGE } else { m.len() });
    let files = sources.files.iter().map(|f| {
        // Of standard input nothing is known but that it may be long in coming.
        if f == "-" { LARGE } else { size(Path::new(f)) }
    });
    let library = sources.home.as_deref().map(Library::open);
    let sets = library
        .and_then(|l| fs::read_dir(l.folder()).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.metadata().map_or(0, |m| m.len()));
    files.chain(sets).fold(0_u64, u64::saturating_add) >= LARGE
}

/// The beginning: what can be had at once.
fn first(sources: &Sources) -> Opened {
    let mut builder = Builder::new();
    if let Some(Ok((marks, _))) = sources
        .home
        .as_deref()
        .map(Library::open)
        .filter(|l| l.folder().is_dir())
        .map(|l| l.marks())
    {
        builder.set_marks(marks);
    }
    if !sources.no_bundled {
        let bytes = Cow::Borrowed(bundled::INCIDENTS.as_bytes());
        let _ = builder.add_file(BUNDLED, BUNDLED, bytes, &mut |_| Go::On);
    }
    // What can be read only once is left to the whole.
    let again = |f: &&String| *f != "-" && !import::is_stream(Path::new(f));
    for file in sources.files.iter().filter(again) {
        // What cannot be read is told by the whole.
        let _ = add_beginning(&mut builder, file);
    }
    Opened {
        catalog: builder.finish(),
        faults: Vec::new(),
    }
}

/// Adds the rows that lie wholly within the first bytes of a file.
fn add_beginning(builder: &mut Builder, file: &str) -> Result<(), Error> {
    let path = Source::Path(file.into());
    if path.is_folder() {
        return Ok(());
    }
    let mut head = path.head()?;
    head.truncate(BEGINNING);
    let set = set_name(file);
    if is_ours(&head) {
        let lines = head.iter().rposition(|b| *b == b'\n').unwrap_or_default();
        let head = head.get(..lines).unwrap_or_default();
        let head = without_byte_order_mark(head).to_vec();
        return builder
            .add_file(file, &set, Cow::Owned(head), &mut |_| Go::On)
            .map(drop);
    }
    let source = Source::Bytes {
        name: clean(file).into_owned(),
        bytes: &head,
    };
    let segment = builder.begin();
    // The last row may be cut off: each one waits until there is another behind it.
    let mut waiting = None;
    import::read_each(
        &source,
        &Options::default(),
        &mut |_| Go::On,
        &mut |record| {
            if let Some(before) = waiting.replace(record) {
                builder.add_record(segment, &set, &before);
            }
            Ok(())
        },
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{import::Format, model::Incident};
    use std::fmt::Write as _;

    fn list(rows: usize) -> String {
        let mut text = String::from(
            "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n",
        );
        for i in 0..rows {
            let _ = writeln!(
                text,
                "\"Clinic {}, LLC\",CA,Healthcare Provider,{},03/{:02}/2021,Theft,Laptop,No,",
                i % 1000,
                500 + i,
                1 + i % 28
            );
        }
        text
    }

    fn sources(file: &Path) -> Sources {
        Sources {
            files: vec![file.to_string_lossy().into_owned()],
            no_bundled: true,
            ..Sources::default()
        }
    }

    #[test]
    fn the_beginning_of_a_large_file_comes_first_and_keeps_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("large.csv");
        let text = list(16_000);
        assert!(text.len() as u64 > LARGE);
        assert_eq!(import::detect(text.as_bytes()), Some(Format::Ocr));
        fs::write(&file, text).unwrap();
        let (mut first, mut whole, mut progress) = (None, None, 0);
        open_in_parts(&sources(&file), &mut |part| {
            match part {
                Part::First(opened) => {
                    assert!(first.is_none() && whole.is_none() && progress == 0);
                    first = Some(opened);
                }
                Part::Progress(at) => {
                    assert!(whole.is_none() && at.total.is_none_or(|t| at.bytes <= t));
                    progress += 1;
                }
                Part::Whole(opened) => whole = Some(opened),
            }
            Go::On
        })
        .unwrap();
        let (first, whole) = (first.unwrap().catalog, whole.unwrap());
        assert_eq!(whole.faults, []);
        assert!(progress > 0);
        let same = open::open(&sources(&file)).unwrap().catalog;
        assert_eq!(whole.catalog.len(), same.len());
        assert!(first.len() > 300 && first.len() < same.len());
        for row in 0..first.len() {
            assert_eq!(first.id(row), same.id(row));
            assert_eq!(first.incident(row), same.incident(row));
        }
    }

    #[test]
    fn small_data_comes_at_once_and_a_stop_ends_it() {
        let folder = tempfile::tempdir().unwrap();
        let small = folder.path().join("small.csv");
        fs::write(&small, list(10)).unwrap();
        let mut parts = Vec::new();
        open_in_parts(&sources(&small), &mut |part| {
            match part {
                Part::First(_) => parts.push("first"),
                Part::Progress(_) => {}
                Part::Whole(o) => {
                    let ids: Vec<Incident> = (0..o.catalog.len())
                        .filter_map(|r| o.catalog.incident(r))
                        .collect();
                    assert_eq!(ids.len(), o.catalog.len());
                    parts.push("whole");
                }
            }
            Go::On
        })
        .unwrap();
        assert_eq!(parts, ["whole"]);

        let large = folder.path().join("large.csv");
        fs::write(&large, list(16_000)).unwrap();
        for stop_at in 0..3 {
            let mut told = 0;
            open_in_parts(&sources(&large), &mut |part| {
                assert!(!matches!(part, Part::Whole(_)), "{told}");
                told += 1;
                if told > stop_at { Go::Stop } else { Go::On }
            })
            .unwrap();
            assert_eq!(told, stop_at + 1);
        }
        let missing = sources(&folder.path().join("none.csv"));
        assert!(open_in_parts(&missing, &mut |_| Go::On).is_err());
    }

    #[test]
    fn lines_of_our_own_format_begin_too() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("records.jsonl");
        let mut text = String::new();
        for i in 0..6_000 {
            let _ = writeln!(
                text,
                "{{\"id\":\"clinic-{i}\",\"organization\":\"Clinic {i}\",\"summary\":\"{}\"}}",
                "é ".repeat(40)
            );
        }
        fs::write(&file, text).unwrap();
        let mut lengths = Vec::new();
        open_in_parts(&sources(&file), &mut |part| {
            if let Part::First(o) | Part::Whole(o) = part {
                assert_eq!(o.faults, []);
                lengths.push(o.catalog.len());
            }
            Go::On
        })
        .unwrap();
        assert!(
            matches!(lengths[..], [a, b] if a > 200 && a < b),
            "{lengths:?}"
        );
    }
}
