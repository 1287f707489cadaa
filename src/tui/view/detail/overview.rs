//! The Overview tab: what one wants to know first, and below it every fact that no other tab is for.
//! It must not know events, data, measures and sources one by one; it counts them.

use super::{
    cite, clocks, counts, related, severity,
    sheet::{Cell, Sheet, glued, joined, plain},
    span, title,
    wrap::{GLUE, Run},
};
use crate::{
    analysis::intervals::{self, Interval},
    model::{
        Incident,
        incident::Event,
        places::{COUNTRIES, US_STATES, name_of},
        vocabulary::{Tier, Vocabulary},
    },
    report::{around::Around, human, words},
    tui::theme::{Role, Sign},
};
use ratatui::text::Span;

/// Writes the tab.
pub fn write(sheet: &mut Sheet<'_>, incident: &Incident, around: Option<&Around>) {
    headline(sheet, incident);
    if let Some(around) = around {
        elsewhere(sheet, incident, around);
    }
    span::draw(sheet, incident);
    stated(sheet, incident);
    severity::line(sheet, incident);
    clocks::line(sheet, incident);
    summary(sheet, incident);
    clocks::brief(sheet, incident);
    severity::terms(sheet, incident);
    related::similar(sheet);
    related::signals(sheet, incident);
    days(sheet, incident);
    people(sheet, incident);
    way_in(sheet, incident);
    organization(sheet, incident);
}

/// How many, how, through whom, when: always, even where it is not stated.
fn headline(sheet: &mut Sheet<'_>, incident: &Incident) {
    if title::is_cut(sheet, incident) {
        let name = sheet.name(&incident.organization, Some(Role::Title));
        sheet.fact("Name", name);
    }
    sheet.target = cite::target(incident, incident.affected.source.as_ref());
    let count = how_many(sheet, incident);
    sheet.fact("People", count);
    sheet.target = None;
    let how = how_in(sheet, incident);
    sheet.fact("How in", how.unwrap_or_else(|| sheet.not_stated()));
    if let Some(third) = &incident.third_party {
        let mut runs = sheet.name(&third.name, None);
        runs.extend(aside(sheet, third.relation.map(Vocabulary::label)));
        sheet.fact("Through", runs);
    }
    if let Some(actor) = &incident.threat_actor {
        let mut runs = sheet.name(actor, None);
        runs.extend(aside(
            sheet,
            incident.threat_actor_status.map(Vocabulary::label),
        ));
        sheet.fact("By", runs);
    }
    if let Some(status) = incident
        .imported
        .as_ref()
        .and_then(|i| i.filing_status.as_deref())
    {
        let runs = vec![Span::styled(status.to_owned(), sheet.style(Role::Warning))];
        sheet.fact("Filing", runs);
    }
    moment(sheet, incident, "Began", intervals::beginning(incident));
    moment(sheet, incident, "Known", intervals::disclosure(incident));
}

/// The user's note, the same incident in other sets, other incidents of the organization.
fn elsewhere(sheet: &mut Sheet<'_>, incident: &Incident, around: &Around) {
    if let Some(note) = &around.note {
        sheet.fact("Note", vec![plain(note.replace('\n', " "))]);
    }
    for also in &around.also {
        let mut runs = vec![plain(format!("{}: ", also.set))];
        let differs = also.count.is_some() && also.count != incident.affected.count;
        let figures = also.figures();
        runs.push(if differs {
            Span::styled(figures, sheet.style(Role::Warning))
        } else {
            plain(figures)
        });
        runs.push(sheet.muted(format!("  {}", also.why)));
        sheet.fact("Also in", runs);
    }
    if let Some(n) = around.others.filter(|n| *n > 0) {
        let many = if n == 1 { "incident" } else { "incidents" };
        let runs = vec![
            plain(format!("{n} other {many} of this organization")),
            sheet.muted(" (O)"),
        ];
        sheet.fact("Others", runs);
    }
}

/// A remark beside a value.
fn aside(sheet: &Sheet<'_>, text: Option<&str>) -> Vec<Run> {
    text.map(|t| sheet.muted(format!("  {t}")))
        .into_iter()
        .collect()
}

fn how_many(sheet: &Sheet<'_>, incident: &Incident) -> Vec<Run> {
    let affected = &incident.affected;
    let mut runs = match affected.count {
        Some(n) => vec![plain(human::exact(n))],
        None => sheet.not_stated(),
    };
    if incident.count_is_placeholder() {
        runs.push(plain(" "));
        runs.push(sheet.sign(Sign::Unknown));
        runs.push(sheet.muted(format!("  {}", words::PLACEHOLDER)));
    }
    let how = joined(
        sheet,
        [
            affected.qualifier.map(Vocabulary::label),
            affected.basis.as_deref(),
        ]
        .into_iter()
        .flatten()
        .map(|t| vec![sheet.muted(t)])
        .collect(),
    );
    if !how.is_empty() {
        runs.push(plain("  "));
        runs.extend(how);
    }
    runs.extend(cite::after(sheet, incident, affected.source.as_ref()));
    runs
}

