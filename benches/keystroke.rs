//! A keystroke to its complete result: words typed and deleted character by character, alone and beside
//! field terms. Ratios to one scan of the same names for the same text (memmem over lower-cased distinct
//! names), and to fzf in its terminal on the same names, when it is installed.
//! `cargo bench --bench keystroke -- 1000000`

mod common;

use breachlens::app::input::{Key, KeyCode};
use common::{
    file,
    measure::{Times, short, table, time},
    sizes,
    subject::{self, Explorer},
};
use std::{hint::black_box, time::Instant};

/// What is typed, and what already stands in the line.
const TYPED: &[(&str, &str)] = &[
    ("", "healthec"),
    ("", "hims"),
    ("", "blue cross"),
    ("", "a"),
    ("", "zzqx"),
    ("", "st joseph dental"),
    ("type:hacking_it_incident ", "healthec"),
    ("state:CA,TX year:2020..2024 ", "dental"),
    ("data:ssn affected:>10k ", "health"),
];

fn main() {
    for size in sizes(&[100_000]) {
        let catalog = subject::load(&file(size, "csv"));
        let names = subject::names(&catalog);
        let mut explorer = Explorer::new(catalog.clone(), 200, 60);
        let mut rows = Vec::new();
        let (mut all_first, mut all_rows) = (Times::default(), Times::default());
        let (mut all_typed, mut all_deleted) = (Times::default(), Times::default());
        for (before, word) in TYPED {
            let (mut first_there, mut rows_there) = (Times::default(), Times::default());
            let (mut typed, mut deleted, mut scans) =
                (Times::default(), Times::default(), Times::default());
            let mut found = 0;
            for round in 0..3 {
                explorer.forget();
                explorer.named("/");
                for c in before.chars() {
                    explorer.key(KeyCode::Char(c));
                }
                for c in word.chars() {
                    let key = Key::plain(KeyCode::Char(c));
                    let start = Instant::now();
                    let (first, to_rows) = time(|| explorer.press_for_rows(key));
                    first_there.add(first.saturating_duration_since(start));
                    let (_, to_all) = time(|| explorer.settle());
                    rows_there.add(to_rows);
                    typed.add(to_rows + to_all);
                    explorer.draw();
                }
                found = explorer.found();
                for _ in word.chars() {
                    deleted.add(time(|| explorer.key(KeyCode::Backspace)).1);
                    explorer.draw();
                }
                assert_eq!(explorer.line(), *before);
                for _ in before.chars() {
                    explorer.key(KeyCode::Backspace);
                }
                explorer.key(KeyCode::Esc);
                if round == 0 {
                    for (end, _) in word.char_indices().skip(1).chain([(word.len(), ' ')]) {
                        scans.add(scan(&names, &word[..end]));
                    }
                }
            }
            let ratio = typed.percentile(50.0) / scans.percentile(50.0);
            let [n, begun50, begun99, _] = first_there.cells();
            let [_, first50, first99, _] = rows_there.cells();
            let [_, p50, p99, max] = typed.cells();
            let [_, back50, back99, _] = deleted.cells();
            rows.push(vec![
                format!("`{before}{word}`"),
                found.to_string(),
                n,
                begun50,
                begun99,
                first50,
                first99,
                p50,
                p99,
                max,
                back50,
                back99,
                short(ratio),
            ]);
            all_first.extend(&first_there);
            all_rows.extend(&rows_there);
            all_typed.extend(&typed);
            all_deleted.extend(&deleted);
        }
        let [n, begun50, begun99, _] = all_first.cells();
        let [_, first50, first99, _] = all_rows.cells();
        let [_, p50, p99, max] = all_typed.cells();
        let [_, back50, back99, _] = all_deleted.cells();
        rows.push(
            [
                "all", "", &n, &begun50, &begun99, &first50, &first99, &p50, &p99, &max, &back50,
                &back99, "",
            ]
            .map(str::to_owned)
            .to_vec(),
        );
        table(
            &format!(
                "Keystroke to the complete answer, {size} rows, {} distinct names, ms",
                names.len()
            ),
            &[
                "typed",
                "rows found",
                "keys",
                "first rows p50",
                "p99",
                "rows p50",
                "rows p99",
                "complete p50",
                "p99",
                "max",
                "deleting p50",
                "p99",
                "to one memmem scan",
            ],
            &rows,
        );
        // Who looks for rows in fzf gives it the name of each; the different names alone are the harder test.
        fzf("of every row", &subject::names_of_rows(&catalog));
        fzf("that differ", &names);
    }
}

fn scan(names: &[String], text: &str) -> std::time::Duration {
    let finder = memchr::memmem::Finder::new(text.as_bytes());
    let (n, took) = time(|| {
        names
            .iter()
            .filter(|n| finder.find(n.as_bytes()).is_some())
            .count()
    });
    black_box(n);
    took
}

/// The same words in fzf on the same names: from the key until its screen has come to rest. Each round is
/// typed into a new fzf: it keeps what it found for a text, and the explorer too begins every round with
/// nothing remembered.
#[cfg(unix)]
fn fzf(which: &str, names: &[String]) {
    use common::pty::Terminal;
    use std::{io::Write as _, process::Command, time::Duration};
    let Ok(version) = Command::new("fzf").arg("--version").output() else {
        println!("\nfzf is not installed: nothing to compare with");
        return;
    };
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("names-{}.txt", names.len()));
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file to write"));
    for name in names {
        writeln!(out, "{name}").expect("writing");
    }
    out.flush().expect("writing");
    drop(out);
    let command = format!("fzf --no-color < '{}'", path.display());
    let whole = format!("{0}/{0}", names.len());
    let quiet = Duration::from_millis(700);
    let mut reading = Times::default();
    let mut rows = Vec::new();
    for word in ["healthec", "hims", "blue cross", "a", "zzqx"] {
        let mut times = Times::default();
        for _ in 0..3 {
            let mut terminal = Terminal::start("sh", &["-c", &command], 200, 60);
            reading.add(terminal.until("count", |s| s.contains(&whole)));
            terminal.rest(quiet);
            for c in word.chars() {
                let sent = terminal.send(&c.to_string());
                if let Some(last) = terminal.rest(quiet) {
                    times.add(last.saturating_duration_since(sent));
                }
            }
        }
        let [n, p50, p99, max] = times.cells();
        rows.push(vec![format!("`{word}`"), n, p50, p99, max]);
    }
    table(
        &format!(
            "fzf {} on the {} names {which}, ms a key",
            version.trim(),
            names.len()
        ),
        &["typed", "keys", "p50", "p99", "max"],
        &rows,
    );
    println!(
        "\nfzf has read the names after {} ms",
        short(reading.percentile(50.0))
    );
}

#[cfg(not(unix))]
fn fzf(_: &str, _: &[String]) {}
