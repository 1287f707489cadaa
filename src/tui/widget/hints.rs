//! The line that says what can be done here: keys and what they do, as many as fit.

use super::{
    Hit,
    text::{self, Align, Piece},
};
use crate::tui::theme::{Role, Theme};
use ratatui::{buffer::Buffer, layout::Rect};

/// Blank columns between hints.
const GAP: u16 = 3;

/// Draws `(key, word)` pairs in order of importance, whole ones only. The last pair is the way to more
/// (help) and always has its place, if the area has room for it at all. Returns the area of each.
pub fn draw<K: AsRef<str>, W: AsRef<str>>(
    area: Rect,
    buf: &mut Buffer,
    hints: &[(K, W)],
    theme: &Theme,
) -> Vec<Hit> {
    let width = |(key, word): &(K, W)| {
        u16::try_from(text::columns(key.as_ref()) + 1 + text::columns(word.as_ref()))
            .unwrap_or(u16::MAX)
    };
    let mut hits = Vec::new();
    let Some((last, others)) = hints.split_last() else {
        return hits;
    };
    let mut left = area;
    let mut put = |left: &mut Rect, index: usize, hint: &(K, W)| {
        let area = text::write(
            *left,
            buf,
            &[
                Piece::new(hint.0.as_ref(), theme.style(Role::Key)),
                Piece::new(" ", theme.style(Role::Muted)),
                Piece::new(hint.1.as_ref(), theme.style(Role::Muted)),
            ],
            Align::Left,
            theme.glyphs(),
        );
        let taken = area.width.saturating_add(GAP).min(left.width);
        left.x = left.x.saturating_add(taken);
        left.width -= taken;
        hits.push(Hit { index, area });
    };
    let kept = width(last).saturating_add(GAP);
    for (index, hint) in others.iter().enumerate() {
        if u32::from(width(hint)) + u32::from(kept) > left.width.into() {
            break;
        }
        put(&mut left, index, hint);
    }
    if width(last) <= left.width && !left.is_empty() {
        put(&mut left, others.len(), last);
    }
    hits
}
