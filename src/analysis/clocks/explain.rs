//! A verdict in sentences: the two dates with their sources, the limit, how it came out and why, and
//! the rule. It must not know where they are shown.

use super::{Certainty, ClockResult, Later, MissFrom, Moment, Outcome, Rule, Verdict, Why};
use crate::model::{Date, DayRange, Vocabulary};
use std::fmt;

/// `56 days`, `1 day`, `27–57 days`.
fn days(range: DayRange) -> String {
    let unit = if range.single() == Some(1) {
        "day"
    } else {
        "days"
    };
    format!("{range} {unit}")
}

/// A day number as a date.
fn date(day: i32) -> String {
    Date::from_day(day).map_or_else(|| "?".to_owned(), |d| d.to_string())
}

/// `ended on 2023-08-30` or `ended between 2023-08-30 and 2023-09-29`.
fn ended(range: DayRange) -> String {
    match range.single() {
        Some(day) => format!("ended on {}", date(day)),
        None => format!("ended between {} and {}", date(range.low), date(range.high)),
    }
}

/// `detected 2023-07 (s6)`.
impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.date)?;
        match self.source {
            Some(source) => write!(f, " ({source})"),
            None => Ok(()),
        }
    }
}

/// A sentence without a full stop.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStart(kind) => write!(f, "no date for `{}` is stated", kind.label()),
            Self::NoEnd(end) => write!(f, "no date for `{}` that counts is stated", end.label()),
            Self::EndBeforeStart => f.write_str("the end is dated before the start"),
            Self::Coarse => f.write_str("the dates are too coarse for this limit"),
            Self::PeopleNotStated(least) => {
                write!(f, "how many people is not stated; the rule starts at {least}")
            }
            Self::InForce => {
                f.write_str("the dates do not show whether the rule was in force at the start")
            }
            Self::NoDate => f.write_str("nothing is dated, so that the law in force is not known"),
            Self::Supplier(late) => write!(
                f,
                "late by {} after `detected`, but that may be the day on which the supplier noticed",
                days(*late)
            ),
            Self::LaterDecision(kind) => write!(
                f,
                "beyond the limit from the start, but the law counts a miss from a later decision: \
                 from the last `{}` the limit is not surely passed",
                kind.label()
            ),
            Self::NeverProven => f.write_str(
                "beyond the limit from the start, but the law counts from a decision that is seldom public",
            ),
        }
    }
}

/// `met`, `late by 27–57 days`, `cannot tell`.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Late(range) => write!(f, "late by {}", days(*range)),
            other => f.write_str(other.result().label()),
        }
    }
}

impl Why {
    /// The same in a few words.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::NoStart(kind) => format!("no date for {}", kind.label()),
            Self::NoEnd(end) => format!("no date for {}", end.label()),
            Self::EndBeforeStart => "the end is dated before the start".to_owned(),
            Self::Coarse => "dates too coarse".to_owned(),
            Self::PeopleNotStated(least) => format!("people not stated (from {least})"),
            Self::InForce => "perhaps not in force".to_owned(),
            Self::NoDate => "nothing is dated".to_owned(),
            Self::Supplier(late) => {
                format!("{late} d past, from what may be the supplier's day")
            }
            Self::LaterDecision(_) => "counts from a later decision".to_owned(),
            Self::NeverProven => "counts from a decision seldom public".to_owned(),
        }
    }
}

impl Outcome {
    /// In a few words: `met`, `late by 27–57 d`, `cannot tell: dates too coarse`.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::Met => ClockResult::Met.label().to_owned(),
            Self::Late(range) => format!("late by {range} d"),
            Self::Unknown(why) => format!("{}: {}", ClockResult::Unknown.label(), why.short()),
        }
    }

    /// Why it cannot be told, when it cannot.
    #[must_use]
    pub const fn why(self) -> Option<Why> {
        match self {
            Self::Unknown(why) => Some(why),
            _ => None,
        }
    }
}

impl Rule {
    /// `(may apply)` where a record cannot decide it; empty where it can.
    #[must_use]
    pub const fn hedge(&self) -> &'static str {
        match self.certainty {
            Certainty::MayApply => " (may apply)",
            Certainty::Computable => "",
        }
    }
}

impl Verdict<'_> {
    /// One line: `HIPAA notice to people: late by 84–114 days`, with `(may apply)` where that is so.
    #[must_use]
    pub fn headline(&self) -> String {
        format!("{}: {}{}", self.rule.name, self.outcome, self.rule.hedge())
    }

    /// The limit as dates, when the start is dated: `2023-08-30 to 2023-09-29`.
    #[must_use]
    pub fn limit_text(&self) -> Option<String> {
        self.limit.map(|range| match range.single() {
            Some(day) => date(day),
            None => format!("{} to {}", date(range.low), date(range.high)),
        })
    }

    /// Everything there is to say, a sentence each, the headline first.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut out = vec![format!("{}.", self.headline())];
        out.extend(self.between());
        out.extend(self.reasons());
        out
    }

    /// The two dates and the days between them, as far as they are stated: one sentence.
    fn between(&self) -> Option<String> {
        let between = |start: Option<Moment<'_>>, range: Option<DayRange>| {
            let end = self.end.map(|e| e.to_string());
            match (start, end) {
                (Some(s), Some(e)) => match range {
                    Some(range) => Some(format!("{s} → {e}: {}.", days(range))),
                    None => Some(format!("{s} → {e}.")),
                },
                (Some(one), None) => Some(format!("Dated: {one}.")),
                (None, Some(one)) => Some(format!("Dated: {one}.")),
                (None, None) => None,
            }
        };
        between(self.start, self.days)
    }

    /// What follows from the dates, and the rule: the limit, how it came out and why, what a later
    /// discovery would change, what the rule says and where it is written.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        let mut out = Vec::new();
        let limit = self.rule.limit_text();
        out.push(match self.limit {
            Some(range) => format!("The limit of {limit} {}.", ended(range)),
            None => format!("The limit is {limit}."),
        });
        if let Some(why) = self.outcome.why() {
            out.push(format!("It cannot be told: {why}."));
        }
        if let (Outcome::Late(_), Some(MissFrom::Last(_)), Some(from)) =
            (self.outcome, self.rule.miss_from, self.miss_start)
        {
            out.push(format!("The miss is counted from {from}."));
        }
        out.extend(self.delay_sentence());
        if let Some(Later {
            start,
            limit,
            outcome,
            ..
        }) = &self.later
        {
            out.push(format!(
                "From the later discovery that the organization states, {start}, the limit {}: {outcome}. The earlier date counts.",
                ended(*limit)
            ));
        }
        if self.rule.certainty == Certainty::MayApply {
            out.push(
                "May apply: that depends on facts that a record does not hold, such as residence, listing or licence.".into(),
            );
        }
        out.push(self.rule.explanation.to_string());
        // What a note says of `since` is said of this date.
        out.push(match self.rule.until {
            Some(until) => format!("In force from {} to {until}.", self.rule.since),
            None => format!("In force since {}.", self.rule.since),
        });
        out.extend(self.rule.note.iter().map(ToString::to_string));
        out.push(format!("{} · {}", self.rule.citation, self.rule.source_url));
        out
    }
}
