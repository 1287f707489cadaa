//! What only a record from an outside list has: where it came from, the list's own words, the row as it
//! was read. It must not know which lists there are.

use super::{
    date::Date,
    text::Text,
    vocabulary::{BreachType, Method},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What only a record from an outside list has. Everything beyond `format` and `key` is optional.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// The format it was read from: `ocr`, `hibp`, `veris`, ….
    pub format: Text,
    /// The key by which the same row is known again in a later copy of the list; unique in its set.
    /// Rows that share the list's own key carry an ordinal (`#2`, `#3`, …) behind it.
    pub key: Text,
    /// Which list of that format, where there are several: `portal`, `part 2`, `legacy`, ….
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Text>,
    /// The day on which the list was taken, as far as known: what the row says, it said then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The first later copy of the list in which the row was missing. The record is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Date>,
    /// What the last import of the set did with the record; absent when the list repeated it unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_import: Option<News>,
    /// The list's own text, in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrative: Option<Text>,
    /// Something the list says of the filing itself: `duplicate`, `filed in error`, `consolidated`,
    /// `not a covered entity`, `no breach`; several joined by `; `.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing_status: Option<Text>,
    /// True where the count is a number that filers put when they do not know it yet (500 or 501).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub placeholder_count: bool,
    /// Breach types beside [`Incident::breach_type`](super::Incident::breach_type): the portal allows several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_breach_types: Vec<BreachType>,
    /// Which of the methods were read from the narrative; the list states the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods_from_text: Vec<ReadMethod>,
    /// Whether the filer said that a business associate was present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_associate: Option<bool>,
    /// The list's own word for the kind of business: an industry name or a NAICS code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<Text>,
    /// What the list says of its own entry: `unverified`, `sensitive`, `retired`, ….
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Text>,
    /// Times that the list gives as lengths rather than dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub durations: Vec<Duration>,
    /// Cells that could not be read, each with the reason; the rest of the row was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Text>,
    /// The name of the column that [`Self::narrative`] was read from. That cell is not in `raw`: it says
    /// the same but for blanks and line ends, and texts are most of a list's size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrative_column: Option<Text>,
    /// The row as it was read, column by column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub raw: BTreeMap<Text, Text>,
}

/// A method that was read from a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadMethod {
    /// The method.
    pub method: Method,
    /// The words of the text, as they stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
}

/// What an import did with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// The set did not have it before.
    New,
    /// The list says something else of it than before.
    Changed,
}

/// A length of time that is no date: VERIS gives discovery, containment, exfiltration and compromise so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// What took so long: `discovery`, `containment`, `exfiltration`, `compromise`.
    pub of: Text,
    /// The unit in the list's words: `Minutes`, `Hours`, `Days`, `Weeks`, `Months`, `Years`, `Never`.
    pub unit: Text,
    /// How many of them, when stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u64>,
}

/// Who filed a portal row, by the portal's own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filer {
    /// The entity type is Business Associate: the vendor filed.
    Vendor,
    /// A business associate was present and the entity is another type: a client filed for its vendor.
    ClientForVendor,
    /// No business associate was present.
    Itself,
}

impl Imported {
    /// The whole row as read, the text column included.
    pub fn row(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = self
            .narrative_column
            .as_deref()
            .zip(self.narrative.as_deref());
        self.raw
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .chain(text)
    }
}
