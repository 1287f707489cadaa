//! FIELDS: the one table of everything that can be asked, sorted, shown and counted. A field is added
//! by adding an entry; parser, completion, columns, facets, help and export headers follow.

use super::value::Unit;
use crate::{
    analysis::intervals::Interval,
    catalog::{
        Catalog, Codes, NameField,
        columns::Columns,
        values::Dates,
        word_columns::WordColumn::{self, Either, One, Sets},
    },
    model::{
        Date, DayRange,
        date::DayNumber,
        places::{COUNTRIES, US_STATES},
        vocabulary::{
            BreachType, ConsequenceKind, DataType, EventKind, HipaaRole, Location, Measure, Method,
            Sector, SystemRole, Tier, Vocabulary, Word,
        },
    },
};
use std::fmt;

/// Names of places or other codes, beside their codes.
pub type PlaceNames = &'static [(&'static str, &'static str)];

/// How a field is asked and where its values stand.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A name field: holds when the value stands anywhere in it.
    Names(NameField),
    /// Any prose of the record.
    Prose,
    /// Words of a vocabulary.
    Words {
        /// What one word is called.
        title: &'static str,
        /// The vocabulary.
        words: &'static [Word],
        /// True when group names may be asked too.
        groups: bool,
        /// True when a record may have several of them.
        several: bool,
        /// Where they stand.
        get: for<'a> fn(&'a Columns) -> WordColumn<'a>,
    },
    /// A short code.
    Code {
        /// The column.
        get: fn(&Catalog) -> &Codes,
        /// Names that may be written instead of the code.
        names: PlaceNames,
    },
    /// A number.
    Number {
        /// What it counts.
        unit: Unit,
        /// The value of a row, if stated.
        get: fn(&Columns, usize) -> Option<u64>,
    },
    /// A number of days, or a range of them.
    Days(fn(&Columns, usize) -> Option<DayRange>),
    /// A notification rule and how it came out.
    Clock,
    /// A date.
    Date(fn(&Columns) -> &Dates),
    /// The year in which it became known, or else began.
    Year,
    /// `has:` (true) and `no:` (false).
    Stated(bool),
    /// Marks of the user's session.
    Flags,
    /// `sort:`
    Sort,
}

/// One entry of the table.
pub struct Field {
    /// As it is typed.
    pub id: &'static str,
    /// Heading of a column, at most 12 characters.
    pub header: &'static str,
    /// What it means, as a sentence without full stop.
    pub meaning: &'static str,
    /// A term that shows its use.
    pub example: &'static str,
    /// How it is asked.
    pub kind: Kind,
    /// True when its values are counted in the facet column.
    pub facet: bool,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

const fn field(
    id: &'static str,
    header: &'static str,
    meaning: &'static str,
    example: &'static str,
    kind: Kind,
) -> Field {
    Field {
        id,
        header,
        meaning,
        example,
        kind,
        facet: false,
    }
}

const fn facet(field: Field) -> Field {
    Field {
        facet: true,
        ..field
    }
}

/// A field of several words, whose groups may be asked when `groups` is true.
const fn words<V: Vocabulary>(
    groups: bool,
    get: for<'a> fn(&'a Columns) -> WordColumn<'a>,
) -> Kind {
    Kind::Words {
        title: V::TITLE,
        words: V::WORDS,
        groups,
        several: true,
        get,
    }
}

/// A field of one word.
const fn word<V: Vocabulary>(get: for<'a> fn(&'a Columns) -> WordColumn<'a>) -> Kind {
    Kind::Words {
        title: V::TITLE,
        words: V::WORDS,
        groups: false,
        several: false,
        get,
    }
}

