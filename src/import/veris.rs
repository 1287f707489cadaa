//! VERIS and its community database: one object an incident, versions 1.2 to 1.4. It must not know
//! how objects are read.
//!
//! Times other than the incident's own are lengths in VERIS, not dates, and are kept as such. Counts
//! are records.

use super::{
    cells, counts,
    documents::Object,
    draft::{Draft, UNNAMED, key_of},
    narrative,
    veris_words::{ACTIONS, ASSETS, DATA, INDUSTRIES},
};
use crate::model::{
    Date, Text,
    incident::{Client, Duration, Exposure, Response},
    places::{US_STATES, code_of},
    vocabulary::{
        BreachType, DataType, EventKind, ExposureStatus, HipaaRole, Measure, MeasureStatus, Method,
        Sector,
    },
};
use serde_json::Value;

/// The value at a path such as `attribute.confidentiality.data`; lists on the way count as their first.
fn at<'a>(object: &'a Object, path: &str) -> Option<&'a Value> {
    let mut keys = path.split('.');
    let mut value = object.get(keys.next()?)?;
    for key in keys {
        while let Value::Array(items) = value {
            value = items.first()?;
        }
        value = value.as_object()?.get(key)?;
    }
    Some(value)
}

/// Every text at a path: one, or a list of them.
fn texts<'a>(object: &'a Object, path: &str) -> Vec<&'a str> {
    match at(object, path) {
        Some(Value::String(text)) => vec![text.trim()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::trim)
            .collect(),
        _ => Vec::new(),
    }
}

/// The first text at a path that states something.
fn text<'a>(object: &'a Object, path: &str) -> Option<&'a str> {
    texts(object, path).into_iter().find(|t| !cells::is_null(t))
}

fn number(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(n) => n.as_u64().or_else(|| {
            let n = n
                .as_f64()
                .filter(|n| n.fract() == 0.0 && (0.0..1e15).contains(n))?;
            n.to_string().parse().ok()
        }),
        Value::String(t) => counts::count(t).ok().flatten().map(|(n, _)| n),
        _ => None,
    }
}

/// Fills a draft from an object. The key, or why there is no record.
///
/// # Errors
/// The reason for which the object is no incident.
pub fn fill(object: &Object, draft: &mut Draft) -> Result<String, String> {
    let known = ["victim", "action", "attribute", "timeline"]
        .iter()
        .any(|k| object.contains_key(*k));
    let id = text(object, "incident_id").or_else(|| text(object, "plus.master_id"));
    let Some(id) = id.filter(|_| known) else {
        return Err("no `incident_id`, or nothing about an incident: not a VERIS incident".into());
    };
    victim(object, draft);
    actions(object, draft);
    assets(object, draft);
    timeline(object, draft);
    if let Some(summary) = text(object, "summary").and_then(cells::prose) {
        narrative::apply(&summary, draft);
    }
    // What the fields state stands before what the text suggests.
    confidentiality(object, draft);
    credit_monitoring(object, draft);
    for reference in texts(object, "reference") {
        for url in reference.split([';', ' ', '\n']) {
            draft.cite("", url);
        }
    }
    if let Some(status) = text(object, "security_incident").filter(|s| *s != "Confirmed") {
        draft
            .imported
            .flags
            .push(Text::from(format!("security incident: {status}")));
    }
    draft.imported.list = text(object, "schema_version").map(|v| Text::from(format!("VERIS {v}")));
    super::hibp::raw(object, "", draft);
    draft.imported.raw.remove(&Text::new("summary"));
    if draft.imported.narrative.is_some() {
        draft.imported.narrative_column = Some(Text::new("summary"));
    } else if let Some(Value::String(summary)) = object.get("summary") {
        draft
            .imported
            .raw
            .insert(Text::new("summary"), Text::new(summary));
    }
    Ok(key_of(&[id]))
}

