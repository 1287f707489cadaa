//! Severity of a breach after ENISA, *Recommendations for a methodology of the assessment of severity of
//! personal data breaches* (December 2013): SE = DPC x EI + CB. The method is ENISA's; the mapping of a
//! record's words to its scores is ours and stands in `tables` (classes of data: `weight` in
//! `model/vocabulary/words.rs`). It must not know who shows it.
//!
//! - **DPC**, data processing context, 1 to 4: the class of the gravest data that was or may have been
//!   exposed, 1 simple, 2 behavioural, 3 financial, 4 sensitive; raised by `RAISED`, never lowered,
//!   since a record does not hold the facts that would justify it.
//! - **EI**, ease of identification, 0.25 to 1: the first row of `IDENTIFIED` that fits.
//! - **CB**, circumstances of the breach: confidentiality and malice by `MEANS`, availability by signs
//!   of an outage. A record has no key for altered data (integrity) or for data lost for good (full
//!   unavailability), so that these add nothing.
//!
//! Every score is a multiple of a quarter, so that all sums are exact.

mod tables;

use crate::model::{
    Incident,
    vocabulary::{
        ConsequenceKind, DataType, EventKind, ExposureStatus, Method, Vocabulary, members,
    },
};
use std::fmt;
use tables::{CLASSES, IDENTIFIED, MEANS, MEANS_BY_TYPE, RAISED};

/// Where the method comes from, and whose the mapping is.
pub const METHOD: &str = "Method: ENISA, Recommendations for a methodology of the assessment of severity of \
personal data breaches (December 2013): data context x ease of identification + circumstances. The \
mapping of data types is ours.";

/// Below 2, 3 and 4 the severity is low, medium and high; from 4 it is very high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Below 2: a few inconveniences.
    Low,
    /// Below 3: significant inconveniences.
    Medium,
    /// Below 4: significant consequences.
    High,
    /// 4 and above: significant or even irreversible consequences.
    VeryHigh,
}

impl Level {
    /// As people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::VeryHigh => "very high",
        }
    }
}

/// A number of quarters: every score of the method is a multiple of 0.25.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarters(pub u8);

impl Quarters {
    /// As a plain number.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 4.0
    }
}

/// `4`, `0.5`, `1.25`: without zeros that say nothing.
impl fmt::Display for Quarters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.value().to_string())
    }
}

/// One score and why it is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Which: `data`, `identification`, `confidentiality`, `availability`, `malice`.
    pub name: &'static str,
    /// The score.
    pub score: Quarters,
    /// Why, without a full stop.
    pub reason: String,
}

/// The severity of one breach, with every term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity {
    /// DPC: 1 to 4.
    pub context: Term,
    /// EI: 0.25 to 1.
    pub identification: Term,
    /// What adds up to CB, 0 to 1.25: confidentiality, availability, malice; also those that add nothing.
    pub circumstances: [Term; 3],
}

impl Severity {
    /// CB.
    #[must_use]
    pub fn added(&self) -> Quarters {
        Quarters(self.circumstances.iter().map(|t| t.score.0).sum())
    }

    /// SE = DPC x EI + CB, 0.25 to 5.25.
    #[must_use]
    pub fn score(&self) -> Quarters {
        // DPC is a whole number, so that dividing by four loses nothing.
        Quarters(self.context.score.0 * self.identification.score.0 / 4 + self.added().0)
    }

    /// What the score means.
    #[must_use]
    pub fn level(&self) -> Level {
        level(self.score())
    }

    /// Every term, in the order of the formula.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        [&self.context, &self.identification]
            .into_iter()
            .chain(&self.circumstances)
    }
}

/// What a score means.
#[must_use]
pub const fn level(score: Quarters) -> Level {
    match score.0 {
        0..8 => Level::Low,
        8..12 => Level::Medium,
        12..16 => Level::High,
        _ => Level::VeryHigh,
    }
}

/// `4 x 1 + 1.25 = 5.25, very high`: the terms plain, the result to two places, as in a column.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} x {} + {} = {:.2}, {}",
            self.context.score,
            self.identification.score,
            self.added(),
            self.score().value(),
            self.level().label()
        )
    }
}

