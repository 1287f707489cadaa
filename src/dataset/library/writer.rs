//! A set being saved: streamed, and put in its place only when it is whole and its basis still holds. It
//! must not know where the records come from.

use super::{
    Library, check_name,
    files::{Draft, make_folder},
    index::{SetInfo, widen},
};
use crate::{
    error::{Error, Result},
    model::{Date, Incident, Text},
};

/// What a new version of a set is based on, so that nobody's work is overwritten unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Replace whatever is there.
    Any,
    /// There was no such set.
    Nothing,
    /// The version with this checksum.
    Version(String),
}

/// What is said of a set that is saved.
#[derive(Debug, Clone)]
pub struct NewSet {
    /// Its name; see [`check_name`].
    pub name: String,
    /// The outside format.
    pub format: String,
    /// Where it comes from.
    pub origin: Text,
    /// Today.
    pub imported: Date,
    /// What it is based on.
    pub basis: Basis,
}

impl Library {
    /// Begins a set; nothing is seen of it until [`SetWriter::commit`].
    ///
    /// # Errors
    /// When the name cannot be one or the folder cannot be written.
    pub fn writer(&self, set: NewSet) -> Result<SetWriter<'_>> {
        check_name(&set.name)?;
        make_folder(&self.folder)?;
        make_folder(&self.sets_path())?;
        Ok(SetWriter {
            draft: Draft::new(&self.sets_path())?,
            library: self,
            set,
            records: 0,
            span: None,
            line: Vec::new(),
        })
    }

    /// Saves a set whole.
    ///
    /// # Errors
    /// As [`Self::writer`] and [`SetWriter::commit`].
    pub fn save<'a>(
        &self,
        set: NewSet,
        records: impl IntoIterator<Item = &'a Incident>,
    ) -> Result<SetInfo> {
        let mut writer = self.writer(set)?;
        for record in records {
            writer.push(record)?;
        }
        writer.commit()
    }
}

/// A set being written: one record in memory at a time. Dropped without [`Self::commit`], nothing of it stays.
#[derive(Debug)]
pub struct SetWriter<'a> {
    library: &'a Library,
    set: NewSet,
    draft: Draft,
    records: u64,
    span: Option<(Date, Date)>,
    line: Vec<u8>,
}

impl SetWriter<'_> {
    /// Says what it was read from, where that is known only when the list was read.
    pub fn set_format(&mut self, format: &str) {
        format.clone_into(&mut self.set.format);
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, record: &Incident) -> Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, record).map_err(|e| {
            Error::data(format!("`{}` cannot be written: {e}", record.id))
                .right("this is a fault of breachlens: please report it")
        })?;
        self.line.push(b'\n');
        self.draft.write(&self.line)?;
        self.records += 1;
        widen(&mut self.span, record);
        Ok(())
    }

    /// Puts the set in its place.
    ///
    /// # Errors
    /// When it cannot be written, or when the set was changed since its basis was read. The set is then
    /// as it was.
    pub fn commit(self) -> Result<SetInfo> {
        let Self {
            library,
            set,
            draft,
            records,
            span,
            ..
        } = self;
        let info = SetInfo {
            name: set.name,
            format: set.format,
            origin: set.origin,
            records,
            bytes: draft.bytes(),
            checksum: draft.checksum(),
            imported: set.imported,
            span,
        };
        library.lock(|| {
            let mut sets = library.sets_locked()?;
            let there = sets
                .iter()
                .find(|s| s.name == info.name)
                .map(|s| s.checksum.clone());
            let fits = match (&set.basis, &there) {
                (Basis::Any, _) | (Basis::Nothing, None) => true,
                (Basis::Version(v), Some(t)) => v == t,
                (Basis::Nothing, Some(_)) | (Basis::Version(_), None) => false,
            };
            if !fits {
                return Err(Error::data(format!(
                    "the set `{}` was changed meanwhile by another breachlens",
                    info.name
                ))
                .right("import again"));
            }
            draft.place(&library.sets_path().join(info.file()))?;
            sets.retain(|s| s.name != info.name);
            sets.push(info.clone());
            sets.sort_by(|a, b| a.name.cmp(&b.name));
            library.write_index(&sets)?;
            library.clear(&info.name, &sets);
            Ok(info.clone())
        })
    }
}
