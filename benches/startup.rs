//! Start of the built program: to the first screen with the bundled data in a pseudo-terminal, the first
//! screen of a large file, and `--version` and `--help`, which load nothing.

mod common;

#[cfg(unix)]
fn main() {
    use common::{
        file,
        measure::{Times, megabytes, short, table, time},
        pty::Terminal,
        sizes,
    };
    let program = env!("CARGO_BIN_EXE_breachlens");
    let mut rows = Vec::new();
    let mut cells = |what: &str, times: &Times, memory: Option<f64>| {
        let [n, p50, ..] = times.cells();
        let p95 = short(times.percentile(95.0));
        let max = short(times.percentile(100.0));
        rows.push(vec![what.to_owned(), n, p50, p95, max, megabytes(memory)]);
    };
    let mut times = Times::default();
    let mut memory = None;
    for _ in 0..60 {
        let mut terminal = Terminal::start(program, &["--no-library"], 120, 40);
        times.add(terminal.until("first screen", |s| s.contains("Organization")));
        memory = terminal.memory();
    }
    cells("bundled data to the first screen", &times, memory);
    for word in ["--version", "--help"] {
        let mut times = Times::default();
        for _ in 0..60 {
            let (out, took) = time(|| std::process::Command::new(program).arg(word).output());
            assert!(out.expect("the program").status.success());
            times.add(took);
        }
        cells(word, &times, None);
    }
    for size in sizes(&[100_000]) {
        let path = file(size, "csv");
        let path = path.to_string_lossy();
        let (mut first, mut whole) = (Times::default(), Times::default());
        let mut memory = None;
        for _ in 0..3 {
            let arguments = ["--no-library", "--no-bundled", "--data", &*path];
            let mut terminal = Terminal::start(program, &arguments, 120, 40);
            first.add(terminal.until("first screen", |s| s.contains("Organization")));
            // The count stands on the screen with a sign between the thousands, unlike the file's name;
            // while the file is read, it is said to be so far.
            let digits = common::subject::exact(size);
            let count = move |s: &str| s.contains(&digits) && !s.contains("so far");
            whole.add(terminal.until("complete count", count));
            memory = terminal.memory();
        }
        cells(
            &format!("CSV of {size} rows to the first screen"),
            &first,
            None,
        );
        cells(
            &format!("CSV of {size} rows to the complete count"),
            &whole,
            memory,
        );
    }
    table(
        "Start of the program, ms",
        &["what", "runs", "p50", "p95", "max", "MB at its peak"],
        &rows,
    );
}

#[cfg(not(unix))]
fn main() {
    println!("needs a pseudo-terminal of a Unix");
}
