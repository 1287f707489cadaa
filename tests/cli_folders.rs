//! A folder of documents as a list: records of our own, one a file or one a line, VERIS incidents, and both
//! together; with faults that take nothing else with them.

#[path = "common/commands.rs"]
mod commands;

use commands::{Said, at_home, breachlens, is_hostile, out, run, said, scratch};
use serde_json::Value;
use std::{fs, path::Path};

const VERIS: &str = r#"{"incident_id": "V-1", "victim": {"victim_id": "St. Veris", "industry": "622110",
  "state": "TX", "country": "US"}, "action": {"error": {"variety": ["Loss"]}}, "attribute": {},
  "timeline": {"incident": {"year": 2020}}}"#;

/// A record with an id and an organization.
fn record(id: &str, organization: &str) -> String {
    format!("{{\"id\": \"{id}\", \"organization\": \"{organization}\"}}\n")
}

/// A folder `name` that holds these files, written in this order.
fn folder(name: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, String) {
    let scratch = scratch();
    let path = scratch.path().join(name);
    fs::create_dir(&path).unwrap();
    for (file, text) in files {
        let file = path.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    (scratch, path.to_str().unwrap().to_owned())
}

/// The folder without what stands before its name.
fn short(text: &str, path: &str) -> String {
    let before = Path::new(path).parent().unwrap().to_str().unwrap();
    text.replace(&format!("{before}/"), "")
}

fn list(path: &str, more: &[&str]) -> Said {
    said(&[&["list", "--data", path, "--no-bundled"], more].concat())
}

/// Of the rows of a list their organizations, by name.
fn organizations(said: &Said) -> Vec<String> {
    let rows: Value = serde_json::from_str(&said.out).unwrap();
    let rows = rows.as_array().unwrap();
    let mut names: Vec<String> = rows
        .iter()
        .map(|r| r["organization"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_bundled_records_are_the_same_out_of_their_folder() {
    let records = concat!(env!("CARGO_MANIFEST_DIR"), "/data/incidents");
    for how in [
        &["list"][..],
        &["list", "--format", "jsonl"],
        &[
            "list",
            "--format",
            "csv",
            "--columns",
            "id,org,affected,data",
            "sort:affected",
        ],
        &["show", "anthem-2015"],
        &["stats", "--by", "method"],
    ] {
        let there = out(&[&["--data", records, "--no-bundled"], how].concat());
        assert!(there == out(how), "{how:?}");
    }
    let checked = said(&["check", records]);
    assert_eq!(checked.code, 0);
    assert!(
        checked.err.contains("179 of 179 records good, 0 faults"),
        "{}",
        checked.err
    );
}

#[test]
fn each_document_of_a_folder_is_read_as_what_it_is() {
    let lines = record("c-2021", "Clinic C") + &record("d-2021", "Clinic D");
    let array = format!("[{}]", record("e-2021", "Clinic E").trim());
    let (_scratch, path) = folder(
        "mixed",
        &[
            ("z.json", &record("z-2021", "Clinic Z")),
            ("lines.jsonl", &lines),
            ("deep/er/e.JSON", &array),
            ("veris.json", VERIS),
            ("notes.txt", "no list"),
            (".hidden.json", "no list"),
        ],
    );
    let all = list(&path, &["--format", "json"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    assert_eq!(
        organizations(&all),
        ["Clinic C", "Clinic D", "Clinic E", "Clinic Z", "St. Veris"]
    );
    let home = scratch();
    let report = run(at_home(home.path()).args(["import", &path, "--report", "json"]));
    assert_eq!((report.code, report.err.as_str()), (0, ""));
    let report: Value = serde_json::from_str(&report.out).unwrap();
    assert_eq!(report["format"], "breachlens");
    assert_eq!(
        (&report["kept"], &report["records"]),
        (&5.into(), &5.into())
    );
    assert_eq!(
        report["notes"][0],
        "3 document(s) were read as breachlens, 1 as veris"
    );
    let stored = run(at_home(home.path()).args(["list", "from:mixed", "--format", "json"]));
    assert_eq!(organizations(&stored), organizations(&all));

    // A later copy renews the set.
    fs::write(
        Path::new(&path).join("z.json"),
        record("z-2021", "Clinic Z of Zed"),
    )
    .unwrap();
    let again = run(at_home(home.path()).args(["import", &path, "--report", "json"]));
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(
        (&again["new"], &again["updated"], &again["unchanged"]),
        (&0.into(), &1.into(), &4.into()),
        "{again}"
    );
}

#[test]
fn the_order_of_a_folder_is_that_of_its_names() {
    let files: Vec<(String, String)> = ["m", "b", "x", "a"]
        .map(|n| (format!("{n}.json"), record(&format!("{n}-1"), "One clinic")))
        .to_vec();
    let mut said = Vec::new();
    for turn in 0..2 {
        let mut files: Vec<(&str, &str)> = files
            .iter()
            .map(|(n, t)| (n.as_str(), t.as_str()))
            .collect();
        if turn == 1 {
            files.reverse();
        }
        let (_scratch, path) = folder("same", &files);
        let rows = list(&path, &["--format", "csv", "--columns", "id"]).out;
        assert_eq!(rows.lines().count(), 5, "{rows}");
        said.push(rows);
    }
    assert_eq!(said[0], said[1]);
}

#[test]
fn a_bad_document_is_told_with_its_place_and_takes_no_good_one_with_it() {
    let (_scratch, path) = folder(
        "faulty",
        &[
            ("a.json", &record("a-2021", "Clinic A")),
            (
                "b.json",
                "{\"id\": \"b-2021\", \"organization\": \"B\",\n \"sector\": \"zoo\"}",
            ),
            (
                "c.jsonl",
                &(record("c-2021", "Clinic C") + "{\"id\": \"d-2021\"}\n"),
            ),
            ("empty.json", ""),
            ("page.json", "<html>"),
            ("other.json", "{\"name\": \"x\"}"),
            (
                "pwned.json",
                "[{\"Name\": \"A\", \"BreachDate\": \"2020-01-01\", \"PwnCount\": 1}]",
            ),
            (
                "sub/cut.json",
                "{\"id\": \"e-2021\",\n \"organization\": \"E\"",
            ),
            ("v.json", VERIS),
            ("w.json", "{\"incident_id\": \"W\"}"),
        ],
    );
    let want = [
        "faulty/b.json:2:12: sector: `zoo` is no sector; the words are listed by `breachlens schema`",
        "faulty/c.jsonl:2:1: organization: `organization` is missing",
        "faulty/empty.json: the file is empty; a record as `breachlens schema` describes it, or a VERIS incident",
        "faulty/other.json: this is JSON of an unknown kind, with `name`; a record as ",
        "faulty/page.json: this is not JSON; a record as ",
        "faulty/pwned.json: this is a list of Have I Been Pwned; it is read when it is named itself, not as part of a folder",
        "faulty/sub/cut.json:2:20: not JSON: EOF while parsing an object; JSON as ",
        "faulty: w.json:1: no `incident_id`, or nothing about an incident: not a VERIS incident",
    ];
    let all = list(&path, &["--format", "json"]);
    assert_eq!(all.code, 3);
    assert_eq!(organizations(&all), ["Clinic A", "Clinic C", "St. Veris"]);
    let told = short(&all.err, &path);
    let checked = said(&["check", "--no-warnings", &path]);
    assert_eq!(checked.code, 3);
    let found = short(&checked.out, &path);
    for (at, line) in want.iter().enumerate() {
        assert!(told.contains(line), "{line}\n{told}");
        // What is no record of ours is not for `check`.
        assert_eq!(found.contains(line), at < 7, "{line}\n{found}");
    }
    assert!(
        short(&checked.err, &path).contains("faulty: 2 documents of VERIS left out"),
        "{}",
        checked.err
    );

    let dry = said(&["import", "--dry-run", &path]);
    assert_eq!(dry.code, 3);
    for line in [
        "11 rows, 3 kept",
        "\n  b.json:2:12: sector: `zoo` is no sector",
        "\n  c.jsonl:2:1: organization: `organization` is missing",
        "\n  empty.json: the file is empty; ",
        "\n  sub/cut.json:2:20: not JSON: ",
        "\n  w.json:1: no `incident_id`",
    ] {
        assert!(dry.out.contains(line), "{line}\n{}", dry.out);
    }
    let home = scratch();
    let stored = run(at_home(home.path()).args(["import", &path]));
    assert_eq!(stored.code, 3);
    assert!(stored.out.contains("stored as `faulty`, 3 records"));
}

#[test]
fn an_id_that_stands_in_two_documents_is_treated_as_in_two_lines() {
    let (first, second) = (record("a-2021", "First"), record("a-2021", "Second"));
    let (_scratch, path) = folder("twice", &[("1.json", &first), ("2.json", &second)]);
    let (_other, lines) = folder("lines", &[]);
    let lines = format!("{lines}/twice.jsonl");
    fs::write(&lines, first + &second).unwrap();
    let [of_folder, of_lines] = [&path, &lines].map(|list_| list(list_, &["--format", "json"]));
    assert_eq!(of_folder.out, of_lines.out);
    assert_eq!(
        (of_folder.code, of_folder.err),
        (of_lines.code, of_lines.err)
    );
    let [of_folder, of_lines] = [&path, &lines].map(|list| {
        let said = said(&["import", "--dry-run", "--report", "json", list]);
        let report: Value = serde_json::from_str(&said.out).unwrap();
        (
            said.code,
            report["kept"].clone(),
            report["skipped"][0]["why"].clone(),
        )
    });
    assert_eq!(of_folder, of_lines);
    assert_eq!(
        of_folder.2,
        "the id of `a-2021` stands in an earlier record; give each incident one of its own, or leave one of the two out"
    );
    let checked = said(&["check", &path]);
    assert!(
        short(&checked.out, &path).contains(
            "twice/2.json:1:8: id: `a-2021` stands in twice/1.json, too; give each incident an id of its own"
        ),
        "{}",
        checked.out
    );
}

#[test]
fn a_folder_with_nothing_to_read_says_what_would_be_right() {
    for (files, why) in [
        (&[][..], "there is no .json file in it"),
        (&[("a.csv", "Name,State\n")], "there is no .json file in it"),
        (
            &[("a.json", "{\"name\": 1}"), ("b.json", "")],
            "none of its documents can be read: nothing/a.json: this is JSON of an unknown kind, with `name`",
        ),
    ] {
        let (_scratch, path) = folder("nothing", files);
        for how in [
            &["list", "--data"][..],
            &["import"],
            &["import", "--dry-run"],
        ] {
            let said = said(&[how, &[&path]].concat());
            assert_eq!((said.code, said.out.as_str()), (3, ""), "{how:?}");
            let err = short(&said.err, &path);
            assert!(
                err.contains(&format!(
                    "error: nothing: {why}; a folder or an archive is read for its .json, .jsonl and .ndjson files: records as `breachlens schema` describes them, or VERIS incidents; name any other list itself"
                )),
                "{err}"
            );
        }
        assert_eq!(said(&["check", &path]).code, 3);
    }
    let (_scratch, path) = folder("told", &[("a.json", &record("a-2021", "A"))]);
    let said = said(&["import", "--dry-run", "--format", "ocr", &path]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains(
            "a folder or an archive is read as veris or breachlens, not as ocr; name one file"
        ),
        "{}",
        said.err
    );
}

/// A folder that cannot be read takes no other document with it. An administrator reads it all the same.
#[cfg(unix)]
#[test]
fn a_locked_folder_in_a_folder_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let (a, b) = (record("a-2021", "A"), record("b-2021", "B"));
    let (_scratch, path) = folder("partly", &[("a.json", &a), ("locked/b.json", &b)]);
    let locked = Path::new(&path).join("locked");
    let mode = |mode| fs::set_permissions(&locked, fs::Permissions::from_mode(mode)).unwrap();
    mode(0);
    let is_locked = fs::read_dir(&locked).is_err();
    let all = list(&path, &["--format", "json"]);
    mode(0o700);
    let want: &[&str] = if is_locked { &["A"] } else { &["A", "B"] };
    assert_eq!(organizations(&all), want);
    assert_eq!(all.code, if is_locked { 3 } else { 0 });
    let why = "partly/locked: cannot be read: Permission denied";
    assert_eq!(short(&all.err, &path).contains(why), is_locked);
}

/// Links to files are read as the files; a folder may link to itself.
#[cfg(unix)]
#[test]
fn links_lead_to_files_and_around_no_circle() {
    use std::os::unix::fs::symlink;
    let (_scratch, path) = folder("linked", &[("a.json", &record("a-2021", "Clinic A"))]);
    let (_other, elsewhere) = folder("elsewhere", &[("b.json", &record("b-2021", "Clinic B"))]);
    let inside = |name: &str| Path::new(&path).join(name);
    symlink(format!("{elsewhere}/b.json"), inside("b.json")).unwrap();
    symlink(&path, inside("round")).unwrap();
    let all = list(&path, &["--format", "json"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    assert_eq!(organizations(&all), ["Clinic A", "Clinic B"]);
    symlink("nowhere", inside("c.json")).unwrap();
    let all = list(&path, &["--format", "json"]);
    assert_eq!(all.code, 3);
    assert!(
        short(&all.err, &path).contains("linked/c.json: cannot be read: No such file or directory"),
        "{}",
        all.err
    );
    assert_eq!(organizations(&all), ["Clinic A", "Clinic B"]);
}

#[test]
fn names_in_a_folder_are_foreign_text() {
    let (_scratch, path) = folder(
        "names",
        &[("a\u{1b}]0;owned\u{7}\u{202e}.json", "{\"id\": 1}")],
    );
    let mut command = breachlens();
    command.args(["list", "--data", &path]);
    for said in [
        run(&mut command),
        said(&["check", &path]),
        said(&["import", "--dry-run", &path]),
        said(&["import", "--dry-run", "--report", "json", &path]),
    ] {
        assert_eq!(said.code, 3);
        for text in [&said.out, &said.err] {
            assert!(!is_hostile(text), "{text:?}");
        }
    }
}
