//! The Signals screen: the list, and beside it (or alone, where there is no room) what one signal says.
//! It must not know which signals are shown or why; the state says that.

use super::{hit_area, pen};
use crate::{
    analysis::signals::Signals,
    app::{
        App, Geometry, Target,
        screens::signals::{State, Which},
    },
    model::{Vocabulary, signal::Signal},
    report::{human, words},
    tui::theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// From this width on list and detail stand beside each other.
const TWO_PANES: u16 = 100;

/// Lines longer than this are hard to read.
const WIDEST_TEXT: u16 = 84;

/// Draws the screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Screen);
    let state = &app.screens.signals;
    heading(app, theme, area, buf);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    geometry.screen = (usize::from(body.height), 1);
    if state.shown.is_empty() {
        let all = Signals::bundled().all().len();
        let text = format!(
            "No signal was read from the incidents in the query. Press a to see all {all}, u to undo the query."
        );
        let lines = pen::wrap(&text, usize::from(area.width.saturating_sub(2)));
        for (y, line) in (body.y + 1..body.bottom()).zip(lines) {
            pen::put(buf, body, body.x + 1, y, &line, theme.style(Role::Text));
        }
        return;
    }
    if area.width < TWO_PANES {
        if state.in_detail {
            detail(app, theme, body, buf, geometry);
        } else {
            list(state, theme, body, buf, geometry);
        }
        return;
    }
    geometry.detail_shown = true;
    let wide = (area.width * 11 / 20).min(78);
    let left = Rect {
        width: wide,
        ..body
    };
    list(state, theme, left, buf, geometry);
    for y in body.y..body.bottom() {
        let rule = theme.glyphs().vertical;
        pen::put(buf, body, body.x + wide, y, rule, theme.style(Role::Rule));
    }
    let right = Rect {
        x: body.x + wide + 1,
        width: (body.width - wide - 1).min(WIDEST_TEXT),
        ..body
    };
    detail(app, theme, right, buf, geometry);
}

/// How many signals, and which.
fn heading(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let state = &app.screens.signals;
    let all = Signals::bundled().all().len();
    let (n, narrowed) = (state.shown.len(), app.answer.rows.len() < app.catalog.len());
    let which = match &state.which {
        Which::OfIncident(id) => {
            let row = state.row_of(id);
            let name = row.map_or(id.as_str(), |r| app.catalog.organization(r as usize));
            format!("{n} of {all}: those of {name}")
        }
        Which::OfQuery if narrowed => format!("{n} of {all}: those of the incidents in the query"),
        _ => format!("all {all}"),
    };
    let text = format!("Signals · {which} · by {}", state.order.name());
    let text = pen::fit(&text, usize::from(area.width.saturating_sub(2)));
    pen::put(
        buf,
        area,
        area.x + 1,
        area.y,
        &text,
        theme.style(Role::Muted),
    );
}

/// `●●●●○ 4`
fn relevancy(theme: &Theme, n: u8) -> String {
    let (full, open) = if theme.glyphs().ascii {
        ("*", ".")
    } else {
        ("●", "○")
    };
    let n = usize::from(n.min(5));
    format!("{}{} {n}", full.repeat(n), open.repeat(5 - n))
}

fn list(state: &State, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let all = Signals::bundled().all();
    let rows = usize::from(area.height).max(1);
    let first = (state.cursor + 1)
        .saturating_sub(rows)
        .min(state.shown.len().saturating_sub(rows));
    let shown = state.shown.iter().enumerate().skip(first);
    for (y, (at, index)) in (area.y..area.bottom()).zip(shown) {
        let Some(signal) = all.get(*index) else {
            continue;
        };
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let is_cursor = at == state.cursor;
        let ground = match (is_cursor, state.in_detail) {
            (true, false) => theme.style(Role::Cursor),
            (true, true) => theme.style(Role::CursorDim),
            _ => Style::new(),
        };
        if is_cursor {
            pen::fill(buf, row, ground);
            let sign = theme.glyphs().cursor;
            pen::put(
                buf,
                row,
                row.x,
                y,
                sign,
                theme.style(Role::Accent).patch(ground),
            );
        }
        let is = |role: Role| theme.style(role).patch(ground);
        let dots = relevancy(theme, signal.relevancy);
        let x = pen::put(buf, row, row.x + 2, y, &dots, is(Role::Bar));
        let kind = pen::left(signal.kind.label(), 10);
        let x = pen::put(buf, row, x + 2, y, &kind, is(Role::Muted)) + 2;
        let room = usize::from(row.right().saturating_sub(x + 1));
        let name = pen::fit(&signal.name, room);
        let style = if is_cursor {
            is(Role::Text)
        } else {
            theme.style(Role::Text)
        };
        pen::put(buf, row, x, y, &name, style);
        geometry.hit(hit_area(row), Target::Cell(at, 0));
    }
}

/// A line of the detail: text, role, and the link that it belongs to.
struct Line {
    text: String,
    role: Role,
    link: Option<usize>,
}

