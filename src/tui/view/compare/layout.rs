//! The comparison as lines as wide as the screen: how wide the columns are, which are in sight, and what
//! each line says. It must not know which lines are in sight.

use super::{cell, lanes};
use crate::{
    analysis::compare::{Agreement, CellState, PeerFigure, Row, SectionKind},
    app::{App, screens::compare::Which},
    report::words,
    tui::{
        theme::{Role, Theme},
        view::pen,
        widget::scroll::Window,
    },
};
use ratatui::text::{Line, Span};
use std::ops::Range;

/// A column narrower than this cannot be read.
const LEAST_COLUMN: u16 = 22;
/// A column wider than this leaves its row apart.
const MOST_COLUMN: u16 = 48;
/// Cells before a label: the cursor, the sign of the row, a blank.
const GUTTER: u16 = 4;

/// Where the columns stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    /// Cells of the label column, which always stays.
    pub label: u16,
    /// Cells of each other column, with the gap behind it.
    pub width: u16,
    /// The first in sight.
    pub first: usize,
    /// How many are in sight.
    pub fit: usize,
    /// How many there are.
    pub total: usize,
}

impl Columns {
    /// Shares a width out so that the chosen column is in sight.
    pub(super) fn of(width: u16, total: usize, first: usize, chosen: usize) -> Self {
        let label = (width / 4).clamp(16, 38);
        // One cell at the right edge belongs to the scroll bar.
        let room = width.saturating_sub(label + 1);
        let fit = usize::from(room / LEAST_COLUMN).clamp(1, total.max(1));
        let share = room / u16::try_from(fit).unwrap_or(1);
        let window = Window {
            first,
            room: fit,
            total,
        };
        Self {
            label,
            width: share.min(MOST_COLUMN),
            first: window.with_in_sight(chosen).first,
            fit,
            total,
        }
    }

    /// The columns in sight.
    pub(super) fn in_sight(&self) -> Range<usize> {
        self.first..(self.first + self.fit).min(self.total)
    }

    /// Where a column in sight begins.
    pub(super) fn x(&self, column: usize) -> u16 {
        let nth = u16::try_from(column.saturating_sub(self.first)).unwrap_or(0);
        self.label + nth * self.width
    }

    /// Cells of text in a column.
    pub(super) fn text(&self) -> usize {
        usize::from(self.width.saturating_sub(2))
    }
}

/// A line of the screen.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The timeline or row that it belongs to, as the cursor counts; `None` for headings.
    pub item: Option<usize>,
    /// True for the first line of it.
    pub is_first: bool,
    /// True where the columns can be chosen.
    pub has_columns: bool,
    /// The section that begins here.
    pub section: Option<&'static str>,
    /// What it says, and from which cell on.
    pub pieces: Vec<(u16, Line<'static>)>,
}

impl Shown {
    pub(super) fn heading(theme: &Theme, title: &'static str, note: &str) -> Self {
        let mut spans = vec![Span::styled(title, theme.style(Role::Accent))];
        if !note.is_empty() {
            spans.push(Span::styled(format!("  {note}"), theme.style(Role::Muted)));
        }
        Self {
            section: Some(title),
            pieces: vec![(1, Line::from(spans))],
            ..Self::default()
        }
    }
}

/// Everything that can be scrolled through.
pub(super) fn lines(app: &App, theme: &Theme, columns: &Columns, width: u16) -> Vec<Shown> {
    let state = &app.screens.compare;
    let Some(shown) = &state.shown else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut item = 0;
    for section in &shown.sections {
        if item > 0 {
            out.push(Shown::default());
        }
        out.push(Shown::heading(
            theme,
            section.kind.title(),
            legend(section.kind),
        ));
        let mut group = "";
        let scale = scale(&section.rows, !state.no_peers);
        for row in &section.rows {
            if row.group != group {
                group = row.group;
                out.push(Shown {
                    pieces: vec![(GUTTER, Line::styled(group, theme.style(Role::Muted)))],
                    ..Shown::default()
                });
            }
            push_row(&mut out, theme, columns, row, item, scale);
            item += 1;
        }
    }
    if item == 0 {
        let text = match state.which {
            Which::NotSame => "These incidents state the same throughout; d shows every row.",
            _ => "These incidents differ in nothing that is stated; d shows what only some state.",
        };
        out.push(Shown {
            pieces: vec![(1, Line::raw(text))],
            ..Shown::default()
        });
    }
    out.push(Shown::default());
    out.extend(lanes::lines(app, theme, columns.label, width, item));
    out
}

