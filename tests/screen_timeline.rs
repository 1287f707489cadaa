//! The Timeline screen as a whole: at three sizes, without colours, in ASCII, by keys and by mouse.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use breachlens::{
    app::{Action, App, Command, Geometry, Target, keymap, update},
    catalog::open::{Sources, open},
    model::DayRange,
    tui::{
        theme::{Depth, Name, Theme},
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::sync::Arc;

struct Screen {
    app: App,
    theme: Theme,
    area: Rect,
}

impl Screen {
    fn new(query: &str, width: u16, height: u16, name: Name, ascii: bool) -> Self {
        let catalog = open(&Sources::default()).unwrap().catalog;
        let mut app = App::new(Arc::new(catalog), query);
        update(&mut app, Action::Resize(width, height));
        let mut screen = Self {
            app,
            theme: Theme::new(name, Depth::True, ascii),
            area: Rect::new(0, 0, width, height),
        };
        screen.draw();
        screen.keys("2");
        screen
    }

    fn draw(&mut self) -> Buffer {
        let mut buf = Buffer::empty(self.area);
        let (geometry, _): (Geometry, _) = view::draw(&self.app, &self.theme, self.area, &mut buf);
        self.app.drawn(geometry);
        buf
    }

    /// Keys by name, separated by blanks; each is followed by a drawing, as in the program.
    fn keys(&mut self, keys: &str) {
        for name in keys.split(' ') {
            let action = keymap::action(&self.app, name.parse().unwrap()).unwrap();
            update(&mut self.app, action);
            self.draw();
        }
    }

    fn text(&mut self) -> String {
        let buf = self.draw();
        let row = |y| {
            let line: String = (0..self.area.width)
                .map(|x| buf[(x, y)].symbol().to_owned())
                .collect();
            line.trim_end().to_owned()
        };
        (0..self.area.height)
            .map(row)
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn line_with(&mut self, what: &str) -> String {
        let text = self.text();
        let found = text.lines().find(|l| l.contains(what));
        found
            .unwrap_or_else(|| panic!("no `{what}` in\n{text}"))
            .to_owned()
    }
}

fn day(text: &str) -> DayRange {
    text.parse::<breachlens::model::Date>().unwrap().days()
}

#[test]
fn three_sizes() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut screen = Screen::new("", width, height, Name::Mono, false);
        insta::assert_snapshot!(format!("first_{width}x{height}"), screen.text());
    }
}

#[test]
fn all_time_in_ascii() {
    let mut screen = Screen::new("affected:>5M sort:began", 100, 30, Name::Mono, true);
    screen.keys("0 j j");
    let text = screen.text();
    insta::assert_snapshot!("all_ascii_100x30", text);
    // Names and titles may hold any letter; what is drawn must not.
    assert!(
        !text.contains(|c: char| "━●◇▼±◌┄─╍┊▾◂▸▁█".contains(c) && c != '─'),
        "{text}"
    );
}

/// Days between the events are those of the record: 2023-07-14 to 07-23 open, letters on 12-22.
#[test]
fn close_up_on_one_incident() {
    let mut screen = Screen::new("healthec", 120, 30, Name::Mono, false);
    screen.keys("=");
    insta::assert_snapshot!("healthec_120x30", screen.text());
    assert!(
        screen
            .line_with(" HealthEC · ")
            .contains("open 9 d, 2023-07-14 to 2023-07-23 · letters 161 d after the start")
    );
    screen.keys("n n");
    let before = screen.line_with("2023-");
    screen.keys("+ + +");
    let zoomed = screen.line_with("a column");
    assert_ne!(before, zoomed);
    screen.keys("0");
    assert!(screen.line_with("incident · ").ends_with("· all"));
}

/// Counted from data/incidents/*.json by a script of its own: earliest of the disclosing kinds, else the
/// start, else detection, else the first event.
#[test]
fn density_counts_what_became_known() {
    let screen = Screen::new("", 120, 40, Name::Mono, false);
    let summary = screen.app.timeline_summary().unwrap();
    for (date, want) in KNOWN {
        assert_eq!(summary.known_in(day(date)), *want, "{date}");
    }
}

const KNOWN: &[(&str, usize)] = &[
    ("2015", 6),
    ("2020-09", 3),
    ("2022", 14),
    ("2023", 32),
    ("2024-02", 5),
    ("2026-03", 8),
];

#[test]
fn a_date_is_asked_for_and_a_wrong_one_is_refused() {
    let mut screen = Screen::new("", 120, 40, Name::Mono, false);
    screen.keys("@");
    for c in "2023-13".chars() {
        update(&mut screen.app, Action::Type(c));
    }
    screen.keys("enter");
    assert!(
        screen.text().contains("no month `2023-13`"),
        "{}",
        screen.text()
    );
    assert!(screen.text().contains("Go to which date?"));
    screen.keys("backspace backspace");
    for c in "07".chars() {
        update(&mut screen.app, Action::Type(c));
    }
    screen.keys("enter");
    assert!(screen.text().contains("▾ 2023-07-16"), "{}", screen.text());
    assert!(screen.text().contains("weeks") || screen.text().contains("months"));
}

#[test]
fn the_mouse_moves_time_and_opens() {
    let mut screen = Screen::new("", 120, 40, Name::Mono, false);
    let before = screen.line_with("became known");
    update(
        &mut screen.app,
        Action::Drag {
            columns: 20,
            rows: 0,
        },
    );
    assert_ne!(screen.line_with("became known"), before);
    update(
        &mut screen.app,
        Action::Click {
            target: Target::Cell(3, 10),
            twice: false,
        },
    );
    assert_eq!(screen.app.cursor, 3);
    let row = screen.app.row();
    update(
        &mut screen.app,
        Action::Click {
            target: Target::Cell(3, 10),
            twice: true,
        },
    );
    assert_eq!(screen.app.view, breachlens::app::View::Browse);
    assert_eq!(screen.app.row(), row);
}

#[test]
fn any_size_any_command_nothing_breaks() {
    for (width, height) in [(40, 8), (41, 9), (57, 13), (300, 100), (20, 4)] {
        for query in ["", "is:marked", "healthec", "sort:-affected"] {
            let mut screen = Screen::new(query, 80, 24, Name::Dark, false);
            screen.area = Rect::new(0, 0, width, height);
            update(&mut screen.app, Action::Resize(width, height));
            for command in [
                Command::ZoomIn,
                Command::NextEvent,
                Command::Left,
                Command::PanRight,
                Command::ZoomOut,
                Command::Centre,
                Command::PreviousEvent,
                Command::Bottom,
                Command::PanLeft,
                Command::Right,
                Command::FitAll,
                Command::ZoomIn,
                Command::ZoomIn,
                Command::PageUp,
                Command::ZoomOut,
            ] {
                for _ in 0..2 {
                    update(&mut screen.app, Action::Do(command));
                    screen.draw();
                }
            }
        }
    }
}
