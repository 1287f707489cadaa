//! The Insights screen: charts beside each other, one of them on the whole screen, or the cross-table.
//! It must not know how figures are computed.

mod bars;
mod columns;
mod readout;
mod table;
mod tiles;

use super::{hit_area, nothing, pen};
use crate::{
    app::{
        App, Command, Geometry, Target,
        keymap::{Place, key_for},
        screens::insights::layout,
    },
    report::{
        chart::{Chart, Kind},
        human, words,
    },
    tui::theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Blank columns between charts.
const GUTTER: u16 = 3;

/// What the drawing of one chart needs to know.
#[derive(Clone, Copy)]
struct Pane<'a> {
    theme: &'a Theme,
    chart: &'a Chart,
    /// Its number, by which the mouse finds it; `None` for the cross-table.
    at: Option<usize>,
    /// The bar under the cursor.
    cursor: Option<usize>,
    /// True when it has the whole screen.
    wide: bool,
}

impl Pane<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Notes where a bar stands.
    fn hit(&self, geometry: &mut Geometry, area: Rect, bar: usize) {
        let target = match self.at {
            Some(chart) => Target::Cell(chart, bar + 1),
            None => Target::Cell(bar, 0),
        };
        geometry.hit(hit_area(area), target);
    }
}

/// Draws the screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Screen);
    let frame = u16::try_from(layout::FRAME).unwrap_or(3);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(frame),
        ..area
    };
    geometry.screen = (usize::from(body.height), 1);
    let state = &app.screens.insights;
    heading(app, theme, area, buf);
    if app.answer.rows.is_empty() {
        nothing::draw(app, theme, body, buf, geometry);
        return;
    }
    readout::draw(app, theme, area, buf);
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..body
    };
    if let Some(cross) = &state.cross {
        let pane = Pane {
            theme,
            chart: &cross.chart,
            at: None,
            cursor: Some(cross.cell),
            wide: true,
        };
        geometry.screen.0 = usize::from(body.height.saturating_sub(4));
        whole(pane, inner, buf, geometry);
    } else if let Some(chart) = state.charts.get(state.chart).filter(|_| state.zoomed) {
        let pane = Pane {
            theme,
            chart,
            at: Some(state.chart),
            cursor: state.bar,
            wide: true,
        };
        whole(pane, inner, buf, geometry);
    } else {
        cards(app, theme, inner, buf, geometry);
    }
}

/// What is shown, and where in it one is.
fn heading(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let state = &app.screens.insights;
    let n = human::incidents(app.answer.rows.len());
    let (text, keys) = match &state.cross {
        Some(c) => {
            let what = format!(
                "Cross-table · {} by {} · {n} · {}",
                c.rows.header.to_lowercase(),
                c.columns.header.to_lowercase(),
                c.shares.name()
            );
            let keys = [
                (Command::CrossRows, "rows"),
                (Command::CrossColumns, "columns"),
                (Command::CrossTurn, "turn"),
                (Command::CrossShares, "shares"),
                (Command::CrossTable, "charts"),
            ];
            let words = keys.iter().filter_map(|(command, word)| {
                key_for(*command, Place::InsightsScreen).map(|key| format!("{key} {word}"))
            });
            (what, words.collect::<Vec<_>>().join("  "))
        }
        None => (
            format!("Insights · {} charts over {n}", state.charts.len()),
            format!("chart {} of {}", state.chart + 1, state.charts.len()),
        ),
    };
    let x = area.x + 1;
    let end = pen::put(
        buf,
        area,
        x,
        area.y,
        &pen::fit(&text, usize::from(area.width.saturating_sub(2))),
        theme.style(Role::Muted),
    );
    let wide = u16::try_from(pen::width(&keys)).unwrap_or(area.width);
    if end + 2 + wide < area.right() {
        let at = area.right() - 1 - wide;
        pen::put(buf, area, at, area.y, &keys, theme.style(Role::Muted));
    }
}

