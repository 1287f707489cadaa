//! State of the Signals screen and what its keys do: which signals are shown in which order, and the way
//! from an incident to its signals and back. It must not know how it is drawn.

use crate::{
    analysis::signals::Signals,
    app::{App, Command, Effect, View},
    dataset::check::is_web_address,
    model::{Vocabulary, signal::Signal},
};

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The most relevant first.
    #[default]
    Relevancy,
    /// By kind, in the vocabulary's order; the most relevant of each first.
    Kind,
    /// By name.
    Name,
}

impl Order {
    const fn next(self) -> Self {
        match self {
            Self::Relevancy => Self::Kind,
            Self::Kind => Self::Name,
            Self::Name => Self::Relevancy,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relevancy => "relevancy",
            Self::Kind => "kind",
            Self::Name => "name",
        }
    }
}

/// Which signals are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Which {
    /// Those of the incidents in the query; all of them while the query asks nothing.
    #[default]
    OfQuery,
    /// All.
    All,
    /// Those of one incident, by its id.
    OfIncident(String),
}

/// State of the Signals screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// Which are shown.
    pub which: Which,
    /// In which order.
    pub order: Order,
    /// Their places among [`Signals::all`].
    pub shown: Vec<usize>,
    /// The chosen one, by its place in `shown`.
    pub cursor: usize,
    /// The detail has the keys.
    pub in_detail: bool,
    /// The chosen link of the detail: incidents, then the source; `None` at its top.
    pub link: Option<usize>,
    /// The rows of the incidents that signals name; found once, for ids are looked up one by one.
    rows: Vec<(&'static str, Option<u32>)>,
}

impl State {
    /// The signal under the cursor.
    #[must_use]
    pub fn signal(&self) -> Option<&'static Signal> {
        let at = self.shown.get(self.cursor)?;
        Signals::bundled().all().get(*at)
    }

    /// The records are others now.
    pub(in crate::app) fn forget_rows(&mut self) {
        self.rows = Vec::new();
    }

    /// A screen is entered: what was shown of one incident is shown of the query again.
    pub(in crate::app) fn leave_incident(&mut self) {
        if matches!(self.which, Which::OfIncident(_)) {
            self.which = Which::OfQuery;
        }
    }

    /// The row of an incident that a signal names, if it is loaded.
    #[must_use]
    pub fn row_of(&self, id: &str) -> Option<u32> {
        self.rows.iter().find(|(i, _)| *i == id).and_then(|r| r.1)
    }
}

/// The signals that were read from an incident, in the file's order.
pub fn signals_of(incident_id: &str) -> impl Iterator<Item = &'static Signal> {
    let incident_id = incident_id.to_owned();
    let all = Signals::bundled().all().iter();
    all.filter(move |s| s.incidents.iter().any(|id| id.as_str() == incident_id))
}

/// A signal as text, with its source.
#[must_use]
pub fn text(signal: &Signal) -> String {
    let mut out = format!(
        "{} ({}, relevancy {} of 5)\n{}\n",
        signal.name,
        signal.kind.label(),
        signal.relevancy,
        signal.description
    );
    if let Some(change) = &signal.change {
        out.push_str(&format!("Change: from {} to {}.\n", change.from, change.to));
    }
    if let Some(ten_year) = &signal.ten_year {
        out.push_str(&format!("In ten years: {ten_year}\n"));
    }
    if let Some(force) = &signal.driving_force {
        out.push_str(&format!("Driving force: {force}\n"));
    }
    let ids: Vec<&str> = signal.incidents.iter().map(|id| id.as_str()).collect();
    out.push_str(&format!("Incidents: {}\n", ids.join(", ")));
    if let Some(source) = Signals::bundled().source(signal) {
        let publisher = source.publisher.as_deref().unwrap_or_default();
        out.push_str(&format!("{publisher}: {}. {}\n", source.title, source.url));
    }
    out
}

