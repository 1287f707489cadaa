//! Processes that are killed (SIGKILL) at instants nobody chose, while they import, star, note or write
//! the settings: what they leave is the state before or the state after, and what was acknowledged stays.
//!
//! The instants come from a seeded generator and are counted in looks at the folder, not in time: after
//! some looks from the start, or from the moment that a draft, a new file or a new index is seen. Stars and notes
//! are written by this test itself, started again; `KILLS_SEED=n cargo test --test kills` takes others.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::result_large_err)]

#[path = "common/terminal.rs"]
mod terminal;

use breachlens::{
    dataset::library::{Library, MarkKey},
    model::Incident,
};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::fs::MetadataExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use terminal::{DEADLINE, Session};

const PROGRAM: &str = env!("CARGO_BIN_EXE_breachlens");
/// Kills of each kind.
const KILLS: u64 = 64;

/// Steele, Lea and Flood's SplitMix64: enough to spread instants.
struct Chance(u64);

impl Chance {
    fn new(kind: u64) -> Self {
        let seed = std::env::var("KILLS_SEED").ok();
        Self(seed.and_then(|s| s.parse().ok()).unwrap_or(20_261_122) ^ (kind << 32))
    }

    /// A number below `n`.
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    /// Small numbers as often as large ones.
    fn spread(&mut self, bits: u64) -> u64 {
        let bits = self.below(bits + 1);
        self.below(1 << bits)
    }
}

/// Names, numbers and sizes of what is in a folder, at one look.
fn look(folder: &Path) -> Vec<(String, u64, u64)> {
    let mut seen: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| {
            let meta = e.metadata().ok()?;
            let name = e.file_name().to_string_lossy().into_owned();
            Some((name, meta.ino(), meta.len()))
        })
        .collect();
    seen.sort();
    seen
}

fn is_draft((name, ..): &(String, u64, u64)) -> bool {
    name.ends_with(".tmp") || name.ends_with(".part")
}

/// Looks at a folder until something holds and then `looks` times more, and kills. True when it was still
/// running.
fn kill_after(
    child: &mut Child,
    mut holds: impl FnMut() -> bool,
    looks: u64,
    mut look: impl FnMut(),
) -> bool {
    let deadline = Instant::now() + DEADLINE;
    while !holds() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(Instant::now() < deadline, "it never comes so far");
    }
    for _ in 0..looks {
        look();
    }
    let runs = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    runs
}

