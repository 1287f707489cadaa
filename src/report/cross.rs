//! The cross-table of two facets as a chart: counts in cells, what is not stated beside the values, and
//! totals. It must not know how it is drawn or who chose the facets.

use super::{
    chart::{Bar, Chart, Grid, Kind},
    human,
};
use crate::{
    catalog::Catalog,
    query::{
        Field,
        field::{FIELDS, Kind as FieldKind},
        lex::quote_if_needed,
    },
};

/// The table before it was counted.
#[must_use]
pub const fn uncounted(rows: &'static Field) -> Chart {
    Chart {
        id: "cross-table",
        title: String::new(),
        heading: rows.header,
        unit: "",
        extra: vec![],
        kind: Kind::Table(Grid {
            rows: vec![],
            columns: vec![],
            foot: 0,
            side: 0,
        }),
        bars: vec![],
        n: 0,
        of: 0,
        foot: String::new(),
        placeholders: 0,
    }
}

/// What the cells show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shares {
    /// How many incidents.
    #[default]
    Counts,
    /// Of the incidents of the row.
    OfRow,
    /// Of the incidents of the column.
    OfColumn,
}

impl Shares {
    /// The next one, round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Counts => Self::OfRow,
            Self::OfRow => Self::OfColumn,
            Self::OfColumn => Self::Counts,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::OfRow => "share of the row",
            Self::OfColumn => "share of the column",
        }
    }
}

/// The fields that can stand on an axis: those with few values.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|f| {
        f.id != "from"
            && matches!(
                f.kind,
                FieldKind::Words { .. } | FieldKind::Code { .. } | FieldKind::Year
            )
    })
}

/// A value on an axis.
struct Value {
    label: String,
    /// The term that asks for it; empty for all.
    term: String,
}

/// One side of the table: its values, then *not stated*, then *all*.
struct Axis {
    field: &'static Field,
    values: Vec<Value>,
    /// The first of the years, when the field is the year.
    first: i32,
}

impl Axis {
    fn of(catalog: &Catalog, rows: &[u32], field: &'static Field) -> Self {
        let value = |label: &str, id: &str| Value {
            label: label.to_owned(),
            term: format!("{}:{}", field.id, quote_if_needed(id)),
        };
        let mut first = 0;
        let mut values: Vec<Value> = match field.kind {
            FieldKind::Words { words, .. } => words.iter().map(|w| value(w.label, w.id)).collect(),
            FieldKind::Code { get, .. } => {
                let codes = get(catalog).values();
                codes.iter().map(|code| value(code, code)).collect()
            }
            FieldKind::Year => {
                let years = rows
                    .iter()
                    .filter_map(|r| Field::year_of(&catalog.columns, *r as usize));
                let (low, high) =
                    years.fold((i32::MAX, i32::MIN), |(a, b), y| (a.min(y), b.max(y)));
                first = low;
                (low..=high)
                    .map(|y| value(&y.to_string(), &y.to_string()))
                    .collect()
            }
            _ => Vec::new(),
        };
        values.push(Value {
            label: "not stated".to_owned(),
            term: format!("no:{}", field.id),
        });
        values.push(Value {
            label: "all".to_owned(),
            term: String::new(),
        });
        Self {
            field,
            values,
            first,
        }
    }

    fn not_stated(&self) -> usize {
        self.values.len().saturating_sub(2)
    }

    fn all(&self) -> usize {
        self.values.len().saturating_sub(1)
    }

    /// Puts the places of a row's values into `out`: what it states, or *not stated*; then *all*.
    fn places(&self, catalog: &Catalog, row: usize, out: &mut Vec<usize>) {
        out.clear();
        match self.field.kind {
            FieldKind::Words { get, .. } => {
                let mut set = get(&catalog.columns).get(row);
                while set != 0 {
                    out.push(set.trailing_zeros() as usize);
                    set &= set - 1;
                }
            }
            FieldKind::Code { get, .. } => out.extend(get(catalog).index(row)),
            FieldKind::Year => out.extend(
                Field::year_of(&catalog.columns, row)
                    .and_then(|y| usize::try_from(i64::from(y) - i64::from(self.first)).ok()),
            ),
            _ => {}
        }
        if out.is_empty() {
            out.push(self.not_stated());
        }
        out.push(self.all());
    }

    /// The places that are shown: values that some row has, the most frequent first (years in their
    /// order), then *not stated* if there is any, then *all*. With them how many are no values.
    fn shown(&self, total: impl Fn(usize) -> usize) -> (Vec<usize>, usize) {
        let mut places: Vec<usize> = (0..self.not_stated()).filter(|at| total(*at) > 0).collect();
        if !matches!(self.field.kind, FieldKind::Year) {
            places.sort_by_key(|at| std::cmp::Reverse(total(*at)));
        }
        let values = places.len();
        if total(self.not_stated()) > 0 {
            places.push(self.not_stated());
        }
        places.push(self.all());
        let others = places.len() - values;
        (places, others)
    }

