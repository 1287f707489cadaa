//! The incidents most like one of them, and what they have in common. It works on small profiles that
//! can be built from columns, so that a million can be compared while somebody waits. It must not know
//! where the profiles come from.

use super::statistics;
use crate::model::{
    Incident,
    vocabulary::{DataType, Method, Sector, Tier, Vocabulary, members},
};

/// What of an incident is compared. Built from a record, or straight from columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Profile {
    /// Set of [`Method`]; 0 when none is stated.
    pub methods: u64,
    /// Set of [`DataType`]: exposed or possibly exposed; 0 when none is stated.
    pub data: u64,
    /// The tier of the entered system.
    pub tier: Option<Tier>,
    /// The sector.
    pub sector: Option<Sector>,
    /// Position in [`SIZES`]; see [`size_band`].
    pub size: Option<u8>,
}

/// Bands of people affected: below which number, and in words.
pub const SIZES: &[(u64, &str)] = &[
    (500, "fewer than 500 people"),
    (10_000, "500 to 10,000 people"),
    (100_000, "10,000 to 100,000 people"),
    (1_000_000, "100,000 to a million people"),
    (10_000_000, "one to ten million people"),
    (u64::MAX, "more than ten million people"),
];

/// The band of a number of people, a position in [`SIZES`].
#[must_use]
pub fn size_band(people: u64) -> u8 {
    // Six bands fit a byte.
    SIZES
        .iter()
        .position(|(below, _)| people < *below)
        .unwrap_or(SIZES.len() - 1) as u8
}

