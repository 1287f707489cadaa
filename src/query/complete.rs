//! Completion of the term under the cursor: fields, then values with how many incidents have them. It
//! must not know how the list is drawn.

use super::{
    Answer, Pace,
    facet::count,
    field::{FIELDS, Field, Flag, Kind, Statable},
    lex::{quote_if_needed, tokens},
};
use crate::{
    analysis::clocks::Rules,
    catalog::{BitSet, Catalog},
    model::{
        text::fold,
        vocabulary::{Word, group_set, key},
    },
    query::rows::stated,
};
use std::ops::Range;

/// Something that could stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What stands in place of [`Completions::span`].
    pub insert: String,
    /// The word in the list.
    pub word: String,
    /// What it means.
    pub meaning: String,
    /// Incidents that have it, where that can be told.
    pub count: Option<usize>,
}

/// The list for a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// Bytes of the line that a completion replaces.
    pub span: Range<usize>,
    /// Best first.
    pub items: Vec<Completion>,
}

/// A list longer than this is no help.
const MOST: usize = 60;

/// What could stand at byte `cursor` of the line. Counts are taken among the rows of the answer; of no use
/// when it was given up on the way.
#[must_use]
pub fn complete(
    catalog: &Catalog,
    answer: &Answer,
    line: &str,
    cursor: usize,
    pace: Pace<'_>,
) -> Completions {
    let token = tokens(line)
        .into_iter()
        .find(|t| t.span.start <= cursor && cursor <= t.span.end);
    let Some(token) = token else {
        return Completions {
            span: cursor..cursor,
            items: Vec::new(),
        };
    };
    let Some(name) = &token.field else {
        let Some(value) = token.values.first().filter(|v| !v.quoted) else {
            return Completions {
                span: cursor..cursor,
                items: Vec::new(),
            };
        };
        return Completions {
            span: value.span.clone(),
            items: fields(&value.text),
        };
    };
    if cursor <= token.field_span.end {
        return Completions {
            span: token.field_span.start..(token.field_span.end + 1).min(line.len()),
            items: fields(name),
        };
    }
    let Some(field) = FIELDS.iter().find(|f| f.id == name) else {
        return Completions {
            span: token.field_span.clone(),
            items: Vec::new(),
        };
    };
    let Some(value) = token
        .values
        .iter()
        .find(|v| v.span.start <= cursor && cursor <= v.span.end)
    else {
        return Completions {
            span: cursor..cursor,
            items: Vec::new(),
        };
    };
    let rows = answer.without(field, catalog, pace);
    Completions {
        span: value.span.clone(),
        items: values(catalog, field, &value.text, &rows),
    }
}

/// Puts a completion into the line; returns the line and the new cursor.
#[must_use]
pub fn apply(line: &str, completions: &Completions, item: &Completion) -> (String, usize) {
    let before = line.get(..completions.span.start).unwrap_or_default();
    let after = line.get(completions.span.end..).unwrap_or_default();
    (
        format!("{before}{}{after}", item.insert),
        before.len() + item.insert.len(),
    )
}

fn fields(typed: &str) -> Vec<Completion> {
    let typed = fold(typed);
    let mut found: Vec<(bool, &Field)> = FIELDS
        .iter()
        .filter(|f| {
            f.id.starts_with(&typed) || (typed.len() >= 2 && fold(f.header).contains(&typed))
        })
        .map(|f| (!f.id.starts_with(&typed), f))
        .collect();
    found.sort_by_key(|(late, _)| *late);
    found
        .into_iter()
        .map(|(_, f)| Completion {
            insert: format!("{}:", f.id),
            word: format!("{}:", f.id),
            meaning: f.meaning.into(),
            count: None,
        })
        .collect()
}

