//! The user's data when things go wrong: flipped bits, cut files, a full disk, a folder that cannot be
//! written, two processes at once. There is a message with the place, nothing is lost, and the rest works.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::result_large_err)]

#[path = "common/commands.rs"]
mod commands;
#[path = "common/terminal.rs"]
mod terminal;

use breachlens::dataset::library::{Library, MarkKey};
use commands::{Said, at_home, breachlens, run, scratch};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;
use terminal::Session;

const PROGRAM: &str = env!("CARGO_BIN_EXE_breachlens");

/// A list as the HHS portal gives it.
fn list(folder: &Path, name: &str, rows: usize, base: usize) -> String {
    let mut text = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,\
         Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n"
        .to_owned();
    for n in 0..rows {
        text.push_str(&format!(
            "{name} {n},CA,Healthcare Provider,{},03/{:02}/2024,Hacking/IT Incident,Email,No,\n",
            // Nobody is a number that no list means.
            base + n + 1,
            n % 28 + 1
        ));
    }
    let path = folder.join(format!("{name}.csv"));
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A home with the sets `one` (3 records) and `two` (5), a star and a note.
fn home() -> (TempDir, Library) {
    let home = scratch();
    for (name, rows) in [("one", 3), ("two", 5)] {
        let list = list(home.path(), name, rows, 1000);
        let said = run(at_home(home.path()).args(["import", &list, "--as", name]));
        assert_eq!(said.code, 0, "{}", said.err);
    }
    let library = Library::open(home.path());
    library.set_star(&key("a"), true).unwrap();
    library.set_note(&key("b"), "call them").unwrap();
    (home, library)
}

fn key(name: &str) -> MarkKey {
    MarkKey {
        set: "one".to_owned(),
        key: name.to_owned(),
    }
}

fn only(folder: &Path, prefix: &str) -> PathBuf {
    let all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.file_name().unwrap().to_str().unwrap().starts_with(prefix))
        .collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

/// The bytes of every file under a folder.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(everything(&path));
        } else {
            out.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    out.sort();
    out
}

/// Every second byte with one of its bits flipped, and the file cut at every thirteenth byte.
fn damages(bytes: &[u8]) -> Vec<Vec<u8>> {
    let flipped = (0..bytes.len()).step_by(2).map(|at| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << (at / 2 % 8);
        bytes
    });
    let cut = (0..bytes.len()).step_by(13).map(|at| bytes[..at].to_vec());
    flipped.chain(cut).collect()
}

fn is_kept(library: &Library, file: &Path, bytes: &[u8]) -> bool {
    fs::read(file).is_ok_and(|b| b == bytes)
        || everything(library.folder())
            .iter()
            .any(|(path, kept)| path.to_string_lossy().contains("aside") && kept == bytes)
}

fn clear_aside(library: &Library) {
    let _ = fs::remove_dir_all(library.folder().join("aside"));
}

#[test]
fn no_flipped_bit_of_the_index_hides_or_loses_a_set() {
    let (_home, library) = home();
    let index = library.folder().join("index.json");
    let good = fs::read(&index).unwrap();
    let sets = everything(&library.folder().join("sets"));
    let before = library.sets().unwrap().sets;
    for bad in damages(&good) {
        fs::write(&index, &bad).unwrap();
        let told = match library.sets() {
            Ok(listing) => {
                let names: Vec<_> = listing.sets.iter().map(|s| (&s.name, s.records)).collect();
                assert_eq!(names, [(&"one".to_owned(), 3), (&"two".to_owned(), 5)]);
                // Nothing is believed that is not so.
                assert!(!listing.faults.is_empty() || listing.sets == before);
                listing.faults
            }
            // A number that a newer version might have written: nothing is touched.
            Err(e) => {
                assert_eq!(fs::read(&index).unwrap(), bad);
                vec![e]
            }
        };
        for e in &told {
            assert!(e.place.file.is_some() && e.right.is_some(), "{e}");
        }
        assert!(told.is_empty() || is_kept(&library, &index, &bad));
        // A later import sweeps nothing but its own.
        assert_eq!(everything(&library.folder().join("sets")), sets);
        clear_aside(&library);
        fs::write(&index, &good).unwrap();
    }
}

