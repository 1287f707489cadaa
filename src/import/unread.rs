//! Cells of outside lists that could not be read and were left out: how many, the first of them, and what
//! would be right there. Good cells cost nothing. It must not know how a cell is read.

use super::columns::{Layout, Role};
use crate::model::{Text, text::shorten};

/// The cells of a list that could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// How many.
    pub cells: u64,
    /// The first of them.
    pub first: Option<Cell>,
}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Of a folder or an archive: which document.
    pub file: Option<String>,
    /// The line on which its row starts, from 1; 0 where there are no lines.
    pub line: u64,
    /// The heading of its column.
    pub column: String,
    /// What is wrong, as a sentence without a full stop.
    pub why: String,
    /// What would be right there.
    pub right: Option<&'static str>,
}

/// So much of a heading and of a reason is told.
const TOLD: usize = 200;

impl Unread {
    /// Takes in the faults of a record as its draft noted them: each begins with the heading of its column.
    pub(super) fn see(
        &mut self,
        file: Option<&str>,
        line: u64,
        faults: &[Text],
        layout: Option<&Layout>,
    ) {
        self.cells += faults.len() as u64;
        if let (None, Some(fault)) = (&self.first, faults.first()) {
            self.first = Some(Cell::new(file, line, fault, layout));
        }
    }

    /// Takes in what was found behind.
    pub(crate) fn join(&mut self, later: Self) {
        self.cells += later.cells;
        self.first = self.first.take().or(later.first);
    }
}

impl Cell {
    fn new(file: Option<&str>, line: u64, fault: &str, layout: Option<&Layout>) -> Self {
        // A heading may hold any signs.
        let known = layout.and_then(|layout| {
            layout.roles().find_map(|(role, at)| {
                let heading = layout.headings.get(at)?;
                let why = fault.strip_prefix(heading.as_str())?.strip_prefix(": ")?;
                Some((heading.as_str(), why, right(role)))
            })
        });
        let (column, why, right) = known.unwrap_or_else(|| {
            let (column, why) = fault.split_once(": ").unwrap_or(("", fault));
            (column, why, None)
        });
        Self {
            file: file.map(str::to_owned),
            line,
            column: shorten(column, TOLD).into_owned(),
            why: shorten(why, TOLD).into_owned(),
            right,
        }
    }
}

/// What can be read in the cells of a role.
const fn right(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::Affected => "write a number such as 1000, ~1000 or 1000+",
        Role::State => "write two letters such as TX",
        Role::Country => "write two letters such as US",
        Role::Kind => {
            "the portal has Hacking/IT Incident, Unauthorized Access/Disclosure, Theft, Loss, Improper Disposal, Other"
        }
        Role::Location => {
            "the portal has Network Server, Email, Paper/Films, Laptop, Desktop Computer, Electronic Medical Record, Other Portable Electronic Device, Other"
        }
        Role::EntityType => {
            "the portal has Healthcare Provider, Business Associate, Health Plan, Healthcare Clearing House"
        }
        _ if role.is_date() => "write a date such as 2023-07-14",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cell_is_told_with_what_would_be_right() {
        let layout = Layout::guess(vec!["Name".into(), "Date: filed".into(), "Affected".into()]);
        let mut unread = Unread::default();
        unread.see(None, 2, &[], Some(&layout));
        assert_eq!(unread, Unread::default());
        let faults = ["Affected: `x` is odd", "row: short"].map(Text::new);
        unread.see(None, 3, &faults, Some(&layout));
        unread.join(Unread {
            cells: 2,
            first: None,
        });
        let first = unread.first.unwrap();
        assert_eq!(unread.cells, 4);
        assert_eq!((first.line, first.column.as_str()), (3, "Affected"));
        assert_eq!(first.why, "`x` is odd");
        assert!(first.right.unwrap().contains("1000+"));
        let row = Cell::new(None, 3, "row: short", Some(&layout));
        assert_eq!((row.column.as_str(), row.right), ("row", None));
    }
}
