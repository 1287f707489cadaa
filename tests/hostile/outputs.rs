//! Every report, of records that hold hostile text wherever a record holds text.

use crate::{corpus, invariants};
use breachlens::{
    model::text::clean,
    report::{columns::Column, csv::read_cell, rows::Format, rows::Rows, style::Paint},
};
use proptest::prelude::*;

fn written(rows: &Rows<'_>, format: Format, width: Option<usize>) -> String {
    let mut out = Vec::new();
    rows.write(&mut out, format, width, Paint::default())
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn nothing_is_obeyed_in_any_report_of_all_records_at_once() {
    invariants::every_output(&invariants::catalog(&corpus::records()));
}

#[test]
fn nothing_is_obeyed_in_any_report_of_each_record_beside_a_plain_one() {
    let plain = corpus::record_json(999, "Plain");
    let plain: breachlens::model::Incident = serde_json::from_value(plain).unwrap();
    for r in corpus::records() {
        invariants::every_output(&invariants::catalog(&[r, plain.clone()]));
    }
}

#[test]
fn a_spreadsheet_gives_every_text_back_as_it_was_cleaned() {
    let records = corpus::records();
    let catalog = invariants::catalog(&records);
    let rows: Vec<u32> = (0..catalog.len() as u32).collect();
    let columns = [
        Column::read_list("org").unwrap(),
        Column::read_list("id").unwrap(),
    ]
    .concat();
    let rows = Rows {
        catalog: &catalog,
        rows: &rows,
        columns: Some(&columns),
    };
    let text = written(&rows, Format::Csv, None);
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    for (row, r) in reader.records().zip(&records) {
        let row = row.unwrap();
        assert_eq!(read_cell(&row[0]), r.organization.as_str());
        assert_eq!(&row[1], r.id);
    }
}

/// A text of a megabyte in every field: each output stays in proportion, in whatever company.
#[test]
fn a_megabyte_in_a_field_is_not_multiplied() {
    const MB: usize = 1 << 20;
    let text = corpus::long(MB / 4);
    assert!(text.len() > MB / 4);
    let mut record = corpus::record_json(1, "x");
    record["summary"] = text.as_str().into();
    record["organization"] = text.as_str().into();
    record["timeline"][1]["note"] = text.as_str().into();
    let long: breachlens::model::Incident = serde_json::from_value(record).unwrap();
    let others: Vec<breachlens::model::Incident> = (2..202)
        .map(|n| serde_json::from_value(corpus::record_json(n, "Short")).unwrap())
        .collect();
    let records: Vec<_> = std::iter::once(long).chain(others).collect();
    let catalog = invariants::catalog(&records);
    let rows: Vec<u32> = (0..catalog.len() as u32).collect();
    let rows = Rows {
        catalog: &catalog,
        rows: &rows,
        columns: None,
    };
    for format in [
        Format::Table,
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Markdown,
    ] {
        let text = written(&rows, format, None);
        invariants::harmless("a report", &text);
        assert!(text.len() < 4 * MB, "{format:?}: {} bytes", text.len());
    }
    let text = written(&rows, Format::Table, Some(80));
    assert!(text.len() < 201 * 400, "{} bytes", text.len());
}

#[test]
fn marks_without_end_do_not_pile_up() {
    for n in [3, 40, 10_000] {
        let text = corpus::marks(n);
        assert!(clean(&text).chars().count() <= 5);
    }
    // One person drawn of many joined ones is as much as a cell holds.
    let family = "👩\u{200d}".repeat(5_000) + "👦";
    let most = unicode_segmentation::UnicodeSegmentation::graphemes(&*clean(&family), true)
        .map(str::len)
        .max();
    assert!(most.unwrap() < 100, "{most:?} bytes in one cell");
    for real in [
        "👩\u{200d}👩\u{200d}👧\u{200d}👦",
        "🏳\u{fe0f}\u{200d}🌈",
        "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏻",
        "ක\u{0dca}\u{200d}ෂ",
        "می\u{200c}خواهم",
    ] {
        assert_eq!(clean(real), real);
    }
}

/// Characters of every kind that matters: controls, marks, joiners, directions, wide ones, plain ones.
pub fn foreign_text() -> impl Strategy<Value = String> {
    let kinds = prop_oneof![
        4 => any::<char>(),
        2 => proptest::char::range('\u{0}', '\u{9f}'),
        2 => proptest::char::range('\u{2000}', '\u{206f}'),
        2 => proptest::char::range('\u{300}', '\u{36f}'),
        1 => proptest::char::range('\u{1100}', '\u{11ff}'),
        1 => proptest::char::range('\u{600}', '\u{6ff}'),
        1 => proptest::char::range('\u{fe00}', '\u{feff}'),
        1 => proptest::char::range('\u{1f1e6}', '\u{1f3ff}'),
        2 => proptest::sample::select(vec!['=', '+', '-', '@', '\'', '"', ',', ';', '|', '\\', '\u{200d}', '病', 'a', ' ']),
    ];
    prop_oneof![
        4 => proptest::collection::vec(kinds, 0..40).prop_map(|v| v.into_iter().collect::<String>()),
        1 => proptest::sample::select(corpus::TEXTS).prop_map(|(_, t)| t.to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clean_text_is_clean_and_stays_so(text in foreign_text()) {
        invariants::cleaned(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_of_any_text_are_reported_harmlessly(texts in proptest::collection::vec(foreign_text(), 2)) {
        let records: Vec<breachlens::model::Incident> = texts
            .iter()
            .enumerate()
            .map(|(n, t)| serde_json::from_value(corpus::record_json(n, t)).unwrap())
            .collect();
        records.iter().for_each(invariants::record);
        invariants::every_output(&invariants::catalog(&records));
    }
}
