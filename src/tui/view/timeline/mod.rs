//! The Timeline screen: every incident of the answer as a lane on one time axis. Only the lanes in sight
//! are built. It must not know how its figures are computed.

mod axis;
mod lane;
mod readout;
mod signs;

use super::{hit_area, pen};
use crate::{
    analysis::lane::Lane,
    app::{App, Geometry, Target, screens::timeline::window::Window},
    model::Date,
    report::human,
    tui::{
        theme::{self, Role, Theme},
        widget::chart,
    },
};
use axis::Unit;
use lane::Cells;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use signs::Sign;

/// What of the screen there is room for, from top to bottom.
struct Layout {
    title: Option<Rect>,
    above: Option<Rect>,
    labels: Option<Rect>,
    density: Option<Rect>,
    lanes: Rect,
    readout: Rect,
    legend: Option<Rect>,
}

impl Layout {
    /// The lanes come first; what helps to read them comes as there is room.
    fn of(area: Rect) -> Self {
        let tall = area.height;
        let row = |y: u16| Rect {
            y,
            height: 1,
            ..area
        };
        let mut y = area.y;
        let mut top = |least: u16| {
            (tall >= least).then(|| {
                y += 1;
                row(y - 1)
            })
        };
        let (title, above, labels, density) = (top(6), top(8), top(3), top(10));
        let mut bottom = area.bottom();
        let legend = (tall >= 12).then(|| {
            bottom -= 1;
            row(bottom)
        });
        let words: u16 = match tall {
            0..5 => 0,
            5..9 => 1,
            9..26 => 2,
            26..40 => 4,
            _ => 6,
        };
        bottom -= words;
        Self {
            title,
            above,
            labels,
            density,
            lanes: Rect {
                y,
                height: bottom.saturating_sub(y),
                ..area
            },
            readout: Rect {
                y: bottom,
                height: words,
                ..area
            },
            legend,
        }
    }
}

/// Cells of a row: sign, mark, name, people, sign of what lies before, the axis, sign of what lies behind.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: u16,
    people: u16,
    axis: u16,
}

const GUTTER: u16 = 2;

impl Columns {
    fn of(width: u16) -> Self {
        let people = if width >= 90 { 8 } else { 0 };
        let name = (width / 4).clamp(12, 34).saturating_sub(people / 2);
        Self {
            name,
            people,
            axis: width.saturating_sub(GUTTER + name + people + 3),
        }
    }

    /// Where the axis begins.
    const fn start(self, area: Rect) -> u16 {
        area.x + GUTTER + self.name + self.people + 1
    }

    const fn axis(self, area: Rect) -> Rect {
        Rect {
            x: self.start(area),
            width: self.axis,
            ..area
        }
    }
}

/// Draws the screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Screen);
    let layout = Layout::of(area);
    let columns = Columns::of(area.width);
    let window = app.timeline_window(usize::from(columns.axis));
    let unit = Unit::for_window(window);
    geometry.screen = (usize::from(layout.lanes.height), window.cells);
    geometry.table_rows = usize::from(layout.lanes.height);
    if let Some(row) = layout.title {
        title(app, theme, row, window, unit, buf);
    }
    if app.answer.rows.is_empty() {
        let text = "No incident matches the query. u undoes it, U shows every incident.";
        let line = pen::fit(text, usize::from(area.width.saturating_sub(4)));
        let y = area.y + area.height / 3;
        pen::put(buf, area, area.x + 2, y, &line, theme.style(Role::Muted));
        return;
    }
    let at = app.timeline_at(window);
    let here = usize::try_from(window.cell(at)).ok();
    let ground = grid(window, unit);
    axis_rows(app, theme, &layout, columns, window, unit, buf, geometry);
    let tall = usize::from(layout.lanes.height);
    let last_first = app.answer.rows.len().saturating_sub(tall);
    let offset = app
        .offset
        .clamp(
            app.cursor.saturating_sub(tall.saturating_sub(1)),
            app.cursor,
        )
        .min(last_first);
    let rows = app.answer.rows.iter().enumerate().skip(offset);
    for (y, (index, row)) in (layout.lanes.y..layout.lanes.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..layout.lanes
        };
        let place = Place {
            index,
            row: *row,
            here: here.filter(|_| index == app.cursor),
        };
        draw_lane(
            app, theme, line, columns, window, &ground, place, buf, geometry,
        );
    }
    readout::draw(app, theme, layout.readout, window, buf);
    if let Some(row) = layout.legend {
        legend(theme, row, buf);
    }
}

