//! Going from screen to screen, pane to pane, row to row. It must not know what is chosen there.

use super::cycle;
use crate::app::{
    App, DetailTab, Effect, Exporting, Focus, View, facets::FacetLine, question::Stay,
};

impl App {
    pub(in crate::app) fn show(&mut self, view: View) {
        self.view = view;
        if view != View::Browse {
            self.leave_beginning();
        }
        if self.focus == Focus::Query {
            self.leave_query();
        }
        self.focus = Focus::Table;
        self.screens.signals.leave_incident();
        // What a screen needs is counted only when it is shown.
        self.settle();
        self.screens_refresh();
    }

    pub(in crate::app) fn step_view(&mut self, by: isize) {
        let at = View::ALL
            .iter()
            .position(|(v, ..)| *v == self.view)
            .unwrap_or_default();
        if let Some((view, ..)) = cycle(View::ALL, at, by) {
            self.show(*view);
        }
    }

    /// Panes that are on screen or can be brought there, from left to right.
    pub(in crate::app) fn panes(&self) -> Vec<Focus> {
        let mut panes = Vec::new();
        if self.geometry.facets_shown {
            panes.push(Focus::Facets);
        }
        if !self.zoomed {
            panes.push(Focus::Table);
        }
        panes.push(Focus::Detail);
        panes
    }

    pub(in crate::app) fn step_pane(&mut self, by: isize) {
        let panes = self.panes();
        let at = panes
            .iter()
            .position(|p| *p == self.focus)
            .unwrap_or_default();
        if let Some(focus) = cycle(&panes, at, by) {
            self.focus = *focus;
        }
    }

    pub(in crate::app) fn back(&mut self) -> Vec<Effect> {
        if self.importing {
            return vec![Effect::StopImport];
        }
        if self.exporting != Exporting::Nothing {
            return vec![Effect::StopExport];
        }
        if self.loading.is_some() && self.view == View::Browse && self.focus == Focus::Table {
            self.say(
                "stopped: only the beginning of the data is here; start again to read all of it",
            );
            return vec![Effect::StopLoading];
        }
        match (self.view, self.focus) {
            (view, _) if view != View::Browse => self.show(View::Browse),
            (_, Focus::Facets) => {
                self.focus = Focus::Table;
                if !self.geometry.table_shown {
                    self.show_facets = Some(false);
                }
            }
            (_, Focus::Detail) => {
                self.focus = Focus::Table;
                self.zoomed = false;
            }
            _ => {
                return self
                    .say("this is the first screen; q leaves the program, u undoes the query");
            }
        }
        vec![]
    }

    pub(in crate::app) fn step_tab(&mut self, by: isize) {
        let at = DetailTab::ALL
            .iter()
            .position(|(t, _)| *t == self.tab)
            .unwrap_or_default();
        if let Some((tab, _)) = cycle(DetailTab::ALL, at, by) {
            self.tab = *tab;
            self.scroll = 0;
        }
    }

    // --- moving ------------------------------------------------------------------------------

    pub(in crate::app) fn page(&self) -> isize {
        let rows = match (self.view, self.focus) {
            (View::Browse, Focus::Facets) => self.geometry.facet_rows,
            (View::Browse, Focus::Detail) => self.geometry.detail.0,
            (View::Browse, _) => self.geometry.table_rows,
            _ => self.geometry.screen.0,
        };
        isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
    }

    pub(in crate::app) fn step(&mut self, by: isize) {
        match (self.view, self.focus) {
            (_, Focus::Facets) => {
                let by = by.clamp(-10_000, 10_000);
                self.facets.step(by, self.geometry.facet_rows);
            }
            (_, Focus::Detail) => self.scroll_detail(by),
            _ => self.step_row(by),
        }
    }

    pub(in crate::app) fn step_row(&mut self, by: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.put_cursor(self.cursor.saturating_add_signed(by).min(last));
        if by == isize::MAX {
            self.stay_in_beginning(Stay::Bottom);
        }
    }

    pub(in crate::app) fn scroll_detail(&mut self, by: isize) {
        let (fits, lines) = self.geometry.detail;
        self.scroll = self
            .scroll
            .saturating_add_signed(by)
            .min(lines.saturating_sub(fits));
    }

    pub(in crate::app) fn sideways(&mut self, by: isize) {
        match (self.view, self.focus) {
            (_, Focus::Facets) => {
                let line = self.facets.lines().get(self.facets.cursor).copied();
                if let Some(FacetLine::Title(f) | FacetLine::Value(f, _) | FacetLine::More(f, _)) =
                    line
                {
                    self.facets.fold(f, Some(by > 0));
                }
            }
            (_, Focus::Detail) => self.step_tab(by),
            _ => {
                let shown: Vec<usize> = self
                    .columns
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| c.shown)
                    .map(|(i, _)| i)
                    .collect();
                let at = shown
                    .iter()
                    .position(|i| *i == self.column)
                    .unwrap_or_default();
                let to = at
                    .saturating_add_signed(by)
                    .min(shown.len().saturating_sub(1));
                self.column = shown.get(to).copied().unwrap_or_default();
            }
        }
    }
}
