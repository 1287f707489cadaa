//! The query line: what is asked, and beside it how many incidents answer. It must not know what lies
//! above and below it.

use super::{Caret, hit_area, line_field, pen};
use crate::{
    app::{App, Focus, Geometry, Target},
    query::QueryError,
    report::human,
    tui::theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// `29 of 179 · 90.9M people`
fn answer_text(app: &App) -> String {
    let (n, of) = (app.answer.rows.len(), app.catalog.incidents());
    let people = if app.answer.counted > 0 {
        format!(" · {} people", human::people(app.answer.people))
    } else {
        String::new()
    };
    let [n_text, of_text] = [n, of].map(|n| human::exact(n as u64));
    // What is being worked out is mentioned behind the figure that still stands.
    let working = app.slow_work().map(|w| format!(" · {w}"));
    let working = working.unwrap_or_default();
    // Of an answer that is not whole nobody knows yet how many incidents it has.
    if app.is_long_beginning() {
        return format!("the first {}{working}", human::incidents(app.rows().len()));
    }
    let so_far = match (app.incomplete, app.cut_short) {
        (true, _) => " so far",
        (_, true) => ", not all",
        _ => "",
    };
    if n == of {
        format!("{}{so_far}{working}{people}", human::incidents(n))
    } else {
        format!("{n_text} of {of_text}{so_far}{working}{people}")
    }
}

/// Columns between the query and the count, with the one behind it.
const COUNT_GAP: usize = 4;

/// How many incidents answer the query, at the right end of its line where that is free.
fn count(text: &str, theme: &Theme, area: Rect, used: u16, buf: &mut Buffer) {
    let shorter = text.rsplit_once(" · ").map_or("", |(start, _)| start);
    let short = text.split(" · ").next().unwrap_or_default();
    for text in [text, shorter, short] {
        let wide = u16::try_from(pen::width(text)).unwrap_or(u16::MAX);
        let gap = u16::try_from(COUNT_GAP).unwrap_or(u16::MAX);
        if used.saturating_add(wide).saturating_add(gap) <= area.right() {
            pen::put(
                buf,
                area,
                area.right() - wide - 1,
                area.y,
                text,
                theme.style(Role::Muted),
            );
            return;
        }
    }
}

/// How wide the text of the query may be beside the count in its shortest form. It is the same whatever
/// is counted, so that a long line does not shift while it is typed.
fn query_width(app: &App, answer: &str, width: u16) -> u16 {
    /// So much of the text is seen in any case.
    const LEAST: u16 = 12;
    let short = answer.split(" · ").next().unwrap_or_default();
    let of = human::exact(app.catalog.incidents() as u64);
    let count = pen::width(short).max(pen::width(&format!("{of} of {of}")));
    let count = u16::try_from(count + COUNT_GAP).unwrap_or(u16::MAX);
    width.saturating_sub(count).max(LEAST.min(width)).max(1)
}

/// What the empty query line says, where there is room for it.
const INVITATIONS: [&str; 3] = [
    "press / and type a name, ssn, method:ransomware, affected:>1M …",
    "press / and type a name, ssn, affected:>1M …",
    "press / and type a name",
];

/// The query line; returns where its cursor stands when it has the keys.
pub fn draw(
    app: &App,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
    geometry: &mut Geometry,
) -> Caret {
    let focused = app.focus == Focus::Query;
    let prompt = theme.style(if focused { Role::Accent } else { Role::Muted });
    let x = pen::put(
        buf,
        area,
        area.x + 1,
        area.y,
        &format!("{} ", theme.glyphs().prompt),
        prompt,
    );
    let field = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    let answer = answer_text(app);
    let width = query_width(app, &answer, field.width);
    geometry.hit(
        hit_area(Rect { x: area.x, ..area }),
        Target::Query(0, width),
    );
    line_field::hits(field, |column| Target::Query(column, width), geometry);
    if app.line.is_empty() && !focused {
        // The count stays whole beside it; the invitation loses its last examples.
        let taken = pen::width(&answer) + COUNT_GAP;
        let room = usize::from(field.width).saturating_sub(taken);
        let text = INVITATIONS
            .iter()
            .find(|text| pen::width(text) <= room)
            .map_or("/", |text| text);
        let end = pen::put(buf, field, x, area.y, text, theme.style(Role::Muted));
        count(&answer, theme, area, end, buf);
        return None;
    }
    // Nobody edits it: its beginning says what is asked. Its end alone would read like another query.
    let view = if focused {
        app.line.view(width)
    } else {
        app.line.beginning(width)
    };
    line_field::cuts(theme, &view, field, theme.style(Role::Muted), buf);
    let mut at = x + view.indent;
    let text = app.line.text();
    for (i, c) in text.char_indices().filter(|(i, _)| view.bytes.contains(i)) {
        let wrong = app.parsed.errors.iter().find(|e| e.span.contains(&i));
        let style = match wrong {
            Some(e) if e.unfinished || is_being_typed(app, e) => theme.style(Role::Muted),
            Some(_) => theme.style(Role::Error).patch(theme.style(Role::Match)),
            None => theme.style(Role::Text),
        };
        // One character after the other: those of one grapheme fall into the same cells.
        at = put_char(buf, field, at, area.y, c, style);
    }
    if let Some(behind) = view.cut_behind {
        at = x + behind + 1;
    }
    count(&answer, theme, area, at, buf);
    focused.then_some((x + view.cursor, area.y))
}

fn put_char(buf: &mut Buffer, area: Rect, x: u16, y: u16, c: char, style: Style) -> u16 {
    let mut bytes = [0; 4];
    let text: &str = c.encode_utf8(&mut bytes);
    if pen::width(text) == 0 {
        // A combining mark belongs to the cell before it.
        if let Some(cell) = x.checked_sub(1).and_then(|x| buf.cell_mut((x, y))) {
            let joined = format!("{}{c}", cell.symbol());
            cell.set_symbol(&joined);
        }
        return x;
    }
    pen::put(buf, area, x, y, text, style)
}

/// True for a fault under the cursor that typing on may mend: nothing is said of it yet.
pub fn is_being_typed(app: &App, fault: &QueryError) -> bool {
    let at_cursor = fault.span.start <= app.line.cursor() && app.line.cursor() <= fault.span.end;
    app.focus == Focus::Query
        && at_cursor
        && (fault.unfinished || !app.completing.list.items.is_empty())
}
