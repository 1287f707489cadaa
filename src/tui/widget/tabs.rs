//! A strip of tabs in one row.

use super::{
    Hit,
    text::{self, Align, Piece},
};
use crate::tui::theme::{Role, Theme};
use ratatui::{buffer::Buffer, layout::Rect};

/// Blank columns between tabs.
const GAP: u16 = 2;

/// Draws the tabs from the left, the chosen one in the accent (and underlined in any theme, so that it is
/// seen without colour). Where they do not all fit, the first ones give way until the chosen one does.
/// Returns the area of each that is in sight.
pub fn draw<T: AsRef<str>>(
    area: Rect,
    buf: &mut Buffer,
    titles: &[T],
    chosen: usize,
    theme: &Theme,
) -> Vec<Hit> {
    let width = |title: &T| u16::try_from(text::columns(title.as_ref())).unwrap_or(u16::MAX);
    let mut first = 0;
    while first < chosen {
        let needed = titles
            .iter()
            .skip(first)
            .take(chosen + 1 - first)
            .map(|t| u32::from(width(t)) + u32::from(GAP))
            .sum::<u32>()
            .saturating_sub(GAP.into());
        if needed <= area.width.into() {
            break;
        }
        first += 1;
    }
    let mut hits = Vec::new();
    let mut left = area;
    for (index, title) in titles.iter().enumerate().skip(first) {
        // A tab that would be cut is left out, unless it is the chosen one.
        if left.is_empty() || (width(title) > left.width && index != chosen) {
            break;
        }
        let style = if index == chosen {
            theme
                .style(Role::Accent)
                .add_modifier(ratatui::style::Modifier::UNDERLINED)
        } else {
            theme.style(Role::Muted)
        };
        let area = text::write(
            left,
            buf,
            &[Piece::new(title.as_ref(), style)],
            Align::Left,
            theme.glyphs(),
        );
        hits.push(Hit { index, area });
        let taken = area.width.saturating_add(GAP).min(left.width);
        left.x = left.x.saturating_add(taken);
        left.width -= taken;
    }
    hits
}
