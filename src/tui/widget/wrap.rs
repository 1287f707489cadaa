//! Text over several lines: broken between words, and inside a word only when it is longer than a line.

use super::text::columns;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The lines of a text in a width, as ranges of its bytes (so that highlighted ranges stay valid), without
/// the blanks around a break. No line is wider than the width, except that a character wider than it
/// stands alone. An empty text has no lines; a width of 0 shows nothing.
#[must_use]
pub fn wrap(text: &str, width: u16) -> Vec<Range<usize>> {
    let width = usize::from(width);
    let mut lines = Vec::new();
    if width == 0 {
        return lines;
    }
    let mut line: Option<Range<usize>> = None;
    let mut used = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let (start, end) = (at, at + word.len());
        at = end + 1;
        if word.is_empty() {
            continue;
        }
        let wide = columns(word);
        // The blanks between the words count as they stand in the text.
        let gap = line.as_ref().map_or(0, |l| start - l.end);
        match &mut line {
            Some(line) if used + gap + wide <= width => {
                line.end = end;
                used += gap + wide;
            }
            _ => {
                lines.extend(line.take());
                let rest = break_word(text, start..end, width, &mut lines);
                used = columns(text.get(rest.clone()).unwrap_or_default());
                line = Some(rest);
            }
        }
    }
    lines.extend(line);
    lines
}

/// Breaks off whole lines of a word until the rest fits one.
fn break_word(
    text: &str,
    word: Range<usize>,
    width: usize,
    lines: &mut Vec<Range<usize>>,
) -> Range<usize> {
    let mut start = word.start;
    let mut used = 0;
    for (at, grapheme) in text
        .get(word.clone())
        .unwrap_or_default()
        .grapheme_indices(true)
    {
        let wide = grapheme.width();
        if used + wide > width && used > 0 {
            lines.push(start..word.start + at);
            (start, used) = (word.start + at, 0);
        }
        used += wide;
    }
    start..word.end
}
