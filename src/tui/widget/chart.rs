//! Bars and density lines, to an eighth of a cell; in ASCII to half of one.

use super::text::{self, Piece};
use crate::tui::theme::Glyphs;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// A bar that fills `value / full` of a width, in eighths of a cell. What is more than nothing shows at
/// least the smallest part; what is more than `full` fills the width.
#[must_use]
pub fn bar(value: f64, full: f64, width: u16, glyphs: &Glyphs) -> String {
    // NaN compares as nothing here.
    if !(value > 0.0 && full > 0.0) || width == 0 {
        return String::new();
    }
    let most = u32::from(width) * 8;
    let share = (value / full).clamp(0.0, 1.0);
    // Between 0 and 8 times a u16: no cast can lose anything but the fraction that was rounded.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let eighths = ((share * f64::from(most)).round() as u32).clamp(1, most);
    let [.., whole] = glyphs.bars;
    let mut out = whole.repeat(usize::try_from(eighths / 8).unwrap_or(0));
    if let Some(part) = (eighths % 8)
        .checked_sub(1)
        .and_then(|n| glyphs.bars.get(usize::try_from(n).ok()?))
    {
        out.push_str(part);
    }
    if out.trim().is_empty() {
        // ASCII has no small parts; something must still be seen.
        return ".".to_owned();
    }
    out
}

/// Draws a bar into the first row of an area; returns its cells.
pub fn draw_bar(
    area: Rect,
    buf: &mut Buffer,
    value: f64,
    full: f64,
    style: Style,
    glyphs: &Glyphs,
) -> Rect {
    let bar = bar(value, full, area.width, glyphs);
    text::line(area, buf, &bar, style, glyphs)
}

/// One column a value, as tall as it is among `most` (the largest, if `None`): a blank for 0, the smallest
/// part for anything more, `·` where there is no value at all.
#[must_use]
pub fn density(values: &[Option<u64>], most: Option<u64>, glyphs: &Glyphs) -> String {
    let most = most
        .or_else(|| values.iter().flatten().copied().max())
        .unwrap_or(0)
        .max(1);
    let column = |value: u64| {
        let eighths = (u128::from(value.min(most)) * 8).div_ceil(u128::from(most));
        usize::try_from(eighths)
            .ok()
            .and_then(|n| glyphs.columns.get(n.checked_sub(1)?))
            .copied()
            .unwrap_or(" ")
    };
    values
        .iter()
        .map(|value| match value {
            None if glyphs.ascii => "'",
            None => "·",
            Some(value) => column(*value),
        })
        .collect()
}

/// Draws a density line into the first row of an area.
pub fn draw_density(
    area: Rect,
    buf: &mut Buffer,
    values: &[Option<u64>],
    most: Option<u64>,
    style: Style,
    glyphs: &Glyphs,
) -> Rect {
    // Only what is in sight is drawn, but the scale is that of all values.
    let most = most.or_else(|| values.iter().flatten().copied().max());
    let seen = values.get(..usize::from(area.width)).unwrap_or(values);
    let line = density(seen, most, glyphs);
    text::write(
        area,
        buf,
        &[Piece::new(line, style)],
        text::Align::Left,
        glyphs,
    )
}
