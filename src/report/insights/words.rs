//! Words of a vocabulary by how many incidents have them. It must not know where words are stored: the
//! query's fields say that.

use super::{Source, foot, lacking, number, part, sample, sentence};
use crate::{
    model::vocabulary::Word,
    query::field::{self, Kind as FieldKind},
    report::{
        chart::{Bar, Chart, Extra, Kind},
        human,
    },
};

/// What one chart of words is called and says.
struct Plan {
    id: &'static str,
    field: &'static str,
    heading: &'static str,
    /// The title, from the first word and its share.
    says: fn(&str, &str) -> String,
    /// When nothing is stated.
    nothing: &'static str,
    /// What an incident that is missing does not do.
    lacking: &'static str,
    /// True when an incident may have several, so that shares add up to more than all.
    several: bool,
}

pub(super) fn methods(s: Source<'_>) -> Chart {
    chart(
        s,
        &Plan {
            id: "methods",
            field: "method",
            heading: "method",
            says: |word, share| format!("{} is the most frequent method: {share}", sentence(word)),
            nothing: "No method is stated",
            lacking: "do not state one",
            several: true,
        },
        |s, row| s.catalog.columns.method.get(row) != 0,
    )
}

pub(super) fn sectors(s: Source<'_>) -> Chart {
    chart(
        s,
        &Plan {
            id: "sectors",
            field: "sector",
            heading: "sector",
            says: |word, share| format!("{} is the sector hit most: {share}", sentence(word)),
            nothing: "No sector is stated",
            lacking: "do not state one",
            several: false,
        },
        |s, row| s.catalog.columns.sector.get(row) != 0,
    )
}

pub(super) fn tiers(s: Source<'_>) -> Chart {
    chart(
        s,
        &Plan {
            id: "tiers",
            field: "tier",
            heading: "system tier",
            says: |word, share| format!("What was entered is most often {word}: {share}"),
            nothing: "No system tier is stated",
            lacking: "do not state one",
            several: false,
        },
        |s, row| s.catalog.columns.tier.get(row) != 0,
    )
}

pub(super) fn data(s: Source<'_>) -> Chart {
    chart(
        s,
        &Plan {
            id: "data",
            field: "data",
            heading: "data type",
            says: |word, share| {
                format!(
                    "{} is the data exposed most, for certain or possibly: {share}",
                    sentence(word)
                )
            },
            nothing: "Nothing is stated about data",
            lacking: "do not say anything about data",
            several: true,
        },
        |s, row| {
            let c = &s.catalog.columns;
            c.data(row) | c.safe.get(row) != 0
        },
    )
}

pub(super) fn measures(s: Source<'_>) -> Chart {
    chart(
        s,
        &Plan {
            id: "measures",
            field: "measure",
            heading: "measure",
            says: |word, share| {
                format!(
                    "{} is the measure taken or offered most: {share}",
                    sentence(word)
                )
            },
            nothing: "No response is stated",
            lacking: "do not state any response",
            several: true,
        },
        responds,
    )
}

/// True when the record states anything of a response.
pub(super) fn responds(s: Source<'_>, row: usize) -> bool {
    let c = &s.catalog.columns;
    c.measure.get(row) | c.refused.get(row) != 0
}

fn chart(s: Source<'_>, plan: &Plan, states: impl Fn(Source<'_>, usize) -> bool) -> Chart {
    let (words, counts) = counts(s, plan.field);
    let n = s.each().filter(|row| states(s, *row)).count();
    let mut found: Vec<(&Word, usize)> = words.iter().zip(counts).filter(|(_, c)| *c > 0).collect();
    // Stable: words with equal counts keep the vocabulary's order.
    found.sort_by_key(|(_, c)| std::cmp::Reverse(*c));
    let share = |count: usize| human::share(count as u64, n as u64);
    let title = match found.first() {
        Some((word, count)) => (plan.says)(word.label, &share(*count)),
        None => plan.nothing.to_owned(),
    };
    let bars = found.into_iter().map(|(word, count)| Bar {
        label: word.label.to_owned(),
        value: count as f64,
        shown: number(count),
        extra: vec![Extra {
            shown: share(count),
            exact: share(count).replace(" %", ""),
        }],
        readout: format!("{}: {}", word.label, part(count, n)),
        narrow: vec![format!("{}:{}", plan.field, word.id)],
        placeholders: 0,
    });
    let several = if plan.several && n > 0 {
        "an incident may have several".to_owned()
    } else {
        String::new()
    };
    Chart {
        id: plan.id,
        title: format!("{title} {}", sample(n, s.of())),
        heading: plan.heading,
        unit: "incidents",
        extra: vec!["%"],
        kind: Kind::Bars,
        bars: bars.collect(),
        n,
        of: s.of(),
        foot: foot([lacking(s.of() - n, plan.lacking), several]),
        placeholders: 0,
    }
}

/// The words of a field and how many rows have each.
fn counts(s: Source<'_>, field: &str) -> (&'static [Word], Vec<usize>) {
    let Some(FieldKind::Words { words, get, .. }) = field::find(field).map(|f| &f.kind) else {
        return (&[], Vec::new());
    };
    let mut counts = vec![0_usize; words.len()];
    let column = get(&s.catalog.columns);
    for row in s.each() {
        let mut set = column.get(row);
        while set != 0 {
            if let Some(n) = counts.get_mut(set.trailing_zeros() as usize) {
                *n += 1;
            }
            set &= set - 1;
        }
    }
    (words, counts)
}
