//! Where the bytes of an import come from: a file, a folder, an archive, standard input. It must not
//! know what the bytes mean.

use crate::{
    error::{Error, Result},
    model::text::clean,
};
use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, BufReader, Cursor, Read, Seek},
    path::{Path, PathBuf},
    rc::Rc,
};

/// How much of a file is looked at to tell what it is.
pub(super) const HEAD: usize = 256 * 1024;

/// No single document inside a folder or an archive may be larger than this when unpacked.
const LARGEST_DOCUMENT: u64 = 2 << 30;

/// What is imported.
#[derive(Debug, Clone)]
pub enum Source<'a> {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes that are already here (standard input, tests) and what to call them.
    Bytes {
        /// The name in messages.
        name: String,
        /// The bytes.
        bytes: &'a [u8],
    },
}

/// Bytes taken from the file so far, for progress.
pub type Taken = Rc<Cell<u64>>;

/// True for what can be read only once, and not from its start again: a pipe or a device.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir())
}

/// True for the first bytes of a zip archive.
#[must_use]
pub fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// What is called with the name of every document and its bytes, or why they cannot be read.
pub type EachDocument<'a> = &'a mut dyn FnMut(&str, Result<Vec<u8>, String>) -> Result<()>;

/// A reader that says how far it has come.
struct Counting<R> {
    inner: R,
    taken: Taken,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + n as u64);
        Ok(n)
    }
}

impl Source<'_> {
    /// Its name in messages; a name of a file is foreign text, too.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => clean(&path.display().to_string()).into_owned(),
            Self::Bytes { name, .. } => clean(name).into_owned(),
        }
    }

    /// Its size in bytes as stored, when that is known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::Path(path) => fs::metadata(path)
                .ok()
                .filter(|m| m.is_file())
                .map(|m| m.len()),
            Self::Bytes { bytes, .. } => Some(bytes.len() as u64),
        }
    }

    /// True for a folder.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::Path(path) if path.is_dir())
    }

    /// A fault of reading it.
    pub fn fault(&self, e: &io::Error) -> Error {
        Error::data(format!("cannot be read: {e}"))
            .right(match e.kind() {
                io::ErrorKind::InvalidInput
                | io::ErrorKind::InvalidData
                | io::ErrorKind::UnexpectedEof => "it is damaged: get it again",
                _ => "check the name and that you may read it",
            })
            .in_file(self.name())
    }

    /// Its bytes, unpacked where gzip, as UTF-8 where UTF-16; from the start at every call.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self, taken: &Taken) -> Result<Box<dyn Read + '_>> {
        let fault = |e: io::Error| self.fault(&e);
        taken.set(0);
        let raw: Box<dyn Read + '_> = match self {
            Self::Path(path) => Box::new(Counting {
                inner: File::open(path).map_err(fault)?,
                taken: Rc::clone(taken),
            }),
            Self::Bytes { bytes, .. } => Box::new(Counting {
                inner: *bytes,
                taken: Rc::clone(taken),
            }),
        };
        let (start, rest) = peek(raw, 2).map_err(fault)?;
        if start == [0x1F, 0x8B] {
            let inner = flate2::read::MultiGzDecoder::new(rest);
            let (start, rest) = peek(Box::new(inner), 2).map_err(fault)?;
            return utf8(&start, rest).map_err(fault);
        }
        utf8(&start, rest).map_err(fault)
    }

    /// Its first bytes, unpacked.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn head(&self) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open(&Taken::default())?
            .take(HEAD as u64)
            .read_to_end(&mut head)
            .map_err(|e| self.fault(&e))?;
        Ok(head)
    }

    /// All of it, unpacked.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn whole(&self, taken: &Taken) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        self.open(taken)?
            .read_to_end(&mut all)
            .map_err(|e| self.fault(&e))?;
        Ok(all)
    }

    /// All of it, unpacked, unless it begins as no list does.
    ///
    /// # Errors
    /// When it cannot be read, or is no list.
    pub fn list(&self) -> Result<Vec<u8>> {
        let bytes = self.whole(&Taken::default())?;
        super::no_alien(&bytes).map_err(|e| e.in_file(self.name()))?;
        Ok(bytes)
    }

    /// Every document of a folder or an archive, in order of name: `each` gets its name and bytes and
    /// says whether to go on.
    ///
    /// # Errors
    /// When the folder or the archive cannot be read; a single bad document is given to `each` as the reason.
    pub fn documents(&self, wanted: &dyn Fn(&str) -> bool, each: EachDocument<'_>) -> Result<()> {
        match self {
            Self::Path(path) if path.is_dir() => {
                let mut files = Vec::new();
                walk(path, 0, &mut files).map_err(|e| self.fault(&e))?;
                files.sort();
                for (file, fault) in files {
                    let name = file
                        .strip_prefix(path)
                        .unwrap_or(&file)
                        .display()
                        .to_string();
                    if let Some(why) = fault {
                        each(&name, Err(why))?;
                    } else if wanted(&name) {
                        each(&name, fs::read(&file).map_err(|e| e.to_string()))?;
                    }
                }
                Ok(())
            }
            Self::Path(path) => {
                let file = File::open(path).map_err(|e| self.fault(&e))?;
                self.archive(BufReader::new(file), wanted, each)
            }
            Self::Bytes { bytes, .. } => self.archive(Cursor::new(*bytes), wanted, each),
        }
    }

    fn archive<R: Read + Seek>(
        &self,
        reader: R,
        wanted: &dyn Fn(&str) -> bool,
        each: EachDocument<'_>,
    ) -> Result<()> {
        let mut archive = zip::ZipArchive::new(reader).map_err(|e| {
            Error::data(format!("the archive cannot be read: {e}"))
                .right("get it again, or unpack it and name the folder")
                .in_file(self.name())
        })?;
        let mut names: Vec<String> = archive
            .file_names()
            .filter_map(|n| n.ok().map(|n| n.into_owned()))
            .filter(|n| !n.ends_with('/') && !is_housekeeping(n) && wanted(n))
            .collect();
        names.sort();
        for name in names {
            let mut bytes = Vec::new();
            let read = match archive.by_name(&name) {
                Ok(entry) => match entry.take(LARGEST_DOCUMENT).read_to_end(&mut bytes) {
                    Ok(_) => Ok(bytes),
                    Err(e) => Err(e.to_string()),
                },
                Err(e) => Err(e.to_string()),
            };
            each(&name, read)?;
        }
        Ok(())
    }
}

