//! What the incidents mean for the sector: `data/signals.json`, read strictly, and the way from an
//! incident to its signals and back. It must not know how either is shown.

use super::strict::Document;
use crate::{
    dataset::{
        bundled,
        check::{is_id, is_web_address},
    },
    error::Result,
    model::{
        incident::Source,
        signal::{Signal, SignalFile},
    },
};
use std::sync::OnceLock;

/// The signals of one file, known to be sound: ids are unique, every source is listed, every
/// relevancy is 1 to 5.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Signals {
    file: SignalFile,
}

impl Signals {
    /// Reads a signals file.
    ///
    /// # Errors
    /// The first fault, with its place in `file`.
    pub fn read(file: &str, text: &str) -> Result<Self> {
        let document = Document::parse(file, text)?;
        let read: SignalFile = document.read()?;
        for (i, s) in read.sources.iter().enumerate() {
            if !is_web_address(&s.url) {
                return Err(document.error(&format!("sources[{i}].url"), "not a web address"));
            }
        }
        for (i, s) in read.signals.iter().enumerate() {
            let fault = |field: &str, what: String| {
                Err(document.error(&format!("signals[{i}].{field}"), what))
            };
            if !is_id(&s.id) || read.signals.iter().take(i).any(|o| o.id == s.id) {
                return fault("id", format!("id `{}` is malformed or stands twice", s.id));
            }
            if !(1..=5).contains(&s.relevancy) {
                return fault("relevancy", format!("{} is not 1 to 5", s.relevancy));
            }
            if !read.sources.iter().any(|o| o.id == s.source) {
                return fault("source", format!("source `{}` is not listed", s.source));
            }
            if let Some(k) = s.incidents.iter().position(|id| !is_id(id)) {
                return fault(&format!("incidents[{k}]"), "this is no incident id".into());
            }
        }
        Ok(Self { file: read })
    }

    /// The signals inside the binary. (A test reads them, so that the fall-back is never met.)
    #[must_use]
    pub fn bundled() -> &'static Self {
        static READ: OnceLock<Signals> = OnceLock::new();
        READ.get_or_init(|| Self::read("signals.json", bundled::SIGNALS).unwrap_or_default())
    }

    /// All of them, in the file's order.
    #[must_use]
    pub fn all(&self) -> &[Signal] {
        &self.file.signals
    }

    /// What the file cites.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.file.sources
    }

    /// The signal with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Signal> {
        self.all().iter().find(|s| s.id.as_str() == id)
    }

    /// The source that a signal names.
    #[must_use]
    pub fn source(&self, signal: &Signal) -> Option<&Source> {
        self.sources().iter().find(|s| s.id == signal.source)
    }

    /// The signals read from one incident, in the file's order.
    pub fn of<'a>(&'a self, incident: &'a str) -> impl Iterator<Item = &'a Signal> {
        self.all()
            .iter()
            .filter(move |s| s.incidents.iter().any(|id| id.as_str() == incident))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dataset::reader,
        model::vocabulary::{SignalKind, Vocabulary},
    };

    #[test]
    fn the_bundled_file_is_sound_and_points_at_bundled_incidents() {
        let signals = Signals::read("signals.json", bundled::SIGNALS).unwrap();
        assert_eq!(&signals, Signals::bundled());
        let records = reader::read("bundled", bundled::INCIDENTS.as_bytes()).records;
        for s in signals.all() {
            for id in &s.incidents {
                assert!(records.iter().any(|r| r.incident.id == id.as_str()), "{id}");
            }
            assert_eq!(s.change.is_some(), s.kind == SignalKind::Signal, "{}", s.id);
            assert!(signals.source(s).is_some());
        }
        let of = |id| signals.of(id).map(|s| s.id.as_str()).collect::<Vec<_>>();
        assert_eq!(
            of("hims-hers-2026"),
            [
                "breaches-at-scale",
                "self-monitoring",
                "notification-practice",
                "breach-management",
                "identity-protection",
                "data-security-issue",
                "compliance-issue",
                "telehealth-trust-issue",
                "sector-security-issue",
                "weakest-auxiliary-system",
                "platform-on-platform",
                "third-party-risk-management"
            ]
        );
        assert!(of("nobody-2020").is_empty());
        let kinds: Vec<usize> = SignalKind::ALL
            .iter()
            .map(|k| signals.all().iter().filter(|s| s.kind == *k).count())
            .collect();
        assert_eq!(kinds.iter().sum::<usize>(), signals.all().len());
        assert!(kinds.iter().all(|n| *n > 0));
        assert_eq!(signals.get("regulation").unwrap().relevancy, 4);
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let good = r#"{"sources":[{"id":"s1","title":"t","url":"https://a.example/"}],
"signals":[
 {"id":"a","kind":"signal","name":"n","description":"d","relevancy":3,"incidents":["x-2020"],"source":"s1"}]}"#;
        assert!(Signals::read("f", good).is_ok());
        for (from, to, want) in [
            (
                "\"signal\"",
                "\"signl\"",
                "f:3:19: signals[0].kind: `signl` is no signal kind; did you mean `signal`?",
            ),
            (
                ":3,",
                ":6,",
                "f:3:69: signals[0].relevancy: 6 is not 1 to 5",
            ),
            (
                "\"source\":\"s1\"",
                "\"source\":\"s2\"",
                "f:3:103: signals[0].source: source `s2` is not listed",
            ),
            (
                "x-2020",
                "X 2020",
                "f:3:84: signals[0].incidents[0]: this is no incident id",
            ),
            (
                "https",
                "gopher",
                "f:1:42: sources[0].url: not a web address",
            ),
        ] {
            let bad = good.replace(from, to);
            assert_eq!(Signals::read("f", &bad).unwrap_err().to_string(), want);
        }
        assert!(
            Signals::read("f", "{")
                .unwrap_err()
                .to_string()
                .starts_with("f:1:")
        );
        let extra = good.replace("\"name\"", "\"extra\":1,\"name\"");
        assert!(
            Signals::read("f", &extra)
                .unwrap_err()
                .what
                .contains("unknown field `extra`")
        );
    }
}
