//! What is searched, filtered, sorted and counted, one column each. A value that a record does not
//! state is `None` (or no bit), which is kept apart from 0 everywhere. It must not know about queries.

use crate::{
    analysis::{
        clocks::{self, Rules},
        intervals::{self, Interval},
        lane, severity, statistics,
    },
    model::{
        Date, DayRange, Incident, Precision,
        date::DayNumber,
        incident::News,
        vocabulary::{ConsequenceKind, DataType, ExposureStatus, MeasureStatus, Vocabulary},
    },
};

/// A column of optional numbers in eight bytes each.
#[derive(Debug, Default)]
pub struct Numbers(Vec<u64>);

const NO_NUMBER: u64 = u64::MAX;

impl Numbers {
    fn push(&mut self, value: Option<u64>) {
        self.0
            .push(value.map_or(NO_NUMBER, |v| v.min(NO_NUMBER - 1)));
    }
    /// The value of a row, if stated.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<u64> {
        self.0.get(row).copied().filter(|v| *v != NO_NUMBER)
    }
}

/// A column of optional dates in four bytes each: the day number times four, plus the precision.
#[derive(Debug, Default)]
pub struct Dates(Vec<i32>);

const NO_DATE: i32 = i32::MIN;

impl Dates {
    fn push(&mut self, value: Option<Date>) {
        self.0.push(value.map_or(NO_DATE, |d| {
            d.first_day() * 4
                + match d.precision() {
                    Precision::Day => 0,
                    Precision::Month => 1,
                    Precision::Year => 2,
                }
        }));
    }
    /// The first day that a row's date can mean, if stated; cheaper than the date.
    #[must_use]
    pub fn first_day(&self, row: usize) -> Option<DayNumber> {
        let packed = *self.0.get(row)?;
        (packed != NO_DATE).then_some(packed >> 2)
    }
    /// The first and the last day that a row's date can mean, if stated.
    #[must_use]
    pub fn days(&self, row: usize) -> Option<DayRange> {
        let packed = *self.0.get(row)?;
        match (packed & 3, packed >> 2) {
            _ if packed == NO_DATE => None,
            (0, day) => Some(DayRange {
                low: day,
                high: day,
            }),
            _ => self.get(row).map(Date::days),
        }
    }
    /// The date of a row, if stated.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Date> {
        let packed = *self.0.get(row)?;
        if packed == NO_DATE {
            return None;
        }
        let day = Date::from_day(packed >> 2)?;
        match packed & 3 {
            0 => Some(day),
            1 => Date::new(day.year(), day.month(), None),
            _ => Date::new(day.year(), None, None),
        }
    }
}

/// A column of optional ranges of days. Takes no space until the first value is stated.
#[derive(Debug, Default)]
pub struct Ranges {
    values: Vec<(i32, i32)>,
    len: usize,
}

const NO_RANGE: (i32, i32) = (i32::MIN, i32::MIN);

impl Ranges {
    fn push(&mut self, value: Option<DayRange>) {
        if let Some(v) = value {
            self.values.resize(self.len, NO_RANGE);
            self.values.push((v.low, v.high));
        } else if !self.values.is_empty() {
            self.values.push(NO_RANGE);
        }
        self.len += 1;
    }
    /// The range of a row, if it can be told.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<DayRange> {
        self.values
            .get(row)
            .filter(|v| **v != NO_RANGE)
            .map(|(low, high)| DayRange {
                low: *low,
                high: *high,
            })
    }
}

/// A column of sets of at most 64 words each.
#[derive(Debug, Default)]
pub struct Sets(Vec<u64>);

impl Sets {
    fn push(&mut self, set: u64) {
        self.0.push(set);
    }
    /// The set of a row; empty when nothing is stated.
    #[must_use]
    pub fn get(&self, row: usize) -> u64 {
        self.0.get(row).copied().unwrap_or(0)
    }
}

/// A column of one optional word each.
#[derive(Debug, Default)]
pub struct Words(Vec<u8>);

const NO_WORD: u8 = u8::MAX;

