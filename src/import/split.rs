//! Rows of a table told apart where they lie in memory, each with its place and line. It must not know
//! what the columns mean.
//!
//! A row whose quotes stand around whole cells, as nearly all do, is cut by bits, 64 bytes at once, and its
//! cells stay where they are. Every other row is read by the csv crate's machine from the same place: what
//! a row is, the machine says.

use super::rows::{self, Machine};
use crate::model::bytes::bits;

/// The cells of one row.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    text: &'a [u8],
    spans: &'a [(u32, u32)],
    /// What is known to be UTF-8, and where in `text` it begins.
    checked: &'a str,
    base: usize,
}

impl<'a> Cells<'a> {
    /// The cell of a column; `None` when the row is too short.
    #[must_use]
    #[inline]
    pub fn get(self, column: usize) -> Option<&'a [u8]> {
        let (start, end) = self.spans.get(column)?;
        self.text.get(*start as usize..*end as usize)
    }

    /// The cell of a column, where it is UTF-8.
    #[must_use]
    #[inline]
    pub fn text(self, column: usize) -> Option<&'a str> {
        let (start, end) = self.spans.get(column)?;
        let from_base = |at: &u32| (*at as usize).wrapping_sub(self.base);
        let text = self.checked.get(from_base(start)..from_base(end));
        text.or_else(|| std::str::from_utf8(self.get(column)?).ok())
    }

    /// 32 bytes from where the cell of a column begins, whatever stands behind it; `None` near the end.
    #[must_use]
    #[inline]
    pub fn ahead(self, column: usize) -> Option<[[u8; 16]; 2]> {
        let (start, _) = self.spans.get(column)?;
        let bytes: &[u8; 32] = self.text.get(*start as usize..)?.first_chunk()?;
        Some([*bytes.first_chunk()?, *bytes.last_chunk()?])
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.spans.len()
    }

    /// All of them.
    pub fn iter(self) -> impl ExactSizeIterator<Item = &'a [u8]> {
        let cell = |(start, end): &(u32, u32)| self.text.get(*start as usize..*end as usize);
        let spans = self.spans.iter();
        spans.map(move |span| cell(span).unwrap_or_default())
    }
}

/// A row that was told apart.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Where it begins: behind the byte that ended the row before it.
    pub at: usize,
    /// The line on which that is.
    pub line: u64,
    /// Its cells.
    pub cells: Cells<'a>,
}

/// Where a row stands, and where its cells are.
#[derive(Debug)]
struct Place {
    at: usize,
    line: u64,
    /// Behind its last cell.
    spans: usize,
    /// Its cells are in the machine's text.
    is_odd: bool,
}

/// Tells rows apart, some at a time.
#[derive(Debug)]
pub struct Split<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    at: usize,
    line: u64,
    /// Where the 64 bytes begin that were looked at last, and which of them end cells or are quotes.
    block: usize,
    special: u64,
    machine: Machine,
    is_first: bool,
    open: Option<u64>,
    places: Vec<Place>,
    spans: Vec<(u32, u32)>,
    /// The bytes of the rows, if they were checked and are UTF-8, and where they begin.
    checked: &'a str,
    base: usize,
}

impl<'a> Split<'a> {
    /// Rows of a table of less than 4 GiB, from a place and its line on.
    #[must_use]
    pub fn new(bytes: &'a [u8], at: usize, line: u64, delimiter: u8) -> Self {
        let mut split = Self {
            bytes,
            delimiter,
            at,
            line,
            block: at,
            special: 0,
            machine: Machine::new(delimiter),
            is_first: true,
            open: None,
            places: Vec::new(),
            spans: Vec::new(),
            checked: "",
            base: 0,
        };
        split.look(at);
        split
    }

    /// Where the next row begins, and the line on which that is; the end of the bytes once none was found.
    #[must_use]
    pub const fn at(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// The line of a quote that is never closed: what stands in its row and behind it is no row.
    #[must_use]
    pub const fn open(&self) -> Option<u64> {
        self.open
    }

    /// Forgets the rows that were told apart.
    pub fn clear(&mut self) {
        self.places.clear();
        self.spans.clear();
        self.machine.clear();
        (self.checked, self.base) = ("", 0);
    }

    /// Checks all rows that were told apart at once for being UTF-8, as nearly all are: their cells then
    /// need not be checked one by one.
    pub fn check(&mut self) {
        let from = self.places.first().map_or(self.at, |first| first.at);
        let rows = self.bytes.get(from..self.at).unwrap_or_default();
        if let Ok(text) = std::str::from_utf8(rows) {
            (self.checked, self.base) = (text, from);
        }
    }

    /// The rows that were told apart since the last [`Self::clear`].
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Found<'_>> + Clone {
        let mut start = 0;
        self.places.iter().map(move |place| {
            let spans = self.spans.get(start..place.spans);
            start = place.spans;
            let (text, checked, base) = if place.is_odd {
                (self.machine.text(), "", 0)
            } else {
                (self.bytes, self.checked, self.base)
            };
            Found {
                at: place.at,
                line: place.line,
                cells: Cells {
                    text,
                    spans: spans.unwrap_or_default(),
                    checked,
                    base,
                },
            }
        })
    }

