//! A table of which nothing may be lost, in any width: columns share the room and wrap; where they would
//! be too narrow to read, every row is written as labels with their values. It must not know what its
//! cells mean.

use super::{
    super::{
        doc::labelled,
        style::{Paint, Tone},
    },
    GAP, Head, Row, Table,
    layout::line,
    text::{Long, columns, set_in, wrapped},
};
use std::io::{self, Write};

/// In front of what has lines of its own.
const SET_IN: &str = "    ";

/// A column of texts is not made narrower than this: where not even that fits, the columns are given up.
const READABLE: usize = 12;

/// A column of remarks is not made narrower than this: they have lines of their own instead.
const REMARK: usize = 24;

/// Words up to this length are kept whole as long as another column can give way.
const WORD: usize = 24;

/// Writes the table in at most so many columns, or whole.
pub(super) fn write(
    table: &Table,
    out: &mut dyn Write,
    width: Option<usize>,
    paint: Paint,
) -> io::Result<()> {
    let natural = table.natural().widths();
    let all: Vec<usize> = (0..natural.len()).collect();
    let Some(most) = width else {
        return grid(table, out, &all, &natural, None, paint);
    };
    if together(&natural) <= most {
        return grid(table, out, &all, &natural, width, paint);
    }
    let words = longest_words(table);
    // An address has a line of its own, and takes no room from the others; so has a remark, unless there
    // is enough room for it.
    let roomy = columns_but(table, &|h| h.below, &natural, &words, most)
        .filter(|columns| columns.iter().all(|c| !is_squeezed(table, *c, &natural)));
    let tight = || columns_but(table, &|h| h.below || h.note, &natural, &words, most);
    let Some(columns) = roomy.or_else(tight) else {
        return stacked(table, out, most, paint);
    };
    let (shown, widths): (Vec<usize>, Vec<usize>) = columns.into_iter().unzip();
    grid(table, out, &shown, &widths, width, paint)
}

/// True for remarks that would be many short lines.
fn is_squeezed(table: &Table, (at, width): (usize, usize), natural: &[usize]) -> bool {
    let note = table.heads.get(at).is_some_and(|h| h.note);
    note && width < REMARK && natural.get(at).is_some_and(|n| *n > width)
}

/// The columns that have no lines of their own, each with its width; `None` where they do not fit.
fn columns_but(
    table: &Table,
    own_lines: &dyn Fn(&Head) -> bool,
    natural: &[usize],
    words: &[usize],
    most: usize,
) -> Option<Vec<(usize, usize)>> {
    let heads = table.heads.iter().enumerate();
    let beside: Vec<(usize, &Head)> = heads.filter(|(_, h)| !own_lines(h)).collect();
    let of = |list: &[usize]| -> Vec<usize> {
        let widths = beside.iter().map(|(at, _)| list.get(*at).copied());
        widths.map(Option::unwrap_or_default).collect()
    };
    let (wide, words) = (of(natural), of(words));
    let each = beside.iter().zip(wide.iter().zip(&words));
    let least = each
        .map(|((_, head), (wide, word))| (*wide).min(if head.right { *word } else { READABLE }));
    let mut widths: Vec<usize> = least.collect();
    let mut left = most.checked_sub(together(&widths))?;
    raise(&mut widths, &words, &mut left);
    raise(&mut widths, &wide, &mut left);
    Some(beside.iter().map(|(at, _)| *at).zip(widths).collect())
}

/// The width of a line of such columns.
fn together(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1)
}

/// The longest word of each column, as far as words are kept whole. A figure is one word.
fn longest_words(table: &Table) -> Vec<usize> {
    let longest = |text: &str| text.split_whitespace().map(columns).max().unwrap_or(0);
    let mut out: Vec<usize> = table.heads.iter().map(|h| longest(&h.text)).collect();
    for row in &table.rows {
        if let Row::Cells(cells) = row {
            for ((width, cell), head) in out.iter_mut().zip(cells).zip(&table.heads) {
                let word = if head.right {
                    columns(cell)
                } else {
                    set_in(cell).0 + longest(cell)
                };
                *width = (*width).max(word);
            }
        }
    }
    out.iter_mut().for_each(|w| *w = (*w).min(WORD));
    out
}

/// Gives what is left to the columns that have not reached their goal, always to the narrowest: so no
/// column is cut for one that is wider than it.
fn raise(widths: &mut [usize], goals: &[usize], left: &mut usize) {
    while *left > 0 {
        let short = widths
            .iter_mut()
            .zip(goals)
            .filter(|(w, goal)| **w < **goal);
        let Some((narrowest, _)) = short.min_by_key(|(w, _)| **w) else {
            return;
        };
        *narrowest += 1;
        *left -= 1;
    }
}

