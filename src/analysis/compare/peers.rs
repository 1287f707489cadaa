//! What a set of incidents did, as figures beside a comparison: shares and medians, each with how many
//! incidents it rests on. It must not know which incidents are compared.
//!
//! A share is "of those that state anything of the kind": a record without any measure says nothing about
//! measures and is in no denominator of theirs. Medians are those of type 7 (Hyndman and Fan 1996); a
//! range of days counts by its middle.

use super::{SectionKind, taken};
use crate::{
    analysis::intervals::Interval,
    model::{
        Incident,
        vocabulary::{
            BreachType, ConsequenceKind, DataType, ExposureStatus, HipaaRole, Location, Measure,
            MeasureStatus, Method, Sector, SystemRole, Tier, Vocabulary, Word,
        },
    },
};
use std::collections::BTreeMap;

/// A median, and of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Median {
    /// The median; `None` when nobody states a value.
    pub value: Option<f64>,
    /// Incidents that state a value.
    pub n: usize,
}

/// What the peers did in one row.
#[derive(Debug, Clone, PartialEq)]
pub enum PeerFigure {
    /// People affected.
    People(Median),
    /// Days of an interval.
    Days(Median),
    /// How many have each word, the most frequent first.
    Words {
        /// Word and incidents that have it.
        counts: Vec<(&'static Word, usize)>,
        /// Incidents that state any.
        of: usize,
    },
    /// What was said of a data type.
    Data {
        /// Exposed.
        exposed: usize,
        /// Possibly exposed.
        possible: usize,
        /// Stated not to be involved.
        safe: usize,
        /// Incidents that state anything about data.
        of: usize,
    },
    /// A measure.
    Measure {
        /// Taken or offered.
        taken: usize,
        /// Refused.
        refused: usize,
        /// Incidents that state any measure.
        of: usize,
        /// Months of monitoring.
        months: Median,
        /// Days from detection to the measure.
        after: Median,
    },
    /// A consequence.
    Consequence {
        /// Incidents that had it.
        had: usize,
        /// All incidents: what did not follow is not stated anywhere.
        of: usize,
        /// US dollars, of each incident the largest.
        amount: Median,
    },
}

/// What is collected about one word.
#[derive(Debug, Clone, Default)]
struct Tally {
    /// By position of the status in its vocabulary.
    statuses: [usize; 3],
    months: Vec<f64>,
    after: Vec<f64>,
    amounts: Vec<f64>,
}

/// How often each word stands, by its id, and how many incidents state any.
#[derive(Debug, Clone, Default)]
struct WordTally {
    counts: BTreeMap<&'static str, (&'static Word, usize)>,
    stated: usize,
}

/// Figures of a set of incidents, collected one by one; holds no incident.
#[derive(Debug, Clone, Default)]
pub struct Peers {
    len: usize,
    people: Vec<f64>,
    days: BTreeMap<&'static str, Vec<f64>>,
    /// By fact.
    words: BTreeMap<&'static str, WordTally>,
    data: BTreeMap<&'static str, Tally>,
    state_data: usize,
    measures: BTreeMap<&'static str, Tally>,
    state_measures: usize,
    consequences: BTreeMap<&'static str, Tally>,
}

impl<'a> FromIterator<&'a Incident> for Peers {
    fn from_iter<T: IntoIterator<Item = &'a Incident>>(incidents: T) -> Self {
        let mut peers = Self::default();
        for incident in incidents {
            peers.add(incident);
        }
        peers
    }
}

impl Peers {
    /// How many incidents there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// True when there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an incident.
    pub fn add(&mut self, r: &Incident) {
        self.len += 1;
        self.people.extend(r.affected.count.map(|n| n as f64));
        for interval in Interval::ALL {
            if let Some(days) = interval.days(r) {
                self.days
                    .entry(interval.id())
                    .or_default()
                    .push(days.middle());
            }
        }
        self.add_words::<Sector>("sector", r.sector);
        self.add_words::<HipaaRole>("role", r.hipaa_role);
        self.add_words::<BreachType>("type", r.breach_types());
        self.add_words::<Method>("method", r.methods.iter().copied());
        self.add_words::<SystemRole>("system", r.system.role);
        self.add_words::<Tier>("tier", r.system.tier);
        self.add_words::<Location>("location", r.location.iter().copied());
        self.add_data(r);
        self.add_measures(r);
        for kind in ConsequenceKind::ALL {
            if let Some(f) = super::followed(r, *kind) {
                let tally = self.consequences.entry(kind.id()).or_default();
                bump(tally, 0);
                tally.amounts.extend(f.amount_usd.map(|n| n as f64));
            }
        }
    }

