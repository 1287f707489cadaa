//! Builds a catalog from records, row by row. It must not know where records come from.

use super::{
    BitSet, Catalog, NameField,
    columns::Columns,
    ids::{Place, Slugs},
    lists::Lists,
    matches::Matches,
    names::{NameBuilder, NameColumn},
    standing::Standing,
    text_index::{TextField, TextIndexBuilder},
};
use crate::{
    analysis::{
        clusters::{Keeping, Wanted},
        matching::Facts,
    },
    dataset::library::{MarkKey, Marks},
    model::{
        Incident, Vocabulary,
        texts::{AT_ONCE, Interner, Texts},
        vocabulary::{DataType, Measure, Method, SystemRole},
    },
};
use std::borrow::Cow;

/// The name of the set that the program brings along.
pub const BUNDLED: &str = "bundled";

/// Collects records, then finishes the index.
#[derive(Debug, Default)]
pub struct Builder {
    pub(super) catalog: Catalog,
    pub(super) names: [NameBuilder; 4],
    pub(super) text: TextIndexBuilder,
    pub(super) marks: Marks,
    /// Of rows, ascending; collected only when rows of several sets are to be matched.
    pub(super) facts: Option<Vec<(u32, Facts)>>,
    /// Set before the last set: of others no facts are kept.
    pub(super) wanted: Option<Wanted>,
    pub(super) organizations: Organizations,
    pub(super) slugs: Slugs,
    /// The rows of each organization, as far as they are known: up to a table that came last.
    pub(super) rows_of: Lists,
}

/// Names of organizations, each once, with where they stand in the indexes of words and of names.
#[derive(Debug, Default)]
pub(super) struct Organizations {
    pub(super) interner: Interner,
    /// Of each name the number of its folded form; [`NOWHERE`] for one that says nothing.
    pub(super) ids: Vec<u32>,
    /// Of names the entry of their words, in the same way; as far as these are entered.
    pub(super) entries: Vec<u32>,
}

/// Stands for a name that is in no index.
const NOWHERE: u32 = u32::MAX;

/// Enters the names of organizations that are new since the last time.
pub(super) fn enter_names(organizations: &Texts, ids: &mut Vec<u32>, names: &mut NameBuilder) {
    let first = ids.len();
    if let Some(new) = many(organizations, first) {
        ids.reserve_exact(new);
        names.reserve(new, organizations.bytes_from(first));
    }
    names.ids(organizations.iter_from(first), |id| {
        ids.push(id.unwrap_or(NOWHERE))
    });
}

/// Enters the words of organizations that are new since the last time.
fn enter_texts(organizations: &Texts, entries: &mut Vec<u32>, text: &mut TextIndexBuilder) {
    let first = entries.len();
    if let Some(new) = many(organizations, first) {
        entries.reserve_exact(new);
        text.reserve(new, organizations.bytes_from(first));
    }
    for from in (first..organizations.len()).step_by(AT_ONCE) {
        let names = organizations.iter_from(from).take(AT_ONCE);
        let push = |entry: Option<u32>| entries.push(entry.unwrap_or(NOWHERE));
        text.entries(TextField::Organization, names, push);
    }
}

/// How many are new, if it is worth to make room for them. One at a time they come from records, and nobody
/// knows how many there will be.
fn many(organizations: &Texts, known: usize) -> Option<usize> {
    let new = organizations.len().checked_sub(known);
    new.filter(|new| *new > 1)
}

impl Builder {
    /// An empty catalog to be.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Stars and notes, for the rows that are added from now on.
    pub fn set_marks(&mut self, marks: Marks) {
        self.marks = marks;
    }

    /// Matches rows of several sets that are one incident; to be said before the first row.
    pub fn match_sets(&mut self) {
        self.facts = Some(Vec::new());
    }

    /// Says that one more set follows and no other: what can be no incident of those before needs no
    /// facts, which is most of a large list.
    pub fn begin_last_set(&mut self) {
        let facts = self.facts.as_ref();
        self.wanted = facts.map(|all| Wanted::new(all.iter().map(|(_, f)| f)));
    }

    /// Begins a set whose records are added one by one.
    pub fn begin(&mut self) -> u16 {
        self.catalog.store.segment(Cow::Owned(Vec::new()))
    }

    /// Adds a record that has no bytes yet to a set that [`Self::begin`] began.
    pub fn add_record(&mut self, segment: u16, set: &str, incident: &Incident) {
        // Writing a record cannot fail: every key is a string and no value is a map of anything else.
        if let Ok(json) = serde_json::to_vec(incident)
            && self.catalog.store.append(segment, &json)
        {
            let id = Place::of(&incident.id, &json);
            self.index(set, incident, id);
        }
    }

