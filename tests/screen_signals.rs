//! The Signals screen as a whole: what it shows at three sizes, how it follows the query, and the way
//! from an incident to its signals and back.
//!
//! Counts were taken from `data/signals.json` by an independent script: 22 signals, 9 of relevancy 5;
//! 12 name hims-hers-2026, 20 name healthec-2023.

use breachlens::{
    app::{
        Action, App, Effect, Focus, View,
        input::Key,
        keymap,
        screens::signals::{Which, signals_of},
        update,
    },
    catalog::open::{Sources, open},
    tui::{
        theme::{Depth, Name, Theme},
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};
use std::sync::Arc;

fn app(query: &str, width: u16, height: u16) -> App {
    let catalog = open(&Sources::default()).unwrap().catalog;
    let mut app = App::new(Arc::new(catalog), query);
    update(&mut app, Action::Resize(width, height));
    draw(&mut app, Name::Dark);
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

fn id(app: &App) -> &'static str {
    app.screens.signals.signal().unwrap().id.as_str()
}

#[test]
fn list_and_detail_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let name = |what: &str| format!("{what}_{width}x{height}");
        let mut app = app("org:\"hims\"", width, height);
        press(&mut app, "6 down");
        insta::assert_snapshot!(name("list"), shown(&mut app));
        press(&mut app, "g enter down");
        insta::assert_snapshot!(name("detail"), shown(&mut app));
    }
}

#[test]
fn the_list_follows_the_query_until_all_are_asked_for() {
    let mut app = app("", 120, 40);
    press(&mut app, "6");
    assert_eq!(app.screens.signals.shown.len(), 22);
    assert!(shown(&mut app).contains("Signals · all 22 · by relevancy"));
    update(&mut app, Action::SetQuery("org:\"hims\"".into()));
    assert!(shown(&mut app).contains("12 of 22: those of the incidents in the query"));
    press(&mut app, "a");
    assert_eq!(app.screens.signals.shown.len(), 22);
    press(&mut app, "a");
    update(&mut app, Action::SetQuery("org:healthec".into()));
    assert_eq!(app.screens.signals.shown.len(), 20);
    update(&mut app, Action::SetQuery("org:kettering".into()));
    assert!(shown(&mut app).contains("No signal was read from the incidents in the query"));
}

#[test]
fn the_order_is_relevancy_then_kind_then_name() {
    let mut app = app("", 120, 40);
    press(&mut app, "6");
    let relevancies = |app: &App| {
        let all = breachlens::analysis::signals::Signals::bundled().all();
        let shown = app.screens.signals.shown.iter();
        shown.map(|at| all[*at].relevancy).collect::<Vec<_>>()
    };
    let by_relevancy = relevancies(&app);
    assert!(by_relevancy.is_sorted_by(|a, b| a >= b));
    assert_eq!(by_relevancy.iter().filter(|r| **r == 5).count(), 9);
    assert_eq!(id(&app), "breaches-at-scale");
    press(&mut app, "s g G");
    assert_eq!(id(&app), "telehealth-trust-issue");
    press(&mut app, "s g");
    assert_eq!(id(&app), "platform-on-platform");
}

#[test]
fn from_an_incident_to_its_signals_and_back() {
    assert_eq!(signals_of("hims-hers-2026").count(), 12);
    assert_eq!(signals_of("healthec-2023").count(), 20);
    assert_eq!(signals_of("nobody-2020").count(), 0);
    let mut app = app("org:\"hims\"", 120, 40);
    press(&mut app, "w");
    assert_eq!(app.view, View::Signals);
    assert_eq!(
        app.screens.signals.which,
        Which::OfIncident("hims-hers-2026".into())
    );
    assert!(shown(&mut app).contains("12 of 22: those of Hims & Hers"));
    press(&mut app, "esc");
    assert_eq!(app.view, View::Browse);
    assert_eq!(app.incident().unwrap().id, "hims-hers-2026");
    // The other way: the second incident of the first signal is the one in the query.
    press(&mut app, "6 enter down enter");
    assert_eq!((app.view, app.focus), (View::Browse, Focus::Detail));
    assert_eq!(app.incident().unwrap().id, "hims-hers-2026");
    assert_eq!(app.line.text(), "org:\"hims\"");
    // The screen is as it was left. The first one is outside the query, which has to go for it; undo brings it back.
    press(&mut app, "6 up enter");
    assert_eq!(app.incident().unwrap().id, "healthec-2023");
    assert_eq!(app.line.text(), "");
    press(&mut app, "u");
    assert_eq!(app.line.text(), "org:\"hims\"");
    // An incident without signals says so.
    update(&mut app, Action::SetQuery("org:kettering".into()));
    press(&mut app, "1 w");
    assert_eq!(app.view, View::Browse);
    assert!(app.message.as_ref().unwrap().text.contains("no signal"));
}

#[test]
fn the_source_opens_and_the_signal_is_copied() {
    let mut app = app("", 120, 40);
    press(&mut app, "6");
    let url = "https://kghosh.substack.com/p/20230109".to_owned();
    assert_eq!(press(&mut app, "o"), [Effect::OpenUrl(url.clone())]);
    assert_eq!(
        press(&mut app, "enter down down enter"),
        [Effect::OpenUrl(url.clone())]
    );
    press(&mut app, "y");
    let effects = press(&mut app, "enter");
    let [Effect::Copy { text, what }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(what, "the signal");
    assert!(text.starts_with("Healthcare data breaches (signal, relevancy 5 of 5)\n"));
    assert!(text.contains("Incidents: healthec-2023, hims-hers-2026\n") && text.contains(&url));
}

#[test]
fn any_size_draws_and_the_cursor_is_seen_without_colour() {
    for (width, height) in [(40, 8), (41, 9), (99, 12), (100, 10), (300, 100)] {
        let mut app = app("", width, height);
        press(&mut app, "6");
        for keys in [
            "down",
            "G",
            "enter",
            "down down down",
            "pagedown",
            "pageup",
            "g",
            "tab",
            "s",
            "a",
        ] {
            press(&mut app, keys);
            draw(&mut app, Name::Mono);
        }
    }
    let mut app = app("", 80, 24);
    press(&mut app, "6");
    let buf = draw(&mut app, Name::Mono);
    let reversed = (0..80).filter(|x| buf[(*x, 4)].modifier.contains(Modifier::REVERSED));
    assert!(reversed.count() > 70);
    assert_eq!(buf[(0, 4)].symbol(), "▌");
    assert!(text(&buf).contains("●●●●○ 4  signal      Patient privacy concerns"));
}
