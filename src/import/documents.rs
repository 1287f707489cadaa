//! Lists that are JSON: one document with many entries, one entry a line, or a folder or archive of
//! documents. It must not know what an entry says.

use super::{
    Format, Options, Progress, Summary, Watch,
    draft::{Draft, Names},
    hibp, listing,
    rows::Go,
    shown,
    source::{Source, Taken},
    stopped, unknown, veris,
};
use crate::{
    dataset::reader,
    error::{Error, Result},
    model::{Incident, text::without_byte_order_mark},
};
use memchr::memchr_iter;
use serde_json::{Map, Value, value::RawValue};
use std::collections::HashSet;

/// An entry that is an object.
pub type Object = Map<String, Value>;

/// Entries between two calls of the watcher.
const STEP: u64 = 256;

/// Tells what a JSON text is by the keys of its first entry.
///
/// # Errors
/// The keys that were seen, and what would be accepted.
pub fn recognize(head: &[u8]) -> Result<Format> {
    let text = String::from_utf8_lossy(head);
    let body = text.trim_start();
    let first = body.get(wrapping(body)..).unwrap_or_default();
    let first = first.trim_start_matches(['[', ' ', '\n', '\r', '\t']);
    let keys: Option<Vec<String>> = serde_json::Deserializer::from_str(first)
        .into_iter::<Object>()
        .next()
        .and_then(Result::ok)
        .map(|o| o.keys().cloned().collect());
    // An entry longer than the head is told by what stands in its first part.
    let has = |key: &str| match &keys {
        Some(keys) => keys.iter().any(|k| k == key),
        None => text.contains(&format!("\"{key}\"")),
    };
    if has("incidents") || (has("id") && has("organization")) {
        Ok(Format::Breachlens)
    } else if has("incident_id")
        || has("schema_version") && (has("victim") || has("action"))
        || (has("victim") && has("attribute"))
    {
        Ok(Format::Veris)
    } else if has("DataClasses") || has("PwnCount") || (has("Name") && has("BreachDate")) {
        Ok(Format::Hibp)
    } else {
        let seen = match keys {
            Some(keys) => {
                let keys: Vec<String> = keys
                    .iter()
                    .take(12)
                    .map(|k| format!("`{}`", shown(k)))
                    .collect();
                format!("this is JSON of an unknown kind, with {}", keys.join(", "))
            }
            None => "this is JSON of an unknown kind".to_owned(),
        };
        Err(unknown(seen))
    }
}

/// The length of `{"data": [` or `{"breaches": [`, in which some services wrap their list; else 0.
fn wrapping(body: &str) -> usize {
    ["\"data\"", "\"breaches\""]
        .iter()
        .find_map(|key| {
            let rest = body.strip_prefix('{')?.trim_start().strip_prefix(key)?;
            let rest = rest.trim_start().strip_prefix(':')?.trim_start();
            let list = rest.strip_prefix('[')?;
            list.trim_start()
                .starts_with(['{', ']'])
                .then(|| body.len() - list.len())
        })
        .unwrap_or_default()
}

/// What is being read, shared by one document and by many.
struct Reading<'a, 'w> {
    format: Format,
    options: &'a Options,
    names: Names,
    summary: Summary,
    sink: &'w mut dyn FnMut(Incident) -> Result<()>,
}

impl Reading<'_, '_> {
    /// One entry's text.
    fn entry(&mut self, file: Option<&str>, line: u64, text: &str) -> Result<()> {
        let object: Object = match serde_json::from_str(text) {
            Ok(object) => object,
            Err(e) => {
                let what = e.to_string();
                let what = what.split(" at line ").next().unwrap_or(&what);
                self.summary.skip(
                    file,
                    line,
                    format!("not an object of JSON: {}", shown(what)),
                );
                return Ok(());
            }
        };
        let mut draft = Draft::new(self.format.id(), self.options.as_of);
        let key = match self.format {
            Format::Hibp => hibp::fill(&object, &mut draft),
            _ => veris::fill(&object, &mut draft),
        };
        let key = match key {
            Ok(key) => key,
            Err(why) => {
                self.summary.skip(file, line, why);
                return Ok(());
            }
        };
        let wanted = match self.format {
            Format::Hibp => hibp::is_health_care(&draft),
            _ => veris::is_health_care(&draft),
        };
        if self.options.healthcare_only && !wanted {
            self.summary.skip(file, line, super::NOT_HEALTH_CARE);
            return Ok(());
        }
        self.names.is_identical(line, text);
        let record = self.names.finish(draft, &key);
        self.summary.keep(file, line, &record, None);
        (self.sink)(record)
    }

