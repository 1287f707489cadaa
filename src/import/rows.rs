//! A comma-separated file as a heading and rows, streamed: one row is in memory at a time. It must not
//! know what the columns mean.

use super::{
    cells::{self, Repair},
    columns::Layout,
    source::{Source, Taken},
};
use crate::{
    error::{Error, Result},
    model::text::clean,
};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::{borrow::Cow, io::Read};

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

/// Finds the heading in the first bytes of a file: the first row that `wanted` likes. Texts in the rows
/// may hold other separators more often than the one that is meant, so that each is tried.
#[must_use]
pub fn find_heading(head: &[u8], wanted: &dyn Fn(&Layout) -> bool) -> Option<Heading> {
    sniff(head)
        .into_iter()
        .find_map(|d| rows_by(head, d).into_iter().find(|h| wanted(&h.layout)))
}

/// The first rows, each taken as if it were the heading.
#[must_use]
pub fn first_rows(head: &[u8]) -> Vec<Heading> {
    let [likeliest, ..] = sniff(head);
    rows_by(head, likeliest)
}

fn rows_by(head: &[u8], delimiter: u8) -> Vec<Heading> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut reader = open(head, delimiter);
    let mut out = Vec::new();
    let mut record = ByteRecord::new();
    while out.len() < TITLE_ROWS && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let headings = record
            .iter()
            .map(|c| clean(&cells::one_line(&cells::decode(c).0)).into_owned())
            .collect();
        out.push(Heading {
            delimiter,
            skip: out.len(),
            layout: Layout::guess(headings),
        });
    }
    out
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
    sorted.sort_by_key(|d| std::cmp::Reverse(count(d)));
    sorted
}

pub(super) fn open<R: Read>(reader: R, delimiter: u8) -> Reader<R> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(64 * 1024)
        .from_reader(reader)
}

/// One row.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// Its cells as text.
    pub cells: Vec<Cow<'a, str>>,
    /// Cells that were Windows-1252 or decoded twice.
    pub repaired: usize,
}

impl<'a> Row<'a> {
    /// The row of a record that starts on a line.
    #[must_use]
    pub fn new(record: &'a ByteRecord, line: u64) -> Self {
        let mut repaired = 0;
        let cells = record
            .iter()
            .map(|c| {
                let (text, repair) = cells::decode(c);
                repaired += usize::from(repair != Repair::None);
                text
            })
            .collect();
        Self {
            line,
            cells,
            repaired,
        }
    }

    /// The cell of a column; empty when the row is too short.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |c| c)
    }
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Read on.
    On,
    /// Stop here.
    Stop,
}

/// Gives every row behind the heading to `each`, until it says stop.
///
/// # Errors
/// When the file cannot be read, or `each` fails.
pub fn each_row(
    source: &Source<'_>,
    heading: &Heading,
    taken: &Taken,
    each: &mut dyn FnMut(Row<'_>) -> Result<Go>,
) -> Result<()> {
    let mut input = source.open(taken)?;
    // The csv reader knows a UTF-8 mark only where it reads text; here it reads bytes.
    let mut start = [0; 3];
    let mut have = 0;
    while have < start.len() {
        let Some(rest) = start.get_mut(have..) else {
            break;
        };
        match input.read(rest).map_err(|e| source.fault(&e))? {
            0 => break,
            n => have += n,
        }
    }
    let first = start.get(..have).unwrap_or_default();
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    let mut reader = open(first.chain(input), heading.delimiter);
    let mut record = ByteRecord::new();
    let mut at = 0;
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => {
                let line = record.position().map_or(0, csv::Position::line);
                return Err(Error::data(format!("cannot be read on: {e}"))
                    .right("get the file again, or cut it before this line")
                    .in_file(source.name())
                    .at(usize::try_from(line).unwrap_or_default(), 1));
            }
        }
        if at <= heading.skip {
            at += 1;
            continue;
        }
        if each(Row::new(
            &record,
            record.position().map_or(0, csv::Position::line),
        ))? == Go::Stop
        {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_separators_and_marks_are_all_the_same() {
        for text in [
            "\u{FEFF}\"Name\",\"State\"\r\n\"A, \"\"B\"\"\r\nC\",\"WA\"\r\nD,OR\r\n",
            "Name;State\n\"A, \"\"B\"\"\r\nC\";WA\nD;OR",
            "Name\tState\r\"A, \"\"B\"\"\r\nC\"\tWA\rD\tOR\r",
        ] {
            let heading = find_heading(text.as_bytes(), &|_| true).unwrap();
            assert_eq!(heading.layout.headings, ["Name", "State"], "{text:?}");
            let source = Source::Bytes {
                name: "x".into(),
                bytes: text.as_bytes(),
            };
            let mut rows = Vec::new();
            each_row(&source, &heading, &Taken::default(), &mut |r| {
                rows.push(r.cells.join("|"));
                Ok(Go::On)
            })
            .unwrap();
            assert_eq!(rows, ["A, \"B\"\r\nC|WA", "D|OR"], "{text:?}");
        }
    }
}
