//! Opens everything that a run looks at: the bundled dataset, the sets of the user's library and the
//! user's files, as one catalog. It
//! must not know what is done with it.

use super::{Builder, Catalog, build::BUNDLED};
use crate::{
    dataset::{bundled, library::Library},
    error::{Error, Kind},
    import::{self, Format, Go, Options, Progress, Source, Unread, lazy::Table},
    model::text::{clean, shorten, without_byte_order_mark},
};
use std::{
    borrow::Cow,
    io::Read,
    path::{Path, PathBuf},
};

/// What to open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Lists of the user in any format that can be imported; `-` is standard input.
    pub files: Vec<String>,
    /// The user's home of imported sets, stars and notes; `None` leaves it out.
    pub home: Option<PathBuf>,
    /// Leave the bundled dataset out.
    pub no_bundled: bool,
    /// Show every row, also those that are one incident in several sets.
    pub no_match: bool,
}

/// What came of it. Faults never take good records with them.
#[derive(Debug, Default)]
pub struct Opened {
    /// Every good record.
    pub catalog: Catalog,
    /// What could not be read, with its place.
    pub faults: Vec<Error>,
}

/// Opens the bundled dataset, the user's library and the user's files.
///
/// # Errors
/// A file that cannot be read at all. Faults inside a file are in [`Opened::faults`].
pub fn open(sources: &Sources) -> Result<Opened, Error> {
    whole(sources, &mut |_| Go::On)
}

/// As [`open`], with a word on the files' reading now and then; [`Go::Stop`] ends it with a fault.
pub(super) fn whole(
    sources: &Sources,
    watch: &mut dyn FnMut(Progress) -> Go,
) -> Result<Opened, Error> {
    let mut builder = Builder::new();
    let mut faults = Vec::new();
    // Of a home without a library nothing more is asked of the disk than whether it is there.
    let library = sources.home.as_deref().map(Library::open);
    let library = library.filter(|l| {
        l.is_there().unwrap_or_else(|e| {
            faults.push(e);
            false
        })
    });
    if let Some(library) = &library {
        match library.marks() {
            Ok((marks, mut damaged)) => {
                builder.set_marks(marks);
                faults.append(&mut damaged);
            }
            Err(e) => faults.push(e),
        }
    }
    let sets =
        usize::from(!sources.no_bundled) + sources.files.len() + usize::from(library.is_some()) * 2;
    if sets > 1 && !sources.no_match {
        builder.match_sets();
    }
    if !sources.no_bundled {
        let bytes = Cow::Borrowed(bundled::INCIDENTS.as_bytes());
        faults.append(&mut builder.add_file(BUNDLED, BUNDLED, bytes, &mut |_| Go::On)?);
    }
    if let Some(library) = &library {
        add_library(&mut builder, &mut faults, library);
    }
    let size = |file: &String| std::fs::metadata(file).map_or(0, |m| m.len());
    let total: u64 = sources.files.iter().map(size).sum();
    let mut before = (0, 0);
    for (at, file) in sources.files.iter().enumerate() {
        if at + 1 == sources.files.len() {
            builder.begin_last_set();
        }
        let mut last = before;
        add_list(&mut builder, &mut faults, file, &mut |at| {
            last = (before.0 + at.bytes, before.1 + at.rows);
            watch(Progress {
                bytes: last.0,
                total: Some(total.max(last.0)),
                rows: last.1,
            })
        })?;
        before = (before.0 + size(file), last.1);
    }
    Ok(Opened {
        catalog: builder.finish(),
        faults,
    })
}