const fn legend(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Facts => {
            "≠ differs   ◐ stated by some only   = the same in all   – not stated"
        }
        SectionKind::Days => {
            "to one scale; pale: left open by coarse dates; ▲ past a federal limit"
        }
        SectionKind::Clocks => "days between dates against the number in a rule: no legal advice",
        SectionKind::Exposed => "peers: share of those that state any data",
        SectionKind::Response => "peers: share of those that state any measure",
        SectionKind::Consequences => "",
    }
}

/// What the longest bar of a section stands for, in days: of all rows, so that they can be compared.
fn scale(rows: &[Row], with_peers: bool) -> f64 {
    let cells = rows.iter().flat_map(|r| &r.cells).filter_map(cell::days);
    let peers = rows.iter().filter_map(|r| match &r.peers {
        Some(PeerFigure::Days(m)) if with_peers => m.value,
        _ => None,
    });
    cells
        .map(|d| f64::from(d.high))
        .chain(peers)
        .fold(0.0, f64::max)
}

/// A row as the lines that its tallest cell needs.
fn push_row(
    out: &mut Vec<Shown>,
    theme: &Theme,
    columns: &Columns,
    row: &Row,
    item: usize,
    scale: f64,
) {
    let indent = GUTTER + if row.group.is_empty() { 0 } else { 2 };
    let room = usize::from(columns.label.saturating_sub(indent + 1));
    let (style, role) = match row.agreement {
        Agreement::Differs => (theme.style(Role::Title), Role::Warning),
        Agreement::Partly => (theme.style(Role::Text), Role::Unknown),
        Agreement::Same => (theme.style(Role::Muted), Role::Muted),
    };
    let label: Vec<Line> = cell::clip(row.label, room, cell::MOST_LINES)
        .into_iter()
        .map(|l| Line::styled(l, style))
        .collect();
    let sign = row.agreement.sign();
    let mut texts = vec![
        (1, vec![Line::styled(sign, theme.style(role))]),
        (indent, label),
    ];
    for column in columns.in_sight() {
        let lines = match row.cells.get(column) {
            Some(c) => {
                let same = row.state(column) == CellState::Same;
                let late = row.late.get(column).is_some_and(|late| *late);
                cell::lines(c, same, late, scale, columns.text(), theme)
            }
            None => peers(row, scale, columns, theme),
        };
        texts.push((columns.x(column), lines));
    }
    let tall = texts.iter().map(|(_, l)| l.len()).max().unwrap_or(1);
    for at in 0..tall {
        out.push(Shown {
            item: Some(item),
            is_first: at == 0,
            has_columns: true,
            section: None,
            pieces: texts
                .iter()
                .filter_map(|(x, lines)| Some((*x, lines.get(at)?.clone())))
                .collect(),
        });
    }
}

/// The cell of the peers.
fn peers(row: &Row, scale: f64, columns: &Columns, theme: &Theme) -> Vec<Line<'static>> {
    let muted = theme.style(Role::Muted);
    let Some(figure) = &row.peers else {
        return Vec::new();
    };
    let plain = |text: &str| {
        let lines = cell::clip(text, columns.text(), cell::MOST_LINES);
        lines.into_iter().map(|l| Line::styled(l, muted)).collect()
    };
    if let PeerFigure::Days(m) = figure
        && let Some(value) = m.value
    {
        let text = format!("{} median, n {}", words::days(value), m.n);
        if pen::width(&text) > columns.text() {
            return plain(&text);
        }
        return vec![cell::bar(
            &text,
            value,
            value,
            scale,
            columns.text(),
            Role::BarMuted,
            muted,
            theme,
        )];
    }
    plain(&words::peers(figure, &row.cells))
}
