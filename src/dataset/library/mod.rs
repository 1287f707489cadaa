//! The user's own store: imported sets, stars and notes. It must not know how sets are read from
//! outside lists, or who shows them.
//!
//! ```text
//! HOME/library/index.json                    which sets there are; replaced in one step
//! HOME/library/sets/NAME.CHECKSUM.jsonl      one record a line; never changed, only replaced by another
//! HOME/library/marks.jsonl                   stars and notes; marks.before.jsonl is the one before
//! HOME/library/aside/                        what was damaged; never deleted
//! HOME/library/lock                          held while something is written
//! ```
//!
//! A set's file is written and synced first, then the index that names it is replaced: a process that is
//! killed at any instant leaves the old set or the new one. Reading takes no lock.

mod files;
mod index;
mod marks;
mod writer;

pub use index::SetInfo;
pub use marks::{Mark, MarkKey, Marks};
pub use writer::{Basis, NewSet, SetWriter};

use crate::{
    error::{Error, Result},
    model::{
        Incident,
        text::{clean, shorten},
    },
};
use etcetera::BaseStrategy;
use files::{Checksum, clear_drafts, fault, locked, make_folder, put_aside};
use index::{Read, parts_of};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// The environment variable that names another home.
pub const HOME_VARIABLE: &str = "BREACHLENS_HOME";

/// The format of the index and the marks.
const FORMAT: u32 = 1;

/// A temporary file of this age was left by a killed process.
const STALE: Duration = Duration::from_secs(24 * 3600);

/// The sets that there are, and what was wrong with others.
#[derive(Debug, Default)]
pub struct Listing {
    /// The sets, in order of name.
    pub sets: Vec<SetInfo>,
    /// What was found damaged, each with where it was put.
    pub faults: Vec<Error>,
}

/// Every set with its bytes, in order of name, and what was wrong with others.
pub type Loaded = (Vec<(SetInfo, Vec<u8>)>, Vec<Error>);

/// The store in one folder. Opening it touches nothing.
#[derive(Debug, Clone)]
pub struct Library {
    folder: PathBuf,
}

/// The folder of the user's data: `BREACHLENS_HOME`, or the platform's.
///
/// # Errors
/// When the platform names no home.
pub fn default_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os(HOME_VARIABLE).filter(|h| !h.is_empty()) {
        return Ok(PathBuf::from(home));
    }
    let base = etcetera::choose_base_strategy().map_err(|e| {
        Error::data(format!("no folder for data is known: {e}"))
            .right(format!("set {HOME_VARIABLE} to a folder"))
    })?;
    Ok(base.data_dir().join("breachlens"))
}

/// Checks the name of a set: it is typed behind `from:`.
///
/// # Errors
/// What a name is.
pub fn check_name(name: &str) -> Result<()> {
    let fine = (1..=64).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'));
    if fine && name != "bundled" {
        return Ok(());
    }
    let shown = clean(&shorten(name, 60)).into_owned();
    Err(Error::usage(format!("`{shown}` cannot be the name of a set")).right(
        "a name has up to 64 of a-z, 0-9, - and _, begins with a letter or digit, and is not `bundled`",
    ))
}

/// A name for a set that is made of a file's name.
#[must_use]
pub fn suggest_name(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = last.split('.').find(|s| !s.is_empty()).unwrap_or("set");
    let mut name = String::new();
    for c in crate::model::text::fold(stem).chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') && !name.is_empty() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(48);
    let name = name.trim_end_matches(['-', '_']);
    if check_name(name).is_ok() {
        name.to_owned()
    } else {
        "set".to_owned()
    }
}

impl Library {
    /// The store in a home folder, which need not be there yet.
    #[must_use]
    pub fn open(home: &Path) -> Self {
        Self {
            folder: home.join("library"),
        }
    }

