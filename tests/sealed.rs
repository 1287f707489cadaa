//! Nothing gets out or in where it should not: no connection, no address opened unseen or through a
//! shell, no clipboard and no file without being asked, no name from data as a path.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "common/commands.rs"]
mod commands;
#[path = "common/sources.rs"]
mod sources;
#[path = "common/terminal.rs"]
mod terminal;

use commands::{at_home, run};
use sources::{bare_code, files};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use terminal::{DEADLINE, Session};

const PROGRAM: &str = env!("CARGO_BIN_EXE_breachlens");

fn naming(what: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = bare_code()
        .into_iter()
        .filter(|(_, code)| what.iter().any(|w| code.contains(w)))
        .map(|(name, _)| name)
        .collect();
    found.sort();
    found
}

#[test]
fn our_code_names_no_network_and_no_shell() {
    let none: Vec<String> = Vec::new();
    let network = [
        "std::net",
        "net::{",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "ToSocketAddrs",
        "UnixStream",
    ];
    assert_eq!(naming(&network), none);
    assert_eq!(
        naming(&[
            "process::Command",
            "Command::new(",
            "/bin/sh",
            "libc::",
            "unsafe {"
        ]),
        none
    );
    assert_eq!(
        naming(&["open::that", "open::with", "open::commands"]),
        ["tui/opener.rs"]
    );
    assert_eq!(
        naming(&["clipboard::sequence", "CopyToClipboard::"]),
        ["tui/clipboard.rs", "tui/terminal.rs"]
    );
}

/// Files are written, moved and removed in these places only, each of which says how it takes care.
#[test]
fn files_are_written_in_few_places() {
    let writes = [
        "File::create",
        "fs::write",
        "create_new",
        "OpenOptions",
        "File::options",
        "create_dir",
        "DirBuilder",
        "fs::rename",
        "hard_link",
        "remove_file",
        "remove_dir",
        "set_len",
        "set_permissions",
        "fs::copy",
        "symlink(",
    ];
    assert_eq!(
        naming(&writes),
        [
            // The folder of the settings, for `config --create`.
            "cli/config.rs",
            // Manual pages and completions, into the folder that `--to` names.
            "cli/generate.rs",
            // At build time, into Cargo's own folder.
            "dataset/embed.rs",
            "dataset/library/files.rs",
            "dataset/library/mod.rs",
            "report/file.rs",
            // Looks whether /dev/tty can be opened.
            "tui/terminal.rs",
        ]
    );
}

/// What the system's libraries are asked for, read from the program itself: without these names there
/// is no way to a network, whatever any package holds.
#[test]
#[cfg(all(
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little"
))]
fn the_program_cannot_open_a_connection() {
    let elf = fs::read(PROGRAM).unwrap();
    let number = |at: usize, bytes: usize| {
        let mut out = [0; 8];
        out[..bytes].copy_from_slice(&elf[at..at + bytes]);
        usize::try_from(u64::from_le_bytes(out)).unwrap()
    };
    assert_eq!(&elf[..5], b"\x7fELF\x02");
    let (table, size, count) = (number(0x28, 8), number(0x3A, 2), number(0x3C, 2));
    let section = |n: usize| table + n * size;
    // DYNSYM: what is looked up in other libraries when the program starts.
    let symbols = (0..count)
        .map(section)
        .find(|s| number(s + 4, 4) == 11)
        .unwrap();
    let names = number(section(number(symbols + 0x28, 4)) + 0x18, 8);
    let (start, length) = (number(symbols + 0x18, 8), number(symbols + 0x20, 8));
    let wanted: Vec<String> = (start..start + length)
        .step_by(24)
        .filter(|s| number(s + 6, 2) == 0)
        .map(|s| {
            let name = &elf[names + number(s, 4)..];
            let end = name.iter().position(|b| *b == 0).unwrap();
            String::from_utf8(name[..end].to_vec()).unwrap()
        })
        .collect();
    assert!(
        wanted.contains(&"poll".to_owned()),
        "the names are read rightly: {wanted:?}"
    );
    for name in [
        "socket",
        "connect",
        "bind",
        "listen",
        "accept",
        "accept4",
        "sendto",
        "getaddrinfo",
        "gethostbyname",
        "dlopen",
        "system",
        "popen",
    ] {
        assert!(!wanted.contains(&name.to_owned()), "it asks for {name}");
    }
}

