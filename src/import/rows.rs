//! A comma-separated file as a heading and rows, streamed: one row is in memory at a time. It must not
//! know what the columns mean.

use super::{
    cells::{self, Repair},
    heading::Heading,
    source::{Source, Taken},
};
use crate::{
    error::{Error, Result},
    model::text::without_byte_order_mark,
};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::VecDeque,
    io::{self, Read},
    rc::Rc,
};

pub(super) fn open<R: Read>(reader: R, delimiter: u8) -> Reader<R> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(64 * 1024)
        .from_reader(reader)
}

/// What reads rows of bytes in memory as [`open`] does: the machine for a separator, and room for rows.
#[derive(Debug)]
pub(super) struct Machine {
    core: csv_core::Reader,
    text: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    cells: usize,
    is_open: bool,
}

impl Machine {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 1024],
            length: 0,
            ends: vec![0; 32],
            cells: 0,
            is_open: false,
        }
    }

    /// Reads the first row of some bytes, which are all that there is; its text is put behind that of the
    /// rows before it. Says how many bytes it took.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Option<usize> {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let mut at = 0;
        let mut behind: &[u8] = b"\n";
        self.cells = 0;
        self.is_open = false;
        loop {
            // Once the bytes are read, a line end is given, which ends a row that has none; then nothing more.
            let rest = bytes.get(at..).unwrap_or_default();
            let is_over = rest.is_empty();
            let (result, read, written, ended) = self.core.read_record(
                if is_over { behind } else { rest },
                self.text.get_mut(self.length..).unwrap_or_default(),
                self.ends.get_mut(self.cells..).unwrap_or_default(),
            );
            if is_over {
                behind = behind.get(read..).unwrap_or_default();
                // Between quotes alone a line end is a byte like any other.
                self.is_open |= written > 0;
            } else {
                at += read;
                self.length += written;
            }
            self.cells += ended;
            match result {
                InputEmpty => {}
                OutputFull => self.text.resize(self.text.len() * 2, 0),
                OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                End => return None,
                Record => {
                    let last = self.cells.checked_sub(1).filter(|_| self.is_open);
                    if let Some(end) = last.and_then(|last| self.ends.get_mut(last)) {
                        *end = end.saturating_sub(1);
                    }
                    return Some(at);
                }
            }
        }
    }

    /// True when the bytes ended before a quote of the last row was closed.
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// The text of the rows that were read since the last [`Self::clear`].
    pub(super) fn text(&self) -> &[u8] {
        self.text.get(..self.length).unwrap_or_default()
    }

    /// Where each cell of the last row ends in the text of that row.
    pub(super) fn ends(&self) -> &[usize] {
        self.ends.get(..self.cells).unwrap_or_default()
    }

    /// Forgets the rows, and the room of very long ones: a quote that is never closed makes one row of all
    /// the rest.
    pub(super) fn clear(&mut self) {
        self.length = 0;
        if self.text.len() > MOST_KEPT {
            self.text = vec![0; 1024];
        }
    }

    /// The first row of a file that begins with these bytes.
    fn single(&mut self, bytes: &[u8]) -> Option<ByteRecord> {
        self.core.reset();
        self.read(bytes)?;
        let mut record = ByteRecord::with_capacity(self.length, self.cells);
        let mut start = 0;
        for end in self.ends() {
            record.push_field(self.text.get(start..*end).unwrap_or_default());
            start = *end;
        }
        self.clear();
        Some(record)
    }
}

/// The first row of some bytes; `None` when there is none.
///
/// [`open`] prepares for a whole file: the tables of its machine and room for 64 KiB take longer than the
/// reading of a row. Here they are made once a thread, and the bytes stay where they are.
pub(super) fn single(bytes: &[u8], delimiter: u8) -> Option<ByteRecord> {
    thread_local! {
        static LAST: RefCell<Option<(u8, Machine)>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| {
        if last.as_ref().is_none_or(|(d, _)| *d != delimiter) {
            *last = Some((delimiter, Machine::new(delimiter)));
        }
        last.as_mut().and_then(|(_, m)| m.single(bytes))
    })
}

/// Bytes that are kept ready for the next rows.
const MOST_KEPT: usize = 1 << 20;

/// Why the last row is none when a quote of it is never closed: all that stands behind the quote went into
/// one cell. Its line is that of the quote.
pub const UNCLOSED: &str = "the quote opened in this line is never closed, so that nothing behind it could be read: close it, or leave it out";

/// The line of the quote that is never closed: of the cell that it opens all is known up to the last line.
pub(super) fn line_of_quote(last_line: u64, cell: &[u8]) -> u64 {
    let lines = memchr::memchr_iter(b'\n', cell).count() as u64;
    last_line.saturating_sub(lines).max(1)
}

/// Gives one more line end behind the last byte, and notes when even that did not end the last row, and where
/// line ends stand.
struct Ended<R> {
    inner: R,
    is_over: bool,
    is_open: Rc<Cell<bool>>,
    given: u64,
    ends: Rc<RefCell<LineEnds>>,
}

