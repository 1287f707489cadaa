//! What the Exposure screen says in words about the cell under the cursor. It must not know how cells
//! are drawn.

use crate::{
    analysis::severity,
    app::{
        App,
        screens::exposure::{
            columns::{Column, GROUPS, Sets},
            sets,
        },
    },
    model::{
        Incident,
        vocabulary::{DataType, ExposureStatus, Vocabulary, members},
    },
    report::human,
    tui::{
        theme::{Role, Sign, Theme},
        view::pen,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

/// The sign of a status.
#[must_use]
pub const fn sign(status: ExposureStatus) -> Sign {
    match status {
        ExposureStatus::Exposed => Sign::Exposed,
        ExposureStatus::PossiblyExposed => Sign::Possible,
        ExposureStatus::NotExposed => Sign::Safe,
    }
}

/// Draws as many lines as the area has.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let (Some(incident), Some(row)) = (app.incident(), app.row()) else {
        return;
    };
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let said = sets(&app.catalog.columns, row as usize);
    let (_, _, at) = app.exposure_place();
    let mut lines = match at {
        None => about_all(theme, incident, said),
        Some(Column::Data(data)) => about_one(theme, incident, data),
        Some(Column::Group(group)) => about_group(theme, incident, said, group),
    };
    if let Some(column) = at {
        lines.push(about_answer(app, theme, column));
    }
    let wide = usize::from(inner.width);
    for (y, line) in (inner.y..inner.bottom()).zip(lines) {
        pen::put_line(buf, inner, y, &fit(line, wide));
    }
}

/// A line of spans cut to so many cells.
fn fit(line: Line<'static>, cells: usize) -> Line<'static> {
    let mut room = cells;
    let mut out = Vec::new();
    for span in line.spans {
        let text = pen::fit(&span.content, room).into_owned();
        room = room.saturating_sub(pen::width(&text));
        out.push(Span::styled(text, span.style));
    }
    Line::from(out)
}

fn spans(theme: &Theme, parts: Vec<(String, Role)>) -> Line<'static> {
    let span = |(text, role)| Span::styled(text, theme.style(role));
    Line::from(parts.into_iter().map(span).collect::<Vec<_>>())
}

/// `HealthEC · 9 exposed, 2 stated not involved`, and why the severity is what it is.
fn about_all(theme: &Theme, incident: &Incident, said: Sets) -> Vec<Line<'static>> {
    let counts = [
        (said.exposed, "exposed"),
        (said.possible & !said.exposed, "possibly exposed"),
        (
            said.safe & !(said.exposed | said.possible),
            "stated not involved",
        ),
    ];
    let words: Vec<String> = counts
        .iter()
        .filter(|(set, _)| *set != 0)
        .map(|(set, word)| format!("{} {word}", set.count_ones()))
        .collect();
    let words = if words.is_empty() {
        "which data was exposed is not stated".to_owned()
    } else {
        format!("data types: {}", words.join(", "))
    };
    let severity = match severity::assess(incident) {
        Some(s) => {
            let why = s.context.reason.clone();
            format!("severity {s}: {why}")
        }
        None => "severity cannot be told without the data types".to_owned(),
    };
    vec![
        spans(
            theme,
            vec![
                (incident.organization.to_string(), Role::Title),
                (format!(" · {words}"), Role::Text),
            ],
        ),
        spans(theme, vec![(severity, Role::Muted)]),
    ]
}

/// `HealthEC · Social Security number · ■ exposed · the record's note`
fn about_one(theme: &Theme, incident: &Incident, data: DataType) -> Vec<Line<'static>> {
    let (mark, role, words) = match incident.exposure(data) {
        Some(e) => {
            let sign = sign(e.status);
            let glyph = theme.glyphs().sign(sign);
            (
                format!("{glyph} {}", e.status.label()),
                sign.role(),
                e.note.as_ref().map(ToString::to_string),
            )
        }
        None => ("nothing stated".to_owned(), Role::Unknown, None),
    };
    let note = words.map(|n| format!(" · {n}")).unwrap_or_default();
    vec![spans(
        theme,
        vec![
            (incident.organization.to_string(), Role::Title),
            (format!(" · {} · ", data.label()), Role::Text),
            (mark, role),
            (note, Role::Muted),
        ],
    )]
}

/// `HealthEC · medical · ■ diagnosis, medications ○ clinical notes`
fn about_group(theme: &Theme, incident: &Incident, said: Sets, group: usize) -> Vec<Line<'static>> {
    let Some(group) = GROUPS.get(group) else {
        return vec![];
    };
    let mut parts = vec![
        (incident.organization.to_string(), Role::Title),
        (format!(" · {} ·", group.name), Role::Text),
    ];
    let kinds = [
        (said.exposed, ExposureStatus::Exposed),
        (said.possible, ExposureStatus::PossiblyExposed),
        (said.safe, ExposureStatus::NotExposed),
    ];
    for (set, status) in kinds {
        let names: Vec<&str> = members::<DataType>(set & group.set)
            .map(Vocabulary::label)
            .collect();
        if !names.is_empty() {
            let sign = sign(status);
            let glyph = theme.glyphs().sign(sign);
            parts.push((format!(" {glyph} {}: ", status.label()), sign.role()));
            parts.push((names.join(", "), Role::Text));
        }
    }
    if parts.len() == 2 {
        parts.push((" nothing stated".to_owned(), Role::Unknown));
    }
    vec![spans(theme, parts)]
}

/// `name: exposed in 111 of 178 that state any (62 %), 30 of them only possibly; stated not involved in 4`.
/// The share is of those that state any data, as in every other figure of data.
fn about_answer(app: &App, theme: &Theme, column: Column) -> Line<'static> {
    let Some(summary) = app.exposure_summary() else {
        return Line::default();
    };
    let (of, exposed, possible, safe) = (
        summary.stating as u64,
        summary.exposed(column) as u64,
        summary.possible(column) as u64,
        summary.safe(column) as u64,
    );
    let possibly = if possible > 0 {
        format!(", {} of them only possibly", human::exact(possible))
    } else {
        String::new()
    };
    let text = format!(
        "{}: exposed in {} of {} that state any ({}){possibly}; stated not involved in {}",
        column.label(),
        human::exact(exposed),
        human::exact(of),
        human::share(exposed, of),
        human::exact(safe)
    );
    spans(theme, vec![(text, Role::Muted)])
}
