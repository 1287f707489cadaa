//! Puts the stretches of a table together, in their order, and into the index. It must not know how a row
//! is read, nor what makes its id unique.

use super::{
    Left, Parts,
    naming::{Called, Keys, years},
    part::{Part, Places, Row},
};
use crate::{
    catalog::{
        Builder,
        build::{Organizations, enter_names, here},
        columns::Columns,
        lists::Lists,
    },
    dataset::library::MarkKey,
    import::lazy::{Rows, Table},
    model::texts::{AT_ONCE, Interner, Texts},
};
use std::sync::OnceLock;

/// What a stretch has beside names.
struct Columned {
    columns: Columns,
    places: Places,
    rows: usize,
}

impl Columned {
    fn of(part: &mut Part) -> Self {
        Self {
            columns: std::mem::take(&mut part.columns),
            places: std::mem::take(&mut part.places),
            rows: part.called.len(),
        }
    }
}

/// What is known of all rows.
struct LaidOut {
    /// Where they begin.
    offsets: Vec<u32>,
    /// The years in their ids; 0 where there is none.
    years: Vec<u16>,
}

impl Builder {
    /// Adds the rows of a table.
    pub(super) fn join(&mut self, set: &str, table: Table, read: Parts) -> Left {
        let Parts {
            all: mut parts,
            rows: readers,
            ..
        } = read;
        let first = self.catalog.len() as u32;
        let marked = self.marks.0.keys().any(|k| k.set == set);
        let rows = parts.iter().map(|p| p.called.len()).sum();
        let (mut left, mut row) = (Left::default(), first);
        for part in &mut parts {
            left.skips.append(&mut part.passed.skips);
            left.unread.join(std::mem::take(&mut part.passed.unread));
            let facts = std::mem::take(&mut part.facts).into_iter();
            if let Some(all) = &mut self.facts {
                all.extend(facts.map(|(at, fact)| (row + at, fact)));
            }
            row += part.called.len() as u32;
        }
        let laid = self.lay_out(set, rows, &mut parts, &readers);
        // From here on organizations are known by number.
        let (ordinals, keys) = self.name_rows(first, &parts, &laid.years, marked, readers);
        let mut start = first;
        for part in parts {
            for whole in &part.wholes {
                self.texts(start + whole.row, &whole.incident);
            }
            start += part.called.len() as u32;
        }
        self.catalog.ids.number(&ordinals);
        for (row, key) in keys.texts {
            let set = set.to_owned();
            self.mark(row, &MarkKey { set, key });
        }
        self.catalog
            .store
            .table(table, laid.offsets, here(&keys.ordinals));
        left
    }

    /// Takes in the columns, and beside that gives each different organization its number. What stays of the
    /// rows is laid out by this thread: see `here`.
    fn lay_out(&mut self, set: &str, rows: usize, parts: &mut [Part], readers: &[Rows]) -> LaidOut {
        let columned: Vec<Columned> = parts.iter_mut().map(Columned::of).collect();
        let names = || readers.iter().map(|rows| &rows.names.texts);
        let interner = &mut self.organizations.interner;
        interner.reserve(names().map(Texts::len).max().unwrap_or_default(), 0);
        interner.texts.reserve(
            names().map(Texts::len).sum(),
            names().map(|names| names.bytes_from(0)).sum(),
        );
        let c = &mut self.catalog;
        let organization_of = &mut c.organization_of;
        organization_of.reserve_exact(rows);
        std::thread::scope(|scope| {
            let parts = &*parts;
            scope.spawn(move || {
                let mut readers: Vec<Named> = readers.iter().map(Named::of).collect();
                for part in parts {
                    if let Some(reader) = readers.get_mut(part.reader) {
                        reader.number(part, interner, organization_of);
                    }
                }
            });
            c.columns.expect(rows);
            for codes in [&mut c.states, &mut c.countries, &mut c.sets] {
                codes.rows.reserve_exact(rows);
            }
            for part in columned {
                c.columns.extend_from(&part.columns);
                c.states.append(&part.places.states);
                c.countries.append(&part.places.countries);
                c.sets.push_times(set, part.rows);
            }
            let mut laid = LaidOut {
                offsets: Vec::with_capacity(rows),
                years: years(parts),
            };
            for part in parts {
                laid.offsets.extend_from_slice(&part.offsets);
            }
            c.ids.expect(rows);
            laid.years.iter().for_each(|year| c.ids.push_made(*year));
            laid
        })
    }

    /// Enters organizations into the indexes, and beside that makes ids and keys unique.
    fn name_rows(
        &mut self,
        first: u32,
        parts: &[Part],
        years: &[u16],
        marked: bool,
        done_with: Vec<Rows>,
    ) -> (Vec<(u32, u32)>, Keys) {
        let Organizations { interner, ids, .. } = &mut self.organizations;
        let (organizations, organization_of) = (&interner.texts, &self.catalog.organization_of);
        let rows_of = OnceLock::new();
        // Whoever needs them first sorts the rows by organization, and the other one waits for that.
        let lists = || Lists::of(organization_of, organizations.len());
        let called = || Called {
            parts,
            first,
            organizations,
            organization_of,
            rows_of: rows_of.get_or_init(lists),
        };
        let (slugs, [names, ..]) = (&mut self.slugs, &mut self.names);
        let named = std::thread::scope(|scope| {
            let naming = scope.spawn(|| {
                let rows = called();
                // Giving memory back takes a while, too.
                drop(done_with);
                rows.ids(years, slugs)
            });
            enter_names(organizations, ids, names);
            let keys = called().keys(names, ids, marked);
            (naming.join().unwrap_or_default(), keys)
        });
        self.rows_of = rows_of.into_inner().unwrap_or_default();
        named
    }
}

/// The number of an organization that has none yet.
const UNKNOWN: u32 = u32::MAX;

/// The names that a reader met, with their numbers.
struct Named<'a> {
    names: &'a Texts,
    /// Each is looked up once.
    numbers: Vec<u32>,
}

impl<'a> Named<'a> {
    fn of(rows: &'a Rows) -> Self {
        let names = &rows.names.texts;
        let numbers = vec![UNKNOWN; names.len()];
        Self { names, numbers }
    }

    /// Numbers the organizations of a part's rows.
    fn number(&mut self, part: &Part, interner: &mut Interner, organization_of: &mut Vec<u32>) {
        let Self { names, numbers } = self;
        let mut unknown = Vec::new();
        for rows in part.called.chunks(AT_ONCE) {
            unknown.clear();
            for called in rows {
                let row = organization_of.len();
                let known = match part.row(*called) {
                    Row::Glance { name, .. } => {
                        let known = numbers.get(name).copied().unwrap_or(UNKNOWN);
                        if known == UNKNOWN {
                            let text = names.get(name).unwrap_or_default();
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
}
