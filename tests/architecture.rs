//! The house keeps its order: no floor knows a floor above it, and every file says what it is for.
#![allow(clippy::unwrap_used)]

#[path = "common/sources.rs"]
mod sources;

use sources::{code, sources};

/// The floors from the ground up. Those on one line may know each other.
const FLOORS: &[&[&str]] = &[
    &["error", "threads"],
    &["model"],
    &["dataset", "import"],
    &["analysis"],
    &["catalog"],
    &["query"],
    &["report"],
    &["cli", "app"],
    &["tui"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|f| f.contains(&module))
}

#[test]
fn no_floor_knows_a_floor_above_it() {
    let mut upward = Vec::new();
    for (name, text) in sources() {
        let here = name.split('/').next().unwrap().trim_end_matches(".rs");
        let Some(level) = floor(here) else { continue };
        if name.ends_with("tests.rs") {
            continue;
        }
        // Every path from the crate's root, also inside `use crate::{a, b::c}` over several lines.
        let code = code(&text).replace("crate::{", "crate::\u{1}");
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + 7..];
            let names: Vec<&str> = match rest.strip_prefix('\u{1}') {
                Some(list) => top_names(list),
                None => vec![
                    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                        .next()
                        .unwrap(),
                ],
            };
            for other in names {
                if floor(other).is_some_and(|l| l > level) {
                    upward.push(format!("{name} uses {other}"));
                }
            }
        }
    }
    upward.sort();
    upward.dedup();
    assert!(
        upward.is_empty(),
        "arrows that point up:\n{}",
        upward.join("\n")
    );
}

/// The first names of a list in braces: `a, b::{c, d}}` gives a and b.
fn top_names(list: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (i, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                out.push(&list[start..i]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(&list[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out.into_iter()
        .map(|n| n.trim().split("::").next().unwrap().trim())
        .filter(|n| !n.is_empty())
        .collect()
}

#[test]
fn only_the_top_floor_names_the_terminal() {
    for (name, text) in sources() {
        if !name.starts_with("tui/") {
            for library in ["ratatui", "crossterm"] {
                let uses = code(&text).lines().any(|l| {
                    l.contains(&format!("{library}::")) && !l.trim_start().starts_with("//")
                });
                assert!(!uses, "{name} names {library}");
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let missing: Vec<String> = sources()
        .into_iter()
        .filter(|(_, t)| !t.starts_with("//!"))
        .map(|(n, _)| n)
        .collect();
    assert!(missing.is_empty(), "without a head: {missing:?}");
}

/// A room with more is two rooms. The vocabularies and FIELDS are tables, and help is no prose to split.
#[test]
fn files_stay_small() {
    const TABLES: &[&str] = &[
        "model/vocabulary/words.rs",
        "query/field/table.rs",
        "app/keymap.rs",
    ];
    let crowded: Vec<String> = sources()
        .into_iter()
        .filter(|(name, _)| !TABLES.contains(&name.as_str()) && !name.ends_with("tests.rs"))
        .map(|(name, text)| (name, code(&text).lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert!(crowded.is_empty(), "crowded rooms: {crowded:#?}");
}

#[test]
fn one_version_of_the_terminal_libraries() {
    let lock = include_str!("../Cargo.lock");
    for library in ["ratatui", "ratatui-core", "crossterm"] {
        let n = lock.matches(&format!("name = \"{library}\"\n")).count();
        assert_eq!(n, 1, "{library} stands {n} times in Cargo.lock");
    }
}
