//! A comparison as a table (for a terminal or Markdown) and as JSON. It must not know which incidents
//! are compared, nor why.

use super::{
    doc::{Block, Doc},
    human,
    table::{Head, Table},
    words,
};
use crate::analysis::clocks::{self, Outcome, Rules};
use crate::analysis::compare::{
    self, Agreement, Cell, CellState, Comparison, Median, PeerFigure, Row, SectionKind, Taken,
};
use crate::model::Vocabulary;
use serde_json::{Value, json};

/// What stands above a column: organization and year.
#[must_use]
pub fn head(h: &compare::Head) -> String {
    let year = h.year.map(|y| format!(" {y}")).unwrap_or_default();
    format!("{}{year}", h.organization)
}

/// What a comparison says that shows only what differs, of so many rows: what only some state is no
/// difference, and is not to be missed for that.
#[must_use]
pub fn only_differences(rows: usize, differ: usize, partly: usize) -> String {
    let left_out = match partly {
        0 => String::new(),
        n => format!(
            "; {} that only some state ({}) {} left out",
            human::exact(n as u64),
            Agreement::Partly.sign(),
            if n == 1 { "is" } else { "are" }
        ),
    };
    format!(
        "Only what differs: {} of {} rows{left_out}.",
        human::exact(differ as u64),
        human::exact(rows as u64)
    )
}

/// The comparison as a report.
#[must_use]
pub fn doc(c: &Comparison) -> Doc {
    let mut doc = Doc::default();
    let mut heads = vec![Head::left(""), Head::left("")];
    heads.extend(c.heads.iter().map(|h| Head::flexible(head(h))));
    heads.extend(
        c.peers
            .map(|n| Head::flexible(format!("peers ({})", human::exact(n as u64)))),
    );
    let mut table = Table::new(heads);
    for section in &c.sections {
        table.title(section.kind.title());
        let mut group = "";
        for row in &section.rows {
            if row.group != group {
                group = row.group;
                table.push(vec![String::new(), format!("{group}:")]);
            }
            let mut cells = vec![
                match row.agreement {
                    Agreement::Same => String::new(),
                    other => other.sign().to_owned(),
                },
                format!(
                    "{}{}",
                    if row.group.is_empty() { "" } else { "  " },
                    row.label
                ),
            ];
            cells.extend(row.cells.iter().enumerate().map(|(at, cell)| {
                let late = row.late.get(at).is_some_and(|late| *late);
                let sign = if late { " ▲" } else { "" };
                format!("{}{sign}", words::cell(cell))
            }));
            if c.peers.is_some() {
                let peers = row.peers.as_ref().map(|p| words::peers(p, &row.cells));
                cells.push(peers.unwrap_or_default());
            }
            table.push(cells);
        }
    }
    doc.push(Block::Table(table.wrapped()));
    doc.push(Block::Text(words::SIGNS.to_owned()));
    for (at, h) in c.heads.iter().enumerate() {
        let text = delays(c, at).map(|text| format!("{}: {text}", head(h)));
        doc.blocks.extend(text.map(Block::Text));
    }
    if c.sections.iter().any(|s| s.kind == SectionKind::Clocks) {
        doc.push(Block::Text(Rules::bundled().disclaimer.to_string()));
    }
    doc
}

/// What is to be said of the verdicts on one of the incidents: see [`clocks::delays`].
fn delays(c: &Comparison, at: usize) -> Option<String> {
    let rows = c.sections.iter().flat_map(|s| &s.rows);
    clocks::delays(rows.filter_map(|row| match row.cells.get(at)? {
        Cell::Clock(clocked) => Some((row.label, clocked.delay?)),
        _ => None,
    }))
}

