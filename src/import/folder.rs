//! A folder or an archive of JSON documents, each read as what it is: records of our own or VERIS incidents.
//! It must not know what a record says.

use super::{
    Format, Options, Progress, Skip, Summary, Watch, alien,
    documents::Reading,
    draft::Names,
    listing, own, recognize,
    rows::Go,
    shown,
    source::{Source, is_archive},
    stopped,
};
use crate::{
    error::{Error, Result},
    model::{
        Incident,
        text::{clean, shorten, without_byte_order_mark},
    },
};
use memchr::memmem;

/// What a folder or an archive may hold.
const RIGHT: &str = "a folder or an archive is read for its .json, .jsonl and .ndjson files: records as \
    `breachlens schema` describes them, or VERIS incidents; name any other list itself";

/// So much of a document tells what it is.
const HEAD: usize = 256 * 1024;

/// So much of a document's name is told: more than most paths have.
const NAME: usize = 240;

/// True for the name of a document that is read out of a folder or an archive.
#[must_use]
pub fn is_document(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|e| lower.ends_with(e))
}

/// What a document of a folder is taken for.
#[derive(Debug)]
pub enum Document {
    /// Records of our own.
    Own,
    /// VERIS incidents.
    Veris,
    /// Nothing that is read here, with the reason.
    Other(Error),
}

/// Tells what a document of a folder is by its content. What is nothing known is given to the reader that says
/// best what is wrong with it.
#[must_use]
pub fn document(bytes: &[u8]) -> Document {
    const RIGHT: &str = "a record as `breachlens schema` describes it, or a VERIS incident";
    let other = |what: String| Document::Other(Error::data(what).right(RIGHT));
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let names = |key: &str| memmem::find(head, key.as_bytes()).is_some();
    match without_byte_order_mark(head).trim_ascii_start().first() {
        Some(b'{' | b'[') => match recognize(head) {
            Ok(Format::Breachlens) => Document::Own,
            Ok(Format::Veris) => Document::Veris,
            Ok(list) => Document::Other(
                Error::data(format!("this is a list of {}", list.name()))
                    .right("it is read when it is named itself, not as part of a folder"),
            ),
            Err(_) if names("\"incident_id\"") || names("\"victim\"") => Document::Veris,
            Err(_) if names("\"id\"") || names("\"organization\"") => Document::Own,
            Err(e) => other(e.what),
        },
        None => other("the file is empty".to_owned()),
        Some(_) => other("this is not JSON".to_owned()),
    }
}

