//! A map of tiles of one size, shaded in steps; a sign says the step where there is no colour. It must
//! not know what the tiles count.

use super::{Pane, pen};
use crate::{
    app::Geometry,
    report::insights::tiles::{GRID, TILES, step},
    tui::theme::Role,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Signs of the steps, and their ASCII forms.
const SHADES: [(&str, &str); 5] = [("·", "."), ("░", ":"), ("▒", "o"), ("▓", "O"), ("█", "#")];

/// Draws the tiles: code and shade on a card, code, shade and number on a whole screen.
pub(super) fn draw(pane: Pane, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let (columns, rows) = (u16::from(GRID.0), u16::from(GRID.1));
    let wide = (area.width / columns).clamp(3, 8);
    let tall = if pane.wide && area.height > 2 * rows {
        2
    } else {
        1
    };
    let most = pane.chart.most();
    for (at, bar) in pane.chart.bars.iter().enumerate() {
        let Some((_, x, y)) = TILES.iter().find(|(code, ..)| *code == bar.label) else {
            continue;
        };
        let tile = Rect {
            x: area.x + u16::from(*x) * wide,
            y: area.y + u16::from(*y) * tall,
            width: wide,
            height: 1,
        };
        if tile.y >= area.bottom() || tile.right() > area.right() {
            continue;
        }
        let step = step(bar.value, most);
        let mut style = match step {
            0 => pane.style(Role::Muted),
            1 | 2 => pane.style(Role::Text),
            _ => pane.style(Role::Accent),
        };
        let mut shade = pane.style(if step == 0 { Role::Muted } else { Role::Bar });
        if pane.cursor == Some(at) {
            let ground = pane.style(Role::Cursor);
            let own = Rect {
                width: wide - u16::from(wide > 3),
                ..tile
            };
            pen::fill(buf, own, ground);
            (style, shade) = (style.patch(ground), shade.patch(ground));
        }
        let end = pen::put(buf, tile, tile.x, tile.y, &bar.label, style);
        let end = pen::put(buf, tile, end, tile.y, &sign(&pane, step), shade);
        let room = usize::from(wide).saturating_sub(4);
        if step > 0 && pen::width(&bar.shown) <= room {
            let text = pen::right(&bar.shown, room);
            pen::put(buf, tile, end, tile.y, &text, style);
        }
        pane.hit(geometry, tile, at);
    }
    legend(&pane, area, wide, buf);
}

fn sign(pane: &Pane, step: usize) -> String {
    let sign = SHADES.get(step).copied().unwrap_or_default();
    let ascii = pane.theme.glyphs().ascii;
    if ascii { sign.1 } else { sign.0 }.to_owned()
}

/// What the shades mean, in the free corner between Alaska and Maine.
fn legend(pane: &Pane, area: Rect, wide: u16, buf: &mut Buffer) {
    let most = pane.chart.most();
    let mut low = 1;
    let mut parts = Vec::new();
    for shade in 1..=4_usize {
        // The last value of a step; counts are whole numbers.
        let high = (most * shade as f64 / 4.0).floor() as u64;
        if high >= low {
            let range = if high == low {
                low.to_string()
            } else {
                format!("{low}–{high}")
            };
            parts.push(format!("{} {range}", sign(pane, shade)));
            low = high + 1;
        }
    }
    let room = Rect {
        x: area.x + 2 * wide,
        width: (wide * 8).min(area.width.saturating_sub(2 * wide)),
        height: 1,
        ..area
    };
    let text = parts.join("  ");
    let text = pen::fit(&text, usize::from(room.width));
    let style: Style = pane.style(Role::Muted);
    pen::put(buf, room, room.x, room.y, &text, style);
}
