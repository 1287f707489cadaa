//! `data/clocks.json` in its types, read strictly, with the place of the first fault. It must not know
//! how a rule is applied.

use crate::{
    analysis::strict::Document,
    dataset::{bundled, check::is_id, check::is_web_address},
    error::Result,
    model::{
        Date, Text,
        vocabulary::{DataType, EventKind, HipaaRole, Measure, Sector, Vocabulary, vocabulary},
    },
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

vocabulary! {
    /// In what a limit is counted.
    Unit "unit of a limit"
    "" {
        CalendarDay "calendar_day" "days",
        BusinessDay "business_day" "business days",
        Hour "hour" "hours",
    }
}

vocabulary! {
    /// Whether a record alone can decide that a rule applies.
    Certainty "certainty"
    "" {
        Computable "computable" "applies",
        MayApply "may_apply" "may apply",
    }
}

/// Where a rule holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Text")]
pub enum Jurisdiction {
    /// A whole country, by its ISO 3166-1 code: `US`.
    Country(Text),
    /// A US state, by its two letters: `US-CA`.
    State(Text),
    /// The members of the European Union: `EU`.
    EuropeanUnion,
}

/// The members since 2020-02-01. The United Kingdom has rows of its own, also for the time before.
const EU_MEMBERS: [&str; 27] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// True for a country code of a member of the European Union.
#[must_use]
pub fn is_eu_member(country: &str) -> bool {
    EU_MEMBERS.contains(&country)
}

impl TryFrom<Text> for Jurisdiction {
    type Error = String;
    fn try_from(text: Text) -> Result<Self, String> {
        let code = |c: &str| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase());
        match text.strip_prefix("US-") {
            Some(state) if code(state) => Ok(Self::State(state.into())),
            None if text.as_str() == "EU" => Ok(Self::EuropeanUnion),
            None if code(&text) => Ok(Self::Country(text)),
            _ => Err(format!(
                "`{text}` is no jurisdiction; it is written `US`, `US-CA` or `EU`"
            )),
        }
    }
}

/// `US`, `US-CA` or `EU`, as in the file.
impl std::fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Country(code) => f.write_str(code),
            Self::State(code) => write!(f, "US-{code}"),
            Self::EuropeanUnion => f.write_str("EU"),
        }
    }
}

/// What ends a clock: a kind of event or a dated measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Text")]
pub enum End {
    /// The first event of this kind.
    Event(EventKind),
    /// The first dated measure of this kind that was not refused.
    Measure(Measure),
}

impl End {
    /// As people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Event(kind) => kind.label(),
            Self::Measure(measure) => measure.label(),
        }
    }
}

impl TryFrom<Text> for End {
    type Error = String;
    fn try_from(text: Text) -> Result<Self, String> {
        EventKind::from_id(&text)
            .map(Self::Event)
            .or_else(|| Measure::from_id(&text).map(Self::Measure))
            .ok_or_else(|| format!("`{text}` is neither an event kind nor a measure"))
    }
}

/// From when a miss is counted, where that is not the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Text")]
pub enum MissFrom {
    /// The last event of this kind.
    Last(EventKind),
    /// Public dates cannot prove a miss.
    Never,
}

impl TryFrom<Text> for MissFrom {
    type Error = String;
    fn try_from(text: Text) -> Result<Self, String> {
        match EventKind::from_id(&text) {
            Some(kind) => Ok(Self::Last(kind)),
            None if text.as_str() == "never" => Ok(Self::Never),
            None => Err(format!("`{text}` is neither an event kind nor `never`")),
        }
    }
}

/// One notification rule. The keys are explained under `fields` in the file itself.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What queries name it by: `hipaa-60`.
    pub id: Text,
    /// In a few words.
    pub name: Text,
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// Whom it binds.
    pub applies_to: Vec<HipaaRole>,
    /// Shown only for these sectors; empty: for all.
    #[serde(default)]
    pub sectors: Vec<Sector>,
    /// Shown only if one of these was or may have been exposed; empty: always.
    #[serde(default)]
    pub data: Vec<DataType>,
    /// At least so many people.
    #[serde(default)]
    pub threshold: Option<u64>,
    /// The clock starts at the first event of this kind.
    pub starts: EventKind,
    /// From when a miss is counted; absent: from the start.
    #[serde(default)]
    pub miss_from: Option<MissFrom>,
    /// What ends the clock.
    pub ends: End,
    /// The end counts only if its note names one of these; empty: any end.
    #[serde(default)]
    pub ends_names: Vec<Text>,
    /// How many units.
    pub limit: u32,
    /// Of what.
    pub unit: Unit,
    /// The first starting date to which it applies.
    pub since: Date,
    /// The last one.
    #[serde(default)]
    pub until: Option<Date>,
    /// Whether a record can decide that it applies.
    pub certainty: Certainty,
    /// What the file adds.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it is written.
    pub citation: Text,
    /// The page that states the limit.
    pub source_url: Text,
    /// The page that states the date in `since`, where that is another one.
    #[serde(default)]
    pub since_source_url: Option<Text>,
    /// In plain words.
    pub explanation: Text,
    /// When the pages were last read.
    pub checked_on: Date,
}

