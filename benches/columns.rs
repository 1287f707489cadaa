//! Structured questions: a filter changed, sorting by every field the first time and again, every facet
//! recounted. `cargo bench --bench columns -- 1000000`

mod common;

use common::{
    file,
    measure::{Times, ms, short, table, time},
    sizes, subject,
};
use std::hint::black_box;

const FILTERS: &[&str] = &[
    "type:theft",
    "state:CA,TX",
    "affected:>100k",
    "known:2020..2022",
    "data:ssn -measure:credit_monitoring",
    "year:2021 location:email role:health_plan",
    "missing:detected",
    "severity:>3",
];

fn main() {
    for size in sizes(&[100_000]) {
        let (catalog, loaded) = time(|| subject::load(&file(size, "csv")));
        println!("\n{size} rows loaded in {} ms", short(ms(loaded)));
        let mut rows = Vec::new();
        for line in FILTERS {
            let mut times = Times::default();
            let mut found = 0;
            for _ in 0..5 {
                let (answer, took) = time(|| subject::answer(&catalog, line));
                found = subject::found(&answer);
                times.add(took);
            }
            let [_, p50, _, max] = times.cells();
            rows.push(vec![format!("`{line}`"), found.to_string(), p50, max]);
        }
        table(
            &format!("Structured filter to the ordered answer, {size} rows, ms"),
            &["query", "rows found", "p50", "max"],
            &rows,
        );
        let mut rows = Vec::new();
        for field in subject::sortable() {
            let line = format!("sort:{field}");
            let first = time(|| black_box(subject::answer(&catalog, &line))).1;
            let mut again = Times::default();
            for _ in 0..3 {
                again.add(time(|| black_box(subject::answer(&catalog, &line))).1);
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
            let answer = subject::answer(&catalog, line);
            let mut times = Times::default();
            for _ in 0..3 {
                let count = || {
                    subject::facets()
                        .iter()
                        .map(|f| subject::recount(&catalog, &answer, f))
                        .sum::<usize>()
                };
                times.add(time(|| black_box(count())).1);
            }
            let [_, p50, _, max] = times.cells();
            rows.push(vec![
                format!("`{line}`"),
                subject::facets().len().to_string(),
                p50,
                max,
            ]);
        }
        table(
            &format!("All facets recounted, {size} rows, ms"),
            &["query", "facets", "p50", "max"],
            &rows,
        );
    }
}
