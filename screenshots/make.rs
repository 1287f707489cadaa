//! Draws the pictures in this folder: starts the built program in a pseudo-terminal, types a written
//! script of keys, reads the cells back and writes them as SVG. The program is driven, never linked:
//! a picture shows what a person sees.
//!
//! ```text
//! cargo build && cargo run --example screenshots               write what has changed
//! cargo build && cargo run --example screenshots -- --check    name what is out of date, exit 1
//! ```
//!
//! `BREACHLENS_PROGRAM` names another program to drive. Unix only, as the pseudo-terminal of the tests.
#![allow(clippy::expect_used)]

#[cfg(unix)]
mod svg;
#[cfg(unix)]
#[path = "../tests/common/terminal.rs"]
mod terminal;

use std::process::ExitCode;

/// One picture: its file, the size of the terminal, what the program is started with, what is typed,
/// and the text that stands on the finished screen.
#[cfg(unix)]
struct Picture {
    name: &'static str,
    size: (u16, u16),
    args: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
    /// Each is typed after the screen has come to rest.
    keys: &'static [&'static str],
    shows: &'static str,
}

/// Every picture.
#[cfg(unix)]
#[rustfmt::skip]
const PICTURES: &[Picture] = &[
    Picture { name: "browse",   size: (120, 36), args: &["data:ssn -measure:credit_monitoring"], env: &[], keys: &["j", "j"], shows: "Organization" },
    Picture { name: "query",    size: (120, 36), args: &["data:ssn"], env: &[], keys: &["/", " measure:mon"], shows: "monitoring" },
    Picture { name: "timeline", size: (120, 36), args: &["year:2023..2024 affected:>1M"], env: &[], keys: &["2"], shows: "a column" },
    Picture { name: "exposure", size: (120, 36), args: &["affected:>1M sort:-severity"], env: &[], keys: &["3"], shows: "by data" },
    Picture { name: "compare",  size: (120, 36), args: &["org:healthec,\"hims &\",\"change healthcare\""], env: &[], keys: &[" ", " ", " ", "U", "4", "d"], shows: "3 marked" },
    Picture { name: "insights", size: (120, 36), args: &["country:US"], env: &[], keys: &["5"], shows: "charts over" },
    Picture { name: "signals",  size: (120, 36), args: &[], env: &[], keys: &["6"], shows: "by relevancy" },
    Picture { name: "narrow",   size: (80, 24),  args: &["method:ransomware sort:-affected"], env: &[], keys: &[], shows: "Organization" },
    Picture { name: "light",    size: (120, 36), args: &["--theme", "light", "hims"], env: &[], keys: &[], shows: "Organization" },
    Picture { name: "mono",     size: (120, 36), args: &["sector:hospital data:diagnosis"], env: &[("NO_COLOR", "1")], keys: &["j"], shows: "Organization" },
];

#[cfg(not(unix))]
fn main() -> ExitCode {
    eprintln!("The pictures are drawn on Unix only: they need a pseudo-terminal.");
    ExitCode::from(2)
}

#[cfg(unix)]
fn main() -> ExitCode {
    let check = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [one] if one == "--check" => true,
        _ => {
            eprintln!("usage: cargo run --example screenshots [-- --check]");
            return ExitCode::from(2);
        }
    };
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots");
    let Some(program) = program() else {
        eprintln!("There is no built program; `cargo build` makes one.");
        return ExitCode::from(2);
    };
    let mut outdated = false;
    for picture in PICTURES {
        let path = folder.join(picture.name).with_extension("svg");
        let new = picture.draw(&program);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == new) {
            continue;
        }
        outdated = true;
        if check {
            println!("out of date: {}", path.display());
        } else {
            std::fs::write(&path, new).expect("the picture is written");
            println!("drawn: {}", path.display());
        }
    }
    ExitCode::from(u8::from(check && outdated))
}

/// The program to drive: as the environment says, else the newest one beside this example.
#[cfg(unix)]
fn program() -> Option<std::path::PathBuf> {
    if let Some(named) = std::env::var_os("BREACHLENS_PROGRAM") {
        return Some(named.into());
    }
    // This runs as TARGET/PROFILE/examples/screenshots.
    let own = std::env::current_exe().ok()?;
    let target = own.ancestors().nth(3)?;
    ["debug", "release"]
        .iter()
        .map(|profile| target.join(profile).join("breachlens"))
        .filter_map(|p| Some((p.metadata().ok()?.modified().ok()?, p)))
        .max()
        .map(|(_, path)| path)
}

#[cfg(unix)]
impl Picture {
    fn draw(&self, program: &std::path::Path) -> String {
        // Nothing of whoever draws them may show: no library, no settings.
        let empty = tempfile::tempdir().expect("a folder");
        let home = empty.path().to_str().expect("a path");
        let mut builder = terminal::Session::new(program)
            .args(self.args)
            .size(self.size.0, self.size.1)
            .env("BREACHLENS_HOME", home)
            .env("BREACHLENS_CONFIG", "")
            .env("XDG_STATE_HOME", home);
        for (name, value) in self.env {
            builder = builder.env(name, value);
        }
        let mut session = builder.start();
        session.wait_for("breachlens");
        session.wait_stable();
        for keys in self.keys {
            session.type_text(keys);
            session.wait_stable();
        }
        session.wait_for(self.shows);
        let drawn = svg::draw(session.screen(), &format!("breachlens: {}", self.name));
        session.type_text("\x03");
        drawn
    }
}
