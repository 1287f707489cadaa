//! How much a record states: of data, of measures, of money. It must not know what is grave.

use super::{
    sheet::{Sheet, glued, joined, plain},
    wrap::Run,
};
use crate::{
    model::{
        Incident,
        vocabulary::{ConsequenceKind, ExposureStatus, Measure, MeasureStatus, Vocabulary},
    },
    report::human,
    tui::theme::Sign,
};

/// `■ 15 exposed  ○ 1 stated not involved`: a count and a legend in one. What nothing was said of has no
/// count: 0 would read as if somebody had said so.
#[must_use]
pub fn exposed(sheet: &Sheet<'_>, incident: &Incident) -> Vec<Run> {
    tally(
        sheet,
        [
            (Sign::Exposed, ExposureStatus::Exposed),
            (Sign::Possible, ExposureStatus::PossiblyExposed),
            (Sign::Safe, ExposureStatus::NotExposed),
        ]
        .map(|(sign, status)| {
            let count = incident.exposed.iter().filter(|e| e.status == status);
            (sign, count.count(), status.label())
        }),
    )
}

/// `✓ 10 taken  ◆ 2 offered`
#[must_use]
pub fn measures(sheet: &Sheet<'_>, incident: &Incident) -> Vec<Run> {
    tally(
        sheet,
        [
            (Sign::Taken, MeasureStatus::Taken),
            (Sign::Offered, MeasureStatus::Offered),
            (Sign::Refused, MeasureStatus::Refused),
        ]
        .map(|(sign, status)| {
            let count = incident.response.iter().filter(|m| m.status == status);
            (sign, count.count(), status.label())
        }),
    )
}

fn tally(sheet: &Sheet<'_>, parts: [(Sign, usize, &'static str); 3]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (sign, count, label) in parts.into_iter().filter(|(_, count, _)| *count > 0) {
        if !runs.is_empty() {
            runs.push(plain("   "));
        }
        runs.push(sheet.sign(sign));
        runs.push(plain(glued(&format!(" {count} {label}"))));
    }
    if runs.is_empty() {
        runs.push(sheet.muted("not stated".to_owned()));
    }
    runs
}

/// Sums by what the money is for, each of how many stated amounts.
#[must_use]
pub fn money(sheet: &Sheet<'_>, incident: &Incident) -> Vec<Run> {
    use ConsequenceKind as K;
    const KINDS: [(&str, &str, &[ConsequenceKind]); 3] = [
        (
            "settlement",
            "settlements",
            &[K::ClassSettlement, K::OcrSettlement, K::StateSettlement],
        ),
        (
            "penalty",
            "penalties",
            &[K::OcrPenalty, K::StatePenalty, K::ForeignPenalty],
        ),
        ("recovery cost", "recovery costs", &[K::RecoveryCost]),
    ];
    let mut parts = Vec::new();
    for (one, several, kinds) in KINDS {
        let amounts: Vec<u64> = incident
            .consequences
            .iter()
            .filter(|c| kinds.contains(&c.kind))
            .filter_map(|c| c.amount_usd)
            .collect();
        let of = match amounts.len() {
            0 => continue,
            1 => format!(" {one}"),
            n => format!(" in {n} {several}"),
        };
        let sum = amounts.iter().fold(0_u64, |a, b| a.saturating_add(*b));
        parts.push(vec![plain(human::money(sum)), sheet.muted(glued(&of))]);
    }
    let paid: Vec<u64> = incident
        .response
        .iter()
        .filter(|m| m.measure == Measure::RansomPayment && m.status == MeasureStatus::Taken)
        .filter_map(|m| m.amount_usd)
        .collect();
    if !paid.is_empty() {
        let sum = paid.iter().fold(0_u64, |a, b| a.saturating_add(*b));
        parts.push(vec![
            plain(human::money(sum)),
            sheet.muted(glued(" ransom")),
        ]);
    }
    joined(sheet, parts)
}
