//! Statements of a record in words, as every report writes them. It must not know where they stand.

use super::human;
use crate::{
    analysis::{
        clocks::Outcome,
        compare::{Cell, Clocked, Followed, Median, PeerFigure, Taken},
        timeline,
    },
    model::{
        DayRange, Incident, Text,
        vocabulary::{ExposureStatus, MeasureStatus, Qualifier, Vocabulary, Word},
    },
};

/// What the signs in a comparison mean.
pub const SIGNS: &str = "≠ differs   ◐ stated by some only   – not stated   ■ exposed   ▒ possibly exposed   ○ stated not involved   ✓ taken, met   ◆ offered   ✗ refused   ▲ limit passed   ? cannot be told";

/// The sign of what was said of a data type.
#[must_use]
pub const fn exposure_sign(status: ExposureStatus) -> &'static str {
    match status {
        ExposureStatus::Exposed => "■",
        ExposureStatus::PossiblyExposed => "▒",
        ExposureStatus::NotExposed => "○",
    }
}

/// The sign of a measure.
#[must_use]
pub const fn measure_sign(status: MeasureStatus) -> &'static str {
    match status {
        MeasureStatus::Taken => "✓",
        MeasureStatus::Offered => "◆",
        MeasureStatus::Refused => "✗",
    }
}

/// Days before or after day 0: `+56 d`, `-1 d`, `+144–174 d`; `0 d` on the day.
#[must_use]
pub fn offset(days: DayRange) -> String {
    match days.single() {
        Some(0) => "0 d".to_owned(),
        Some(n) => format!("{n:+} d"),
        // Two signs are only needed where the range runs over day 0.
        None if days.low >= 0 => format!("+{days} d"),
        None => format!("{:+} to {:+} d", days.low, days.high),
    }
}

/// What is to be said of a count that filers put while they do not know the real one.
pub const PLACEHOLDER: &str = "placeholder: filed before the number was known";

/// A count, marked where it is a placeholder: `501 ?`.
#[must_use]
pub fn marked(count: String, is_placeholder: bool) -> String {
    if is_placeholder { count + " ?" } else { count }
}

/// What is to be said where so many counts behind a figure are placeholders: in full, then ever shorter, for
/// where there is no room.
#[must_use]
pub fn placeholders(n: usize) -> [String; 4] {
    let count = human::exact(n as u64);
    let (are, stand, short) = match n {
        1 => ("is a placeholder", "it stands", "placeholder"),
        _ => ("are placeholders", "they stand", "placeholders"),
    };
    let says = format!("{count} of the counts {are}");
    let why = format!("{says}, filed before the number was known");
    [
        format!("{why}, and counted as {stand}"),
        why,
        says,
        format!("{count} {short}"),
    ]
}

/// The same as a fact that is called placeholders.
#[must_use]
pub fn placeholders_of(n: usize, of: usize) -> String {
    format!(
        "{} of {}: filed before the number was known, and counted as {}; `-is:placeholder` leaves {} out",
        human::exact(n as u64),
        human::exact(of as u64),
        if n == 1 { "it stands" } else { "they stand" },
        if n == 1 { "it" } else { "them" }
    )
}

/// People with what qualifies the count: `4.45M`, `about 11.0M`.
#[must_use]
pub fn people(count: &str, qualifier: Option<Qualifier>) -> String {
    match qualifier {
        None | Some(Qualifier::Exact) => count.to_owned(),
        Some(Qualifier::Approximate) => format!("about {count}"),
        Some(Qualifier::AtLeast) => format!("at least {count}"),
        Some(Qualifier::ClaimedByAttacker) => format!("{count} claimed by the attacker"),
    }
}

/// The numbers of sources as they stand in the record's list: ` [2]`; empty without one.
#[must_use]
pub fn citation(r: &Incident, source: Option<&Text>) -> String {
    timeline::source_number(r, source.map(Text::as_str))
        .map(|n| format!(" [{n}]"))
        .unwrap_or_default()
}

/// Source ids of a sentence as the numbers of the record's list: `(s6)` becomes `[6]`.
#[must_use]
pub fn numbered(r: &Incident, sentence: String) -> String {
    r.sources
        .iter()
        .enumerate()
        .fold(sentence, |text, (at, source)| {
            text.replace(&format!("({})", source.id), &format!("[{}]", at + 1))
        })
}

/// Labels of words, separated by commas.
#[must_use]
pub fn labels<V: Vocabulary>(words: &[V]) -> String {
    let labels: Vec<&str> = words.iter().map(|w| w.label()).collect();
    labels.join(", ")
}

/// Stands where a row is not asked of an incident.
pub const DOES_NOT_APPLY: &str = "does not apply";

/// A cell of a comparison.
#[must_use]
pub fn cell(cell: &Cell) -> String {
    match cell {
        Cell::NotStated => human::NOT_STATED.to_owned(),
        Cell::DoesNotApply => DOES_NOT_APPLY.to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Word(word) => word.label.to_owned(),
        Cell::Words(words) => {
            let labels: Vec<&str> = words.iter().map(|w| w.label).collect();
            labels.join(", ")
        }
        Cell::Count(n) => human::exact(*n as u64),
        Cell::People {
            count,
            qualifier,
            placeholder,
        } => {
            let mark = if *placeholder { " ? placeholder" } else { "" };
            format!("{}{mark}", people(&human::people(*count), *qualifier))
        }
        Cell::Date { date, of: None } => date.to_string(),
        Cell::Date { date, of: Some(of) } => format!("{} {date}", of.label()),
        Cell::Days(days) => human::days(*days),
        Cell::Exposure(status) => exposure_sign(*status).to_owned(),
        Cell::Measure(taken) => measure(taken),
        Cell::Consequence(followed) => consequence(followed),
        Cell::Clock(c) => format!("{} {}", clock_sign(c.outcome), clock(c)),
    }
}