/// `stolen credentials → backups (auxiliary)`
fn how_in(sheet: &Sheet<'_>, incident: &Incident) -> Option<Vec<Run>> {
    let all_are_read = incident
        .methods
        .iter()
        .all(|m| incident.is_read_from_text(*m));
    let methods: Vec<&str> = incident.methods.iter().map(|m| m.label()).collect();
    let mut system = incident.system.role.map_or(String::new(), |r| {
        if r.label() == "other" {
            "another system".to_owned()
        } else {
            r.label().to_owned()
        }
    });
    if let Some(tier) = incident.system.tier {
        system = if system.is_empty() {
            format!("{} system", tier.label())
        } else {
            format!("{system} ({})", tier.label())
        };
    }
    if methods.is_empty() && system.is_empty() {
        return None;
    }
    let mut runs = vec![plain(methods.join(", "))];
    // Where the list states some itself, `show` tells which.
    if all_are_read && !methods.is_empty() {
        runs.push(sheet.muted(format!(" {}", glued("(read from text)"))));
    }
    if !system.is_empty() {
        if !methods.is_empty() {
            runs.push(sheet.muted(" → "));
        }
        runs.push(plain(system));
    }
    Some(runs)
}

/// A date with the event that it is taken from.
fn moment(sheet: &mut Sheet<'_>, incident: &Incident, label: &str, event: Option<&Event>) {
    let Some(event) = event else {
        let runs = sheet.not_stated();
        return sheet.fact(label, runs);
    };
    let mut runs = vec![plain(event.date.to_string())];
    let source = event.source.as_ref();
    runs.extend(aside(sheet, Some(event.kind.label())));
    runs.extend(cite::after(sheet, incident, source));
    sheet.target = cite::target(incident, source);
    sheet.fact(label, runs);
    sheet.target = None;
}

/// How much is stated of data, measures and money.
fn stated(sheet: &mut Sheet<'_>, incident: &Incident) {
    sheet.blank();
    if incident.exposed.is_empty() {
        let runs = sheet.not_stated();
        sheet.fact("Data", runs);
    } else {
        let runs = counts::exposed(sheet, incident);
        sheet.fact("Data", runs);
    }
    if incident.response.is_empty() {
        let runs = sheet.not_stated();
        sheet.fact("Measures", runs);
    } else {
        let runs = counts::measures(sheet, incident);
        sheet.fact("Measures", runs);
    }
    let runs = counts::money(sheet, incident);
    if !runs.is_empty() {
        sheet.fact("Money", runs);
    }
}

/// What happened; of an imported record without a summary, what the list says.
fn summary(sheet: &mut Sheet<'_>, incident: &Incident) {
    let narrative = incident
        .imported
        .as_ref()
        .and_then(|i| i.narrative.as_ref());
    let (heading, text) = match (&incident.summary, narrative) {
        (Some(summary), _) => ("What happened", summary),
        (None, Some(narrative)) => ("What happened, in the list’s own words", narrative),
        (None, None) => return,
    };
    sheet.heading(heading);
    sheet.prose(vec![plain(text.as_str())]);
}

/// The intervals that can be told, each with the dates it was computed from, and what the others lack.
fn days(sheet: &mut Sheet<'_>, incident: &Incident) {
    sheet.heading("Days between events");
    let mut told: Vec<(&str, String, String)> = Vec::new();
    let mut missing: Vec<&str> = Vec::new();
    for interval in Interval::ALL {
        let (from, to) = interval.ends(incident);
        let (start, end) = interval.label().split_once(" to ").unwrap_or_default();
        for (date, name) in [(from, start), (to, end)] {
            if date.is_none() && !missing.contains(&name) {
                missing.push(name);
            }
        }
        if let (Some(a), Some(b)) = (from, to) {
            let (days, dates) = match interval.days(incident) {
                Some(days) => (human::days(days), format!("{a} → {b}")),
                None => {
                    let (sign, _) = sheet.page.theme.sign(Sign::Unknown);
                    (sign.to_owned(), format!("{a} → {b}, the wrong way round"))
                }
            };
            told.push((interval.label(), glued(&days), dates));
        }
    }
    let longest = |of: &dyn Fn(&(&str, String, String)) -> usize| {
        told.iter().map(of).max().unwrap_or_default()
    };
    let figures = longest(&|t| t.1.chars().count());
    let labels = longest(&|t| t.0.len());
    let rest = sheet.room().saturating_sub(figures + 2);
    for (label, days, dates) in &told {
        let days = Cell::new(0, figures, vec![plain(days.as_str())]).right();
        let label = vec![plain(*label)];
        let dates = vec![sheet.muted(dates.as_str())];
        if rest >= labels + 2 + 23 {
            let room = rest - labels - 2;
            let cells = vec![days, Cell::new(2, labels, label), Cell::new(2, room, dates)];
            sheet.row(cells);
        } else {
            sheet.row(vec![days, Cell::new(2, rest, label)]);
            sheet.row(vec![Cell::new(figures + 2, rest, dates)]);
        }
    }
    if !missing.is_empty() {
        sheet.remark(format!(
            "Not stated, so not counted: {}.",
            missing.join(", ")
        ));
    }
}

