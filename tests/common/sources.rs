//! Our own source files, for tests that hold something of all of them. Shared by several test programs,
//! each of which uses a part of it.
#![allow(dead_code, clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every file under a folder, in order; links are not followed.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            out.extend(files(&path));
        } else {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// Every Rust file of `src`: its path below that, and its text.
pub fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: &Path| {
        let name = path.strip_prefix(&root).unwrap();
        name.to_str().unwrap().replace('\\', "/")
    };
    files(&root)
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| (name(path), fs::read_to_string(path).unwrap()))
        .collect()
}

/// Code before the tests of a file: tests may reach for whatever they need.
pub fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

/// The code of `src` by file, without tests and without comments.
pub fn bare_code() -> Vec<(String, String)> {
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    sources()
        .into_iter()
        .filter(|(name, _)| !name.ends_with("tests.rs"))
        .map(|(name, text)| {
            let lines = code(&text).lines().filter(|l| !is_comment(l));
            (name, lines.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}
