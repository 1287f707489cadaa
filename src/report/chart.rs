//! A chart as plain data: a sentence, bars or cells with their figures, and the query terms that each
//! of them stands for; and how it is written as text and as CSV. It must not know how it is drawn on a
//! screen, nor how its figures were counted.

use super::{csv, table::columns as columns_of, words};

/// How the bars of a chart are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One column a point in time, from left to right.
    Columns,
    /// One bar a word, the largest first.
    Bars,
    /// One bar a range of values, ascending.
    Histogram {
        /// A limit that lies before the bar of this number, and what it is.
        limit: Option<(usize, &'static str)>,
    },
    /// Cells in rows and columns, row by row.
    Table(Grid),
    /// One tile a state; see [`super::insights::tiles`].
    Tiles,
}

/// What stands beside and above the cells of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// What each row is.
    pub rows: Vec<String>,
    /// What each column is.
    pub columns: Vec<String>,
    /// How many of the last rows are no values: not stated, all.
    pub foot: usize,
    /// How many of the last columns are no values.
    pub side: usize,
}

/// A further figure beside a bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra {
    /// As people read it.
    pub shown: String,
    /// As a program reads it; empty when not stated.
    pub exact: String,
}

/// One bar, column, tile or cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bar {
    /// What it stands for, short.
    pub label: String,
    /// Its length; for counts of incidents the count.
    pub value: f64,
    /// The value as people read it.
    pub shown: String,
    /// Further figures, one for each of [`Chart::extra`].
    pub extra: Vec<Extra>,
    /// All of it in words.
    pub readout: String,
    /// How many counts of people in its figures are placeholders.
    pub placeholders: usize,
    /// The terms that narrow the query to it, all of which must hold; empty when the query cannot ask it.
    pub narrow: Vec<String>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// By which it is known.
    pub id: &'static str,
    /// A sentence with what it says and its n.
    pub title: String,
    /// What one bar is: the heading of the labels.
    pub heading: &'static str,
    /// What the values count.
    pub unit: &'static str,
    /// Headings of further figures.
    pub extra: Vec<&'static str>,
    /// How it is meant.
    pub kind: Kind,
    /// Bars, columns, tiles or cells.
    pub bars: Vec<Bar>,
    /// Incidents that it counts.
    pub n: usize,
    /// Incidents in the query.
    pub of: usize,
    /// What is missing, and the figures of a distribution.
    pub foot: String,
    /// How many counts of people in its figures are placeholders.
    pub placeholders: usize,
}

impl Chart {
    /// The largest value; at least a little above nothing, so that it may be divided by.
    #[must_use]
    pub fn most(&self) -> f64 {
        self.bars
            .iter()
            .map(|b| b.value)
            .fold(f64::MIN_POSITIVE, f64::max)
    }

    /// Bars in a row: columns of a table, 1 for bars.
    #[must_use]
    pub fn across(&self) -> usize {
        match &self.kind {
            Kind::Table(grid) => grid.columns.len().max(1),
            _ => 1,
        }
    }

