//! The facet column: which facets are unfolded, where its cursor is, and the counts of the answer. It
//! must not know how a count is made (the query does) nor how it is drawn.

use crate::query::{
    Field,
    facet::{Facet, FacetValue},
    field::FIELDS,
};
use std::sync::Arc;

/// How many values a folded facet shows.
pub const FOLDED: usize = 5;

/// A line of the facet column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetLine {
    /// The title of a facet.
    Title(usize),
    /// A value of a facet.
    Value(usize, usize),
    /// So many further values are folded away.
    More(usize, usize),
    /// A blank line between facets.
    Gap,
}

/// State of the facet column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FacetColumn {
    /// Counts, in the order of [`fields`].
    pub facets: Arc<[Facet]>,
    /// The answer that they were counted for.
    pub(super) stamp: u64,
    /// Facets that show all their values.
    pub unfolded: Vec<&'static Field>,
    /// The chosen line.
    pub cursor: usize,
    /// First line shown.
    pub offset: usize,
}

/// The facets in the order in which they stand: what is asked most comes first.
const ORDER: &[&str] = &[
    "method", "data", "measure", "sector", "tier", "year", "system", "state", "outcome", "role",
    "type", "location", "country",
];

/// The fields that are facets, in the order in which they stand.
#[must_use]
pub fn fields() -> Vec<&'static Field> {
    let mut fields: Vec<&'static Field> = FIELDS.iter().filter(|f| f.facet).collect();
    fields.sort_by_key(|f| {
        ORDER
            .iter()
            .position(|id| *id == f.id)
            .unwrap_or(ORDER.len())
    });
    fields
}

impl FacetColumn {
    /// Takes the counts of the answer with this stamp.
    pub(super) fn take(&mut self, facets: Arc<[Facet]>, stamp: u64) {
        self.facets = facets;
        self.stamp = stamp;
        self.cursor = self.cursor.min(self.lines().len().saturating_sub(1));
    }

    /// Every line of the column.
    #[must_use]
    pub fn lines(&self) -> Vec<FacetLine> {
        let mut out = Vec::new();
        for (i, facet) in self.facets.iter().enumerate() {
            if facet.values.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push(FacetLine::Gap);
            }
            out.push(FacetLine::Title(i));
            let all = facet.values.len();
            let shown = if self.unfolded.contains(&facet.field) {
                all
            } else {
                all.min(FOLDED)
            };
            out.extend((0..shown).map(|v| FacetLine::Value(i, v)));
            if shown < all {
                out.push(FacetLine::More(i, all - shown));
            }
        }
        out
    }

    /// The value on a line.
    #[must_use]
    pub fn value(&self, line: FacetLine) -> Option<(&'static Field, &FacetValue)> {
        match line {
            FacetLine::Value(f, v) => self
                .facets
                .get(f)
                .and_then(|facet| facet.values.get(v).map(|value| (facet.field, value))),
            _ => None,
        }
    }

    /// Unfolds a facet or folds it.
    pub fn fold(&mut self, facet: usize, unfold: Option<bool>) {
        let Some(field) = self.facets.get(facet).map(|f| f.field) else {
            return;
        };
        let open = self.unfolded.contains(&field);
        if unfold.unwrap_or(!open) {
            if !open {
                self.unfolded.push(field);
            }
        } else {
            self.unfolded.retain(|f| *f != field);
        }
        self.cursor = self.cursor.min(self.lines().len().saturating_sub(1));
    }

    /// Moves the cursor by lines, over the gaps, and keeps it in sight of `height` lines.
    pub fn step(&mut self, by: isize, height: usize) {
        let lines = self.lines();
        let last = lines.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        if lines.get(self.cursor) == Some(&FacetLine::Gap) {
            self.cursor = if by < 0 {
                self.cursor.saturating_sub(1)
            } else {
                (self.cursor + 1).min(last)
            };
        }
        let height = height.max(1);
        self.offset = self
            .offset
            .clamp(self.cursor.saturating_sub(height - 1), self.cursor);
        // The title above the first value stays in sight.
        if self.cursor == 1 {
            self.offset = 0;
        }
    }
}