    /// The folder of the store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is anything in it yet. A home that cannot be looked into is not one without a library.
    ///
    /// # Errors
    /// When that cannot be told.
    pub fn is_there(&self) -> Result<bool> {
        match fs::metadata(&self.folder) {
            Ok(found) => Ok(found.is_dir()),
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(false)
            }
            Err(e) => Err(fault(&self.folder, "the library cannot be read", &e)),
        }
    }

    fn index_path(&self) -> PathBuf {
        self.folder.join("index.json")
    }

    fn sets_path(&self) -> PathBuf {
        self.folder.join("sets")
    }

    /// Where damaged files are put.
    fn aside(&self) -> PathBuf {
        self.folder.join("aside")
    }

    fn lock<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        make_folder(&self.folder)?;
        make_folder(&self.sets_path())?;
        locked(&self.folder.join("lock"), || {
            // Here only the holder of the lock writes: what lies here was left by a killed one.
            clear_drafts(&self.folder, Duration::ZERO);
            work()
        })
    }

    /// The sets, without reading them. A damaged index is put aside and made anew from the sets' files.
    ///
    /// # Errors
    /// When the folder cannot be read, or a newer breachlens has written it.
    pub fn sets(&self) -> Result<Listing> {
        let mut faults = Vec::new();
        let mut sets = match self.read_index()? {
            Read::Good(index) => index,
            Read::Missing => self.rebuild(),
            Read::Damaged(why) => {
                let mut moved = None;
                let again = self.lock(|| {
                    // Another process may have put it right before the lock was had.
                    if let Read::Damaged(_) = self.read_index()? {
                        moved = put_aside(&self.index_path(), &self.aside());
                        self.write_index(&self.rebuild())?;
                    }
                    self.sets_locked()
                });
                let then = "the list of sets was made anew from their files";
                faults.push(damaged(&self.index_path(), &why, moved.as_deref(), then));
                again.unwrap_or_else(|_| self.rebuild())
            }
        };
        sets.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Listing { sets, faults })
    }

    /// The bytes of a set, one record a line, checked against its checksum. A damaged set is put aside.
    ///
    /// # Errors
    /// When there is no such set, or it is damaged: the error says where it was put.
    pub fn load_bytes(&self, name: &str) -> Result<Vec<u8>> {
        // A set that is replaced between the index and its file is looked up once more.
        let mut last = None;
        for _ in 0..3 {
            let listing = self.sets()?;
            let Some(info) = listing.sets.into_iter().find(|s| s.name == name) else {
                let known: Vec<String> = self.sets()?.sets.into_iter().map(|s| s.name).collect();
                let error = Error::usage(format!("there is no set `{}`", clean(name)));
                return Err(if known.is_empty() {
                    error
                        .right("the library is empty; `breachlens import FILE` puts a list into it")
                } else {
                    error.right(format!("the library has {}", known.join(", ")))
                });
            };
            let path = self.sets_path().join(info.file());
            match fs::read(&path) {
                Ok(bytes) if Checksum::of(&bytes) == info.checksum => return Ok(bytes),
                Ok(bytes) => {
                    let why = format!(
                        "the file has {} bytes and checksum {}, not {} and {}",
                        bytes.len(),
                        Checksum::of(&bytes),
                        info.bytes,
                        info.checksum
                    );
                    return Err(self.drop_damaged(&info, &path, &why));
                }
                Err(e) if e.kind() == io::ErrorKind::NotFound => last = Some((info, path, e)),
                Err(e) => return Err(fault(&path, "the set cannot be read", &e)),
            }
        }
        Err(match last {
            Some((info, path, e)) => self.drop_damaged(&info, &path, &e.to_string()),
            None => Error::data("the set cannot be read").right("import it again"),
        })
    }

    /// Puts a damaged set aside and takes it out of the index, unless it was replaced meanwhile.
    fn drop_damaged(&self, info: &SetInfo, path: &Path, why: &str) -> Error {
        let mut moved = None;
        let _ = self.lock(|| {
            // The same set may have been imported again meanwhile, into a file of the same name.
            if fs::read(path).is_ok_and(|b| Checksum::of(&b) == info.checksum) {
                return Ok(());
            }
            moved = put_aside(path, &self.aside());
            if let Read::Good(mut sets) = self.read_index()? {
                sets.retain(|s| s.name != info.name || s.checksum != info.checksum);
                self.write_index(&sets)?;
            }
            Ok(())
        });
        let what = format!("import it again as `{}`", info.name);
        damaged(path, why, moved.as_deref(), &what)
    }

    /// The records of a set.
    ///
    /// # Errors
    /// As [`Self::load_bytes`]; or when a line is no record of this version.
    pub fn load(&self, name: &str) -> Result<Vec<Incident>> {
        let bytes = self.load_bytes(name)?;
        records(&bytes).collect()
    }

    /// Every set with its bytes, in order of name, and what was wrong with others.
    ///
    /// # Errors
    /// As [`Self::sets`].
    pub fn load_all(&self) -> Result<Loaded> {
        let Listing { sets, mut faults } = self.sets()?;
        let mut out = Vec::new();
        for info in sets {
            match self.load_bytes(&info.name) {
                Ok(bytes) => out.push((info, bytes)),
                Err(e) => faults.push(e),
            }
        }
        Ok((out, faults))
    }

    /// Removes a set; its stars and notes stay, for when it is imported again. False when there is none.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn remove(&self, name: &str) -> Result<bool> {
        if !self.is_there()? {
            return Ok(false);
        }
        self.lock(|| {
            let mut sets = self.sets_locked()?;
            let before = sets.len();
            sets.retain(|s| s.name != name);
            if sets.len() == before {
                return Ok(false);
            }
            self.write_index(&sets)?;
            self.clear(name, &sets);
            Ok(true)
        })
    }

    /// Removes the files that a set has left behind, and drafts of killed processes. Called under the
    /// lock, after the index was written. Files of other sets stay, whatever the index says: it may have
    /// come from a backup.
    fn clear(&self, name: &str, sets: &[SetInfo]) {
        for entry in fs::read_dir(self.sets_path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = entry.path();
            let is_old = parts_of(&path).is_some_and(|(n, _)| n == name);
            let used = sets
                .iter()
                .any(|s| Some(s.file().as_ref()) == path.file_name());
            if is_old && !used {
                let _ = fs::remove_file(path);
            }
        }
        clear_drafts(&self.sets_path(), STALE);
    }
}

fn newer(path: &Path, format: u32) -> Error {
    Error::data(format!("written by a newer breachlens (format {format})"))
        .right(format!("this one knows format {FORMAT}: update it"))
        .in_file(path.display().to_string())
}

fn damaged(path: &Path, why: &str, moved: Option<&Path>, then: &str) -> Error {
    let place = moved.map_or_else(
        || "it could not be put aside".to_owned(),
        |p| format!("it was put aside as {}", p.display()),
    );
    let why = clean(&shorten(why, 200)).into_owned();
    Error::data(format!("damaged ({why}); {place}"))
        .right(then)
        .in_file(path.display().to_string())
}

/// The records of a set's bytes.
fn records(bytes: &[u8]) -> impl Iterator<Item = Result<Incident>> {
    bytes
        .split(|b| *b == b'\n')
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .map(|(n, line)| {
            serde_json::from_slice(line).map_err(|e| {
                let why = e.to_string();
                Error::data(format!(
                    "a stored record cannot be read: {}",
                    clean(&shorten(&why, 200))
                ))
                .right("it was stored by another version: import the set again")
                .at(n + 1, 1)
            })
        })
}
