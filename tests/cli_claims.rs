//! What reports say of a record is what the record states: no beginning that nobody stated, no count
//! that was only put there to fill a field.

#[path = "common/commands.rs"]
mod commands;

use commands::*;
use serde_json::Value;

const HEADING: &str = "\"Name of Covered Entity\",\"State\",\"Covered Entity Type\",\"Individuals Affected\",\"Breach Submission Date\",\"Type of Breach\",\"Location of Breached Information\",\"Business Associate Present\",\"Web Description\"\n";

/// The portal's list with one row that states no date but that of its filing, and a placeholder.
fn portal() -> (tempfile::TempDir, String, String) {
    let row = "\"Alder Creek Dental\",\"WI\",\"Healthcare Provider\",\"501\",\"03/05/2024\",\"Hacking/IT Incident\",\"Email\",\"No\",\"\"\n";
    let (folder, path) = file("portal.csv", &format!("{HEADING}{row}"));
    let v = json_alone(&path, &["list", "--format", "json"]);
    let id = v[0]["id"].as_str().unwrap().to_owned();
    (folder, path, id)
}

/// What a command prints over a file alone.
fn alone(path: &str, command: &[&str]) -> String {
    out(&[&["--data", path, "--no-bundled"], command].concat())
}

/// The same as JSON.
fn json_alone(path: &str, command: &[&str]) -> Value {
    serde_json::from_str(&alone(path, command)).unwrap()
}

/// The fact behind a label.
fn fact<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let line = text.lines().find(|l| l.trim_start().starts_with(label))?;
    Some(line.trim_start().strip_prefix(label)?.trim())
}

#[test]
fn the_day_of_a_filing_is_no_beginning() {
    let (_folder, path, id) = portal();
    let text = alone(&path, &["show", &id]);
    assert_eq!(fact(&text, "began"), Some("not stated"), "{text}");
    assert_eq!(
        fact(&text, "became known"),
        Some("2024-03-05 (regulator notified)"),
        "{text}"
    );
    // The same in rows, for people and for programs, and in what a query finds.
    let columns = "org,began,known,year";
    let table = alone(&path, &["list", "--columns", columns]);
    let cells: Vec<&str> = table.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(cells[3..], ["–", "2024-03-05", "2024"], "{table}");
    let csv = alone(&path, &["list", "--columns", columns, "--format", "csv"]);
    assert_eq!(
        csv.lines().nth(1),
        Some("Alder Creek Dental,,2024-03-05,2024")
    );
    let v = json_alone(&path, &["list", "--columns", columns, "--format", "json"]);
    assert_eq!(
        (&v[0]["began"], &v[0]["known"]),
        (&Value::Null, &"2024-03-05".into())
    );
    assert!(alone(&path, &["list", "no:began"]).contains("Alder Creek Dental"));
    let none = said(&["--data", &path, "--no-bundled", "list", "began:2024"]);
    assert_eq!(none.code, 1, "{none:?}");
    let beside = out(&["--data", &path, "compare", &id, "hims-hers-2026"]);
    assert_eq!(
        fact(&beside, "◐  began").map(|f| f.split_whitespace().collect()),
        Some(vec!["–", "2026-02-04"]),
        "{beside}"
    );
    let v = json(&[
        "--data",
        &path,
        "compare",
        &id,
        "hims-hers-2026",
        "--format",
        "json",
    ]);
    let began = row(&v, "began");
    assert_eq!(began["cells"][0]["state"], "not_stated");
    assert_eq!(began["cells"][1]["value"], "2026-02-04");
}

fn row(v: &Value, id: &str) -> Value {
    let sections = v["sections"].as_array().unwrap().iter();
    let mut rows = sections.flat_map(|s| s["rows"].as_array().unwrap());
    rows.find(|r| r["id"] == id).unwrap().clone()
}

#[test]
fn a_beginning_says_what_its_date_is() {
    let detected = "saint-anthony-hospital-2025";
    let text = out(&["show", detected]);
    assert_eq!(
        fact(&text, "began"),
        Some("not stated; detected 2025-02-06"),
        "{text}"
    );
    let text = out(&["show", "hims-hers-2026"]);
    assert_eq!(fact(&text, "began"), Some("2026-02-04 (intrusion start)"));
    let args = ["compare", detected, "hims-hers-2026"];
    let beside = out(&args);
    let line = beside.lines().find(|l| l.contains("began")).unwrap();
    assert!(
        line.contains("detected 2025-02-06") && line.contains("  2026-02-04"),
        "{line}"
    );
    let v = json(&[&args[..], &["--format", "json"]].concat());
    let cells = &row(&v, "began")["cells"];
    assert_eq!(cells[0]["value"], "2025-02-06");
    assert_eq!(cells[0]["event"], "detected");
    assert_eq!(cells[1]["event"], Value::Null, "it is what the row says");
}

