//! What is searched, filtered, sorted and counted, one column each. A value that a record does not
//! state is `None` (or no bit), which is kept apart from 0 everywhere. It must not know about queries.

use super::{
    packed::Packed,
    values::{Dates, Flags, News, Numbers, Ranges, Sets, Words, news},
};
use crate::{
    analysis::{
        clocks::{self, Results, Rules},
        intervals::{self, Interval},
        lane, severity, statistics,
    },
    model::{
        Date, DayRange, Incident,
        date::DayNumber,
        incident::News as Last,
        vocabulary::{
            ConsequenceKind, DataType, EventKind, ExposureStatus, MeasureStatus, Vocabulary,
        },
    },
};

/// Every typed column. The names are those of the query fields.
#[derive(Debug, Default)]
#[allow(missing_docs)] // the fields' meanings stand in query::field::FIELDS, once
pub struct Columns {
    pub exposed: Sets,
    pub possible: Sets,
    pub safe: Sets,
    pub measure: Sets,
    pub refused: Sets,
    pub method: Sets,
    pub location: Sets,
    pub event: Sets,
    pub outcome: Sets,
    pub breach_type: Sets,
    pub sector: Words,
    pub role: Words,
    pub tier: Words,
    pub system: Words,
    pub began: Dates,
    pub known: Dates,
    /// First and last day that any of a record's marks on a time axis can mean, as day numbers.
    pub span: Ranges,
    pub affected: Numbers,
    /// The count is a placeholder, filed before the number was known.
    pub placeholder: Flags,
    pub monitoring: Numbers,
    pub settlement: Numbers,
    pub penalty: Numbers,
    pub intervals: [Ranges; Interval::ALL.len()],
    /// Rules whose limit was met, late, or cannot be told; a bit is a rule's position in [`Rules`].
    pub clocks: ClockColumns,
    pub late: Ranges,
    /// Severity times one hundred.
    pub severity: Numbers,
    /// See [`news`].
    pub news: News,
}

/// How each notification rule that applies came out.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct ClockColumns {
    pub met: Sets,
    pub late: Sets,
    pub unknown: Sets,
}

impl ClockColumns {
    /// Adds the results of one record.
    pub(super) fn push(&mut self, results: Results) {
        self.met.push(results.met);
        self.late.push(results.late);
        self.unknown.push(results.unknown);
    }
}

const SETTLEMENTS: &[ConsequenceKind] = &[
    ConsequenceKind::ClassSettlement,
    ConsequenceKind::OcrSettlement,
    ConsequenceKind::StateSettlement,
];
const PENALTIES: &[ConsequenceKind] = &[
    ConsequenceKind::OcrPenalty,
    ConsequenceKind::FtcOrder,
    ConsequenceKind::ForeignPenalty,
    ConsequenceKind::StatePenalty,
];

/// The data types with one status.
#[must_use]
pub fn data_set(r: &Incident, status: ExposureStatus) -> u64 {
    r.exposed
        .iter()
        .filter(|e| e.status == status)
        .fold(0, |set, e| set | e.data.bit())
}

fn set_of<V: Vocabulary>(words: impl Iterator<Item = V>) -> u64 {
    words.fold(0, |set, w| set | w.bit())
}

fn news_of(r: &Incident) -> u8 {
    let Some(imported) = &r.imported else {
        return 0;
    };
    let last = match imported.last_import {
        Some(Last::New) => news::NEW,
        Some(Last::Changed) => news::CHANGED,
        None => 0,
    };
    let gone = imported.gone.map_or(0, |_| news::GONE);
    last | gone
}

/// A row put together from known ones: what its cells say but for day, count, text and methods is that of a row of
/// one column each, what its text says that of another, and the one thing dated is that it was filed.
#[derive(Clone, Copy)]
pub(super) struct Alike {
    pub kind: u32,
    pub text: u32,
    /// The methods that its text names, as bits.
    pub methods: u64,
    /// A row of known results of clocks.
    pub clocks: u32,
    /// A row of known severities.
    pub severity: u32,
    pub filed: DayNumber,
    pub affected: Option<u64>,
    /// That is a placeholder.
    pub placeholder: bool,
}

/// Where rows that are put together come from: always the same columns, which may grow.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub kinds: &'a Columns,
    pub texts: &'a Columns,
    pub clocks: &'a ClockColumns,
    pub severity: &'a Numbers,
}