#[test]
fn no_flipped_bit_of_the_marks_loses_more_than_the_last_change() {
    let (_home, library) = home();
    let (marks, before) = (
        library.folder().join("marks.jsonl"),
        library.folder().join("marks.before.jsonl"),
    );
    let (good, good_before) = (fs::read(&marks).unwrap(), fs::read(&before).unwrap());
    for bad in damages(&good) {
        fs::write(&marks, &bad).unwrap();
        match library.marks() {
            Ok((read, faults)) => {
                assert!(read.get(&key("a")).star, "the star of the change before");
                if faults.is_empty() {
                    assert_eq!(read.get(&key("b")).note.len(), 1);
                } else {
                    assert!(faults[0].place.file.is_some() && faults[0].right.is_some());
                    assert!(is_kept(&library, &marks, &bad), "{}", faults[0]);
                    // Told once; it is whole again.
                    assert_eq!(library.marks().unwrap(), (read, vec![]));
                }
            }
            Err(e) => {
                assert!(e.to_string().contains("newer"), "{e}");
                assert!(library.set_star(&key("c"), true).is_err());
                assert_eq!(fs::read(&marks).unwrap(), bad);
            }
        }
        clear_aside(&library);
        fs::write(&marks, &good).unwrap();
        fs::write(&before, &good_before).unwrap();
    }
    // Both damaged at once: what can be read is used, and both are kept.
    let mut bad = good.clone();
    let last = bad.len() - 4;
    bad[last] ^= 1;
    fs::write(&marks, &bad).unwrap();
    fs::write(&before, b"{").unwrap();
    let (read, faults) = library.marks().unwrap();
    assert_eq!(faults.len(), 2);
    assert!(read.get(&key("a")).star);
    assert!(faults[0].to_string().contains("can still be read"));
    assert!(is_kept(&library, &marks, &bad) && is_kept(&library, &before, b"{"));
}

/// What `list` says of a home: exit code, and how many records of each set.
fn listed(home: &Path) -> (Said, Said) {
    let ask = |set: &str| {
        run(at_home(home).args(["list", "--format", "csv", "--no-bundled", "--no-match", set]))
    };
    (ask("from:one"), ask("from:two"))
}

fn rows(said: &Said) -> usize {
    said.out.lines().count().saturating_sub(1)
}

#[test]
fn a_damaged_set_is_told_put_aside_and_the_rest_works() {
    let cases: [fn(&mut Vec<u8>); 6] = [
        |b| b.truncate(b.len() / 2),
        |b| b.truncate(b.len() - 1),
        |b| b.clear(),
        |b| b[40] ^= 0x10,
        |b| *b.last_mut().unwrap() ^= 1,
        |b| b.extend(b"{}\n"),
    ];
    for damage in cases {
        let (home, library) = home();
        let file = only(&library.folder().join("sets"), "two.");
        let mut bytes = fs::read(&file).unwrap();
        damage(&mut bytes);
        fs::write(&file, &bytes).unwrap();
        let (one, _) = listed(home.path());
        assert_eq!((one.code, rows(&one)), (3, 3), "{}", one.err);
        assert!(one.err.contains(file.to_str().unwrap()), "{}", one.err);
        assert!(one.err.contains("import it again as `two`"), "{}", one.err);
        assert!(is_kept(&library, &file, &bytes));
        // Told once; then it can be imported again, and the bundled records were there all along.
        let (one, two) = listed(home.path());
        assert_eq!((one.code, one.err.as_str(), rows(&one)), (0, "", 3));
        assert!(two.code != 0 && rows(&two) == 0);
        let list = list(home.path(), "two", 5, 1000);
        assert_eq!(
            run(at_home(home.path()).args(["import", &list, "--as", "two"])).code,
            0
        );
        assert_eq!(rows(&listed(home.path()).1), 5);
    }
}

