//! The Exposure screen: incidents by data type, a sign a cell. Only the rows and columns in sight are
//! built. It must not know how its figures are computed.

mod edge;
mod readout;

use super::{hit_area, nothing, pen};
use crate::{
    analysis::severity::{self, Quarters},
    app::{
        App, Geometry, Target,
        screens::exposure::{
            Summary,
            columns::{Column, Placed, in_sight, placed},
            sets,
        },
    },
    tui::theme::{self, Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use readout::sign;

/// Rows of the screen, as there is room.
struct Layout {
    title: Option<Rect>,
    groups: Option<Rect>,
    names: Rect,
    rows: Rect,
    rule: Option<Rect>,
    exposed: Option<Rect>,
    safe: Option<Rect>,
    readout: Rect,
    legend: Option<Rect>,
}

impl Layout {
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
        let (title, groups) = (top(6), top(5));
        let names = top(0).unwrap_or_default();
        let mut bottom = area.bottom();
        let mut below = |least: u16, lines: u16| {
            let lines = if tall >= least { lines } else { 0 };
            bottom = bottom.saturating_sub(lines);
            Rect {
                height: lines,
                ..row(bottom)
            }
        };
        let some = |r: Rect| Some(r).filter(|r| r.height > 0);
        let legend = some(below(13, 1));
        let readout = below(7, if tall >= 9 { 2 } else { 1 });
        let safe = some(below(16, 1));
        let exposed = some(below(10, 1));
        let rule = some(below(14, 1));
        Self {
            title,
            groups,
            names,
            rows: Rect {
                y,
                height: bottom.saturating_sub(y),
                ..area
            },
            rule,
            exposed,
            safe,
            readout,
            legend,
        }
    }
}

/// Cells of a row: sign, mark, name; the matrix; the severity.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: u16,
    matrix: u16,
    severity: u16,
}

const GUTTER: u16 = 2;

impl Columns {
    fn of(width: u16) -> Self {
        let severity = match width {
            0..60 => 0,
            60..110 => 9,
            _ => 19,
        };
        let name = (width / 4).clamp(12, 32);
        Self {
            name,
            matrix: width.saturating_sub(GUTTER + name + 1 + severity),
            severity,
        }
    }

    const fn matrix(self, area: Rect) -> Rect {
        Rect {
            x: area.x + GUTTER + self.name + 1,
            width: self.matrix,
            ..area
        }
    }
}

/// What of the matrix is in sight.
struct Sight {
    columns: Columns,
    all: Vec<Column>,
    shown: Vec<Placed>,
    /// The cursor's column.
    at: Option<Column>,
    first_row: usize,
}

/// Draws the screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Screen);
    let layout = Layout::of(area);
    let columns = Columns::of(area.width);
    let all = app.exposure_columns(columns.matrix);
    let (offset, left, at) = app.exposure_place();
    let left = match at.and_then(|at| all.iter().position(|c| *c == at)) {
        Some(index) => in_sight(&all, left, index, columns.matrix),
        None => left,
    };
    let tall = usize::from(layout.rows.height);
    let cursor = app.exposure_cursor();
    let last_first = app.answer.rows.len().saturating_sub(tall);
    let sight = Sight {
        columns,
        shown: placed(&all, left, columns.matrix),
        all,
        at,
        first_row: offset
            .clamp(cursor.saturating_sub(tall.saturating_sub(1)), cursor)
            .min(last_first),
    };
    geometry.screen = (tall, usize::from(columns.matrix));
    geometry.table_rows = tall;
    if let Some(row) = layout.title {
        edge::title(app, theme, row, &sight, buf);
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
    if let Some(row) = layout.groups {
        edge::groups(app, theme, row, &sight, buf, geometry);
    }
    edge::names(app, theme, layout.names, &sight, buf, geometry);
    for (y, at) in (layout.rows.y..layout.rows.bottom()).zip(sight.first_row..) {
        let line = Rect {
            y,
            height: 1,
            ..layout.rows
        };
        draw_row(app, theme, line, &sight, (at, at == cursor), buf, geometry);
    }
    if let Some(row) = layout.rule {
        let line = theme.glyphs().horizontal.repeat(usize::from(row.width));
        pen::put(buf, row, row.x, row.y, &line, theme.style(Role::Rule));
    }
    if let Some(summary) = app.exposure_summary() {
        let feet: [(Option<Rect>, &str, Role, Counted); 2] = [
            (
                layout.exposed,
                "exposed or possibly",
                Role::Text,
                Summary::exposed,
            ),
            (
                layout.safe,
                "stated not involved",
                Role::Muted,
                Summary::safe,
            ),
        ];
        for (row, name, role, count) in feet {
            if let Some(row) = row {
                edge::foot(
                    theme,
                    row,
                    &sight,
                    (name, role),
                    &|c| count(summary, c),
                    buf,
                    geometry,
                );
            }
        }
    }
    readout::draw(app, theme, layout.readout, buf);
    if let Some(row) = layout.legend {
        edge::legend(theme, row, buf);
    }
}

