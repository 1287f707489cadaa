//! Rows of a catalog written in any format: what `list` prints and what the explorer exports. It must
//! not know which query they answer.

use super::{
    columns::{Column, for_spreadsheet},
    csv, json, markdown,
    style::Paint,
    table::{Head, Layout, Natural},
};
use crate::{catalog::Catalog, threads};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Rows that one thread puts into words as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 500;

/// Rows that a thread puts into words before they are written: no more than these are held.
const SHARE: usize = 2_000;

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns, fitted to the terminal, whole in a pipe
    Table,
    /// An array of whole records, or of the columns asked for
    Json,
    /// The same, one record a line
    Jsonl,
    /// For spreadsheets: ISO dates, plain numbers, several values joined by "; "
    Csv,
    /// A Markdown table
    Markdown,
}

/// Rows to write.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Where they stand.
    pub catalog: &'a Catalog,
    /// Which, in order.
    pub rows: &'a [u32],
    /// The columns asked for; `None` means the usual ones of a table, every one of CSV, and whole
    /// records in JSON.
    pub columns: Option<&'a [Column]>,
}

impl Rows<'_> {
    /// Writes the rows. A width holds for tables only.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(
        &self,
        out: &mut dyn Write,
        format: Format,
        width: Option<usize>,
        paint: Paint,
    ) -> io::Result<()> {
        match (format, self.columns) {
            (Format::Json, None) => self.array(out, |row| self.catalog.incident(row)),
            (Format::Jsonl, None) => self.lines(out, |row| self.catalog.incident(row)),
            (Format::Json, Some(columns)) => self.array(out, |row| Some(self.object(row, columns))),
            (Format::Jsonl, Some(columns)) => {
                self.lines(out, |row| Some(self.object(row, columns)))
            }
            (Format::Csv, columns) => {
                let columns = columns.map_or_else(|| Column::all().collect(), <[_]>::to_vec);
                csv::write(out, columns.iter().map(|c| c.id()))?;
                self.each(out, |text, row| {
                    let cell = |c: &Column| for_spreadsheet(c.cell(self.catalog, row).as_ref());
                    csv::write(text, columns.iter().map(cell))
                })
            }
            (Format::Table, columns) => self.table(out, &usual(columns), width, paint),
            (Format::Markdown, columns) => self.markdown(out, &usual(columns)),
        }
    }

    /// Writes what is said of each row, in their order: put into words on several threads, some rows
    /// ahead of the writing.
    fn each(
        &self,
        out: &mut dyn Write,
        say: impl Fn(&mut Vec<u8>, usize) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        let said = |rows: &[u32]| -> io::Result<Vec<u8>> {
            let mut text = Vec::new();
            rows.iter()
                .try_for_each(|row| say(&mut text, *row as usize))?;
            Ok(text)
        };
        for rows in self.rows.chunks(SHARE * threads::most()) {
            for text in shared(rows, said) {
                out.write_all(&text?)?;
            }
        }
        Ok(())
    }

    /// As [`json::array`].
    fn array<T: Serialize>(
        &self,
        out: &mut dyn Write,
        value: impl Fn(usize) -> Option<T> + Sync,
    ) -> io::Result<()> {
        let mut array = json::Array::new(out);
        self.each(&mut array, |text, row| match value(row) {
            Some(value) => json::element(text, &value),
            None => Ok(()),
        })?;
        array.end()
    }

    /// As [`json::lines`].
    fn lines<T: Serialize>(
        &self,
        out: &mut dyn Write,
        value: impl Fn(usize) -> Option<T> + Sync,
    ) -> io::Result<()> {
        self.each(out, |text, row| json::lines(text, value(row)))
    }

    /// A table is gone through twice, for the widths of its columns first: held, a million rows are most of
    /// a gigabyte.
    fn table(
        &self,
        out: &mut dyn Write,
        columns: &[Column],
        width: Option<usize>,
        paint: Paint,
    ) -> io::Result<()> {
        let heads = heads(columns);
        let mut natural = Natural::of(&heads);
        let parts = shared(self.rows, |rows| {
            let mut natural = natural.clone();
            for row in rows {
                natural.see(&self.cells(columns, *row as usize));
            }
            natural
        });
        parts.iter().for_each(|part| natural.join(part));
        let layout = Layout::new(&heads, &natural, width, paint);
        layout.head(out)?;
        self.each(out, |text, row| layout.row(text, &self.cells(columns, row)))
    }

    fn markdown(&self, out: &mut dyn Write, columns: &[Column]) -> io::Result<()> {
        markdown::head(out, &heads(columns))?;
        self.each(out, |text, row| {
            markdown::cells(text, &self.cells(columns, row), columns.len())
        })
    }

    fn cells(&self, columns: &[Column], row: usize) -> Vec<String> {
        let cell = |c: &Column| c.text(self.catalog, row);
        columns.iter().map(cell).collect()
    }

    const fn object<'a>(&'a self, row: usize, columns: &'a [Column]) -> Object<'a> {
        Object {
            catalog: self.catalog,
            row,
            columns,
        }
    }
}