    /// The chart as text for a note or a mail: title, lines, foot.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.title);
        let rows = self.table();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|c| {
                let cells = rows.iter().filter_map(|r| r.get(c));
                cells.map(|cell| columns_of(cell)).max().unwrap_or(0)
            })
            .collect();
        let bars = !matches!(self.kind, Kind::Table(_));
        for (i, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (c, (cell, wide)) in row.iter().zip(&widths).enumerate() {
                let pad = " ".repeat(wide.saturating_sub(columns_of(cell)));
                match c {
                    0 => line.push_str(&format!("  {cell}{pad}")),
                    _ => line.push_str(&format!("  {pad}{cell}")),
                }
            }
            let bar = i.checked_sub(1).and_then(|i| self.bars.get(i));
            if let Some(bar) = bar.filter(|_| bars) {
                line.push_str("  ");
                line.push_str(&self.plain_bar(bar));
            }
            out.push_str(line.trim_end());
            out.push('\n');
            if let Kind::Histogram {
                limit: Some((at, what)),
            } = self.kind
                && at == i
            {
                out.push_str(&format!("  -- {what}\n"));
            }
        }
        if !self.foot.is_empty() {
            out.push_str(&format!("\n{}\n", self.foot));
        }
        if self.placeholders > 0 {
            let [says, ..] = words::placeholders(self.placeholders);
            out.push_str(&format!("\n{says}\n"));
        }
        out
    }

    /// A bar of whole blocks, at most thirty; something for everything above nothing.
    fn plain_bar(&self, bar: &Bar) -> String {
        let blocks = (bar.value / self.most() * 30.0).round();
        // Between 0 and 30.
        let blocks = if bar.value > 0.0 {
            (blocks as usize).clamp(1, 30)
        } else {
            0
        };
        "█".repeat(blocks)
    }

    /// What the figures behind the value are, placeholders among them where there are any.
    fn headings(&self) -> impl Iterator<Item = String> + '_ {
        let last = (self.placeholders > 0).then_some("placeholders");
        self.extra.iter().copied().chain(last).map(str::to_owned)
    }

    fn placeholders_of(&self, bar: &Bar) -> Option<String> {
        (self.placeholders > 0).then(|| bar.placeholders.to_string())
    }

    /// The figures as people read them, with a row of headings.
    fn table(&self) -> Vec<Vec<String>> {
        if let Kind::Table(grid) = &self.kind {
            let head = std::iter::once(self.heading.to_owned()).chain(grid.columns.iter().cloned());
            let mut rows = vec![head.collect::<Vec<_>>()];
            for (label, cells) in grid.rows.iter().zip(self.bars.chunks(self.across())) {
                let cells = cells.iter().map(|b| b.shown.clone());
                rows.push(std::iter::once(label.clone()).chain(cells).collect());
            }
            return rows;
        }
        let mut head = vec![self.heading.to_owned(), self.unit.to_owned()];
        head.extend(self.headings());
        let rows = self.bars.iter().map(|b| {
            let mut row = vec![b.label.clone(), b.shown.clone()];
            row.extend(b.extra.iter().map(|e| e.shown.clone()));
            row.extend(self.placeholders_of(b));
            row
        });
        std::iter::once(head).chain(rows).collect()
    }

    /// The figures as CSV that no spreadsheet runs. The exact values; n and the number of incidents in
    /// the query stand in every row, so that what is missing travels along.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = Vec::new();
        let number = |v: f64| {
            if v.fract() == 0.0 {
                format!("{v:.0}")
            } else {
                format!("{v}")
            }
        };
        let tail = [self.n.to_string(), self.of.to_string()];
        let mut write = |cells: Vec<String>| {
            // Writing into memory cannot fail.
            let _ = csv::write(&mut out, cells);
        };
        let ends = ["n".to_owned(), "of".to_owned()];
        if let Kind::Table(grid) = &self.kind {
            let head = std::iter::once(self.heading.to_owned()).chain(grid.columns.iter().cloned());
            write(head.chain(ends).collect());
            for (label, cells) in grid.rows.iter().zip(self.bars.chunks(self.across())) {
                let cells = cells.iter().map(|b| number(b.value));
                let row = std::iter::once(label.clone()).chain(cells);
                write(row.chain(tail.clone()).collect());
            }
        } else {
            let mut head = vec![self.heading.to_owned(), self.unit.to_owned()];
            head.extend(self.headings());
            head.extend(ends);
            write(head);
            for bar in &self.bars {
                let mut row = vec![bar.label.clone(), number(bar.value)];
                row.extend(bar.extra.iter().map(|e| e.exact.clone()));
                row.extend(self.placeholders_of(bar));
                row.extend(tail.clone());
                write(row);
            }
        }
        String::from_utf8(out).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, value: f64) -> Bar {
        Bar {
            label: label.into(),
            value,
            shown: format!("{value}"),
            ..Bar::default()
        }
    }

    fn chart(kind: Kind, bars: Vec<Bar>) -> Chart {
        Chart {
            id: "x",
            title: "A sentence (n 3 of 4)".into(),
            heading: "method",
            unit: "incidents",
            extra: vec![],
            kind,
            bars,
            n: 3,
            of: 4,
            foot: "1 does not state it".into(),
            placeholders: 0,
        }
    }

    #[test]
    fn a_chart_is_written_as_text_and_as_csv() {
        let c = chart(
            Kind::Histogram {
                limit: Some((1, "60 days")),
            },
            vec![bar("=a", 10.0), bar("b", 1.0)],
        );
        let blocks = "█".repeat(30);
        assert_eq!(
            c.text(),
            format!(
                "A sentence (n 3 of 4)\n\n  method  incidents\n  =a             10  {blocks}\n  -- 60 days\n  b               1  ███\n\n1 does not state it\n"
            )
        );
        assert_eq!(c.csv(), "method,incidents,n,of\n'=a,10,3,4\nb,1,3,4\n");
    }

    #[test]
    fn placeholders_are_told_where_there_are_any() {
        let mut c = chart(Kind::Columns, vec![bar("2023", 9.0), bar("2024", 5.0)]);
        assert!(!c.text().contains("placeholder") && !c.csv().contains("placeholder"));
        c.placeholders = 1;
        c.bars[1].placeholders = 1;
        assert_eq!(
            c.csv(),
            "method,incidents,placeholders,n,of\n2023,9,0,3,4\n2024,5,1,3,4\n"
        );
        let says = "1 does not state it\n\n1 of the counts is a placeholder, filed before";
        assert!(c.text().contains(says), "{}", c.text());
    }

    #[test]
    fn a_table_keeps_its_shape() {
        let grid = Grid {
            rows: vec!["r".into(), "s".into()],
            columns: vec!["+c".into(), "d".into()],
            foot: 0,
            side: 0,
        };
        let c = chart(
            Kind::Table(grid),
            [1.0, 2.0, 0.0, 0.5].map(|v| bar("", v)).to_vec(),
        );
        assert_eq!(c.csv(), "method,'+c,d,n,of\nr,1,2,3,4\ns,0,0.5,3,4\n");
        assert!(c.text().contains("  r        1    2\n"), "{}", c.text());
    }
}