type Counted = fn(&Summary, Column) -> usize;

fn cells(text: &str) -> u16 {
    u16::try_from(pen::width(text)).unwrap_or(u16::MAX)
}

fn draw_row(
    app: &App,
    theme: &Theme,
    area: Rect,
    sight: &Sight,
    (at, current): (usize, bool),
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let Some(row) = app
        .exposure_row(at)
        .and_then(|place| app.answer.rows.get(place).copied())
    else {
        return;
    };
    let base = if current {
        theme.style(Role::Text).patch(theme.style(Role::Cursor))
    } else {
        theme.style(Role::Text)
    };
    let over = |role: Role| {
        let own = theme.style(role);
        if current {
            base.patch(Style { bg: None, ..own })
                .remove_modifier(theme.style(Role::Cursor).sub_modifier)
        } else {
            own
        }
    };
    if current {
        pen::fill(buf, area, base);
    }
    geometry.hit(hit_area(area), Target::Cell(at, 0));
    let (glyphs, y) = (theme.glyphs(), area.y);
    if current {
        pen::put(buf, area, area.x, y, glyphs.cursor, over(Role::Accent));
    }
    if app.is_marked(row) {
        let mark = glyphs.sign(theme::Sign::Mark);
        pen::put(buf, area, area.x + 1, y, mark, over(Role::Mark));
    }
    let name = app.catalog.organization(row as usize);
    let name = pen::left(name, usize::from(sight.columns.name));
    let style = if current && sight.at.is_none() {
        over(Role::Accent)
    } else {
        base
    };
    pen::put(buf, area, area.x + GUTTER, y, &name, style);
    let matrix = sight.columns.matrix(area);
    let said = sets(&app.catalog.columns, row as usize);
    for p in &sight.shown {
        let set = p.column.set();
        let x = matrix.x + p.x;
        let here = current && sight.at == Some(p.column);
        let (text, role) = match said.gravest(set) {
            None => (" ".to_owned(), Role::Muted),
            Some(status) => {
                let sign = sign(status);
                let glyph = glyphs.sign(sign);
                let text = match p.column {
                    Column::Data(_) => glyph.to_owned(),
                    Column::Group(_) => format!("{glyph} {}", said.count(set)),
                };
                (text, sign.role())
            }
        };
        // The sign stands under the middle letter of its column's name.
        pen::put(buf, matrix, x + 1, y, &text, over(role));
        if here {
            let style = over(Role::Accent);
            pen::put(buf, matrix, x, y, "[", style);
            pen::put(buf, matrix, x + 1 + cells(&text), y, "]", style);
        }
        let hit = Rect {
            x,
            width: p.width.min(matrix.right().saturating_sub(x)),
            ..matrix
        };
        geometry.hit(hit_area(hit), Target::Cell(at, p.index + 1));
    }
    if sight.columns.severity > 0 {
        let (text, role) = match severity_of(app, row as usize) {
            Some(quarters) => {
                let (score, level) = (
                    format!("{:>8.2}", quarters.value()),
                    severity::level(quarters),
                );
                let text = if sight.columns.severity > 9 {
                    format!("{score} {}", level.label())
                } else {
                    score
                };
                (text, role_of(level))
            }
            None => (pen::right(glyphs.not_stated, 8), Role::Muted),
        };
        let x = matrix.right() + 1;
        pen::put(buf, area, x, y, &text, over(role));
    }
}

/// The severity of a row, from its column: no record is read for it.
fn severity_of(app: &App, row: usize) -> Option<Quarters> {
    let hundredths = app.catalog.columns.severity.get(row)?;
    u8::try_from(hundredths / 25).ok().map(Quarters)
}

const fn role_of(level: severity::Level) -> Role {
    match level {
        severity::Level::Low | severity::Level::Medium => Role::Text,
        severity::Level::High => Role::Possible,
        severity::Level::VeryHigh => Role::Exposed,
    }
}
