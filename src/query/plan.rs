//! Answers a query: each term becomes a set of rows, the sets are joined, and what is left is put in
//! order. The sets are kept, so that facets can count under all other terms.

use super::{
    ClockValue, Query, Term, Test,
    facet::Facets,
    field::{self, Field, Flag, Kind, Statable},
    fuzzy, sort,
    value::{Comparison, Unit, day_ends},
    words,
};
use crate::{
    analysis::clocks::ClockResult,
    catalog::{
        BitSet, Catalog, NameField,
        columns::{Columns, news},
    },
    model::{
        Date, Vocabulary,
        text::fold,
        vocabulary::{EventKind, nearest},
    },
};

/// What a query may ask about beside the records.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Rows marked for comparison.
    pub marked: BitSet,
    /// Rows starred.
    pub starred: BitSet,
    /// Rows with a note.
    pub noted: BitSet,
}

impl Context {
    /// What the user left on the rows of a catalog; nothing is marked.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let len = catalog.len();
        Self {
            marked: BitSet::none(len),
            starred: catalog.marks.starred(len),
            noted: catalog.marks.noted(len),
        }
    }
}

/// The rows that answer a query.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Rows in order.
    pub rows: Vec<u32>,
    /// The same rows as a set.
    pub set: BitSet,
    /// The rows of each term alone, its negation applied; all words that must stand together are one.
    pub terms: Vec<(Option<&'static Field>, BitSet)>,
    /// The words as they were searched, for highlighting.
    pub found: Vec<fuzzy::Term>,
    /// Sum of the individuals affected over the rows that state a count.
    pub people: u64,
    /// Rows that state a count.
    pub counted: usize,
}

impl Answer {
    /// What is left of the facets' counting: see [`Facets`].
    #[must_use]
    pub const fn facets<'a>(&'a self, catalog: &'a Catalog) -> Facets<'a> {
        Facets::new(catalog, self)
    }

    /// The rows that satisfy every term except those of one field.
    #[must_use]
    pub fn without(&self, field: &Field, len: usize) -> BitSet {
        self.all_but(len, |f| f == Some(field))
    }

    fn all_but(&self, len: usize, leave_out: impl Fn(Option<&Field>) -> bool) -> BitSet {
        let mut set = BitSet::all(len);
        for (_, rows) in self.terms.iter().filter(|(f, _)| !leave_out(*f)) {
            set.and(rows);
        }
        set
    }
}

/// Answers a query. An empty one is answered by every row, latest known first.
#[must_use]
pub fn answer(catalog: &Catalog, query: &Query, context: &Context) -> Answer {
    let len = catalog.len();
    let mut set = BitSet::all(len);
    let mut terms = Vec::with_capacity(query.terms.len());
    let (words, plain): (Vec<&Term>, Vec<&Term>) = query.terms.iter().partition(|t| is_ranked(t));
    // Cheap terms first: prose is only read in the rows that are left.
    let (prose, plain): (Vec<&Term>, Vec<&Term>) =
        plain.into_iter().partition(|t| is_prose(&t.test));
    for term in plain.into_iter().chain(prose) {
        let mut rows = rows_of(catalog, &term.test, context, &set);
        if term.negated {
            rows.negate();
        }
        set.and(&rows);
        terms.push((term.test.field(), rows));
    }
    if !catalog.matches.is_empty() {
        let asked = asked_rows(catalog, query, context);
        let shown = catalog.matches.shown(len, asked.as_ref(), &catalog.sets);
        set.and(&shown);
        // Under the field of the sets: counting its values counts rows, not incidents.
        terms.push((field::find("from"), shown));
    }
    let wanted: Vec<fuzzy::Term> = words
        .iter()
        .filter_map(|t| words::term(&t.test))
        .flatten()
        .collect();
    let mut found = Vec::new();
    let mut ranked = None;
    if !wanted.is_empty() {
        // The words alone decide how far a search goes for them, so facets need them over all rows.
        let all = words::search(catalog, &wanted, &BitSet::all(len));
        let rows = BitSet::from_rows(len, all.hits.iter().map(|h| h.row));
        ranked = Some(
            all.hits
                .iter()
                .map(|h| h.row)
                .filter(|r| set.contains(*r as usize))
                .collect::<Vec<u32>>(),
        );
        set.and(&rows);
        terms.push((None, rows));
        found = all.terms;
    }
    let rows = match ranked {
        Some(rows) if query.sort.is_empty() => rows,
        _ => sort::ordered(catalog, &query.sort, &set),
    };
    let counts = set
        .iter()
        .filter_map(|r| catalog.columns.affected.get(r as usize));
    let (people, counted) = counts.fold((0_u64, 0), |(sum, n), c| (sum.saturating_add(c), n + 1));
    Answer {
        rows,
        set,
        terms,
        found,
        people,
        counted,
    }
}

