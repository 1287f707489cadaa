//! Import and library as commands: what is stored, what a later copy changes, what stopping leaves.
#![allow(clippy::unwrap_used)]

#[path = "common/commands.rs"]
mod commands;

use commands::*;
use serde_json::Value;
use std::{fmt::Write as _, fs, path::Path};

const HEADING: &str = "\"Name of Covered Entity\",\"State\",\"Covered Entity Type\",\"Individuals Affected\",\"Breach Submission Date\",\"Type of Breach\",\"Location of Breached Information\",\"Business Associate Present\",\"Web Description\"\n";

/// A row of the portal.
fn row(name: &str, state: &str, count: &str, filed: &str) -> String {
    format!(
        "\"{name}\",\"{state}\",\"Healthcare Provider\",\"{count}\",\"{filed}\",\"Hacking/IT Incident\",\"Network Server\",\"No\",\"\"\n"
    )
}

fn list(rows: &[String]) -> String {
    HEADING.to_owned() + &rows.concat()
}

/// Two copies of one list: one count changes, one row goes, one comes; one row stands twice in both.
fn copies(folder: &Path) -> (String, String) {
    let twice = row("Twice Clinic", "OH", "700", "01/09/2025");
    let old = list(&[
        row("Alder Health", "TX", "501", "01/05/2025"),
        row("Birch Clinic", "OH", "1200", "02/07/2025"),
        twice.clone(),
        twice.clone(),
        row("Cedar Care", "CA", "3000", "03/17/2025"),
    ]);
    let new = list(&[
        row("Alder Health", "TX", "34675", "01/05/2025"),
        twice.clone(),
        twice,
        row("Cedar Care", "CA", "3000", "03/17/2025"),
        row("Dogwood Dental", "NY", "900", "05/20/2025"),
    ]);
    let path = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    (path("older.csv", &old), path("newer.csv", &new))
}

fn home_run(home: &Path, args: &[&str]) -> Said {
    run(at_home(home).args(args))
}

fn home_json(home: &Path, args: &[&str]) -> Value {
    let said = home_run(home, args);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&said.out).unwrap()
}

#[test]
fn a_later_copy_renews_the_set() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (older, newer) = copies(home);
    let first = home_json(home, &["import", &older, "--as", "ocr", "--report", "json"]);
    assert_eq!(first["format"], "ocr");
    assert_eq!((&first["kept"], &first["new"]), (&5.into(), &5.into()));
    assert_eq!(first["identical"], 1);
    assert_eq!(
        (&first["set"], &first["stored"]),
        (&"ocr".into(), &true.into())
    );

    // What would change is told before, and nothing is stored then.
    let diff = home_json(
        home,
        &["library", "diff", "ocr", &newer, "--report", "json"],
    );
    assert_eq!(diff["stored"], false);
    let second = home_json(home, &["import", &newer, "--as", "ocr", "--report", "json"]);
    for told in [&diff, &second] {
        let count = |key: &str| told[key].as_u64().unwrap();
        assert_eq!(
            [count("new"), count("updated"), count("unchanged")],
            [1, 1, 3]
        );
        assert_eq!(told["gone"][0]["organization"], "Birch Clinic");
        let changed = &told["changed"][0];
        assert_eq!(changed["field"], "affected.count");
        assert_eq!(
            (&changed["old"], &changed["new"]),
            (&"501".into(), &"34675".into())
        );
    }
    assert_eq!(second["records"], 6);

    let sets = home_json(home, &["library", "--report", "json"]);
    assert_eq!(
        (&sets[0]["name"], &sets[0]["records"]),
        (&"ocr".into(), &6.into())
    );
    let table = home_run(home, &["library"]);
    assert!(table.out.contains("newer.csv"), "{}", table.out);

    assert_eq!(home_run(home, &["library", "remove", "orc"]).code, 2);
    assert_eq!(home_run(home, &["library", "remove", "ocr"]).code, 0);
    assert_eq!(
        home_json(home, &["library", "--report", "json"]),
        Value::Array(vec![])
    );
}

