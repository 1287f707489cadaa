//! Builds a catalog from records, row by row. It must not know where records come from.

use super::{Catalog, NameField, names::NameBuilder};
use crate::{dataset::reader::Loaded, model::Incident, model::text::fold};
use std::{borrow::Cow, collections::HashMap};

/// The name of the set that the program brings along.
pub const BUNDLED: &str = "bundled";

/// Collects records, then finishes the index.
#[derive(Debug, Default)]
pub struct Builder {
    catalog: Catalog,
    names: [NameBuilder; 4],
}

impl Builder {
    /// An empty catalog to be.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the records of one file, whose bytes are kept as they are.
    pub fn add_file(&mut self, set: &str, bytes: Cow<'static, [u8]>, loaded: &Loaded) {
        let segment = self.catalog.store.segment(bytes);
        for placed in &loaded.records {
            if self
                .catalog
                .store
                .point(segment, placed.offset, placed.length)
            {
                self.index(set, &placed.incident);
            }
        }
    }

    /// Adds records that have no bytes yet.
    pub fn add_records<'a>(&mut self, set: &str, records: impl IntoIterator<Item = &'a Incident>) {
        let segment = self.catalog.store.segment(Cow::Owned(Vec::new()));
        for incident in records {
            // Writing a record cannot fail: every key is a string and no value is a map of anything else.
            if let Ok(json) = serde_json::to_vec(incident)
                && self.catalog.store.append(segment, &json)
            {
                self.index(set, incident);
            }
        }
    }

    fn index(&mut self, set: &str, r: &Incident) {
        let c = &mut self.catalog;
        let row = u32::try_from(c.ids.len()).unwrap_or(u32::MAX);
        c.columns.push(r);
        c.states.push(r.state.as_deref());
        c.countries.push(r.country.as_deref());
        c.sets.push(Some(set));
        c.ids.push(r.id.as_str().into());
        c.organizations.push(r.organization.as_str().into());
        for (field, name) in names_of(r) {
            if let Some(builder) = self.names.get_mut(field as usize) {
                builder.add(row, name);
            }
        }
    }

    /// The finished catalog.
    #[must_use]
    pub fn finish(self) -> Catalog {
        let mut catalog = self.catalog;
        catalog.names = self.names.map(NameBuilder::finish);
        catalog.name_ranks = ranks(&catalog.organizations, fold);
        catalog.id_ranks = ranks(&catalog.ids, |s| s.to_owned());
        catalog
    }
}

/// Every name of a record, with the field that asks for it.
pub fn names_of(r: &Incident) -> impl Iterator<Item = (NameField, &str)> {
    use NameField::{Actor, Client, Organization, Vendor};
    std::iter::once((Organization, r.organization.as_str()))
        .chain(r.aliases.iter().map(|a| (Organization, a.as_str())))
        .chain(r.third_party.iter().map(|t| (Vendor, t.name.as_str())))
        .chain(r.system.operator.iter().map(|o| (Vendor, o.as_str())))
        .chain(r.downstream.iter().map(|d| (Client, d.name.as_str())))
        .chain(r.threat_actor.iter().map(|a| (Actor, a.as_str())))
}

/// For each text its place in the sorted order of distinct keys.
fn ranks(texts: &[Box<str>], key: impl Fn(&str) -> String) -> Vec<u32> {
    let mut distinct: HashMap<&str, String> = HashMap::new();
    for t in texts {
        distinct.entry(t).or_insert_with(|| key(t));
    }
    let mut sorted: Vec<(&String, &str)> = distinct.iter().map(|(t, k)| (k, *t)).collect();
    sorted.sort_unstable();
    let mut rank_of: HashMap<&str, u32> = HashMap::with_capacity(sorted.len());
    let (mut rank, mut last): (u32, Option<&String>) = (0, None);
    for (key, text) in sorted {
        if last.is_some_and(|l| l != key) {
            rank += 1;
        }
        last = Some(key);
        rank_of.insert(text, rank);
    }
    texts
        .iter()
        .map(|t| rank_of.get(&**t).copied().unwrap_or(u32::MAX))
        .collect()
}
