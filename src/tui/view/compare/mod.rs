//! The Compare screen: title, heads of the columns, the lines in sight, and a readout of the chosen
//! cell. It must not know how its figures are computed.

mod cell;
mod lanes;
mod layout;
mod readout;

use super::{hit_area, pen};
use crate::{
    app::{
        App, Geometry, MOST_COMPARED, Target,
        action::Command,
        keymap::{Place, key_for},
        screens::compare::{HEADS, Which},
    },
    report::{comparison, human},
    tui::{
        theme::{Role, Sign, Theme},
        widget::scroll::Window,
    },
};
pub use lanes::letters;
use layout::{Columns, Shown};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

/// A head takes at most so many lines.
const HEAD_LINES: usize = 2;

/// Draws the screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Screen);
    if app.screens.compare.shown.is_some() {
        table(app, theme, area, buf, geometry);
    } else {
        invitation(app, theme, area, buf);
    }
    if theme.glyphs().ascii {
        plain(area, buf);
    }
}

/// The area without its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

fn table(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let state = &app.screens.compare;
    let total = app.compared.len() + usize::from(!state.no_peers);
    let columns = Columns::of(area.width, total, app.geometry.screen_first.1, state.column);
    title(app, theme, &columns, area, buf);
    let body = below(area, 1);
    let rest = below(body, heads(app, theme, &columns, body, buf, geometry));
    let (rule, mut rest) = if area.height >= 10 {
        (Some(Rect { height: 1, ..rest }), below(rest, 1))
    } else {
        (None, rest)
    };
    if area.height >= 9 {
        rest.height -= readout::draw(app, theme, rest, buf);
    }
    let lines = layout::lines(app, theme, &columns, area.width);
    let window = window(app, &lines, usize::from(rest.height));
    if let Some(rule) = rule {
        let section = lines
            .get(..=window.first.min(lines.len().saturating_sub(1)))
            .unwrap_or_default()
            .iter()
            .rfind(|l| l.section.is_some())
            .and_then(|l| l.section);
        let hidden = lines.get(window.first).is_some_and(|l| l.section.is_none());
        heads_rule(theme, rule, section.filter(|_| hidden), buf);
    }
    let mut rows = 0;
    for (y, line) in (rest.y..rest.bottom()).zip(lines.iter().skip(window.first)) {
        draw_line(
            app,
            theme,
            &columns,
            Rect {
                y,
                height: 1,
                ..rest
            },
            line,
            buf,
            geometry,
        );
        rows += usize::from(line.is_first);
    }
    geometry.screen = (rows, columns.fit);
    geometry.screen_first = (window.first, columns.first);
    let bar = Rect {
        x: area.right().saturating_sub(1),
        width: 1,
        ..rest
    };
    crate::tui::widget::scroll::draw(bar, buf, window, theme);
}

/// The lines in sight: those of the chosen row, with the headings right above it, and from there as near
/// to what was in sight before as can be.
fn window(app: &App, lines: &[Shown], room: usize) -> Window {
    let chosen = Some(app.screens.compare.cursor);
    let first = lines.iter().position(|l| l.item == chosen).unwrap_or(0);
    let last = lines
        .iter()
        .rposition(|l| l.item == chosen)
        .unwrap_or(first);
    let above = lines.get(..first).unwrap_or_default();
    let headings = above.iter().rev().take_while(|l| l.item.is_none()).count();
    Window {
        first: app.geometry.screen_first.0,
        room,
        total: lines.len(),
    }
    // A few lines beyond it, so that one sees where a jump leads.
    .with_in_sight(
        (last + room / 4)
            .min(lines.len().saturating_sub(1))
            .max(last),
    )
    .with_in_sight(last)
    .with_in_sight(first - headings.min(room.saturating_sub(last + 1 - first)))
}

