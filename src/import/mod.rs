//! Outside lists to records: tells what a file is, reads it, and says what was kept, what was skipped
//! and why. One file a format; adding a format is a line in [`Format`] and its file.
//!
//! Nothing is invented: a missing value stays absent. It must not know where records are stored or
//! how they are shown.

mod acts;
mod alien;
mod attorney_general;
mod cells;
mod classes;
mod columns;
mod counts;
mod dates;
mod documents;
mod draft;
pub mod folder;
mod gist;
mod heading;
mod hibp;
mod hibp_words;
mod html;
pub mod lazy;
mod letters;
mod lexicon;
mod listing;
pub mod narrative;
mod ocr;
mod own;
mod page;
mod passages;
mod phrases;
mod report;
mod rows;
mod runs;
mod sentence;
mod source;
mod split;
mod table;
mod unread;
mod unused;
mod update;
mod veris;
mod veris_words;
mod view;
mod ways;

pub use columns::Role;
pub use dates::Order;
pub use draft::base_key;
pub use report::{Change, Gone, Report, Skip};
pub use rows::{Go, UNCLOSED};
pub use source::{Source, is_archive, is_stream};
pub use table::Map;
pub use unread::{Cell, Unread};
pub use update::{Update, note, update};

use crate::{
    error::{Error, Result},
    model::{
        Date, Incident,
        text::{shorten, without_byte_order_mark},
    },
};
use std::time::Duration;

/// Declares the formats: variant, id, name, what it looks like.
macro_rules! formats {
    ($( $variant:ident $id:literal $name:literal $looks:literal )*) => {
        /// What a file can be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format { $( #[doc = $name] $variant, )* }

        impl Format {
            /// Every format, in the order of the documentation.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// As it stands in records, reports and on the command line.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }

            /// As people read it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// What such a file looks like.
            #[must_use]
            pub const fn looks(self) -> &'static str {
                match self { $( Self::$variant => $looks, )* }
            }
        }
    };
}

formats! {
    Ocr "ocr" "HHS OCR breach portal" "CSV with Name of Covered Entity, State, Individuals Affected, Breach Submission Date, …"
    Hibp "hibp" "Have I Been Pwned" "JSON array of objects with Name, BreachDate, PwnCount, DataClasses"
    Veris "veris" "VERIS / VCDB" "JSON, JSON Lines, a folder or a zip of incidents with incident_id, victim, action, attribute"
    Washington "washington" "Washington State Attorney General" "CSV with Name, DateSubmitted, WashingtoniansAffected"
    California "california" "California Attorney General" "CSV with Organization Name, Date(s) of Breach (if known), Reported Date"
    Breachlens "breachlens" "breachlens" "JSON or JSON Lines as `breachlens schema` describes it, or a folder or a zip of such files"
    Table "table" "any table" "CSV with a column of organizations; --map names the columns"
}

impl Format {
    /// The format of this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.id() == id)
    }
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Read it as this, whatever it looks like.
    pub format: Option<Format>,
    /// The user's word on columns, over the first guess.
    pub map: Map,
    /// Keep only what is health care by the list's own words.
    pub healthcare_only: bool,
    /// The day on which the list was taken; kept in every record, and the date of a count that a later
    /// copy changes.
    pub as_of: Option<Date>,
    /// Keep also records of our own whose id stands in an earlier one: a list that is only looked at shows
    /// them all, while a set has one record of an id.
    pub repeated: bool,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file taken so far.
    pub bytes: u64,
    /// Size of the file, when known.
    pub total: Option<u64>,
    /// Rows met so far.
    pub rows: u64,
}

impl Progress {
    /// Bytes, rows, rate and time left on one line, after so much time.
    #[must_use]
    pub fn line(&self, passed: Duration) -> String {
        let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
        let seconds = passed.as_secs_f64().max(1e-3);
        let rate = self.rows as f64 / seconds;
        let mut line = match self.total {
            Some(total) => format!("{} of {}", megabytes(self.bytes), megabytes(total)),
            None => megabytes(self.bytes),
        };
        line.push_str(&format!(", {} rows, {rate:.0} rows/s", self.rows));
        if let Some(left) = self.total.and_then(|t| t.checked_sub(self.bytes))
            && self.bytes > 0
        {
            let left = (left as f64 * seconds / self.bytes as f64).ceil();
            line.push_str(&format!(", {left:.0} s left"));
        }
        line
    }
}

/// Called every few hundred rows; [`Go::Stop`] ends the import with nothing kept.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> Go;

/// A file that was read, without its records.
#[derive(Debug, Clone)]
pub struct Summary {
    /// What it was read as.
    pub format: Format,
    /// Which list of that format.
    pub list: Option<String>,
    /// Rows met: kept and skipped.
    pub rows: u64,
    /// Records kept.
    pub kept: u64,
    /// Rows that were not kept.
    pub skipped: Vec<Skip>,
    /// Rows that were kept although a cell of theirs could not be read: the first of them.
    pub faults: Vec<Skip>,
    /// How many rows that were.
    pub faulty: u64,
    /// How many cells that were, and the first of them.
    pub unread: Unread,
    /// Rows that say exactly what an earlier one says; kept as separate filings.
    pub identical: u64,
    /// What was assumed and what is odd.
    pub notes: Vec<String>,
    /// Which column was read as what, in the file's words.
    pub columns: Vec<(&'static str, String)>,
    /// Columns that say something that no record takes up (a thousand at most).
    pub not_used: Vec<String>,
}

impl Summary {
    fn new(format: Format) -> Self {
        Self {
            format,
            list: None,
            rows: 0,
            kept: 0,
            skipped: Vec::new(),
            faults: Vec::new(),
            faulty: 0,
            unread: Unread::default(),
            identical: 0,
            notes: Vec::new(),
            columns: Vec::new(),
            not_used: Vec::new(),
        }
    }

