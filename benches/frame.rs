//! A frame of 200x60: the first one, and those after a step of the cursor, a page, a change of the
//! screen. `cargo bench --bench frame -- 1000000`

mod common;

use common::{
    file,
    measure::{Times, megabytes, memory, ms, short, table, time},
    sizes,
    subject::{self, Explorer},
};

fn main() {
    for size in sizes(&[100_000]) {
        let catalog = subject::load(&file(size, "csv"));
        let before = memory();
        let (mut explorer, first) = time(|| Explorer::new(catalog, 200, 60));
        println!(
            "\nexplorer on {size} rows with its first answer and frame: {} ms; memory {} MB before, {} MB after",
            short(ms(first)),
            megabytes(before),
            megabytes(memory())
        );
        let mut rows = Vec::new();
        for (what, key, times) in [
            ("the same again", "", 200),
            ("a step down", "down", 200),
            ("a page down", "pagedown", 100),
            ("the last row", "G", 20),
            ("Timeline", "2", 10),
            ("Exposure", "3", 10),
            ("Insights", "5", 10),
            ("Browse", "1", 10),
        ] {
            let (mut keys, mut frames) = (Times::default(), Times::default());
            for _ in 0..times {
                if !key.is_empty() {
                    keys.add(time(|| explorer.named(key)).1);
                }
                frames.add(time(|| explorer.draw()).1);
            }
            let [_, key50, key99, _] = keys.cells();
            let [n, p50, p99, max] = frames.cells();
            rows.push(vec![what.to_owned(), n, key50, key99, p50, p99, max]);
        }
        table(
            &format!("Frames of 200x60, {size} rows, ms"),
            &[
                "after",
                "frames",
                "key p50",
                "key p99",
                "frame p50",
                "p99",
                "max",
            ],
            &rows,
        );
    }
}
