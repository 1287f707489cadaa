//! What stands above the lanes: title, labels of the axis, density. It must not know the lanes.

use super::{
    Columns, GUTTER, Layout,
    axis::{Unit, ticks as ticks_of},
    cells, hits,
    signs::Sign,
};
use crate::{
    app::{App, Geometry, screens::timeline::window::Window},
    model::Date,
    report::human,
    tui::{
        theme::{Role, Theme},
        view::pen,
        widget::chart,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// `179 incidents · latest known first            months · 5 days a column · Jan 2022 to Mar 2023`
pub(super) fn title(
    app: &App,
    theme: &Theme,
    area: Rect,
    window: Window,
    unit: Unit,
    buf: &mut Buffer,
) {
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

/// Draws the labels, the flag of the cursor and the density.
pub(super) fn axis(
    app: &App,
    theme: &Theme,
    layout: &Layout,
    columns: Columns,
    (window, unit): (Window, Unit),
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
        for tick in ticks_of(window, unit, whole) {
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
