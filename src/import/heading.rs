//! The heading of a table: which row it is, and what separates its cells. It must not know which headings are
//! looked for.

use super::{
    cells,
    columns::Layout,
    rows::{Go, records},
};
use crate::{
    error::{Error, Result},
    model::text::{clean, without_byte_order_mark},
};
use std::cmp::Reverse;

/// The heading may stand below so many lines of title.
const TITLE_ROWS: usize = 8;

/// What separates cells, in the order in which they are preferred.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A heading that was found.
#[derive(Debug, Clone)]
pub struct Heading {
    /// What separates the cells.
    pub delimiter: u8,
    /// Rows of title before the heading.
    pub skip: usize,
    /// The headings and the first guess of their roles.
    pub layout: Layout,
}

/// Finds the heading in the first bytes of a file among the rows that `wanted` likes: the topmost, and of
/// those that other separators make of the same row the one of which most is recognized. Texts in the rows
/// may hold other separators more often than the one that is meant, so that each is tried.
#[must_use]
pub fn find_heading(head: &[u8], wanted: &dyn Fn(&Layout) -> bool) -> Option<Heading> {
    let ways = sniff(head).map(|d| rows_by(head, d).0);
    // Where one separator cuts every row alike, a list inside a cell that has another one is no heading.
    let even = ways.iter().find(|rows| are_even(rows));
    let even = even.and_then(|rows| rows.first()).map(|h| h.delimiter);
    let headings = ways.iter().flatten().filter(|h| {
        let is_in_a_cell = h.skip > 0 && even.is_some_and(|d| d != h.delimiter);
        !is_in_a_cell && !is_torn(&h.layout) && wanted(&h.layout)
    });
    headings
        .min_by_key(|h| (h.skip, Reverse(h.layout.roles().count())))
        .cloned()
}

/// True when a cell has one half of a pair of quotes: what cut it stands between them.
fn is_torn(layout: &Layout) -> bool {
    let quotes = |cell: &String| cell.matches('"').count();
    layout.headings.iter().any(|cell| quotes(cell) % 2 == 1)
}

/// True when all rows have as many cells, and more than one.
fn are_even(rows: &[Heading]) -> bool {
    let width = |h: &Heading| h.layout.headings.len();
    let first = rows.first().map_or(0, width);
    first > 1 && rows.len() > 1 && rows.iter().all(|h| width(h) == first)
}

/// The first rows, each taken as if it were the heading.
///
/// # Errors
/// The line of a quote in the very first one that is never closed.
pub fn first_rows(head: &[u8]) -> Result<Vec<Heading>> {
    let [likeliest, ..] = sniff(head);
    match rows_by(head, likeliest) {
        (rows, Some(line)) if rows.is_empty() => {
            let mut error = Error::data(
                "the quote opened in this line is never closed, so that no heading could be read",
            );
            error.place.line = u32::try_from(line).ok();
            Err(error.right("close it, or leave it out"))
        }
        (rows, _) => Ok(rows),
    }
}

/// The first rows, and the line of a quote that ended them because it is never closed.
fn rows_by(head: &[u8], delimiter: u8) -> (Vec<Heading>, Option<u64>) {
    let mut out = Vec::new();
    let mut open = None;
    // What is in memory can be read on, and nothing here fails.
    let _ = records(
        without_byte_order_mark(head),
        "",
        delimiter,
        &mut |record, _, quote| {
            open = quote;
            if quote.is_some() {
                return Ok(Go::Stop);
            }
            let headings = record
                .iter()
                .map(|c| clean(&cells::one_line(&cells::decode(c).0)).into_owned())
                .collect();
            out.push(Heading {
                delimiter,
                skip: out.len(),
                layout: Layout::guess(headings),
            });
            Ok(if out.len() < TITLE_ROWS {
                Go::On
            } else {
                Go::Stop
            })
        },
    );
    (out, open)
}

/// The separators, first the one that the first lines hold most often outside quotes.
fn sniff(head: &[u8]) -> [u8; DELIMITERS.len()] {
    let mut counts = [0_usize; DELIMITERS.len()];
    let (mut quoted, mut lines) = (false, 0);
    for b in head {
        match b {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines += 1;
                if lines == TITLE_ROWS {
                    break;
                }
            }
            _ if !quoted => {
                for (count, d) in counts.iter_mut().zip(DELIMITERS) {
                    *count += usize::from(*b == d);
                }
            }
            _ => {}
        }
    }
    let count = |d: &u8| {
        let at = DELIMITERS.iter().position(|other| other == d);
        at.and_then(|at| counts.get(at))
            .copied()
            .unwrap_or_default()
    };
    let mut sorted = DELIMITERS;
    sorted.sort_by_key(|d| Reverse(count(d)));
    sorted
}
