//! Delays that law enforcement asked for: which rules allow one, and whether a record tells of one where
//! a verdict may need it. No verdict changes for it. It must not know how a text is read.

use super::{Outcome, Verdict, Why, asked::asks_for_delay};
use crate::model::{
    Incident, Text,
    vocabulary::{EventKind, Measure},
};

/// The rules that a delay suspends for which law enforcement asked, and where that is written.
///
/// Source: the sections in the table. 45 CFR 164.412 covers every notice of its subpart, to people, clients,
/// HHS and the media, and 42 CFR 2.16(b) applies it to records of substance use. Of state laws a row stands
/// here only if the delay reaches *this* notice: Vermont and the Washington law of 2015 name the attorney
/// general, the other reports to one have no such exception (Texas, 521.053(i)) or none that is beyond doubt.
/// Read in the words of the law: the federal sections (16 CFR 318.4 as of 2015, where (c) is for any notice of
/// the part), Delaware, Maine, New York, Oregon, Vermont and Washington; of Texas, Tennessee (a bill of 2016) and
/// the former law of Florida the sentence that sets the limit and points to the row. Read in summaries only:
/// California (1280.15(c) is for the patient's notice, not the department's), Colorado, the present text of
/// Connecticut, and Fla. Stat. 501.171, where (4)(b) is for the notice to individuals.
/// Left out: Indiana, whose grounds for delay do not lift the 45 days; Form 8-K, which only the Attorney
/// General of the United States can have put off, by telling the SEC; and the laws of other countries,
/// which have none for these notices (the GDPR asks for reasons, whatever they are).
const ALLOWED: &[(&[&str], &str)] = &[
    (
        &[
            "hipaa-60",
            "hipaa-vendor-60",
            "hipaa-ba-60",
            "hipaa-hhs-60",
            "hipaa-media-60",
        ],
        "45 CFR 164.412",
    ),
    (&["part2-60"], "42 CFR 2.16(b), 45 CFR 164.412"),
    (
        &["ftc-60", "ftc-500-60", "ftc-500-10bd", "ftc-media-60"],
        "16 CFR 318.4",
    ),
    (&["ca-30"], "Cal. Civ. Code 1798.82(c)"),
    (
        &["ca-1280-15bd", "ca-1280-5bd"],
        "Cal. Health & Safety Code 1280.15(c)",
    ),
    (&["co-30"], "Colo. Rev. Stat. 6-1-716(2)"),
    (&["ct-60", "ct-90"], "Conn. Gen. Stat. 36a-701b(d)"),
    (&["de-60"], "6 Del. C. 12B-102(c)"),
    (&["fl-30"], "Fla. Stat. 501.171(4)"),
    (&["fl-45"], "former Fla. Stat. 817.5681(3)"),
    (&["me-30"], "10 M.R.S. 1348(3)"),
    (&["ny-30"], "N.Y. Gen. Bus. Law 899-aa(4)"),
    (&["or-45"], "Or. Rev. Stat. 646A.604(3)"),
    (&["tn-45"], "Tenn. Code 47-18-2107(d)"),
    (&["tx-60"], "Tex. Bus. & Com. Code 521.053(d)"),
    (&["vt-45", "vt-ag-14bd"], "9 V.S.A. 2435(b)(4)"),
    (
        &["wa-30", "wa-45", "wa-ag-45"],
        "Wash. Rev. Code 19.255.010(3)",
    ),
];

/// Events of which a note need not say that it speaks of a notice.
const NOTICES: &[EventKind] = &[
    EventKind::ClientsNotified,
    EventKind::RegulatorNotified,
    EventKind::PublicDisclosure,
    EventKind::IndividualsNotified,
];

/// Measures of the same sort.
const NOTICE_MEASURES: &[Measure] = &[
    Measure::IndividualNotice,
    Measure::SubstituteNotice,
    Measure::MediaNotice,
    Measure::HhsOcrReport,
    Measure::StateAgReport,
    Measure::FtcReport,
    Measure::ClientNotice,
];

/// What a record says, in a few words.
pub const ASKED: &str = "law enforcement asked for a delay";

/// The provision that lets law enforcement delay the notice of a rule.
fn provision(rule: &str) -> Option<&'static str> {
    let row = ALLOWED.iter().find(|(ids, _)| ids.contains(&rule));
    row.map(|(_, provision)| *provision)
}

