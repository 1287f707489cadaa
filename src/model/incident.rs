//! The record of one incident, format 1, as `data/schema/incident.schema.json` describes it.
//!
//! A record states what a cited public source states. What no source states is absent, and absent
//! means "not stated", never "no": that is why so much here is an `Option`. It must not know how a
//! record is read, indexed or shown.

pub use super::imported::{Duration, Filer, Imported, News};
use super::{
    date::Date,
    text::Text,
    vocabulary::{
        ActorStatus, BreachType, ConsequenceKind, DataType, EventKind, ExposureStatus, HipaaRole,
        Location, Measure, MeasureStatus, Method, Qualifier, Relation, Sector, SystemRole, Tier,
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// One breach of health data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// `<organization-slug>-<year>`, of `a-z`, `0-9` and `-`; unique in its set.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]*$"))]
    pub id: String,
    /// The organization whose systems or data were breached, by its usual short name.
    pub organization: Text,
    /// Other names people search for: legal name, brand, parent, the name on the HHS portal.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What kind of organization it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// Its role under HIPAA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hipaa_role: Option<HipaaRole>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[A-Z]{2}$"))]
    pub country: Option<Text>,
    /// US only: two-letter code of the organization's home state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[A-Z]{2}$"))]
    pub state: Option<Text>,
    /// What happened, to whom, how it came to light.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// How many people.
    #[serde(default)]
    pub affected: Affected,
    /// The type of breach in the terms of the HHS OCR portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach_type: Option<BreachType>,
    /// How it happened, most decisive first.
    #[serde(default)]
    pub methods: Vec<Method>,
    /// The group named publicly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threat_actor: Option<Text>,
    /// How sure that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threat_actor_status: Option<ActorStatus>,
    /// The system that was entered.
    #[serde(default)]
    pub system: System,
    /// The other company whose system, product or staff was the way in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub third_party: Option<ThirdParty>,
    /// Other organizations whose people's data was in the breach (a vendor's clients).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub downstream: Vec<Client>,
    /// Where the information was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub location: Vec<Location>,
    /// What happened when, oldest first.
    #[serde(default)]
    pub timeline: Vec<Event>,
    /// Which data was exposed, possibly exposed, or stated not to be involved.
    #[serde(default)]
    pub exposed: Vec<Exposure>,
    /// The source of the exposed list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposed_source: Option<Text>,
    /// What the organization did, offered or refused.
    #[serde(default)]
    pub response: Vec<Response>,
    /// What followed: suits, settlements, penalties, costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<Consequence>,
    /// What a security team takes from it.
    #[serde(default)]
    pub lessons: Vec<Text>,
    /// What is cited.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The day on which the record was last checked against its sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Date>,
    /// Present only on records made from an outside list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Imported>,
}

/// How many people, how exactly, and who says so.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Affected {
    /// People. Absent when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// How exact the count is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// Where the count comes from, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// The source of the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Earlier figures, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revisions: Vec<Revision>,
    /// Where sources disagree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Residents of single US states, from state filings. Never the total.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub residents: BTreeMap<Text, u64>,
}

/// A figure that was published earlier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// When it was published.
    pub date: Date,
    /// People.
    pub count: u64,
    /// The source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// The system that was entered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// A short name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SystemRole>,
    /// Main system, auxiliary one, or device and paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// Who ran it, when not the organization itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<Text>,
}

/// Another company that was the way in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThirdParty {
    /// Its name.
    pub name: Text,
    /// What it was to the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// In what way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// An organization whose people's data a vendor held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// Its name.
    pub name: Text,
    /// Its people in this breach, when published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// Something that happened on a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// When, as precisely as the source says.
    pub date: Date,
    /// In our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// What the organization said of one data type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// Which data.
    pub data: DataType,
    /// Exposed, possibly, or stated not to be involved.
    pub status: ExposureStatus,
    /// Only where it adds something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Imported records: read out of free text by phrase, not stated in a field.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_text: bool,
    /// With `from_text`: the words of the text that it was read from, as they stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// Which.
    pub measure: Measure,
    /// Taken, offered or refused.
    pub status: MeasureStatus,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Months of monitoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Who provides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<Text>,
    /// US dollars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_usd: Option<u64>,
    /// In our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// Imported records: read out of free text by phrase, not stated in a field.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_text: bool,
    /// With `from_text`: the words of the text that it was read from, as they stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
}

/// Something that followed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// What.
    pub kind: ConsequenceKind,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// US dollars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_usd: Option<u64>,
    /// Court or regulator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// In our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// A public source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `s1`, `s2`, …; what `source` keys refer to.
    pub id: Text,
    /// Its title.
    pub title: Text,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Text>,
    /// Where it stands: http or https.
    #[schemars(regex(pattern = r"^https?://"))]
    pub url: Text,
    /// When it was published, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

impl Incident {
    /// The events of one kind, in the record's order.
    pub fn events(&self, kind: EventKind) -> impl Iterator<Item = &Event> {
        self.timeline.iter().filter(move |e| e.kind == kind)
    }

