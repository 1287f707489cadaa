//! Days as distributions: detection, containment, letters, and years to a settlement. A figure known as
//! a range counts by its middle, as everywhere in `analysis::statistics`. It must not know how intervals
//! are computed.

use super::{Source, foot, lacking, number, part, sample};
use crate::{
    analysis::{
        intervals::Interval,
        statistics::{DAY_EDGES, Summary, histogram},
    },
    model::DayRange,
    report::chart::{Bar, Chart, Extra, Kind},
    report::human,
};

struct Plan {
    id: &'static str,
    interval: Interval,
    field: &'static str,
    /// The title around the median.
    says: (&'static str, &'static str),
    nothing: &'static str,
    limit: Option<(usize, &'static str)>,
}

/// The bar of [`DAY_EDGES`] before which 60 days end.
const AFTER_60_DAYS: usize = 4;

const PLANS: [Plan; 3] = [
    Plan {
        id: "detection",
        interval: Interval::Detect,
        field: "detect",
        says: ("Detection takes a median of", "from the start"),
        nothing: "Days to detection are not stated",
        limit: None,
    },
    Plan {
        id: "containment",
        interval: Interval::Contain,
        field: "contain",
        says: ("Containment takes a median of", "after detection"),
        nothing: "Days to containment are not stated",
        limit: None,
    },
    Plan {
        id: "notification",
        interval: Interval::Notify,
        field: "notify",
        says: ("Letters go out a median of", "after detection"),
        nothing: "Days to the letters are not stated",
        // 45 CFR 164.404(b): without unreasonable delay and no later than 60 days after discovery.
        limit: Some((AFTER_60_DAYS, "60 days: the limit of the HIPAA rule")),
    },
];

pub(super) fn intervals(s: Source<'_>) -> impl Iterator<Item = Chart> {
    PLANS.iter().map(move |plan| interval(s, plan))
}

fn interval(s: Source<'_>, plan: &Plan) -> Chart {
    let columns = &s.catalog.columns;
    let ranges = s.each().map(|row| columns.interval(plan.interval, row));
    let ranges: Vec<Option<DayRange>> = ranges.collect();
    let ranges = || ranges.iter().copied();
    let middles = || ranges().map(|r| r.map(DayRange::middle));
    let summary = Summary::of_days(ranges());
    let bins = histogram(middles(), DAY_EDGES);
    // How many lie in their bar with the whole of their range, as the query asks it.
    let mut certain = vec![0_usize; bins.len()];
    for range in ranges().flatten() {
        let (low, high) = (f64::from(range.low), f64::from(range.high));
        let whole = bins.iter().position(|b| b.from <= low && high < b.to);
        if let Some(n) = whole.and_then(|at| certain.get_mut(at)) {
            *n += 1;
        }
    }
    let bars = bins.iter().zip(certain).map(|(bin, certain)| {
        // Edges are whole numbers of days.
        let (label, term) = span(bin.from as i64, bin.to.is_finite().then_some(bin.to as i64));
        let mut readout = format!("{label}: {}", part(bin.n, summary.n));
        if certain != bin.n {
            readout.push_str(&format!(
                "; {} by coarse dates, which enter leaves out",
                number(bin.n - certain)
            ));
        }
        Bar {
            label,
            value: bin.n as f64,
            shown: number(bin.n),
            extra: vec![percent(bin.n, summary.n)],
            readout,
            narrow: vec![format!("{}:{term}", plan.field)],
            placeholders: 0,
        }
    });
    let title = match summary.median() {
        Some(median) => format!("{} {} {}", plan.says.0, days(median), plan.says.1),
        None => plan.nothing.to_owned(),
    };
    Chart {
        id: plan.id,
        title: format!("{title} {}", sample(summary.n, s.of())),
        heading: "days",
        unit: "incidents",
        extra: vec!["%"],
        kind: Kind::Histogram { limit: plan.limit },
        bars: bars.collect(),
        n: summary.n,
        of: s.of(),
        foot: foot([
            lacking(summary.missing, "do not state it"),
            quartiles(&summary, |d| format!("{d:.0}"), " days"),
        ]),
        placeholders: 0,
    }
}

fn percent(n: usize, of: usize) -> Extra {
    let shown = human::share(n as u64, of as u64);
    Extra {
        exact: shown.replace(" %", ""),
        shown,
    }
}

/// A bar of days as label and as the value of a term: `31–60 days`, `31..60`.
fn span(from: i64, to: Option<i64>) -> (String, String) {
    match to {
        Some(to) if to - from == 1 => {
            let unit = if from == 1 { "day" } else { "days" };
            (format!("{from} {unit}"), from.to_string())
        }
        Some(to) => (
            format!("{from}–{} days", to - 1),
            format!("{from}..{}", to - 1),
        ),
        None => (format!("{from} days or more"), format!(">={from}")),
    }
}

/// A number of days, rounded to the nearest: `75 days`.
fn days(days: f64) -> String {
    let rounded = days.round();
    format!("{rounded:.0} day{}", if rounded == 1.0 { "" } else { "s" })
}

/// `quartiles 46 and 137 days · p90 213`
pub(super) fn quartiles(summary: &Summary, show: impl Fn(f64) -> String, unit: &str) -> String {
    summary.figures.map_or_else(String::new, |f| {
        format!(
            "quartiles {} and {}{unit} · p90 {}",
            show(f.q1),
            show(f.q3),
            show(f.p90)
        )
    })
}

/// Days in a year, leap years counted in.
const YEAR: f64 = 365.25;

/// Edges in days for years after years.
const YEARS: &[f64] = &[0.0, 365.0, 730.0, 1095.0, 1460.0, 1825.0, 2190.0];

pub(super) fn to_settlement(s: Source<'_>) -> Chart {
    let settled = || s.extracts().map(|e| e.settled);
    let summary = Summary::of_days(settled());
    let bins = histogram(settled().map(|r| r.map(DayRange::middle)), YEARS);
    let years = |days: f64| format!("{:.1} years", days / YEAR);
    let last = YEARS.len() - 1;
    let bars = bins.iter().enumerate().map(|(i, bin)| {
        let label = match i {
            0 => "under 1 year".to_owned(),
            i if i == last => format!("{i} years or more"),
            i => format!("{i} to {} years", i + 1),
        };
        Bar {
            value: bin.n as f64,
            shown: number(bin.n),
            extra: vec![percent(bin.n, summary.n)],
            readout: format!("{label}: {}", part(bin.n, summary.n)),
            narrow: vec![],
            label,
            placeholders: 0,
        }
    });
    let of = s.extracts().count();
    let title = match summary.median() {
        Some(median) => format!(
            "The first settlement comes a median of {} after a breach is known",
            years(median)
        ),
        None => "No date of a settlement is stated".to_owned(),
    };
    Chart {
        id: "time-to-settlement",
        title: format!("{title} {}", sample(summary.n, of)),
        heading: "time",
        unit: "incidents",
        extra: vec!["%"],
        kind: Kind::Histogram { limit: None },
        bars: bars.collect(),
        n: summary.n,
        of,
        foot: foot([
            lacking(summary.missing, "do not state one"),
            quartiles(&summary, |d| format!("{:.1}", d / YEAR), " years"),
            s.read_note().unwrap_or_default(),
        ]),
        placeholders: 0,
    }
}