/// `179 incidents · latest known first            months · 5 days a column · Jan 2022 to Mar 2023`
fn title(app: &App, theme: &Theme, area: Rect, window: Window, unit: Unit, buf: &mut Buffer) {
    let days = window.all_days();
    let date = |day| Date::from_day(day).map_or_else(|| "…".to_owned(), |d| d.to_string());
    let zoom = if app.timeline_fits() {
        "all".to_owned()
    } else if window.hours >= 24 {
        let n = window.hours / 24;
        format!("{n} day{} a column", if n == 1 { "" } else { "s" })
    } else {
        format!("{} columns a day", 24 / window.hours.max(1))
    };
    let right = if area.width < 100 {
        format!("{} · {zoom}", unit.name())
    } else {
        let (from, to) = (date(days.low), date(days.high));
        format!("{from} to {to} · {} · {zoom}", unit.name())
    };
    let wide = usize::from(area.width.saturating_sub(2));
    let right = pen::fit(&right, wide).into_owned();
    let room = wide.saturating_sub(pen::width(&right) + 2);
    let n = app.answer.rows.len();
    let left = format!(
        "{} incident{} · {}",
        human::exact(n as u64),
        if n == 1 { "" } else { "s" },
        order(app)
    );
    let y = area.y;
    let left = pen::fit(&left, room);
    pen::put(buf, area, area.x + 1, y, &left, theme.style(Role::Title));
    let x = area.right().saturating_sub(cells(&right) + 1);
    pen::put(buf, area, x, y, &right, theme.style(Role::Muted));
}

/// The order of the lanes, in words.
fn order(app: &App) -> String {
    if app.query.sort.is_empty() {
        let words = app.query.words().is_empty();
        return if words {
            "latest known first"
        } else {
            "best match first"
        }
        .to_owned();
    }
    let keys: Vec<String> = app
        .query
        .sort
        .iter()
        .map(|k| {
            let sign = if k.descending { "▾" } else { "▴" };
            format!("{} {sign}", k.field.header.to_lowercase())
        })
        .collect();
    format!("by {}", keys.join(", "))
}

fn cells(text: &str) -> u16 {
    u16::try_from(pen::width(text)).unwrap_or(u16::MAX)
}

/// What stands behind every lane: where years (or, close up, months) begin.
fn grid(window: Window, unit: Unit) -> Vec<Option<Sign>> {
    let mut ground = vec![None; window.cells];
    // A year with few cells would be nothing but lines.
    let line = unit.above().or((window.hours <= 1_440).then_some(unit));
    for tick in line
        .map(|u| axis::ticks(window, u, false))
        .unwrap_or_default()
    {
        if let Some(cell) = ground.get_mut(tick.cell) {
            *cell = Some(Sign::Grid);
        }
    }
    ground
}

#[allow(clippy::too_many_arguments)]
fn axis_rows(
    app: &App,
    theme: &Theme,
    layout: &Layout,
    columns: Columns,
    window: Window,
    unit: Unit,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let at = app.timeline_at(window);
    let flag = here(theme, window, at);
    let taken = layout
        .above
        .and(flag.as_ref())
        .map_or(0..0, |(x, text)| *x..*x + pen::width(text) + 1);
    let ticks = |area: Rect, unit: Unit, whole: bool, role: Role, buf: &mut Buffer| {
        let shared = whole && Some(area) == layout.above;
        let free = |from: usize, to: usize| !shared || to < taken.start || from >= taken.end;
        let area = columns.axis(area);
        for tick in axis::ticks(window, unit, whole) {
            let x = area.x + u16::try_from(tick.cell).unwrap_or(0);
            let end = tick.cell + tick.label.len();
            // A label that would be cut at the edge or by the flag says nothing.
            if end <= window.cells && free(tick.cell, end) {
                pen::put(buf, area, x, area.y, &tick.label, theme.style(role));
            }
        }
    };
    if let Some(row) = layout.above {
        if let Some(above) = unit.above() {
            ticks(row, above, true, Role::Text, buf);
        }
        if let Some((cell, text)) = &flag {
            let row = columns.axis(row);
            let x = row.x + u16::try_from(*cell).unwrap_or(0);
            pen::put(buf, row, x, row.y, text, theme.style(Role::Accent));
        }
    }
    if let Some(row) = layout.labels {
        ticks(row, unit, unit.above().is_none(), Role::Muted, buf);
    }
    if let Some(row) = layout.density {
        density(app, theme, row, columns, window, buf);
    }
    for row in [layout.above, layout.labels, layout.density]
        .into_iter()
        .flatten()
    {
        hits(columns.axis(row), usize::MAX, geometry);
    }
}

/// The flag of the cursor in time, its sign over its cell and its date beside it, and the cell where
/// its text begins.
fn here(theme: &Theme, window: Window, at: i32) -> Option<(usize, String)> {
    let cell = window.seen(at)?;
    let date = Date::from_day(at).map_or_else(String::new, |d| d.to_string());
    let sign = Sign::Here.glyph(theme.glyphs().ascii);
    if cell + 2 + date.len() <= window.cells {
        return Some((cell, format!("{sign} {date}")));
    }
    let text = format!("{date} {sign}");
    (cell + 1)
        .checked_sub(pen::width(&text))
        .map(|start| (start, text))
        .or_else(|| Some((cell, sign.to_owned())))
}

