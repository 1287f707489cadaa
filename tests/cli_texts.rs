//! Help, man page, completions, schema, check and settings: texts that are made from tables, and files
//! that are read.

#[path = "common/commands.rs"]
mod commands;

use commands::*;
use serde_json::{Value, json};

const COMMANDS: &[&str] = &[
    "list",
    "show",
    "compare",
    "timeline",
    "stats",
    "check",
    "import",
    "library",
    "sources",
    "fields",
    "schema",
    "completions",
    "man",
    "config",
];

#[test]
fn every_help_has_three_examples_that_name_the_program() {
    for command in COMMANDS {
        let text = out(&[command, "--help"]);
        let examples = text
            .split("Examples:\n")
            .nth(1)
            .unwrap_or_else(|| panic!("{command}: no examples"));
        let lines: Vec<&str> = examples
            .lines()
            .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
            .collect();
        assert!(lines.len() >= 3, "{command}");
        for line in lines {
            assert!(
                line.contains(&format!("breachlens {command}"))
                    || line.contains("breachlens schema")
                    || line.contains("breachlens list"),
                "{line}"
            );
        }
        insta::assert_snapshot!(format!("help_{command}"), text);
    }
    insta::assert_snapshot!("help", out(&["--help"]));
    assert!(out(&["--version"]).starts_with("breachlens "));
}

#[test]
fn what_every_command_understands_stands_behind_its_own_options() {
    let shared = [
        "--data",
        "--no-bundled",
        "--no-library",
        "--no-match",
        "--color",
        "--theme",
        "--ascii",
    ];
    for args in COMMANDS.iter().map(|c| vec![*c, "--help"]).chain([
        vec!["--help"],
        vec!["list", "-h"],
        vec!["library", "diff", "--help"],
    ]) {
        let text = out(&args);
        let parts: Vec<&str> = text.split("\nEverywhere:\n").collect();
        let [own, everywhere] = parts.as_slice() else {
            panic!("{args:?}: {text}")
        };
        let named = |text: &str, option: &str| {
            text.lines()
                .any(|l| l.trim_start().split(' ').next() == Some(option))
        };
        for option in shared {
            assert!(!named(own, option), "{args:?}: {option}");
            assert!(named(everywhere, option), "{args:?}: {option}");
        }
        assert!(own.contains("--help"), "{args:?}");
        let others: Vec<&str> = everywhere
            .lines()
            .take_while(|l| l.is_empty() || l.starts_with(' '))
            .filter_map(|l| l.trim_start().split(' ').next())
            .filter(|w| w.starts_with("--") && !shared.contains(w))
            .collect();
        assert!(others.is_empty(), "{args:?}: {others:?}");
    }
}

/// The paragraphs below the options, each as its lines.
fn paragraphs(help: &str) -> Vec<Vec<&str>> {
    let blocks = help.split("\n\n").map(|b| b.lines().collect());
    let prose = |b: &Vec<&str>| !b.is_empty() && b.iter().all(|l| !l.starts_with(' '));
    blocks.filter(prose).collect()
}

#[test]
fn help_is_wrapped_once_whatever_the_width() {
    for width in [40, 60, 80, 100, 120, 200] {
        let text = run(breachlens().arg("--help").env("COLUMNS", width.to_string())).out;
        // The parser's own limit.
        let most = width.min(100);
        for lines in paragraphs(&text)
            .iter()
            .filter(|b| !b[0].starts_with("Usage"))
        {
            for pair in lines.windows(2) {
                let word = pair[1].split(' ').next().unwrap();
                assert!(
                    pair[0].len() + 1 + word.len() > most,
                    "at {width}:\n{}",
                    lines.join("\n")
                );
            }
        }
    }
    // An example that is broken cannot be copied.
    for command in COMMANDS.iter().filter(|c| **c != "completions") {
        let at =
            |width: &str| run(breachlens().args([command, "--help"]).env("COLUMNS", width)).out;
        let examples = |text: &str| {
            let all = text.split("Examples:\n").nth(1).unwrap().lines();
            let all = all.filter(|l| l.starts_with("  ") && !l.starts_with("   "));
            all.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(examples(&at("80")), examples(&at("100")), "{command}");
    }
}

#[test]
fn man_pages_are_current() {
    let version = format!("breachlens {}", env!("CARGO_PKG_VERSION"));
    let page = |args: &[&str]| {
        out(args)
            .replace(&version, "breachlens VERSION")
            .replace(concat!("v", env!("CARGO_PKG_VERSION")), "vVERSION")
    };
    insta::assert_snapshot!("man", page(&["man"]));
    for command in COMMANDS {
        assert!(
            page(&["man", command]).contains(&format!("breachlens\\-{command}")),
            "{command}"
        );
    }
    insta::assert_snapshot!("man_list", page(&["man", "list"]));
    assert_eq!(said(&["man", "fly"]).code, 2);
}

#[test]
fn completions_are_current() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = out(&["completions", shell]);
        for command in COMMANDS {
            assert!(text.contains(command), "{shell}: {command}");
        }
        insta::assert_snapshot!(format!("completions_{shell}"), text);
    }
    assert_eq!(said(&["completions", "csh"]).code, 2);
}

fn schema() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/schema/incident.schema.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_schema_file_is_what_the_types_say() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/schema/incident.schema.json"
    );
    assert!(
        std::fs::read_to_string(path).unwrap() == out(&["schema"]),
        "run: cargo run -- schema > data/schema/incident.schema.json"
    );
}

