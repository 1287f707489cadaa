//! The Timeline tab: every event in order, its days from one day 0, and the gaps between events drawn
//! to scale; at its end the notification clocks. It must not know rules: `clocks` says what was late.
//!
//! Day 0 is the day of detection. Where that is not known to the day it is the day of the start, and
//! where that is not either, the first event known to the day; the tab says which.

use super::{
    cite, clocks,
    sheet::{Cell, Sheet, glued, plain},
    wrap::{self, GLUE, Run},
};
use crate::{
    analysis::intervals::{self, Interval},
    model::{
        Date, DayRange, Incident,
        date::Precision,
        incident::Event,
        vocabulary::{EventKind, Vocabulary},
    },
    report::human,
    tui::theme::Role,
};
use ratatui::{style::Style, text::Span};

/// What the days are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zero {
    /// The day.
    pub date: Date,
    /// What happened on it.
    pub kind: EventKind,
}

/// An event in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// The event.
    pub event: &'a Event,
    /// Days since the event before, a range where a date is coarse; `None` for the first.
    pub gap: Option<DayRange>,
    /// Days from day 0, negative before it; a range where the date is coarse.
    pub offset: Option<DayRange>,
}

/// What the days of an incident are counted from, if any event is known to the day.
#[must_use]
pub fn zero(incident: &Incident) -> Option<Zero> {
    let exact = |e: &&Event| e.date.precision() == Precision::Day;
    let start = intervals::start(incident);
    incident
        .earliest(&[EventKind::Detected])
        .filter(exact)
        .or_else(|| {
            incident
                .earliest(intervals::STARTS)
                .or_else(|| incident.earliest(intervals::LATER_STARTS))
                .filter(|e| Some(e.date) == start)
                .filter(exact)
        })
        .or_else(|| {
            incident
                .timeline
                .iter()
                .filter(exact)
                .min_by_key(|e| e.date)
        })
        .map(|e| Zero {
            date: e.date,
            kind: e.kind,
        })
}

/// The events in order: as the record has them, unless two of them surely stand the wrong way round.
#[must_use]
pub fn steps(incident: &Incident, zero: Option<Zero>) -> Vec<Step<'_>> {
    let mut events: Vec<&Event> = incident.timeline.iter().collect();
    let in_order = events.windows(2).all(|pair| match pair {
        [a, b] => a.date.first_day() <= b.date.last_day(),
        _ => true,
    });
    if !in_order {
        events.sort_by_key(|e| e.date);
    }
    let at_zero = events
        .iter()
        .position(|e| zero.is_some_and(|z| z.date == e.date && z.kind == e.kind));
    let mut before: Option<Date> = None;
    events
        .into_iter()
        .enumerate()
        .map(|(i, event)| Step {
            event,
            gap: before.replace(event.date).and_then(|b| b.until(event.date)),
            offset: zero
                .zip(at_zero)
                .map(|(z, at)| offset(z.date, event.date, i >= at)),
        })
        .collect()
}

/// Days from day 0 to a date. The record's order says more than a coarse date does: what stands after
/// day 0 did not happen before it, so the range ends there, as it does in every interval.
fn offset(zero: Date, date: Date, after: bool) -> DayRange {
    let counted = if after {
        zero.until(date)
    } else {
        date.until(zero).map(|days| DayRange {
            low: -days.high,
            high: -days.low,
        })
    };
    counted.unwrap_or(DayRange {
        low: date.first_day() - zero.first_day(),
        high: date.last_day() - zero.first_day(),
    })
}

/// Lines that a gap takes: its days at least, and lines.
const SCALE: [(i32, usize); 4] = [(2, 1), (31, 2), (181, 3), (731, 4)];

/// The lines of a gap of so many days, none for a day or less.
#[must_use]
pub fn height(gap: DayRange) -> usize {
    let days = i32::midpoint(gap.low, gap.high);
    SCALE
        .iter()
        .rev()
        .find(|(least, _)| days >= *least)
        .map_or(0, |(_, lines)| *lines)
}

/// `0`, `+9`, `−1`, `−13…+17`
fn signed(offset: DayRange) -> String {
    let one = |days: i32| match days {
        0 => "0".to_owned(),
        1.. => format!("+{days}"),
        _ => format!("−{}", days.unsigned_abs()),
    };
    match offset.single() {
        Some(days) => one(days),
        None => format!("{}…{}", one(offset.low), one(offset.high)),
    }
}

/// Cells of a date.
const DATE: usize = 10;

