//! The same incident in several sets: a curated record and its rows in outside lists. Nothing is
//! merged; records are put into clusters, each match with the reasons for it.
//!
//! Two records match when they share a name (or an alias) and enough else agrees: the dates of notice,
//! the state, the counts. Each agreement has points (see [`Reason::score`]); a match needs
//! [`ENOUGH`] of them and a date or a count that agrees. The rules:
//!
//! - Different countries never match; different states only with equal counts.
//! - Two filings of the HHS portal are the same only when filed on the same day: that date never changes.
//! - A count of 500 or 501 is mostly a placeholder and says nothing.
//! - A name that only begins as the other does is enough where day, state and count are the same.
//! - Counts that differ more than twofold speak against a match, and notices have to be near: the parts of an
//!   incident that are filed one by one are. More than tenfold speaks more, more than a thousandfold so much that
//!   the same start does not do.

use super::{intervals, names};
use crate::model::{DayRange, Incident, vocabulary::EventKind};
use std::fmt;

/// Points that a match needs.
pub const ENOUGH: i32 = 6;

/// Days between two notices that are called near.
const NEAR: i32 = 45;
/// Days between two notices that may still be those of one incident.
const FAIR: i32 = 120;
/// Days from a start to a notice that are common.
const START_TO_NOTICE: i32 = 150;
/// With equal counts, notices may lie so far apart.
const FAR: i32 = 550;

/// The points of counts that differ more than a thousandfold.
const OTHERWISE: i32 = -4;

/// Dates on which somebody was told.
const NOTICES: &[EventKind] = &[
    EventKind::RegulatorNotified,
    EventKind::IndividualsNotified,
    EventKind::PublicDisclosure,
    EventKind::ClientsNotified,
];

/// What matching needs to know of a record; made once, so that a million records need not be kept parsed.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The set that it comes from; records of one set are never matched with each other.
    pub set: u32,
    pub(super) names: Vec<Box<str>>,
    own_names: usize,
    country: Option<[u8; 2]>,
    pub(super) state: Option<[u8; 2]>,
    pub(super) count: Option<u64>,
    pub(super) notices: Vec<DayRange>,
    pub(super) filed: Option<DayRange>,
    start: Option<DayRange>,
    is_portal: bool,
    pub(super) is_curated: bool,
}

impl Facts {
    /// The facts of a record of a set.
    #[must_use]
    pub fn of(set: u32, r: &Incident) -> Self {
        let mut all: Vec<Box<str>> = names::names(&r.organization)
            .into_iter()
            .map(String::into_boxed_str)
            .collect();
        let own_names = all.len();
        for alias in r.aliases.iter().flat_map(|a| names::names(a)) {
            if !all.iter().any(|n| **n == *alias) {
                all.push(alias.into_boxed_str());
            }
        }
        let two = |text: &Option<crate::model::Text>| {
            text.as_deref()
                .and_then(|t| <[u8; 2]>::try_from(t.as_bytes()).ok())
        };
        let imported = r.imported.as_ref();
        let mut notices: Vec<DayRange> = NOTICES
            .iter()
            .flat_map(|k| r.events(*k))
            .map(|e| e.date.days())
            .collect();
        notices.sort_unstable();
        notices.dedup();
        Self {
            set,
            names: all,
            own_names,
            country: two(&r.country),
            state: two(&r.state),
            count: r.affected.count.filter(|_| !r.count_is_placeholder()),
            notices,
            filed: r
                .earliest(&[EventKind::RegulatorNotified])
                .map(|e| e.date.days()),
            start: intervals::start(r).map(crate::model::Date::days),
            is_portal: imported.is_some_and(|i| i.format.as_str() == "ocr"),
            is_curated: imported.is_none(),
        }
    }

    /// True for a record that was written for this program rather than read from a list.
    #[must_use]
    pub const fn is_curated(&self) -> bool {
        self.is_curated
    }

    /// True when it states a count that is no placeholder.
    #[must_use]
    pub const fn has_count(&self) -> bool {
        self.count.is_some()
    }

    /// The day by which records of one name are ordered.
    pub(super) fn day(&self) -> i32 {
        self.notices
            .first()
            .or(self.start.as_ref())
            .map_or(i32::MAX, |d| d.low)
    }
}

/// How two names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMatch {
    /// Both are called so.
    Same,
    /// One is called so, the other has it as an alias.
    Alias,
    /// They differ by one or two letters.
    Spelling,
    /// One begins with the other: a filing that names several companies.
    Beginning,
}

/// How two dates agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateMatch {
    /// Notices so many days apart.
    Notices(i32),
    /// The same start, within so many days.
    Starts(i32),
    /// One states a start, the other a notice so many days later.
    StartToNotice(i32),
    /// One of them states no date.
    Unknown,
}