#[test]
fn a_damaged_index_or_marks_are_told_by_the_program_and_the_rest_works() {
    for name in ["index.json", "marks.jsonl"] {
        let (home, library) = home();
        let file = library.folder().join(name);
        let mut bytes = fs::read(&file).unwrap();
        bytes.truncate(bytes.len() - 5);
        fs::write(&file, &bytes).unwrap();
        let (one, _) = listed(home.path());
        assert_eq!((one.code, rows(&one)), (3, 3), "{}", one.err);
        assert!(one.err.contains(file.to_str().unwrap()), "{}", one.err);
        assert!(one.err.contains("put aside"), "{}", one.err);
        assert!(is_kept(&library, &file, &bytes));
        let (one, two) = listed(home.path());
        assert_eq!((one.code, rows(&one), rows(&two)), (0, 3, 5), "{}", one.err);
    }
}

#[test]
fn damaged_settings_are_told_and_left_alone() {
    let folder = scratch();
    let file = folder.path().join("config.toml");
    let good = "theme = \"light\"\nstart = \"data:ssn\"\n[queries]\nours = \"hims\"\n[keys]\n\"ctrl-e\" = \"export\"\n";
    let mut told = 0;
    for bad in damages(good.as_bytes()).into_iter().step_by(3) {
        fs::write(&file, &bad).unwrap();
        let said = run(breachlens()
            .args(["list", "hims", "--format", "csv"])
            .env("BREACHLENS_CONFIG", &file));
        assert_eq!(rows(&said), 1, "the defaults hold");
        assert_eq!(said.code, 0);
        if !said.err.is_empty() {
            told += 1;
            let place = format!("error: {}", file.display());
            assert!(said.err.starts_with(&place), "{}", said.err);
            assert!(said.err.ends_with(" settings hold\n"), "{}", said.err);
        }
        assert_eq!(fs::read(&file).unwrap(), bad, "nobody writes over it");
        let said = run(breachlens()
            .args(["config", "--create"])
            .env("BREACHLENS_CONFIG", &file));
        assert_eq!(said.code, 3);
        assert_eq!(fs::read(&file).unwrap(), bad, "nobody writes over it");
    }
    assert!(told > 5, "{told}");
}

/// The program where no file can become larger than `blocks` (of 512 or 1024 bytes, as the shell counts).
/// With `told`, a write beyond that fails as on a full disk; without, the system ends the program in the
/// middle of it.
fn limited(home: &Path, blocks: usize, told: bool, args: &[&str]) -> std::process::Output {
    let trap = if told { "trap '' XFSZ; " } else { "" };
    Command::new("/bin/sh")
        .args([
            "-c",
            &format!("{trap}ulimit -c 0; ulimit -f {blocks}; exec \"$0\" \"$@\""),
            PROGRAM,
        ])
        .args(args)
        .env("BREACHLENS_HOME", home)
        .env("BREACHLENS_CONFIG", home.join("settings/config.toml"))
        .output()
        .unwrap()
}

