//! What several views share: small pure drawing pieces on a buffer. They must not know what they show,
//! and each is safe for any area, also an empty one or one that lies outside the buffer.
//!
//! Areas that can be clicked are returned as [`Hit`]s; drawing changes nothing but cells.

pub mod chart;
pub mod scroll;
pub mod text;
pub mod wrap;

use ratatui::layout::Rect;

/// An area that was drawn for one of several things: the index is its place among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which one.
    pub index: usize,
    /// Where it stands.
    pub area: Rect,
}

/// Which of several things stands in a cell.
#[must_use]
pub fn hit(hits: &[Hit], column: u16, row: u16) -> Option<usize> {
    hits.iter()
        .find(|h| h.area.contains((column, row).into()))
        .map(|h| h.index)
}

/// The row of an area at this distance from its top; empty beyond its end.
#[must_use]
pub fn row(area: Rect, offset: u16) -> Rect {
    Rect {
        y: area.y.saturating_add(offset),
        height: u16::from(offset < area.height),
        ..area
    }
}

#[cfg(test)]
mod tests;