/// How two counts agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountMatch {
    /// The same number.
    Equal(u64),
    /// Two numbers.
    Differ(u64, u64),
    /// One of them states none, or a placeholder.
    Unknown,
}

/// Why two records are one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The name that both share, normalised.
    pub name: String,
    /// How the names agree.
    pub by: NameMatch,
    /// How the dates agree.
    pub dates: DateMatch,
    /// The state, when both have the same; `Some(false)` when they differ.
    pub same_state: Option<bool>,
    /// How the counts agree.
    pub counts: CountMatch,
}

impl Reason {
    /// The points: name 2 to 4, date up to 4, state 2 or -3, counts 3 to -4.
    #[must_use]
    pub fn score(&self) -> i32 {
        let name = match self.by {
            NameMatch::Same => 4,
            NameMatch::Alias => 3,
            NameMatch::Spelling | NameMatch::Beginning => 2,
        };
        let date = match self.dates {
            DateMatch::Notices(0) => 4,
            DateMatch::Notices(..=14) | DateMatch::Starts(_) => 3,
            DateMatch::Notices(..=NEAR) => 2,
            DateMatch::Notices(..=FAIR) | DateMatch::StartToNotice(..=START_TO_NOTICE) => 1,
            _ => 0,
        };
        let state = match self.same_state {
            Some(true) => 2,
            Some(false) => -3,
            None => 0,
        };
        name + date + state + self.count_points()
    }

    fn count_points(&self) -> i32 {
        match self.counts {
            CountMatch::Equal(_) => 3,
            CountMatch::Unknown => 0,
            CountMatch::Differ(a, b) => {
                let (low, high) = (a.min(b), a.max(b));
                if high - low <= high / 10 {
                    2
                } else if high / 2 <= low {
                    1
                } else if high / 1000 >= low.max(1) {
                    OTHERWISE
                } else if high / 10 >= low.max(1) {
                    -2
                } else {
                    -1
                }
            }
        }
    }

    fn is_enough(&self) -> bool {
        let equal = matches!(self.counts, CountMatch::Equal(_));
        // One company files several times a year: where counts speak against it, notices have to be near.
        let fair = if self.count_points() < 0 { NEAR } else { FAIR };
        let dated = match self.dates {
            DateMatch::Notices(d) => d <= fair || equal && d <= FAR,
            DateMatch::Starts(_) => self.count_points() > OTHERWISE,
            DateMatch::StartToNotice(d) => d <= START_TO_NOTICE || equal && d <= FAR,
            DateMatch::Unknown => equal,
        };
        // Many names begin alike.
        let sure = self.by != NameMatch::Beginning
            || equal && self.dates == DateMatch::Notices(0) && self.same_state == Some(true);
        sure && dated && (self.same_state != Some(false) || equal) && self.score() >= ENOUGH
    }
}

fn days(n: i32) -> String {
    format!("{n} {}", if n == 1 { "day" } else { "days" })
}

/// The reasons in words.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.by {
            NameMatch::Same => write!(f, "same name ({})", self.name)?,
            NameMatch::Alias => write!(f, "name and alias agree ({})", self.name)?,
            NameMatch::Spelling => write!(f, "names differ by a letter or two ({})", self.name)?,
            NameMatch::Beginning => write!(f, "one name begins with the other ({})", self.name)?,
        }
        match self.dates {
            DateMatch::Notices(0) => f.write_str("; notice on the same day")?,
            DateMatch::Notices(d) => write!(f, "; notices {} apart", days(d))?,
            DateMatch::Starts(0) => f.write_str("; the same start")?,
            DateMatch::Starts(d) => write!(f, "; starts {} apart", days(d))?,
            DateMatch::StartToNotice(d) => write!(f, "; notice {} after the start", days(d))?,
            DateMatch::Unknown => f.write_str("; one states no date")?,
        }
        match self.same_state {
            Some(true) => f.write_str("; same state")?,
            Some(false) => f.write_str("; states differ")?,
            None => {}
        }
        match self.counts {
            CountMatch::Equal(n) => write!(f, "; both say {n} people"),
            CountMatch::Differ(a, b) => write!(f, "; counts {a} and {b}"),
            CountMatch::Unknown => Ok(()),
        }
    }
}

/// Whether two records are one incident, and why.
#[must_use]
pub fn match_pair(a: &Incident, b: &Incident) -> Option<Reason> {
    match_facts(&Facts::of(0, a), &Facts::of(1, b))
}

