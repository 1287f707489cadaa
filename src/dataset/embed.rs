//! Build script: packs `data/incidents/*.json` into one JSON Lines file that is compiled into the
//! binary, so that the program needs no file beside itself and start-up reads no directory.
//!
//! It must not know what a record means: the records are only minified here, and read (strictly) by
//! `dataset::reader` like any others. A file that is not JSON fails the build and is named.

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = root.join("data/incidents");
    println!("cargo::rerun-if-changed=data/incidents");
    println!("cargo::rerun-if-changed=src/dataset/embed.rs");
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "json") {
            files.push(path);
        }
    }
    files.sort();
    let mut lines = String::new();
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        // Without the `preserve_order` feature a map is sorted by key; the order of keys inside a
        // record carries no meaning, and the typed reader restores the documented one.
        let value: serde_json::Value =
            serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        lines.push_str(&serde_json::to_string(&value)?);
        lines.push('\n');
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("incidents.jsonl"), lines)?;
    Ok(())
}