#[test]
fn a_full_disk_changes_nothing_and_is_told() {
    let (home, library) = home();
    let large = list(home.path(), "large", 120, 2000);
    let state = everything(library.folder());
    // Told or killed: at the first byte, in the draft of the set, in the index, ...
    for told in [true, false] {
        let mut failed = 0;
        for blocks in [0, 1, 2, 5, 20, 60, 100, 1_000_000] {
            let output = limited(
                home.path(),
                blocks,
                told,
                &["import", &large, "--as", "two", "--replace"],
            );
            if output.status.success() {
                break;
            }
            failed += 1;
            let err = String::from_utf8(output.stderr).unwrap();
            if told {
                assert_eq!(output.status.code(), Some(3), "{err}");
                assert!(
                    err.contains("cannot be written") && err.contains("room"),
                    "{err}"
                );
                assert_eq!(everything(library.folder()), state, "{blocks}");
            } else {
                assert_eq!(output.status.code(), None, "{err}");
                let now = everything(library.folder());
                assert!(state.iter().all(|old| now.contains(old)), "{blocks}");
                assert_eq!(library.load("two").unwrap().len(), 5);
            }
        }
        assert!(failed >= 3, "{failed}");
        assert_eq!(
            library.load("two").unwrap().len(),
            120,
            "with room it is stored"
        );
        let small = list(home.path(), "two", 5, 1000);
        let again = run(at_home(home.path()).args(["import", &small, "--as", "two", "--replace"]));
        assert_eq!(again.code, 0);
        for (path, bytes) in &state {
            // Back to the first state, which the next round compares with.
            fs::write(path, bytes).unwrap();
        }
        for (path, _) in everything(library.folder()) {
            if !state.iter().any(|(p, _)| *p == path) {
                fs::remove_file(path).unwrap();
            }
        }
    }
    let settings = limited(home.path(), 0, true, &["config", "--create"]);
    assert_eq!(settings.status.code(), Some(3));
    assert!(everything(&home.path().join("settings")).is_empty());
}

#[test]
fn output_that_cannot_be_written_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    for args in [
        &["list"][..],
        &["show", "hims"],
        &["schema"],
        &["config", "--default"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(PROGRAM)
            .args(args)
            .env("BREACHLENS_CONFIG", "")
            .env("BREACHLENS_HOME", commands::NO_HOME)
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{args:?}: {err}");
        assert!(
            err.contains("cannot write the output") && err.contains("room"),
            "{err}"
        );
    }
}

#[test]
fn a_star_that_cannot_be_saved_is_told_in_the_explorer() {
    let (home, library) = home();
    let state = everything(library.folder());
    let script = format!("trap '' XFSZ; ulimit -f 0; exec {PROGRAM}");
    let mut s = Session::new("/bin/sh")
        .args(["-c", &script])
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", home.path().to_str().unwrap())
        .size(160, 40)
        .start();
    s.wait_for("Organization");
    s.type_text("*");
    s.wait_for("not saved: ");
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
    assert_eq!(everything(library.folder()), state);
}

#[test]
fn a_home_that_cannot_be_written_is_told_and_reading_works() {
    let folder = scratch();
    let file = folder.path().join("a file");
    fs::write(&file, "x").unwrap();
    let list = list(folder.path(), "one", 3, 1000);
    let mut homes = vec![file.clone(), file.join("below")];
    if cfg!(target_os = "linux") {
        // Where not even an administrator can make a folder.
        homes.push("/proc/breachlens".into());
    }
    for home in homes {
        let said = run(at_home(&home).args(["import", &list, "--as", "one"]));
        assert_eq!(said.code, 3, "{}", said.err);
        assert!(said.err.contains(home.to_str().unwrap()), "{}", said.err);
        assert!(said.err.contains("BREACHLENS_HOME"), "{}", said.err);
        let said = run(at_home(&home).args(["list", "hims", "--format", "csv"]));
        assert_eq!((said.code, said.err.as_str(), rows(&said)), (0, "", 1));
        let mut s = Session::new(PROGRAM)
            .env("BREACHLENS_CONFIG", "")
            .env("BREACHLENS_HOME", home.to_str().unwrap())
            .size(160, 40)
            .start();
        s.wait_for("Organization");
        s.type_text("*");
        s.wait_for("not saved: ");
        s.type_text("q");
        assert!(s.wait_exit().success());
    }
    assert_eq!(fs::read(&file).unwrap(), b"x");
}

#[test]
fn a_home_that_cannot_be_looked_into_is_not_taken_for_an_empty_one() {
    // A link to itself cannot be followed by anybody, an administrator included.
    let folder = scratch();
    let home = folder.path().join("home");
    std::os::unix::fs::symlink(&home, &home).unwrap();
    let said = run(at_home(&home).args(["list", "hims", "--format", "csv"]));
    assert_eq!((said.code, rows(&said)), (3, 1), "{}", said.err);
    assert!(
        said.err.contains("the library cannot be read"),
        "{}",
        said.err
    );
    let said = run(at_home(&home).args(["library"]));
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
}