/// The charts beside each other.
fn cards(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let state = &app.screens.insights;
    let columns = layout::columns(area.width + 2);
    let heights = layout::heights(&state.charts, columns);
    let first = layout::first_row(
        &heights,
        state.offset,
        state.chart / columns,
        usize::from(area.height),
    );
    // At most three.
    let n = u16::try_from(columns).unwrap_or(1);
    let wide = area.width.saturating_sub(GUTTER * (n - 1)) / n;
    let mut y = area.y;
    for (row, height) in heights.iter().enumerate().skip(first) {
        if y >= area.bottom() {
            break;
        }
        let height = u16::try_from(*height).unwrap_or(u16::MAX);
        let charts = state.charts.iter().enumerate();
        for (column, (at, chart)) in (0..n).zip(charts.skip(row * columns).take(columns)) {
            let card = Rect {
                x: area.x + column * (wide + GUTTER),
                y,
                width: wide,
                height: height.saturating_sub(1),
            };
            let focused = at == state.chart;
            let pane = Pane {
                theme,
                chart,
                at: Some(at),
                cursor: state.bar.filter(|_| focused),
                wide: false,
            };
            if card.bottom() <= area.bottom() {
                card_of(pane, focused, card, buf, geometry);
            } else {
                clipped(pane, focused, card, area, buf, geometry);
            }
        }
        y = y.saturating_add(height);
    }
}

/// A chart that goes on below the end of the screen: drawn in full beside it, and copied as far as it
/// shows, so that nothing is counted as hidden that one line of scrolling brings.
fn clipped(
    pane: Pane,
    focused: bool,
    card: Rect,
    area: Rect,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let mut beside = Buffer::empty(card);
    pen::fill(&mut beside, card, pane.style(Role::Text));
    let mut hits = Geometry::default();
    card_of(pane, focused, card, &mut beside, &mut hits);
    let seen = card.intersection(area);
    for (x, y) in seen.positions().map(|p| (p.x, p.y)) {
        if let (Some(from), Some(to)) = (beside.cell((x, y)), buf.cell_mut((x, y))) {
            *to = from.clone();
        }
    }
    let inside = |a: &crate::app::Area| a.y < area.bottom();
    geometry
        .hits
        .extend(hits.hits.into_iter().filter(|(a, _)| inside(a)));
}

