//! Severity in the detail pane: the result among the counts, and its terms with their reasons. It must
//! not know how a term is found; that is `analysis::severity`.

use super::sheet::{Cell, Sheet, glued, plain};
use crate::{
    analysis::severity::{self, Level},
    model::Incident,
    report::human,
    tui::{
        theme::{Role, Sign},
        view::pen,
        widget::chart,
    },
};
use ratatui::text::Span;

/// Cells of the bar of people.
const BAR: u16 = 18;
/// Where the bar ends: a billion people.
const DECADES: f64 = 9.0;

/// One line: `4 x 1 + 1.25 = 5.25, very high`.
pub fn line(sheet: &mut Sheet<'_>, incident: &Incident) {
    let runs = match severity::assess(incident) {
        None => sheet.not_stated(),
        Some(s) => {
            let role = match s.level() {
                Level::Low | Level::Medium => Role::Text,
                Level::High => Role::Possible,
                Level::VeryHigh => Role::Exposed,
            };
            let text = s.to_string();
            let (sum, result) = text.split_once(" = ").unwrap_or(("", &text));
            let mut style = sheet.style(role);
            style.bg = None;
            vec![
                sheet.muted(format!("{} = ", glued(sum))),
                Span::styled(glued(result), style),
            ]
        }
    };
    sheet.fact("Severity", runs);
}

/// Every term with its reason, the people beside it on a scale of their own, and the method.
pub fn terms(sheet: &mut Sheet<'_>, incident: &Incident) {
    let Some(s) = severity::assess(incident) else {
        return;
    };
    sheet.heading("Severity");
    let score = s
        .terms()
        .map(|t| t.score.to_string().len())
        .max()
        .unwrap_or(1);
    let name = s.terms().map(|t| t.name.len()).max().unwrap_or(0);
    let room = sheet.room();
    for (at, term) in s.terms().enumerate() {
        let sign = match at {
            0 => " ",
            1 => "x",
            _ => "+",
        };
        let lead = vec![sheet.muted(sign)];
        let figure = vec![plain(term.score.to_string())];
        let label = vec![plain(term.name)];
        let reason = vec![sheet.muted(term.reason.clone())];
        let rest = room.saturating_sub(2 + score + 2);
        if rest >= name + 2 + 24 {
            let cells = vec![
                Cell::new(0, 1, lead),
                Cell::new(1, score, figure).right(),
                Cell::new(2, name, label),
                Cell::new(2, rest - name - 2, reason),
            ];
            sheet.row(cells);
        } else {
            let cells = vec![
                Cell::new(0, 1, lead),
                Cell::new(1, score, figure).right(),
                Cell::new(2, rest, label),
            ];
            sheet.row(cells);
            sheet.row(vec![Cell::new(2 + score + 2, rest, reason)]);
        }
    }
    people(sheet, incident);
    sheet.remark(severity::METHOD);
}

/// How many, on a logarithmic scale from one to a billion: the method leaves numbers to judgement.
fn people(sheet: &mut Sheet<'_>, incident: &Incident) {
    let Some(count) = incident.affected.count else {
        let mut runs = vec![sheet.muted("people ")];
        runs.extend(sheet.not_stated());
        return sheet.prose(runs);
    };
    let mut runs = vec![sheet.muted(glued("people "))];
    if sheet.is_wide() {
        let glyphs = sheet.page.theme.glyphs();
        let bar = chart::bar(severity::people_scale(count), DECADES, BAR, glyphs);
        let rest = usize::from(BAR).saturating_sub(pen::width(&bar));
        runs.push(Span::styled(glued(&bar), sheet.style(Role::Bar)));
        runs.push(Span::styled("░".repeat(rest), sheet.style(Role::BarMuted)));
        runs.push(plain(glued(" ")));
    }
    runs.push(plain(human::people(count)));
    runs.push(sheet.muted(", log scale to a billion; not part of the score"));
    if incident.count_is_placeholder() {
        runs.push(plain(" "));
        runs.push(sheet.sign(Sign::Unknown));
    }
    sheet.prose(runs);
}
