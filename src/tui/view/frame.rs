//! What surrounds every screen beside the query line: tabs, what is wrong with the query, completion list,
//! hint line. It must not know what a screen shows.

use super::{hit_area, pen, query_line::is_being_typed};
use crate::{
    app::{
        App, Command, Focus, Geometry, Loading, Target, View,
        hints::hints_now,
        keymap::{Place, key_for},
    },
    report::human,
    tui::theme::{Role, Sign, Theme},
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

/// The rows of a screen.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The screens' names.
    pub tabs: Rect,
    /// The query line.
    pub query: Rect,
    /// A rule, or what is wrong with the query.
    pub rule: Rect,
    /// The screen itself.
    pub body: Rect,
    /// Keys, or the last message.
    pub hints: Rect,
}

impl Frame {
    /// The frame of an area that is at least [`super::LEAST`].
    #[must_use]
    pub fn of(area: Rect) -> Self {
        let row = |y: u16, height: u16| Rect {
            x: area.x,
            y: area.y + y,
            width: area.width,
            height,
        };
        Self {
            tabs: row(0, 1),
            query: row(1, 1),
            rule: row(2, 1),
            body: row(3, area.height - 4),
            hints: row(area.height - 1, 1),
        }
    }
}

/// The name of the program and the tabs of the screens. Where room is short the program's name goes first,
/// then those of the screens where one is not: their numbers still lead there.
pub fn tabs(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    const NAME: &str = "breachlens";
    let named = |all: bool| -> Vec<String> {
        let words = View::ALL.iter().map(|(view, _, name)| {
            let name = if all || *view == app.view { name } else { "" };
            match app.marked.len() {
                n if n > 0 && *view == View::Compare => {
                    let marked = format!("{name} {}{n}", theme.sign(Sign::Mark).0);
                    marked.trim_start().to_owned()
                }
                _ => name.to_owned(),
            }
        });
        words.collect()
    };
    let wide = |names: &[String]| -> usize { names.iter().map(|n| pen::width(n) + 2).sum() };
    let room = usize::from(area.width.saturating_sub(2));
    let mut names = named(true);
    let with_name = wide(&names) + NAME.len() + 2 * names.len() <= room;
    if wide(&names) + names.len() > room + 1 {
        names = named(false);
    }
    let wide = wide(&names);
    let gap = if wide + 2 * names.len() <= room { 2 } else { 1 };
    let mut x = area.x + 1;
    if with_name {
        x = pen::put(buf, area, x, area.y, NAME, theme.style(Role::Title)) + 2;
    }
    for ((view, key, _), name) in View::ALL.iter().zip(&names) {
        let style = theme.style(if *view == app.view {
            Role::Accent
        } else {
            Role::Muted
        });
        let style = if *view == app.view {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        };
        let start = x;
        x = pen::put(
            buf,
            area,
            x,
            area.y,
            &format!("{key} "),
            theme.style(Role::Key),
        );
        x = pen::put(buf, area, x, area.y, name, style);
        let hit = Rect {
            x: start,
            y: area.y,
            width: x.saturating_sub(start),
            height: 1,
        };
        geometry.hit(hit_area(hit), Target::View(*view));
        x += gap;
    }
}

/// What is to be said of words that were perhaps not meant as words, once nobody is typing them.
fn note(app: &App) -> Option<&str> {
    let note = app.parsed.note.as_ref()?;
    let typed = app.focus == Focus::Query && app.line.cursor() == note.span.end;
    (!typed).then_some(&note.message)
}

