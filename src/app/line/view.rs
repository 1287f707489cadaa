//! The part of a line that is in sight where the line is longer than its field. It must not know how the
//! text is edited.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The part of a line that fits a field; see [`super::Line::view`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    /// The bytes of the text that are in sight.
    pub bytes: Range<usize>,
    /// Blank columns before them, where a wide character is cut off at the left end.
    pub indent: u16,
    /// The cursor's column in the field, from 0, always less than the width.
    pub cursor: u16,
}

impl LineView {
    /// What of a text is in sight in a field of this width, with the cursor at a byte of it.
    pub(super) fn of(text: &str, cursor: usize, width: u16) -> Self {
        let width = usize::from(width);
        let cursor = text.get(..cursor).unwrap_or_default().width();
        // The cursor needs a column of its own after the last character.
        let half = (width / 2).max(1);
        let start = match cursor.checked_sub(width.saturating_sub(1)) {
            Some(beyond) if width > 0 => beyond.div_ceil(half) * half,
            _ if width == 0 => cursor,
            _ => 0,
        };
        let (mut column, mut first, mut last) = (0, None, text.len());
        let mut indent = 0;
        for (i, grapheme) in text.grapheme_indices(true) {
            if first.is_none() && column >= start {
                first = Some(i);
                indent = column - start;
            }
            column += grapheme.width();
            if column > start + width {
                last = i;
                break;
            }
        }
        let first = first.unwrap_or(last).min(last);
        Self {
            bytes: first..last,
            indent: u16::try_from(indent).unwrap_or(0),
            cursor: u16::try_from(cursor.saturating_sub(start).min(width.saturating_sub(1)))
                .unwrap_or(0),
        }
    }

    /// The byte of the same text at a column of the field, or the end of what is in sight.
    pub(super) fn byte_at(&self, text: &str, column: u16) -> usize {
        let mut at = usize::from(self.indent);
        let mut byte = self.bytes.start;
        let seen = text.get(self.bytes.clone()).unwrap_or_default();
        for grapheme in seen.graphemes(true) {
            at += grapheme.width();
            if at > usize::from(column) {
                break;
            }
            byte += grapheme.len();
        }
        byte
    }
}
