//! The Insights screen as a whole: what it shows at three sizes, in colour and without, what its keys
//! do, and whether its figures are those of the dataset.
//!
//! The expected figures were computed by an independent script (Python, standard library only) over
//! `data/incidents/*.json`, with the definitions of the query language and type 7 quantiles.

use breachlens::{
    app::{Action, App, Command, Effect, Overlay, input::Key, keymap, update},
    catalog::open::{Sources, open},
    query,
    report::chart::{Chart, Kind},
    tui::{
        theme::{Depth, Name, Role, Theme},
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::sync::Arc;

fn app(query: &str, width: u16, height: u16) -> App {
    let catalog = open(&Sources::default()).unwrap().catalog;
    let mut app = App::new(Arc::new(catalog), query);
    update(&mut app, Action::Resize(width, height));
    draw(&mut app, Name::Dark);
    press(&mut app, "5");
    app
}

fn draw(app: &mut App, name: Name) -> Buffer {
    let area = Rect::new(0, 0, app.size.0, app.size.1);
    let mut buf = Buffer::empty(area);
    let theme = Theme::new(name, Depth::True, false);
    let (geometry, _) = view::draw(app, &theme, area, &mut buf);
    app.drawn(geometry);
    buf
}

/// Presses keys; the effects of the last one.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = vec![];
    for key in keys.split(' ') {
        let key: Key = key.parse().unwrap();
        if let Some(action) = keymap::action(app, key) {
            effects = update(app, action);
        }
        draw(app, Name::Dark);
    }
    effects
}

fn text(buf: &Buffer) -> String {
    let rows = (0..buf.area.height).map(|y| {
        let row: String = (0..buf.area.width).map(|x| buf[(x, y)].symbol()).collect();
        row.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn shown(app: &mut App) -> String {
    text(&draw(app, Name::Mono))
}

fn chart<'a>(app: &'a App, id: &str) -> &'a Chart {
    let charts = &app.screens.insights.charts;
    charts.iter().find(|c| c.id == id).unwrap()
}

fn values(chart: &Chart) -> Vec<u64> {
    chart.bars.iter().map(|b| b.value as u64).collect()
}

fn top(chart: &Chart, n: usize) -> Vec<(&str, u64)> {
    let bars = chart.bars.iter().take(n);
    bars.map(|b| (b.label.as_str(), b.value as u64)).collect()
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

#[test]
fn the_charts_at_three_sizes() {
    for (width, height) in SIZES {
        let mut app = app("", width, height);
        let name = |what: &str| format!("{what}_{width}x{height}");
        insta::assert_snapshot!(name("charts"), shown(&mut app));
        press(&mut app, "G");
        insta::assert_snapshot!(name("last"), shown(&mut app));
        press(&mut app, "enter");
        insta::assert_snapshot!(name("map"), shown(&mut app));
        press(&mut app, "esc esc");
        let mut app = self::app("", width, height);
        focus(&mut app, "notification");
        press(&mut app, "enter down down down");
        insta::assert_snapshot!(name("letters"), shown(&mut app));
        press(&mut app, "esc x");
        insta::assert_snapshot!(name("cross"), shown(&mut app));
    }
}

/// Moves the focus to a chart by keys alone.
fn focus(app: &mut App, id: &str) {
    press(app, "g");
    let charts = app.screens.insights.charts.len();
    for _ in 0..charts {
        if app.screens.insights.charts[app.screens.insights.chart].id == id {
            return;
        }
        press(app, "right");
    }
    panic!("{id} cannot be reached");
}

#[test]
fn years_words_and_states_are_those_of_the_dataset() {
    let app = app("", 120, 40);
    let years = chart(&app, "incidents-by-year");
    assert_eq!(years.bars.first().unwrap().label, "2009");
    assert_eq!(
        values(years),
        [1, 1, 4, 3, 3, 2, 6, 4, 3, 2, 5, 9, 10, 14, 32, 26, 28, 26]
    );
    let people = chart(&app, "people-by-year");
    assert_eq!(people.n, 161);
    assert_eq!(
        values(people)[12..],
        [
            21_168_597,
            30_056_978,
            125_595_217,
            289_325_003,
            136_565_374,
            20_427_731
        ]
    );
    assert_eq!(values(people).iter().sum::<u64>(), 913_140_650);
    assert_eq!(
        top(chart(&app, "methods"), 4),
        [
            ("data theft and extortion", 64),
            ("ransomware", 54),
            ("unspecified intrusion", 44),
            ("data theft", 39)
        ]
    );
    assert_eq!(chart(&app, "methods").bars.len(), 21);
    assert_eq!(values(chart(&app, "tiers")), [118, 47, 14]);
    let sectors = chart(&app, "sectors");
    assert_eq!(values(sectors)[..5], [46, 24, 19, 9, 8]);
    assert_eq!(sectors.bars.len(), 28);
    let data = chart(&app, "data");
    assert_eq!((data.n, data.bars.len()), (178, 62));
    assert_eq!(values(data)[..6], [158, 132, 122, 116, 81, 68]);
    let measures = chart(&app, "measures");
    assert_eq!((measures.n, measures.bars.len()), (179, 49));
    assert_eq!(values(measures)[..6], [155, 113, 109, 104, 91, 71]);
    let states = chart(&app, "states");
    assert_eq!((states.n, states.of), (152, 179));
    let of = |code: &str| states.bars.iter().find(|b| b.label == code).unwrap().value;
    assert_eq!(
        ["CA", "FL", "TX", "IL", "TN", "NY", "PR", "AK"].map(of),
        [20.0, 14.0, 11.0, 9.0, 9.0, 6.0, 2.0, 0.0]
    );
}

#[test]
fn days_money_and_monitoring_are_those_of_the_dataset() {
    let app = app("", 120, 40);
    for (id, n, bins, foot) in [
        (
            "detection",
            143,
            [22, 41, 39, 10, 9, 3, 0, 9, 3, 7],
            "36 do not state it · quartiles 2 and 41 days · p90 266",
        ),
        (
            "containment",
            41,
            [15, 15, 10, 0, 1, 0, 0, 0, 0, 0],
            "138 do not state it · quartiles 0 and 8 days · p90 14",
        ),
        (
            "notification",
            123,
            [0, 3, 12, 37, 21, 11, 20, 15, 4, 0],
            "56 do not state it · quartiles 44 and 136 days · p90 212",
        ),
    ] {
        let c = chart(&app, id);
        assert_eq!((c.n, c.of), (n, 179), "{id}");
        assert_eq!(values(c), bins, "{id}");
        assert_eq!(c.foot, foot);
    }
    assert_eq!(
        chart(&app, "notification").title,
        "Letters go out a median of 74 days after detection (n 123 of 179)"
    );
    // 12 by the middle of their range, 3 surely.
    assert!(
        chart(&app, "notification").bars[2]
            .readout
            .contains("; 9 by coarse dates")
    );
    let settlements = chart(&app, "settlements");
    assert_eq!(values(settlements), [0, 4, 5, 16, 21, 10, 9, 4, 1]);
    assert_eq!(
        settlements.title,
        "The median settlement is $5.88M (n 70 of 179)"
    );
    assert!(
        settlements.foot.contains("in all $1.02B"),
        "{}",
        settlements.foot
    );
    let penalties = chart(&app, "penalties");
    assert_eq!(values(penalties), [0, 0, 1, 3, 3, 0, 0, 0, 0]);
    assert_eq!(penalties.title, "The median penalty is $4.50M (n 7 of 179)");
    let time = chart(&app, "time-to-settlement");
    assert_eq!((time.n, values(time)), (69, vec![6, 30, 16, 11, 5, 1, 0]));
    assert!(time.title.contains("1.9 years"));
    let months = chart(&app, "monitoring");
    assert_eq!(
        (months.n, values(months)),
        (75, vec![0, 25, 0, 45, 0, 4, 0, 1])
    );
    assert_eq!(
        values(chart(&app, "ssn-and-monitoring")),
        [28, 12, 40, 59, 23, 82, 2, 11, 13, 2, 41, 43, 91, 87, 178]
    );
    let adopted = chart(&app, "measures-by-year");
    let bar = |label: &str| adopted.bars.iter().find(|b| b.label == label).unwrap();
    assert_eq!(bar("credit monitoring 2023").value, 22.0);
    assert_eq!(bar("credit monitoring 2023").shown, "69 %");
    assert_eq!(bar("credit monitoring 2026").value, 6.0);
    let vendors = chart(&app, "vendors");
    assert_eq!(
        vendors.bars[0].readout,
        "Progress Software: 6 incidents, 35 clients, 32,827,902 people (6 of 6 state a count)"
    );
}

/// What a bar says is what its terms give; days may be known only as ranges, which a comparison leaves
/// out, and the readout says so.
#[test]
fn every_bar_narrows_to_what_it_counts() {
    for line in ["", "method:ransomware", "affected:>1M -country:US"] {
        let mut app = app(line, 120, 40);
        press(&mut app, "x");
        let cross = app.screens.insights.cross.clone().unwrap().chart;
        let mut charts = app.screens.insights.charts.clone();
        charts.push(cross);
        for c in charts {
            for bar in c.bars.iter().filter(|b| !b.narrow.is_empty()) {
                let text = query::edit::narrow(line, &bar.narrow);
                if text.len() < line.len() {
                    // The query asks it already; Enter takes it back.
                    continue;
                }
                let parsed = query::parse(&text);
                assert!(parsed.errors.is_empty(), "{text}: {:?}", parsed.errors);
                let context = query::Context::default();
                let n = query::answer(&app.catalog, &parsed.query, &context)
                    .rows
                    .len();
                let said = bar.value as usize;
                match c.id {
                    "people-by-year" => {}
                    // A phrase is looked for by the search of names, which has tests of its own.
                    "vendors" if bar.narrow[0].starts_with('"') => {}
                    "vendors" => assert!(n >= said, "{text}: {n} for {said}"),
                    "ssn-and-monitoring" => assert!(n - said <= 1, "{text}: {n} for {said}"),
                    "detection" | "containment" | "notification" => {
                        let coarse = bar.readout.contains("coarse dates");
                        assert_eq!(n < said, coarse, "{text}: {n} for {said}");
                    }
                    _ => assert_eq!(n, said, "{}: {text}", c.id),
                }
            }
        }
    }
}

#[test]
fn enter_narrows_and_takes_back() {
    let mut app = app("", 120, 40);
    focus(&mut app, "tiers");
    press(&mut app, "tab down enter");
    assert_eq!(app.line.text(), "tier:auxiliary");
    assert_eq!(app.answer.rows.len(), 47);
    // The cursor stays on the word although it is the first one now, and the figures follow at once.
    assert_eq!(app.screens.insights.bar().unwrap().label, "auxiliary");
    assert_eq!(chart(&app, "methods").of, 47);
    assert!(shown(&mut app).contains("enter takes back tier:auxiliary"));
    press(&mut app, "enter");
    assert_eq!(app.line.text(), "");
    press(&mut app, "u");
    assert_eq!(app.line.text(), "tier:auxiliary");
    press(&mut app, "esc");
    assert!(app.screens.insights.bar.is_none());
    // A bar that the query has no word for says so.
    focus(&mut app, "time-to-settlement");
    press(&mut app, "tab enter");
    assert_eq!(app.line.text(), "tier:auxiliary");
    assert!(app.message.as_ref().unwrap().text.contains("no word"));
    press(&mut app, "esc esc");
    assert_eq!(app.view, breachlens::app::View::Browse);
}

#[test]
fn the_map_is_walked_by_tiles() {
    let mut app = app("", 120, 40);
    focus(&mut app, "states");
    press(&mut app, "enter");
    let label = |app: &App| app.screens.insights.bar().unwrap().label.clone();
    assert_eq!(label(&app), "CA");
    for (key, want) in [
        ("up", "OR"),
        ("up", "WA"),
        ("right", "ID"),
        ("down", "NV"),
        ("down", "UT"),
        ("down", "AZ"),
        ("left", "CA"),
        ("left", "HI"),
        ("left", "HI"),
    ] {
        press(&mut app, key);
        assert_eq!(label(&app), want, "{key}");
    }
    // No way leads off the map.
    for key in ["up", "down", "left", "right"] {
        for _ in 0..20 {
            press(&mut app, key);
        }
        assert!(matches!(
            app.screens.insights.shown().unwrap().kind,
            Kind::Tiles
        ));
    }
}

#[test]
fn the_cross_table_counts_any_two_facets() {
    let mut app = app("", 120, 40);
    press(&mut app, "x");
    let cell = |app: &App, label: &str| {
        let cross = app.screens.insights.cross.as_ref().unwrap();
        let bar = cross.chart.bars.iter().find(|b| b.label == label);
        bar.map(|b| b.value as u64)
    };
    for (label, want) in [
        ("ransomware, core", 48),
        ("data theft and extortion, core", 43),
        ("unspecified intrusion, core", 34),
        ("data theft and extortion, auxiliary", 21),
        ("all, core", 118),
        ("all, all", 179),
        ("ransomware, all", 54),
    ] {
        assert_eq!(cell(&app, label), Some(want), "{label}");
    }
    // Another facet on either side, through the menus.
    choose(&mut app, "r", "Sector");
    choose(&mut app, "c", "State");
    assert_eq!(cell(&app, "hospital system, CA"), Some(5));
    assert_eq!(cell(&app, "hospital system, not stated"), Some(7));
    choose(&mut app, "c", "Year");
    assert_eq!(cell(&app, "hospital system, 2023"), Some(8));
    press(&mut app, "t");
    assert_eq!(cell(&app, "2023, hospital system"), Some(8));
    press(&mut app, "p");
    assert!(shown(&mut app).contains("share of the row"));
    // The first cell: 2009 and hospital systems.
    press(&mut app, "down down enter");
    assert_eq!(app.line.text(), "year:2011 sector:hospital_system");
    press(&mut app, "esc esc");
    assert_eq!(app.view, breachlens::app::View::Browse);
}

fn choose(app: &mut App, key: &str, entry: &str) {
    press(app, key);
    let at = match &app.overlay {
        Some(Overlay::Menu { items, .. }) => items.iter().position(|i| i.label == entry).unwrap(),
        other => panic!("{other:?}"),
    };
    press(app, "g");
    for _ in 0..at {
        press(app, "down");
    }
    press(app, "enter");
}

/// The palette calls the table from anywhere.
#[test]
fn the_cross_table_opens_from_browse() {
    let mut app = app("", 120, 40);
    press(&mut app, "1");
    for command in [Command::CrossTable, Command::CrossTable] {
        press(&mut app, "1");
        update(&mut app, Action::Do(command));
        assert_eq!(app.view, breachlens::app::View::Insights);
        assert!(app.screens.insights.cross.is_some());
    }
}

#[test]
fn a_chart_is_copied_as_text_and_as_csv() {
    let mut app = app("", 120, 40);
    focus(&mut app, "tiers");
    press(&mut app, "y");
    let effects = press(&mut app, "enter");
    let [Effect::Copy { text, what }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(what, "the chart");
    assert!(text.starts_with("What was entered is most often core: 66 % (n 179)\n"));
    assert!(
        text.contains("auxiliary               47  26 %  ████████████\n"),
        "{text}"
    );
    press(&mut app, "y down");
    let effects = press(&mut app, "enter");
    assert_eq!(
        effects,
        [Effect::Copy {
            text: "system tier,incidents,%,n,of\ncore,118,66,179,179\nauxiliary,47,26,179,179\ndevice or paper,14,8,179,179\n".into(),
            what: "the chart as CSV".into()
        }]
    );
}

#[test]
fn the_mouse_reaches_titles_bars_and_cells() {
    use breachlens::app::Target;
    let mut app = app("", 120, 40);
    let find = |app: &App, target: &Target| {
        let (area, _) = app
            .geometry
            .hits
            .iter()
            .find(|(_, t)| t == target)
            .unwrap()
            .clone();
        app.geometry.at(area.x, area.y).cloned().unwrap()
    };
    let bar = find(&app, &Target::Cell(2, 2));
    // One click narrows, and the second of a double click does not go on with what stands there then.
    for twice in [false, true] {
        let target = bar.clone();
        update(&mut app, Action::Click { target, twice });
        draw(&mut app, Name::Dark);
        assert_eq!(app.line.text(), "method:ransomware");
    }
    let title = find(&app, &Target::Cell(0, 0));
    update(
        &mut app,
        Action::Click {
            target: title,
            twice: true,
        },
    );
    assert!(app.screens.insights.zoomed);
}

#[test]
fn any_size_and_any_answer_draws() {
    for line in ["", "zzzzzz", "state:CA", "org:\"hims\"", "affected:>100M"] {
        for (width, height) in [(40, 8), (41, 9), (60, 12), (99, 20), (100, 10), (300, 100)] {
            let mut app = app(line, width, height);
            for keys in [
                "down down",
                "tab",
                "down right",
                "z",
                "pagedown pagedown",
                "G",
                "esc",
                "x",
                "right down G",
                "p t",
                "esc",
            ] {
                press(&mut app, keys);
                for name in [Name::Mono, Name::Light] {
                    draw(&mut app, name);
                }
            }
            for _ in 0..6 {
                press(&mut app, "pagedown tab left down tab");
            }
        }
    }
    let mut app = app("zzzzzz", 80, 24);
    assert!(shown(&mut app).contains("No incident matches"));
}

/// Everything that colour says, a sign says too.
#[test]
fn the_year_of_the_cursor_stands_apart_from_others() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut app = app("", width, height);
        focus(&mut app, "people-by-year");
        press(&mut app, "tab");
        let bars = chart(&app, "people-by-year").bars.len();
        press(&mut app, &vec!["left"; bars].join(" "));
        for at in 0..bars {
            let screen = shown(&mut app);
            let year = &chart(&app, "people-by-year").bars[at].label;
            assert!(screen.contains(&format!("{year}: ")), "{year}\n{screen}");
            let words = screen.split(|c: char| !c.is_ascii_digit());
            let longest = words.map(str::len).max();
            assert_eq!(longest, Some(4), "{width} {year}\n{screen}");
            press(&mut app, "right");
        }
    }
}

#[test]
fn without_colour_the_cursor_and_the_shades_can_be_seen() {
    use ratatui::style::Modifier;
    let mut app = app("", 120, 40);
    focus(&mut app, "states");
    press(&mut app, "enter");
    let buf = draw(&mut app, Name::Mono);
    let rows = text(&buf);
    for sign in ["CA█", "TX▓", "NY▒", "CO░", "ID·", "▒ 6–10"] {
        assert!(rows.contains(sign), "{sign}");
    }
    let reversed = buf
        .content
        .iter()
        .filter(|c| c.modifier.contains(Modifier::REVERSED));
    assert!(reversed.count() >= 3);
}

/// Eight incidents, five of whose counts are placeholders: two of California and one of Texas, one of
/// Guam, which has no tile, and one of Washington with two vendors. 500 people that a record of our own
/// states were counted.
fn with_placeholders(query: &str, width: u16, height: u16) -> App {
    let heading = "\"Name of Covered Entity\",\"State\",\"Covered Entity Type\",\"Individuals Affected\",\"Breach Submission Date\",\"Type of Breach\",\"Location of Breached Information\",\"Business Associate Present\",\"Web Description\"";
    let rows = [
        ("Alder Creek Dental", "CA", "501", "03/05/2023"),
        ("Birch Hill Clinic", "CA", "500", "04/06/2023"),
        ("Cedar Valley Hospital", "TX", "1200", "05/08/2023"),
        ("Dogwood Eye Care", "TX", "501", "02/05/2024"),
        ("Elm Island Health", "GU", "500", "03/06/2024"),
        ("Fir Lake Physicians", "CA", "4000", "04/08/2024"),
    ]
    .map(|(name, state, people, filed)| {
        format!(
            "\"{name}\",\"{state}\",\"Healthcare Provider\",\"{people}\",\"{filed}\",\"Hacking/IT Incident\",\"Email\",\"No\",\"\"\n"
        )
    });
    let own = r#"{"id":"ginkgo-2024","organization":"Ginkgo Imaging","country":"US","state":"NY","affected":{"count":500},"timeline":[{"kind":"detected","date":"2024-05-02"}]}
{"id":"hazel-2024","organization":"Hazel Telehealth","country":"US","state":"WA","affected":{"count":501},"third_party":{"name":"Google and Meta","relation":"tracking_technology"},"timeline":[{"kind":"regulator_notified","date":"2024-06-03"}],"imported":{"format":"ocr","key":"hazel","placeholder_count":true}}
"#;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let sources = Sources {
        files: vec![
            file("portal.csv", &format!("{heading}\n{}", rows.concat())),
            file("own.jsonl", own),
        ],
        no_bundled: true,
        no_match: true,
        ..Sources::default()
    };
    let opened = open(&sources).unwrap();
    assert!(opened.faults.is_empty(), "{:?}", opened.faults);
    let mut app = App::new(Arc::new(opened.catalog), query);
    update(&mut app, Action::Resize(width, height));
    draw(&mut app, Name::Dark);
    press(&mut app, "5");
    app
}

#[test]
fn charts_of_placeholders_at_three_sizes() {
    for (width, height) in SIZES {
        let mut app = with_placeholders("", width, height);
        let name = |what: &str| format!("{what}_{width}x{height}");
        focus(&mut app, "people-by-year");
        insta::assert_snapshot!(name("placeholders"), shown(&mut app));
        press(&mut app, "enter right");
        insta::assert_snapshot!(name("placeholders_by_year"), shown(&mut app));
        let mut app = with_placeholders("", width, height);
        press(&mut app, "G");
        insta::assert_snapshot!(name("placeholders_last"), shown(&mut app));
        press(&mut app, "enter");
        insta::assert_snapshot!(name("placeholders_map"), shown(&mut app));
    }
}

/// Wherever counts stand in columns, and with as little room as there may be.
#[test]
fn placeholders_are_marked_in_lists() {
    let stand_in = ["Alder", "Birch", "Dogwood", "Elm", "Hazel"];
    let counted = [("Cedar", "1.20k"), ("Fir", "4.00k"), ("Ginkgo", "500")];
    for width in (40..=132).step_by(4) {
        for screen in ["1", "2"] {
            let mut app = with_placeholders("", width, 24);
            press(&mut app, screen);
            let text = shown(&mut app);
            // The pane beside the table names the incident too.
            let lists = || text.lines().skip(3).filter_map(|l| l.split('│').next());
            let line = |name: &str| lists().find(|l| l.contains(&name[..3]));
            let words = |name: &str| -> Vec<&str> {
                let words = line(name).map(str::split_whitespace);
                words.into_iter().flatten().collect()
            };
            // Narrow windows drop the column.
            if !text.contains("1.20k") {
                assert!(width < 100 && (screen == "2" || width < 60), "{text}");
                continue;
            }
            for name in stand_in {
                let is_marked =
                    line(name).is_some_and(|l| l.contains("501?") || l.contains("500?"));
                assert!(is_marked, "{width}, {screen}, {name}:\n{text}");
            }
            for (name, count) in counted {
                assert!(
                    words(name).contains(&count),
                    "{width}, {screen}, {name}:\n{text}"
                );
            }
        }
    }
}

#[test]
fn placeholders_are_those_of_the_rows_beside() {
    let of = |app: &App, id: &str| {
        let chart = chart(app, id);
        let bars = chart.bars.iter().filter(|b| b.placeholders > 0);
        let bars: Vec<_> = bars.map(|b| (b.label.clone(), b.placeholders)).collect();
        (chart.placeholders, bars)
    };
    let bars = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
        list.iter().map(|(l, n)| ((*l).to_owned(), *n)).collect()
    };
    let mut app = with_placeholders("", 120, 40);
    let years = of(&app, "people-by-year");
    assert_eq!(years, (5, bars(&[("2023", 2), ("2024", 3)])));
    let states = of(&app, "states");
    let (n, mut tiles) = states;
    tiles.sort();
    assert_eq!((n, tiles), (4, bars(&[("CA", 2), ("TX", 1), ("WA", 1)])));
    // Two vendors in one incident, which has one count.
    let vendors = of(&app, "vendors");
    assert_eq!(vendors, (1, bars(&[("Google", 1), ("Meta", 1)])));
    // No other chart has people in its figures.
    let charts = &app.screens.insights.charts;
    assert_eq!(charts.iter().filter(|c| c.placeholders > 0).count(), 3);
    focus(&mut app, "people-by-year");
    press(&mut app, "y");
    let effects = press(&mut app, "enter");
    let [Effect::Copy { text, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let says = "\n5 of the counts are placeholders, filed before the number was known, and counted as they stand\n";
    assert!(text.ends_with(says), "{text}");

    // Each answer counts its own rows: narrowed to a year, and back.
    press(&mut app, "tab");
    for (n, says) in [
        (3, "3 of the counts are placeholders"),
        (5, "5 of the counts are placeholders"),
    ] {
        press(&mut app, "enter");
        assert_eq!(of(&app, "people-by-year").0, n);
        assert!(shown(&mut app).contains(says), "{says}");
    }
    let mut app = with_placeholders("state:TX", 120, 40);
    assert_eq!(of(&app, "people-by-year").0, 1);
    assert!(shown(&mut app).contains("1 of the counts is a placeholder"));
}

/// Where a line has no room left, placeholders do without words before they are left out or cut.
#[test]
fn placeholders_of_a_state_are_told_at_any_width() {
    let state = "California: 3 of 7 incidents (43 %), 5,001 people";
    for (width, says) in [
        (
            120,
            format!(" {state} · 2 of the counts are placeholders   enter narrows to state:CA"),
        ),
        (90, format!(" {state} · 2 of the counts are placeholders")),
        (80, format!(" {state} · 2 placeholders")),
        (60, format!("{} 2 placeholders ─\n {state}", "─".repeat(43))),
    ] {
        let mut app = with_placeholders("", width, 24);
        focus(&mut app, "states");
        press(&mut app, "enter");
        assert!(shown(&mut app).contains(&format!("{says}\n")), "{width}");
    }
}

#[test]
fn placeholders_are_told_quietly() {
    let theme = Theme::new(Name::Dark, Depth::True, false);
    let mut app = with_placeholders("", 120, 40);
    let buf = draw(&mut app, Name::Dark);
    let says = "5 of the counts";
    let (y, line) = (0..)
        .zip(text(&buf).lines().map(str::to_owned))
        .find(|(_, l)| l.contains(says))
        .unwrap();
    let x = line.split(says).next().unwrap().chars().count();
    assert_eq!(
        buf[(u16::try_from(x).unwrap(), y)].fg,
        theme.style(Role::Muted).fg.unwrap()
    );
}

#[test]
fn nothing_is_said_where_no_count_is_a_placeholder() {
    for (width, height) in SIZES {
        for make in [
            || app("", 80, 24),
            || with_placeholders("affected:>501", 80, 24),
            // 500 people that were counted.
            || with_placeholders("state:NY", 80, 24),
        ] {
            for id in ["people-by-year", "vendors", "states"] {
                let mut app = make();
                update(&mut app, Action::Resize(width, height));
                focus(&mut app, id);
                for keys in ["z", "tab", "esc"] {
                    assert!(!shown(&mut app).contains("placeholder"), "{id} {keys}");
                    press(&mut app, keys);
                }
            }
        }
    }
}
