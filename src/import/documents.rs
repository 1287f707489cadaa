//! Lists that are JSON: one document with many entries, or one entry a line. It must not know what an
//! entry says.

use super::{
    Format, Options, Progress, Summary, Watch,
    draft::{Draft, Names},
    hibp, listing, own,
    rows::Go,
    shown,
    source::{Source, Taken},
    stopped, unknown, veris,
};
use crate::{
    error::Result,
    model::{Incident, text::without_byte_order_mark},
};
use memchr::memchr_iter;
use serde_json::{Map, Value, value::RawValue};

/// An entry that is an object.
pub type Object = Map<String, Value>;

/// Entries between two calls of the watcher.
pub(super) const STEP: u64 = 256;

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
    // What an export of no rows writes.
    if body.strip_prefix('[').is_some_and(|b| b.trim() == "]") {
        return Ok(Format::Breachlens);
    }
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
            Some(keys) if keys.is_empty() => "this is an object with nothing in it".to_owned(),
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
pub(super) struct Reading<'a, 'w> {
    pub format: Format,
    pub options: &'a Options,
    pub names: Names,
    pub summary: Summary,
    pub sink: &'w mut dyn FnMut(Incident) -> Result<()>,
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
    pub fn document(
        &mut self,
        file: Option<&str>,
        bytes: &[u8],
        watch: &mut dyn FnMut(u64, u64) -> Result<()>,
    ) -> Result<()> {
        let bytes = without_byte_order_mark(bytes);
        let text = String::from_utf8_lossy(bytes);
        let mut lines = Lines::new(text.as_bytes());
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
pub(super) struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    pub const fn new(text: &'a [u8]) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    pub fn of(&mut self, offset: usize) -> u64 {
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
    let mut reading = Reading {
        format,
        options,
        names: Names::default(),
        summary: Summary::new(format),
        sink,
    };
    let watch = &mut |bytes, rows| match watch(Progress { bytes, total, rows }) {
        Go::On => Ok(()),
        Go::Stop => Err(stopped(source)),
    };
    if format == Format::Breachlens {
        own::document(&mut reading, None, &source.name(), &bytes, watch)?;
        return Ok(reading.summary);
    }
    reading.document(None, &bytes, watch)?;
    listing::finish(&mut reading.summary, &reading.names);
    Ok(reading.summary)
}
