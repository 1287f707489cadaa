//! Every importer on small hand-made files of the shapes that real lists have.

#![allow(clippy::result_large_err)]
use breachlens::import::{self, Format, Go, Import, Map, Options, Order, Report, Source};
use breachlens::model::Incident;
use breachlens::model::incident::Filer;
use breachlens::model::vocabulary::{
    BreachType, DataType, EventKind, ExposureStatus, HipaaRole, Location, Measure, Method,
    Qualifier,
};
use std::{fs, io::Write, path::PathBuf};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name)
}

fn read(name: &str) -> Import {
    read_with(name, &Options::default())
}

fn read_with(name: &str, options: &Options) -> Import {
    import::read(&Source::Path(fixture(name)), options, &mut |_| Go::On).unwrap()
}

fn read_bytes(bytes: &[u8]) -> breachlens::Result<Import> {
    let source = Source::Bytes {
        name: "given".into(),
        bytes,
    };
    import::read(&source, &Options::default(), &mut |_| Go::On)
}

fn shape(i: &Import) -> (&'static str, u64, u64, usize) {
    (
        i.summary.format.id(),
        i.summary.rows,
        i.summary.kept,
        i.summary.skipped.len(),
    )
}

fn when(r: &Incident, kind: EventKind) -> String {
    r.events(kind)
        .map(|e| e.date.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_portal_s_list_is_read_in_every_detail() {
    let i = read("portal.csv");
    assert_eq!(shape(&i), ("ocr", 9, 8, 1));
    assert_eq!(i.summary.list.as_deref(), Some("portal"));
    assert_eq!(i.summary.skipped[0].line, 11, "{:?}", i.summary.skipped);
    let r = &i.records[0];
    assert_eq!(r.id, "alder-creek-dental-pllc-2024");
    assert_eq!(r.organization.as_str(), "Alder Creek Dental, PLLC");
    assert_eq!(r.affected.count, Some(13055));
    assert_eq!(when(r, EventKind::RegulatorNotified), "2024-04-26");
    assert_eq!(r.breach_type, Some(BreachType::HackingItIncident));
    assert_eq!(r.filer(), Some(Filer::Itself));
    let m = r.imported.as_ref().unwrap();
    assert!(
        m.narrative
            .as_ref()
            .unwrap()
            .contains("\"other\" treatment information. The CE notified")
    );
    assert!(r.exposure(DataType::Name).unwrap().from_text);
    assert!(
        r.response
            .iter()
            .any(|x| x.measure == Measure::IndividualNotice && x.words.is_some())
    );
    assert!(!r.response.iter().any(|x| x.measure == Measure::Encryption));
    assert_eq!(m.row().count(), 9);

    let r = &i.records[1];
    let m = r.imported.as_ref().unwrap();
    assert!(m.placeholder_count && m.narrative.is_none());
    assert_eq!(r.breach_type, Some(BreachType::Theft));
    assert_eq!(m.also_breach_types, [BreachType::Other]);
    assert_eq!(
        r.location,
        [Location::Other, Location::OtherPortableElectronicDevice]
    );
    assert_eq!(r.filer(), Some(Filer::ClientForVendor));
    assert_eq!(i.records[2].filer(), Some(Filer::Vendor));
    assert_eq!(i.records[2].affected.count, Some(1348));

    let r = &i.records[3];
    let m = r.imported.as_ref().unwrap();
    assert_eq!(
        (r.affected.count, r.breach_type, &r.state),
        (None, None, &None)
    );
    assert_eq!(m.filing_status.as_deref(), Some("consolidated"));
    assert!(m.faults.is_empty());

    // Three filings of one name and day, two of them identical.
    let keys: Vec<&str> = i.records[4..7]
        .iter()
        .map(|r| r.imported.as_ref().unwrap().key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "dovetail clinic|2024-02-02",
            "dovetail clinic|2024-02-02#2",
            "dovetail clinic|2024-02-02#3"
        ]
    );
    assert_eq!(i.summary.identical, 1);
    assert!(
        i.summary.notes.iter().any(|n| n.contains("line 9")),
        "{:?}",
        i.summary.notes
    );

    // A row with five bad cells keeps the others and says so.
    let r = &i.records[7];
    let faults = &r.imported.as_ref().unwrap().faults;
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert_eq!(r.hipaa_role, Some(HipaaRole::HealthcareProvider));
    assert_eq!(i.summary.faulty, 1);
}

#[test]
fn the_broken_heading_is_taken_by_position_and_part_2_is_told_apart() {
    let (good, broken) = (read("portal.csv"), read("portal_broken_heading.csv"));
    let plain = |i: &Import| {
        let mut records = i.records.clone();
        for r in &mut records {
            let m = r.imported.as_mut().unwrap();
            m.raw.clear();
            m.faults.clear();
        }
        records
    };
    assert_eq!(plain(&good), plain(&broken));
    let i = read("part2.csv");
    assert_eq!(
        (shape(&i), i.summary.list.as_deref()),
        (("ocr", 1, 1, 0), Some("part 2"))
    );
    let r = &i.records[0];
    assert_eq!((r.affected.count, r.hipaa_role), (Some(640), None));
    assert_eq!(r.imported.as_ref().unwrap().business_associate, Some(true));
}

#[test]
fn the_older_form_names_vendors_and_breach_dates() {
    let i = read("legacy.csv");
    assert_eq!(
        (shape(&i), i.summary.list.as_deref()),
        (("ocr", 2, 2, 0), Some("legacy"))
    );
    let (a, b) = (&i.records[0], &i.records[1]);
    assert_eq!(when(a, EventKind::DeviceMissing), "2009-10-16");
    assert_eq!(a.location, [Location::PaperFilms]);
    assert!(a.exposure(DataType::Name).is_some() && a.third_party.is_none());
    assert_eq!(when(b, EventKind::IntrusionStart), "2011-09-20");
    assert_eq!(when(b, EventKind::IntrusionEnd), "2011-10-28");
    assert_eq!(
        b.third_party.as_ref().unwrap().name.as_str(),
        "Quill Transcription, Inc."
    );
    assert_eq!(b.location, [Location::Email, Location::NetworkServer]);
    assert!(when(b, EventKind::RegulatorNotified).is_empty());
}

#[test]
fn re_saved_copies_are_read_whatever_was_done_to_them() {
    let i = read("resaved.csv");
    assert_eq!(shape(&i), ("ocr", 2, 2, 0));
    assert_eq!(
        when(&i.records[0], EventKind::RegulatorNotified),
        "2023-01-02"
    );
    assert_eq!(i.records[0].affected.count, Some(1200));
    assert!(i.summary.notes.iter().any(|n| n.contains("day-first")));
    // UTF-8 mark, CRLF, Windows-1252, a NUL, extra columns at the front, gzip, UTF-16: the same records.
    let text = fs::read_to_string(fixture("resaved.csv"))
        .unwrap()
        .replace("Ivy Clinic", "Ivy’s Clinic");
    let want = read_bytes(text.as_bytes()).unwrap().records;
    let cp1252: Vec<u8> = text
        .chars()
        .map(|c| {
            if c == '’' {
                0x92
            } else {
                u8::try_from(c).unwrap()
            }
        })
        .collect();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [
        format!("\u{FEFF}{}", text.replace('\n', "\r\n")).into_bytes(),
        text.replace(';', "\t").into_bytes(),
        text.replace("Ivy", "I\0vy").into_bytes(),
        text.replace('’', "â€™").into_bytes(),
        cp1252,
        gz.finish().unwrap(),
        utf16,
    ] {
        let mut got = read_bytes(&bytes).unwrap().records;
        for (g, w) in got.iter_mut().zip(&want) {
            // Control signs stay visible in the raw row only.
            g.imported
                .as_mut()
                .unwrap()
                .raw
                .clone_from(&w.imported.as_ref().unwrap().raw);
        }
        assert_eq!(got, want);
    }
}

#[test]
fn what_is_no_list_is_refused_with_what_was_seen() {
    const ACCEPTED: &str = "accepted are";
    for (bytes, word, right) in [
        (&b""[..], "empty", "get the list again"),
        (b"  <!DOCTYPE html><html>", "web page", ACCEPTED),
        (b"{\"error\": \"gone\"}", "`error`", ACCEPTED),
        (b"{}", "nothing in it", ACCEPTED),
        (b"[1]", "JSON", ACCEPTED),
        (b"a,b,c\n1,2,3\n", "`a`, `b`, `c`", ACCEPTED),
        (b"\xFF\xD8\xFF\xE0 binary", "a picture", "as CSV or JSON"),
        (b"\xFE\xD8\x01\xE0 binary", "no heading", ACCEPTED),
    ] {
        let error = read_bytes(bytes).unwrap_err().to_string();
        assert!(error.contains(word) && error.contains(right), "{error}");
    }
    // An export without rows is a list.
    let nothing = read_bytes(b"[]").unwrap();
    assert_eq!(shape(&nothing), ("breachlens", 0, 0, 0));
}

#[test]
fn dates_in_both_orders_refuse_no_list() {
    let twisted = "Name,Individuals Affected,Breach Submission Date,Type of Breach,Location\nA,500,13/01/2024,Loss,Email\nB,500,01/13/2024,Loss,Email\nC,500,03/04/2024,Loss,Email\n";
    let read = read_bytes(twisted.as_bytes()).unwrap();
    let note = read.summary.notes.iter().find(|n| n.contains("line 2"));
    assert!(note.is_some_and(|n| n.contains("line 3")), "{note:?}");
    let dates: Vec<String> = read
        .records
        .iter()
        .flat_map(|r| &r.timeline)
        .map(|e| e.date.to_string())
        .collect();
    assert_eq!(dates, ["2024-01-13", "2024-01-13"]);
    // What can be read either way is left out, and told.
    assert_eq!((read.summary.kept, read.summary.unread.cells), (3, 1));
}

#[test]
fn rows_that_cannot_be_trusted_are_skipped_and_named() {
    let text = "Name of Covered Entity,State,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information\n\
        Good,CA,600,01/02/2024,Loss,Email\n\
        \"Broken,CA,600,01/02/2024,Loss,Email\nSwallowed\",CA,600,01/02/2024,Loss,Email,more,cells\n\
        Name of Covered Entity,State,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information\n\
        ,,,,,\n\
        Short,CA,600\n";
    let i = read_bytes(text.as_bytes()).unwrap();
    assert_eq!(shape(&i), ("ocr", 5, 2, 3), "{:?}", i.summary.skipped);
    let lines: Vec<u64> = i.summary.skipped.iter().map(|s| s.line).collect();
    assert_eq!(lines, [3, 5, 6]);
    assert_eq!(i.summary.faulty, 1);
}

#[test]
fn the_states_lists_keep_residents_apart() {
    let i = read("washington.csv");
    assert_eq!(shape(&i), ("washington", 2, 2, 0));
    let r = &i.records[0];
    assert_eq!(r.affected.count, None);
    assert_eq!(r.affected.residents.get("WA"), Some(&695));
    assert_eq!(r.methods, [Method::Ransomware]);
    assert_eq!(r.imported.as_ref().unwrap().key.as_str(), "20001");
    for (kind, date) in [
        (EventKind::IntrusionStart, "2021-02-04"),
        (EventKind::IntrusionEnd, "2021-02-08"),
        (EventKind::Detected, "2021-02-04"),
        (EventKind::RegulatorNotified, "2021-03-17"),
    ] {
        assert_eq!(when(r, kind), date);
    }
    assert!(i.records[1].affected.residents.is_empty() && i.records[1].breach_type.is_none());
    let health = Options {
        healthcare_only: true,
        ..Options::default()
    };
    assert_eq!(
        shape(&read_with("washington.csv", &health)),
        ("washington", 2, 1, 1)
    );

    let i = read("california.csv");
    assert_eq!(shape(&i), ("california", 2, 2, 0));
    assert_eq!(
        when(&i.records[0], EventKind::ExposureStart),
        "2023-01-03 2023-01-15"
    );
    assert_eq!(
        when(&i.records[0], EventKind::RegulatorNotified),
        "2023-02-20"
    );
    assert_eq!(i.records[1].timeline.len(), 1);
}

#[test]
fn have_i_been_pwned_is_read_with_what_is_missing_missing() {
    let i = read("breaches.json");
    assert_eq!(shape(&i), ("hibp", 4, 2, 2), "{:?}", i.summary.skipped);
    assert_eq!(
        i.summary.skipped.iter().map(|s| s.line).collect::<Vec<_>>(),
        [4, 5]
    );
    let r = &i.records[0];
    assert_eq!(r.organization.as_str(), "Orchard Clinic");
    assert_eq!(r.affected.qualifier, Some(Qualifier::Approximate));
    let m = r.imported.as_ref().unwrap();
    assert_eq!(
        m.narrative.as_deref(),
        Some("In March 2020, the clinic Orchard & Sons lost data <all of it>.")
    );
    assert_eq!(
        r.sources[0].url.as_str(),
        "https://example.org/news?a=1&b=2"
    );
    assert_eq!(
        m.flags.iter().map(|f| f.as_str()).collect::<Vec<_>>(),
        ["unverified", "sensitive"]
    );
    let exposed: Vec<_> = r
        .exposed
        .iter()
        .map(|e| (e.data, e.note.as_deref()))
        .collect();
    assert_eq!(
        exposed,
        [
            (DataType::Email, None),
            (DataType::Password, Some("Password hints")),
            (DataType::Other, Some("Star charts")),
        ]
    );
    assert_eq!(i.records[1].exposed.len(), 2);
    let health = Options {
        healthcare_only: true,
        ..Options::default()
    };
    assert_eq!(read_with("breaches.json", &health).records.len(), 1);
    // Some services wrap their list in an object.
    let text = fs::read_to_string(fixture("breaches.json")).unwrap();
    let wrapped = read_bytes(format!("{{\"data\": {text}}}").as_bytes()).unwrap();
    assert_eq!(wrapped.records, i.records);
}

#[test]
fn veris_is_read_in_all_its_shapes() {
    let i = read("veris.jsonl");
    assert_eq!(shape(&i), ("veris", 5, 3, 2), "{:?}", i.summary.skipped);
    assert_eq!(
        i.summary.skipped.iter().map(|s| s.line).collect::<Vec<_>>(),
        [4, 5]
    );
    let [a, b, c] = &i.records[..] else { panic!() };
    assert_eq!(
        (a.state.as_deref(), a.affected.count),
        (Some("FL"), Some(2200))
    );
    assert_eq!(a.sources.len(), 2);
    assert_eq!(when(a, EventKind::DeviceMissing), "2010-12-20");
    assert_eq!(when(a, EventKind::IndividualsNotified), "2011-02");
    let m = a.imported.as_ref().unwrap();
    assert_eq!(m.durations.len(), 1);
    assert_eq!(
        (m.durations[0].unit.as_str(), m.durations[0].value),
        ("Months", Some(5))
    );
    assert_eq!(
        a.exposure(DataType::HealthInformation).unwrap().status,
        ExposureStatus::PossiblyExposed
    );
    assert!(a.exposure(DataType::Name).unwrap().from_text);
    assert_eq!(
        a.response
            .iter()
            .find(|r| r.measure == Measure::CreditMonitoring)
            .unwrap()
            .months,
        Some(24)
    );
    assert_eq!(b.organization.as_str(), "Rowan Hospital");
    assert_eq!(b.country.as_deref(), Some("US"));
    assert!(
        b.methods.contains(&Method::Ransomware) && b.methods.contains(&Method::StolenCredentials)
    );
    assert_eq!(c.organization.as_str(), "(not named)");
    assert_eq!(when(c, EventKind::ExposureStart), "2019-05");

    // The same in a folder and in an archive.
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(fixture("veris.jsonl")).unwrap();
    fs::create_dir(folder.path().join("json")).unwrap();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let store = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (n, line) in text.lines().take(4).enumerate() {
        fs::write(folder.path().join(format!("json/{n}.json")), line).unwrap();
        archive
            .start_file(format!("vcdb/json/{n}.json"), store)
            .unwrap();
        archive.write_all(line.as_bytes()).unwrap();
    }
    fs::write(folder.path().join("readme.txt"), "not one").unwrap();
    let packed = archive.finish().unwrap().into_inner();
    let source = Source::Path(folder.path().to_owned());
    let unpacked = import::read(&source, &Options::default(), &mut |_| Go::On).unwrap();
    assert_eq!(shape(&unpacked), ("veris", 4, 3, 1));
    assert_eq!(
        unpacked.summary.skipped[0].file.as_deref(),
        Some("json/3.json")
    );
    assert_eq!(unpacked.records, i.records);
    assert_eq!(read_bytes(&packed).unwrap().records, i.records);
}

#[test]
fn any_table_is_read_by_a_mapping() {
    let options = |map: &str| Options {
        map: Map::parse(map).unwrap(),
        ..Options::default()
    };
    let i = read_with(
        "any.csv",
        &options("organization=Who,affected=lost_records,filed=Told us on,text=4"),
    );
    assert_eq!(shape(&i), ("table", 2, 2, 0));
    let (a, b) = (&i.records[0], &i.records[1]);
    assert_eq!(
        (a.affected.count, b.affected.qualifier),
        (Some(1500), Some(Qualifier::Approximate))
    );
    assert_eq!(when(a, EventKind::RegulatorNotified), "2022-03-03");
    assert!(
        a.imported
            .as_ref()
            .unwrap()
            .narrative
            .as_ref()
            .unwrap()
            .starts_with("=SUM")
    );
    let error = import::read(
        &Source::Path(fixture("any.csv")),
        &options("organization=Whom"),
        &mut |_| Go::On,
    );
    assert!(error.unwrap_err().to_string().contains("`Whom`"));
    assert!(
        Map::parse("organisation=Who")
            .unwrap_err()
            .to_string()
            .contains("did you mean `organization`")
    );
    let map =
        Map::from_toml("dates = \"day-first\"\n[columns]\norganization = \"Who\"\naffected = 2\n")
            .unwrap();
    assert_eq!(map.order, Some(Order::DayFirst));
    let i = read_with(
        "any.csv",
        &Options {
            map,
            ..Options::default()
        },
    );
    assert_eq!(i.records[0].affected.count, Some(1500));
}

#[test]
fn our_own_records_come_back_as_they_were() {
    for name in [
        "portal.csv",
        "legacy.csv",
        "washington.csv",
        "breaches.json",
        "veris.jsonl",
        "california.csv",
    ] {
        let records = read(name).records;
        let lines: String = records
            .iter()
            .map(|r| serde_json::to_string(r).unwrap() + "\n")
            .collect();
        let again = read_bytes(lines.as_bytes()).unwrap();
        assert_eq!(again.summary.format, Format::Breachlens, "{name}");
        assert!(
            again.summary.skipped.is_empty(),
            "{name}: {:?}",
            again.summary.skipped
        );
        assert_eq!(again.records, records, "{name}");
    }
}

#[test]
fn a_later_copy_renews_the_set() {
    let today = "2026-04-08".parse().unwrap();
    let as_of = |d: &str| Options {
        as_of: d.parse().ok(),
        ..Options::default()
    };
    let old = read_with("portal.csv", &as_of("2025-06-14"));
    // The same again: nothing changes.
    let same = import::update(
        old.records.clone(),
        read_with("portal.csv", &as_of("2026-04-08")).records,
        today,
    );
    assert_eq!(
        (
            same.new.len(),
            same.updated,
            same.unchanged,
            same.gone.len()
        ),
        (0, 0, 8, 0),
        "{:?}",
        same.changed
    );
    // Later: a count is revised, a row is gone, one is new, the rows stand in another order.
    let text = fs::read_to_string(fixture("portal.csv")).unwrap();
    let (heading, body) = text.split_once('\n').unwrap();
    let body = body
        .replace("\"501\"", "\"1223635\"")
        .replace("\"Cobalt Billing Corp\"", "\"Umber Care\"");
    let (first, rest) = body.split_at(body.find("\"Dovetail").unwrap());
    let moved = format!("{heading}\n{rest}{first}");
    let source = Source::Bytes {
        name: "later".into(),
        bytes: moved.as_bytes(),
    };
    let new = import::read(&source, &as_of("2026-04-08"), &mut |_| Go::On).unwrap();
    let starred: Vec<(String, String)> = old
        .records
        .iter()
        .map(|r| (r.id.clone(), r.organization.to_string()))
        .collect();
    let u = import::update(old.records, new.records.clone(), today);
    assert_eq!(
        (u.new.len(), u.updated, u.unchanged, u.gone.len()),
        (1, 1, 6, 1),
        "{:?}",
        u.changed
    );
    let fields: Vec<&str> = u.changed.iter().map(|c| c.field.as_str()).collect();
    assert_eq!(fields, ["affected.count", "imported.placeholder_count"]);
    let r = u
        .records
        .iter()
        .find(|r| r.affected.count == Some(1_223_635))
        .unwrap();
    assert_eq!(r.affected.revisions.len(), 1);
    assert_eq!(
        (
            r.affected.revisions[0].count,
            r.affected.revisions[0].date.to_string()
        ),
        (501, "2025-06-14".into())
    );
    let gone = u
        .records
        .iter()
        .find(|r| r.organization.as_str() == "Cobalt Billing Corp")
        .unwrap();
    assert_eq!(gone.imported.as_ref().unwrap().gone, Some(today));
    // Ids and keys stay with their records and stay unique.
    for (id, organization) in &starred {
        assert!(
            u.records
                .iter()
                .any(|r| &r.id == id && r.organization.as_str() == organization),
            "{id}"
        );
    }
    let mut keys: Vec<&str> = u
        .records
        .iter()
        .map(|r| r.imported.as_ref().unwrap().key.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), u.records.len());
    let report = Report::new(&new.summary, Some(&u));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (
            json["new"].as_u64(),
            json["updated"].as_u64(),
            json["changed"].as_array().unwrap().len()
        ),
        (Some(1), Some(1), 2)
    );
    assert!(report.to_string().contains("501 -> 1223635"));
}

