//! The user's store: what survives, what is put aside, and what two processes do to each other.
#![allow(clippy::result_large_err)]

use breachlens::dataset::library::{Basis, Library, MarkKey, NewSet, check_name, suggest_name};
use breachlens::model::incident::Imported;
use breachlens::model::{Incident, Text};
use std::{fs, path::Path, thread};
use tempfile::TempDir;

fn record(n: usize) -> Incident {
    let mut r = Incident {
        id: format!("clinic-{n}-2024"),
        organization: Text::from(format!("Clinic {n}")),
        ..Incident::default()
    };
    r.affected.count = Some(500 + n as u64);
    r.imported = Some(Imported {
        format: Text::new("ocr"),
        key: Text::from(format!("clinic {n}|2024-01-02")),
        ..Imported::default()
    });
    r
}

fn records(n: usize) -> Vec<Incident> {
    (0..n).map(record).collect()
}

fn set(name: &str, basis: Basis) -> NewSet {
    NewSet {
        name: name.into(),
        format: "ocr".into(),
        origin: Text::new("given.csv"),
        imported: "2026-11-22".parse().unwrap(),
        basis,
    }
}

fn library() -> (TempDir, Library) {
    let home = tempfile::tempdir().unwrap();
    let library = Library::open(&home.path().join("not/yet/there"));
    (home, library)
}

fn names(l: &Library) -> Vec<String> {
    l.sets().unwrap().sets.into_iter().map(|s| s.name).collect()
}

fn only_file(folder: &Path, prefix: &str) -> std::path::PathBuf {
    let mut found = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.file_name().unwrap().to_str().unwrap().starts_with(prefix));
    let one = found.next().unwrap();
    assert!(found.next().is_none());
    one
}

#[test]
fn sets_come_back_as_they_were() {
    let (_home, l) = library();
    assert!(l.sets().unwrap().sets.is_empty());
    assert!(!l.folder().exists(), "looking makes nothing");
    assert!(!l.remove("portal").unwrap());
    assert!(l.load("portal").unwrap_err().to_string().contains("empty"));
    let info = l.save(set("portal", Basis::Nothing), &records(20)).unwrap();
    assert_eq!((info.records, info.format.as_str()), (20, "ocr"));
    l.save(set("other", Basis::Any), &records(3)).unwrap();
    assert_eq!(l.load("portal").unwrap(), records(20));
    assert_eq!(names(&l), ["other", "portal"]);
    let (all, faults) = l.load_all().unwrap();
    assert!(all.len() == 2 && faults.is_empty());
    // Replaced: the old file goes.
    l.save(
        set("portal", Basis::Version(info.checksum.clone())),
        &records(21),
    )
    .unwrap();
    assert_eq!(l.load("portal").unwrap().len(), 21);
    only_file(&l.folder().join("sets"), "portal.");
    assert!(l.remove("other").unwrap());
    assert_eq!(names(&l), ["portal"]);
    assert!(l.load("other").unwrap_err().to_string().contains("portal"));
}

#[test]
fn nobody_s_work_is_overwritten_unseen() {
    let (_home, l) = library();
    let first = l.save(set("portal", Basis::Nothing), &records(2)).unwrap();
    assert!(
        l.save(set("portal", Basis::Nothing), &records(1))
            .unwrap_err()
            .to_string()
            .contains("meanwhile")
    );
    l.save(
        set("portal", Basis::Version(first.checksum.clone())),
        &records(3),
    )
    .unwrap();
    assert!(
        l.save(set("portal", Basis::Version(first.checksum)), &records(4))
            .is_err()
    );
    assert_eq!(l.load("portal").unwrap().len(), 3);
    only_file(&l.folder().join("sets"), "portal.");
}

#[test]
fn a_draft_that_is_not_committed_leaves_nothing() {
    let (_home, l) = library();
    l.save(set("portal", Basis::Any), &records(2)).unwrap();
    let mut writer = l.writer(set("portal", Basis::Any)).unwrap();
    writer.push(&record(9)).unwrap();
    drop(writer);
    assert_eq!(l.load("portal").unwrap().len(), 2);
    assert_eq!(fs::read_dir(l.folder().join("sets")).unwrap().count(), 1);
}