/// What is compared, with whom, how much of it is shown, and where one is.
fn title(app: &App, theme: &Theme, columns: &Columns, area: Rect, buf: &mut Buffer) {
    let state = &app.screens.compare;
    let exact = |n: usize| human::exact(n as u64);
    let marked = match app.marked.len() {
        n if n > MOST_COMPARED => format!("the first {MOST_COMPARED} of {} marked", exact(n)),
        _ => format!("{} marked", app.compared.len()),
    };
    let peers = match app.compare_peers().filter(|_| !state.no_peers) {
        Some(p) if p.of == 0 => "no peers: the query has no others".to_owned(),
        Some(p) if p.peers.len() < p.of => {
            let (n, of) = (exact(p.peers.len()), exact(p.of));
            format!("peers: {n} drawn from {of} others")
        }
        Some(p) if p.of == 1 => "peers: 1 other".to_owned(),
        Some(p) => format!("peers: {} others", exact(p.of)),
        None if state.no_peers => "peers hidden".to_owned(),
        None => "peers: being read".to_owned(),
    };
    let (rows, differ, partly) = state.rows;
    let some = if app.compared.len() == 2 {
        "one"
    } else {
        "some"
    };
    let rows = match state.which {
        Which::All => format!("{differ} of {rows} rows differ, {partly} stated by {some} only"),
        Which::Differ => format!("differences only: {differ} of {rows} rows"),
        Which::NotSame => format!("not the same: {} of {rows} rows", differ + partly),
    };
    let mut right = Vec::new();
    if columns.fit < columns.total {
        let (first, last) = (columns.first + 1, columns.first + columns.fit);
        let range = if first == last {
            format!("column {first}")
        } else {
            format!("columns {first}–{last}")
        };
        right.push(format!("{range} of {}", columns.total));
    }
    right.push(format!("{} of {}", state.cursor + 1, state.items()));
    let right = right.join(" · ");
    let right_at = area
        .right()
        .saturating_sub(2 + u16::try_from(pen::width(&right)).unwrap_or(0));
    let left = Rect {
        width: right_at.saturating_sub(area.x + 1),
        ..area
    };
    let mut x = pen::put(
        buf,
        left,
        area.x + 1,
        area.y,
        "Compare",
        theme.style(Role::Title),
    );
    let muted = theme.style(Role::Muted);
    let narrowed = state.which != Which::All;
    let strong = if narrowed {
        theme.style(Role::Accent)
    } else {
        muted
    };
    // What matters most comes first: that rows are left out, where they are; what finds no room is left out
    // as a whole.
    let parts = if narrowed {
        [(&rows, strong), (&marked, muted), (&peers, muted)]
    } else {
        [(&marked, muted), (&peers, muted), (&rows, strong)]
    };
    for (part, style) in parts {
        if usize::from(left.right().saturating_sub(x)) >= pen::width(part) + 3 {
            x = pen::put(buf, left, x, area.y, " · ", muted);
            x = pen::put(buf, left, x, area.y, part, style);
        }
    }
    if right_at > x + 1 {
        pen::put(buf, area, right_at, area.y, &right, muted);
    }
}