#[test]
fn a_home_that_is_not_there_is_made_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch();
    let home = folder.path().join("not/yet/there");
    let list = list(folder.path(), "one", 3, 1000);
    let said = run(at_home(&home).args(["library"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!folder.path().join("not").exists(), "looking makes nothing");
    // However generous the user's mask is.
    let output = Command::new("/bin/sh")
        .args([
            "-c",
            "umask 000; exec \"$0\" \"$@\"",
            PROGRAM,
            "import",
            &list,
            "--as",
            "one",
        ])
        .env("BREACHLENS_HOME", &home)
        .env("BREACHLENS_CONFIG", "")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let library = Library::open(&home);
    library.set_star(&key("a"), true).unwrap();
    library.set_star(&key("b"), true).unwrap();
    // Something damaged, so that there is something aside.
    let index = library.folder().join("index.json");
    fs::write(&index, "{").unwrap();
    library.sets().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut files = 0;
    let mut open = vec![folder.path().join("not")];
    while let Some(next) = open.pop() {
        assert_eq!(mode(&next), 0o700, "{}", next.display());
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.to_string_lossy().contains("aside") {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    assert_eq!(files, 5, "index, lock, marks, marks before, set");
}

#[test]
fn processes_that_import_at_once_lose_nothing() {
    let home = scratch();
    let import = |list: &str, set: &str| {
        Command::new(PROGRAM)
            .args(["import", list, "--as", set])
            .env("BREACHLENS_HOME", home.path())
            .env("BREACHLENS_CONFIG", "")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let lists: Vec<String> = (0..8)
        .map(|n| list(home.path(), &format!("list{n}"), 20 + n, 1000 * n))
        .collect();
    // Eight of different names, and five of one name.
    let mut others: Vec<_> = (0..8)
        .map(|n| import(&lists[n], &format!("set{n}")))
        .collect();
    let same: Vec<_> = (0..5).map(|n| import(&lists[n], "same")).collect();
    for child in &mut others {
        assert!(child.wait().unwrap().success());
    }
    let mut stored = 0;
    for child in same {
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => stored += 1,
            Some(3) => assert!(
                err.contains("changed meanwhile") && err.contains("import again"),
                "{err}"
            ),
            _ => panic!("{err}"),
        }
    }
    assert!(stored >= 1);
    let library = Library::open(home.path());
    let (sets, faults) = library.load_all().unwrap();
    assert!(faults.is_empty() && sets.len() == 9, "{faults:?}");
    for n in 0..8 {
        assert_eq!(library.load(&format!("set{n}")).unwrap().len(), 20 + n);
    }
    assert!(library.load("same").unwrap().len() >= 20);
}

#[test]
fn two_explorers_keep_each_other_s_stars() {
    let home = scratch();
    let open = |query: &str| {
        let mut s = Session::new(PROGRAM)
            .args([query])
            .env("BREACHLENS_CONFIG", "")
            .env("BREACHLENS_HOME", home.path().to_str().unwrap())
            .size(120, 30)
            .start();
        s.wait_for("Organization");
        s.wait_stable();
        s
    };
    let (mut a, mut b) = (open("hims"), open("healthec"));
    for s in [&mut a, &mut b] {
        s.type_text("*");
    }
    for s in [&mut a, &mut b] {
        s.wait_for("starred");
        s.type_text("q");
        assert!(s.wait_exit().success());
        s.assert_restored();
    }
    let (marks, faults) = Library::open(home.path()).marks().unwrap();
    assert!(faults.is_empty());
    let starred: Vec<_> = marks
        .0
        .iter()
        .filter(|m| m.1.star)
        .map(|m| m.0.key.as_str())
        .collect();
    assert_eq!(starred.len(), 2, "{starred:?}");
}