/// The names behind `from:` that no set has, each with the nearest that there is.
#[must_use]
pub fn unknown_sets(catalog: &Catalog, query: &Query) -> Vec<(String, Option<String>)> {
    let sets = || catalog.sets.values().iter().map(|s| &**s);
    query
        .terms
        .iter()
        .filter_map(|t| match &t.test {
            Test::Texts(field, values) if field.id == "from" => Some(values),
            _ => None,
        })
        .flatten()
        .filter(|v| sets().all(|s| fold(s) != fold(v)))
        .map(|v| (v.clone(), nearest(v, sets()).map(str::to_owned)))
        .collect()
}

/// The rows of the sets or imports that a query asks for; `None` when it asks for incidents, wherever
/// they come from.
fn asked_rows(catalog: &Catalog, query: &Query, context: &Context) -> Option<BitSet> {
    let all = BitSet::all(catalog.len());
    let mut asked = None;
    for term in query.terms.iter().filter(|t| asks_for_rows(&t.test)) {
        let mut rows = rows_of(catalog, &term.test, context, &all);
        if term.negated {
            rows.negate();
        }
        asked.get_or_insert_with(|| all.clone()).and(&rows);
    }
    asked
}

/// True for `from:` and for what an import did: both are of rows, not of incidents.
fn asks_for_rows(test: &Test) -> bool {
    match test {
        Test::Texts(field, _) => field.id == "from",
        Test::Flags(_, flags) => flags.iter().any(|f| f.is_news()),
        _ => false,
    }
}

/// For each term, in the query's order, how many rows there would be without it.
#[must_use]
pub fn relief(catalog: &Catalog, query: &Query, context: &Context) -> Vec<usize> {
    (0..query.terms.len())
        .map(|skip| {
            let mut fewer = query.clone();
            fewer.terms.remove(skip);
            answer(catalog, &fewer, context).rows.len()
        })
        .collect()
}

const fn is_prose(test: &Test) -> bool {
    matches!(
        test,
        Test::Texts(
            Field {
                kind: Kind::Prose,
                ..
            },
            _
        )
    )
}

/// True for the words and phrases by which rows are ranked.
const fn is_ranked(term: &Term) -> bool {
    !term.negated && matches!(term.test, Test::Word(_) | Test::Phrase(_))
}

/// The rows for which a test holds. `among` bounds the work of costly tests: rows outside it may be
/// left out although they would satisfy the test.
fn rows_of(catalog: &Catalog, test: &Test, context: &Context, among: &BitSet) -> BitSet {
    let (len, columns) = (catalog.len(), &catalog.columns);
    match test {
        Test::Word(_) | Test::Phrase(_) => words::holding(catalog, test),
        Test::Words(
            Field {
                kind: Kind::Words { get, .. },
                ..
            },
            values,
        ) => {
            let wanted = values.iter().fold(0, |set, v| set | v.set);
            BitSet::filter(len, |r| get(columns, r) & wanted != 0)
        }
        Test::Texts(field, values) => match field.kind {
            Kind::Names(names) => any(len, values, |v| match v.strip_prefix('=') {
                // The whole name, however it is written.
                Some(name) => BitSet::from_rows(len, catalog.names(names).called(name)),
                None => catalog.names(names).containing(v, len),
            }),
            Kind::Prose => any(len, values, |v| prose(catalog, v, among)),
            Kind::Code { get, .. } => {
                let codes = get(catalog);
                let wanted: Vec<bool> = codes
                    .values()
                    .iter()
                    .map(|c| values.iter().any(|v| fold(v) == fold(c)))
                    .collect();
                BitSet::filter(len, |r| {
                    codes.index(r).is_some_and(|i| wanted.get(i) == Some(&true))
                })
            }
            _ => BitSet::none(len),
        },
        Test::Numbers(field, list) => match field.kind {
            Kind::Number { unit, get } => {
                let scale = if unit == Unit::Score { 100.0 } else { 1.0 };
                // Counts stay far below 2^53, up to which a float is exact.
                BitSet::filter(len, |r| {
                    get(columns, r).is_some_and(|n| {
                        let n = n as f64 / scale;
                        holds(list, &n, &n)
                    })
                })
            }
            Kind::Days(get) => BitSet::filter(len, |r| {
                get(columns, r).is_some_and(|days| {
                    let (low, high) = day_ends(days);
                    holds(list, &low, &high)
                })
            }),
            _ => BitSet::none(len),
        },
        Test::Dates(field, list) => BitSet::filter(len, |r| {
            date_of(field, columns, r).is_some_and(|d| holds(list, &d.first_day(), &d.last_day()))
        }),
        Test::Stated(field, values) => {
            let mut rows = BitSet::none(len);
            for value in values {
                let mut stated = stated(catalog, *value);
                if matches!(field.kind, Kind::Stated(false)) {
                    stated.negate();
                }
                rows.or(&stated);
            }
            rows
        }
        Test::Clocks(_, values) => {
            let clocks = &columns.clocks;
            let asked = |row: usize, v: &ClockValue| match v.result {
                Some(ClockResult::Met) => clocks.met.get(row),
                Some(ClockResult::Late) => clocks.late.get(row),
                Some(ClockResult::Unknown) => clocks.unknown.get(row),
                None => clocks.met.get(row) | clocks.late.get(row) | clocks.unknown.get(row),
            };
            BitSet::filter(len, |r| {
                values.iter().any(|v| asked(r, v) >> v.rule & 1 == 1)
            })
        }
        Test::Flags(_, flags) => any(len, flags, |f| match f {
            Flag::Marked => resized(&context.marked, len),
            Flag::Starred => resized(&context.starred, len),
            Flag::Noted => resized(&context.noted, len),
            Flag::New => news(columns, len, news::NEW),
            Flag::Changed => news(columns, len, news::CHANGED),
            Flag::Gone => news(columns, len, news::GONE),
        }),
        Test::Words(..) => BitSet::none(len),
    }
}

