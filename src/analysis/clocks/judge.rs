//! Applies the rules: who is bound, from when to when, and what the dates say. It must not know how a
//! verdict reads.

use super::delay::is_stated;
use super::moments::{ends, events, first, last, later_discovery, starts};
use super::{
    Certainty, Jurisdiction, Later, MissFrom, Moment, Outcome, Results, Rule, Rules, Unit, Verdict,
    Why, is_eu_member,
};
use crate::{
    analysis::{holidays, intervals},
    model::{
        DayRange, Incident,
        date::DayNumber,
        vocabulary::{EventKind, ExposureStatus, HipaaRole, Qualifier, Relation},
    },
};
use std::cell::LazyCell;

/// What makes a third party a supplier whose day `detected` may be. A tracker's owner noticed nothing,
/// and a parent is the organization itself. An unstated relation is taken for a supplier.
const NO_SUPPLIERS: &[Relation] = &[Relation::TrackingTechnology, Relation::ParentOrAffiliate];

/// Whom HIPAA calls covered entities.
const COVERED: &[HipaaRole] = &[
    HipaaRole::HealthcareProvider,
    HipaaRole::HealthPlan,
    HipaaRole::Clearinghouse,
];

/// Every rule that applies to an incident, in the file's order.
#[must_use]
pub fn evaluate<'a>(incident: &'a Incident, rules: &'a Rules) -> Vec<Verdict<'a>> {
    let stated = LazyCell::new(|| is_stated(incident));
    rules
        .rules
        .iter()
        .filter_map(|r| judged(incident, r))
        .map(|v| v.with_delay(|| *stated))
        .collect()
}

/// The results alone, for an index. See [`Results`].
#[must_use]
pub fn results(incident: &Incident, rules: &Rules) -> Results {
    let mut out = Results::default();
    for (i, rule) in rules.rules.iter().enumerate().take(64) {
        if let Some(v) = judged(incident, rule) {
            let set = match v.outcome {
                Outcome::Met => &mut out.met,
                Outcome::Late(_) => &mut out.late,
                Outcome::Unknown(_) => &mut out.unknown,
            };
            *set |= 1 << i;
        }
    }
    out
}

/// The federal rule that an incident is measured by: of the US rules that apply, the first in the
/// file's order that a record can decide, else the first that may apply. For a covered entity that is
/// `hipaa-60`, for a business associate `hipaa-ba-60`, for others `ftc-60`.
#[must_use]
pub fn first_federal<'a>(incident: &'a Incident, rules: &'a Rules) -> Option<Verdict<'a>> {
    first_judged(incident, rules).map(|v| v.with_delay(|| is_stated(incident)))
}

/// [`first_federal`] without what needs the record's texts.
fn first_judged<'a>(incident: &'a Incident, rules: &'a Rules) -> Option<Verdict<'a>> {
    let federal = |certainty| {
        rules
            .rules
            .iter()
            .filter(move |r| r.is_federal() && r.certainty == certainty)
            .find_map(|r| judged(incident, r))
    };
    federal(Certainty::Computable).or_else(|| federal(Certainty::MayApply))
}

/// Calendar days past the limit of [`first_federal`], when that clock is surely late.
#[must_use]
pub fn first_federal_late(incident: &Incident, rules: &Rules) -> Option<DayRange> {
    match first_judged(incident, rules)?.outcome {
        Outcome::Late(days) => Some(days),
        _ => None,
    }
}

/// One rule applied to one incident; `None` when it does not apply.
#[must_use]
pub fn verdict<'a>(incident: &'a Incident, rule: &'a Rule) -> Option<Verdict<'a>> {
    judged(incident, rule).map(|v| v.with_delay(|| is_stated(incident)))
}

