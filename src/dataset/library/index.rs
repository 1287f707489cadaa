//! The list of sets: read, checked, and made anew from the sets' files when it is lost. It must not
//! know what is in a set.

use super::{
    FORMAT, Library, check_name,
    files::{self, Checksum, fault, put_aside},
    newer, records,
};
use crate::{
    error::{Error, Result},
    model::{Date, Incident, Text, vocabulary::EventKind},
};
use serde::{Deserialize, Serialize};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// What the index says of one set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetInfo {
    /// Its name: `a-z`, `0-9`, `-` and `_`.
    pub name: String,
    /// The outside format that it was read from: `ocr`, `hibp`, ….
    pub format: String,
    /// The file or address that it was read from, as the user named it.
    pub origin: Text,
    /// How many records it has.
    pub records: u64,
    /// The size of its file.
    pub bytes: u64,
    /// The checksum of its file; also what tells one version of a set from another.
    pub checksum: String,
    /// When it was last imported.
    pub imported: Date,
    /// The earliest and the latest filing (or, without one, event) of its records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(Date, Date)>,
}

impl SetInfo {
    pub(super) fn file(&self) -> String {
        format!("{}.{}.jsonl", self.name, self.checksum)
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Index {
    format: u32,
    /// Of the sets, in this version's format; a wrong checksum of a set would hide the set itself.
    #[serde(default)]
    checksum: Option<String>,
    sets: Vec<SetInfo>,
}

impl Index {
    fn of(sets: &[SetInfo]) -> Result<Self> {
        Ok(Self {
            format: FORMAT,
            checksum: Some(checksum(sets)?),
            sets: sets.to_vec(),
        })
    }

    /// What is wrong with it, if anything is.
    fn fault(&self) -> Option<&'static str> {
        let good = |s: &SetInfo| check_name(&s.name).is_ok() && is_checksum(&s.checksum);
        if !self.sets.iter().all(good) {
            return Some("a set has a name that cannot be one");
        }
        let sum = self.checksum.as_ref()?;
        (checksum(&self.sets).as_ref() != Ok(sum)).then_some("the checksum is wrong")
    }
}

fn checksum(sets: &[SetInfo]) -> Result<String> {
    let bytes = serde_json::to_vec(sets).map_err(unwritable)?;
    Ok(Checksum::of(&bytes))
}

fn unwritable(e: serde_json::Error) -> Error {
    Error::data(format!("the list of sets cannot be written: {e}"))
        .right("this is a fault of breachlens: please report it")
}

/// What reading the index gave.
pub(super) enum Read {
    Good(Vec<SetInfo>),
    Missing,
    Damaged(String),
}

fn is_checksum(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The name and checksum in the name of a set's file.
pub(super) fn parts_of(path: &Path) -> Option<(String, String)> {
    let (name, checksum) = path
        .file_name()?
        .to_str()?
        .strip_suffix(".jsonl")?
        .rsplit_once('.')?;
    is_checksum(checksum).then(|| (name.to_owned(), checksum.to_owned()))
}

/// The day of a time, when the calendar has it.
fn day_of(time: SystemTime) -> Option<Date> {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    Date::from_day(i32::try_from(seconds / 86_400).ok()?)
}

/// Widens a span by a record's filing or, without one, its first event.
pub(super) fn widen(span: &mut Option<(Date, Date)>, record: &Incident) {
    let filed = record
        .earliest(&[EventKind::RegulatorNotified])
        .map(|e| e.date);
    if let Some(date) = filed.or_else(|| record.timeline.iter().map(|e| e.date).min()) {
        *span = Some(span.map_or((date, date), |(a, b)| (a.min(date), b.max(date))));
    }
}

impl Library {
    /// What the index says.
    ///
    /// # Errors
    /// When it cannot be read, or a newer breachlens has written it.
    pub(super) fn read_index(&self) -> Result<Read> {
        let path = self.index_path();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Read::Missing),
            Err(e) => return Err(fault(&path, "the library cannot be read", &e)),
        };
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let index = serde_json::from_slice::<Index>(&bytes);
        // What a newer version writes has another checksum, or none that we know of.
        let ours = index
            .as_ref()
            .is_ok_and(|i| i.checksum.is_some() && i.fault().is_none());
        match serde_json::from_slice::<Version>(&bytes) {
            Ok(v) if v.format > FORMAT && !ours => Err(newer(&path, v.format)),
            Ok(v) if v.format != FORMAT => {
                Ok(Read::Damaged(format!("there is no format {}", v.format)))
            }
            _ => Ok(match index {
                Ok(index) => match index.fault() {
                    None => Read::Good(index.sets),
                    Some(why) => Read::Damaged(why.into()),
                },
                Err(e) => Read::Damaged(e.to_string()),
            }),
        }
    }

    /// What the files of sets say of themselves, when the index is lost. A damaged file is put aside.
    pub(super) fn rebuild(&self) -> Vec<SetInfo> {
        let mut sets: Vec<(SetInfo, SystemTime)> = Vec::new();
        for path in self.set_files() {
            let Some((name, checksum)) = parts_of(&path) else {
                continue;
            };
            let Ok(bytes) = fs::read(&path) else { continue };
            if Checksum::of(&bytes) != checksum || check_name(&name).is_err() {
                put_aside(&path, &self.aside());
                continue;
            }
            let Ok(changed) = fs::metadata(&path).and_then(|m| m.modified()) else {
                continue;
            };
            let Some(imported) = day_of(changed) else {
                continue;
            };
            let mut info = SetInfo {
                format: String::new(),
                origin: Text::new("(found again)"),
                records: 0,
                bytes: bytes.len() as u64,
                imported,
                span: None,
                name,
                checksum,
            };
            for record in records(&bytes).flatten() {
                info.records += 1;
                if let Some(i) = &record.imported {
                    i.format.as_str().clone_into(&mut info.format);
                }
                widen(&mut info.span, &record);
            }
            // Of two versions of a set the one that was written last is the set.
            match sets.iter_mut().find(|(s, _)| s.name == info.name) {
                Some(other) if other.1 <= changed => *other = (info, changed),
                Some(_) => {}
                None => sets.push((info, changed)),
            }
        }
        sets.into_iter().map(|(info, _)| info).collect()
    }

    fn set_files(&self) -> Vec<PathBuf> {
        let mut out: Vec<PathBuf> = fs::read_dir(self.sets_path())
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|e| e == "jsonl"))
            .collect();
        out.sort();
        out
    }

    /// Replaces the index.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_index(&self, sets: &[SetInfo]) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(&Index::of(sets)?).map_err(unwritable)?;
        bytes.push(b'\n');
        files::write_whole(&self.index_path(), &bytes)
    }

    /// The sets, under the lock: a damaged index is put aside here.
    ///
    /// # Errors
    /// As [`Self::read_index`].
    pub(super) fn sets_locked(&self) -> Result<Vec<SetInfo>> {
        Ok(match self.read_index()? {
            Read::Good(sets) => sets,
            Read::Missing => self.rebuild(),
            Read::Damaged(_) => {
                put_aside(&self.index_path(), &self.aside());
                self.rebuild()
            }
        })
    }
}
