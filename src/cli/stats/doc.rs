//! The figures as a document for reading. It must not know how they are counted.

use super::super::tally;
use crate::{
    analysis::{
        intervals::Interval,
        statistics::{Share, Summary},
    },
    catalog::Catalog,
    model::Vocabulary,
    query::{Field, Kind, field::Holds},
    report::{
        doc::{Block, Doc},
        human,
        table::{Head, Table, bar},
        words,
    },
};

fn count(n: f64) -> String {
    human::exact(n.round().max(0.0) as u64)
}

/// `161 of 179 state it`.
fn stating(s: &Summary) -> String {
    format!("{} of {} state it", s.n, s.n + s.missing)
}

pub(super) fn whole(catalog: &Catalog, rows: &[u32], bars: bool) -> Doc {
    let mut doc = Doc::default();
    doc.push(Block::Title(format!(
        "{} incidents",
        human::exact(rows.len() as u64)
    )));
    let people = tally::people(catalog, rows);
    let mut facts = vec![("stated".to_owned(), stating(&people))];
    if let Some(f) = people.figures {
        facts.push(("sum".into(), count(f.sum)));
        facts.push(("median".into(), count(f.median)));
        facts.push(("90th percentile".into(), count(f.p90)));
        facts.push(("largest".into(), count(f.max)));
    }
    facts.extend(match tally::placeholders(catalog, rows) {
        0 => None,
        n => Some((
            "placeholders".to_owned(),
            words::placeholders_of(n, people.n),
        )),
    });
    doc.section("People", Block::Facts(facts));
    let mut table = Table::new(vec![
        Head::left("Days"),
        Head::right("n"),
        Head::right("not stated"),
        Head::right("1st quartile"),
        Head::right("median"),
        Head::right("3rd quartile"),
        Head::right("90th pct."),
    ]);
    for interval in Interval::ALL {
        let s = tally::days(catalog, rows, *interval);
        let mut cells = vec![
            interval.label().to_owned(),
            s.n.to_string(),
            s.missing.to_string(),
        ];
        cells.extend(match s.figures {
            Some(f) => [f.q1, f.median, f.q3, f.p90].map(words::whole),
            None => [(); 4].map(|()| human::NOT_STATED.to_owned()),
        });
        table.push(cells);
    }
    doc.section("Intervals", Block::Table(table.wrapped()));
    let measures = tally::measures(catalog, rows);
    doc.section(
        shares_heading(catalog, "measure", &measures, rows),
        shares(&measures, bars),
    );
    let data = tally::data(catalog, rows);
    doc.section(
        shares_heading(catalog, "data", &data, rows),
        shares(&data, bars),
    );
    let months = tally::months(catalog, rows);
    let mut facts = vec![("stated".to_owned(), stating(&months))];
    if let Some(f) = months.figures {
        facts.push(("median".into(), words::short(f.median)));
        facts.push((
            "quartiles".into(),
            format!("{} and {}", words::short(f.q1), words::short(f.q3)),
        ));
        facts.push(("longest".into(), words::short(f.max)));
    }
    doc.section(
        "Months of monitoring, the longest offer",
        Block::Facts(facts),
    );
    doc
}

fn shares_heading<V>(
    catalog: &Catalog,
    field: &str,
    shares: &[(V, Share)],
    rows: &[u32],
) -> String {
    let what = match field {
        "data" => "Data exposed or possibly exposed",
        _ => "Measures taken or offered",
    };
    let of = shares.first().map_or(0, |(_, s)| s.of);
    let only = only(tally::only_denied(catalog, field, rows));
    format!(
        "{what}: of {of} that state any{only}, {} do not",
        rows.len() - of
    )
}

/// ` (3 of them only what was not involved)`: those that `has:` does not find.
fn only(only: Option<(usize, &str)>) -> String {
    only.map(|(n, what)| format!(" ({n} of them only {what})"))
        .unwrap_or_default()
}

