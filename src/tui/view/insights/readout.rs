//! The last line of the Insights screen: what the cursor is on, in words, and what enter does there. It must
//! not know how figures are computed.

use super::pen;
use crate::{
    app::App,
    query::parse,
    report::words,
    tui::theme::{Role, Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

/// A rule, and under it what the cursor is on, in words.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.height < 4 {
        return;
    }
    let y = area.bottom() - 2;
    let rule = theme.glyphs().horizontal.repeat(usize::from(area.width));
    pen::put(buf, area, area.x, y, &rule, theme.style(Role::Rule));
    let state = &app.screens.insights;
    let room = usize::from(area.width.saturating_sub(2));
    let (text, of, hint) = match state.bar() {
        Some(bar) if bar.narrow.is_empty() => {
            (bar.readout.clone(), bar.placeholders, String::new())
        }
        Some(bar) => {
            let asked = bar.narrow.iter().all(|term| {
                let term = parse(term).query.terms;
                term.first().is_some_and(|t| app.query.terms.contains(t))
            });
            let verb = if asked { "takes back" } else { "narrows to" };
            (
                bar.readout.clone(),
                bar.placeholders,
                format!("enter {verb} {}", bar.narrow.join(" ")),
            )
        }
        None => (
            state.shown().map(|c| c.title.clone()).unwrap_or_default(),
            // The other titles are of incidents.
            match state.shown() {
                Some(chart) if chart.unit == "people" => chart.placeholders,
                _ => 0,
            },
            "enter shows the chart alone · tab goes into it".to_owned(),
        ),
    };
    let text = pen::fit(&text, room);
    let mut x = pen::put(buf, area, area.x + 1, y + 1, &text, theme.style(Role::Text));
    if of > 0 {
        // In few words, as the chart says what placeholders are; the hint gives way to them.
        let muted = theme.style(Role::Muted);
        let [.., says, short] = words::placeholders(of);
        let fits = |says: &&String| pen::width(&text) + 3 + pen::width(says) <= room;
        match [&says, &short].into_iter().find(fits) {
            Some(says) => x = pen::put(buf, area, x, y + 1, &format!(" · {says}"), muted),
            // Beside a long line there is no room, but in the rule above it.
            None => {
                let says = format!(" {short} ");
                let wide = u16::try_from(pen::width(&says) + 1).unwrap_or(area.width);
                let at = area.right().saturating_sub(wide).max(area.x);
                pen::put(buf, area, at, y, &says, muted);
            }
        }
    }
    let wide = u16::try_from(pen::width(&hint)).unwrap_or(area.width);
    if !hint.is_empty() && x + 3 + wide < area.right() {
        pen::put(buf, area, x + 3, y + 1, &hint, theme.style(Role::Muted));
    }
}