/// Medians of a list with placeholders are too low: a query leaves them out.
#[test]
fn placeholders_are_asked_for_and_left_out() {
    let row = |name: &str, count: &str| {
        format!(
            "\"{name}\",\"WI\",\"Healthcare Provider\",\"{count}\",\"03/05/2024\",\"Theft\",\"Email\",\"No\",\"\"\n"
        )
    };
    let rows = [
        row("Alder Dental", "501"),
        row("Birch Dental", "7200"),
        row("Cedar Dental", "500"),
        row("Elm Dental", ""),
        row("Fir Dental", "900"),
    ];
    let (_folder, path) = file("portal.csv", &format!("{HEADING}{}", rows.concat()));
    let organizations = |query: &str| {
        let v = json_alone(&path, &["list", "--format", "json", query, "sort:org"]);
        let rows = v.as_array().unwrap().iter();
        let names = rows.map(|r| r["organization"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        organizations("is:placeholder"),
        ["Alder Dental", "Cedar Dental"]
    );
    assert_eq!(
        organizations("-is:placeholder"),
        ["Birch Dental", "Elm Dental", "Fir Dental"]
    );
    assert_eq!(
        organizations("is:placeholder,starred affected:>500"),
        ["Alder Dental"]
    );
    let stats = |query: &str| alone(&path, &["stats", query]);
    let text = stats("");
    assert_eq!(
        fact(&text, "median"),
        Some("701"),
        "of 500, 501, 900, 7,200"
    );
    let said = fact(&text, "placeholders").unwrap();
    assert!(
        said.starts_with("2 of 4") && text.contains("-is:placeholder"),
        "{text}"
    );
    let text = stats("-is:placeholder");
    assert_eq!(fact(&text, "median"), Some("4,050"), "of 900 and 7,200");
    assert_eq!(fact(&text, "placeholders"), None);
}

#[test]
fn a_placeholder_is_marked_wherever_it_stands_as_text() {
    let (_folder, path, id) = portal();
    let text = alone(&path, &["show", &id]);
    let people = fact(&text, "people").unwrap();
    assert!(
        people.starts_with("501 ? placeholder: filed before the number was known"),
        "{text}"
    );
    let list = alone(&path, &["list"]);
    assert!(list.lines().nth(1).unwrap().contains(" 501 ?  "), "{list}");
    let markdown = alone(&path, &["list", "--format", "markdown"]);
    assert!(markdown.contains("| 501 ? |"), "{markdown}");
    let beside = out(&["--data", &path, "compare", &id, "healthec-2023"]);
    assert!(beside.contains("501 ? placeholder"), "{beside}");
    // Columns for programs hold the number.
    let csv = alone(&path, &["list", "--format", "csv", "--columns", "affected"]);
    assert_eq!(csv, "affected\n501\n");
    let args = ["list", "--format", "json", "--columns", "affected"];
    assert_eq!(json_alone(&path, &args)[0]["affected"], 501);
    let v = json(&[
        "--data",
        &path,
        "compare",
        &id,
        "healthec-2023",
        "--format",
        "json",
    ]);
    let cells = &row(&v, "affected")["cells"];
    assert_eq!(
        (
            &cells[0]["value"]["count"],
            &cells[0]["value"]["placeholder"]
        ),
        (&501.into(), &true.into())
    );
    assert_eq!(cells[1]["value"]["placeholder"], false);
}

#[test]
fn figures_say_how_many_counts_are_placeholders() {
    let (_folder, path, _) = portal();
    let stats = |more: &[&str]| alone(&path, &[&["stats"], more].concat());
    let text = stats(&[]);
    assert_eq!(
        fact(&text, "placeholders"),
        Some(
            "1 of 1: filed before the number was known, and counted as it stands; `-is:placeholder` leaves it out"
        ),
        "{text}"
    );
    let text = stats(&["--by", "year"]);
    let said = "1 of the counts is a placeholder, filed before the number was known, and counted as it stands.";
    assert!(text.contains(said), "{text}");
    let v: Value = serde_json::from_str(&stats(&["--format", "json"])).unwrap();
    assert_eq!(v["people"]["placeholders"], 1);
    // The bundled records give counts that were found out.
    let text = out(&["stats"]);
    assert_eq!(fact(&text, "placeholders"), None, "{text}");
    assert_eq!(
        json(&["stats", "--format", "json"])["people"]["placeholders"],
        0
    );
}
