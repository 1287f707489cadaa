//! The table of incidents. Only the rows in sight are looked at. It must not know where its columns
//! come from (FIELDS) nor what a cell says (`cells`).

use super::{cells, hit_area, nothing, pen};
use crate::{
    app::{App, Focus, Geometry, Target, columns::Column},
    query::{
        field::{Cell, Field},
        fuzzy::{Term, highlight},
    },
    tui::theme::{Role, Sign, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Line};

/// Cells in front of a row: where you are, marked, starred or noted, and a blank between that and the date.
const GUTTER: u16 = 4;
/// Cells between columns.
const GAP: u16 = 2;
/// The organization grows to this where there is room.
const WIDEST_ORGANIZATION: u16 = 44;

/// A column on screen: its place among the chosen ones, and how wide it is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Place in [`App::columns`].
    pub at: usize,
    /// Cells.
    pub width: u16,
}

/// The columns that fit: those up to the organization always, then from the first one that lets the
/// cursor's column be in sight. Columns are left out rather than squeezed; what room is left goes to
/// the organization. The field that the rows are sorted by is always there: an order that cannot be
/// read is none.
#[must_use]
pub fn shown_columns(
    columns: &[Column],
    cursor: usize,
    sorted: Option<&Field>,
    room: u16,
) -> Vec<Shown> {
    let list = fitting(columns, cursor, None, room);
    let sorted = columns.iter().position(|c| Some(c.field) == sorted);
    match sorted.filter(|at| !list.iter().any(|s| s.at == *at)) {
        Some(at) => fitting(columns, cursor, Some(at), room),
        None => list,
    }
}

fn fitting(columns: &[Column], cursor: usize, pinned: Option<usize>, room: u16) -> Vec<Shown> {
    let of = |(at, c): (usize, &Column)| Shown { at, width: c.width };
    let all: Vec<Shown> = columns
        .iter()
        .enumerate()
        .filter(|(at, c)| c.shown && Some(*at) != pinned)
        .map(of)
        .collect();
    let pinned = pinned.and_then(|at| Some(of((at, columns.get(at)?))));
    let is_org = |s: &Shown| columns.get(s.at).is_some_and(|c| c.field.id == "org");
    let org = all.iter().position(is_org).unwrap_or(0);
    let needed = |list: &[Shown]| {
        list.iter()
            .map(|s| s.width + GAP)
            .sum::<u16>()
            .saturating_sub(GAP)
    };
    // A few short columns before the organization stay with it; if they take too much, it stands alone.
    let before = all.get(..=org).unwrap_or_default();
    let pin = pinned.map_or(0, |p| p.width + GAP);
    let (mut fixed, rest): (Vec<Shown>, Vec<Shown>) =
        if needed(before) <= room * 3 / 4 && needed(before) + pin <= room || all.len() == 1 {
            (
                before.to_vec(),
                all.get(org + 1..).unwrap_or_default().to_vec(),
            )
        } else {
            (
                all.iter().copied().filter(is_org).collect(),
                all.iter().copied().filter(|s| !is_org(s)).collect(),
            )
        };
    fixed.extend(pinned.filter(|_| needed(&fixed) + pin <= room));
    let fit = |from: usize| {
        let mut list = fixed.clone();
        for s in rest.iter().skip(from) {
            list.push(*s);
            if needed(&list) > room {
                list.pop();
                break;
            }
        }
        list
    };
    let has_cursor = |list: &[Shown]| {
        list.iter().any(|s| s.at == cursor) || !rest.iter().any(|s| s.at == cursor)
    };
    let mut list = (0..rest.len().max(1))
        .map(fit)
        .find(|list| has_cursor(list))
        .unwrap_or_else(|| fit(0));
    let spare = room.saturating_sub(needed(&list));
    if let Some(org) = list.iter_mut().find(|s| is_org(s)) {
        let wanted = WIDEST_ORGANIZATION.max(org.width);
        org.width = (org.width + spare).min(wanted).min(room);
    }
    list
}