    /// Every entry of a document; `watch` gets the offset of each.
    fn document(
        &mut self,
        file: Option<&str>,
        bytes: &[u8],
        watch: &mut dyn FnMut(u64, u64) -> Result<()>,
    ) -> Result<()> {
        let bytes = without_byte_order_mark(bytes);
        let text = String::from_utf8_lossy(bytes);
        let mut lines = Lines {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        };
        let body = text.trim_start();
        let mut at = text.len() - body.len();
        let wrapping = wrapping(body);
        let in_array = wrapping > 0 || body.starts_with('[');
        at += wrapping.max(usize::from(in_array));
        let mut n = 0;
        let mut by_line = false;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            let trimmed =
                rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == '\u{1e}');
            at += rest.len() - trimmed.len();
            if trimmed.is_empty() || (in_array && trimmed.starts_with(']')) {
                if in_array && trimmed.is_empty() {
                    self.summary.notes.push(format!(
                        "{}the array does not end: the file seems to be cut off",
                        file.map(|f| format!("{f}: ")).unwrap_or_default()
                    ));
                }
                return Ok(());
            }
            n += 1;
            if n % STEP == 1 {
                watch(at as u64, self.summary.rows)?;
            }
            let line = lines.of(at);
            let piece = match trimmed.find('\n') {
                Some(end) if by_line => trimmed.get(..=end).unwrap_or(trimmed),
                _ => trimmed,
            };
            let mut stream = serde_json::Deserializer::from_str(piece).into_iter::<&RawValue>();
            match stream.next() {
                Some(Ok(raw)) => {
                    let raw = raw.get();
                    at += raw.len();
                    self.entry(file, line, raw)?;
                }
                Some(Err(e)) if !in_array && trimmed.contains('\n') => {
                    // One bad line of many: the next line starts anew.
                    let what = e.to_string();
                    let what = what.split(" at line ").next().unwrap_or(&what).to_owned();
                    self.summary
                        .skip(file, line, format!("not JSON: {}", shown(&what)));
                    at += trimmed.find('\n').unwrap_or(trimmed.len());
                    // What has no end was read to the end of the file; only once.
                    by_line |= e.is_eof();
                }
                other => {
                    let what = other
                        .and_then(Result::err)
                        .map(|e| e.to_string())
                        .unwrap_or_default();
                    let what = what.split(" at line ").next().unwrap_or_default();
                    self.summary.skip(
                        file,
                        line,
                        format!("not JSON from here on: {}", shown(what)),
                    );
                    return Ok(());
                }
            }
        }
    }
}

/// Counts lines up to growing offsets.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> u64 {
        let passed = self.text.get(self.at..offset).unwrap_or_default();
        self.line += memchr_iter(b'\n', passed).count() as u64;
        self.at = self.at.max(offset);
        self.line
    }
}

/// Reads one JSON file.
///
/// # Errors
/// See [`super::read_each`].
pub fn read_one(
    source: &Source<'_>,
    format: Format,
    options: &Options,
    watch: Watch<'_>,
    sink: &mut dyn FnMut(Incident) -> Result<()>,
) -> Result<Summary> {
    let total = source.size();
    let bytes = source.whole(&Taken::default())?;
    if format == Format::Breachlens {
        return own(source, &bytes, options, watch, sink);
    }
    let mut reading = Reading {
        format,
        options,
        names: Names::default(),
        summary: Summary::new(format),
        sink,
    };
    reading.document(
        None,
        &bytes,
        &mut |bytes, rows| match watch(Progress { bytes, total, rows }) {
            Go::On => Ok(()),
            Go::Stop => Err(stopped(source)),
        },
    )?;
    listing::finish(&mut reading.summary, &reading.names);
    Ok(reading.summary)
}

