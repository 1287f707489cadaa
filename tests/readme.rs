//! What the README says is so. Its tables are the code's own: keys from KEYS, the query language from
//! FIELDS, dependencies from Cargo.toml. Each `console` block is run as it stands, in one folder from top
//! to bottom, and prints what stands below it. The tour's keys are pressed, and its words are on the screen.
//! `BREACHLENS_BLESS=1 cargo test --test readme` writes tables and outputs anew.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::{
    app::{
        action::ACTIONS,
        keymap::{KEYS, Place},
    },
    import::Format,
    query::FIELDS,
};
use std::{
    fmt::Write,
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

/// Two tests may write the README; one waits for the other.
static README: Mutex<()> = Mutex::new(());

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn keys() -> String {
    let mut out = String::from("| keys | what they do | where |\n|---|---|---|\n");
    for action in ACTIONS.iter().filter(|a| a.section != "Typing") {
        let bindings: Vec<_> = KEYS
            .iter()
            .filter(|b| {
                b.command == action.command
                    && !matches!(
                        b.place,
                        Place::Menu | Place::TypedMenu | Place::QueryLine | Place::Line
                    )
            })
            .collect();
        if bindings.is_empty() {
            continue;
        }
        let mut keys: Vec<String> = Vec::new();
        for b in &bindings {
            let key = format!("`{}`", cell(b.key));
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let mut places: Vec<&str> = bindings.iter().map(|b| b.place.title()).collect();
        places.dedup();
        let place = if places.contains(&"anywhere") {
            "anywhere".to_owned()
        } else {
            places.join(", ")
        };
        writeln!(
            out,
            "| {} | {} | {place} |",
            keys.join(" "),
            cell(action.sentence)
        )
        .unwrap();
    }
    out
}

fn fields() -> String {
    let mut out = String::from("| ask | what it means |\n|---|---|\n");
    for f in FIELDS {
        writeln!(out, "| `{}` | {} |", cell(f.example), cell(f.meaning)).unwrap();
    }
    out
}

fn formats() -> String {
    let mut out = String::from("| format | `--format` | told by |\n|---|---|---|\n");
    for f in Format::ALL {
        writeln!(out, "| {} | `{}` | {} |", f.name(), f.id(), cell(f.looks())).unwrap();
    }
    out
}

/// The text between two markers, or the README with it replaced.
fn check(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text
        .find(&open)
        .unwrap_or_else(|| panic!("README.md has no {open}"))
        + open.len();
    let end = start + text[start..].find(&close).unwrap();
    if std::env::var_os("BREACHLENS_BLESS").is_some() {
        fs::write(&path, format!("{}{wanted}{}", &text[..start], &text[end..])).unwrap();
        return;
    }
    assert_eq!(
        &text[start..end],
        wanted,
        "out of date: BREACHLENS_BLESS=1 cargo test --test readme"
    );
}

#[test]
fn the_tables_are_those_of_the_code() {
    let _alone = README.lock().unwrap_or_else(PoisonError::into_inner);
    check("keys", &keys());
    check("fields", &fields());
    check("formats", &formats());
}

#[test]
fn every_dependency_has_a_reason() {
    let readme = include_str!("../README.md");
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        for name in manifest[table].as_table().unwrap().keys() {
            assert!(
                readme.contains(&format!("`{name}`")),
                "the README gives no reason for {name}"
            );
        }
    }
}

#[test]
fn every_picture_that_is_shown_is_there() {
    let readme = include_str!("../README.md");
    for (at, _) in readme.match_indices("](screenshots/") {
        let name = readme[at + 2..].split(')').next().unwrap();
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(name).is_file(),
            "{name} is missing"
        );
    }
}

/// What is between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_tour_shows_what_it_says() {
    let readme = include_str!("../README.md");
    let tour = readme.split("<!-- tour -->\n").nth(1).unwrap();
    let tour = tour.split("<!-- /tour -->").next().unwrap();
    let mut screen = screen::Screen::new(100, 30, "");
    let rows: Vec<&str> = tour.lines().skip(2).collect();
    assert!(rows.len() >= 12, "{rows:?}");
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        let [typed, seen] = cells.as_slice() else {
            panic!("two columns: {row}")
        };
        for word in quoted(typed) {
            // What is no key is typed letter by letter.
            match word.parse::<breachlens::app::input::Key>() {
                Ok(_) => screen.keys(word),
                Err(_) => screen.keys(&format!("'{word}'")),
            };
        }
        let text = screen.text();
        let there = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let seen = quoted(seen);
        assert!(!seen.is_empty(), "{row}");
        for words in seen {
            assert!(there.contains(words), "{row}: `{words}` is not on\n{text}");
        }
    }
}

/// The README with the output of every `console` block as it is now.
#[cfg(unix)]
fn with_outputs(readme: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::os::unix::fs::symlink(root.join("data"), folder.path().join("data")).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_breachlens"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let run = |line: &str| {
        let output = std::process::Command::new("sh")
            .args(["-c", &format!("{{ {line}\n}} 2>&1")])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("HOME", folder.path())
            .env("BREACHLENS_HOME", folder.path().join("home"))
            .env("BREACHLENS_CONFIG", "")
            .env_remove("COLUMNS")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        // Blanks at the ends of lines are no part of a README.
        text.lines()
            .map(|l| format!("{}\n", l.trim_end()))
            .collect::<String>()
    };
    let mut out = String::new();
    let mut inside = false;
    for line in readme.lines() {
        if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            writeln!(out, "{line}").unwrap();
            out.push_str(&run(command));
            continue;
        }
        let fence = line.starts_with("```");
        if !inside || fence {
            writeln!(out, "{line}").unwrap();
        }
        if fence {
            inside = line == "```console";
        }
    }
    out
}

#[cfg(unix)]
#[test]
fn every_command_prints_what_stands_below_it() {
    let _alone = README.lock().unwrap_or_else(PoisonError::into_inner);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let now = with_outputs(&text);
    assert!(now.matches("\n$ breachlens").count() >= 8);
    assert!(!now.contains(env!("CARGO_MANIFEST_DIR")));
    if std::env::var_os("BREACHLENS_BLESS").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    for (was, is) in text.lines().zip(now.lines()) {
        assert_eq!(
            was, is,
            "out of date: BREACHLENS_BLESS=1 cargo test --test readme"
        );
    }
    assert_eq!(text, now);
}
