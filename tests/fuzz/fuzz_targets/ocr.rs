//! The list of the HHS portal, told by its headings or read as it whatever it looks like.
#![no_main]
mod common;
use breachlens::import::Format;
use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present,Web Description\nSorrel Pharmacy,WI,Healthcare Provider,900,04/26/2024,Theft,Laptop,No,\n";

fuzz_target!(|data: &[u8]| {
    common::list(data, None);
    common::list(data, Some(Format::Ocr));
    common::kept(common::list(&[HEAD, data].concat(), Some(Format::Ocr)).as_ref(), "Sorrel Pharmacy");
});