    /// Tells one more row apart; false when there is none.
    pub fn read(&mut self) -> bool {
        let before = self.spans.len();
        // The machine takes a mark of UTF-8 off the bytes with which it begins.
        let plain = if self.is_first { None } else { self.plain() };
        self.is_first = false;
        let next = plain.or_else(|| {
            self.spans.truncate(before);
            self.odd()
        });
        let Some((at, line)) = next.filter(|_| self.open.is_none()) else {
            self.spans.truncate(before);
            self.at = self.bytes.len();
            return false;
        };
        self.places.push(Place {
            at: self.at,
            line: self.line,
            spans: self.spans.len(),
            is_odd: plain.is_none(),
        });
        (self.at, self.line) = (at, line);
        true
    }

    /// Cuts a row where it lies; where the next one begins, and on which line. `None` for a row with other
    /// quotes than around cells, for one that is not ended, and where there is none.
    fn plain(&mut self) -> Option<(usize, u64)> {
        let (mut at, mut line) = (self.at, self.line);
        // Ends of lines without a row, and the second half of `\r\n`.
        loop {
            match self.bytes.get(at)? {
                b'\n' => line += 1,
                b'\r' => {}
                _ => break,
            }
            at += 1;
        }
        loop {
            let (start, end);
            if self.bytes.get(at) == Some(&b'"') {
                let (quote, lines) = self.quote(at + 1)?;
                (start, end) = (at + 1, quote);
                line += lines;
                at = end + 1;
            } else {
                (start, end) = (at, self.next(at));
                at = end;
            }
            self.spans.push((start as u32, end as u32));
            match self.bytes.get(at) {
                Some(byte) if *byte == self.delimiter => at += 1,
                Some(b'\n') => return Some((at + 1, line + 1)),
                Some(b'\r') => return Some((at + 1, line)),
                Some(_) => return None,
                None => return Some((at, line)),
            }
        }
    }

    /// Where the next byte stands, from a place on, that ends a cell or is a quote; the end of the bytes
    /// where there is none.
    #[inline]
    fn next(&mut self, mut at: usize) -> usize {
        loop {
            let left = self.left(at);
            if left != 0 {
                return at + left.trailing_zeros() as usize;
            }
            if at.wrapping_sub(self.block) < 64 {
                at = self.block + 64;
            }
            if at >= self.bytes.len() {
                return self.bytes.len();
            }
            self.look(at);
        }
    }

    /// Where the next quote stands, and how many lines end before it.
    #[inline]
    fn quote(&self, at: usize) -> Option<(usize, u64)> {
        let (mut left, mut lines) = (self.left(at), 0);
        while left != 0 {
            let next = at + left.trailing_zeros() as usize;
            match self.bytes.get(next) {
                Some(b'"') => return Some((next, lines)),
                Some(b'\n') => lines += 1,
                _ => {}
            }
            left &= left - 1;
        }
        // A long text is passed over faster without noting what else it holds.
        let from = at.max(self.block + 64);
        let rest = self.bytes.get(from..)?;
        for next in memchr::memchr2_iter(b'"', b'\n', rest) {
            if rest.get(next) == Some(&b'"') {
                return Some((from + next, lines));
            }
            lines += 1;
        }
        None
    }

    /// Which bytes from a place on are special, as far as they were looked at.
    const fn left(&self, at: usize) -> u64 {
        let passed = at.wrapping_sub(self.block);
        if passed < 64 {
            self.special >> passed
        } else {
            0
        }
    }

    fn look(&mut self, at: usize) {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let delimiter = self.delimiter;
        let is = |b| (b == delimiter) | (b == b'"') | (b == b'\n') | (b == b'\r');
        self.block = at;
        self.special = rest.first_chunk().map_or_else(
            || {
                let mut last = [0; 64];
                for (to, from) in last.iter_mut().zip(rest) {
                    *to = *from;
                }
                bits(&last, is)
            },
            |block| bits(block, is),
        );
    }

