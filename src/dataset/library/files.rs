//! Files that survive: written beside their place, synced, and renamed; readable by their owner only;
//! with a checksum; and one writer at a time. It must not know what the files hold.

use crate::error::{Error, Result};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// A fault of a file that is read.
pub fn fault(path: &Path, what: &str, e: &io::Error) -> Error {
    Error::data(format!("{what}: {e}"))
        .right("check that you may read it, or name another folder by BREACHLENS_HOME")
        .in_file(path.display().to_string())
}

/// A fault of a file that is written. What was there before is there still.
pub fn write_fault(path: &Path, what: &str, e: &io::Error) -> Error {
    Error::data(format!("{what}: {e}"))
        .right(
            "nothing was changed: see that the disk has room and that you may write there, or name \
             another folder by BREACHLENS_HOME",
        )
        .in_file(path.display().to_string())
}

/// A checksum against accidents (FNV-1a, 64 bits; D. Eastlake and others, RFC 9923).
#[derive(Debug, Clone, Copy)]
pub struct Checksum(u64);

impl Default for Checksum {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Checksum {
    /// Takes bytes into account.
    pub fn add(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    /// As sixteen hexadecimal digits.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:016x}", self.0)
    }

    /// Of bytes that are all here.
    #[must_use]
    pub fn of(bytes: &[u8]) -> String {
        let mut sum = Self::default();
        sum.add(bytes);
        sum.text()
    }
}

/// Makes a folder that only its owner can enter.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(path)
        .map_err(|e| write_fault(path, "the folder cannot be made", &e))
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// A file being written beside its place. Dropped without [`Draft::place`], it leaves nothing behind.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    out: Option<BufWriter<File>>,
    sum: Checksum,
    bytes: u64,
}

impl Draft {
    /// Begins a file in a folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let (path, file) = loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".{}-{number}.tmp", std::process::id()));
            match create(&path) {
                Ok(file) => break (path, file),
                // Left by a killed process of this number, or in use by one of another machine or
                // container that shares the folder: not ours to remove.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(write_fault(&path, "cannot be written", &e)),
            }
        };
        Ok(Self {
            out: Some(BufWriter::new(file)),
            path,
            sum: Checksum::default(),
            bytes: 0,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.sum.add(bytes);
        self.bytes += bytes.len() as u64;
        match &mut self.out {
            Some(out) => out
                .write_all(bytes)
                .map_err(|e| write_fault(&self.path, "cannot be written", &e)),
            None => Ok(()),
        }
    }

    /// The checksum so far.
    #[must_use]
    pub fn checksum(&self) -> String {
        self.sum.text()
    }

    /// Bytes so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Makes sure that the bytes are on the disk, then puts the file in its place in one step.
    ///
    /// # Errors
    /// When it cannot be synced or renamed; the place then holds what it held.
    pub fn place(mut self, place: &Path) -> Result<()> {
        let failed = |e: io::Error| write_fault(place, "cannot be written", &e);
        if let Some(out) = self.out.take() {
            let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
            file.sync_all().map_err(failed)?;
        }
        fs::rename(&self.path, place).map_err(failed)?;
        self.path.clear();
        if let Some(folder) = place.parent() {
            sync_folder(folder);
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.out = None;
        if !self.path.as_os_str().is_empty() {
            // Nothing can be done about a file that cannot be removed; a later writer clears it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A rename is on the disk only when its folder is. Folders cannot be synced everywhere: best effort.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Writes a small file in one step.
///
/// # Errors
/// When it cannot be written; the place then holds what it held.
pub fn write_whole(place: &Path, bytes: &[u8]) -> Result<()> {
    let mut draft = Draft::new(place.parent().unwrap_or(Path::new(".")))?;
    draft.write(bytes)?;
    draft.place(place)
}

/// Runs `work` while no other process (and no other thread) writes.
///
/// # Errors
/// When the lock cannot be had within ten seconds, or `work` fails.
pub fn locked<T>(path: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options
        .open(path)
        .map_err(|e| write_fault(path, "the library cannot be written", &e))?;
    let mut lock = fd_lock::RwLock::new(file);
    let start = Instant::now();
    loop {
        match lock.try_write() {
            Ok(_guard) => return work(),
            Err(e) if e.kind() == io::ErrorKind::WouldBlock && start.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) if e.kind() == io::ErrorKind::WouldBlock => {
                return Err(Error::data("another breachlens is writing to the library")
                    .right("try again when it is done")
                    .in_file(path.display().to_string()));
            }
            Err(e) => return Err(write_fault(path, "the library cannot be locked", &e)),
        }
    }
}

/// Removes drafts that killed processes left: those of the given age.
pub fn clear_drafts(folder: &Path, age: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let stale = || {
            let changed = entry.metadata().and_then(|m| m.modified());
            changed.is_ok_and(|m| m.elapsed().is_ok_and(|a| a >= age))
        };
        if path.extension().is_some_and(|e| e == "tmp") && stale() {
            let _ = fs::remove_file(path);
        }
    }
}

/// Moves a damaged file out of the way, under a name that is free. Never deletes. `None` when it
/// cannot be moved (a folder that may only be read).
pub fn put_aside(file: &Path, aside: &Path) -> Option<PathBuf> {
    make_folder(aside).ok()?;
    let name = file.file_name()?.to_string_lossy().into_owned();
    let place = (0..1000)
        .map(|n| {
            aside.join(if n == 0 {
                name.clone()
            } else {
                format!("{name}.{n}")
            })
        })
        .find(|p| !p.exists())?;
    fs::rename(file, &place).ok()?;
    Some(place)
}
