//! Reads a table of any of the known kinds: finds the heading, decides the order of dates in a first
//! pass, and makes the records in a second. It must not know what the columns of one list mean.

use super::{
    Format, Options, Progress, Summary, Watch, attorney_general, cells,
    columns::{Layout, Role},
    dates::{Evidence, Order},
    draft::{Draft, Names},
    heading::{self, Heading},
    ocr,
    rows::{self, Go, Row},
    shown,
    source::{Source, Taken},
    stopped, table, unknown,
    unused::{self, Unused},
    view::View,
};
use crate::{
    error::{Error, Result},
    model::Incident,
};

/// Rows between two calls of the watcher.
const STEP: u64 = 512;

/// Tells which list a table is by its heading.
///
/// # Errors
/// The columns that were seen, and what would be accepted.
pub fn recognize(head: &[u8]) -> Result<Format> {
    let known = heading::find_heading(head, &|layout| of_layout(layout).is_some());
    if let Some(format) = known.and_then(|h| of_layout(&h.layout)) {
        return Ok(format);
    }
    let rows = heading::first_rows(head)?;
    // The row that most likely is the heading; of equal ones the first.
    let likeliest = rows.iter().rev().max_by_key(|h| h.layout.roles().count());
    if let Some(fault) = likeliest.and_then(|h| table::half_known(&h.layout)) {
        return Err(fault);
    }
    let seen = rows.first().map(|h| table::headings(&h.layout));
    let seen = seen.unwrap_or_default();
    Err(unknown(format!(
        "no heading was recognized; the first row is {}; --map organization=COLUMN,affected=COLUMN,filed=COLUMN says which is which",
        shown_long(&seen)
    )))
}

fn shown_long(text: &str) -> String {
    crate::model::text::shorten(text, 300).into_owned()
}

fn of_layout(layout: &Layout) -> Option<Format> {
    if attorney_general::is_washington(layout) {
        Some(Format::Washington)
    } else if attorney_general::is_california(layout) {
        Some(Format::California)
    } else if ocr::recognize(layout).is_some() {
        Some(Format::Ocr)
    } else if table::is_likely(layout) {
        Some(Format::Table)
    } else {
        None
    }
}

/// How the rows of one file are read.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) format: Format,
    pub(super) list: ocr::List,
    pub(super) heading: Heading,
    pub(super) orders: Vec<(Role, Order)>,
    pub(super) options: Options,
}

/// Reads a table.
///
/// # Errors
/// See [`super::read_each`].
pub fn read(
    source: &Source<'_>,
    format: Format,
    head: &[u8],
    options: &Options,
    watch: Watch<'_>,
    sink: &mut dyn FnMut(Incident) -> Result<()>,
) -> Result<Summary> {
    let mut summary = Summary::new(format);
    let mut plan = plan(source, format, head, options)?;
    if format == Format::Ocr {
        summary.list = Some(plan.list.id().to_owned());
        if plan.heading.layout.is_broken() {
            summary.notes.push(
                "two headings are broken (javax.faces.component.UIPanel); they are taken by their position".into(),
            );
        }
        if plan.list == ocr::List::Part2 {
            summary.notes.push(
                "this is the list of 42 CFR Part 2 programs (substance use), which has no entity type".into(),
            );
        }
    }
    if plan.heading.skip > 0 {
        let n = plan.heading.skip;
        summary
            .notes
            .push(format!("{n} row(s) above the heading were passed over"));
    }
    let layout = &plan.heading.layout;
    summary.columns = layout
        .roles()
        .filter(|(r, _)| unused::reads(format, *r))
        .map(|(r, at)| {
            let heading = layout.headings.get(at).map(|h| shown(h));
            (r.id(), heading.unwrap_or_default())
        })
        .collect();
    let total = source.size();
    let taken = Taken::default();
    plan.orders = orders(source, &plan, &taken, &mut summary, &mut |rows| {
        // The first pass only looks at dates; what it takes is not counted as progress.
        watch(Progress {
            bytes: 0,
            total,
            rows,
        })
    })?;
    let (mut names, mut repaired) = (Names::default(), 0_u64);
    let mut unused = Unused::of(format, &plan.heading.layout);
    let mut given = 0;
    rows::each_row(source, &plan.heading, &taken, &mut |row| {
        given += 1;
        if given % STEP == 1
            && watch(Progress {
                bytes: taken.get(),
                total,
                rows: given,
            }) == Go::Stop
        {
            return Err(stopped(source));
        }
        if row.is_open {
            summary.skip(None, row.line, rows::UNCLOSED);
            return Ok(Go::On);
        }
        repaired += row.repaired as u64;
        match make(&plan, &row, &mut names) {
            Made::Record(record) => {
                unused.see(&row);
                summary.keep(None, row.line, &record, Some(&plan.heading.layout));
                sink(*record)?;
            }
            Made::Skip(why) => summary.skip(None, row.line, why),
        }
        Ok(Go::On)
    })?;
    watch(Progress {
        bytes: taken.get(),
        total,
        rows: given,
    });
    summary.not_used = unused.names(&plan.heading.layout);
    if repaired > 0 {
        summary.notes.push(format!(
            "{repaired} cell(s) were Windows-1252 or decoded twice and were put right"
        ));
    }
    finish(&mut summary, &names);
    Ok(summary)
}

