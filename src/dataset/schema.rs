//! The JSON Schema of a record, made from the types. It must not know where it is written.

use crate::model::Incident;
use serde_json::{Value, json};

/// The schema of one incident, as `data/schema/incident.schema.json` has it.
#[must_use]
pub fn incident() -> Value {
    let mut schema = schemars::schema_for!(Incident).to_value();
    if let Some(map) = schema.as_object_mut() {
        map.insert("title".into(), json!("Health data breach, record format 1"));
    }
    schema
}