fn detail(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let state = &app.screens.signals;
    let Some(signal) = state.signal() else {
        return;
    };
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let lines = lines(app, signal, theme, usize::from(inner.width));
    let height = usize::from(inner.height);
    let link = state.link.filter(|_| state.in_detail);
    // All the lines of the chosen link are in sight.
    let end = lines
        .iter()
        .rposition(|l| l.link.is_some() && l.link == link);
    let first = end.map_or(0, |at| (at + 1).saturating_sub(height));
    geometry.detail = (height, lines.len());
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(first)) {
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        let mut style = theme.style(line.role);
        if line.link.is_some() && line.link == link {
            let ground = theme.style(Role::Cursor);
            pen::fill(buf, row, ground);
            style = style.patch(ground);
        }
        let text = pen::fit(&line.text, usize::from(row.width));
        pen::put(buf, row, row.x, y, &text, style);
        if let Some(link) = line.link {
            geometry.hit(hit_area(row), Target::Cell(link, 1));
        }
    }
    let hidden = lines.len().saturating_sub(first + height);
    if hidden > 0 && height > 1 {
        let row = Rect {
            y: inner.bottom() - 1,
            height: 1,
            ..inner
        };
        pen::fill(buf, row, theme.style(Role::Text));
        let text = format!("{} {} more lines", theme.glyphs().ellipsis, hidden + 1);
        pen::put(buf, row, row.x, row.y, &text, theme.style(Role::Muted));
    }
}

fn lines(app: &App, signal: &Signal, theme: &Theme, width: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let line = |text: String, role: Role| Line {
        text,
        role,
        link: None,
    };
    let wrapped = |out: &mut Vec<Line>, text: &str, role: Role, indent: usize| {
        for part in pen::wrap(text, width.saturating_sub(indent)) {
            out.push(line(format!("{}{part}", " ".repeat(indent)), role));
        }
    };
    wrapped(&mut out, &signal.name, Role::Title, 0);
    let kind = signal.kind.label();
    let dots = relevancy(theme, signal.relevancy);
    out.push(line(format!("{kind} · relevancy {dots} of 5"), Role::Muted));
    out.push(line(String::new(), Role::Text));
    wrapped(&mut out, &signal.description, Role::Text, 0);
    out.push(line(String::new(), Role::Text));
    if let Some(change) = &signal.change {
        out.push(line("Change".to_owned(), Role::Muted));
        for (word, text) in [("from", &change.from), ("to", &change.to)] {
            for (i, part) in pen::wrap(text, width.saturating_sub(8)).iter().enumerate() {
                let word = if i == 0 { word } else { "" };
                out.push(line(format!("  {word:<4}  {part}"), Role::Text));
            }
        }
    }
    if let Some(text) = &signal.ten_year {
        out.push(line("In ten years".to_owned(), Role::Muted));
        wrapped(&mut out, text, Role::Text, 2);
    }
    if let Some(text) = &signal.driving_force {
        out.push(line("Driving force".to_owned(), Role::Muted));
        wrapped(&mut out, text, Role::Text, 2);
    }
    if signal.change.is_some() || signal.ten_year.is_some() || signal.driving_force.is_some() {
        out.push(line(String::new(), Role::Text));
    }
    let n = signal.incidents.len();
    let heading = match n {
        0 => "No incident is named".to_owned(),
        1 => "Incident".to_owned(),
        _ => format!("Incidents ({n})"),
    };
    out.push(line(heading, Role::Muted));
    for (link, id) in signal.incidents.iter().enumerate() {
        let (text, role) = incident(app, id);
        out.push(Line {
            text: format!("  {text}"),
            role,
            link: Some(link),
        });
    }
    if let Some(source) = Signals::bundled().source(signal) {
        out.push(line(String::new(), Role::Text));
        out.push(line("Source".to_owned(), Role::Muted));
        let publisher = source.publisher.as_deref().unwrap_or_default();
        for part in pen::wrap(
            &format!("{publisher}: {}", source.title),
            width.saturating_sub(2),
        ) {
            out.push(Line {
                text: format!("  {part}"),
                role: Role::Text,
                link: Some(n),
            });
        }
        out.push(Line {
            text: format!("  {}", source.url),
            role: Role::Key,
            link: Some(n),
        });
    }
    out
}

/// An incident in one line: who, the year in which it became known, how many people.
fn incident(app: &App, id: &str) -> (String, Role) {
    let Some(row) = app.screens.signals.row_of(id) else {
        return (format!("{id}  (not loaded)"), Role::Unknown);
    };
    let row = row as usize;
    let columns = &app.catalog.columns;
    let known = columns.known.get(row).map(|d| d.year().to_string());
    let people = match columns.affected.get(row) {
        Some(n) => {
            let count = words::marked(human::people(n), columns.placeholder.get(row));
            format!("{count} people")
        }
        None => "people not stated".to_owned(),
    };
    let name = app.catalog.organization(row);
    let outside = if app.answer.set.contains(row) {
        ""
    } else {
        " · outside the query"
    };
    let known = known.as_deref().unwrap_or(human::NOT_STATED);
    (format!("{name} · {known} · {people}{outside}"), Role::Text)
}