fn values(catalog: &Catalog, field: &'static Field, typed: &str, rows: &BitSet) -> Vec<Completion> {
    let mut items = match field.kind {
        Kind::Words { words, groups, .. } => {
            word_values(catalog, field, words, groups, typed, rows)
        }
        Kind::Code { .. } | Kind::Year => {
            let typed = fold(typed);
            let facet = count(catalog, field, rows).values;
            let fits = facet
                .into_iter()
                .filter(|v| fold(&v.id).starts_with(&typed) || fold(&v.label).starts_with(&typed));
            fits.map(|v| {
                completion(
                    &v.id,
                    if v.label == v.id {
                        String::new()
                    } else {
                        v.label
                    },
                    Some(v.count),
                )
            })
            .collect()
        }
        Kind::Names(names) => {
            let found = catalog.names(names).suggestions(typed, MOST);
            found
                .into_iter()
                .map(|(name, n)| completion(name, String::new(), Some(n)))
                .collect()
        }
        Kind::Stated(wanted) => {
            let typed = key(typed);
            let fits = Statable::all().filter(|s| key(s.id()).starts_with(&typed));
            fits.map(|s| {
                let mut having = stated(catalog, s);
                if !wanted {
                    having.negate();
                }
                let what = match s {
                    Statable::Field(f) => f.meaning.to_owned(),
                    Statable::Event(_) => "event of the timeline".to_owned(),
                };
                completion(s.id(), what, Some(having.count_and(rows)))
            })
            .collect()
        }
        Kind::Flags => Flag::ALL
            .iter()
            .filter(|f| f.id().starts_with(&fold(typed)))
            .map(|f| completion(f.id(), f.meaning().to_owned(), None))
            .collect(),
        Kind::Sort => {
            let (sign, typed) = typed.strip_prefix('-').map_or(("", typed), |t| ("-", t));
            let typed = fold(typed);
            let fits = FIELDS
                .iter()
                .filter(|f| f.is_sortable() && f.id.starts_with(&typed));
            fits.map(|f| completion(&format!("{sign}{}", f.id), f.header.to_owned(), None))
                .collect()
        }
        Kind::Number { .. } | Kind::Days(_) | Kind::Date(_) => {
            if typed.is_empty() {
                vec![Completion {
                    insert: String::new(),
                    word: field.example.into(),
                    meaning: field.meaning.into(),
                    count: None,
                }]
            } else {
                Vec::new()
            }
        }
        Kind::Clock => clock_values(catalog, typed, rows),
        Kind::Prose => Vec::new(),
    };
    items.truncate(MOST);
    items
}

/// Rules that apply to some row, then, once a rule is written, its results.
fn clock_values(catalog: &Catalog, typed: &str, rows: &BitSet) -> Vec<Completion> {
    let clocks = &catalog.columns.clocks;
    let count = |rule: usize, set: &dyn Fn(usize) -> u64| {
        rows.iter()
            .filter(|r| set(*r as usize) >> rule & 1 == 1)
            .count()
    };
    let rules = Rules::bundled().rules.iter().enumerate();
    let typed = fold(typed);
    rules
        .filter(|(_, r)| {
            r.id.starts_with(typed.split('=').next().unwrap_or_default())
        })
        .flat_map(|(at, r)| {
            let results: [(&str, usize); 3] = [
                ("late", count(at, &|row| clocks.late.get(row))),
                ("met", count(at, &|row| clocks.met.get(row))),
                ("unknown", count(at, &|row| clocks.unknown.get(row))),
            ];
            results.map(|(result, n)| {
                completion(&format!("{}={result}", r.id), r.name.to_string(), Some(n))
            })
        })
        .filter(|c| c.word.starts_with(&typed) && c.count != Some(0))
        .collect()
}

fn completion(id: &str, meaning: String, count: Option<usize>) -> Completion {
    Completion {
        insert: quote_if_needed(id),
        word: id.to_owned(),
        meaning,
        count,
    }
}

fn word_values(
    catalog: &Catalog,
    field: &'static Field,
    words: &'static [Word],
    groups: bool,
    typed: &str,
    rows: &BitSet,
) -> Vec<Completion> {
    let typed = key(typed);
    let counts = count(catalog, field, rows).values;
    let count_of = |id: &str| counts.iter().find(|v| v.id == id).map_or(0, |v| v.count);
    let rank = |w: &Word| {
        let names = [w.id, w.label, w.short]
            .into_iter()
            .chain(w.also.split(", "))
            .filter(|name| !name.is_empty());
        names
            .map(key)
            .enumerate()
            .filter_map(|(i, k)| {
                if k.starts_with(&typed) {
                    Some(i.min(1))
                } else if typed.len() >= 2 && k.contains(&typed) {
                    Some(2)
                } else {
                    None
                }
            })
            .min()
    };
    let mut found: Vec<(usize, std::cmp::Reverse<usize>, Completion)> = words
        .iter()
        .filter_map(|w| {
            let n = count_of(w.id);
            let meaning = if w.group.is_empty() {
                w.label.to_owned()
            } else {
                format!("{} · {}", w.label, w.group)
            };
            rank(w).map(|r| (r, std::cmp::Reverse(n), completion(w.id, meaning, Some(n))))
        })
        .collect();
    if groups {
        let mut seen: Vec<&str> = Vec::new();
        for group in words.iter().map(|w| w.group) {
            if !seen.contains(&group)
                && key(group).starts_with(&typed)
                && !words.iter().any(|w| w.id == group)
            {
                let set = group_set(words, group);
                let n = match field.kind {
                    Kind::Words { get, .. } => {
                        let column = get(&catalog.columns);
                        let has = |r: &u32| column.get(*r as usize) & set != 0;
                        rows.iter().filter(has).count()
                    }
                    _ => 0,
                };
                found.push((
                    0,
                    std::cmp::Reverse(n),
                    completion(
                        group,
                        format!("group of {} words", set.count_ones()),
                        Some(n),
                    ),
                ));
            }
            seen.push(group);
        }
    }
    found.sort_by_key(|(rank, count, _)| (*rank, *count));
    found.into_iter().map(|(_, _, c)| c).collect()
}
