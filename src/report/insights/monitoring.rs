//! Credit monitoring: for how long it was offered, and whether it was where Social Security numbers were
//! exposed. It must not know how an offer is read from a record.

use super::{Source, foot, lacking, number, part, sample, words::responds};
use crate::{
    analysis::statistics::{Share, Summary, histogram},
    model::vocabulary::{DataType, Measure, Vocabulary},
    report::{
        chart::{Bar, Chart, Extra, Grid, Kind},
        human,
    },
};
use std::ops::Range;

/// Edges in months: the years that are offered most, and what lies between them.
const EDGES: &[f64] = &[1.0, 12.0, 13.0, 24.0, 25.0, 36.0, 37.0, 60.0];

pub(super) fn months(s: Source<'_>) -> Chart {
    let columns = &s.catalog.columns;
    let values = || s.each().map(|row| columns.monitoring.get(row));
    let summary = Summary::of_counts(values());
    let offers = Measure::CreditMonitoring.bit() | Measure::IdentityProtection.bit();
    let silent = s
        .each()
        .filter(|row| columns.measure.get(*row) & offers != 0)
        .filter(|row| columns.monitoring.get(*row).is_none())
        .count();
    let bins = histogram(values().map(|v| v.map(|m| m as f64)), EDGES);
    let bars = bins.iter().map(|bin| {
        // Edges are whole numbers of months.
        let from = bin.from as u64;
        let (label, term) = match bin.to {
            to if to.is_infinite() => (format!("{from} or more"), format!(">={from}")),
            to if to - bin.from == 1.0 => (from.to_string(), from.to_string()),
            to => {
                let last = to as u64 - 1;
                (format!("{from}–{last}"), format!("{from}..{last}"))
            }
        };
        let share = human::share(bin.n as u64, summary.n as u64);
        Bar {
            value: bin.n as f64,
            shown: number(bin.n),
            extra: vec![Extra {
                exact: share.replace(" %", ""),
                shown: share,
            }],
            readout: format!("{label} months: {}", part(bin.n, summary.n)),
            narrow: vec![format!("monitoring:{term}")],
            label: format!("{label} months"),
            placeholders: 0,
        }
    });
    let title = match summary.median() {
        Some(median) => format!("Monitoring is offered for a median of {median:.0} months"),
        None => "Months of monitoring are not stated".to_owned(),
    };
    Chart {
        id: "monitoring",
        title: format!("{title} {}", sample(summary.n, s.of())),
        heading: "months",
        unit: "incidents",
        extra: vec!["%"],
        kind: Kind::Histogram { limit: None },
        bars: bars.collect(),
        n: summary.n,
        of: s.of(),
        foot: foot([
            lacking(summary.missing, "do not state months"),
            match silent {
                0 => String::new(),
                n => format!("{} of them offered it all the same", number(n)),
            },
            "the longest offer counts".to_owned(),
        ]),
        placeholders: 0,
    }
}

/// Social Security numbers against credit monitoring, over the incidents that state both data and a
/// response. That a record does not name an offer is no statement that there was none.
pub(super) fn against_ssn(s: Source<'_>) -> Chart {
    let columns = &s.catalog.columns;
    let offered = |row| columns.measure.get(row) & Measure::CreditMonitoring.bit() != 0;
    let states = |row| columns.data(row) | columns.safe.get(row) != 0 && responds(s, row);
    // What was said of SSNs, the gravest statement first: each incident once.
    let said = |row| {
        [&columns.exposed, &columns.possible, &columns.safe]
            .iter()
            .position(|set| set.get(row) & DataType::Ssn.bit() != 0)
            .unwrap_or(3)
    };
    let mut cells = [[0_usize; 2]; 4];
    for row in s.each().filter(|row| states(*row)) {
        let cell = cells.get_mut(said(row));
        if let Some(n) = cell.and_then(|c| c.get_mut(usize::from(!offered(row)))) {
            *n += 1;
        }
    }
    let count = |rows: Range<usize>, b: Option<bool>| {
        let of = |[offered, silent]: &[usize; 2]| match b {
            None => offered + silent,
            Some(true) => *offered,
            Some(false) => *silent,
        };
        let rows = cells.get(rows).unwrap_or_default();
        rows.iter().map(of).sum::<usize>()
    };
    let rows: [(&str, Range<usize>, &[&str]); 5] = [
        ("exposed", 0..1, &["exposed:ssn"]),
        ("possibly", 1..2, &["possible:ssn", "-exposed:ssn"]),
        ("not involved", 2..3, &["safe:ssn", "-data:ssn"]),
        ("not named", 3..4, &["-data:ssn", "-safe:ssn"]),
        ("all", 0..4, &[]),
    ];
    let sides = [
        ("offered", Some(true), Some("measure:credit_monitoring")),
        (
            "not stated",
            Some(false),
            Some("-measure:credit_monitoring"),
        ),
        ("all", None, None),
    ];
    let mut bars = Vec::new();
    for (row, at, row_terms) in rows.clone() {
        let of = count(at.clone(), None);
        for (side, b, side_term) in sides {
            let n = count(at.clone(), b);
            let narrow = row_terms.iter().copied().chain(side_term);
            let share = human::share(n as u64, of as u64);
            bars.push(Bar {
                label: format!("{row}, {side}"),
                value: n as f64,
                shown: match b {
                    Some(_) => format!("{} · {share}", number(n)),
                    None => number(n),
                },
                extra: vec![],
                readout: match b {
                    Some(true) => format!("{row}, credit monitoring offered: {}", part(n, of)),
                    Some(false) => {
                        format!("{row}, no credit monitoring stated: {}", part(n, of))
                    }
                    None => format!("{row}: {} incidents", number(n)),
                },
                narrow: narrow.map(str::to_owned).collect(),
                placeholders: 0,
            });
        }
    }
    let n = count(0..4, None);
    let with = Share {
        n: count(0..2, Some(true)),
        of: count(0..2, None),
    };
    let title = match with.of {
        0 => "No Social Security numbers are stated as exposed or possibly so".to_owned(),
        _ => format!("SSNs exposed or possibly so: {with} offered credit monitoring"),
    };
    Chart {
        id: "ssn-and-monitoring",
        title: format!("{title} {}", sample(n, s.of())),
        heading: "data",
        unit: "incidents",
        extra: vec![],
        kind: Kind::Table(Grid {
            rows: rows.iter().map(|r| r.0.to_owned()).collect(),
            columns: sides.iter().map(|r| r.0.to_owned()).collect(),
            foot: 1,
            side: 1,
        }),
        bars,
        n,
        of: s.of(),
        foot: foot([
            lacking(s.of() - n, "do not state both"),
            "not stated is not no".to_owned(),
        ]),
        placeholders: 0,
    }
}