#[test]
fn an_import_can_be_stopped() {
    let mut calls = 0;
    let error = import::read(
        &Source::Path(fixture("portal.csv")),
        &Options::default(),
        &mut |p| {
            calls += 1;
            if p.rows > 0 { Go::Stop } else { Go::On }
        },
    );
    assert!(error.unwrap_err().to_string().contains("nothing was kept"));
    assert!(calls >= 1);
}

#[test]
fn any_bytes_are_survived() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for name in [
        "portal.csv",
        "washington.csv",
        "california.csv",
        "legacy.csv",
        "breaches.json",
        "veris.jsonl",
    ] {
        let bytes = fs::read(fixture(name)).unwrap();
        for _ in 0..60 {
            let mut bytes = bytes.clone();
            for _ in 0..=random() % 8 {
                let at = usize::try_from(random()).unwrap() % bytes.len();
                match random() % 3 {
                    0 => bytes[at] = random().to_le_bytes()[0],
                    1 => bytes.truncate(at.max(1)),
                    _ => bytes.insert(at, random().to_le_bytes()[0]),
                }
            }
            if let Ok(i) = read_bytes(&bytes) {
                assert_eq!(
                    i.summary.rows,
                    i.summary.kept + i.summary.skipped.len() as u64
                );
                for r in &i.records {
                    let faults = breachlens::dataset::check::faults(r);
                    assert!(faults.is_empty(), "{faults:?}");
                }
            }
        }
    }
}
