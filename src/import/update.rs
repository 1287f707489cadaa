//! The same list read again later: which rows are new, changed, unchanged and gone. It must not know
//! where either set is stored.
//!
//! A list has no key of its own that holds: names repeat, counts are revised, texts are added. So rows
//! are first put together by what a list never changes (name and filing date, or the list's own id),
//! and within such a group each old row meets the new row that is most like it. The record keeps its
//! id and key, so that stars and notes stay with it.
//!
//! A row that is gone stays in the set, marked with the day of the list that lacked it: an open case
//! leaves its list when it is closed, and what was read, starred or noted of it must not vanish.

use super::{
    draft::{Names, base_key},
    report::{Change, Gone},
};
use crate::model::{
    Date, Incident, Text,
    incident::{Imported, News, Revision},
    text::shorten,
};
use serde_json::Value;
use std::collections::HashMap;

/// What came of reading a list again.
#[derive(Debug, Clone, Default)]
pub struct Update {
    /// The whole set as it is now: the file's order, then what is gone.
    pub records: Vec<Incident>,
    /// Ids of records that were not in the set.
    pub new: Vec<String>,
    /// Every changed field.
    pub changed: Vec<Change>,
    /// How many records have changed fields.
    pub updated: u64,
    /// How many records the file repeats unchanged.
    pub unchanged: u64,
    /// Records that the file no longer has, in this update (not those marked earlier).
    pub gone: Vec<Gone>,
}

/// Merges a list read again into the set that an earlier copy of it made. `today` dates what the list
/// itself does not date.
#[must_use]
pub fn update(old: Vec<Incident>, new: Vec<Incident>, today: Date) -> Update {
    let mut names = Names::taken(old.iter());
    let as_of = new
        .iter()
        .find_map(|r| r.imported.as_ref()?.as_of)
        .unwrap_or(today);
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, record) in old.iter().enumerate() {
        groups.entry(group(record)).or_default().push(i);
    }
    let mut old: Vec<Option<Incident>> = old.into_iter().map(Some).collect();
    let pairs = pair(&old, &new, &groups);
    let mut keys = key_numbers(&old);
    let mut out = Update::default();
    for (record, partner) in new.into_iter().zip(pairs) {
        match partner.and_then(|i| old.get_mut(i)?.take()) {
            Some(before) => {
                let record = renew(before, record, as_of, &mut out);
                out.records.push(record);
            }
            None => {
                let mut record = record;
                (record.id, _) = names.id(&record.id);
                renumber(&mut record, &mut keys);
                note(&mut record, Some(News::New));
                out.new.push(record.id.clone());
                out.records.push(record);
            }
        }
    }
    for mut record in old.into_iter().flatten() {
        let mark = record.imported.get_or_insert_with(Imported::default);
        mark.last_import = None;
        if mark.gone.is_none() {
            mark.gone = Some(as_of);
            out.gone.push(Gone {
                id: record.id.clone(),
                organization: record.organization.to_string(),
            });
        }
        out.records.push(record);
    }
    out
}

/// What a list never changes of a row.
fn group(record: &Incident) -> String {
    match &record.imported {
        Some(imported) => base_key(&imported.key).to_owned(),
        None => record.id.clone(),
    }
}

/// For every new row the old one that it continues: within a group the likest first.
fn pair(
    old: &[Option<Incident>],
    new: &[Incident],
    groups: &HashMap<String, Vec<usize>>,
) -> Vec<Option<usize>> {
    let mut comers: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, record) in new.iter().enumerate() {
        comers.entry(group(record)).or_default().push(i);
    }
    let mut pairs = vec![None; new.len()];
    for (key, comers) in comers {
        let Some(olds) = groups.get(&key) else {
            continue;
        };
        if comers.len() > 64 && olds.len() > 64 {
            // A file of one name many thousand times: in order, since comparing all is quadratic.
            for (n, o) in comers.iter().zip(olds) {
                if let Some(slot) = pairs.get_mut(*n) {
                    *slot = Some(*o);
                }
            }
            continue;
        }
        let mut scored = Vec::new();
        for n in &comers {
            for o in olds {
                if let (Some(new), Some(Some(old))) = (new.get(*n), old.get(*o))
                    && let Some(score) = likeness(old, new)
                {
                    scored.push((std::cmp::Reverse(score), *o, *n));
                }
            }
        }
        scored.sort_unstable();
        let mut used = Vec::new();
        for (_, o, n) in scored {
            if let Some(slot @ None) = pairs.get_mut(n)
                && !used.contains(&o)
            {
                *slot = Some(o);
                used.push(o);
            }
        }
    }
    pairs
}

