//! A list of labels and values in two columns; long values go on below themselves.

use super::{
    Hit, row,
    text::{self, Align, Piece},
    wrap::wrap,
};
use crate::tui::theme::{Role, Theme};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The most columns that labels take; longer ones are cut.
const LABEL: usize = 24;

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The label.
    pub label: &'a str,
    /// The value; `None` is drawn as not stated.
    pub value: Option<&'a str>,
    /// How the value looks.
    pub style: Style,
}

/// The columns for labels: those of the longest, at most [`LABEL`], at most half of the width.
fn label_width(pairs: &[Pair], width: u16) -> u16 {
    let longest = pairs
        .iter()
        .map(|p| text::columns(p.label))
        .max()
        .unwrap_or(0);
    u16::try_from(longest.min(LABEL))
        .unwrap_or(0)
        .min(width / 2)
}

/// The rows that the list takes in a width.
#[must_use]
pub fn height(pairs: &[Pair], width: u16) -> usize {
    let value_width = value_width(pairs, width);
    pairs
        .iter()
        .map(|p| wrap(p.value.unwrap_or_default(), value_width).len().max(1))
        .sum()
}

fn value_width(pairs: &[Pair], width: u16) -> u16 {
    width.saturating_sub(label_width(pairs, width).saturating_add(2))
}

/// Draws the list from its row `skip` on. Returns the area of each pair in sight.
pub fn draw(area: Rect, buf: &mut Buffer, pairs: &[Pair], skip: usize, theme: &Theme) -> Vec<Hit> {
    let glyphs = theme.glyphs();
    let label = label_width(pairs, area.width);
    let value_width = value_width(pairs, area.width);
    let mut hits = Vec::new();
    let mut at = 0_usize;
    for (index, pair) in pairs.iter().enumerate() {
        let (value, style) = match pair.value {
            Some(value) => (value, pair.style),
            None => (glyphs.not_stated, theme.style(Role::Muted)),
        };
        let lines = wrap(value, value_width);
        let count = lines.len().max(1);
        for n in 0..count {
            let Some(offset) = (at + n).checked_sub(skip) else {
                continue;
            };
            let Some(offset) = u16::try_from(offset).ok().filter(|o| *o < area.height) else {
                return hits;
            };
            let line = row(area, offset);
            if n == 0 {
                let cell = Rect {
                    width: label,
                    ..line
                };
                text::line(cell, buf, pair.label, theme.style(Role::Muted), glyphs);
            }
            let cell = Rect {
                x: line.x.saturating_add(label + 2),
                width: value_width,
                ..line
            };
            let part = lines
                .get(n)
                .and_then(|l| value.get(l.clone()))
                .unwrap_or_default();
            text::write(cell, buf, &[Piece::new(part, style)], Align::Left, glyphs);
            match hits.last_mut() {
                Some(Hit { index: i, area }) if *i == index => area.height += 1,
                _ => hits.push(Hit { index, area: line }),
            }
        }
        at += count;
    }
    hits
}
