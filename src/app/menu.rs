//! Menus: the order, what to copy, which source to open; and the palette's list. It must not know how
//! they are drawn.

use super::{
    App, View,
    action::{ACTIONS, Command, Entry},
    export::ExportWhat,
    keymap::{Place, key_for},
    screens::compare::Which,
};
use crate::{
    analysis::timeline::Timeline,
    model::{Incident, Vocabulary, text::fold},
    query::{
        Kind,
        field::{FIELDS, Holds},
        sort::first_direction_descending,
    },
    report::{self, doc::Block, timelines, words},
};
use std::sync::Arc;

/// What choosing an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The query is sorted by this field.
    Sort(&'static crate::query::Field),
    /// This text goes to the clipboard.
    Copy(CopyWhat),
    /// This address is opened.
    Open(String),
    /// This goes to a file.
    Export(ExportWhat),
    /// The query becomes the saved one of this name.
    Saved(String),
    /// The saved query of this name goes.
    Delete(String),
    /// This command is carried out.
    Do(Command),
    /// A side of the cross-table has this facet.
    Cross(super::screens::insights::Side, &'static crate::query::Field),
}

/// What can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyWhat {
    /// The id.
    Id,
    /// The record as JSON.
    Record,
    /// A citation with its sources.
    Citation,
    /// The summary.
    Summary,
    /// The query line.
    Query,
    /// The query as a command.
    CommandLine,
    /// The ids of the answer, one a line.
    Ids,
    /// The comparison as Markdown.
    Comparison,
    /// The chart or cross-table as text.
    ChartText,
    /// The same as CSV.
    ChartCsv,
    /// The signal under the cursor.
    Signal,
}

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// What it says.
    pub label: String,
    /// Something beside it, muted.
    pub note: String,
    /// What it does.
    pub choice: Choice,
}

pub(super) fn item(label: impl Into<String>, note: impl Into<String>, choice: Choice) -> MenuItem {
    MenuItem {
        label: label.into(),
        note: note.into(),
        choice,
    }
}

/// Every field that rows can be ordered by, with the direction that it has now.
#[must_use]
pub fn sort_items(app: &App) -> Vec<MenuItem> {
    let sortable = FIELDS.iter().filter(|f| f.is_sortable());
    sortable
        .map(|f| {
            let key = app.query.sort.iter().find(|k| k.field == f);
            // The order at the start, without a word to rank by.
            let at_start =
                app.query.sort.is_empty() && app.query.words().is_empty() && f.id == "known";
            let now = key.map(|k| k.descending).or(at_start.then_some(true));
            let descending = now.unwrap_or_else(|| first_direction_descending(f));
            let first = match (f.kind, descending) {
                (Kind::Names(_) | Kind::Code { .. }, false) => "A to Z",
                (Kind::Names(_) | Kind::Code { .. }, true) => "Z to A",
                (
                    Kind::Words {
                        holds: Holds::Several,
                        ..
                    },
                    false,
                ) => "fewest first",
                (
                    Kind::Words {
                        holds: Holds::Several,
                        ..
                    },
                    true,
                ) => "most first",
                (Kind::Words { .. }, false) => "in the vocabulary's order",
                (Kind::Words { .. }, true) => "against the vocabulary's order",
                (Kind::Date(_) | Kind::Year, false) => "earliest first",
                (Kind::Date(_) | Kind::Year, true) => "latest first",
                (Kind::Days(_), false) => "shortest first",
                (Kind::Days(_), true) => "longest first",
                (_, false) => "smallest first",
                (_, true) => "largest first",
            };
            let note = if now.is_some() {
                format!("now, {first}")
            } else {
                first.to_owned()
            };
            item(f.header, note, Choice::Sort(f))
        })
        .collect()
}

/// The incident that a copy is about: on Compare the one of the chosen column.
fn chosen(app: &App) -> Option<&Arc<Incident>> {
    if app.view == View::Compare {
        app.compared_incident()
    } else {
        app.incident()
    }
}