/// Reads a folder or an archive of JSON documents. An archive that holds one file and nothing else is
/// read as that file.
///
/// # Errors
/// See [`super::read_each`].
pub fn read_many(
    source: &Source<'_>,
    options: &Options,
    watch: Watch<'_>,
    sink: &mut dyn FnMut(Incident) -> Result<()>,
) -> Result<Summary> {
    let mut names = Vec::new();
    if !source.is_folder() {
        let mut only: Option<Vec<u8>> = None;
        source.documents(&|_| true, &mut |name, bytes| {
            names.push(name.to_owned());
            if names.len() == 1 {
                only = bytes.ok()
            } else {
                only = None
            }
            Ok(())
        })?;
        if let (Some(bytes), Some(name)) = (only, names.first())
            && !bytes.starts_with(b"PK\x03\x04")
        {
            let inner = Source::Bytes {
                name: format!("{}:{name}", source.name()),
                bytes: &bytes,
            };
            return super::read_each(&inner, options, watch, sink);
        }
    }
    if let Some(format) = options.format.filter(|f| *f != Format::Veris) {
        return Err(Error::usage(format!(
            "a folder or an archive is read as veris, not as {}",
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
    let (mut documents, mut bytes_read) = (0_u64, 0_u64);
    let is_json = |name: &str| {
        let lower = name.to_ascii_lowercase();
        [".json", ".jsonl", ".ndjson"]
            .iter()
            .any(|e| lower.ends_with(e))
    };
    source.documents(&is_json, &mut |name, bytes| {
        let progress = Progress {
            bytes: bytes_read,
            total: None,
            rows: reading.summary.rows,
        };
        if documents.is_multiple_of(64) && watch(progress) == Go::Stop {
            return Err(stopped(source));
        }
        documents += 1;
        let name = shown(name);
        match bytes {
            Ok(bytes) => {
                bytes_read += bytes.len() as u64;
                reading.document(Some(&name), &bytes, &mut |_, _| Ok(()))
            }
            Err(why) => {
                reading
                    .summary
                    .skip(Some(&name), 0, format!("cannot be read: {}", shown(&why)));
                Ok(())
            }
        }
    })?;
    if documents == 0 {
        return Err(unknown("there is no .json file in it").in_file(source.name()));
    }
    if reading.summary.kept == 0 {
        return Err(unknown("none of its documents is a VERIS incident").in_file(source.name()));
    }
    reading
        .summary
        .notes
        .push(format!("{documents} document(s) were read"));
    listing::finish(&mut reading.summary, &reading.names);
    Ok(reading.summary)
}

/// Our own JSON and JSON Lines, strict: a record with a fault is skipped with the reason.
fn own(
    source: &Source<'_>,
    bytes: &[u8],
    options: &Options,
    watch: Watch<'_>,
    sink: &mut dyn FnMut(Incident) -> Result<()>,
) -> Result<Summary> {
    let mut summary = Summary::new(Format::Breachlens);
    let loaded = reader::read(&source.name(), bytes);
    let seen = loaded.seen as u64;
    let (mut ids, mut keys) = (HashSet::new(), HashSet::new());
    let mut lines = Lines {
        text: without_byte_order_mark(bytes),
        at: 0,
        line: 1,
    };
    for (rows, placed) in loaded.records.into_iter().enumerate() {
        if (rows as u64).is_multiple_of(STEP) {
            let progress = Progress {
                bytes: placed.offset as u64,
                total: source.size(),
                rows: rows as u64,
            };
            if watch(progress) == Go::Stop {
                return Err(stopped(source));
            }
        }
        let mut record = placed.incident;
        if let Some(imported) = &mut record.imported {
            imported.as_of = imported.as_of.or(options.as_of);
        }
        let key = record
            .imported
            .as_ref()
            .map(|i| i.key.as_str())
            .filter(|k| !k.is_empty());
        let key_is_new = key.is_none_or(|k| keys.insert(k.to_owned()));
        let id_is_new = ids.insert(record.id.clone());
        if !(id_is_new && key_is_new) {
            let line = lines.of(placed.offset);
            let what = if id_is_new { "key" } else { "id" };
            let why = format!("the {what} of `{}` stands in an earlier record", record.id);
            summary.skipped.push(super::Skip::new(None, line, why));
            continue;
        }
        summary.kept += 1;
        sink(record)?;
    }
    summary.rows = seen.max(summary.kept);
    summary.skipped.extend(loaded.faults.iter().map(|e| {
        let mut place = e.place.clone();
        let line = place.line.take().unwrap_or_default() as u64;
        (place.file, place.column) = (None, None);
        let why = Error { place, ..e.clone() }.to_string();
        super::Skip::new(None, line, why)
    }));
    summary.skipped.sort_by_key(|s| s.line);
    Ok(summary)
}
