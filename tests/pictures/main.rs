//! The pictures in `screenshots/`: the real program is started in a pseudo-terminal, a written script of
//! keys is typed, and the cells that stand there become SVG. The program is driven, never linked: a
//! picture shows what a person sees, and a test says which ones no longer do.
//!
//! ```text
//! BREACHLENS_BLESS=1 cargo test --test pictures     draws anew what has changed
//! ```
//!
//! Unix only, as the pseudo-terminal.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod script;
mod svg;
#[path = "../common/terminal.rs"]
mod terminal;

use script::{FILM, PICTURES, Picture};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// For how long nothing comes before a screen counts as finished. A picture that does not come out as
/// it is on disk is tried again with more patience: a busy machine is no change of the screen.
const PATIENCE: [u64; 3] = [80, 300, 900];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots")
}

/// The program on its first screen. Nothing of whoever draws may show: no library, no settings.
fn start(picture: &Picture, quiet: Duration) -> terminal::Session {
    let mut builder = terminal::Session::new(env!("CARGO_BIN_EXE_breachlens"))
        .args(picture.args)
        .size(picture.size.0, picture.size.1)
        .env("BREACHLENS_CONFIG", "");
    for (name, value) in picture.env {
        builder = builder.env(name, value);
    }
    let mut session = builder.start();
    session.wait_for("1 Browse");
    session.wait_quiet(quiet);
    session
}

/// Types, and waits for the frame that answers and for whatever comes after it.
fn press(session: &mut terminal::Session, keys: &str, quiet: Duration) {
    let frames = session.frames();
    session.type_text(keys);
    session.wait_frames(frames + 1);
    session.wait_quiet(quiet);
}

fn still(picture: &Picture, quiet: Duration) -> String {
    let mut session = start(picture, quiet);
    for keys in picture.keys {
        press(&mut session, keys, quiet);
    }
    session.wait_for(picture.shows);
    svg::draw(session.screen(), picture.title)
}

fn film(quiet: Duration) -> String {
    let mut session = start(&FILM.opening, quiet);
    let mut frames = vec![(session.screen().clone(), FILM.first)];
    for (keys, time) in FILM.steps {
        press(&mut session, keys, quiet);
        frames.push((session.screen().clone(), *time));
    }
    session.wait_for(FILM.opening.shows);
    svg::film(&frames, FILM.opening.title)
}

/// Draws until it is as on disk; when it never is, what was drawn goes to disk if that is wished, else
/// beside the tests for comparison. True when it is as on disk in the end.
fn is_current(name: &str, draw: impl Fn(Duration) -> String) -> bool {
    let path = folder().join(name).with_extension("svg");
    let bless = std::env::var_os("BREACHLENS_BLESS").is_some();
    let old = fs::read_to_string(&path).unwrap_or_default();
    let mut drawn = [String::new(), String::new()];
    for patience in PATIENCE {
        drawn.rotate_left(1);
        drawn[1] = draw(Duration::from_millis(patience));
        if drawn[1] == old {
            return true;
        }
    }
    let [before, drawn] = drawn;
    assert!(before == drawn, "{name} never comes to rest");
    if bless {
        fs::write(&path, drawn).unwrap();
        return true;
    }
    let beside = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .with_extension("svg");
    fs::write(beside, drawn).unwrap();
    false
}

#[test]
fn pictures_show_what_the_program_shows() {
    let outdated: Vec<&str> = std::thread::scope(|scope| {
        let stills = PICTURES.iter().map(|p| {
            let name = p.name;
            (
                name,
                scope.spawn(|| is_current(name, |quiet| still(p, quiet))),
            )
        });
        let name = FILM.opening.name;
        let mut runs: Vec<_> = vec![(name, scope.spawn(|| is_current(name, film)))];
        runs.extend(stills);
        runs.into_iter()
            .filter_map(|(name, run)| (!run.join().unwrap()).then_some(name))
            .collect()
    });
    assert!(
        outdated.is_empty(),
        "out of date: {}. `BREACHLENS_BLESS=1 cargo test --test pictures` draws them anew; what they would show is in {}",
        outdated.join(", "),
        env!("CARGO_TARGET_TMPDIR")
    );
}

#[test]
fn the_folder_holds_these_pictures_and_the_readme_shows_them() {
    let mut wanted: Vec<String> = PICTURES
        .iter()
        .chain([&FILM.opening])
        .map(|p| format!("{}.svg", p.name))
        .collect();
    wanted.sort();
    let mut found: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, wanted);
    let readme = include_str!("../../README.md");
    for name in found {
        assert!(
            readme.contains(&format!("](screenshots/{name})")),
            "the README does not show {name}"
        );
    }
}

#[test]
fn the_film_is_short() {
    let bytes = fs::metadata(folder().join(FILM.opening.name).with_extension("svg"))
        .unwrap()
        .len();
    assert!(bytes < 1_000_000, "{bytes} bytes");
    let time: u32 = FILM.first + FILM.steps.iter().map(|s| s.1).sum::<u32>();
    assert!(time < 45_000, "{time} ms");
}
