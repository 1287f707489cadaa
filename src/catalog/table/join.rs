//! Puts the stretches of a table together, in their order, and into the index. It must not know how a row
//! is read, nor what makes its id unique.

use super::{
    Left,
    naming::{Called, Ids, Keys},
    part::{Part, Row},
};
use crate::{
    catalog::{
        Builder, Codes,
        build::{Organizations, enter_names, here},
        columns::Columns,
        lists::Lists,
    },
    dataset::library::MarkKey,
    import::lazy::{self, Table},
    model::texts::{AT_ONCE, Interner, Texts},
};

/// What a stretch has beside names.
struct Columned {
    columns: Columns,
    states: Codes,
    countries: Codes,
    rows: usize,
}

impl Columned {
    fn of(part: &mut Part) -> Self {
        Self {
            columns: std::mem::take(&mut part.columns),
            states: std::mem::take(&mut part.states),
            countries: std::mem::take(&mut part.countries),
            rows: part.called.len(),
        }
    }
}

impl Builder {
    /// Adds the rows of a table.
    pub(super) fn join(&mut self, set: &str, table: Table, mut parts: Vec<Part>) -> Left {
        let first = self.catalog.len() as u32;
        let marked = self.marks.0.keys().any(|k| k.set == set);
        let rows = parts.iter().map(|p| p.called.len()).sum();
        // What stays is laid out by this thread: see `here`.
        let (mut left, mut offsets, mut row) = (Left::default(), Vec::with_capacity(rows), first);
        for part in &mut parts {
            left.skips.append(&mut part.rows.skips);
            left.unread.join(std::mem::take(&mut part.rows.unread));
            offsets.extend_from_slice(&std::mem::take(&mut part.offsets));
            let facts = std::mem::take(&mut part.facts).into_iter();
            if let Some(all) = &mut self.facts {
                all.extend(facts.map(|(at, fact)| (row + at, fact)));
            }
            row += part.called.len() as u32;
        }
        self.number_organizations(set, rows, &mut parts);
        // From here on organizations are known by number.
        for part in &mut parts {
            part.rows = lazy::Rows::default();
        }
        let (named, keys) = self.name_rows(first, &parts, marked);
        let mut start = first;
        for part in parts {
            for whole in &part.wholes {
                self.texts(start + whole.row, &whole.incident);
            }
            start += part.called.len() as u32;
        }
        let ids = &mut self.catalog.ids;
        ids.expect(rows);
        named.years.iter().for_each(|year| ids.push_made(*year));
        ids.number(&named.ordinals);
        for (row, key) in keys.texts {
            let set = set.to_owned();
            self.mark(row, &MarkKey { set, key });
        }
        self.catalog
            .store
            .table(table, offsets, here(&keys.ordinals));
        left
    }

    /// Takes in the columns, and beside that gives each different organization its number.
    fn number_organizations(&mut self, set: &str, rows: usize, parts: &mut [Part]) {
        let columned: Vec<Columned> = parts.iter_mut().map(Columned::of).collect();
        let names = || parts.iter().map(|p| &p.rows.names.texts);
        let interner = &mut self.organizations.interner;
        interner.reserve(names().map(Texts::len).max().unwrap_or_default(), 0);
        interner.texts.reserve(
            names().map(Texts::len).sum(),
            names().map(|names| names.bytes_from(0)).sum(),
        );
        let c = &mut self.catalog;
        let organization_of = &mut c.organization_of;
        organization_of.reserve_exact(rows);
        self.rows_of = std::thread::scope(|scope| {
            let parts = &*parts;
            let numbering = scope.spawn(move || {
                for part in parts {
                    number(part, interner, organization_of);
                }
                Lists::of(organization_of, interner.texts.len())
            });
            c.columns.expect(rows);
            for codes in [&mut c.states, &mut c.countries, &mut c.sets] {
                codes.rows.reserve_exact(rows);
            }
            for part in columned {
                c.columns.extend_from(&part.columns);
                c.states.append(&part.states);
                c.countries.append(&part.countries);
                c.sets.push_times(set, part.rows);
            }
            numbering.join().unwrap_or_default()
        });
    }

    /// Enters organizations into the indexes, and beside that makes ids and keys unique.
    fn name_rows(&mut self, first: u32, parts: &[Part], marked: bool) -> (Ids, Keys) {
        let Organizations { interner, ids, .. } = &mut self.organizations;
        let rows = Called {
            parts,
            first,
            organizations: &interner.texts,
            organization_of: &self.catalog.organization_of,
            rows_of: &self.rows_of,
        };
        let (slugs, [names, ..]) = (&mut self.slugs, &mut self.names);
        std::thread::scope(|scope| {
            let naming = scope.spawn(move || rows.ids(slugs));
            enter_names(rows.organizations, ids, names);
            let keys = rows.keys(names, ids, marked);
            (naming.join().unwrap_or_default(), keys)
        })
    }
}

/// The number of an organization that has none yet.
const UNKNOWN: u32 = u32::MAX;

/// Numbers the organizations of a part's rows.
fn number(part: &Part, interner: &mut Interner, organization_of: &mut Vec<u32>) {
    // Each different name is looked up once.
    let mut numbers = vec![UNKNOWN; part.rows.names.texts.len()];
    let mut unknown = Vec::new();
    for rows in part.called.chunks(AT_ONCE) {
        unknown.clear();
        for called in rows {
            let row = organization_of.len();
            let known = match part.row(*called) {
                Row::Glance { name, .. } => {
                    let known = numbers.get(name).copied().unwrap_or(UNKNOWN);
                    if known == UNKNOWN {
                        let text = part.rows.names.texts.get(name).unwrap_or_default();
                        unknown.push((row, Some(name), text));
                    }
                    known
                }
                Row::Whole(whole) => {
                    unknown.push((row, None, &*whole.incident.organization));
                    UNKNOWN
                }
            };
            organization_of.push(known);
        }
        let mut waiting = unknown.iter();
        let texts = unknown.iter().map(|(.., text)| *text);
        interner.intern_each(texts, |number| {
            let Some((row, name, _)) = waiting.next() else {
                return;
            };
            if let Some(slot) = organization_of.get_mut(*row) {
                *slot = number;
            }
            if let Some(slot) = name.and_then(|name| numbers.get_mut(name)) {
                *slot = number;
            }
        });
    }
}