/// The most cells of a source's number and publisher in a column of their own.
const SOURCE: usize = 26;

/// The fewest cells in which notes are good to read.
const NOTE: usize = 30;

/// Where the columns stand.
struct Layout {
    /// Cells of the days from day 0.
    offset: usize,
    /// Cells of the kinds of event.
    kind: usize,
    /// Cells of the notes beside the kinds; none where they stand below.
    note: Option<usize>,
    /// Cells of the sources, where they have a column of their own.
    source: Option<usize>,
    /// True where there is room for days, date and kind on one line.
    one_line: bool,
}

impl Layout {
    fn new(sheet: &Sheet<'_>, incident: &Incident, steps: &[Step<'_>]) -> Self {
        let longest = |of: &dyn Fn(&Step<'_>) -> usize| steps.iter().map(of).max().unwrap_or(0);
        let offset = longest(&|s| s.offset.map_or(0, |o| signed(o).chars().count())).max(3);
        let kind = longest(&|s| s.event.kind.label().len());
        let source = longest(&|s| wrap::width(&citation(sheet, incident, s.event))).min(SOURCE);
        let room = sheet.room();
        let fixed = offset + 2 + DATE + 2 + 1 + 1 + kind;
        let beside = room.saturating_sub(fixed + 2);
        let (note, source) = match beside.checked_sub(source + 2) {
            Some(note) if note >= NOTE => (Some(note.min(64)), Some(source)),
            _ if beside >= NOTE + 8 => (Some(beside.min(72)), None),
            _ => (None, None),
        };
        Self {
            offset,
            kind,
            note,
            source,
            // Notes stand below the kinds, and need room too.
            one_line: room >= (fixed - kind + kind.max(NOTE)),
        }
    }

    /// Cells before the mark of an event.
    const fn spine(&self) -> usize {
        if self.one_line {
            self.offset + 2 + DATE + 2
        } else {
            0
        }
    }
}

/// Writes the tab.
pub fn write(sheet: &mut Sheet<'_>, incident: &Incident) {
    if incident.timeline.is_empty() {
        sheet.remark("No dated event is stated.");
        return clocks::full(sheet, incident);
    }
    let zero = zero(incident);
    let steps = steps(incident, zero);
    head(sheet, incident, zero);
    sheet.blank();
    let layout = Layout::new(sheet, incident, &steps);
    let verdicts = clocks::of(incident);
    for step in &steps {
        gap(sheet, &layout, step);
        let late = clocks::beside(sheet, &verdicts, step.event);
        event(sheet, incident, &layout, step, zero, late);
    }
    sheet.blank();
    legend(sheet, &steps);
    clocks::full(sheet, incident);
}

/// What day 0 is, and how long it took.
fn head(sheet: &mut Sheet<'_>, incident: &Incident, zero: Option<Zero>) {
    let mut text = match zero {
        None => "No event is known to the day, so days are not counted.".to_owned(),
        Some(z) => {
            let detected = intervals::earliest(incident, &[EventKind::Detected]);
            let why = match detected {
                Some(_) if z.kind == EventKind::Detected => String::new(),
                Some(coarse) => format!("; detection is known only as {coarse}"),
                None => "; detection is not stated".to_owned(),
            };
            let what = if z.kind == EventKind::Detected {
                "detection"
            } else {
                z.kind.label()
            };
            format!("Day 0 is {what}, {}{why}.", z.date)
        }
    };
    for (interval, what) in [
        (Interval::Total, "From start to letters"),
        (Interval::Notify, "From detection to letters"),
    ] {
        if let Some(days) = interval.days(incident) {
            text.push_str(&format!(" {what} {}.", glued(&human::days(days))));
            break;
        }
    }
    sheet.remark(text);
}

fn gap(sheet: &mut Sheet<'_>, layout: &Layout, step: &Step<'_>) {
    let Some(days) = step.gap else { return };
    let lines = height(days);
    for line in 0..lines {
        let mut runs = vec![Span::styled("⋮", sheet.style(Role::Rule))];
        if line == (lines - 1) / 2 {
            runs.push(sheet.muted(format!(" {}", human::days(days))));
        }
        let room = sheet.room().saturating_sub(layout.spine());
        sheet.row(vec![Cell::new(layout.spine(), room, runs)]);
    }
}