/// A folder with a `bin` in which whatever would open an address writes down what it was given.
fn desktop(folder: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let bin = folder.join("bin");
    fs::create_dir(&bin).unwrap();
    for name in [
        "xdg-open",
        "gio",
        "gnome-open",
        "kde-open",
        "wslview",
        "open",
    ] {
        let file = bin.join(name);
        let script = "#!/bin/sh\n{ echo \"$#\"; for a; do echo \"$a\"; done; } >> \"${0%/*}/../opened.tmp\"\n/bin/mv \"${0%/*}/../opened.tmp\" \"${0%/*}/../opened\"\n";
        fs::write(&file, script).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
    }
    bin
}

fn wait_for_file(path: &Path) -> String {
    let deadline = Instant::now() + DEADLINE;
    while !path.exists() {
        assert!(Instant::now() < deadline, "{} never comes", path.display());
        std::thread::sleep(Duration::from_millis(5));
    }
    fs::read_to_string(path).unwrap()
}

#[test]
fn an_address_is_shown_then_opened_as_one_word_and_never_by_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let bin = desktop(folder.path());
    // Nothing of it is unusual in an address, and everything means something to a shell.
    let address = "https://example.org/$(touch$IFS.pwned);touch%20pwned|x&y=*?~#-h";
    let data = folder.path().join("data.json");
    fs::write(
        &data,
        format!(
            r#"{{"id":"clinic-2024","organization":"A Clinic","country":"US","summary":"s",
            "timeline":[{{"kind":"detected","date":"2024-05-01"}}],
            "sources":[{{"id":"s1","title":"{}","publisher":"P","url":"{address}"}}]}}"#,
            "A title that goes on and on ".repeat(8)
        ),
    )
    .unwrap();
    let script = format!(
        "cd {} && exec {PROGRAM} --no-bundled --data data.json",
        folder.path().display()
    );
    let mut s = Session::new("/bin/sh")
        .args(["-c", &script])
        .env("BREACHLENS_CONFIG", "")
        .env("PATH", bin.to_str().unwrap())
        .env("DISPLAY", ":0")
        .size(80, 24)
        .start();
    s.wait_for("A Clinic");
    s.type_text("o");
    s.wait_for("Open in the browser");
    s.wait_stable();
    // However long the title is, the address is in sight before anything happens.
    assert!(s.text().contains(address), "{}", s.text());
    assert!(!folder.path().join("opened").exists());
    s.type_text("\r");
    let opened = wait_for_file(&folder.path().join("opened"));
    assert_eq!(opened, format!("1\n{address}\n"));
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["bin", "data.json", "opened"]);
}

#[test]
fn only_a_key_copies_and_only_a_key_writes() {
    let folder = tempfile::tempdir().unwrap();
    let (home, here) = (folder.path().join("home"), folder.path().join("here"));
    fs::create_dir(&home).unwrap();
    fs::create_dir(&here).unwrap();
    let bin = desktop(folder.path());
    let before = files(folder.path());
    let script = format!(
        "unset BREACHLENS_HOME BREACHLENS_CONFIG XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME; cd {} && exec {PROGRAM}",
        here.display()
    );
    let mut s = Session::new("/bin/sh")
        .args(["-c", &script])
        .env("HOME", home.to_str().unwrap())
        .env("PATH", bin.to_str().unwrap())
        .size(120, 40)
        .start();
    s.wait_for("Organization");
    // Everything can be looked at: every screen and tab, a query, marks, menus, help, the palette.
    for keys in [
        "j", "\r", "]", "]", "]", "]", "]", "/ssn", "\r", " ", "j", " ", "c", "2", "3", "5", "6",
        "1", "?", "\x1b", ":", "\x1b", "y", "\x1b", "e", "\x1b", "o", "\x1b", "i", "\x1b", "C",
        "\x1b", "n", "\x1b",
    ] {
        s.type_text(keys);
        s.wait_stable();
    }
    assert_eq!(s.sent("\x1b]52;"), 0, "nothing was copied");
    assert_eq!(
        files(folder.path()),
        before,
        "nothing was written or opened"
    );
    assert!(
        fs::read_dir(&home).unwrap().next().is_none(),
        "not even a folder was made"
    );
    s.type_text("y");
    s.wait_stable();
    s.type_text("\r");
    s.wait_for("copied");
    assert_eq!(s.sent("\x1b]52;"), 1);
    s.type_text("q");
    assert!(s.wait_exit().success());
    s.assert_restored();
    assert_eq!(files(folder.path()), before);
}