/// Says what the names have counted.
pub fn finish(summary: &mut Summary, names: &Names) {
    let (lines, n) = &names.identical;
    summary.identical = *n;
    if *n > 0 {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        summary.notes.push(format!(
            "{n} row(s) say exactly what an earlier row says (line {}); each is kept as a filing of its own",
            lines.join(", ")
        ));
    }
    if summary.rows == 0 && !summary.columns.is_empty() {
        let none = "there is no row, only a heading: was the list filtered, or is it cut off?";
        summary.notes.push(none.to_owned());
    }
    if summary.faulty > 0 {
        summary.notes.push(format!(
            "{} row(s) have a cell that could not be read; their other cells were kept",
            summary.faulty
        ));
    }
}

pub(super) fn plan(
    source: &Source<'_>,
    format: Format,
    head: &[u8],
    options: &Options,
) -> Result<Plan> {
    let fits = |layout: &Layout| match format {
        Format::Table if !options.map.is_empty() => options.map.apply(&mut layout.clone()).is_ok(),
        Format::Table => layout.has(&[Role::Organization]),
        Format::Ocr => ocr::recognize(layout).is_some(),
        _ => of_layout(layout) == Some(format),
    };
    // A name alone, as a title may be one, is taken only where nothing tells more.
    let tells = |layout: &Layout| fits(layout) && table::is_likely(layout);
    let likely = (format == Format::Table && options.map.is_empty())
        .then(|| heading::find_heading(head, &tells))
        .flatten();
    let found = likely.or_else(|| heading::find_heading(head, &fits));
    let Some(mut heading) = found else {
        let first = heading::first_rows(head).map_err(|e| e.in_file(source.name()))?;
        let first = first.into_iter().next();
        let mut layout = first.map(|h| h.layout).unwrap_or_default();
        // Of a mapping that fits nowhere, the fault against the first row is the clearest.
        if format == Format::Table && !options.map.is_empty() {
            options
                .map
                .apply(&mut layout)
                .map_err(|e| e.in_file(source.name()))?;
        }
        return Err(Error::data(format!(
            "this cannot be read as {}: no row of the first ones is its heading; the first row is {}",
            format.id(),
            shown_long(&table::headings(&layout))
        ))
        .right(format!("such a file is {}", format.looks()))
        .in_file(source.name()));
    };
    options
        .map
        .apply(&mut heading.layout)
        .map_err(|e| e.in_file(source.name()))?;
    if format == Format::Washington {
        attorney_general::washington_layout(&mut heading.layout);
    }
    if format == Format::Table && !heading.layout.has(&[Role::Organization]) {
        return Err(Error::usage("no column is known to hold the organization")
            .right(format!(
                "say --map organization=COLUMN; the columns are {}",
                table::headings(&heading.layout)
            ))
            .in_file(source.name()));
    }
    let list = ocr::recognize(&heading.layout).unwrap_or(ocr::List::Portal);
    Ok(Plan {
        format,
        list,
        heading,
        orders: Vec::new(),
        options: options.clone(),
    })
}