fn list(path: &Path, base: usize) -> String {
    let mut text = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,\
         Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n"
        .to_owned();
    for n in 0..60 {
        text.push_str(&format!(
            "Clinic {n},CA,Healthcare Provider,{},03/{:02}/2024,Hacking/IT Incident,Email,No,\n",
            base + n,
            n % 28 + 1
        ));
    }
    fs::write(path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Which list a set holds: 1000 or 2000, in every record.
fn base(library: &Library, set: &str) -> Option<u64> {
    let listing = library.sets().unwrap();
    assert!(listing.faults.is_empty(), "{:?}", listing.faults);
    let (all, faults) = library.load_all().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(all.len(), listing.sets.len());
    listing.sets.iter().find(|s| s.name == set)?;
    let records = library.load(set).unwrap();
    assert_eq!(records.len(), 60, "all of it or nothing of it");
    let base = |r: &Incident| r.affected.count.unwrap() / 1000 * 1000;
    let first = base(&records[0]);
    assert!(
        records.iter().all(|r| base(r) == first),
        "two lists in one set"
    );
    Some(first)
}

#[test]
fn an_import_leaves_the_old_set_or_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let lists = [
        list(&home.path().join("a.csv"), 1000),
        list(&home.path().join("b.csv"), 2000),
    ];
    let library = Library::open(&home.path().join("home"));
    let import = |list: &str, set: &str| {
        let mut command = Command::new(PROGRAM);
        command
            .args(["import", list, "--as", set])
            .env("BREACHLENS_CONFIG", "")
            .env("BREACHLENS_HOME", home.path().join("home"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.spawn().unwrap()
    };
    assert!(import(&lists[0], "portal").wait().unwrap().success());
    let mut chance = Chance::new(1);
    let (mut killed, mut before, mut after, mut in_the_middle) = (0, 0, 0, 0);
    for n in 0..KILLS {
        // Every fourth is a first import, the others renew a set.
        let fresh = n % 4 == 3;
        let set = if fresh {
            format!("set{n}")
        } else {
            "portal".to_owned()
        };
        let old = base(&library, &set);
        let list = &lists[usize::from(old == Some(1000))];
        let new = if old == Some(1000) { 2000 } else { 1000 };
        let folder = library.folder().to_owned();
        let (sets, index) = (folder.join("sets"), folder.join("index.json"));
        let drafts = [look(&sets), look(&folder)].concat();
        let (sets_before, index_before) = (look(&sets), fs::metadata(&index).unwrap().ino());
        let mut child = import(list, &set);
        let stage = chance.below(4);
        let runs = kill_after(
            &mut child,
            || match stage {
                0 => true,
                1 => look(&sets) != sets_before,
                2 => look(&sets)
                    .iter()
                    .any(|f| f.0.starts_with(&format!("{set}.")) && !sets_before.contains(f)),
                _ => fs::metadata(&index).is_ok_and(|m| m.ino() != index_before),
            },
            chance.spread(if stage == 0 { 11 } else { 7 }),
            || drop(look(&sets)),
        );
        killed += u64::from(runs);
        let left = [look(&sets), look(&folder)].concat();
        in_the_middle += u64::from(left.iter().any(|f| is_draft(f) && !drafts.contains(f)));
        match base(&library, &set) {
            state if state == old => before += 1,
            Some(state) if state == new => after += 1,
            state => panic!("neither {old:?} nor {new}: {state:?}"),
        }
        if fresh {
            library.remove(&set).unwrap();
        }
        // What earlier kills left is in nobody's way.
        assert!(base(&library, "portal").is_some());
    }
    println!(
        "import: {killed} killed of {KILLS}: {before} before, {after} after, {in_the_middle} drafts"
    );
    // Where the kills fall depends on the machine; that some fell does not.
    assert!(killed > 0 && before + after > 0);
    assert!(import(&lists[0], "last").wait().unwrap().success());
    assert_eq!(base(&library, "last"), Some(1000));
}

fn key(n: u64) -> MarkKey {
    MarkKey {
        set: "portal".to_owned(),
        key: format!("clinic {n}"),
    }
}

/// The process that stars or notes until it is killed: a number for each that is saved; an empty test
/// otherwise.
#[test]
fn writer() {
    let Ok(kind) = std::env::var("KILLS_WRITER") else {
        return;
    };
    let library = Library::open(Path::new(&std::env::var("KILLS_HOME").unwrap()));
    let first: u64 = std::env::var("KILLS_FIRST").unwrap().parse().unwrap();
    let mut out = std::io::stdout();
    for n in first.. {
        if kind == "star" {
            library.set_star(&key(n), true).unwrap();
        } else {
            library.set_note(&key(0), &format!("note {n}")).unwrap();
        }
        writeln!(out, "\nsaved {n}").unwrap();
        out.flush().unwrap();
    }
}

/// Kills the writer again and again; `state` is how many of its writes the library holds.
fn kill_writers(kind: &str, number: u64, state: impl Fn(&Library) -> u64) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(home.path());
    let mut chance = Chance::new(number);
    let (mut kept, mut lost, mut in_the_middle) = (0, 0, 0);
    let mut held = 0;
    for _ in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture", "--test-threads", "1"])
            .env("KILLS_WRITER", kind)
            .env("KILLS_HOME", home.path())
            .env("KILLS_FIRST", held.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        // From the first change of the folder, or the fifth, or the fortieth.
        let (mut seen, mut changes) = (look(library.folder()), chance.spread(5) + 1);
        let runs = kill_after(
            &mut child,
            || {
                let now = look(library.folder());
                if now != seen {
                    (seen, changes) = (now, changes - 1);
                }
                changes == 0
            },
            chance.spread(7),
            || drop(look(library.folder())),
        );
        assert!(runs, "it writes until it is killed");
        let saved = BufReader::new(out)
            .lines()
            .map_while(Result::ok)
            .filter_map(|l| l.strip_prefix("saved ").and_then(|n| n.parse::<u64>().ok()))
            .last()
            .map_or(held, |n| n + 1);
        in_the_middle += u64::from(look(library.folder()).iter().any(is_draft));
        let now = state(&library);
        // What was acknowledged is there; the write that was under way is, or is not.
        assert!(
            now == saved || now == saved + 1,
            "{saved} saved, {now} held"
        );
        if now == saved {
            lost += 1
        } else {
            kept += 1
        }
        held = now;
    }
    println!(
        "{kind}: {KILLS} killed: {lost} before the last write, {kept} after, {in_the_middle} drafts, {held} writes"
    );
    // How the kills fall depends on the machine; that there was something to kill does not.
    assert!(held > 0, "nothing was written in {KILLS} runs");
}

fn marks(library: &Library) -> breachlens::dataset::library::Marks {
    let (marks, faults) = library.marks().unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    marks
}

#[test]
fn a_star_is_there_or_not_and_no_other_is_touched() {
    kill_writers("star", 2, |library| {
        let marks = marks(library);
        let n = marks.0.len() as u64;
        assert!((0..n).all(|n| marks.get(&key(n)).star));
        n
    });
}

#[test]
fn a_note_is_the_old_one_or_the_new_one() {
    kill_writers("note", 3, |library| {
        let note = marks(library).get(&key(0)).note;
        note.first().map_or(0, |line| {
            line.strip_prefix("note ").unwrap().parse::<u64>().unwrap() + 1
        })
    });
}

#[test]
fn settings_are_written_whole_or_not_at_all() {
    let home = tempfile::tempdir().unwrap();
    let whole = Command::new(PROGRAM)
        .args(["config", "--default"])
        .output()
        .unwrap()
        .stdout;
    assert!(whole.len() > 500);
    let mut chance = Chance::new(4);
    let (mut killed, mut before, mut after) = (0, 0, 0);
    for n in 0..KILLS {
        let folder = home.path().join(n.to_string());
        let file = folder.join("config.toml");
        let mut child = Command::new(PROGRAM)
            .args(["config", "--create"])
            .env("BREACHLENS_CONFIG", &file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stage = chance.below(4);
        killed += u64::from(kill_after(
            &mut child,
            || match stage {
                0 => true,
                1 => folder.is_dir(),
                2 => !look(&folder).is_empty(),
                _ => file.exists(),
            },
            chance.spread(if stage == 0 { 10 } else { 5 }),
            || drop(look(&folder)),
        ));
        match fs::read(&file) {
            Ok(bytes) => {
                assert_eq!(bytes, whole);
                after += 1;
            }
            Err(_) => before += 1,
        }
        // Whatever was left, the next one writes it, and once it is there nobody writes over it.
        let again = Command::new(PROGRAM)
            .args(["config", "--create"])
            .env("BREACHLENS_CONFIG", &file)
            .output()
            .unwrap();
        assert!(again.status.success() || file.exists(), "{again:?}");
        assert_eq!(fs::read(&file).unwrap(), whole);
        // Whoever writes it removes the draft of the killed one.
        if again.status.success() {
            assert_eq!(look(&folder).len(), 1, "{:?}", look(&folder));
        }
    }
    println!("config: {killed} killed of {KILLS}: {before} before, {after} after");
    assert!(killed > 0 && before + after > 0);
}

/// The explorer itself, starring row after row.
#[test]
fn the_explorer_is_killed_while_it_stars() {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(home.path());
    let mut chance = Chance::new(5);
    for n in 0..8 {
        let before = if library.folder().is_dir() {
            marks(&library).0.len()
        } else {
            0
        };
        let mut s = Session::new(PROGRAM)
            .args(["-is:starred"])
            .env("BREACHLENS_CONFIG", "")
            .env("BREACHLENS_HOME", home.path().to_str().unwrap())
            .size(100, 30)
            .start();
        s.wait_for("Organization");
        let seen = look(library.folder());
        s.type_text("*j*j*j*");
        let deadline = Instant::now() + DEADLINE;
        while look(library.folder()) == seen {
            assert!(Instant::now() < deadline, "no star is saved");
            std::thread::sleep(Duration::from_micros(50));
        }
        for _ in 0..chance.spread(9) {
            drop(look(library.folder()));
        }
        s.signal("KILL");
        s.wait_exit();
        let now = marks(&library).0.len();
        assert!(
            (before..=before + 4).contains(&now),
            "{n}: {before}, then {now}"
        );
        assert!(marks(&library).0.values().all(|m| m.star));
    }
}
