//! One cell of the comparison as a few lines: sign, text, bar. It must not know where it stands.

use crate::{
    analysis::{clocks::Outcome, compare::Cell},
    model::{
        DayRange,
        vocabulary::{ExposureStatus, MeasureStatus, Vocabulary},
    },
    report::{human, words},
    tui::{
        theme::{Role, Sign, Theme},
        view::pen,
    },
};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

/// A cell takes at most so many lines; the readout has the rest.
pub(super) const MOST_LINES: usize = 3;
/// Cells that the days take before their bar: `1,144–1,174 d` is rarer than a straight edge is useful.
const DAYS: usize = 11;
/// Cells behind a bar where the sign of a passed limit has its place.
const LATE: usize = 2;

/// The text in at most so many lines, the last of which says `…` where something is missing.
pub(super) fn clip(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = pen::wrap(&glued(text), width);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        // Half a number is another number: how many there are of stays whole.
        let (rest, of) = match rest.rfind(", n") {
            Some(at) if rest.get(at + 3..).is_some_and(is_number) => rest.split_at(at),
            _ => (rest.as_str(), ""),
        };
        let room = width.saturating_sub(pen::width(of));
        lines.push(match of {
            "" => pen::fit(rest, room).into_owned(),
            of => format!("{}{of}", shortened(rest, room)),
        });
    }
    for line in &mut lines {
        *line = line.replace(GLUE, " ");
    }
    lines
}

/// As many entries of a list as fit; of the first one as much as fits, but no part of a number.
fn shortened(list: &str, room: usize) -> String {
    const MORE: &str = ", …";
    if pen::width(list) <= room {
        return list.to_owned();
    }
    let mut kept = 0;
    for (at, _) in list.match_indices(", ") {
        if list
            .get(..at)
            .is_some_and(|l| pen::width(l) + pen::width(MORE) <= room)
        {
            kept = at;
        }
    }
    if kept > 0 {
        return format!("{}{MORE}", list.get(..kept).unwrap_or_default());
    }
    let cut = pen::fit(list, room);
    let words = cut.trim_end_matches('…');
    let words =
        words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, GLUE | '.' | ',' | ' '));
    format!("{words}…")
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(GLUE);
    digits.len() < text.len() && digits.chars().all(|c| c.is_ascii_digit() || c == ',')
}

/// Stands for a blank at which no line may break: a character of the private area, which no cleaned text
/// contains, because the no-break space is a blank like others to [`pen::wrap`].
const GLUE: char = '\u{f8ff}';

/// The text with numbers tied to their units: `74 %`, `56 d`, `n 122`.
fn glued(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in human::unbroken(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| if c == ' ' { GLUE } else { c }));
    }
    out
}

/// The days of a cell.
pub(super) const fn days(cell: &Cell) -> Option<DayRange> {
    match cell {
        Cell::Days(days) => Some(*days),
        _ => None,
    }
}

/// The sign of what was said of a data type.
pub(super) const fn exposure_sign(status: ExposureStatus) -> Sign {
    match status {
        ExposureStatus::Exposed => Sign::Exposed,
        ExposureStatus::PossiblyExposed => Sign::Possible,
        ExposureStatus::NotExposed => Sign::Safe,
    }
}

/// The sign of a measure.
pub(super) const fn measure_sign(status: MeasureStatus) -> Sign {
    match status {
        MeasureStatus::Taken => Sign::Taken,
        MeasureStatus::Offered => Sign::Offered,
        MeasureStatus::Refused => Sign::Refused,
    }
}

/// The sign of a clock.
pub(super) const fn clock_sign(outcome: Outcome) -> Sign {
    match outcome {
        Outcome::Met => Sign::Taken,
        Outcome::Late(_) => Sign::Late,
        Outcome::Unknown(_) => Sign::Unknown,
    }
}

/// The lines of a cell. What is the same in all columns steps back; days that are `late` for a rule get its sign.
pub(super) fn lines(
    cell: &Cell,
    same: bool,
    late: bool,
    scale: f64,
    width: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let plain = if same {
        theme.style(Role::Muted)
    } else {
        Style::new()
    };
    let signed = |sign: Sign, text: &str| {
        let (glyph, style) = theme.sign(sign);
        let mut lines = clip(text, width.saturating_sub(2), MOST_LINES).into_iter();
        let first = lines.next().unwrap_or_default();
        let mut out = vec![Line::from(vec![
            Span::styled(format!("{glyph} "), style),
            Span::styled(first, plain),
        ])];
        out.extend(lines.map(|l| Line::styled(format!("  {l}"), plain)));
        out
    };
    // Behind the sign stands what `words` writes behind it; alone, the sign is said in a word.
    let rest = |otherwise: &str| {
        let text = words::cell(cell);
        match text.split_once(' ') {
            Some((_, rest)) => rest.to_owned(),
            None => otherwise.to_owned(),
        }
    };
    match cell {
        Cell::NotStated => vec![Line::styled(human::NOT_STATED, theme.style(Role::Unknown))],
        Cell::DoesNotApply => clip(words::DOES_NOT_APPLY, width, MOST_LINES)
            .into_iter()
            .map(|l| Line::styled(l, theme.style(Role::Muted)))
            .collect(),
        Cell::Days(days) => {
            let (low, high) = (f64::from(days.low), f64::from(days.high));
            let text = human::days(*days);
            let mut line = bar(&text, low, high, scale, width, Role::Bar, plain, theme);
            if late {
                let (glyph, style) = theme.sign(Sign::Late);
                let glyph = format!(" {glyph}");
                line.spans.push(Span::styled(glyph, style));
            }
            vec![line]
        }
        Cell::Exposure(status) => {
            let sign = exposure_sign(*status);
            signed(sign, sign.meaning())
        }
        Cell::Measure(t) => signed(measure_sign(t.status), &rest(t.status.label())),
        Cell::Clock(c) => signed(clock_sign(c.outcome), &words::clock(c)),
        Cell::Consequence(_) => signed(Sign::Taken, &rest("stated")),
        _ => clip(&words::cell(cell), width, MOST_LINES)
            .into_iter()
            .map(|l| Line::styled(l, plain))
            .collect(),
    }
}

/// Days as text and as a bar: full as far as is sure, pale as far as it can be.
#[allow(clippy::too_many_arguments)]
pub(super) fn bar(
    text: &str,
    low: f64,
    high: f64,
    scale: f64,
    width: usize,
    role: Role,
    style: Style,
    theme: &Theme,
) -> Line<'static> {
    let text = pen::left(text, DAYS.max(pen::width(text)).min(width));
    let room = width.saturating_sub(pen::width(&text) + 1 + LATE);
    let room = u16::try_from(room).unwrap_or(0);
    let sure = crate::tui::widget::chart::bar(low, scale, room, theme.glyphs());
    let whole = pen::width(&crate::tui::widget::chart::bar(
        high,
        scale,
        room,
        theme.glyphs(),
    ));
    let open = "░".repeat(whole.saturating_sub(pen::width(&sure)));
    Line::from(vec![
        Span::styled(format!("{text} "), style),
        Span::styled(sure, theme.style(role)),
        Span::styled(open, theme.style(Role::BarMuted)),
    ])
}