#[test]
fn a_damaged_set_is_put_aside_and_the_others_load() {
    for damage in ["truncated", "flipped", "empty", "gone"] {
        let (_home, l) = library();
        l.save(set("good", Basis::Any), &records(5)).unwrap();
        l.save(set("bad", Basis::Any), &records(50)).unwrap();
        let file = only_file(&l.folder().join("sets"), "bad.");
        let mut bytes = fs::read(&file).unwrap();
        match damage {
            "truncated" => bytes.truncate(700),
            "flipped" => bytes[300] ^= 1,
            _ => bytes.clear(),
        }
        if damage == "gone" {
            fs::remove_file(&file).unwrap()
        } else {
            fs::write(&file, &bytes).unwrap()
        }
        let (all, faults) = l.load_all().unwrap();
        assert_eq!(all.len(), 1, "{damage}");
        assert_eq!(faults.len(), 1);
        if damage != "gone" {
            let aside = only_file(&l.folder().join("aside"), "bad.");
            assert_eq!(fs::read(aside).unwrap(), bytes);
            assert!(faults[0].to_string().contains("aside"), "{}", faults[0]);
        }
        // Said once; then the set is no more, and can be imported again.
        assert_eq!(names(&l), ["good"]);
        l.save(set("bad", Basis::Nothing), &records(50)).unwrap();
        assert_eq!(l.load("bad").unwrap().len(), 50);
    }
}

#[test]
fn a_lost_or_damaged_index_is_made_anew() {
    for damage in [
        None,
        Some(""),
        Some("{\"format\":1,\"sets\":[{"),
        Some("{\"format\":1,\"sets\":[{\"name\":\"../x\"}]}"),
    ] {
        let (_home, l) = library();
        l.save(set("portal", Basis::Any), &records(4)).unwrap();
        l.save(set("other", Basis::Any), &records(2)).unwrap();
        let index = l.folder().join("index.json");
        match damage {
            None => fs::remove_file(&index).unwrap(),
            Some(text) => fs::write(&index, text).unwrap(),
        }
        let listing = l.sets().unwrap();
        assert_eq!(listing.faults.len(), usize::from(damage.is_some()));
        assert_eq!(names(&l), ["other", "portal"]);
        assert_eq!(l.load("portal").unwrap(), records(4));
        assert_eq!(listing.sets[1].records, 4);
        assert!(l.sets().unwrap().faults.is_empty());
        if damage.is_some() {
            only_file(&l.folder().join("aside"), "index.json");
        }
    }
}

#[test]
fn what_a_newer_version_wrote_is_left_alone() {
    let (_home, l) = library();
    l.save(set("portal", Basis::Any), &records(1)).unwrap();
    let index = l.folder().join("index.json");
    fs::write(&index, "{\"format\":2,\"shelves\":[]}").unwrap();
    assert!(l.sets().unwrap_err().to_string().contains("newer"));
    assert!(l.save(set("portal", Basis::Any), &records(2)).is_err());
    assert_eq!(
        fs::read_to_string(&index).unwrap(),
        "{\"format\":2,\"shelves\":[]}"
    );
}

#[test]
fn a_kill_at_any_step_leaves_the_old_or_the_new() {
    // What each step of saving leaves behind when nothing follows it.
    let (_home, l) = library();
    l.save(set("portal", Basis::Any), &records(4)).unwrap();
    let sets = l.folder().join("sets");
    let old_index = fs::read(l.folder().join("index.json")).unwrap();
    let old_file = only_file(&sets, "portal.");
    let old_bytes = fs::read(&old_file).unwrap();
    l.save(set("portal", Basis::Any), &records(9)).unwrap();
    let new_file = only_file(&sets, "portal.");
    let new_bytes = fs::read(&new_file).unwrap();
    let reset = |index: bool, old: bool, new: bool| {
        for f in fs::read_dir(&sets).unwrap() {
            fs::remove_file(f.unwrap().path()).unwrap();
        }
        if index {
            fs::write(l.folder().join("index.json"), &old_index).unwrap()
        }
        if old {
            fs::write(&old_file, &old_bytes).unwrap()
        }
        if new {
            fs::write(&new_file, &new_bytes).unwrap()
        }
    };
    // A half-written draft; a whole new file without its index; the new index with the old file still there.
    let new_index = fs::read(l.folder().join("index.json")).unwrap();
    reset(true, true, false);
    fs::write(sets.join(".99-0.tmp"), &new_bytes[..10]).unwrap();
    fs::write(l.folder().join(".99-1.tmp"), b"{").unwrap();
    assert_eq!(l.load("portal").unwrap().len(), 4);
    reset(true, true, true);
    assert_eq!(l.load("portal").unwrap().len(), 4);
    reset(true, true, true);
    fs::write(l.folder().join("index.json"), &new_index).unwrap();
    assert_eq!(l.load("portal").unwrap().len(), 9);
    // The next writer works and clears what is left.
    l.save(set("portal", Basis::Any), &records(5)).unwrap();
    assert_eq!(l.load("portal").unwrap().len(), 5);
    only_file(&sets, "portal.");
    // The lock of a dead process holds nobody up.
    fs::write(l.folder().join("lock"), b"12345").unwrap();
    l.save(set("portal", Basis::Any), &records(6)).unwrap();
}

