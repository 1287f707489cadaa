//! The record of one sign of change in the sector, as `data/signals.json` holds it. It must not know
//! how the file is read or which incidents are loaded.

use super::{incident::Source, text::Text, vocabulary::SignalKind};
use serde::{Deserialize, Serialize};

/// The whole file: what is said, and who says it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalFile {
    /// What is cited.
    pub sources: Vec<Source>,
    /// The signals, in the file's order.
    pub signals: Vec<Signal>,
}

/// A signal, behaviour, technology or issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    /// Of `a-z`, `0-9` and `-`; unique in the file.
    pub id: Text,
    /// What kind of sign it is.
    pub kind: SignalKind,
    /// In a few words.
    pub name: Text,
    /// In a sentence.
    pub description: Text,
    /// What turns into what; signals only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Where it may stand in ten years; signals only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ten_year: Option<Text>,
    /// What drives it; signals only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub driving_force: Option<Text>,
    /// 1 (marginal) to 5 (central).
    pub relevancy: u8,
    /// The ids of the incidents that it was read from.
    pub incidents: Vec<Text>,
    /// The source that states it.
    pub source: Text,
}

/// From what to what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// How it was.
    pub from: Text,
    /// How it becomes.
    pub to: Text,
}
