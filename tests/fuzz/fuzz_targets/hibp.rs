//! Have I Been Pwned's list.
#![no_main]
mod common;
use breachlens::import::Format;
use libfuzzer_sys::fuzz_target;

const GOOD: &str = r#"{"Name":"Sorrel","Title":"Sorrel Pharmacy","Domain":"sorrel.example","BreachDate":"2020-03-22","AddedDate":"2020-11-15T00:59:50Z","PwnCount":8661,"Description":"x","DataClasses":["Email addresses"]}"#;

fuzz_target!(|data: &[u8]| {
    common::list(data, None);
    common::list(data, Some(Format::Hibp));
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(data) {
        let list = format!("[{GOOD},{value}]");
        common::kept(common::list(list.as_bytes(), Some(Format::Hibp)).as_ref(), "Sorrel Pharmacy");
    }
});
