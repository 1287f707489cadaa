//! Twenty thousand keystrokes, random but seeded: typing, deleting, moving, sorting, changing screens.
//! Memory must be where it was. `cargo bench --bench soak -- 100000 20000` (rows, keystrokes).

mod common;

use breachlens::app::input::KeyCode;
use common::{
    file,
    measure::{Times, megabytes, memory, table, time},
    rng::Rng,
    sizes,
    subject::{self, Explorer},
};

const WORDS: &[&str] = &[
    "health",
    "dental",
    "st. mary",
    "blue cross",
    "hims",
    "zzqx",
    "texas a",
    "type:theft",
    "state:CA",
    "affected:>10k",
    "data:ssn",
    "-vendor:x",
    "sort:-affected",
    "sort:name",
    "filed:2021",
    "éa",
    "va",
];

fn main() {
    let asked = sizes(&[10_000, 20_000]);
    let size = asked.first().copied().unwrap_or(10_000);
    let strokes = asked.get(1).copied().unwrap_or(20_000);
    let catalog = subject::load(&file(size, "csv"));
    let mut explorer = Explorer::new(catalog, 200, 60);
    let mut r = Rng::new(common::portal::SEED);
    let mut times = Times::default();
    let mut rows = Vec::new();
    let mut done = 0;
    while done < strokes {
        if done % (strokes / 8).max(1) == 0 {
            rows.push(vec![done.to_string(), megabytes(memory())]);
        }
        let took = time(|| stroke(&mut explorer, &mut r)).1;
        times.add(took);
        done += 1;
    }
    // Back to an empty line, so that what is held for an answer compares with the start.
    explorer.named("/");
    explorer.named("ctrl-u");
    explorer.named("esc");
    rows.push(vec![done.to_string(), megabytes(memory())]);
    table(
        &format!("Memory while {strokes} keys are pressed, {size} rows"),
        &["keys", "MB"],
        &rows,
    );
    let [n, p50, p99, max] = times.cells();
    println!("\n{n} keys with their frames, ms: p50 {p50}, p99 {p99}, max {max}");
}

/// One key as somebody might press it, and the frame after it.
fn stroke(explorer: &mut Explorer, r: &mut Rng) {
    if explorer.is_typing() {
        match r.below(100) {
            0..=69 => {
                let word = r.pick(WORDS);
                let at = r.below(word.chars().count() as u64) as usize;
                if let Some(c) = word.chars().nth(at) {
                    explorer.key(KeyCode::Char(c));
                }
            }
            70..=89 => explorer.key(KeyCode::Backspace),
            90..=93 => explorer.named("ctrl-u"),
            94..=95 => explorer.named("left"),
            96..=97 => explorer.key(KeyCode::Enter),
            _ => explorer.key(KeyCode::Esc),
        }
    } else {
        let keys = [
            "/", "/", "/", "/", "down", "down", "up", "pagedown", "pageup", "G", "g", "s", "tab",
            "left", "right", "space", "u", "esc", "enter", "1", "2", "3", "5", "1", "1",
        ];
        explorer.named(r.pick(&keys));
    }
    // A long line is nobody's: start again.
    if explorer.line().chars().count() > 60 && explorer.is_typing() {
        explorer.named("ctrl-u");
    }
    explorer.draw();
}
