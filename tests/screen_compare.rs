//! The Compare screen as a whole: what it shows at three sizes, what its keys do one after the other, and
//! its figures against values computed apart from the program.

use breachlens::{
    analysis::compare::{Agreement, Cell, Median, PeerFigure, SectionKind},
    app::{
        Action, App, Command, Effect, Target, View,
        input::Key,
        keymap,
        menu::{self, CopyWhat},
        update,
    },
    catalog::open::{Sources, open},
    tui::{
        theme::{Depth, Name, Theme},
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};
use std::{
    io::Write,
    sync::{Arc, LazyLock},
};

static CATALOG: LazyLock<Arc<breachlens::catalog::Catalog>> =
    LazyLock::new(|| Arc::new(open(&Sources::default()).unwrap().catalog));

const THREE: [&str; 3] = ["healthec-2023", "hims-hers-2026", "change-healthcare-2024"];

struct Screen {
    app: App,
    theme: Theme,
    buf: Buffer,
}

impl Screen {
    /// Compare, with these incidents marked, on a screen of this size.
    fn new(ids: &[&str], width: u16, height: u16) -> Self {
        let theme = Theme::new(Name::Dark, Depth::True, false);
        Self::themed(ids, width, height, theme)
    }

    fn themed(ids: &[&str], width: u16, height: u16, theme: Theme) -> Self {
        let mut app = App::new(CATALOG.clone(), "");
        app.size = (width, height);
        let area = Rect::new(0, 0, width, height);
        let mut screen = Self {
            app,
            theme,
            buf: Buffer::empty(area),
        };
        for id in ids {
            let at = screen.at(id);
            screen.act(Action::Click {
                target: Target::Row(at),
                twice: false,
            });
            screen.act(Action::Do(Command::Mark));
        }
        screen.act(Action::Do(Command::Compare));
        screen.app.message = None;
        screen.draw();
        screen
    }

    fn at(&self, id: &str) -> usize {
        let is = |row: &u32| CATALOG.id(*row as usize) == id;
        self.app.answer.rows.iter().position(is).unwrap()
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        let effects = update(&mut self.app, action);
        self.draw();
        effects
    }

    fn draw(&mut self) {
        self.buf = Buffer::empty(self.buf.area);
        let (drawn, _) = view::draw(&self.app, &self.theme, self.buf.area, &mut self.buf);
        self.app.drawn(drawn);
    }

    /// Keys as they are written, one after the other.
    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let key: Key = key.parse().unwrap();
            if let Some(action) = keymap::action(&self.app, key) {
                self.act(action);
            }
        }
        self
    }

    /// The screen below tabs and query line, which have tests of their own, with the hint line.
    fn text(&self) -> String {
        let area = self.buf.area;
        let rows = (3..area.height).map(|y| {
            let cells = (0..area.width).map(|x| self.buf[(x, y)].symbol());
            cells.collect::<String>().trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The id of the row under the cursor; for a timeline the incident's.
    fn on(&self) -> String {
        let state = &self.app.screens.compare;
        match (state.row(state.cursor), state.timeline(state.cursor)) {
            (Some((_, row)), _) => row.id.to_owned(),
            (None, Some(at)) => self.app.compared[at].1.id.clone(),
            (None, None) => "nothing".to_owned(),
        }
    }

    fn ids(&self) -> Vec<&str> {
        self.app
            .compared
            .iter()
            .map(|(_, r)| r.id.as_str())
            .collect()
    }

    fn column(&self) -> usize {
        self.app.screens.compare.column
    }

    fn figure(&self, section: SectionKind, id: &str) -> PeerFigure {
        let peers = &self.app.screens.compare.peers.as_ref().unwrap().peers;
        peers.figure(section, id).unwrap()
    }
}

#[test]
fn whole_screens() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut s = Screen::new(&THREE, width, height);
        insta::assert_snapshot!(format!("top-{width}x{height}"), s.text());
        s.keys("tab tab tab right d");
        insta::assert_snapshot!(format!("response-{width}x{height}"), s.text());
        s.keys("d G");
        insta::assert_snapshot!(format!("timelines-{width}x{height}"), s.text());
    }
}

