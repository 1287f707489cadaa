//! The explorer without a terminal, for tests of whole screens: keys in, text and styles out. Shared by
//! several test programs, each of which uses a part of it.
#![allow(dead_code, clippy::unwrap_used, clippy::missing_panics_doc)]

use breachlens::{
    app::{
        Action, App, Effect, Target,
        input::{Key, KeyCode},
        keymap, update,
    },
    catalog::{
        Catalog,
        open::{Sources, open},
    },
    tui::{
        theme::{Depth, Name, Theme},
        view,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};
use std::sync::{Arc, OnceLock};

/// The bundled catalog, built once for a test program.
pub fn bundled() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    CATALOG
        .get_or_init(|| Arc::new(open(&Sources::default()).unwrap().catalog))
        .clone()
}

/// A screen of a size, in a theme, with everything that `update` asked of the outside.
pub struct Screen {
    pub app: App,
    pub theme: Theme,
    pub buffer: Buffer,
    pub caret: Option<(u16, u16)>,
    pub effects: Vec<Effect>,
}

impl Screen {
    /// The explorer on the bundled data.
    pub fn new(width: u16, height: u16, query: &str) -> Self {
        Self::on(
            bundled(),
            width,
            height,
            query,
            Theme::new(Name::Dark, Depth::True, false),
        )
    }

    /// The same without any colour.
    pub fn mono(width: u16, height: u16, query: &str) -> Self {
        Self::on(
            bundled(),
            width,
            height,
            query,
            Theme::new(Name::Mono, Depth::True, false),
        )
    }

    pub fn on(catalog: Arc<Catalog>, width: u16, height: u16, query: &str, theme: Theme) -> Self {
        let app = App::new(catalog, query);
        let buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let mut screen = Self {
            app,
            theme,
            buffer,
            caret: None,
            effects: Vec::new(),
        };
        screen.act(Action::Resize(width, height));
        screen
    }

    /// Carries out an action and draws.
    pub fn act(&mut self, action: Action) -> &mut Self {
        if let Action::Resize(width, height) = action {
            self.buffer = Buffer::empty(Rect::new(0, 0, width, height));
        }
        self.effects.extend(update(&mut self.app, action));
        self.draw();
        self
    }

    pub fn draw(&mut self) {
        self.buffer.reset();
        let (geometry, caret) =
            view::draw(&self.app, &self.theme, self.buffer.area, &mut self.buffer);
        self.caret = caret;
        self.app.drawn(geometry);
    }

    /// Presses keys: names separated by blanks; a word in single quotes is typed character by character.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for word in split(keys) {
            match word.strip_prefix('\'') {
                Some(text) => {
                    for c in text.trim_end_matches('\'').chars() {
                        self.press(Key::plain(KeyCode::Char(c)));
                    }
                }
                None => self.press(word.parse().unwrap_or_else(|_| panic!("no key: {word}"))),
            }
        }
        self
    }

    fn press(&mut self, key: Key) {
        if let Some(action) = keymap::action(&self.app, key) {
            self.act(action);
        }
    }

    /// Clicks a cell.
    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        if let Some(target) = self.app.geometry.at(column, row).cloned() {
            self.act(Action::Click {
                target,
                twice: false,
            });
        }
        self
    }

    /// Clicks the first cell that does this.
    pub fn click_on(&mut self, target: Target) -> &mut Self {
        assert!(
            self.app.geometry.hits.iter().any(|(_, t)| *t == target),
            "{target:?} is not on screen"
        );
        self.act(Action::Click {
            target,
            twice: false,
        })
    }

    /// The screen as lines without blanks at their ends.
    pub fn text(&self) -> String {
        text_of(&self.buffer)
    }

    /// The styles of the screen, a line a row: runs of cells as length and letter, a letter for each
    /// distinct style in order of appearance, and what the letters mean behind them.
    pub fn styles(&self) -> String {
        let mut seen: Vec<Style> = Vec::new();
        let mut out = String::new();
        for y in 0..self.buffer.area.height {
            let mut runs: Vec<(usize, usize)> = Vec::new();
            for x in 0..self.buffer.area.width {
                let style = self.buffer[(x, y)].style();
                let at = seen.iter().position(|s| *s == style).unwrap_or_else(|| {
                    seen.push(style);
                    seen.len() - 1
                });
                match runs.last_mut() {
                    Some((n, same)) if *same == at => *n += 1,
                    _ => runs.push((1, at)),
                }
            }
            let words: Vec<String> = runs
                .iter()
                .map(|(n, at)| format!("{n}{}", letter(*at)))
                .collect();
            out.push_str(&words.join(" "));
            out.push('\n');
        }
        for (at, style) in seen.iter().enumerate() {
            let (fg, bg) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
            out.push_str(&format!(
                "{} = {fg:?} on {bg:?} {:?}\n",
                letter(at),
                style.add_modifier
            ));
        }
        out
    }

    /// True when no cell has a colour.
    pub fn is_colourless(&self) -> bool {
        self.buffer
            .content
            .iter()
            .all(|c| c.fg == ratatui::style::Color::Reset && c.bg == ratatui::style::Color::Reset)
    }

    /// The texts that are drawn reversed, line by line.
    pub fn reversed(&self) -> Vec<String> {
        let row = |y: u16| {
            (0..self.buffer.area.width)
                .map(|x| &self.buffer[(x, y)])
                .filter(|c| c.modifier.contains(Modifier::REVERSED))
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>()
        };
        (0..self.buffer.area.height)
            .map(row)
            .filter(|r| !r.trim().is_empty())
            .collect()
    }
}

/// `a` to `z`, then `aa`, `ab`, …
fn letter(at: usize) -> String {
    let last = char::from(b'a' + u8::try_from(at % 26).unwrap());
    if at < 26 {
        last.to_string()
    } else {
        format!("{}{last}", letter(at / 26 - 1))
    }
}

/// Blanks outside single quotes separate.
fn split(keys: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in keys.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                if let Some(last) = out.last_mut() {
                    last.push(c);
                }
            }
            ' ' if !quoted => out.push(String::new()),
            c => {
                if let Some(last) = out.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// A buffer as lines; the second cell of a wide character is left out.
pub fn text_of(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