/// [`verdict`] without what needs the record's texts: an index asks of every record.
fn judged<'a>(incident: &'a Incident, rule: &'a Rule) -> Option<Verdict<'a>> {
    if !binds(incident, rule) {
        return None;
    }
    let people = people(incident, rule);
    if people == Some(false) {
        return None;
    }
    let start = first(starts(incident, rule));
    let law = in_force(rule, start.map_or_else(|| span(incident), |s| Some(s.days)));
    if law == Law::No {
        return None;
    }
    let end = first(ends(incident, rule));
    let miss_start = match rule.miss_from {
        Some(MissFrom::Last(kind)) => last(events(incident, kind)),
        _ => None,
    };
    let from = |start: Moment<'a>| {
        let outcome = end.map_or(Outcome::Unknown(Why::NoEnd(rule.ends)), |end| {
            judge(
                incident,
                rule,
                start.days,
                end.days,
                miss_start.map(|m| m.days),
            )
        });
        let days = end.and_then(|e| gap(start.days, e.days));
        (last_days(rule, start.days), days, outcome)
    };
    // What keeps the whole clock from being told, before any date is compared.
    let before = match (law, people, rule.threshold) {
        (Law::NoDate, _, _) => Some(Why::NoDate),
        (Law::Perhaps, _, _) => Some(Why::InForce),
        (_, None, Some(least)) => Some(Why::PeopleNotStated(least)),
        _ => None,
    };
    let (limit, days, outcome) = match start.map(from) {
        Some((limit, days, outcome)) => (Some(limit), days, outcome),
        None => (None, None, Outcome::Unknown(Why::NoStart(rule.starts))),
    };
    let later = start
        .filter(|_| rule.starts == EventKind::Detected)
        .and_then(|s| later_discovery(incident, s.days))
        .map(|start| {
            let (limit, days, outcome) = from(start);
            Later {
                start,
                limit,
                days,
                outcome: before.map_or(outcome, Outcome::Unknown),
            }
        });
    Some(Verdict {
        rule,
        start,
        end,
        miss_start,
        limit,
        days,
        outcome: before.map_or(outcome, Outcome::Unknown),
        later,
        delay: None,
    })
}

/// Role, place, sector and data: all must be stated and fit.
fn binds(incident: &Incident, rule: &Rule) -> bool {
    let role = incident
        .hipaa_role
        .is_some_and(|r| rule.applies_to.contains(&r));
    let sector =
        rule.sectors.is_empty() || incident.sector.is_some_and(|s| rule.sectors.contains(&s));
    role && sector && here(incident, &rule.jurisdiction) && concerns(incident, rule)
}

/// A state's law follows its residents; a record shows them by the home state or a state's own count.
fn here(incident: &Incident, place: &Jurisdiction) -> bool {
    let Some(country) = incident.country.as_deref() else {
        return false;
    };
    match place {
        Jurisdiction::Country(code) => country == code.as_str(),
        Jurisdiction::EuropeanUnion => is_eu_member(country),
        Jurisdiction::State(code) => {
            country == "US"
                && (incident.state.as_ref() == Some(code)
                    || incident
                        .affected
                        .residents
                        .get(code.as_str())
                        .is_some_and(|n| *n > 0))
        }
    }
}

fn concerns(incident: &Incident, rule: &Rule) -> bool {
    rule.data.is_empty()
        || incident
            .exposed
            .iter()
            .any(|e| e.status != ExposureStatus::NotExposed && rule.data.contains(&e.data))
}