/// The first pass: what the date columns show of their order.
fn orders(
    source: &Source<'_>,
    plan: &Plan,
    taken: &Taken,
    summary: &mut Summary,
    watch: &mut dyn FnMut(u64) -> Go,
) -> Result<Vec<(Role, Order)>> {
    let layout = &plan.heading.layout;
    let mut columns: Vec<(Role, usize, Evidence)> = layout
        .roles()
        .filter(|(r, _)| r.is_date())
        .map(|(r, at)| (r, at, Evidence::default()))
        .collect();
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    if let Some(order) = plan.options.map.order {
        return Ok(columns.into_iter().map(|(r, _, _)| (r, order)).collect());
    }
    let mut seen = 0_u64;
    rows::each_row(source, &plan.heading, taken, &mut |row| {
        seen += 1;
        if seen % (STEP * 16) == 1 && watch(0) == Go::Stop {
            return Err(stopped(source));
        }
        for (_, at, evidence) in columns.iter_mut().filter(|_| !row.is_open) {
            evidence.see(row.line, row.cell(*at));
        }
        Ok(Go::On)
    })?;
    let decided = columns.into_iter().map(|(role, at, evidence)| {
        let name = layout.headings.get(at).map_or("", String::as_str);
        let (order, note) = evidence.decide(name);
        summary.notes.extend(note);
        (role, order)
    });
    Ok(decided.collect())
}

/// The order of the dates of all rows, each row counted.
///
/// # Errors
/// When the rows cannot be read.
pub(super) fn orders_of_all(source: &Source<'_>, plan: &Plan) -> Result<Vec<(Role, Order)>> {
    let mut unsaid = Summary::new(plan.format);
    orders(source, plan, &Taken::default(), &mut unsaid, &mut |_| {
        Go::On
    })
}

/// The order of dates as the first bytes of a file show it: a guess where a later row may know better.
pub(super) fn orders_of_head(head: &[u8], plan: &Plan) -> Vec<(Role, Order)> {
    let source = Source::Bytes {
        name: String::new(),
        bytes: head,
    };
    let found = orders_of_all(&source, plan);
    found.unwrap_or_else(|_| {
        let dates = plan.heading.layout.roles().filter(|(r, _)| r.is_date());
        dates.map(|(r, _)| (r, Order::default())).collect()
    })
}

/// What became of a row.
enum Made {
    Record(Box<Incident>),
    Skip(String),
}

fn make(plan: &Plan, row: &Row<'_>, names: &mut Names) -> Made {
    match fill(plan, row) {
        Ok((draft, key)) => {
            names.is_identical(row.line, plan.view(row).said());
            Made::Record(Box::new(names.finish(*draft, &key)))
        }
        Err(why) => Made::Skip(why),
    }
}

impl Plan {
    pub(super) fn view<'a>(&'a self, row: &'a Row<'a>) -> View<'a> {
        View {
            row,
            layout: &self.heading.layout,
            orders: &self.orders,
        }
    }
}

/// The record of a row, still without its id, and its key; or why there is none.
pub(super) fn fill(plan: &Plan, row: &Row<'_>) -> Result<(Box<Draft>, String), String> {
    let layout = &plan.heading.layout;
    let width = layout.headings.len();
    if row.cells.iter().all(|c| c.trim().is_empty()) {
        return Err("every cell is empty".into());
    }
    if row.cells.len() > width && row.cells.iter().skip(width).any(|c| !c.trim().is_empty()) {
        return Err(format!(
            "{} cells under {width} headings: a quote or a separator is wrong, so that no cell can be trusted",
            row.cells.len()
        ));
    }
    if (0..width).all(|i| layout.headings.get(i).map(String::as_str) == Some(row.cell(i).trim())) {
        return Err("the heading again".into());
    }
    let mut draft = Draft::new(plan.format.id(), plan.options.as_of);
    if row.cells.len() < width {
        draft.fault(
            "row",
            &format!(
                "{} cells under {width} headings; the last ones are missing",
                row.cells.len()
            ),
        );
    }
    let view = plan.view(row);
    let key = match plan.format {
        Format::Washington => attorney_general::fill_washington(&view, &mut draft),
        Format::California => attorney_general::fill_california(&view, &mut draft),
        Format::Table => table::fill(&view, &mut draft),
        _ => ocr::fill(plan.list, &view, &mut draft),
    }?;
    if plan.options.healthcare_only && !is_health_care(plan.format, &draft) {
        return Err(super::NOT_HEALTH_CARE.into());
    }
    view.raw(&mut draft);
    Ok((Box::new(draft), key))
}

/// The portal lists nothing but health care; elsewhere the industry or the name has to say so.
fn is_health_care(format: Format, draft: &Draft) -> bool {
    let industry = draft.imported.industry.as_deref().unwrap_or_default();
    format == Format::Ocr
        || draft.incident.sector.is_some()
        || cells::heading(industry).starts_with("health")
        || super::hibp_words::is_health_word(industry)
        || super::hibp_words::is_health_word(&draft.incident.organization)
}
