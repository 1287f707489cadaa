//! What rules make of one record: its severity and its notification clocks, as blocks of a report and as
//! JSON. It must not know how either is judged.

use super::{
    doc::{Block, Doc},
    human,
    table::{Head, Table},
    words,
};
use crate::{
    analysis::{
        clocks::{self, Moment, Outcome, Rules, Verdict},
        severity,
    },
    model::{Incident, Text, Vocabulary},
};
use serde_json::{Value, json};

/// The severity, term by term, with the source of the method; empty when it cannot be told.
#[must_use]
pub fn severity(r: &Incident) -> Block {
    let Some(s) = severity::assess(r) else {
        return Block::Facts(Vec::new());
    };
    let mut out = vec![("result".to_owned(), s.to_string())];
    out.extend(
        s.terms()
            .map(|t| (t.name.to_owned(), format!("{}: {}", t.score, t.reason))),
    );
    out.push(("method".to_owned(), severity::METHOD.to_owned()));
    Block::Facts(out)
}

/// The notification clocks that apply as a table; empty when none does.
#[must_use]
pub fn clocks(r: &Incident) -> Block {
    let mut table = Table::new(vec![
        Head::flexible("Rule"),
        Head::left("Limit"),
        Head::right("Days"),
        Head::flexible("Result"),
        Head::flexible("From"),
        Head::flexible("To"),
    ]);
    let moment = |m: Option<Moment<'_>>| {
        m.map(|m| {
            let source = m.source.map(Text::new);
            let cited = words::citation(r, source.as_ref());
            format!("{} {}{cited}", m.what, m.date)
        })
        .unwrap_or_default()
    };
    for v in clocks::ordered(r, Rules::bundled()) {
        table.push(vec![
            format!("{}{}", v.rule.name, v.rule.hedge()),
            v.rule.limit_text(),
            v.days.map(human::days).unwrap_or_default(),
            format!("{} {}", words::clock_sign(v.outcome), v.outcome.short()),
            moment(v.start),
            moment(v.end),
        ]);
    }
    Block::Table(table.wrapped())
}

/// Adds the clocks with their heading, and below them that they are no legal advice.
pub fn push_clocks(r: &Incident, doc: &mut Doc) {
    let before = doc.blocks.len();
    doc.section("Notification clocks", clocks(r));
    if doc.blocks.len() > before {
        doc.blocks
            .extend(delays(&clocks::ordered(r, Rules::bundled())).map(Block::Text));
        doc.push(Block::Text(Rules::bundled().disclaimer.to_string()));
    }
}

/// What is to be said below verdicts of which some may be excused: see [`clocks::delays`].
#[must_use]
pub fn delays(verdicts: &[Verdict<'_>]) -> Option<String> {
    let allowed = verdicts
        .iter()
        .filter_map(|v| Some((v.rule.name.as_str(), v.delay?)));
    clocks::delays(allowed)
}

/// The clocks as JSON, each with its result, days, dates, sentences and the rule's citation.
#[must_use]
pub fn clocks_json(r: &Incident) -> Value {
    let moment = |m: Option<Moment<'_>>| {
        m.map(|m| {
            let url = m
                .source
                .and_then(|id| r.source(&Text::new(id)))
                .map(|s| s.url.as_str());
            json!({"what": m.what, "date": m.date, "source": url})
        })
    };
    let one = |v: &Verdict<'_>| {
        let late = match v.outcome {
            Outcome::Late(days) => Some(days),
            _ => None,
        };
        json!({
            "rule": v.rule.id, "name": v.rule.name, "certainty": v.rule.certainty.id(),
            "limit": v.rule.limit_text(), "result": v.outcome.result().id(), "days": v.days,
            "days_late": late, "why": v.outcome.why().map(|w| w.to_string()),
            "law_enforcement_delay": v.delay_sentence(),
            "from": moment(v.start), "to": moment(v.end),
            "citation": v.rule.citation, "source": v.rule.source_url,
        })
    };
    clocks::ordered(r, Rules::bundled())
        .iter()
        .map(one)
        .collect()
}
