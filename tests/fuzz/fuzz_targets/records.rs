//! Our own JSON and JSON Lines: the strict reader, and the same through `import`.
#![no_main]
mod common;
use breachlens::import::Format;
use common::{corpus, invariants};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn good() -> &'static [String; 2] {
    static GOOD: OnceLock<[String; 2]> = OnceLock::new();
    GOOD.get_or_init(|| [900, 901].map(|n| corpus::record_json(n, "Good").to_string()))
}

fuzz_target!(|data: &[u8]| {
    let records = invariants::our_own(data);
    common::reports(data, &records);
    common::list(data, Some(Format::Breachlens));
    // Between two good lines, whatever stands there takes neither with it.
    if let Ok(text) = std::str::from_utf8(data) {
        let [first, last] = good();
        let records = invariants::our_own(format!("{first}\n{text}\n{last}").as_bytes());
        for id in ["hostile-900-2024", "hostile-901-2024"] {
            assert!(records.iter().any(|r| r.id == id), "{id} was lost");
        }
    }
});
