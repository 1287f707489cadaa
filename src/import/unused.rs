//! Which columns of a table say something that no record takes up, so that nobody looks for it in vain.
//! The cells stay in the raw row all the same. It must not know how a row becomes a record.

use super::{
    Format, cells,
    columns::{Layout, Role},
    rows::Row,
    shown,
};

/// Columns that a list has beside what is read, compared as headings are: what follows from other
/// columns, numbers of rows, and what is read by its name. Nobody misses them.
const fn beside(format: Format) -> &'static [&'static str] {
    match format {
        Format::Ocr => &[
            "",
            "x",
            "index",
            "rownames",
            "number",
            "id",
            "dateofbreach",
            "datepostedorupdated",
            "year",
            "month",
            "day",
        ],
        Format::Washington => &[
            "cyberattacktype",
            "businesstype",
            "year",
            "yeartext",
            "washingtoniansaffectedrange",
            "breachlifecyclerange",
            "daystocontainbreach",
            "daystoidentifybreach",
            "daysbreachlifecycle",
            "discoveredinprogress",
            "daysofexposure",
            "dayselapsedbetweenendanddiscovery",
            "endedondaydiscovered",
            "dayselapsedbeforenotification",
            "daysofexposurerange",
        ],
        _ => &[],
    }
}

/// True for a role whose cells an importer puts into records: those of official lists read what these
/// lists have, that of any table reads everything.
pub fn reads(format: Format, role: Role) -> bool {
    use Role::{
        Country, Disclosed, EntityType, Filed, Id, Industry, Location, Notified, Organization,
        Started, State, Text, Vendor,
    };
    match format {
        Format::Ocr => !matches!(role, Country | Industry | Id),
        Format::Washington => !matches!(
            role,
            EntityType | Vendor | Text | Location | Notified | Disclosed
        ),
        Format::California => matches!(role, Organization | State | Country | Started | Filed),
        _ => true,
    }
}

/// So many columns are named at most.
const MOST: usize = 1000;

/// The columns that nothing reads, watched for whether they say anything.
#[derive(Debug)]
pub struct Unused {
    /// Column, and whether a cell of it was more than a sign for nothing.
    columns: Vec<(usize, bool)>,
}

impl Unused {
    /// Those of a layout.
    #[must_use]
    pub fn of(format: Format, layout: &Layout) -> Self {
        let is_read = |at: usize| {
            layout
                .roles()
                .any(|(role, column)| column == at && reads(format, role))
        };
        let columns = layout.headings.iter().enumerate();
        Self {
            columns: columns
                .filter(|(at, h)| {
                    !is_read(*at) && !beside(format).contains(&cells::heading(h).as_str())
                })
                .map(|(at, _)| (at, false))
                .take(MOST)
                .collect(),
        }
    }

    /// Looks at the cells of a row that became a record.
    pub fn see(&mut self, row: &Row<'_>) {
        for (at, says) in &mut self.columns {
            *says = *says || !cells::is_null(row.cell(*at).trim());
        }
    }

    /// The headings of those that say something.
    #[must_use]
    pub fn names(&self, layout: &Layout) -> Vec<String> {
        let said = self.columns.iter().filter(|(_, says)| *says);
        said.map(|(at, _)| match layout.headings.get(*at) {
            Some(heading) if !heading.is_empty() => shown(heading),
            // As the raw row calls it.
            _ => format!("column {}", at + 1),
        })
        .collect()
    }
}

/// Pieces of headings whose cells are dates.
const DATES: [&str; 5] = ["date", "day", "when", "seen", "discover"];

/// So many are written out; the rest is counted.
const SHOWN: usize = 20;

/// The columns that were not used, and how one could be: the role that it most likely plays is put in.
/// Nothing when there are none.
#[must_use]
pub fn line(format: &str, taken: &[(&'static str, String)], names: &[String]) -> Option<String> {
    let mut quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    if quoted.is_empty() {
        return None;
    }
    let more = quoted.len().saturating_sub(SHOWN);
    quoted.truncate(SHOWN);
    if more > 0 {
        quoted.push(format!("… and {more} more"));
    }
    let is_free = |role: &&Role| !taken.iter().any(|(id, _)| *id == role.id());
    let dated = names.iter().any(|name| {
        let key = cells::heading(name);
        DATES.iter().any(|word| key.contains(word))
    });
    let likely = [Role::Detected, Role::Notified, Role::Filed];
    let role = likely.iter().filter(|_| dated).find(is_free);
    let role = role.map_or("ROLE", |r| r.id());
    // A mapping alone makes any table of a list.
    let keep = match format {
        "table" => String::new(),
        list => format!("--format {list} "),
    };
    Some(format!(
        "not used: {}; import with {keep}--map {role}=COLUMN reads one",
        quoted.join(", ")
    ))
}
