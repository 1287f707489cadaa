//! Stars and notes: saved at once, and kept by what a record is called in its list, so that they are
//! still there when the list is imported again. It must not know how they are shown.

use super::{
    FORMAT, Library, damaged,
    files::{Checksum, fault, put_aside, write_whole},
    newer,
};
use crate::{
    error::{Error, Result},
    model::{Incident, Text},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::PathBuf};

/// Which record a mark is on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MarkKey {
    /// The set; `bundled` for the dataset inside the binary.
    pub set: String,
    /// The record's key in its list, or its id.
    pub key: String,
}

impl MarkKey {
    /// The key of a record of a set.
    #[must_use]
    pub fn of(set: &str, record: &Incident) -> Self {
        let key = record
            .imported
            .as_ref()
            .map(|i| i.key.as_str())
            .filter(|k| !k.is_empty());
        Self {
            set: set.to_owned(),
            key: key.unwrap_or(&record.id).to_owned(),
        }
    }
}

/// What a user left on a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// It has a star.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub star: bool,
    /// The user's own words; lines are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub note: Vec<Text>,
}

impl Mark {
    fn is_empty(&self) -> bool {
        !self.star && self.note.is_empty()
    }
}

/// Every mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(pub BTreeMap<MarkKey, Mark>);

impl Marks {
    /// The mark of a record; an empty one where it has none.
    #[must_use]
    pub fn get(&self, key: &MarkKey) -> Mark {
        self.0.get(key).cloned().unwrap_or_default()
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    marks: usize,
    checksum: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    key: MarkKey,
    #[serde(flatten)]
    mark: Mark,
}

fn write(marks: &Marks) -> Result<Vec<u8>> {
    let failed = |e: serde_json::Error| {
        Error::data(format!("marks cannot be written: {e}"))
            .right("this is a fault of breachlens: please report it")
    };
    let mut body = Vec::new();
    for (key, mark) in &marks.0 {
        let line = Line {
            key: key.clone(),
            mark: mark.clone(),
        };
        serde_json::to_writer(&mut body, &line).map_err(failed)?;
        body.push(b'\n');
    }
    let head = Head {
        format: FORMAT,
        marks: marks.0.len(),
        checksum: Checksum::of(&body),
    };
    let mut out = serde_json::to_vec(&head).map_err(failed)?;
    out.push(b'\n');
    out.append(&mut body);
    Ok(out)
}

/// What is wrong with a file of marks.
enum Bad {
    Newer(u32),
    Damaged(String),
}

fn read(bytes: &[u8]) -> Result<Marks, Bad> {
    let bad = |why: &str| Bad::Damaged(why.to_owned());
    let at = bytes
        .iter()
        .position(|b| *b == b'\n')
        .ok_or_else(|| bad("it has no first line"))?;
    let (head, body) = bytes.split_at(at + 1);
    let head: Head = serde_json::from_slice(head).map_err(|e| Bad::Damaged(e.to_string()))?;
    if head.format > FORMAT {
        return Err(Bad::Newer(head.format));
    }
    if Checksum::of(body) != head.checksum {
        return Err(bad("the checksum is wrong"));
    }
    let mut marks = Marks::default();
    for line in body.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        let Line { key, mark } =
            serde_json::from_slice(line).map_err(|e| Bad::Damaged(e.to_string()))?;
        marks.0.insert(key, mark);
    }
    Ok(marks)
}

/// The whole lines of a damaged file.
fn readable(bytes: &[u8]) -> Marks {
    let lines = bytes.split(|b| *b == b'\n');
    let good = lines.filter_map(|l| serde_json::from_slice::<Line>(l).ok());
    Marks(good.map(|l| (l.key, l.mark)).collect())
}

impl Library {
    fn marks_path(&self) -> PathBuf {
        self.folder().join("marks.jsonl")
    }

    fn marks_before(&self) -> PathBuf {
        self.folder().join("marks.before.jsonl")
    }

    /// Every star and note. Where the file is damaged it is put aside, the one before it is taken, and
    /// the fault is told.
    ///
    /// # Errors
    /// When the file cannot be read, or a newer breachlens has written it.
    pub fn marks(&self) -> Result<(Marks, Vec<Error>)> {
        let (marks, faults) = self.read_marks(false)?;
        if faults.is_empty() {
            return Ok((marks, faults));
        }
        // Only under the lock is it sure that the file is not being replaced; where there can be no
        // lock, nothing is moved.
        Ok(self
            .lock(|| self.read_marks(true))
            .unwrap_or((marks, faults)))
    }

    fn read_marks(&self, locked: bool) -> Result<(Marks, Vec<Error>)> {
        let mut bad: Vec<(PathBuf, String, Vec<u8>)> = Vec::new();
        let mut good = None;
        for path in [self.marks_path(), self.marks_before()] {
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                Err(e) => return Err(fault(&path, "stars and notes cannot be read", &e)),
            };
            match read(&bytes) {
                Ok(marks) => {
                    good = Some(marks);
                    break;
                }
                Err(Bad::Newer(format)) => return Err(newer(&path, format)),
                Err(Bad::Damaged(why)) => bad.push((path, why, bytes)),
            }
        }
        let (then, marks) = match good {
            Some(marks) => ("the stars and notes before the last change are used", marks),
            // Better some of them than none.
            None => (
                "those stars and notes in it that can still be read are used",
                bad.first().map(|b| readable(&b.2)).unwrap_or_default(),
            ),
        };
        let mut faults = Vec::new();
        for (path, why, _) in &bad {
            let moved = locked.then(|| put_aside(path, &self.aside())).flatten();
            faults.push(damaged(path, why, moved.as_deref(), then));
        }
        if locked && !bad.is_empty() {
            // Only now that what is used is in its place again is the fault over.
            write_whole(&self.marks_path(), &write(&marks)?)?;
        }
        Ok((marks, faults))
    }

    /// Changes one mark and saves it at once; what other processes saved meanwhile is kept. Returns
    /// every mark as it is now.
    ///
    /// # Errors
    /// When the library cannot be written; the marks are then as they were.
    pub fn mark(&self, key: &MarkKey, change: impl FnOnce(&mut Mark)) -> Result<Marks> {
        self.lock(|| {
            let (mut marks, _) = self.read_marks(true)?;
            let mut mark = marks.get(key);
            change(&mut mark);
            if mark.is_empty() {
                marks.0.remove(key);
            } else {
                marks.0.insert(key.clone(), mark);
            }
            let path = self.marks_path();
            if let Ok(before) = fs::read(&path)
                && read(&before).is_ok()
            {
                write_whole(&self.marks_before(), &before)?;
            }
            write_whole(&path, &write(&marks)?)?;
            Ok(marks)
        })
    }

    /// Gives a record a star or takes it.
    ///
    /// # Errors
    /// As [`Self::mark`].
    pub fn set_star(&self, key: &MarkKey, star: bool) -> Result<Marks> {
        self.mark(key, |m| m.star = star)
    }

    /// Writes the note of a record; an empty text takes it away.
    ///
    /// # Errors
    /// As [`Self::mark`].
    pub fn set_note(&self, key: &MarkKey, text: &str) -> Result<Marks> {
        self.mark(key, |m| {
            m.note = match text.trim() {
                "" => Vec::new(),
                text => text.lines().map(Text::new).collect(),
            }
        })
    }
}
