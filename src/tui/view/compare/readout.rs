//! The chosen cell in full, at the bottom of the screen: what a column has no room for. It must not know
//! where the cell stands.

use crate::{
    analysis::{
        clocks::{self, Rules},
        compare::{Agreement, Cell, Followed, PeerFigure, Row, SectionKind, Taken},
        intervals::Interval,
    },
    app::{App, menu},
    model::{Incident, Vocabulary},
    report::{comparison, human, timelines, words},
    tui::{
        theme::{Role, Theme},
        view::{compare::cell, pen},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

/// Of the peers' words so many are named, the most frequent ones.
const MOST_WORDS: usize = 8;

/// Draws the readout at the bottom of an area; returns how many rows it takes, its rule included. It
/// takes what it needs, but leaves half of the area.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buf: &mut Buffer) -> u16 {
    let (head, text) = words_of(app);
    let width = usize::from(area.width.saturating_sub(2));
    let most = usize::from(area.height / 2).saturating_sub(1).max(1);
    let lines = cell::clip(&format!("{head}: {text}"), width, most);
    // One row more than a short text needs: the lines above should not jump at every step.
    let tall = u16::try_from(lines.len().max(2.min(most))).unwrap_or(1);
    let top = area.bottom().saturating_sub(tall + 1).max(area.y);
    let rule = theme.glyphs().horizontal.repeat(usize::from(area.width));
    pen::put(buf, area, area.x, top, &rule, theme.style(Role::Rule));
    let mut left = pen::width(&head) + 1;
    for (y, line) in (top + 1..area.bottom()).zip(&lines) {
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        pen::put_line(buf, inner, y, &split(line, &mut left, theme));
    }
    tall + 1
}

/// A line of the readout, its first cells in the style of the head.
fn split(line: &str, left: &mut usize, theme: &Theme) -> Line<'static> {
    let (mut head, mut rest) = (String::new(), String::new());
    for c in line.chars() {
        let to = if *left > 0 { &mut head } else { &mut rest };
        to.push(c);
        *left = left.saturating_sub(pen::width(c.encode_utf8(&mut [0; 4])));
    }
    // The break between two lines stands for the blank between two words.
    *left = left.saturating_sub(1);
    Line::from(vec![
        Span::styled(head, theme.style(Role::Accent)),
        Span::styled(rest, Style::new()),
    ])
}

/// What is chosen, and everything that is stated there.
fn words_of(app: &App) -> (String, String) {
    let state = &app.screens.compare;
    let heads = state.shown.iter().flat_map(|c| &c.heads);
    let names: Vec<String> = heads.map(comparison::head).collect();
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    let Some((kind, row)) = state.row(state.cursor) else {
        let at = state.timeline(state.cursor).unwrap_or_default();
        let timeline = state.timelines.get(at).and_then(Option::as_ref);
        let text = timeline.map_or_else(
            || "no event is stated".to_owned(),
            |t| format!("{}: {}", timelines::zero_text(t), menu::events(t, " · ")),
        );
        return (name(at), text);
    };
    let Some(cell) = row.cells.get(state.column) else {
        let text = row.peers.as_ref().map_or_else(
            || "no figure is made of names and dates".to_owned(),
            |p| peers(p, row),
        );
        return (format!("{}, peers", row.label), text);
    };
    let mut text = full(cell);
    if *cell == Cell::DoesNotApply {
        text.push_str(", as far as is stated");
    } else if *cell == Cell::NotStated {
        text.push_str(match kind {
            SectionKind::Facts | SectionKind::Days => ": the sources do not say",
            _ => ": neither yes nor no, the sources are silent",
        });
    } else if let Some(incident) = app.compared_incident() {
        for note in notes(incident, kind, row.id) {
            text.push_str(" · ");
            text.push_str(&note);
        }
    }
    text.push_str(match kind {
        _ if row.agreement == Agreement::Differs => " · ≠ differs",
        SectionKind::Clocks if row.agreement == Agreement::Partly => " · ◐ applies to some only",
        _ if row.agreement == Agreement::Partly => " · ◐ stated by some only",
        SectionKind::Response => " · = the same in all, days and providers aside",
        SectionKind::Consequences => " · = the same in all, dates and courts aside",
        _ => " · = the same in all",
    });
    (format!("{}, {}", row.label, name(state.column)), text)
}

