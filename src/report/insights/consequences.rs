//! Settlements and penalties by amount: the largest of each incident. It must not know which kinds of
//! consequences count as which; the columns say that.

use super::{Source, days::quartiles, foot, lacking, number, part, sample};
use crate::{
    analysis::statistics::{Summary, histogram},
    report::{
        chart::{Bar, Chart, Extra, Kind},
        human,
    },
};

/// Edges in US dollars with what they are called in a term: steps of 1, 2, 5.
const EDGES: &[(f64, &str)] = &[
    (0.0, "0"),
    (1e5, "100k"),
    (1e6, "1M"),
    (2e6, "2M"),
    (5e6, "5M"),
    (1e7, "10M"),
    (2e7, "20M"),
    (5e7, "50M"),
    (1e8, "100M"),
];

pub(super) fn settlements(s: Source<'_>) -> Chart {
    let column = &s.catalog.columns.settlement;
    let amounts = s.each().map(|row| column.get(row));
    chart(
        s,
        "settlements",
        "settlement",
        [
            "The median settlement is",
            "No amount of a settlement is stated",
        ],
        amounts.collect(),
    )
}

pub(super) fn penalties(s: Source<'_>) -> Chart {
    let column = &s.catalog.columns.penalty;
    let amounts = s.each().map(|row| column.get(row));
    chart(
        s,
        "penalties",
        "penalty",
        ["The median penalty is", "No amount of a penalty is stated"],
        amounts.collect(),
    )
}

fn chart(
    s: Source<'_>,
    id: &'static str,
    field: &'static str,
    [says, nothing]: [&str; 2],
    amounts: Vec<Option<u64>>,
) -> Chart {
    let values = || amounts.iter().map(|a| a.map(|a| a as f64));
    let summary = Summary::of(values());
    let edges: Vec<f64> = EDGES.iter().map(|(e, _)| *e).collect();
    let uppers = EDGES.iter().skip(1).map(|(_, t)| Some(*t)).chain([None]);
    let bins = histogram(values(), &edges);
    let bars = bins
        .iter()
        .zip(EDGES.iter().zip(uppers))
        .map(|(bin, ((from, low), high))| {
            let mut narrow = Vec::new();
            if *from > 0.0 {
                narrow.push(format!("{field}:>={low}"));
            }
            if let Some(high) = high {
                narrow.push(format!("{field}:<{high}"));
            }
            let label = match high {
                Some(high) if *from == 0.0 => format!("under ${high}"),
                Some(high) => format!("${low} to ${high}"),
                None => format!("${low} or more"),
            };
            let share = human::share(bin.n as u64, summary.n as u64);
            Bar {
                value: bin.n as f64,
                shown: number(bin.n),
                extra: vec![Extra {
                    exact: share.replace(" %", ""),
                    shown: share,
                }],
                readout: format!("{label}: {}", part(bin.n, summary.n)),
                narrow,
                label,
                placeholders: 0,
            }
        });
    let title = match summary.median() {
        Some(median) => format!("{says} {}", money(median)),
        None => nothing.to_owned(),
    };
    let largest = summary
        .figures
        .map(|f| format!("largest {}, in all {}", money(f.max), money(f.sum)));
    Chart {
        id,
        title: format!("{title} {}", sample(summary.n, s.of())),
        heading: "amount",
        unit: "incidents",
        extra: vec!["%"],
        kind: Kind::Histogram { limit: None },
        bars: bars.collect(),
        n: summary.n,
        of: s.of(),
        foot: foot([
            lacking(summary.missing, "do not state one"),
            quartiles(&summary, money, ""),
            largest.unwrap_or_default(),
        ]),
        placeholders: 0,
    }
}

/// Dollars, rounded to whole ones.
fn money(dollars: f64) -> String {
    // Amounts are not negative, and far below 2^53.
    human::money(dollars.round() as u64)
}