impl Profile {
    /// The profile of a record.
    #[must_use]
    pub fn of(incident: &Incident) -> Self {
        Self {
            methods: incident.methods.iter().fold(0, |set, m| set | m.bit()),
            data: statistics::data(incident).unwrap_or_default(),
            tier: incident.system.tier,
            sector: incident.sector,
            size: incident.affected.count.map(size_band),
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Factor {
    Methods,
    Data,
    Sector,
    Tier,
    Size,
}

/// How much each counts; together 100. How an intruder came in and what he got say most about what a
/// breach is; who was hit and how many come after.
const WEIGHTS: &[(Factor, u32)] = &[
    (Factor::Methods, 30),
    (Factor::Data, 30),
    (Factor::Sector, 15),
    (Factor::Tier, 10),
    (Factor::Size, 15),
];

/// A factor on which two incidents agree wholly.
const FULL: u32 = 1000;

/// Jaccard's index of two sets in thousandths; 0 when either is not stated.
const fn overlap(a: u64, b: u64) -> u32 {
    if a == 0 || b == 0 {
        return 0;
    }
    FULL * (a & b).count_ones() / (a | b).count_ones()
}

impl Factor {
    /// How far two profiles agree, 0 to [`FULL`]. What one of them does not state agrees with nothing.
    fn agreement(self, a: &Profile, b: &Profile) -> u32 {
        match self {
            Self::Methods => overlap(a.methods, b.methods),
            Self::Data => overlap(a.data, b.data),
            Self::Tier => FULL * u32::from(a.tier.is_some() && a.tier == b.tier),
            // The same group of sectors (care, payer, vendor, …) agrees by half.
            Self::Sector => match (a.sector, b.sector) {
                (Some(x), Some(y)) if x == y => FULL,
                (Some(x), Some(y)) if x.group() == y.group() => FULL / 2,
                _ => 0,
            },
            // A neighbouring band agrees by half.
            Self::Size => match (a.size, b.size) {
                (Some(x), Some(y)) => match x.abs_diff(y) {
                    0 => FULL,
                    1 => FULL / 2,
                    _ => 0,
                },
                _ => 0,
            },
        }
    }
}

/// How alike two incidents are, from 0 to 100,000: the weights of what agrees.
#[must_use]
pub fn likeness(a: &Profile, b: &Profile) -> u32 {
    WEIGHTS
        .iter()
        .map(|(factor, weight)| weight * factor.agreement(a, b))
        .sum()
}

/// One of the most similar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match<K> {
    /// Which incident.
    pub key: K,
    /// See [`likeness`].
    pub likeness: u32,
}

impl<K> Match<K> {
    /// The likeness as a whole per cent.
    #[must_use]
    pub const fn percent(&self) -> u32 {
        (self.likeness + 500) / 1000
    }
}

/// The `count` most similar of `others` (which must not hold the incident itself), the most similar
/// first; of equally similar ones the smaller key first, so let keys order as ids do. What has nothing
/// in common is never named.
///
/// Cost: one pass, no allocation beyond the result.
pub fn most_similar<K: Ord + Copy>(
    to: &Profile,
    others: impl IntoIterator<Item = (K, Profile)>,
    count: usize,
) -> Vec<Match<K>> {
    let mut best: Vec<Match<K>> = Vec::with_capacity(count.saturating_add(1).min(64));
    for (key, profile) in others {
        let likeness = likeness(to, &profile);
        if likeness == 0 {
            continue;
        }
        let before =
            |m: &Match<K>| m.likeness > likeness || (m.likeness == likeness && m.key < key);
        if best.len() == count && best.last().is_none_or(before) {
            continue;
        }
        let at = best.partition_point(before);
        best.insert(at, Match { key, likeness });
        best.truncate(count);
    }
    best
}

/// The five most similar records of a set, by id.
#[must_use]
pub fn five<'a>(incident: &Incident, among: &'a [Incident]) -> Vec<(&'a Incident, Vec<String>)> {
    let own = Profile::of(incident);
    let others = among.iter().filter(|i| i.id != incident.id);
    most_similar(&own, others.map(|i| (i.id.as_str(), Profile::of(i))), 5)
        .into_iter()
        .filter_map(|m| among.iter().find(|i| i.id == m.key))
        .map(|i| (i, shared(&own, &Profile::of(i))))
        .collect()
}

/// What two incidents have in common, a sentence each without a full stop, in the order of the weights.
#[must_use]
pub fn shared(a: &Profile, b: &Profile) -> Vec<String> {
    let mut out = Vec::new();
    let both = a.methods & b.methods;
    if both != 0 {
        out.push(format!("both: {}", labels::<Method>(both, 4)));
    }
    let both = a.data & b.data;
    if both != 0 {
        let either = a.data | b.data;
        out.push(format!(
            "{} of {} kinds of data: {}",
            both.count_ones(),
            either.count_ones(),
            labels::<DataType>(both, 6)
        ));
    }
    match (a.sector, b.sector) {
        (Some(x), Some(y)) if x == y => out.push(format!("same sector: {}", x.label())),
        (Some(x), Some(y)) if x.group() == y.group() => {
            out.push(format!("related sectors: {} and {}", x.label(), y.label()))
        }
        _ => {}
    }
    if let Some(tier) = a.tier.filter(|_| a.tier == b.tier) {
        out.push(format!("same tier: {}", tier.label()));
    }
    let words = |band: u8| SIZES.get(usize::from(band)).map_or("", |(_, words)| *words);
    match (a.size, b.size) {
        (Some(x), Some(y)) if x == y => out.push(format!("same size: {}", words(x))),
        (Some(x), Some(y)) if x.abs_diff(y) == 1 => {
            out.push(format!("similar size: {} and {}", words(x), words(y)))
        }
        _ => {}
    }
    out
}

/// The gravest words of a set by their labels, at most `most` of them.
fn labels<V: Vocabulary>(set: u64, most: usize) -> String {
    let mut words: Vec<V> = members::<V>(set).collect();
    // A stable sort keeps the vocabulary's order among equals.
    words.sort_by_key(|w| std::cmp::Reverse(w.word().weight));
    let named: Vec<&str> = words.iter().take(most).map(|w| w.label()).collect();
    match words.len().saturating_sub(most) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::bundled::incidents;

    #[test]
    fn weights_add_up() {
        assert_eq!(WEIGHTS.iter().map(|(_, w)| w).sum::<u32>(), 100);
        for i in incidents() {
            let p = Profile::of(&i);
            let whole = p.methods != 0
                && p.data != 0
                && p.tier.is_some()
                && p.sector.is_some()
                && p.size.is_some();
            assert_eq!(likeness(&p, &p) == 100_000, whole, "{}", i.id);
        }
    }

    #[test]
    fn likeness_by_hand() {
        let a = Profile {
            methods: Method::Ransomware.bit() | Method::Phishing.bit(),
            data: DataType::Name.bit() | DataType::Ssn.bit() | DataType::Diagnosis.bit(),
            tier: Some(Tier::Core),
            sector: Some(Sector::HospitalSystem),
            size: Some(size_band(1_500_000)),
        };
        let b = Profile {
            methods: Method::Ransomware.bit(),
            data: DataType::Name.bit() | DataType::Diagnosis.bit() | DataType::Email.bit(),
            tier: Some(Tier::Core),
            sector: Some(Sector::Dental),
            size: Some(size_band(900_000)),
        };
        // 30 x 1/2 + 30 x 2/4 + 15 x 1/2 + 10 + 15 x 1/2 = 55.
        assert_eq!(likeness(&a, &b), 55_000);
        assert_eq!(
            shared(&a, &b),
            [
                "both: ransomware",
                "2 of 4 kinds of data: diagnosis, name",
                "related sectors: hospital system and dental",
                "same tier: core",
                "similar size: one to ten million people and 100,000 to a million people",
            ]
        );
        let unstated = Profile::default();
        assert_eq!(likeness(&unstated, &unstated), 0);
        assert!(shared(&unstated, &unstated).is_empty());
    }

    #[test]
    fn bands_have_the_edges_that_they_say() {
        for (people, band) in [
            (0, 0),
            (499, 0),
            (500, 1),
            (9_999, 1),
            (10_000, 2),
            (999_999, 3),
            (1_000_000, 4),
            (10_000_000, 5),
            (u64::MAX, 5),
        ] {
            assert_eq!(size_band(people), band, "{people}");
        }
    }

    #[test]
    fn ties_go_by_key_whatever_the_order() {
        let p = Profile {
            tier: Some(Tier::Core),
            ..Profile::default()
        };
        let far = Profile {
            tier: Some(Tier::Auxiliary),
            ..Profile::default()
        };
        let keys = [5, 3, 9, 1, 7, 2, 8];
        let got = most_similar(&p, keys.map(|k| (k, p)).into_iter().chain([(0, far)]), 5);
        assert_eq!(
            got.iter().map(|m| m.key).collect::<Vec<_>>(),
            [1, 2, 3, 5, 7]
        );
        assert!(got.iter().all(|m| m.percent() == 10));
        assert!(most_similar(&p, [(1, p)], 0).is_empty());
    }

    #[test]
    fn the_same_as_sorting_them_all() {
        let all = incidents();
        for i in &all {
            let own = Profile::of(i);
            let mut slow: Vec<(std::cmp::Reverse<u32>, &str)> = all
                .iter()
                .filter(|o| o.id != i.id)
                .map(|o| {
                    (
                        std::cmp::Reverse(likeness(&own, &Profile::of(o))),
                        o.id.as_str(),
                    )
                })
                .collect();
            slow.sort();
            let fast = five(i, &all);
            assert_eq!(fast.len(), 5, "{}", i.id);
            for ((o, said), (_, id)) in fast.iter().zip(slow) {
                assert_eq!(o.id, id);
                assert!(!said.is_empty());
            }
        }
    }
}
