//! A field in which a line of text is typed: what shows that the line goes on, and what a click in it hits. It
//! must not know what is typed there.

use super::{hit_area, pen};
use crate::{
    app::{Geometry, Target, line::LineView},
    tui::theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Signs where the line is cut off.
pub fn cuts(theme: &Theme, view: &LineView, field: Rect, style: Style, buf: &mut Buffer) {
    let before = view.cut_before.then_some(0);
    for column in before.into_iter().chain(view.cut_behind) {
        let sign = theme.glyphs().ellipsis;
        pen::put(buf, field, field.x + column, field.y, sign, style);
    }
}

/// Each column of a field is hit by itself.
pub fn hits(field: Rect, target: impl Fn(u16) -> Target, geometry: &mut Geometry) {
    for column in 0..field.width {
        let cell = Rect {
            x: field.x + column,
            width: 1,
            ..field
        };
        geometry.hit(hit_area(cell), target(column));
    }
}
