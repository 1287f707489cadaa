//! Every reader on hostile content: cells and leaves that want something, numbers and dates beyond any
//! range, and files that are not what they say.

use crate::{corpus, invariants};
use breachlens::{
    catalog::open::{Sources, open},
    dataset::reader,
    import::{Format, Import, Map, Options},
    model::{Date, Incident, vocabulary::EventKind},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{fs, io::Write as _, path::PathBuf};

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    fs::read(folder.join(name)).unwrap()
}

fn read_as(bytes: &[u8], format: Option<Format>) -> Option<Import> {
    let options = Options {
        format,
        ..Options::default()
    };
    invariants::list(bytes, &options)
}

/// A list as a table: its format, its headings and a row that is good.
const TABLES: &[(Format, &[&str], &[&str])] = &[
    (
        Format::Ocr,
        &[
            "Name of Covered Entity",
            "State",
            "Covered Entity Type",
            "Individuals Affected",
            "Breach Submission Date",
            "Type of Breach",
            "Location of Breached Information",
            "Business Associate Present",
            "Web Description",
        ],
        &[
            "Sorrel Pharmacy",
            "WI",
            "Healthcare Provider",
            "900",
            "04/26/2024",
            "Theft",
            "Laptop",
            "No",
            "A laptop with names was stolen.",
        ],
    ),
    (
        Format::Washington,
        &[
            "DateAware",
            "DateSubmitted",
            "DataBreachCause",
            "DateStart",
            "DateEnd",
            "Name",
            "Id",
            "CyberattackType",
            "WashingtoniansAffected",
            "IndustryType",
            "BusinessType",
            "Year",
            "EntityState",
        ],
        &[
            "02/04/2021",
            "03/17/2021",
            "Cyberattack",
            "02/04/2021",
            "02/08/2021",
            "Sorrel Pharmacy",
            "20001",
            "Ransomware",
            "695",
            "Health",
            "",
            "2021",
            "WA",
        ],
    ),
    (
        Format::California,
        &[
            "Organization Name",
            "Date(s) of Breach (if known)",
            "Reported Date",
        ],
        &["Sorrel Pharmacy", "01/23/2023", "02/20/2023"],
    ),
    (
        Format::Table,
        &["Organization", "State", "Affected", "Date", "Description"],
        &[
            "Sorrel Pharmacy",
            "WI",
            "900",
            "2024-04-26",
            "Names were taken.",
        ],
    ),
];

fn csv_of(rows: &[Vec<String>]) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    rows.iter().for_each(|r| out.write_record(r).unwrap());
    out.into_inner().unwrap()
}

fn owned(row: &[&str]) -> Vec<String> {
    row.iter().map(|c| (*c).to_owned()).collect()
}

fn organizations(import: &Import) -> Vec<&str> {
    import
        .records
        .iter()
        .map(|r| r.organization.as_str())
        .collect()
}

#[test]
fn every_text_in_every_cell_of_every_table() {
    for (format, heads, good) in TABLES {
        let mut rows = vec![owned(heads), owned(good)];
        for (n, (_, text)) in corpus::TEXTS.iter().enumerate() {
            for at in 0..heads.len() {
                let mut row = owned(good);
                // Rows of different names, so that each is a record of its own.
                row[heads
                    .iter()
                    .position(|h| h.contains("Name") || *h == "Organization")
                    .unwrap()] = format!("Row {n} {at}");
                row[at] = (*text).to_owned();
                rows.push(row);
            }
        }
        rows.push({
            let mut last = owned(good);
            last[heads
                .iter()
                .position(|h| h.contains("Name") || *h == "Organization")
                .unwrap()] = "The last".to_owned();
            last
        });
        let bytes = csv_of(&rows);
        for as_what in [Some(*format), None] {
            let import = read_as(&bytes, as_what).unwrap();
            assert_eq!(import.summary.format, *format);
            assert_eq!(import.summary.rows as usize, rows.len() - 1);
            let names = organizations(&import);
            assert!(
                names.contains(&"Sorrel Pharmacy") && names.contains(&"The last"),
                "{format:?}"
            );
            // Almost every row is kept: a name that is blank is the only fault that keeps one out.
            assert!(
                import.summary.skipped.len() < 20,
                "{:#?}",
                import.summary.skipped
            );
            if as_what.is_some() {
                for some in import.records.chunks(30).step_by(5) {
                    invariants::every_output(&invariants::catalog(some));
                }
            }
        }
    }
}

