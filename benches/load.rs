//! Loading a file: time, memory beyond the file itself, and the ratio to reading the file's bytes and, where they
//! are installed, to VisiData, tabiew and csvlens with the same file in the same run.
//! Each measurement runs in a process of its own, because the most memory ever held is one number a
//! process. Sizes are arguments: `cargo bench --bench load -- 10000 1000000`.

mod common;

use common::{
    file,
    measure::{megabytes, memory, ms, peak, short, table, time},
    sizes, subject, value_of,
};
use std::{hint::black_box, path::Path, process::Command};

fn main() {
    if let Some(path) = value_of("one") {
        one(Path::new(&path));
        return;
    }
    let mut rows = Vec::new();
    for size in sizes(&[10_000, 100_000, 1_000_000]) {
        for ending in ["csv", "jsonl"] {
            let path = file(size, ending);
            let bytes = std::fs::metadata(&path).expect("the file").len() as f64 / 1048576.0;
            // The first reading warms the system's cache.
            black_box(std::fs::read(&path).expect("the file"));
            let (read, reading) = time(|| std::fs::read(&path).expect("the file"));
            let (lines, counting) = time(|| memchr::memchr_iter(b'\n', &read).count());
            assert!(lines as u64 >= size);
            drop(read);
            let runs: Vec<[f64; 4]> = (0..if size < 1_000_000 { 3 } else { 1 })
                .map(|_| child(&path))
                .collect();
            let best = runs
                .iter()
                .copied()
                .min_by(|a, b| a[0].total_cmp(&b[0]))
                .expect("a run");
            let plain = ms(reading + counting);
            rows.push(vec![
                size.to_string(),
                ending.to_owned(),
                format!("{bytes:.0}"),
                short(plain),
                short(best[0]),
                short(best[0] / plain),
                format!("{:.0}", best[1] - bytes),
                format!("{:.0}", best[2] - bytes),
            ]);
        }
    }
    table(
        "Loading and indexing a file",
        &[
            "rows",
            "format",
            "MB",
            "read, count lines, ms",
            "loaded, ms",
            "ratio",
            "MB beyond the file",
            "at its peak",
        ],
        &rows,
    );
    for size in sizes(&[1_000_000]) {
        others(&file(size, "csv"), size);
    }
}

/// A program that reads the same file, and when it has.
#[cfg(unix)]
struct Other {
    program: &'static str,
    has_loaded: fn(screen: &str, rows: u64, first: &str) -> bool,
}

#[cfg(unix)]
const OTHERS: &[Other] = &[
    // It tells the rows, with a sign between the thousands.
    Other {
        program: "vd",
        has_loaded: |screen, rows, _| screen.replace(',', "").contains(&format!("{rows} rows")),
    },
    // It draws nothing before it has read everything.
    Other {
        program: "tw",
        has_loaded: |screen, _, first| screen.contains(first),
    },
    // It only counts the rows; until it has, a `+` stands behind their number.
    Other {
        program: "csvlens",
        has_loaded: |screen, rows, _| screen.contains(&format!("/{rows},")),
    },
];

/// The same file in other programs until their screens show that it was read, and loaded here, in turns.
#[cfg(unix)]
fn others(path: &Path, rows: u64) {
    use common::{measure::Times, pty::Terminal};
    use std::io::BufRead;
    let file = std::fs::File::open(path).expect("the file");
    let first = std::io::BufReader::new(file).lines().nth(1);
    let first = first.expect("a row").expect("a row in UTF-8");
    let first = first.trim_start_matches('"').get(..10).expect("a name");
    let path = path.to_str().expect("a path in UTF-8");
    let mut told = Vec::new();
    for other in OTHERS {
        let Ok(version) = Command::new(other.program).arg("--version").output() else {
            println!(
                "\n`{}` is not installed: nothing to compare with",
                other.program
            );
            continue;
        };
        let (mut theirs, mut ours) = (Times::default(), Vec::new());
        for _ in 0..5 {
            let mut terminal = Terminal::start(other.program, &[path], 120, 40);
            theirs.add(terminal.until("rows", |s| (other.has_loaded)(s, rows, first)));
            drop(terminal);
            ours.push(child(Path::new(path))[0]);
        }
        ours.sort_by(f64::total_cmp);
        let (theirs, ours) = (theirs.percentile(50.0), ours[ours.len() / 2]);
        let version = String::from_utf8_lossy(&version.stdout);
        told.push(vec![
            version.trim().to_owned(),
            short(theirs),
            short(ours),
            short(ours / theirs),
        ]);
    }
    table(
        &format!("Loading {rows} rows of CSV beside other programs, ms, the median of five"),
        &["program", "there", "here", "ratio"],
        &told,
    );
}

#[cfg(not(unix))]
fn others(_: &Path, _: u64) {}

/// One load in this process: milliseconds, memory, peak, rows.
fn one(path: &Path) {
    let before = memory().unwrap_or(0.0);
    let (catalog, took) = time(|| subject::load(path));
    let (now, most) = (memory().unwrap_or(f64::NAN), peak().unwrap_or(f64::NAN));
    println!(
        "{} {} {} {}",
        ms(took),
        now - before,
        most - before,
        subject::rows(&catalog)
    );
    black_box(megabytes(None));
}

fn child(path: &Path) -> [f64; 4] {
    let me = std::env::current_exe().expect("this program");
    let out = Command::new(me)
        .arg("one")
        .arg(path)
        .output()
        .expect("this program again");
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let text = String::from_utf8_lossy(&out.stdout);
    let mut numbers = text
        .split_whitespace()
        .map(|n| n.parse().expect("a number"));
    std::array::from_fn(|_| numbers.next().expect("four numbers"))
}
