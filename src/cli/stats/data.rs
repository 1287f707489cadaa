//! The figures for programs and spreadsheets. It must not know how they are counted.

use super::super::{
    Failure,
    output::Output,
    tally::{self, Group},
};
use crate::{
    analysis::{
        intervals::Interval,
        statistics::{Figures, Share, Summary},
    },
    catalog::Catalog,
    model::{
        Vocabulary,
        vocabulary::{DataType, Measure},
    },
    query::Field,
    report::csv,
};
use serde_json::{Value, json};

/// Three decimals: quantiles lie between whole numbers or halves, and what follows is noise.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn summary_json(s: &Summary) -> Value {
    match s.figures {
        None => json!({"n": 0, "not_stated": s.missing}),
        Some(f) => json!({
            "n": s.n, "not_stated": s.missing, "sum": rounded(f.sum), "min": rounded(f.min),
            "q1": rounded(f.q1), "median": rounded(f.median), "q3": rounded(f.q3),
            "p90": rounded(f.p90), "max": rounded(f.max),
        }),
    }
}

pub(super) fn whole(catalog: &Catalog, rows: &[u32]) -> Value {
    fn list<V: Vocabulary>(shares: &[(V, Share)]) -> Value {
        shares
            .iter()
            .filter(|(_, s)| s.n > 0)
            .map(|(w, s)| json!({"id": w.id(), "group": w.group(), "n": s.n, "of": s.of}))
            .collect()
    }
    let intervals: serde_json::Map<String, Value> = Interval::ALL
        .iter()
        .map(|i| {
            (
                i.id().to_owned(),
                summary_json(&tally::days(catalog, rows, *i)),
            )
        })
        .collect();
    let mut people = summary_json(&tally::people(catalog, rows));
    if let Some(people) = people.as_object_mut() {
        let n = tally::placeholders(catalog, rows);
        people.insert("placeholders".to_owned(), n.into());
    }
    json!({
        "incidents": rows.len(),
        "people": people,
        "intervals": intervals,
        "measures": list::<Measure>(&tally::measures(catalog, rows)),
        "data": list::<DataType>(&tally::data(catalog, rows)),
        "monitoring": summary_json(&tally::months(catalog, rows)),
    })
}

pub(super) fn by(catalog: &Catalog, field: &'static Field, rows: &[u32]) -> Value {
    let grouped = tally::by(catalog, field, rows);
    let groups: Vec<Value> = grouped
        .groups
        .iter()
        .map(|g| {
            let f = tally::figures(catalog, &g.rows);
            json!({
                "value": g.id, "label": g.label, "incidents": g.rows.len(),
                "people": summary_json(&f.people), "detect": summary_json(&f.detect),
                "notify": summary_json(&f.notify),
            })
        })
        .collect();
    json!({
        "incidents": rows.len(), "by": field.id, "stated": grouped.stated,
        "not_stated": grouped.not_stated, "groups": groups,
    })
}

pub(super) fn by_csv(
    catalog: &Catalog,
    field: &'static Field,
    rows: &[u32],
    out: &mut Output,
) -> Result<(), Failure> {
    let grouped = tally::by(catalog, field, rows);
    csv::write(
        out,
        [
            field.id,
            "label",
            "incidents",
            "of",
            "not_stated",
            "people",
            "people_n",
            "people_median",
            "people_p90",
            "people_max",
            "detect_n",
            "detect_median",
            "notify_n",
            "notify_median",
        ],
    )?;
    for Group { id, label, rows } in &grouped.groups {
        let f = tally::figures(catalog, rows);
        let number = |v: Option<f64>| v.map(|v| rounded(v).to_string()).unwrap_or_default();
        let of = |get: fn(Figures) -> f64| number(f.people.figures.map(get));
        csv::write(
            out,
            [
                id.clone(),
                label.clone(),
                rows.len().to_string(),
                grouped.stated.to_string(),
                grouped.not_stated.to_string(),
                of(|x| x.sum),
                f.people.n.to_string(),
                of(|x| x.median),
                of(|x| x.p90),
                of(|x| x.max),
                f.detect.n.to_string(),
                number(f.detect.median()),
                f.notify.n.to_string(),
                number(f.notify.median()),
            ],
        )?;
    }
    Ok(())
}
