//! A table of plain text, fitted to a width: long texts are cut with `…`, and when that is not enough
//! the last columns are left out rather than squeezed; or, where nothing may be lost, texts are wrapped.
//! Without a width only cells far beyond any line are cut. It must not know what its cells mean.

mod layout;
mod text;
mod wrapped;

pub use layout::{Layout, Natural};
pub use text::{Long, columns, fit, wrapped};

use super::style::{Paint, Tone};
use std::io::{self, Write};

/// Between two columns.
const GAP: &str = "  ";

/// What stands above a column, and how it is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The heading.
    pub text: String,
    /// True for figures, which stand to the right.
    pub right: bool,
    /// True for texts that may be cut.
    pub flexible: bool,
    /// True for addresses, which are no use in pieces: in a wrapped table that does not fit they stand
    /// on a line of their own below their row.
    pub below: bool,
    /// True for remarks, which have lines of their own below their row where their column would be narrow.
    pub note: bool,
    /// True for what the figure in front of it is out of: one is not shown without the other.
    pub of_last: bool,
}

impl Head {
    /// A column of short texts.
    #[must_use]
    pub fn left(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
    /// A column of texts that may be cut.
    #[must_use]
    pub fn flexible(text: impl Into<String>) -> Self {
        Self {
            flexible: true,
            ..Self::left(text)
        }
    }
    /// A column of figures.
    #[must_use]
    pub fn right(text: impl Into<String>) -> Self {
        Self {
            right: true,
            ..Self::left(text)
        }
    }
    /// A column of figures that say what those in front of them are out of.
    #[must_use]
    pub fn of_last(text: impl Into<String>) -> Self {
        Self {
            of_last: true,
            ..Self::right(text)
        }
    }
    /// A column of remarks, each of any length.
    #[must_use]
    pub fn note(text: impl Into<String>) -> Self {
        Self {
            note: true,
            ..Self::flexible(text)
        }
    }
    /// A column of addresses.
    #[must_use]
    pub fn below(text: impl Into<String>) -> Self {
        Self {
            below: true,
            ..Self::left(text)
        }
    }
}

/// A row of cells, or a heading over the rows that follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Cells, one a column.
    Cells(Vec<String>),
    /// A heading.
    Title(String),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Row>,
    /// True when nothing may be lost: texts that do not fit are wrapped and no column is left out.
    pub wrap: bool,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub const fn new(heads: Vec<Head>) -> Self {
        Self {
            heads,
            rows: Vec::new(),
            wrap: false,
        }
    }

    /// The same table, wrapped instead of cut.
    #[must_use]
    pub fn wrapped(mut self) -> Self {
        self.wrap = true;
        self
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<String>) {
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a heading.
    pub fn title(&mut self, text: impl Into<String>) {
        self.rows.push(Row::Title(text.into()));
    }

    /// Writes it, at most `width` columns wide; whole without a width.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, out: &mut dyn Write, width: Option<usize>, paint: Paint) -> io::Result<()> {
        if self.wrap {
            return wrapped::write(self, out, width, paint);
        }
        let layout = Layout::new(&self.heads, &self.natural(), width, paint);
        layout.head(out)?;
        for row in &self.rows {
            match row {
                Row::Cells(cells) => layout.row(out, cells)?,
                Row::Title(text) => {
                    let text = width.map_or_else(|| text.clone(), |w| fit(text, w));
                    writeln!(out, "{}", paint.tone(Tone::Strong, &text))?;
                }
            }
        }
        Ok(())
    }

    /// The headings of the columns that are left out where the table is cut to so many columns.
    #[must_use]
    pub fn left_out(&self, width: Option<usize>) -> &[Head] {
        let shown = if self.wrap {
            self.heads.len()
        } else {
            Layout::new(&self.heads, &self.natural(), width, Paint::default()).shown()
        };
        self.heads.get(shown..).unwrap_or_default()
    }

    /// The width of each column in which nothing is cut.
    fn natural(&self) -> Natural {
        let mut natural = Natural::of(&self.heads);
        for row in &self.rows {
            if let Row::Cells(cells) = row {
                natural.see(cells);
            }
        }
        natural
    }
}

/// A bar of at most `width` columns for `n` of `most`, in eighths of a column.
#[must_use]
pub fn bar(n: usize, most: usize, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (n * width * 8).checked_div(most).unwrap_or(0);
    // Something is never drawn as nothing.
    let eighths = if n > 0 { eighths.max(1) } else { 0 };
    let mut out = "█".repeat(eighths / 8);
    out.push_str(EIGHTHS.get(eighths % 8).copied().unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Table {
        let mut t = Table::new(vec![
            Head::left("Known"),
            Head::flexible("Organization"),
            Head::right("People"),
            Head::flexible("Method"),
        ]);
        for (a, b, c, d) in [
            (
                "2024-02-21",
                "Change Healthcare",
                "192.7M",
                "ransomware, stolen credentials",
            ),
            ("2019", "新しい病院の名前はとても長い", "–", ""),
        ] {
            t.push([a, b, c, d].map(str::to_owned).to_vec());
        }
        t
    }

    fn text(t: &Table, width: Option<usize>) -> String {
        let mut out = Vec::new();
        t.write(&mut out, width, Paint::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_is_whole_without_a_width_and_fits_with_one() {
        assert_eq!(
            text(&sample(), None),
            "Known       Organization                  People  Method\n\
             2024-02-21  Change Healthcare             192.7M  ransomware, stolen credentials\n\
             2019        新しい病院の名前はとても長い       –\n"
        );
        assert_eq!(
            text(&sample(), Some(52)),
            "Known       Organization     People  Method\n\
             2024-02-21  Change Healthc…  192.7M  ransomware, st…\n\
             2019        新しい病院の名…       –\n"
        );
        assert_eq!(text(&sample(), Some(9)), "Known\n2024-02-…\n2019\n");
    }

    #[test]
    fn a_wrapped_table_loses_nothing() {
        assert_eq!(
            text(&sample().wrapped(), Some(52)),
            "Known       Organization        People  Method\n\
             2024-02-21  Change Healthcare   192.7M  ransomware,\n\
             \u{20}                                       stolen\n\
             \u{20}                                       credentials\n\
             2019        新しい病院の名前は       –\n\
             \u{20}           とても長い\n"
        );
    }

    #[test]
    fn bars_are_to_scale_and_never_hide_something() {
        assert_eq!(bar(4, 8, 4), "██");
        assert_eq!(bar(1, 10_000, 10), "▏");
        assert_eq!(bar(0, 8, 4), "");
        assert_eq!(bar(3, 0, 4), "▏");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(cells in proptest::collection::vec("\\PC{0,30}", 8), width in 1_usize..60) {
            let mut t = Table::new(vec![Head::left("a"), Head::flexible("b"), Head::right("c"), Head::flexible("d")]);
            for four in cells.chunks(4) {
                t.push(four.to_vec());
            }
            for line in text(&t, Some(width)).lines() {
                prop_assert!(columns(line) <= width, "{line:?}");
            }
            let width = width + 20;
            for line in text(&t.wrapped(), Some(width)).lines() {
                let address = line.contains("://");
                prop_assert!(address || columns(line) <= width, "{width}: {line:?}");
            }
        }
    }
}