/// How like two rows of one group are; `None` when they cannot be the same filing.
fn likeness(old: &Incident, new: &Incident) -> Option<u32> {
    if let (Some(a), Some(b)) = (&old.state, &new.state)
        && a != b
    {
        return None;
    }
    let (a, b) = (old.imported.as_ref(), new.imported.as_ref());
    let same = [
        (8, old.affected.count == new.affected.count),
        (4, a.map(|i| &i.narrative) == b.map(|i| &i.narrative)),
        (3, old.location == new.location),
        (3, old.breach_type == new.breach_type),
        (2, old.hipaa_role == new.hipaa_role),
        (2, old.timeline == new.timeline),
        (
            1,
            a.map(|i| i.business_associate) == b.map(|i| i.business_associate),
        ),
        (1, old.state == new.state),
    ];
    Some(same.iter().filter(|(_, s)| *s).map(|(n, _)| n).sum())
}

/// The highest ordinal of every base key.
fn key_numbers(old: &[Option<Incident>]) -> HashMap<String, u32> {
    let mut out = HashMap::new();
    for imported in old.iter().flatten().filter_map(|r| r.imported.as_ref()) {
        let base = base_key(&imported.key);
        let n = ordinal(&imported.key);
        let most = out.entry(base.to_owned()).or_insert(n);
        *most = n.max(*most);
    }
    out
}

fn ordinal(key: &str) -> u32 {
    key.strip_prefix(base_key(key))
        .and_then(|n| n.strip_prefix('#'))
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
}

/// Gives a new record a key that no record of the set has.
fn renumber(record: &mut Incident, keys: &mut HashMap<String, u32>) {
    let Some(imported) = &mut record.imported else {
        return;
    };
    let base = base_key(&imported.key).to_owned();
    let n = keys
        .entry(base.clone())
        .and_modify(|n| *n += 1)
        .or_insert(1);
    imported.key = match n {
        1 => Text::from(base),
        n => Text::from(format!("{base}#{n}")),
    };
}

/// The record as the new row says, with the old one's id, key and history.
fn renew(before: Incident, mut now: Incident, as_of: Date, out: &mut Update) -> Incident {
    now.id.clone_from(&before.id);
    if let (Some(old), Some(new)) = (&before.imported, &mut now.imported) {
        new.key = old.key.clone();
    }
    let changes = changes(&before, &now);
    // Earlier figures are history; a list that is read again does not repeat them.
    let mut revisions = before.affected.revisions.clone();
    if let Some(count) = before.affected.count
        && before.affected.count != now.affected.count
    {
        let seen = before.imported.as_ref().and_then(|i| i.as_of);
        let last = revisions
            .last()
            .is_some_and(|r| r.count == count && Some(r.date) == seen);
        if !last {
            revisions.push(Revision {
                date: seen.unwrap_or(as_of),
                count,
                source: None,
            });
        }
    }
    if now.affected.revisions.is_empty() {
        now.affected.revisions = revisions;
    }
    if changes.is_empty() {
        out.unchanged += 1;
    } else {
        out.updated += 1;
        note(&mut now, Some(News::Changed));
        out.changed.extend(changes);
    }
    now
}

/// Notes what this import did with a record of an outside list.
pub fn note(record: &mut Incident, news: Option<News>) {
    if let Some(imported) = &mut record.imported {
        imported.last_import = news;
    }
}

/// Parts of a record that say nothing about the incident.
const APART: &[&str] = &[
    "id",
    "imported.key",
    "imported.raw",
    "imported.as_of",
    "imported.last_import",
    "imported.narrative_column",
    "imported.faults",
    "imported.methods_from_text",
    "affected.revisions",
];

/// Every field that differs, `affected` and `imported` field by field.
fn changes(old: &Incident, new: &Incident) -> Vec<Change> {
    let (Ok(a), Ok(b)) = (serde_json::to_value(old), serde_json::to_value(new)) else {
        return Vec::new();
    };
    let (a, b) = (fields(&a), fields(&b));
    let mut paths: Vec<&String> = a.keys().chain(b.keys()).collect();
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .filter(|p| !APART.contains(&p.as_str()) && a.get(*p) != b.get(*p))
        .map(|path| Change {
            id: new.id.clone(),
            organization: new.organization.to_string(),
            field: path.clone(),
            old: a.get(path).map(|v| words(v)).unwrap_or_default(),
            new: b.get(path).map(|v| words(v)).unwrap_or_default(),
        })
        .collect()
}

fn fields(value: &Value) -> HashMap<String, &Value> {
    let mut out = HashMap::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Object(inner) if matches!(key.as_str(), "affected" | "imported" | "system") => {
                out.extend(inner.iter().map(|(k, v)| (format!("{key}.{k}"), v)));
            }
            _ => {
                out.insert(key.clone(), value);
            }
        }
    }
    // An empty list and no list say the same.
    out.retain(|_, v| !matches!(v, Value::Array(a) if a.is_empty()));
    out
}

/// A value in few words: of a list of objects, what each is about.
fn words(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(o) => {
            let about: Vec<String> = ["kind", "data", "measure", "name", "title", "date"]
                .iter()
                .filter_map(|k| o.get(*k)?.as_str().map(str::to_owned))
                .collect();
            if about.is_empty() {
                value.to_string()
            } else {
                about.join(" ")
            }
        }
        other => other.to_string(),
    };
    shorten(&text, 160).into_owned()
}