#[test]
fn fewer_than_two_are_invited() {
    let none = Screen::new(&[], 80, 24);
    insta::assert_snapshot!("none", none.text());
    let mut one = Screen::new(&THREE[..1], 80, 24);
    insta::assert_snapshot!("one", one.text());
    assert_eq!(menu::copied(&one.app, CopyWhat::Comparison), None);
    // Keys of the comparison do nothing there, and do not move in Browse behind it.
    let before = one.app.cursor;
    one.keys("j j G d n N p right left alt-right");
    assert_eq!(one.app.cursor, before);
    assert_eq!(one.app.view, View::Compare);
    one.keys("x");
    assert!(one.app.marked.is_empty());
    one.keys("enter");
    assert_eq!(one.app.view, View::Browse);
}

#[test]
fn more_than_six_are_said() {
    let ids: Vec<_> = (0..8).map(|row| CATALOG.id(row)).collect();
    let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
    let s = Screen::new(&ids, 120, 40);
    assert_eq!(s.app.compared.len(), 6);
    assert!(s.text().contains("the first 6 of 8 marked"), "{}", s.text());
    assert!(s.text().contains("columns 1–4 of 7"), "{}", s.text());
}

/// Values of `d`, `n`, `N`, left, right and `x`, one after the other as a person presses them.
#[test]
fn keys_in_a_row() {
    let mut s = Screen::new(&THREE, 120, 40);
    assert_eq!((s.on().as_str(), s.column()), ("known", 0));
    assert_eq!(s.keys("n").on(), "began");
    // `country` is the same in all three: it is passed over.
    assert_eq!(s.keys("n n n n").on(), "state");
    assert_eq!(s.keys("N").on(), "role");
    assert_eq!(s.keys("j").on(), "country");
    // Of differences only, `country` is not one: the next row takes the cursor.
    assert_eq!(s.keys("d").on(), "state");
    let state = &s.app.screens.compare;
    assert!(state.rows().all(|(_, r)| r.agreement == Agreement::Differs));
    assert_eq!(state.rows().count(), state.rows.1);
    assert_eq!(s.keys("k").on(), "role");
    // Then also what only some state, then all.
    let (_, differ, partly) = s.app.screens.compare.rows;
    assert_eq!(s.keys("d").on(), "role");
    assert_eq!(s.app.screens.compare.rows().count(), differ + partly);
    assert_eq!(s.keys("d").on(), "role");
    assert_eq!(
        s.app.screens.compare.rows().count(),
        s.app.screens.compare.rows.0
    );
    // Sideways: three incidents and the peers, no further.
    assert_eq!(s.keys("right right right right right").column(), 3);
    assert_eq!(s.keys("p").column(), 2);
    assert_eq!(s.keys("p left").column(), 1);
    // The first and the last difference.
    s.keys("g N");
    assert_eq!(
        s.app.message.as_ref().unwrap().text,
        "this is the first difference; n goes on"
    );
    s.keys("G n");
    assert_eq!(
        s.app.message.as_ref().unwrap().text,
        "this is the last difference; N goes back"
    );
    assert_eq!(s.on(), THREE[2]);
    // Out with the second: the cursor stays on the last timeline, and `u` has nothing to do with it.
    assert_eq!(s.keys("g x").ids(), [THREE[0], THREE[2]]);
    assert!(
        s.app
            .message
            .as_ref()
            .unwrap()
            .text
            .starts_with("Hims & Hers is taken out")
    );
    assert_eq!(s.keys("alt-left").ids(), [THREE[2], THREE[0]]);
    assert_eq!(s.column(), 0);
    assert_eq!(s.keys("alt-left").ids(), [THREE[2], THREE[0]]);
    // Enter opens the chosen one in Browse.
    s.keys("right enter");
    assert_eq!(s.app.view, View::Browse);
    assert_eq!(s.app.incident().unwrap().id, THREE[0]);
    s.keys("4 esc");
    assert_eq!(s.app.view, View::Browse);
    s.keys("4 c");
    assert_eq!(s.app.view, View::Browse);
    s.keys("4 x");
    assert!(s.text().contains("a comparison needs two"));
}

