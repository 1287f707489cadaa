//! The explorer: keys, commands, mouse, pastes and sizes in any order, drawn after each.
#![no_main]
mod common;
use breachlens::{
    app::{
        Action, App,
        action::ACTIONS,
        input::{Key, KeyCode},
    },
    catalog::{Builder, Catalog},
    dataset::{bundled, reader},
    tui::theme::{Depth, Name, Theme},
};
use common::{corpus, invariants};
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, OnceLock};

/// Hostile records and some well-meant ones.
fn catalog() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    let build = || {
        let mut builder = Builder::new();
        let loaded = reader::read("bundled", bundled::INCIDENTS.as_bytes());
        let some: Vec<_> = loaded.records.iter().step_by(8).map(|p| &p.incident).collect();
        builder.add_records("bundled", some);
        builder.add_records("hos\u{1b}tile", &corpus::records());
        Arc::new(builder.finish())
    };
    CATALOG.get_or_init(build).clone()
}

const KEYS: &[KeyCode] = &[
    KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::Backspace, KeyCode::Delete,
    KeyCode::Left, KeyCode::Right, KeyCode::Up, KeyCode::Down, KeyCode::Home, KeyCode::End,
    KeyCode::PageUp, KeyCode::PageDown, KeyCode::F(1),
];

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.iter().copied();
    let mut next = || bytes.next();
    let (Some(w), Some(h), Some(look)) = (next(), next(), next()) else { return };
    let (mut width, mut height) = (u16::from(w), u16::from(h) % 101);
    let names = [Name::Dark, Name::Light, Name::Terminal, Name::Mono, Name::Contrast];
    let theme = Theme::new(names[usize::from(look) % 5], Depth::True, look & 0x80 != 0);
    let mut app = App::new(catalog(), "");
    invariants::act(&mut app, Action::Resize(width, height));
    invariants::draw(&mut app, &theme, width, height);
    for _ in 0..60 {
        let (Some(what), Some(value)) = (next(), next()) else { return };
        match what % 16 {
            0..=5 => {
                if let Some(entry) = ACTIONS.get(usize::from(value)) {
                    invariants::act(&mut app, Action::Do(entry.command));
                }
            }
            6 | 7 => {
                let key = Key::new(KeyCode::Char(char::from(value & 0x7F)), value & 0x80 != 0, false, false);
                if !breachlens::model::text::is_unsafe(char::from(value & 0x7F)) {
                    invariants::press(&mut app, key);
                }
            }
            8 => {
                let code = KEYS[usize::from(value) % KEYS.len()];
                invariants::press(&mut app, Key::new(code, value & 0x40 != 0, value & 0x80 != 0, value & 0x20 != 0));
            }
            9 | 10 => {
                let row = next().unwrap_or_default();
                let target = app.geometry.at(u16::from(value), u16::from(row)).cloned();
                if let Some(target) = target {
                    invariants::act(&mut app, Action::Click { target, twice: row & 1 != 0 });
                }
            }
            11 => {
                let row = next().unwrap_or_default();
                let target = app.geometry.at(u16::from(value), u16::from(row)).cloned();
                let lines = i16::from(next().unwrap_or_default().cast_signed());
                invariants::act(&mut app, Action::Wheel { target, lines });
            }
            12 => {
                let rows = i16::from(next().unwrap_or_default().cast_signed());
                invariants::act(&mut app, Action::Drag { columns: i16::from(value.cast_signed()), rows });
            }
            13 => {
                (width, height) = (u16::from(value) + u16::from(what / 16), u16::from(next().unwrap_or_default()) % 101);
                invariants::act(&mut app, Action::Resize(width, height));
            }
            14 => {
                let text: Vec<u8> = (0..value % 24).filter_map(|_| next()).collect();
                invariants::act(&mut app, Action::Paste(String::from_utf8_lossy(&text).into_owned()));
            }
            _ => {
                let (_, text) = corpus::TEXTS[usize::from(value) % corpus::TEXTS.len()];
                invariants::act(&mut app, Action::Paste(text.to_owned()));
            }
        }
        invariants::draw(&mut app, &theme, width, height);
    }
});
