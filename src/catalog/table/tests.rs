//! The quick way into the index against the plain one, that makes a record of every row.

use super::*;
use crate::{
    catalog::{Catalog, NameField},
    import::{self, Options, Source},
    model::{Incident, Needle},
    query::FIELDS,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The way that makes a record of every row: the reference.
fn plain(bytes: &[u8], others: &[&Incident]) -> std::result::Result<(Catalog, Left), String> {
    let mut builder = builder(others);
    let segment = builder.begin();
    let source = Source::Bytes {
        name: "f.csv".into(),
        bytes,
    };
    let summary = import::read_each(&source, &Options::default(), &mut |_| Go::On, &mut |r| {
        builder.add_record(segment, "f", &r);
        Ok(())
    })
    .map_err(|e| e.to_string())?;
    let skips = summary.skipped.into_iter().map(|s| (s.line, s.why));
    let left = Left {
        skips: skips.collect(),
        unread: summary.unread,
    };
    Ok((builder.finish(), left))
}

fn builder(others: &[&Incident]) -> Builder {
    let mut builder = Builder::new();
    if !others.is_empty() {
        builder.match_sets();
        builder.add_records("others", others.iter().copied());
    }
    builder
}

fn quick(
    bytes: &[u8],
    steps: Steps,
    others: &[&Incident],
) -> std::result::Result<(Catalog, Left), String> {
    let table = Table::open("f.csv", bytes.to_vec(), &Options::default())
        .map_err(|e| e.to_string())?
        .map_err(|_| "no table".to_owned())?;
    let mut builder = builder(others);
    builder.begin_last_set();
    let left = builder
        .add_table_in(steps, "f", table, &mut |_| Go::On)
        .map_err(|e| e.to_string())?;
    Ok((builder.finish(), left))
}

/// Texts with where they stand, and their rows.
type Standing = BTreeMap<(String, String), Vec<u32>>;

/// Everything that a catalog says of a row, and every text with its rows.
fn told(c: &Catalog) -> (Vec<String>, Standing) {
    let row = |r: usize| {
        let is_placeholder = c.incident(r).unwrap().count_is_placeholder();
        assert_eq!(c.columns.placeholder.get(r), is_placeholder, "{}", c.id(r));
        let cells: Vec<String> = FIELDS
            .iter()
            .map(|f| format!("{}={:?}", f.id, f.cell(c, r)))
            .collect();
        let k = &c.columns;
        format!(
            "{} {:?} {:?} {:?} {:?} {:?} {} {} {} {:?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
            c.id(r),
            c.organization(r),
            (c.states.get(r), c.countries.get(r), c.sets.get(r)),
            (
                c.name_rank(r),
                c.id_rank(r),
                c.text.standing().place(r as u32)
            ),
            c.incident(r),
            cells,
            k.clocks.met.get(r),
            k.clocks.late.get(r),
            k.clocks.unknown.get(r),
            k.late.get(r),
            k.event.get(r),
            (
                k.span.get(r),
                k.began.get(r),
                k.known.get(r),
                k.affected.get(r),
                k.placeholder.get(r)
            ),
            (
                k.exposed.get(r),
                k.possible.get(r),
                k.safe.get(r),
                k.measure.get(r),
                k.refused.get(r)
            ),
            (
                k.method.get(r),
                k.location.get(r),
                k.outcome.get(r),
                k.system.get(r),
                k.tier.get(r)
            ),
            (
                k.severity.get(r),
                k.monitoring.get(r),
                k.news.get(r),
                k.settlement.get(r),
                k.penalty.get(r)
            ),
            k.intervals.each_ref().map(|i| i.get(r)),
            (
                c.matches.is_hidden(r as u32),
                c.matches.group(r as u32).map(|g| &g.members)
            ),
        )
    };
    let mut texts = Standing::new();
    for e in 0..c.text.entries() as u32 {
        let (field, text) = (c.text.field(e), c.text.text(e));
        let at = (format!("{field:?}"), text.map_or("", |t| t.text).to_owned());
        c.text
            .each_row(e, |r| texts.entry(at.clone()).or_default().push(r));
    }
    for field in [
        NameField::Organization,
        NameField::Vendor,
        NameField::Client,
        NameField::Actor,
    ] {
        for (name, _) in c.names(field).suggestions("", usize::MAX) {
            let rows = c.names(field).containing(name, c.len()).iter().collect();
            texts.insert((format!("name {field:?}"), name.to_owned()), rows);
        }
    }
    ((0..c.len()).map(row).collect(), texts)
}

fn assert_same(bytes: &[u8], others: &[&Incident]) {
    let want = plain(bytes, others).map(|(c, left)| (told(&c), left));
    // Short claims, so that threads take from each other.
    let short = |threads| Steps {
        threads,
        claim: 40,
        least: 80,
    };
    let long = |threads| Steps { threads, ..STEPS };
    for steps in [long(1), long(2), long(5), short(1), short(2), short(5)] {
        let got = quick(bytes, steps, others).map(|(c, left)| (told(&c), left));
        if got.as_ref().is_err_and(|e| e == "no table") {
            assert!(
                !bytes.contains(&b','),
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
            return;
        }
        match (&want, &got) {
            (Ok(((rows, texts), left)), Ok(((r, t), l))) => {
                for (a, b) in rows.iter().zip(r) {
                    assert_eq!(a, b, "{steps:?}");
                }
                assert_eq!((rows.len(), texts, left), (r.len(), t, l), "{steps:?}");
            }
            (a, b) => assert_eq!(a, b),
        }
    }
}

const HEADING: &str = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present,Web Description";

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(words).prop_map(str::to_owned)
}

/// A row as lists have it, with what goes wrong in them now and then.
fn row() -> impl Strategy<Value = Vec<u8>> {
    let name = prop_oneof![
        8 => one_of(&["Clinic A", "Clinic B, LLC", "clinic a", "St. Mary's Hospital", "École Santé", "Clinic 2021", "Clinic"]),
        1 => one_of(&["", " ", "Unknown", "  Clinic   A ", "\"Quoted\" Clinic", "Luk\u{92}s", "Clinic | A # 2", "'=Clinic", "Name of Covered Entity", "\u{202e}Clinic", "CliniÃ©", "Two\r\nLines"]),
        1 => "\\PC{0,12}",
    ];
    let state = one_of(&["CA", "TX", "NY", "TX", "California", "XX", "", "NA"]);
    let entity = one_of(&[
        "Healthcare Provider",
        "Health Plan",
        "Business Associate",
        "Healthcare Clearing House",
        "",
        "Else",
    ]);
    let people = prop_oneof![
        6 => (1..100_000_u32).prop_map(|n| n.to_string()),
        3 => one_of(&["500", "501", "499", "250", "1000"]),
        1 => one_of(&["", "1,234", "0", "many", "500+", "~700", "99999999999", "007", " 12 "]),
    ];
    let filed = prop_oneof![
        8 => (1..13_u32, 1..13_u32, 2008..2027_u32).prop_map(|(m, d, y)| format!("{m:02}/{d:02}/{y}")),
        3 => (13..29_u32, 2008..2027_u32).prop_map(|(d, y)| format!("03/{d:02}/{y}")),
        1 => (13..15_u32, 2008..2027_u32).prop_map(|(d, y)| format!("{d:02}/03/{y}")),
        1 => one_of(&["", "2021-02-03", "2021", "02/2020", "soon", "02/30/2020", "01/02/2020 - 01/05/2020", "1/2/20", "Jan 5, 2021", "2021-02-03 10:00:00"]),
    ];
    let kind = one_of(&[
        "Hacking/IT Incident",
        "Theft",
        "Loss, Theft",
        "Unauthorized Access/Disclosure",
        "Unknown",
        "",
        "Other thing",
        "Theft, Hacking/IT Incident",
    ]);
    let place = one_of(&[
        "Network Server",
        "Email",
        "Paper/Films",
        "Laptop, Email",
        "",
        "Moon",
    ]);
    let vendor = one_of(&["Yes", "No", "No", "", "Some Vendor Inc."]);
    let text = one_of(&[
        "",
        "",
        "",
        "N/A",
        "\\N",
        "The PHI included names, dates of birth and Social Security numbers. The CE offered two years of free credit monitoring.",
        "Clinic A reported that an email held diagnoses, addresses and driver\u{2019}s license numbers; no bank account numbers were involved.",
        "The PHI included names. The CE offered one year of credit monitoring and 24 months of identity theft protection. This case was consolidated with another review.",
        "Staff of the CE fell to a phishing attack, and ransomware was run. The PHI included names.",
        "A laptop was stolen. The PHI included names.",
        "names\r\naddresses \"and\" more \\\r\n diagnoses",
    ]);
    let cells = (
        name, state, entity, people, filed, kind, place, vendor, text,
    );
    (cells, 0..60_u8).prop_map(|((a, b, c, d, e, f, g, h, i), odd)| {
        let quoted = |cell: &String| {
            if cell.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        let mut cells: Vec<String> = [a, b, c, d, e, f, g, h, i].iter().map(quoted).collect();
        match odd {
            0 => cells.truncate(5),
            1 => cells.push("more".into()),
            2 => cells.push(String::new()),
            3 => cells = vec![String::new(); 9],
            4 => return HEADING.as_bytes().to_vec(),
            5 => cells[0] = "in \"the\" middle".into(),
            6 => cells[0] = "\"never closed".into(),
            7 => return Vec::new(),
            8 => {
                return b"St. Luke\x92s,CA,Health Plan,600,03/14/2021,Theft,Laptop,No,\0".to_vec();
            }
            _ => {}
        }
        cells.join(",").into_bytes()
    })
}

fn list() -> impl Strategy<Value = Vec<u8>> {
    let heading = prop_oneof![
        9 => Just(HEADING.to_owned()),
        1 => Just(format!("\u{feff}A title\n{HEADING}")),
        1 => Just(HEADING.replace("Business", "Extra,Business")),
        1 => Just(HEADING.replace("Location of Breached Information", "Breach Start")),
        1 => Just("Name,Records lost,Date filed,Summary,Country".to_owned()),
    ];
    (heading, prop::collection::vec(row(), 0..40), any::<bool>()).prop_map(
        |(heading, rows, crlf)| {
            let end: &[u8] = if crlf { b"\r\n" } else { b"\n" };
            let mut out = heading.into_bytes();
            for row in rows {
                out.extend_from_slice(end);
                out.extend_from_slice(&row);
            }
            out
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_quick_way_says_what_the_plain_one_says(bytes in list(), matched in any::<bool>()) {
        let others = [
            curated("Clinic A", "CA", 500, "2021-03-14"),
            curated("Clinic B d/b/a Clinic 2021", "TX", 1000, "2020-03"),
            curated("Saint Marys Hospitel", "NY", 700, "2020"),
        ];
        let others: Vec<&Incident> = others.iter().filter(|_| matched).collect();
        assert_same(&bytes, &others);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn prose_is_told_without_being_read(bytes in list(), from in any::<prop::sample::Index>(), length in 1..12_usize) {
        let Ok((catalog, _)) = quick(&bytes, Steps { threads: 2, ..STEPS }, &[]) else {
            return Ok(());
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let cut: String = text.chars().skip(from.index(text.len())).take(length).collect();
        for needle in [&*cut, cut.trim(), "clinic", "credit monitoring", "driver's", "HHS OCR", "more diagnoses", "quoted", "the middle", "sante"] {
            let needle = Needle::new(needle);
            for row in 0..catalog.len() {
                let incident = catalog.incident(row).unwrap();
                let read = incident.prose().any(|p| needle.stands_in(p));
                prop_assert_eq!(catalog.tells(row, &needle), read, "{:?} in {:?}", needle, incident);
            }
        }
    }
}

fn curated(name: &str, state: &str, count: u64, filed: &str) -> Incident {
    serde_json::from_str(&format!(
        r#"{{"id":"x","organization":"{name}","country":"US","state":"{state}","affected":{{"count":{count}}},"timeline":[{{"kind":"regulator_notified","date":"{filed}"}}]}}"#
    ))
    .unwrap()
}

#[test]
fn rows_match_other_sets_as_records_do() {
    let other = curated("Clinic A", "CA", 4321, "2021-03-14");
    let text = format!(
        "{HEADING}\nClinic A,CA,Healthcare Provider,4321,03/14/2021,Theft,Laptop,No,\nClinic A,TX,Healthcare Provider,500,03/15/2021,Theft,Laptop,No,\n"
    );
    assert_same(text.as_bytes(), &[&other]);
    let (catalog, _) = quick(text.as_bytes(), STEPS, &[&other]).unwrap();
    assert_eq!(catalog.matches.hidden_count(), 1);
}

#[test]
fn a_quote_that_is_never_closed_is_told_on_any_number_of_threads() {
    let text = |rows: usize, bad: usize, quoted: bool| {
        let mut text = HEADING.to_owned();
        for row in 2..rows + 2 {
            let prose = match (row == bad, quoted) {
                (true, _) => "\"oops",
                (_, true) => "\"PHI,\nlost\"",
                _ => "PHI",
            };
            text.push_str(&format!(
                "\nClinic {row},CA,Health Plan,500,03/14/2021,Theft,Laptop,No,{prose}"
            ));
        }
        text
    };
    for (rows, bad, quoted, line, kept) in [
        (400, 11, false, 11, 9),
        (400, 401, false, 401, 399),
        (400, 401, true, 800, 399),
        (1, 2, false, 2, 0),
    ] {
        for end in ["", "\n", "\n\n", "\"\"", "\"\"\r\n"] {
            let text = text(rows, bad, quoted) + end;
            assert_same(text.as_bytes(), &[]);
            for threads in 1..5 {
                let steps = Steps {
                    threads,
                    claim: 512,
                    least: 1024,
                };
                let (catalog, left) = quick(text.as_bytes(), steps, &[]).unwrap();
                assert_eq!(left.skips, [(line, import::UNCLOSED.to_owned())]);
                assert_eq!(catalog.len(), kept);
            }
        }
    }
}
