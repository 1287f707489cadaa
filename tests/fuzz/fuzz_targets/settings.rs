//! `config.toml`, mapping files, keys, and queries that stand for others.
#![no_main]
mod common;
use breachlens::{
    app::input::Key,
    cli::config::Config,
    import::Map,
    query::saved,
};
use common::invariants;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Err(e) = Map::from_toml(&text) {
        invariants::fault(&e);
    }
    for word in text.split_whitespace().take(20) {
        match word.parse::<Key>() {
            Ok(key) => {
                let shown = key.to_string();
                invariants::one_line("a key", &shown);
                assert_eq!(shown.parse::<Key>(), Ok(key));
            }
            Err(e) => invariants::one_line("a fault of a key", &e.to_string()),
        }
    }
    let (config, faults) = Config::read(&text);
    for e in &faults {
        invariants::fault(e);
        assert!(e.place.line.is_some_and(|l| l > 0) && e.place.column.is_some_and(|c| c > 0), "{e}");
        assert!(e.place.line.is_some_and(|l| l as usize <= text.split('\n').count()), "{e}");
    }
    // Each saved query, and the last line of the file (a comment, perhaps), asked for by name.
    let last = text.lines().last().unwrap_or_default().trim_start_matches('#');
    for line in config.queries.values().map(String::as_str).chain([last]) {
        match saved::expand(&config.queries, line) {
            Ok(line) => {
                let longest = config.queries.values().map(String::len).max().unwrap_or(0);
                assert!(line.len() <= 20_000 + 2 * longest.max(text.len()), "a query of {} bytes", line.len());
                let _ = breachlens::query::parse(&line);
            }
            Err(e) => invariants::fault(&e),
        }
    }
});
