//! The Reach tab: the way of the breach from the vendor through the organization to its clients, as a
//! tree. It must not know other incidents.

use super::{
    sheet::{Cell, Sheet, branch, glued, joined, plain},
    wrap::wrap,
};
use crate::{
    model::{Incident, incident::Client, vocabulary::Vocabulary},
    report::human,
    tui::theme::Role,
};
use std::cmp::Reverse;

/// Cells of a client's name.
const NAME: usize = 64;

/// Cells of prose beside the tree.
const PROSE: usize = 90;

/// Writes the tab.
pub fn write(sheet: &mut Sheet<'_>, incident: &Incident) {
    let mut depth = 0;
    if let Some(third) = &incident.third_party {
        let mut head = vec![sheet.name(&third.name, Some(Role::Title))];
        if let Some(relation) = third.relation {
            head.push(vec![sheet.muted(relation.label())]);
        }
        head.push(vec![sheet.muted("the way in")]);
        let head = joined(sheet, head);
        sheet.prose(head);
        if let Some(note) = &third.note {
            let note = vec![plain(note.as_str())];
            let room = sheet.room().saturating_sub(3).min(PROSE);
            let lead = branch(sheet, "│  ", "│  ", wrap(&note, room).len());
            sheet.row(vec![Cell::new(0, 3, lead), Cell::new(0, room, note)]);
        }
        depth = 3;
    }
    organization(sheet, incident, depth);
    clients(sheet, incident, depth);
    sheet.blank();
    if incident.third_party.is_none() {
        sheet.remark("No other company is stated as the way in.");
    }
    if incident.downstream.is_empty() {
        sheet.remark("No other organization is stated whose people’s data was in the breach.");
    }
}

/// The organization itself, below its vendor if there is one.
fn organization(sheet: &mut Sheet<'_>, incident: &Incident, depth: usize) {
    let mut head = vec![sheet.name(&incident.organization, Some(Role::Title))];
    if let Some(sector) = incident.sector {
        head.push(vec![sheet.muted(sector.label())]);
    }
    head.push(match incident.affected.count {
        Some(count) => vec![plain(human::exact(count)), sheet.muted(glued(" people"))],
        None => vec![sheet.muted("number of people not stated")],
    });
    let mut below = Vec::new();
    if let Some(name) = &incident.system.name {
        below.push(vec![plain(name.as_str())]);
    }
    if let Some(operator) = &incident.system.operator {
        let mut runs = vec![sheet.muted("run by ")];
        runs.extend(sheet.name(operator, None));
        below.push(runs);
    }
    let head = joined(sheet, head);
    let below = joined(sheet, below);
    let room = sheet.room().saturating_sub(depth).min(PROSE);
    let trunk = if incident.downstream.is_empty() {
        "   "
    } else {
        "│  "
    };
    let mut cells = Vec::new();
    if depth > 0 {
        cells.push(Cell::new(0, depth, branch(sheet, "└─ ", "   ", 1)));
    }
    cells.push(Cell::new(0, room, head));
    sheet.row(cells);
    if !below.is_empty() {
        let room = room.saturating_sub(3);
        let lead = branch(sheet, trunk, trunk, wrap(&below, room).len());
        sheet.row(vec![Cell::new(depth, 3, lead), Cell::new(0, room, below)]);
    }
}

/// Its clients: those with a count first, the largest on top.
fn clients(sheet: &mut Sheet<'_>, incident: &Incident, depth: usize) {
    let mut clients: Vec<&Client> = incident.downstream.iter().collect();
    clients.sort_by_key(|c| Reverse(c.count));
    let unknown = "not stated";
    let figures = clients
        .iter()
        .map(|c| c.count.map_or(unknown.len(), |n| human::exact(n).len()))
        .max()
        .unwrap_or(0);
    let room = sheet.room().saturating_sub(depth + 3);
    let names = room.saturating_sub(figures + 2).min(NAME);
    let last = clients.len().saturating_sub(1);
    for (i, client) in clients.iter().enumerate() {
        let name = sheet.name(&client.name, None);
        let count = match client.count {
            Some(count) => plain(human::exact(count)),
            None => sheet.muted(glued(unknown)),
        };
        let (first, trunk) = if i == last {
            ("└─ ", "   ")
        } else {
            ("├─ ", "│  ")
        };
        let room = if names >= 12 { names } else { room };
        // A name that takes several lines keeps the trunk beside it.
        let lead = branch(sheet, first, trunk, wrap(&name, room).len());
        if names >= 12 {
            sheet.row(vec![
                Cell::new(depth, 3, lead),
                Cell::new(0, names, name),
                Cell::new(2, figures, vec![count]).right(),
            ]);
        } else {
            sheet.row(vec![Cell::new(depth, 3, lead), Cell::new(0, room, name)]);
            let lead = branch(sheet, trunk, trunk, 1);
            sheet.row(vec![
                Cell::new(depth, 3, lead),
                Cell::new(0, room, vec![count]),
            ]);
        }
    }
    if !clients.is_empty() {
        let counted = clients.iter().filter(|c| c.count.is_some()).count();
        let sum = clients
            .iter()
            .filter_map(|c| c.count)
            .fold(0_u64, u64::saturating_add);
        let named = match clients.len() {
            1 => "1 client is named".to_owned(),
            n => format!("{n} clients are named"),
        };
        sheet.blank();
        sheet.remark(match counted {
            0 => format!("{named}; their numbers of people are not stated."),
            1 => format!(
                "{named}; for one the number of people is stated: {}.",
                human::exact(sum)
            ),
            _ => format!(
                "{named}; for {counted} the number of people is stated, together {}.",
                human::exact(sum)
            ),
        });
    }
}
