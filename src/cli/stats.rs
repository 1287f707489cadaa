//! `breachlens stats`: figures of the incidents that answer a query, alone or by the values of a field.
//! Every share says of how many, and how many records do not state it.

use super::{
    Env, Failure, Outcome, args,
    output::Output,
    select,
    tally::{self, Group},
};
use crate::{
    Error,
    analysis::{
        intervals::Interval,
        statistics::{Share, Summary},
    },
    catalog::Catalog,
    model::{
        Vocabulary,
        text::shorten,
        vocabulary::{DataType, Measure, nearest},
    },
    query::{FIELDS, Field, Kind, field::find},
    report::{
        csv,
        doc::{Block, Doc},
        human, json,
        table::{Head, Table, bar},
        words,
    },
};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::io::Write;

const EXAMPLES: &str = "Examples:
  breachlens stats
      people, intervals, measures, data and monitoring over the whole dataset
  breachlens stats data:ssn --by year
      the same query year by year: incidents, people, days to letters
  breachlens stats method:ransomware --by sector --format csv > sectors.csv
      for a spreadsheet; every figure beside what it is out of";

/// Arguments of `stats`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Stats {
    /// Which incidents; all of them when there is no query
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
    /// A line for each value of this field: year, method, sector, measure, data, state, tier, …
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Fit the tables to so many columns, even in a pipe; 0 cuts nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading; with bars on a terminal
    Table,
    /// Every figure with what it is out of
    Json,
    /// For spreadsheets; only with --by
    Csv,
    /// For a document
    Markdown,
}

impl Stats {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let by = self.by.as_deref().map(grouping).transpose()?;
        if self.format == Format::Csv && by.is_none() {
            return Err(Error::usage("csv needs --by")
                .right("name a field, such as `--by year`, or write json")
                .into());
        }
        let query = select::read_query(env, &self.query)?;
        let data = select::data(env)?;
        let rows = select::answer(&data.catalog, &query).rows;
        let (width, paint) = (out.width(self.width), out.paint());
        // Bars are drawn where a person looks; a script gets figures.
        let bars = out.is_terminal;
        match (by, self.format) {
            (None, Format::Json) => {
                json::pretty(out, &whole_json(&data.catalog, &rows))?;
                writeln!(out)?;
            }
            (Some(field), Format::Json) => {
                json::pretty(out, &by_json(&data.catalog, field, &rows))?;
                writeln!(out)?;
            }
            (Some(field), Format::Csv) => by_csv(&data.catalog, field, &rows, out)?,
            (by, format) => {
                // A document is not cut.
                let fitted = width.filter(|_| format != Format::Markdown);
                let doc = match by {
                    None => whole(&data.catalog, &rows, bars),
                    Some(field) => by_doc(&data.catalog, field, &rows, bars, fitted),
                };
                if format == Format::Markdown {
                    doc.markdown(out)?;
                } else {
                    doc.text(out, width, paint)?;
                }
            }
        }
        Ok(data.outcome(!rows.is_empty()))
    }
}

/// A field by whose values incidents can be grouped.
fn grouping(name: &str) -> Result<&'static Field, Error> {
    let id = name.trim_end_matches(':').to_lowercase();
    let can = |f: &&Field| matches!(f.kind, Kind::Words { .. } | Kind::Code { .. } | Kind::Year);
    find(&id).filter(can).ok_or_else(|| {
        let all = || FIELDS.iter().filter(can).map(|f| f.id);
        let right = match nearest(&id, all()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it can be by {}", all().collect::<Vec<_>>().join(", ")),
        };
        Error::usage(format!(
            "incidents cannot be grouped by `{}`",
            shorten(name, 40)
        ))
        .right(right)
    })
}

fn count(n: f64) -> String {
    human::exact(n.round().max(0.0) as u64)
}

/// `161 of 179 state it`.
fn stating(s: &Summary) -> String {
    format!("{} of {} state it", s.n, s.n + s.missing)
}

fn whole(catalog: &Catalog, rows: &[u32], bars: bool) -> Doc {
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
        shares_heading("Measures taken or offered", &measures, rows.len()),
        shares(&measures, bars),
    );
    let data = tally::data(catalog, rows);
    doc.section(
        shares_heading("Data exposed or possibly exposed", &data, rows.len()),
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

fn shares_heading<V>(what: &str, shares: &[(V, Share)], all: usize) -> String {
    let of = shares.first().map_or(0, |(_, s)| s.of);
    format!("{what}: of {of} that state any, {} do not", all - of)
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

fn by_doc(
    catalog: &Catalog,
    field: &'static Field,
    rows: &[u32],
    bars: bool,
    width: Option<usize>,
) -> Doc {
    let grouped = tally::by(catalog, field, rows);
    let mut doc = Doc::default();
    doc.push(Block::Title(format!(
        "{} incidents by {}: {} state it, {} do not",
        human::exact(rows.len() as u64),
        field.id,
        rows.len() - grouped.not_stated,
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
    let stated = rows.len() - grouped.not_stated;
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
            human::share(g.rows.len() as u64, stated as u64),
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
    doc.push(Block::Text(meanings(&left_out)));
    doc
}

/// What the columns mean that are shown, and which are not.
fn meanings(left_out: &[String]) -> String {
    let shown = |name: &str| !left_out.iter().any(|l| l == name);
    let mut out = Vec::new();
    match (shown("People"), shown("Median")) {
        (true, true) => out.push("People: sum and median of the n that state a count."),
        (true, false) => out.push("People: sum of the n that state a count."),
        _ => {}
    }
    match (shown("Detect"), shown("Notify")) {
        (true, true) => out.push(
            "Detect, Notify: median days from start to detection and from detection to letters.",
        ),
        (true, false) => out.push("Detect: median days from start to detection."),
        _ => {}
    }
    out.push("An incident counts under each of its values.");
    let mut out = out.join(" ");
    if !left_out.is_empty() {
        out.push_str(&format!(
            " Left out for want of room: {}.",
            left_out.join(", ")
        ));
    }
    out
}

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

fn whole_json(catalog: &Catalog, rows: &[u32]) -> Value {
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
    json!({
        "incidents": rows.len(),
        "people": summary_json(&tally::people(catalog, rows)),
        "intervals": intervals,
        "measures": list::<Measure>(&tally::measures(catalog, rows)),
        "data": list::<DataType>(&tally::data(catalog, rows)),
        "monitoring": summary_json(&tally::months(catalog, rows)),
    })
}

fn by_json(catalog: &Catalog, field: &'static Field, rows: &[u32]) -> Value {
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
        "incidents": rows.len(), "by": field.id, "stated": rows.len() - grouped.not_stated,
        "not_stated": grouped.not_stated, "groups": groups,
    })
}

fn by_csv(
    catalog: &Catalog,
    field: &'static Field,
    rows: &[u32],
    out: &mut Output,
) -> Result<(), Failure> {
    let grouped = tally::by(catalog, field, rows);
    let stated = rows.len() - grouped.not_stated;
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
        let of = |get: fn(crate::analysis::statistics::Figures) -> f64| {
            number(f.people.figures.map(get))
        };
        csv::write(
            out,
            [
                id.clone(),
                label.clone(),
                rows.len().to_string(),
                stated.to_string(),
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
