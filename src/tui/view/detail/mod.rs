//! The detail pane: one incident, one tab at a time, as lines that the pane scrolls through. It must
//! not know where on the screen it stands, only how wide it is.

use crate::{app::Target, tui::theme::Theme};
use ratatui::text::Line;

/// What the tabs need to know beside the record.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// How things look.
    pub theme: &'a Theme,
    /// Cells wide.
    pub width: u16,
    /// The query's words, for highlighting.
    pub words: &'a [&'a str],
}

/// A line of the pane, and what a click on it means.
#[derive(Debug, Clone, Default)]
pub struct PageLine {
    /// The text.
    pub line: Line<'static>,
    /// What a click on it means, if anything.
    pub target: Option<Target>,
}
