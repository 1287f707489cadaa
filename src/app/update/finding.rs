//! Finding a word in the help. Where it stands is told by what was drawn; this must not know the lines.

use super::edit_line;
use crate::app::{App, Command, Overlay, line::Line};

impl App {
    /// Shows the help, with a word to be typed or from its start.
    pub(in crate::app) fn show_help(&mut self, typing: bool) {
        self.overlay = Some(Overlay::Help {
            scroll: 0,
            find: Line::default(),
            typing,
        });
    }

    /// Keys that find; false for what has another meaning in the help.
    pub(in crate::app) fn find_in_help(&mut self, command: Command) -> bool {
        let found = &self.geometry.found;
        let Some(Overlay::Help {
            scroll,
            find,
            typing,
        }) = &mut self.overlay
        else {
            return false;
        };
        let at = first_line(found, *scroll, *typing);
        match command {
            Command::Find => {
                *scroll = at;
                *find = Line::default();
                *typing = true;
            }
            Command::FindNext => *scroll = next(found, at).unwrap_or(at),
            Command::Down if *typing => *scroll = next(found, at).unwrap_or(at),
            Command::FindPrevious => *scroll = previous(found, at).unwrap_or(at),
            Command::Up if *typing => *scroll = previous(found, at).unwrap_or(at),
            Command::Open if *typing => {
                *scroll = at;
                *typing = false;
            }
            // The word goes first, then the help.
            Command::Back if *typing || !find.is_empty() => {
                *scroll = at;
                *find = Line::default();
                *typing = false;
            }
            _ if *typing => edit_line(find, command),
            _ => return false,
        }
        true
    }
}

/// The first line to be shown: while a word is typed, the nearest one that has it.
#[must_use]
pub fn first_line(found: &[usize], scroll: usize, typing: bool) -> usize {
    let nearest = found.iter().find(|line| **line >= scroll).or(found.first());
    nearest.filter(|_| typing).copied().unwrap_or(scroll)
}

/// Round the ends.
fn next(found: &[usize], at: usize) -> Option<usize> {
    found
        .iter()
        .find(|line| **line > at)
        .or(found.first())
        .copied()
}

fn previous(found: &[usize], at: usize) -> Option<usize> {
    found
        .iter()
        .rfind(|line| **line < at)
        .or(found.last())
        .copied()
}