    /// Has a row read by the machine.
    fn odd(&mut self) -> Option<(usize, u64)> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let mut start = self.machine.text().len() as u32;
        let first = start;
        let read = self.machine.read(rest)?;
        for end in self.machine.ends() {
            let end = first + *end as u32;
            self.spans.push((start, end));
            start = end;
        }
        let passed = rest.get(..read).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', passed).count() as u64;
        if self.machine.is_open() {
            let last = self
                .spans
                .last()
                .map_or(0..0, |(start, end)| *start as usize..*end as usize);
            let last = self.machine.text().get(last).unwrap_or_default();
            self.open = Some(rows::line_of_quote(self.line + lines, last));
        }
        Some((self.at + read, self.line + lines))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rows;
    use csv::ByteRecord;
    use proptest::prelude::*;

    type Told = Vec<(usize, u64, Vec<Vec<u8>>)>;

    /// Without a last row of which a quote is never closed, and whether there is one.
    fn by_crate(bytes: &[u8], delimiter: u8) -> (Told, bool) {
        let mut told = all_by_crate(bytes, delimiter);
        let more = all_by_crate(&[bytes, b"\n"].concat(), delimiter);
        // Between quotes alone another line end is one more byte of the last cell.
        let is_open = more != told;
        if is_open {
            told.pop();
        }
        (told, is_open)
    }

    fn all_by_crate(bytes: &[u8], delimiter: u8) -> Told {
        let mut reader = rows::open(bytes, delimiter);
        let (mut out, mut record) = (Told::new(), ByteRecord::new());
        loop {
            let (at, line) = (reader.position().byte(), reader.position().line());
            if !reader.read_byte_record(&mut record).unwrap() {
                return out;
            }
            let cells = record.iter().map(<[u8]>::to_vec).collect();
            out.push((at as usize, line, cells));
        }
    }

    /// With some bytes before them.
    fn by_split(bytes: &[u8], delimiter: u8, ahead: usize) -> (Told, bool) {
        let all = [b"a\"", bytes].concat();
        let mut split = Split::new(&all, 2, 1, delimiter);
        let mut out = Told::new();
        let mut more = true;
        while more {
            split.clear();
            while more && split.rows().len() < ahead {
                more = split.read();
            }
            if ahead.is_multiple_of(2) {
                split.check();
            }
            out.extend(split.rows().map(|row| {
                let cells: Vec<Vec<u8>> = row.cells.iter().map(<[u8]>::to_vec).collect();
                let single = (0..row.cells.len()).map(|at| row.cells.get(at).unwrap());
                assert!(single.eq(row.cells.iter()));
                for (at, cell) in row.cells.iter().enumerate() {
                    assert_eq!(row.cells.text(at), std::str::from_utf8(cell).ok());
                }
                (row.at - 2, row.line, cells)
            }));
        }
        assert!(!split.read());
        (out, split.open().is_some())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn rows_are_those_of_the_csv_crate(
            text in "([a,\"\r\n])\
                {0,30}|((\"([a,;\r\n]{0,3}|[a,]{50,140})\"|[a#; é]{0,3}|[a]{50,140}|\"\"|a\"|\"a\"\"\"|\u{FEFF})(,|,|,|\r\n|\n|\n\n|\r|;|\t))\
                {0,40}",
            delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
            ahead in 1..5_usize,
        ) {
            let bytes = text.as_bytes();
            prop_assert_eq!(by_split(bytes, delimiter, ahead), by_crate(bytes, delimiter));
        }

        #[test]
        fn any_bytes_are_those_of_the_csv_crate(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            ahead in 1..5_usize,
        ) {
            prop_assert_eq!(by_split(&bytes, b',', ahead), by_crate(&bytes, b','));
        }
    }

    #[test]
    fn a_long_row_is_one() {
        for row in [
            format!("\"{}\",b\n", "a\n,".repeat(1_000_000)),
            format!("x,\"{}", "a,\n".repeat(1_000_000)),
            format!("x,\"{}\"\"\"\n", "a,\n".repeat(1_000_000)),
            ",".repeat(5_000),
        ] {
            let text = format!("first\n{row}{row}");
            assert!(by_split(text.as_bytes(), b',', 2) == by_crate(text.as_bytes(), b','));
        }
    }
}
