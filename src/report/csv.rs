//! CSV that reads back the same and that no spreadsheet runs.
//!
//! A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab, carriage return or line
//! feed at the start, or a full-width form of the first four) gets a leading apostrophe; so does one that
//! already is an apostrophe in front of such a cell, so that [`read_cell`] can take exactly one away.
//! Several values of one field are joined by `; `. It must not know what the cells mean.

use std::io::{self, Write};

/// Between several values of one field.
pub const BETWEEN: &str = "; ";

/// True when a spreadsheet would run the cell, were it not for apostrophes in front of it.
fn is_dangerous(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The cell with its apostrophe, if it needs one.
#[must_use]
pub fn guarded(cell: &str) -> String {
    if is_dangerous(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A cell as it was before [`write()`] wrote it (quotes already taken away by a CSV reader).
///
/// ```
/// use breachlens::report::csv::{guarded, read_cell};
/// assert_eq!(guarded("=1+1"), "'=1+1");
/// assert_eq!(read_cell("'=1+1"), "=1+1");
/// assert_eq!(read_cell("'Ohana Health"), "'Ohana Health");
/// ```
#[must_use]
pub fn read_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => cell,
    }
}

/// Writes one row. Cells are quoted where they have to be, and where a semicolon would split them in
/// countries that separate by it.
///
/// # Errors
/// What the writer says.
pub fn write<S: AsRef<str>>(
    out: &mut dyn Write,
    cells: impl IntoIterator<Item = S>,
) -> io::Result<()> {
    let mut between = "";
    for cell in cells {
        let cell = guarded(cell.as_ref());
        out.write_all(between.as_bytes())?;
        between = ",";
        let quoted = cell.contains([',', ';', '"', '\r', '\n', '\t'])
            || cell.starts_with(char::is_whitespace)
            || cell.ends_with(char::is_whitespace);
        if quoted {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_are_guarded_and_quoted() {
        let mut out = Vec::new();
        let cells = [
            "=cmd|' /C calc'!A0",
            "+1",
            "-x",
            "@SUM(A1)",
            "a; b",
            "say \"x\", y",
            "'=1",
            "12",
            "",
            "'Ohana",
        ];
        write(&mut out, cells).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "'=cmd|' /C calc'!A0,'+1,'-x,'@SUM(A1),\"a; b\",\"say \"\"x\"\", y\",''=1,12,,'Ohana\n"
        );
    }

    proptest! {
        #[test]
        fn any_row_reads_back(cells in proptest::collection::vec("['=+@\\-\t\r\n\",; a-z0-9\\PC]{0,12}", 2..6)) {
            let mut out = Vec::new();
            write(&mut out, &cells).unwrap();
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
            let record = reader.records().next().unwrap().unwrap();
            for cell in &record {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            }
            let back: Vec<&str> = record.iter().map(read_cell).collect();
            prop_assert_eq!(back, cells);
        }
    }
}