/// Assesses one incident; `None` when nothing is stated about which data was exposed.
#[must_use]
pub fn assess(incident: &Incident) -> Option<Severity> {
    let of = |status| {
        incident
            .exposed
            .iter()
            .filter(move |e| e.status == status)
            .fold(0u64, |set, e| set | e.data.bit())
    };
    let (sure, possible) = (
        of(ExposureStatus::Exposed),
        of(ExposureStatus::PossiblyExposed),
    );
    let data = sure | possible;
    let class = class(data)?;
    let unsure = self::class(sure) != Some(class);
    Some(Severity {
        context: context(incident, data, class),
        identification: identification(data),
        circumstances: circumstances(incident, unsure),
    })
}

/// The gravest class in a set of data types, 1 to 4.
fn class(data: u64) -> Option<u8> {
    members::<DataType>(data).map(|d| d.word().weight).max()
}

fn context(incident: &Incident, data: u64, class: u8) -> Term {
    let gravest = members::<DataType>(data)
        .filter(|d| d.word().weight == class)
        // Beside a diagnosis, race is not what people want to read first.
        .min_by_key(|d| d.group() != "medical")
        .map_or("", Vocabulary::label);
    let name = usize::from(class)
        .checked_sub(1)
        .and_then(|i| CLASSES.get(i))
        .copied()
        .unwrap_or_default();
    let raise = RAISED
        .iter()
        .find(|r| r.from.contains(&class) && (r.when)(incident, data));
    let (score, reason) = match raise {
        Some(r) => (r.to, format!("{name} data ({gravest}), {}", r.reason)),
        None => (class, format!("{name} data ({gravest})")),
    };
    Term {
        name: "data",
        score: Quarters(score * 4),
        reason,
    }
}

fn identification(data: u64) -> Term {
    let (score, reason) = IDENTIFIED
        .iter()
        .find(|(sets, _, _)| sets.iter().all(|s| data & s != 0))
        .map_or((1, ""), |(_, score, reason)| (*score, *reason));
    Term {
        name: "identification",
        score: Quarters(score),
        reason: reason.to_owned(),
    }
}

/// What methods and types of breach, given as bits, add to a score: incidents that are alike in this number, in the
/// main type and in everything else have the same severity.
#[must_use]
pub fn means(methods: u64, types: u64) -> u64 {
    let known = MEANS.iter().filter(|(m, ..)| methods & m.bit() != 0);
    let Some(most) = known.clone().map(|(_, c, _)| u64::from(*c)).max() else {
        return types;
    };
    let malice = u64::from(known.into_iter().any(|(.., malice)| *malice));
    let outage = u64::from(methods & Method::Ransomware.bit() != 0);
    // No type has so high a bit.
    1 << 63 | most << 2 | malice << 1 | outage
}

