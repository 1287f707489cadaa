//! The incidents most like the one under the cursor, found once for each and kept for drawing. It must
//! not know how alikeness is measured; that is `analysis::similar`.

mod kinds;

pub use kinds::Kinds;

use super::{App, MOST_COMPARED, work::Need};
use crate::{
    analysis::similar::{self, Match, Profile},
    catalog::Catalog,
    model::vocabulary::{Vocabulary, members},
    query::Pace,
    threads,
};
use kinds::{Key, Kind};
use std::ops::Range;

/// So many are named.
pub const MOST_ALIKE: usize = 5;

/// Rows that one thread compares as fast as two, with the cost of starting one.
const WORTH_A_THREAD: usize = 50_000;

/// Copies of an incident in other sets that may stand before those that are named.
const COPIES: usize = 8;

/// So many of the most alike are looked at for those that are named.
const LOOKED_AT: usize = MOST_ALIKE + COPIES;

/// An incident like another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Its row.
    pub row: u32,
    /// The organization.
    pub organization: String,
    /// The year in which it became known, else in which it began.
    pub year: Option<i32>,
    /// How alike, in whole per cent.
    pub percent: u32,
    /// What they have in common, a statement each.
    pub shared: Vec<String>,
}

/// What was found, and for which incident.
#[derive(Debug, Default)]
pub struct Likeness {
    /// For which one.
    pub(super) of: Option<Need>,
    /// The row that is to be marked together with what is like it, as soon as that is known.
    pub(super) then_mark: Option<u32>,
    /// The most alike first.
    pub found: Vec<Alike>,
}

/// The word of a set of one.
fn word<V: Vocabulary>(set: u64) -> Option<V> {
    members(set).next()
}

/// What is compared of a row, from its columns.
#[must_use]
pub fn profile(catalog: &Catalog, row: usize) -> Profile {
    let c = &catalog.columns;
    Profile {
        methods: c.method.get(row),
        data: c.data(row),
        tier: word(c.tier.get(row)),
        sector: word(c.sector.get(row)),
        size: c.affected.get(row).map(similar::size_band),
    }
}

/// The kinds of rows that [`most_alike`] looks through; `None` when it was given up.
pub(super) fn kinds(catalog: &Catalog, pace: Pace<'_>) -> Option<Kinds> {
    // The incident itself is one of its kind and is passed over.
    Kinds::of(catalog, LOOKED_AT + 1, pace)
}

/// The rows most like one: equally alike ones in the order of their ids.
pub(super) fn most_alike(catalog: &Catalog, kinds: &Kinds, row: u32, pace: Pace<'_>) -> Vec<Alike> {
    let own = profile(catalog, row as usize);
    let best = match kinds.few() {
        Some(kinds) => best_of_kinds(&own, kinds, row),
        None => {
            let threads = threads::worth(catalog.len(), WORTH_A_THREAD, pace.threads);
            best_of_rows(threads, catalog, &own, row, pace)
        }
    };
    named(catalog, &own, row, best)
}

/// The best of all rows but one, found by its first rows of each kind. A row that is among the best of all
/// has at most as many kinds before its own as rows before itself, so that only the best kinds, each by its
/// first row, are looked at.
fn best_of_kinds(own: &Profile, kinds: &[Kind], row: u32) -> Vec<Match<Key>> {
    let firsts = kinds.iter().enumerate().filter_map(|(at, kind)| {
        let first = kind.others(row).next()?;
        Some(((first, at), kind.profile))
    });
    let best = similar::most_similar(own, firsts, LOOKED_AT);
    let best = best.iter().filter_map(|m| kinds.get(m.key.1));
    let rows = best.flat_map(|kind| kind.others(row).map(|key| (key, kind.profile)));
    similar::most_similar(own, rows, LOOKED_AT)
}

/// The best of all rows but one, each compared.
fn best_of_rows(
    threads: usize,
    catalog: &Catalog,
    own: &Profile,
    row: u32,
    pace: Pace<'_>,
) -> Vec<Match<Key>> {
    let among = |rows: Range<usize>| {
        let others = pace.each(rows).filter(|other| *other != row as usize);
        let others = others.map(|other| (kinds::key(catalog, other), profile(catalog, other)));
        similar::most_similar(own, others, LOOKED_AT)
    };
    let mut found = threads::each(threads::ranges(catalog.len(), threads), among).concat();
    found.sort_by(|a, b| b.likeness.cmp(&a.likeness).then(a.key.cmp(&b.key)));
    found.truncate(LOOKED_AT);
    found
}

