//! Answers a query: each term becomes a set of rows, the sets are joined, and what is left is put in
//! order. The sets are kept, so that facets can count under all other terms.

use super::{
    Query, Term, Test,
    facet::Facets,
    field::{self, Field},
    first::{self, First, Tell},
    fuzzy,
    memory::Memory,
    pace::Pace,
    prose::{self, is_prose},
    rows::rows_of,
    words,
};
use crate::{
    catalog::{BitSet, Catalog},
    model::{text::fold, vocabulary::nearest},
};
use std::sync::Arc;

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
    /// The rows of each term alone, its negation applied; all words that must stand together are one. Those
    /// about prose are not among them.
    pub terms: Vec<(Option<&'static Field>, BitSet)>,
    /// What was read for the terms about prose.
    prose: Option<prose::Read>,
    /// The words as they were searched, for highlighting.
    pub found: Vec<fuzzy::Term>,
    /// Sum of the individuals affected over the rows that state a count.
    pub people: u64,
    /// Rows that state a count.
    pub counted: usize,
}

impl Answer {
    /// Memory held, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let terms: usize = self.terms.iter().map(|(_, t)| t.bytes()).sum();
        let prose = self.prose.as_ref().map_or(0, prose::Read::bytes);
        self.rows.capacity() * 4 + self.set.bytes() + terms + prose
    }

    /// What is left of the facets' counting: see [`Facets`].
    #[must_use]
    pub fn facets<'a>(&'a self, catalog: &'a Catalog) -> Facets<'a> {
        Facets::new(catalog, self, Pace::steady())
    }

    /// The rows that satisfy every term except those of one field; of no use when it was given up on the
    /// way.
    #[must_use]
    pub fn without(&self, field: &Field, catalog: &Catalog, pace: Pace<'_>) -> BitSet {
        let left_out = |f: &Option<&Field>| *f == Some(field);
        if !self.terms.iter().any(|(f, _)| left_out(f)) {
            return self.set.clone();
        }
        let mut set = BitSet::all(catalog.len());
        for (_, rows) in self.terms.iter().filter(|(f, _)| !left_out(f)) {
            set.and(rows);
        }
        match &self.prose {
            Some(prose) => prose.among(catalog, &set, pace),
            None => set,
        }
    }
}

/// Answers a query. An empty one is answered by every row, latest known first.
#[must_use]
pub fn answer(catalog: &Catalog, query: &Query, context: &Context) -> Answer {
    find(
        catalog,
        query,
        context,
        &mut Memory::default(),
        Pace::steady(),
        None,
    )
    .unwrap_or_default()
}

/// The same answer, quicker by what earlier ones left behind; `None` when it was given up. Where the whole
/// of it takes its time, its first rows are told before.
#[must_use]
pub fn remembered(
    catalog: &Catalog,
    query: &Query,
    context: &Context,
    memory: &mut Memory,
    pace: Pace<'_>,
    tell: Tell<'_>,
) -> Option<Arc<Answer>> {
    memory.belong_to(catalog);
    // What the user marked may be another thing by now.
    let lasts = query.terms.iter().all(|t| lasts(&t.test));
    if let Some(known) = memory.answer(query).filter(|_| lasts) {
        return Some(known);
    }
    let answer = Arc::new(find(catalog, query, context, memory, pace, tell)?);
    if lasts {
        memory.keep_answer(catalog, query.clone(), answer.clone());
    }
    Some(answer)
}