    /// Adds records that have no bytes yet.
    pub fn add_records<'a>(&mut self, set: &str, records: impl IntoIterator<Item = &'a Incident>) {
        let segment = self.begin();
        for incident in records {
            self.add_record(segment, set, incident);
        }
    }

    /// What is kept for matching of a set; `None` where nothing is matched.
    pub(super) fn keeping<'a>(&self, set: &str, wanted: Option<&'a Wanted>) -> Option<Keeping<'a>> {
        self.facts.as_ref().map(|_| Keeping {
            set: self.catalog.sets.number(set),
            wanted,
        })
    }

    fn index(&mut self, set: &str, r: &Incident, id: Option<Place>) {
        let row = self.catalog.ids.len();
        self.catalog.columns.push(r);
        let keeping = self.keeping(set, self.wanted.as_ref());
        let facts = keeping.and_then(|k| k.facts(r));
        if let Some(all) = &mut self.facts {
            all.extend(facts.map(|f| (u32::try_from(row).unwrap_or(u32::MAX), f)));
        }
        self.enter(set, r, id);
    }

    /// Takes in what rows of a catalog share: names, words, codes. The columns have the row already.
    pub(super) fn enter(&mut self, set: &str, r: &Incident, id: Option<Place>) {
        let c = &mut self.catalog;
        let row = u32::try_from(c.ids.len()).unwrap_or(u32::MAX);
        c.states.push(r.state.as_deref());
        c.countries.push(r.country.as_deref());
        c.sets.push(Some(set));
        c.ids.push(&r.id, id);
        if !self.marks.0.is_empty() {
            self.mark(row, &MarkKey::of(set, r));
        }
        self.name(&r.organization);
        self.texts(row, r);
    }

    /// Keeps what the user left on a row.
    pub(super) fn mark(&mut self, row: u32, key: &MarkKey) {
        let mark = self.marks.get(key);
        let marks = &mut self.catalog.marks;
        if mark.star {
            marks.starred.push(row);
        }
        if !mark.note.is_empty() {
            let lines: Vec<&str> = mark.note.iter().map(|l| l.as_str()).collect();
            marks.notes.insert(row, lines.join("\n"));
        }
    }

    /// Says what the organization of the next row is called.
    fn name(&mut self, name: &str) {
        let (number, is_new) = self.organizations.interner.intern(name);
        if is_new {
            let Organizations { interner, ids, .. } = &mut self.organizations;
            let [names, ..] = &mut self.names;
            enter_names(&interner.texts, ids, names);
        }
        self.catalog.organization_of.push(number);
    }

    /// Says which texts a row has beside its organization.
    pub(super) fn texts(&mut self, row: u32, r: &Incident) {
        // The words of a table's organizations wait until others are to come behind them, or nothing is.
        let Organizations {
            interner, entries, ..
        } = &mut self.organizations;
        enter_texts(&interner.texts, entries, &mut self.text);
        for (field, text) in texts_of(r).skip(1) {
            self.text.add(row, field, text);
        }
        for (field, name) in names_of(r).skip(1) {
            if let Some(builder) = self.names.get_mut(field as usize) {
                builder.add(row, name);
            }
        }
    }

    /// The finished catalog.
    #[must_use]
    pub fn finish(self) -> Catalog {
        let mut catalog = self.catalog;
        let rows = catalog.len();
        let Organizations {
            interner,
            mut entries,
            ids: name_of,
        } = self.organizations;
        catalog.organizations = interner.texts;
        let (names, mut text, facts) = (self.names, self.text, self.facts);
        let (columns, ids, store) = (&catalog.columns, &catalog.ids, &catalog.store);
        let (organizations, organization_of) = (&catalog.organizations, &catalog.organization_of);
        let known = |l: &Lists| l.len() == organizations.len() && l.all.len() == rows;
        let rows_of = Some(self.rows_of).filter(known);
        let rows_of = &rows_of.unwrap_or_else(|| Lists::of(organization_of, organizations.len()));
        let people = |row: u32| columns.affected.get(row as usize).unwrap_or(0);
        let slugs = self.slugs;
        // The order of ids and the index of words take about the same time, and know nothing of each
        // other. Few rows are not worth a thread.
        let order = || {
            let order = ids.order(organization_of, rows_of, &slugs, store);
            drop(slugs);
            (order.ranks, Standing::of(order.rows, people))
        };
        let words = || {
            enter_texts(organizations, &mut entries, &mut text);
            add_words(columns, rows, &mut text);
            let text = text.finish_with(rows, rows_of, entries.iter().copied());
            let [organization, vendor, client, actor] = names;
            let names = [
                organization.finish_with(rows_of, name_of.iter().copied()),
                vendor.finish(),
                client.finish(),
                actor.finish(),
            ];
            let name_ranks = name_ranks(&names, &name_of);
            let matches = facts.map_or_else(Matches::default, |f| Matches::new(rows, &f));
            (text, names, name_ranks, matches)
        };
        let ((id_ranks, standing), (text, names, name_ranks, matches)) = if rows < 10_000 {
            (order(), words())
        } else {
            std::thread::scope(|scope| {
                let other = scope.spawn(order);
                let words = words();
                (other.join().unwrap_or_default(), words)
            })
        };
        catalog.text = text.place(standing.here());
        (catalog.id_ranks, catalog.names, catalog.name_ranks) =
            (here(&id_ranks), names, name_ranks);
        catalog.matches = matches;
        catalog.columns.shrink();
        catalog.ids.shrink();
        catalog.organizations.shrink();
        catalog.organization_of.shrink_to_fit();
        catalog.store.shrink();
        for codes in [
            &mut catalog.states,
            &mut catalog.countries,
            &mut catalog.sets,
        ] {
            codes.rows.shrink_to_fit();
        }
        catalog
    }
}