    fn add_words<V: Vocabulary>(&mut self, fact: &'static str, words: impl IntoIterator<Item = V>) {
        let mut seen = 0;
        let tally = self.words.entry(fact).or_default();
        for word in words {
            // A word that stands twice in a record is one record.
            if seen & word.bit() == 0 {
                tally.counts.entry(word.id()).or_insert((word.word(), 0)).1 += 1;
            }
            seen |= word.bit();
        }
        tally.stated += usize::from(seen != 0);
    }

    fn add_data(&mut self, r: &Incident) {
        self.state_data += usize::from(!r.exposed.is_empty());
        for data in DataType::ALL {
            if let Some(e) = r.exposure(*data) {
                bump(self.data.entry(data.id()).or_default(), e.status.index());
            }
        }
    }

    fn add_measures(&mut self, r: &Incident) {
        self.state_measures += usize::from(!r.response.is_empty());
        for measure in Measure::ALL {
            if let Some(t) = taken(r, *measure) {
                let tally = self.measures.entry(measure.id()).or_default();
                bump(tally, t.status.index());
                tally.months.extend(t.months.map(f64::from));
                tally.after.extend(t.after.map(|d| d.middle()));
            }
        }
    }

    /// What the peers did in a row; `None` for rows of names and dates, of which there is no figure.
    #[must_use]
    pub fn figure(&self, section: SectionKind, id: &str) -> Option<PeerFigure> {
        match section {
            SectionKind::Facts if id == "affected" => {
                Some(PeerFigure::People(median(&self.people)))
            }
            SectionKind::Facts => {
                let tally = self.words.get(id)?;
                let mut counts: Vec<_> = tally.counts.values().copied().collect();
                counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.id.cmp(b.0.id)));
                Some(PeerFigure::Words {
                    counts,
                    of: tally.stated,
                })
            }
            // How many of the peers were late is a query: `clock:hipaa-60=late`.
            SectionKind::Clocks => None,
            SectionKind::Days => Some(PeerFigure::Days(
                self.days
                    .get(id)
                    .map_or_else(Median::default, |d| median(d)),
            )),
            SectionKind::Exposed => {
                let at = |s: ExposureStatus| count(self.data.get(id), s.index());
                Some(PeerFigure::Data {
                    exposed: at(ExposureStatus::Exposed),
                    possible: at(ExposureStatus::PossiblyExposed),
                    safe: at(ExposureStatus::NotExposed),
                    of: self.state_data,
                })
            }
            SectionKind::Response => {
                let tally = self.measures.get(id);
                let at = |s: MeasureStatus| count(tally, s.index());
                Some(PeerFigure::Measure {
                    taken: at(MeasureStatus::Taken) + at(MeasureStatus::Offered),
                    refused: at(MeasureStatus::Refused),
                    of: self.state_measures,
                    months: tally.map_or_else(Median::default, |t| median(&t.months)),
                    after: tally.map_or_else(Median::default, |t| median(&t.after)),
                })
            }
            SectionKind::Consequences => {
                let tally = self.consequences.get(id);
                Some(PeerFigure::Consequence {
                    had: count(tally, 0),
                    of: self.len,
                    amount: tally.map_or_else(Median::default, |t| median(&t.amounts)),
                })
            }
        }
    }
}

fn bump(tally: &mut Tally, status: usize) {
    if let Some(n) = tally.statuses.get_mut(status) {
        *n += 1;
    }
}

fn count(tally: Option<&Tally>, status: usize) -> usize {
    tally
        .and_then(|t| t.statuses.get(status))
        .copied()
        .unwrap_or(0)
}

fn median(values: &[f64]) -> Median {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let (low, high) = (sorted.len().saturating_sub(1) / 2, sorted.len() / 2);
    Median {
        value: sorted
            .get(low)
            .zip(sorted.get(high))
            .map(|(a, b)| f64::midpoint(*a, *b)),
        n: sorted.len(),
    }
}
