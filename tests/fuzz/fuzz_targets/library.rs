//! The library's files as a disk may give them back: the index, the marks, the lines of a set.
#![no_main]
mod common;
use breachlens::{
    catalog::open::{Sources, open},
    dataset::library::Library,
};
use common::invariants;
use libfuzzer_sys::fuzz_target;
use std::{fs, path::Path};

/// FNV-1a, as the library sums its files, so that foreign content gets past the checksum.
fn checksum(bytes: &[u8]) -> String {
    let sum = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |sum, b| {
        (sum ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3)
    });
    format!("{sum:016x}")
}

/// True when a file below the folder has these bytes.
fn still_there(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|e| {
        let path = e.path();
        if path.is_dir() { still_there(&path, bytes) } else { fs::read(&path).is_ok_and(|b| b == bytes) }
    })
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, body)) = data.split_first() else { return };
    let home = tempfile::tempdir().expect("a folder");
    let library = Library::open(home.path());
    let folder = library.folder();
    fs::create_dir_all(folder.join("sets")).expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("a file");
    let written = match kind % 5 {
        0 => {
            put("index.json", body);
            body.to_vec()
        }
        1 => {
            put("marks.jsonl", body);
            body.to_vec()
        }
        2 => {
            let n = body.iter().filter(|b| **b == b'\n').count();
            let mut bytes = format!("{{\"format\":1,\"marks\":{n},\"checksum\":\"{}\"}}\n", checksum(body)).into_bytes();
            bytes.extend_from_slice(body);
            put("marks.jsonl", &bytes);
            bytes
        }
        3 => {
            put(&format!("sets/given.{}.jsonl", checksum(body)), body);
            let index = format!(
                r#"{{"format":1,"sets":[{{"name":"given","format":"ocr","origin":"x","records":1,"bytes":{},"checksum":"{}","imported":"2024-01-01"}}]}}"#,
                body.len(), checksum(body)
            );
            put("index.json", index.as_bytes());
            body.to_vec()
        }
        // Without an index, the set is found by its file.
        _ => {
            put(&format!("sets/given.{}.jsonl", checksum(body)), body);
            body.to_vec()
        }
    };
    let sources = Sources {
        home: Some(home.path().to_owned()),
        no_bundled: true,
        ..Sources::default()
    };
    // A good index that names a set without a file is put right; that is no loss.
    let damaged = kind % 5 != 0 || library.sets().is_ok_and(|l| !l.faults.is_empty());
    let opened = open(&sources).expect("the rest works");
    opened.faults.iter().for_each(invariants::fault);
    if let Ok(listing) = library.sets() {
        listing.faults.iter().for_each(invariants::fault);
    }
    if let Ok((sets, faults)) = library.load_all() {
        faults.iter().for_each(invariants::fault);
        for (info, _) in sets {
            invariants::one_line("a set's origin", &info.origin);
            if let Err(e) = library.load(&info.name) {
                invariants::fault(&e);
            }
        }
    }
    assert!(!damaged || still_there(folder, &written), "a damaged file was lost");
    for note in opened.catalog.marks.notes.values() {
        invariants::harmless("a note", note);
    }
    if opened.catalog.len() <= 3 && body.len() % 16 == 0 {
        invariants::every_output(&opened.catalog);
    }
});
