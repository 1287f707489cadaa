//! Markdown in which foreign text stays text: nothing in it becomes a link, a tag, code or a new cell.
//! It must not know what is written.

use super::table::{Head, Row, Table};
use std::io::{self, Write};

/// The text with every sign escaped that Markdown or HTML would obey.
///
/// ```
/// use breachlens::report::markdown::escape;
/// assert_eq!(escape("a|b <script> `x` [l](u)"), r"a\|b &lt;script&gt; \`x\` \[l\](u)");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text at the start of a line, where `1.`, `-` and `+` would begin a list.
#[must_use]
pub fn paragraph(text: &str) -> String {
    let text = escape(text.trim_start());
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if text.starts_with(['-', '+', '=']) {
        format!("\\{text}")
    } else if digits.len() < text.len() && digits.starts_with(['.', ')']) {
        let at = text.len() - digits.len();
        let (number, rest) = text.split_at_checked(at).unwrap_or((&text, ""));
        format!("{number}\\{rest}")
    } else {
        text
    }
}

/// Writes a table; titles become rows in bold.
///
/// # Errors
/// What the writer says.
pub fn table(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    head(out, &table.heads)?;
    for r in &table.rows {
        match r {
            Row::Cells(texts) => cells(out, texts, table.heads.len())?,
            Row::Title(text) => {
                let rest = table.heads.iter().skip(1).map(|_| String::new());
                row(
                    out,
                    std::iter::once(format!("**{}**", escape(text))).chain(rest),
                )?;
            }
        }
    }
    Ok(())
}

/// Writes the headings of a table.
///
/// # Errors
/// What the writer says.
pub fn head(out: &mut dyn Write, heads: &[Head]) -> io::Result<()> {
    row(out, heads.iter().map(|h| escape(&h.text)))?;
    let rule = |h: &Head| if h.right { "--:" } else { "---" }.to_owned();
    row(out, heads.iter().map(rule))
}

/// Writes a row of a table that has so many columns.
///
/// # Errors
/// What the writer says.
pub fn cells(out: &mut dyn Write, cells: &[String], columns: usize) -> io::Result<()> {
    let missing = columns.saturating_sub(cells.len());
    let cells = cells.iter().map(|c| escape(c.trim_start()));
    row(out, cells.chain(vec![String::new(); missing]))
}

fn row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    out.write_all(b"|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::Head;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_breaks_out_of_its_cell(text in any::<String>()) {
            let mut t = Table::new(vec![Head::left("a"), Head::right("b")]);
            t.push(vec![text, "x".into()]);
            let mut out = Vec::new();
            table(&mut out, &t).unwrap();
            let out = String::from_utf8(out).unwrap();
            let line = out.split('\n').nth(2).unwrap();
            prop_assert!(line.ends_with(" x |"));
            // Bars that end a cell are those without an odd number of backslashes before them.
            let mut bars = 0;
            let mut escaped = false;
            for c in line.chars() {
                bars += usize::from(c == '|' && !escaped);
                escaped = c == '\\' && !escaped;
            }
            prop_assert_eq!(bars, 3);
            prop_assert!(!line.contains('<'));
        }
    }
}