/// Those that are named, with what is told of them.
fn named(catalog: &Catalog, own: &Profile, row: u32, best: Vec<Match<Key>>) -> Vec<Alike> {
    let id = catalog.id(row as usize);
    best.into_iter()
        .filter(|m| catalog.id(m.key.1 as usize) != id)
        .take(MOST_ALIKE)
        .map(|m| {
            let other = m.key.1 as usize;
            let columns = &catalog.columns;
            let date = columns
                .known
                .get(other)
                .or_else(|| columns.began.get(other));
            Alike {
                row: m.key.1,
                organization: catalog.organization(other).to_owned(),
                year: date.map(crate::model::Date::year),
                percent: m.percent(),
                shared: similar::shared(own, &profile(catalog, other)),
            }
        })
        .collect()
}

impl App {
    /// What is most like the incident under the cursor; empty where nothing shows it.
    #[must_use]
    pub fn alike(&self) -> &[Alike] {
        let current = self.current.as_ref().map(|(row, _)| *row);
        match self.likeness.of {
            Some(Need::Alike(_, row)) if current == Some(row) => &self.likeness.found,
            _ => &[],
        }
    }

    /// Marks the incident and those most like it, and nothing else; when just these are marked, nothing.
    pub(super) fn mark_alike(&mut self) {
        self.likeness.then_mark = self.row();
        let known =
            matches!(self.likeness.of, Some(Need::Alike(_, row)) if Some(row) == self.row());
        if known {
            self.mark_found();
        } else {
            self.settle();
        }
    }

    /// Takes what was found.
    pub(super) fn take_alike(&mut self, need: Need, found: Vec<Alike>) {
        self.likeness.of = Some(need);
        self.likeness.found = found;
        if matches!(need, Need::Alike(_, row) if self.likeness.then_mark == Some(row)) {
            self.mark_found();
        }
    }

