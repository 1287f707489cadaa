//! Incidents, people and measures by the year in which an incident became known. It must not know how
//! that year is found: the query's field says it.

use super::{Source, foot, lacking, number, part, sample, sentence, words::responds};
use crate::{
    model::{
        Date,
        vocabulary::{Measure, Vocabulary},
    },
    report::{
        chart::{Bar, Chart, Extra, Grid, Kind},
        human,
    },
};
use std::collections::BTreeMap;

/// Longer spans are cut at their beginning: a wrong date must not make a chart of centuries.
const MOST_YEARS: i32 = 60;

/// Years between the first and the last, without gaps, each with what `count` adds to it.
fn by_year<T: Default>(
    s: Source<'_>,
    mut count: impl FnMut(&mut T, usize),
) -> (BTreeMap<i32, T>, usize) {
    let stated = s.years.iter().flatten();
    let Some((first, last)) = stated.clone().min().zip(stated.clone().max()) else {
        return (BTreeMap::new(), 0);
    };
    let (first, last) = ((*first).max(last.saturating_sub(MOST_YEARS - 1)), *last);
    let mut slots: Vec<T> = (first..=last).map(|_| T::default()).collect();
    for (row, year) in s.each().zip(s.years) {
        let at = year.and_then(|y| usize::try_from(y.checked_sub(first)?).ok());
        if let Some(slot) = at.and_then(|at| slots.get_mut(at)) {
            count(slot, row);
        }
    }
    ((first..=last).zip(slots).collect(), stated.count())
}

pub(super) fn incidents(s: Source<'_>) -> Chart {
    let (years, n) = by_year::<usize>(s, |count, _| *count += 1);
    let top = years.iter().max_by_key(|(_, n)| **n);
    let title = match top {
        Some((year, count)) => format!("{year} has the most incidents: {}", number(*count)),
        None => "No year is stated".to_owned(),
    };
    let bars = years.iter().map(|(year, count)| Bar {
        label: year.to_string(),
        value: *count as f64,
        shown: number(*count),
        extra: vec![],
        readout: format!("{year}: {}", part(*count, n)),
        narrow: vec![format!("year:{year}")],
        placeholders: 0,
    });
    Chart {
        id: "incidents-by-year",
        title: format!("{title} {}", sample(n, s.of())),
        heading: "year",
        unit: "incidents",
        extra: vec![],
        kind: Kind::Columns,
        bars: bars.collect(),
        n,
        of: s.of(),
        foot: foot([
            lacking(s.of() - n, "do not state a date"),
            "by the year in which it became known".to_owned(),
        ]),
        placeholders: 0,
    }
}

pub(super) fn people(s: Source<'_>) -> Chart {
    let affected = &s.catalog.columns.affected;
    let mut n = 0;
    let (years, _) =
        by_year::<(u64, usize, usize, usize)>(s, |(people, counted, of, placeholders), row| {
            *of += 1;
            if let Some(count) = affected.get(row) {
                *people = people.saturating_add(count);
                *counted += 1;
                n += 1;
                *placeholders += usize::from(s.is_placeholder(row));
            }
        });
    let placeholders = years.values().map(|(.., placeholders)| placeholders).sum();
    let top = years.iter().max_by_key(|(_, (people, ..))| *people);
    let title = match top {
        Some((year, (people, ..))) if n > 0 => {
            format!("{year} has the most people: {}", human::people(*people))
        }
        _ => "No number of people is stated".to_owned(),
    };
    let bars = years
        .iter()
        .map(|(year, (people, counted, of, placeholders))| Bar {
            label: year.to_string(),
            value: *people as f64,
            shown: match counted {
                0 => human::NOT_STATED.to_owned(),
                _ => human::people(*people),
            },
            extra: vec![Extra {
                shown: number(*counted),
                exact: counted.to_string(),
            }],
            readout: match counted {
                0 => format!("{year}: people are not stated; {} incidents", number(*of)),
                _ => format!(
                    "{year}: {} people in {} of {} incidents",
                    human::exact(*people),
                    number(*counted),
                    number(*of)
                ),
            },
            narrow: vec![format!("year:{year}")],
            placeholders: *placeholders,
        });
    Chart {
        id: "people-by-year",
        title: format!("{title} {}", sample(n, s.of())),
        heading: "year",
        unit: "people",
        extra: vec!["counted"],
        kind: Kind::Columns,
        bars: bars.collect(),
        n,
        of: s.of(),
        foot: foot([
            lacking(s.of() - n, "do not state how many"),
            "people may be in several".to_owned(),
        ]),
        placeholders,
    }
}