/// Earlier figures, residents of single states, and what sources disagree about.
fn people(sheet: &mut Sheet<'_>, incident: &Incident) {
    let affected = &incident.affected;
    if affected.revisions.is_empty() && affected.residents.is_empty() && affected.note.is_none() {
        return;
    }
    sheet.heading("Number of people");
    for revision in &affected.revisions {
        let mut runs = vec![
            plain(human::exact(revision.count)),
            sheet.muted(format!("  stated {}", revision.date)),
        ];
        runs.extend(cite::after(sheet, incident, revision.source.as_ref()));
        sheet.target = cite::target(incident, revision.source.as_ref());
        sheet.fact("Earlier", runs);
        sheet.target = None;
    }
    let figures = affected
        .residents
        .values()
        .map(|n| human::exact(*n).len())
        .max()
        .unwrap_or(0);
    for (i, (code, count)) in affected.residents.iter().enumerate() {
        let count = human::exact(*count);
        let blank = figures.saturating_sub(count.len());
        let name = name_of(US_STATES, code).unwrap_or(code.as_str());
        let value = vec![
            plain(GLUE.repeat(blank)),
            plain(count),
            sheet.muted(format!("  of {name} ({code})")),
        ];
        sheet.fact(if i == 0 { "Residents" } else { "" }, value);
    }
    if let Some(note) = &affected.note {
        sheet.fact("Note", vec![plain(note.as_str())]);
    }
}

/// Type, system and place of the breach.
fn way_in(sheet: &mut Sheet<'_>, incident: &Incident) {
    let system = &incident.system;
    let word = |label: &str| vec![plain(label)];
    let role = match (system.role, system.tier) {
        (Some(role), Some(tier)) => Some(format!("{} ({})", role.label(), tier_in_words(tier))),
        (Some(role), None) => Some(role.label().to_owned()),
        (None, Some(tier)) => Some(tier_in_words(tier)),
        (None, None) => None,
    };
    let locations: Vec<&str> = incident.location.iter().map(|l| l.label()).collect();
    let types: Vec<&str> = incident.breach_types().map(|t| t.label()).collect();
    let listed = |words: Vec<&str>| (!words.is_empty()).then(|| vec![plain(words.join(", "))]);
    sheet.heading("Way in");
    let mut rows = vec![
        ("Breach type", listed(types)),
        ("System", system.name.as_deref().map(word)),
        ("Kind", role.map(|r| vec![plain(r)])),
        (
            "Run by",
            system.operator.as_ref().map(|o| sheet.name(o, None)),
        ),
        ("Location", listed(locations)),
    ];
    // Where these are stated they stand at the top.
    if incident.third_party.is_none() {
        rows.push(("Third party", None));
    }
    if incident.threat_actor.is_none() {
        rows.push(("Threat actor", None));
    }
    sheet.facts(rows);
}

fn tier_in_words(tier: Tier) -> String {
    match tier {
        Tier::Core | Tier::Auxiliary => format!("{} system", tier.label()),
        Tier::DeviceOrPaper => tier.label().to_owned(),
    }
}

/// Who it is, and which record this is.
fn organization(sheet: &mut Sheet<'_>, incident: &Incident) {
    let place = |places, code: &str| match name_of(places, code) {
        Some(name) => vec![plain(format!("{name} ({code})"))],
        None => vec![plain(code)],
    };
    let aliases = incident
        .aliases
        .iter()
        .map(|alias| sheet.name(alias, None))
        .collect();
    let aliases = joined(sheet, aliases);
    sheet.heading("Organization");
    let rows = [
        ("Also called", (!aliases.is_empty()).then_some(aliases)),
        ("Sector", incident.sector.map(|s| vec![plain(s.label())])),
        (
            "HIPAA role",
            incident.hipaa_role.map(|r| vec![plain(r.label())]),
        ),
        (
            "State",
            incident.state.as_deref().map(|c| place(US_STATES, c)),
        ),
        (
            "Country",
            incident.country.as_deref().map(|c| place(COUNTRIES, c)),
        ),
        ("Record", Some(vec![plain(incident.id.clone())])),
        (
            "Reviewed",
            incident.reviewed.map(|d| vec![plain(d.to_string())]),
        ),
    ];
    sheet.facts(rows);
    if let Some(list) = &incident.imported {
        let runs = vec![plain(list.format.as_str())];
        sheet.fact("From list", runs);
    }
}