/// Draws the table.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    geometry.hit(hit_area(area), Target::Table);
    let columns = shown_columns(
        &app.columns,
        app.column,
        app.query_of_rows().sort.first().map(|k| k.field),
        area.width.saturating_sub(GUTTER + 1),
    );
    geometry.table_columns = columns.iter().map(|s| s.at).collect();
    headers(
        app,
        theme,
        Rect { height: 1, ..area },
        &columns,
        buf,
        geometry,
    );
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    geometry.table_rows = usize::from(body.height);
    let rows = app.rows();
    if rows.is_empty() {
        nothing::draw(app, theme, body, buf, geometry);
        return;
    }
    let words = app.found_words();
    let last_first = rows.len().saturating_sub(usize::from(body.height));
    let offset = app
        .offset
        .clamp(
            app.cursor
                .saturating_sub(usize::from(body.height.saturating_sub(1))),
            app.cursor,
        )
        .min(last_first.max(app.offset.min(last_first)));
    for (y, (at, row)) in (body.y..body.bottom()).zip(rows.iter().enumerate().skip(offset)) {
        let area = Rect {
            y,
            height: 1,
            ..body
        };
        draw_row(app, theme, area, &columns, (at, *row), words, buf);
        geometry.hit(hit_area(area), Target::Row(at));
    }
}

fn headers(
    app: &App,
    theme: &Theme,
    area: Rect,
    columns: &[Shown],
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let mut x = area.x + GUTTER;
    for shown in columns {
        let Some(column) = app.columns.get(shown.at) else {
            continue;
        };
        let field = column.field;
        let query = app.query_of_rows();
        let key = query
            .sort
            .iter()
            .find(|k| k.field == field)
            .map(|k| k.descending);
        // The start order is by known date; it shows like any other.
        let by_default = query.sort.is_empty() && query.words().is_empty() && field.id == "known";
        let arrow = match key.or(by_default.then_some(true)) {
            Some(true) => theme.glyphs().sorted[1],
            Some(false) => theme.glyphs().sorted[0],
            None => "",
        };
        let width = usize::from(shown.width);
        let name = pen::fit(field.header, width.saturating_sub(pen::width(arrow)));
        let text = format!("{name}{arrow}");
        let text = if cells::is_right(field) {
            pen::right(&text, width)
        } else {
            pen::left(&text, width)
        };
        let focused = app.focus == Focus::Table && shown.at == app.column;
        let style = match (focused, arrow.is_empty()) {
            (true, _) => theme
                .style(Role::Accent)
                .add_modifier(ratatui::style::Modifier::UNDERLINED),
            (false, false) => theme.style(Role::Accent),
            (false, true) => theme.style(Role::Muted),
        };
        let start = x;
        x = pen::put(buf, area, x, area.y, &text, style);
        geometry.hit(
            hit_area(Rect {
                x: start,
                width: x.saturating_sub(start),
                ..area
            }),
            Target::Header(shown.at),
        );
        x += GAP;
    }
}

fn draw_row(
    app: &App,
    theme: &Theme,
    area: Rect,
    columns: &[Shown],
    (at, row): (usize, u32),
    words: &[Term],
    buf: &mut Buffer,
) {
    let here = at == app.cursor;
    let ground = match (here, app.focus) {
        (true, Focus::Table | Focus::Query) => theme.style(Role::Cursor),
        (true, _) => theme.style(Role::CursorDim),
        (false, _) => Style::new(),
    };
    if here {
        pen::fill(buf, area, theme.style(Role::Text).patch(ground));
        pen::put(
            buf,
            area,
            area.x,
            area.y,
            theme.glyphs().cursor,
            theme.style(Role::Accent).patch(ground),
        );
    }
    let starred = app.starred.contains(row as usize);
    let own = match (starred, app.notes.contains_key(&row)) {
        (true, true) => Some(Sign::StarNote),
        (true, false) => Some(Sign::Star),
        (false, true) => Some(Sign::Note),
        (false, false) => None,
    };
    for (offset, sign) in [(1, app.is_marked(row).then_some(Sign::Mark)), (2, own)] {
        if let Some(sign) = sign {
            let (glyph, style) = theme.sign(sign);
            pen::put(
                buf,
                area,
                area.x + offset,
                area.y,
                glyph,
                style.patch(ground),
            );
        }
    }
    let mut x = area.x + GUTTER;
    for shown in columns {
        let Some(column) = app.columns.get(shown.at) else {
            continue;
        };
        let is_placeholder = column
            .field
            .is_placeholder(&app.catalog.columns, row as usize);
        // The sign of a placeholder stands in the gap, so that figures stay below each other; where there is no
        // gap it takes a cell.
        let room = area.right().saturating_sub(u16::from(is_placeholder));
        let cell = Rect {
            x,
            width: shown.width.min(room.saturating_sub(x)),
            ..area
        };
        draw_cell(app, theme, cell, column.field, row, words, ground, buf);
        if is_placeholder {
            let (sign, style) = theme.sign(Sign::Unknown);
            let style = Style { bg: None, ..style }.patch(ground);
            pen::put(buf, area, cell.right(), area.y, sign, style);
        }
        x += shown.width + GAP;
    }
}

