//! The real program: every command in every format on hostile files, names, queries and arguments. What
//! comes out holds nothing but our own colours, and those only where they were asked for.

use crate::{corpus, invariants};
use assert_cmd::Command;
use serde_json::Value;
use std::{ffi::OsString, fs, path::Path};

/// No run says more than this, whatever it is given here.
const MOST: usize = 30 << 20;

/// The program, with no settings and a library in a folder of its own.
fn breachlens(home: &Path) -> Command {
    let mut command = Command::cargo_bin("breachlens").unwrap();
    command
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", home)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR");
    command
}

/// What a run left behind, when nothing of it is obeyed: standard output, standard error, exit code.
#[track_caller]
fn said(home: &Path, args: &[&str]) -> (String, String, i32) {
    finished(
        breachlens(home).args(args),
        &format!("{args:?}"),
        args.contains(&"--color=always"),
    )
}

#[track_caller]
fn finished(command: &mut Command, what: &str, coloured: bool) -> (String, String, i32) {
    let output = command.output().unwrap();
    let code = output
        .status
        .code()
        .unwrap_or_else(|| panic!("{what} was killed: {output:?}"));
    let out = String::from_utf8(output.stdout).unwrap_or_else(|e| panic!("{what}: {e}"));
    let err = String::from_utf8(output.stderr).unwrap_or_else(|e| panic!("{what}: {e}"));
    assert!(
        [0, 1, 2, 3].contains(&code),
        "{what} ended with {code}\n{err}"
    );
    assert!(!err.contains("panicked"), "{what}\n{err}");
    assert!(
        out.len() < MOST && err.len() < 200_000,
        "{what}: {} and {} bytes",
        out.len(),
        err.len()
    );
    if coloured {
        invariants::without_own_colours(what, &out);
    } else {
        invariants::harmless(what, &out);
    }
    invariants::harmless(what, &err);
    if code > 1 {
        assert!(
            !err.trim().is_empty() || !out.trim().is_empty(),
            "{what} ended with {code} without a word"
        );
    }
    (out, err, code)
}

/// Every hostile record in one file, and a file of faulty ones.
fn files(folder: &Path) -> (String, String) {
    let good = folder.join("good.json");
    fs::write(&good, serde_json::to_vec(&corpus::records_json()).unwrap()).unwrap();
    let faulty = folder.join("faulty.jsonl");
    let lines: Vec<String> = corpus::TEXTS
        .iter()
        .enumerate()
        .map(|(n, (_, text))| {
            let mut r = corpus::record_json(n, "Faulty");
            match n % 6 {
                0 => r["sector"] = (*text).into(),
                1 => r[*text] = 1.into(),
                2 => r["timeline"][0]["date"] = (*text).into(),
                3 => r["id"] = (*text).into(),
                4 => r["sources"][0]["url"] = (*text).into(),
                _ => r["timeline"][1]["source"] = (*text).into(),
            }
            r.to_string()
        })
        .collect();
    fs::write(&faulty, lines.join("\n")).unwrap();
    (good.display().to_string(), faulty.display().to_string())
}

#[test]
fn every_command_in_every_format_on_hostile_records() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let (good, _) = files(folder.path());
    let ids: Vec<String> = (0..6).map(|n| format!("hostile-{n}-2024")).collect();
    let six: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        runs.push(vec!["list", "--format", format]);
        runs.push(vec!["list", "--format", format, "--columns", "all"]);
        runs.push(vec!["list", "--format", format, "--width", "60"]);
    }
    for format in ["text", "json", "jsonl", "markdown"] {
        runs.push([&["show"], six.as_slice(), &["--format", format]].concat());
    }
    for format in ["table", "json", "markdown"] {
        runs.push([&["compare"], six.as_slice(), &["--format", format]].concat());
        runs.push(
            [
                &["compare"],
                &six[..2],
                &["--format", format, "--differences", "--peers", "country:US"],
            ]
            .concat(),
        );
    }
    for format in ["text", "json", "markdown"] {
        runs.push(vec!["timeline", "country:US", "--format", format]);
    }
    for format in ["table", "json", "csv", "markdown"] {
        if ["table", "json", "markdown"].contains(&format) {
            runs.push(vec!["stats", "--format", format]);
        }
        runs.push(vec!["stats", "--by", "method", "--format", format]);
    }
    for format in ["table", "json", "csv", "markdown"] {
        runs.push(vec!["sources", "--format", format]);
    }
    for run in runs {
        for colour in ["--color=always", "--color=never"] {
            let args = [run.as_slice(), &["--data", &good, "--no-bundled", colour]].concat();
            let (out, err, code) = said(&home, &args);
            assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
            assert!(!out.is_empty(), "{args:?}");
            if args.contains(&"json") && colour.ends_with("never") {
                serde_json::from_str::<Value>(&out).unwrap();
            }
        }
    }
}