fn shares<V: Vocabulary>(shares: &[(V, Share)], bars: bool) -> Block {
    let mut heads = vec![
        Head::left("Group"),
        Head::left("Word"),
        Head::right("n"),
        Head::right("Share"),
    ];
    heads.extend(bars.then(|| Head::left("")));
    let mut table = Table::new(heads);
    let mut list: Vec<_> = shares.iter().filter(|(_, s)| s.n > 0).collect();
    list.sort_by_key(|(_, s)| std::cmp::Reverse(s.n));
    for (word, s) in list {
        let mut cells = vec![
            word.group().to_owned(),
            word.label().to_owned(),
            s.n.to_string(),
            human::share(s.n as u64, s.of as u64),
        ];
        cells.extend(bars.then(|| bar(s.n, s.of, BAR)));
        table.push(cells);
    }
    Block::Table(table)
}

/// Columns of the longest bar.
const BAR: usize = 24;

pub(super) fn by(
    catalog: &Catalog,
    field: &'static Field,
    rows: &[u32],
    bars: bool,
    width: Option<usize>,
) -> Doc {
    let grouped = tally::by(catalog, field, rows);
    let mut doc = Doc::default();
    doc.push(Block::Title(format!(
        "{} incidents by {}: {} state it{}, {} do not",
        human::exact(rows.len() as u64),
        field.id,
        grouped.stated,
        only(grouped.only),
        grouped.not_stated
    )));
    let mut heads = vec![
        Head::left(field.header),
        Head::right("Incidents"),
        Head::right("Share"),
        Head::right("People"),
        Head::of_last("of n"),
        Head::right("Median"),
        Head::right("Detect"),
        Head::of_last("of n"),
        Head::right("Notify"),
        Head::of_last("of n"),
    ];
    heads.extend(bars.then(|| Head::left("")));
    let mut table = Table::new(heads);
    let most = grouped
        .groups
        .iter()
        .map(|g| g.rows.len())
        .max()
        .unwrap_or(0);
    for g in &grouped.groups {
        let f = tally::figures(catalog, &g.rows);
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| human::NOT_STATED.to_owned());
        let people = |v: f64| human::people(v.round().max(0.0) as u64);
        let mut cells = vec![
            g.label.clone(),
            g.rows.len().to_string(),
            human::share(g.rows.len() as u64, grouped.stated as u64),
            or_dash(f.people.figures.map(|x| people(x.sum))),
            f.people.n.to_string(),
            or_dash(f.people.median().map(people)),
            or_dash(f.detect.median().map(words::days)),
            f.detect.n.to_string(),
            or_dash(f.notify.median().map(words::days)),
            f.notify.n.to_string(),
        ];
        cells.extend(bars.then(|| bar(g.rows.len(), most, BAR)));
        table.push(cells);
    }
    let left_out: Vec<String> = table
        .left_out(width)
        .iter()
        .filter(|h| !h.of_last && !h.text.is_empty())
        .map(|h| h.text.clone())
        .collect();
    doc.push(Block::Table(table));
    let placeholders = tally::placeholders(catalog, rows);
    let several = match field.kind {
        Kind::Words { holds, .. } => !matches!(holds, Holds::One),
        Kind::Names(_) | Kind::Clock => true,
        _ => false,
    };
    doc.push(Block::Text(meanings(&left_out, placeholders, several)));
    doc
}

/// What the columns mean that are shown, and which are not.
fn meanings(left_out: &[String], placeholders: usize, several: bool) -> String {
    let shown = |name: &str| !left_out.iter().any(|l| l == name);
    let mut out = Vec::new();
    match (shown("People"), shown("Median")) {
        (true, true) => out.push("People: sum and median of the n that state a count."),
        (true, false) => out.push("People: sum of the n that state a count."),
        _ => {}
    }
    let [of_placeholders, ..] = words::placeholders(placeholders).map(|says| format!("{says}."));
    if shown("People") && placeholders > 0 {
        out.push(&of_placeholders);
    }
    match (shown("Detect"), shown("Notify")) {
        (true, true) => out.push(
            "Detect, Notify: median days from start to detection and from detection to letters.",
        ),
        (true, false) => out.push("Detect: median days from start to detection."),
        _ => {}
    }
    if several {
        out.push("An incident counts under each of its values.");
    }
    let mut out = out.join(" ");
    if !left_out.is_empty() {
        out.push_str(&format!(
            " Left out for want of room: {}.",
            left_out.join(", ")
        ));
    }
    out
}