    fn skip(&mut self, file: Option<&str>, line: u64, why: impl Into<String>) {
        self.rows += 1;
        self.skipped.push(Skip::new(file, line, why));
    }

    /// The columns that were not used and how they could be; nothing when there are none.
    #[must_use]
    pub fn unused(&self) -> Option<String> {
        unused::line(self.format.id(), &self.columns, &self.not_used)
    }

    /// Counts a record that is kept and notes the faults of its cells; those of a table have a layout.
    fn keep(
        &mut self,
        file: Option<&str>,
        line: u64,
        record: &Incident,
        layout: Option<&columns::Layout>,
    ) {
        self.rows += 1;
        self.kept += 1;
        let faults = record.imported.as_ref().map_or(&[][..], |i| &i.faults);
        if !faults.is_empty() {
            self.faulty += 1;
            self.unread.see(file, line, faults, layout);
            if self.faults.len() < FAULTS_SHOWN {
                let why: Vec<&str> = faults.iter().map(|f| f.as_str()).collect();
                let why = shorten(&why.join("; "), REASON).into_owned();
                self.faults.push(Skip::new(file, line, why));
            }
        }
    }
}

/// Why [`Options::healthcare_only`] skips a row: a choice, no fault.
pub const NOT_HEALTH_CARE: &str = "not health care by the list's own words";

/// So many rows with a fault are named; the others are counted.
const FAULTS_SHOWN: usize = 100_000;

/// The reason for one row is no longer than this many characters.
const REASON: usize = 500;

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Import {
    /// Everything but the records.
    pub summary: Summary,
    /// The records, in the file's order, each with an id and a key that are unique among them.
    pub records: Vec<Incident>,
}

/// What a file is, by its content; `None` when it is nothing that is known. A folder or an archive
/// cannot be told from its first bytes: [`read`] looks at each of its documents.
#[must_use]
pub fn detect(bytes: &[u8]) -> Option<Format> {
    recognize(bytes).ok()
}

/// What a file is, by the beginning of its content.
///
/// # Errors
/// What was seen, and what would be accepted.
pub fn recognize(bytes: &[u8]) -> Result<Format> {
    // A file that is there as a whole is told by what is looked at of others.
    let head = bytes.get(..source::HEAD).unwrap_or(bytes);
    no_alien(head)?;
    let text = without_byte_order_mark(head).trim_ascii_start();
    match text.first() {
        None => Err(Error::data("the file is empty")
            .right("it was perhaps not saved or downloaded to its end: get the list again")),
        Some(b'<') => Err(unknown(
            "this is a web page (HTML or XML), not the list: a site often answers with a page when a download fails",
        )),
        Some(b'{' | b'[') => documents::recognize(text),
        Some(_) => listing::recognize(head),
    }
}

/// Says what a file is whose first bytes are those of no list.
///
/// # Errors
/// When it is such a file.
fn no_alien(head: &[u8]) -> Result<()> {
    alien::fault(head).map_or(Ok(()), Err)
}

fn unknown(seen: impl Into<String>) -> Error {
    let known: Vec<String> = Format::ALL
        .iter()
        .map(|f| format!("{} ({})", f.id(), f.looks()))
        .collect();
    Error::data(seen).right(format!("accepted are {}", known.join("; ")))
}

/// Reads a file and gives every record to `sink` as soon as it is made, so that only one row is in
/// memory at a time (JSON files are held whole).
///
/// # Errors
/// When the file cannot be read or is nothing that is known, when its dates contradict each other,
/// when `watch` says stop, or when `sink` fails. What `sink` was given must then be thrown away.
pub fn read_each(
    source: &Source<'_>,
    options: &Options,
    watch: Watch<'_>,
    sink: &mut dyn FnMut(Incident) -> Result<()>,
) -> Result<Summary> {
    if source.is_folder() {
        return folder::read(source, options, watch, sink);
    }
    let head = source.head()?;
    if is_archive(&head) {
        return folder::read(source, options, watch, sink);
    }
    no_alien(&head).map_err(|e| e.in_file(source.name()))?;
    let format = match options.format {
        Some(format) => format,
        None if !options.map.is_empty() && !looks_like_json(&head) => Format::Table,
        None => recognize(&head).map_err(|e| e.in_file(source.name()))?,
    };
    match format {
        Format::Hibp | Format::Veris | Format::Breachlens => {
            documents::read_one(source, format, options, watch, sink)
        }
        Format::Ocr | Format::Washington | Format::California | Format::Table => {
            listing::read(source, format, &head, options, watch, sink)
        }
    }
}

fn looks_like_json(head: &[u8]) -> bool {
    matches!(
        without_byte_order_mark(head).trim_ascii_start().first(),
        Some(b'{' | b'[')
    )
}

/// Reads a file whole; see [`read_each`].
///
/// # Errors
/// As [`read_each`]; nothing is kept then.
pub fn read(source: &Source<'_>, options: &Options, watch: Watch<'_>) -> Result<Import> {
    let mut records = Vec::new();
    let summary = read_each(source, options, watch, &mut |record| {
        records.push(record);
        Ok(())
    })?;
    Ok(Import { summary, records })
}

/// The fault of an import that was stopped.
fn stopped(source: &Source<'_>) -> Error {
    Error::data("the import was stopped; nothing was kept")
        .right("the same command starts it again")
        .in_file(source.name())
}

/// Text that a message may show.
fn shown(text: &str) -> String {
    crate::model::text::clean(&shorten(text, 60)).into_owned()
}
