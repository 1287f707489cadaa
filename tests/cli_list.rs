//! `list`: formats, columns, width, exit codes, what goes wrong and how it is said.

#[path = "common/commands.rs"]
mod commands;

use breachlens::{model::Incident, report::csv::read_cell};
use commands::*;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

#[test]
fn the_query_may_come_in_any_shape() {
    let want = out(&[
        "list",
        "data:ssn -measure:credit_monitoring",
        "--format",
        "jsonl",
    ]);
    assert!(want.lines().count() > 10);
    for args in [
        &[
            "list",
            "data:ssn",
            "-measure:credit_monitoring",
            "--format",
            "jsonl",
        ][..],
        &[
            "list",
            "--format",
            "jsonl",
            "--",
            "data:ssn",
            "-measure:credit_monitoring",
        ],
        &[
            "list",
            "--format=jsonl",
            "-measure:credit_monitoring",
            "data:ssn",
        ],
        &[
            "list",
            "-measure:credit_monitoring data:ssn",
            "--format",
            "jsonl",
        ],
        &[
            "--no-bundled",
            "list",
            "--data",
            "-",
            "data:ssn",
            "-measure:credit_monitoring",
            "--format",
            "jsonl",
        ],
    ] {
        let mut command = breachlens();
        command.args(args);
        if args.contains(&"-") {
            command.write_stdin(out(&["list", "--format", "json"]));
        }
        assert_eq!(run(&mut command).out, want, "{args:?}");
    }
}

#[test]
fn json_and_json_lines_read_back_to_equal_records() {
    let array = out(&["list", "--format", "json"]);
    let records: Vec<Incident> = serde_json::from_str(&array).unwrap();
    let lines = out(&["list", "--format", "jsonl"]);
    let again: Vec<Incident> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(records, again);
    for r in &records {
        let path = format!(
            "{}/data/incidents/{}.json",
            env!("CARGO_MANIFEST_DIR"),
            r.id
        );
        let file: Incident = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(&file, r);
    }
    let (_folder, path) = file("all.jsonl", &lines);
    assert_eq!(
        out(&["--data", &path, "--no-bundled", "list", "--format", "json"]),
        array
    );
}