    fn value(&self, at: usize) -> (&str, &str) {
        self.values
            .get(at)
            .map_or(("", ""), |v| (v.label.as_str(), v.term.as_str()))
    }
}

/// The table of two fields over the rows of an answer. An incident with several values of a field stands
/// in several cells and once in each total.
#[must_use]
pub fn cross(
    catalog: &Catalog,
    rows: &[u32],
    row_field: &'static Field,
    column_field: &'static Field,
    shares: Shares,
) -> Chart {
    let down = Axis::of(catalog, rows, row_field);
    let across = Axis::of(catalog, rows, column_field);
    let wide = across.values.len();
    let mut counts = vec![0_usize; down.values.len() * wide];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut n = 0;
    for row in rows.iter().map(|r| *r as usize) {
        down.places(catalog, row, &mut ours);
        across.places(catalog, row, &mut theirs);
        n += usize::from(
            ours.first() != Some(&down.not_stated())
                && theirs.first() != Some(&across.not_stated()),
        );
        for i in &ours {
            for j in &theirs {
                if let Some(count) = counts.get_mut(i * wide + j) {
                    *count += 1;
                }
            }
        }
    }
    let at = |i: usize, j: usize| counts.get(i * wide + j).copied().unwrap_or(0);
    let (down_shown, foot) = down.shown(|i| at(i, across.all()));
    let (across_shown, side) = across.shown(|j| at(down.all(), j));

    let mut bars = Vec::with_capacity(down_shown.len() * across_shown.len());
    let mut most: Option<(usize, String)> = None;
    for i in &down_shown {
        let (row_label, row_term) = down.value(*i);
        for j in &across_shown {
            let (column_label, column_term) = across.value(*j);
            let (count, of_row, of_column) = (at(*i, *j), at(*i, across.all()), at(down.all(), *j));
            let share = |of: usize| human::share(count as u64, of as u64);
            let is_value = *i < down.not_stated() && *j < across.not_stated();
            if is_value && most.as_ref().is_none_or(|(c, _)| count > *c) {
                most = Some((count, format!("{row_label} and {column_label}")));
            }
            bars.push(Bar {
                label: format!("{row_label}, {column_label}"),
                value: count as f64,
                shown: match shares {
                    Shares::Counts => human::exact(count as u64),
                    Shares::OfRow => share(of_row),
                    Shares::OfColumn => share(of_column),
                },
                extra: vec![],
                readout: format!(
                    "{row_label} and {column_label}: {} incidents, {} of {} in the row, {} of {} in the column",
                    human::exact(count as u64),
                    share(of_row),
                    human::exact(of_row as u64),
                    share(of_column),
                    human::exact(of_column as u64)
                ),
                narrow: [row_term, column_term]
                    .into_iter()
                    .filter(|t| !t.is_empty())
                    .map(str::to_owned)
                    .collect(),
                placeholders: 0,
            });
        }
    }
    let of = rows.len();
    let labels = |axis: &Axis, places: &[usize]| {
        let labels = places.iter().map(|at| axis.value(*at).0.to_owned());
        labels.collect::<Vec<_>>()
    };
    let says = match most {
        Some((count, what)) => format!("{what} meet most, in {}", human::exact(count as u64)),
        None => "nothing is stated".to_owned(),
    };
    let lacks = |field: &Field, missing: usize| match missing {
        0 => None,
        k => Some(format!(
            "{} without {}",
            human::exact(k as u64),
            field.header.to_lowercase()
        )),
    };
    let mut parts = vec![match shares {
        Shares::Counts => "an incident with several values stands in several cells".to_owned(),
        _ => format!("cells: {}", shares.name()),
    }];
    parts.extend(lacks(row_field, at(down.not_stated(), across.all())));
    if row_field != column_field {
        parts.extend(lacks(column_field, at(down.all(), across.not_stated())));
    }
    Chart {
        id: "cross-table",
        title: format!(
            "{} by {}: {says} (n {} of {})",
            row_field.header,
            column_field.header.to_lowercase(),
            human::exact(n as u64),
            human::exact(of as u64)
        ),
        heading: row_field.header,
        unit: shares.name(),
        extra: vec![],
        kind: Kind::Table(Grid {
            rows: labels(&down, &down_shown),
            columns: labels(&across, &across_shown),
            foot,
            side,
        }),
        bars,
        n,
        of,
        foot: parts.join(" · "),
        placeholders: 0,
    }
}
