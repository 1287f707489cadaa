//! The timelines of the compared incidents on one axis: day 0 of all of them lies in one column. It must
//! not know what the events mean beyond their kind.

use super::layout::Shown;
use crate::{
    analysis::timeline::{Timeline, ZeroKind},
    app::App,
    model::{DayRange, Vocabulary, vocabulary::EventKind},
    report::comparison,
    tui::{
        theme::{Role, Theme},
        view::pen,
    },
};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

/// The letter of each kind of event.
const LETTERS: &[(EventKind, char)] = &[
    (EventKind::IntrusionStart, 'S'),
    (EventKind::IntrusionEnd, 'E'),
    (EventKind::ExposureStart, 's'),
    (EventKind::ExposureEnd, 'e'),
    (EventKind::DataCopied, 'x'),
    (EventKind::EncryptionDeployed, 'k'),
    (EventKind::DeviceMissing, 'm'),
    (EventKind::Detected, 'D'),
    (EventKind::Contained, 'C'),
    (EventKind::ServicesDisrupted, 'o'),
    (EventKind::ServicesRestored, 'O'),
    (EventKind::InvestigationStarted, 'I'),
    (EventKind::ScopeConfirmed, 'F'),
    (EventKind::ClientsNotified, 'c'),
    (EventKind::LawEnforcementNotified, 'l'),
    (EventKind::RegulatorNotified, 'R'),
    (EventKind::RegulatorInquiry, 'q'),
    (EventKind::ActorClaim, 'a'),
    (EventKind::PublicDisclosure, 'P'),
    (EventKind::IndividualsNotified, 'N'),
    (EventKind::RansomDemanded, 'r'),
    (EventKind::RansomPaid, '$'),
    (EventKind::DataPublished, 'p'),
    (EventKind::CountRevised, 'n'),
    (EventKind::LawsuitFiled, 'L'),
    (EventKind::CourtRuling, 'J'),
    (EventKind::Settlement, 'T'),
    (EventKind::Penalty, 'Y'),
    (EventKind::Hearing, 'h'),
    (EventKind::Bankruptcy, 'B'),
    (EventKind::Indictment, 'i'),
    (EventKind::Arrest, 'A'),
];

/// Events that fall on one cell go to further lines of a timeline, at most so many.
const MOST_DEEP: usize = 6;
/// An axis longer than this many days draws later days closer together: what matters most happens in
/// the first weeks, lawsuits end years later.
const LINEAR: i32 = 400;
/// Days that an axis may name, nearest to day 0 first.
const TICKS: &[i32] = &[
    7, -7, 30, -30, 60, -60, 90, -90, 180, -180, 365, -365, 730, -730, 1095, -1095, 1825, -1825,
    3650, -3650, 14, -14, 120, -120, 240, -240, 300, -300,
];

fn letter(kind: EventKind) -> char {
    LETTERS
        .iter()
        .find(|(k, _)| *k == kind)
        .map_or('?', |(_, l)| *l)
}

fn role(kind: EventKind) -> Role {
    match kind.group() {
        "incident" => Role::Exposed,
        "response" => Role::Accent,
        "notification" => Role::Taken,
        _ => Role::Possible,
    }
}

/// One axis for all.
#[derive(Debug, Clone, Copy)]
struct Axis {
    low: f64,
    high: f64,
    cells: usize,
    is_linear: bool,
}