/// The columns of a table.
fn usual(columns: Option<&[Column]>) -> Vec<Column> {
    columns.map_or_else(Column::usual, <[_]>::to_vec)
}

fn heads(columns: &[Column]) -> Vec<Head> {
    columns.iter().map(|c| c.head()).collect()
}

/// What came of shares of rows, in their order, on as many threads as they are worth.
fn shared<R: Send>(rows: &[u32], work: impl Fn(&[u32]) -> R + Sync) -> Vec<R> {
    let threads = threads::worth(rows.len(), WORTH_A_THREAD, threads::most());
    threads::each(rows.chunks(threads::share(rows.len(), threads)), work)
}

/// A row as an object of columns, in the columns' order.
struct Object<'a> {
    catalog: &'a Catalog,
    row: usize,
    columns: &'a [Column],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = self
            .columns
            .iter()
            .map(|c| (c.id(), c.json(self.catalog, self.row)));
        serializer.collect_map(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog, report::table::Table};

    /// Rows enough for several threads, and several rounds of them, are written like a few.
    #[test]
    fn threads_change_nothing() {
        let opened = catalog::open::open(&catalog::open::Sources::default()).unwrap();
        let catalog = &opened.catalog;
        let some: Vec<u32> = (0..7).collect();
        let many = some.repeat(SHARE / 2);
        let columns: Vec<Column> = Column::usual();
        for (format, columns) in [
            (Format::Csv, None),
            (Format::Jsonl, None),
            (Format::Json, Some(&*columns)),
            (Format::Markdown, Some(&*columns)),
        ] {
            let write = |rows: &[u32]| {
                let mut out = Vec::new();
                let report = Rows {
                    catalog,
                    rows,
                    columns,
                };
                report
                    .write(&mut out, format, None, Paint { on: false })
                    .unwrap();
                String::from_utf8(out).unwrap()
            };
            let (few, none) = (write(&some), write(&[]));
            let (head, tail) = match format {
                Format::Json => ("[", "\n]\n"),
                _ => (&*none, ""),
            };
            let body = few
                .strip_prefix(head)
                .and_then(|body| body.strip_suffix(tail))
                .unwrap();
            let between = if tail.is_empty() { "" } else { "," };
            let want = vec![body; SHARE / 2].join(between);
            assert!(write(&many) == format!("{head}{want}{tail}"), "{format:?}");
        }
    }

    /// A table that is not held is the one that is.
    #[test]
    fn a_table_is_written_row_by_row_like_a_whole_one() {
        let opened = catalog::open::open(&catalog::open::Sources::default()).unwrap();
        let catalog = &opened.catalog;
        let rows: Vec<u32> = (0..catalog.len() as u32).rev().collect();
        for columns in [Column::usual(), Column::all().collect()] {
            let report = Rows {
                catalog,
                rows: &rows,
                columns: Some(&columns),
            };
            let mut whole = Table::new(heads(&columns));
            for row in &rows {
                whole.push(report.cells(&columns, *row as usize));
            }
            for width in [None, Some(24), Some(80), Some(300)] {
                let paint = Paint { on: true };
                let (mut one, mut other) = (Vec::new(), Vec::new());
                report.write(&mut one, Format::Table, width, paint).unwrap();
                whole.write(&mut other, width, paint).unwrap();
                assert!(one == other, "{width:?}");
            }
            let (mut one, mut other) = (Vec::new(), Vec::new());
            report
                .write(&mut one, Format::Markdown, None, Paint::default())
                .unwrap();
            markdown::table(&mut other, &whole).unwrap();
            assert!(one == other);
        }
    }
}