    fn mark_found(&mut self) {
        let Some(own) = self.likeness.then_mark.take() else {
            return;
        };
        let others = self.likeness.found.iter().map(|a| a.row);
        let wanted: Vec<u32> = [own]
            .into_iter()
            .chain(others)
            .take(MOST_COMPARED)
            .collect();
        if wanted.len() < 2 {
            self.say("nothing stated here is stated of another incident; mark some with space");
            return;
        }
        let text = if self.marked == wanted {
            self.marked.clear();
            "nothing is marked any more".to_owned()
        } else {
            let others = wanted.len() - 1;
            // Marks that somebody has set do not go in silence.
            let gone = self.marked.iter().filter(|r| !wanted.contains(r)).count();
            let text = match gone {
                0 => {
                    format!("marked: this incident and the {others} most like it; c compares them")
                }
                n => format!(
                    "{n} earlier {} dropped; marked: this one and the {others} most like it; c compares",
                    if n == 1 { "mark" } else { "marks" }
                ),
            };
            self.marked = wanted;
            text
        };
        self.marks_changed();
        self.say(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Builder, open};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn app(query: &str) -> App {
        let catalog = open::open(&open::Sources::default()).unwrap().catalog;
        App::new(Arc::new(catalog), query)
    }

    #[test]
    fn columns_say_what_records_say() {
        let app = app("");
        for row in 0..app.catalog.len() {
            let incident = app.catalog.incident(row).unwrap();
            assert_eq!(
                profile(&app.catalog, row),
                Profile::of(&incident),
                "{}",
                incident.id
            );
        }
    }

    #[test]
    fn the_five_of_the_slow_way() {
        let app = app("healthec");
        let all: Vec<_> = (0..app.catalog.len())
            .map(|row| app.catalog.incident(row).unwrap())
            .collect();
        let own = app.incident().unwrap();
        let slow: Vec<(&str, Vec<String>)> = similar::five(own, &all)
            .into_iter()
            .map(|(i, shared)| (i.id.as_str(), shared))
            .collect();
        let fast: Vec<_> = app
            .alike()
            .iter()
            .map(|a| (app.catalog.id(a.row as usize), a.shared.clone()))
            .collect();
        let fast: Vec<(&str, _)> = fast.iter().map(|(i, s)| (&**i, s.clone())).collect();
        assert_eq!(fast, slow);
        assert_eq!(fast.len(), MOST_ALIKE);
        assert!(
            app.alike()
                .is_sorted_by_key(|a| std::cmp::Reverse(a.percent))
        );
    }

    #[test]
    fn kinds_find_what_rows_find_on_any_number_of_threads() {
        let catalog = app("").catalog;
        let kinds = kinds(&catalog, Pace::steady()).unwrap();
        for row in 0..catalog.len() as u32 {
            let own = profile(&catalog, row as usize);
            let want = best_of_kinds(&own, kinds.few().unwrap(), row);
            let threads = [1, 2, 3, 500].get(row as usize % 31).copied().unwrap_or(1);
            let got = best_of_rows(threads, &catalog, &own, row, Pace::steady());
            assert_eq!(got, want, "{threads}");
        }
    }

    proptest! {
        /// Few different profiles, so that kinds are full, tie and hold the row itself.
        #[test]
        fn kinds_find_what_rows_find(
            rows in prop::collection::vec((0..4_u64, 0..3_u64, 0..3_u8, any::<u16>()), 1..120),
            row in any::<prop::sample::Index>(),
        ) {
            let row = row.index(rows.len()) as u32;
            let all: Vec<(Key, Profile)> = (0_u32..)
                .zip(&rows)
                .map(|(at, (methods, data, size, rank))| {
                    let profile = Profile {
                        methods: *methods,
                        data: *data,
                        size: Some(*size),
                        ..Profile::default()
                    };
                    ((u32::from(*rank), at), profile)
                })
                .collect();
            let kinds = Kinds::gathered(all.iter().copied(), LOOKED_AT + 1);
            let own = all[row as usize].1;
            let others = all.iter().copied().filter(|((_, at), _)| *at != row);
            let want = similar::most_similar(&own, others, LOOKED_AT);
            prop_assert_eq!(best_of_kinds(&own, kinds.few().unwrap(), row), want);
        }
    }

    #[test]
    fn one_key_marks_them_and_unmarks_them() {
        let mut app = app("hims");
        let found: Vec<u32> = app.alike().iter().map(|a| a.row).collect();
        app.mark_alike();
        assert_eq!(app.marked.len(), MOST_COMPARED);
        assert_eq!(app.marked.first().copied(), app.row());
        assert_eq!(app.marked.get(1..), Some(&found[..]));
        app.mark_alike();
        assert!(app.marked.is_empty());
    }

    #[test]
    fn marks_that_go_are_counted() {
        let mut app = app("hims");
        let found: Vec<u32> = app.alike().iter().map(|a| a.row).collect();
        let own = app.row().unwrap();
        let strange = (0..).filter(|r| *r != own && !found.contains(r));
        for (n, says) in [
            (0, "marked: "),
            (1, "1 earlier mark "),
            (2, "2 earlier marks "),
        ] {
            app.marked = strange.clone().take(n).chain([own]).collect();
            app.mark_alike();
            let said = app.message.take().unwrap().text;
            assert!(said.starts_with(says), "{said}");
            assert!(said.len() <= 78, "a line of 80 columns holds it: {said}");
        }
    }

    #[test]
    fn a_click_on_one_shows_it_and_what_is_like_it() {
        use crate::app::{Action, Target, update};
        let mut app = app("healthec");
        let first = app.alike().first().unwrap().row;
        let click = Action::Click {
            target: Target::Incident(first),
            twice: false,
        };
        update(&mut app, click);
        assert_eq!(app.row(), Some(first));
        assert_eq!(app.alike().len(), MOST_ALIKE);
        assert!(app.alike().iter().all(|a| a.row != first));
        // Elsewhere nothing is sought until it is looked at again.
        update(&mut app, Action::Do(crate::app::Command::NextTab));
        update(&mut app, Action::Do(crate::app::Command::NextIncident));
        assert!(app.alike().is_empty());
        update(&mut app, Action::Do(crate::app::Command::PreviousTab));
        assert_eq!(app.alike().len(), MOST_ALIKE);
    }

    #[test]
    fn a_copy_in_another_set_is_not_like_itself() {
        let all = app("");
        let records: Vec<_> = (0..all.catalog.len())
            .map(|row| all.catalog.incident(row).unwrap())
            .collect();
        let mut builder = Builder::new();
        builder.add_records("one", &records);
        builder.add_records("two", &records);
        let app = App::new(Arc::new(builder.finish()), "healthec");
        let own = app.incident().unwrap();
        assert_eq!(app.alike().len(), MOST_ALIKE);
        for a in app.alike() {
            assert_ne!(app.catalog.id(a.row as usize), own.id);
        }
    }
}
