//! The README's tables are the code's own: keys from KEYS, the query language from FIELDS, dependencies
//! from Cargo.toml. `BREACHLENS_BLESS=1 cargo test --test readme` writes them anew.
#![allow(clippy::unwrap_used)]

use breachlens::{
    app::{
        action::ACTIONS,
        keymap::{KEYS, Place},
    },
    query::FIELDS,
};
use std::{fmt::Write, fs, path::Path};

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
                    && !matches!(b.place, Place::Menu | Place::TypedMenu | Place::QueryLine)
            })
            .collect();
        if bindings.is_empty() {
            continue;
        }
        let mut keys: Vec<String> = bindings
            .iter()
            .map(|b| format!("`{}`", cell(b.key)))
            .collect();
        keys.dedup();
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
    check("keys", &keys());
    check("fields", &fields());
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
