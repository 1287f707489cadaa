//! The help: keys from KEYS, the query language from FIELDS, signs from their tables, so that it is never
//! wrong. It must not know how it is scrolled.

mod signs;

use super::pen;
use crate::{
    app::{
        View,
        action::ACTIONS,
        keymap::{Binding, KEYS, Place},
    },
    query::FIELDS,
    tui::theme::{Name, Role, THEMES, Theme},
};
use ratatui::text::{Line, Span};

/// How values are written, beside the fields.
const LANGUAGE: &[(&str, &str)] = &[
    (
        "hims",
        "a word, fuzzily: organization, aliases, vendor, clients, threat actor, system, data types, measures, methods",
    ),
    (
        "\"yale new haven\"",
        "exactly these words, case and accents aside",
    ),
    ("a,b", "any of these values"),
    ("-term", "what the term does not hold for"),
    (
        "500k..2M  >=24  <60d",
        "ranges and comparisons, with k M B for counts and d w for days",
    ),
    (
        "2023  2023-07",
        "a year, a month or a day; a coarse date holds only if all of it does",
    ),
    ("data:medical", "a whole group of a vocabulary"),
    (
        "@name",
        "a saved query; Tab or Enter writes it out. ctrl-s saves one, @ in Browse lists them",
    ),
];

/// The parts of the help for a width, each with its title as the first line: those of the screen that is
/// shown stand in front.
#[must_use]
pub fn parts(theme: &Theme, width: usize, view: View) -> Vec<Vec<Line<'static>>> {
    let mut out: Vec<(bool, Vec<Line<'static>>)> = Vec::new();
    let screen = View::ALL.iter().find(|(v, ..)| *v == view);
    let screen = screen.map_or("", |(_, _, name)| *name);
    let mut part = |title: &str, pairs: Vec<(String, String, Role)>| {
        let here = match view {
            View::Browse => matches!(title, "Incidents" | "Table"),
            _ => title.contains(screen),
        };
        let mut lines = vec![Line::styled(title.to_owned(), theme.style(Role::Title))];
        for (key, sentence, role) in pairs {
            pair(theme, &mut lines, width, &key, &sentence, role);
        }
        out.push((!here, lines));
    };
    let mut sections: Vec<&str> = ACTIONS.iter().map(|a| a.section).collect();
    sections.dedup();
    for section in sections {
        part(section, keys(section));
    }
    for place in [Place::QueryLine, Place::Line, Place::Menu, Place::TypedMenu] {
        // What is only typing stands in its own section.
        let typing = |b: &Binding| b.command.entry().is_none_or(|e| e.section == "Typing");
        let listed = |place| matches!(place, Place::QueryLine | Place::Line);
        let here = KEYS
            .iter()
            .filter(|b| b.place == place && (!listed(place) || !typing(b)));
        let sentence = |b: &Binding| b.command.entry().map_or("", |e| e.sentence).to_owned();
        part(
            &place.title().replacen("in", "In", 1),
            here.map(|b| (b.key.to_owned(), sentence(b), Role::Key))
                .collect(),
        );
    }
    let asked = LANGUAGE.iter().copied();
    let asked = asked.chain(FIELDS.iter().map(|f| (f.example, f.meaning)));
    part(
        "What can be asked",
        asked
            .map(|(example, meaning)| (example.to_owned(), meaning.to_owned(), Role::Key))
            .collect(),
    );
    for (name, entries) in signs::groups(theme) {
        part(
            name,
            entries
                .into_iter()
                .map(|e| (e.sign, e.meaning, e.role))
                .collect(),
        );
    }
    // In another theme the colours are others, or none.
    let named = |name: &str| {
        let known = theme.name() == Name::Dark;
        if known { name } else { "like this" }.to_owned()
    };
    part(
        "Colours, each with a sign or a word beside it",
        signs::COLOURS
            .iter()
            .map(|(role, name, meaning)| (named(name), (*meaning).to_owned(), *role))
            .collect(),
    );
    part(
        "Themes: T changes them, --theme NAME starts with one",
        THEMES
            .iter()
            .map(|(_, name, meaning)| ((*name).to_owned(), (*meaning).to_owned(), Role::Text))
            .collect(),
    );
    out.sort_by_key(|(elsewhere, _)| *elsewhere);
    out.into_iter().map(|(_, lines)| lines).collect()
}

