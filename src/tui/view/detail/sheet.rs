//! Lines being written down a page: headings, prose, facts with their labels, rows of cells. It must
//! not know what an incident is; only that some rows come from a source.
//!
//! Everything goes through [`Sheet::row`], which wraps each cell inside its own column, so that nothing
//! is ever cut: what does not fit beside stands below.

use super::{
    Page, PageLine,
    wrap::{self, GLUE, Run},
};
use crate::{
    app::Target,
    report::human::NOT_STATED,
    tui::theme::{Role, Sign},
};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

/// Wider than this, lines are hard to follow: the rest of the pane stays empty.
const WIDEST: usize = 116;

/// Prose that is read from left to right again and again is kept narrower still.
const MEASURE: usize = 92;

/// Cells of the labels of facts.
const LABEL: usize = 12;

/// A column's part of a row.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Blank cells before it.
    pub before: usize,
    /// Cells that its text may take.
    pub width: usize,
    /// True where figures are aligned to the right.
    pub right: bool,
    /// The text.
    pub runs: Vec<Run>,
}

impl Cell {
    /// A cell that starts `before` cells after its neighbour and is `width` wide.
    #[must_use]
    pub const fn new(before: usize, width: usize, runs: Vec<Run>) -> Self {
        Self {
            before,
            width,
            right: false,
            runs,
        }
    }

    /// The same, aligned to the right.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// The lines of a page, written from the top.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// What the page is drawn for.
    pub page: &'a Page<'a>,
    /// What a click on the lines written now means.
    pub target: Option<Target>,
    lines: Vec<PageLine>,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    #[must_use]
    pub const fn new(page: &'a Page<'a>) -> Self {
        Self {
            page,
            target: None,
            lines: Vec::new(),
        }
    }

    /// The lines, without blank ones at the end.
    #[must_use]
    pub fn finish(mut self) -> Vec<PageLine> {
        while self.lines.last().is_some_and(|l| l.line.width() == 0) {
            self.lines.pop();
        }
        self.lines
    }

    /// Cells that a line may take.
    #[must_use]
    pub fn width(&self) -> usize {
        usize::from(self.page.width).min(WIDEST)
    }

    /// Cells that stand empty before everything but headings.
    #[must_use]
    pub fn indent(&self) -> usize {
        match self.width() {
            0..30 => 0,
            30..50 => 1,
            _ => 2,
        }
    }

    /// Cells beside the indent.
    #[must_use]
    pub fn room(&self) -> usize {
        self.width().saturating_sub(self.indent())
    }

