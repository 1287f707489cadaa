//! The dataset inside the binary. It must not know what reads it.

/// Every bundled record, one compact JSON object a line, ordered by id.
pub const INCIDENTS: &str = include_str!(concat!(env!("OUT_DIR"), "/incidents.jsonl"));

/// `data/signals.json`: what the seed incidents say about the sector.
pub const SIGNALS: &str = include_str!("../../data/signals.json");

/// `data/clocks.json`: notification rules.
pub const CLOCKS: &str = include_str!("../../data/clocks.json");

/// Every bundled record, read anew.
#[cfg(test)]
pub fn incidents() -> Vec<crate::model::Incident> {
    let read = super::reader::read("bundled", INCIDENTS.as_bytes());
    read.records.into_iter().map(|r| r.incident).collect()
}
