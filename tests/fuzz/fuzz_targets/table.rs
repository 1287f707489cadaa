//! Any table: with the first guess, and with a mapping that stands in the first line of the input.
#![no_main]
mod common;
use breachlens::import::{Format, Map, Options};
use common::invariants;
use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"Organization,State,Affected,Date\nSorrel Pharmacy,WI,900,2024-04-26\n";

fuzz_target!(|data: &[u8]| {
    common::list(data, None);
    common::list(data, Some(Format::Table));
    common::kept(common::list(&[HEAD, data].concat(), Some(Format::Table)).as_ref(), "Sorrel Pharmacy");
    let at = data.iter().position(|b| *b == b'\n').unwrap_or(data.len());
    let (first, rest) = data.split_at(at);
    match Map::parse(&String::from_utf8_lossy(first)) {
        Err(e) => invariants::fault(&e),
        Ok(map) => {
            let options = Options { map, ..Options::default() };
            if let Some(import) = invariants::list(rest.get(1..).unwrap_or_default(), &options) {
                common::reports(data, &import.records);
            }
        }
    }
});
