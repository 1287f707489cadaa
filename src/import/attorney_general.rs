//! Lists of state attorneys general: Washington and California. It must not know how rows are read.
//!
//! Counts are residents of the state that publishes the list, never the total.

use super::{
    cells,
    columns::{Layout, Role},
    draft::{Draft, key_of},
    view::View,
};
use crate::model::{
    Text,
    vocabulary::{BreachType, EventKind, Method},
};

/// True for the heading of Washington's list.
#[must_use]
pub fn is_washington(layout: &Layout) -> bool {
    layout.has(&[Role::Organization]) && layout.names("washingtoniansaffected")
}

/// True for the heading of California's list: a name, the breach dates, the reported date, no count.
#[must_use]
pub fn is_california(layout: &Layout) -> bool {
    layout.has(&[Role::Organization, Role::Started, Role::Filed])
        && (layout.names("datesofbreachifknown") || layout.names("datesofbreach"))
        && !layout.has(&[Role::Affected])
}

/// Gives Washington's own columns their roles.
pub fn washington_layout(layout: &mut Layout) {
    layout.assign(Role::Affected, "WashingtoniansAffected");
    layout.assign(Role::Industry, "IndustryType");
    layout.assign(Role::Kind, "DataBreachCause");
}

/// Fills a draft from a row of Washington's list. The key, or why there is no record.
///
/// # Errors
/// The reason for which the row is no notification.
pub fn fill_washington(view: &View<'_>, draft: &mut Draft) -> Result<String, String> {
    let name = view.organization().ok_or("no name in column `Name`")?;
    draft.incident.organization = Text::new(&name);
    view.place(draft);
    if let Some(count) = view.count(draft) {
        draft.incident.affected.residents.insert("WA".into(), count);
        draft.incident.affected.basis = Some(Text::new("Washington State Attorney General"));
    }
    draft.imported.industry = view.text(Role::Industry).map(Text::new);
    let cause = view
        .text(Role::Kind)
        .map(cells::heading)
        .unwrap_or_default();
    // "Theft or Mistake" is no single type of the portal, and none is guessed.
    draft.incident.breach_type = match cause.as_str() {
        "cyberattack" => Some(BreachType::HackingItIncident),
        "unauthorizedaccess" => Some(BreachType::UnauthorizedAccessDisclosure),
        _ => None,
    };
    let attack = |name: &str| {
        (0..view.layout.headings.len())
            .find(|i| {
                view.layout
                    .headings
                    .get(*i)
                    .is_some_and(|h| cells::heading(h) == name)
            })
            .map(|i| cells::heading(view.row.cell(i)))
    };
    draft.incident.methods = match attack("cyberattacktype").as_deref() {
        Some("ransomware") => vec![Method::Ransomware],
        Some("malware" | "skimmers") => vec![Method::Malware],
        Some("phishing") => vec![Method::Phishing],
        _ => Vec::new(),
    };
    let (start, end) = if draft.incident.breach_type == Some(BreachType::HackingItIncident) {
        (EventKind::IntrusionStart, EventKind::IntrusionEnd)
    } else {
        (EventKind::ExposureStart, EventKind::ExposureEnd)
    };
    view.event(Role::Started, start, draft);
    view.event(Role::Ended, end, draft);
    view.event(Role::Detected, EventKind::Detected, draft);
    view.event(Role::Filed, EventKind::RegulatorNotified, draft);
    Ok(match view.text(Role::Id) {
        Some(id) => key_of(&[id]),
        None => key_of(&[&name, view.text(Role::Filed).unwrap_or_default()]),
    })
}

/// Fills a draft from a row of California's list. The key, or why there is no record.
///
/// # Errors
/// The reason for which the row is no notification.
pub fn fill_california(view: &View<'_>, draft: &mut Draft) -> Result<String, String> {
    let name = view
        .organization()
        .ok_or("no name in column `Organization Name`")?;
    draft.incident.organization = Text::new(&name);
    view.place(draft);
    for date in view.dates(Role::Started, draft) {
        draft.event_noted(
            EventKind::ExposureStart,
            date,
            Some("date of breach, as listed"),
        );
    }
    let filed = view.dates(Role::Filed, draft);
    for date in &filed {
        draft.event(EventKind::RegulatorNotified, *date);
    }
    let filed = filed.first().map(ToString::to_string).unwrap_or_default();
    Ok(key_of(&[&name, &filed]))
}