/// Every line of the help, and on which lines its parts begin.
#[must_use]
pub fn lines(theme: &Theme, width: usize, view: View) -> (Vec<Line<'static>>, Vec<usize>) {
    let (mut lines, mut begin) = (Vec::new(), Vec::new());
    for part in parts(theme, width, view) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        begin.push(lines.len());
        lines.extend(part);
    }
    (lines, begin)
}

/// The lines in which a word stands, however it is capitalized.
#[must_use]
pub fn found(lines: &[Line], word: &str) -> Vec<usize> {
    let has = |line: &&(usize, &Line)| !places(line.1, word).is_empty();
    let numbered: Vec<(usize, &Line)> = lines.iter().enumerate().collect();
    numbered.iter().filter(has).map(|(at, _)| *at).collect()
}

/// The cells of a line at which a word stands: the first one, and how many.
#[must_use]
pub fn places(line: &Line, word: &str) -> Vec<(u16, u16)> {
    let word = word.trim().to_ascii_lowercase();
    if word.is_empty() {
        return Vec::new();
    }
    let text = line.to_string();
    let cells = |text: &str| u16::try_from(pen::width(text)).unwrap_or(u16::MAX);
    let lower = text.to_ascii_lowercase();
    let each = lower.match_indices(&word);
    each.map(|(at, found)| (cells(text.get(..at).unwrap_or_default()), cells(found)))
        .collect()
}

/// The keys of a section's actions, with their sentences.
fn keys(section: &str) -> Vec<(String, String, Role)> {
    let mut out = Vec::new();
    for action in ACTIONS.iter().filter(|a| a.section == section) {
        let here = |b: &&Binding| b.command == action.command && is_usual(b.place, section);
        let mut bindings: Vec<&Binding> = KEYS.iter().filter(here).collect();
        if bindings.is_empty() && section != "Typing" {
            let in_menus = |b: &&Binding| b.command == action.command && b.place == Place::Menu;
            bindings = KEYS.iter().filter(in_menus).collect();
        }
        let mut keys: Vec<&str> = Vec::new();
        for b in &bindings {
            if !keys.contains(&b.key) {
                keys.push(b.key);
            }
        }
        let place = bindings.first().map(|b| b.place).filter(|place| {
            bindings.iter().all(|b| b.place == *place)
                && !matches!(
                    place,
                    Place::Anywhere | Place::BrowseScreen | Place::QueryLine | Place::Line
                )
        });
        let only = place
            .map(|p| format!(" ({})", p.title()))
            .unwrap_or_default();
        let keys = if keys.is_empty() {
            format!(": {}", action.id)
        } else {
            keys.join("  ")
        };
        out.push((keys, format!("{}{only}", action.sentence), Role::Key));
    }
    out
}

/// True for the places whose keys a section lists: lines of text in their own section, menus apart.
fn is_usual(place: Place, section: &str) -> bool {
    match place {
        Place::Menu | Place::TypedMenu => false,
        Place::QueryLine | Place::Line => section == "Typing",
        _ => section != "Typing",
    }
}

/// A key and its sentence; the sentence goes on below itself.
fn pair(
    theme: &Theme,
    out: &mut Vec<Line<'static>>,
    width: usize,
    key: &str,
    sentence: &str,
    role: Role,
) {
    let left = 30.min(width / 2);
    let text = ratatui::style::Style {
        bg: None,
        ..theme.style(Role::Overlay)
    };
    let lines = pen::wrap(sentence, width.saturating_sub(left + 3).max(10));
    for (i, line) in lines.iter().enumerate() {
        let key = if i == 0 {
            pen::left(key, left)
        } else {
            " ".repeat(left)
        };
        out.push(Line::from(vec![
            Span::styled(
                format!("  {key} "),
                ratatui::style::Style {
                    bg: None,
                    ..theme.style(role)
                },
            ),
            Span::styled(line.clone(), text),
        ]));
    }
}
