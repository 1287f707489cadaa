//! One file a screen or pane. Drawing only reads: it takes the explorer and a theme, fills a buffer,
//! and returns what was drawn where.

pub mod browse;
pub mod cells;
pub mod compare;
pub mod detail;
pub mod exposure;
pub mod facets;
pub mod frame;
pub mod help;
pub mod insights;
pub mod line_field;
pub mod nothing;
pub mod overlay;
pub mod pen;
pub mod query_line;
pub mod signals;
pub mod table;
pub mod timeline;

use super::theme::{ASCII_FORMS, Name, Role, Theme};
use crate::app::{App, Area, Geometry, View};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr;

/// Less than this cannot show a table with its query.
pub const LEAST: (u16, u16) = (40, 8);

/// Where the cursor of a line of text stands.
pub type Caret = Option<(u16, u16)>;

/// Draws the whole screen.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) -> (Geometry, Caret) {
    let mut geometry = Geometry::default();
    pen::fill(buf, area, theme.style(Role::Text));
    if area.width < LEAST.0 || area.height < LEAST.1 {
        too_small(theme, area, buf);
        return (geometry, None);
    }
    let frame = frame::Frame::of(area);
    frame::tabs(app, theme, frame.tabs, buf, &mut geometry);
    let mut caret = query_line::draw(app, theme, frame.query, buf, &mut geometry);
    frame::rule(app, theme, frame.rule, buf);
    match app.view {
        View::Browse => browse::draw(app, theme, frame.body, buf, &mut geometry),
        View::Timeline => timeline::draw(app, theme, frame.body, buf, &mut geometry),
        View::Exposure => exposure::draw(app, theme, frame.body, buf, &mut geometry),
        View::Compare => compare::draw(app, theme, frame.body, buf, &mut geometry),
        View::Insights => insights::draw(app, theme, frame.body, buf, &mut geometry),
        View::Signals => signals::draw(app, theme, frame.body, buf, &mut geometry),
    }
    frame::completions(app, theme, area, buf, &mut geometry);
    if app.overlay.is_some() {
        caret = overlay::draw(app, theme, area, buf, &mut geometry);
    }
    // Last: its keys can be clicked whatever lies on top of the screen.
    frame::hints(app, theme, frame.hints, buf, &mut geometry);
    whole_characters(area, buf);
    if theme.name() == Name::Terminal {
        even_reversed(area, buf);
    }
    if theme.glyphs().ascii {
        ascii_only(area, buf);
    }
    geometry.clip(hit_area(area));
    (geometry, caret)
}

/// Where nothing is known of the colours, a reversed row of many of them is patchwork: it gets one.
fn even_reversed(area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for place in area.positions() {
        if let Some(cell) = buf.cell_mut(place)
            && cell.modifier.contains(Modifier::REVERSED)
        {
            (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
            cell.modifier.remove(Modifier::DIM);
        }
    }
}

/// A wide character of which something drawn later took a part is taken away: a terminal shows it whole
/// or pushes the rest of the line aside.
fn whole_characters(area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            let wide = buf.cell((x, y)).map_or(1, |c| match c.symbol() {
                s if s.len() == 1 => 1,
                s => s.width(),
            });
            let covered = |at: usize| {
                let place = u16::try_from(at).ok().and_then(|at| x.checked_add(at));
                place
                    .filter(|x| *x < area.right())
                    .and_then(|x| buf.cell((x, y)))
                    .is_none_or(|c| !c.symbol().trim().is_empty())
            };
            if (1..wide).any(covered)
                && let Some(cell) = buf.cell_mut((x, y))
            {
                cell.set_symbol(" ");
            }
        }
    }
}

/// Typographic signs of our own sentences give way where only ASCII is safe; other scripts stay.
fn ascii_only(area: Rect, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position)
            && let Some((_, plain)) = ASCII_FORMS.iter().find(|(sign, _)| *sign == cell.symbol())
        {
            cell.set_symbol(plain);
        }
    }
}

/// A window this small gets a sentence instead of a heap of fragments.
fn too_small(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let text = format!(
        "{}x{} is too small: breachlens needs {}x{}",
        area.width, area.height, LEAST.0, LEAST.1
    );
    let lines = super::view::pen::wrap(&text, usize::from(area.width));
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        pen::put(buf, area, area.x, y, line, theme.style(Role::Text));
    }
}

/// The app's own rectangle.
#[must_use]
pub const fn hit_area(rect: Rect) -> Area {
    Area {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}
