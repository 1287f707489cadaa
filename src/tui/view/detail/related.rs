//! What else is worth looking at from one incident: its signals, and the incidents most like it. It must
//! not know how they were found.

use super::{
    sheet::{Cell, Sheet, joined, plain},
    wrap::{GLUE, Run},
};
use crate::{
    app::{
        Command, Target,
        keymap::{Place, key_for},
        screens::signals::signals_of,
    },
    model::{
        Incident,
        vocabulary::{SignalKind, Vocabulary},
    },
    tui::theme::Role,
};
use ratatui::text::Span;

/// A key and what it does, below what it is for.
fn hint(sheet: &mut Sheet<'_>, command: Command, what: &str) {
    let Some(key) = key_for(command, Place::BrowseScreen) else {
        return;
    };
    sheet.target = Some(Target::Hint(command));
    let runs = vec![
        Span::styled(key, sheet.style(Role::Key)),
        sheet.muted(format!("{GLUE}{what}")),
    ];
    sheet.prose(runs);
    sheet.target = None;
}

/// The signals that were read from the incident, with the key that shows them.
pub fn signals(sheet: &mut Sheet<'_>, incident: &Incident) {
    let signals: Vec<_> = signals_of(&incident.id).collect();
    if signals.is_empty() {
        return;
    }
    sheet.heading("Signals");
    sheet.target = Some(Target::Hint(Command::SignalsOf));
    for kind in SignalKind::ALL {
        let of_kind = signals.iter().filter(|s| s.kind == *kind);
        let names: Vec<Vec<Run>> = of_kind.map(|s| vec![plain(s.name.to_string())]).collect();
        if !names.is_empty() {
            let runs = joined(sheet, names);
            sheet.fact(kind.label(), runs);
        }
    }
    hint(sheet, Command::SignalsOf, "shows them in full");
}

/// The incidents most like this one, and what they have in common with it.
pub fn similar(sheet: &mut Sheet<'_>) {
    let alike = sheet.page.alike;
    if alike.is_empty() {
        return;
    }
    /// Cells of `100 %`.
    const SHARE: usize = 5;
    sheet.heading("Similar incidents");
    for a in alike {
        sheet.target = Some(Target::Incident(a.row));
        let share = vec![plain(format!("{}{GLUE}%", a.percent))];
        let mut runs: Vec<Run> = sheet.name(&a.organization, None);
        if let Some(year) = a.year {
            runs.push(sheet.muted(format!("{GLUE}·{GLUE}{year}")));
        }
        let room = sheet.room().saturating_sub(SHARE + 2);
        sheet.row(vec![
            Cell::new(0, SHARE, share).right(),
            Cell::new(2, room, runs),
        ]);
        let shared = vec![sheet.muted(a.shared.join("; "))];
        let room = room.min(84);
        sheet.row(vec![Cell::new(SHARE + 2, room, shared)]);
        sheet.target = None;
    }
    hint(
        sheet,
        Command::MarkSimilar,
        "marks this incident and these, to compare them",
    );
}
