//! The way from start over detection to letters as bars. It must not know where they stand; days come
//! from `analysis::intervals`.

use super::{
    sheet::{Cell, Sheet, glued, plain},
    wrap::Run,
};
use crate::{
    analysis::intervals::Interval,
    model::{DayRange, Incident},
    report::human,
    tui::theme::Role,
};
use ratatui::text::Span;

/// Wider bars say no more.
const WIDEST: usize = 84;

/// A stretch between two moments, with what is at its end.
struct Stretch {
    from: &'static str,
    to: &'static str,
    days: DayRange,
}

/// What can be drawn: both stretches, one of them, or the whole where detection is not stated.
fn stretches(incident: &Incident) -> Vec<Stretch> {
    let stretch = |interval: Interval, from, to| {
        interval
            .days(incident)
            .map(|days| Stretch { from, to, days })
    };
    let parts: Vec<Stretch> = [
        stretch(Interval::Detect, "start", "detected"),
        stretch(Interval::Notify, "detected", "letters"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        stretch(Interval::Total, "start", "letters")
            .into_iter()
            .collect()
    } else {
        parts
    }
}

/// Draws the bars: in one line where it fits, else one below the other. Lengths are to one scale
/// (ranges by their middle), but never so short that the days do not fit in.
pub fn draw(sheet: &mut Sheet<'_>, incident: &Incident) {
    let parts = stretches(incident);
    let Some(first) = parts.first() else { return };
    let room = sheet.room().min(WIDEST);
    let labels: Vec<String> = parts.iter().map(|s| human::days(s.days)).collect();
    let words = first.from.len() + 1 + parts.iter().map(|s| s.to.len() + 2).sum::<usize>();
    let least: Vec<usize> = labels.iter().map(|l| l.chars().count() + 6).collect();
    sheet.blank();
    if words + least.iter().sum::<usize>() <= room {
        let lengths = shared(&parts, &least, room - words);
        let mut runs = vec![sheet.muted(format!("{} ", first.from))];
        for (i, (part, (label, length))) in parts.iter().zip(labels.iter().zip(lengths)).enumerate()
        {
            if i > 0 {
                runs.push(plain(" "));
            }
            runs.extend(bar(sheet, label, length));
            runs.push(sheet.muted(format!(" {}", part.to)));
        }
        let glue = runs
            .into_iter()
            .map(|r| Span::styled(glued(&r.content), r.style))
            .collect();
        sheet.row(vec![Cell::new(0, room, glue)]);
        return;
    }
    const LABEL: usize = 19;
    let Some(rest) = room.checked_sub(LABEL + 1) else {
        return;
    };
    let longest = least.iter().copied().max().unwrap_or(0);
    if longest > rest {
        return;
    }
    let most = parts
        .iter()
        .map(|s| s.days.middle())
        .fold(1.0_f64, f64::max);
    for (part, (label, least)) in parts.iter().zip(labels.iter().zip(&least)) {
        let length = scaled(part.days.middle() / most, rest).max(*least);
        let between = sheet.muted(format!("{} → {}", part.from, part.to));
        let bar = bar(sheet, label, length);
        sheet.row(vec![
            Cell::new(0, LABEL, vec![between]),
            Cell::new(1, rest, bar),
        ]);
    }
}

/// A share of so many cells.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn scaled(share: f64, cells: usize) -> usize {
    (share.clamp(0.0, 1.0) * cells as f64).round() as usize
}

/// So many cells shared out by days, none shorter than its least length.
fn shared(parts: &[Stretch], least: &[usize], cells: usize) -> Vec<usize> {
    let spare = cells.saturating_sub(least.iter().sum());
    let total: f64 = parts.iter().map(|s| s.days.middle()).sum();
    // What is left over goes to those that are longer than their label, in proportion to that.
    let wish: Vec<usize> = parts
        .iter()
        .zip(least)
        .map(|(s, least)| scaled(s.days.middle() / total.max(1.0), cells).saturating_sub(*least))
        .collect();
    let wishes: usize = wish.iter().sum();
    least
        .iter()
        .zip(&wish)
        .map(|(least, wish)| least + (spare * wish).checked_div(wishes).unwrap_or(0))
        .collect()
}

/// `├─── 97 d ───┤`
fn bar(sheet: &Sheet<'_>, label: &str, length: usize) -> Vec<Run> {
    let style = sheet.style(Role::Bar);
    let inner = length.saturating_sub(4 + label.chars().count());
    let left = inner / 2;
    let line = |n: usize| "─".repeat(n);
    vec![
        Span::styled(format!("├{} ", line(left)), style),
        plain(label.to_owned()),
        Span::styled(format!(" {}┤", line(inner - left)), style),
    ]
}