/// Copies what another thread made and what stays. The memory of a thread that ended goes back to the
/// system only where nothing in it stays.
pub(super) fn here<T: Copy>(list: &[T]) -> Vec<T> {
    list.to_vec()
}

/// Every text of a record that words are searched in, the vocabulary's words aside.
fn texts_of(r: &Incident) -> impl Iterator<Item = (TextField, &str)> {
    std::iter::once((TextField::Organization, r.organization.as_str()))
        .chain(r.aliases.iter().map(|a| (TextField::Alias, a.as_str())))
        .chain(
            r.threat_actor
                .iter()
                .map(|a| (TextField::Actor, a.as_str())),
        )
        .chain(
            r.third_party
                .iter()
                .map(|t| (TextField::Vendor, t.name.as_str())),
        )
        .chain(
            r.system
                .operator
                .iter()
                .map(|o| (TextField::Vendor, o.as_str())),
        )
        .chain(
            r.downstream
                .iter()
                .map(|c| (TextField::Client, c.name.as_str())),
        )
        .chain(
            r.system
                .name
                .iter()
                .map(|n| (TextField::System, n.as_str())),
        )
}

/// The vocabulary's words are searched like names; each has its rows as one set.
fn add_words(columns: &Columns, rows: usize, text: &mut TextIndexBuilder) {
    fn add<V: Vocabulary>(rows: usize, text: &mut TextIndexBuilder, get: impl Fn(usize) -> u64) {
        // One pass over the rows for all words: most rows have few of them.
        let mut all: Vec<Option<BitSet>> = vec![None; 64];
        for row in 0..rows {
            let mut set = get(row);
            while set != 0 {
                if let Some(slot) = all.get_mut(set.trailing_zeros() as usize) {
                    slot.get_or_insert_with(|| BitSet::none(rows)).insert(row);
                }
                set &= set - 1;
            }
        }
        for word in V::ALL {
            let having = all.get_mut(word.bit().trailing_zeros() as usize);
            if let Some(having) = having.and_then(Option::take) {
                let w = word.word();
                let also = w.also.split(", ").filter(|a| !a.is_empty());
                let texts: Vec<&str> = [w.id, w.label].into_iter().chain(also).collect();
                text.add_set(having, TextField::Word, &texts);
            }
        }
    }
    add::<DataType>(rows, text, |row| columns.data(row));
    add::<Measure>(rows, text, |row| columns.measure.get(row));
    add::<Method>(rows, text, |row| columns.method.get(row));
    add::<SystemRole>(rows, text, |row| columns.system.get(row));
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

/// Of each organization the place of its name in the alphabetical order, names that say nothing first.
fn name_ranks(names: &[NameColumn; 4], name_of: &[u32]) -> Vec<u32> {
    let [organization, ..] = names;
    let ranks = organization.ranks(name_of.iter().copied());
    let silent = name_of.contains(&NOWHERE);
    let rank = |id: u32| ranks.get(id as usize).map(|r| r + u32::from(silent));
    let all = name_of.iter().map(|id| rank(*id).unwrap_or(0));
    all.collect()
}
