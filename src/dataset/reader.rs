//! Our own JSON and JSON Lines, read strictly. A record is read straight into its types; only when
//! that fails is it read again with places, so that every fault of it is found and named.
//! It must not know what the records are for.

use super::{
    check::{self, Finding},
    spanned::{Lines, Node, Step, line_column, path_steps, path_text},
};
use crate::{
    error::Error,
    model::{Incident, text, vocabulary::nearest},
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// At most so many faults are named for one record; a broken generator makes thousands.
const FAULTS_PER_RECORD: usize = 40;

/// A record and where it began.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The record.
    pub incident: Incident,
    /// Byte offset of its first character in the file.
    pub offset: usize,
    /// Length in bytes as written.
    pub length: usize,
}

/// What came out of one file.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The good records, in the file's order.
    pub records: Vec<Placed>,
    /// Every fault, with its place.
    pub faults: Vec<Error>,
    /// Records met, good or bad.
    pub seen: usize,
}

/// Reads one file: a record, an array of records, `{"incidents": [...]}`, or one record a line.
///
/// Never fails as a whole: what cannot be read is in [`Loaded::faults`], and the rest is kept.
#[must_use]
pub fn read(file: &str, bytes: &[u8]) -> Loaded {
    let mut reader = Reader::new(file);
    let bytes = text::without_byte_order_mark(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            reader.text = text;
            reader.document();
        }
        Err(e) => {
            let good = bytes
                .get(..e.valid_up_to())
                .and_then(|b| std::str::from_utf8(b).ok())
                .unwrap_or_default();
            let (line, column) = line_column(good, good.len());
            reader.out.faults.push(
                Error::data("the file is not UTF-8 text")
                    .right("save it as UTF-8")
                    .in_file(reader.file.clone())
                    .at(line, column),
            );
            // Whole lines before the bad byte are still good.
            reader.text = good
                .rfind('\n')
                .and_then(|i| good.get(..i))
                .unwrap_or_default();
            if !reader.text.trim().is_empty() {
                reader.document();
            }
        }
    }
    reader.out
}

/// True for a text that [`read`] takes as one record a line.
#[must_use]
pub(super) fn is_one_a_line(text: &str) -> bool {
    let body = text.trim_start();
    body.starts_with('{') && is_lines(body)
}

/// Reads lines of a text that [`is_one_a_line`], with places counted from the first of them.
#[must_use]
pub(super) fn read_lines(file: &str, lines: &str) -> Loaded {
    let mut reader = Reader::new(file);
    reader.text = lines;
    reader.lines();
    reader.out
}

struct Reader<'a> {
    file: String,
    text: &'a str,
    /// Made when the first fault is met: a good file needs none.
    lines: Option<Lines<'a>>,
    out: Loaded,
}

impl<'a> Reader<'a> {
    fn new(file: &str) -> Self {
        Self {
            file: text::clean(file).into_owned(),
            text: "",
            lines: None,
            out: Loaded::default(),
        }
    }

    fn document(&mut self) {
        let text = self.text;
        let start = text.len() - text.trim_start().len();
        let body = text.get(start..).unwrap_or_default();
        match body.as_bytes().first() {
            None => self.fault_at(
                0,
                "the file is empty",
                "a record, an array of records, or one record a line",
            ),
            Some(b'[') => self.array(start),
            Some(b'{') if is_lines(body) => self.lines(),
            Some(b'{') => self.object(start),
            Some(_) => self.fault_at(
                start,
                "this is not JSON",
                "a record starts with {, an array of records with [",
            ),
        }
    }