impl Words {
    fn push<V: Vocabulary>(&mut self, word: Option<V>) {
        self.0.push(
            word.and_then(|w| u8::try_from(w.index()).ok())
                .unwrap_or(NO_WORD),
        );
    }
    /// The one-bit set of a row's word; empty when none is stated.
    #[must_use]
    pub fn get(&self, row: usize) -> u64 {
        match self.0.get(row) {
            Some(&w) if w != NO_WORD => 1 << w,
            _ => 0,
        }
    }
}

/// What the last import of its set did with a record, as bits.
pub mod news {
    /// The set did not have it before.
    pub const NEW: u8 = 1;
    /// The list says something else of it than before.
    pub const CHANGED: u8 = 2;
    /// The list no longer has it.
    pub const GONE: u8 = 4;
}

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
    pub breach_type: Words,
    pub sector: Words,
    pub role: Words,
    pub tier: Words,
    pub system: Words,
    pub began: Dates,
    pub known: Dates,
    /// First and last day that any of a record's marks on a time axis can mean, as day numbers.
    pub span: Ranges,
    pub affected: Numbers,
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
    pub news: Vec<u8>,
}

/// How each notification rule that applies came out.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct ClockColumns {
    pub met: Sets,
    pub late: Sets,
    pub unknown: Sets,
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
        Some(News::New) => news::NEW,
        Some(News::Changed) => news::CHANGED,
        None => 0,
    };
    let gone = imported.gone.map_or(0, |_| news::GONE);
    last | gone
}

impl Columns {
    /// Adds one record as the next row.
    pub fn push(&mut self, r: &Incident) {
        self.exposed.push(data_set(r, ExposureStatus::Exposed));
        self.possible
            .push(data_set(r, ExposureStatus::PossiblyExposed));
        self.safe.push(data_set(r, ExposureStatus::NotExposed));
        self.measure.push(set_of(
            r.response
                .iter()
                .filter(|m| m.status != MeasureStatus::Refused)
                .map(|m| m.measure),
        ));
        self.refused.push(set_of(
            r.response
                .iter()
                .filter(|m| m.status == MeasureStatus::Refused)
                .map(|m| m.measure),
        ));
        self.method.push(set_of(r.methods.iter().copied()));
        self.location.push(set_of(r.location.iter().copied()));
        self.event.push(set_of(r.timeline.iter().map(|e| e.kind)));
        self.outcome
            .push(set_of(r.consequences.iter().map(|c| c.kind)));
        self.breach_type.push(r.breach_type);
        self.sector.push(r.sector);
        self.role.push(r.hipaa_role);
        self.tier.push(r.system.tier);
        self.system.push(r.system.role);
        self.began.push(intervals::began(r));
        self.known.push(intervals::known(r));
        self.span.push(lane::span(r));
        self.affected.push(r.affected.count);
        self.monitoring
            .push(statistics::monitoring(r).map(u64::from));
        self.settlement
            .push(statistics::largest_amount(r, SETTLEMENTS));
        self.penalty.push(statistics::largest_amount(r, PENALTIES));
        for (column, (_, days)) in self.intervals.iter_mut().zip(intervals::all(r)) {
            column.push(days);
        }
        let rules = Rules::bundled();
        let results = clocks::results(r, rules);
        self.clocks.met.push(results.met);
        self.clocks.late.push(results.late);
        self.clocks.unknown.push(results.unknown);
        self.late.push(clocks::first_federal_late(r, rules));
        // Quarters of a point are exact in hundredths.
        self.news.push(news_of(r));
        self.severity
            .push(severity::assess(r).map(|s| u64::from(s.score().0) * 25));
    }

    /// The interval of a row, if it can be told.
    #[must_use]
    pub fn interval(&self, interval: Interval, row: usize) -> Option<DayRange> {
        self.intervals.get(interval.index())?.get(row)
    }

    /// Exposed or possibly exposed data types of a row.
    #[must_use]
    pub fn data(&self, row: usize) -> u64 {
        self.exposed.get(row) | self.possible.get(row)
    }
}

const _: () = assert!(DataType::ALL.len() <= 64);
