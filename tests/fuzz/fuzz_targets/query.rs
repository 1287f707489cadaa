//! The query line: it reads back as it is shown, and completes at any cursor.
#![no_main]
mod common;
use breachlens::catalog::Catalog;
use common::{corpus, invariants};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| invariants::catalog(&corpus::records()))
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    invariants::query_line(catalog(), &text, 0..=(text.len() + 1).min(60));
});
