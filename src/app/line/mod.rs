//! A line of text being edited: the query bar, the palette, every prompt.
//! It must not know which keys mean which edit, nor where it is drawn.
//!
//! Two things always hold: the text is clean (see [`crate::model::text`]), and the cursor stands on the
//! boundary of a grapheme, so that no key ever splits what a person sees as one character.

mod view;

pub use view::LineView;

use crate::model::text::clean;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// No line grows longer than this many bytes; what a paste brings beyond it is left out.
pub const MAX_BYTES: usize = 8 * 1024;

/// Undo remembers this many steps.
const MAX_STEPS: usize = 200;

/// A text with the cursor in it; also one step of undo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    text: String,
    cursor: usize,
}

/// What the last edit was: typing goes on in the same undo step until something else happens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    Typing,
}

/// One line of text with a cursor and a memory of its edits.
#[derive(Debug, Clone, Default)]
pub struct Line {
    now: State,
    undo: Vec<State>,
    redo: Vec<State>,
    last: Last,
}

/// Lines are equal when they say the same; how they came to it does not matter.
impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.now == other.now
    }
}

impl Eq for Line {}

impl Line {
    /// A line with this text, cleaned, and the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = limited(&clean(text)).to_owned();
        Self {
            now: State {
                cursor: text.len(),
                text,
            },
            ..Self::default()
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.now.text
    }

