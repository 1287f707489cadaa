//! The Timeline screen: every incident of the answer as a lane on one time axis. Only the lanes in sight
//! are built. It must not know how its figures are computed.

mod axis;
mod head;
mod lane;
mod readout;
mod signs;

use super::{hit_area, nothing, pen};
use crate::{
    analysis::lane::Lane,
    app::{App, Geometry, Target, screens::timeline::window::Window},
    report::human,
    tui::theme::{self, Role, Theme},
};
use axis::Unit;
use lane::Cells;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use signs::Sign;
pub use signs::meanings;

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
        head::title(app, theme, row, window, unit, buf);
    }
    if app.answer.rows.is_empty() {
        let below = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        nothing::draw(app, theme, below, buf, geometry);
        return;
    }
    let at = app.timeline_at(window);
    let here = usize::try_from(window.cell(at)).ok();
    let ground = grid(window, unit);
    head::axis(app, theme, &layout, columns, (window, unit), buf, geometry);
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
                .remove_modifier(theme.style(Role::Cursor).sub_modifier)
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
        x = pen::put(buf, area, x, y, &text, over(role));
        if app.catalog.columns.placeholder.get(place.row as usize) {
            let sign = theme::Sign::Unknown;
            pen::put(buf, area, x, y, glyphs.sign(sign), over(sign.role()));
        }
        x += 1;
    }
    let Some(incident) = geometry.record(&app.geometry, &app.catalog, place.row) else {
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
