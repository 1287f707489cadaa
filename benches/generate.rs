//! Writes the benches' data to standard output:
//!
//! ```text
//! cargo run --release --example generate -- 1000000 csv > portal.csv
//! cargo run --release --example generate -- 1000000 jsonl > records.jsonl
//! cargo run --release --example generate -- 1000000 csv distinct 7 > another.csv
//! ```
//!
//! The first number is that of the rows, a second one the seed; `distinct` gives every row a name of its
//! own.

#[path = "common/names.rs"]
mod names;
#[path = "common/portal.rs"]
mod portal;
#[path = "common/rng.rs"]
#[allow(dead_code)]
mod rng;

use std::io::{self, BufWriter};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut numbers = arguments.iter().filter_map(|a| a.parse::<u64>().ok());
    let mut shape = portal::Shape::of(numbers.next().unwrap_or(10_000));
    shape.seed = numbers.next().unwrap_or(portal::SEED);
    shape.distinct = arguments.iter().any(|a| a == "distinct");
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    if arguments.iter().any(|a| a == "jsonl") {
        portal::json_lines(shape, &mut out)
    } else {
        portal::csv(shape, &mut out)
    }
}