#[test]
fn every_fault_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (_, faulty) = files(folder.path());
    let (out, _, code) = said(folder.path(), &["check", &faulty, "--no-warnings"]);
    assert_eq!(code, 3);
    let mut lines: Vec<usize> = Vec::new();
    for fault in out.lines() {
        let rest = fault
            .strip_prefix(&format!("fault: {faulty}:"))
            .unwrap_or_else(|| panic!("no place: {fault}"));
        let mut parts = rest.split(':');
        lines.push(parts.next().unwrap().parse().unwrap());
        assert!(
            parts.next().unwrap().parse::<usize>().unwrap() > 0,
            "{fault}"
        );
        assert!(parts.next().unwrap().len() > 1, "no field: {fault}");
    }
    lines.dedup();
    assert_eq!(lines, (1..=corpus::TEXTS.len()).collect::<Vec<_>>());
    let (out, ..) = said(folder.path(), &["check", &faulty, "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    for fault in value[0]["faults"].as_array().unwrap() {
        assert!(
            fault["line"].is_u64() && fault["column"].is_u64() && fault["field"].is_string(),
            "{fault}"
        );
    }
    let (_, err, code) = said(folder.path(), &["list", "--data", &faulty, "--no-bundled"]);
    assert_eq!(code, 3);
    assert!(err.contains(&format!("{faulty}:1:")), "{err}");
}

#[test]
fn hostile_lists_are_imported_listed_and_compared_with_later_copies() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let table = |extra: &str| {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record([
            "Name of Covered Entity",
            "State",
            "Covered Entity Type",
            "Individuals Affected",
            "Breach Submission Date",
            "Type of Breach",
            "Location of Breached Information",
            "Business Associate Present",
            "Web Description",
        ])
        .unwrap();
        for (n, (_, text)) in corpus::TEXTS.iter().enumerate() {
            let name = format!("{n} {text}");
            let count = (n + 600).to_string();
            out.write_record([
                name.as_str(),
                text,
                text,
                count.as_str(),
                "04/26/2024",
                text,
                text,
                text,
                format!("{text}{extra}").as_str(),
            ])
            .unwrap();
            out.write_record(["Row", "WI", text, text, text, "Theft", "Laptop", "No", text])
                .unwrap();
        }
        out.into_inner().unwrap()
    };
    let path = folder.path().join("list.csv");
    let file = path.display().to_string();
    fs::write(&path, table("")).unwrap();
    for report in ["text", "json"] {
        said(
            &home,
            &[
                "import",
                &file,
                "--as",
                "ocr",
                "--dry-run",
                "--report",
                report,
            ],
        );
    }
    let (out, err, _) = said(&home, &["import", &file, "--as", "ocr"]);
    assert!(out.contains("stored as `ocr`"), "{out}{err}");
    fs::write(&path, table("\u{1b}[2J changed")).unwrap();
    for report in ["text", "json"] {
        said(
            &home,
            &["library", "diff", "ocr", &file, "--report", report],
        );
    }
    said(&home, &["import", &file, "--as", "ocr"]);
    for report in ["text", "json"] {
        said(&home, &["library", "--report", report]);
    }
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        let (out, _, code) = said(
            &home,
            &["list", "from:ocr", "--format", format, "--columns", "all"],
        );
        assert_eq!(code, 0);
        assert!(!out.is_empty());
    }
    said(&home, &["stats", "from:ocr", "--by", "state"]);
    // Other formats, as they are told by their content.
    let ours = folder.path().join("ours.json");
    fs::write(&ours, serde_json::to_vec(&corpus::records_json()).unwrap()).unwrap();
    let (out, _, code) = said(
        &home,
        &["import", &ours.display().to_string(), "--as", "ours"],
    );
    assert_eq!(code, 0, "{out}");
    said(&home, &["list", "from:ours,ocr"]);
}