fn find(
    catalog: &Catalog,
    query: &Query,
    context: &Context,
    memory: &mut Memory,
    pace: Pace<'_>,
    tell: Tell<'_>,
) -> Option<Answer> {
    let len = catalog.len();
    let mut set = BitSet::all(len);
    let mut terms = Vec::with_capacity(query.terms.len());
    // The rows of the sets or imports that are asked for; none where incidents are, wherever they come from.
    let (mut sets, mut of_sets) = (Sets::default(), None);
    let (words, plain): (Vec<&Term>, Vec<&Term>) = query.terms.iter().partition(|t| is_ranked(t));
    for term in plain.into_iter().filter(|t| !is_prose(&t.test)) {
        let mut rows = if lasts(&term.test) {
            memory.rows(&term.test, || rows_of(catalog, &term.test, context, pace))
        } else {
            rows_of(catalog, &term.test, context, pace)
        };
        if pace.is_over() {
            return None;
        }
        rows = sets.standing(catalog, term, rows);
        if term.negated {
            rows.negate();
        }
        set.and(&rows);
        if asks_for_rows(&term.test) {
            let of_sets = of_sets.get_or_insert_with(|| BitSet::all(len));
            of_sets.and(&rows);
        }
        terms.push((term.test.field(), rows));
    }
    if !catalog.matches.is_empty() {
        let shown = catalog.matches.shown(len, of_sets.as_ref(), &catalog.sets);
        set.and(&shown);
        // Under the field of the sets: counting its values counts rows, not incidents.
        terms.push((field::find("from"), shown));
    }
    let wanted: Vec<fuzzy::Term> = words
        .iter()
        .filter_map(|t| words::term(&t.test))
        .flatten()
        .collect();
    let asked = prose::Asked::of(&query.terms);
    let mut tell = tell.map(|tell| {
        move |found: &[fuzzy::Term], rows: Vec<u32>| {
            if !rows.is_empty() && !pace.is_over() {
                let found = found.to_vec();
                tell(First { rows, found });
            }
        }
    });
    let mut found = Vec::new();
    let mut ranked = None;
    if !wanted.is_empty() {
        // The words alone decide how far a search goes for them, so facets need them over all rows.
        let bounded = (!terms.is_empty()).then_some(&set);
        let best_first = query.sort.is_empty() && asked.is_none();
        let tell = tell.as_mut().filter(|_| best_first);
        let tell = tell.map(|tell| -> fuzzy::TellAll<'_> { tell });
        let answer = words::search(catalog, &wanted, bounded, &mut memory.narrow, pace, tell)?;
        set.and(&answer.found.all);
        ranked = Some(answer.found.rows);
        terms.push((None, answer.found.all));
        found = answer.terms;
    }
    let mut rows = match ranked {
        Some(rows) if query.sort.is_empty() => rows,
        _ => {
            let tell = tell.as_mut().filter(|_| asked.is_none());
            let mut tell = tell.map(|tell| |rows| tell(&found, rows));
            let tell = tell.as_mut().map(|tell| -> fuzzy::Tell<'_> { tell });
            memory.ordered(catalog, &query.sort, &set, tell)
        }
    };
    // Last of all: it is read in the rows that are left.
    let prose = asked.map(|asked| {
        if let Some(mut tell) = tell.filter(|_| rows.len() >= first::WORTH) {
            tell(&found, first::told(&asked, catalog, &rows, pace));
        }
        asked.read(catalog, set.clone(), pace)
    });
    if let Some(prose) = &prose {
        set.and(&prose.holds);
        rows.retain(|row| set.contains(*row as usize));
    }
    let (mut people, mut counted) = (0_u64, 0);
    set.for_each(|row| {
        if let Some(n) = catalog.columns.affected.get(row as usize) {
            people = people.saturating_add(n);
            counted += 1;
        }
    });
    if pace.is_over() {
        return None;
    }
    Some(Answer {
        rows,
        set,
        terms,
        prose,
        found,
        people,
        counted,
    })
}

/// False for what is asked of the user's marks, which change while the records do not.
fn lasts(test: &Test) -> bool {
    match test {
        Test::Flags(_, flags) => !flags.iter().any(|f| f.is_yours()),
        _ => true,
    }
}

/// The names behind `from:` that no set has, each with the nearest that there is.
#[must_use]
pub fn unknown_sets(catalog: &Catalog, query: &Query) -> Vec<(String, Option<String>)> {
    let sets = || catalog.sets.values().iter();
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

/// What `from:` means where an incident stands in several sets: the first one says whose rows are shown, and
/// every other one, `-from:` above all, which incidents: those that (do not) stand in that set as well.
#[derive(Default)]
struct Sets {
    chosen: bool,
}

impl Sets {
    /// The rows that a term asks for, of those that it holds for; the terms come in the query's order.
    fn standing(&mut self, catalog: &Catalog, term: &Term, rows: BitSet) -> BitSet {
        if !is_of_sets(&term.test) {
            return rows;
        }
        if term.negated || self.chosen {
            return catalog.matches.whole(rows);
        }
        self.chosen = true;
        rows
    }
}

fn is_of_sets(test: &Test) -> bool {
    matches!(test, Test::Texts(field, _) if field.id == "from")
}

/// True for `from:` and for what an import did: both are of rows, not of incidents.
fn asks_for_rows(test: &Test) -> bool {
    match test {
        Test::Texts(..) => is_of_sets(test),
        Test::Flags(_, flags) => flags.iter().any(|f| f.is_news()),
        _ => false,
    }
}

/// For each term, in the query's order, how many rows there would be without it; `None` when it was
/// given up.
#[must_use]
pub fn relief(
    catalog: &Catalog,
    query: &Query,
    context: &Context,
    memory: &mut Memory,
    pace: Pace<'_>,
) -> Option<Vec<usize>> {
    (0..query.terms.len())
        .map(|skip| {
            let mut fewer = query.clone();
            fewer.terms.remove(skip);
            fewer.sort.clear();
            let answer = remembered(catalog, &fewer, context, memory, pace, None)?;
            Some(answer.rows.len())
        })
        .collect()
}

/// True for the words and phrases by which rows are ranked.
const fn is_ranked(term: &Term) -> bool {
    !term.negated && matches!(term.test, Test::Word(_) | Test::Phrase(_))
}
