//! What one incident states in one row of a comparison, and when two such statements are the same. It
//! must not know how they are written.

use crate::{
    analysis::clocks::Outcome,
    model::{
        Date, DayRange, Text,
        text::fold,
        vocabulary::{EventKind, ExposureStatus, MeasureStatus, Qualifier, Vocabulary, Word},
    },
};

/// What an incident states.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing. Not "no", and not 0.
    NotStated,
    /// What the row asks is not asked of this incident, as far as is stated.
    DoesNotApply,
    /// A name or a short text.
    Text(Text),
    /// One word of a vocabulary.
    Word(&'static Word),
    /// Several words, most decisive first.
    Words(Vec<&'static Word>),
    /// How many there are of something.
    Count(usize),
    /// How many people.
    People {
        /// People.
        count: u64,
        /// How exact that is.
        qualifier: Option<Qualifier>,
        /// True for a number that filers put while they do not know the real one.
        placeholder: bool,
    },
    /// A date.
    Date {
        /// The date.
        date: Date,
        /// What happened on it, where that is not what the row is about.
        of: Option<EventKind>,
    },
    /// An interval.
    Days(DayRange),
    /// What was said of a data type.
    Exposure(ExposureStatus),
    /// A measure.
    Measure(Taken),
    /// A consequence.
    Consequence(Followed),
    /// A notification clock.
    Clock(Clocked),
}

/// How a notification clock came out for one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocked {
    /// Met, late, or cannot be told.
    pub outcome: Outcome,
    /// Calendar days from start to end, when both are dated.
    pub days: Option<DayRange>,
    /// As [`Verdict::delay`](crate::analysis::clocks::Verdict::delay).
    pub delay: Option<&'static str>,
}

/// A measure of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Taken, offered or refused.
    pub status: MeasureStatus,
    /// When first.
    pub date: Option<Date>,
    /// Days after detection; negative before, a range when either date is coarse.
    pub after: Option<DayRange>,
    /// Months of monitoring, the longest offer.
    pub months: Option<u32>,
    /// Who provides it.
    pub provider: Option<Text>,
    /// US dollars.
    pub amount_usd: Option<u64>,
}

/// A kind of consequence of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// How many of the kind the record names.
    pub times: usize,
    /// The first.
    pub date: Option<Date>,
    /// US dollars, the largest.
    pub amount_usd: Option<u64>,
    /// Court or regulator.
    pub body: Option<Text>,
}

/// How the statements of a row go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Every incident states the same.
    Same,
    /// Some state the same, the others nothing; or the row does not apply to them.
    Partly,
    /// Two of them state different things.
    Differs,
}

impl Agreement {
    pub(super) fn of(cells: &[Cell]) -> Self {
        let mut stated = cells.iter().filter(|c| c.is_stated());
        let first = stated.next();
        if first.is_some_and(|first| stated.any(|c| !c.same_as(first))) {
            Self::Differs
        } else if cells.iter().all(Cell::is_stated) {
            Self::Same
        } else {
            Self::Partly
        }
    }

    /// What it is called in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Partly => "stated_by_some",
            Self::Differs => "differs",
        }
    }

    /// The sign before a row.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Same => "=",
            Self::Partly => "◐",
            Self::Differs => "≠",
        }
    }
}

/// How a cell stands to the others of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// Every incident states the same.
    Same,
    /// Others that state something state the same, and some state nothing.
    OnlySome,
    /// Another incident states something else.
    Differs,
    /// This incident states nothing.
    NotStated,
    /// The row does not apply to this incident.
    DoesNotApply,
}

impl Cell {
    pub(super) fn text(text: Option<&Text>) -> Self {
        text.map_or(Self::NotStated, |t| Self::Text(t.clone()))
    }

    pub(super) fn word<V: Vocabulary>(word: Option<V>) -> Self {
        word.map_or(Self::NotStated, |w| Self::Word(w.word()))
    }

    pub(super) fn words<V: Vocabulary>(words: &[V]) -> Self {
        if words.is_empty() {
            Self::NotStated
        } else {
            Self::Words(words.iter().map(|w| w.word()).collect())
        }
    }

    /// False for silence, and where the question is not asked.
    #[must_use]
    pub const fn is_stated(&self) -> bool {
        !matches!(self, Self::NotStated | Self::DoesNotApply)
    }

    /// True when two incidents state the same. Texts are compared case and accents aside; words as sets;
    /// of a measure its status, months and amount, not the day or the provider; of a consequence its
    /// amount; of a clock how it came out.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => fold(a) == fold(b),
            (Self::Words(a), Self::Words(b)) => {
                a.iter().all(|w| b.contains(w)) && b.iter().all(|w| a.contains(w))
            }
            (Self::People { count: a, .. }, Self::People { count: b, .. }) => a == b,
            (Self::Measure(a), Self::Measure(b)) => {
                (a.status, a.months, a.amount_usd) == (b.status, b.months, b.amount_usd)
            }
            (Self::Consequence(a), Self::Consequence(b)) => a.amount_usd == b.amount_usd,
            (Self::Clock(a), Self::Clock(b)) => a.outcome == b.outcome,
            _ => self == other,
        }
    }
}