    /// One record, or an object that holds an array of them.
    fn object(&mut self, start: usize) {
        #[derive(Deserialize)]
        struct Holder<'a> {
            #[serde(borrow)]
            incidents: Option<&'a RawValue>,
        }
        let text = self.text;
        let body = text.get(start..).unwrap_or_default();
        match serde_json::from_str::<Holder<'_>>(body) {
            Ok(Holder {
                incidents: Some(list),
            }) => {
                let at = (list.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
                if list.get().starts_with('[') {
                    self.array(at)
                } else {
                    self.fault_at(at, "`incidents` is no array", "put the records in [ ]")
                }
            }
            _ => self.record(start, body.trim_end()),
        }
    }

    fn lines(&mut self) {
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            let body = line.trim();
            if !body.is_empty() {
                self.record(offset + (line.len() - line.trim_start().len()), body);
            }
            offset += line.len();
        }
    }

    /// Reads the elements of an array one by one, so that a broken one does not take those before it.
    fn array(&mut self, start: usize) {
        let text = self.text;
        let mut at = start + 1;
        let mut first = true;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            match rest.as_bytes().first() {
                Some(b']') => return,
                Some(b',') if !first => {
                    let after = rest.get(1..).unwrap_or_default();
                    at += 1 + (after.len() - after.trim_start().len());
                }
                Some(_) if first => {}
                Some(_) => {
                    return self.fault_at(
                        at,
                        "a comma is missing between two records",
                        "the rest of the file was not read",
                    );
                }
                None => return self.fault_at(at, "the array does not end", "close it with ]"),
            }
            first = false;
            let rest = text.get(at..).unwrap_or_default();
            let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
            match stream.next() {
                Some(Ok(raw)) => {
                    self.record(at, raw.get());
                    at += raw.get().len();
                }
                Some(Err(e)) => {
                    self.out.seen += 1;
                    return self.syntax(at, rest, &e, "; the rest of the file was not read");
                }
                None => return self.fault_at(at, "the array does not end", "close it with ]"),
            }
        }
    }

    /// One record's text.
    fn record(&mut self, offset: usize, body: &'a str) {
        self.out.seen += 1;
        if let Ok(incident) = serde_json::from_str::<Incident>(body)
            && check::faults(&incident).is_empty()
        {
            self.out.records.push(Placed {
                incident,
                offset,
                length: body.len(),
            });
            return;
        }
        match Node::parse(body, offset) {
            Ok(node) => self.explain(node),
            Err(e) => self.syntax(offset, body, &e, ""),
        }
    }

    /// Finds every fault of a record that is known to have one: the first is named and taken out, and
    /// the rest is read again, until nothing is wrong or nothing can be taken out.
    fn explain(&mut self, mut node: Node) {
        let mut taken = Vec::new();
        for _ in 0..FAULTS_PER_RECORD {
            match serde_path_to_error::deserialize::<_, Incident>(&node) {
                Ok(incident) => {
                    for Finding {
                        path, what, right, ..
                    } in check::faults(&incident).into_iter().take(FAULTS_PER_RECORD)
                    {
                        let steps = path_steps(&path);
                        let at = node.nearest(&steps).offset;
                        let written = path_text(&node.written_path(&steps));
                        self.push(at, Error::data(what).right(right).field(written));
                    }
                    return;
                }
                Err(e) => {
                    let mut path: Vec<Step> = e
                        .path()
                        .iter()
                        .filter_map(|s| match s {
                            serde_path_to_error::Segment::Seq { index } => {
                                Some(Step::Index(*index))
                            }
                            serde_path_to_error::Segment::Map { key } => {
                                Some(Step::Key(key.clone()))
                            }
                            _ => None,
                        })
                        .collect();
                    let explained = explain_message(&e.inner().to_string());
                    // An unknown or doubled key is itself what has to go; of a missing one, the object.
                    if let Key::Surplus(key) = &explained.key
                        && path.last() != Some(&Step::Key(key.clone()))
                    {
                        path.push(Step::Key(key.clone()));
                    }
                    let at = node.nearest(&path).offset;
                    let mut written = node.written_path(&path);
                    if let Key::Missing(key) = explained.key {
                        written.push(Step::Key(key));
                    }
                    // What was taken out as wrong is missing afterwards; that is no second fault.
                    if !taken.contains(&written) {
                        let mut error = Error::data(explained.what)
                            .field(text::clean(&path_text(&written)).into_owned());
                        error.right = explained.right;
                        self.push(at, error);
                    }
                    taken.push(written);
                    if path.is_empty() || !node.remove(&path) {
                        return;
                    }
                }
            }
        }
    }

    fn syntax(&mut self, offset: usize, body: &str, e: &serde_json::Error, more: &str) {
        // The parser counts lines and columns (in bytes) from the start of the piece it was given.
        let before: usize = body
            .split_inclusive('\n')
            .take(e.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let at = offset + (before + e.column().saturating_sub(1)).min(body.len());
        let message = e.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        self.fault_at(
            at,
            &format!("not JSON: {}", text::clean(what)),
            &format!("JSON as `breachlens schema` describes it{more}"),
        );
    }

    fn fault_at(&mut self, offset: usize, what: &str, right: &str) {
        self.push(offset, Error::data(what).right(right));
    }

    fn push(&mut self, offset: usize, mut error: Error) {
        // A fault quotes the file, and whatever stands there may be as long as it likes.
        let cut = |text: &str, most| text::shorten(text, most).into_owned();
        error.what = cut(&error.what, 200);
        error.right = error.right.map(|r| cut(&r, 1_000));
        error.place.field = error.place.field.map(|f| cut(&f, 200));
        let text = self.text;
        let lines = self.lines.get_or_insert_with(|| Lines::new(text));
        let (line, column) = lines.place(offset);
        self.out
            .faults
            .push(error.in_file(self.file.clone()).at(line, column));
    }
}