/// The union over several values.
fn any<T>(len: usize, values: &[T], rows: impl Fn(&T) -> BitSet) -> BitSet {
    values.iter().fold(BitSet::none(len), |mut all, v| {
        all.or(&rows(v));
        all
    })
}

fn news(columns: &Columns, len: usize, bit: u8) -> BitSet {
    BitSet::filter(len, |r| columns.news.get(r).is_some_and(|n| n & bit != 0))
}

fn resized(set: &BitSet, len: usize) -> BitSet {
    BitSet::filter(len, |r| set.contains(r))
}

fn holds<T: super::value::Operand>(list: &[Comparison<T>], low: &T::End, high: &T::End) -> bool {
    list.iter().any(|c| c.holds(low, high))
}

/// The date of a date field; a year as the whole year.
fn date_of(field: &Field, columns: &Columns, row: usize) -> Option<Date> {
    match field.kind {
        Kind::Date(get) => get(columns, row),
        Kind::Year => Date::new(Field::year_of(columns, row)?, None, None),
        _ => None,
    }
}

/// The rows that state something.
#[must_use]
pub fn stated(catalog: &Catalog, what: Statable) -> BitSet {
    let (len, columns) = (catalog.len(), &catalog.columns);
    match what {
        Statable::Event(kind) => event_rows(columns, kind, len),
        Statable::Field(field) => match field.kind {
            Kind::Names(NameField::Organization) => BitSet::all(len),
            Kind::Names(names) => catalog.names(names).stated(len),
            Kind::Words { get, .. } => BitSet::filter(len, |r| get(columns, r) != 0),
            Kind::Code { get, .. } => BitSet::filter(len, |r| get(catalog).index(r).is_some()),
            Kind::Number { get, .. } => BitSet::filter(len, |r| get(columns, r).is_some()),
            Kind::Days(get) => BitSet::filter(len, |r| get(columns, r).is_some()),
            Kind::Date(_) | Kind::Year => {
                BitSet::filter(len, |r| date_of(field, columns, r).is_some())
            }
            Kind::Prose | Kind::Clock | Kind::Stated(_) | Kind::Flags | Kind::Sort => {
                BitSet::none(len)
            }
        },
    }
}

fn event_rows(columns: &Columns, kind: EventKind, len: usize) -> BitSet {
    BitSet::filter(len, |r| columns.event.get(r) & kind.bit() != 0)
}

/// The rows among `among` in whose prose a text stands.
fn prose(catalog: &Catalog, text: &str, among: &BitSet) -> BitSet {
    let needle = fold(text);
    let mut out = BitSet::none(catalog.len());
    for row in among.iter() {
        let row = row as usize;
        if catalog.may_contain(row, &needle)
            && catalog
                .incident(row)
                .is_some_and(|r| r.prose().any(|p| fold(p).contains(&needle)))
        {
            out.insert(row);
        }
    }
    out
}
