//! Two or more incidents side by side, and what their peers did. The Compare screen and the `compare`
//! command draw this one structure. It must not know how: cells hold values, not sentences.
//!
//! A row is there when at least one incident states something for it. A cell says what its incident
//! states, or [`Cell::NotStated`], which is neither "no" nor 0. A row *differs* where two incidents state
//! different things. Silence is no statement: where some state the same and the others nothing, the row is
//! [`Agreement::Partly`] stated.

mod cell;
mod clocked;
mod peers;

pub use cell::{Agreement, Cell, CellState, Clocked, Followed, Taken};
pub use peers::{Median, PeerFigure, Peers};

use super::{intervals, severity, timeline};
use crate::model::{
    Date, Incident, Text,
    vocabulary::{ConsequenceKind, DataType, EventKind, Measure, Vocabulary},
};
use intervals::Interval;

/// Incidents side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What stands above each column.
    pub heads: Vec<Head>,
    /// The rows, in sections. A section without rows is left out.
    pub sections: Vec<Section>,
    /// How many incidents the peers are, when peers were given.
    pub peers: Option<usize>,
}

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The incident's id.
    pub id: String,
    /// The organization.
    pub organization: Text,
    /// The year in which it became known, else in which it began.
    pub year: Option<i32>,
}

/// The sections, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// Who, when, how many, how.
    Facts,
    /// Intervals.
    Days,
    /// Notification rules that apply to one of them at least.
    Clocks,
    /// Data types.
    Exposed,
    /// Measures.
    Response,
    /// What followed.
    Consequences,
}

impl SectionKind {
    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Facts => "Facts",
            Self::Days => "Days",
            Self::Clocks => "Clocks",
            Self::Exposed => "Exposed",
            Self::Response => "Response",
            Self::Consequences => "Consequences",
        }
    }
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Which.
    pub kind: SectionKind,
    /// Its rows; those of one group follow each other.
    pub rows: Vec<Row>,
}

/// One row: what each incident states of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The group of the vocabulary that the row's word belongs to, or empty.
    pub group: &'static str,
    /// The word or fact, as in records and queries where it has a name there.
    pub id: &'static str,
    /// As people read it.
    pub label: &'static str,
    /// One cell an incident, in the order of [`Comparison::heads`].
    pub cells: Vec<Cell>,
    /// How what the incidents state goes together.
    pub agreement: Agreement,
    /// Of an interval: for each incident, true when a notification clock between its two events is late.
    pub late: Vec<bool>,
    /// What the peers did, when peers were given.
    pub peers: Option<PeerFigure>,
}

impl Row {
    fn new(group: &'static str, id: &'static str, label: &'static str, cells: Vec<Cell>) -> Self {
        let agreement = Agreement::of(&cells);
        Self {
            group,
            id,
            label,
            cells,
            agreement,
            late: Vec::new(),
            peers: None,
        }
    }

    fn is_stated(&self) -> bool {
        self.cells.iter().any(Cell::is_stated)
    }

    /// How one cell stands to the others.
    #[must_use]
    pub fn state(&self, column: usize) -> CellState {
        match self.cells.get(column) {
            None | Some(Cell::NotStated) => CellState::NotStated,
            Some(Cell::DoesNotApply) => CellState::DoesNotApply,
            Some(_) => match self.agreement {
                Agreement::Same => CellState::Same,
                Agreement::Partly => CellState::OnlySome,
                Agreement::Differs => CellState::Differs,
            },
        }
    }
}

impl Comparison {
    /// How many rows there are of an agreement.
    #[must_use]
    pub fn count(&self, agreement: Agreement) -> usize {
        let rows = self.sections.iter().flat_map(|s| &s.rows);
        rows.filter(|r| r.agreement == agreement).count()
    }

    /// Only the rows that differ in what is stated; sections without any are left out.
    #[must_use]
    pub fn differences(self) -> Self {
        self.with(&[Agreement::Differs])
    }

    /// Only the rows of these agreements; sections without any are left out.
    #[must_use]
    pub fn with(mut self, wanted: &[Agreement]) -> Self {
        for section in &mut self.sections {
            section.rows.retain(|r| wanted.contains(&r.agreement));
        }
        self.sections.retain(|s| !s.rows.is_empty());
        self
    }
}

/// Puts incidents side by side; with `peers`, each row says what they did.
#[must_use]
pub fn compare(incidents: &[Incident], peers: Option<&Peers>) -> Comparison {
    let sections = [
        (SectionKind::Facts, facts(incidents)),
        (SectionKind::Days, days(incidents)),
        (SectionKind::Clocks, clocked::rows(incidents)),
        (SectionKind::Exposed, exposed(incidents)),
        (SectionKind::Response, response(incidents)),
        (SectionKind::Consequences, consequences(incidents)),
    ];
    let sections = sections
        .into_iter()
        .map(|(kind, mut rows)| {
            rows.retain(Row::is_stated);
            for row in &mut rows {
                row.peers = peers.and_then(|p| p.figure(kind, row.id));
            }
            Section { kind, rows }
        })
        .filter(|s| !s.rows.is_empty())
        .collect();
    Comparison {
        heads: incidents.iter().map(head).collect(),
        sections,
        peers: peers.map(Peers::len),
    }
}