/// Adds every set of the library; a set that cannot be read is a fault, and the others stay.
fn add_library(builder: &mut Builder, faults: &mut Vec<Error>, library: &Library) {
    let (sets, mut damaged) = match library.load_all() {
        Ok(loaded) => loaded,
        Err(e) => {
            faults.push(e);
            return;
        }
    };
    faults.append(&mut damaged);
    for (info, bytes) in sets {
        let bad = builder.add_stored(&info.name, bytes);
        if let Some(first) = bad.first() {
            let (n, line) = (bad.len(), first.place.line.unwrap_or_default());
            faults.push(
                Error::data(format!(
                    "{n} stored records cannot be read: line {line}: {}",
                    clean(&shorten(&first.what, 200))
                ))
                .right("they were stored by another version: import the set again")
                .in_file(format!("the set {}", info.name)),
            );
        }
    }
}

/// Adds a list of the user: our own format strictly, with the place of every fault; any other as
/// `import` reads it, but stored nowhere.
fn add_list(
    builder: &mut Builder,
    faults: &mut Vec<Error>,
    file: &str,
    watch: &mut dyn FnMut(Progress) -> Go,
) -> Result<(), Error> {
    let set = set_name(file);
    let name = clean(file).into_owned();
    let mut bytes;
    let source = if file != "-" && Path::new(file).is_dir() {
        Source::Path(file.into())
    } else {
        // Read once: it may be a pipe.
        bytes = read_file(file)?;
        if without_byte_order_mark(&bytes).trim_ascii().is_empty() {
            faults.extend(import::recognize(&bytes).err().map(|e| e.in_file(name)));
            return Ok(());
        }
        if is_ours(&bytes) {
            faults.append(&mut builder.add_file(file, &set, Cow::Owned(bytes), watch)?);
            return Ok(());
        }
        match Table::open(&name, bytes, &Options::default())? {
            Ok(table) => {
                let left = builder.add_table(&set, table, watch)?;
                faults.extend(
                    left.skips
                        .into_iter()
                        .map(|(line, why)| skipped(&name, line, why)),
                );
                faults.extend(unread(&name, left.unread));
                return Ok(());
            }
            Err(back) => bytes = back,
        }
        Source::Bytes {
            name: name.clone(),
            bytes: &bytes,
        }
    };
    let segment = builder.begin();
    let options = Options {
        repeated: true,
        ..Options::default()
    };
    let summary = import::read_each(&source, &options, watch, &mut |record| {
        builder.add_record(segment, &set, &record);
        Ok(())
    })?;
    faults.extend(summary.skipped.into_iter().map(|skip| {
        if let Some(fault) = skip.fault {
            return *fault;
        }
        let place = skip.file.map(|f| format!("{name}: {f}"));
        skipped(place.as_ref().unwrap_or(&name), skip.line, skip.why)
    }));
    faults.extend(unread(&name, summary.unread));
    Ok(())
}

