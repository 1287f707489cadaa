//! Foreign text made safe once: nothing that a terminal obeys is left, and twice is the same as once.
#![no_main]
mod common;
use common::invariants;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    invariants::cleaned(&String::from_utf8_lossy(data));
});