#[test]
fn sections_by_tab_and_the_way_round() {
    let mut s = Screen::new(&THREE, 80, 24);
    let mut seen = Vec::new();
    for _ in 0..7 {
        s.keys("tab");
        seen.push(s.on());
    }
    assert_eq!(&seen[..2], ["detect", "hipaa-60"]);
    assert_eq!(seen[5], THREE[0]);
    assert_eq!(seen[6], "known");
    assert_eq!(s.keys("shift-tab").on(), THREE[0]);
}

/// Wherever the cursor goes, its row, its column and its readout are in sight, at every size.
#[test]
fn the_chosen_cell_is_always_in_sight() {
    for (width, height) in [(40, 8), (60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut s = Screen::new(&THREE, width, height);
        for i in 0..s.app.screens.compare.items() {
            let cursor = s.app.screens.compare.cursor;
            assert_eq!(cursor, i);
            let seen = |row: usize, column: usize| {
                s.app
                    .geometry
                    .hits
                    .iter()
                    .any(|(_, t)| *t == Target::Cell(row, column))
            };
            assert!(seen(cursor, s.column()), "{width}x{height} line {i}");
            s.keys(if i % 7 < 3 { "j right" } else { "j left" });
        }
    }
}

#[test]
fn no_size_panics() {
    for theme in [
        Theme::new(Name::Dark, Depth::True, false),
        Theme::new(Name::Mono, Depth::Sixteen, true),
    ] {
        for width in (0..=130).step_by(9) {
            for height in (0..=26).step_by(2) {
                let mut s = Screen::themed(&[], width, height, theme.clone());
                for id in THREE {
                    s.app.marked.push(s.at(id).try_into().unwrap());
                }
                s.app.view = View::Browse;
                s.keys("4 n right G d tab");
            }
        }
    }
}

/// Without colours every statement has its sign, and what is the same, differs, or is not stated can be
/// told apart.
#[test]
fn signs_without_colours() {
    let theme = Theme::new(Name::Mono, Depth::Sixteen, false);
    let mut s = Screen::themed(&THREE, 120, 220, theme);
    let text = s.text();
    for sign in [
        "≠  people",
        "=  country",
        "■ exposed",
        "▒ possibly exposed",
        "○ stated not",
        "✓ taken",
        "◆",
        "▲ late by 27–57 d",
        "✓ met, 56 d",
        "? people not",
        "–",
        "░",
        "╌ coarse date",
    ] {
        assert!(text.contains(sign), "{sign}");
    }
    assert!(
        s.buf
            .content
            .iter()
            .all(|c| c.fg == ratatui::style::Color::Reset)
    );
    s.keys("j j right");
    let reversed = |s: &Screen| {
        let cells = s.buf.content.iter();
        cells
            .filter(|c| c.modifier.contains(Modifier::REVERSED))
            .map(|c| c.symbol())
            .collect::<String>()
    };
    assert_eq!(reversed(&s).trim(), "–", "only the chosen cell is reversed");
    // In ASCII nothing of ours is beyond it.
    let theme = Theme::new(Name::Mono, Depth::Sixteen, true);
    let s = Screen::themed(&THREE, 120, 220, theme);
    let area = s.buf.area;
    for y in 3..area.height - 1 {
        for x in 0..area.width {
            assert!(
                s.buf[(x, y)].symbol().is_ascii(),
                "{:?}",
                s.buf[(x, y)].symbol()
            );
        }
    }
}

/// What `python3` computed over `data/incidents/*.json` by the definitions of the product alone (medians
/// by `statistics.median`, a coarse interval by its middle), without the three that are compared.
#[test]
fn figures_of_the_peers() {
    type Figures = (
        usize,
        [(f64, usize); 3],
        [(usize, usize); 2],
        (f64, usize),
        [usize; 2],
    );
    let want: [(&str, Figures); 2] = [
        (
            "",
            (
                176,
                [(1_695_382.0, 159), (74.0, 120), (69.0, 101)],
                [(88, 176), (120, 175)],
                (24.0, 61),
                [152, 67],
            ),
        ),
        (
            "method:ransomware",
            (
                53,
                [(1_693_552.0, 45), (88.0, 37), (81.0, 29)],
                [(25, 53), (38, 52)],
                (12.0, 16),
                [42, 22],
            ),
        ),
    ];
    for (query, (n, [people, notify, notice_after], [credit, ssn], months, [notice, settled])) in
        want
    {
        let mut s = Screen::new(&THREE, 120, 40);
        s.act(Action::SetQuery(query.into()));
        let median = |(value, n): (f64, usize)| Median {
            value: Some(value),
            n,
        };
        assert_eq!(s.app.screens.compare.shown.as_ref().unwrap().peers, Some(n));
        let figure = s.figure(SectionKind::Facts, "affected");
        assert_eq!(figure, PeerFigure::People(median(people)));
        let figure = s.figure(SectionKind::Days, "notify");
        assert_eq!(figure, PeerFigure::Days(median(notify)));
        let PeerFigure::Measure {
            taken,
            of,
            months: m,
            ..
        } = s.figure(SectionKind::Response, "credit_monitoring")
        else {
            panic!()
        };
        assert_eq!(((taken, of), m), (credit, median(months)));
        let PeerFigure::Measure { taken, after, .. } =
            s.figure(SectionKind::Response, "individual_notice")
        else {
            panic!()
        };
        assert_eq!((taken, after), (notice, median(notice_after)));
        let PeerFigure::Data {
            exposed,
            possible,
            of,
            ..
        } = s.figure(SectionKind::Exposed, "ssn")
        else {
            panic!()
        };
        assert_eq!((exposed + possible, of), ssn);
        let PeerFigure::Consequence { had, of, .. } =
            s.figure(SectionKind::Consequences, "class_settlement")
        else {
            panic!()
        };
        assert_eq!((had, of), (settled, n));
    }
}

#[test]
fn the_bars_have_one_scale() {
    // 144–174 days is the longest interval of the two, so 56 days is about a third of its bar.
    let s = Screen::new(&THREE[..2], 200, 60);
    let text = s.text();
    let line = text
        .lines()
        .find(|l| l.contains("detected to individuals"))
        .unwrap();
    let runs: Vec<usize> = line
        .split(|c| !"█▉▊▋▌▍▎▏░".contains(c))
        .map(|r| r.chars().count())
        .filter(|n| *n > 0)
        .collect();
    assert_eq!(runs.len(), 3, "{line}");
    let share = runs[1] as f64 / runs[0] as f64;
    assert!((share - 56.0 / 174.0).abs() < 0.06, "{runs:?}");
}

#[test]
fn peers_follow_the_query_and_are_read_once() {
    let mut s = Screen::new(&THREE, 120, 40);
    let before = s.app.screens.compare.peers.as_ref().unwrap().peers.clone();
    s.keys("d n p p d");
    let now = || s.app.screens.compare.peers.as_ref().unwrap().peers.clone();
    assert!(Arc::ptr_eq(&before, &now()));
    s.act(Action::SetQuery("method:ransomware".into()));
    // Of the three Change Healthcare is one of them, and no peer of itself.
    let n = s.app.answer.rows.len() - 1;
    assert!(s.text().contains(&format!("peers: {n} others")));
    assert_eq!(s.ids(), THREE);
    s.act(Action::SetQuery("affected:>9B".into()));
    assert!(
        s.text().contains("no peers: the query has no others"),
        "{}",
        s.text()
    );
    // Who is taken out of the comparison is a peer again.
    s.act(Action::SetQuery(String::new()));
    assert!(s.text().contains("peers: 176 others"), "{}", s.text());
    s.keys("x");
    assert!(s.text().contains("peers: 177 others"), "{}", s.text());
}

#[test]
fn the_mouse_chooses_cells_and_columns() {
    let mut s = Screen::new(&THREE, 120, 40);
    let click = |target, twice| Action::Click { target, twice };
    s.act(click(Target::Cell(2, 2), false));
    assert_eq!((s.on().as_str(), s.column()), ("affected", 2));
    assert!(
        s.text()
            .contains("people, Change Healthcare 2024: about 192,700,000")
    );
    s.act(click(Target::Cell(21, 0), false));
    assert!(
        s.text()
            .contains("144–174 d · from 2023-07 to 2023-12-22 · ≠ differs")
    );
    s.act(click(Target::Cell(2, 2), false));
    let head = s.app.geometry.hits.iter().find_map(|(_, t)| match t {
        Target::Cell(row, 1) if *row > 1_000 => Some(t.clone()),
        _ => None,
    });
    s.act(click(head.unwrap(), false));
    assert_eq!((s.on().as_str(), s.column()), ("affected", 1));
    s.act(click(Target::Cell(2, 0), true));
    assert_eq!(s.app.view, View::Browse);
    assert_eq!(s.app.incident().unwrap().id, THREE[0]);
}

#[test]
fn copied_as_markdown() {
    let mut s = Screen::new(&THREE[..2], 120, 40);
    let all = menu::copied(&s.app, CopyWhat::Comparison).unwrap().0;
    assert!(
        all.starts_with("# HealthEC 2023 · Hims &amp; Hers 2026\n"),
        "{all}"
    );
    assert!(all.contains("Peers: 177, all incidents, without those compared."));
    assert!(all.contains("| country |"));
    s.act(Action::SetQuery("method:ransomware".into()));
    s.keys("d");
    let some = menu::copied(&s.app, CopyWhat::Comparison).unwrap().0;
    assert!(some.contains("Only what differs"));
    assert!(some.contains("the query: method:ransomware"));
    assert!(!some.contains("| country |"));
    insta::assert_snapshot!("markdown", some);
    // The first entry of the copy menu is the comparison, the record the one of the chosen column.
    s.keys("right y");
    let effects = s.act(Action::Do(Command::Open));
    assert!(matches!(&effects[..], [Effect::Copy { text, .. }] if *text == some));
    let record = menu::copied(&s.app, CopyWhat::Id).unwrap().0;
    assert_eq!(record, THREE[1]);
}

/// Every stated cell of the comparison can be read in full in the readout.
#[test]
fn the_readout_has_the_whole_text() {
    let mut s = Screen::new(&THREE, 200, 60);
    let rows = s.app.screens.compare.rows().count();
    let flat = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    for _ in 0..rows {
        let state = &s.app.screens.compare;
        let (_, row) = state.row(state.cursor).unwrap();
        if let Cell::Text(text) = &row.cells[0] {
            assert!(flat(&s.text()).contains(&flat(text)), "{text}");
        }
        s.keys("j");
    }
}

/// Of more peers than are read, evenly spaced ones are taken, and the title says so. The records of this
/// list state nothing but a name and, every second one, a count: a period that the sample must not meet.
#[test]
fn a_very_large_answer_is_sampled_and_says_so() {
    let mut file = tempfile::Builder::new()
        .suffix(".jsonl")
        .tempfile()
        .unwrap();
    for i in 0..6_000 {
        let count = if i % 2 == 0 { r#""count":700"# } else { "" };
        writeln!(
            file,
            r#"{{"id":"clinic-{i}","organization":"Clinic {i}","affected":{{{count}}}}}"#
        )
        .unwrap();
    }
    let sources = Sources {
        files: vec![file.path().to_str().unwrap().to_owned()],
        no_bundled: true,
        ..Sources::default()
    };
    let opened = open(&sources).unwrap();
    assert!(opened.faults.is_empty(), "{:?}", opened.faults.first());
    let mut s = Screen::new(&[], 120, 40);
    s.app = App::new(Arc::new(opened.catalog), "");
    s.app.marked = vec![0, 1];
    s.act(Action::SetQuery("clinic".into()));
    s.keys("4");
    let text = s.text();
    assert!(
        text.contains("peers: 5,000 drawn from 5,998 others"),
        "{text}"
    );
    assert!(text.contains("no event is stated"), "{text}");
    let PeerFigure::People(people) = s.figure(SectionKind::Facts, "affected") else {
        panic!()
    };
    assert_eq!(people.value, Some(700.0));
    assert!((2_450..=2_550).contains(&people.n), "{}", people.n);
    let markdown = menu::copied(&s.app, CopyWhat::Comparison).unwrap().0;
    assert!(
        markdown
            .contains("Peers: 5,000 drawn from 5,998, the query: clinic, without those compared.")
    );

    // Two that state the same: nothing is left of the differences but a sentence and the timelines.
    s.app.marked = vec![0, 2];
    s.act(Action::SetQuery(String::new()));
    s.keys("d n");
    assert!(
        s.text().contains("These incidents differ in nothing"),
        "{}",
        s.text()
    );
    assert_eq!(
        s.app.message.as_ref().unwrap().text,
        "these incidents differ in nothing that is stated; mark others in Browse"
    );
}
