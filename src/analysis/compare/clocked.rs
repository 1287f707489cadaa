//! Notification clocks side by side, and which intervals were longer than a rule allows. It must not know
//! how a clock is judged.

use super::{Cell, Clocked, Row};
use crate::{
    analysis::{
        clocks::{self, Certainty, End, Outcome, Rule, Rules, Verdict},
        intervals::Interval,
    },
    model::{
        Incident,
        vocabulary::{EventKind, Vocabulary},
    },
};

/// A row for each rule that applies to an incident at least: rules that surely apply first, then those
/// that may. Of the latter only those that came out for somebody: a page of "cannot tell" helps nobody.
/// An incident that a rule does not apply to has [`Cell::DoesNotApply`].
pub(super) fn rows(incidents: &[Incident]) -> Vec<Row> {
    let rules = &Rules::bundled().rules;
    let row = |rule: &'static Rule| {
        let sure = rule.certainty == Certainty::Computable;
        let verdicts: Vec<Option<Verdict<'_>>> =
            incidents.iter().map(|r| clocks::verdict(r, rule)).collect();
        let shown = |v: &Verdict<'_>| sure || !matches!(v.outcome, Outcome::Unknown(_));
        if !verdicts.iter().flatten().any(shown) {
            return None;
        }
        let cells = verdicts.into_iter().map(|v| {
            v.map_or(Cell::DoesNotApply, |v| {
                Cell::Clock(Clocked {
                    outcome: v.outcome,
                    days: v.days,
                    delay: v.delay,
                })
            })
        });
        let group = if sure { "" } else { rule.certainty.label() };
        Some(Row::new(group, &rule.id, &rule.name, cells.collect()))
    };
    let mut out: Vec<Row> = rules.iter().filter_map(row).collect();
    out.sort_by_key(|r| !r.group.is_empty());
    out
}

/// True when a federal clock that runs between the two events of an interval is late.
pub(super) fn is_late(incident: &Incident, interval: Interval) -> bool {
    let end = match interval {
        Interval::Notify => EventKind::IndividualsNotified,
        Interval::Clients => EventKind::ClientsNotified,
        _ => return false,
    };
    Rules::bundled()
        .rules
        .iter()
        .filter(|r| r.is_federal() && r.starts == EventKind::Detected && r.ends == End::Event(end))
        .filter_map(|rule| clocks::verdict(incident, rule))
        .any(|v| matches!(v.outcome, Outcome::Late(_)))
}
