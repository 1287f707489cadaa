//! What the fuzz targets and their making found, kept as tests; `tests/fuzz/README.md` tells which target
//! found what.

use crate::{corpus, invariants};
use breachlens::{
    app::{Action, App, Command},
    catalog::open::{Sources, open},
    cli::config::Config,
    dataset::library::Library,
    import::{Format, Options},
    query::saved,
    tui::theme::{Depth, Name, Theme},
};
use std::sync::Arc;

/// `query`: what is no number was quoted as it stood.
#[test]
fn a_fault_of_a_query_quotes_nothing_that_is_obeyed() {
    let catalog = invariants::catalog(&corpus::records()[..2]);
    for line in [
        "notify:>\0\0d",
        "affected:\u{202e}5",
        "settlement:\u{1b}[31m",
        "sort:\u{9b}x",
        "known:>\u{7}",
    ] {
        invariants::query_line(&catalog, line, 0..=line.len() + 1);
    }
}

/// `settings`: the name of a column was quoted as it stood, at any length.
#[test]
fn a_fault_of_the_settings_quotes_nothing_that_is_obeyed() {
    let long = "x".repeat(100_000);
    for text in [
        "columns = [\"den\\t\\t-\\u001b[31m\"]".to_owned(),
        format!("columns = [\"{long}\"]"),
        format!("{long} = 1"),
        format!("[queries]\n\"{long} \" = \"x\""),
        format!("[keys]\nx = \"{long}\""),
        format!("[keys]\n{long} = \"help\""),
    ] {
        let (_, faults) = Config::read(&text);
        assert!(!faults.is_empty());
        for error in &faults {
            invariants::fault(error);
            assert!(
                error.place.line.is_some() && error.place.column.is_some(),
                "{error}"
            );
        }
    }
}

/// Queries that name each other many times over are refused before they fill the memory.
#[test]
fn saved_queries_cannot_multiply_without_end() {
    let mut text = "[queries]\na0 = \"x\"\n".to_owned();
    for n in 1..8 {
        let ten = format!("@a{} ", n - 1).repeat(10);
        text.push_str(&format!("a{n} = \"{ten}\"\n"));
    }
    let (config, faults) = Config::read(&text);
    faults.iter().for_each(invariants::fault);
    assert!(saved::expand(&config.queries, "@a2").is_ok());
    let error = saved::expand(&config.queries, "@a7")
        .unwrap_err()
        .to_string();
    assert!(error.contains("becomes too long"), "{error}");
}

/// `ocr`: the reason for a row was as long as its faults were many.
#[test]
fn the_reason_for_a_row_is_short_whatever_the_row_is() {
    let dates = "99/99/9999, ".repeat(500);
    let text = format!(
        "Organization Name,Date(s) of Breach (if known),Reported Date\nSorrel,\"{dates}\",\"{dates}\"\n"
    );
    let options = Options {
        format: Some(Format::California),
        ..Options::default()
    };
    let import = invariants::list(text.as_bytes(), &options).unwrap();
    assert_eq!((import.records.len(), import.summary.faulty), (1, 1));
    assert!(import.summary.faults[0].why.chars().count() <= 500);
}

/// A wide character under the edge of a list was cut in two, and pushed the edge aside.
#[test]
fn what_lies_on_top_cuts_no_wide_character_in_two() {
    let records: Vec<_> = (0..30)
        .map(|n| serde_json::from_value(corpus::record_json(n, &"病院ｆ".repeat(40))).unwrap())
        .collect();
    let theme = Theme::new(Name::Dark, Depth::True, false);
    for width in 80..88 {
        for open in [
            Command::Palette,
            Command::CopyMenu,
            Command::ColumnsMenu,
            Command::Help,
            Command::FocusQuery,
        ] {
            let mut app = App::new(Arc::new(invariants::catalog(&records)), "");
            invariants::act(&mut app, Action::Resize(width, 30));
            invariants::draw(&mut app, &theme, width, 30);
            invariants::act(&mut app, Action::Do(open));
            invariants::act(&mut app, Action::Paste("s".into()));
            invariants::draw(&mut app, &theme, width, 30);
        }
    }
}

/// `library`: why a stored line is no record was told in the words of the line.
#[test]
fn a_fault_of_a_stored_record_quotes_nothing_that_is_obeyed() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(home.path());
    let body = format!(
        "{{\"id\":\"a\",\"\u{7f}{}\":1}}\n",
        "\u{9b}31m".repeat(9_000)
    );
    // The checksum of the library's files (FNV-1a, 64 bits).
    let sum = body.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |sum, b| {
        (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3)
    });
    let sets = library.folder().join("sets");
    std::fs::create_dir_all(&sets).unwrap();
    std::fs::write(sets.join(format!("given.{sum:016x}.jsonl")), &body).unwrap();
    invariants::fault(&library.load("given").unwrap_err());
    let sources = Sources {
        home: Some(home.path().to_owned()),
        no_bundled: true,
        ..Sources::default()
    };
    let opened = open(&sources).unwrap();
    assert_eq!(opened.faults.len(), 1);
    invariants::fault(&opened.faults[0]);
}

/// `ocr`, `table`: rows whose names differ only by what cleaning takes away had one key, so that a later
/// copy of the list would have taken one for the other.
#[test]
fn rows_that_look_alike_have_keys_of_their_own() {
    let names = [
        "Maple Health",
        "Maple\u{200b} Health",
        "Maple Health\u{ad}",
        "Maple Health#2",
        "Maple Health",
        "Maple\tHealth",
    ];
    let mut text = "Organization,State,Affected,Date\n".to_owned();
    for name in names {
        text.push_str(&format!("{name},WI,900,2024-04-26\n"));
    }
    let import = invariants::list(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!(import.records.len(), names.len());
    // `A#2` is also how the second `A` is called.
    let lines: String = ["A", "A#2", "A", "A\u{200b}"]
        .iter()
        .map(|id| format!(r#"{{"incident_id":"{id}","victim":{{"victim_id":"x"}},"action":{{}},"attribute":{{}}}}"#) + "\n")
        .collect();
    let options = Options {
        format: Some(Format::Veris),
        ..Options::default()
    };
    assert_eq!(
        invariants::list(lines.as_bytes(), &options)
            .unwrap()
            .records
            .len(),
        4
    );
}
