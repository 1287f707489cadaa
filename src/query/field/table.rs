//! FIELDS: the one table of everything that can be asked, sorted, shown and counted. A field is added
//! by adding an entry; parser, completion, columns, facets, help and export headers follow. It must not
//! know what any of them does with an entry.

use super::{Field, Holds, Kind};
use crate::{
    analysis::intervals::Interval,
    catalog::{
        NameField,
        columns::Columns,
        word_columns::WordColumn::{self, Either, One, Sets},
    },
    model::{
        places::{COUNTRIES, US_STATES},
        vocabulary::{
            BreachType, ConsequenceKind, DataType, EventKind, HipaaRole, Location, Measure, Method,
            Sector, SystemRole, Tier, Vocabulary,
        },
    },
    query::value::Unit,
};

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
        holds: Holds::Several,
        get,
    }
}

/// A field of one word.
const fn word<V: Vocabulary>(get: for<'a> fn(&'a Columns) -> WordColumn<'a>) -> Kind {
    Kind::Words {
        title: V::TITLE,
        words: V::WORDS,
        groups: false,
        holds: Holds::One,
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
        Kind::Words {
            title: BreachType::TITLE,
            words: BreachType::WORDS,
            groups: false,
            holds: Holds::MainFirst,
            get: |c| Sets(&c.breach_type),
        },
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
            get: |c| &c.affected,
        },
    ),
    field(
        "monitoring",
        "Monitoring",
        "months of credit monitoring or identity protection, the longest offer",
        "monitoring:>=24",
        Kind::Number {
            unit: Unit::Months,
            get: |c| &c.monitoring,
        },
    ),
    field(
        "settlement",
        "Settlement",
        "largest settlement in US dollars",
        "settlement:>5M",
        Kind::Number {
            unit: Unit::Dollars,
            get: |c| &c.settlement,
        },
    ),
    field(
        "penalty",
        "Penalty",
        "largest penalty in US dollars",
        "penalty:>1M",
        Kind::Number {
            unit: Unit::Dollars,
            get: |c| &c.penalty,
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
        "when it began: first intrusion or exposure, else detection, else the first event; never the filing of a list",
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
            get: |c| &c.severity,
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
        "marked, starred or noted by you; new, changed or gone in the last import; a count that is a placeholder",
        "is:marked",
        Kind::Flags,
    ),
    field(
        "from",
        "Set",
        "the set that the record came from; -from: leaves out what stands there too, a second from: keeps only that",
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