/// True when the first line is a whole object and more follows.
fn is_lines(body: &str) -> bool {
    let mut lines = body.lines().filter(|l| !l.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    lines.next().is_some()
        && (serde_json::from_str::<&RawValue>(first).is_ok()
            || lines.clone().next().is_some_and(|l| l.starts_with("{\""))
                && first.trim_end().ends_with('}'))
}

/// Which key a fault is about, where it is about a key.
enum Key {
    None,
    Missing(String),
    Surplus(String),
}

/// A deserializer's message in our words.
struct Explained {
    what: String,
    right: Option<String>,
    key: Key,
}

/// Turns the deserializer's message into what is wrong, what would be right, and the key it is about.
fn explain_message(message: &str) -> Explained {
    let message = text::clean(message.split(" at line ").next().unwrap_or(message)).into_owned();
    if let Some(rest) = message.strip_prefix("missing field `") {
        let key = rest.trim_end_matches('`').to_owned();
        let right = Some("every record, or every item of this kind, needs it".to_owned());
        return Explained {
            what: format!("`{key}` is missing"),
            right,
            key: Key::Missing(key),
        };
    }
    if let Some(rest) = message.strip_prefix("duplicate field `") {
        let key = rest.trim_end_matches('`').to_owned();
        return Explained {
            what: format!("`{key}` stands twice"),
            right: Some("keep one of the two".into()),
            key: Key::Surplus(key),
        };
    }
    if let Some((unknown, expected)) = message
        .strip_prefix("unknown field `")
        .and_then(|r| r.split_once("`, expected "))
    {
        let words: Vec<&str> = expected
            .trim_start_matches("one of ")
            .split(", ")
            .map(|w| w.trim_matches('`'))
            .collect();
        let right = match nearest(unknown, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", words.join(", ")),
        };
        let what = format!("`{}` is no key of this object", text::shorten(unknown, 60));
        return Explained {
            what,
            right: Some(right),
            key: Key::Surplus(unknown.to_owned()),
        };
    }
    let (what, right) = match (message.split_once("; "), message.split_once(", expected ")) {
        (Some((what, right)), _) => (what.to_owned(), Some(right.to_owned())),
        (None, Some((what, right))) => (
            what.to_owned(),
            Some(format!("expected {}", plainly(right))),
        ),
        (None, None) => (message, None),
    };
    Explained {
        what,
        right,
        key: Key::None,
    }
}

/// What is expected, without the parser's names of types.
fn plainly(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "i8" | "i16" | "i32" | "i64" => "a whole number",
        "f32" | "f64" => "a number",
        "a string" | "a borrowed string" | "string" => "a text in quotes",
        "a sequence" => "a list in brackets",
        "a boolean" => "true or false",
        "a map" => "an object in braces",
        other if other.starts_with("struct ") => "an object in braces",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        read("f.json", text.as_bytes())
            .faults
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    const GOOD: &str = r#"{"id":"a-2024","organization":"A","sources":[{"id":"s1","title":"t","url":"https://a.b/c"}]}"#;

    #[test]
    fn every_bundled_record_reads_and_writes_back_the_same() {
        let loaded = read("bundled", super::super::bundled::INCIDENTS.as_bytes());
        assert_eq!(loaded.faults, []);
        assert!(loaded.records.len() >= 150);
        for (r, line) in loaded
            .records
            .iter()
            .zip(super::super::bundled::INCIDENTS.lines())
        {
            let written: serde_json::Value = serde_json::to_value(&r.incident).unwrap();
            assert_eq!(
                written,
                serde_json::from_str::<serde_json::Value>(line).unwrap(),
                "{}",
                r.incident.id
            );
        }
    }

    #[test]
    fn every_form_of_file_is_read() {
        for text in [
            GOOD.to_owned(),
            format!("\u{feff}[{GOOD}]"),
            format!("[\n {GOOD} ,\r\n{}]", GOOD.replace("a-2024", "b-2024")),
            format!("{{\"incidents\": [{GOOD}]}}"),
            format!("{GOOD}\n\n{}\n", GOOD.replace("a-2024", "b-2024")),
        ] {
            let loaded = read("-", text.as_bytes());
            assert_eq!(loaded.faults, [], "{text}");
            assert_eq!(loaded.records.len(), loaded.seen);
            assert!(loaded.seen >= 1);
        }
    }

    #[test]
    fn every_fault_is_named_with_its_place() {
        let text = "{\n  \"id\": \"A 1\",\n  \"organization\": \"A\",\n  \"sector\": \"dentl\",\n  \"timeline\": [\n    {\"kind\": \"detected\", \"date\": \"2024-02-30\"},\n    {\"kind\": \"contained\", \"date\": \"2024-03-01\", \"source\": \"s9\"}\n  ],\n  \"mesures\": [],\n  \"affected\": {\"count\": -4}\n}";
        assert_eq!(
            faults(text),
            [
                "f.json:4:13: sector: `dentl` is no sector; did you mean `dental`?",
                "f.json:6:34: timeline[0].date: there is no day `2024-02-30` in the calendar; check its month and day",
                "f.json:9:14: mesures: `mesures` is no key of this object; the keys here are id, organization, aliases, sector, hipaa_role, country, state, summary, affected, breach_type, methods, threat_actor, threat_actor_status, system, third_party, downstream, location, timeline, exposed, exposed_source, response, consequences, lessons, sources, reviewed, imported",
                "f.json:10:25: affected.count: invalid value: integer `-4`; expected a whole number, 0 or more",
                "f.json:2:9: id: the id has not the form of an id; an id is made of a-z, 0-9 and `-`, such as `healthec-2023`",
                "f.json:7:59: timeline[1].source: source `s9` is not listed; the record lists no sources",
            ]
        );
    }
}
