//! The settings: every fault in them is told with its place, none takes a good setting with it, and none
//! keeps the program from starting.

#[path = "common/commands.rs"]
mod commands;
#[cfg(unix)]
#[path = "common/terminal.rs"]
mod terminal;

use commands::*;

fn with(path: &str, args: &[&str]) -> Said {
    run(breachlens().env("BREACHLENS_CONFIG", path).args(args))
}

#[test]
fn every_setting_is_checked_with_its_place() {
    for (text, want) in [
        (
            "theme = \"drak\"",
            "1:9: there is no theme `drak`; did you mean `dark`?",
        ),
        ("start = \"data:ssnn\"", "1:15: `ssnn` is no data type"),
        (
            "start = \"hims @nosuch\"",
            "1:9: no query is saved as `@nosuch`",
        ),
        (
            "[queries]\nbad = \"year:2020 data:ssnn\"",
            "2:23: `ssnn` is no data type; did you mean ssn?",
        ),
        (
            "[queries]\nround = \"@round\"",
            "2:9: the saved query `@round` names itself",
        ),
        ("columns = [\"org\", 3]", "1:19: a text belongs here"),
        ("keys = \"x\"", "1:8: a table belongs here"),
        (
            "colums = []",
            "1:1: `colums` is no setting; did you mean `columns`?",
        ),
        (
            "[keys]\n\"ctrl-nothing\" = \"quit\"",
            "2:1: `ctrl-nothing` is no key",
        ),
        ("theme = ", "1:9: "),
    ] {
        let (_folder, path) = file("c.toml", text);
        let said = with(&path, &["config"]);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{text}");
        let want = format!("error: {path}:{want}");
        assert!(said.err.starts_with(&want), "{want}\n{}", said.err);
        // And every command says it, and goes on.
        let said = with(&path, &["list", "hims", "--format", "csv"]);
        assert_eq!((said.code, said.out.lines().count()), (0, 2), "{text}");
        assert!(said.err.starts_with(&want), "{want}\n{}", said.err);
    }
}

#[test]
fn a_faulty_setting_takes_no_good_one_with_it() {
    let (_folder, path) = file(
        "c.toml",
        "theme = \"drak\"\ncolumns = [\"id\", \"peple\", \"org\"]\ncolour = 1\n\
         [queries]\ngood = \"hims\"\n\"a b\" = \"x\"\nbad = \"data:ssnn\"\n\
         [keys]\n\"ctrl-nothing\" = \"quit\"\n\"ctrl-e\" = \"fly\"\n",
    );
    let said = with(&path, &["list", "@good", "--format", "csv"]);
    assert_eq!(said.code, 0, "{said:?}");
    let places: Vec<&str> = said
        .err
        .lines()
        .filter_map(|l| l.strip_prefix(&format!("error: {path}:")))
        .filter_map(|l| l.split(": ").next())
        .collect();
    assert_eq!(
        places,
        ["1:9", "2:18", "3:1", "6:1", "7:13", "9:1", "10:12"],
        "{}",
        said.err
    );
    assert!(
        said.err.ends_with("; the other settings hold\n"),
        "{}",
        said.err
    );
    let table = with(&path, &["list", "@good"]).out;
    assert!(
        table.starts_with("Id ") && table.contains("Organization"),
        "{table}"
    );
    assert!(!table.contains("Known"), "{table}");
    // What stands in the file is not called absent: its own fault is told.
    let said = with(&path, &["list", "@bad"]);
    assert_eq!(said.code, 2);
    assert!(!said.err.contains("no query is saved"), "{}", said.err);
    assert!(said.err.contains("data:ssnn\n"), "{}", said.err);
}

#[test]
fn a_theme_that_is_none_is_refused_by_every_command() {
    for args in [
        &["list", "hims", "--theme", "nope"][..],
        &["--theme", "nope"],
    ] {
        let said = said(args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(
            said.err.contains("nope") && said.err.contains("dark, light"),
            "{}",
            said.err
        );
    }
    assert_eq!(said(&["list", "hims", "--theme", "Dark"]).code, 0);
}

#[cfg(unix)]
#[test]
fn the_explorer_starts_whatever_the_settings_say() {
    let (_folder, path) = file(
        "c.toml",
        "theme = \"drak\"\nstart = \"data:ssnn\"\n[keys]\n\"ctrl-t\" = \"mark\"\n",
    );
    let mut s = terminal::Session::new(env!("CARGO_BIN_EXE_breachlens"))
        .env("BREACHLENS_CONFIG", &path)
        .size(160, 30)
        .start();
    s.wait_for("there is no theme `drak`");
    s.wait_for("`breachlens config` names 1 more");
    s.type_text("\x14");
    s.wait_for("1 marked");
    s.type_text("q");
    assert!(s.wait_exit().success());
}