/// The sign of a clock.
#[must_use]
pub const fn clock_sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "✓",
        Outcome::Late(_) => "▲",
        Outcome::Unknown(_) => "?",
    }
}

/// How a clock came out, without its sign: `late by 27–57 d`, `met, 56 d`, `no date for detected`.
#[must_use]
pub fn clock(c: &Clocked) -> String {
    match (c.outcome, c.days) {
        (Outcome::Met, Some(days)) => format!("{}, {}", c.outcome.short(), human::days(days)),
        (Outcome::Unknown(why), _) => why.short(),
        _ => c.outcome.short(),
    }
}

fn measure(t: &Taken) -> String {
    let mut out = vec![measure_sign(t.status).to_owned()];
    out.extend(t.months.map(|m| format!("{m} mo")));
    out.extend(t.provider.as_ref().map(ToString::to_string));
    out.extend(t.amount_usd.map(human::money));
    out.extend(t.after.map(offset));
    out.join(" ")
}

fn consequence(f: &Followed) -> String {
    let mut out = vec!["✓".to_owned()];
    out.extend((f.times > 1).then(|| format!("{}×", f.times)));
    out.extend(f.amount_usd.map(human::money));
    out.extend(f.date.map(|d| d.to_string()));
    out.join(" ")
}

/// What the peers did, beside the cells of a row.
#[must_use]
pub fn peers(figure: &PeerFigure, cells: &[Cell]) -> String {
    let share = |n: usize, of: usize| human::share(n as u64, of as u64);
    match figure {
        PeerFigure::People(m) => median(m, |v| human::people(v.round() as u64)),
        PeerFigure::Days(m) => median(m, days),
        PeerFigure::Words { counts, of } => {
            // Words that stand in the row come first in mind; without any, the most frequent one.
            let here = |w: &Word| {
                cells.iter().any(|c| match c {
                    Cell::Word(x) => *x == w,
                    Cell::Words(list) => list.contains(&w),
                    _ => false,
                })
            };
            let mut named: Vec<String> = counts
                .iter()
                .filter(|(w, _)| here(w))
                .map(|(w, n)| format!("{} {}", w.label, share(*n, *of)))
                .collect();
            if named.is_empty() {
                named.extend(
                    counts
                        .first()
                        .map(|(w, n)| format!("{} {}", w.label, share(*n, *of))),
                );
            }
            format!("{}, n {of}", named.join(", "))
        }
        PeerFigure::Data {
            exposed,
            possible,
            safe,
            of,
        } => {
            let mut out = format!("{}, n {of}", share(exposed + possible, *of));
            if *safe > 0 {
                out.push_str(&format!(", {safe} stated safe"));
            }
            out
        }
        PeerFigure::Measure {
            taken,
            refused,
            of,
            months,
            after,
        } => {
            let mut out = format!("{}, n {of}", share(*taken, *of));
            if *refused > 0 {
                out.push_str(&format!(", {refused} refused"));
            }
            if months.n > 0 {
                out.push_str(&format!(
                    "; {}",
                    median(months, |v| format!("{} mo", short(v)))
                ));
            }
            if after.n > 0 {
                out.push_str(&format!(
                    "; {}",
                    median(after, |v| offset(DayRange::exact(v.round() as i32)))
                ));
            }
            out
        }
        PeerFigure::Consequence { had, of, amount } => {
            let mut out = format!("{}, n {of}", share(*had, *of));
            if amount.n > 0 {
                let money = |v: f64| human::money(v.round() as u64);
                out.push_str(&format!("; {}", median(amount, money)));
            }
            out
        }
    }
}

fn median(m: &Median, show: impl Fn(f64) -> String) -> String {
    match m.value {
        Some(v) => format!("median {}, n {}", show(v), m.n),
        None => human::NOT_STATED.to_owned(),
    }
}

/// Days as a figure of several incidents: `61 d`. Dates are no more exact than a day, many less, and
/// count by their middle: a quarter of a day would be an artefact.
#[must_use]
pub fn days(value: f64) -> String {
    format!("{} d", whole(value))
}

/// A number rounded to the nearest whole one.
#[must_use]
pub fn whole(value: f64) -> String {
    // What rounds up to nothing from below is no `-0`.
    format!("{:.0}", value.round() + 0.0)
}

/// A number with at most one decimal, and none when it is whole.
#[must_use]
pub fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_in_ever_fewer_words() {
        assert_eq!(
            placeholders(1_234),
            [
                "1,234 of the counts are placeholders, filed before the number was known, and counted as they stand",
                "1,234 of the counts are placeholders, filed before the number was known",
                "1,234 of the counts are placeholders",
                "1,234 placeholders",
            ]
        );
        let [sentence, .., short] = placeholders(1);
        assert_eq!(
            sentence,
            "1 of the counts is a placeholder, filed before the number was known, and counted as it stands"
        );
        assert_eq!(short, "1 placeholder");
        assert!(placeholders_of(2, 9).starts_with("2 of 9: filed before"));
    }
}