/// Everything that can be asked.
pub static FIELDS: &[Field] = &[
    field(
        "org",
        "Organization",
        "the organization or one of its aliases contains this; \"=name\" is the whole name, however written",
        "org:\"yale new haven\"",
        Kind::Names(NameField::Organization),
    ),
    field(
        "vendor",
        "Vendor",
        "the third party that was the way in, or the operator of the system, contains this",
        "vendor:zendesk",
        Kind::Names(NameField::Vendor),
    ),
    field(
        "client",
        "Client",
        "one of a vendor's clients contains this",
        "client:corewell",
        Kind::Names(NameField::Client),
    ),
    field(
        "actor",
        "Threat actor",
        "the threat actor contains this",
        "actor:clop,cl0p",
        Kind::Names(NameField::Actor),
    ),
    field(
        "text",
        "Text",
        "any prose of the record contains this",
        "text:zendesk",
        Kind::Prose,
    ),
    facet(field(
        "data",
        "Data",
        "exposed or possibly exposed data types or groups of them",
        "data:ssn",
        words::<DataType>(true, |c| Either(&c.exposed, &c.possible)),
    )),
    field(
        "exposed",
        "Exposed",
        "data stated as exposed",
        "exposed:medical",
        words::<DataType>(true, |c| Sets(&c.exposed)),
    ),
    field(
        "possible",
        "Possible",
        "data stated as possibly exposed",
        "possible:ssn",
        words::<DataType>(true, |c| Sets(&c.possible)),
    ),
    field(
        "safe",
        "Safe",
        "data that the organization says was not involved",
        "safe:medical_record",
        words::<DataType>(true, |c| Sets(&c.safe)),
    ),
    facet(field(
        "measure",
        "Measures",
        "measures taken or offered, or groups of them",
        "measure:credit_monitoring",
        words::<Measure>(true, |c| Sets(&c.measure)),
    )),
    field(
        "refused",
        "Refused",
        "measures that were refused",
        "refused:ransom_payment",
        words::<Measure>(true, |c| Sets(&c.refused)),
    ),
    facet(field(
        "method",
        "Method",
        "how it happened",
        "method:ransomware",
        words::<Method>(false, |c| Sets(&c.method)),
    )),
    facet(field(
        "type",
        "Type",
        "type of breach in the terms of the HHS OCR portal",
        "type:theft",
        word::<BreachType>(|c| One(&c.breach_type)),
    )),
    facet(field(
        "sector",
        "Sector",
        "what kind of organization it is",
        "sector:health_plan",
        word::<Sector>(|c| One(&c.sector)),
    )),
    facet(field(
        "role",
        "HIPAA role",
        "the organization's role under HIPAA",
        "role:business_associate",
        word::<HipaaRole>(|c| One(&c.role)),
    )),
    facet(field(
        "tier",
        "Tier",
        "whether the main systems were entered or something beside them",
        "tier:auxiliary",
        word::<Tier>(|c| One(&c.tier)),
    )),
    facet(field(
        "system",
        "System",
        "what the entered system is for",
        "system:email",
        word::<SystemRole>(|c| One(&c.system)),
    )),
    facet(field(
        "location",
        "Location",
        "where the information was, in the terms of the HHS OCR portal",
        "location:laptop",
        words::<Location>(false, |c| Sets(&c.location)),
    )),
    facet(field(
        "state",
        "State",
        "home state of the organization, US only",
        "state:CA",
        Kind::Code {
            get: |c| &c.states,
            names: US_STATES,
        },
    )),
    facet(field(
        "country",
        "Country",
        "country of the organization, ISO 3166-1",
        "-country:US",
        Kind::Code {
            get: |c| &c.countries,
            names: COUNTRIES,
        },
    )),
    field(
        "event",
        "Events",
        "something that the timeline has",
        "event:ransom_paid",
        words::<EventKind>(false, |c| Sets(&c.event)),
    ),
    facet(field(
        "outcome",
        "Outcome",
        "suits, settlements, penalties and other consequences",
        "outcome:class_settlement",
        words::<ConsequenceKind>(false, |c| Sets(&c.outcome)),
    )),
    field(
        "affected",
        "People",
        "individuals affected",
        "affected:500k..2M",
        Kind::Number {
            unit: Unit::People,
            get: |c, r| c.affected.get(r),
        },
    ),
    field(
        "monitoring",
        "Monitoring",
        "months of credit monitoring or identity protection, the longest offer",
        "monitoring:>=24",
        Kind::Number {
            unit: Unit::Months,
            get: |c, r| c.monitoring.get(r),
        },
    ),
    field(
        "settlement",
        "Settlement",
        "largest settlement in US dollars",
        "settlement:>5M",
        Kind::Number {
            unit: Unit::Dollars,
            get: |c, r| c.settlement.get(r),
        },
    ),
    field(
        "penalty",
        "Penalty",
        "largest penalty in US dollars",
        "penalty:>1M",
        Kind::Number {
            unit: Unit::Dollars,
            get: |c, r| c.penalty.get(r),
        },
    ),
    facet(field(
        "year",
        "Year",
        "year in which it became known; if that is not stated, in which it began",
        "year:2020..2023",
        Kind::Year,
    )),
    field(
        "known",
        "Known",
        "when it became known: first disclosure, notice or claim",
        "known:>=2025",
        Kind::Date(|c| &c.known),
    ),
    field(
        "began",
        "Began",
        "when it began: first intrusion or exposure, else detection, else the first event",
        "began:2023-05..2023-07",
        Kind::Date(|c| &c.began),
    ),
    field(
        "detect",
        "Detect",
        "days from start to detection",
        "detect:>90d",
        Kind::Days(|c, r| c.interval(Interval::Detect, r)),
    ),
    field(
        "contain",
        "Contain",
        "days from detection to containment",
        "contain:<7d",
        Kind::Days(|c, r| c.interval(Interval::Contain, r)),
    ),
    field(
        "scope",
        "Scope",
        "days from detection until the scope was confirmed",
        "scope:>60d",
        Kind::Days(|c, r| c.interval(Interval::Scope, r)),
    ),
    field(
        "clients",
        "Clients told",
        "days from detection until clients were notified",
        "clients:<=60d",
        Kind::Days(|c, r| c.interval(Interval::Clients, r)),
    ),
    field(
        "notify",
        "Notify",
        "days from detection until individuals were notified",
        "notify:>60d",
        Kind::Days(|c, r| c.interval(Interval::Notify, r)),
    ),
    field(
        "disclose",
        "Disclose",
        "days from detection to public disclosure",
        "disclose:<30d",
        Kind::Days(|c, r| c.interval(Interval::Disclose, r)),
    ),
    field(
        "total",
        "Total",
        "days from start until individuals were notified",
        "total:<30d",
        Kind::Days(|c, r| c.interval(Interval::Total, r)),
    ),
    field(
        "clock",
        "Clock",
        "a notification rule that applies and how it came out: met, late or unknown",
        "clock:hipaa-60=late",
        Kind::Clock,
    ),
    field(
        "late",
        "Late by",
        "days past the first federal limit that applies",
        "late:>30d",
        Kind::Days(|c, r| c.late.get(r)),
    ),
    field(
        "severity",
        "Severity",
        "ENISA 2013 severity, from 0 to 5.25; 4 and more is very high",
        "severity:>=4",
        Kind::Number {
            unit: Unit::Score,
            get: |c, r| c.severity.get(r),
        },
    ),
    field(
        "has",
        "States",
        "the record states it: a field or an event",
        "has:affected",
        Kind::Stated(true),
    ),
    field(
        "no",
        "Lacks",
        "the record does not state it: a field or an event",
        "no:monitoring",
        Kind::Stated(false),
    ),
    field(
        "is",
        "Marks",
        "marked, starred or noted by you; new, changed or gone in the last import",
        "is:marked",
        Kind::Flags,
    ),
    field(
        "from",
        "Set",
        "the set that the record came from",
        "from:bundled",
        Kind::Code {
            get: |c| &c.sets,
            names: &[],
        },
    ),
    field(
        "sort",
        "Sort",
        "order by a field; with - largest, latest or last first",
        "sort:-affected",
        Kind::Sort,
    ),
];