    /// The cursor, in bytes from the start of the text.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.now.cursor
    }

    /// True without any text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.now.text.is_empty()
    }

    fn before(&self) -> &str {
        self.now.text.get(..self.now.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.now.text.get(self.now.cursor..).unwrap_or_default()
    }

    /// Takes another text as one step of undo; the cursor goes to the end.
    pub fn set(&mut self, text: &str) {
        self.change(text, "", Last::Other);
    }

    /// Takes another text as one step of undo, with the cursor at a byte of it (or the next boundary).
    pub fn set_with_cursor(&mut self, text: &str, cursor: usize) {
        let mut at = cursor.min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        let (before, after) = text.split_at(at);
        self.change(before, after, Last::Other);
    }

    /// Takes another text without a step of undo, for what a person did not type; the cursor goes to the
    /// end.
    pub fn become_text(&mut self, text: &str) {
        self.now = Self::new(text).now;
        self.last = Last::Other;
    }

    /// Types one character.
    pub fn insert(&mut self, c: char) {
        let before = format!("{}{c}", self.before());
        let after = self.after().to_owned();
        // A blank ends the undo step, so that undo goes back word by word.
        let kind = if c == ' ' { Last::Other } else { Last::Typing };
        self.change(&before, &after, kind);
    }

    /// Types one character, or pastes what is longer.
    pub fn type_text(&mut self, text: &str) {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => self.insert(c),
            _ => self.paste(text),
        }
    }

    /// Pastes a text: line breaks and tabs become blanks, what a terminal would obey becomes visible.
    pub fn paste(&mut self, text: &str) {
        let before = format!(
            "{}{}",
            self.before(),
            text.trim_end_matches(['\r', '\n']).replace("\r\n", "\n")
        );
        let after = self.after().to_owned();
        self.change(&before, &after, Last::Other);
    }

    /// Deletes the character before the cursor.
    pub fn backspace(&mut self) {
        self.delete_to(self.left_of(self.now.cursor));
    }

    /// Deletes the character under the cursor.
    pub fn delete(&mut self) {
        self.delete_to(self.right_of(self.now.cursor));
    }

    /// Deletes back to the start of the word, where only blanks part words (`ctrl-w`).
    pub fn delete_word_left(&mut self) {
        let kept = self.before().trim_end_matches(' ');
        let to = kept.rfind(' ').map_or(0, |blank| blank + 1);
        self.delete_to(to);
    }

    /// Deletes to the end of the word.
    pub fn delete_word_right(&mut self) {
        self.delete_to(self.word_end());
    }

    /// Deletes everything before the cursor (`ctrl-u`).
    pub fn delete_to_start(&mut self) {
        self.delete_to(0);
    }

    /// Deletes everything from the cursor on (`ctrl-k`).
    pub fn delete_to_end(&mut self) {
        self.delete_to(self.now.text.len());
    }

    /// One character to the left.
    pub fn left(&mut self) {
        self.go(self.left_of(self.now.cursor));
    }

    /// One character to the right.
    pub fn right(&mut self) {
        self.go(self.right_of(self.now.cursor));
    }

    /// To the start of the word, or of the one before.
    pub fn word_left(&mut self) {
        let mut at = 0;
        let mut inside = false;
        for (i, grapheme) in self.before().grapheme_indices(true).rev() {
            if is_word(grapheme) {
                (inside, at) = (true, i);
            } else if inside {
                break;
            }
        }
        self.go(at);
    }

    /// To the end of the word, or of the next one.
    pub fn word_right(&mut self) {
        self.go(self.word_end());
    }

    /// To the start.
    pub fn home(&mut self) {
        self.go(0);
    }

    /// To the end.
    pub fn end(&mut self) {
        self.go(self.now.text.len());
    }

    /// To a column of a field this many columns wide, as after a click there.
    pub fn click(&mut self, column: u16, width: u16) {
        let to = self.view(width).byte_at(&self.now.text, column);
        self.go(to);
    }

    /// Takes the last edit back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(state) = self.undo.pop() else {
            return false;
        };
        self.redo.push(std::mem::replace(&mut self.now, state));
        self.last = Last::Other;
        true
    }

    /// Does the edit again that was taken back; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(state) = self.redo.pop() else {
            return false;
        };
        self.undo.push(std::mem::replace(&mut self.now, state));
        self.last = Last::Other;
        true
    }

    /// The part that fits a field of this width, with the cursor in sight. It depends on nothing but the
    /// text, the cursor and the width, and moves by half fields, so that it does not shift at every key.
    #[must_use]
    pub fn view(&self, width: u16) -> LineView {
        LineView::of(&self.now.text, self.now.cursor, width)
    }

    /// The part that is in sight while nobody edits it: the beginning, wherever the cursor is.
    #[must_use]
    pub fn beginning(&self, width: u16) -> LineView {
        LineView::of(&self.now.text, 0, width)
    }

    fn go(&mut self, to: usize) {
        self.now.cursor = to;
        self.last = Last::Other;
    }

    fn left_of(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.now.text.len(), true)
            .prev_boundary(&self.now.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0)
    }

    fn right_of(&self, at: usize) -> usize {
        GraphemeCursor::new(at, self.now.text.len(), true)
            .next_boundary(&self.now.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.now.text.len())
    }

    fn word_end(&self) -> usize {
        let mut at = self.now.cursor;
        let mut inside = false;
        for grapheme in self.after().graphemes(true) {
            let word = is_word(grapheme);
            if inside && !word {
                break;
            }
            inside |= word;
            at += grapheme.len();
        }
        at
    }

    fn delete_to(&mut self, to: usize) {
        let (from, to) = (to.min(self.now.cursor), to.max(self.now.cursor));
        if from == to {
            return;
        }
        let before = self.now.text.get(..from).unwrap_or_default().to_owned();
        let after = self.now.text.get(to..).unwrap_or_default().to_owned();
        self.change(&before, &after, Last::Other);
    }

    /// Every edit ends here: the new text is cleaned as a whole (two clean parts may not be clean
    /// together), and the cursor is put on the first boundary that is not before it.
    fn change(&mut self, before: &str, after: &str, kind: Last) {
        let whole = format!("{before}{after}");
        let text = limited(&clean(&whole)).to_owned();
        if text == self.now.text && kind == Last::Typing {
            return;
        }
        let mut cursor = clean(before).len().min(text.len());
        while cursor < text.len() && !is_boundary(&text, cursor) {
            cursor += 1;
        }
        let state = State { text, cursor };
        if state.text != self.now.text {
            let goes_on = kind == Last::Typing && self.last == Last::Typing;
            let old = std::mem::replace(&mut self.now, state);
            if !goes_on {
                self.undo.push(old);
                if self.undo.len() > MAX_STEPS {
                    self.undo.remove(0);
                }
            }
            self.redo.clear();
        } else {
            self.now = state;
        }
        self.last = kind;
    }
}

/// What of a clean text a line takes: [`MAX_BYTES`] at most, cut at a grapheme.
fn limited(text: &str) -> &str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    let mut end = MAX_BYTES;
    while end > 0 && !is_boundary(text, end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

fn is_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(false)
}

fn is_word(grapheme: &str) -> bool {
    grapheme.chars().any(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests;