/// Whatever stands in the place of a query, a name, a number or an option is at most quoted.
#[test]
fn hostile_arguments_are_quoted_and_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let long = "x\u{1b}[31m".repeat(8_000);
    let texts = corpus::TEXTS.iter().map(|(_, t)| *t).step_by(5);
    let texts = texts.chain([long.as_str()]);
    for text in texts.filter(|t| !t.contains('\0')) {
        let with = |before: &str| format!("{before}{text}");
        let (org, data, sort, days) =
            (with("org:"), with("data:"), with("sort:"), with("notify:>"));
        for args in [
            vec!["list", "--", text],
            vec![
                "list",
                &org,
                &data,
                &sort,
                &days,
                &with("from:"),
                &with("clock:"),
                &with("known:"),
                &with("nofield:"),
            ],
            vec!["show", "--", text],
            vec!["compare", "--", text, text],
            vec!["stats", "--by", text],
            vec!["list", "--columns", text],
            vec!["list", "--format", text],
            vec!["list", "--limit", text],
            vec!["list", &with("--no-such-option")],
            vec![text, "list"],
            vec!["list", "--data", text],
            vec!["check", text],
            vec!["import", text],
            vec!["import", "Cargo.toml", "--as", text],
            vec!["import", "Cargo.toml", "--map", text],
            vec!["import", "Cargo.toml", "--as-of", text],
            vec!["import", "Cargo.toml", "--format", text],
            vec!["library", "remove", text],
            vec!["library", "diff", text, text],
            vec!["completions", text],
            vec!["--theme", text],
        ] {
            let (_, err, code) = said(&home, &args);
            if code >= 2 {
                assert!(
                    err.len() < 20_000,
                    "{} bytes about {:?}",
                    err.len(),
                    args.first()
                );
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn hostile_names_of_files_are_shown_and_never_obeyed() {
    use std::os::unix::ffi::OsStringExt;
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let record = corpus::record_json(1, "Good").to_string();
    let names: Vec<OsString> = corpus::TEXTS
        .iter()
        .map(|(_, t)| t.replace(['/', '\0'], "_"))
        .filter(|t| t.len() < 200)
        .map(|t| OsString::from(format!("{t}.json")))
        .chain([OsString::from_vec(b"\x9b31m\xff\xfe.json".to_vec())])
        .collect();
    for name in names {
        let path = folder.path().join(&name);
        for content in [record.as_str(), "{\"id\":1}", "not a list"] {
            fs::write(&path, content).unwrap();
            for before in [
                &["check"][..],
                &["import", "--dry-run"],
                &["import", "--as", "set"],
                &["list", "--no-bundled", "--data"],
            ] {
                let mut command = breachlens(&home);
                command.args(before).arg(&path);
                finished(&mut command, &format!("{before:?} {name:?}"), false);
            }
        }
        let (out, ..) = said(&home, &["library"]);
        assert!(out.lines().count() <= 2, "{out}");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn hostile_settings_are_told_and_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config\u{1b}[31m.toml");
    let quoted = |text: &str| {
        serde_json::to_string(text)
            .unwrap()
            .replace("\\u007f", "\\u007F")
    };
    let texts = corpus::TEXTS.iter().filter(|(_, t)| !t.contains('\u{7f}'));
    for (n, (_, text)) in texts.enumerate() {
        let text = quoted(text);
        for (_, settings) in [
            format!("theme = {text}"),
            format!("start = {text}"),
            format!("columns = [{text}]"),
            format!("[queries]\n{text} = \"x\""),
            format!("[queries]\na = {text}"),
            format!("[keys]\n{text} = \"help\""),
            format!("[keys]\nx = {text}"),
            format!("{text} = 1"),
            text.clone(),
        ]
        .into_iter()
        .enumerate()
        .filter(|(k, _)| (n + k) % 9 == 0)
        {
            fs::write(&path, settings).unwrap();
            for args in [
                &["list", "hims"][..],
                &["list", "@a"],
                &["config"],
                &["list", "@\u{1b}[31m"],
            ] {
                let mut command = breachlens(folder.path());
                command.env("BREACHLENS_CONFIG", &path).args(args);
                finished(&mut command, &format!("{args:?}"), false);
            }
        }
    }
}

/// A library that somebody else wrote: its index, its sets and its marks are foreign, too.
#[test]
fn a_hostile_library_is_shown_and_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let (good, _) = files(folder.path());
    said(&home, &["import", &good, "--as", "ours"]);
    let index = home.join("library/index.json");
    let text = fs::read_to_string(&index).unwrap();
    for (_, hostile) in corpus::TEXTS.iter().step_by(4) {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        value["sets"][0]["format"] = (*hostile).into();
        value["sets"][0]["origin"] = (*hostile).into();
        fs::write(&index, value.to_string()).unwrap();
        for args in [
            &["library"][..],
            &["library", "--report", "json"],
            &["list", "from:ours", "--limit", "1"],
            &["import", &good, "--as", "ours"],
        ] {
            said(&home, args);
        }
    }
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value["sets"][0]["name"] = "\u{1b}[31m/../../x".into();
    fs::write(&index, value.to_string()).unwrap();
    let (_, err, code) = said(&home, &["library"]);
    assert_eq!(code, 3, "{err}");
    fs::write(
        home.join("library/marks.jsonl"),
        b"{\"format\":1,\"marks\":1,\"checksum\":\"\x1b[31m\"}\n\x1b]0;x\x07\n",
    )
    .unwrap();
    let (_, err, code) = said(&home, &["list", "from:ours"]);
    assert_eq!(code, 3, "{err}");
}