impl Rule {
    /// True for a rule of the United States as a whole.
    #[must_use]
    pub fn is_federal(&self) -> bool {
        matches!(&self.jurisdiction, Jurisdiction::Country(code) if code.as_str() == "US")
    }

    /// The limit in words: `60 days`, `4 business days`, `72 hours`.
    #[must_use]
    pub fn limit_text(&self) -> String {
        format!("{} {}", self.limit, self.unit.label())
    }
}

/// A rule that no clock can be computed for, and why.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotComputed {
    /// Unique among all rules.
    pub id: Text,
    /// In a few words.
    pub name: Text,
    /// Where it holds.
    pub jurisdiction: Jurisdiction,
    /// Where it is written.
    pub citation: Text,
    /// The page that states it.
    pub source_url: Text,
    /// In plain words, with the reason.
    pub explanation: Text,
    /// When the page was last read.
    pub checked_on: Date,
}

/// The whole file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The one line that says that this is no legal advice.
    pub disclaimer: Text,
    /// How dates are compared.
    pub method: Vec<Text>,
    /// How the keys are read.
    pub fields: BTreeMap<Text, Text>,
    /// The rules, in the order in which they are shown. At most 64, so that a set of them is a `u64`.
    pub rules: Vec<Rule>,
    /// What is left out.
    pub not_computed: Vec<NotComputed>,
}

impl Rules {
    /// Reads a rules file.
    ///
    /// # Errors
    /// The first fault, with its place in `file`.
    pub fn read(file: &str, text: &str) -> Result<Self> {
        let document = Document::parse(file, text)?;
        let read: Self = document.read()?;
        if read.rules.len() > 64 {
            return Err(document.error("rules", "more than 64 rules"));
        }
        let mut ids: Vec<&Text> = Vec::new();
        let rules = read.rules.iter().map(|r| (&r.id, &r.source_url));
        let others = read.not_computed.iter().map(|r| (&r.id, &r.source_url));
        let paths = (0..read.rules.len())
            .map(|i| format!("rules[{i}]"))
            .chain((0..read.not_computed.len()).map(|i| format!("not_computed[{i}]")));
        for ((id, url), path) in rules.chain(others).zip(paths) {
            if !is_id(id) || ids.contains(&id) {
                let what = format!("id `{id}` is malformed or stands twice");
                return Err(document.error(&format!("{path}.id"), what));
            }
            if !is_web_address(url) {
                return Err(document.error(&format!("{path}.source_url"), "not a web address"));
            }
            ids.push(id);
        }
        for (i, r) in read.rules.iter().enumerate() {
            let fault =
                |field: &str, what: &str| Err(document.error(&format!("rules[{i}].{field}"), what));
            if r.applies_to.is_empty() {
                return fault("applies_to", "a rule that binds nobody");
            }
            // Ten years in hours; more is a slip of the pen and would make the arithmetic overflow.
            if !(1..=87_600).contains(&r.limit) {
                return fault("limit", "a limit is 1 to 87600");
            }
            if r.until.is_some_and(|until| until < r.since) {
                return fault("until", "the rule ends before it begins");
            }
            if r.since_source_url
                .as_ref()
                .is_some_and(|u| !is_web_address(u))
            {
                return fault("since_source_url", "not a web address");
            }
        }
        Ok(read)
    }

    /// How dates are compared, for readers who do not know the file: its keys in words, and results as they are
    /// shown.
    pub fn method_in_words(&self) -> impl Iterator<Item = String> {
        self.method.iter().map(|sentence| {
            IN_WORDS
                .iter()
                .fold(sentence.to_string(), |said, (key, words)| {
                    said.replace(key, words)
                })
        })
    }

    /// The rules inside the binary. (A test reads them, so that the fall-back is never met.)
    #[must_use]
    pub fn bundled() -> &'static Self {
        static READ: OnceLock<Rules> = OnceLock::new();
        READ.get_or_init(|| Self::read("clocks.json", bundled::CLOCKS).unwrap_or_default())
    }

    /// The rule with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id.as_str() == id)
    }

    /// Its position in [`Self::rules`], which is its bit in [`super::Results`].
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.rules.iter().position(|r| r.id.as_str() == id)
    }
}

