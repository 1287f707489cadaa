//! Have I Been Pwned: one object a breach. It must not know how objects are read.
//!
//! Its counts are accounts, not people, and are kept as approximate. Everything but the name is optional.

use super::{
    cells, counts, dates,
    documents::Object,
    draft::{Draft, key_of},
    hibp_words::{self, Class},
    html,
};
use crate::model::{
    Text,
    incident::Exposure,
    vocabulary::{DataType, EventKind, ExposureStatus, Qualifier},
};
use serde_json::Value;

/// Flags that say something when true, and `IsVerified` that does when false.
const FLAGS: &[(&str, bool, &str)] = &[
    ("IsVerified", false, "unverified"),
    ("IsFabricated", true, "fabricated"),
    ("IsSensitive", true, "sensitive"),
    ("IsRetired", true, "retired"),
    ("IsSpamList", true, "spam list"),
    ("IsMalware", true, "malware"),
    ("IsSubscriptionFree", true, "subscription free"),
    ("IsStealerLog", true, "stealer log"),
];

/// Fills a draft from an object. The key, or why there is no record.
///
/// # Errors
/// The reason for which the object is no breach.
pub fn fill(object: &Object, draft: &mut Draft) -> Result<String, String> {
    let text = |key: &str| {
        object
            .get(key)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|t| !t.is_empty())
    };
    let title = text("Title");
    let name = text("Name")
        .or(title)
        .ok_or("no `Name`: not a breach of Have I Been Pwned")?;
    draft.incident.organization = Text::from(cells::one_line(title.unwrap_or(name)));
    for alias in [Some(name), text("Domain")].into_iter().flatten() {
        let alias = Text::new(alias);
        if alias != draft.incident.organization && !draft.incident.aliases.contains(&alias) {
            draft.incident.aliases.push(alias);
        }
    }
    for (key, kind, note) in [
        (
            "BreachDate",
            EventKind::DataCopied,
            "breach date as listed; often approximate",
        ),
        (
            "AddedDate",
            EventKind::PublicDisclosure,
            "added to Have I Been Pwned",
        ),
    ] {
        match text(key).map(|t| dates::read(t, dates::Order::MonthFirst)) {
            Some(Ok(Some(date))) => draft.event_noted(kind, date, Some(note)),
            Some(Err(why)) => draft.fault(key, &why),
            _ => {}
        }
    }
    match object.get("PwnCount") {
        Some(Value::Number(n)) => match n.as_u64() {
            Some(0) => {}
            Some(n) => accounts(draft, n),
            None => draft.fault("PwnCount", &format!("`{n}` is no number of accounts")),
        },
        Some(Value::String(t)) => match counts::count(t) {
            Ok(Some((n, _))) => accounts(draft, n),
            Ok(None) => {}
            Err(why) => draft.fault("PwnCount", &why),
        },
        _ => {}
    }
    classes(object, draft);
    if let Some(description) = text("Description") {
        let (narrative, links) = html::to_text(description);
        for (title, url) in &links {
            draft.cite(title, url);
        }
        draft.imported.narrative = (!narrative.is_empty()).then(|| Text::from(narrative));
    }
    if let Some(url) = text("DisclosureUrl") {
        draft.cite("Disclosure", url);
    }
    for (key, when, word) in FLAGS {
        if object.get(*key).and_then(Value::as_bool) == Some(*when) {
            draft.imported.flags.push(Text::new(word));
        }
    }
    if let Some(who) = text("Attribution") {
        draft
            .imported
            .flags
            .push(Text::from(format!("attribution: {}", cells::one_line(who))));
    }
    raw(object, "", draft);
    Ok(key_of(&[name]))
}

fn accounts(draft: &mut Draft, n: u64) {
    draft.incident.affected.count = Some(n);
    draft.incident.affected.qualifier = Some(Qualifier::Approximate);
    draft.incident.affected.basis = Some(Text::new("Have I Been Pwned: accounts"));
}

/// The data classes. Several classes may be one data type of ours; the words are kept as the note.
fn classes(object: &Object, draft: &mut Draft) {
    let Some(Value::Array(words)) = object.get("DataClasses") else {
        return;
    };
    for word in words.iter().filter_map(Value::as_str) {
        let (data, note) = match hibp_words::class(word) {
            Some(Class::Same(data)) => (data, None),
            Some(Class::Like(data)) => (data, Some(word)),
            Some(Class::None) | None => (DataType::Other, Some(word)),
        };
        let note = note.map(Text::new);
        let same = draft
            .incident
            .exposed
            .iter_mut()
            .find(|e| e.data == data && data != DataType::Other);
        match same {
            Some(before) => {
                before.note = match (before.note.take(), note) {
                    (Some(a), Some(b)) => Some(Text::from(format!("{a}; {b}"))),
                    (a, b) => a.or(b),
                }
            }
            None => draft.incident.exposed.push(Exposure {
                data,
                status: ExposureStatus::Exposed,
                note,
                from_text: false,
                words: None,
            }),
        }
    }
}

/// Keeps an object for export, one entry a value: `victim.state`, lists joined by `; `.
pub fn raw(object: &Object, path: &str, draft: &mut Draft) {
    for (key, value) in object {
        let path = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        match value {
            Value::Object(inner) => raw(inner, &path, draft),
            Value::Null => {}
            Value::Array(items)
                if items
                    .iter()
                    .any(|i| matches!(i, Value::Object(_) | Value::Array(_))) =>
            {
                draft.imported.raw.insert(
                    Text::from(path),
                    Text::from(Value::Array(items.clone()).to_string()),
                );
            }
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(scalar).collect();
                draft
                    .imported
                    .raw
                    .insert(Text::from(path), Text::from(items.join("; ")));
            }
            scalar_value => {
                let text = scalar(scalar_value);
                if !text.is_empty() {
                    draft
                        .imported
                        .raw
                        .insert(Text::from(path), Text::from(text));
                }
            }
        }
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// True when the data classes, the domain or the title say that it is health care.
#[must_use]
pub fn is_health_care(draft: &Draft) -> bool {
    let raw = |key: &str| {
        draft
            .imported
            .raw
            .get(&Text::new(key))
            .map_or("", |t| t.as_str())
    };
    raw("DataClasses")
        .split("; ")
        .any(hibp_words::is_health_class)
        || hibp_words::is_health_word(raw("Title"))
        || hibp_words::is_health_word(raw("Name"))
        || hibp_words::is_health_word(raw("Domain"))
}
