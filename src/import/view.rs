//! One row of a foreign table as an importer sees it: cells by role, dates in the column's order, and
//! the faults noted on the draft. It must not know any list in particular.

use super::{
    cells,
    columns::{Layout, Role},
    counts,
    dates::{self, Order},
    draft::Draft,
    rows::Row,
};
use crate::model::{
    Date, Text,
    places::{COUNTRIES, US_STATES, code_of},
    vocabulary::{BreachType, EventKind, Location, Vocabulary},
};

/// One row, its layout, and the order of the dates of each column.
#[derive(Debug)]
pub struct View<'a> {
    /// The row.
    pub row: &'a Row<'a>,
    /// Which column plays which role.
    pub layout: &'a Layout,
    /// The order of each date column.
    pub orders: &'a [(Role, Order)],
}

impl View<'_> {
    /// The cell of a role; `None` where there is no such column or nothing is stated.
    #[must_use]
    pub fn text(&self, role: Role) -> Option<&str> {
        let cell = self.row.cell(self.layout.column(role)?).trim();
        (!cells::is_null(cell)).then_some(cell)
    }

    /// The heading of a role's column.
    #[must_use]
    pub fn heading(&self, role: Role) -> &str {
        self.layout
            .column(role)
            .and_then(|at| self.layout.headings.get(at))
            .map_or(role.id(), String::as_str)
    }

    fn order(&self, role: Role) -> Order {
        self.orders
            .iter()
            .find(|(r, _)| *r == role)
            .map_or(Order::default(), |(_, o)| *o)
    }

    /// Every date of a role's cell, earliest first; a fault is noted.
    pub fn dates(&self, role: Role, draft: &mut Draft) -> Vec<Date> {
        let Some(cell) = self.text(role) else {
            return Vec::new();
        };
        let (dates, fault) = dates::read_all(cell, self.order(role));
        if let Some(why) = fault {
            draft.fault(self.heading(role), &why);
        }
        dates
    }

    /// Adds the date of a role as an event.
    pub fn event(&self, role: Role, kind: EventKind, draft: &mut Draft) {
        for date in self.dates(role, draft) {
            draft.event(kind, date);
        }
    }

    /// The name, on one line; names carry blanks at their ends.
    #[must_use]
    pub fn organization(&self) -> Option<String> {
        self.text(Role::Organization).map(cells::one_line)
    }

    /// Sets the state, and the country where the state is one of the US.
    pub fn place(&self, draft: &mut Draft) {
        if let Some(cell) = self.text(Role::State) {
            match code_of(US_STATES, cell) {
                Some(code) => {
                    draft.incident.state = Some(Text::new(code));
                    draft.incident.country = Some(Text::new("US"));
                }
                None => draft.fault(
                    self.heading(Role::State),
                    &format!("`{cell}` is no US state"),
                ),
            }
        }
        if let Some(cell) = self.text(Role::Country) {
            let two = cell.len() == 2 && cell.bytes().all(|b| b.is_ascii_alphabetic());
            match code_of(COUNTRIES, cell) {
                Some(code) => draft.incident.country = Some(Text::new(code)),
                None if two => draft.incident.country = Some(Text::new(&cell.to_ascii_uppercase())),
                None if is_us(cell) => draft.incident.country = Some(Text::new("US")),
                None => draft.fault(
                    self.heading(Role::Country),
                    &format!("`{cell}` is no country code and no name in the table"),
                ),
            }
        }
    }

    /// The number of people, with its qualifier; a fault is noted.
    pub fn count(&self, draft: &mut Draft) -> Option<u64> {
        match counts::count(self.text(Role::Affected)?) {
            Ok(found) => {
                let (n, qualifier) = found?;
                draft.incident.affected.qualifier = qualifier;
                Some(n)
            }
            Err(why) => {
                draft.fault(self.heading(Role::Affected), &why);
                None
            }
        }
    }

    /// Sets the breach types: the one that stands first in the vocabulary is the main one, so that
    /// `Other, Theft` is a theft.
    pub fn kinds(&self, draft: &mut Draft) {
        let Some(cell) = self.text(Role::Kind) else {
            return;
        };
        let mut found: Vec<BreachType> = Vec::new();
        for word in cell.split([',', ';']).map(str::trim) {
            match breach_type(word) {
                Some(kind) => found.extend((!found.contains(&kind)).then_some(kind)),
                None if cells::is_null(word) => {}
                None => draft.fault(
                    self.heading(Role::Kind),
                    &format!(
                        "`{}` is no breach type of the portal",
                        crate::model::text::shorten(word, 60)
                    ),
                ),
            }
        }
        found.sort_unstable();
        let mut found = found.into_iter();
        draft.incident.breach_type = found.next();
        draft.imported.also_breach_types = found.collect();
    }

    /// Sets the locations.
    pub fn locations(&self, draft: &mut Draft) {
        let Some(cell) = self.text(Role::Location) else {
            return;
        };
        for word in cell.split([',', ';']).map(str::trim) {
            match location(word) {
                Some(place) if draft.incident.location.contains(&place) => {}
                Some(place) => draft.incident.location.push(place),
                None if cells::is_null(word) => {}
                None => draft.fault(
                    self.heading(Role::Location),
                    &format!(
                        "`{}` is no location of the portal",
                        crate::model::text::shorten(word, 60)
                    ),
                ),
            }
        }
    }

    /// Sets the narrative, and reads its tags and the filing's status out of it.
    pub fn narrative(&self, draft: &mut Draft) {
        if let Some(text) = self.text(Role::Text).and_then(cells::prose) {
            super::narrative::apply(&text, draft);
        }
    }

    /// Keeps the row for export. The text is not kept twice: the narrative is that cell but for blanks,
    /// line ends and the backslashes that the portal's export leaves at them.
    pub fn raw(&self, draft: &mut Draft) {
        let text = self.layout.column(Role::Text);
        for (at, heading) in self.layout.headings.iter().enumerate() {
            let cell = self.row.cell(at);
            if Some(at) == text && draft.imported.narrative.is_some() {
                draft.imported.narrative_column = Some(Text::new(heading));
            } else if !cell.is_empty() {
                let name = if heading.is_empty() {
                    format!("column {}", at + 1)
                } else {
                    heading.clone()
                };
                draft.imported.raw.insert(Text::from(name), Text::new(cell));
            }
        }
    }

    /// The cells that play a role, for telling whether two rows say the same.
    #[must_use]
    pub fn said(&self) -> Vec<&str> {
        self.layout
            .roles()
            .map(|(_, at)| self.row.cell(at).trim())
            .collect()
    }
}

