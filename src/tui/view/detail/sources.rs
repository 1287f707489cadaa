//! The Sources tab: what is cited, numbered as everywhere else, and for what; and what an outside list
//! says in its own words. It must not open anything: a row only says which source it is.

use super::{
    cite, imported,
    sheet::{Sheet, joined, plain},
};
use crate::{
    app::Target,
    model::{Incident, incident::Source},
    tui::theme::Role,
};
use ratatui::text::Span;

/// Writes the tab.
pub fn write(sheet: &mut Sheet<'_>, incident: &Incident) {
    if incident.sources.is_empty() {
        sheet.remark("No source is listed.");
    }
    for (at, source) in incident.sources.iter().enumerate() {
        sheet.blank();
        sheet.target = Some(Target::Source(at));
        row(sheet, incident, at, source);
        sheet.target = None;
    }
    sheet.blank();
    sheet.remark(match incident.reviewed {
        Some(date) => format!("Last checked against these sources on {date}."),
        None => "When this record was last checked is not stated.".to_owned(),
    });
    if let Some(row) = &incident.imported {
        imported::write(sheet, row);
    }
}

fn row(sheet: &mut Sheet<'_>, incident: &Incident, at: usize, source: &Source) {
    // All numbers are as wide as the last one, so that the titles are aligned.
    let widest = incident.sources.len().to_string().len();
    let number = (at + 1).to_string();
    let blank = super::wrap::GLUE.repeat(widest.saturating_sub(number.len()));
    let mark = || plain(format!("{blank}[{number}]"));
    let aside = || plain(" ".repeat(widest + 2));
    sheet.item(
        vec![Span::styled(mark().content, sheet.style(Role::Muted))],
        vec![plain(source.title.as_str())],
    );
    let mut about = Vec::new();
    if let Some(publisher) = &source.publisher {
        about.push(vec![sheet.muted(publisher.as_str())]);
    }
    if let Some(date) = source.date {
        about.push(vec![sheet.muted(date.to_string())]);
    }
    if source.id.as_str() != format!("s{}", at + 1) {
        about.push(vec![sheet.muted(format!("id {}", source.id))]);
    }
    let about = joined(sheet, about);
    if !about.is_empty() {
        sheet.item(vec![aside()], about);
    }
    let url = Span::styled(source.url.to_string(), sheet.style(Role::Key));
    sheet.item(vec![aside()], vec![url]);
    let cited: Vec<String> = cite::cited_for(incident, &source.id)
        .into_iter()
        .map(|(count, what)| {
            if what.starts_with("the ") {
                what.to_owned()
            } else {
                super::sheet::glued(&format!("{count} {what}"))
            }
        })
        .collect();
    let cited = if cited.is_empty() {
        sheet.muted("cited by no single fact")
    } else {
        sheet.muted(format!("cited for {}", cited.join(", ")))
    };
    sheet.item(vec![aside()], vec![cited]);
}
