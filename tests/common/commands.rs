//! Runs the program without a screen and keeps what it said.
#![allow(dead_code)] // each test file uses some of it

use assert_cmd::Command;
use serde_json::Value;

/// What a run left behind.
#[derive(Debug)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// The program, with no settings and no library of whoever runs the tests.
pub fn breachlens() -> Command {
    let mut command = Command::cargo_bin("breachlens").unwrap();
    command
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", NO_HOME)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR");
    command
}

/// A home that is not there: reading finds no library, and never makes one.
pub const NO_HOME: &str = "/nonexistent/breachlens-home";

/// The program with a library of its own.
pub fn at_home(home: &std::path::Path) -> Command {
    let mut command = breachlens();
    command.env("BREACHLENS_HOME", home);
    command
}

/// A folder that is gone with the returned value: in memory where there is such a place, because
/// thousands of writes that are synced take their time on a disk, and nothing here depends on one.
pub fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// Runs a command already made.
pub fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// Runs the program with these arguments.
pub fn said(args: &[&str]) -> Said {
    run(breachlens().args(args))
}

/// What it said, when it ended well and said nothing else.
pub fn out(args: &[&str]) -> String {
    let s = said(args);
    assert_eq!((s.code, s.err.as_str()), (0, ""), "{args:?}");
    s.out
}

/// What it said, as JSON.
pub fn json(args: &[&str]) -> Value {
    serde_json::from_str(&out(args)).unwrap()
}

/// A file with this text in a folder that is gone with the returned value.
pub fn file(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

/// True when a terminal would obey something of it: a control character other than a line break, or a
/// bidirectional control.
pub fn is_hostile(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

/// A record in which every text wants to do something to a terminal, a spreadsheet or a document.
pub const HOSTILE: &str = r#"{"id": "hostile-2024", "organization": "=cmd|' /C calc'!A0 \u001b]0;owned\u0007\u202egnp.exe",
  "aliases": ["@SUM(A1)", "<script>alert(1)</script> | `x` [l](javascript:x)"],
  "country": "US", "summary": "line\r\nbreak \u009b31m \u0000 \u2028", "threat_actor": "-2+3",
  "timeline": [{"kind": "detected", "date": "2024-05-01", "note": "\u001b[2J"}],
  "exposed": [{"data": "other", "status": "exposed", "note": "\u0008\u0008"}],
  "sources": [{"id": "s1", "title": "\u001b[31m", "url": "https://example.org/"}]}"#;