/// The columns named, each as wide as said; what is not among them on lines of its own below its row.
fn grid(
    table: &Table,
    out: &mut dyn Write,
    shown: &[usize],
    widths: &[usize],
    most: Option<usize>,
    paint: Paint,
) -> io::Result<()> {
    let heads: Vec<&Head> = shown.iter().filter_map(|at| table.heads.get(*at)).collect();
    if heads.iter().any(|h| !h.text.is_empty()) {
        let texts: Vec<&str> = heads.iter().map(|h| h.text.as_str()).collect();
        lines(out, &heads, &texts, widths, paint, Tone::Strong)?;
    }
    for row in &table.rows {
        match row {
            Row::Title(text) => title(out, text, most, paint)?,
            Row::Cells(cells) => {
                let cell = |at: &usize| cells.get(*at).map_or("", String::as_str);
                let texts: Vec<&str> = shown.iter().map(cell).collect();
                lines(out, &heads, &texts, widths, paint, Tone::Plain)?;
                for (at, text) in cells.iter().enumerate() {
                    if !shown.contains(&at) {
                        below(out, text, most)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// A cell that has lines of its own.
fn below(out: &mut dyn Write, text: &str, most: Option<usize>) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let room = most.map(|m| m.saturating_sub(SET_IN.len()));
    for line in wrapped(text, room, Long::AddressAlone) {
        writeln!(out, "{SET_IN}{line}")?;
    }
    Ok(())
}

fn title(out: &mut dyn Write, text: &str, most: Option<usize>, paint: Paint) -> io::Result<()> {
    for line in wrapped(text, most, Long::Broken) {
        writeln!(out, "{}", paint.tone(Tone::Strong, &line))?;
    }
    Ok(())
}

/// One row over as many lines as its longest text needs.
fn lines(
    out: &mut dyn Write,
    heads: &[&Head],
    cells: &[&str],
    widths: &[usize],
    paint: Paint,
    tone: Tone,
) -> io::Result<()> {
    let columns: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| in_column(cell, *width))
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let cells = columns
            .iter()
            .map(|lines| lines.get(at).map_or("", String::as_str));
        let shown = heads.iter().copied().zip(widths.iter().copied());
        line(out, shown.zip(cells), paint, tone)?;
    }
    Ok(())
}

/// A cell in lines of so many columns, each set in as far as the first.
fn in_column(cell: &str, width: usize) -> Vec<String> {
    if columns(cell) <= width {
        return vec![cell.to_owned()];
    }
    let (blanks, text) = set_in(cell);
    let blanks = if blanks * 2 > width { 0 } else { blanks };
    let lines = wrapped(text, Some(width - blanks), Long::Broken).into_iter();
    lines
        .map(|l| format!("{}{l}", " ".repeat(blanks)))
        .collect()
}

/// Every row as its caption and, set in below it, its other cells behind their headings. The caption is
/// what stands in columns without a heading, or the first column where all have one.
fn stacked(table: &Table, out: &mut dyn Write, most: usize, paint: Paint) -> io::Result<()> {
    let bare = |at: usize| table.heads.get(at).is_none_or(|h| h.text.is_empty());
    let some_bare = (0..table.heads.len()).any(bare);
    let is_caption = |at: usize| if some_bare { bare(at) } else { at == 0 };
    for row in &table.rows {
        let cells = match row {
            Row::Title(text) => {
                title(out, text, Some(most), paint)?;
                continue;
            }
            Row::Cells(cells) if cells.len() < table.heads.len() => {
                // A row that is shorter than the table is a remark, and its cells are not of their columns.
                let text = cells.join(" ");
                for line in wrapped(text.trim(), Some(most), Long::Broken) {
                    writeln!(out, "{line}")?;
                }
                continue;
            }
            Row::Cells(cells) => cells,
        };
        let mut caption = Vec::new();
        let mut rest = Vec::new();
        let mut own_lines = Vec::new();
        for ((at, cell), head) in cells.iter().enumerate().zip(&table.heads) {
            if is_caption(at) {
                caption.push(cell.trim());
            } else if head.below {
                own_lines.push(cell);
            } else if !cell.is_empty() {
                rest.push((head.text.clone(), cell.clone()));
            }
        }
        caption.retain(|c| !c.is_empty());
        let caption = caption.join(" ");
        if !caption.is_empty() {
            for line in wrapped(&caption, Some(most), Long::AddressAlone) {
                writeln!(out, "{line}")?;
            }
        }
        labelled(out, &rest, Some(most), paint)?;
        for text in own_lines {
            below(out, text, Some(most))?;
        }
    }
    Ok(())
}
