//! Rows of a catalog written in any format: what `list` prints and what the explorer exports. It must
//! not know which query they answer.

use super::{
    columns::{Column, for_spreadsheet},
    csv, json, markdown,
    style::Paint,
    table::Table,
};
use crate::catalog::Catalog;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

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
        let rows = || self.rows.iter().map(|r| *r as usize);
        match (format, self.columns) {
            (Format::Json, None) => {
                json::array(out, rows().filter_map(|r| self.catalog.incident(r)))
            }
            (Format::Jsonl, None) => {
                json::lines(out, rows().filter_map(|r| self.catalog.incident(r)))
            }
            (Format::Json, Some(columns)) => {
                json::array(out, rows().map(|r| self.object(r, columns)))
            }
            (Format::Jsonl, Some(columns)) => {
                json::lines(out, rows().map(|r| self.object(r, columns)))
            }
            (Format::Csv, columns) => {
                let columns = columns.map_or_else(|| Column::all().collect(), <[_]>::to_vec);
                csv::write(out, columns.iter().map(|c| c.id()))?;
                for row in rows() {
                    let cell = |c: &Column| for_spreadsheet(c.cell(self.catalog, row).as_ref());
                    csv::write(out, columns.iter().map(cell))?;
                }
                Ok(())
            }
            (Format::Table, columns) => self.table(columns).write(out, width, paint),
            (Format::Markdown, columns) => markdown::table(out, &self.table(columns)),
        }
    }

    fn table(&self, columns: Option<&[Column]>) -> Table {
        let columns = columns.map_or_else(Column::usual, <[_]>::to_vec);
        let mut table = Table::new(columns.iter().map(|c| c.head()).collect());
        for row in self.rows {
            let cell = |c: &Column| c.text(self.catalog, *row as usize);
            table.push(columns.iter().map(cell).collect());
        }
        table
    }

    const fn object<'a>(&'a self, row: usize, columns: &'a [Column]) -> Object<'a> {
        Object {
            catalog: self.catalog,
            row,
            columns,
        }
    }
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