/// As [`match_pair`], on facts.
#[must_use]
pub fn match_facts(a: &Facts, b: &Facts) -> Option<Reason> {
    let (name, by) = shared_name(a, b)?;
    if let (Some(x), Some(y)) = (a.country, b.country)
        && x != y
    {
        return None;
    }
    if a.is_portal
        && b.is_portal
        && let (Some(x), Some(y)) = (a.filed, b.filed)
        && x != y
    {
        return None;
    }
    let reason = Reason {
        name,
        by,
        dates: dates(a, b),
        same_state: a.state.zip(b.state).map(|(x, y)| x == y),
        counts: match (a.count, b.count) {
            (Some(x), Some(y)) if x == y => CountMatch::Equal(x),
            (Some(x), Some(y)) => CountMatch::Differ(x, y),
            _ => CountMatch::Unknown,
        },
    };
    reason.is_enough().then_some(reason)
}

fn shared_name(a: &Facts, b: &Facts) -> Option<(String, NameMatch)> {
    let mut alias = None;
    for (i, name) in a.names.iter().enumerate() {
        if let Some(j) = b.names.iter().position(|n| n == name) {
            if i < a.own_names && j < b.own_names {
                return Some((name.to_string(), NameMatch::Same));
            }
            alias = alias.or_else(|| Some(name.to_string()));
        }
    }
    if let Some(name) = alias {
        return Some((name, NameMatch::Alias));
    }
    slip(a, b).or_else(|| beginning(a, b).or_else(|| beginning(b, a)))
}

/// A name of the first with which the other's main name begins: two words at least.
fn beginning(a: &Facts, b: &Facts) -> Option<(String, NameMatch)> {
    let whole = b.names.first()?;
    let begins = |name: &&str| {
        let rest = whole.strip_prefix(*name);
        name.contains(' ') && rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let name = a.names.iter().map(|n| &**n).find(begins)?;
    Some((name.to_owned(), NameMatch::Beginning))
}

fn slip(a: &Facts, b: &Facts) -> Option<(String, NameMatch)> {
    // A slip of the pen: one letter, in one longer word of a long name.
    let (x, y) = (a.names.first()?, b.names.first()?);
    let (mut words, mut others) = (x.split(' '), y.split(' '));
    let mut differing = Vec::new();
    loop {
        match (words.next(), others.next()) {
            (None, None) => break,
            (Some(w), Some(o)) if w == o => {}
            (Some(w), Some(o)) => differing.push((w, o)),
            _ => return None,
        }
    }
    let slip = match differing.as_slice() {
        [(w, o)] => w.len().min(o.len()) >= 4 && strsim::osa_distance(w, o) == 1,
        _ => false,
    };
    let digits = |n: &str| n.chars().filter(char::is_ascii_digit).collect::<String>();
    (slip && x.len().min(y.len()) >= 12 && digits(x) == digits(y))
        .then(|| (x.to_string(), NameMatch::Spelling))
}

/// Days between two ranges; 0 where they touch.
fn apart(a: DayRange, b: DayRange) -> i32 {
    (b.low - a.high).max(a.low - b.high).max(0)
}

fn dates(a: &Facts, b: &Facts) -> DateMatch {
    let notices = a
        .notices
        .iter()
        .flat_map(|x| b.notices.iter().map(move |y| apart(*x, *y)))
        .min();
    let starts = a
        .start
        .zip(b.start)
        .map(|(x, y)| apart(x, y))
        .filter(|d| *d <= 3);
    let later = |start: Option<DayRange>, notices: &[DayRange]| {
        let start = start?;
        notices
            .iter()
            .map(|n| n.low - start.high)
            .filter(|d| *d >= 0)
            .min()
    };
    match (notices, starts) {
        (Some(d), _) if d <= 14 => DateMatch::Notices(d),
        (_, Some(d)) => DateMatch::Starts(d),
        (Some(d), None) => DateMatch::Notices(d),
        (None, None) => {
            let days = later(a.start, &b.notices).or_else(|| later(b.start, &a.notices));
            days.map_or(DateMatch::Unknown, DateMatch::StartToNotice)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::clusters::tests::record;

    #[test]
    fn pairs_are_judged_as_a_careful_reader_would() {
        let file = include_str!("../../tests/data/match_pairs.txt");
        let (mut count, mut wrong) = (0, Vec::new());
        for line in file
            .lines()
            .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        {
            let (verdict, rest) = line.split_once(':').unwrap();
            let (a, b) = rest.split_once("<>").unwrap();
            let a = record(&a.split('|').collect::<Vec<_>>());
            let b = record(&b.split('|').collect::<Vec<_>>());
            let (found, back) = (match_pair(&a, &b), match_pair(&b, &a));
            assert_eq!(found.is_some(), back.is_some(), "{line}");
            count += 1;
            if found.is_some() != (verdict.trim() == "same") {
                wrong.push(format!(
                    "{line}\n    {}",
                    found.map_or("no match".into(), |r| format!("{r} [{}]", r.score()))
                ));
            }
        }
        assert!(
            wrong.is_empty(),
            "{} of {count} wrong:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert!(count >= 60, "{count} pairs");
    }
}