/// Severity times one hundred; quarters of a point are exact in it.
pub(super) fn severity(r: &Incident) -> Option<u64> {
    severity::assess(r).map(|s| u64::from(s.score().0) * 25)
}

impl Columns {
    /// Adds one record as the next row.
    pub fn push(&mut self, r: &Incident) {
        self.exposed.push(data_set(r, ExposureStatus::Exposed));
        self.possible
            .push(data_set(r, ExposureStatus::PossiblyExposed));
        self.safe.push(data_set(r, ExposureStatus::NotExposed));
        let measures = |refused: bool| {
            let all = r.response.iter();
            set_of(
                all.filter(|m| (m.status == MeasureStatus::Refused) == refused)
                    .map(|m| m.measure),
            )
        };
        self.measure.push(measures(false));
        self.refused.push(measures(true));
        self.method.push(set_of(r.methods.iter().copied()));
        self.location.push(set_of(r.location.iter().copied()));
        self.event.push(set_of(r.timeline.iter().map(|e| e.kind)));
        self.outcome
            .push(set_of(r.consequences.iter().map(|c| c.kind)));
        self.breach_type.push(set_of(r.breach_types()));
        self.sector.push(r.sector);
        self.role.push(r.hipaa_role);
        self.tier.push(r.system.tier);
        self.system.push(r.system.role);
        self.began.push(intervals::began(r));
        self.known.push(intervals::known(r));
        self.span.push(lane::span(r));
        self.affected.push(r.affected.count);
        self.placeholder.push(r.count_is_placeholder());
        self.monitoring
            .push(statistics::monitoring(r).map(u64::from));
        self.settlement
            .push(statistics::largest_amount(r, SETTLEMENTS));
        self.penalty.push(statistics::largest_amount(r, PENALTIES));
        for (column, (_, days)) in self.intervals.iter_mut().zip(intervals::all(r)) {
            column.push(days);
        }
        let rules = Rules::bundled();
        self.clocks.push(clocks::results(r, rules));
        self.late.push(clocks::first_federal_late(r, rules));
        self.news.push(u64::from(news_of(r)));
        self.severity.push(severity(r));
    }

    /// Adds rows that are put together from known ones: column by column, which is quicker than row by row.
    pub(super) fn gather(&mut self, from: &Origin<'_>, rows: &[Alike]) {
        let (k, t) = (from.kinds, from.texts);
        let kinds = || rows.iter().map(|r| r.kind as usize);
        let texts = || rows.iter().map(|r| r.text as usize);
        let clocks = || rows.iter().map(|r| r.clocks as usize);
        let days = || rows.iter().map(|r| r.filed);
        for (mine, theirs) in [
            (&mut self.exposed.0, &t.exposed.0),
            (&mut self.possible.0, &t.possible.0),
            (&mut self.safe.0, &t.safe.0),
            (&mut self.measure.0, &t.measure.0),
            (&mut self.refused.0, &t.refused.0),
            (&mut self.monitoring.0, &t.monitoring.0),
        ] {
            mine.gather(theirs, texts());
        }
        for (mine, theirs) in [
            (&mut self.location.0, &k.location.0),
            (&mut self.outcome.0, &k.outcome.0),
            (&mut self.breach_type.0, &k.breach_type.0),
            (&mut self.settlement.0, &k.settlement.0),
            (&mut self.penalty.0, &k.penalty.0),
            (&mut self.news.0, &k.news.0),
        ] {
            mine.gather(theirs, kinds());
        }
        for (mine, theirs) in self.words().into_iter().zip(k.words_of()) {
            mine.gather(theirs, kinds());
        }
        for (mine, theirs) in [
            (&mut self.clocks.met.0, &from.clocks.met.0),
            (&mut self.clocks.late.0, &from.clocks.late.0),
            (&mut self.clocks.unknown.0, &from.clocks.unknown.0),
        ] {
            mine.gather(theirs, clocks());
        }
        let severities = rows.iter().map(|r| r.severity as usize);
        self.severity.0.gather(&from.severity.0, severities);
        for row in rows {
            self.event.push(EventKind::RegulatorNotified.bit());
            self.method.push(row.methods);
            self.affected.push(row.affected);
            self.placeholder.push(row.placeholder);
        }
        // Of the filing alone nobody knows when it began.
        self.began.push_none(rows.len());
        self.known.push_days(days());
        self.span.push_days(days());
        for column in &mut self.intervals {
            column.push_none(rows.len());
        }
        self.late.push_none(rows.len());
    }

