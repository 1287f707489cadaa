//! The first minutes of somebody new: what the program says by itself, and what it can be asked to leave
//! behind for the shell.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "common/commands.rs"]
mod commands;
#[path = "common/terminal.rs"]
mod terminal;

use commands::{out, said};
use terminal::Session;

const WELCOME: &str = "New here?";

fn start(args: &[&str], home: &str) -> Session {
    let mut session = Session::new(env!("CARGO_BIN_EXE_breachlens"))
        .args(args)
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", home)
        .start();
    session.wait_for("Organization");
    session
}

#[test]
fn a_newcomer_is_told_four_keys_until_the_first_one() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let mut s = start(&[], home.to_str().unwrap());
    s.wait_for(WELCOME);
    // All of it fits into 80 columns.
    s.wait_for("? explains it all");
    s.resize(100, 30);
    s.wait_for(WELCOME);
    s.type_text("j");
    s.wait_gone(WELCOME);
    s.wait_for("? help");
    s.type_text("q");
    assert!(s.wait_exit().success());
    assert!(!home.exists(), "nothing is written down to know it");
}

#[test]
fn whoever_has_been_here_or_asks_something_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    for (args, home) in [(&[][..], home), (&["hims"], commands::NO_HOME)] {
        let mut s = start(args, home);
        s.wait_for("? help");
        assert!(!s.text().contains(WELCOME), "{args:?}");
        s.type_text("q");
        s.wait_exit();
    }
}

#[test]
fn a_person_is_told_why_nothing_matches_and_a_script_is_not() {
    let mut s = Session::new(env!("CARGO_BIN_EXE_breachlens"))
        .args(["list", "hims", "affected:>1M"])
        .env("BREACHLENS_CONFIG", "")
        .start();
    s.wait_for("no incident matches; without hims there would be 109");
    assert_eq!(s.wait_exit().exit_code(), 1);
    let script = said(&["list", "hims", "affected:>1M"]);
    assert_eq!((script.code, script.err.as_str()), (1, ""));
}

#[test]
fn man_pages_and_completions_can_be_kept_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b");
    let told = out(&["man", "--to", path.to_str().unwrap()]);
    let pages: Vec<&str> = told.lines().collect();
    assert_eq!(pages.len(), 15, "{told}");
    for page in &pages {
        assert!(
            std::fs::read_to_string(page)
                .unwrap()
                .contains(".TH breachlens"),
            "{page}"
        );
    }
    assert_eq!(
        std::fs::read_to_string(path.join("breachlens.1")).unwrap(),
        out(&["man"])
    );
    assert_eq!(
        std::fs::read_to_string(path.join("breachlens-list.1")).unwrap(),
        out(&["man", "list"])
    );

    let told = out(&["completions", "--to", path.to_str().unwrap()]);
    assert_eq!(told.lines().count(), 5, "{told}");
    assert_eq!(
        std::fs::read_to_string(path.join("_breachlens")).unwrap(),
        out(&["completions", "zsh"])
    );
    // The same once more: what was made here before is made anew.
    assert_eq!(
        out(&["completions", "bash", "--to", path.to_str().unwrap()])
            .lines()
            .count(),
        1
    );

    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let fault = said(&["man", "--to", file.join("x").to_str().unwrap()]);
    assert_eq!(fault.code, 2, "{}", fault.err);
    assert!(fault.err.contains("cannot be written"), "{}", fault.err);
    assert_eq!(said(&["completions"]).code, 2);
}

#[test]
fn a_path_is_taken_as_terminals_paste_and_drop_it() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().to_str().unwrap();
    for name in ["it's as one.csv", "a \"b\" 100%.csv", "naïve (2).csv"] {
        let list = "Company,Records lost\nOak Clinic,5\n";
        std::fs::write(folder.path().join(name), list).unwrap();
    }
    for (n, pasted) in [
        format!("'{dir}/it'\\''s as one.csv'"),
        format!("\"{dir}/it's as one.csv\" as quoted"),
        format!("{dir}/it\\'s\\ as\\ one.csv "),
        format!("'{dir}/a \"b\" 100%.csv'"),
        format!("file://{dir}/a%20%22b%22%20100%25.csv"),
        format!("{dir}/na\u{ef}ve\\ \\(2\\).csv"),
        // As it stands, where there is such a file.
        format!("{dir}/a \"b\" 100%.csv"),
    ]
    .iter()
    .enumerate()
    {
        let home = folder.path().join(format!("home{n}"));
        let mut s = start(&[], home.to_str().unwrap());
        s.type_text("i");
        s.wait_for("Import a list");
        s.paste(pasted);
        s.wait_stable();
        s.type_text("\r");
        s.wait_for("stored as");
        let set = match pasted {
            p if p.contains("quoted") => "quoted",
            p if p.contains("one") => "it-s-as-one",
            p if p.contains("100") => "a-b-100",
            _ => "naive-2",
        };
        assert!(
            s.text().contains(&format!("stored as `{set}`")),
            "{pasted}: {}",
            s.text()
        );
        s.type_text("\x1b");
        s.wait_gone("stored as");
        s.type_text("q");
        s.wait_exit();
    }
}
