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

/// Title.
#[must_use]
pub fn title(incident: &crate::model::Incident, page: &Page<'_>) -> Vec<PageLine> {
    vec![PageLine {
        line: Line::styled(
            incident.organization.to_string(),
            page.theme.style(crate::tui::theme::Role::Title),
        ),
        target: None,
    }]
}

/// Lines.
#[must_use]
pub fn lines(
    incident: &crate::model::Incident,
    _tab: crate::app::DetailTab,
    page: &Page<'_>,
) -> Vec<PageLine> {
    super::pen::wrap(
        incident.summary.as_deref().unwrap_or_default(),
        usize::from(page.width),
    )
    .into_iter()
    .map(|l| PageLine {
        line: Line::raw(l),
        target: None,
    })
    .collect()
}
