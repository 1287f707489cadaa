//! Notification clocks in the detail pane: one line, a block in the Overview, a note beside the event
//! that came late, and every rule with its bar at the end of the Timeline tab. It must not know how a
//! clock is judged; that is `analysis::clocks`.

use super::{
    cite,
    sheet::{Cell, Sheet, glued, plain},
    wrap::{self, GLUE, Run},
};
use crate::{
    analysis::clocks::{self, Moment, Outcome, Rules, Verdict},
    model::{DayRange, Incident, incident::Event, text::Text, vocabulary::Vocabulary},
    report::{human, verdicts, words},
    tui::theme::{Role, Sign},
};
use ratatui::text::Span;

/// What is said before rules that a record cannot decide to apply.
const HEDGE: &str = "may apply";

/// Said where verdicts stand: the full sentence is the rules file's own, in the Timeline tab.
const NO_ADVICE: &str = "Published dates against the number in a rule: no legal advice.";

/// The verdicts on an incident in the order in which they are shown.
#[must_use]
pub fn of(incident: &Incident) -> Vec<Verdict<'_>> {
    clocks::ordered(incident, Rules::bundled())
}

const fn sign(outcome: Outcome) -> Sign {
    match outcome {
        Outcome::Met => Sign::Taken,
        Outcome::Late(_) => Sign::Late,
        Outcome::Unknown(_) => Sign::Unknown,
    }
}

/// `late by 27–57 d`, with its sign's colour where it is late.
fn outcome(sheet: &Sheet<'_>, outcome: Outcome) -> Run {
    match outcome {
        Outcome::Late(_) => Span::styled(outcome.short(), sheet.style(Role::Late)),
        Outcome::Met => plain(outcome.short()),
        Outcome::Unknown(_) => sheet.muted(outcome.short()),
    }
}

/// The rule that the incident is measured by first, as a fact: `▲ HIPAA notice to people: late by 58 d`.
pub fn line(sheet: &mut Sheet<'_>, incident: &Incident) {
    let Some(first) = clocks::first_federal(incident, Rules::bundled()) else {
        return;
    };
    let mut runs = vec![
        sheet.sign(sign(first.outcome)),
        plain(format!("{GLUE}{}: ", first.rule.name)),
        outcome(sheet, first.outcome),
    ];
    runs.extend(beside_name(sheet, &first));
    runs.extend(asked(sheet, &first));
    sheet.fact("Clock", runs);
}

/// What a notice may have waited for, where its rule allows that.
fn asked(sheet: &Sheet<'_>, verdict: &Verdict<'_>) -> Option<Run> {
    verdict.delay?;
    Some(sheet.muted(format!(" ({})", clocks::ASKED)))
}

/// What stands behind an outcome: `  56 d, limit 60 days`, `  may apply`.
fn beside_name(sheet: &Sheet<'_>, verdict: &Verdict<'_>) -> Vec<Run> {
    let mut parts = Vec::new();
    if let (Some(days), Outcome::Met | Outcome::Late(_)) = (verdict.days, verdict.outcome) {
        let limit = verdict.rule.limit_text();
        parts.push(format!(
            "{}, {}",
            glued(&human::days(days)),
            glued(&format!("limit {limit}"))
        ));
    }
    if !verdict.is_sure_to_apply() {
        parts.push(glued(HEDGE));
    }
    parts
        .into_iter()
        .map(|p| sheet.muted(format!("  {p}")))
        .collect()
}

/// The Overview's block: every rule that applies with its outcome in a few words.
pub fn brief(sheet: &mut Sheet<'_>, incident: &Incident) {
    let verdicts = of(incident);
    if verdicts.is_empty() {
        return;
    }
    sheet.heading("Notification clocks");
    let (sure, may): (Vec<_>, Vec<_>) = verdicts.iter().partition(|v| v.is_sure_to_apply());
    for v in sure {
        row(sheet, incident, v);
    }
    let (told, untold): (Vec<_>, Vec<_>) = may
        .into_iter()
        .partition(|v| !matches!(v.outcome, Outcome::Unknown(_)));
    for v in told {
        row(sheet, incident, v);
    }
    if !untold.is_empty() {
        let mark = vec![sheet.sign(Sign::Unknown)];
        let mut runs = vec![plain("may apply, cannot be told: ")];
        for (i, v) in untold.iter().enumerate() {
            let (name, why) = (&v.rule.name, v.outcome.why());
            let why = why.map(|w| format!(" ({})", w.short())).unwrap_or_default();
            let end = if i + 1 < untold.len() { "; " } else { "" };
            runs.push(sheet.muted(format!("{name}{why}{end}")));
        }
        sheet.item(mark, runs);
    }
    if let Some(text) = verdicts::delays(&verdicts) {
        sheet.remark(text);
    }
    sheet.remark(NO_ADVICE);
}