/// The field with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|f| f.id == id)
}

/// A mark of the user's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Marked for comparison.
    Marked,
    /// Starred.
    Starred,
    /// With a note.
    Noted,
    /// Brought by the last import of its set.
    New,
    /// Changed by the last import of its set.
    Changed,
    /// No longer in the list that its set was read from.
    Gone,
}

impl Flag {
    /// Every flag.
    pub const ALL: &'static [Self] = &[
        Self::Marked,
        Self::Starred,
        Self::Noted,
        Self::New,
        Self::Changed,
        Self::Gone,
    ];

    /// As it is typed.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Marked => "marked",
            Self::Starred => "starred",
            Self::Noted => "noted",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    /// What it means, as a sentence without full stop.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Marked => "marked for comparison",
            Self::Starred => "starred by you",
            Self::Noted => "with a note of yours",
            Self::New => "brought by the last import of its set",
            Self::Changed => "changed by the last import of its set",
            Self::Gone => "no longer in the list that its set was read from",
        }
    }

    /// True for what an import did, which is a matter of rows rather than of incidents.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Gone)
    }
}

/// Something that a record may or may not state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Statable {
    /// A field has a value.
    Field(&'static Field),
    /// The timeline has such an event.
    Event(EventKind),
}

impl Statable {
    /// As it is typed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Field(f) => f.id,
            Self::Event(e) => e.id(),
        }
    }

    /// Everything that can be asked of `has:` and `no:`; a field comes before an event of the same name.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = FIELDS.iter().filter(|f| f.is_stated_kind());
        let events = EventKind::ALL
            .iter()
            .filter(|e| !FIELDS.iter().any(|f| f.is_stated_kind() && f.id == e.id()));
        fields
            .map(Self::Field)
            .chain(events.copied().map(Self::Event))
    }
}

