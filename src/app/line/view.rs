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
    /// Columns before them: that of the sign for what is cut off there, and one where a wide character is.
    pub indent: u16,
    /// Something is cut off before them; its sign stands in the first column.
    pub cut_before: bool,
    /// The column of the sign for what is cut off behind them.
    pub cut_behind: Option<u16>,
    /// The cursor's column in the field, from 0, always less than the width.
    pub cursor: u16,
}

/// A narrower field has no room for signs beside what they are there for.
const LEAST: usize = 8;

impl LineView {
    /// What of a text is in sight in a field of this width, with the cursor at a byte of it.
    pub(super) fn of(text: &str, cursor: usize, width: u16) -> Self {
        let width = usize::from(width);
        let cursor = text.get(..cursor).unwrap_or_default().width();
        let all = text.width();
        let sign = usize::from(width >= LEAST);
        // The cursor needs a column of its own after the last character, and none of a sign.
        let half = (width / 2).max(1);
        let behind = if all > width { sign } else { 0 };
        let start = match cursor.checked_sub(width.saturating_sub(1 + behind)) {
            Some(beyond @ 1..) if width > 0 => beyond.div_ceil(half) * half,
            _ if width == 0 => cursor,
            _ => 0,
        };
        let before = if start > 0 { sign } else { 0 };
        let behind = if all > start + width { sign } else { 0 };
        let (mut column, mut first, mut last) = (0, None, text.len());
        let mut indent = before;
        for (i, grapheme) in text.grapheme_indices(true) {
            if first.is_none() && column >= start + before {
                first = Some(i);
                indent = column - start;
            }
            column += grapheme.width();
            if column > start + width - behind {
                last = i;
                break;
            }
        }
        let first = first.unwrap_or(last).min(last);
        Self {
            bytes: first..last,
            indent: u16::try_from(indent).unwrap_or(0),
            cut_before: before > 0,
            cut_behind: (behind > 0).then(|| u16::try_from(width - 1).unwrap_or(u16::MAX)),
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
