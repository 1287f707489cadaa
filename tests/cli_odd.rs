//! Files that are no list, or none that anybody would expect: each is told for what it is with what would be
//! right, and none is read to half.
#![allow(clippy::unwrap_used)]

#[path = "common/commands.rs"]
mod commands;

use commands::{at_home, is_hostile, run, said, scratch};
use std::{fs, io::Write, path::Path};

const TABLE: &str = "Organization,Affected\nElm,5\nOak,6\n";
const PORTAL: &str = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,\
    Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n";
const WAYS: [&[&str]; 3] = [
    &["list", "--no-bundled", "--data"],
    &["import", "--dry-run"],
    &["check"],
];

fn put(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn zip(names: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in names {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        out.start_file(*name, stored).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(text).unwrap();
    out.finish().unwrap()
}

/// A tar archive as far as anybody looks at it.
fn tar() -> Vec<u8> {
    let mut tar = b"t.csv".to_vec();
    tar.resize(257, 0);
    tar.extend(b"ustar  \0");
    tar.resize(512, 0);
    tar.extend(PORTAL.as_bytes());
    tar
}

#[test]
fn what_is_no_list_is_told_for_what_it_is() {
    let folder = scratch();
    let excel = zip(&[("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]);
    let calc = zip(&[("mimetype", "x"), ("content.xml", "<x/>")]);
    for (name, bytes, want) in [
        (
            "a.xlsx",
            excel,
            "it is a workbook of Excel; open it in a spreadsheet and save",
        ),
        (
            "a.ods",
            calc,
            "it is a document of an office program; open it in",
        ),
        (
            "a.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(),
            "it is a document of an office program, such as .xls; open it",
        ),
        (
            "a.pdf",
            b"%PDF-1.7\n1 0 obj".to_vec(),
            "it is a PDF document; get the list as CSV",
        ),
        (
            "a.csv.xz",
            b"\xFD7zXZ\0\0".to_vec(),
            "it is packed with xz; unpack it and name",
        ),
        (
            "a.csv.bz2",
            b"BZh91AY&SY".to_vec(),
            "it is packed with bzip2; unpack it",
        ),
        (
            "a.tar",
            tar(),
            "it is a tar archive; unpack it and name what was in it",
        ),
        ("a.tgz", gzip(&tar()), "it is a tar archive; unpack it"),
        (
            "a.parquet",
            b"PAR1\x01\x02".to_vec(),
            "it is a Parquet file; save it as CSV",
        ),
        (
            "a.csv",
            b"\x89PNG\r\n\x1A\n\0".to_vec(),
            "it is a picture; get the list",
        ),
        (
            "a.zip",
            zip(&[]),
            "it is an archive with nothing in it; pack it again",
        ),
    ] {
        let path = put(folder.path(), name, &bytes);
        for how in WAYS {
            let said = said(&[how, &[&path]].concat());
            assert_eq!(said.code, 3, "{how:?} {name}: {}", said.err);
            let told = format!("{}{}", said.out, said.err);
            assert!(
                told.contains(&format!("{path}: this is no list: {want}")),
                "{how:?}: {told}"
            );
            assert!(!is_hostile(&told), "{told:?}");
        }
    }
}

#[test]
fn lists_without_rows_are_told_as_such() {
    let folder = scratch();
    for empty in ["", "  \n", "\u{feff}"] {
        let path = put(folder.path(), "empty.csv", empty.as_bytes());
        for how in &WAYS[..2] {
            let said = said(&[*how, &[&path]].concat());
            assert_eq!((said.code, said.out.as_str()), (3, ""));
            assert_eq!(
                said.err,
                format!(
                    "error: {path}: the file is empty; it was perhaps not saved or downloaded to its end: get the list again\n"
                )
            );
        }
    }
    // One empty list does not take the others.
    let path = put(folder.path(), "empty.csv", b"");
    let table = put(folder.path(), "t.csv", TABLE.as_bytes());
    let both = said(&["list", "--no-bundled", "--data", &path, "--data", &table]);
    assert_eq!(both.code, 3);
    assert!(both.out.contains("Elm") && both.out.contains("Oak"));

    for heading in [PORTAL, "Organization,Affected"] {
        let path = put(folder.path(), "heading.csv", heading.as_bytes());
        let dry = said(&["import", "--dry-run", &path]);
        assert_eq!((dry.code, dry.err.as_str()), (1, ""));
        assert!(
            dry.out.contains(
                "note: there is no row, only a heading: was the list filtered, or is it cut off?"
            ),
            "{}",
            dry.out
        );
        assert_eq!(said(&["list", "--no-bundled", "--data", &path]).code, 1);
    }
    // What an export of nothing writes is read back.
    let nothing = said(&["list", "org:nobody-of-that-name", "--format", "json"]);
    assert_eq!(nothing.code, 1);
    let path = put(folder.path(), "nothing.json", nothing.out.as_bytes());
    let dry = said(&["import", "--dry-run", &path]);
    assert_eq!((dry.code, dry.err.as_str()), (1, ""), "{}", dry.out);
    let path = put(folder.path(), "object.json", b"{}");
    let dry = said(&["import", "--dry-run", &path]);
    assert!(
        dry.err
            .contains("this is an object with nothing in it; accepted are"),
        "{}",
        dry.err
    );
}

#[test]
fn packed_records_are_checked_as_they_are_read() {
    let folder = scratch();
    let lines = "{\"id\": \"a-2021\", \"organization\": \"A\"}\n{\"id\": \"b-2021\"}\n";
    let fault = "2:1: organization: `organization` is missing";
    let one = zip(&[("a.jsonl", lines)]);
    let two = zip(&[("a.jsonl", lines), ("c.json", "{}")]);
    for (name, bytes, document) in [
        ("own.jsonl.gz", gzip(lines.as_bytes()), ""),
        ("one.zip", one, " a.jsonl:"),
        ("two.zip", two, " a.jsonl:"),
    ] {
        let path = put(folder.path(), name, &bytes);
        let checked = said(&["check", "--no-warnings", &path]);
        assert_eq!(checked.code, 3);
        let want = format!("fault: {path}:{document}{fault}");
        assert!(checked.out.contains(&want), "{want}\n{}", checked.out);
        assert!(checked.err.contains("1 of "), "{}", checked.err);
        assert_eq!(said(&["list", "--no-bundled", "--data", &path]).code, 3);
    }
}

/// What can be read only once is not looked at twice: all its rows were lost.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_read_to_its_end_by_every_command() {
    let folder = scratch();
    let own = "{\"id\": \"a-2021\", \"organization\": \"Elm\"}\n";
    for (text, kept) in [(TABLE, "2 kept"), (own, "1 kept")] {
        for how in &WAYS[..2] {
            let mut command = at_home(folder.path());
            command.args([*how, &["/dev/stdin"]].concat());
            let said = run(command.write_stdin(text));
            assert_eq!((said.code, said.err.as_str()), (0, ""), "{how:?}");
            assert!(
                said.out.contains("Elm") || said.out.contains(kept),
                "{}",
                said.out
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn links_and_names_lead_nobody_astray() {
    use std::os::unix::fs::symlink;
    let folder = scratch();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    symlink("round.csv", at("round.csv")).unwrap();
    symlink("nowhere", at("dangling.csv")).unwrap();
    fs::create_dir(at("folder.csv")).unwrap();
    put(
        folder.path(),
        "\u{1b}]0;owned\u{7}\u{202e}gpj.csv",
        b"no list",
    );
    put(folder.path(), "\u{1b}[2J\n\u{9b}31m.json", b"{\"id\": 1}");
    for (name, want) in [
        (
            "round.csv",
            "cannot be read: Too many levels of symbolic links",
        ),
        ("dangling.csv", "cannot be read: No such file or directory"),
        ("missing.csv", "cannot be read: No such file or directory"),
        (
            "folder.csv",
            "there is no .json file in it; a folder or an archive is read",
        ),
        ("\u{1b}]0;owned\u{7}\u{202e}gpj.csv", ""),
        ("\u{1b}[2J\n\u{9b}31m.json", ""),
    ] {
        for how in WAYS {
            let said = said(&[how, &[&at(name)]].concat());
            assert_eq!(said.code, 3, "{how:?} {name}");
            let told = format!("{}{}", said.out, said.err);
            assert!(told.contains(want) && told.contains("; "), "{told}");
            assert!(!is_hostile(&told), "{told:?}");
        }
    }
}
