//! The letters of a name that the query asked for. What matched is decided by the search; here it is
//! only made visible.

use super::wrap::Run;
use crate::query::fuzzy::{Term, highlight};
use crate::tui::view::pen;
use ratatui::style::Style;

/// A name in one style, with every part that one of the query's words matched in the other.
#[must_use]
pub fn highlighted(text: &str, words: &[Term], style: Style, matched: Style) -> Vec<Run> {
    pen::marked(text, &highlight(words, text), style, matched)
}

/// True when one of the words matches the text.
#[must_use]
pub fn is_hit(text: &str, words: &[Term]) -> bool {
    !highlight(words, text).is_empty()
}
