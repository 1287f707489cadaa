//! No key is silent: pressed once, on every screen, it changes what is seen, asks something of the outside
//! or says why not; and where no incident is shown, nothing speaks of one.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::app::{
    Command, View,
    input::Key,
    keymap::{self, Binding, KEYS},
};
use screen::Screen;

/// Keys that may do nothing: those that move, at the end of the way, and those that show what is shown.
fn may_be_silent(command: Command, view: View) -> bool {
    let shows = match view {
        View::Browse => Command::Browse,
        View::Timeline => Command::Timeline,
        View::Exposure => Command::Exposure,
        View::Compare => Command::Compare,
        View::Insights => Command::Insights,
        View::Signals => Command::Signals,
    };
    command == shows
        || matches!(
            command,
            Command::Up
                | Command::Down
                | Command::Left
                | Command::Right
                | Command::PageUp
                | Command::PageDown
                | Command::Top
                | Command::Bottom
        )
}

/// The keys that mean something where the keys go now.
fn keys_here(screen: &Screen) -> impl Iterator<Item = &'static Binding> {
    let places = keymap::places(&screen.app);
    let means = |b: &Binding| keymap::command(&screen.app, b.key.parse::<Key>().unwrap());
    let here: Vec<&Binding> = KEYS
        .iter()
        .filter(|b| places.contains(&b.place) && means(b) == Some(b.command))
        .collect();
    here.into_iter()
}

/// Presses every key on every screen, once each on a fresh one; tells what was said.
fn press_all(query: &str, size: (u16, u16), mut met: impl FnMut(View, &Binding, &str)) {
    let mut silent = Vec::new();
    for (view, key, name) in View::ALL {
        let fresh = || {
            let mut screen = Screen::new(size.0, size.1, query);
            screen.keys(&key.to_string());
            screen
        };
        for binding in keys_here(&fresh()) {
            let mut screen = fresh();
            let seen = (screen.text(), screen.styles(), screen.effects.len());
            screen.keys(binding.key);
            if seen == (screen.text(), screen.styles(), screen.effects.len())
                && !may_be_silent(binding.command, *view)
            {
                silent.push(format!("{name} {}: {:?}", binding.key, binding.command));
            }
            let said = screen.app.message.as_ref().map_or("", |m| m.text.as_str());
            met(*view, binding, said);
        }
    }
    assert!(
        silent.is_empty(),
        "{query:?} {size:?}:\n{}",
        silent.join("\n")
    );
}

#[test]
fn every_key_does_something_or_says_why_not() {
    press_all("", (120, 40), |_, _, _| {});
    press_all("hims", (80, 24), |_, _, _| {});
}

#[test]
fn where_no_incident_is_shown_no_key_speaks_of_one() {
    let mut said_so = Vec::new();
    press_all("qqqzzz", (80, 24), |view, binding, said| {
        let command = binding.command;
        let speaks = [
            "the record",
            "this incident",
            "stated as",
            "first incident",
            "last incident",
        ];
        assert!(
            !speaks.iter().any(|words| said.contains(words)),
            "{view:?} {}: {said}",
            binding.key
        );
        if view == View::Browse && said.starts_with("no incident is shown") {
            assert!(said.len() <= 78, "cut at 80 columns: {said}");
            said_so.push(command);
        }
    });
    for command in [
        Command::SourceMenu,
        Command::Similar,
        Command::Mark,
        Command::MarkSimilar,
        Command::Star,
        Command::Note,
        Command::Open,
        Command::Organization,
        Command::SignalsOf,
        Command::NextTab,
        Command::NextIncident,
        Command::ExportMenu,
        Command::ZoomDetail,
    ] {
        assert!(said_so.contains(&command), "{command:?}");
    }
}

#[test]
fn of_an_empty_answer_only_the_query_can_be_copied() {
    let mut screen = Screen::new(80, 24, "qqqzzz");
    screen.keys("y");
    let text = screen.text();
    assert!(text.contains("query as a command"), "{text}");
    assert!(!text.contains("ids of the answer"), "{text}");
}