fn is_us(text: &str) -> bool {
    matches!(
        cells::heading(text).as_str(),
        "usa" | "us" | "unitedstatesofamerica"
    )
}

/// The portal's word for a type, in the forms seen since 2009.
#[must_use]
pub fn breach_type(word: &str) -> Option<BreachType> {
    Some(match cells::heading(word).as_str() {
        "hackingitincident" | "hacking" | "itincident" | "hackingincident" | "hackingorother" => {
            BreachType::HackingItIncident
        }
        "unauthorizedaccessdisclosure"
        | "unauthorizedaccess"
        | "unauthorizeddisclosure"
        | "unauthorizedaccessordisclosure" => BreachType::UnauthorizedAccessDisclosure,
        "theft" | "stolen" => BreachType::Theft,
        "loss" | "lost" => BreachType::Loss,
        "improperdisposal" => BreachType::ImproperDisposal,
        "other" => BreachType::Other,
        _ => return BreachType::from_text(word),
    })
}

/// The portal's word for a location, in the forms seen since 2009.
#[must_use]
pub fn location(word: &str) -> Option<Location> {
    Some(match cells::heading(word).as_str() {
        "networkserver" | "server" => Location::NetworkServer,
        "email" => Location::Email,
        "paperfilms" | "paper" | "films" | "paperorfilms" => Location::PaperFilms,
        "laptop" => Location::Laptop,
        "desktopcomputer" | "desktop" | "computer" => Location::DesktopComputer,
        "electronicmedicalrecord" | "emr" | "ehr" => Location::ElectronicMedicalRecord,
        "otherportableelectronicdevice" | "portableelectronicdevice" | "otherportabledevice" => {
            Location::OtherPortableElectronicDevice
        }
        "other" => Location::Other,
        _ => return Location::from_text(word),
    })
}