/// Whether there are as many people as the rule needs; `None` when the record does not say. For a
/// state its own residents decide where they are counted; else the total can only hint at them.
fn people(incident: &Incident, rule: &Rule) -> Option<bool> {
    let Some(least) = rule.threshold else {
        return Some(true);
    };
    if let Jurisdiction::State(code) = &rule.jurisdiction
        && let Some(residents) = incident.affected.residents.get(code.as_str())
    {
        return Some(*residents >= least);
    }
    let count = incident.affected.count?;
    // Too few is only sure of a figure that can not be larger.
    let open =
        incident.affected.qualifier == Some(Qualifier::AtLeast) || incident.count_is_placeholder();
    match count >= least {
        false if open => None,
        enough => Some(enough),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Law {
    Yes,
    No,
    Perhaps,
    NoDate,
}

/// Whether the rule was in force on the starting date.
fn in_force(rule: &Rule, start: Option<DayRange>) -> Law {
    let Some(start) = start else {
        return Law::NoDate;
    };
    let since = rule.since.first_day();
    let until = rule.until.map_or(DayNumber::MAX, |d| d.last_day());
    if start.high < since || start.low > until {
        Law::No
    } else if start.low >= since && start.high <= until {
        Law::Yes
    } else {
        Law::Perhaps
    }
}

/// What stands in for a starting date that is not stated: from beginning to becoming known.
fn span(incident: &Incident) -> Option<DayRange> {
    let (began, known) = (intervals::began(incident), intervals::known(incident));
    let (a, b) = (began.or(known)?.days(), known.or(began)?.days());
    Some(DayRange {
        low: a.low.min(b.low),
        high: a.high.max(b.high),
    })
}

/// Calendar days between two ranges of days; `None` when the second lies surely before the first.
fn gap(from: DayRange, to: DayRange) -> Option<DayRange> {
    (to.high >= from.low).then(|| DayRange {
        low: to.low.saturating_sub(from.high).max(0),
        high: to.high.saturating_sub(from.low),
    })
}

const HOURS: i32 = 24;

/// The last days on which an end would meet the rule, when the clock starts on one day. With hours and
/// no time of day that is one of two days, unless the hours make whole days.
fn last_day(rule: &Rule, start: DayNumber) -> DayRange {
    let limit = i32::try_from(rule.limit).unwrap_or(i32::MAX);
    match rule.unit {
        Unit::CalendarDay => DayRange::exact(start.saturating_add(limit)),
        Unit::BusinessDay => DayRange::exact(holidays::after(start, rule.limit)),
        Unit::Hour => {
            let low = start.saturating_add(limit / HOURS);
            DayRange {
                low,
                high: low.saturating_add(i32::from(limit % HOURS != 0)),
            }
        }
    }
}

fn last_days(rule: &Rule, start: DayRange) -> DayRange {
    DayRange {
        low: last_day(rule, start.low).low,
        high: last_day(rule, start.high).high,
    }
}

/// True when the end is within the limit at the longest.
fn surely_met(rule: &Rule, start: DayRange, end: DayRange) -> bool {
    match rule.unit {
        // Two plain dates d days apart are at most d + 1 days apart by the clock.
        Unit::Hour => {
            hours(end.high.saturating_sub(start.low).saturating_add(1)) <= i64::from(rule.limit)
        }
        _ => end.high <= last_day(rule, start.low).high,
    }
}

/// Calendar days past the limit, when the end is beyond it at the shortest. With hours, started days.
fn surely_late(rule: &Rule, start: DayRange, end: DayRange) -> Option<DayRange> {
    match rule.unit {
        Unit::Hour => {
            let limit = i64::from(rule.limit);
            // At least d - 1 and at most d + 1 days by the clock, both ends excluded.
            let least = hours(end.low.saturating_sub(start.high).saturating_sub(1)) - limit;
            let most = hours(end.high.saturating_sub(start.low).saturating_add(1)) - limit;
            let day = i64::from(HOURS);
            let days = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
            (least >= 0).then(|| DayRange {
                low: days(least / day + 1),
                high: days((most + day - 1) / day),
            })
        }
        _ => {
            let (soonest, latest) = (
                last_day(rule, start.low).low,
                last_day(rule, start.high).high,
            );
            (end.low > latest).then(|| DayRange {
                low: end.low.saturating_sub(latest),
                high: end.high.saturating_sub(soonest),
            })
        }
    }
}

fn hours(days: i32) -> i64 {
    i64::from(days) * i64::from(HOURS)
}

/// What two dated ends say; `miss` is the last event from which the rule counts a miss.
fn judge(
    incident: &Incident,
    rule: &Rule,
    start: DayRange,
    end: DayRange,
    miss: Option<DayRange>,
) -> Outcome {
    if end.high < start.low {
        return Outcome::Unknown(Why::EndBeforeStart);
    }
    if surely_met(rule, start, end) {
        return Outcome::Met;
    }
    let Some(from_start) = surely_late(rule, start, end) else {
        return Outcome::Unknown(Why::Coarse);
    };
    let late = match rule.miss_from {
        None => Ok(from_start),
        Some(MissFrom::Never) => Err(Why::NeverProven),
        Some(MissFrom::Last(kind)) => miss
            .and_then(|m| surely_late(rule, m, end))
            .ok_or(Why::LaterDecision(kind)),
    };
    match late {
        Ok(days) if rule.starts == EventKind::Detected && by_supplier(incident) => {
            Outcome::Unknown(Why::Supplier(days))
        }
        Ok(days) => Outcome::Late(days),
        Err(why) => Outcome::Unknown(why),
    }
}

/// True for a covered entity whose way in was a supplier.
fn by_supplier(incident: &Incident) -> bool {
    incident.hipaa_role.is_some_and(|r| COVERED.contains(&r))
        && incident
            .third_party
            .as_ref()
            .is_some_and(|t| t.relation.is_none_or(|r| !NO_SUPPLIERS.contains(&r)))
}
