//! The detail pane: one incident, one tab at a time, as lines that the pane scrolls through. It must
//! not know where on the screen it stands, only how wide it is.
//!
//! Everything that a record states stands in one of the tabs, wrapped and never cut, with the number of
//! its source; what no source states is said to be so, quietly.

mod cite;
mod clocks;
mod counts;
mod exposed;
mod highlight;
mod imported;
mod overview;
mod reach;
mod related;
mod response;
mod severity;
mod sheet;
mod sources;
mod span;
mod timeline;
mod title;
mod wrap;

#[cfg(test)]
mod tests;

pub use highlight::highlighted;
pub use title::title;

use crate::{
    app::{DetailTab, Target},
    model::Incident,
    tui::theme::Theme,
};
use ratatui::text::Line;
use sheet::Sheet;

/// What the tabs need to know beside the record.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// How things look.
    pub theme: &'a Theme,
    /// Cells wide.
    pub width: u16,
    /// The query's words, for highlighting.
    pub words: &'a [crate::query::fuzzy::Term],
    /// What other rows say of the incident.
    pub around: Option<&'a crate::report::around::Around>,
    /// The incidents most like this one, for the Overview.
    pub alike: &'a [crate::app::alike::Alike],
}

/// A line of the pane, and what a click on it means.
#[derive(Debug, Clone, Default)]
pub struct PageLine {
    /// The text.
    pub line: Line<'static>,
    /// What a click on it means, if anything: on a statement with a source, that source.
    pub target: Option<Target>,
}

/// The lines of one tab, none wider than the page.
#[must_use]
pub fn lines(incident: &Incident, tab: DetailTab, page: &Page<'_>) -> Vec<PageLine> {
    if page.width == 0 {
        return Vec::new();
    }
    let mut sheet = Sheet::new(page);
    match tab {
        DetailTab::Overview => overview::write(&mut sheet, incident, page.around),
        DetailTab::Timeline => timeline::write(&mut sheet, incident),
        DetailTab::Exposed => exposed::write(&mut sheet, incident),
        DetailTab::Response => response::write(&mut sheet, incident),
        DetailTab::Reach => reach::write(&mut sheet, incident),
        DetailTab::Sources => sources::write(&mut sheet, incident),
    }
    sheet.finish()
}