    /// True where a label and its value have room beside each other.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.width() >= 36
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.page.theme.style(role)
    }

    /// Text that may be overlooked.
    #[must_use]
    pub fn muted(&self, text: impl Into<String>) -> Run {
        Span::styled(text.into(), self.style(Role::Muted))
    }

    /// A sign.
    #[must_use]
    pub fn sign(&self, sign: Sign) -> Run {
        let (glyph, style) = self.page.theme.sign(sign);
        Span::styled(glyph, style)
    }

    /// What stands for a fact that no source states.
    #[must_use]
    pub fn not_stated(&self) -> Vec<Run> {
        vec![self.muted(format!("{NOT_STATED}{GLUE}{GLUE}not{GLUE}stated"))]
    }

    /// A name, with the letters that the query asked for marked.
    #[must_use]
    pub fn name(&self, text: &str, role: Option<Role>) -> Vec<Run> {
        let style = role.map_or_else(Style::new, |role| self.style(role));
        super::highlight::highlighted(text, self.page.words, style, self.style(Role::Match))
    }

    /// An empty line, unless there is one already or nothing above.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|l| l.line.width() > 0) {
            self.lines.push(PageLine::default());
        }
    }

    /// The title of what follows, after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        let title = vec![Span::styled(text.to_owned(), self.style(Role::Title))];
        let width = self.width();
        self.columns(vec![Cell::new(0, width, title)]);
    }

    /// Prose; lines after the first stand `hanging` cells further right.
    pub fn prose(&mut self, runs: Vec<Run>) {
        let room = self.room().min(MEASURE);
        self.row(vec![Cell::new(0, room, runs)]);
    }

    /// Prose that hangs beside a sign or number of so many cells.
    pub fn item(&mut self, mark: Vec<Run>, runs: Vec<Run>) {
        let lead = wrap::width(&mark);
        let room = self.room().min(MEASURE).saturating_sub(lead + 1);
        self.row(vec![Cell::new(0, lead, mark), Cell::new(1, room, runs)]);
    }

    /// A quiet remark.
    pub fn remark(&mut self, text: impl Into<String>) {
        let text = self.muted(text);
        self.prose(vec![text]);
    }

    /// A label and its value: beside each other, or one below the other where there is no room.
    pub fn fact(&mut self, label: &str, value: Vec<Run>) {
        self.labelled(label, LABEL, value);
    }

    /// The same with labels of so many cells.
    pub fn labelled(&mut self, label: &str, cells: usize, value: Vec<Run>) {
        let label = self.muted(label);
        let room = self.room();
        if self.is_wide() {
            let rest = room.saturating_sub(cells + 2).min(MEASURE);
            self.row(vec![
                Cell::new(0, cells, vec![label]),
                Cell::new(2, rest, value),
            ]);
        } else {
            self.row(vec![Cell::new(0, room, vec![label])]);
            self.row(vec![Cell::new(2, room.saturating_sub(2), value)]);
        }
    }

    /// Facts with their labels; those that are not stated are named together in one quiet line.
    pub fn facts<'l>(&mut self, rows: impl IntoIterator<Item = (&'l str, Option<Vec<Run>>)>) {
        let mut absent: Vec<String> = Vec::new();
        for (label, value) in rows {
            match value {
                Some(value) => self.fact(label, value),
                None => absent.push(label.to_lowercase().replace("hipaa", "HIPAA")),
            }
        }
        if !absent.is_empty() {
            let names = self.muted(absent.join(", "));
            self.fact("Not stated", vec![names]);
        }
    }

    /// A row of cells after the indent.
    pub fn row(&mut self, mut cells: Vec<Cell>) {
        let indent = self.indent();
        if let Some(first) = cells.first_mut() {
            first.before += indent;
        }
        self.columns(cells);
    }

    /// A row of cells from the left edge, as high as its highest cell.
    fn columns(&mut self, cells: Vec<Cell>) {
        let last = cells.len().saturating_sub(1);
        let wrapped: Vec<(Cell, Vec<Line<'static>>)> = cells
            .into_iter()
            .map(|cell| {
                let lines = wrap::wrap(&cell.runs, cell.width.max(1));
                (cell, lines)
            })
            .collect();
        let height = wrapped.iter().map(|(_, l)| l.len()).max().unwrap_or(0);
        for at in 0..height {
            let mut spans: Vec<Run> = Vec::new();
            for (i, (cell, lines)) in wrapped.iter().enumerate() {
                let line = lines.get(at).cloned().unwrap_or_default();
                let spare = cell.width.saturating_sub(wrap::width(&line.spans));
                let (left, right) = if cell.right { (spare, 0) } else { (0, spare) };
                blanks(&mut spans, cell.before + left);
                spans.extend(line.spans);
                if i < last {
                    blanks(&mut spans, right);
                }
            }
            self.push(spans);
        }
    }

    /// Adds a line. One that is too wide after all (only in panes narrower than any layout is made
    /// for) is broken, so that the pane never has to cut.
    fn push(&mut self, mut spans: Vec<Run>) {
        while spans.last().is_some_and(|s| s.content.trim().is_empty()) {
            spans.pop();
        }
        let width = self.width();
        let lines = if wrap::width(&spans) > width {
            wrap::wrap(&spans, width)
        } else {
            vec![Line::from(spans)]
        };
        let target = self.target.clone();
        self.lines.extend(lines.into_iter().map(|line| PageLine {
            line,
            target: target.clone(),
        }));
    }
}

fn blanks(spans: &mut Vec<Run>, count: usize) {
    if count > 0 {
        spans.push(Span::raw(" ".repeat(count)));
    }
}

/// Plain text.
#[must_use]
pub fn plain(text: impl Into<String>) -> Run {
    Span::raw(text.into())
}

/// A figure and its unit, held together.
#[must_use]
pub fn glued(text: &str) -> String {
    text.replace(' ', GLUE)
}

/// The branch of a tree beside so many lines: `first` on the first of them, `rest` on the others, both
/// three cells wide.
#[must_use]
pub fn branch(sheet: &Sheet<'_>, first: &str, rest: &str, lines: usize) -> Vec<Run> {
    let mut text = first.to_owned();
    text.push_str(&rest.repeat(lines.saturating_sub(1)));
    vec![sheet.muted(glued(&text))]
}

/// Parts with a quiet point between them.
#[must_use]
pub fn joined(sheet: &Sheet<'_>, parts: Vec<Vec<Run>>) -> Vec<Run> {
    let mut out = Vec::new();
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        if !out.is_empty() {
            out.push(sheet.muted(format!("{GLUE}· ")));
        }
        out.extend(part);
    }
    out
}
