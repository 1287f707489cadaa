//! State of the Compare screen and what its keys do. It must not know how it is drawn; the comparison
//! itself is computed by `analysis::compare`.

use crate::{
    analysis::{
        compare::{Agreement, Comparison, Peers, Row, SectionKind, compare},
        timeline::Timeline,
    },
    app::{App, Command, Effect, View, menu, work::Need},
    catalog::{BitSet, Catalog},
    model::Incident,
    query::Pace,
};
use std::sync::Arc;

/// The figures of at most so many peers are collected: every one of them has to be read.
pub const MOST_PEERS: usize = 5_000;

/// The row of [`crate::app::Target::Cell`] that stands for the heads of the columns.
pub const HEADS: usize = usize::MAX;

/// What the rows of an answer did, but for those that are compared: nobody is a peer of themselves. Kept as
/// long as both are the same.
#[derive(Debug, Clone)]
pub struct PeerSet {
    /// The rows of the answer.
    set: BitSet,
    /// Those that are compared.
    compared: Vec<u32>,
    /// Their figures.
    pub peers: Arc<Peers>,
    /// How many other rows there are; more than [`Peers::len`] when only some of them were read.
    pub of: usize,
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// All.
    #[default]
    All,
    /// Those that differ in what is stated.
    Differ,
    /// Those, and what only some state.
    NotSame,
}

/// State of the Compare screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Which rows are shown.
    pub which: Which,
    /// Peers hidden.
    pub no_peers: bool,
    /// The chosen line: first the rows that are shown, then the timelines, one an incident.
    pub cursor: usize,
    /// The chosen column: an incident, or behind them the peers.
    pub column: usize,
    /// The comparison as it is shown; `None` with fewer than two incidents.
    pub shown: Option<Comparison>,
    /// Rows that there are, shown or not, how many of them differ, and how many only some state.
    pub rows: (usize, usize, usize),
    /// The timelines, in the order of the incidents; `None` where no event is stated.
    pub timelines: Vec<Option<Timeline>>,
    /// The peers.
    pub peers: Option<PeerSet>,
}

impl State {
    /// The rows that are shown, in order, each with its section.
    pub fn rows(&self) -> impl Iterator<Item = (SectionKind, &Row)> {
        let sections = self.shown.iter().flat_map(|c| &c.sections);
        sections.flat_map(|s| s.rows.iter().map(|r| (s.kind, r)))
    }

    /// How many lines can be chosen: timelines and rows.
    #[must_use]
    pub fn items(&self) -> usize {
        self.rows().count() + self.timelines.len()
    }

    /// The row at a line; `None` for timelines.
    #[must_use]
    pub fn row(&self, item: usize) -> Option<(SectionKind, &Row)> {
        self.rows().nth(item)
    }

    /// The incident whose timeline is at a line; `None` for rows.
    #[must_use]
    pub fn timeline(&self, item: usize) -> Option<usize> {
        let at = item.checked_sub(self.rows().count())?;
        (at < self.timelines.len()).then_some(at)
    }

    /// The next line from `item` on, in one direction, whose row differs.
    fn seek(&self, item: usize, forward: bool) -> Option<usize> {
        let mut differ = self
            .rows()
            .enumerate()
            .filter(|(_, (_, r))| r.agreement == Agreement::Differs)
            .map(|(i, _)| i);
        if forward {
            differ.find(|i| *i > item)
        } else {
            differ.take_while(|i| *i < item).last()
        }
    }

    /// The first line of each section, the timelines being the last one.
    fn starts(&self) -> Vec<usize> {
        let mut at = 0;
        let mut starts = Vec::new();
        for s in self.shown.iter().flat_map(|c| &c.sections) {
            starts.push(at);
            at += s.rows.len();
        }
        starts.push(at);
        starts
    }
}

impl App {
    /// The incident of the chosen column; `None` on the peers and where nothing is compared.
    #[must_use]
    pub fn compared_incident(&self) -> Option<&Arc<Incident>> {
        self.compared
            .get(self.screens.compare.column)
            .map(|(_, r)| r)
    }

    /// How many incidents are side by side, and how many columns that makes with the peers.
    fn compare_columns(&self) -> usize {
        self.compared.len() + usize::from(!self.screens.compare.no_peers)
    }