/// `▲ HIPAA notice to people: late by 84–114 d  144–174 d, limit 60 days`, leading to what ended it.
fn row(sheet: &mut Sheet<'_>, incident: &Incident, verdict: &Verdict<'_>) {
    sheet.target = verdict.end.and_then(|m| target(incident, m));
    let mark = vec![sheet.sign(sign(verdict.outcome))];
    let mut runs = vec![
        plain(format!("{}: ", verdict.rule.name)),
        outcome(sheet, verdict.outcome),
    ];
    runs.extend(beside_name(sheet, verdict));
    sheet.item(mark, runs);
    sheet.target = None;
}

fn target(incident: &Incident, moment: Moment<'_>) -> Option<crate::app::Target> {
    cite::target(incident, moment.source.map(Text::new).as_ref())
}

/// What stands before an event's note when a notice came late with it: `▲ HIPAA notice to people, 60 d:
/// late by 84–114 d`. Of several rules the first is named and the others counted.
#[must_use]
pub fn beside(sheet: &Sheet<'_>, verdicts: &[Verdict<'_>], event: &Event) -> Vec<Run> {
    let ended = |v: &&Verdict<'_>| {
        v.end
            .is_some_and(|m| m.date == event.date && m.what == event.kind.label())
            && matches!(v.outcome, Outcome::Late(_))
    };
    let mut late = verdicts.iter().filter(ended);
    let Some(first) = late.next() else {
        return Vec::new();
    };
    let more = match late.count() {
        0 => String::new(),
        n => format!(" and {n}{GLUE}more"),
    };
    let asked = match first.delay {
        Some(_) => format!(" ({})", clocks::ASKED),
        None => String::new(),
    };
    let text = format!(
        "{GLUE}{}, {}: {}{more}{}{asked}.",
        first.rule.name,
        glued(&first.rule.limit_text()),
        glued(&first.outcome.short()),
        first.rule.hedge(),
    );
    let style = sheet.style(Role::Late);
    vec![sheet.sign(Sign::Late), Span::styled(text, style)]
}

/// The Timeline tab's section: each rule with its bar, its two dates, and why.
pub fn full(sheet: &mut Sheet<'_>, incident: &Incident) {
    let verdicts = of(incident);
    if verdicts.is_empty() {
        return;
    }
    sheet.heading("Notification clocks");
    sheet.remark(Rules::bundled().disclaimer.as_str());
    for v in &verdicts {
        sheet.blank();
        one(sheet, incident, v);
    }
    // The notes of rules speak of it.
    sheet.heading("How the clocks are read");
    for sentence in Rules::bundled().method_in_words() {
        sheet.item(vec![plain("·")], vec![plain(sentence)]);
    }
}

/// Cells that hang below a rule's sign.
const HANG: usize = 2;

