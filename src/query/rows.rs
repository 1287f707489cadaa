//! The rows for which one test holds, from the columns. It must not know what else a query asks, nor in
//! which order rows are shown; prose stands in no column, and is read elsewhere.

use super::{
    ClockValue, Context, Test,
    field::{Field, Flag, Kind, Statable},
    pace::Pace,
    value::{Comparison, Limits, Operand, Unit, day_ends},
    words,
    years::Years,
};
use crate::{
    analysis::clocks::ClockResult,
    catalog::{BitSet, Catalog, NameField, columns::Columns, values::news},
    model::{DayRange, Vocabulary, text::fold, vocabulary::EventKind},
};

/// The rows for which a test holds; none for one about prose.
pub(super) fn rows_of(catalog: &Catalog, test: &Test, context: &Context, pace: Pace<'_>) -> BitSet {
    let (len, columns) = (catalog.len(), &catalog.columns);
    let threads = pace.threads;
    match test {
        Test::Word(_) | Test::Phrase(_) => words::holding(catalog, test),
        Test::Words(
            Field {
                kind: Kind::Words { get, .. },
                ..
            },
            values,
        ) => {
            let wanted = values.iter().fold(0, |set, v| set | v.set);
            get(columns).having(threads, len, wanted)
        }
        Test::Texts(field, values) => match field.kind {
            Kind::Names(names) => any(len, values, |v| match v.strip_prefix('=') {
                // The whole name, however it is written.
                Some(name) => BitSet::from_rows(len, catalog.names(names).called(name)),
                None => catalog.names(names).containing(v, len),
            }),
            Kind::Code { get, .. } => {
                let codes = get(catalog);
                let wanted: Vec<bool> = codes
                    .values()
                    .iter()
                    .map(|c| values.iter().any(|v| fold(v) == fold(c)))
                    .collect();
                BitSet::filter_on(threads, len, || {
                    |r| codes.index(r).is_some_and(|i| wanted.get(i) == Some(&true))
                })
            }
            _ => BitSet::none(len),
        },
        Test::Numbers(field, list) => match field.kind {
            Kind::Number { unit, get } => {
                let scale = if unit == Unit::Score { 100.0 } else { 1.0 };
                let limits = limits(list);
                get(columns).having(threads, len, |n| {
                    // Counts stay far below 2^53, up to which a float is exact.
                    let n = n as f64 / scale;
                    limits.iter().any(|l| l.hold(&n, &n))
                })
            }
            Kind::Days(get) => {
                let limits = limits(list);
                BitSet::filter_on(threads, len, || {
                    |r| {
                        get(columns, r).is_some_and(|days| {
                            let (low, high) = day_ends(days);
                            limits.iter().any(|l| l.hold(&low, &high))
                        })
                    }
                })
            }
            _ => BitSet::none(len),
        },
        Test::Dates(field, list) => {
            let limits = limits(list);
            BitSet::filter_on(threads, len, || {
                let (limits, mut years) = (&limits, Years::default());
                // Neighbouring rows often have the same date, and days are some thousands.
                let mut known = vec![(i32::MIN, false); DATES];
                move |r| {
                    let Some(date) = date_number(field, columns, r) else {
                        return false;
                    };
                    let Some(place) = known.get_mut(date.rem_euclid(DATES as i32) as usize) else {
                        return false;
                    };
                    if place.0 != date {
                        let days = days_of(field, columns, r, &mut years);
                        let holds =
                            |days: DayRange| limits.iter().any(|l| l.hold(&days.low, &days.high));
                        *place = (date, days.is_some_and(holds));
                    }
                    place.1
                }
            })
        }
        Test::Stated(field, values) => {
            let mut rows = BitSet::none(len);
            for value in values {
                let mut stated = stated(catalog, *value);
                if matches!(field.kind, Kind::Stated(false)) {
                    stated.negate();
                }
                rows.or(&stated);
            }
            rows
        }
        Test::Clocks(_, values) => {
            let clocks = &columns.clocks;
            let asked = |row: usize, v: &ClockValue| match v.result {
                Some(ClockResult::Met) => clocks.met.get(row),
                Some(ClockResult::Late) => clocks.late.get(row),
                Some(ClockResult::Unknown) => clocks.unknown.get(row),
                None => clocks.met.get(row) | clocks.late.get(row) | clocks.unknown.get(row),
            };
            BitSet::filter_on(threads, len, || {
                |r| values.iter().any(|v| asked(r, v) >> v.rule & 1 == 1)
            })
        }
        Test::Flags(_, flags) => any(len, flags, |f| match f {
            Flag::Marked => resized(&context.marked, len),
            Flag::Starred => resized(&context.starred, len),
            Flag::Noted => resized(&context.noted, len),
            Flag::New => news(columns, len, news::NEW),
            Flag::Changed => news(columns, len, news::CHANGED),
            Flag::Gone => news(columns, len, news::GONE),
            Flag::Placeholder => BitSet::filter_on(threads, len, || |r| columns.placeholder.get(r)),
        }),
        Test::Words(..) => BitSet::none(len),
    }
}