    pub(in crate::app) fn compare_command(&mut self, command: Command) -> Option<Vec<Effect>> {
        if self.screens.compare.shown.is_none() {
            return self.compare_nothing(command);
        }
        let page = self.page();
        match command {
            Command::Differences => {
                self.screens.compare.which = match self.screens.compare.which {
                    Which::All => Which::Differ,
                    Which::Differ => Which::NotSame,
                    Which::NotSame => Which::All,
                };
                self.compare_rebuild();
            }
            Command::TogglePeers => {
                self.screens.compare.no_peers = !self.screens.compare.no_peers;
                self.compare_rebuild();
            }
            Command::NextDifference => return Some(self.go_to_difference(true)),
            Command::PreviousDifference => return Some(self.go_to_difference(false)),
            Command::Up => self.compare_step(-1),
            Command::Down => self.compare_step(1),
            Command::PageUp => self.compare_step(-page),
            Command::PageDown => self.compare_step(page),
            Command::Top => self.compare_step(isize::MIN),
            Command::Bottom => self.compare_step(isize::MAX),
            Command::NextPane | Command::PreviousPane => {
                let state = &mut self.screens.compare;
                let starts = state.starts();
                let at = state.cursor;
                // Round the ends: the timelines are one step back from the first section.
                let to = if command == Command::NextPane {
                    starts.iter().find(|s| **s > at).or(starts.first())
                } else {
                    starts.iter().rfind(|s| **s < at).or(starts.last())
                };
                state.cursor = to.copied().unwrap_or(at);
                self.compare_step(0);
            }
            Command::Left => {
                self.screens.compare.column = self.screens.compare.column.saturating_sub(1);
            }
            Command::Right => {
                let last = self.compare_columns().saturating_sub(1);
                self.screens.compare.column = (self.screens.compare.column + 1).min(last);
            }
            Command::MoveColumnLeft => self.move_compared(-1),
            Command::MoveColumnRight => self.move_compared(1),
            Command::Unmark => return Some(self.take_out()),
            Command::Open => match self.compared.get(self.screens.compare.column) {
                Some((row, _)) => {
                    let row = *row;
                    self.go_to(row);
                }
                None => self.show(View::Browse),
            },
            Command::SourceMenu => {
                let items = self.compared_incident().map(|r| menu::source_items(r));
                match items {
                    Some(items) if !items.is_empty() => self.menu("Open in the browser", items),
                    Some(_) => {
                        return Some(self.say("the record names no source with a web address; the tab Sources has what it cites"));
                    }
                    None => return Some(self.say("go to an incident first: left")),
                }
            }
            _ => return None,
        }
        Some(vec![])
    }

    /// With fewer than two incidents there is nothing to move in; the way leads to Browse.
    fn compare_nothing(&mut self, command: Command) -> Option<Vec<Effect>> {
        match command {
            Command::Open => self.show(View::Browse),
            Command::Unmark if !self.marked.is_empty() => {
                if let Some(row) = self.marked.pop() {
                    self.marked.retain(|r| *r != row);
                    self.marks_changed();
                }
            }
            Command::Differences
            | Command::TogglePeers
            | Command::NextDifference
            | Command::PreviousDifference
            | Command::MoveColumnLeft
            | Command::MoveColumnRight
            | Command::NextPane
            | Command::PreviousPane
            | Command::Unmark => {
                return Some(self.say("nothing is compared yet; mark two incidents in Browse"));
            }
            Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::Top
            | Command::Bottom
            | Command::Left
            | Command::Right => {}
            _ => return None,
        }
        Some(vec![])
    }

    fn compare_step(&mut self, by: isize) {
        let state = &mut self.screens.compare;
        let last = state.items().saturating_sub(1);
        state.cursor = state.cursor.saturating_add_signed(by).min(last);
    }

    fn go_to_difference(&mut self, forward: bool) -> Vec<Effect> {
        let state = &mut self.screens.compare;
        match state.seek(state.cursor, forward) {
            Some(item) => {
                state.cursor = item;
                vec![]
            }
            None if state.rows.1 == 0 => {
                self.say("these incidents differ in nothing that is stated; mark others in Browse")
            }
            None if forward => self.say("this is the last difference; N goes back"),
            None => self.say("this is the first difference; n goes on"),
        }
    }

    fn move_compared(&mut self, by: isize) {
        let at = self.screens.compare.column;
        let to = at.saturating_add_signed(by);
        let row = |i: usize| self.compared.get(i).map(|(row, _)| *row);
        let place = |row: u32| self.marked.iter().position(|r| *r == row);
        let pair = row(at).and_then(place).zip(row(to).and_then(place));
        if let Some((a, b)) = pair {
            self.marked.swap(a, b);
            self.screens.compare.column = to;
            self.marks_changed();
        }
    }

    fn take_out(&mut self) -> Vec<Effect> {
        let Some((row, incident)) = self.compared.get(self.screens.compare.column) else {
            return self.say("the peers are the other incidents of the query; p hides them");
        };
        let (row, name) = (*row, incident.organization.to_string());
        self.marked.retain(|r| *r != row);
        self.marks_changed();
        self.say(format!(
            "{name} is taken out; it can be marked again in Browse"
        ))
    }

    pub(in crate::app) fn compare_click(
        &mut self,
        row: usize,
        column: usize,
        twice: bool,
    ) -> Vec<Effect> {
        let last = self.compare_columns().saturating_sub(1);
        let state = &mut self.screens.compare;
        if row != HEADS {
            state.cursor = row.min(state.items().saturating_sub(1));
        }
        state.column = column.min(last);
        if twice && self.compared_incident().is_some() {
            return self.carry_out(Command::Open);
        }
        vec![]
    }