/// The comparison as JSON: every cell with its state and its value; `null` is not stated.
#[must_use]
pub fn as_json(c: &Comparison) -> Value {
    let sections: Vec<Value> = c
        .sections
        .iter()
        .map(|s| json!({"section": s.kind.title(), "rows": s.rows.iter().map(row).collect::<Vec<_>>()}))
        .collect();
    let heads: Vec<Value> = c
        .heads
        .iter()
        .map(|h| json!({"id": h.id, "organization": h.organization, "year": h.year}))
        .collect();
    json!({"incidents": heads, "peers": c.peers, "sections": sections})
}

fn row(r: &Row) -> Value {
    let cells: Vec<Value> = r
        .cells
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let state = match r.state(at) {
                CellState::Same => "same",
                CellState::OnlySome => Agreement::Partly.id(),
                CellState::Differs => "differs",
                CellState::NotStated => "not_stated",
                CellState::DoesNotApply => "does_not_apply",
            };
            let mut cell = json!({"state": state, "value": value(c)});
            // A date that is not of what the row is about says of what it is.
            if let (Cell::Date { of: Some(of), .. }, Value::Object(map)) = (c, &mut cell) {
                map.insert("event".into(), json!(of.id()));
            }
            cell
        })
        .collect();
    let differs = r.agreement == Agreement::Differs;
    let mut out = json!({
        "id": r.id, "label": r.label, "differs": differs, "agreement": r.agreement.id(),
        "cells": cells,
    });
    if let Value::Object(map) = &mut out {
        if !r.group.is_empty() {
            map.insert("group".into(), json!(r.group));
        }
        if let Some(p) = &r.peers {
            map.insert("peers".into(), peers(p));
        }
    }
    out
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::NotStated | Cell::DoesNotApply => Value::Null,
        Cell::Text(t) => json!(t),
        Cell::Word(w) => json!(w.id),
        Cell::Words(list) => list.iter().map(|w| w.id).collect(),
        Cell::Count(n) => json!(n),
        Cell::People {
            count,
            qualifier,
            placeholder,
        } => json!({"count": count, "qualifier": qualifier, "placeholder": placeholder}),
        Cell::Date { date, .. } => json!(date),
        Cell::Days(d) => json!(d),
        Cell::Exposure(s) => json!(s.id()),
        Cell::Measure(t) => measure(t),
        Cell::Clock(c) => stated(json!({
            "result": c.outcome.result().id(), "days": c.days,
            "days_late": match c.outcome { Outcome::Late(days) => Some(days), _ => None },
            "why": c.outcome.why().map(|w| w.to_string()), "law_enforcement_delay": c.delay.map(clocks::delay_sentence),
        })),
        Cell::Consequence(f) => stated(json!({
            "times": f.times, "date": f.date, "amount_usd": f.amount_usd, "body": f.body,
        })),
    }
}

fn measure(t: &Taken) -> Value {
    stated(json!({
        "status": t.status.id(), "date": t.date, "days_after_detection": t.after,
        "months": t.months, "provider": t.provider, "amount_usd": t.amount_usd,
    }))
}

/// An object without the keys that state nothing.
fn stated(mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        map.retain(|_, v| !v.is_null());
    }
    value
}

fn peers(figure: &PeerFigure) -> Value {
    let median = |m: &Median| json!({"median": m.value, "n": m.n});
    match figure {
        PeerFigure::People(m) | PeerFigure::Days(m) => median(m),
        PeerFigure::Words { counts, of } => {
            let counts: serde_json::Map<String, Value> = counts
                .iter()
                .map(|(w, n)| (w.id.to_owned(), json!(n)))
                .collect();
            json!({"counts": counts, "of": of})
        }
        PeerFigure::Data {
            exposed,
            possible,
            safe,
            of,
        } => {
            json!({"exposed": exposed, "possibly_exposed": possible, "not_exposed": safe, "of": of})
        }
        PeerFigure::Measure {
            taken,
            refused,
            of,
            months,
            after,
        } => json!({
            "taken_or_offered": taken, "refused": refused, "of": of,
            "months": median(months), "days_after_detection": median(after),
        }),
        PeerFigure::Consequence { had, of, amount } => {
            json!({"had": had, "of": of, "amount_usd": median(amount)})
        }
    }
}