#[test]
fn a_dry_run_and_a_wrong_list_store_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (older, _) = copies(home.path());
    let store = home.path().join("store");
    let said = home_run(&store, &["import", &older, "--dry-run"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("5 rows, 5 kept") && said.out.ends_with("nothing was stored\n"));
    assert_eq!(home_run(&store, &["library"]).code, 0);
    assert!(!store.exists(), "reading made a folder");

    let page = home.path().join("list.csv");
    fs::write(&page, "<!DOCTYPE html><html></html>").unwrap();
    let said = home_run(&store, &["import", page.to_str().unwrap()]);
    assert_eq!(said.code, 3);
    assert!(
        said.err.contains("web page") && said.err.contains("accepted are"),
        "{}",
        said.err
    );
    let left = fs::read_dir(store.join("library/sets")).map_or(0, Iterator::count);
    assert_eq!(left, 0, "something half-stored");

    for wrong in [
        &["import", &older, "--as", "bundled"][..],
        &["import", &older, "--as", "No Name"],
        &["import", &older, "--map", "organisation=X"],
        &["import", &older, "--format", "xml"],
        &["import", &older, &older],
        &["import", &older, "--as-of", "soon"],
        &["import", &older, "--no-library"],
    ] {
        assert_eq!(home_run(&store, wrong).code, 2, "{wrong:?}");
    }
    // A list of another kind does not renew a set.
    assert_eq!(
        home_run(&store, &["import", &older, "--as", "mine"]).code,
        0
    );
    let other = home.path().join("other.json");
    fs::write(&other, r#"[{"Name":"A","BreachDate":"2020-01-01","PwnCount":5,"DataClasses":["Email addresses"],"Title":"A","Domain":"a.example","AddedDate":"2020-02-01T00:00:00Z","ModifiedDate":"2020-02-01T00:00:00Z"}]"#).unwrap();
    let other = other.to_str().unwrap();
    assert_eq!(home_run(&store, &["import", other, "--as", "mine"]).code, 2);
    let said = home_run(&store, &["import", other, "--as", "mine", "--replace"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
}

#[test]
fn any_table_is_read_by_its_columns_and_bad_rows_are_told() {
    let home = tempfile::tempdir().unwrap();
    let table = "Victim;Lost;When\nElm Hospital;1,200;2024-03-04\n;5;2024-03-05\n";
    let mut command = at_home(home.path());
    command
        .args(["import", "-", "--as", "mine", "--report", "json"])
        .args(["--map", "organization=Victim,affected=Lost,filed=When"])
        .write_stdin(table);
    let said = run(&mut command);
    assert_eq!((said.code, said.err.as_str()), (3, ""), "{}", said.out);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&told["rows"], &told["kept"]), (&2.into(), &1.into()));
    assert_eq!(told["skipped"][0]["line"], 3);
    assert_eq!(told["format"], "table");
    // One column at a time comes to the same.
    let mut command = at_home(home.path());
    command
        .args(["import", "-", "--as", "other", "--report", "json"])
        .args(["--map", "organization=Victim"])
        .args(["--map", "affected=Lost", "--map", "filed=When"])
        .write_stdin(table);
    let apart: Value = serde_json::from_str(&run(&mut command).out).unwrap();
    assert_eq!(
        (&apart["kept"], &apart["columns"]),
        (&told["kept"], &told["columns"])
    );
    // Nothing of a list is nothing found.
    let empty = home.path().join("empty.csv");
    fs::write(&empty, HEADING).unwrap();
    assert_eq!(
        home_run(home.path(), &["import", empty.to_str().unwrap()]).code,
        1
    );
}

#[cfg(unix)]
#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    let mut text = HEADING.to_owned();
    for n in 0..400_000 {
        let day = n % 27 + 1;
        writeln!(
            text,
            "{}",
            row(
                &format!("Clinic {n}"),
                "TX",
                "900",
                &format!("01/{day:02}/2020")
            )
            .trim_end()
        )
        .unwrap();
    }
    let path = folder.path().join("large.csv");
    fs::write(&path, text).unwrap();
    let sets = folder.path().join("home/library/sets");
    let mut child = Command::new(env!("CARGO_BIN_EXE_breachlens"))
        .args(["import", path.to_str().unwrap(), "--as", "large"])
        .env("BREACHLENS_HOME", folder.path().join("home"))
        .env("BREACHLENS_CONFIG", "")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let drafted = || {
        fs::read_dir(&sets)
            .is_ok_and(|d| d.flatten().any(|e| e.metadata().is_ok_and(|m| m.len() > 0)))
    };
    for _ in 0..2000 {
        if drafted() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let sent = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_dir(&sets).unwrap().count(), 0);
}