/// Draws what stands above the columns; returns how many lines it takes.
fn heads(
    app: &App,
    theme: &Theme,
    columns: &Columns,
    area: Rect,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> u16 {
    let state = &app.screens.compare;
    let Some(shown) = &state.shown else { return 0 };
    let most = if area.height >= 9 { HEAD_LINES } else { 1 };
    let mut tall = 1;
    for column in columns.in_sight() {
        let (text, role) = match shown.heads.get(column) {
            Some(h) => (comparison::head(h), Role::Title),
            None => ("peers".to_owned(), Role::Muted),
        };
        let style = if column == state.column {
            theme.style(Role::Accent).add_modifier(Modifier::UNDERLINED)
        } else {
            theme.style(role)
        };
        let lines = cell::clip(&text, columns.text(), most);
        let x = area.x + columns.x(column);
        for (y, line) in (area.y..area.bottom()).zip(&lines) {
            pen::put(buf, area, x, y, line, style);
        }
        tall = tall.max(lines.len());
        let hit = Rect {
            x,
            y: area.y,
            width: columns.width,
            height: u16::try_from(lines.len()).unwrap_or(1),
        };
        geometry.hit(hit_area(hit), Target::Cell(HEADS, column));
    }
    u16::try_from(tall).unwrap_or(1)
}

/// A rule under the heads, with the name of the section whose heading is out of sight.
fn heads_rule(theme: &Theme, area: Rect, section: Option<&'static str>, buf: &mut Buffer) {
    let rule = theme.glyphs().horizontal;
    let style = theme.style(Role::Rule);
    pen::put(
        buf,
        area,
        area.x,
        area.y,
        &rule.repeat(usize::from(area.width)),
        style,
    );
    if let Some(name) = section {
        pen::put(
            buf,
            area,
            area.x + 1,
            area.y,
            &format!(" {name} "),
            theme.style(Role::Accent),
        );
    }
}

fn draw_line(
    app: &App,
    theme: &Theme,
    columns: &Columns,
    area: Rect,
    line: &Shown,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let state = &app.screens.compare;
    let chosen = line.item == Some(state.cursor);
    if chosen {
        buf.set_style(area, theme.style(Role::CursorDim));
    }
    if chosen && line.has_columns && columns.in_sight().contains(&state.column) {
        let here = Rect {
            x: area.x + columns.x(state.column).saturating_sub(1),
            width: columns.width,
            ..area
        };
        buf.set_style(here.intersection(area), theme.style(Role::Cursor));
    }
    if chosen {
        let glyph = theme.glyphs().cursor;
        pen::put(buf, area, area.x, area.y, glyph, theme.style(Role::Accent));
    }
    for (x, text) in &line.pieces {
        let at = Rect {
            x: area.x + x,
            width: area.width.saturating_sub(*x),
            ..area
        };
        pen::put_line(buf, at, area.y, text);
    }
    if let Some(item) = line.item {
        geometry.hit(hit_area(area), Target::Cell(item, state.column));
        for column in columns.in_sight().filter(|_| line.has_columns) {
            let cell = Rect {
                x: area.x + columns.x(column),
                width: columns.width,
                ..area
            };
            geometry.hit(
                hit_area(cell.intersection(area)),
                Target::Cell(item, column),
            );
        }
    }
}

/// What to do while fewer than two incidents are marked.
fn invitation(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let key = |command, place| key_for(command, place).unwrap_or_default();
    let mark = key(Command::Mark, Place::BrowseScreen);
    let browse = key(Command::Browse, Place::CompareScreen);
    let compare = key(Command::Compare, Place::BrowseScreen);
    let mut text = vec![(String::new(), Role::Text)];
    let (head, rest) = match app.compared.len() {
        0 => (
            "Nothing is marked yet.",
            format!(
                "Mark 2 to {MOST_COMPARED} incidents in Browse to see them side by side: {mark} marks the one under the cursor, {compare} comes back here."
            ),
        ),
        _ => (
            "One incident is marked; a comparison needs two.",
            format!(
                "Mark another one in Browse ({mark} marks the one under the cursor); {compare} comes back here."
            ),
        ),
    };
    text.push((head.to_owned(), Role::Title));
    for (_, r) in &app.compared {
        let sign = theme.glyphs().sign(Sign::Mark);
        text.push((format!("{sign} {}  {}", r.organization, r.id), Role::Mark));
    }
    text.push((String::new(), Role::Text));
    text.push((rest, Role::Text));
    text.push((format!("{browse} or enter goes to Browse."), Role::Muted));
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    let lines = text.iter().flat_map(|(t, role)| {
        let wrapped = pen::wrap(t, usize::from(inner.width));
        wrapped.into_iter().map(|l| (l, *role))
    });
    pen::put(
        buf,
        area,
        area.x + 1,
        area.y,
        "Compare",
        theme.style(Role::Title),
    );
    for (y, (line, role)) in (inner.y + 1..inner.bottom()).zip(lines) {
        pen::put(buf, inner, inner.x, y, &line, theme.style(role));
    }
}

/// The signs of this screen that are not of the theme, for terminals that know ASCII only.
const PLAIN: [(&str, &str); 11] = [
    ("–", "-"),
    ("…", "~"),
    ("·", "|"),
    ("×", "x"),
    ("≠", "/"),
    ("◐", "("),
    ("░", "-"),
    ("╌", "~"),
    ("┊", ":"),
    ("│", "|"),
    ("─", "-"),
];

fn plain(area: Rect, buf: &mut Buffer) {
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position)
            && let Some((_, to)) = PLAIN.iter().find(|(from, _)| *from == cell.symbol())
        {
            cell.set_symbol(to);
        }
    }
}
