//! Any other table: the mapping that a user gives with `--map` or in a small TOML file, over the first
//! guess that the table of headings makes. It must not know how rows are read.

use super::{
    cells,
    columns::{Layout, Role},
    dates::Order,
    draft::{Draft, key_of},
    shown,
    view::View,
};
use crate::{
    error::{Error, Result},
    model::{
        Text,
        incident::ThirdParty,
        vocabulary::{BreachType, EventKind, HipaaRole, Sector, Vocabulary, nearest},
    },
};

/// Which column plays which role, as the user says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    columns: Vec<(Role, String)>,
    /// The order of the dates of every column, when the user says it.
    pub order: Option<Order>,
}

impl Map {
    /// Reads `organization=Victim,affected=Records lost,...`. A column is named by its heading or its
    /// number from 1. `dates=day-first` or `dates=month-first` says the order of dates.
    ///
    /// # Errors
    /// What is no `role=column`, or an unknown role with the nearest one.
    pub fn parse(text: &str) -> Result<Self> {
        let mut map = Self::default();
        for pair in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (role, column) = pair.split_once('=').ok_or_else(|| {
                Error::usage(format!(
                    "`{}` in the mapping is no role=column",
                    shown(pair)
                ))
                .right("write it like organization=Company,affected=Records")
            })?;
            map.set(role.trim(), column.trim())?;
        }
        Ok(map)
    }

    /// Reads a mapping file:
    ///
    /// ```toml
    /// dates = "day-first"
    /// [columns]
    /// organization = "Victim"
    /// affected = "Records lost"
    /// ```
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn from_toml(text: &str) -> Result<Self> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
            Error::usage(format!("the mapping is no TOML: {}", shown(e.message())))
                .right("write it like [columns] and organization = \"Company\"")
        })?;
        let mut map = Self::default();
        for (key, value) in &table {
            match (key.as_str(), value) {
                ("columns", toml::Value::Table(columns)) => {
                    for (role, column) in columns {
                        map.set(role, &plain(column)?)?;
                    }
                }
                (role, column) => map.set(role, &plain(column)?)?,
            }
        }
        Ok(map)
    }

    /// Takes in what another mapping says; of the order of dates the last word counts.
    pub fn add(&mut self, other: Self) {
        self.columns.extend(other.columns);
        self.order = other.order.or(self.order);
    }

    fn set(&mut self, role: &str, column: &str) -> Result<()> {
        if role == "dates" {
            self.order = Some(match column {
                "day-first" => Order::DayFirst,
                "month-first" => Order::MonthFirst,
                _ => {
                    return Err(
                        Error::usage(format!("`{}` is no order of dates", shown(column)))
                            .right("day-first or month-first"),
                    );
                }
            });
            return Ok(());
        }
        let known = || Role::ALL.iter().map(|r| r.id());
        match Role::ALL.iter().find(|r| r.id() == role) {
            Some(found) => {
                self.columns.push((*found, column.to_owned()));
                Ok(())
            }
            None => Err(
                Error::usage(format!("`{}` is no role of a column", shown(role))).right(
                    nearest(role, known()).map_or_else(
                        || format!("the roles are {}", known().collect::<Vec<_>>().join(", ")),
                        |near| format!("did you mean `{near}`?"),
                    ),
                ),
            ),
        }
    }

    /// True when the user said nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Puts the user's word over the guess.
    ///
    /// # Errors
    /// A column that the file does not have.
    pub fn apply(&self, layout: &mut Layout) -> Result<()> {
        for (role, column) in &self.columns {
            if !layout.assign(*role, column) {
                return Err(Error::usage(format!(
                    "the file has no column `{}` for {}",
                    shown(column),
                    role.id()
                ))
                .right(format!("its columns are {}", headings(layout))));
            }
        }
        Ok(())
    }
}

fn plain(value: &toml::Value) -> Result<String> {
    match value {
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        _ => Err(Error::usage(
            "the mapping names a column by something that is no text and no number",
        )
        .right("write \"its heading\" or its number, from 1")),
    }
}

