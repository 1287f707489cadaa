//! How wide the columns of a table are, and a line of cells in them. It needs no more than one row at a
//! time, so that a table of any length can be written without being held. It must not know where the cells
//! come from.

use super::{
    super::{
        human::NOT_STATED,
        style::{Paint, Tone},
    },
    GAP, Head,
    text::{columns, fit},
};
use std::{
    io::{self, Write},
    iter::{repeat, repeat_n},
};

/// A column that may be cut is never cut below this, unless there is nothing else to give.
const NARROWEST: usize = 14;

/// No column is wider, even where nothing else is cut: the other formats have every text whole.
const WIDEST: usize = 1_000;

/// The width of each column in which nothing is cut of the cells seen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Natural(Vec<usize>);

impl Natural {
    /// The widths of the headings.
    #[must_use]
    pub fn of(heads: &[Head]) -> Self {
        Self(heads.iter().map(|h| columns(&h.text)).collect())
    }

    /// Takes a row in.
    pub fn see(&mut self, cells: &[String]) {
        for (width, cell) in self.0.iter_mut().zip(cells) {
            *width = (*width).max(columns(cell));
        }
    }

    /// Takes in what was seen elsewhere.
    pub fn join(&mut self, other: &Self) {
        for (width, other) in self.0.iter_mut().zip(&other.0) {
            *width = (*width).max(*other);
        }
    }

    /// The widths: a cell far longer than any line would be multiplied by the blanks below it.
    pub(super) fn widths(&self) -> Vec<usize> {
        self.0.iter().map(|w| (*w).min(WIDEST)).collect()
    }
}

/// The columns that are shown.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    heads: &'a [Head],
    /// Of each column that is shown; those left out are missing at the end.
    widths: Vec<usize>,
    paint: Paint,
}

impl<'a> Layout<'a> {
    /// Columns in at most so many columns of the screen; whole without a width.
    #[must_use]
    pub fn new(heads: &'a [Head], natural: &Natural, most: Option<usize>, paint: Paint) -> Self {
        let natural = natural.widths();
        let widths = match most {
            Some(most) => fitted(heads, &natural, most),
            None => natural,
        };
        Self {
            heads,
            widths,
            paint,
        }
    }

    /// How many columns are shown.
    #[must_use]
    pub(super) const fn shown(&self) -> usize {
        self.widths.len()
    }

    /// Writes the headings, if there are any.
    ///
    /// # Errors
    /// What the writer says.
    pub fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.heads.iter().all(|h| h.text.is_empty()) {
            return Ok(());
        }
        self.line(
            out,
            self.heads.iter().map(|h| h.text.as_str()),
            Tone::Strong,
        )
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What the writer says.
    pub fn row(&self, out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
        self.line(out, cells.iter().map(String::as_str), Tone::Plain)
    }

    fn line<'b>(
        &self,
        out: &mut dyn Write,
        cells: impl Iterator<Item = &'b str>,
        tone: Tone,
    ) -> io::Result<()> {
        let columns = self.heads.iter().zip(self.widths.iter().copied());
        line(out, columns.zip(cells.chain(repeat(""))), self.paint, tone)
    }
}

/// One line of cells, each with its column and how wide that is.
pub(super) fn line<'a, 'b>(
    out: &mut dyn Write,
    cells: impl Iterator<Item = ((&'a Head, usize), &'b str)>,
    paint: Paint,
    tone: Tone,
) -> io::Result<()> {
    let mut line = String::new();
    // Blanks are held back until something follows them, so that no line ends in blanks.
    let mut blanks = 0;
    for (at, ((head, width), text)) in cells.enumerate() {
        let text = fit(text, width);
        let room = width.saturating_sub(columns(&text));
        if at > 0 {
            blanks += GAP.len();
        }
        if head.right {
            blanks += room;
        }
        if !text.is_empty() {
            line.extend(repeat_n(' ', blanks));
            blanks = 0;
            let is_stated = text != NOT_STATED;
            let tone = if is_stated { tone } else { Tone::Faint };
            line.push_str(&paint.tone(tone, &text));
        }
        if !head.right {
            blanks += room;
        }
    }
    writeln!(out, "{line}")
}

/// The width of each column that is shown in at most so many; columns left out are missing at the end.
fn fitted(heads: &[Head], natural: &[usize], most: usize) -> Vec<usize> {
    let least = |(width, head): (&usize, &Head)| {
        if head.flexible {
            (*width).min(NARROWEST)
        } else {
            *width
        }
    };
    let mut shown = natural.len();
    let needed = |shown: usize| -> usize {
        let widths: usize = natural.iter().zip(heads).take(shown).map(least).sum();
        widths + GAP.len() * shown.saturating_sub(1)
    };
    while shown > 1 && needed(shown) > most {
        // A figure is nothing without what it is out of: the two go together.
        while heads.get(shown - 1).is_some_and(|h| h.of_last) && shown > 2 {
            shown -= 1;
        }
        shown -= 1;
    }
    let pairs = natural.iter().zip(heads).take(shown);
    let mut widths: Vec<usize> = pairs.map(least).collect();
    if let [only] = widths.as_mut_slice() {
        *only = (*only).min(most);
    }
    let mut left =
        most.saturating_sub(widths.iter().sum::<usize>() + GAP.len() * (shown.max(1) - 1));
    // What is left goes column by column, a cell at a time, to those that are still cut.
    while left > 0 {
        let before = left;
        for (width, natural) in widths.iter_mut().zip(natural) {
            if left > 0 && *width < *natural {
                *width += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    widths
}