fn one(sheet: &mut Sheet<'_>, incident: &Incident, verdict: &Verdict<'_>) {
    let mark = vec![sheet.sign(sign(verdict.outcome))];
    let mut runs = vec![Span::styled(
        verdict.rule.name.to_string(),
        sheet.style(Role::Title),
    )];
    runs.push(plain(": "));
    runs.push(outcome(sheet, verdict.outcome));
    if !verdict.is_sure_to_apply() {
        runs.push(sheet.muted(format!("  {}", glued(HEDGE))));
    }
    sheet.item(mark, runs);
    if let (Some(days), Some(limit)) = (verdict.days, verdict.limit_days()) {
        let is_late = matches!(verdict.outcome, Outcome::Late(_));
        bar(sheet, days, limit, is_late, &verdict.rule.limit_text());
    }
    for (label, moment) in [("from", verdict.start), ("to", verdict.end)] {
        let Some(moment) = moment else { continue };
        sheet.target = target(incident, moment);
        let mut runs = vec![plain(format!("{} {}", moment.what, moment.date))];
        runs.extend(cite::after(
            sheet,
            incident,
            moment.source.map(Text::new).as_ref(),
        ));
        hung(sheet, Some(label), runs);
        sheet.target = None;
    }
    for sentence in verdict.reasons() {
        let text = sheet.muted(words::numbered(incident, sentence));
        hung(sheet, None, vec![text]);
    }
}

/// A line below a rule.
fn hung(sheet: &mut Sheet<'_>, label: Option<&str>, runs: Vec<Run>) {
    const LABEL: usize = 4;
    const MEASURE: usize = 90;
    let room = sheet.room().saturating_sub(HANG).min(MEASURE);
    match label {
        Some(label) => {
            let label = vec![sheet.muted(label)];
            let rest = room.saturating_sub(LABEL + 1);
            sheet.row(vec![
                Cell::new(HANG, LABEL, label),
                Cell::new(1, rest, runs),
            ]);
        }
        None => sheet.row(vec![Cell::new(HANG, room, runs)]),
    }
}

/// Bars are never longer.
const WIDEST: usize = 64;
/// Shorter ones say nothing.
const LEAST: usize = 16;

/// `├───────────│━━━━━░░░┤ 87–117 d, limit 60 days`: up to the limit, surely past it, perhaps past it.
/// Days beyond the limit that are no proof of a miss (`is_late` false) are pale altogether.
fn bar(sheet: &mut Sheet<'_>, days: DayRange, limit: i32, is_late: bool, limit_text: &str) {
    let label = glued(&format!("{}, limit {limit_text}", human::days(days)));
    let beside = wrap::width(&[plain(label.clone())]) + 1;
    let room = sheet.room().saturating_sub(HANG);
    let (cells, below) = match room.checked_sub(beside) {
        Some(cells) if cells >= LEAST => (cells.min(WIDEST), false),
        _ => (room, true),
    };
    if cells < LEAST || limit < 1 {
        let label = sheet.muted(label);
        return hung(sheet, None, vec![label]);
    }
    let longest = days.high.max(limit).max(1);
    let last = cells - 1;
    let place = |day: i32| {
        let day = usize::try_from(day.max(0)).unwrap_or(0);
        let longest = usize::try_from(longest).unwrap_or(1);
        (day.saturating_mul(last) + longest / 2) / longest
    };
    // The limit's own cell is apart from start and end wherever the end is not the limit.
    let end = place(days.high).max(1);
    let at = match days.high.cmp(&limit) {
        std::cmp::Ordering::Less => place(limit).clamp(end + 1, last.max(end + 1)),
        std::cmp::Ordering::Equal => end,
        std::cmp::Ordering::Greater => place(limit).clamp(1, end.saturating_sub(1).max(1)),
    };
    let sure = if is_late {
        place(days.low)
    } else {
        at.min(place(days.low))
    };
    let past = if is_late { Role::Late } else { Role::Unknown };
    let mut runs: Vec<Run> = Vec::new();
    for cell in 0..=last.max(at) {
        let (text, role) = match cell {
            0 => ("├", Role::Bar),
            c if c == end && days.high <= limit => ("┤", Role::Bar),
            c if c == end => ("┤", past),
            c if c == at => ("│", Role::Title),
            c if c > end => (GLUE, Role::Bar),
            c if c > at && c <= sure => ("━", past),
            c if c > at => ("░", past),
            c if c > sure => ("░", Role::Bar),
            _ => ("─", Role::Bar),
        };
        runs.push(Span::styled(text, sheet.style(role)));
    }
    if below {
        hung(sheet, None, runs);
        let label = sheet.muted(label);
        return hung(sheet, None, vec![label]);
    }
    runs.push(plain(GLUE));
    runs.push(sheet.muted(label));
    hung(sheet, None, runs);
}
