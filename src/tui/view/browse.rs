//! The Browse screen: facets, table and detail, as many of them as the terminal has room for. It must
//! not know what stands in them.

use super::{detail, facets, hit_area, pen, table};
use crate::{
    app::{App, DetailTab, Focus, Geometry, Target},
    tui::theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

/// From this width on facets, table and detail stand side by side.
const THREE_PANES: u16 = 140;
/// From this width on two panes do.
const TWO_PANES: u16 = 100;
/// The detail pane is never narrower beside a table.
const LEAST_DETAIL: u16 = 44;
/// Cells of the facet column.
const FACETS: u16 = 30;

/// Which panes are on screen, and where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Panes {
    /// The facet column.
    pub facets: Option<Rect>,
    /// The table.
    pub table: Option<Rect>,
    /// The detail pane.
    pub detail: Option<Rect>,
}

/// Shares an area out: three panes, two, or the one that has the keys.
#[must_use]
pub fn panes(app: &App, area: Rect) -> Panes {
    let split = |area: Rect, left: u16| {
        let left = left.min(area.width);
        let rest = Rect {
            x: area.x + left,
            width: area.width - left,
            ..area
        };
        (
            Rect {
                width: left,
                ..area
            },
            rest,
        )
    };
    if app.zoomed {
        return Panes {
            detail: Some(area),
            ..Panes::default()
        };
    }
    if area.width < TWO_PANES {
        return match app.focus {
            Focus::Facets => Panes {
                facets: Some(area),
                ..Panes::default()
            },
            Focus::Detail => Panes {
                detail: Some(area),
                ..Panes::default()
            },
            _ => Panes {
                table: Some(area),
                ..Panes::default()
            },
        };
    }
    let three = area.width >= THREE_PANES;
    let facets = app.show_facets.unwrap_or(three);
    // Where only two fit, facets take the place of the detail pane until that is asked for.
    let detail =
        app.show_detail.unwrap_or(true) && (three || !facets || app.focus == Focus::Detail);
    let facets = facets && (three || !detail);
    let (left, rest) = if facets {
        split(area, FACETS)
    } else {
        (Rect::default(), area)
    };
    let wide = if detail {
        // The table gets what its usual columns need; prose reads badly in lines of more than 90 cells.
        (rest.width * 3 / 5)
            .max(rest.width.saturating_sub(92))
            .min(rest.width.saturating_sub(LEAST_DETAIL))
    } else {
        rest.width
    };
    let (middle, right) = split(rest, wide);
    Panes {
        facets: facets.then_some(left),
        table: Some(middle),
        detail: detail.then_some(right),
    }
}

/// Draws the screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let panes = panes(app, area);
    geometry.one_pane = area.width < TWO_PANES;
    geometry.facets_shown = panes.facets.is_some();
    geometry.table_shown = panes.table.is_some();
    geometry.detail_shown = panes.detail.is_some();
    if let Some(area) = panes.facets {
        let inner = if panes.table.is_some() {
            Rect {
                width: area.width - 1,
                ..area
            }
        } else {
            area
        };
        facets::draw(app, theme, inner, buf, geometry);
    }
    if let Some(area) = panes.table {
        let inner = match panes.facets {
            Some(left) => {
                vertical_rule(
                    theme,
                    Rect {
                        x: left.right() - 1,
                        width: 1,
                        ..area
                    },
                    buf,
                );
                area
            }
            None => area,
        };
        table::draw(app, theme, inner, buf, geometry);
    }
    if let Some(area) = panes.detail {
        let inner = if panes.table.is_some() {
            vertical_rule(theme, Rect { width: 1, ..area }, buf);
            Rect {
                x: area.x + 1,
                width: area.width - 1,
                ..area
            }
        } else {
            area
        };
        draw_detail(app, theme, inner, buf, geometry);
    }
}

fn vertical_rule(theme: &Theme, area: Rect, buf: &mut Buffer) {
    for y in area.y..area.bottom() {
        pen::put(
            buf,
            area,
            area.x,
            y,
            theme.glyphs().vertical,
            theme.style(Role::Rule),
        );
    }
}