/// Reads a folder or an archive of JSON documents, in the order of their names. An archive that holds one
/// file and nothing else is read as that file.
///
/// # Errors
/// See [`super::read_each`].
pub fn read(
    source: &Source<'_>,
    options: &Options,
    watch: Watch<'_>,
    sink: &mut dyn FnMut(Incident) -> Result<()>,
) -> Result<Summary> {
    if let Some((name, bytes)) = only(source)? {
        let inner = Source::Bytes {
            name: format!("{}:{name}", source.name()),
            bytes: &bytes,
        };
        return super::read_each(&inner, options, watch, sink);
    }
    if let Some(format) = options
        .format
        .filter(|f| !matches!(f, Format::Veris | Format::Breachlens))
    {
        return Err(Error::usage(format!(
            "a folder or an archive is read as veris or breachlens, not as {}",
            format.id()
        ))
        .right("name one file")
        .in_file(source.name()));
    }
    let mut reading = Reading {
        format: Format::Veris,
        options,
        names: Names::default(),
        summary: Summary::new(Format::Veris),
        sink,
    };
    // Documents met, read as our own, read as VERIS; documents of other kinds.
    let (mut documents, mut ours, mut veris) = (0_u64, 0_u64, 0_u64);
    let mut bytes_read = 0_u64;
    source.documents(&is_document, &mut |name, bytes| {
        let before = bytes_read;
        let mut on = |at: u64, rows: u64| match watch(Progress {
            bytes: before + at,
            total: None,
            rows,
        }) {
            Go::On => Ok(()),
            Go::Stop => Err(stopped(source)),
        };
        if documents.is_multiple_of(64) {
            on(0, reading.summary.rows)?;
        }
        documents += 1;
        let name = clean(&shorten(name, NAME)).into_owned();
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) => {
                let fault = unreadable(&why).in_file(place(source, &name));
                reading.summary.rows += 1;
                reading.summary.skipped.push(Skip::of(Some(&name), fault));
                return Ok(());
            }
        };
        bytes_read += bytes.len() as u64;
        let kind = match options.format {
            Some(Format::Breachlens) => Document::Own,
            Some(_) => Document::Veris,
            None => document(&bytes),
        };
        match kind {
            Document::Own => {
                ours += 1;
                let place = place(source, &name);
                own::document(&mut reading, Some(&name), &place, &bytes, &mut on)
            }
            Document::Veris => {
                veris += 1;
                reading.document(Some(&name), &bytes, &mut on)
            }
            Document::Other(fault) => {
                let fault = fault.in_file(place(source, &name));
                reading.summary.rows += 1;
                reading.summary.skipped.push(Skip::of(Some(&name), fault));
                Ok(())
            }
        }
    })?;
    if documents == 0 {
        return Err(nothing(source));
    }
    let summary = &mut reading.summary;
    if ours + veris == 0 {
        let first = summary.skipped.first().and_then(|s| s.fault.as_deref());
        let first = first.map_or_else(String::new, |e| {
            format!(
                ": {}: {}",
                e.place.file.as_deref().unwrap_or_default(),
                e.what
            )
        });
        let what = format!("none of its documents can be read{first}");
        return Err(Error::data(what).right(RIGHT).in_file(source.name()));
    }
    if ours > 0 {
        summary.format = Format::Breachlens;
    }
    let read = match (ours, veris) {
        (0, n) | (n, 0) => format!("{n} document(s) were read"),
        (ours, veris) => format!(
            "{ours} document(s) were read as {}, {veris} as {}",
            Format::Breachlens.id(),
            Format::Veris.id()
        ),
    };
    summary.notes.push(read);
    listing::finish(&mut reading.summary, &reading.names);
    Ok(reading.summary)
}

/// The fault of a folder or an archive without documents.
#[must_use]
pub fn nothing(source: &Source<'_>) -> Error {
    let mut names = Vec::new();
    let fault = match source.is_folder() {
        true => None,
        // A document of an office program is an archive, too. One that cannot be read is told before.
        false => source
            .documents(&|_| true, &mut |name, _| {
                names.push(name.to_owned());
                Ok(())
            })
            .ok()
            .and_then(|()| alien::office(&names)),
    };
    fault
        .unwrap_or_else(|| Error::data("there is no .json file in it").right(RIGHT))
        .in_file(source.name())
}

/// The fault of a document that cannot be read, with the reason.
#[must_use]
pub fn unreadable(why: &str) -> Error {
    Error::data(format!("cannot be read: {}", shown(why)))
        .right("check that the file is whole and that you may read it")
}

/// The one document of an archive that holds nothing else, with its name.
fn only(source: &Source<'_>) -> Result<Option<(String, Vec<u8>)>> {
    if source.is_folder() {
        return Ok(None);
    }
    let (mut only, mut n) = (None, 0);
    source.documents(&|_| true, &mut |name, bytes| {
        n += 1;
        let bytes = bytes.ok().filter(|_| n == 1);
        only = bytes.map(|bytes| (name.to_owned(), bytes));
        Ok(())
    })?;
    // An archive in an archive is not unpacked.
    Ok(only.filter(|(_, bytes)| !is_archive(bytes)))
}

/// The path of a folder's document, which is there to be opened; of an archive, which document it is.
#[must_use]
pub fn place(source: &Source<'_>, name: &str) -> String {
    let (whole, name) = (source.name(), clean(&shorten(name, NAME)).into_owned());
    match source.is_folder() {
        true => format!("{}/{name}", whole.trim_end_matches('/')),
        false => format!("{whole}: {name}"),
    }
}