/// How many incidents became known in each cell.
fn density(
    app: &App,
    theme: &Theme,
    area: Rect,
    columns: Columns,
    window: Window,
    buf: &mut Buffer,
) {
    let Some(summary) = app.timeline_summary() else {
        return;
    };
    let values: Vec<Option<u64>> = (0..window.cells)
        .map(|cell| {
            let cell = i64::try_from(cell).unwrap_or(0);
            let days = window.days(cell);
            // Close up a day takes several cells and stands in one of them.
            let own = window.hours >= 24 || window.cell(days.low) == cell;
            Some(if own {
                summary.known_in(days) as u64
            } else {
                0
            })
        })
        .collect();
    let most = values.iter().flatten().copied().max().unwrap_or(0);
    let text = if columns.people > 0 {
        format!("became known, at most {most} a column")
    } else {
        format!("known, most {most}")
    };
    let room = usize::from((columns.name + columns.people).saturating_sub(1));
    let text = pen::fit(&text, room);
    let x = area.x + GUTTER;
    pen::put(buf, area, x, area.y, &text, theme.style(Role::Muted));
    chart::draw_density(
        columns.axis(area),
        buf,
        &values,
        None,
        theme.style(Role::Bar),
        theme.glyphs(),
    );
}

/// Every cell of an axis can be hit: cell 0 is the name, so that they count from 1.
fn hits(area: Rect, row: usize, geometry: &mut Geometry) {
    for (column, x) in (area.x..area.right()).enumerate() {
        let cell = Rect {
            x,
            width: 1,
            ..area
        };
        geometry.hit(hit_area(cell), Target::Cell(row, column + 1));
    }
}

/// A lane's place: in the answer, in the catalog, and the cell of the cursor if it is on it.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    row: u32,
    here: Option<usize>,
}

#[allow(clippy::too_many_arguments)]
fn draw_lane(
    app: &App,
    theme: &Theme,
    area: Rect,
    columns: Columns,
    window: Window,
    ground: &[Option<Sign>],
    place: Place,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let row = place.row as usize;
    let current = place.index == app.cursor;
    let base = if current {
        theme.style(Role::Text).patch(theme.style(Role::Cursor))
    } else {
        theme.style(Role::Text)
    };
    if current {
        pen::fill(buf, area, base);
    }
    let over = |role: Role| {
        let own = theme.style(role);
        if current {
            // The ground of the cursor's row stays under whatever stands there.
            base.patch(Style { bg: None, ..own })
        } else {
            own
        }
    };
    geometry.hit(hit_area(area), Target::Cell(place.index, 0));
    let glyphs = theme.glyphs();
    let y = area.y;
    if current {
        pen::put(buf, area, area.x, y, glyphs.cursor, over(Role::Accent));
    }
    if app.is_marked(place.row) {
        let sign = glyphs.sign(theme::Sign::Mark);
        pen::put(buf, area, area.x + 1, y, sign, over(Role::Mark));
    }
    let gap = u16::from(columns.people == 0);
    let name = pen::left(
        app.catalog.organization(row),
        usize::from(columns.name.saturating_sub(gap)),
    );
    let mut x = pen::put(buf, area, area.x + GUTTER, y, &name, base) + gap;
    if columns.people > 0 {
        let count = app.catalog.columns.affected.get(row);
        let (text, role) = match count {
            Some(n) => (human::people(n), Role::Text),
            None => (glyphs.not_stated.to_owned(), Role::Muted),
        };
        let text = pen::right(&text, usize::from(columns.people) - 1);
        x = pen::put(buf, area, x, y, &text, over(role)) + 1;
    }
    let Some(incident) = app.catalog.incident(row) else {
        return;
    };
    let drawn = Cells::of(&Lane::of(&incident), window, ground);
    let ascii = glyphs.ascii;
    if drawn.before {
        let glyph = Sign::Before.glyph(ascii);
        pen::put(buf, area, x, y, glyph, over(Sign::Before.role()));
    }
    let axis = columns.axis(area);
    for (i, x) in (axis.x..axis.right()).enumerate() {
        let sign = drawn.cells.get(i).copied().flatten();
        let mut style = sign.map_or(base, |s| over(s.role()));
        if place.here == Some(i) {
            style = style.patch(theme.style(Role::Accent)).add_modifier(
                ratatui::style::Modifier::UNDERLINED | ratatui::style::Modifier::BOLD,
            );
        }
        let glyph = match sign {
            None if place.here == Some(i) => " ",
            None => continue,
            Some(sign) => sign.glyph(ascii),
        };
        pen::put(buf, axis, x, y, glyph, style);
    }
    if drawn.behind {
        let glyph = Sign::Behind.glyph(ascii);
        pen::put(buf, area, axis.right(), y, glyph, over(Sign::Behind.role()));
    }
    hits(axis, place.index, geometry);
}

/// As many signs with their words as fit.
fn legend(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 1;
    for (sign, word) in signs::legend() {
        let wide = cells(word) + 2;
        if x + wide >= area.right() {
            break;
        }
        let glyph = sign.glyph(theme.glyphs().ascii);
        x = pen::put(buf, area, x, area.y, glyph, theme.style(sign.role()));
        x = pen::put(buf, area, x + 1, area.y, word, theme.style(Role::Muted)) + 2;
    }
}