/// Other separators in the texts of the first rows, more of them than of the one that is meant.
#[test]
fn texts_full_of_other_separators_leave_the_list_what_it_is() {
    for (format, heads, good) in TABLES {
        for other in [";", "\t", "|"] {
            let mut row = owned(good);
            let name = heads
                .iter()
                .position(|h| h.contains("Name") || *h == "Organization");
            row[name.unwrap()] = format!("Sorrel{}", other.repeat(60));
            // Without quotes, as far as a comma needs none.
            let bytes = [heads.join(","), row.join(","), good.join(",")].join("\n");
            for as_what in [Some(*format), None] {
                let import = read_as(bytes.as_bytes(), as_what);
                let import =
                    import.unwrap_or_else(|| panic!("{format:?} with {other:?} is refused"));
                assert_eq!(
                    (import.summary.format, import.records.len()),
                    (*format, 2),
                    "{other:?}"
                );
            }
        }
    }
}

#[test]
fn every_text_in_every_heading_of_every_table() {
    for (format, heads, good) in TABLES {
        for (what, text) in corpus::TEXTS {
            for at in 0..heads.len() {
                let mut hostile = owned(heads);
                hostile[at] = (*text).to_owned();
                hostile.push((*text).to_owned());
                let bytes = csv_of(&[hostile, owned(good)]);
                if let Some(import) = read_as(&bytes, Some(*format)) {
                    assert!(import.records.len() <= 1, "{what}");
                }
                read_as(&bytes, None);
            }
        }
    }
}

const HIBP: &str = r#"{"Name":"Sorrel","Title":"Sorrel Pharmacy","Domain":"sorrel.example","BreachDate":"2020-03-22","AddedDate":"2020-11-15T00:59:50Z","ModifiedDate":"2020-11-15T00:59:50Z","PwnCount":8661,"Description":"Names and <em>medical records</em>.","LogoPath":"x","DataClasses":["Email addresses","Names"],"IsVerified":true,"IsSensitive":false}"#;
const VERIS: &str = r#"{"schema_version":"1.2.1","incident_id":"GOOD-1","summary":"x","reference":"https://example.org/a","victim":{"victim_id":"Sorrel Pharmacy","industry":"621210","country":"US","state":"FL","employee_count":"11 to 100"},"action":{"physical":{"variety":["Theft"]},"hacking":{"variety":["Use of stolen creds"],"vector":["Web application"]}},"actor":{"external":{"name":["Clop"],"variety":["Organized crime"]}},"attribute":{"confidentiality":{"data_disclosure":"Yes","data_total":1000,"data":[{"variety":"Medical","amount":1000}]}},"asset":{"assets":[{"variety":"U - Laptop"}]},"timeline":{"incident":{"year":2013,"month":5,"day":2},"discovery":{"unit":"Days","value":3}}}"#;

/// What a leaf of JSON may be instead of what it should be.
fn strange_values() -> Vec<Value> {
    let mut out: Vec<Value> = [
        "null",
        "true",
        "0",
        "-1",
        "-0",
        "12.5",
        "1e30",
        "1e308",
        "-1e308",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999",
        "[]",
        "{}",
        "[[[]]]",
        "[null]",
        "\"\"",
        "\" \"",
        "\"0000-00-00\"",
        "\"9999-12-31\"",
        "\"2023-02-30\"",
        "\"0001-01-01\"",
        "\"-0001-01-01\"",
        "\"10000-01-01\"",
        "{\"a\":{\"b\":[1]}}",
        "[1,\"x\",null,{}]",
    ]
    .iter()
    .map(|t| serde_json::from_str(t).unwrap_or_else(|_| json!(t)))
    .collect();
    out.extend(corpus::TEXTS.iter().step_by(5).map(|(_, t)| json!(t)));
    out
}

