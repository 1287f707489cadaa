//! The one error type: where something is wrong, what is wrong, what would be right, and which exit
//! code that means. It must not know who shows it.

use std::fmt;

/// What a fault means for the process that met it. The numbers are the documented exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command line or the query is wrong (exit 2).
    Usage,
    /// A file or a record is wrong, or cannot be read or written (exit 3).
    Data,
    /// A row of an outside list is no record (exit 3).
    Row,
    /// So many cells of an outside list cannot be read; the fault tells the first of them (exit 3).
    Cells(u32),
}

impl Kind {
    /// The exit code of a process that stops for such a fault.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Data | Self::Row | Self::Cells(_) => 3,
        }
    }

    /// For how many faults this one stands.
    #[must_use]
    pub const fn count(self) -> u64 {
        match self {
            Self::Cells(n) => n as u64,
            Self::Usage | Self::Data | Self::Row => 1,
        }
    }
}

/// Where a fault stands. Every part is optional: a missing file has no line, an argument no column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it; `-` for standard input.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// Path of the field, such as `timeline[3].source`.
    pub field: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut started = false;
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            started = true;
        }
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, "{}{number}", if started { ":" } else { "" })?;
            started = true;
        }
        // A fault of a whole record is in no field.
        if let Some(field) = self.field.as_ref().filter(|f| !f.is_empty()) {
            write!(f, "{}{field}", if started { ": " } else { "" })?;
        }
        Ok(())
    }
}

/// A fault: its place, what is wrong, and (when something useful can be said) what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Which exit code this fault means.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
    /// What would be right, as a sentence without a full stop.
    pub right: Option<String>,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A fault of the command line or the query.
    pub fn usage(what: impl Into<String>) -> Self {
        Self {
            kind: Kind::Usage,
            place: Place::default(),
            what: what.into(),
            right: None,
        }
    }

    /// A fault of a file or a record.
    pub fn data(what: impl Into<String>) -> Self {
        Self {
            kind: Kind::Data,
            place: Place::default(),
            what: what.into(),
            right: None,
        }
    }

    /// The same fault, with what would be right.
    #[must_use]
    pub fn right(mut self, right: impl Into<String>) -> Self {
        self.right = Some(right.into());
        self
    }

    /// The same fault, in a file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// The same fault, at a line and column (both from 1).
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.place.line = u32::try_from(line).ok();
        self.place.column = u32::try_from(column).ok();
        self
    }

    /// The same fault, in a field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.place.field = Some(field.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.what)?;
        if let Some(right) = &self.right {
            write!(f, "; {right}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
