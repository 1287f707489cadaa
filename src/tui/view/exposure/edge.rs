//! What surrounds the exposure matrix: title, groups and names above it, counts and signs below. It must
//! not know the rows.

use super::{GUTTER, Sight, cells};
use crate::{
    app::{
        App, Geometry, Target,
        screens::exposure::{
            Line,
            columns::{Column, GROUPS},
        },
    },
    model::vocabulary::{DataType, Vocabulary},
    report::human,
    tui::{
        theme::{self, Role, Theme},
        view::{hit_area, pen},
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

/// `179 incidents · diagnosis exposed first, here only      columns 1–20 of 51 · 11 types that none has are hidden`
pub(super) fn title(app: &App, theme: &Theme, area: Rect, sight: &Sight, buf: &mut Buffer) {
    let n = app.answer.rows.len();
    let orders = match app.exposure_order().map(|column| column.label()) {
        Some(label) => vec![
            format!("{label} exposed first, here only"),
            format!("{label} first, here only"),
            format!("{label} first"),
        ],
        None => vec!["by data, in the query's order".to_owned()],
    };
    let lefts: Vec<String> = orders
        .iter()
        .map(|order| format!("{} · {order}", human::incidents(n)))
        .collect();
    let mut right = Vec::new();
    let (shown, of) = (sight.shown.len(), sight.all.len());
    if shown < of {
        let first = sight.shown.first().map_or(0, |p| p.index + 1);
        let word = if area.width < 100 { "" } else { "columns " };
        right.push(format!("{word}{first}–{} of {of}", first + shown - 1));
    }
    let drawn = sight.all.iter().fold(0, |set, c| set | c.set());
    let hidden = DataType::ALL
        .iter()
        .filter(|d| drawn & d.bit() == 0)
        .count();
    if hidden > 0 {
        let word = if area.width < 100 {
            "unused hidden"
        } else if hidden == 1 {
            "type that none has is hidden"
        } else {
            "types that none has are hidden"
        };
        right.push(format!("{hidden} {word}"));
    }
    let wide = usize::from(area.width.saturating_sub(2));
    let right = pen::fit(&right.join(" · "), wide).into_owned();
    let room = wide.saturating_sub(pen::width(&right) + 2);
    let left = lefts.iter().find(|left| pen::width(left) <= room);
    let left = left.or(lefts.last()).map_or("", String::as_str);
    let left = pen::fit(left, room);
    let y = area.y;
    pen::put(buf, area, area.x + 1, y, &left, theme.style(Role::Title));
    let x = area.right().saturating_sub(cells(&right) + 1);
    pen::put(buf, area, x, y, &right, theme.style(Role::Muted));
}

/// The names of the groups over their columns.
pub(super) fn groups(
    app: &App,
    theme: &Theme,
    row: Rect,
    sight: &Sight,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let area = sight.columns.matrix(row);
    let mut at = 0;
    while let Some(first) = sight.shown.get(at) {
        let group = first.column.group();
        let rest = sight.shown.iter().skip(at);
        let n = rest.take_while(|p| p.column.group() == group).count();
        at += n.max(1);
        // A group's name has the room up to the next group.
        let end = sight.shown.get(at).map_or(area.width, |next| next.x);
        let width = end.saturating_sub(first.x).saturating_sub(1);
        let folded = match (app.exposure_folded(group), theme.glyphs().ascii) {
            (true, false) => "▸",
            (false, false) => "▾",
            (true, true) => "+",
            (false, true) => "-",
        };
        let name = GROUPS.get(group).map_or("", |g| g.name);
        let text = format!("{folded} {name}");
        let here = sight.at.is_some_and(|c| c.group() == group);
        let style = theme.style(if here { Role::Accent } else { Role::Muted });
        let x = area.x + first.x;
        let text = pen::fit(&text, usize::from(width));
        pen::put(buf, area, x, area.y, &text, style);
        let hit = Rect { x, width, ..area };
        geometry.hit(hit_area(hit), Target::Cell(Line::Groups.number(), group));
    }
}

/// The names of the columns.
pub(super) fn names(
    app: &App,
    theme: &Theme,
    row: Rect,
    sight: &Sight,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let area = sight.columns.matrix(row);
    let muted = theme.style(Role::Muted);
    pen::put(buf, row, row.x + GUTTER, row.y, "Organization", muted);
    for p in &sight.shown {
        let ordered = app.exposure_order() == Some(p.column);
        let name = match p.column {
            Column::Data(data) => data.word().short,
            Column::Group(_) => "all",
        };
        let arrow = if ordered {
            theme.glyphs().sorted[1]
        } else {
            ""
        };
        let style = if sight.at == Some(p.column) {
            theme.style(Role::Accent).add_modifier(Modifier::UNDERLINED)
        } else if ordered {
            theme.style(Role::Accent)
        } else {
            theme.style(Role::Text)
        };
        let x = area.x + p.x;
        let own = Rect {
            x,
            width: p.width.min(area.right().saturating_sub(x)),
            ..area
        };
        pen::put(buf, own, x, own.y, &format!("{name}{arrow}"), style);
        let target = Target::Cell(Line::Names.number(), p.index + 1);
        geometry.hit(hit_area(own), target);
    }
    if sight.columns.severity > 0 {
        let text = pen::right("severity", 8);
        pen::put(buf, row, area.right() + 1, row.y, &text, muted);
    }
}

/// A count in at most three cells: `987`, `9k`, `99k`, `.9M`, `9M`.
fn short(n: usize) -> String {
    match n {
        0..1_000 => n.to_string(),
        1_000..100_000 => format!("{}k", n / 1_000),
        100_000..1_000_000 => format!(".{}M", n / 100_000),
        1_000_000..100_000_000 => format!("{}M", n / 1_000_000),
        _ => "lot".to_owned(),
    }
}

/// Counts under the columns.
pub(super) fn foot(
    theme: &Theme,
    row: Rect,
    sight: &Sight,
    (name, role): (&str, Role),
    count: &dyn Fn(Column) -> usize,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) {
    let area = sight.columns.matrix(row);
    let label = pen::fit(name, usize::from(sight.columns.name)).into_owned();
    let x = row.x + GUTTER;
    pen::put(buf, row, x, row.y, &label, theme.style(Role::Muted));
    for p in &sight.shown {
        let n = count(p.column);
        let (text, style) = if n == 0 {
            ("·".to_owned(), theme.style(Role::Rule))
        } else {
            (short(n), theme.style(role))
        };
        let text = if theme.glyphs().ascii && n == 0 {
            ".".to_owned()
        } else {
            text
        };
        // Short numbers stand under the sign, long ones under the name.
        let x = area.x + p.x + u16::from(text.chars().count() < 3);
        pen::put(buf, area, x, row.y, &text, style);
        let hit = Rect {
            x: area.x + p.x,
            width: p.width,
            ..area
        };
        let target = Target::Cell(Line::Foot.number(), p.index + 1);
        geometry.hit(hit_area(hit), target);
    }
}

/// The signs with their words.
pub(super) fn legend(theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut x = area.x + 1;
    for sign in [
        theme::Sign::Exposed,
        theme::Sign::Possible,
        theme::Sign::Safe,
    ] {
        let (glyph, style) = theme.sign(sign);
        x = pen::put(buf, area, x, area.y, glyph, style);
        let word = sign.meaning();
        x = pen::put(buf, area, x + 1, area.y, word, theme.style(Role::Muted)) + 3;
    }
    let text = "blank: not stated";
    x = pen::put(buf, area, x, area.y, text, theme.style(Role::Muted)) + 3;
    let text = "in a group the most sensitive first; severity after ENISA, our mapping";
    if x + cells(text) < area.right() {
        pen::put(buf, area, x, area.y, text, theme.style(Role::Muted));
    }
}