/// Every place of a value, as the steps to it.
fn places(value: &Value, to: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    out.push(to.clone());
    let mut step = |key: String, v: &Value| {
        to.push(key);
        places(v, to, out);
        to.pop();
    };
    match value {
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(n, v)| step(n.to_string(), v)),
        Value::Object(map) => map.iter().for_each(|(k, v)| step(k.clone(), v)),
        _ => {}
    }
}

fn with(value: &Value, place: &[String], new: &Value) -> Value {
    let mut out = value.clone();
    let mut at = &mut out;
    for step in place {
        at = match at {
            Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
            other => &mut other[step.as_str()],
        };
    }
    *at = new.clone();
    out
}

#[test]
fn every_strange_value_in_every_place_of_json_lists() {
    for (format, good) in [(Format::Hibp, HIBP), (Format::Veris, VERIS)] {
        let value: Value = serde_json::from_str(good).unwrap();
        let mut all = Vec::new();
        places(&value, &mut Vec::new(), &mut all);
        let mut text = format!("[{good}");
        let mut n = 1;
        for place in all.iter().filter(|p| !p.is_empty()) {
            for new in strange_values() {
                text.push_str(&format!(",\n{}", with(&value, place, &new)));
                n += 1;
            }
        }
        text.push(']');
        let import = read_as(text.as_bytes(), Some(format)).unwrap();
        assert_eq!(import.summary.rows, n);
        assert!(organizations(&import).contains(&"Sorrel Pharmacy"));
        for some in import.records.chunks(40).step_by(19) {
            invariants::every_output(&invariants::catalog(some));
        }
    }
}

#[test]
fn every_strange_value_in_every_place_of_our_own_records_is_a_fault_with_its_place_or_a_record() {
    let good = corpus::record_json(1, "Good");
    let mut all = Vec::new();
    places(&good, &mut Vec::new(), &mut all);
    let (mut kept, mut faulty) = (0, 0);
    for place in all {
        for new in strange_values() {
            let text = format!("[\n{good},\n{}]", with(&good, &place, &new));
            let records = invariants::our_own(text.as_bytes());
            assert_eq!(
                records.first().map(|r| r.organization.as_str()),
                Some("Good")
            );
            let loaded = reader::read("f.json", text.as_bytes());
            if records.len() == 1 {
                faulty += 1;
                for e in &loaded.faults {
                    assert_eq!(
                        (e.place.file.as_deref(), e.place.line),
                        (Some("f.json"), Some(3)),
                        "{e}"
                    );
                    assert!(e.place.field.is_some() || place.is_empty(), "{e}");
                }
                assert!(!loaded.faults.is_empty());
            } else {
                kept += 1;
            }
        }
    }
    assert!(kept > 400 && faulty > 1000, "{kept} {faulty}");
}

