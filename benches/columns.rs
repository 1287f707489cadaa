//! Structured questions: a filter changed, sorting by every field the first time and again, every facet
//! recounted; where the first rows come before the others, also how long these take. `cargo bench --bench columns -- 1000000`

mod common;

use breachlens::query::Answer;
use common::{
    file,
    measure::{Times, ms, short, table, time},
    sizes,
    subject::{self, Asker},
};
use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

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

/// An answer, how long its first rows took, and how long all of it.
fn timed(asker: &mut Asker, line: &str) -> (Arc<Answer>, Duration, Duration) {
    let start = Instant::now();
    let mut first = None;
    let answer = asker.answer_telling(line, &mut || first = Some(start.elapsed()));
    let all = start.elapsed();
    (black_box(answer), first.unwrap_or(all), all)
}

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
                let (mut first, mut times) = (Times::default(), Times::default());
                let mut found = 0;
                for _ in 0..5 {
                    let mut asker = Asker::new(&catalog);
                    let (answer, begun, took) = timed(&mut asker, line);
                    found = subject::found(&answer);
                    first.add(begun);
                    times.add(took);
                }
                let [_, first50, _, _] = first.cells();
                let [_, p50, _, max] = times.cells();
                rows.push(vec![
                    format!("`{line}`"),
                    found.to_string(),
                    first50,
                    p50,
                    max,
                ]);
            }
            table(
                &format!("{title}, {size} rows, ms"),
                &["query", "rows found", "first rows, p50", "p50", "max"],
                &rows,
            );
        }
        let mut rows = Vec::new();
        for field in subject::sortable() {
            let line = format!("sort:{field}");
            let mut asker = Asker::new(&catalog);
            let (_, begun, first) = timed(&mut asker, &line);
            let mut again = Times::default();
            for other in ["type:theft", "role:health_plan", "affected:>500"] {
                asker.answer(other);
            }
            for other in ["type:theft ", "role:health_plan ", "affected:>500 "] {
                // Other rows in the same order.
                let line = format!("{other}{line}");
                again.add(time(|| black_box(asker.answer(&line))).1);
            }
            rows.push(vec![
                line,
                short(ms(begun)),
                short(ms(first)),
                short(again.percentile(50.0)),
            ]);
        }
        table(
            &format!("Sorting all of {size} rows, ms"),
            &["by", "first rows", "first time", "again, p50"],
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