impl App {
    pub(in crate::app) fn signals_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        let page = self.page();
        let state = &mut self.screens.signals;
        match command {
            Command::AllSignals => {
                let (which, text) = match state.which {
                    Which::All => (Which::OfQuery, "the signals of the incidents in the query"),
                    _ => (Which::All, "all signals there are"),
                };
                state.which = which;
                self.signals_refresh();
                return Some(self.say(format!("{text}; a changes that")));
            }
            Command::SignalOrder => {
                state.order = state.order.next();
                let text = format!("signals by {}", state.order.name());
                self.signals_refresh();
                return Some(self.say(text));
            }
            Command::Up => self.step_signals(-1),
            Command::Down => self.step_signals(1),
            Command::PageUp => self.step_signals(-page),
            Command::PageDown => self.step_signals(page),
            Command::Top => self.step_signals(isize::MIN),
            Command::Bottom => self.step_signals(isize::MAX),
            Command::Open if state.in_detail => return Some(self.open_link()),
            Command::Open | Command::Right | Command::NextPane | Command::PreviousPane
                if !state.in_detail =>
            {
                if state.signal().is_none() {
                    return Some(self.say("no signal is shown; a shows all signals"));
                }
                state.in_detail = true;
                // Beside the list the text is read already; alone it is read from its top.
                state.link = self.geometry.detail_shown.then_some(0);
            }
            Command::Left | Command::NextPane | Command::PreviousPane | Command::Back
                if state.in_detail =>
            {
                state.in_detail = false;
            }
            Command::SourceMenu => return Some(self.open_signal_source()),
            _ => return None,
        }
        Some(vec![])
    }

    fn step_signals(&mut self, by: isize) {
        let state = &mut self.screens.signals;
        if state.in_detail {
            // The last link is the source.
            let last = state.signal().map_or(0, |s| s.incidents.len());
            let at = match state.link {
                None if by > 0 => Some(by.unsigned_abs().saturating_sub(1)),
                None => None,
                Some(at) => at.checked_add_signed(by),
            };
            state.link = at.map(|at| at.min(last));
            return;
        }
        state.cursor = state
            .cursor
            .saturating_add_signed(by)
            .min(state.shown.len().saturating_sub(1));
    }

    /// Opens the incident or the source that the cursor is on.
    fn open_link(&mut self) -> Vec<Effect> {
        let state = &mut self.screens.signals;
        let Some(signal) = state.signal() else {
            return vec![];
        };
        let Some(link) = state.link else {
            state.link = Some(0);
            return vec![];
        };
        let Some(id) = signal.incidents.get(link) else {
            return self.open_signal_source();
        };
        match state.row_of(id) {
            Some(row) => {
                self.go_to(row);
                vec![]
            }
            None => self.say(format!(
                "{id} is not among the loaded records; start without --no-bundled"
            )),
        }
    }

    fn open_signal_source(&mut self) -> Vec<Effect> {
        let signal = self.screens.signals.signal();
        let source = signal.and_then(|s| Signals::bundled().source(s));
        match source.filter(|s| is_web_address(&s.url)) {
            Some(source) => vec![Effect::OpenUrl(source.url.to_string())],
            None => {
                self.say("no signal is shown, so there is no source to open; a shows all signals")
            }
        }
    }

    /// Shows the signals of the incident under the cursor.
    pub(in crate::app) fn show_signals_of_incident(&mut self) -> Vec<Effect> {
        let Some(id) = self.incident().map(|r| r.id.to_string()) else {
            return vec![];
        };
        if signals_of(&id).next().is_none() {
            let all = Signals::bundled().all().len();
            return self.say(format!(
                "no signal was read from this incident; 6 shows the {all} signals that there are"
            ));
        }
        self.show(View::Signals);
        let state = &mut self.screens.signals;
        state.which = Which::OfIncident(id);
        state.cursor = 0;
        state.in_detail = false;
        self.signals_refresh();
        vec![]
    }

    pub(in crate::app) fn signals_click(
        &mut self,
        row: usize,
        column: usize,
        twice: bool,
    ) -> Vec<Effect> {
        let state = &mut self.screens.signals;
        if column == 0 {
            state.cursor = row.min(state.shown.len().saturating_sub(1));
            state.in_detail = twice;
            state.link = None;
            return vec![];
        }
        state.in_detail = true;
        state.link = Some(row);
        if twice {
            return self.open_link();
        }
        vec![]
    }

    /// The list follows the query; the cursor stays on its signal.
    pub(in crate::app) fn signals_refresh(&mut self) {
        if self.view != View::Signals {
            return;
        }
        let signals = Signals::bundled();
        let state = &mut self.screens.signals;
        if state.rows.is_empty() {
            for id in signals.all().iter().flat_map(|s| &s.incidents) {
                if state.rows.iter().all(|(known, _)| *known != id.as_str()) {
                    let row = self.catalog.row_of(id).and_then(|r| u32::try_from(r).ok());
                    state.rows.push((id.as_str(), row));
                }
            }
        }
        let narrowed = self.answer.rows.len() < self.catalog.len();
        let wanted = |s: &Signal| match &state.which {
            Which::All => true,
            Which::OfIncident(id) => s.incidents.iter().any(|i| i.as_str() == id),
            Which::OfQuery => {
                let in_answer = |id: &str| {
                    let row = state.row_of(id);
                    row.is_some_and(|r| self.answer.set.contains(r as usize))
                };
                !narrowed || s.incidents.iter().any(|id| in_answer(id))
            }
        };
        let mut shown: Vec<(usize, &Signal)> = signals.all().iter().enumerate().collect();
        shown.retain(|(_, s)| wanted(s));
        let relevancy = |s: &Signal| std::cmp::Reverse(s.relevancy);
        match state.order {
            Order::Relevancy => shown.sort_by_key(|(_, s)| relevancy(s)),
            Order::Kind => shown.sort_by_key(|(_, s)| (s.kind.index(), relevancy(s))),
            Order::Name => shown.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name)),
        }
        let before = state.shown.get(state.cursor).copied();
        state.shown = shown.into_iter().map(|(at, _)| at).collect();
        let same = before.and_then(|b| state.shown.iter().position(|at| *at == b));
        state.cursor = same.unwrap_or(0);
        if same.is_none() {
            state.link = None;
            state.in_detail = false;
        }
    }
}