/// The detail pane: title, tabs, and the lines of the chosen tab from the first one in sight.
fn draw_detail(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Detail);
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let Some(incident) = app.incident() else {
        let text = "no incident to show";
        pen::put(
            buf,
            inner,
            inner.x,
            inner.y + 1,
            text,
            theme.style(Role::Muted),
        );
        return;
    };
    let words = app.found_words();
    let page = detail::Page {
        theme,
        width: inner.width,
        words,
        around: Some(&app.around),
        alike: app.alike(),
    };
    let title = detail::title(incident, &page);
    let mut y = inner.y;
    for line in title.iter().take(usize::from(inner.height)) {
        pen::put_line(buf, inner, y, &line.line);
        y += 1;
    }
    if y >= inner.bottom() {
        return;
    }
    detail_tabs(
        app,
        theme,
        Rect {
            y,
            height: 1,
            ..inner
        },
        buf,
        geometry,
    );
    y += 2;
    let body = Rect {
        y,
        height: inner.bottom().saturating_sub(y),
        ..inner
    };
    let lines = detail::lines(incident, app.tab, &page);
    let fits = usize::from(body.height);
    geometry.detail = (fits, lines.len());
    let first = app.scroll.min(lines.len().saturating_sub(fits));
    for (y, line) in (body.y..body.bottom()).zip(lines.iter().skip(first)) {
        pen::put_line(buf, body, y, &line.line);
        if let Some(target) = &line.target {
            geometry.hit(
                hit_area(Rect {
                    y,
                    height: 1,
                    ..body
                }),
                target.clone(),
            );
        }
    }
    position(theme, area, body, first, lines.len(), buf);
}

/// A thumb at the right edge where there is more than fits.
fn position(theme: &Theme, area: Rect, body: Rect, first: usize, lines: usize, buf: &mut Buffer) {
    let fits = usize::from(body.height);
    if lines <= fits || fits == 0 {
        return;
    }
    let thumb = (fits * fits / lines).max(1);
    let at = first * (fits - thumb) / (lines - fits).max(1);
    for i in 0..thumb {
        let y = body.y + u16::try_from(at + i).unwrap_or(0);
        pen::put(
            buf,
            area,
            area.right().saturating_sub(1),
            y,
            theme.glyphs().thumb,
            theme.style(Role::Rule),
        );
    }
}

fn detail_tabs(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let room = usize::from(area.width);
    let gaps = DetailTab::ALL.len() - 1;
    let title = |tab: DetailTab, long: &'static str, shortened: usize| {
        let short = DetailTab::NARROW.iter().take(shortened);
        short
            .filter(|(short, _)| *short == tab)
            .map(|(_, title)| *title)
            .next()
            .unwrap_or(long)
    };
    let letters = |shortened: usize| -> usize {
        let each = DetailTab::ALL.iter();
        each.map(|(tab, long)| title(*tab, long, shortened).len())
            .sum()
    };
    let gap = if letters(0) + 2 * gaps <= room { 2 } else { 1 };
    let shortened = (0..DetailTab::NARROW.len())
        .find(|n| letters(*n) + gaps <= room)
        .unwrap_or(DetailTab::NARROW.len());
    let mut x = area.x;
    for (i, (tab, long)) in DetailTab::ALL.iter().enumerate() {
        let title = title(*tab, long, shortened);
        let style = match (*tab == app.tab, app.focus == Focus::Detail) {
            (true, true) => theme
                .style(Role::Accent)
                .add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
            (true, false) => theme.style(Role::Accent).add_modifier(Modifier::UNDERLINED),
            _ => theme.style(Role::Muted),
        };
        let start = x;
        x = pen::put(buf, area, x, area.y, title, style);
        geometry.hit(
            hit_area(Rect {
                x: start,
                width: x.saturating_sub(start),
                ..area
            }),
            Target::DetailTab(i),
        );
        x += gap;
    }
}