fn head(r: &Incident) -> Head {
    Head {
        id: r.id.clone(),
        organization: r.organization.clone(),
        year: intervals::known(r)
            .or_else(|| intervals::began(r))
            .map(Date::year),
    }
}

/// A fact: its id (that of the query field where there is one), its label, how it is read.
type Fact = (&'static str, &'static str, fn(&Incident) -> Cell);

const FACTS: &[Fact] = &[
    ("known", "became known", |r| {
        intervals::known(r).map_or(Cell::NotStated, |date| Cell::Date { date, of: None })
    }),
    ("began", "began", |r| match intervals::beginning(r) {
        Some(event) => Cell::Date {
            date: event.date,
            of: Some(event.kind).filter(|k| !intervals::is_start(*k)),
        },
        None => Cell::NotStated,
    }),
    ("affected", "people", |r| match r.affected.count {
        Some(count) => Cell::People {
            count,
            qualifier: r.affected.qualifier,
            placeholder: r.count_is_placeholder(),
        },
        None => Cell::NotStated,
    }),
    ("sector", "sector", |r| Cell::word(r.sector)),
    ("role", "HIPAA role", |r| Cell::word(r.hipaa_role)),
    ("country", "country", |r| Cell::text(r.country.as_ref())),
    ("state", "state", |r| Cell::text(r.state.as_ref())),
    ("type", "breach type", |r| {
        Cell::words(&r.breach_types().collect::<Vec<_>>())
    }),
    ("method", "methods", |r| Cell::words(&r.methods)),
    ("actor", "threat actor", |r| {
        Cell::text(r.threat_actor.as_ref())
    }),
    ("system", "entered through", |r| Cell::word(r.system.role)),
    ("system_name", "system", |r| {
        Cell::text(r.system.name.as_ref())
    }),
    ("operator", "run by", |r| {
        Cell::text(r.system.operator.as_ref())
    }),
    ("tier", "tier", |r| Cell::word(r.system.tier)),
    ("location", "location", |r| Cell::words(&r.location)),
    ("vendor", "third party", |r| {
        Cell::text(r.third_party.as_ref().map(|t| &t.name))
    }),
    ("severity", "severity", |r| {
        severity::assess(r).map_or(Cell::NotStated, |s| Cell::Text(Text::new(&s.to_string())))
    }),
    ("clients", "clients named", |r| match r.downstream.len() {
        0 => Cell::NotStated,
        n => Cell::Count(n),
    }),
];

fn facts(incidents: &[Incident]) -> Vec<Row> {
    FACTS
        .iter()
        .map(|(id, label, read)| Row::new("", id, label, incidents.iter().map(read).collect()))
        .collect()
}

fn days(incidents: &[Incident]) -> Vec<Row> {
    Interval::ALL
        .iter()
        .map(|interval| {
            let cells = incidents
                .iter()
                .map(|r| interval.days(r).map_or(Cell::NotStated, Cell::Days))
                .collect();
            let late = incidents.iter().map(|r| clocked::is_late(r, *interval));
            Row {
                late: late.collect(),
                ..Row::new("", interval.id(), interval.label(), cells)
            }
        })
        .collect()
}

fn of_words<V: Vocabulary>(
    incidents: &[Incident],
    cell: impl Fn(&Incident, V) -> Option<Cell>,
) -> Vec<Row> {
    V::ALL
        .iter()
        .map(|word| {
            let cells = incidents
                .iter()
                .map(|r| cell(r, *word).unwrap_or(Cell::NotStated))
                .collect();
            Row::new(word.group(), word.id(), word.label(), cells)
        })
        .collect()
}

fn exposed(incidents: &[Incident]) -> Vec<Row> {
    of_words(incidents, |r, data: DataType| {
        r.exposure(data).map(|e| Cell::Exposure(e.status))
    })
}

fn response(incidents: &[Incident]) -> Vec<Row> {
    of_words(incidents, |r, m: Measure| taken(r, m).map(Cell::Measure))
}

fn consequences(incidents: &[Incident]) -> Vec<Row> {
    of_words(incidents, |r, kind: ConsequenceKind| {
        followed(r, kind).map(Cell::Consequence)
    })
}

/// Everything that a record says of one measure, as one: taken before offered before refused, the
/// earliest date, the longest monitoring, the largest amount, the first provider.
fn taken(r: &Incident, measure: Measure) -> Option<Taken> {
    let each = || r.response.iter().filter(|m| m.measure == measure);
    let status = each().map(|m| m.status).min()?;
    let detected = intervals::earliest(r, &[EventKind::Detected]);
    let date = each().filter_map(|m| m.date).min();
    Some(Taken {
        status,
        date,
        after: detected.zip(date).map(|(a, b)| timeline::offset(a, b)),
        months: each().filter_map(|m| m.months).max(),
        provider: each().find_map(|m| m.provider.clone()),
        amount_usd: each().filter_map(|m| m.amount_usd).max(),
    })
}

/// Everything that a record says of one kind of consequence, as one.
fn followed(r: &Incident, kind: ConsequenceKind) -> Option<Followed> {
    let each = || r.consequences.iter().filter(|c| c.kind == kind);
    let times = each().count();
    (times > 0).then(|| Followed {
        times,
        date: each().filter_map(|c| c.date).min(),
        amount_usd: each().filter_map(|c| c.amount_usd).max(),
        body: each().find_map(|c| c.body.clone()),
    })
}

#[cfg(test)]
mod tests;