/// `unsure`: of the data of the gravest class the organization says only that it may be involved.
fn circumstances(incident: &Incident, unsure: bool) -> [Term; 3] {
    let term = |name, score, reason: String| Term {
        name,
        score: Quarters(score),
        reason,
    };
    let has = |kind| incident.events(kind).next().is_some();
    // In the record's order, most decisive first.
    let known: Vec<(&'static str, u8, bool)> = incident
        .methods
        .iter()
        .filter_map(|m| MEANS.iter().find(|(known, _, _)| known == m))
        .map(|(m, c, malice)| (m.label(), *c, *malice))
        .collect();
    let known = if known.is_empty() {
        MEANS_BY_TYPE
            .iter()
            .filter(|(t, _, _)| incident.breach_type == Some(*t))
            .map(|(t, c, malice)| (t.label(), *c, *malice))
            .collect()
    } else {
        known
    };
    let confidentiality = if has(EventKind::DataPublished) {
        (2, "published or offered for sale".to_owned())
    } else {
        match known.iter().rev().max_by_key(|(_, c, _)| *c) {
            None => (0, "how it happened is not stated".to_owned()),
            // Between "no evidence" and "unknown recipients".
            Some((how, 1.., _)) if unsure => (
                1,
                format!("{how}, but the gravest data is only possibly involved"),
            ),
            Some((how, 2.., _)) => (2, format!("unknown recipients ({how})")),
            Some((how, 1, _)) => (1, format!("a known number of recipients ({how})")),
            Some((how, _, _)) => (0, format!("no evidence that anybody read it ({how})")),
        }
    };
    let outage = [
        (
            has(EventKind::EncryptionDeployed),
            "systems were encrypted for a time",
        ),
        (
            has(EventKind::ServicesDisrupted),
            "services were disrupted for a time",
        ),
        (
            incident
                .consequences
                .iter()
                .any(|c| c.kind == ConsequenceKind::ServiceOutage),
            "services were down for a time",
        ),
        (incident.methods.contains(&Method::Ransomware), "ransomware"),
    ]
    .into_iter()
    .find(|(holds, _)| *holds)
    .map_or((0, "no outage is stated"), |(_, reason)| (1, reason));
    let malice = known
        .iter()
        .find(|(_, _, malice)| *malice)
        .map_or((0, "no intent is stated".to_owned()), |(how, _, _)| {
            (2, format!("on purpose ({how})"))
        });
    [
        term("confidentiality", confidentiality.0, confidentiality.1),
        term("availability", outage.0, outage.1.to_owned()),
        term("malice", malice.0, malice.1),
    ]
}

/// People affected on a logarithmic scale: 0 for one person, 3 for a thousand, 9 for a thousand million
/// and more.
#[must_use]
pub fn people_scale(people: u64) -> f64 {
    // Beyond 2^53 the cast rounds, far above the end of the scale.
    (people.max(1) as f64).log10().min(9.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dataset::bundled::incidents, model::vocabulary::BreachType};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn hand_computed() {
        let all = incidents();
        for (id, want) in EXPECTED {
            let i = all.iter().find(|i| i.id == *id).unwrap();
            let got = assess(i).map_or("–".to_owned(), |s| s.to_string());
            assert_eq!(got, *want, "{id}");
        }
    }

    /// Worked out from the records' data types, methods and events; each line says from what.
    const EXPECTED: &[(&str, &str)] = &[
        // Diagnosis; name and SSN; data theft; on purpose.
        ("healthec-2023", "4 x 1 + 1 = 5.00, very high"),
        // Health inquiries; name and e-mail; those inquiries only possibly; on purpose.
        ("hims-hers-2026", "4 x 0.75 + 0.75 = 3.75, high"),
        // Diagnosis; name and SSN; published; encrypted; on purpose.
        ("change-healthcare-2024", "4 x 1 + 1.25 = 5.25, very high"),
        // SSN and income, nothing medical, no account; name and SSN; nation state.
        ("anthem-2015", "3 x 1 + 1 = 4.00, very high"),
        // Family details at most; contact data without names; trackers; no intent.
        ("novant-health-2022", "2 x 0.5 + 0.25 = 1.25, low"),
        // Answers on mental health; e-mail addresses; known companies; no intent.
        ("betterhelp-2023", "4 x 0.5 + 0.25 = 2.25, medium"),
        // HIV medication through an envelope's window; name and address; a wrong letter.
        ("aetna-2017", "4 x 0.75 + 0.25 = 3.25, high"),
        // Diagnosis; name and SSN; stolen computers, no evidence of reading; theft is on purpose.
        (
            "advocate-medical-group-2013",
            "4 x 1 + 0.5 = 4.50, very high",
        ),
        // SSN; name and SSN; open to everybody by mistake.
        ("cms-provider-directory-2026", "3 x 1 + 0.5 = 3.50, high"),
        // Therapy notes; name and identity number; published; extortion.
        ("vastaamo-2018", "4 x 1 + 1 = 5.00, very high"),
        // Bank account without identity number; name, birth, contact; services disrupted; on purpose.
        ("aflac-japan-2026", "3 x 1 + 1.25 = 4.25, very high"),
        // Health information and nothing that names a person; possibly; disrupted; on purpose.
        ("signature-healthcare-2026", "4 x 0.25 + 1 = 2.00, medium"),
        // Tapes lost: nobody is known to have read them.
        ("nemours-2011", "4 x 1 + 0 = 4.00, very high"),
        // Nothing is stated about data.
        ("universal-health-services-2020", "–"),
    ];

    fn made(body: &str) -> Incident {
        serde_json::from_str(&format!(r#"{{"id":"x","organization":"X",{body}}}"#)).unwrap()
    }

    #[test]
    fn simple_and_financial_data_are_raised_where_the_tables_say() {
        let of = |body: &str| assess(&made(body)).unwrap().to_string();
        let list =
            r#""exposed":[{"data":"name","status":"exposed"},{"data":"email","status":"exposed"}]"#;
        assert_eq!(of(list), "1 x 0.75 + 0 = 0.75, low");
        assert_eq!(
            of(&format!(r#""sector":"behavioral_health",{list}"#)),
            "3 x 0.75 + 0 = 2.25, medium"
        );
        let card = r#""exposed":[{"data":"payment_card","status":"exposed"},{"data":"ssn","status":"exposed"}]"#;
        assert_eq!(of(card), "4 x 0.75 + 0 = 3.00, high");
        // Only the type of breach is stated, as in the portal's list.
        assert_eq!(
            of(&format!(r#""breach_type":"hacking_it_incident",{list}"#)),
            "1 x 0.75 + 1 = 1.75, low"
        );
    }

    proptest! {
        /// Of the methods nothing else is needed, whatever the type of breach.
        #[test]
        fn equal_means_are_equal_scores(
            a in prop::collection::btree_set(prop::sample::select(Method::ALL), 0..4),
            b in prop::collection::btree_set(prop::sample::select(Method::ALL), 0..4),
            kind in prop::sample::select(BreachType::ALL),
            status in prop::sample::select(&["exposed", "possibly_exposed"][..]),
        ) {
            let score = |methods: &BTreeSet<Method>| {
                let exposed = format!(r#""exposed":[{{"data":"ssn","status":"{status}"}}]"#);
                let mut made = made(&exposed);
                made.methods = methods.iter().copied().collect();
                made.breach_type = Some(kind);
                assess(&made).unwrap().score()
            };
            let means = |methods: &BTreeSet<Method>| {
                super::means(methods.iter().fold(0, |all, m| all | m.bit()), kind.bit())
            };
            if means(&a) == means(&b) {
                prop_assert_eq!(score(&a), score(&b));
            }
        }
    }

    #[test]
    fn nothing_stated_is_no_severity() {
        assert_eq!(assess(&made(r#""methods":["ransomware"]"#)), None);
        let safe = r#""exposed":[{"data":"ssn","status":"not_exposed"}]"#;
        assert_eq!(assess(&made(safe)), None);
    }

    #[test]
    fn every_term_says_why() {
        let all = incidents();
        for i in &all {
            let Some(s) = assess(i) else { continue };
            assert!(s.terms().count() == 5 && s.terms().all(|t| !t.reason.is_empty()));
            assert!((1..=21).contains(&s.score().0), "{}", i.id);
            let by_hand = s.context.score.value() * s.identification.score.value();
            assert!((by_hand + s.added().value() - s.score().value()).abs() < f64::EPSILON);
        }
        let change = all
            .iter()
            .find(|i| i.id == "change-healthcare-2024")
            .unwrap();
        let reasons: Vec<String> = assess(change)
            .unwrap()
            .terms()
            .map(|t| t.reason.clone())
            .collect();
        assert_eq!(
            reasons,
            [
                "sensitive data (diagnosis)",
                "maximum: names with identity numbers",
                "published or offered for sale",
                "systems were encrypted for a time",
                "on purpose (stolen credentials)"
            ]
        );
    }

    #[test]
    fn the_tables_are_whole() {
        for m in Method::ALL {
            let listed = MEANS.iter().filter(|(known, _, _)| known == m).count();
            // Says whose systems were entered, not how.
            let want = usize::from(*m != Method::ThirdPartyCompromise);
            assert_eq!(listed, want, "{m:?}");
        }
        assert!(IDENTIFIED.last().unwrap().0.is_empty());
        for (score, want) in [
            (7, Level::Low),
            (8, Level::Medium),
            (12, Level::High),
            (16, Level::VeryHigh),
        ] {
            assert_eq!(level(Quarters(score)), want);
        }
    }

    #[test]
    fn people_on_a_logarithmic_scale() {
        for (people, want) in [
            (0, 0.0),
            (1, 0.0),
            (1_000, 3.0),
            (1_000_000_000, 9.0),
            (u64::MAX, 9.0),
        ] {
            assert!((people_scale(people) - want).abs() < 1e-9, "{people}");
        }
        assert!((people_scale(192_700_000) - 8.2849).abs() < 1e-4);
    }
}
