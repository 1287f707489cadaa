//! The Response tab: what the organization did, offered or refused, what followed, and what others take
//! from it. It must not judge any of it.

use super::{
    cite, counts,
    sheet::{Cell, Sheet, glued, joined, plain},
    wrap::{GLUE, Run},
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

/// Cells of a date.
const DATE: usize = 10;

/// Where the columns stand: as wide as what this record has in them.
struct Columns {
    label: usize,
    date: usize,
    after: usize,
}

impl Columns {
    fn new(incident: &Incident, detected: Option<Date>) -> Self {
        let all = || incident.response.iter();
        let after = |m: &Response| days_after(detected, m.date).chars().count();
        Self {
            label: all().map(|m| m.measure.label().len()).max().unwrap_or(0),
            date: if all().any(|m| m.date.is_some()) {
                DATE
            } else {
                0
            },
            after: all().map(after).max().unwrap_or(0),
        }
    }

    /// Cells up to what else is stated of a measure.
    fn beside(&self) -> usize {
        let gap = |width: usize| if width > 0 { width + 2 } else { 0 };
        2 + self.label + 2 + gap(self.date) + gap(self.after)
    }
}

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
    let counts = counts::measures(sheet, incident);
    sheet.prose(counts);
    let detected = intervals::earliest(incident, &[EventKind::Detected]);
    if incident.response.iter().any(|m| m.date.is_some()) {
        sheet.remark(match detected {
            Some(date) => format!("days count from detection, {date}"),
            None => "detection is not stated, so days after it cannot be told".to_owned(),
        });
    }
    let columns = Columns::new(incident, detected);
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
                row(sheet, incident, measure, detected, &columns);
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

fn row(
    sheet: &mut Sheet<'_>,
    incident: &Incident,
    measure: &Response,
    detected: Option<Date>,
    columns: &Columns,
) {
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
    let cited = cite::number(incident, measure.source.as_ref());
    let room = sheet.room();
    let beside = columns.beside();
    if room >= beside + 34 {
        cite_after(sheet, &mut facts, cited);
        let mut cells = vec![Cell::new(0, 1, mark), Cell::new(1, columns.label, label)];
        if columns.date > 0 {
            cells.push(Cell::new(2, columns.date, date));
        }
        if columns.after > 0 {
            cells.push(Cell::new(2, columns.after, vec![sheet.muted(after)]).right());
        }
        cells.push(Cell::new(2, room - beside, facts));
        sheet.row(cells);
    } else {
        let mut when = date;
        if !after.is_empty() {
            when.push(sheet.muted(glued(&format!(" {after}"))));
        }
        let mut below = joined(sheet, vec![when, facts]);
        if below.is_empty() {
            let mut label = label;
            cite_after(sheet, &mut label, cited);
            sheet.item(mark, label);
        } else {
            sheet.item(mark, label);
            cite_after(sheet, &mut below, cited);
            sheet.row(vec![Cell::new(4, room.saturating_sub(4), below)]);
        }
    }
    sheet.target = None;
}

/// The number of a source behind what it supports.
fn cite_after(sheet: &Sheet<'_>, runs: &mut Vec<Run>, number: Option<String>) {
    if let Some(number) = number {
        let glue = if runs.is_empty() { "" } else { GLUE };
        runs.push(sheet.muted(format!("{glue}{number}")));
    }
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