fn victim(object: &Object, draft: &mut Draft) {
    let mut names = Vec::new();
    match object.get("victim") {
        // An older shape: a list of victims, of which the first is the main one.
        Some(Value::Array(victims)) => {
            names.extend(victims.iter().filter_map(|v| v.get("victim_id")?.as_str()));
        }
        _ => names.extend(texts(object, "victim.victim_id")),
    }
    names.extend(texts(object, "victim.secondary.victim_id"));
    let mut names = names
        .into_iter()
        .filter(|n| !cells::is_null(n))
        .map(cells::one_line);
    let main = names.next();
    let secondary = text(object, "victim.victim_id").is_none()
        && texts(object, "victim.secondary.victim_id")
            .first()
            .copied()
            .map(cells::one_line)
            == main;
    match main {
        Some(main) if !secondary => draft.incident.organization = Text::from(main),
        other => {
            draft.incident.organization = Text::new(UNNAMED);
            draft.incident.downstream.extend(other.map(|n| Client {
                name: Text::from(n),
                count: None,
            }));
        }
    }
    for name in names {
        draft.incident.downstream.push(Client {
            name: Text::from(name),
            count: None,
        });
    }
    if let Some(country) = text(object, "victim.country").filter(|c| is_code(c)) {
        draft.incident.country = Some(Text::new(&country.to_ascii_uppercase()));
    }
    if let Some(state) = text(object, "victim.state") {
        let us = draft.incident.country.as_deref().is_none_or(|c| c == "US");
        match code_of(US_STATES, state) {
            Some(code) if us => draft.incident.state = Some(Text::new(code)),
            _ if us => draft.fault(
                "victim.state",
                &format!("`{}` is no US state", super::shown(state)),
            ),
            // A state outside the US stays in the raw row.
            _ => {}
        }
    }
    let industry = match at(object, "victim.industry") {
        Some(Value::Number(n)) => Some(n.to_string()),
        _ => text(object, "victim.industry").map(str::to_owned),
    };
    if let Some(industry) = industry {
        draft.incident.sector = sector(&industry);
        let us = draft.incident.country.as_deref() == Some("US");
        draft.incident.hipaa_role =
            (!us && draft.incident.country.is_some()).then_some(HipaaRole::OutsideUs);
        draft.imported.industry = Some(Text::from(format!("NAICS {industry}")));
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The sector of a NAICS code.
fn sector(naics: &str) -> Option<Sector> {
    INDUSTRIES
        .iter()
        .find(|(code, _)| naics.starts_with(code))
        .map(|(_, s)| *s)
}

/// True when the industry is health care (NAICS 62), health insurance or a pharmacy.
#[must_use]
pub fn is_health_care(draft: &Draft) -> bool {
    let industry = draft.imported.industry.as_deref().unwrap_or_default();
    industry.starts_with("NAICS 62") || draft.incident.sector.is_some()
}

fn actions(object: &Object, draft: &mut Draft) {
    let Some(Value::Object(actions)) = object.get("action") else {
        return;
    };
    let (mut kinds, mut methods): (Vec<BreachType>, Vec<Method>) = Default::default();
    for kind in actions.keys() {
        let mut varieties = texts(object, &format!("action.{kind}.variety"));
        if varieties.is_empty() {
            varieties.push("");
        }
        for variety in varieties {
            let found = ACTIONS
                .iter()
                .find(|(k, v, _, _)| k == kind && (v.is_empty() || *v == variety));
            if let Some((_, _, breach, method)) = found {
                kinds.extend(*breach);
                methods.extend(*method);
            }
        }
    }
    let assets = asset_words(object);
    let on = |starts: &[&str]| {
        assets
            .iter()
            .any(|a| starts.iter().any(|s| a.starts_with(s)))
    };
    let device = on(&["U - ", "M - Flash", "M - Disk", "M - Tapes", "S - "]);
    let special = |name: &str| {
        ACTIONS
            .iter()
            .find(|(k, ..)| *k == name)
            .and_then(|(.., m)| *m)
    };
    if kinds.contains(&BreachType::Theft) && device {
        methods.extend(special("asset theft"));
    }
    if kinds.contains(&BreachType::Loss) && on(&["M - ", "U - "]) {
        methods.extend(special("asset loss"));
    }
    if texts(object, "action.error.variety").contains(&"Misdelivery") && on(&["M - Documents"]) {
        methods.extend(special("asset misdelivery"));
    }
    kinds.sort_unstable();
    kinds.dedup();
    methods.dedup();
    let mut kinds = kinds.into_iter();
    draft.incident.breach_type = kinds.next();
    draft.imported.also_breach_types = kinds.collect();
    draft.incident.methods = methods;
}

fn asset_words(object: &Object) -> Vec<&str> {
    match at(object, "asset.assets") {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|i| i.get("variety").unwrap_or(i).as_str())
            .collect(),
        // An older shape: the varieties alone.
        _ => texts(object, "asset.variety"),
    }
}

fn assets(object: &Object, draft: &mut Draft) {
    for word in asset_words(object) {
        if let Some((_, place)) = ASSETS.iter().find(|(w, _)| word.starts_with(w))
            && !draft.incident.location.contains(place)
        {
            draft.incident.location.push(*place);
        }
    }
}

/// A `{year, month, day}`; as precise as it can be read.
fn date(object: &Object, path: &str, draft: &mut Draft) -> Option<Date> {
    let part = |key: &str| number(at(object, &format!("{path}.{key}")));
    let year = i32::try_from(part("year")?)
        .ok()
        .filter(|y| (1900..=2200).contains(y))?;
    let month = part("month").and_then(|m| u32::try_from(m).ok());
    let day = part("day")
        .and_then(|d| u32::try_from(d).ok())
        .filter(|_| month.is_some());
    if let Some(date) = Date::new(year, month, day) {
        return Some(date);
    }
    draft.fault(path, "there is no such day; kept as the month or the year");
    Date::new(year, month, None).or_else(|| Date::new(year, None, None))
}

fn timeline(object: &Object, draft: &mut Draft) {
    if let Some(date) = date(object, "timeline.incident", draft) {
        let kinds = draft.incident.breach_type;
        let kind = match kinds {
            Some(BreachType::HackingItIncident) => EventKind::IntrusionStart,
            Some(BreachType::Theft | BreachType::Loss) => EventKind::DeviceMissing,
            _ => EventKind::ExposureStart,
        };
        draft.event(kind, date);
    }
    for path in ["plus.timeline.notification", "timeline.notification"] {
        if let Some(date) = date(object, path, draft) {
            draft.event(EventKind::IndividualsNotified, date);
            break;
        }
    }
    for of in ["compromise", "exfiltration", "discovery", "containment"] {
        if let Some(unit) = text(object, &format!("timeline.{of}.unit")) {
            draft.imported.durations.push(Duration {
                of: Text::new(of),
                unit: Text::new(unit),
                value: number(at(object, &format!("timeline.{of}.value"))),
            });
        }
    }
}

fn confidentiality(object: &Object, draft: &mut Draft) {
    const BASE: &str = "attribute.confidentiality";
    if let Some(n) = number(at(object, &format!("{BASE}.data_total"))).filter(|n| *n > 0) {
        draft.incident.affected.count = Some(n);
        draft.incident.affected.basis = Some(Text::new("VERIS data_total: records"));
    }
    let status = match text(object, &format!("{BASE}.data_disclosure")) {
        Some("Yes") => ExposureStatus::Exposed,
        // "No" says that nothing was disclosed: then nothing is exposed.
        Some("No") => {
            draft.incident.exposed.clear();
            return;
        }
        _ => ExposureStatus::PossiblyExposed,
    };
    let mut stated: Vec<Exposure> = Vec::new();
    let words: Vec<&str> = match at(object, &format!("{BASE}.data")) {
        Some(Value::Array(items)) => items
            .iter()
            .map(|i| i.get("variety").unwrap_or(i))
            .flat_map(|v| match v {
                Value::String(text) => vec![text.as_str()],
                Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    };
    for word in words.into_iter().filter(|w| !cells::is_null(w)) {
        let known = DATA.iter().find(|(w, _)| *w == word).map(|(_, d)| *d);
        let data = known.unwrap_or(DataType::Other);
        let note = known.is_none().then(|| Text::new(word));
        if !stated.iter().any(|e| e.data == data && e.note == note) {
            stated.push(Exposure {
                data,
                status,
                note,
                from_text: false,
                words: None,
            });
        }
    }
    draft.incident.exposed.retain(|e| {
        !stated
            .iter()
            .any(|s| s.data == e.data && e.data != DataType::Other)
    });
    stated.append(&mut draft.incident.exposed);
    draft.incident.exposed = stated;
}

fn credit_monitoring(object: &Object, draft: &mut Draft) {
    const BASE: &str = "plus.attribute.confidentiality";
    if !matches!(
        text(object, &format!("{BASE}.credit_monitoring")),
        Some("Y" | "Yes")
    ) {
        return;
    }
    let years = number(at(object, &format!("{BASE}.credit_monitoring_years")));
    draft
        .incident
        .response
        .retain(|r| r.measure != Measure::CreditMonitoring);
    draft.incident.response.insert(
        0,
        Response {
            measure: Measure::CreditMonitoring,
            status: MeasureStatus::Offered,
            date: None,
            months: years
                .and_then(|y| u32::try_from(y).ok())
                .and_then(|y| y.checked_mul(12)),
            provider: None,
            amount_usd: None,
            note: None,
            source: None,
            from_text: false,
            words: None,
        },
    );
}