#[test]
fn counts_and_dates_beyond_any_range_are_faults_and_never_guesses() {
    let good = corpus::record_json(1, "Good").to_string();
    for (from, to, field) in [
        (
            r#""count":1,"note"#,
            r#""count":-1,"note"#,
            "affected.count",
        ),
        (
            r#""count":1,"note"#,
            r#""count":1e30,"note"#,
            "affected.count",
        ),
        (
            r#""count":1,"note"#,
            r#""count":12.5,"note"#,
            "affected.count",
        ),
        (
            r#""count":1,"note"#,
            r#""count":18446744073709551616,"note"#,
            "affected.count",
        ),
        (
            r#""count":1,"note"#,
            r#""count":1,"count":2,"note"#,
            "affected.count",
        ),
        (r#""2024-05-02""#, r#""2023-02-30""#, "timeline[1].date"),
        (r#""2024-05-02""#, r#""0000-01-01""#, "timeline[1].date"),
        (r#""2024-05-02""#, r#""10000-01-01""#, "timeline[1].date"),
        (r#""2024-05-02""#, r#""2024-13""#, "timeline[1].date"),
        (
            r#""months":4294967295"#,
            r#""months":4294967296"#,
            "response[0].months",
        ),
    ] {
        assert!(good.contains(from), "{from} is not in {good}");
        let text = good.replacen(from, to, 1);
        let loaded = reader::read("f.json", text.as_bytes());
        assert!(loaded.records.is_empty(), "{to}");
        let fields: Vec<_> = loaded
            .faults
            .iter()
            .filter_map(|e| e.place.field.as_deref())
            .collect();
        assert_eq!(fields, [field], "{to}: {:?}", loaded.faults);
    }
    for (count, want) in [
        ("900", Some(900)),
        ("1,500", Some(1500)),
        ("-5", None),
        ("1e30", None),
        ("12.5", None),
        ("99999999999999999999", None),
        ("18446744073709551616", None),
        ("0x10", None),
        ("٣", None),
        ("5 or 6", None),
        ("\u{1b}[31m7", None),
        ("=1+1", None),
        ("NaN", None),
    ] {
        let (format, heads, row) = TABLES[0];
        let mut row = owned(row);
        row[3] = count.to_owned();
        let import = read_as(&csv_of(&[owned(heads), row]), Some(format)).unwrap();
        assert_eq!(import.records[0].affected.count, want, "{count:?}");
        assert_eq!(
            import.summary.faulty,
            u64::from(want.is_none()),
            "{count:?}: {:?}",
            import.summary
        );
    }
    for (date, good) in [
        ("04/26/2024", true),
        ("02/30/2023", false),
        ("13/32/2024", false),
        ("00/00/0000", false),
        ("01/01/0000", false),
        ("99/99/9999", false),
        ("4/26/99999", false),
        ("\u{1b}[31m", false),
        ("-1", false),
        ("1e9", false),
        ("=NOW()", false),
    ] {
        let (format, heads, row) = TABLES[0];
        let mut row = owned(row);
        row[4] = date.to_owned();
        let import = read_as(&csv_of(&[owned(heads), row]), Some(format)).unwrap();
        let r = &import.records[0];
        assert_eq!(
            r.events(EventKind::RegulatorNotified).count(),
            usize::from(good),
            "{date:?}"
        );
        assert_eq!(
            import.summary.faulty,
            u64::from(!good),
            "{date:?}: {:?}",
            import.summary
        );
    }
    // The years that the calendar has are kept as they stand.
    for (text, year) in [("0001", 1), ("9999-12-31", 9999)] {
        assert_eq!(text.parse::<Date>().unwrap().year(), year);
    }
}

/// Files whose form is wrong, each with what is meant by it.
fn broken_files() -> Vec<(&'static str, Vec<u8>)> {
    let deep = 100_000;
    let portal = fixture("portal.csv");
    let utf16 = |text: &[u8], big: bool| -> Vec<u8> {
        let text = String::from_utf8_lossy(text).into_owned();
        let units = std::iter::once(0xFEFF_u16).chain(text.encode_utf16().collect::<Vec<_>>());
        units
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    };
    let record = corpus::record_json(1, "Good").to_string();
    vec![
        ("nothing", vec![]),
        ("blanks", b" \r\n\t ".to_vec()),
        ("a byte order mark", b"\xEF\xBB\xBF".to_vec()),
        ("a byte order mark of UTF-16", b"\xFF\xFE".to_vec()),
        ("half a character of UTF-16", b"\xFF\xFEa".to_vec()),
        ("a lone unit of UTF-16", b"\xFF\xFE\x00\xD8,\x00".to_vec()),
        ("NUL", vec![0; 5_000]),
        ("C1 as bytes", b"\x9b31m\x9d0;x\x07\n".repeat(50)),
        ("invalid UTF-8", b"a,b\n\xC3\x28,\xF0\x28\x8C\xBC\n\xED\xA0\x80,x\n".to_vec()),
        ("invalid UTF-8 in a record", record.replace("Good", "G\u{1}ood").replace('\u{1}', "").into_bytes().iter().flat_map(|b| if *b == b'G' { vec![*b, 0xFF] } else { vec![*b] }).collect()),
        ("brackets", b"[".repeat(deep)),
        ("braces", br#"{"a":"#.repeat(deep)),
        ("brackets and ends", [b"[".repeat(deep), b"]".repeat(deep)].concat()),
        ("deep in a field", format!(r#"{{"id":"a","organization":{}{}}}"#, "[".repeat(deep), "]".repeat(deep)).into_bytes()),
        ("deep in hibp", format!(r#"[{{"Name":"a","BreachDate":"2020-01-01","PwnCount":1,"DataClasses":{}{}}}]"#, "[".repeat(deep), "]".repeat(deep)).into_bytes()),
        ("deep in veris", format!(r#"{{"incident_id":"a","victim":{{"victim_id":{}{}}},"action":{{}},"attribute":{{}}}}"#, "[".repeat(deep), "]".repeat(deep)).into_bytes()),
        ("lone surrogates", br#"[{"id":"a-1","organization":"\ud800","sources":[]},{"Name":"\udfff","BreachDate":"2020-01-01","PwnCount":1,"DataClasses":["\ud83d"]}]"#.to_vec()),
        ("duplicate keys", br#"[{"Name":"a","Name":"b","BreachDate":"2020-01-01","BreachDate":"2021-01-01","PwnCount":1,"PwnCount":2,"DataClasses":[]}]"#.to_vec()),
        ("a lot of the same key", format!("{{{}\"id\":\"x\"}}", "\"id\":\"x\",".repeat(20_000)).into_bytes()),
        ("a string without end", br#"[{"id":"aaaaaa"#.to_vec()),
        ("a key of a megabyte", format!(r#"{{"{}":1}}"#, "\\u001b".repeat(180_000)).into_bytes()),
        ("a word of a megabyte", format!(r#"{{"id":"a-1","organization":"A","sector":"{}"}}"#, "x\\u001b".repeat(150_000)).into_bytes()),
        ("a number of a megabyte", format!(r#"{{"id":"a-1","organization":"A","affected":{{"count":{}}}}}"#, "9".repeat(1 << 20)).into_bytes()),
        ("many sources, none cited right", format!(r#"{{"id":"a-1","organization":"A","sources":[{}],"timeline":[{}]}}"#,
            (0..20_000).map(|n| format!(r#"{{"id":"s{n}","title":"t","url":"https://a.b/{n}"}}"#)).collect::<Vec<_>>().join(","),
            (0..20_000).map(|n| format!(r#"{{"kind":"detected","date":"2024","source":"t{n}"}}"#)).collect::<Vec<_>>().join(",")).into_bytes()),
        ("lines that are no JSON", "not json\n".repeat(20_000).into_bytes()),
        ("lines that never end", "{\"a\":\n".repeat(20_000).into_bytes()),
        ("lines with an open string", "{\"a\":\"\n".repeat(20_000).into_bytes()),
        ("a quote without end", [portal.clone(), b"\"Open,WI\n".to_vec(), portal.clone()].concat()),
        ("only quotes", b"\"".repeat(100_001)),
        ("a heading of a megabyte", [b"Name of Covered Entity,State,Individuals Affected,".to_vec(), b"x\x1b[31m".repeat(200_000), b"\nA,WI,5\n".to_vec()].concat()),
        ("a line of a megabyte", [portal.clone(), b"x".repeat(1 << 20)].concat()),
        ("ten thousand columns", format!("Organization,Date,{}\nSorrel,2024-01-02,{}\n", (0..10_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(","), vec!["\u{1b}[31m"; 10_000].join(",")).into_bytes()),
        ("rows of any length", b"Organization,State\nA\nB,WI\nC,WI,x,y,z\n,,,,,,\n".to_vec()),
        ("carriage returns", portal.iter().map(|b| if *b == b'\n' { b'\r' } else { *b }).collect()),
        ("NUL in cells", b"Organization,State,Affected\nA\0B,W\0I,5\0\n".to_vec()),
        ("UTF-16, little end first", utf16(&portal, false)),
        ("UTF-16, big end first", utf16(&portal, true)),
        ("a web page", b"<!DOCTYPE html><html><title>\x1b]0;x\x07</title></html>".to_vec()),
        ("gzip that is none", b"\x1f\x8bnot at all".to_vec()),
        ("gzip cut off", { let mut g = gzip(&portal); g.truncate(g.len() / 2); g }),
        ("gzip in gzip", gzip(&gzip(&portal))),
        ("zip that is none", b"PK\x03\x04not at all".to_vec()),
        ("zip of bad names", zipped(&[("../../etc/passwd.json", VERIS), ("\u{1b}[31m\u{202e}.json", VERIS), ("/abs.json", "{"), ("b\\c.json", "[")])),
        ("zip of nothing", zipped(&[])),
        ("zip of one bad list", zipped(&[("\u{1b}]0;x\u{7}.csv", "\u{1b}[31m,\u{1b}[32m\n1,2\n")])),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zipped(documents: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in documents {
        out.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn files_of_any_form_are_read_or_refused_by_every_reader() {
    for (what, bytes) in broken_files() {
        // Of the files that are deep, one is enough for our own reader.
        if !["deep in hibp", "deep in veris", "brackets and ends"].contains(&what) {
            assert!(invariants::our_own(&bytes).len() < 100, "{what}");
        }
        // Large files are told by their content, and read as the two most patient formats.
        let large = bytes.len() > 50_000;
        let patient =
            |f: &Option<Format>| !large || matches!(f, None | Some(Format::Table | Format::Veris));
        for format in Format::ALL
            .iter()
            .copied()
            .map(Some)
            .chain([None])
            .filter(patient)
        {
            if let Some(import) = read_as(&bytes, format) {
                // A report is for people: bounded, whatever the file is.
                let n = import.summary.notes.iter().map(String::len).sum::<usize>();
                assert!(n < 20_000, "{what}: notes of {n} bytes");
                let report = breachlens::import::Report::new(&import.summary, None).to_string();
                assert!(
                    report.len() < 100_000,
                    "{what} as {format:?}: a report of {} bytes",
                    report.len()
                );
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(e) = Map::from_toml(&text) {
            invariants::fault(&e);
        }
        let (_, faults) = breachlens::cli::config::Config::read(&text);
        faults.iter().for_each(invariants::fault);
    }
}

#[test]
fn a_file_of_any_form_never_takes_other_files_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.json");
    fs::write(&good, corpus::record_json(1, "Good").to_string()).unwrap();
    for (what, bytes) in broken_files() {
        let path = folder.path().join("broken");
        fs::write(&path, bytes).unwrap();
        let sources = Sources {
            files: vec![good.display().to_string(), path.display().to_string()],
            no_bundled: true,
            ..Sources::default()
        };
        match open(&sources) {
            Ok(opened) => {
                opened.faults.iter().for_each(invariants::fault);
                assert!(opened.catalog.row_of("hostile-1-2024").is_some(), "{what}");
            }
            Err(e) => {
                invariants::fault(&e);
                assert!(e.place.file.is_some(), "{what}: {e}");
            }
        }
    }
}

/// One bad line costs itself, wherever it stands and however it is bad.
#[test]
fn one_bad_line_takes_no_good_one_with_it() {
    for (format, good) in [(Format::Veris, VERIS), (Format::Hibp, HIBP)] {
        for bad in [
            "{",
            "[",
            "[[",
            "{\"a\":",
            "{\"a\":[",
            "\"open",
            "}",
            "]",
            "nul",
            "{\"a\":\"\u{1b}",
            "{}{",
            "\u{0}",
            "{\"a\" \"b\"}",
        ] {
            let text = format!(
                "{good}\n{bad}\n{}\n{}\n",
                good.replace("Sorrel", "Second"),
                good.replace("Sorrel", "Third")
            );
            let import = read_as(text.as_bytes(), Some(format)).unwrap();
            let names = organizations(&import);
            for name in ["Sorrel Pharmacy", "Second Pharmacy", "Third Pharmacy"] {
                assert!(
                    names.contains(&name),
                    "{bad:?} took {name} with it: {:?}",
                    import.summary
                );
            }
            assert!(
                import.summary.skipped.iter().all(|s| s.line == 2),
                "{bad:?}: {:?}",
                import.summary.skipped
            );
            assert!(!import.summary.skipped.is_empty(), "{bad:?}");
        }
    }
    let good = |n| corpus::record_json(n, "Good").to_string();
    for bad in [
        "{",
        "[",
        "[[",
        "{\"a\":",
        "\"open",
        "}",
        "]",
        "nul",
        "{}{",
        "{\"id\":\"\\ud800\"}",
    ] {
        let text = format!("{}\n{bad}\n{}\n{}\n", good(1), good(2), good(3));
        assert_eq!(invariants::our_own(text.as_bytes()).len(), 3, "{bad:?}");
        assert!(
            reader::read("f", text.as_bytes())
                .faults
                .iter()
                .all(|e| e.place.line == Some(2)),
            "{bad:?}"
        );
    }
}

#[test]
fn two_records_of_one_id_are_told_and_only_the_first_is_imported() {
    let record = corpus::record_json(1, "Good").to_string();
    let import = read_as(format!("{record}\n{record}\n").as_bytes(), None).unwrap();
    assert_eq!((import.records.len(), import.summary.rows), (1, 2));
    assert_eq!(import.summary.skipped[0].line, 2);
    assert!(
        import.summary.skipped[0].why.contains("hostile-1-2024"),
        "{:?}",
        import.summary.skipped
    );
}

/// Residents of a state are keyed by a code; a key is foreign text like any other.
#[test]
fn keys_of_a_record_are_foreign_text_too() {
    let mut record = corpus::record_json(1, "Good");
    record["affected"]["residents"] = json!({"\u{1b}]0;owned\u{7}": 5});
    let line = record.to_string();
    let loaded = reader::read("f.json", line.as_bytes());
    assert!(loaded.records.is_empty());
    assert_eq!(
        loaded.faults[0].what, "`␛]0;owned␇` is no state code",
        "{:?}",
        loaded.faults
    );
    // As a damaged library may give it back: shown, and not obeyed.
    let r: Incident = serde_json::from_str(&line).unwrap();
    invariants::record(&r);
    invariants::every_output(&invariants::catalog(&[r]));
}

/// A file of some form with bytes of it changed, left out or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let files = [
        "portal.csv",
        "portal_broken_heading.csv",
        "part2.csv",
        "legacy.csv",
        "resaved.csv",
        "any.csv",
        "california.csv",
        "washington.csv",
        "breaches.json",
        "veris.jsonl",
    ];
    let mut all: Vec<Vec<u8>> = files.iter().map(|f| fixture(f)).collect();
    all.push(corpus::record_json(1, "Good").to_string().into_bytes());
    all.push(
        format!(
            "{}\n{}\n",
            corpus::record_json(1, "Good"),
            corpus::record_json(2, "Good")
        )
        .into_bytes(),
    );
    let change = (
        any::<proptest::sample::Index>(),
        0_u8..5,
        proptest::sample::select(b"\"\\,;\n\r{}[]:\0\x1b\x9b\xff\xc2=0-/ ".to_vec()),
        0_usize..40,
    );
    (
        proptest::sample::select(all),
        proptest::collection::vec(change, 1..8),
    )
        .prop_map(|(mut bytes, changes)| {
            for (at, how, byte, n) in changes {
                if bytes.is_empty() {
                    break;
                }
                let at = at.index(bytes.len());
                let end = (at + n).min(bytes.len());
                match how {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    2 => bytes.truncate(at),
                    3 => drop(bytes.drain(at..end)),
                    _ => {
                        let piece = bytes[at..end].to_vec();
                        bytes.splice(at..at, piece);
                    }
                }
            }
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_a_good_file_is_survived_by_every_reader(bytes in mutated()) {
        invariants::our_own(&bytes);
        for format in Format::ALL.iter().copied().map(Some).chain([None]) {
            read_as(&bytes, format);
        }
    }

    #[test]
    fn any_bytes_are_survived_by_every_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        invariants::our_own(&bytes);
        for format in Format::ALL.iter().copied().map(Some).chain([None]) {
            read_as(&bytes, format);
        }
    }
}
