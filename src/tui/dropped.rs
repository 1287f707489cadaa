//! The path of a file as it was typed, or as a terminal or a desktop pastes and drops it: in quotes, with
//! backslashes, as a `file:` address. It must not know what the file is for.

use std::path::{Path, PathBuf};

/// A path as it was typed; `~` is the home of the user.
#[must_use]
pub fn expanded(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    }
}

/// The file that is meant: the path as it stands, unless there is no such file and there is one once
/// the quoting is taken away.
#[must_use]
pub fn meant(typed: &str) -> PathBuf {
    let plain = expanded(typed);
    if plain.symlink_metadata().is_ok() {
        return plain;
    }
    let bare = bare(typed.trim()).filter(|path| path.symlink_metadata().is_ok());
    bare.unwrap_or(plain)
}

/// Whether a path, as it was typed, is that of a file which is there.
#[must_use]
pub fn is_file(typed: &str) -> bool {
    meant(typed).is_file()
}

/// Elsewhere a backslash parts folders, and no shell is known.
#[cfg(not(unix))]
fn bare(_: &str) -> Option<PathBuf> {
    None
}

#[cfg(unix)]
fn bare(typed: &str) -> Option<PathBuf> {
    match typed.strip_prefix("file://") {
        Some(rest) => from_address(rest),
        None => Some(expanded(&unquoted(typed)?)),
    }
}

/// What stands behind `file://`, its signs written as numbers.
#[cfg(unix)]
fn from_address(rest: &str) -> Option<PathBuf> {
    use std::{ffi::OsString, os::unix::ffi::OsStringExt};
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(OsString::from_vec(bytes).into())
}

/// One word of a shell without its quotes; `None` when it is not one word.
#[cfg(unix)]
fn unquoted(word: &str) -> Option<String> {
    let mut words = shell_words::split(word).ok()?;
    words.pop().filter(|_| words.is_empty())
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_taken_away_as_a_shell_does() {
        for (typed, want) in [
            ("'/a b/c.csv'", Some("/a b/c.csv")),
            ("\"/a b/c.csv\"", Some("/a b/c.csv")),
            ("/a\\ b/c.csv", Some("/a b/c.csv")),
            ("'/a'\\''b.csv'", Some("/a'b.csv")),
            ("\"/a\\\"\\b\"", Some("/a\"\\b")),
            ("file:///a%20b.csv", Some("/a b.csv")),
            ("file://localhost/a.csv", Some("/a.csv")),
            ("file://elsewhere/a.csv", None),
            ("file:///a%2", None),
            ("file:///a%zz", None),
            ("/a b", None),
            ("'/a", None),
            ("/a\\", Some("/a\\")),
        ] {
            assert_eq!(bare(typed), want.map(PathBuf::from), "{typed}");
        }
    }

    #[test]
    fn a_file_that_is_there_is_meant_as_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("'x'"), "").unwrap();
        std::fs::write(at("x"), "").unwrap();
        let typed = |name: &str| format!("{}/{name}", folder.path().display());
        assert_eq!(meant(&typed("'x'")), at("'x'"));
        assert_eq!(meant(&typed("\"x\"")), at("x"));
        assert_eq!(meant(&typed("'y'")), at("'y'"), "neither is there");
    }
}