/// What can be copied here.
#[must_use]
pub fn copy_items(app: &App) -> Vec<MenuItem> {
    let mut items = Vec::new();
    if app.view == View::Compare && app.compared.len() >= 2 {
        items.push(item(
            "comparison",
            "Markdown",
            Choice::Copy(CopyWhat::Comparison),
        ));
    }
    if app.view == View::Insights
        && let Some(chart) = app.screens.insights.shown()
    {
        let note = chart.title.as_str();
        items.push(item("chart", note, Choice::Copy(CopyWhat::ChartText)));
        let note = "the same figures for a spreadsheet";
        items.push(item("chart as CSV", note, Choice::Copy(CopyWhat::ChartCsv)));
    }
    if app.view == View::Signals
        && let Some(signal) = app.screens.signals.signal()
    {
        let note = signal.name.as_str();
        items.push(item("signal", note, Choice::Copy(CopyWhat::Signal)));
    }
    if let Some(r) = chosen(app) {
        items.push(item(
            "citation",
            "organization, sources, addresses",
            Choice::Copy(CopyWhat::Citation),
        ));
        items.push(item("record", "JSON", Choice::Copy(CopyWhat::Record)));
        if r.summary.is_some() {
            items.push(item("summary", "", Choice::Copy(CopyWhat::Summary)));
        }
        items.push(item("id", r.id.clone(), Choice::Copy(CopyWhat::Id)));
    }
    items.push(item(
        "query",
        app.line.text(),
        Choice::Copy(CopyWhat::Query),
    ));
    items.push(item(
        "query as a command",
        "for a shell",
        Choice::Copy(CopyWhat::CommandLine),
    ));
    let ids = match (app.is_answering(), app.answer.rows.len()) {
        (true, _) => Some("still being answered".to_owned()),
        (false, 0) => None,
        (false, 1) => Some("1 line".to_owned()),
        (false, n) => Some(format!("{n} lines")),
    };
    items.extend(ids.map(|note| item("ids of the answer", note, Choice::Copy(CopyWhat::Ids))));
    items
}

/// The sources of the incident.
#[must_use]
pub fn source_items(incident: &Incident) -> Vec<MenuItem> {
    let sources = incident
        .sources
        .iter()
        .filter(|s| crate::dataset::check::is_web_address(&s.url));
    sources
        .map(|s| {
            let publisher = s.publisher.as_deref().unwrap_or_default();
            item(
                format!("{}  {} · {}", s.id, publisher, s.title),
                "",
                Choice::Open(s.url.to_string()),
            )
        })
        .collect()
}

/// The text to copy.
#[must_use]
pub fn copied(app: &App, what: CopyWhat) -> Option<(String, &'static str)> {
    let incident = chosen(app);
    Some(match what {
        CopyWhat::Id => (incident?.id.clone(), "the id"),
        CopyWhat::Record => (
            serde_json::to_string_pretty(&**incident?).ok()?,
            "the record",
        ),
        CopyWhat::Citation => (citation(incident?), "the citation"),
        CopyWhat::Summary => (incident?.summary.as_ref()?.to_string(), "the summary"),
        CopyWhat::Query => (app.line.text().to_owned(), "the query"),
        CopyWhat::CommandLine => (
            format!("breachlens list -- {}", shell_quoted(app.line.text())),
            "the command",
        ),
        CopyWhat::Ids => {
            let ids: Vec<_> = app
                .answer
                .rows
                .iter()
                .map(|r| app.catalog.id(*r as usize))
                .collect();
            (ids.join("\n"), "the ids")
        }
        CopyWhat::ChartText => (app.screens.insights.shown()?.text(), "the chart"),
        CopyWhat::ChartCsv => (app.screens.insights.shown()?.csv(), "the chart as CSV"),
        CopyWhat::Signal => (
            super::screens::signals::text(app.screens.signals.signal()?),
            "the signal",
        ),
        CopyWhat::Comparison => (comparison(app)?, "the comparison"),
    })
}

