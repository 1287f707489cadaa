//! Notification clocks: which rules apply to an incident, by when each wanted a notice, and whether the
//! published dates met it. Read exactly as the file's own `method` and `fields` say; no legal advice.
//!
//! - The start is the first event of its kind, the end the first event or dated measure of its kind.
//!   Of several dates the first is at the latest on the earliest of their last days, so that a year
//!   beside a day does not blur the day.
//! - *Met*: the longest possible gap lies within the limit. *Late*: the shortest one lies beyond it,
//!   counted from the last `miss_from` event where the rule has one. Otherwise it cannot be told.
//! - A rule whose role, place, sector, data or number of people is not stated does not apply, with one
//!   exception: without a number of people a rule with a threshold cannot be told.
//! - Without a start, the time between beginning and becoming known decides which law was in force.
//!
//! It must not know who shows the verdicts.

mod asked;
mod delay;
mod explain;
mod judge;
mod moments;
mod rules;

pub use delay::{ASKED, delay_sentence, delays};
pub use judge::{evaluate, first_federal, first_federal_late, results, verdict};
pub use rules::{
    Certainty, End, Jurisdiction, MissFrom, NotComputed, Rule, Rules, Unit, is_eu_member,
};

use crate::model::{
    Date, DayRange, Incident,
    vocabulary::{EventKind, vocabulary},
};

vocabulary! {
    /// How a clock came out, as queries name it.
    ClockResult "clock result"
    "" {
        Met "met" "met",
        Late "late" "late" also "missed",
        Unknown "unknown" "cannot tell",
    }
}

/// A dated event or measure of a record, as one end of a clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment<'a> {
    /// What happened: the label of the event kind or measure.
    pub what: &'static str,
    /// The date as the record states it.
    pub date: Date,
    /// The days on which it can have been, in the light of other events of the same kind.
    pub days: DayRange,
    /// The record's note.
    pub note: Option<&'a str>,
    /// The record's source id.
    pub source: Option<&'a str>,
}

/// Why it cannot be told whether a clock was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The record has no date for the start.
    NoStart(EventKind),
    /// The record has no date for the end.
    NoEnd(End),
    /// The end is dated before the start.
    EndBeforeStart,
    /// The dates are too coarse for this limit.
    Coarse,
    /// The number of people is not stated and the rule starts at so many.
    PeopleNotStated(u64),
    /// The starting date, or what stands in for it, does not show whether the rule was in force.
    InForce,
    /// Nothing dates the incident, so that it cannot be told which law was in force.
    NoDate,
    /// Late by so many days after `detected`, but that may be the supplier's day.
    Supplier(DayRange),
    /// Beyond the limit from the start, but the law counts from a later decision, and from the last
    /// event of this kind the limit is not surely passed (or there is no such event).
    LaterDecision(EventKind),
    /// Beyond the limit from the start, but public dates cannot prove a miss of this rule.
    NeverProven,
}

/// How a clock came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The end surely came within the limit.
    Met,
    /// The end surely came after the limit: by so many calendar days, at least 1.
    Late(DayRange),
    /// Neither is sure.
    Unknown(Why),
}

impl Outcome {
    /// As queries name it.
    #[must_use]
    pub const fn result(self) -> ClockResult {
        match self {
            Self::Met => ClockResult::Met,
            Self::Late(_) => ClockResult::Late,
            Self::Unknown(_) => ClockResult::Unknown,
        }
    }
}

/// One rule applied to one incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// What started the clock, if it is dated.
    pub start: Option<Moment<'a>>,
    /// What ended it, if it is dated.
    pub end: Option<Moment<'a>>,
    /// The last event from which a miss is counted, where the rule names one and it is dated.
    pub miss_start: Option<Moment<'a>>,
    /// The last day on which the end would have met the rule, as day numbers, counted from the start.
    pub limit: Option<DayRange>,
    /// Calendar days from start to end, when both are dated and not surely the wrong way round.
    pub days: Option<DayRange>,
    /// How it came out.
    pub outcome: Outcome,
    /// The same clock from a later discovery that the organization states. The earlier one counts.
    pub later: Option<Later<'a>>,
    /// Where the days lie beyond the limit, the record says that law enforcement asked for a delay, and the rule
    /// allows one: where that is written. Such a notice may have been lawful.
    pub delay: Option<&'static str>,
}

impl Verdict<'_> {
    /// True when the record alone decides that the rule applies.
    #[must_use]
    pub const fn is_sure_to_apply(&self) -> bool {
        matches!(self.rule.certainty, Certainty::Computable)
    }

    /// The limit in calendar days from the start, at the longest, whatever it is counted in.
    #[must_use]
    pub fn limit_days(&self) -> Option<i32> {
        Some(self.limit?.high.saturating_sub(self.start?.days.high))
    }

    /// Where it stands in a list: rules that surely apply, then federal ones that may, then the others;
    /// of each what is late before what was met, and what cannot be told last.
    #[must_use]
    pub fn order(&self) -> (u8, u8) {
        let rule = match (self.is_sure_to_apply(), self.rule.is_federal()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let outcome = match self.outcome {
            Outcome::Late(_) => 0,
            Outcome::Met => 1,
            Outcome::Unknown(_) => 2,
        };
        (rule, outcome)
    }
}

/// Every rule that applies to an incident, in the order of [`Verdict::order`].
#[must_use]
pub fn ordered<'a>(incident: &'a Incident, rules: &'a Rules) -> Vec<Verdict<'a>> {
    let mut all = evaluate(incident, rules);
    all.sort_by_key(Verdict::order);
    all
}

/// The same rule, counted from a later discovery.
#[derive(Debug, Clone, PartialEq)]
pub struct Later<'a> {
    /// The later discovery.
    pub start: Moment<'a>,
    /// As in [`Verdict::limit`].
    pub limit: DayRange,
    /// As in [`Verdict::days`].
    pub days: Option<DayRange>,
    /// How it would come out.
    pub outcome: Outcome,
}

/// The results of all rules for one incident as three sets; bit `n` is the rule at position `n` of
/// [`Rules::rules`]. A rule in none of them does not apply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Results {
    /// Met.
    pub met: u64,
    /// Late.
    pub late: u64,
    /// Cannot be told.
    pub unknown: u64,
}

#[cfg(test)]
mod tests;
