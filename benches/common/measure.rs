//! Times as percentiles, memory as the system counts it, tables as Markdown.

use std::time::{Duration, Instant};

/// Runs something and says how long it took.
pub fn time<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let out = run();
    (out, start.elapsed())
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Many times of one thing.
#[derive(Debug, Default, Clone)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        self.0.push(ms(time));
    }

    pub fn extend(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// The time that so many in a hundred do not exceed, in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let at = (share / 100.0 * sorted.len() as f64).ceil() as usize;
        sorted
            .get(at.saturating_sub(1))
            .copied()
            .unwrap_or(f64::NAN)
    }

    /// Number, median, 99th percentile and longest as cells.
    pub fn cells(&self) -> [String; 4] {
        [
            self.0.len().to_string(),
            short(self.percentile(50.0)),
            short(self.percentile(99.0)),
            short(self.percentile(100.0)),
        ]
    }
}

/// A number with about three figures.
pub fn short(n: f64) -> String {
    match n.abs() {
        _ if n.is_nan() => "–".into(),
        a if a >= 100.0 => format!("{n:.0}"),
        a if a >= 10.0 => format!("{n:.1}"),
        a if a >= 1.0 => format!("{n:.2}"),
        _ => format!("{n:.3}"),
    }
}

/// Prints a table as Markdown, its columns aligned.
pub fn table(title: &str, head: &[&str], rows: &[Vec<String>]) {
    let width = |at: usize| {
        rows.iter()
            .filter_map(|r| r.get(at))
            .map(|c| c.chars().count())
            .chain([head[at].chars().count()])
            .max()
            .unwrap_or(0)
    };
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells
            .enumerate()
            .map(|(i, c)| format!("{c:<w$}", w = width(i)))
            .collect();
        println!("| {} |", padded.join(" | "));
    };
    println!("\n{title}\n");
    line(&mut head.iter().copied());
    println!("|{}", "---|".repeat(head.len()));
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
}

/// A line of `/proc/self/status` in kilobytes; `None` where there is no such file.
fn status(name: &str) -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|l| l.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Memory of this process now, in megabytes.
pub fn memory() -> Option<f64> {
    status("VmRSS:").map(|kb| kb as f64 / 1024.0)
}

/// The most that it ever was.
pub fn peak() -> Option<f64> {
    status("VmHWM:").map(|kb| kb as f64 / 1024.0)
}

pub fn megabytes(value: Option<f64>) -> String {
    value.map_or("–".into(), |v| format!("{v:.0}"))
}
