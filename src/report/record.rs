//! One whole record as a report: everything that it states, nothing that it does not. It must not know
//! where it came from.

use super::{
    around,
    doc::{Block, Doc},
    human,
    table::{Head, Table},
    timelines, verdicts,
    words::{self, citation, labels},
};
use crate::{
    analysis::{intervals, timeline::Timeline},
    catalog::Catalog,
    model::{Date, Incident, Text, Vocabulary},
};

/// The record as a report, with what other rows of the catalog say of the same incident.
#[must_use]
pub fn doc_of_row(catalog: &Catalog, row: u32, r: &Incident) -> Doc {
    let mut doc = doc(r);
    let also = around::also(catalog, row);
    let lines = also.iter().map(|a| {
        format!(
            "{} ({}): {}; the same because: {}",
            a.set,
            a.id,
            a.figures(),
            a.why
        )
    });
    doc.section("Also in", Block::List(lines.collect()));
    doc
}

/// The record as a report.
#[must_use]
pub fn doc(r: &Incident) -> Doc {
    let mut doc = Doc::default();
    let year = intervals::known(r)
        .or_else(|| intervals::began(r))
        .map(|d: Date| format!(" · {}", d.year()))
        .unwrap_or_default();
    doc.push(Block::Title(format!("{}{year}", r.organization)));
    doc.push(Block::Text(text(r.summary.as_ref())));
    doc.section("Facts", Block::Facts(facts(r)));
    if let Some(t) = Timeline::of(r) {
        let heading = format!("Timeline: {}", timelines::zero_text(&t));
        doc.section(heading, timelines::table(r, &t));
    }
    verdicts::push_clocks(r, &mut doc);
    doc.section("Severity", verdicts::severity(r));
    let days: Vec<_> = intervals::all(r)
        .filter_map(|(i, d)| d.map(|d| (i, d)))
        .collect();
    let coarse = days.iter().any(|(_, d)| d.single().is_none());
    let days = days.into_iter();
    let days = days.map(|(i, d)| (i.label().to_owned(), human::days(d)));
    doc.section("Intervals", Block::Facts(days.collect()));
    if coarse {
        doc.push(Block::Text(intervals::RANGES.to_owned()));
    }
    let heading = format!("Exposed data{}", citation(r, r.exposed_source.as_ref()));
    doc.section(heading, exposed(r));
    doc.section("Response", response(r));
    doc.section("Consequences", consequences(r));
    doc.section("Clients", clients(r));
    doc.section(
        "Lessons",
        Block::List(r.lessons.iter().map(Text::to_string).collect()),
    );
    imported(r, &mut doc);
    doc.section("Sources", sources(r));
    doc
}

fn text(text: Option<&Text>) -> String {
    text.map(Text::to_string).unwrap_or_default()
}

fn facts(r: &Incident) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            out.push((label.to_owned(), value));
        }
    };
    let list = |texts: &[Text]| {
        let texts: Vec<&str> = texts.iter().map(Text::as_str).collect();
        texts.join("; ")
    };
    fact("id", r.id.clone());
    fact("also known as", list(&r.aliases));
    fact("sector", label(r.sector));
    fact("HIPAA role", label(r.hipaa_role));
    let place = [&r.state, &r.country].into_iter().flatten();
    fact(
        "place",
        place.map(|p| p.as_str()).collect::<Vec<_>>().join(", "),
    );
    people(r, &mut fact);
    fact("breach type", labels(&r.breach_types().collect::<Vec<_>>()));
    let methods = r.methods.iter().map(|m| {
        let read = if r.is_read_from_text(*m) {
            " (read from text)"
        } else {
            ""
        };
        format!("{}{read}", m.label())
    });
    fact("methods", methods.collect::<Vec<_>>().join(", "));
    let status = r.threat_actor_status.map(|s| format!(" ({})", s.label()));
    if let Some(actor) = &r.threat_actor {
        fact(
            "threat actor",
            format!("{actor}{}", status.unwrap_or_default()),
        );
    }
    fact("system", text(r.system.name.as_ref()));
    fact("system role", label(r.system.role));
    fact("tier", label(r.system.tier));
    fact("run by", text(r.system.operator.as_ref()));
    if let Some(t) = &r.third_party {
        let relation = t.relation.map(|x| format!(" ({})", x.label()));
        fact(
            "third party",
            format!("{}{}", t.name, relation.unwrap_or_default()),
        );
        fact("its part", text(t.note.as_ref()));
    }
    fact("location", labels(&r.location));
    fact("began", began(r));
    let known = intervals::disclosure(r).map(|e| format!("{} ({})", e.date, e.kind.label()));
    fact("became known", known.unwrap_or_default());
    fact(
        "reviewed",
        r.reviewed.map(|d| d.to_string()).unwrap_or_default(),
    );
    out
}

/// When it began, where that is stated; else what the first date is of. Empty without any date.
fn began(r: &Incident) -> String {
    match intervals::beginning(r) {
        Some(e) if intervals::is_start(e.kind) => format!("{} ({})", e.date, e.kind.label()),
        Some(e) => format!("not stated; {} {}", e.kind.label(), e.date),
        None if r.timeline.is_empty() => String::new(),
        None => "not stated".to_owned(),
    }
}

fn label<V: Vocabulary>(word: Option<V>) -> String {
    word.map(|w| w.label().to_owned()).unwrap_or_default()
}

