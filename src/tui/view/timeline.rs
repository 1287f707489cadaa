//! The Timeline screen. It must not know how its figures are computed.

use crate::{
    app::{App, Geometry},
    tui::theme::Theme,
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the screen.
pub fn draw(_app: &App, _theme: &Theme, _area: Rect, _buf: &mut Buffer, _geometry: &mut Geometry) {}