/// The comparison as it is shown, as Markdown; `None` when nothing is compared.
#[must_use]
pub fn comparison(app: &App) -> Option<String> {
    let state = &app.screens.compare;
    let shown = state.shown.as_ref()?;
    let mut doc = report::comparison::doc(shown);
    let names: Vec<String> = shown.heads.iter().map(report::comparison::head).collect();
    let mut about = Vec::new();
    let (rows, differ, partly) = state.rows;
    match state.which {
        Which::All => {}
        Which::Differ => about.push(report::comparison::only_differences(rows, differ, partly)),
        Which::NotSame => about.push(format!(
            "Only what is not the same in all: {} of {rows} rows.",
            differ + partly
        )),
    }
    if let Some(p) = state.peers.as_ref().filter(|_| !state.no_peers) {
        let query = match app.query.to_string() {
            text if text.is_empty() => "all incidents".to_owned(),
            text => format!("the query: {text}"),
        };
        let read = match p.peers.len() {
            n if n < p.of => format!("{} drawn from {},", exact(n), exact(p.of)),
            n => format!("{},", exact(n)),
        };
        about.push(format!("Peers: {read} {query}, without those compared."));
    }
    let about = (!about.is_empty()).then(|| Block::Text(about.join(" ")));
    let head = [Block::Title(names.join(" · "))].into_iter().chain(about);
    doc.blocks.splice(0..0, head);
    let lines: Vec<String> = names
        .iter()
        .zip(&state.timelines)
        .map(|(name, t)| match t {
            Some(t) => format!("{name}, {}: {}", timelines::zero_text(t), events(t, "; ")),
            None => format!("{name}: no event is stated"),
        })
        .collect();
    doc.section("Timelines", Block::List(lines));
    let mut out = Vec::new();
    doc.markdown(&mut out).ok()?;
    String::from_utf8(out).ok()
}

/// The events of a timeline in a row of words: `-1 d intrusion start; 0 d detected`.
#[must_use]
pub fn events(timeline: &Timeline, between: &str) -> String {
    let each = timeline.entries.iter();
    let texts: Vec<String> = each
        .map(|e| format!("{} {}", words::offset(e.offset), e.kind.label()))
        .collect();
    texts.join(between)
}

fn exact(n: usize) -> String {
    report::human::exact(n as u64)
}

/// A citation of a record: what it is, then every source with publisher, date and address.
#[must_use]
pub fn citation(r: &Incident) -> String {
    let year =
        r.id.rsplit('-')
            .next()
            .filter(|y| y.len() == 4)
            .map(|y| format!(" ({y})"))
            .unwrap_or_default();
    let mut out = format!("{}{year}, breachlens record {}", r.organization, r.id);
    if let Some(reviewed) = r.reviewed {
        out.push_str(&format!(", checked {reviewed}"));
    }
    out.push('\n');
    for s in &r.sources {
        let date = s.date.map(|d| format!(", {d}")).unwrap_or_default();
        let publisher = s
            .publisher
            .as_deref()
            .map(|p| format!(" {p}"))
            .unwrap_or_default();
        out.push_str(&format!(
            "[{}] {}.{publisher}{date}. {}\n",
            s.id, s.title, s.url
        ));
    }
    out
}

/// A text as one word of a POSIX shell.
fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The actions that fit what is typed into the palette, best first.
#[must_use]
pub fn palette_entries(typed: &str) -> Vec<&'static Entry> {
    let wanted: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<(usize, &'static Entry)> = ACTIONS
        .iter()
        .filter(|a| a.section != "Typing" && a.command != Command::Palette)
        .filter_map(|a| {
            let name = a.id.replace('-', " ");
            let text = format!("{name} {} {}", fold(a.sentence), fold(a.section));
            let starts = wanted.first().is_some_and(|w| name.starts_with(w.as_str()));
            wanted
                .iter()
                .all(|w| text.contains(w.as_str()))
                .then_some((usize::from(!starts), a))
        })
        .collect();
    found.sort_by_key(|(late, _)| *late);
    found.into_iter().map(|(_, a)| a).collect()
}

/// The key that calls an entry, for the palette's right side.
#[must_use]
pub fn palette_key(entry: &Entry) -> &'static str {
    let places = [
        Place::BrowseScreen,
        Place::Table,
        Place::Facets,
        Place::CompareScreen,
        Place::InsightsScreen,
        Place::SignalsScreen,
        Place::Anywhere,
    ];
    places
        .iter()
        .find_map(|p| key_for(entry.command, *p))
        .unwrap_or_default()
}