#[test]
fn names_in_data_never_become_paths() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("a/b/home");
    fs::create_dir_all(&home).unwrap();
    let evil = "../../../evil";
    // As an organization, an address, a column; in a zip archive also as the name of a file.
    let list = folder.path().join("..evil..csv");
    fs::write(
        &list,
        format!(
            "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,\
             Location of Breached Information,Business Associate Present,Web Description\n\
             {evil},CA,Healthcare Provider,500,03/04/2024,Theft,{evil},No,{evil}\n/etc/evil,CA,Healthcare Provider,501,03/05/2024,Theft,Email,No,x\n"
        ),
    )
    .unwrap();
    let archive = folder.path().join("documents.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&archive).unwrap());
    for name in [
        "../../evil.json",
        "/tmp/breachlens-evil.json",
        "a/../../../evil.json",
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(br#"{"incident_id":"../../evil","victim":{"victim_id":"../evil","industry":"622110"},"timeline":{"incident":{"year":2020}}}"#).unwrap();
    }
    zip.finish().unwrap();
    let before = files(folder.path());
    let said = run(at_home(&home).args(["import", list.to_str().unwrap()]));
    // It is stored, and its location, which is none, is told.
    assert_eq!(said.code, 3, "{}", said.err);
    run(at_home(&home).args(["import", archive.to_str().unwrap(), "--as", "zip"]));
    for name in [evil, "/tmp/evil", "..", ".", "a/b", "a\\b", "~", "$HOME"] {
        let said =
            run(at_home(&home).args(["import", list.to_str().unwrap(), &format!("--as={name}")]));
        assert_eq!(said.code, 2, "{name}: {}", said.err);
    }
    let said = run(at_home(&home).args(["list", "evil", "--format", "json"]));
    assert!(said.out.contains("evil"), "{}", said.out);
    let inside = home.join("library");
    let mut after = files(folder.path());
    after.retain(|f| !f.starts_with(&inside));
    assert_eq!(after, before, "nothing was written outside the library");
    assert!(!Path::new("/tmp/breachlens-evil.json").exists());
    for file in files(&inside) {
        let name = file
            .strip_prefix(&inside)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let fine = ["index.json", "lock"].contains(&name.as_str())
            || name.strip_prefix("sets/").is_some_and(|n| {
                n.ends_with(".jsonl")
                    && n.chars()
                        .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
            });
        assert!(fine, "{name}");
    }
    // What the explorer offers as a file's name is its own, whatever the record is called.
    let mut s = Session::new(PROGRAM)
        .args(["from:evil"])
        .env("BREACHLENS_CONFIG", "")
        .env("BREACHLENS_HOME", home.to_str().unwrap())
        .size(120, 40)
        .start();
    s.wait_for("../../../evil");
    s.type_text("e");
    s.wait_for("Write to a file");
    s.type_text("\r");
    s.wait_for("breachlens.csv");
    let text = s.text();
    let line = text.lines().find(|l| l.contains("breachlens.csv")).unwrap();
    assert!(!line.contains("evil"), "{line}");
    s.type_text("\x1b");
    s.wait_stable();
    s.type_text("q");
    assert!(s.wait_exit().success());
}