impl Axis {
    fn of<'a>(timelines: impl Iterator<Item = &'a Timeline>, cells: usize) -> Self {
        // Day 0 is always in sight.
        let span = timelines
            .map(Timeline::span)
            .fold(DayRange { low: 0, high: 1 }, |a, b| DayRange {
                low: a.low.min(b.low),
                high: a.high.max(b.high),
            });
        let is_linear = span.high.saturating_sub(span.low) <= LINEAR;
        Self {
            low: scaled(span.low, is_linear),
            high: scaled(span.high, is_linear),
            cells,
            is_linear,
        }
    }

    fn at(self, day: i32) -> usize {
        let share = (scaled(day, self.is_linear) - self.low) / (self.high - self.low);
        let last = self.cells.saturating_sub(1) as f64;
        // Between 0 and the cells of a screen: the cast loses nothing.
        (share.clamp(0.0, 1.0) * last).round() as usize
    }

    /// The days that are named, from the left, with where their names begin.
    fn ticks(self) -> Vec<(usize, i32, String)> {
        let mut out: Vec<(usize, i32, String)> = Vec::new();
        let fits = |day: &i32| {
            let v = scaled(*day, self.is_linear);
            v >= self.low && v <= self.high
        };
        for day in std::iter::once(&0).chain(TICKS).filter(|d| fits(d)) {
            let text = match day {
                0 => "0".to_owned(),
                d => format!("{d:+}"),
            };
            let wide = pen::width(&text);
            let start = self.at(*day).min(self.cells.saturating_sub(wide));
            let free = out
                .iter()
                .all(|(at, _, t)| start >= at + pen::width(t) + 2 || start + wide + 2 <= *at);
            if free {
                out.push((start, *day, text));
            }
        }
        out.sort_by_key(|(at, ..)| *at);
        out
    }
}

/// Days as lengths: themselves, or their square root with the sign kept.
fn scaled(day: i32, is_linear: bool) -> f64 {
    let day = f64::from(day);
    if is_linear {
        day
    } else {
        day.abs().sqrt().copysign(day)
    }
}

/// Every letter of the axis with its event, for the help.
pub fn letters() -> impl Iterator<Item = (char, &'static str)> {
    LETTERS.iter().map(|(kind, letter)| (*letter, kind.label()))
}

/// Heading, axis, one timeline an incident (the first being line `first_item`), legend.
pub(super) fn lines(
    app: &App,
    theme: &Theme,
    label: u16,
    width: u16,
    first_item: usize,
) -> Vec<Shown> {
    let state = &app.screens.compare;
    let heads = state.shown.iter().flat_map(|c| &c.heads);
    let stated = || state.timelines.iter().flatten();
    let cells = usize::from(width.saturating_sub(label + 2));
    if cells == 0 {
        return Vec::new();
    }
    let axis = Axis::of(stated(), cells);
    let mut out = vec![Shown::heading(theme, "Timelines", &about(app, axis))];
    out.push(Shown {
        pieces: vec![(label, axis_line(axis, theme))],
        ..Shown::default()
    });
    for (item, (timeline, head)) in (first_item..).zip(state.timelines.iter().zip(heads)) {
        let name = pen::fit(
            &comparison::head(head),
            usize::from(label.saturating_sub(3)),
        )
        .into_owned();
        let rows = match timeline {
            Some(t) => lane(t, axis, theme),
            None => vec![Line::styled(
                "no event is stated",
                theme.style(Role::Unknown),
            )],
        };
        for (at, row) in rows.into_iter().enumerate() {
            let mut pieces = vec![(label, row)];
            if at == 0 {
                pieces.push((2, Line::styled(name.clone(), theme.style(Role::Title))));
            }
            out.push(Shown {
                item: Some(item),
                is_first: at == 0,
                pieces,
                ..Shown::default()
            });
        }
    }
    out.extend(legend(stated(), theme, width));
    out
}

/// What the days count from.
fn about(app: &App, axis: Axis) -> String {
    let state = &app.screens.compare;
    let heads = state.shown.iter().flat_map(|c| &c.heads);
    let others: Vec<String> = state
        .timelines
        .iter()
        .zip(heads)
        .filter_map(|(t, h)| {
            let kind = t.as_ref()?.zero.kind;
            (kind != ZeroKind::Detection).then(|| format!("{}: {}", h.organization, kind.label()))
        })
        .collect();
    let mut out = "days from detection".to_owned();
    if !others.is_empty() {
        out.push_str(&format!(" ({})", others.join(", ")));
    }
    if !axis.is_linear {
        out.push_str("; later days drawn closer together");
    }
    out
}

fn axis_line(axis: Axis, theme: &Theme) -> Line<'static> {
    let mut text = String::new();
    for (at, _, name) in axis.ticks() {
        let gap = at.saturating_sub(pen::width(&text));
        text.push_str(&" ".repeat(gap));
        text.push_str(&name);
    }
    Line::styled(text, theme.style(Role::Muted))
}

