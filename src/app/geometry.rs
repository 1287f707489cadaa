//! What drawing tells the explorer: where things stand, so that the mouse can find them, and how much
//! fits, so that a page is a page. It must not know how anything is drawn.

use super::View;
use crate::{catalog::Catalog, model::Incident};
use std::sync::Arc;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    /// True when the cell lies inside.
    #[must_use]
    pub const fn contains(self, column: u16, row: u16) -> bool {
        column >= self.x
            && column - self.x < self.width
            && row >= self.y
            && row - self.y < self.height
    }
}

/// Something that can be hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A screen's tab.
    View(View),
    /// The query line, at a column from its start, and its width.
    Query(u16, u16),
    /// A completion, by its place in the list.
    Completion(usize),
    /// A row of the table, by its place in the answer.
    Row(usize),
    /// A table header, by its place among the shown columns.
    Header(usize),
    /// The table beside its rows.
    Table,
    /// A facet's title, by its place.
    FacetTitle(usize),
    /// A facet's value: facet, value.
    FacetValue(usize, usize),
    /// The facet column beside its values.
    Facets,
    /// A tab of the detail pane.
    DetailTab(usize),
    /// The detail pane.
    Detail,
    /// A source in the detail pane, by its number from 0.
    Source(usize),
    /// An incident named in the detail pane, by its row.
    Incident(u32),
    /// A cell of the screen that is shown, by row and column; the screen says what they count.
    Cell(usize, usize),
    /// The screen beside its cells.
    Screen,
    /// An entry of the open overlay.
    OverlayItem(usize),
    /// The line that is typed in the open overlay: a column from its start, and its width.
    Typed(u16, u16),
    /// The open overlay beside its entries.
    Overlay,
    /// A key of the hint line.
    Hint(super::action::Command),
}

/// What was drawn where.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Geometry {
    /// Areas that can be hit; the last one drawn lies on top.
    pub hits: Vec<(Area, Target)>,
    /// Rows of the table that fit.
    pub table_rows: usize,
    /// Columns shown in the table, by their place among the chosen ones.
    pub table_columns: Vec<usize>,
    /// Lines of the facet column that fit.
    pub facet_rows: usize,
    /// Lines of the detail pane that fit, and lines that there are.
    pub detail: (usize, usize),
    /// Lines of the overlay that fit, and lines that there are.
    pub overlay: (usize, usize),
    /// Lines of the overlay on which its parts begin.
    pub overlay_parts: Vec<usize>,
    /// Lines of the help in which what is looked for stands.
    pub found: Vec<usize>,
    /// Rows and columns of the screen (other than Browse) that fit.
    pub screen: (usize, usize),
    /// First line and first column in sight of a screen whose rows differ in height.
    pub screen_first: (usize, usize),
    /// True where Browse has room for one pane only.
    pub one_pane: bool,
    /// True when facets are on screen.
    pub facets_shown: bool,
    /// True when the table is on screen.
    pub table_shown: bool,
    /// True when the detail pane is on screen.
    pub detail_shown: bool,
    /// Records that were read for drawing: most of them are drawn again in the next frame.
    pub records: Vec<(u32, Arc<Incident>)>,
}

impl Geometry {
    /// The record of a row, from the frame before where it stood there.
    #[must_use]
    pub fn record(&mut self, before: &Self, catalog: &Catalog, row: u32) -> Option<Arc<Incident>> {
        let known = before.records.iter().find(|(r, _)| *r == row);
        let record = match known {
            Some((_, record)) => record.clone(),
            None => Arc::new(catalog.incident(row as usize)?),
        };
        self.records.push((row, record.clone()));
        Some(record)
    }

    /// Leaves of every area what lies inside another: rows that did not fit cannot be hit.
    pub fn clip(&mut self, inside: Area) {
        for (area, _) in &mut self.hits {
            let right = (area.x.saturating_add(area.width)).min(inside.x + inside.width);
            let bottom = (area.y.saturating_add(area.height)).min(inside.y + inside.height);
            area.width = right.saturating_sub(area.x);
            area.height = bottom.saturating_sub(area.y);
        }
        self.hits.retain(|(a, _)| a.width > 0 && a.height > 0);
    }

    /// Notes that an area can be hit.
    pub fn hit(&mut self, area: Area, target: Target) {
        if area.width > 0 && area.height > 0 {
            self.hits.push((area, target));
        }
    }

    /// What lies at a cell.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<&Target> {
        self.hits
            .iter()
            .rev()
            .find(|(area, _)| area.contains(column, row))
            .map(|(_, t)| t)
    }
}