#[allow(clippy::too_many_arguments)] // a cell is what it is of, where, and on what
fn draw_cell(
    app: &App,
    theme: &Theme,
    area: Rect,
    field: &Field,
    row: u32,
    words: &[Term],
    ground: Style,
    buf: &mut Buffer,
) {
    let width = usize::from(area.width);
    if field.id == "org" {
        let line = organization(app, theme, row, words, ground, width);
        pen::put_line(buf, area, area.y, &line);
        return;
    }
    let (text, style) = match field.cell(&app.catalog, row as usize) {
        Some(cell) => {
            let role = match cell {
                Cell::Date(_) | Cell::Year(_) => Role::Muted,
                _ => Role::Text,
            };
            (
                cells::text(field, &cell, width, theme.glyphs()),
                theme.style(role),
            )
        }
        None => (
            theme.glyphs().not_stated.to_owned(),
            theme.style(Role::Muted),
        ),
    };
    let style = Style { bg: None, ..style };
    let text = if cells::is_right(field) {
        pen::right(&text, width)
    } else {
        pen::left(&text, width)
    };
    let style = style.patch(ground);
    // A count with its bar: the bar is beside the figure and quieter than it.
    match text
        .char_indices()
        .nth(3)
        .and_then(|(at, _)| text.split_at_checked(at))
    {
        Some((count, bar)) if cells::has_bar(field) => {
            let x = pen::put(buf, area, area.x, area.y, count, style);
            pen::put(
                buf,
                area,
                x,
                area.y,
                bar,
                style.patch(theme.style(Role::Bar)),
            );
        }
        _ => {
            pen::put(buf, area, area.x, area.y, &text, style);
        }
    }
}

/// The organization with what matched; a match elsewhere in the names is shown behind it.
fn organization(
    app: &App,
    theme: &Theme,
    row: u32,
    words: &[Term],
    ground: Style,
    width: usize,
) -> Line<'static> {
    let name = app.catalog.organization(row as usize);
    let text = Style {
        bg: None,
        ..theme.style(Role::Text)
    }
    .patch(ground);
    let mark = theme.style(Role::Match);
    let shown = pen::fit(name, width);
    let hits = highlight(words, &shown);
    let mut spans = pen::marked(&shown, &hits, text, mark);
    let left = width.saturating_sub(pen::width(&shown));
    if !words.is_empty()
        && left > 8
        && let Some((how, other)) = matched_elsewhere(app, row, words)
    {
        let muted = theme.style(Role::Muted).patch(ground);
        let prefix = format!("  {how}");
        let other = pen::fit(&other, left.saturating_sub(pen::width(&prefix)));
        let hits = highlight(words, &other);
        spans.push(ratatui::text::Span::styled(prefix, muted));
        spans.extend(pen::marked(&other, &hits, muted, mark));
    }
    Line::from(spans)
}

/// The first other name of the record that has a word which the organization's name has not.
fn matched_elsewhere(app: &App, row: u32, words: &[Term]) -> Option<(&'static str, String)> {
    let name = app.catalog.organization(row as usize);
    let missing: Vec<&Term> = words
        .iter()
        .filter(|w| highlight(std::slice::from_ref(w), name).is_empty())
        .collect();
    if missing.is_empty() {
        return None;
    }
    let incident = app.catalog.incident(row as usize)?;
    let has = |text: &str| {
        missing
            .iter()
            .any(|w| !highlight(std::slice::from_ref(w), text).is_empty())
    };
    let aliases = incident.aliases.iter().map(|a| ("= ", a.as_str()));
    let vendor = incident
        .third_party
        .iter()
        .map(|t| ("via ", t.name.as_str()));
    let operator = incident
        .system
        .operator
        .iter()
        .map(|o| ("via ", o.as_str()));
    let actor = incident.threat_actor.iter().map(|a| ("by ", a.as_str()));
    let clients = incident
        .downstream
        .iter()
        .map(|c| ("client ", c.name.as_str()));
    aliases
        .chain(vendor)
        .chain(operator)
        .chain(actor)
        .chain(clients)
        .find(|(_, t)| has(t))
        .map(|(how, t)| (how, t.to_owned()))
}
