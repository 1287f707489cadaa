//! Puts the records of several sets that are one incident together, at a million records: only records
//! that share a name, or a count and a day, are compared. It must not know why two records match.

use super::{
    matching::{Facts, Reason, match_facts},
    names,
};
use crate::model::Incident;
use std::collections::{HashMap, HashSet};

/// Of a name that more records than this share, only neighbours in time are compared.
const LARGE_BLOCK: usize = 64;
/// How many neighbours.
const NEIGHBOURS: usize = 16;

/// Records that are one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Positions in the given order, ascending; at least two.
    pub members: Vec<u32>,
    /// The matches that hold it together: two positions and why.
    pub links: Vec<(u32, u32, Reason)>,
}

/// Puts records that are one incident together. Records of one set come together only around a curated
/// record that each of them matches; two curated records never do.
#[must_use]
pub fn group(facts: &[&Facts]) -> Vec<Cluster> {
    let mut found = candidates(facts);
    // The surest match first; the order of positions makes the outcome the same every time.
    found.sort_by(|x, y| {
        y.2.score()
            .cmp(&x.2.score())
            .then((x.0, x.1).cmp(&(y.0, y.1)))
    });
    let mut home: HashMap<u32, usize> = HashMap::new();
    let mut clusters: Vec<Cluster> = Vec::new();
    for (a, b, reason) in found {
        let at = |i: u32| facts.get(i as usize).copied();
        let (Some(fa), Some(fb)) = (at(a), at(b)) else {
            continue;
        };
        let around_curated = fa.is_curated || fb.is_curated;
        let members = |i: u32| match home.get(&i).and_then(|h| clusters.get(*h)) {
            Some(c) => c.members.clone(),
            None => vec![i],
        };
        let (left, right) = (members(a), members(b));
        if left == right {
            if let Some(c) = home.get(&a).and_then(|h| clusters.get_mut(*h)) {
                c.links.push((a, b, reason));
            }
            continue;
        }
        let clash = left.iter().any(|x| {
            right.iter().any(|y| match (at(*x), at(*y)) {
                (Some(x), Some(y)) => {
                    x.is_curated && y.is_curated || (x.set == y.set && !around_curated)
                }
                _ => true,
            })
        });
        if clash {
            continue;
        }
        let into = clusters.len();
        let mut merged = Cluster {
            members: left,
            links: Vec::new(),
        };
        merged.members.extend(right);
        merged.members.sort_unstable();
        for i in [a, b] {
            if let Some(old) = home.get(&i).and_then(|h| clusters.get_mut(*h)) {
                merged.links.append(&mut old.links);
                old.members.clear();
            }
        }
        merged.links.push((a, b, reason));
        for i in &merged.members {
            home.insert(*i, into);
        }
        clusters.push(merged);
    }
    clusters.retain(|c| c.members.len() > 1);
    clusters.sort_by(|a, b| a.members.cmp(&b.members));
    clusters
}

/// What two records of unlike names must share to be compared at all: count, day and state.
type Shared = (u64, i32, Option<[u8; 2]>);

/// That of a record, for each day on which somebody was told.
fn shared(f: &Facts) -> impl Iterator<Item = Shared> {
    let days = f.notices.iter().map(|d| d.low);
    let none = f.notices.is_empty().then_some(0);
    let of = |count| days.chain(none).map(move |day| (count, day, f.state));
    f.count.map(of).into_iter().flatten()
}

/// What a record of a further set must have to be compared with any of those that are known. Rows that
/// have nothing of it change no cluster, so that their facts need not be kept.
#[derive(Debug)]
pub struct Wanted {
    names: HashSet<Box<str>>,
    counts: HashSet<u64>,
    shared: HashSet<Shared>,
}

impl Wanted {
    /// What these records have.
    #[must_use]
    pub fn new<'a>(known: impl IntoIterator<Item = &'a Facts>) -> Self {
        let mut out = Self {
            names: HashSet::new(),
            counts: HashSet::new(),
            shared: HashSet::new(),
        };
        for f in known {
            out.names.extend(f.names.iter().cloned());
            out.counts.extend(f.count);
            out.shared.extend(shared(f));
        }
        out
    }

    /// True when a written name may be that of a known record.
    #[must_use]
    pub fn has_name(&self, written: &str) -> bool {
        let names = names::names(written);
        names.iter().any(|n| self.names.contains(n.as_str()))
    }

    /// True when a known record has this count.
    #[must_use]
    pub fn has_count(&self, count: u64) -> bool {
        self.counts.contains(&count)
    }

    /// True for a record that has to be compared.
    #[must_use]
    pub fn wants(&self, f: &Facts) -> bool {
        f.names.iter().any(|n| self.names.contains(n))
            || shared(f).any(|s| self.shared.contains(&s))
    }
}

