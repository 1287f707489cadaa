//! What the Timeline says in words about the lane and the moment under the cursor. It must not know
//! how lanes are drawn.

use super::signs::Sign;
use crate::{
    analysis::lane::{Lane, Mark, MarkKind},
    app::{
        App,
        screens::timeline::{middle, window::Window},
    },
    model::{Date, Incident, Precision, date::DayNumber},
    report::{human, words},
    tui::{
        theme::{Role, Theme},
        view::pen,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

/// Draws as many lines as the area has: the incident, then what happened at the cursor.
pub fn draw(app: &App, theme: &Theme, area: Rect, window: Window, buf: &mut Buffer) {
    let Some(incident) = app.incident().filter(|_| area.height > 0) else {
        return;
    };
    let wide = usize::from(area.width.saturating_sub(2));
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let lane = Lane::of(incident);
    let at = app.timeline_at(window);
    let name = pen::fit(&incident.organization, wide / 2).into_owned();
    let room = wide.saturating_sub(pen::width(&name));
    let facts = facts(incident, &lane, room);
    let head = Line::from(vec![
        Span::styled(name, theme.style(Role::Title)),
        Span::styled(facts, theme.style(Role::Muted)),
    ]);
    let room = usize::from(area.height);
    let mut lines = if room > 1 { vec![head] } else { vec![] };
    let left = room - lines.len();
    let events = events(&lane, window, at);
    if events.is_empty() {
        lines.push(nothing(theme, &lane, window, at, wide));
    }
    let hidden = events.len().saturating_sub(left);
    for (i, mark) in events.iter().enumerate().take(left) {
        let more = if hidden > 0 && i + 1 == left {
            format!("  +{hidden} more here")
        } else {
            String::new()
        };
        lines.push(event(theme, mark, wide, &more));
    }
    for (y, line) in (inner.y..inner.bottom()).zip(&lines) {
        pen::put_line(buf, inner, y, line);
    }
}

/// Marks whose place is in the cursor's cell.
fn events<'l, 'a>(lane: &'l Lane<'a>, window: Window, at: DayNumber) -> Vec<&'l Mark<'a>> {
    let cell = window.cell(at);
    let here = |m: &&Mark| window.cell(middle(m.date)) == cell;
    lane.marks.iter().filter(here).collect()
}

/// ` · 4.45M people · open 9 d, 2023-07-14 to 2023-07-23 · letters 161 d after the start`, or as much of it
/// as there is room for: shorter words first, then without the dates, which the axis shows, then without the
/// letters, which the lane shows.
fn facts(incident: &Incident, lane: &Lane, room: usize) -> String {
    let people = match incident.affected.count {
        Some(n) => {
            let count = words::marked(human::people(n), incident.count_is_placeholder());
            format!(" · {count} people")
        }
        None => " · people not stated".to_owned(),
    };
    let Some(bar) = lane.bar else {
        return pen::fit(&people, room).into_owned();
    };
    let (open, short) = match bar.end {
        Some(end) => {
            let days = bar.start.until(end).map(human::days).unwrap_or_default();
            let open = format!(" · open {days}");
            (format!("{open}, {} to {end}", bar.start), open)
        }
        None => {
            let open = format!(" · open from {}", bar.start);
            (format!("{open}, end not stated"), open)
        }
    };
    let mut marks = lane.marks.iter();
    let told = marks
        .find(|m| m.kind == MarkKind::Letters)
        .and_then(|m| bar.start.until(m.date))
        .map(human::days);
    let letters = |from: &str| match &told {
        Some(days) => format!(" · letters {days}{from}"),
        None => String::new(),
    };
    let long = letters(" after the start");
    let all = [
        format!("{people}{open}{long}"),
        format!("{people}{short}{long}"),
        format!("{people}{short}{}", letters(" after")),
        format!("{people}{short}"),
    ];
    let fits = all.iter().find(|text| pen::width(text) <= room);
    let shortest = || pen::fit(&people, room).into_owned();
    fits.cloned().unwrap_or_else(shortest)
}

/// `● 2023-07-23 detected: …`
fn event(theme: &Theme, mark: &Mark, wide: usize, more: &str) -> Line<'static> {
    let sign = Sign::Mark(mark.kind);
    let mut text = format!(" {} {}", mark.date, mark.what);
    if mark.date.precision() != Precision::Day {
        text += match mark.date.precision() {
            Precision::Year => " (only the year is known)",
            _ => " (only the month is known)",
        };
    }
    if let Some(people) = mark.people {
        text += &format!(", {} people", human::people(people));
    }
    if let Some(dollars) = mark.dollars {
        text += &format!(", {}", human::money(dollars));
    }
    let note = mark.note.map(|n| format!("  {n}")).unwrap_or_default();
    let room = wide.saturating_sub(1 + pen::width(more));
    let text = pen::fit(&text, room).into_owned();
    let note = pen::fit(&note, room.saturating_sub(pen::width(&text))).into_owned();
    Line::from(vec![
        Span::styled(sign.glyph(theme.glyphs().ascii), theme.style(sign.role())),
        Span::styled(text, theme.style(Role::Text)),
        Span::styled(note, theme.style(Role::Muted)),
        Span::styled(more.to_owned(), theme.style(Role::Accent)),
    ])
}

/// What lies nearest, when nothing lies here.
fn nothing(
    theme: &Theme,
    lane: &Lane,
    window: Window,
    at: DayNumber,
    wide: usize,
) -> Line<'static> {
    let muted = theme.style(Role::Muted);
    let near = lane
        .marks
        .iter()
        .min_by_key(|m| (i64::from(middle(m.date)) - i64::from(at)).abs());
    let date = |day| Date::from_day(day).map_or_else(String::new, |d| d.to_string());
    let days = window.days(window.cell(at));
    let here = if days.low == days.high {
        date(days.low)
    } else {
        format!("{} to {}", date(days.low), date(days.high))
    };
    let text = match near {
        None => "the record states no date".to_owned(),
        Some(m) => {
            let away = crate::analysis::timeline::offset(m.date, m.date);
            let days = i64::from(middle(m.date)) - i64::from(at);
            let about = if away.low == away.high { "" } else { "about " };
            let side = if days < 0 { "before" } else { "after" };
            format!(
                "{here}: nothing stated. Nearest: {} {}, {about}{} d {side}",
                m.date,
                m.what,
                human::exact(days.unsigned_abs())
            )
        }
    };
    Line::from(Span::styled(pen::fit(&text, wide).into_owned(), muted))
}
