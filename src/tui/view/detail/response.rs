//! The Response tab: what the organization did, offered or refused, what followed, and what others take
//! from it. It must not judge any of it.

use super::{
    cite, overview,
    sheet::{Cell, Sheet, glued, joined, plain},
    wrap::Run,
};
use crate::{
    analysis::intervals,
    model::{
        Date, Incident,
        incident::Response,
        vocabulary::{EventKind, Measure, MeasureStatus, Vocabulary},
    },
    report::human,
    tui::theme::Sign,
};
use std::collections::BTreeSet;

/// Cells of a measure's name, where its date stands beside it.
const LABEL: usize = 31;

/// Cells of a date.
const DATE: usize = 10;

/// Cells of the days after detection.
const AFTER: usize = 11;

/// The sign of a status.
const fn sign(status: MeasureStatus) -> Sign {
    match status {
        MeasureStatus::Taken => Sign::Taken,
        MeasureStatus::Offered => Sign::Offered,
        MeasureStatus::Refused => Sign::Refused,
    }
}

/// Writes the tab.
pub fn write(sheet: &mut Sheet<'_>, incident: &Incident) {
    measures(sheet, incident);
    consequences(sheet, incident);
    lessons(sheet, incident);
}

fn measures(sheet: &mut Sheet<'_>, incident: &Incident) {
    if incident.response.is_empty() {
        sheet.remark("No source states what the organization did.");
        return;
    }
    let counts = overview::measure_counts(sheet, incident);
    sheet.prose(counts);
    let detected = intervals::earliest(incident, &[EventKind::Detected]);
    if incident.response.iter().any(|m| m.date.is_some()) {
        sheet.remark(match detected {
            Some(date) => format!("days count from detection, {date}"),
            None => "detection is not stated, so days after it cannot be told".to_owned(),
        });
    }
    for group in Measure::GROUPS {
        let mut taken: Vec<&Response> = incident
            .response
            .iter()
            .filter(|m| m.measure.group() == *group)
            .collect();
        taken.sort_by_key(|m| m.measure);
        if !taken.is_empty() {
            sheet.heading(group);
            for measure in taken {
                row(sheet, incident, measure, detected);
            }
        }
    }
    let stated: BTreeSet<&str> = incident
        .response
        .iter()
        .map(|m| m.measure.group())
        .collect();
    let silent: Vec<&str> = Measure::GROUPS
        .iter()
        .copied()
        .filter(|g| !stated.contains(g))
        .collect();
    if !silent.is_empty() {
        sheet.blank();
        sheet.remark(format!(
            "Nothing stated on {}. Not stated is not “no”.",
            silent.join(", ")
        ));
    }
}

/// `+56 d`, `+85–115 d`, `−3 d`; empty where it cannot be told.
fn days_after(detected: Option<Date>, date: Option<Date>) -> String {
    let (Some(detected), Some(date)) = (detected, date) else {
        return String::new();
    };
    if let Some(days) = detected.until(date) {
        return format!("+{}", human::days(days));
    }
    date.until(detected)
        .map_or(String::new(), |days| format!("−{}", human::days(days)))
}

fn row(sheet: &mut Sheet<'_>, incident: &Incident, measure: &Response, detected: Option<Date>) {
    sheet.target = cite::target(incident, measure.source.as_ref());
    let mark = vec![sheet.sign(sign(measure.status))];
    let label = vec![plain(measure.measure.label())];
    let date: Vec<Run> = measure
        .date
        .map(|d| plain(d.to_string()))
        .into_iter()
        .collect();
    let after = glued(&days_after(detected, measure.date));
    let mut facts: Vec<Vec<Run>> = Vec::new();
    if let Some(months) = measure.months {
        let unit = if months == 1 { "month" } else { "months" };
        facts.push(vec![plain(glued(&format!("{months} {unit}")))]);
    }
    if let Some(provider) = &measure.provider {
        facts.push(sheet.name(provider, None));
    }
    if let Some(amount) = measure.amount_usd {
        facts.push(vec![plain(format!("${}", human::exact(amount)))]);
    }
    if let Some(note) = &measure.note {
        facts.push(vec![sheet.muted(note.as_str())]);
    }
    if measure.from_text {
        facts.push(vec![sheet.muted(glued("read from text"))]);
    }
    let mut facts = joined(sheet, facts);
    if let Some(number) = cite::number(incident, measure.source.as_ref()) {
        let glue = if facts.is_empty() {
            String::new()
        } else {
            glued(" ")
        };
        facts.push(sheet.muted(format!("{glue}{number}")));
    }
    let room = sheet.room();
    let beside = 2 + LABEL + 2 + DATE + 2 + AFTER + 2;
    if room >= beside + 26 {
        let after = vec![sheet.muted(after)];
        sheet.row(vec![
            Cell::new(0, 1, mark),
            Cell::new(1, LABEL, label),
            Cell::new(2, DATE, date),
            Cell::new(2, AFTER, after).right(),
            Cell::new(2, room - beside, facts),
        ]);
    } else {
        sheet.item(mark, label);
        let mut below = date;
        if !after.is_empty() {
            below.push(sheet.muted(glued(&format!(" {after}"))));
        }
        let below = joined(sheet, vec![below, facts]);
        if !below.is_empty() {
            let room = sheet.room().saturating_sub(4);
            sheet.row(vec![Cell::new(4, room, below)]);
        }
    }
    sheet.target = None;
}

fn consequences(sheet: &mut Sheet<'_>, incident: &Incident) {
    sheet.heading("Consequences");
    if incident.consequences.is_empty() {
        sheet.remark("None stated.");
    }
    for consequence in &incident.consequences {
        sheet.target = cite::target(incident, consequence.source.as_ref());
        let mut head = vec![vec![plain(consequence.kind.label())]];
        if let Some(amount) = consequence.amount_usd {
            head.push(vec![plain(format!("${}", human::exact(amount)))]);
        }
        if let Some(body) = &consequence.body {
            head.push(vec![plain(body.as_str())]);
        }
        let mut runs = joined(sheet, head);
        if let Some(note) = &consequence.note {
            runs.push(sheet.muted(format!("{}· {note}", glued(" "))));
        }
        runs.extend(cite::after(sheet, incident, consequence.source.as_ref()));
        let date = match consequence.date {
            Some(date) => vec![plain(date.to_string())],
            None => vec![sheet.muted(human::NOT_STATED)],
        };
        let room = sheet.room();
        if sheet.is_wide() {
            sheet.row(vec![
                Cell::new(0, DATE, date),
                Cell::new(2, room.saturating_sub(DATE + 2).min(92), runs),
            ]);
        } else {
            sheet.prose(date);
            sheet.row(vec![Cell::new(2, room.saturating_sub(2), runs)]);
        }
        sheet.target = None;
    }
}

fn lessons(sheet: &mut Sheet<'_>, incident: &Incident) {
    if incident.lessons.is_empty() {
        return;
    }
    sheet.heading("Lessons");
    for lesson in &incident.lessons {
        let mark = vec![sheet.muted("·")];
        sheet.item(mark, vec![plain(lesson.as_str())]);
    }
}
