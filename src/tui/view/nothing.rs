//! What stands where nothing matches: which term removed the most, and what there is to press, on every
//! screen alike. It must not know whose place it takes.

use super::{hit_area, pen};
use crate::{
    app::{
        App, Command, Focus, Geometry, Target,
        keymap::{Place, key_for},
    },
    query::{self, Test},
    report::human,
    tui::theme::{Role, Theme},
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

/// What can be done, with the command that does it; a remark has none.
fn offers(app: &App) -> Vec<(Option<Command>, String)> {
    let mut out = Vec::new();
    let most = app.relief.iter().copied().enumerate();
    let most = most.max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0);
    if let Some((at, n)) = most
        && app.query.terms.len() > 1
        && let Some(term) = app.query.terms.get(at)
    {
        let without = human::incidents(n);
        let text = format!("drops {term}: without it {without}");
        out.push((Some(Command::DropTerm), text));
    }
    if let [term] = app.query.terms.as_slice()
        && let Test::Word(word) = &term.test
        && word.contains(',')
    {
        let text = format!("org:{word} asks for any of these names");
        out.push((None, text));
    }
    if let Some((_, term)) = query::meant(&app.query).next() {
        out.push((None, format!("perhaps meant: {term}")));
    }
    // In the query line the letters are typed; undo waits until it is left.
    if !app.history.back.is_empty() && app.focus != Focus::Query {
        out.push((Some(Command::Undo), "undoes the last change".to_owned()));
    }
    if app.focus == Focus::Query {
        out.push((Some(Command::DeleteToStart), "clears the line".to_owned()));
        return out;
    }
    out.push((Some(Command::ClearQuery), "shows every incident".to_owned()));
    out
}

/// Draws it; each line can be clicked.
pub fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer, geometry: &mut Geometry) {
    let inner = Rect {
        x: area.x + 3.min(area.width),
        width: area.width.saturating_sub(4),
        ..area
    };
    let mut y = area.y + 1;
    let head = Line::styled("No incident matches.", theme.style(Role::Text));
    pen::put_line(buf, inner, y, &head);
    y += 2;
    let place = if app.focus == Focus::Query {
        Place::QueryLine
    } else {
        Place::Anywhere
    };
    for (command, text) in offers(app) {
        let key = command.and_then(|c| key_for(c, place)).unwrap_or_default();
        let key = pen::left(key, 7);
        let lines = pen::wrap(&text, usize::from(inner.width).saturating_sub(8));
        for (i, text) in lines.into_iter().enumerate() {
            let key = if i == 0 { key.clone() } else { " ".repeat(7) };
            let line = Line::from(vec![
                Span::styled(key, theme.style(Role::Key)),
                Span::styled(text, theme.style(Role::Muted)),
            ]);
            if y >= inner.bottom() {
                return;
            }
            pen::put_line(buf, inner, y, &line);
            if let Some(command) = command {
                let row = Rect {
                    y,
                    height: 1,
                    ..inner
                };
                geometry.hit(hit_area(row), Target::Hint(command));
            }
            y += 1;
        }
    }
}