/// One chart among others: two lines of title, its bars, a line of what is missing.
fn card_of(pane: Pane, focused: bool, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let (theme, chart) = (pane.theme, pane.chart);
    if let Some(at) = pane.at {
        geometry.hit(hit_area(area), Target::Cell(at, 0));
    }
    let style = match (focused, pane.cursor) {
        (true, None) => theme.style(Role::Accent),
        (true, Some(_)) => theme.style(Role::Title),
        _ => theme.style(Role::Title),
    };
    let room = usize::from(area.width.saturating_sub(2));
    let lines = two_lines(&chart.title, room);
    for (i, line) in (0..2).zip(&lines) {
        let y = area.y + i;
        if focused {
            let sign = theme.glyphs().cursor;
            pen::put(buf, area, area.x, y, sign, theme.style(Role::Accent));
        }
        pen::put(buf, area, area.x + 2, y, line, style);
    }
    let inner = Rect {
        x: area.x + 2,
        y: area.y + 2,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    let lines = u16::try_from(layout::lines(chart)).unwrap_or(1);
    let bars = Rect {
        height: lines.min(inner.height),
        ..inner
    };
    body(pane, bars, buf, geometry);
    let y = inner.y.saturating_add(lines);
    // The blank line below a card is taken where the foot needs it, that of placeholders is kept for them.
    let wide = usize::from(inner.width);
    let said = placeholders(chart, wide);
    let left = area.bottom().saturating_sub(y);
    let left = left.saturating_sub(u16::from(said.is_some()));
    let mut foot = foot_lines(&chart.foot, wide, usize::from(left.min(2)));
    foot.retain(|line| !line.is_empty());
    foot.extend(said);
    for (y, line) in (y..area.bottom()).zip(&foot) {
        pen::put(buf, inner, inner.x, y, line, theme.style(Role::Muted));
    }
}

/// How many of a chart's counts are placeholders, as fully as there is room.
fn placeholders(chart: &Chart, room: usize) -> Option<String> {
    let mut says = words::placeholders(chart.placeholders).into_iter();
    let fits = |says: &String| pen::width(says) <= room;
    says.find(|says| layout::tells_placeholders(chart) && fits(says))
}

/// What stands below a chart in so many lines. What finds no room is left out as a whole, with a sign: half
/// a sentence on what is missing says something else.
fn foot_lines(foot: &str, width: usize, room: usize) -> Vec<String> {
    const MORE: &str = " …";
    let mut lines: Vec<String> = vec![String::new()];
    let mut parts = foot.split(" · ").peekable();
    while let Some(part) = parts.next() {
        let more = if parts.peek().is_some() {
            pen::width(MORE)
        } else {
            0
        };
        let last = lines.len() == room;
        let Some(line) = lines.last_mut() else { break };
        let joint = if line.is_empty() { "" } else { " · " };
        let wide = pen::width(line) + pen::width(joint) + pen::width(part);
        if wide + if last { more } else { 0 } <= width {
            line.push_str(joint);
            line.push_str(part);
        } else if !last && pen::width(part) + more <= width {
            lines.push(part.to_owned());
        } else if line.is_empty() {
            // Not even alone on a line: cut at a word.
            let wrapped = pen::wrap(part, width);
            lines = wrapped.into_iter().take(room).collect();
            break;
        } else {
            line.push_str(MORE);
            break;
        }
    }
    lines
}

/// A title in at most two lines, the second one cut where it must be. Its n is not broken in two.
fn two_lines(text: &str, room: usize) -> Vec<String> {
    let (says, n) = text
        .rfind(" (n ")
        .and_then(|at| text.split_at_checked(at))
        .unwrap_or((text, ""));
    let lines = pen::wrap(says, room);
    let mut lines = lines.into_iter();
    let mut first = lines.next().unwrap_or_default();
    let rest = lines.collect::<Vec<_>>().join(" ");
    if rest.is_empty() && pen::width(&first) + pen::width(n) <= room {
        first.push_str(n);
        return vec![first];
    }
    let left = room.saturating_sub(pen::width(n));
    let second = format!("{}{n}", pen::fit(&rest, left));
    vec![first, pen::fit(second.trim_start(), room).into_owned()]
}

/// One chart on the whole screen.
fn whole(pane: Pane, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let (theme, chart) = (pane.theme, pane.chart);
    let room = usize::from(area.width);
    // A small screen keeps its lines for the bars; the title then stands in the readout or nowhere.
    let mut title = two_lines(&chart.title, room);
    title.truncate(match area.height {
        0..3 => 0,
        3..7 => 1,
        _ => 2,
    });
    let mut y = area.y;
    if area.height > 12 {
        y += 1;
    }
    for line in &title {
        pen::put(buf, area, area.x, y, line, theme.style(Role::Accent));
        y += 1;
    }
    if let Some(at) = pane.at {
        let top = Rect {
            height: y.saturating_sub(area.y),
            ..area
        };
        geometry.hit(hit_area(top), Target::Cell(at, 0));
    }
    if area.height > 12 {
        y += 1;
    }
    let mut foot = pen::wrap(&chart.foot, room);
    foot.truncate(2);
    foot.retain(|line| !line.is_empty());
    foot.extend(placeholders(chart, room).filter(|_| area.height >= 10));
    let foot_lines = match area.height {
        0..8 => 0,
        _ => u16::try_from(foot.len()).unwrap_or(0) + 1,
    };
    let room_left = area.bottom().saturating_sub(y).saturating_sub(foot_lines);
    let wanted = match &chart.kind {
        Kind::Columns => 16,
        Kind::Tiles => 2 * u16::from(crate::report::insights::tiles::GRID.1) + 1,
        Kind::Table(grid) => {
            let all = Rect {
                y,
                height: room_left,
                ..area
            };
            let heads = table::Sight::of(pane, grid, all).head_lines();
            u16::try_from(grid.rows.len() + 2)
                .unwrap_or(u16::MAX)
                .saturating_add(heads)
        }
        _ => u16::try_from(chart.bars.len() + 2).unwrap_or(u16::MAX),
    };
    let inner = Rect {
        y,
        height: room_left.min(wanted),
        ..area
    };
    if let Some(words) = body(pane, inner, buf, geometry) {
        let used = title.last().map_or(room, |line| pen::width(line) + 2);
        table::out_of_sight(pane, &words, (area, inner), used, buf);
    }
    for (y, line) in (inner.bottom() + 1..area.bottom()).zip(&foot) {
        pen::put(buf, area, area.x, y, line, theme.style(Role::Muted));
    }
}

/// The bars, columns, cells or tiles of a chart; returns what of a table is in sight, where that is not all.
fn body(pane: Pane, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) -> Option<String> {
    if area.is_empty() {
        return None;
    }
    if pane.chart.bars.is_empty() {
        let text = "nothing is stated";
        pen::put(buf, area, area.x, area.y, text, pane.style(Role::Unknown));
        return None;
    }
    match pane.chart.kind {
        Kind::Bars | Kind::Histogram { .. } => bars::draw(pane, area, buf, geometry),
        Kind::Columns => columns::draw(pane, area, buf, geometry),
        Kind::Table(ref grid) => return table::draw(pane, grid, area, buf, geometry),
        Kind::Tiles => tiles::draw(pane, area, buf, geometry),
    }
    None
}