/// True when the record states that law enforcement asked for a delay: in its summary, its notes or the
/// text of the list that it comes from. Its lessons speak of what is to be done, not of what was.
pub(super) fn is_stated(incident: &Incident) -> bool {
    let says = |text: &Text, about_notice| asks_for_delay(text, about_notice);
    let narrative = incident
        .imported
        .iter()
        .filter_map(|i| i.narrative.as_ref());
    let affected = incident.affected.note.iter();
    let mut texts = incident.summary.iter().chain(narrative).chain(affected);
    let noted = |event: &crate::model::incident::Event| {
        let note = event.note.as_ref();
        note.is_some_and(|n| says(n, NOTICES.contains(&event.kind)))
    };
    let measured = |m: &crate::model::incident::Response| {
        let note = m.note.as_ref();
        note.is_some_and(|n| says(n, NOTICE_MEASURES.contains(&m.measure)))
    };
    texts.any(|t| says(t, false))
        || incident.timeline.iter().any(noted)
        || incident.response.iter().any(measured)
}

impl Outcome {
    /// True when the days from the start lie beyond the limit, whatever keeps it from being `late`.
    const fn is_beyond(self) -> bool {
        matches!(
            self,
            Self::Late(_)
                | Self::Unknown(Why::Supplier(_) | Why::LaterDecision(_) | Why::NeverProven)
        )
    }
}

impl Verdict<'_> {
    /// The same with [`Self::delay`]. Reading a record's texts takes longer than all its verdicts, so that it is
    /// asked `is_stated` only where it matters.
    pub(super) fn with_delay(mut self, is_stated: impl FnOnce() -> bool) -> Self {
        let allowed = || provision(&self.rule.id).filter(|_| is_stated());
        self.delay = self.outcome.is_beyond().then(allowed).flatten();
        self
    }

    /// [`Self::delay`] as a sentence, for a verdict that stands alone.
    #[must_use]
    pub fn delay_sentence(&self) -> Option<String> {
        self.delay.map(delay_sentence)
    }
}

/// What a delay that a provision allows means for a verdict.
#[must_use]
pub fn delay_sentence(provision: &str) -> String {
    format!(
        "The record says that {ASKED}, which this rule allows ({provision}); the days are counted all the \
         same."
    )
}

/// The same for all verdicts on one record, below them: the names of the rules that allow a delay, each
/// with where that is written. `None` when there is none.
pub fn delays<'a>(allowed: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let mut allowed: Vec<(&str, &str)> = allowed.into_iter().collect();
    allowed.sort_by_key(|(_, provision)| *provision);
    let groups = allowed.chunk_by(|a, b| a.1 == b.1).filter_map(|group| {
        let (_, provision) = group.first()?;
        let names: Vec<&str> = group.iter().map(|(name, _)| *name).collect();
        Some(format!("{} ({provision})", names.join("; ")))
    });
    let groups: Vec<String> = groups.collect();
    (!groups.is_empty()).then(|| {
        format!(
            "The record says that {ASKED}; the days are counted all the same. Rules that allow it: {}.",
            groups.join("; ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::clocks::{Rules, ordered},
        dataset::bundled,
    };

    #[test]
    fn every_row_of_the_table_is_a_rule_and_each_stands_once() {
        let ids: Vec<&str> = ALLOWED.iter().flat_map(|(ids, _)| *ids).copied().collect();
        for (at, id) in ids.iter().enumerate() {
            assert!(Rules::bundled().get(id).is_some(), "{id}");
            assert!(!ids[..at].contains(id), "{id}");
        }
    }

    /// These three were found by reading all that the records say of law enforcement.
    #[test]
    fn three_bundled_records_tell_of_a_delay() {
        let all = bundled::incidents();
        let told: Vec<&str> = all
            .iter()
            .filter(|i| is_stated(i))
            .map(|i| i.id.as_str())
            .collect();
        assert_eq!(
            told,
            [
                "21st-century-oncology-2015",
                "broward-health-2021",
                "geisinger-2023"
            ]
        );
    }

    #[test]
    fn only_days_beyond_a_limit_that_can_be_suspended_are_excused() {
        let all = bundled::incidents();
        let allowed = |id: &str| -> Vec<(String, Option<&str>)> {
            let incident = all.iter().find(|i| i.id == id).unwrap();
            ordered(incident, Rules::bundled())
                .iter()
                .map(|v| (v.rule.id.to_string(), v.delay))
                .collect()
        };
        let hipaa = Some("45 CFR 164.412");
        assert_eq!(
            allowed("21st-century-oncology-2015"),
            [
                ("hipaa-60".to_owned(), hipaa),
                ("hipaa-hhs-60".to_owned(), hipaa),
                // No date, so that nothing lies beyond the limit.
                ("hipaa-media-60".to_owned(), None),
                ("fl-ag-30".to_owned(), None),
            ]
        );
        // Beyond the limit, though perhaps from the supplier's day.
        assert!(allowed("geisinger-2023").contains(&("hipaa-60".to_owned(), hipaa)));
        // Late, and nobody asked for it.
        assert!(
            allowed("change-healthcare-2024")
                .iter()
                .all(|(_, a)| a.is_none())
        );
    }
}
