//! The Exposed tab: what was said of every data type, in the groups of the vocabulary, and what nobody
//! said anything about. It must not know which data is worse.

use super::{
    cite, counts,
    sheet::{Cell, Sheet, glued, plain},
};
use crate::{
    model::{
        Incident,
        incident::Exposure,
        vocabulary::{DataType, ExposureStatus, Vocabulary},
    },
    tui::theme::Sign,
};

/// Cells of a data type's name, where its note stands beside it.
const LABEL: usize = 26;

/// Cells of a group's name.
const GROUP: usize = 13;

/// The sign of a status.
const fn sign(status: ExposureStatus) -> Sign {
    match status {
        ExposureStatus::Exposed => Sign::Exposed,
        ExposureStatus::PossiblyExposed => Sign::Possible,
        ExposureStatus::NotExposed => Sign::Safe,
    }
}

/// Writes the tab.
pub fn write(sheet: &mut Sheet<'_>, incident: &Incident) {
    if incident.exposed.is_empty() {
        sheet.remark("No source states which data was involved, or that some was not.");
        sheet.remark("Not stated is not “no”.");
        return;
    }
    let counts = counts::exposed(sheet, incident);
    sheet.prose(counts);
    source(sheet, incident);
    for group in DataType::GROUPS {
        let mut stated: Vec<&Exposure> = incident
            .exposed
            .iter()
            .filter(|e| e.data.group() == *group)
            .collect();
        stated.sort_by_key(|e| e.data);
        if !stated.is_empty() {
            sheet.heading(group);
            for exposure in stated {
                row(sheet, exposure);
            }
        }
    }
    not_stated(sheet, incident);
}

fn source(sheet: &mut Sheet<'_>, incident: &Incident) {
    let cited = incident.exposed_source.as_ref();
    let Some(number) = cite::number(incident, cited) else {
        return;
    };
    let publisher = cited
        .and_then(|id| incident.source(id))
        .and_then(|s| s.publisher.as_deref())
        .map_or(String::new(), |p| format!(" {p}"));
    sheet.target = cite::target(incident, cited);
    sheet.remark(format!("as stated by {number}{publisher}"));
    sheet.target = None;
}

fn row(sheet: &mut Sheet<'_>, exposure: &Exposure) {
    let mark = vec![sheet.sign(sign(exposure.status))];
    let label = vec![plain(exposure.data.label())];
    let mut note = Vec::new();
    if let Some(text) = &exposure.note {
        note.push(sheet.muted(text.as_str()));
    }
    if exposure.from_text {
        let text = if note.is_empty() { "" } else { " · " };
        note.push(sheet.muted(format!("{text}{}", glued("read from text"))));
    }
    let room = sheet.room();
    if room >= 2 + LABEL + 2 + 24 {
        let rest = (room - 2 - LABEL - 2).min(72);
        return sheet.row(vec![
            Cell::new(0, 1, mark),
            Cell::new(1, LABEL, label),
            Cell::new(2, rest, note),
        ]);
    }
    sheet.item(mark, label);
    if !note.is_empty() {
        sheet.row(vec![Cell::new(4, room.saturating_sub(4), note)]);
    }
}

/// The data types on which the record is silent, group by group.
fn not_stated(sheet: &mut Sheet<'_>, incident: &Incident) {
    sheet.heading("Not stated");
    sheet.remark("Nobody said whether these were involved. Not stated is not “no”.");
    sheet.blank();
    for group in DataType::GROUPS {
        let silent: Vec<&str> = DataType::ALL
            .iter()
            .filter(|d| d.group() == *group && !incident.exposed.iter().any(|e| e.data == **d))
            .map(|d| d.label())
            .collect();
        if !silent.is_empty() {
            let names = sheet.muted(silent.join(", "));
            sheet.labelled(group, GROUP, vec![names]);
        }
    }
}