/// What is said of the faults that are not told one by one: those behind the told ones, and the others of
/// each told one that stands for many. How many they are, and the commands that name all of them: `check`
/// reads our own format alone.
#[must_use]
pub fn untold(told: &[Error], behind: &[Error]) -> Option<String> {
    let others = told.iter().filter(|f| f.kind.count() > 1);
    let n: u64 = behind.iter().map(|f| f.kind.count()).sum();
    let n = n + others.clone().map(|f| f.kind.count() - 1).sum::<u64>();
    let mut commands: Vec<String> = Vec::new();
    let mut all_are_cells = true;
    for fault in others.chain(behind) {
        all_are_cells &= matches!(fault.kind, Kind::Cells(_));
        let list = fault.place.file.as_deref();
        let is_outside = matches!(fault.kind, Kind::Row | Kind::Cells(_));
        let command = match list.filter(|_| is_outside) {
            // Of a folder the document is named behind it.
            Some(list) => {
                let list = list.split(": ").next().unwrap_or(list);
                format!("`breachlens import --dry-run --report json {list}`")
            }
            None => "`breachlens check`".to_owned(),
        };
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    let verb = if commands.len() == 1 { "names" } else { "name" };
    let (what, them) = match (n, all_are_cells) {
        (0, _) => return None,
        (1, true) => ("cell cannot be read", "it"),
        (_, true) => ("cells cannot be read", "them all"),
        (1, false) => ("fault", "it"),
        (_, false) => ("faults", "them all"),
    };
    let commands = commands.join(" and ");
    Some(format!("{n} more {what}; {commands} {verb} {them}"))
}

/// The fault of a row that is no record.
fn skipped(place: &str, line: u64, why: String) -> Error {
    let right = match why.as_str() {
        import::UNCLOSED => "the rows before it were read",
        _ => "the rest was read; mend this in the list, or leave it out",
    };
    let mut error = Error::data(why).right(right).in_file(place);
    error.kind = Kind::Row;
    error.place.line = line_of(line);
    error
}

/// The fault of the cells of a list that could not be read: that of the first, which stands for all.
fn unread(list: &str, unread: Unread) -> Option<Error> {
    let first = unread.first?;
    let place = match first.file {
        Some(file) => format!("{list}: {file}"),
        None => list.to_owned(),
    };
    let kept = "the rest of its row is shown";
    let right = match first.right {
        Some(right) => format!("{kept}; {right}"),
        None => kept.to_owned(),
    };
    let mut error = Error::data(first.why).right(right).in_file(place);
    error.kind = Kind::Cells(u32::try_from(unread.cells).unwrap_or(u32::MAX));
    error.place.line = line_of(first.line);
    error.place.field = Some(first.column);
    Some(error)
}

/// A line of a fault; 0 is none.
fn line_of(line: u64) -> Option<u32> {
    u32::try_from(line).ok().filter(|l| *l > 0)
}

/// True for our own JSON and for JSON that is nothing known: our reader says best what is wrong with it.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    let text = without_byte_order_mark(bytes);
    match text.trim_ascii_start().first() {
        None => true,
        Some(b'{' | b'[') => import::detect(bytes).is_none_or(|f| f == Format::Breachlens),
        Some(_) => false,
    }
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// What the system says, with the file's name.
pub fn read_file(file: &str) -> Result<Vec<u8>, Error> {
    let result = if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        read_whole(Path::new(file))
    };
    result.map_err(|e| {
        Error::data(format!("cannot be read: {e}"))
            .in_file(clean(file))
            .right("check the name and that you may read it")
    })
}

/// The bytes of a file; of a large one each thread fetches some.
fn read_whole(path: &Path) -> std::io::Result<Vec<u8>> {
    #[cfg(unix)]
    {
        use crate::threads;
        use std::{
            io::{Seek, SeekFrom},
            os::unix::fs::FileExt,
            sync::Mutex,
        };

        /// From so many bytes on more than one thread is worth it.
        const LARGE: usize = 16 << 20;
        /// So many bytes are fetched at once.
        const PIECE: usize = 4 << 20;

        let mut file = std::fs::File::open(path)?;
        let about = file.metadata()?;
        let length = usize::try_from(about.len()).unwrap_or_default();
        if about.is_file() && length >= LARGE {
            let mut bytes = vec![0; length];
            // Whoever is ready takes the next piece: the threads end together.
            let pieces = Mutex::new(bytes.chunks_mut(PIECE).zip((0..).step_by(PIECE)));
            let next = || pieces.lock().ok()?.next();
            let read = threads::each(0..threads::most(), |_| {
                std::iter::from_fn(next).all(|(piece, at)| file.read_exact_at(piece, at).is_ok())
            });
            // A file that is being written to is read like any other, and so is what came since.
            if read.into_iter().all(|all| all) {
                file.seek(SeekFrom::Start(length as u64))?;
                file.read_to_end(&mut bytes)?;
                return Ok(bytes);
            }
        }
    }
    std::fs::read(path)
}

/// The name of a file's set: its name without folder and ending.
pub(super) fn set_name(file: &str) -> String {
    if file == "-" {
        return "stdin".to_owned();
    }
    let stem = std::path::Path::new(file)
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned());
    clean(&stem.unwrap_or_else(|| file.to_owned())).into_owned()
}