/// What stands in [`Rules::method`] for those who know the file, and what it is called on the screen.
const IN_WORDS: &[(&str, &str)] = &[
    (
        "from `starts`",
        "from the first event that starts the clock",
    ),
    (
        "the last `miss_from` event",
        "the last event that stands for that decision",
    ),
    ("`third_party`", "third party"),
    ("first `detected` date", "first date of detection"),
    ("`detected`", "the date of detection"),
    ("'missed'", "'late'"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_of_the_file_is_shown() {
        let said: Vec<String> = Rules::bundled().method_in_words().collect();
        for sentence in &said {
            assert!(
                !sentence.contains('`') && !sentence.contains("missed'"),
                "{sentence}"
            );
        }
        assert_eq!(
            said[1],
            "Where a law counts from a later decision, 'met' is counted from the first event that starts the clock but \
             'late' only from the last event that stands for that decision."
        );
    }

    #[test]
    fn the_bundled_file_is_read_whole() {
        let rules = Rules::read("clocks.json", bundled::CLOCKS).unwrap();
        assert_eq!(&rules, Rules::bundled());
        assert_eq!((rules.rules.len(), rules.not_computed.len()), (44, 3));
        assert_eq!((rules.method.len(), rules.fields.len()), (8, 9));
        assert!(rules.disclaimer.contains("no legal advice"));
        let r = rules.get("ca-ag-15").unwrap();
        assert_eq!(r.jurisdiction, Jurisdiction::State("CA".into()));
        assert_eq!(r.threshold, Some(501));
        assert_eq!(r.starts, EventKind::IndividualsNotified);
        assert_eq!(r.ends, End::Measure(Measure::StateAgReport));
        assert_eq!(r.ends_names, [Text::new("California")]);
        assert_eq!(r.since.to_string(), "2026-01-01");
        assert_eq!(
            rules.get("sec-105").unwrap().miss_from,
            Some(MissFrom::Never)
        );
        assert_eq!(rules.get("eu-72h").unwrap().limit_text(), "72 hours");
        assert_eq!(rules.rules.iter().filter(|r| r.is_federal()).count(), 11);
        assert_eq!(rules.position("hipaa-60"), Some(0));
        for r in &rules.rules {
            // A state rule is never certain: it binds by residence, which a record does not hold.
            assert!(
                r.certainty == Certainty::MayApply
                    || !matches!(r.jurisdiction, Jurisdiction::State(_))
            );
        }
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let all = bundled::CLOCKS;
        for (from, to, want) in [
            (
                "\"starts\": \"detected\"",
                "\"starts\": \"detectd\"",
                "rules[0].starts: `detectd` is no event kind; did you mean `detected`?",
            ),
            (
                "\"jurisdiction\": \"US\"",
                "\"jurisdiction\": \"USA\"",
                "rules[0].jurisdiction: `USA` is no jurisdiction",
            ),
            (
                "\"limit\": 60",
                "\"limit\": 0",
                "rules[0].limit: a limit is 1 to 87600",
            ),
            (
                "\"hipaa-vendor-60\"",
                "\"hipaa-60\"",
                "rules[1].id: id `hipaa-60` is malformed or stands twice",
            ),
            (
                "\"ends\": \"individuals_notified\"",
                "\"ends\": \"letters\"",
                "rules[0].ends: `letters` is neither an event kind nor a measure",
            ),
            (
                "\"until\": \"2024-07-28\"",
                "\"until\": \"2004-07-28\"",
                "rules[8].until: the rule ends before it begins",
            ),
            (
                "\"miss_from\": \"never\"",
                "\"miss_from\": \"ever\"",
                "rules[10].miss_from: `ever` is neither",
            ),
            (
                "\"since\": \"2009-09-23\"",
                "\"since\": \"2009-09-31\"",
                "rules[0].since: there is no day",
            ),
            (
                "\"certainty\": \"computable\",",
                "",
                "rules[0]: missing field `certainty`",
            ),
            (
                "\"citation\"",
                "\"cited\"",
                "rules[0].cited: unknown field `cited`",
            ),
        ] {
            let bad = all.replacen(from, to, 1);
            assert_ne!(bad, all);
            let error = Rules::read("c.json", &bad).unwrap_err();
            assert!(error.to_string().contains(want), "{error}");
            assert!(error.place.line.unwrap() > 20, "{error}");
        }
    }
}
