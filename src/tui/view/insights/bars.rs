//! Bars from left to right, one a line: label, figures, bar. It must not know what they count.

use super::{Pane, pen};
use crate::{
    app::Geometry,
    report::chart::{Bar, Extra, Kind},
    tui::{theme::Role, widget::chart::bar as bar_text},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// One line of the chart.
enum Line {
    Bar(usize),
    Limit(&'static str),
}

/// Widths of what stands before the bar.
struct Widths {
    label: usize,
    value: usize,
    extra: Vec<usize>,
}

/// Draws the bars; those that do not fit are counted in the last line.
pub(super) fn draw(pane: Pane, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let widths = widths(&pane, usize::from(area.width));
    let mut area = area;
    if pane.chart.extra.len() > 1 {
        head(&pane, &widths, area, buf);
        area.y += 1;
        area.height = area.height.saturating_sub(1);
    }
    let lines = lines(&pane);
    let height = usize::from(area.height);
    let at = lines
        .iter()
        .position(|l| matches!(l, Line::Bar(i) if Some(*i) == pane.cursor))
        .unwrap_or(0);
    let room = height.saturating_sub(1).max(1);
    let first = (at + 1)
        .saturating_sub(room)
        .min(lines.len().saturating_sub(height));
    let hidden = lines.len().saturating_sub(first + height);
    for (y, (i, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate().skip(first)) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        if hidden > 0 && y + 1 == area.bottom() {
            let ellipsis = pane.theme.glyphs().ellipsis;
            let text = format!("{ellipsis} {} more", lines.len() - i);
            pen::put(buf, row, row.x, y, &text, pane.style(Role::Muted));
            return;
        }
        match line {
            Line::Bar(i) => {
                if let Some(bar) = pane.chart.bars.get(*i) {
                    draw_bar(&pane, bar, *i, &widths, row, buf);
                    pane.hit(geometry, row, *i);
                }
            }
            Line::Limit(what) => {
                let dash = pane.theme.glyphs().horizontal;
                let text = format!("{dash}{dash} {what} ");
                let rest = usize::from(area.width).saturating_sub(pen::width(&text));
                let text = format!("{text}{}", dash.repeat(rest));
                let text = pen::fit(&text, usize::from(area.width));
                pen::put(buf, row, row.x, y, &text, pane.style(Role::Late));
            }
        }
    }
}

fn lines(pane: &Pane) -> Vec<Line> {
    let mut out: Vec<Line> = (0..pane.chart.bars.len()).map(Line::Bar).collect();
    if let Kind::Histogram {
        limit: Some((at, what)),
    } = pane.chart.kind
    {
        out.insert(at.min(out.len()), Line::Limit(what));
    }
    out
}

fn widths(pane: &Pane, room: usize) -> Widths {
    let most = |f: &dyn Fn(&Bar) -> usize| pane.chart.bars.iter().map(f).max().unwrap_or(0);
    let heads = pane.chart.extra.len() > 1;
    let head = |text: &str| if heads { pen::width(text) } else { 0 };
    let extra = |k: usize| {
        let own = |b: &Bar| b.extra.get(k).map_or(0, |e: &Extra| pen::width(&e.shown));
        let name = pane.chart.extra.get(k).copied().unwrap_or_default();
        most(&own).max(head(name))
    };
    Widths {
        label: most(&|b| pen::width(&b.label)).min(room * 2 / 5),
        value: most(&|b| pen::width(&b.shown)).max(head(pane.chart.unit)),
        extra: (0..pane.chart.extra.len()).map(extra).collect(),
    }
}

/// Headings, where there are several figures.
fn head(pane: &Pane, widths: &Widths, area: Rect, buf: &mut Buffer) {
    let mut text = pen::left(pane.chart.heading, widths.label);
    text.push_str(&format!("  {}", pen::right(pane.chart.unit, widths.value)));
    for (name, wide) in pane.chart.extra.iter().zip(&widths.extra) {
        text.push_str(&format!("  {}", pen::right(name, *wide)));
    }
    let text = pen::fit(&text, usize::from(area.width));
    pen::put(buf, area, area.x, area.y, &text, pane.style(Role::Muted));
}

fn draw_bar(pane: &Pane, bar: &Bar, at: usize, widths: &Widths, row: Rect, buf: &mut Buffer) {
    let ground = if pane.cursor == Some(at) {
        let style = pane.style(Role::Cursor);
        pen::fill(buf, row, style);
        style
    } else {
        ratatui::style::Style::new()
    };
    let is = |role: Role| {
        let style = pane.style(role);
        // The cursor's ground stays under every role.
        style.patch(ground)
    };
    let role = if bar.value > 0.0 {
        Role::Text
    } else {
        Role::Muted
    };
    let plain = if pane.cursor == Some(at) {
        is(role)
    } else {
        pane.style(role)
    };
    let label = pen::left(&bar.label, widths.label);
    let x = pen::put(buf, row, row.x, row.y, &label, plain);
    let value = format!("  {}", pen::right(&bar.shown, widths.value));
    let mut x = pen::put(buf, row, x, row.y, &value, plain);
    for (extra, wide) in bar.extra.iter().zip(&widths.extra) {
        let text = format!("  {}", pen::right(&extra.shown, *wide));
        x = pen::put(buf, row, x, row.y, &text, is(Role::Muted));
    }
    let left = row.right().saturating_sub(x + 2);
    // More than this is no easier to read.
    let left = left.min(90);
    let text = bar_text(bar.value, pane.chart.most(), left, pane.theme.glyphs());
    pen::put(buf, row, x + 2, row.y, &text, is(Role::Bar));
}