#[test]
fn sets_are_asked_together_and_apart() {
    use breachlens::dataset::library::{Library, MarkKey};
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (older, newer) = copies(home);
    let lines = |args: &[&str]| {
        let said = home_run(home, args);
        assert_eq!(said.err, "", "{args:?}");
        said.out.lines().count()
    };
    let bundled = lines(&["list", "--format", "jsonl"]);
    let list = |query: &str| lines(&["list", query, "--format", "jsonl"]);
    assert_eq!(home_run(home, &["import", &older, "--as", "ocr"]).code, 0);
    assert_eq!(list("is:new"), 5);
    assert_eq!(home_run(home, &["import", &newer, "--as", "ocr"]).code, 0);
    assert_eq!(list(""), bundled + 6);
    assert_eq!((list("from:ocr"), list("from:bundled")), (6, bundled));
    assert_eq!(
        (list("is:new"), list("is:changed"), list("is:gone")),
        (1, 1, 1)
    );
    assert_eq!(
        lines(&["list", "--no-library", "--format", "jsonl"]),
        bundled
    );
    assert_eq!(lines(&["list", "--no-bundled", "--format", "jsonl"]), 6);

    // The count before the change is kept as a revision.
    let record = home_json(home, &["show", "alder-health-2025", "--format", "json"]);
    assert_eq!(record["affected"]["count"], 34675);
    assert_eq!(record["affected"]["revisions"][0]["count"], 501);

    // A star stays when the list is imported again.
    let library = Library::open(home);
    let starred = library.load("ocr").unwrap();
    let cedar = starred
        .iter()
        .find(|r| r.organization.as_str() == "Cedar Care")
        .unwrap();
    library.set_star(&MarkKey::of("ocr", cedar), true).unwrap();
    library
        .set_note(&MarkKey::of("ocr", cedar), "ask them")
        .unwrap();
    assert_eq!(home_run(home, &["import", &newer, "--as", "ocr"]).code, 0);
    assert_eq!(
        (list("is:starred"), list("is:noted"), list("is:new")),
        (1, 1, 0)
    );

    let said = home_run(home, &["list", "from:orc"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert_eq!(said.err, "no set is called `orc`; did you mean `ocr`?\n");
}

#[test]
fn a_list_is_read_for_one_run_and_stored_nowhere() {
    let home = tempfile::tempdir().unwrap();
    let (older, _) = copies(home.path());
    let store = home.path().join("store");
    let said = home_run(
        &store,
        &[
            "list",
            "--data",
            &older,
            "--no-bundled",
            "--format",
            "jsonl",
        ],
    );
    assert_eq!((said.code, said.out.lines().count()), (0, 5));
    let mut command = at_home(&store);
    command
        .args(["list", "--data", "-", "from:stdin", "--format", "jsonl"])
        .write_stdin(fs::read(&older).unwrap());
    assert_eq!(run(&mut command).out.lines().count(), 5);
    // A list that nothing knows is told as import tells it.
    let other = home.path().join("other.csv");
    fs::write(&other, "a,b\n1,2\n").unwrap();
    let said = home_run(&store, &["list", "--data", other.to_str().unwrap()]);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("accepted are"), "{}", said.err);
    assert!(!store.exists());
}

#[test]
fn a_damaged_set_is_told_and_the_others_load() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (older, newer) = copies(home);
    for (file, name) in [(&older, "one"), (&newer, "two")] {
        assert_eq!(home_run(home, &["import", file, "--as", name]).code, 0);
    }
    let sets = home.join("library/sets");
    let one = fs::read_dir(&sets)
        .unwrap()
        .flatten()
        .find(|e| e.file_name().to_string_lossy().starts_with("one."))
        .unwrap();
    fs::write(one.path(), "{}\n").unwrap();
    let args = ["list", "--no-bundled", "--format", "jsonl"];
    let said = home_run(home, &args);
    assert_eq!((said.code, said.out.lines().count()), (3, 5));
    assert!(said.err.contains("put aside"), "{}", said.err);
    assert_eq!(home_run(home, &args).code, 0);
}