/// The union over several values.
fn any<T>(len: usize, values: &[T], rows: impl Fn(&T) -> BitSet) -> BitSet {
    values.iter().fold(BitSet::none(len), |mut all, v| {
        all.or(&rows(v));
        all
    })
}

fn news(columns: &Columns, len: usize, bit: u8) -> BitSet {
    BitSet::filter(len, |r| columns.news.get(r).is_some_and(|n| n & bit != 0))
}

fn resized(set: &BitSet, len: usize) -> BitSet {
    BitSet::filter(len, |r| set.contains(r))
}

fn limits<T: Operand>(list: &[Comparison<T>]) -> Vec<Limits<T::End>> {
    list.iter().map(Comparison::limits).collect()
}

/// Dates whose answers are remembered while rows are looked through.
const DATES: usize = 1 << 16;

/// A number that is the same for the same date; `None` when none is stated.
fn date_number(field: &Field, columns: &Columns, row: usize) -> Option<i32> {
    match field.kind {
        Kind::Date(get) => get(columns).number(row),
        Kind::Year => Field::day_of_year(columns, row),
        _ => None,
    }
}

/// The days that a date field can mean; those of the whole year for a year.
fn days_of(field: &Field, columns: &Columns, row: usize, years: &mut Years) -> Option<DayRange> {
    match field.kind {
        Kind::Date(get) => get(columns).days(row),
        Kind::Year => years.of(Field::day_of_year(columns, row)?),
        _ => None,
    }
}

/// The rows that state something.
#[must_use]
pub fn stated(catalog: &Catalog, what: Statable) -> BitSet {
    let (len, columns) = (catalog.len(), &catalog.columns);
    match what {
        Statable::Event(kind) => event_rows(columns, kind, len),
        Statable::Field(field) => match field.kind {
            Kind::Names(NameField::Organization) => BitSet::all(len),
            Kind::Names(names) => catalog.names(names).stated(len),
            Kind::Words { get, .. } => get(columns).having(1, len, u64::MAX),
            Kind::Code { get, .. } => BitSet::filter(len, |r| get(catalog).index(r).is_some()),
            Kind::Number { get, .. } => get(columns).having(1, len, |_| true),
            Kind::Days(get) => BitSet::filter(len, |r| get(columns, r).is_some()),
            Kind::Date(get) => BitSet::filter(len, |r| get(columns).first_day(r).is_some()),
            Kind::Year => BitSet::filter(len, |r| Field::day_of_year(columns, r).is_some()),
            Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => {
                BitSet::none(len)
            }
        },
    }
}

fn event_rows(columns: &Columns, kind: EventKind, len: usize) -> BitSet {
    BitSet::filter(len, |r| columns.event.get(r) & kind.bit() != 0)
}