/// What packers put beside the documents.
fn is_housekeeping(name: &str) -> bool {
    name.starts_with("__MACOSX/")
        || name
            .rsplit(['/', '\\'])
            .next()
            .is_some_and(|n| n.starts_with('.'))
}

/// Every file under a folder, and every folder in it that cannot be read, with the reason.
fn walk(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, Option<String>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // Links to folders are not followed: a folder may link to itself. One to nothing is told when it is
        // read.
        let leads_to_file = || fs::metadata(entry.path()).map_or(true, |m| m.is_file());
        let is_file = kind.is_file() || !kind.is_dir() && leads_to_file();
        if kind.is_dir() && !hidden && depth < 16 {
            if let Err(e) = walk(&entry.path(), depth + 1, files) {
                files.push((entry.path(), Some(e.to_string())));
            }
        } else if is_file && !hidden {
            files.push((entry.path(), None));
        }
    }
    Ok(())
}

/// The first bytes, and a reader that gives them again.
fn peek<'a>(mut reader: Box<dyn Read + 'a>, n: u64) -> io::Result<(Vec<u8>, Box<dyn Read + 'a>)> {
    let mut start = Vec::new();
    reader.by_ref().take(n).read_to_end(&mut start)?;
    let again = Cursor::new(start.clone()).chain(reader);
    Ok((start, Box::new(again)))
}

/// UTF-16 with its mark (spreadsheets save "Unicode text" so) as UTF-8; anything else as it is.
fn utf8<'a>(start: &[u8], mut rest: Box<dyn Read + 'a>) -> io::Result<Box<dyn Read + 'a>> {
    let unit: fn([u8; 2]) -> u16 = match start {
        [0xFF, 0xFE] => u16::from_le_bytes,
        [0xFE, 0xFF] => u16::from_be_bytes,
        _ => return Ok(rest),
    };
    let mut all = Vec::new();
    rest.read_to_end(&mut all)?;
    let units = all.chunks_exact(2).skip(1).filter_map(|c| match c {
        [a, b] => Some(unit([*a, *b])),
        _ => None,
    });
    let text: String = char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{FFFD}'))
        .collect();
    Ok(Box::new(Cursor::new(text.into_bytes())))
}
