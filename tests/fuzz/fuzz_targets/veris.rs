//! VERIS incidents: one, an array, one a line.
#![no_main]
mod common;
use breachlens::import::Format;
use libfuzzer_sys::fuzz_target;

const GOOD: &str = r#"{"schema_version":"1.2.1","incident_id":"GOOD-1","summary":"x","victim":{"victim_id":"Sorrel Pharmacy","industry":"621210","country":"US","state":"FL"},"action":{"physical":{"variety":["Theft"]}},"attribute":{"confidentiality":{"data_disclosure":"Yes"}},"timeline":{"incident":{"year":2013}}}"#;

fuzz_target!(|data: &[u8]| {
    common::list(data, None);
    common::list(data, Some(Format::Veris));
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(data) {
        let lines = format!("{GOOD}\n{value}\n");
        common::kept(common::list(lines.as_bytes(), Some(Format::Veris)).as_ref(), "Sorrel Pharmacy");
    }
});