    /// The earliest event of any of these kinds.
    #[must_use]
    pub fn earliest(&self, kinds: &[EventKind]) -> Option<&Event> {
        self.timeline
            .iter()
            .filter(|e| kinds.contains(&e.kind))
            .min_by_key(|e| e.date)
    }

    /// True when the count is a number that filers put while they do not know the real one.
    #[must_use]
    pub fn count_is_placeholder(&self) -> bool {
        self.imported.as_ref().is_some_and(|i| i.placeholder_count)
    }

    /// Every breach type that was stated, the main one first.
    pub fn breach_types(&self) -> impl Iterator<Item = BreachType> {
        let more = self.imported.iter().flat_map(|i| &i.also_breach_types);
        self.breach_type.into_iter().chain(more.copied())
    }

    /// True for a method that was read from the list's text, rather than stated.
    #[must_use]
    pub fn is_read_from_text(&self, method: Method) -> bool {
        let mut read = self.imported.iter().flat_map(|i| &i.methods_from_text);
        read.any(|r| r.method == method)
    }

    /// Who filed it, where the list says whether a business associate was present.
    #[must_use]
    pub fn filer(&self) -> Option<Filer> {
        let present = self.imported.as_ref()?.business_associate?;
        Some(match (self.hipaa_role, present) {
            (Some(HipaaRole::BusinessAssociate), _) => Filer::Vendor,
            (_, true) => Filer::ClientForVendor,
            (_, false) => Filer::Itself,
        })
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id.as_str() == id)
    }

    /// What was said of a data type; the graver statement when a record has two.
    #[must_use]
    pub fn exposure(&self, data: DataType) -> Option<&Exposure> {
        self.exposed
            .iter()
            .filter(|e| e.data == data)
            .min_by_key(|e| e.status)
    }

    /// Every prose text of the record (names, notes, summary, lessons, titles), not ids and addresses.
    pub fn prose(&self) -> impl Iterator<Item = &str> {
        let head = [
            Some(&self.organization),
            self.summary.as_ref(),
            self.threat_actor.as_ref(),
        ];
        let affected = [self.affected.basis.as_ref(), self.affected.note.as_ref()];
        let system = [self.system.name.as_ref(), self.system.operator.as_ref()];
        let third = self
            .third_party
            .iter()
            .flat_map(|t| [Some(&t.name), t.note.as_ref()]);
        let imported = self
            .imported
            .iter()
            .flat_map(|i| [i.narrative.as_ref(), i.filing_status.as_ref()]);
        head.into_iter()
            .chain(affected)
            .chain(system)
            .chain(third)
            .chain(imported)
            .chain(self.timeline.iter().map(|e| e.note.as_ref()))
            .chain(self.exposed.iter().map(|e| e.note.as_ref()))
            .chain(
                self.response
                    .iter()
                    .flat_map(|m| [m.note.as_ref(), m.provider.as_ref()]),
            )
            .chain(
                self.consequences
                    .iter()
                    .flat_map(|c| [c.note.as_ref(), c.body.as_ref()]),
            )
            .chain(
                self.sources
                    .iter()
                    .flat_map(|s| [Some(&s.title), s.publisher.as_ref()]),
            )
            .flatten()
            .chain(&self.aliases)
            .chain(&self.lessons)
            .chain(self.downstream.iter().map(|c| &c.name))
            .map(Text::as_str)
    }

    /// Everything that names a source, with the id.
    pub fn citations(&self) -> impl Iterator<Item = (Cites, &str)> {
        let affected = (Cites::Affected, &self.affected.source);
        let revisions = (0..).map(Cites::Revision);
        let revisions = revisions.zip(self.affected.revisions.iter().map(|r| &r.source));
        let events = (0..).map(Cites::Event);
        let events = events.zip(self.timeline.iter().map(|e| &e.source));
        let exposed = (Cites::Exposed, &self.exposed_source);
        let measures = (0..).map(Cites::Measure);
        let measures = measures.zip(self.response.iter().map(|m| &m.source));
        let consequences = (0..).map(Cites::Consequence);
        let consequences = consequences.zip(self.consequences.iter().map(|c| &c.source));
        std::iter::once(affected)
            .chain(revisions)
            .chain(events)
            .chain([exposed])
            .chain(measures)
            .chain(consequences)
            .filter_map(|(what, source)| Some((what, source.as_deref()?)))
    }
}

/// What in a record names a source. Shown as the path of the field that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cites {
    /// The number of people.
    Affected,
    /// An earlier number.
    Revision(usize),
    /// An event of the timeline.
    Event(usize),
    /// The data as a whole.
    Exposed,
    /// A measure of the response.
    Measure(usize),
    /// A consequence.
    Consequence(usize),
}

impl fmt::Display for Cites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Affected => f.write_str("affected.source"),
            Self::Revision(i) => write!(f, "affected.revisions[{i}].source"),
            Self::Event(i) => write!(f, "timeline[{i}].source"),
            Self::Exposed => f.write_str("exposed_source"),
            Self::Measure(i) => write!(f, "response[{i}].source"),
            Self::Consequence(i) => write!(f, "consequences[{i}].source"),
        }
    }
}