    /// Says that so many more rows are to come, so that their room is taken at once.
    pub(super) fn expect(&mut self, more: usize) {
        self.packed().into_iter().for_each(|p| p.expect(more));
        for words in self.words() {
            words.0.reserve_exact(more);
        }
        self.began.0.reserve_exact(more);
        self.known.0.reserve_exact(more);
        self.intervals.iter_mut().for_each(|i| i.expect(more));
        self.span.expect(more);
        self.late.expect(more);
    }

    /// Adds every row of others, which may become these.
    pub(super) fn append(&mut self, other: Self) {
        if self.exposed.0.len() == 0 {
            *self = other;
        } else {
            self.extend_from(&other);
        }
    }

    /// Adds every row of others.
    pub(super) fn extend_from(&mut self, other: &Self) {
        for (mine, theirs) in self.packed().into_iter().zip(other.packed_of()) {
            mine.append(theirs);
        }
        for (mine, theirs) in self.words().into_iter().zip(other.words_of()) {
            mine.0.extend_from_slice(&theirs.0);
        }
        self.began.0.extend_from_slice(&other.began.0);
        self.known.0.extend_from_slice(&other.known.0);
        for (mine, theirs) in self.intervals.iter_mut().zip(&other.intervals) {
            mine.append(theirs);
        }
        self.span.append(&other.span);
        self.late.append(&other.late);
    }

    /// Gives back the room that growing took in advance.
    pub(super) fn shrink(&mut self) {
        self.packed().into_iter().for_each(Packed::shrink);
        for words in self.words() {
            words.0.shrink_to_fit();
        }
        self.began.0.shrink_to_fit();
        self.known.0.shrink_to_fit();
        self.intervals.iter_mut().for_each(Ranges::shrink);
        self.span.shrink();
        self.late.shrink();
    }

    fn packed(&mut self) -> [&mut Packed; 20] {
        [
            &mut self.exposed.0,
            &mut self.possible.0,
            &mut self.safe.0,
            &mut self.measure.0,
            &mut self.refused.0,
            &mut self.method.0,
            &mut self.location.0,
            &mut self.breach_type.0,
            &mut self.event.0,
            &mut self.outcome.0,
            &mut self.affected.0,
            &mut self.placeholder.0,
            &mut self.monitoring.0,
            &mut self.settlement.0,
            &mut self.penalty.0,
            &mut self.clocks.met.0,
            &mut self.clocks.late.0,
            &mut self.clocks.unknown.0,
            &mut self.severity.0,
            &mut self.news.0,
        ]
    }

    const fn packed_of(&self) -> [&Packed; 20] {
        [
            &self.exposed.0,
            &self.possible.0,
            &self.safe.0,
            &self.measure.0,
            &self.refused.0,
            &self.method.0,
            &self.location.0,
            &self.breach_type.0,
            &self.event.0,
            &self.outcome.0,
            &self.affected.0,
            &self.placeholder.0,
            &self.monitoring.0,
            &self.settlement.0,
            &self.penalty.0,
            &self.clocks.met.0,
            &self.clocks.late.0,
            &self.clocks.unknown.0,
            &self.severity.0,
            &self.news.0,
        ]
    }

    const fn words(&mut self) -> [&mut Words; 4] {
        [
            &mut self.sector,
            &mut self.role,
            &mut self.tier,
            &mut self.system,
        ]
    }

    const fn words_of(&self) -> [&Words; 4] {
        [&self.sector, &self.role, &self.tier, &self.system]
    }

    /// The interval of a row, if it can be told.
    #[must_use]
    pub fn interval(&self, interval: Interval, row: usize) -> Option<DayRange> {
        self.intervals.get(interval.index())?.get(row)
    }

    /// Where a row lies in time: when it began; if nobody states that, when it became known.
    #[must_use]
    pub fn starts(&self, row: usize) -> Option<Date> {
        self.began.get(row).or_else(|| self.known.get(row))
    }

    /// Exposed or possibly exposed data types of a row.
    #[must_use]
    pub fn data(&self, row: usize) -> u64 {
        self.exposed.get(row) | self.possible.get(row)
    }
}

const _: () = assert!(DataType::ALL.len() <= 64);
