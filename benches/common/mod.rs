//! What the benches share. Each uses a part of it.
#![allow(dead_code)]

pub mod measure;
pub mod names;
pub mod portal;
pub mod pty;
pub mod rng;
pub mod subject;

use portal::Shape;
use std::{fs::File, io::BufWriter, path::PathBuf};

/// The numbers on the command line; cargo puts words of its own before them.
pub fn sizes(otherwise: &[u64]) -> Vec<u64> {
    let asked: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|a| a.parse().ok())
        .collect();
    if asked.is_empty() {
        otherwise.to_vec()
    } else {
        asked
    }
}

/// True when a word stands on the command line.
pub fn asked(word: &str) -> bool {
    std::env::args().skip(1).any(|a| a == word)
}

/// What stands behind a word on the command line: how a bench calls itself for one measurement in a
/// process of its own.
pub fn value_of(word: &str) -> Option<String> {
    std::env::args().skip_while(|a| a != word).nth(1)
}

/// The generated file of so many rows, made when it is not there yet. `distinct` on the command line
/// gives every row a name of its own.
pub fn file(rows: u64, ending: &str) -> PathBuf {
    let shape = Shape {
        distinct: asked("distinct"),
        ..Shape::of(rows)
    };
    let kind = if shape.distinct { "distinct" } else { "portal" };
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{kind}-{rows}.{ending}"));
    if !path.exists() {
        let half = path.with_extension("half");
        let mut out =
            BufWriter::with_capacity(1 << 20, File::create(&half).expect("a file to write"));
        let written = if ending == "csv" {
            portal::csv(shape, &mut out)
        } else {
            portal::json_lines(shape, &mut out)
        };
        written.expect("the generated file");
        std::fs::rename(&half, &path).expect("the generated file");
    }
    path
}