/// Where the bytes of line ends stand that no row begins behind yet, and whether each ends a line.
#[derive(Debug, Default)]
struct LineEnds(VecDeque<(u64, bool)>);

impl LineEnds {
    /// Line ends between where a row begins for the reader and its first cell: the second half of `\r\n`, and
    /// empty lines. What stands before is forgotten.
    fn before(&mut self, start: u64) -> u64 {
        let (mut at, mut lines) = (start, 0);
        while let Some((end, is_line)) = self.0.front().copied().filter(|(end, _)| *end <= at) {
            self.0.pop_front();
            if end == at {
                at += 1;
                lines += u64::from(is_line);
            }
        }
        lines
    }
}

impl<R: Read> Read for Ended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_over {
            self.is_open.set(true);
            return Ok(0);
        }
        let n = self.inner.read(buffer)?;
        let read = buffer.get(..n).unwrap_or_default();
        let ends = memchr::memchr2_iter(b'\r', b'\n', read);
        let ends = ends.map(|at| (self.given + at as u64, read.get(at) == Some(&b'\n')));
        self.ends.borrow_mut().0.extend(ends);
        self.given += n as u64;
        match buffer.first_mut() {
            Some(first) if n == 0 => {
                *first = b'\n';
                self.is_over = true;
                Ok(1)
            }
            _ => Ok(n),
        }
    }
}

/// One row.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line on which it starts, from 1; of an open row that of the quote.
    pub line: u64,
    /// A quote of it is never closed: it is no row.
    pub is_open: bool,
    /// Its cells as text.
    pub cells: Vec<Cow<'a, str>>,
    /// Cells that were Windows-1252 or decoded twice.
    pub repaired: usize,
}

impl<'a> Row<'a> {
    /// The row of some cells that starts on a line.
    #[must_use]
    pub fn new(cells: impl IntoIterator<Item = &'a [u8]>, line: u64) -> Self {
        let mut repaired = 0;
        let cells = cells
            .into_iter()
            .map(|c| {
                let (text, repair) = cells::decode(c);
                repaired += usize::from(repair != Repair::None);
                text
            })
            .collect();
        Self {
            line,
            is_open: false,
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
    let first = without_byte_order_mark(first);
    let mut at = 0;
    records(
        first.chain(input),
        &source.name(),
        heading.delimiter,
        &mut |record, line, quote| {
            at += 1;
            if at <= heading.skip + 1 {
                return Ok(Go::On);
            }
            each(Row {
                is_open: quote.is_some(),
                ..Row::new(record, quote.unwrap_or(line))
            })
        },
    )
}

/// Called with every record, its line, and the line of a quote of it that is never closed.
type EachRecord<'a> = &'a mut dyn FnMut(&ByteRecord, u64, Option<u64>) -> Result<Go>;

/// Gives every record to `each`, until it says stop.
pub(super) fn records(
    input: impl Read,
    name: &str,
    delimiter: u8,
    each: EachRecord<'_>,
) -> Result<()> {
    let is_open = Rc::new(Cell::new(false));
    let ends: Rc<RefCell<LineEnds>> = Rc::default();
    let ended = Ended {
        inner: input,
        is_over: false,
        is_open: Rc::clone(&is_open),
        given: 0,
        ends: Rc::clone(&ends),
    };
    let mut reader = open(ended, delimiter);
    let mut record = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(e) => {
                let line = record.position().map_or(0, csv::Position::line);
                return Err(Error::data(format!("cannot be read on: {e}"))
                    .right("get the file again, or cut it before this line")
                    .in_file(name)
                    .at(usize::try_from(line).unwrap_or_default(), 1));
            }
        }
        let quote = is_open.get().then(|| {
            let last = record.iter().next_back().unwrap_or_default();
            line_of_quote(reader.position().line(), last)
        });
        let line = record.position().map_or(0, |start| {
            start.line() + ends.borrow_mut().before(start.byte())
        });
        if each(&record, line, quote)? == Go::Stop {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::heading::find_heading, *};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_single_row_is_the_first_of_all(
            text in "([a-z,;\"\r\n ]|\u{FEFF}|\u{e9}|[a-z]{40,90}){0,40}",
            semicolons in any::<bool>(),
        ) {
            let delimiter = if semicolons { b';' } else { b',' };
            let mut first = ByteRecord::new();
            let there = open(text.as_bytes(), delimiter).read_byte_record(&mut first).unwrap();
            let single = single(text.as_bytes(), delimiter);
            prop_assert_eq!(single, there.then_some(first));
        }
    }

    #[test]
    fn a_single_row_may_be_longer_and_wider_than_most() {
        let row = format!("\"{}\",{}", "x,".repeat(5_000), "y,".repeat(300));
        let record = Machine::new(b',')
            .single(format!("{row}\nnext").as_bytes())
            .unwrap();
        assert_eq!(
            (record.len(), record.get(0).map(<[u8]>::len)),
            (302, Some(10_000))
        );
        assert!(single(b"", b',').is_none());
    }

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
