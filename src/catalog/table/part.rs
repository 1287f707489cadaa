//! The index of one stretch of a table after the other, made on the thread that reads them. It must not know
//! what stands in stretches that others read.

use super::maker::Maker;
use crate::{
    analysis::{clocks::Rules, clusters::Keeping, matching::Facts},
    catalog::{Codes, columns::Columns},
    import::{
        Go,
        lazy::{self, Glance, Passed, Rows, Seen, Stretch, Table},
    },
    model::{Incident, date::DayNumber},
};

/// Rows between two looks at whether to stop.
const STEP: usize = 1024;

/// The index of one stretch.
#[derive(Default)]
pub(super) struct Part {
    pub(super) columns: Columns,
    pub(super) places: Places,
    /// Where it begins.
    pub(super) start: usize,
    /// Whose it is: see [`super::Parts`].
    pub(super) reader: usize,
    pub(super) passed: Passed,
    pub(super) offsets: Vec<u32>,
    pub(super) called: Vec<Called>,
    pub(super) wholes: Vec<Whole>,
    /// What matching needs, by place in the part, where any set is matched.
    pub(super) facts: Vec<(u32, Facts)>,
}

/// The places of rows.
#[derive(Default)]
pub(super) struct Places {
    pub(super) states: Codes,
    pub(super) countries: Codes,
}

/// How a row of a [`Part`] is known, in as little room as it needs.
#[derive(Clone, Copy)]
pub(super) struct Called {
    /// The place of its name among those of the rows.
    name: u32,
    /// When it was filed; of a row that is known as a whole, its place there.
    day: DayNumber,
}

/// No name: the row is known as a whole.
const WHOLE: u32 = u32::MAX;

/// What [`Called`] says.
pub(super) enum Row<'a> {
    Glance { name: usize, day: DayNumber },
    Whole(&'a Whole),
}

/// A record, slimmed.
#[derive(Default)]
pub(super) struct Whole {
    /// Its place among the rows of the part.
    pub(super) row: u32,
    pub(super) incident: Incident,
    /// The year in its id.
    pub(super) year: Option<i32>,
    /// Its key, without an ordinal.
    pub(super) key: String,
}

/// Picks out of the rows what matching needs.
struct Picker<'a> {
    keeping: Keeping<'a>,
    /// Each name is compared once, however often it is met.
    named: Vec<bool>,
}

impl Picker<'_> {
    fn pick(&mut self, rows: &Rows, glance: &Glance) -> Option<Facts> {
        if let Some(wanted) = self.keeping.wanted {
            let new = rows.names.texts.iter_from(self.named.len());
            self.named.extend(new.map(|n| wanted.has_name(n)));
            let is_named = self.named.get(glance.name as usize) == Some(&true);
            if !is_named && !glance.affected().is_some_and(|n| wanted.has_count(n)) {
                return None;
            }
        }
        self.keeping.facts(&rows.outline(glance))
    }
}

/// Indexes stretches one after the other on one thread.
pub(super) struct Reader<'a> {
    table: &'a Table,
    /// Made with the first stretch, which tells how much room it needs.
    rows: Option<lazy::Reader<'a>>,
    maker: Maker,
    picker: Option<Picker<'a>>,
    codes: Places,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'a Table, keeping: Option<Keeping<'a>>) -> Self {
        Self {
            table,
            rows: None,
            maker: Maker::new(Rules::bundled()),
            picker: keeping.map(|keeping| Picker {
                keeping,
                named: Vec::new(),
            }),
            codes: Places::default(),
        }
    }

    /// Indexes one stretch, as far as `claim` says: see [`lazy::Reader::read`]. `each` is told now and then where the
    /// reading is and how many rows came since.
    pub(super) fn index(
        &mut self,
        stretch: Stretch,
        claim: &mut dyn FnMut(usize, u64) -> Option<usize>,
        each: &mut dyn FnMut(usize, usize) -> Go,
    ) -> Part {
        let Self {
            table,
            rows,
            maker,
            picker,
            codes,
        } = self;
        let likely_rows = table.likely_rows(stretch);
        let reader = rows.get_or_insert_with(|| table.reader(likely_rows));
        let mut part = Part::expecting(likely_rows);
        part.start = stretch.start;
        codes.states.rows.reserve_exact(likely_rows);
        codes.countries.rows.reserve_exact(likely_rows);
        let mut count = 0;
        part.passed = reader.read(stretch, claim, &mut |rows, at, seen| {
            let row = part.offsets.len() as u32;
            part.offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
            let facts = match seen {
                Seen::Glance(glance) => {
                    if maker.take(glance) {
                        put_waiting(&mut part, rows, maker, codes);
                    }
                    part.called.push(Called {
                        name: glance.name,
                        day: glance.filed,
                    });
                    picker.as_mut().and_then(|p| p.pick(rows, &glance))
                }
                Seen::Whole(whole) => {
                    put_waiting(&mut part, rows, maker, codes);
                    let (draft, key) = *whole;
                    let year = draft.year();
                    let incident = draft.named(String::new(), &key, 1);
                    part.columns.push(&incident);
                    codes.states.push(incident.state.as_deref());
                    codes.countries.push(incident.country.as_deref());
                    part.called.push(Called {
                        name: WHOLE,
                        day: i32::try_from(part.wholes.len()).unwrap_or(i32::MAX),
                    });
                    let incident = slim(incident);
                    let facts = picker.as_ref().and_then(|p| p.keeping.facts(&incident));
                    part.wholes.push(Whole {
                        row,
                        incident,
                        year,
                        key,
                    });
                    facts
                }
            };
            part.facts.extend(facts.map(|f| (row, f)));
            count += 1;
            if count % STEP == 0 {
                each(at, STEP)
            } else {
                Go::On
            }
        });
        put_waiting(&mut part, reader.rows(), maker, codes);
        each(part.passed.next, count % STEP);
        part.places = Places {
            states: codes.states.cut(),
            countries: codes.countries.cut(),
        };
        part
    }

    /// What the rows of its stretches have in common.
    pub(super) fn finish(self) -> Rows {
        self.rows.map(lazy::Reader::finish).unwrap_or_default()
    }
}

/// Puts the rows that wait into columns.
fn put_waiting(part: &mut Part, rows: &Rows, maker: &mut Maker, codes: &mut Places) {
    for place in maker.new_places(rows) {
        let state = codes.states.place(place.state.as_deref());
        let country = codes.countries.place(place.country.as_deref());
        maker.place(place, state, country);
    }
    for place in maker.waiting_places() {
        codes.states.rows.push(place.state);
        codes.countries.rows.push(place.country);
    }
    maker.put(rows, &mut part.columns);
}

/// A record without what only its columns needed.
fn slim(mut incident: Incident) -> Incident {
    incident.exposed = Vec::new();
    incident.response = Vec::new();
    incident.sources = Vec::new();
    if let Some(imported) = &mut incident.imported {
        imported.raw.clear();
        imported.narrative = None;
    }
    incident
}

impl Part {
    /// With room for so many rows.
    fn expecting(rows: usize) -> Self {
        let mut part = Self::default();
        part.columns.expect(rows);
        part.offsets.reserve_exact(rows);
        part.called.reserve_exact(rows);
        part
    }

    /// What is known of a row.
    pub(super) fn row(&self, called: Called) -> Row<'_> {
        let Called { name, day } = called;
        let place = usize::try_from(day).ok().filter(|_| name == WHOLE);
        match place.and_then(|at| self.wholes.get(at)) {
            Some(whole) => Row::Whole(whole),
            None => Row::Glance {
                name: name as usize,
                day,
            },
        }
    }
}
