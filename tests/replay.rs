//! Recorded sessions: `tests/replay/*.txt`. A bug is filed as a replay.
//!
//! A file starts with `size WxH` and perhaps `query TEXT`; then come steps, one a line: `keys ...` (as
//! `common/screen.rs` reads them), `query-is TEXT`, `sees TEXT`, `sees-not TEXT`. `#` starts a remark.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use screen::Screen;
use std::{fs, path::Path};

#[test]
fn recorded_sessions_go_as_they_went() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 6, "replays are missing");
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        replay(&name, &fs::read_to_string(&file).unwrap());
    }
}

fn replay(name: &str, text: &str) {
    let (mut size, mut query) = ((80, 24), String::new());
    let mut screen: Option<Screen> = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let place = format!("{name}:{}", number + 1);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "size" => {
                let (w, h) = rest.split_once('x').unwrap();
                size = (w.parse().unwrap(), h.parse().unwrap());
                continue;
            }
            "query" => {
                query = rest.to_owned();
                continue;
            }
            _ => {}
        }
        let screen = screen.get_or_insert_with(|| Screen::new(size.0, size.1, &query));
        match word {
            "keys" => {
                screen.keys(rest);
            }
            "query-is" => assert_eq!(screen.app.line.text(), rest, "{place}"),
            "sees" => assert!(
                screen.text().contains(rest),
                "{place}: `{rest}` is not on\n{}",
                screen.text()
            ),
            "sees-not" => assert!(
                !screen.text().contains(rest),
                "{place}: `{rest}` is on\n{}",
                screen.text()
            ),
            other => panic!("{place}: no step `{other}`"),
        }
    }
}