/// What a row has in a field, for sorting and for showing.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// The words of a set, as bits.
    Words(&'static [Word], u64),
    /// A code.
    Code(String),
    /// A number and what it counts.
    Number(u64, Unit),
    /// Days.
    Days(DayRange),
    /// A date.
    Date(Date),
    /// A year.
    Year(i32),
    /// Texts.
    Texts(Vec<String>),
}

impl Field {
    /// The unit of its numbers.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match self.kind {
            Kind::Number { unit, .. } => unit,
            _ => Unit::Days,
        }
    }

    /// True when `has:` and `no:` can ask for it.
    #[must_use]
    pub const fn is_stated_kind(&self) -> bool {
        !matches!(
            self.kind,
            Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort
        )
    }

    /// True when rows can be ordered by it.
    #[must_use]
    pub const fn is_sortable(&self) -> bool {
        match self.kind {
            Kind::Names(NameField::Organization) => true,
            Kind::Names(_)
            | Kind::Prose
            | Kind::Clock
            | Kind::Stated(_)
            | Kind::Flags
            | Kind::Sort => false,
            _ => true,
        }
    }

    /// The year of a row: when it became known, else when it began.
    #[must_use]
    pub fn year_of(columns: &Columns, row: usize) -> Option<i32> {
        let day = Self::day_of_year(columns, row)?;
        Date::from_day(day).map(Date::year)
    }

    /// The first day of the date whose year [`Self::year_of`] tells.
    #[must_use]
    pub fn day_of_year(columns: &Columns, row: usize) -> Option<DayNumber> {
        let known = columns.known.first_day(row);
        known.or_else(|| columns.began.first_day(row))
    }

    /// What a row states in this field; `None` when nothing. Names other than the organization are
    /// read from the record's bytes, which costs some microseconds.
    #[must_use]
    pub fn cell(&self, catalog: &Catalog, row: usize) -> Option<Cell> {
        let columns = &catalog.columns;
        match self.kind {
            Kind::Names(NameField::Organization) => {
                Some(Cell::Texts(vec![catalog.organization(row).to_owned()]))
            }
            Kind::Names(wanted) => {
                let incident = catalog.incident(row)?;
                let mut names: Vec<String> = crate::catalog::build::names_of(&incident)
                    .filter(|(f, _)| *f == wanted)
                    .map(|(_, n)| n.to_owned())
                    .collect();
                names.dedup();
                (!names.is_empty()).then_some(Cell::Texts(names))
            }
            Kind::Words { words, get, .. } => Some(get(columns).get(row))
                .filter(|set| *set != 0)
                .map(|set| Cell::Words(words, set)),
            Kind::Code { get, .. } => get(catalog).get(row).map(|c| Cell::Code(c.to_owned())),
            Kind::Number { unit, get } => get(columns, row).map(|n| Cell::Number(n, unit)),
            Kind::Days(get) => get(columns, row).map(Cell::Days),
            Kind::Date(get) => get(columns).get(row).map(Cell::Date),
            Kind::Year => Self::year_of(columns, row).map(Cell::Year),
            Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        for (i, f) in FIELDS.iter().enumerate() {
            assert!(!FIELDS[..i].contains(f), "{f:?} stands twice");
            assert!(f.header.chars().count() <= 12, "{f:?}");
            assert!(
                f.example
                    .trim_start_matches('-')
                    .starts_with(&format!("{}:", f.id)),
                "{f:?}"
            );
            let parsed = crate::query::parse(f.example);
            assert_eq!(parsed.errors, [], "{f:?}");
            assert_eq!(
                parsed.query.to_string(),
                f.example,
                "{f:?}: an example is written as it is displayed"
            );
        }
    }
}