#[test]
fn two_handles_do_not_lose_each_other_s_work() {
    let (_home, l) = library();
    thread::scope(|s| {
        for t in 0..4 {
            let l = Library::open(l.folder().parent().unwrap());
            s.spawn(move || {
                for n in 0..8 {
                    l.set_star(&MarkKey::of("portal", &record(t * 100 + n)), true)
                        .unwrap();
                }
                l.save(set(&format!("set-{t}"), Basis::Any), &records(t + 1))
                    .unwrap();
            });
        }
        // A reader meanwhile never sees anything half-done.
        let reader = l.clone();
        s.spawn(move || {
            for _ in 0..50 {
                assert!(reader.sets().unwrap().faults.is_empty());
                assert!(reader.marks().unwrap().1.is_empty());
                assert!(reader.load_all().unwrap().1.is_empty());
            }
        });
    });
    assert_eq!(l.marks().unwrap().0.0.len(), 32);
    assert_eq!(names(&l), ["set-0", "set-1", "set-2", "set-3"]);
}

#[test]
fn stars_and_notes_survive() {
    let (_home, l) = library();
    assert!(l.marks().unwrap().0.0.is_empty());
    let key = MarkKey::of("portal", &record(1));
    assert_eq!(key.key, "clinic 1|2024-01-02");
    l.set_star(&key, true).unwrap();
    l.set_note(&key, "call them\nsecond line \u{1b}[31m")
        .unwrap();
    let bundled = MarkKey::of(
        "bundled",
        &Incident {
            id: "a-2024".into(),
            ..Incident::default()
        },
    );
    let marks = l.set_star(&bundled, true).unwrap();
    assert_eq!(marks, l.marks().unwrap().0);
    let mark = marks.get(&key);
    assert!(mark.star && mark.note.len() == 2 && !mark.note[1].contains('\u{1b}'));
    l.set_star(&bundled, false).unwrap();
    assert_eq!(l.marks().unwrap().0.0.len(), 1);
    // Removing a set keeps its marks.
    l.save(set("portal", Basis::Any), &records(2)).unwrap();
    l.remove("portal").unwrap();
    assert!(l.marks().unwrap().0.get(&key).star);
    // A damaged file is put aside; the one before it is taken.
    l.set_note(&key, "").unwrap();
    let file = l.folder().join("marks.jsonl");
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let (marks, faults) = l.marks().unwrap();
    assert_eq!(faults.len(), 1);
    assert_eq!(
        marks.get(&key).note.len(),
        2,
        "the state before the last change"
    );
    assert_eq!(
        fs::read(only_file(&l.folder().join("aside"), "marks.jsonl")).unwrap(),
        bytes
    );
    assert!(l.marks().unwrap().1.is_empty());
    l.set_note(&key, "again").unwrap();
    assert!(l.marks().unwrap().0.get(&key).star);
}

#[test]
fn a_place_that_cannot_be_written_is_said() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "x").unwrap();
    let l = Library::open(&file);
    let error = l.save(set("portal", Basis::Any), &records(1)).unwrap_err();
    assert!(error.place.file.is_some() && error.kind.exit_code() == 3);
    assert!(l.set_star(&MarkKey::of("x", &record(1)), true).is_err());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_and_a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_home, l) = library();
    l.save(set("portal", Basis::Any), &records(2)).unwrap();
    l.set_star(&MarkKey::of("portal", &record(1)), true)
        .unwrap();
    let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(l.folder()), 0o700);
    for file in ["index.json", "marks.jsonl", "lock"] {
        assert_eq!(mode(&l.folder().join(file)), 0o600, "{file}");
    }
    assert_eq!(mode(&only_file(&l.folder().join("sets"), "portal.")), 0o600);
    for folder in [l.folder().join("sets"), l.folder().to_owned()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    }
    assert_eq!(l.load("portal").unwrap().len(), 2);
    assert_eq!(l.marks().unwrap().0.0.len(), 1);
    // An administrator may write everywhere; everybody else is told.
    if fs::write(l.folder().join("probe"), "x").is_err() {
        assert!(l.save(set("portal", Basis::Any), &records(3)).is_err());
        assert!(
            l.set_star(&MarkKey::of("portal", &record(0)), true)
                .is_err()
        );
        assert_eq!(l.load("portal").unwrap().len(), 2);
    }
    for folder in [l.folder().to_owned(), l.folder().join("sets")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
}

#[test]
fn names_can_be_typed() {
    for name in ["portal", "hhs-2024", "a_b"] {
        check_name(name).unwrap();
    }
    for name in [
        "",
        "A",
        "a b",
        "../a",
        "-a",
        "bundled",
        "a.b",
        &"a".repeat(65),
    ] {
        assert!(check_name(name).is_err(), "{name}");
    }
    for (file, name) in [
        ("/tmp/HHS Breach Report (3).csv", "hhs-breach-report-3"),
        ("vcdb.json.gz", "vcdb"),
        ("病院.csv", "set"),
        (".csv", "csv"),
        ("bundled.json", "set"),
    ] {
        assert_eq!(suggest_name(file), name);
    }
}