fn event(
    sheet: &mut Sheet<'_>,
    incident: &Incident,
    layout: &Layout,
    step: &Step<'_>,
    zero: Option<Zero>,
    late: Vec<Run>,
) {
    let event = step.event;
    let source = event.source.as_ref();
    sheet.target = cite::target(incident, source);
    let is_zero = zero.is_some_and(|z| z.kind == event.kind && z.date == event.date);
    let accent = if is_zero {
        sheet.style(Role::Accent)
    } else {
        Style::new()
    };
    let offset = match step.offset {
        Some(days) if is_zero => vec![Span::styled(signed(days), accent)],
        Some(days) => vec![sheet.muted(signed(days))],
        None => vec![sheet.muted(human::NOT_STATED)],
    };
    let date = vec![plain(event.date.to_string())];
    let mark = if event.date.precision() == Precision::Day {
        Span::styled("●", sheet.style(Role::Bar))
    } else {
        Span::styled("◌", sheet.style(Role::Unknown))
    };
    let kind = vec![Span::styled(event.kind.label(), accent)];
    let cited = citation(sheet, incident, event);
    let mut note = late;
    if !note.is_empty() && event.note.is_some() {
        note.push(plain(" "));
    }
    note.extend(event.note.iter().map(|t| sheet.muted(t.as_str())));
    let room = sheet.room();
    if !layout.one_line {
        let rest = room.saturating_sub(2);
        let day = match offset.first() {
            Some(day) if step.offset.is_some() => {
                vec![sheet.muted("day "), day.clone()]
            }
            _ => Vec::new(),
        };
        let mut head = kind;
        head.push(plain(" "));
        head.extend(date);
        if !day.is_empty() {
            head.push(plain("  "));
            head.extend(
                day.into_iter()
                    .map(|r| Span::styled(glued(&r.content), r.style)),
            );
        }
        sheet.row(vec![Cell::new(0, 1, vec![mark]), Cell::new(1, rest, head)]);
        below(sheet, 2, note, cited);
    } else if let Some(width) = layout.note {
        let mut cells = vec![
            Cell::new(0, layout.offset, offset).right(),
            Cell::new(2, DATE, date),
            Cell::new(2, 1, vec![mark]),
            Cell::new(1, layout.kind, kind),
        ];
        if let Some(source) = layout.source {
            cells.push(Cell::new(2, width, note));
            cells.push(Cell::new(2, source, cited));
        } else {
            cells.push(Cell::new(2, width, with_source(note, cited)));
        }
        sheet.row(cells);
    } else {
        let rest = room.saturating_sub(layout.spine() + 2);
        sheet.row(vec![
            Cell::new(0, layout.offset, offset).right(),
            Cell::new(2, DATE, date),
            Cell::new(2, 1, vec![mark]),
            Cell::new(1, rest, kind),
        ]);
        below(sheet, layout.spine() + 2, note, cited);
    }
    sheet.target = None;
}

/// A note below its event, with its source behind it.
fn below(sheet: &mut Sheet<'_>, start: usize, note: Vec<Run>, cited: Vec<Run>) {
    let runs = with_source(note, cited);
    if !runs.is_empty() {
        let room = sheet.room().saturating_sub(start);
        sheet.row(vec![Cell::new(start, room, runs)]);
    }
}

fn with_source(mut note: Vec<Run>, cited: Vec<Run>) -> Vec<Run> {
    if !note.is_empty() && !cited.is_empty() {
        note.push(plain(" "));
    }
    note.extend(cited);
    note
}

/// `[2] Publisher`
fn citation(sheet: &Sheet<'_>, incident: &Incident, event: &Event) -> Vec<Run> {
    let source = event.source.as_ref();
    let Some(number) = cite::number(incident, source) else {
        return Vec::new();
    };
    let publisher = source
        .and_then(|id| incident.source(id))
        .and_then(|s| s.publisher.as_deref());
    vec![sheet.muted(match publisher {
        Some(publisher) => format!("{number}{GLUE}{publisher}"),
        None => number,
    })]
}

/// What the marks mean, as far as they are used.
fn legend(sheet: &mut Sheet<'_>, steps: &[Step<'_>]) {
    let mut parts = Vec::new();
    let coarse = steps
        .iter()
        .any(|s| s.event.date.precision() != Precision::Day);
    if coarse {
        parts.push("● known to the day   ◌ to the month or year, so its days are a range, which other dates do not narrow");
    }
    if steps.iter().filter_map(|s| s.gap).any(|g| height(g) > 0) {
        parts.push(
            "⋮ a gap: one line below a month, two to half a year, three to two years, four beyond",
        );
    }
    for part in parts {
        sheet.remark(part);
    }
}