/// A cell with everything that is known of it.
fn full(cell: &Cell) -> String {
    match cell {
        Cell::NotStated => "not stated".to_owned(),
        Cell::DoesNotApply => "this rule does not apply".to_owned(),
        Cell::People {
            count,
            qualifier,
            placeholder,
        } => {
            let count = words::people(&human::exact(*count), *qualifier);
            if *placeholder {
                format!("{count} ? {}", words::PLACEHOLDER)
            } else {
                count
            }
        }
        Cell::Exposure(status) => status.label().to_owned(),
        Cell::Measure(t) => measure(t),
        Cell::Consequence(f) => consequence(f),
        Cell::Clock(c) => c.outcome.to_string(),
        Cell::Days(_)
        | Cell::Text(_)
        | Cell::Word(_)
        | Cell::Words(_)
        | Cell::Count(_)
        | Cell::Date { .. } => words::cell(cell),
    }
}

fn measure(t: &Taken) -> String {
    let mut out = vec![t.status.label().to_owned()];
    out.extend(t.months.map(|m| format!("{m} months")));
    out.extend(t.provider.as_ref().map(|p| format!("by {p}")));
    out.extend(t.amount_usd.map(|n| format!("${}", human::exact(n))));
    out.extend(t.date.map(|d| d.to_string()));
    out.extend(
        t.after
            .map(|a| format!("{} from detection", words::offset(a))),
    );
    out.join(", ")
}

fn consequence(f: &Followed) -> String {
    let mut out = vec![match f.times {
        1 => "one".to_owned(),
        n => format!("{n}, of which the largest or first:"),
    }];
    out.extend(f.amount_usd.map(|n| format!("${}", human::exact(n))));
    out.extend(f.body.as_ref().map(ToString::to_string));
    out.extend(f.date.map(|d| d.to_string()));
    out.join(", ")
}

/// What the record adds in words, each with the number of its source.
fn notes(r: &Incident, kind: SectionKind, id: &str) -> Vec<String> {
    match kind {
        SectionKind::Facts if id == "affected" => {
            let basis = r.affected.basis.iter().map(ToString::to_string);
            let note = r.affected.note.iter().map(ToString::to_string);
            basis.chain(note).collect()
        }
        SectionKind::Exposed => {
            let each = r.exposed.iter().filter(|e| e.data.id() == id);
            each.filter_map(|e| e.note.as_ref().map(ToString::to_string))
                .collect()
        }
        SectionKind::Response => {
            let each = r.response.iter().filter(|m| m.measure.id() == id);
            each.filter_map(|m| {
                let note = m.note.as_ref()?;
                Some(format!("{note}{}", words::citation(r, m.source.as_ref())))
            })
            .collect()
        }
        SectionKind::Consequences => {
            let each = r.consequences.iter().filter(|c| c.kind.id() == id);
            each.filter_map(|c| {
                let note = c.note.as_ref()?;
                Some(format!("{note}{}", words::citation(r, c.source.as_ref())))
            })
            .collect()
        }
        SectionKind::Days => {
            let ends = Interval::from_id(id).map(|i| i.ends(r));
            let dates = ends.and_then(|(from, to)| from.zip(to));
            dates
                .map(|(from, to)| format!("from {from} to {to}"))
                .into_iter()
                .collect()
        }
        SectionKind::Clocks => {
            let verdict = Rules::bundled()
                .get(id)
                .and_then(|rule| clocks::verdict(r, rule));
            let sentences = verdict
                .iter()
                .flat_map(|v| v.sentences().into_iter().skip(1));
            sentences
                .map(|s| words::numbered(r, s.trim_end_matches('.').to_owned()))
                .collect()
        }
        SectionKind::Facts => Vec::new(),
    }
}

/// The figures of the peers, words with every count.
fn peers(figure: &PeerFigure, row: &Row) -> String {
    match figure {
        PeerFigure::Words { counts, of } => {
            let mut each: Vec<String> = counts
                .iter()
                .take(MOST_WORDS)
                .map(|(w, n)| format!("{} {}", w.label, human::share(*n as u64, *of as u64)))
                .collect();
            let more = counts.len().saturating_sub(MOST_WORDS);
            each.extend((more > 0).then(|| format!("{more} rarer ones")));
            format!("{}; of {of} that state it", each.join(", "))
        }
        PeerFigure::Data {
            exposed,
            possible,
            safe,
            of,
        } => format!(
            "{exposed} exposed, {possible} possibly, {safe} stated not involved, of {of} that state any data"
        ),
        PeerFigure::Measure {
            taken, refused, of, ..
        } => format!(
            "{} · {taken} took or offered it, {refused} refused, of {of} that state any measure",
            words::peers(figure, &row.cells)
        ),
        PeerFigure::Consequence { had, of, .. } => {
            format!("{} · {had} of all {of}", words::peers(figure, &row.cells))
        }
        PeerFigure::People(_) | PeerFigure::Days(_) => words::peers(figure, &row.cells),
    }
}