/// Which facts of a set's records are kept for matching.
#[derive(Debug, Clone, Copy)]
pub struct Keeping<'a> {
    /// The set.
    pub set: u32,
    /// Only what could be an incident of those that are known; `None` for all.
    pub wanted: Option<&'a Wanted>,
}

impl Keeping<'_> {
    /// The facts of a record, if they are kept.
    #[must_use]
    pub fn facts(self, r: &Incident) -> Option<Facts> {
        let facts = Facts::of(self.set, r);
        self.wanted.is_none_or(|w| w.wants(&facts)).then_some(facts)
    }
}

/// Every pair of two sets that matches, found by their names.
fn candidates(facts: &[&Facts]) -> Vec<(u32, u32, Reason)> {
    let mut blocks: HashMap<&str, Vec<u32>> = HashMap::new();
    for (i, f) in facts.iter().enumerate() {
        let Ok(i) = u32::try_from(i) else { break };
        for name in &f.names {
            blocks.entry(name).or_default().push(i);
        }
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let at = |i: u32| facts.get(i as usize).copied();
    for block in blocks.values_mut().filter(|b| b.len() > 1) {
        let reach = if block.len() > LARGE_BLOCK {
            NEIGHBOURS
        } else {
            block.len()
        };
        if block.len() > LARGE_BLOCK {
            block.sort_by_key(|i| at(*i).map(Facts::day));
        }
        for (n, a) in block.iter().enumerate() {
            for b in block.iter().skip(n + 1).take(reach) {
                if at(*a).map(|f| f.set) != at(*b).map(|f| f.set) {
                    pairs.push((*a.min(b), *a.max(b)));
                }
            }
        }
    }
    pairs.extend(of_unlike_names(facts));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .filter_map(|(a, b)| Some((a, b, match_facts(at(a)?, at(b)?)?)))
        .collect()
}

/// Pairs of two sets that share what records of unlike names must, see [`Shared`].
fn of_unlike_names(facts: &[&Facts]) -> Vec<(u32, u32)> {
    let mut blocks: HashMap<Shared, Vec<u32>> = HashMap::new();
    for (i, f) in facts.iter().enumerate() {
        let Ok(i) = u32::try_from(i) else { break };
        for shared in shared(f) {
            blocks.entry(shared).or_default().push(i);
        }
    }
    let mut pairs = Vec::new();
    for block in blocks.values().filter(|b| (2..=8).contains(&b.len())) {
        for (n, a) in block.iter().enumerate() {
            for b in block.iter().skip(n + 1) {
                let set = |i: &u32| facts.get(*i as usize).map(|f| f.set);
                if set(a) != set(b) {
                    pairs.push((*a, *b));
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::{
        Text,
        incident::{Event, Imported},
        vocabulary::EventKind,
    };
    use proptest::prelude::*;

    /// `Name = alias = alias | ST | f2024-01-02 n2024-02 b2023-12-01 | count`, with ` @portal` (or ` @list`) behind the
    /// name for a row of the portal and `!` before the state for a country.
    pub fn record(parts: &[&str]) -> Incident {
        let mut names = parts[0].trim().split(" = ").map(str::trim);
        let mut r = Incident::default();
        let mut name = names.next().unwrap();
        if let Some(n) = name.strip_suffix(" @portal") {
            r.imported = Some(Imported {
                format: Text::new("ocr"),
                ..Imported::default()
            });
            name = n;
        }
        if let Some(n) = name.strip_suffix(" @list") {
            r.imported = Some(Imported::default());
            name = n;
        }
        r.organization = Text::new(name);
        r.aliases = names.map(Text::new).collect();
        match parts[1].trim() {
            "-" => {}
            place => match place.strip_prefix('!') {
                Some(country) => r.country = Some(Text::new(country)),
                None => r.state = Some(Text::new(place)),
            },
        }
        for date in parts[2].split_whitespace().filter(|d| *d != "-") {
            let (kind, date) = date.split_at(1);
            let kind = match kind {
                "f" => EventKind::RegulatorNotified,
                "n" => EventKind::IndividualsNotified,
                "p" => EventKind::PublicDisclosure,
                "b" => EventKind::IntrusionStart,
                other => panic!("{other}"),
            };
            r.timeline.push(Event {
                kind,
                date: date.parse().unwrap(),
                note: None,
                source: None,
            });
        }
        r.affected.count = parts[3].trim().parse().ok();
        if let (Some(i), Some(500 | 501)) = (&mut r.imported, r.affected.count) {
            i.placeholder_count = true;
        }
        r
    }

    #[test]
    fn clusters_hold_what_belongs_together() {
        let facts: Vec<Facts> = [
            (
                0,
                "Elder Health = Elder Health Partners, LLC | NJ | b2023-07 n2023-12-22 | 4452782",
            ),
            (
                1,
                "Elder Health Partners LLC @portal | NJ | f2023-12-21 | 4452782",
            ),
            (
                1,
                "Elder Health Partners LLC @portal | NJ | f2023-12-28 | 500",
            ),
            (
                1,
                "Elder Health Partners LLC @portal | NJ | f2019-05-01 | 900",
            ),
            (2, "Elder Health @list | - | f2023-12-22 | -"),
            (1, "Someone Else @portal | NJ | f2023-12-21 | 4452782"),
        ]
        .iter()
        .map(|(set, text)| Facts::of(*set, &record(&text.split('|').collect::<Vec<_>>())))
        .collect();
        let clusters = group(&facts.iter().collect::<Vec<_>>());
        assert_eq!(clusters.len(), 1, "{clusters:?}");
        assert_eq!(clusters[0].members, [0, 1, 2, 4]);
        let words: Vec<String> = clusters[0]
            .links
            .iter()
            .map(|(.., r)| r.to_string())
            .collect();
        assert!(words.contains(&"name and alias agree (elder health partners); notices 1 day apart; same state; both say 4452782 people".into()), "{words:?}");
    }

    #[test]
    fn rows_of_one_list_stay_apart() {
        let row = |set, count: &str| {
            Facts::of(
                set,
                &record(&["Dove Clinic @portal", "TX", "f2024-02-02", count]),
            )
        };
        // Two filings of one day in an older copy and in a newer one: each meets its own.
        let rows = [row(0, "700"), row(0, "9000"), row(1, "9000"), row(1, "700")];
        let clusters = group(&rows.each_ref());
        let members: Vec<_> = clusters.iter().map(|c| c.members.clone()).collect();
        assert_eq!(members, [vec![0, 3], vec![1, 2]]);
    }

    proptest! {
        /// What is not wanted changes no cluster.
        #[test]
        fn only_what_is_wanted_matters(
            rows in prop::collection::vec((0..3_u32, 0..6_usize, 0..3_usize, 1..5_u32, 0..4_usize), 0..30),
        ) {
            let facts: Vec<Facts> = rows
                .iter()
                .map(|(set, name, state, day, count)| {
                    let name = [
                        "Dove Clinic @portal",
                        "Dove Clinic d/b/a Finch Health @portal",
                        "Finch Health",
                        "Northern Woodpecker Hospital @portal",
                        "Northern Woodpeker Hospital @portal",
                        "Wren = Dove Clinic",
                    ][*name];
                    let state = ["TX", "CA", "-"][*state];
                    let count = ["700", "500", "-", "9000"][*count];
                    let day = format!("f2024-02-0{day}");
                    Facts::of(*set, &record(&[name, state, &day, count]))
                })
                .collect();
            let known: Vec<&Facts> = facts.iter().filter(|f| f.set != 2).collect();
            let wanted = Wanted::new(known.iter().copied());
            let kept = |f: &Facts| f.set != 2 || wanted.wants(f);
            let places: Vec<u32> = (0..).zip(&facts).filter(|(_, f)| kept(f)).map(|(i, _)| i).collect();
            let some: Vec<&Facts> = facts.iter().filter(|f| kept(f)).collect();
            let mut got = group(&some);
            for cluster in &mut got {
                cluster.members.iter_mut().for_each(|m| *m = places[*m as usize]);
                for (a, b, _) in &mut cluster.links {
                    (*a, *b) = (places[*a as usize], places[*b as usize]);
                }
            }
            prop_assert_eq!(got, group(&facts.iter().collect::<Vec<_>>()));
        }
    }
}
