//! What lies on top of a screen: help, palette, menus, the list of columns. The only things with a
//! border. It must not know what an entry does.

mod reading;

use super::{Caret, hit_area, line_field, pen};
use crate::{
    app::{
        App, Geometry, Overlay, Prompt, Target, line::Line as Edited, menu, menu::Choice,
        prompt::Stage,
    },
    tui::{
        theme::{Role, Sign, Theme},
        widget::scroll::Window,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

/// Draws the overlay that is open.
pub fn draw(
    app: &App,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> Caret {
    match &app.overlay {
        None => None,
        Some(Overlay::Report { lines, scroll }) => {
            reading::report(theme, area, lines, *scroll, buf, geometry);
            None
        }
        Some(Overlay::Help {
            scroll,
            find,
            typing,
        }) => reading::help(app, theme, area, (*scroll, find, *typing), buf, geometry),
        Some(Overlay::Palette { line, cursor }) => {
            let entries = menu::palette_entries(line.text());
            // While it is typed into, it gets shorter from below: the line stays where it is looked at.
            let whole = tall(menu::palette_entries("").len() + 2);
            let room = popup_area(area, 86, whole);
            let shown = popup_area(area, 86, tall(entries.len().max(1) + 2));
            let frame = Rect { y: room.y, ..shown };
            let inner = popup_at(theme, area, frame, "What shall be done?", buf, geometry);
            let caret = typed(theme, inner, line, buf, geometry);
            let rows: Vec<Row> = entries
                .iter()
                .map(|e| Row {
                    left: e.sentence.to_owned(),
                    right: format!("{}  {}", e.id, menu::palette_key(e)),
                    sign: None,
                })
                .collect();
            let list = Rect {
                y: inner.y + 2,
                height: inner.height.saturating_sub(2),
                ..inner
            };
            if rows.is_empty() {
                pen::put(
                    buf,
                    list,
                    list.x,
                    list.y,
                    "no action matches",
                    over(theme, Role::Muted),
                );
            }
            let first = draw_rows(theme, list, &rows, *cursor, buf, geometry);
            position(theme, list, (first, rows.len()), buf);
            Some(caret)
        }
        Some(Overlay::Menu {
            title,
            items,
            cursor,
        }) => {
            let rows: Vec<Row> = items
                .iter()
                .map(|i| Row {
                    left: i.label.clone(),
                    right: i.note.clone(),
                    sign: None,
                })
                .collect();
            let widest = rows
                .iter()
                .map(|r| pen::width(&r.left) + pen::width(&r.right) + 4)
                .max()
                .unwrap_or(20);
            let address = match items.get(*cursor).map(|i| &i.choice) {
                Some(Choice::Open(address)) => address.as_str(),
                _ => "",
            };
            let widest = widest.max(pen::width(title) + 4).max(pen::width(address));
            let wide = u16::try_from(widest + 4).unwrap_or(area.width).min(100);
            // What would be opened stands below in full, however long titles are: nobody opens unseen.
            let room = usize::from(wide.min(area.width.saturating_sub(2)).saturating_sub(4));
            let mut address = pen::wrap(address, room.max(1));
            address.retain(|line| !line.is_empty());
            let below = u16::try_from(address.len()).unwrap_or(u16::MAX).min(4);
            let tall = tall(rows.len()).saturating_add(below);
            let inner = popup(theme, area, title, wide, tall, buf, geometry);
            let below = below.min(inner.height.saturating_sub(1));
            let list = Rect {
                height: inner.height - below,
                ..inner
            };
            let first = draw_rows(theme, list, &rows, *cursor, buf, geometry);
            if below == 0 {
                position(theme, list, (first, rows.len()), buf);
            }
            for (y, line) in (list.bottom()..inner.bottom()).zip(&address) {
                pen::put(buf, inner, inner.x, y, line, over(theme, Role::Muted));
            }
            None
        }
        Some(Overlay::Prompt(prompt)) => Some(question(theme, area, prompt, buf, geometry)),
        Some(Overlay::Columns { cursor }) => {
            let rows: Vec<Row> = app
                .columns
                .iter()
                .map(|c| Row {
                    left: c.field.header.to_owned(),
                    right: format!("{}  {} wide", c.field.id, c.width),
                    sign: Some(c.shown),
                })
                .collect();
            let title = "Columns: space shows or hides, J K move, < > width, r resets";
            let inner = popup(theme, area, title, 66, tall(rows.len()), buf, geometry);
            let first = draw_rows(theme, inner, &rows, *cursor, buf, geometry);
            position(theme, inner, (first, rows.len()), buf);
            None
        }
    }
}

/// `1–20 of 84` on the edge below a list that is longer than its room: the first entry in sight, and how
/// many there are.
fn position(theme: &Theme, list: Rect, (first, of): (usize, usize), buf: &mut Buffer) {
    let window = Window {
        first,
        room: usize::from(list.height),
        total: of,
    };
    if window.total <= window.room {
        return;
    }
    let words = format!(" {} ", window.words());
    let x = list
        .right()
        .saturating_sub(u16::try_from(pen::width(&words)).unwrap_or(0));
    let edge = Rect {
        y: list.bottom(),
        height: 1,
        ..list
    };
    pen::put(buf, edge, x, edge.y, &words, over(theme, Role::Muted));
}

/// What is asked, what is typed, and below it in full why that was refused; returns where the cursor stands.
fn question(
    theme: &Theme,
    area: Rect,
    prompt: &Prompt,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> (u16, u16) {
    const WIDE: u16 = 76;
    let room = usize::from(WIDE.min(area.width.saturating_sub(2)).saturating_sub(4));
    let fault = match &prompt.stage {
        Stage::Refused(fault) => pen::wrap(
            &format!("{} {fault}", theme.glyphs().sign(Sign::Refused)),
            room,
        ),
        _ => Vec::new(),
    };
    let inner = popup(
        theme,
        area,
        prompt.title,
        WIDE,
        tall(fault.len() + 2),
        buf,
        geometry,
    );
    let caret = typed(theme, inner, &prompt.line, buf, geometry);
    let hint = match prompt.stage {
        Stage::Trying => "one moment; esc stops",
        _ => prompt.hint,
    };
    let hint = (&*pen::fit(hint, usize::from(inner.width)), Role::Muted);
    let lines = std::iter::once(hint).chain(fault.iter().map(|l| (&**l, Role::Error)));
    for (y, (line, role)) in (inner.y + 1..inner.bottom()).zip(lines) {
        pen::put(buf, inner, inner.x, y, line, over(theme, role));
    }
    caret
}

/// The line of text that is being typed, on the first row; returns where its cursor stands.
fn typed(
    theme: &Theme,
    area: Rect,
    line: &Edited,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> (u16, u16) {
    let prompt = format!("{} ", theme.glyphs().prompt);
    let x = pen::put(
        buf,
        area,
        area.x,
        area.y,
        &prompt,
        over(theme, Role::Accent),
    );
    let width = area.right().saturating_sub(x);
    let view = line.view(width.max(1));
    let shown = line.text().get(view.bytes.clone()).unwrap_or_default();
    let field = Rect {
        x,
        width,
        height: 1,
        ..area
    };
    line_field::cuts(theme, &view, field, over(theme, Role::Muted), buf);
    // Where a wide character is cut off at the left end there is a blank.
    let start = x.saturating_add(view.indent);
    pen::put(buf, field, start, area.y, shown, over(theme, Role::Overlay));
    line_field::hits(field, |column| Target::Typed(column, width), geometry);
    (x + view.cursor, area.y)
}

fn tall(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2)
}

/// A role on the ground of overlays.
fn over(theme: &Theme, role: Role) -> Style {
    let ground = theme.style(Role::Overlay);
    ground.patch(Style {
        bg: None,
        ..theme.style(role)
    })
}

struct Row {
    left: String,
    right: String,
    sign: Option<bool>,
}

/// Draws a list, scrolled so that the chosen entry is in sight; returns which entry is the first.
fn draw_rows(
    theme: &Theme,
    area: Rect,
    rows: &[Row],
    cursor: usize,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> usize {
    let fits = usize::from(area.height);
    geometry.overlay = (fits, rows.len());
    let first = cursor
        .saturating_sub(fits / 2)
        .min(rows.len().saturating_sub(fits));
    for (y, (at, row)) in (area.y..area.bottom()).zip(rows.iter().enumerate().skip(first)) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        let here = at == cursor;
        let ground = if here {
            over(theme, Role::Overlay).patch(theme.style(Role::Cursor))
        } else {
            over(theme, Role::Overlay)
        };
        pen::fill(buf, line, ground);
        let mut x = pen::put(
            buf,
            line,
            line.x,
            y,
            if here { theme.glyphs().cursor } else { " " },
            ground.patch(theme.style(Role::Accent)).patch(ground),
        );
        if let Some(on) = row.sign {
            let sign = if on {
                theme.glyphs().sign(Sign::Taken)
            } else {
                " "
            };
            x = pen::put(buf, line, x, y, &format!("{sign} "), ground);
        }
        let room = usize::from(line.right().saturating_sub(x));
        let left_room = pen::width(&row.left).min(room);
        let right_room = room.saturating_sub(left_room + 2);
        pen::put(buf, line, x, y, &pen::fit(&row.left, room), ground);
        let right = pen::fit(&row.right, right_room);
        let at_x = line
            .right()
            .saturating_sub(u16::try_from(pen::width(&right)).unwrap_or(0));
        let style = Style {
            bg: ground.bg,
            ..theme.style(Role::Muted)
        };
        pen::put(
            buf,
            line,
            at_x,
            y,
            &right,
            if here {
                style.patch(theme.style(Role::Cursor))
            } else {
                style
            },
        );
        geometry.hit(hit_area(line), Target::OverlayItem(at));
    }
    first
}

/// A framed area in the middle, cleared; returns what is inside.
fn popup(
    theme: &Theme,
    area: Rect,
    title: &str,
    width: u16,
    height: u16,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> Rect {
    popup_at(
        theme,
        area,
        popup_area(area, width, height),
        title,
        buf,
        geometry,
    )
}

/// Where a framed area of this size lies.
fn popup_area(area: Rect, width: u16, height: u16) -> Rect {
    let width = width
        .min(area.width.saturating_sub(2))
        .max(10.min(area.width));
    let height = height
        .min(area.height.saturating_sub(2))
        .max(3.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 3,
        width,
        height,
    }
}

/// The same in a given place.
fn popup_at(
    theme: &Theme,
    area: Rect,
    frame: Rect,
    title: &str,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> Rect {
    let Rect { width, height, .. } = frame;
    // Beside the popup everything is behind it: a click there closes it.
    geometry.hit(hit_area(area), Target::Table);
    geometry.hit(hit_area(frame), Target::Overlay);
    pen::fill(buf, frame, theme.style(Role::Overlay));
    let rule = over(theme, Role::Rule);
    let g = theme.glyphs();
    let [top_left, top_right, bottom_left, bottom_right] = g.corners;
    let bar = g.horizontal.repeat(usize::from(width.saturating_sub(2)));
    pen::put(
        buf,
        frame,
        frame.x,
        frame.y,
        &format!("{top_left}{bar}{top_right}"),
        rule,
    );
    pen::put(
        buf,
        frame,
        frame.x,
        frame.bottom() - 1,
        &format!("{bottom_left}{bar}{bottom_right}"),
        rule,
    );
    for y in frame.y + 1..frame.bottom() - 1 {
        pen::put(buf, frame, frame.x, y, g.vertical, rule);
        pen::put(buf, frame, frame.right() - 1, y, g.vertical, rule);
    }
    let title = pen::fit(title, usize::from(width.saturating_sub(6))).into_owned();
    let title = Line::from(Span::styled(format!(" {title} "), over(theme, Role::Title)));
    let top = Rect {
        x: frame.x + 2,
        width: width.saturating_sub(4),
        height: 1,
        ..frame
    };
    pen::put_line(buf, top, frame.y, &title);
    Rect {
        x: frame.x + 2,
        y: frame.y + 1,
        width: width.saturating_sub(4),
        height: height.saturating_sub(2),
    }
}