#[test]
fn csv_reads_back_with_iso_dates_plain_numbers_and_joined_values() {
    let text = out(&["list", "healthec", "--format", "csv", "--limit", "1"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell =
        |name: &str| read_cell(&row[heads.iter().position(|h| h == name).unwrap()]).to_owned();
    assert_eq!(cell("id"), "healthec-2023");
    assert_eq!(cell("affected"), "4452782");
    assert_eq!(cell("known"), "2023-10-26");
    assert_eq!(cell("notify"), "144..174");
    assert_eq!(cell("total"), "161");
    assert!(cell("data").contains("ssn; "));
    assert_eq!(cell("tier"), "core");
}

#[test]
fn hostile_records_do_nothing_anywhere() {
    let (_folder, path) = file("h.json", HOSTILE);
    let base = ["--data", &path, "--no-bundled"];
    for rest in [
        &["list"][..],
        &["list", "--columns", "all"],
        &["list", "--format", "json"],
        &["list", "--format", "jsonl"],
        &["list", "--format", "csv"],
        &["list", "--format", "markdown", "--columns", "all"],
        &["show", "hostile-2024"],
        &["show", "hostile-2024", "--format", "markdown"],
        &["timeline", "hostile-2024"],
        &["timeline", "hostile-2024", "--format", "json"],
        &["sources"],
        &["sources", "--format", "csv"],
        &["stats", "--by", "country"],
    ] {
        let text = out(&[&base[..], rest].concat());
        assert!(!is_hostile(&text), "{rest:?}: {text:?}");
        assert!(
            !text.contains("<script>") || !rest.contains(&"markdown"),
            "{text}"
        );
        if rest.contains(&"csv") {
            for record in csv::Reader::from_reader(text.as_bytes()).records() {
                for cell in &record.unwrap() {
                    assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
                }
            }
        }
    }
}

#[test]
fn a_table_is_whole_in_a_pipe_and_fits_the_width_asked_for() {
    let whole = out(&["list", "affected:>1M"]);
    assert!(!whole.contains('…'));
    assert!(whole.lines().any(|l| l.width() > 200));
    // A width told by the environment is a terminal's and no pipe's.
    assert_eq!(
        run(breachlens()
            .env("COLUMNS", "60")
            .args(["list", "affected:>1M"]))
        .out,
        whole
    );
    for width in [20, 40, 80, 120] {
        let fitted = out(&["list", "affected:>1M", "--width", &width.to_string()]);
        assert_eq!(fitted.lines().count(), whole.lines().count());
        assert!(fitted.lines().all(|l| l.width() <= width), "{width}");
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let args = ["list", "--limit", "1"];
    assert!(!out(&args).contains('\u{1b}'));
    assert!(out(&["--color", "always", "list", "--limit", "1"]).contains("\u{1b}[1m"));
    assert!(!out(&["list", "--limit", "1", "--color", "never"]).contains('\u{1b}'));
}

#[test]
fn columns_come_from_the_fields() {
    let text = out(&[
        "list",
        "hims",
        "--columns",
        "id,known,notify,tier",
        "--limit",
        "1",
    ]);
    assert_eq!(
        text,
        "Id              Known       Notify  Tier\nhims-hers-2026  2026-04-02    56 d  auxiliary\n"
    );
    let value = json(&[
        "list",
        "hims",
        "--columns",
        "org,notify,affected,tier,method",
        "--limit",
        "1",
        "--format",
        "json",
    ]);
    assert_eq!(value[0]["org"], "Hims & Hers");
    assert_eq!(value[0]["notify"]["low"], 56);
    assert_eq!(value[0]["affected"], Value::Null);
    assert_eq!(value[0]["tier"], "auxiliary");
    assert!(value[0]["method"].is_array());
    let help = out(&["list", "--columns", "help"]);
    for name in ["id", "org", "notify", "data"] {
        assert!(
            help.lines().any(|l| l.starts_with(&format!("{name} "))),
            "{name}"
        );
    }
    let wrong = said(&["list", "--columns", "id,peeple"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("`peeple` is no column"), "{}", wrong.err);
}

#[test]
fn nothing_matched_is_exit_1_with_an_empty_answer() {
    for (format, want) in [
        ("json", "[]\n"),
        ("jsonl", ""),
        ("table", ""),
        ("markdown", ""),
    ] {
        let s = said(&["list", "affected:>9B", "--format", format]);
        assert_eq!(
            (s.code, s.out.as_str(), s.err.as_str()),
            (1, want, ""),
            "{format}"
        );
    }
}

#[test]
fn a_word_that_joins_terms_elsewhere_is_noted() {
    let s = said(&["list", "data:ssn and method:ransomware", "--limit", "1"]);
    assert_eq!(
        s.err,
        "note: `and` is searched as a word; a space means and, a,b any of, -x not\n"
    );
    assert_eq!(said(&["list", "johnson and johnson"]).err, "");
    let not = |line| said(&["list", line, "--format", "csv"]).out;
    assert_eq!(not("!hims"), not("-hims"));
}

#[test]
fn a_wrong_query_is_exit_2_with_its_place() {
    let s = said(&["list", "hims mesure:x"]);
    assert_eq!((s.code, s.out.as_str()), (2, ""));
    assert_eq!(
        s.err,
        "error: mesure: no such field; did you mean measure: ?\n  hims mesure:x\n       ^^^^^^\nperhaps meant: hims measure:x\n"
    );
    for args in [
        &["list", "--format", "xml"][..],
        &["list", "--limit", "-3"],
        &["lst", "list", "--limit", "x"],
    ] {
        assert_eq!(said(args).code, 2, "{args:?}");
    }
    let hostile = said(&[
        "list",
        "x\u{1b}]0;owned\u{7}:\u{202e}y",
        "--format",
        "x\u{1b}[31m",
    ]);
    assert_eq!(hostile.code, 2);
    assert!(!is_hostile(&hostile.err), "{:?}", hostile.err);
    let hostile = said(&["list", "data:\u{1b}[31m\u{202e}"]);
    assert!(
        hostile.code == 2 && !is_hostile(&hostile.err),
        "{:?}",
        hostile.err
    );
}

#[test]
fn bad_data_is_named_and_the_good_records_are_listed() {
    let (_folder, path) = file(
        "bad\u{1b}.json",
        "[\n{\"id\": \"a-1\", \"organization\": \"A\"},\n{\"id\": \"b-1\", \"organization\": \"B\", \"sector\": \"dentl\"}\n]",
    );
    let s = said(&["--data", &path, "--no-bundled", "list", "--columns", "id"]);
    assert_eq!((s.code, s.out.as_str()), (3, "Id\na-1\n"));
    assert!(
        s.err
            .contains(":3:46: sector: `dentl` is no sector; did you mean `dental`?"),
        "{}",
        s.err
    );
    assert!(!is_hostile(&s.err));
    let missing = said(&["--data", "no-such-file.json", "list"]);
    assert_eq!((missing.code, missing.out.as_str()), (3, ""));
    assert!(
        missing
            .err
            .starts_with("error: no-such-file.json: cannot be read"),
        "{}",
        missing.err
    );
}

/// Whoever reads the output may go at any time; that is no fault and nothing is said.
#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::{Command, Stdio};
    for args in [
        &["list", "--format", "json"][..],
        &["list", "--columns", "all"],
        &["man"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_breachlens"))
            .args(args)
            .env("BREACHLENS_CONFIG", "")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

/// A filing may name several breach types; none of them may be lost to whoever asks for it.
#[test]
fn every_breach_type_of_a_filing_is_asked_and_shown() {
    let mut text = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present\n".to_owned();
    for (name, day, types) in [
        ("Bramble", "04/16/2024", "Other, Theft"),
        ("Cedar", "04/17/2024", "Theft"),
        ("Dovetail", "04/18/2024", "Loss"),
        ("Elm", "04/19/2024", "Other"),
        ("Fern", "04/20/2024", "Theft"),
        ("Gorse", "04/21/2024", ""),
    ] {
        text += &format!("{name},IL,Health Plan,900,{day},\"{types}\",Laptop,No\n");
    }
    let (_folder, portal) = file("portal.csv", &text);
    let list = |rest: &[&str]| {
        let mut args = vec!["list", "--no-bundled", "--no-library", "--data", &portal];
        args.extend_from_slice(rest);
        out(&args)
    };
    let ids = |query: &str| list(&[query, "--columns", "id", "--format", "csv"]);
    let (both, bramble) = ("theft; other", "bramble-2024");
    for query in ["type:theft", "type:other"] {
        assert!(ids(query).contains(bramble), "{query}: {}", ids(query));
    }
    assert!(!ids("-type:other").contains(bramble));
    let csv = list(&["bramble", "--columns", "type", "--format", "csv"]);
    assert_eq!(csv.lines().nth(1), Some(&*format!("\"{both}\"")));
    let json = list(&["type:theft", "--columns", "type", "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert!(rows.iter().all(|r| r["type"].is_array()), "{json}");
    // By the main one, which stands first.
    let sorted = list(&["sort:type has:type", "--columns", "type", "--format", "csv"]);
    let mains: Vec<&str> = sorted
        .lines()
        .skip(1)
        .map(|l| l.trim_matches('"').split(';').next().unwrap_or_default())
        .collect();
    let mut runs = mains.clone();
    runs.dedup();
    assert!(mains.contains(&"theft") && runs.len() > 2, "{sorted}");
    runs.sort_unstable();
    let all = runs.len();
    runs.dedup();
    assert_eq!(runs.len(), all, "{sorted}");
    let shown = out(&["show", "--no-bundled", "--data", &portal, bramble]);
    assert!(shown.contains("theft, other"), "{shown}");
}