    pub(in crate::app) fn compare_refresh(&mut self) {
        if self.view == View::Compare {
            self.compare_rebuild();
        }
    }

    /// Compares anew; the cursor stays on its row, or goes to the nearest one that is still shown.
    fn compare_rebuild(&mut self) {
        if self.compared.len() < 2 {
            self.screens.compare.shown = None;
            self.screens.compare.timelines = Vec::new();
            self.screens.compare.cursor = 0;
            self.screens.compare.column = 0;
            return;
        }
        let incidents: Vec<Incident> = self.compared.iter().map(|(_, r)| (**r).clone()).collect();
        let columns = self.compare_columns();
        let peers = self.compare_peers().map(|p| p.peers.clone());
        let state = &mut self.screens.compare;
        let all = compare(&incidents, peers.as_deref().filter(|_| !state.no_peers));
        let ids: Vec<(SectionKind, &'static str)> = all
            .sections
            .iter()
            .flat_map(|s| s.rows.iter().map(|r| (s.kind, r.id)))
            .collect();
        let on = state.row(state.cursor).map(|(kind, row)| (kind, row.id));
        let lane = state.timeline(state.cursor);
        let (differ, partly) = (all.count(Agreement::Differs), all.count(Agreement::Partly));
        state.rows = (ids.len(), differ, partly);
        let shown = match state.which {
            Which::All => all,
            Which::Differ => all.differences(),
            Which::NotSame => all.with(&[Agreement::Differs, Agreement::Partly]),
        };
        state.timelines = incidents.iter().map(Timeline::of).collect();
        state.shown = Some(shown);
        // Rows keep their order, so the nearest one that is left is the next of the full list.
        let rows = state.rows().count();
        let after = on.and_then(|on| ids.iter().position(|id| *id == on));
        if let Some(rest) = after.and_then(|at| ids.get(at..)) {
            let next = state
                .rows()
                .position(|(kind, row)| rest.contains(&(kind, row.id)));
            state.cursor = next.unwrap_or_else(|| rows.saturating_sub(1));
        } else if let Some(at) = lane {
            state.cursor = rows + at;
        }
        state.cursor = state.cursor.min(state.items().saturating_sub(1));
        state.column = state.column.min(columns.saturating_sub(1));
    }

    /// The peers are needed unless they are known, or hidden.
    pub(in crate::app) fn compare_need(&self) -> Option<Need> {
        let wanted = self.compared.len() >= 2 && !self.screens.compare.no_peers;
        (wanted && self.compare_peers().is_none()).then_some(Need::Peers(self.answer_stamp))
    }

    /// What the rows of the answer did, once that is known.
    #[must_use]
    pub fn compare_peers(&self) -> Option<&PeerSet> {
        let known = self.screens.compare.peers.as_ref();
        known.filter(|p| p.compared == self.compared_rows() && p.set == self.answer.set)
    }

    /// The rows that are compared, in their own order.
    pub(in crate::app) fn compared_rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.compared.iter().map(|(row, _)| *row).collect();
        rows.sort_unstable();
        rows
    }

    pub(in crate::app) fn take_peers(&mut self, peers: PeerSet) {
        self.screens.compare.peers = Some(peers);
        self.compare_refresh();
    }
}

impl PeerSet {
    /// Reads what the rows did, but for those `compared`. Of very many a sample is read: the first rows would be those of one list
    /// only. `None` when it was given up.
    pub(in crate::app) fn of(
        catalog: &Catalog,
        set: &BitSet,
        compared: Vec<u32>,
        pace: Pace<'_>,
    ) -> Option<Self> {
        let rows = catalog.others(set, &compared).list();
        let of = rows.len();
        let mut peers = Peers::default();
        for row in (0..of.min(MOST_PEERS)).filter_map(|nth| rows.get(drawn(nth, of))) {
            if pace.is_over() {
                return None;
            }
            if let Some(incident) = catalog.incident(*row as usize) {
                peers.add(&incident);
            }
        }
        Some(Self {
            set: set.clone(),
            compared,
            peers: Arc::new(peers),
            of,
        })
    }
}

/// The place of the `nth` row of a sample of [`MOST_PEERS`] among `of` rows: one out of each of so many
/// stretches of equal length, scattered inside it, so that no period in the list shows in the sample. The
/// same rows every time: a figure must not change from one look to the next.
fn drawn(nth: usize, of: usize) -> usize {
    if of <= MOST_PEERS {
        return nth;
    }
    let (low, high) = (nth * of / MOST_PEERS, (nth + 1) * of / MOST_PEERS);
    // SplitMix64, which spreads counting numbers over all of 64 bits.
    let mut x = (nth as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^= x >> 31;
    low + (x % (high - low).max(1) as u64) as usize
}
