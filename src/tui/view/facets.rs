//! The facet column: values with how many incidents each would leave. It must not know how they are
//! counted.

use super::{hit_area, pen};
use crate::{
    app::{App, Focus, Geometry, Target, facets::FacetLine},
    query::edit::{Choice, choice},
    report::human,
    tui::theme::{Role, Sign, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Draws the column.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Facets);
    geometry.facet_rows = usize::from(area.height);
    let lines = app.facets.lines();
    let fits = usize::from(area.height);
    let offset = app.facets.offset.min(lines.len().saturating_sub(fits));
    for (y, (at, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate().skip(offset)) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        let here = at == app.facets.cursor && app.focus == Focus::Facets;
        let ground = if here {
            theme.style(Role::Cursor)
        } else {
            Style::new()
        };
        if here {
            pen::fill(buf, row, theme.style(Role::Text).patch(ground));
            pen::put(
                buf,
                row,
                row.x,
                y,
                theme.glyphs().cursor,
                theme.style(Role::Accent).patch(ground),
            );
        }
        match *line {
            FacetLine::Gap => {}
            FacetLine::Title(f) => title(app, theme, row, f, ground, buf, geometry),
            FacetLine::Value(f, v) => value(app, theme, row, (f, v), ground, buf, geometry),
            FacetLine::More(f, n) => {
                pen::put(
                    buf,
                    row,
                    row.x + 3,
                    y,
                    &format!("… {n} more"),
                    theme.style(Role::Muted).patch(ground),
                );
                geometry.hit(hit_area(row), Target::FacetTitle(f));
            }
        }
    }
}

fn title(
    app: &App,
    theme: &Theme,
    row: Rect,
    f: usize,
    ground: Style,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let Some(facet) = app.facets.facets.get(f) else {
        return;
    };
    let x = pen::put(
        buf,
        row,
        row.x + 1,
        row.y,
        facet.field.header,
        theme.style(Role::Title).patch(ground),
    );
    if facet.not_stated > 0 && !app.is_long_beginning() {
        let text = format!("{} not stated", human::exact(facet.not_stated as u64));
        let wide = u16::try_from(pen::width(&text)).unwrap_or(0);
        if x + wide + 1 < row.right() {
            pen::put(
                buf,
                row,
                row.right() - wide - 1,
                row.y,
                &text,
                theme.style(Role::Muted).patch(ground),
            );
        }
    }
    geometry.hit(hit_area(row), Target::FacetTitle(f));
}

fn value(
    app: &App,
    theme: &Theme,
    row: Rect,
    (f, v): (usize, usize),
    ground: Style,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let Some((field, value)) = app.facets.value(FacetLine::Value(f, v)) else {
        return;
    };
    let (sign, style) = match choice(app.line.text(), field, &value.id) {
        Choice::Wanted => (theme.sign(Sign::Taken).0, theme.style(Role::Accent)),
        Choice::Excluded => (theme.sign(Sign::Refused).0, theme.style(Role::Refused)),
        Choice::Free => (
            " ",
            Style {
                bg: None,
                ..theme.style(Role::Text)
            },
        ),
    };
    let style = style.patch(ground);
    let count = if app.is_long_beginning() {
        theme.glyphs().ellipsis.to_owned()
    } else {
        human::exact(value.count as u64)
    };
    let name_room = usize::from(row.width).saturating_sub(4 + count.len() + 1);
    pen::put(buf, row, row.x + 1, row.y, sign, style);
    pen::put(
        buf,
        row,
        row.x + 3,
        row.y,
        &pen::left(&value.label, name_room),
        style,
    );
    let wide = u16::try_from(count.len()).unwrap_or(0);
    pen::put(
        buf,
        row,
        row.right().saturating_sub(wide + 1),
        row.y,
        &count,
        theme.style(Role::Muted).patch(ground),
    );
    geometry.hit(hit_area(row), Target::FacetValue(f, v));
}