/// A rule under the query, or the first thing that is wrong with it, or a note on it.
pub fn rule(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if app.dropped_file().is_some() {
        let key = key_for(Command::Import, Place::QueryLine).unwrap_or_default();
        let text = format!(" this is a file, no query: {key} imports it as a list");
        let text = pen::fit(&text, usize::from(area.width));
        pen::put(buf, area, area.x, area.y, &text, theme.style(Role::Warning));
        return;
    }
    let fault = app.parsed.errors.iter().find(|e| !is_being_typed(app, e));
    if let Some(e) = fault {
        let text = format!(" {} {}", theme.sign(Sign::Refused).0, e.message);
        let behind = if e.unfinished {
            ""
        } else {
            let texts = [
                "   (the table keeps the last answer)",
                "   (the table stays)",
            ];
            let room = usize::from(area.width).saturating_sub(pen::width(&text));
            let fitting = texts.iter().find(|t| pen::width(t) <= room);
            fitting.copied().unwrap_or_default()
        };
        let text = format!("{text}{behind}");
        pen::put(
            buf,
            area,
            area.x,
            area.y,
            &pen::fit(&text, usize::from(area.width)),
            theme.style(Role::Error),
        );
        return;
    }
    if let Some(note) = note(app).filter(|_| app.loading.is_none()) {
        let text = format!(" {note}");
        let text = pen::fit(&text, usize::from(area.width));
        pen::put(buf, area, area.x, area.y, &text, theme.style(Role::Warning));
        return;
    }
    let line = theme.glyphs().horizontal.repeat(usize::from(area.width));
    pen::put(buf, area, area.x, area.y, &line, theme.style(Role::Rule));
    if let Some(loading) = &app.loading {
        progress(loading, theme, area, buf);
    }
}

/// How far the reading of the data has come: the rule itself is the bar, in the accent as far as it got.
fn progress(loading: &Loading, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let share = loading.total.filter(|t| *t > 0).map(|t| {
        // Shares of bytes: far from the 2^53 up to which a float is exact.
        (loading.bytes as f64 / t as f64).clamp(0.0, 1.0)
    });
    let rows = human::exact(loading.rows);
    let text = match share {
        Some(share) => format!(
            " reading the data: {:.0} %, {rows} rows; esc stops ",
            (share * 100.0).floor()
        ),
        None => format!(" reading the data: {rows} rows; esc stops "),
    };
    if let Some(share) = share {
        let cells = (f64::from(area.width) * share) as usize;
        let done = theme.glyphs().progress.repeat(cells);
        pen::put(buf, area, area.x, area.y, &done, theme.style(Role::Accent));
    }
    let x = area.x + 2.min(area.width);
    let text = pen::fit(&text, usize::from(area.width.saturating_sub(2)));
    pen::put(buf, area, x, area.y, &text, theme.style(Role::Text));
}

/// A fault that has no room on one line gets at most so many, over the screen: the next key takes them away.
const FAULT_LINES: usize = 4;

/// The last message, or the keys that mean something here.
pub fn hints(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    if let Some(message) = &app.message {
        let role = if message.is_error {
            Role::Error
        } else {
            Role::Text
        };
        let room = usize::from(area.width.saturating_sub(2));
        let mut lines = vec![message.text.clone()];
        if message.is_error {
            lines = pen::wrap(&message.text, room);
            // What is left out of a fault goes behind its last line.
            let rest = lines.split_off(lines.len().min(FAULT_LINES - 1));
            lines.extend((!rest.is_empty()).then(|| rest.join(" ")));
        }
        let above = u16::try_from(lines.len()).unwrap_or(1).saturating_sub(1);
        let area = Rect {
            y: area.y.saturating_sub(above),
            height: area.height + above,
            ..area
        };
        if above > 0 {
            pen::fill(buf, area, theme.style(Role::Text));
        }
        for (y, line) in (area.y..).zip(&lines) {
            let line = pen::fit(line, room);
            pen::put(buf, area, area.x + 1, y, &line, theme.style(role));
        }
        return;
    }
    let Some((place, hints)) = hints_now(app) else {
        return;
    };
    let mut x = area.x + 1;
    let wide = |key: &str, word: &str| {
        u16::try_from(pen::width(key) + 1 + pen::width(word)).unwrap_or(u16::MAX)
    };
    // The way to all the others is always named, however little room there is.
    let named: Vec<_> = hints
        .iter()
        .filter_map(|(command, word)| Some((*command, key_for(*command, place)?, *word)))
        .collect();
    let mut full = false;
    let mut help = named
        .iter()
        .find(|(command, ..)| *command == Command::Help)
        .map_or(0, |(_, key, word)| wide(key, word) + 3);
    for (command, key, word) in named {
        if command == Command::Help {
            help = 0;
        }
        let wide = wide(key, word);
        full |= x.saturating_add(wide).saturating_add(help) >= area.right();
        if full && command != Command::Help {
            continue;
        }
        let start = x;
        x = pen::put(buf, area, x, area.y, key, theme.style(Role::Key));
        x = pen::put(buf, area, x + 1, area.y, word, theme.style(Role::Muted));
        geometry.hit(
            hit_area(Rect {
                x: start,
                y: area.y,
                width: wide,
                height: 1,
            }),
            Target::Hint(command),
        );
        x += 3;
    }
    if !app.mouse {
        let text = "mouse off (M)";
        let at = area.right().saturating_sub(15);
        if at > x {
            pen::put(buf, area, at, area.y, text, theme.style(Role::Warning));
        }
    }
}

