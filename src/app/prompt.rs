//! One line of text that is asked for on top of the screen. It must not know what is done with the answer.

use super::{Overlay, export::ExportWhat, line::Line};

/// A question, and what is typed for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked.
    pub title: &'static str,
    /// What an answer looks like.
    pub hint: &'static str,
    /// What is typed.
    pub line: Line,
    /// Who wants to know.
    pub asks: Asks,
    /// What became of the answer.
    pub stage: Stage,
}

/// What the answer to a prompt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The note of a row.
    Note(u32),
    /// The list to import.
    Import,
    /// The date that the Timeline goes to.
    Date,
    /// The file that an export goes to.
    File(ExportWhat),
    /// The name under which the query is saved.
    QueryName,
}

/// What became of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stage {
    /// None was given yet.
    #[default]
    Typing,
    /// It is being tried outside; until that is over the keys stay here, so that nothing typed meanwhile
    /// is taken for a command.
    Trying,
    /// Why it was refused, and what would be right; what was typed stays to be mended.
    Refused(String),
}

/// Whether a file is being written beside the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Exporting {
    /// None.
    #[default]
    Nothing,
    /// One.
    File,
    /// One, and whoever wanted to leave was told so.
    FileAndAsked,
}

impl Prompt {
    /// A question without an answer.
    #[must_use]
    pub fn new(title: &'static str, hint: &'static str, asks: Asks) -> Self {
        Self {
            title,
            hint,
            line: Line::default(),
            asks,
            stage: Stage::Typing,
        }
    }
}

/// The prompt whose answer is being tried outside, if it asks for this.
pub(super) fn trying(
    overlay: &mut Option<Overlay>,
    asks: impl Fn(Asks) -> bool,
) -> Option<&mut Prompt> {
    match overlay {
        Some(Overlay::Prompt(p)) if p.stage == Stage::Trying && asks(p.asks) => Some(p),
        _ => None,
    }
}