/// The headings of a file in one line, for messages.
#[must_use]
pub fn headings(layout: &Layout) -> String {
    let mut shown: Vec<String> = layout
        .headings
        .iter()
        .take(30)
        .map(|h| format!("`{}`", crate::model::text::shorten(h, 40)))
        .collect();
    if layout.headings.len() > shown.len() {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// What tells of an incident, beside its organization: one of these makes a table worth a try.
const TELLING: [Role; 7] = [
    Role::Affected,
    Role::Filed,
    Role::Started,
    Role::Disclosed,
    Role::Notified,
    Role::Detected,
    Role::Text,
];

/// True when the guess alone is worth a try: a name and one thing about it.
#[must_use]
pub fn is_likely(layout: &Layout) -> bool {
    layout.has(&[Role::Organization]) && TELLING.iter().any(|r| layout.has(&[*r]))
}

/// What is wrong with a heading of which something is recognized and too little for a guess: what is
/// known, what is not, and the mapping that helps. `None` where nothing is recognized.
#[must_use]
pub fn half_known(layout: &Layout) -> Option<Error> {
    let mut known: Vec<String> = Vec::new();
    let mut rest = Layout::default();
    for (at, heading) in layout.headings.iter().enumerate() {
        match layout.roles().find(|(_, column)| *column == at) {
            Some((role, _)) => known.push(format!("{} = {}", role.id(), shown(heading))),
            None if heading.is_empty() => {}
            None => rest.headings.push(heading.clone()),
        }
    }
    let last = known.pop()?;
    let known = match known.as_slice() {
        [] => format!("{last} is"),
        others => format!("{} and {last} are", others.join(", ")),
    };
    let rest = match rest.headings.is_empty() {
        true => String::new(),
        false => format!(", not {}", headings(&rest)),
    };
    let missing = if layout.has(&[Role::Organization]) {
        "a count, a date or a text is missing; --map affected=COLUMN, filed=COLUMN, detected=COLUMN or text=COLUMN names one"
    } else {
        "the organization is missing; --map organization=COLUMN names it"
    };
    Some(Error::data(format!("only {known} recognized{rest}")).right(missing))
}

/// Fills a draft from a row. The key, or why there is no record.
///
/// # Errors
/// The reason for which the row is no record.
pub fn fill(view: &View<'_>, draft: &mut Draft) -> Result<String, String> {
    let name = view
        .organization()
        .ok_or_else(|| format!("no name in column `{}`", view.heading(Role::Organization)))?;
    draft.incident.organization = Text::new(&name);
    view.place(draft);
    draft.incident.affected.count = view.count(draft);
    // A free table may use any words: those that are ours are taken, the others stay in the raw row.
    if let Some(cell) = view.text(Role::Kind) {
        let mut kinds: Vec<BreachType> = cell
            .split([',', ';'])
            .filter_map(super::view::breach_type)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut kinds = kinds.into_iter();
        draft.incident.breach_type = kinds.next();
        draft.imported.also_breach_types = kinds.collect();
    }
    if let Some(cell) = view.text(Role::Location) {
        for place in cell.split([',', ';']).filter_map(super::view::location) {
            if !draft.incident.location.contains(&place) {
                draft.incident.location.push(place);
            }
        }
    }
    draft.incident.hipaa_role = view.text(Role::EntityType).and_then(HipaaRole::from_text);
    draft.incident.sector = view.text(Role::Industry).and_then(Sector::from_text);
    draft.imported.industry = view.text(Role::Industry).map(Text::new);
    if let Some(cell) = view.text(Role::Vendor) {
        match cells::yes_no(cell) {
            Ok(present) => draft.imported.business_associate = present,
            Err(_) => {
                draft.incident.third_party = Some(ThirdParty {
                    name: Text::from(cells::one_line(cell)),
                    relation: None,
                    note: None,
                });
            }
        }
    }
    let mut starts = view.dates(Role::Started, draft);
    let mut ends = view.dates(Role::Ended, draft);
    if starts.len() > 1 && ends.is_empty() {
        ends.extend(starts.pop());
    }
    let hacked = draft.incident.breach_type == Some(BreachType::HackingItIncident);
    for date in starts {
        draft.event(
            if hacked {
                EventKind::IntrusionStart
            } else {
                EventKind::ExposureStart
            },
            date,
        );
    }
    for date in ends {
        draft.event(
            if hacked {
                EventKind::IntrusionEnd
            } else {
                EventKind::ExposureEnd
            },
            date,
        );
    }
    for (role, kind) in [
        (Role::Detected, EventKind::Detected),
        (Role::Filed, EventKind::RegulatorNotified),
        (Role::Notified, EventKind::IndividualsNotified),
        (Role::Disclosed, EventKind::PublicDisclosure),
    ] {
        view.event(role, kind, draft);
    }
    view.narrative(draft);
    if let Some(id) = view.text(Role::Id) {
        return Ok(key_of(&[id]));
    }
    let dated = [
        Role::Filed,
        Role::Notified,
        Role::Disclosed,
        Role::Started,
        Role::Detected,
    ];
    let day = dated.iter().find_map(|r| {
        view.dates(*r, &mut Draft::default())
            .first()
            .map(ToString::to_string)
    });
    Ok(key_of(&[&name, &day.unwrap_or_default()]))
}
