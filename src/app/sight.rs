//! Which rows of a long list are in sight. A step moves the list as little as it can; a jump shows also
//! what stands around the row that it goes to. It must not know where lists are drawn.

use super::{App, Geometry};

/// A list of rows through a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// The first row shown.
    pub first: usize,
    /// How many rows there is room for.
    pub height: usize,
    /// How many rows there are.
    pub rows: usize,
}

impl Sight {
    /// The first row to be shown so that the cursor is in sight with `around` rows on either side, as far
    /// as there are any; as little moved as can be.
    fn with(self, cursor: usize, around: usize) -> usize {
        let height = self.height.max(1);
        let lowest = cursor.saturating_add(around).saturating_sub(height - 1);
        let highest = cursor.saturating_sub(around);
        // No blank space below the last row while rows are hidden above the first one.
        let last_first = self.rows.saturating_sub(height);
        self.first
            .clamp(lowest.min(highest), highest)
            .min(last_first)
    }

    /// After a step.
    pub fn stepped(self, cursor: usize) -> usize {
        self.with(cursor, 0)
    }

    /// After a jump: the cursor stands on no edge. As many rows around it as cells around a date in
    /// Timeline.
    pub fn jumped(self, cursor: usize) -> usize {
        self.with(cursor, (self.height / 8).min(4))
    }
}

impl App {
    /// Takes note of what was drawn: the mouse and the pages need it.
    pub fn drawn(&mut self, geometry: Geometry) {
        let rows = geometry.table_rows;
        self.geometry = geometry;
        // A screen without a table leaves the table as it was, to come back to.
        if rows != 0 && rows != self.sight {
            self.sight = rows;
            self.follow_cursor();
        }
    }

    /// Scrolls the table so that the cursor is in sight after a step.
    pub(in crate::app) fn follow_cursor(&mut self) {
        self.offset = self.sight_here().stepped(self.cursor);
    }

    /// The same after a jump.
    pub(in crate::app) fn follow_jump(&mut self) {
        self.offset = self.sight_here().jumped(self.cursor);
        self.jumped = true;
    }

    /// What is in sight, with a cursor that stands on a row.
    fn sight_here(&mut self) -> Sight {
        let rows = self.rows().len();
        self.cursor = self.cursor.min(rows.saturating_sub(1));
        Sight {
            first: self.offset,
            height: self.sight.max(1),
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_moves_by_one_and_a_jump_shows_what_stands_around() {
        let sight = Sight {
            first: 10,
            height: 16,
            rows: 100,
        };
        // In sight nothing moves; beyond an edge the list goes with the cursor.
        for (cursor, stepped, jumped) in [
            (10, 10, 8),
            (12, 10, 10),
            (23, 10, 10),
            (25, 10, 12),
            (26, 11, 13),
            (9, 9, 7),
            (0, 0, 0),
            (1, 1, 0),
            (50, 35, 37),
            (98, 83, 84),
            (99, 84, 84),
        ] {
            assert_eq!(sight.stepped(cursor), stepped, "step to {cursor}");
            assert_eq!(sight.jumped(cursor), jumped, "jump to {cursor}");
        }
        // However little room there is, the cursor is in it.
        for height in 0..12 {
            for rows in 1..30 {
                for cursor in 0..rows {
                    for first in 0..rows {
                        let sight = Sight {
                            first,
                            height,
                            rows,
                        };
                        for at in [sight.stepped(cursor), sight.jumped(cursor)] {
                            assert!(at <= cursor && cursor < at + height.max(1));
                        }
                    }
                }
            }
        }
    }
}
