//! The lists of the attorneys general of Washington and California.
#![no_main]
mod common;
use breachlens::import::Format;
use libfuzzer_sys::fuzz_target;

const WASHINGTON: &[u8] = b"DateAware,DateSubmitted,DataBreachCause,DateStart,DateEnd,Name,Id,CyberattackType,WashingtoniansAffected,IndustryType,BusinessType,Year,EntityState\n2021-02-04,2021-03-17,Cyberattack,,,Sorrel Pharmacy,1,Ransomware,695,Health,,2021,WA\n";
const CALIFORNIA: &[u8] = b"Organization Name,Date(s) of Breach (if known),Reported Date\nSorrel Pharmacy,01/23/2023,02/20/2023\n";

fuzz_target!(|data: &[u8]| {
    common::list(data, None);
    for (format, head) in [(Format::Washington, WASHINGTON), (Format::California, CALIFORNIA)] {
        common::list(data, Some(format));
        common::kept(common::list(&[head, data].concat(), Some(format)).as_ref(), "Sorrel Pharmacy");
    }
});
