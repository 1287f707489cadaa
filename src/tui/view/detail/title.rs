//! The head of the pane: who and when on one line, and what kind of organization on a second. It must
//! not grow: both lines are cut, and the Overview has every part of them in full.

use super::{
    Page, PageLine,
    highlight::is_hit,
    sheet::{Sheet, joined, plain},
    wrap::{self, Run},
};
use crate::{
    analysis::intervals,
    model::{
        Incident,
        places::{COUNTRIES, US_STATES, name_of},
        vocabulary::Vocabulary,
    },
    report::{human, words},
    tui::theme::Role,
};

/// The organization and the year of the incident; then people, kind and place as far as they are stated.
/// When the query's words stand in another name only, that name is shown too.
#[must_use]
pub fn title(incident: &Incident, page: &Page<'_>) -> Vec<PageLine> {
    let sheet = Sheet::new(page);
    let width = usize::from(page.width);
    let cut = |runs: &[Run]| PageLine {
        line: wrap::cut(runs, width, page.theme.glyphs().ellipsis),
        target: None,
    };
    let mut out = vec![heading(&sheet, incident)];
    let facts = kind_and_place(&sheet, incident);
    if !facts.is_empty() {
        out.push(cut(&facts));
    }
    out
}

/// True when the first line cannot show the whole name.
#[must_use]
pub fn is_cut(sheet: &Sheet<'_>, incident: &Incident) -> bool {
    let name = sheet.name(&incident.organization, None);
    wrap::width(&name) + wrap::width(&year(sheet, incident)) > usize::from(sheet.page.width)
}

/// The name and the year; a name that is too long is cut, not the year.
fn heading(sheet: &Sheet<'_>, incident: &Incident) -> PageLine {
    let width = usize::from(sheet.page.width);
    let name = sheet.name(&incident.organization, Some(Role::Title));
    let mut year = year(sheet, incident);
    let room = width.saturating_sub(wrap::width(&year));
    if room < 8 && wrap::width(&name) > room {
        year.clear();
    }
    let room = width.saturating_sub(wrap::width(&year));
    let mut line = wrap::cut(&name, room, sheet.page.theme.glyphs().ellipsis);
    line.spans.extend(year);
    PageLine { line, target: None }
}

/// The year in which it became known, else in which it began.
fn year(sheet: &Sheet<'_>, incident: &Incident) -> Vec<Run> {
    let point = if sheet.page.theme.glyphs().ascii {
        "-"
    } else {
        "·"
    };
    intervals::known(incident)
        .or_else(|| intervals::began(incident))
        .map(|date| sheet.muted(format!(" {point} {}", date.year())))
        .into_iter()
        .collect()
}

fn kind_and_place(sheet: &Sheet<'_>, incident: &Incident) -> Vec<Run> {
    let words = sheet.page.words;
    let alias = (!is_hit(&incident.organization, words))
        .then(|| incident.aliases.iter().find(|a| is_hit(a, words)))
        .flatten()
        .map(|alias| {
            let mut runs = vec![sheet.muted("also ")];
            runs.extend(sheet.name(alias, None));
            runs
        });
    let people = incident
        .affected
        .count
        .map(|n| words::marked(human::people(n), incident.count_is_placeholder()))
        .map(|count| vec![plain(count), sheet.muted(" people")]);
    let sector = incident.sector.map(|s| vec![sheet.muted(s.label())]);
    let named = |places, code: &str| name_of(places, code).map_or(code.to_owned(), str::to_owned);
    let place = incident
        .state
        .as_deref()
        .map(|code| named(US_STATES, code))
        .or_else(|| {
            incident
                .country
                .as_deref()
                .map(|code| named(COUNTRIES, code))
        })
        .map(|name| vec![sheet.muted(name)]);
    let mut runs = joined(
        sheet,
        [alias, people, sector, place]
            .into_iter()
            .flatten()
            .collect(),
    );
    if sheet.page.theme.glyphs().ascii {
        for run in &mut runs {
            run.content = run.content.replace('·', "-").into();
        }
    }
    runs
}