#[test]
fn one_incident_in_two_sets_is_one_row() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let own = home.join("own.jsonl");
    fs::write(
        &own,
        r#"{"id": "alder-2024", "organization": "Alder Health", "state": "TX", "country": "US", "affected": {"count": 34000}, "timeline": [{"kind": "regulator_notified", "date": "2025-01-05"}], "aliases": ["Alder Clinics"]}
{"id": "alder-2020", "organization": "Alder Clinics, Inc.", "state": "TX", "country": "US", "affected": {"count": 12}, "timeline": [{"kind": "detected", "date": "2020-01-05"}]}
"#,
    )
    .unwrap();
    let (_, newer) = copies(home);
    assert_eq!(home_run(home, &["import", &newer, "--as", "ocr"]).code, 0);
    let own = own.to_str().unwrap();
    let ids = |args: &[&str]| {
        let mut all = vec!["list", "--data", own, "--no-bundled", "--format", "jsonl"];
        all.extend(args);
        let said = home_run(home, &all);
        assert_eq!(said.err, "");
        let mut ids: Vec<String> = said
            .out
            .lines()
            .map(|l| {
                serde_json::from_str::<Value>(l).unwrap()["id"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        ids.sort();
        ids
    };
    // The record of our own represents the portal's row, and people are counted once.
    assert_eq!(ids(&["org:alder"]), ["alder-2020", "alder-2024"]);
    assert_eq!(
        ids(&["org:alder", "--no-match"]),
        ["alder-2020", "alder-2024", "alder-health-2025"]
    );
    // Who asks for a set sees its rows; who asks for both sees the incident once.
    assert_eq!(ids(&["org:alder from:ocr"]), ["alder-health-2025"]);
    assert_eq!(
        ids(&["org:alder from:ocr,own"]),
        ["alder-2020", "alder-2024"]
    );
    // Where else an incident stands is asked of the incident, not of the row that is shown for it.
    assert!(ids(&["org:alder from:ocr -from:own"]).is_empty());
    assert_eq!(ids(&["org:alder from:own -from:ocr"]), ["alder-2020"]);
    assert_eq!(ids(&["org:alder -from:ocr"]), ["alder-2020"]);
    assert_eq!(ids(&["org:alder from:own from:ocr"]), ["alder-2024"]);
    assert_eq!(ids(&["org:alder from:ocr from:own"]), ["alder-health-2025"]);
    assert_eq!(
        ids(&["org:alder from:ocr -from:own", "--no-match"]),
        ["alder-health-2025"]
    );
    assert_eq!(ids(&["is:new org:alder"]), ["alder-health-2025"]);
    // A whole name, however it is written, and only that.
    assert_eq!(
        ids(&["org:\"=alder clinics llc\""]),
        ["alder-2020", "alder-2024"]
    );
    assert_eq!(ids(&["org:\"=alder\""]).len(), 0);

    let show = |id: &str, more: &[&str]| {
        let mut args = vec!["show", id, "--data", own, "--no-bundled"];
        args.extend(more);
        home_run(home, &args).out
    };
    let text = show("alder-2024", &[]);
    assert!(
        text.contains("Also in")
            && text.contains("ocr (alder-health-2025): 34,675 people, filed 2025-01-05"),
        "{text}"
    );
    let reason = "the same because: same name (alder health); notice on the same day; same state; counts 34675 and 34000";
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(reason), "{text}");
    assert!(!show("alder-2024", &["--no-match"]).contains("Also in"));
}

/// A table imported without a word on its columns: what is told, and the records.
fn imported(home: &Path, text: &str, more: &[&str]) -> (Value, Vec<Value>) {
    let path = home.join("register.csv");
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let mut args = vec!["import", path, "--replace", "--report", "json"];
    args.extend(more);
    let said = home_run(home, &args);
    assert_eq!(said.code, 0, "{said:?}");
    let list = ["list", "from:register", "--no-bundled", "--format", "json"];
    let records: Value = home_json(home, &list);
    let told = serde_json::from_str(&said.out).unwrap();
    (told, records.as_array().unwrap().clone())
}

fn day_of(record: &Value, kind: &str) -> Option<String> {
    let events = record["timeline"].as_array()?.iter();
    let mut of_kind = events.filter(|e| e["kind"] == kind);
    Some(of_kind.next()?["date"].as_str()?.to_owned())
}

#[test]
fn common_headings_of_dates_are_known() {
    let home = scratch();
    for (detected, notified) in [
        ("Date of discovery", "Date of notification"),
        ("Discovered", "Notified"),
        ("Discovery Date", "Notification_Date"),
        ("Date of Detection", "Letters sent"),
    ] {
        let text = format!(
            "Company,Individuals affected,{detected},{notified},Type of breach,Description\nElm Hospital,1200,2024-03-04,2024-05-06,Theft,A bag\n"
        );
        let (told, records) = imported(home.path(), &text, &[]);
        assert_eq!(told["not_used"], Value::Array(vec![]), "{text}");
        let day = |kind| day_of(&records[0], kind);
        assert_eq!(day("detected").as_deref(), Some("2024-03-04"), "{text}");
        assert_eq!(
            day("individuals_notified").as_deref(),
            Some("2024-05-06"),
            "{text}"
        );
    }
    // A register of the portal's shape has more dates than the portal.
    let text = "Company,Individuals affected,Date filed,Type of breach,Location,Vendor,Date of notification,Made public\n\
        Elm Hospital,1200,2024-03-04,Theft,Email,No,2024-05-06,2024-06-07\n";
    let (told, records) = imported(home.path(), text, &[]);
    assert_eq!(told["format"], "ocr");
    assert_eq!(
        day_of(&records[0], "individuals_notified").as_deref(),
        Some("2024-05-06")
    );
    assert_eq!(told["not_used"], serde_json::json!(["Made public"]));
}

#[test]
fn columns_that_no_record_takes_up_are_named() {
    let home = scratch();
    let text = "Company,Records lost,Seen by us on,Reviewer,Empty,\n\
        Elm Hospital,1200,2024-03-04,Ann,,x\nOak Clinic,7,2024-03-05,,N/A,\n";
    let (told, records) = imported(home.path(), text, &[]);
    assert_eq!(
        told["not_used"],
        serde_json::json!(["Seen by us on", "Reviewer", "column 6"])
    );
    assert_eq!(day_of(&records[0], "detected"), None);
    let path = home.path().join("register.csv");
    let path = path.to_str().unwrap();
    let said = home_run(home.path(), &["import", path, "--dry-run"]);
    let line = "not used: `Seen by us on`, `Reviewer`, `column 6`; import with --map detected=COLUMN reads one\n";
    assert!(said.out.contains(line), "{}", said.out);
    // Who is asked whether the columns are taken rightly is told as well.
    let said = home_run(home.path(), &["import", path, "--replace"]);
    assert!(
        said.err.contains("; not used: `Seen by us on`, `Reviewer`"),
        "{}",
        said.err
    );
    // The advice does what it says.
    let (told, records) = imported(
        home.path(),
        text,
        &["--map", "detected=Seen by us on,text=Reviewer"],
    );
    assert_eq!(told["not_used"], serde_json::json!(["column 6"]));
    assert!(
        records
            .iter()
            .any(|r| day_of(r, "detected").as_deref() == Some("2024-03-04"))
    );
}

#[test]
fn of_an_official_list_no_column_is_called_unused() {
    let home = scratch();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");
    for name in [
        "california.csv",
        "legacy.csv",
        "part2.csv",
        "portal.csv",
        "portal_broken_heading.csv",
        "resaved.csv",
        "washington.csv",
    ] {
        let path = format!("{folder}/{name}");
        let said = home_run(home.path(), &["import", &path, "--dry-run"]);
        assert!(said.out.contains("read as "), "{name}: {said:?}");
        assert!(!said.out.contains("not used"), "{name}: {}", said.out);
    }
}

#[test]
fn a_heading_that_is_half_known_is_told_so() {
    let home = scratch();
    let told = |heading: &str| {
        let path = home.path().join("half.csv");
        fs::write(&path, format!("A title\n{heading}\nElm,5,2024-03-04,x\n")).unwrap();
        let said = home_run(home.path(), &["import", path.to_str().unwrap()]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(!said.err.contains("no heading"), "{}", said.err);
        assert!(!said.err.contains("PwnCount"), "{}", said.err);
        said.err
    };
    let err = told("Organization,People hit,Seen,Kind");
    for part in [
        "half.csv: only organization = Organization and kind = Kind are recognized",
        "not `People hit`, `Seen`",
        "--map affected=COLUMN",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    let err = told("Hospital,Individuals affected,Date filed,Kind");
    for part in [
        "affected = Individuals affected, filed = Date filed and kind = Kind",
        "not `Hospital`",
        "--map organization=COLUMN",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
}

#[test]
fn the_own_table_is_read_back_with_the_lists_in_its_cells() {
    let (_folder, path) = file("all.csv", &out(&["list", "--format", "csv"]));
    let names = |args: &[&str]| {
        let told = out(&[&["list", "--columns", "org", "--format", "csv"], args].concat());
        let mut names: Vec<String> = told.lines().map(str::to_owned).collect();
        names.sort();
        names
    };
    let ours = names(&[]);
    assert!(ours.len() > 5);
    assert_eq!(names(&["--data", &path, "--no-bundled"]), ours);
}

#[test]
fn a_few_columns_of_the_own_table_are_read_back_as_they_were() {
    let args = ["list", "--format", "csv", "--columns", "org,affected,known"];
    let before = out(&args);
    let (_folder, path) = file("few.csv", &before);
    let after = out(&[&args[..], &["--data", &path, "--no-bundled"]].concat());
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&after), sorted(&before));
}

#[test]
fn lists_in_cells_are_neither_separators_nor_headings() {
    for (text, kept) in [
        // A heading at the top is preferred, also where lists hold more separators.
        (
            "Organization,Affected,Data\nElm,5,name; notified; affected; ssn\nOak,6,name; affected; a; b; c\n",
            "Elm Oak",
        ),
        (
            "A list of 2024\nOrganization;Affected;Data\nElm;5;\"name, affected, a, b\"\nOak;6;name, notified, affected, b\n",
            "Elm Oak",
        ),
        // A name alone is no heading where a row below tells more.
        ("Company\nName,Affected\nElm,5\n", "Elm"),
    ] {
        let (_folder, path) = file("lists.csv", text);
        let told = out(&[
            "list",
            "--columns",
            "org",
            "--format",
            "csv",
            "sort:org",
            "--data",
            &path,
            "--no-bundled",
        ]);
        let names: Vec<&str> = told.lines().skip(1).collect();
        assert_eq!(names.join(" "), kept, "{text}");
    }
    // What is known by no name is told, not guessed out of a cell.
    for text in [
        "Hospital,Lost,Data\nElm,5,name; notified; affected\nOak,6,name; affected\n",
        "Hospital,Lost,Data\nElm,5,\"x; name; affected; notes\"\nOak,6,\"b; name; affected\"\n",
    ] {
        let (_folder, path) = file("unknown.csv", text);
        let told = said(&["list", "--data", &path, "--no-bundled"]);
        assert_eq!(told.code, 3, "{told:?}");
        assert!(told.err.contains("`Hospital`, `Lost`, `Data`"), "{told:?}");
    }
}

#[test]
fn a_quote_that_is_never_closed_is_told_with_its_line() {
    let row = |line: usize| {
        let text = if line == 11 { "\"oops" } else { "PHI" };
        format!("Clinic {line},OH,Health Plan,700,01/09/2025,Theft,Laptop,No,{text}\n")
    };
    let text = list(&(2..2_002).map(row).collect::<Vec<_>>());
    let home = scratch();
    let (_folder, path) = file("bad.csv", &text);
    let told = home_run(home.path(), &["import", "--dry-run", &path]);
    assert_eq!(told.code, 3, "{told:?}");
    for part in [
        "10 rows, 9 kept",
        "1 skipped",
        "line 11: the quote opened in this line is never closed",
    ] {
        assert!(told.out.contains(part), "{part}: {told:?}");
    }
    let told = said(&["list", "--data", &path, "--no-bundled", "--format", "csv"]);
    assert_eq!(told.code, 3, "{told:?}");
    assert_eq!(told.out.lines().count(), 10, "{told:?}");
    assert!(
        told.err
            .contains("bad.csv:11: the quote opened in this line is never closed"),
        "{told:?}"
    );
    // In the heading nothing is left to read.
    let (_folder, path) = file("head.csv", "Name,Affected,\"Notes\nElm,5,x\n");
    for args in [
        &["import", "--dry-run", &path][..],
        &["import", "--dry-run", "--format", "table", &path],
        &["list", "--no-bundled", "--data", &path],
    ] {
        let told = home_run(home.path(), args);
        assert_eq!(told.code, 3, "{told:?}");
        assert!(
            told.err
                .contains("head.csv:1: the quote opened in this line is never closed"),
            "{told:?}"
        );
    }
}

/// A list of the portal's shape with these cells: people, filing date, state.
fn portal(rows: &[(&str, &str, &str)]) -> String {
    let heading = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n";
    let rows = rows.iter().enumerate().map(|(n, (people, filed, state))| {
        format!("Clinic {n},{state},Health Plan,\"{people}\",{filed},Theft,Laptop,No,\n")
    });
    std::iter::once(heading.to_owned()).chain(rows).collect()
}

#[test]
fn a_list_tells_the_cells_that_it_shows_no_more() {
    let good = ("700", "01/15/2023", "TX");
    let text = portal(&[good, ("many", "12/32/2023", "TX"), good]);
    let (_folder, path) = file("cells.csv", &text);
    let listed = |path: &str| {
        said(&[
            "list",
            "--data",
            path,
            "--no-bundled",
            "--columns",
            "org,affected",
            "sort:org",
        ])
    };
    let told = listed(&path);
    // The row is there, and a script learns of the cells as of a row.
    assert_eq!(told.out.lines().count(), 4, "{}", told.out);
    assert_eq!(told.code, 3);
    let command = format!("breachlens import --dry-run --report json {path}");
    assert_eq!(
        told.err,
        format!(
            "error: {path}:3: Individuals Affected: `many` is no number of people; the rest of its row is shown; write a number such as 1000, ~1000 or 1000+\n\
             error: 1 more cell cannot be read; `{command}` names it\n"
        )
    );
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let home = scratch();
    let report = home_run(home.path(), &words);
    assert_eq!(report.code, 3);
    let report: Value = serde_json::from_str(&report.out).unwrap();
    let why = report["faults"][0]["why"].as_str().unwrap();
    assert!(
        why.contains("`many`") && why.contains("`12/32/2023`"),
        "{why}"
    );

    // However many they are, also cells that many rows have alike.
    let text = portal(&[("800", "01/15/2023", "Txas"); 3000]);
    let (_folder, path) = file("cells.csv", &text);
    let told = listed(&path);
    assert_eq!(told.err.lines().count(), 2, "{}", told.err);
    assert!(
        told.err.contains(":2: State: `Txas` is no US state; "),
        "{}",
        told.err
    );
    assert!(
        told.err.contains("error: 2999 more cells cannot be read; "),
        "{}",
        told.err
    );

    // Lines are those that an editor shows, however they end, also on several threads.
    for rows in [3, 9000] {
        let mut cells = vec![good; rows];
        cells.push(("some", "01/15/2023", "TX"));
        let text = portal(&cells).replace('\n', "\r\n");
        let (_folder, path) = file("ends.csv", &format!("{text}\r\n\r\n,,,,,,,,\r\n"));
        for (told, at) in [
            (listed(&path).err, ":"),
            (said(&["import", "--dry-run", &path]).out, "line "),
        ] {
            let bad = format!("{at}{}: Individuals Affected: `some`", rows + 2);
            let empty = format!("{at}{}: every cell is empty", rows + 5);
            assert!(told.contains(&bad) && told.contains(&empty), "{told}");
        }
    }

    // Any other table, and documents.
    let (_folder, path) = file("free.csv", "Victim,Records lost\nElm,some\nOak,5\n");
    let told = listed(&path);
    assert!(
        told.err
            .contains("free.csv:2: Records lost: `some` is no number"),
        "{}",
        told.err
    );
    let breach = r#"[{"Name":"A","Title":"A","Domain":"a.org","BreachDate":"2020-13-45","AddedDate":"2020-01-01T00:00:00Z","ModifiedDate":"2020-01-01T00:00:00Z","PwnCount":5,"Description":"x","DataClasses":["Names"]}]"#;
    let (_folder, path) = file("breaches.json", breach);
    let told = listed(&path);
    assert_eq!((told.code, told.out.lines().count()), (3, 2), "{told:?}");
    assert!(told.err.contains("`2020-13-45`"), "{}", told.err);

    // A number that says itself how exact it is can be read.
    let (_folder, path) = file(
        "about.csv",
        &portal(&[("1,000 (est.)", "01/15/2023", "TX")]),
    );
    assert_eq!((listed(&path).code, listed(&path).err.as_str()), (0, ""));
}

#[test]
fn one_date_that_contradicts_the_others_takes_no_other_row_with_it() {
    let known = |path: &str| {
        let list = ["list", "--no-bundled", "--data", path];
        said(&[&list[..], &["--format", "csv", "--columns", "known"]].concat())
    };
    // On several threads too, which is what large lists are read on.
    for rows in [20, 20_000] {
        let mut cells = vec![("700", "01/15/2023", "TX"); rows];
        cells.extend([("700", "13/01/2023", "TX"), ("700", "03/04/2023", "TX")]);
        let (_folder, path) = file("slip.csv", &portal(&cells));
        let told = known(&path);
        let of = |day: &str| told.out.lines().filter(|l| *l == day).count();
        assert_eq!(
            (of("2023-01-15"), of("2023-04-03"), of("2023-03-04"), of("")),
            (rows, 0, 1, 1),
        );
        let at = format!(
            "error: {path}:{}: Breach Submission Date: `13/01/2023` is a day that the calendar does not have; ",
            rows + 2
        );
        assert!(told.err.starts_with(&at), "{}", told.err);
        assert_eq!((told.code, told.err.lines().count()), (3, 1));
        let home = scratch();
        let report = home_run(home.path(), &["import", "--dry-run", &path]).out;
        let note = format!(
            "line {} has `13/01/2023`, which is day-first, and line 2 has `01/15/2023`, which is month-first: dates are read month-first, as most show",
            rows + 2
        );
        assert!(report.contains(&note), "{report}");
        // Where neither is a slip, what can be only one day is read.
        cells.extend(vec![("700", "14/01/2023", "TX"); rows]);
        let (_folder, path) = file("both.csv", &portal(&cells));
        let told = known(&path);
        let of = |day: &str| told.out.lines().filter(|l| *l == day).count();
        assert_eq!(
            (of("2023-01-15"), of("2023-01-14"), of("2023-01-13"), of("")),
            (rows, rows, 1, 1)
        );
        assert!(
            told.err.contains("`03/04/2023` may be one of two days: "),
            "{}",
            told.err
        );
    }
}

#[test]
fn what_names_the_other_faults_of_a_table_is_what_reads_it() {
    let rows: Vec<String> = (0..30).map(|n| format!("Elm {n},5,x,y\n")).collect();
    let text = format!("Name,Affected\nOak,5\n{}", rows.concat());
    let (_folder, path) = file("many.csv", &text);
    let told = said(&["list", "--data", &path, "--no-bundled"]);
    let command = format!("breachlens import --dry-run --report json {path}");
    let line = format!("error: 10 more faults; `{command}` names them all\n");
    assert!(told.err.ends_with(&line), "{}", told.err);
    // The advice does what it says.
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let home = scratch();
    let told: Value = serde_json::from_str(&home_run(home.path(), &words).out).unwrap();
    assert_eq!(told["skipped"].as_array().unwrap().len(), 30);
    // Our own format is read by `check`.
    let (_folder, path) = file("many.jsonl", &"{\"id\":1}\n".repeat(30));
    let told = said(&["list", "--data", &path, "--no-bundled"]);
    assert!(
        told.err.ends_with("`breachlens check` names them all\n"),
        "{}",
        told.err
    );
}
