//! Structured questions: a filter changed, sorting by every field the first time and again, every facet
//! recounted. `cargo bench --bench columns -- 1000000`

mod common;

use common::{
    file,
    measure::{Times, ms, short, table, time},
    sizes,
    subject::{self, Asker},
};
use std::hint::black_box;

const FILTERS: &[&str] = &[
    "type:theft",
    "state:CA,TX",
    "affected:>100k",
    "known:2020..2022",
    "data:ssn -measure:credit_monitoring",
    "year:2021 location:email role:health_plan",
    "no:detected",
    "severity:>3",
];

/// Prose stands in no column: the records are read as far as their bytes do not tell.
const PROSE: &[&str] = &[
    "text:zzqx",
    "text:dumpster",
    "text:\"law enforcement\"",
    "text:a",
    "type:theft text:phishing",
];

fn main() {
    for size in sizes(&[100_000]) {
        let (catalog, loaded) = time(|| subject::load(&file(size, "csv")));
        println!("\n{size} rows loaded in {} ms", short(ms(loaded)));
        for (title, queries) in [
            ("Structured filter to the ordered answer", FILTERS),
            ("Words of the prose to the ordered answer", PROSE),
        ] {
            let mut rows = Vec::new();
            for line in queries {
                let mut times = Times::default();
                let mut found = 0;
                for _ in 0..5 {
                    let mut asker = Asker::new(&catalog);
                    let (answer, took) = time(|| asker.answer(line));
                    found = subject::found(&answer);
                    times.add(took);
                }
                let [_, p50, _, max] = times.cells();
                rows.push(vec![format!("`{line}`"), found.to_string(), p50, max]);
            }
            table(
                &format!("{title}, {size} rows, ms"),
                &["query", "rows found", "p50", "max"],
                &rows,
            );
        }
        let mut rows = Vec::new();
        for field in subject::sortable() {
            let line = format!("sort:{field}");
            let mut asker = Asker::new(&catalog);
            let first = time(|| black_box(asker.answer(&line))).1;
            let mut again = Times::default();
            for other in ["type:theft", "role:health_plan", "affected:>500"] {
                asker.answer(other);
            }
            for other in ["type:theft ", "role:health_plan ", "affected:>500 "] {
                // Other rows in the same order.
                let line = format!("{other}{line}");
                again.add(time(|| black_box(asker.answer(&line))).1);
            }
            rows.push(vec![line, short(ms(first)), short(again.percentile(50.0))]);
        }
        table(
            &format!("Sorting all of {size} rows, ms"),
            &["by", "first time", "again, p50"],
            &rows,
        );
        let mut rows = Vec::new();
        for line in ["", "type:theft state:CA", "health"] {
            let answer = Asker::new(&catalog).answer(line);
            let mut times = Times::default();
            for _ in 0..3 {
                times.add(time(|| black_box(subject::recount(&catalog, &answer))).1);
            }
            let [_, p50, _, max] = times.cells();
            rows.push(vec![format!("`{line}`"), p50, max]);
        }
        table(
            &format!("All facets recounted, {size} rows, ms"),
            &["query", "p50", "max"],
            &rows,
        );
    }
}
