//! What other rows say of an incident: the same one in other sets, and others of its organization. It
//! must not know how this is drawn.

use super::human;
use crate::{
    analysis::names,
    catalog::Catalog,
    model::{Date, Incident, vocabulary::EventKind},
    query::lex::quote,
};

/// The same incident in another row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// The row.
    pub row: u32,
    /// Its set.
    pub set: String,
    /// Its id.
    pub id: String,
    /// The organization as it is called there.
    pub organization: String,
    /// People affected, as stated there.
    pub count: Option<u64>,
    /// True where that count is mostly put before the number is known.
    pub placeholder: bool,
    /// When a regulator was told, as stated there.
    pub filed: Option<Date>,
    /// Why it is the same.
    pub why: String,
}

impl Also {
    /// `1,200 people, filed 2024-05-01`, as far as stated.
    #[must_use]
    pub fn figures(&self) -> String {
        let people = self.count.map(|n| {
            let mark = if self.placeholder {
                " (placeholder)"
            } else {
                ""
            };
            format!("{} people{mark}", human::exact(n))
        });
        let filed = self.filed.map(|d| format!("filed {d}"));
        let parts: Vec<String> = [people, filed].into_iter().flatten().collect();
        if parts.is_empty() {
            "no figure stated".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

/// What stands around one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The set of the row itself.
    pub set: String,
    /// The same incident in other sets.
    pub also: Vec<Also>,
    /// How many other incidents the organization has; `None` when there are too many names to tell at once.
    pub others: Option<usize>,
    /// The user's note.
    pub note: Option<String>,
}

/// More names than this are not looked through without being asked.
const MOST_NAMES: usize = 100_000;

impl Around {
    /// What stands around a row, but for [`others`], which takes longer.
    #[must_use]
    pub fn of(catalog: &Catalog, row: u32) -> Self {
        Self {
            set: catalog
                .sets
                .get(row as usize)
                .unwrap_or_default()
                .to_owned(),
            also: also(catalog, row),
            others: None,
            note: None,
        }
    }
}

/// The same incident in other sets, the row that represents it first.
#[must_use]
pub fn also(catalog: &Catalog, row: u32) -> Vec<Also> {
    let Some(group) = catalog.matches.group(row) else {
        return Vec::new();
    };
    let others = group.members.iter().filter(|m| **m != row);
    others
        .filter_map(|other| {
            let r = catalog.incident(*other as usize)?;
            let why = match group.why(row, *other) {
                Some(reason) => reason.to_string(),
                None => {
                    let through = group
                        .members
                        .iter()
                        .find(|m| group.why(row, **m).is_some() && group.why(**m, *other).is_some())
                        .map(|m| catalog.id(*m as usize));
                    format!(
                        "both match {}",
                        through.as_deref().unwrap_or("others of the group")
                    )
                }
            };
            Some(Also {
                row: *other,
                set: catalog.sets.get(*other as usize)?.to_owned(),
                id: r.id.to_string(),
                organization: r.organization.to_string(),
                count: r.affected.count,
                placeholder: r.count_is_placeholder(),
                filed: r.earliest(&[EventKind::RegulatorNotified]).map(|e| e.date),
                why,
            })
        })
        .collect()
}

/// Every normalised name of the incident's organization, over all sets that have the incident.
fn names_of(catalog: &Catalog, row: u32, incident: &Incident) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |r: &Incident| {
        let own = names::names(&r.organization);
        let aliases = r.aliases.iter().flat_map(|a| names::names(a));
        for (n, name) in own.into_iter().chain(aliases).enumerate() {
            // Initials are shared by many; only a main name may be so short.
            if (n == 0 || name.len() > 3) && !out.contains(&name) {
                out.push(name);
            }
        }
    };
    add(incident);
    let group = catalog.matches.group(row);
    for member in group.into_iter().flat_map(|g| &g.members) {
        if *member != row
            && let Some(r) = catalog.incident(*member as usize)
        {
            add(&r);
        }
    }
    out
}

/// The query for every incident of this organization, whatever it is called, the oldest first.
#[must_use]
pub fn organization_query(catalog: &Catalog, row: u32, incident: &Incident) -> String {
    let names: Vec<String> = names_of(catalog, row, incident)
        .iter()
        .map(|n| quote(&format!("={n}")))
        .collect();
    format!("org:{} sort:began", names.join(","))
}

/// How many other incidents that query finds; `None` where there are too many names to tell soon.
#[must_use]
pub fn others(catalog: &Catalog, row: u32, incident: &Incident) -> Option<usize> {
    let column = catalog.names(crate::catalog::NameField::Organization);
    if column.len() > MOST_NAMES {
        return None;
    }
    let mut rows: Vec<u32> = names_of(catalog, row, incident)
        .iter()
        .flat_map(|n| column.called(n))
        .filter(|r| !catalog.matches.is_hidden(*r))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let own = catalog.matches.group(row).map_or(&[][..], |g| &g.members);
    rows.retain(|r| *r != row && !own.contains(r));
    Some(rows.len())
}
