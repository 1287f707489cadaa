//! A report made of a few kinds of blocks, written as text for a terminal or a pipe, or as Markdown. It
//! must not know what it reports.

use super::{
    markdown,
    style::{Paint, Tone},
    table::{Long, Table, columns, wrapped},
};
use std::io::{self, Write};

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The report's own heading.
    Title(String),
    /// A heading inside it.
    Section(String),
    /// A paragraph.
    Text(String),
    /// Labels with their values.
    Facts(Vec<(String, String)>),
    /// Points.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// A report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

impl Doc {
    /// Adds a block; one that holds nothing is left out.
    pub fn push(&mut self, block: Block) {
        let empty = match &block {
            Block::Title(t) | Block::Section(t) | Block::Text(t) => t.is_empty(),
            Block::Facts(f) => f.is_empty(),
            Block::List(l) => l.is_empty(),
            Block::Table(t) => t.rows.is_empty(),
        };
        if !empty {
            self.blocks.push(block);
        }
    }

    /// Adds a heading and a block, both left out when the block holds nothing.
    pub fn section(&mut self, heading: impl Into<String>, block: Block) {
        let before = self.blocks.len();
        self.push(block);
        if self.blocks.len() > before {
            self.blocks.insert(before, Block::Section(heading.into()));
        }
    }

    /// Writes it as text. With a width, paragraphs are wrapped and tables fitted; without, nothing is cut.
    ///
    /// # Errors
    /// What the writer says.
    pub fn text(&self, out: &mut dyn Write, width: Option<usize>, paint: Paint) -> io::Result<()> {
        for (at, block) in self.blocks.iter().enumerate() {
            let after_heading = at.checked_sub(1).and_then(|i| self.blocks.get(i));
            if at > 0 && !matches!(after_heading, Some(Block::Section(_))) {
                writeln!(out)?;
            }
            match block {
                Block::Title(t) => {
                    for line in wrapped(t, width, Long::AddressAlone) {
                        writeln!(out, "{}", paint.tone(Tone::Strong, &line))?;
                    }
                }
                Block::Section(t) => {
                    for line in wrapped(t, width, Long::AddressAlone) {
                        writeln!(out, "{}", paint.tone(Tone::Strong, &line))?;
                    }
                }
                Block::Text(t) => {
                    for line in wrapped(t, width, Long::AddressAlone) {
                        writeln!(out, "{line}")?;
                    }
                }
                Block::Facts(facts) => labelled(out, facts, width, paint)?,
                Block::List(points) => {
                    for point in points {
                        hanging(out, "  - ", 4, point, width)?;
                    }
                }
                Block::Table(table) => table.write(out, width, paint)?,
            }
        }
        Ok(())
    }

    /// Writes it as Markdown.
    ///
    /// # Errors
    /// What the writer says.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        for (at, block) in self.blocks.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            match block {
                Block::Title(t) => writeln!(out, "# {}", markdown::escape(t))?,
                Block::Section(t) => writeln!(out, "## {}", markdown::escape(t))?,
                Block::Text(t) => writeln!(out, "{}", markdown::paragraph(t))?,
                Block::Facts(facts) => {
                    for (label, value) in facts {
                        let (label, value) = (markdown::escape(label), markdown::escape(value));
                        writeln!(out, "- **{label}**: {value}")?;
                    }
                }
                Block::List(points) => {
                    for point in points {
                        writeln!(out, "- {}", markdown::paragraph(point))?;
                    }
                }
                Block::Table(table) => markdown::table(out, table)?,
            }
        }
        Ok(())
    }
}

/// Writes labels with their values behind them. A label that would leave the values too little room has
/// lines of its own, and its value follows below it.
pub(super) fn labelled(
    out: &mut dyn Write,
    facts: &[(String, String)],
    width: Option<usize>,
    paint: Paint,
) -> io::Result<()> {
    let longest = |of: fn(&(String, String)) -> &String| {
        let all = facts.iter().map(|f| columns(of(f)));
        all.max().unwrap_or(0)
    };
    let whole = longest(|(l, _)| l) + longest(|(_, v)| v) + 4;
    let most = width.map_or(usize::MAX, |w| if whole <= w { w } else { w * 2 / 5 });
    let fitting = facts.iter().map(|(l, _)| columns(l)).filter(|w| *w <= most);
    let labels = fitting.max().unwrap_or(2);
    for (label, value) in facts {
        if columns(label) <= labels {
            let room = " ".repeat(labels - columns(label) + 2);
            let label = paint.tone(Tone::Faint, label);
            hanging(out, &format!("  {label}{room}"), labels + 4, value, width)?;
            continue;
        }
        let room = width.map(|w| w.saturating_sub(2));
        for line in wrapped(label, room, Long::Broken) {
            writeln!(out, "  {}", paint.tone(Tone::Faint, &line))?;
        }
        hanging(out, &" ".repeat(labels + 4), labels + 4, value, width)?;
    }
    Ok(())
}

/// Narrower than this nothing is wrapped.
const LEAST: usize = 8;

/// Writes a text behind a label, the following lines set in as far.
fn hanging(
    out: &mut dyn Write,
    label: &str,
    indent: usize,
    text: &str,
    width: Option<usize>,
) -> io::Result<()> {
    let room = width.map(|w| w.saturating_sub(indent).max(LEAST));
    let mut label = label.to_owned();
    for line in wrapped(text, room, Long::AddressAlone) {
        // An address that does not fit behind the label stands alone below it.
        if room.is_some_and(|r| columns(&line) > r) && !label.trim().is_empty() {
            writeln!(out, "{}", label.trim_end())?;
            label = " ".repeat(indent);
        }
        writeln!(out, "{}", format!("{label}{line}").trim_end())?;
        label = " ".repeat(indent);
    }
    Ok(())
}
