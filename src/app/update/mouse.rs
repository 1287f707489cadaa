//! What a click and the wheel mean, by what was drawn there.

use crate::app::{
    App, Command, DetailTab, Effect, Focus, Overlay, Target, View,
    facets::FacetLine,
    keymap::{KEYS, Place},
};

impl App {
    pub(in crate::app) fn click(&mut self, target: Target, twice: bool) -> Vec<Effect> {
        if self.overlay.is_some() {
            match target {
                Target::OverlayItem(at) => {
                    self.point_overlay(at);
                    return if matches!(
                        self.overlay,
                        Some(Overlay::Help { .. } | Overlay::Report { .. })
                    ) {
                        vec![]
                    } else {
                        self.choose_in_overlay()
                    };
                }
                Target::Typed(column, width) => {
                    if let Some(Overlay::Palette { line, .. }) = &mut self.overlay {
                        line.click(column, width);
                    } else if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
                        prompt.line.click(column, width);
                    }
                }
                Target::Overlay => {}
                Target::Hint(command) => return self.overlay_command(command),
                _ => self.overlay = None,
            }
            return vec![];
        }
        let stays = match &target {
            Target::Query(..) | Target::Completion(_) => true,
            Target::Hint(command) => KEYS.iter().any(|b| {
                matches!(b.place, Place::QueryLine | Place::Line) && b.command == *command
            }),
            _ => false,
        };
        if self.focus == Focus::Query && !stays {
            self.leave_query();
        }
        match target {
            Target::View(view) => self.show(view),
            Target::Query(column, width) => {
                if self.focus != Focus::Query {
                    self.carry_out(Command::FocusQuery);
                    // What was clicked is its beginning.
                    self.line.home();
                }
                self.line.click(column, width);
                self.complete_again();
            }
            Target::Completion(at) => {
                self.complete_with(at);
                self.complete_again();
            }
            Target::Row(at) => {
                self.focus = Focus::Table;
                self.put_cursor(at);
                if twice {
                    return self.open();
                }
            }
            Target::Header(column) => {
                self.column = column;
                self.sort_by_column(column);
            }
            Target::Table => self.focus = Focus::Table,
            Target::FacetTitle(facet) => {
                self.focus = Focus::Facets;
                self.facets.fold(facet, None);
            }
            Target::FacetValue(f, v) => {
                self.focus = Focus::Facets;
                if let Some(at) = self
                    .facets
                    .lines()
                    .iter()
                    .position(|l| *l == FacetLine::Value(f, v))
                {
                    self.facets.cursor = at;
                    self.choose_facet();
                }
            }
            Target::Facets => self.focus = Focus::Facets,
            Target::DetailTab(at) => {
                self.focus = Focus::Detail;
                if let Some((tab, _)) = DetailTab::ALL.get(at) {
                    self.tab = *tab;
                    self.scroll = 0;
                }
            }
            Target::Detail => self.focus = Focus::Detail,
            Target::Source(at) => {
                self.focus = Focus::Detail;
                let url = self
                    .incident()
                    .and_then(|r| r.sources.get(at))
                    .map(|s| s.url.to_string());
                if let Some(url) = url {
                    if twice {
                        return vec![Effect::OpenUrl(url)];
                    }
                    return self.say(format!("{url}  (click again to open)"));
                }
            }
            Target::Incident(row) => self.go_to(row),
            Target::Cell(row, column) => return self.screen_click(row, column, twice),
            Target::Hint(command) => return self.carry_out(command),
            Target::OverlayItem(_) | Target::Overlay | Target::Typed(..) | Target::Screen => {}
        }
        vec![]
    }

    pub(in crate::app) fn point_overlay(&mut self, at: usize) {
        if let Some(
            Overlay::Palette { cursor, .. }
            | Overlay::Menu { cursor, .. }
            | Overlay::Columns { cursor },
        ) = &mut self.overlay
        {
            *cursor = at;
        }
    }

    pub(in crate::app) fn wheel(&mut self, target: Option<Target>, lines: i16) -> Vec<Effect> {
        let by = isize::from(lines);
        if self.overlay.is_some() {
            self.step_overlay(by);
            return vec![];
        }
        match target {
            Some(Target::Facets | Target::FacetTitle(_) | Target::FacetValue(..)) => {
                self.facets.step(by, self.geometry.facet_rows)
            }
            // What else can be clicked in Browse, an incident or a key, stands in the detail pane, too.
            Some(
                Target::Detail | Target::DetailTab(_) | Target::Source(_) | Target::Incident(_),
            ) => self.scroll_detail(by),
            Some(Target::Hint(_)) if self.view == View::Browse => self.scroll_detail(by),
            _ if self.view == View::Browse => self.step_row(by),
            _ => {
                let command = if by < 0 { Command::Up } else { Command::Down };
                for _ in 0..by.unsigned_abs() {
                    self.screen_command(command);
                }
            }
        }
        vec![]
    }
}
