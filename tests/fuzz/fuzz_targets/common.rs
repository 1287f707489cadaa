//! What the targets share: the invariants and the hostile records of the tests.
#![allow(dead_code, unused_imports)]

#[path = "../../common/invariants.rs"]
pub mod invariants;

#[path = "../../hostile/corpus.rs"]
pub mod corpus;

use breachlens::{
    import::{Format, Import, Options},
    model::Incident,
};

/// Reports are written of so many records of an input at most: a slow target finds little.
const REPORTED: usize = 3;

/// Everything that is asked of a list read as a format; returns what was kept.
pub fn list(bytes: &[u8], format: Option<Format>) -> Option<Import> {
    let options = Options { format, ..Options::default() };
    let import = invariants::list(bytes, &options)?;
    reports(bytes, &import.records);
    Some(import)
}

/// Every output of the first records, of one input in sixteen: writing costs far more than reading.
pub fn reports(bytes: &[u8], records: &[Incident]) {
    let sum = bytes.iter().fold(7_u32, |sum, b| sum.wrapping_mul(31).wrapping_add((*b).into()));
    if !sum.is_multiple_of(16) {
        return;
    }
    let few = &records[..records.len().min(REPORTED)];
    let short = few.iter().all(|r| serde_json::to_string(r).is_ok_and(|s| s.len() < 20_000));
    if !few.is_empty() && short {
        invariants::every_output(&invariants::catalog(few));
    }
}

/// What holds after good rows were put round foreign ones: a record of this organization is kept.
pub fn kept(import: Option<&Import>, organization: &str) {
    // A second heading further down, with more columns, may take the place of the first.
    let below = |i: &&Import| !i.summary.notes.iter().any(|n| n.contains("above the heading"));
    if let Some(import) = import.filter(below) {
        assert!(
            import.records.iter().any(|r| r.organization.as_str() == organization),
            "{organization} was lost; {:?}",
            import.summary
        );
    }
}
