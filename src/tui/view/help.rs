//! The help: keys from KEYS, the query language from FIELDS, signs from SIGNS, so that it is never
//! wrong. It must not know how it is scrolled.

use super::pen;
use crate::{
    app::{
        action::ACTIONS,
        keymap::{Binding, KEYS, Place},
    },
    query::FIELDS,
    tui::theme::{Role, Sign, Theme},
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
];

/// Every line of the help for a width.
#[must_use]
pub fn lines(theme: &Theme, width: usize) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let title = |out: &mut Vec<Line<'static>>, text: &str| {
        if !out.is_empty() {
            out.push(Line::default());
        }
        out.push(Line::styled(text.to_owned(), theme.style(Role::Title)));
    };
    let mut sections: Vec<&str> = ACTIONS.iter().map(|a| a.section).collect();
    sections.dedup();
    for section in sections {
        title(&mut out, section);
        for action in ACTIONS.iter().filter(|a| a.section == section) {
            let here = |b: &&Binding| b.command == action.command && is_usual(b.place, section);
            let bindings: Vec<&Binding> = KEYS.iter().filter(here).collect();
            let mut keys: Vec<&str> = bindings.iter().map(|b| b.key).collect();
            keys.dedup();
            let place = bindings.first().map(|b| b.place).filter(|place| {
                bindings.iter().all(|b| b.place == *place)
                    && !matches!(
                        place,
                        Place::Anywhere | Place::BrowseScreen | Place::QueryLine
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
            pair(
                theme,
                &mut out,
                width,
                &keys,
                &format!("{}{only}", action.sentence),
                Role::Key,
            );
        }
    }
    for place in [Place::Menu, Place::TypedMenu] {
        let name = place.title();
        title(&mut out, &name.replacen("in", "In", 1));
        for b in KEYS.iter().filter(|b| b.place == place) {
            let sentence = b.command.entry().map_or("", |e| e.sentence);
            pair(theme, &mut out, width, b.key, sentence, Role::Key);
        }
    }
    title(&mut out, "What can be asked");
    for (example, meaning) in LANGUAGE {
        pair(theme, &mut out, width, example, meaning, Role::Key);
    }
    for field in FIELDS {
        pair(
            theme,
            &mut out,
            width,
            field.example,
            field.meaning,
            Role::Key,
        );
    }
    title(&mut out, "Signs");
    for sign in Sign::all() {
        let (glyph, style) = theme.sign(sign);
        out.push(Line::from(vec![
            Span::styled(format!("  {glyph}  "), style),
            Span::styled(sign.meaning().to_owned(), theme.style(Role::Overlay)),
        ]));
    }
    for (glyph, meaning) in [
        (
            theme.glyphs().not_stated,
            "not stated by any source: neither no nor 0",
        ),
        (theme.glyphs().cursor, "where you are"),
        (
            "144–174 d",
            "a range, because a date is known only to the month or year",
        ),
        (
            "k M B",
            "thousand, million, billion; exact figures are in the detail pane",
        ),
    ] {
        pair(theme, &mut out, width, glyph, meaning, Role::Text);
    }
    out
}

/// True for the places whose keys a section lists: lines of text in their own section, menus apart.
fn is_usual(place: Place, section: &str) -> bool {
    match place {
        Place::Menu | Place::TypedMenu => false,
        Place::QueryLine => section == "Typing",
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
