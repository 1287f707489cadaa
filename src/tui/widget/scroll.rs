//! Where one is in a long list: in words, and as a bar one column wide.

use super::{row, text};
use crate::{
    report::human::exact,
    tui::theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// A window on a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Window {
    /// The first item in sight, from 0.
    pub first: usize,
    /// How many there is room for.
    pub room: usize,
    /// How many there are.
    pub total: usize,
}

impl Window {
    /// The window that has the item in sight and moves as little as it can from `self`.
    #[must_use]
    pub fn with_in_sight(self, item: usize) -> Self {
        let first = if item < self.first {
            item
        } else {
            self.first.max((item + 1).saturating_sub(self.room.max(1)))
        };
        Self {
            first: first.min(self.total.saturating_sub(self.room)),
            ..self
        }
    }

    /// `21–40 of 1,500`; `20` alone when all are in sight, empty when there are none.
    #[must_use]
    pub fn words(self) -> String {
        let number = |n: usize| exact(u64::try_from(n).unwrap_or(u64::MAX));
        if self.total == 0 {
            return String::new();
        }
        if self.room >= self.total {
            return number(self.total);
        }
        let last = self.first.saturating_add(self.room).min(self.total);
        format!(
            "{}–{} of {}",
            number(self.first.saturating_add(1).min(self.total)),
            number(last),
            number(self.total)
        )
    }

    /// The item that a row of a bar this tall stands for.
    #[must_use]
    pub fn item_at(self, offset: u16, height: u16) -> usize {
        if height < 2 || self.total == 0 {
            return 0;
        }
        let last = (self.total - 1) as u128;
        let item = u128::from(offset.min(height - 1)) * last / u128::from(height - 1);
        usize::try_from(item).unwrap_or(0)
    }

    /// The rows of a bar this tall that stand for what is in sight: offset and length. `None` when
    /// everything is in sight.
    #[must_use]
    pub fn thumb(self, height: u16) -> Option<(u16, u16)> {
        if height == 0 || self.room >= self.total {
            return None;
        }
        let (total, tall) = (self.total as u128, u128::from(height));
        let length = (self.room as u128 * tall / total).clamp(1, tall);
        let hidden = total - self.room as u128;
        let first = (self.first as u128).min(hidden);
        // The ends are reached only when the ends of the list are.
        let offset = (first * (tall - length)).div_ceil(hidden.max(1));
        Some((u16::try_from(offset).ok()?, u16::try_from(length).ok()?))
    }
}

/// Draws the bar down the first column of an area; returns the column, which can be clicked and dragged
/// (see [`Window::item_at`]). Nothing is drawn when everything is in sight.
pub fn draw(area: Rect, buf: &mut Buffer, window: Window, theme: &Theme) -> Option<Rect> {
    let (offset, length) = window.thumb(area.height).filter(|_| area.width > 0)?;
    let glyphs = theme.glyphs();
    let column = Rect { width: 1, ..area };
    for y in 0..area.height {
        let thumb = (offset..offset + length).contains(&y);
        let (glyph, role) = if thumb {
            (glyphs.thumb, Role::Muted)
        } else {
            (glyphs.vertical, Role::Rule)
        };
        text::line(row(column, y), buf, glyph, theme.style(role), glyphs);
    }
    Some(column)
}