/// The measures shown by year: those adopted most.
const MEASURES: usize = 12;

pub(super) fn measures(s: Source<'_>) -> Chart {
    let columns = &s.catalog.columns;
    let mut n = 0;
    let (years, _) = by_year::<(usize, Vec<usize>)>(s, |(of, counts), row| {
        counts.resize(Measure::ALL.len(), 0);
        if !responds(s, row) {
            return;
        }
        n += 1;
        *of += 1;
        let mut set = columns.measure.get(row);
        while set != 0 {
            if let Some(n) = counts.get_mut(set.trailing_zeros() as usize) {
                *n += 1;
            }
            set &= set - 1;
        }
    });
    let at = |counts: &[usize], m: Measure| counts.get(m.index()).copied().unwrap_or(0);
    let total = |m: Measure| years.values().map(|(_, c)| at(c, m)).sum::<usize>();
    let mut top: Vec<(Measure, usize)> = Measure::ALL.iter().map(|m| (*m, total(*m))).collect();
    top.retain(|(_, total)| *total > 0);
    top.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    top.truncate(MEASURES);
    let mut bars = Vec::new();
    for (measure, _) in &top {
        for (year, (of, counts)) in &years {
            let count = at(counts, *measure);
            let shown = match of {
                0 => human::NOT_STATED.to_owned(),
                of => human::share(count as u64, *of as u64),
            };
            bars.push(Bar {
                label: format!("{} {year}", measure.label()),
                value: count as f64,
                shown,
                extra: vec![],
                readout: format!("{} in {year}: {}", measure.label(), part(count, *of)),
                narrow: vec![format!("measure:{}", measure.id()), format!("year:{year}")],
                placeholders: 0,
            });
        }
    }
    let newest = newest_year(s);
    let title = match rise(&top, &years, newest) {
        Some(text) => text,
        None if n == 0 => "No response is stated".to_owned(),
        None => "Measures by year, as shares of the incidents that state a response".to_owned(),
    };
    Chart {
        id: "measures-by-year",
        title: format!("{title} {}", sample(n, s.of())),
        heading: "measure",
        unit: "incidents",
        extra: vec![],
        kind: Kind::Table(Grid {
            rows: top.iter().map(|(m, _)| m.label().to_owned()).collect(),
            columns: years.keys().map(ToString::to_string).collect(),
            foot: 0,
            side: 0,
        }),
        bars,
        n,
        of: s.of(),
        foot: foot([
            lacking(s.of() - n, "do not state a response or a date"),
            "shares of the year's incidents".to_owned(),
            match newest.filter(|year| years.contains_key(year)) {
                Some(year) => format!("{year} is not over and not in the title"),
                None => String::new(),
            },
        ]),
        placeholders: 0,
    }
}

/// The year of the newest date in the whole data, whatever the query asks for.
fn newest_year(s: Source<'_>) -> Option<i32> {
    let known = &s.catalog.columns.known;
    let days = (0..s.catalog.len()).filter_map(|row| known.first_day(row));
    days.max().and_then(Date::from_day).map(Date::year)
}

/// Fewer incidents than this in a year say nothing about a trend.
const ENOUGH: usize = 10;

/// The measure whose share changed most between the first and the last year with enough incidents. The
/// newest year of the data is left out: it runs on, and of young incidents little is stated yet.
fn rise(
    top: &[(Measure, usize)],
    years: &BTreeMap<i32, (usize, Vec<usize>)>,
    newest: Option<i32>,
) -> Option<String> {
    let mut enough = years
        .iter()
        .filter(|(year, (of, _))| *of >= ENOUGH && Some(**year) != newest);
    let (first, (of_first, before)) = enough.next()?;
    let (last, (of_last, after)) = enough.next_back()?;
    let percent = |counts: &[usize], m: Measure, of: usize| {
        let count = counts.get(m.index()).copied().unwrap_or(0);
        // At most 100.
        (count as f64 / of as f64 * 100.0).round() as i64
    };
    let change = |m: Measure| (percent(before, m, *of_first), percent(after, m, *of_last));
    let (measure, _) = top.iter().max_by_key(|(m, total)| {
        let (a, b) = change(*m);
        ((b - a).abs(), *total)
    })?;
    let (a, b) = change(*measure);
    let verb = if b >= a { "rises" } else { "falls" };
    Some(format!(
        "{} {verb} most: {a} % of {of_first} in {first}, {b} % of {of_last} in {last}",
        sentence(measure.label())
    ))
}
