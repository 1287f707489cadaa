//! Parts of a table that several threads can read at once. It must not know what stands in a row.

use super::{super::rows, Table};
use crate::{model::text::without_byte_order_mark, threads};
use csv::ByteRecord;

/// So many bytes at the beginning of a stretch tell how long its rows are.
const SAMPLE: usize = 256 << 10;

/// Bytes that are gone through twice while they are near.
const NEAR: usize = 64 << 10;

/// Bytes that one thread counts in as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 4 << 20;

/// A part of a table that one thread can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins.
    pub start: usize,
    /// The line on which that is.
    pub line: u64,
    /// Where the next one begins: the first row that starts there or later is not read.
    pub end: usize,
}

impl Table {
    /// Stretches of about equal size, the first without the heading. A cut is only a guess until the
    /// stretch before it was read to its very place.
    #[must_use]
    pub fn stretches(&self, most: usize) -> Vec<Stretch> {
        let mark = self.bytes.len() - without_byte_order_mark(&self.bytes).len();
        let mut reader = rows::open(self.rest(mark), self.plan.heading.delimiter);
        let mut record = ByteRecord::new();
        for _ in 0..=self.plan.heading.skip {
            let _ = reader.read_byte_record(&mut record);
        }
        let start = mark + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX - mark);
        let mut out = vec![Stretch {
            start,
            line: reader.position().line(),
            end: self.bytes.len(),
        }];
        let step = self.bytes.len().saturating_sub(start) / most.max(1);
        for i in 1..most {
            let Some(last) = out.last_mut() else { break };
            let from = (start + i * step).max(last.start);
            let Some((cut, line)) = self.row_from((last.start, last.line), from, most) else {
                break;
            };
            last.end = cut;
            out.push(Stretch {
                start: cut,
                line,
                end: self.bytes.len(),
            });
        }
        out
    }

    /// The first likely start of a row behind `from`, with its line, told by a row that begins before; counted on
    /// so many threads.
    #[must_use]
    pub fn row_from(
        &self,
        (start, line): (usize, u64),
        from: usize,
        threads: usize,
    ) -> Option<(usize, u64)> {
        let passed = self.bytes.get(start..from).unwrap_or_default();
        let (quotes, lines) = quotes_and_lines(passed, threads);
        let cut = self.cut(from, quotes % 2 == 1)?;
        let passed = self.bytes.get(from..cut).unwrap_or_default();
        let lines = lines + memchr::memchr_iter(b'\n', passed).count();
        Some((cut, line + lines as u64))
    }

    /// About how many rows a stretch has, rather more than fewer: told by the lines at its beginning.
    #[must_use]
    pub fn likely_rows(&self, stretch: Stretch) -> usize {
        let bytes = self.bytes.get(stretch.start..stretch.end);
        let bytes = bytes.unwrap_or_default();
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let lines = memchr::memchr_iter(b'\n', sample).count() + 1;
        let rows = bytes.len() as u64 * lines as u64 / (sample.len() as u64).max(1);
        usize::try_from(rows + rows / 16).unwrap_or(bytes.len())
    }

    /// The first likely start of a row behind `from`, which lies between quotes or not: behind a line end
    /// outside them.
    fn cut(&self, from: usize, mut quoted: bool) -> Option<usize> {
        for at in memchr::memchr2_iter(b'"', b'\n', self.bytes.get(from..)?) {
            let at = from + at;
            match self.bytes.get(at) {
                Some(b'"') => quoted = !quoted,
                _ if !quoted => {
                    // After `\r\n` the reader stands between the two.
                    let crlf = at.checked_sub(1).and_then(|b| self.bytes.get(b)) == Some(&b'\r');
                    return Some(if crlf { at } else { at + 1 });
                }
                _ => {}
            }
        }
        None
    }
}

/// How many quotes and line ends there are in bytes, counted on so many threads.
fn quotes_and_lines(bytes: &[u8], threads: usize) -> (usize, usize) {
    let count = |byte: u8, bytes: &[u8]| memchr::memchr_iter(byte, bytes).count();
    let threads = threads::worth(bytes.len(), WORTH_A_THREAD, threads);
    let shares = bytes.chunks(threads::share(bytes.len(), threads));
    let counts = threads::each(shares, |share| {
        let near = share.chunks(NEAR);
        near.fold((0, 0), |(quotes, lines), near| {
            (quotes + count(b'"', near), lines + count(b'\n', near))
        })
    });
    let sum = |(a, b), (c, d)| (a + c, b + d);
    counts.into_iter().fold((0, 0), sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_count_alike() {
        let text = "a\n\"b\n\"c".repeat(WORTH_A_THREAD / 4);
        for threads in [1, 2, 3] {
            let (quotes, lines) = quotes_and_lines(text.as_bytes(), threads);
            assert_eq!((quotes, lines), (WORTH_A_THREAD / 2, WORTH_A_THREAD / 2));
        }
        assert_eq!(quotes_and_lines(b"", 2), (0, 0));
    }
}