#[test]
fn every_bundled_record_fits_the_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/incidents");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let record: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&record)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        seen += 1;
    }
    assert!(seen > 100);
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let good = json!({"id": "a-1", "organization": "A"});
    assert!(validator.is_valid(&good));
    for (key, value) in [
        ("sector", json!("dentl")),
        ("methods", json!(["ransomwear"])),
        ("reviewed", json!("2023-02-30")),
        ("reviewed", json!("2023-04-31")),
        ("reviewed", json!("2023-13")),
        ("reviewed", json!("14.7.2023")),
        (
            "timeline",
            json!([{"kind": "detected", "date": "yesterday"}]),
        ),
        ("timeline", json!([{"kind": "noticed", "date": "2023"}])),
        ("exposed", json!([{"data": "ssn", "status": "maybe"}])),
        ("affected", json!({"count": -4})),
        ("country", json!("usa")),
        ("id", json!("A B")),
        ("mesures", json!([])),
        (
            "sources",
            json!([{"id": "s1", "title": "x", "url": "javascript:alert(1)"}]),
        ),
    ] {
        let mut bad = good.clone();
        bad[key] = value.clone();
        assert!(!validator.is_valid(&bad), "{key}: {value}");
        let (_folder, path) = file("bad.json", &bad.to_string());
        assert_eq!(said(&["check", &path]).code, 3, "{key}: {value}");
    }
}

#[test]
fn check_names_every_fault_with_its_place() {
    let (_folder, path) = file(
        "r.json",
        "[\n {\"id\": \"a-1\", \"organization\": \"A\",\n  \"sector\": \"dentl\",\n  \"timeline\": [{\"kind\": \"detected\", \"date\": \"2023-02-30\"}]},\n {\"id\": \"b-1\", \"organization\": \"B\",\n  \"timeline\": [{\"kind\": \"detected\", \"date\": \"2023-02-03\"}]}\n]\n",
    );
    let s = said(&["check", &path, "no-such-file"]);
    assert_eq!(s.code, 3);
    for want in [
        format!("fault: {path}:3:13: sector: `dentl` is no sector; did you mean `dental`?\n"),
        format!(
            "fault: {path}:4:45: timeline[0].date: there is no day `2023-02-30` in the calendar"
        ),
        "fault: no-such-file: cannot be read".to_owned(),
        format!(
            "warning: {path}:6:16: timeline[0]: a date without a source; name the source that states it\n"
        ),
    ] {
        assert!(s.out.contains(&want), "{want}\n{}", s.out);
    }
    assert!(
        s.out.rfind("fault:").unwrap() < s.out.find("warning:").unwrap(),
        "apart"
    );
    assert!(
        s.err.starts_with("1 of 2 records good, 3 faults, "),
        "{}",
        s.err
    );
    let s = said(&["check", &path, "--format", "json"]);
    let v: Value = serde_json::from_str(&s.out).unwrap();
    assert_eq!(
        (s.code, &v[0]["good"], &v[0]["records"]),
        (3, &1.into(), &2.into())
    );
    assert_eq!(v[0]["faults"][0]["line"], 3);
    assert_eq!(v[0]["faults"][0]["field"], "sector");
    assert_eq!(v[0]["faults"][0]["right"], "did you mean `dental`?");
    let s = run(breachlens()
        .args(["check", "-", "--no-warnings"])
        .write_stdin("{\"id\": \"a-1\", \"organization\": \"A\"}"));
    assert_eq!((s.code, s.out.as_str()), (0, ""));
    for broken in ["", "{", "[1]", "\u{1b}[31m", "{\"id\": \"\u{1b}\"}"] {
        let s = run(breachlens().args(["check", "-"]).write_stdin(broken));
        assert_eq!(s.code, 3, "{broken:?}");
        assert!(!is_hostile(&s.out) && !s.out.is_empty(), "{:?}", s.out);
    }
}

#[test]
fn settings_are_read_and_a_fault_in_them_is_told() {
    let (_folder, path) = file("c.toml", &out(&["config", "--default"]));
    let with =
        |path: &str, args: &[&str]| run(breachlens().env("BREACHLENS_CONFIG", path).args(args));
    let s = with(&path, &["config"]);
    assert_eq!((s.code, s.err.as_str()), (0, ""));
    assert_eq!(with(&path, &["config", "--path"]).out.trim_end(), path);
    let (_folder, path) = file(
        "c.toml",
        "columns = [\"id\", \"notify\"]\n[queries]\nun = \"data:ssn -measure:credit_monitoring\"\n",
    );
    let s = with(&path, &["list", "@un", "year:2020..", "--format", "json"]);
    let plain = out(&[
        "list",
        "data:ssn -measure:credit_monitoring year:2020..",
        "--format",
        "json",
    ]);
    assert_eq!((s.code, s.out), (0, plain));
    assert!(
        with(&path, &["list", "--limit", "1"])
            .out
            .starts_with("Id ")
    );
    let s = with(&path, &["list", "@um"]);
    assert!(
        s.code == 2 && s.err.contains("did you mean `@un`?"),
        "{}",
        s.err
    );
    let (_folder, path) = file("c.toml", "theme = \"dark\"\ncolunms = []\n");
    let s = with(&path, &["list", "--limit", "1", "--columns", "id"]);
    assert_eq!(s.code, 0, "the program goes on");
    assert!(
        s.err.contains(&format!(
            "{path}:2:1: `colunms` is no setting; did you mean `columns`?"
        )),
        "{}",
        s.err
    );
    let s = with(&path, &["config"]);
    assert_eq!((s.code, s.out.as_str()), (3, ""));
    let s = with("no-such.toml", &["list", "--limit", "1"]);
    assert!(
        s.code == 0 && s.err.contains("no-such.toml: cannot be read"),
        "{}",
        s.err
    );
}

#[test]
fn a_query_before_a_command_is_told() {
    let s = said(&["hims", "--no-bundled", "list"]);
    assert_eq!(s.code, 2, "{s:?}");
}