/// At most so many completions hang under the line.
const COMPLETIONS: usize = 12;

/// The completion list.
pub fn completions(
    app: &App,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let list = &app.completing.list;
    if app.focus != Focus::Query || list.items.is_empty() || app.overlay.is_some() {
        return;
    }
    let room = usize::from(area.height.saturating_sub(4)).min(COMPLETIONS);
    let chosen = app.completing.cursor.unwrap_or(0);
    let first = chosen.saturating_sub(room.saturating_sub(1));
    let shown: Vec<_> = list
        .items
        .iter()
        .enumerate()
        .skip(first)
        .take(room)
        .collect();
    let widest = |f: &dyn Fn(&crate::query::complete::Completion) -> usize| {
        shown.iter().map(|(_, i)| f(i)).max().unwrap_or(0)
    };
    let words = widest(&|i| pen::width(&i.word)).min(34);
    let meanings =
        widest(&|i| pen::width(&i.meaning)).min(usize::from(area.width).saturating_sub(words + 24));
    let counts = widest(&|i| i.count.map_or(0, |n| human::exact(n as u64).len() + 10));
    let wide = u16::try_from(words + meanings + counts + 6)
        .unwrap_or(area.width)
        .min(area.width);
    let x = area.x + 2.min(area.width.saturating_sub(wide));
    let ground = theme.style(Role::Overlay);
    for (y, (at, item)) in (area.y + 2..).zip(shown) {
        let row = Rect {
            x,
            y,
            width: wide.min(area.right() - x),
            height: 1,
        };
        let style = if app.completing.cursor == Some(at) {
            ground.patch(theme.style(Role::Cursor))
        } else {
            ground
        };
        pen::fill(buf, row, style);
        // The sign of the table's row would stand beside a completion that is not chosen.
        let beside = Rect {
            x: area.x,
            width: x - area.x,
            ..row
        };
        pen::fill(buf, beside, theme.style(Role::Text));
        if app.completing.cursor == Some(at) {
            let accent = style.patch(Style {
                bg: None,
                ..theme.style(Role::Accent)
            });
            pen::put(buf, row, x, y, theme.glyphs().cursor, accent);
        }
        let next = pen::put(
            buf,
            row,
            x + 1,
            y,
            &pen::left(&item.word, words),
            style.patch(theme.style(Role::Key)),
        );
        let next = pen::put(
            buf,
            row,
            next + 2,
            y,
            &pen::left(&item.meaning, meanings),
            style.patch(theme.style(Role::Muted)),
        );
        if let Some(n) = item.count {
            let word = if n == 1 { "incident " } else { "incidents" };
            pen::put(
                buf,
                row,
                next + 1,
                y,
                &pen::right(&format!("{} {word}", human::exact(n as u64)), counts),
                style,
            );
        }
        geometry.hit(hit_area(row), Target::Completion(at));
    }
}
