//! The HHS OCR breach portal: open cases, archive, the sibling list of 42 CFR Part 2, and the form of
//! the portal before 2015. It must not know how rows are read.
//!
//! Rules taken from the portal: the date is that of filing; 500 and 501 are mostly placeholders; the
//! state is the entity's; an entity type of Business Associate means that the vendor filed, and a
//! business associate with any other type that a client filed for its vendor.

use super::{
    cells,
    columns::{Layout, Role},
    draft::{Draft, key_of},
    view::View,
};
use crate::model::{
    Text,
    incident::ThirdParty,
    vocabulary::{BreachType, EventKind, HipaaRole, Relation},
};

/// Counts that filers put while they do not know the number.
const PLACEHOLDERS: [u64; 2] = [500, 501];

/// True for a count that filers put while they do not know the number.
#[must_use]
pub fn is_placeholder(count: u64) -> bool {
    PLACEHOLDERS.contains(&count)
}

/// Which of the portal's lists a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Covered entities and business associates, nine columns.
    Portal,
    /// Programs for substance use disorders (42 CFR Part 2), eight columns, no entity type.
    Part2,
    /// The portal's form before 2015: breach dates, and the name of the business associate.
    Legacy,
}

impl List {
    /// As it stands in records and reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Part2 => "part 2",
            Self::Legacy => "legacy",
        }
    }
}

/// Which of the lists a heading belongs to; `None` when it is none of them.
#[must_use]
pub fn recognize(layout: &Layout) -> Option<List> {
    use Role::{Affected, EntityType, Filed, Kind, Location, Organization, Started, Vendor};
    if layout.names("nameofpart2program") || layout.names("qualifiedserviceorganizationpresent") {
        return layout.has(&[Organization]).then_some(List::Part2);
    }
    if !layout.has(&[Organization, Affected]) {
        return None;
    }
    if layout.is_broken() && !layout.has(&[EntityType]) && layout.has(&[Filed, Kind, Location]) {
        return Some(List::Part2);
    }
    if layout.has(&[Started, Kind, Location]) && !layout.has(&[Filed]) && !layout.has(&[EntityType])
    {
        return Some(List::Legacy);
    }
    let told = [Filed, Kind, Location, EntityType, Vendor];
    let known = told.iter().filter(|r| layout.has(&[**r])).count();
    (layout.has(&[Filed]) && known >= 3).then_some(List::Portal)
}

/// Fills a draft from a row. The key, or why there is no record.
///
/// # Errors
/// The reason for which the row is no filing.
pub fn fill(list: List, view: &View<'_>, draft: &mut Draft) -> Result<String, String> {
    let name = view
        .organization()
        .ok_or_else(|| format!("no name in column `{}`", view.heading(Role::Organization)))?;
    draft.incident.organization = Text::new(&name);
    draft.imported.list = Some(Text::new(list.id()));
    view.place(draft);
    draft.incident.country = Some(Text::new("US"));
    if let Some(count) = view.count(draft) {
        draft.incident.affected.count = Some(count);
        draft.incident.affected.basis = Some(Text::new("HHS OCR portal"));
        draft.imported.placeholder_count = is_placeholder(count);
    }
    view.kinds(draft);
    view.locations(draft);
    if list != List::Part2 {
        entity_type(view, draft);
    }
    vendor(view, draft);
    view.event(Role::Filed, EventKind::RegulatorNotified, draft);
    breach_dates(view, draft);
    // The portal has no others; registers of its shape do.
    for (role, kind) in [
        (Role::Detected, EventKind::Detected),
        (Role::Notified, EventKind::IndividualsNotified),
        (Role::Disclosed, EventKind::PublicDisclosure),
    ] {
        view.event(role, kind, draft);
    }
    view.narrative(draft);
    let dated = if view.text(Role::Filed).is_some() {
        Role::Filed
    } else {
        Role::Started
    };
    // The key is read, not copied: a copy that writes its dates otherwise holds the same filings.
    let day = view
        .dates(dated, &mut Draft::default())
        .first()
        .map_or_else(
            || view.text(dated).unwrap_or_default().to_owned(),
            ToString::to_string,
        );
    Ok(key_of(&[&name, &day]))
}

fn entity_type(view: &View<'_>, draft: &mut Draft) {
    let Some(cell) = view.text(Role::EntityType) else {
        return;
    };
    draft.incident.hipaa_role = match cells::heading(cell).as_str() {
        "healthcareprovider" | "provider" => Some(HipaaRole::HealthcareProvider),
        "businessassociate" => Some(HipaaRole::BusinessAssociate),
        "healthplan" | "plan" => Some(HipaaRole::HealthPlan),
        "healthcareclearinghouse" | "clearinghouse" => Some(HipaaRole::Clearinghouse),
        _ => {
            draft.fault(
                view.heading(Role::EntityType),
                &format!(
                    "`{}` is no entity type of the portal",
                    crate::model::text::shorten(cell, 60)
                ),
            );
            None
        }
    };
}

/// Yes or no in the portal; before 2015 the name of the business associate.
fn vendor(view: &View<'_>, draft: &mut Draft) {
    let Some(cell) = view.text(Role::Vendor) else {
        return;
    };
    match cells::yes_no(cell) {
        Ok(present) => draft.imported.business_associate = present,
        Err(_) => {
            draft.imported.business_associate = Some(true);
            draft.incident.third_party = Some(ThirdParty {
                name: Text::from(cells::one_line(cell)),
                relation: Some(Relation::BusinessAssociate),
                note: None,
            });
        }
    }
}

/// The breach dates of the older form. What they are the start of depends on the type: an intrusion,
/// a device that went missing, or an exposure.
fn breach_dates(view: &View<'_>, draft: &mut Draft) {
    let mut starts = view.dates(Role::Started, draft);
    let mut ends = view.dates(Role::Ended, draft);
    if starts.len() > 1 && ends.is_empty() {
        ends.extend(starts.last().copied());
        starts.truncate(1);
    }
    let kinds: Vec<BreachType> = draft
        .incident
        .breach_type
        .into_iter()
        .chain(draft.imported.also_breach_types.iter().copied())
        .collect();
    let (start, end) = if kinds.contains(&BreachType::HackingItIncident) {
        (EventKind::IntrusionStart, EventKind::IntrusionEnd)
    } else if kinds
        .iter()
        .any(|k| matches!(k, BreachType::Theft | BreachType::Loss))
        && !kinds.contains(&BreachType::UnauthorizedAccessDisclosure)
        && ends.is_empty()
    {
        (EventKind::DeviceMissing, EventKind::ExposureEnd)
    } else {
        (EventKind::ExposureStart, EventKind::ExposureEnd)
    };
    if let Some(date) = starts.first() {
        draft.event(start, *date);
    }
    if let Some(date) = ends.last() {
        draft.event(end, *date);
    }
}