/// One timeline: a line from the first event to the last, a letter an event, a dashed stretch where a
/// date is coarse.
fn lane(timeline: &Timeline, axis: Axis, theme: &Theme) -> Vec<Line<'static>> {
    let rule = theme.style(Role::Rule);
    let mut blank: Vec<(String, Style)> = vec![(" ".to_owned(), Style::new()); axis.cells];
    for (_, day, _) in axis.ticks() {
        put(
            &mut blank,
            axis.at(day),
            if day == 0 { "│" } else { "┊" },
            rule,
        );
    }
    let mut rows: Vec<Vec<(String, Style)>> = vec![blank.clone()];
    let mut taken: Vec<Vec<(usize, EventKind)>> = vec![Vec::new()];
    let at = |e: DayRange| {
        let (low, high) = (axis.at(e.low), axis.at(e.high));
        // The letter stands in the middle of what the date can mean.
        (low, low.midpoint(high), high)
    };
    let each = || timeline.entries.iter().map(|e| at(e.offset).1);
    if let (Some(first), Some(last), Some(row)) = (each().min(), each().max(), rows.first_mut()) {
        for cell in first..=last {
            if cell != axis.at(0) {
                put(row, cell, theme.glyphs().horizontal, rule);
            }
        }
    }
    let mut letters = Vec::new();
    for entry in &timeline.entries {
        let (low, middle, high) = at(entry.offset);
        // What happened twice on one cell is one letter; the readout has both.
        if taken.iter().any(|c| c.contains(&(middle, entry.kind))) {
            continue;
        }
        let holds = |cells: &Vec<(usize, EventKind)>| cells.iter().any(|(at, _)| *at == middle);
        let free = taken.iter().position(|cells| !holds(cells));
        let deep = free.unwrap_or(taken.len()).min(MOST_DEEP - 1);
        if deep == taken.len() {
            taken.push(Vec::new());
            rows.push(blank.clone());
        }
        let sign = match taken.get(deep).is_some_and(holds) {
            true => theme.glyphs().ellipsis.to_owned(),
            false => letter(entry.kind).to_string(),
        };
        if let (Some(row), Some(cells)) = (rows.get_mut(deep), taken.get_mut(deep)) {
            for cell in low..=high {
                put(row, cell, "╌", theme.style(Role::Unknown));
            }
            cells.push((middle, entry.kind));
            letters.push((deep, middle, sign, theme.style(role(entry.kind))));
        }
    }
    for (deep, cell, sign, style) in letters {
        if let Some(row) = rows.get_mut(deep) {
            put(row, cell, &sign, style);
        }
    }
    rows.into_iter()
        .map(|row| Line::from_iter(row.into_iter().map(|(t, s)| Span::styled(t, s))))
        .collect()
}

fn put(row: &mut [(String, Style)], at: usize, text: &str, style: Style) {
    if let Some(cell) = row.get_mut(at) {
        *cell = (text.to_owned(), style);
    }
}

/// The letters that stand on the screen and what they mean.
fn legend<'a>(
    timelines: impl Iterator<Item = &'a Timeline>,
    theme: &Theme,
    width: u16,
) -> Vec<Shown> {
    let kinds: Vec<EventKind> = timelines
        .flat_map(|t| t.entries.iter().map(|e| e.kind))
        .collect();
    let room = usize::from(width.saturating_sub(4));
    let mut rows: Vec<(usize, Vec<Span<'static>>)> = Vec::new();
    let coarse = (String::from("╌"), theme.style(Role::Unknown), "coarse date");
    let shown = LETTERS.iter().filter(|(k, _)| kinds.contains(k));
    let entries = shown
        .map(|(k, l)| (l.to_string(), theme.style(role(*k)), k.label()))
        .chain(std::iter::once(coarse));
    for (sign, style, name) in entries {
        let wide = 2 + pen::width(name) + 3;
        if rows.last().is_none_or(|(used, _)| used + wide > room + 3) {
            rows.push((0, Vec::new()));
        }
        if let Some((used, spans)) = rows.last_mut() {
            *used += wide;
            spans.push(Span::styled(sign, style));
            spans.push(Span::styled(
                format!(" {name}   "),
                theme.style(Role::Muted),
            ));
        }
    }
    rows.into_iter()
        .map(|(_, spans)| Shown {
            pieces: vec![(2, Line::from(spans))],
            ..Shown::default()
        })
        .collect()
}