fn people(r: &Incident, fact: &mut impl FnMut(&str, String)) {
    let a = &r.affected;
    if let Some(count) = a.count {
        let basis = a
            .basis
            .as_ref()
            .map(|b| format!(", {b}"))
            .unwrap_or_default();
        let mut count = words::people(&human::exact(count), a.qualifier);
        if r.count_is_placeholder() {
            count.push_str(&format!(" ? {}", words::PLACEHOLDER));
        }
        fact(
            "people",
            format!("{count}{basis}{}", citation(r, a.source.as_ref())),
        );
    } else {
        let basis = a
            .basis
            .as_ref()
            .map(|b| format!(", {b}"))
            .unwrap_or_default();
        fact(
            "people",
            format!("not stated{basis}{}", citation(r, a.source.as_ref())),
        );
    }
    for revision in &a.revisions {
        let (count, date) = (human::exact(revision.count), revision.date);
        let cited = citation(r, revision.source.as_ref());
        fact("earlier figure", format!("{count} on {date}{cited}"));
    }
    fact("on the figure", text(a.note.as_ref()));
    let residents: Vec<String> = a
        .residents
        .iter()
        .map(|(state, n)| format!("{} {}", state, human::exact(*n)))
        .collect();
    fact("residents", residents.join(", "));
}

fn exposed(r: &Incident) -> Block {
    let mut table = Table::new(vec![
        Head::left("Group"),
        Head::left("Data"),
        Head::left("Status"),
        Head::note("Note"),
    ]);
    let mut list: Vec<_> = r.exposed.iter().collect();
    list.sort_by_key(|e| (e.data.index(), e.status));
    for e in list {
        let read = if e.from_text { "(read from text) " } else { "" };
        table.push(vec![
            e.data.group().to_owned(),
            e.data.label().to_owned(),
            format!("{} {}", words::exposure_sign(e.status), e.status.label()),
            format!("{read}{}", text(e.note.as_ref()))
                .trim_end()
                .to_owned(),
        ]);
    }
    Block::Table(table.wrapped())
}

fn response(r: &Incident) -> Block {
    let mut table = Table::new(vec![
        Head::left("Group"),
        Head::left("Measure"),
        Head::left("Status"),
        Head::left("Date"),
        Head::note("Details"),
        Head::left("Source"),
    ]);
    let mut list: Vec<_> = r.response.iter().collect();
    list.sort_by_key(|m| (m.measure.index(), m.date));
    for m in list {
        let mut details = Vec::new();
        details.extend(m.months.map(|n| format!("{n} months")));
        details.extend(m.provider.as_ref().map(Text::to_string));
        details.extend(m.amount_usd.map(|n| format!("${}", human::exact(n))));
        details.extend(m.note.as_ref().map(Text::to_string));
        details.extend(m.from_text.then(|| "read from text".to_owned()));
        table.push(vec![
            m.measure.group().to_owned(),
            m.measure.label().to_owned(),
            format!("{} {}", words::measure_sign(m.status), m.status.label()),
            m.date.map(|d| d.to_string()).unwrap_or_default(),
            details.join(", "),
            citation(r, m.source.as_ref()).trim_start().to_owned(),
        ]);
    }
    Block::Table(table.wrapped())
}

fn consequences(r: &Incident) -> Block {
    let mut table = Table::new(vec![
        Head::left("Kind"),
        Head::left("Date"),
        Head::right("Amount"),
        Head::flexible("Body"),
        Head::note("Note"),
        Head::left("Source"),
    ]);
    for c in &r.consequences {
        table.push(vec![
            c.kind.label().to_owned(),
            c.date.map(|d| d.to_string()).unwrap_or_default(),
            c.amount_usd
                .map(|n| format!("${}", human::exact(n)))
                .unwrap_or_default(),
            text(c.body.as_ref()),
            text(c.note.as_ref()),
            citation(r, c.source.as_ref()).trim_start().to_owned(),
        ]);
    }
    Block::Table(table.wrapped())
}

fn clients(r: &Incident) -> Block {
    let mut table = Table::new(vec![Head::flexible("Client"), Head::right("People")]);
    for client in &r.downstream {
        let people = client
            .count
            .map_or_else(|| human::NOT_STATED.to_owned(), human::exact);
        table.push(vec![client.name.to_string(), people]);
    }
    Block::Table(table.wrapped())
}

fn imported(r: &Incident, doc: &mut Doc) {
    let Some(i) = &r.imported else { return };
    let mut out = vec![
        ("format".to_owned(), i.format.to_string()),
        ("key".to_owned(), i.key.to_string()),
    ];
    out.extend(
        i.filing_status
            .iter()
            .map(|s| ("filing".to_owned(), s.to_string())),
    );
    if i.placeholder_count {
        let meaning = "a number that filers put when they do not know it yet";
        out.push(("count".to_owned(), meaning.to_owned()));
    }
    out.extend(
        i.narrative
            .iter()
            .map(|n| ("text of the list".to_owned(), n.to_string())),
    );
    out.extend(
        i.faults
            .iter()
            .map(|f| ("not read".to_owned(), f.to_string())),
    );
    out.extend(
        i.raw
            .iter()
            .map(|(k, v)| (format!("column {k}"), v.to_string())),
    );
    doc.section("As imported", Block::Facts(out));
}

fn sources(r: &Incident) -> Block {
    let list = r.sources.iter().enumerate().map(|(at, s)| {
        let date = s.date.map(|d| d.to_string());
        let parts = [
            Some(s.title.to_string()),
            s.publisher.as_ref().map(Text::to_string),
            date,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (
            format!("[{}]", at + 1),
            format!("{}: {}", parts.join(", "), s.url),
        )
    });
    Block::Facts(list.collect())
}
