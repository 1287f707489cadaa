//! The Exposure screen as a whole: at three sizes, without colours, in ASCII, by keys and by mouse.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use breachlens::{
    app::{
        Action, App, Command, Target, View, keymap,
        screens::exposure::{
            Line,
            columns::{Column, GROUPS},
        },
        update,
    },
    catalog::open::{Sources, open},
    model::vocabulary::{DataType, Vocabulary},
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
        screen.keys("3");
        screen
    }

    fn draw(&mut self) -> Buffer {
        let mut buf = Buffer::empty(self.area);
        let (geometry, _) = view::draw(&self.app, &self.theme, self.area, &mut buf);
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

    /// Clicks where something of this kind was drawn.
    fn click(&mut self, column: u16, row: u16) -> Target {
        let target = self.app.geometry.at(column, row).unwrap().clone();
        let action = Action::Click {
            target: target.clone(),
            twice: false,
        };
        update(&mut self.app, action);
        self.draw();
        target
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

    /// Where a text stands first.
    fn find(&mut self, what: &str) -> (u16, u16) {
        let text = self.text();
        let found = text.lines().enumerate().find_map(|(y, l)| {
            let at = l.find(what)?;
            Some((l[..at].chars().count(), y))
        });
        let (x, y) = found.unwrap_or_else(|| panic!("no `{what}` in\n{text}"));
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    }
}

#[test]
fn three_sizes() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut screen = Screen::new("", width, height, Name::Mono, false);
        screen.keys("j l l");
        insta::assert_snapshot!(format!("first_{width}x{height}"), screen.text());
    }
}

#[test]
fn folded_in_ascii() {
    let mut screen = Screen::new("affected:>5M sort:-affected", 100, 30, Name::Mono, true);
    screen.keys("Z j l l l");
    let text = screen.text();
    insta::assert_snapshot!("folded_ascii_100x30", text);
    assert!(!text.contains(['■', '▒', '○', '▸', '▾']), "{text}");
}

/// Counted from data/incidents/*.json by a script of its own: incidents in which a data type (or any of
/// a group) is exposed or possibly; of these only possibly; stated not exposed and nothing graver.
#[test]
fn counts_are_those_of_the_records() {
    let screen = Screen::new("", 120, 40, Name::Mono, false);
    let summary = screen.app.exposure_summary().unwrap();
    let group = |name: &str| Column::Group(GROUPS.iter().position(|g| g.name == name).unwrap());
    let data = |id: &str| Column::Data(DataType::from_id(id).unwrap());
    for (column, want) in [
        (data("ssn"), (122, 82, 13)),
        (data("diagnosis"), (67, 44, 5)),
        (data("payment_card"), (17, 14, 24)),
        (group("medical"), (151, 90, 14)),
        (group("financial"), (72, 51, 29)),
    ] {
        let got = (
            summary.exposed(column),
            summary.possible(column),
            summary.safe(column),
        );
        assert_eq!(got, want, "{}", column.label());
    }
    assert_eq!(summary.unused(), 1);
}

/// One fact, one share: of the incidents that state any data, here as in `stats` and beside a comparison.
#[test]
fn a_share_is_of_those_that_state_any_data() {
    let mut screen = Screen::new("", 160, 40, Name::Mono, false);
    let (stating, all) = (
        screen.app.exposure_summary().unwrap().stating,
        screen.app.answer.rows.len(),
    );
    assert_eq!((stating, all), (178, 179));
    let told = (0..60).any(|_| {
        screen.keys("right");
        screen
            .text()
            .contains("Social Security number: exposed in 122 of 178 that state any (69 %)")
    });
    assert!(told);
}

#[test]
fn enter_narrows_and_once_more_takes_it_back() {
    let mut screen = Screen::new("", 200, 40, Name::Mono, false);
    // The Social Security number of the third row, where it was exposed.
    screen.keys("j j l l l enter");
    assert_eq!(screen.app.line.text(), "data:ssn");
    assert!(screen.text().contains("122 of 179"));
    screen.keys("l enter");
    assert_eq!(screen.app.line.text(), "data:ssn data:tax_id");
    screen.keys("enter u");
    assert_eq!(screen.app.line.text(), "data:ssn data:tax_id");
    screen.keys("u u");
    assert_eq!(screen.app.line.text(), "");
    // Where it was stated safe, those that state the same are asked for.
    let mut screen = Screen::new("openloop", 200, 40, Name::Mono, false);
    // Only what the one incident has is shown; of identity that is first.
    screen.keys("l enter");
    assert_eq!(screen.app.line.text(), "openloop safe:ssn");
    screen.keys("h");
    let row = screen.app.row();
    screen.keys("enter");
    assert_eq!((screen.app.view, screen.app.row()), (View::Browse, row));
}

#[test]
fn a_header_puts_those_that_exposed_it_first() {
    let mut screen = Screen::new("", 120, 40, Name::Mono, false);
    let (x, y) = screen.find("bio ssn tax");
    let x = x + 4;
    assert_eq!(screen.click(x, y), Target::Cell(Line::Names.number(), 3));
    assert!(
        screen
            .text()
            .contains("Social Security number exposed first, here only")
    );
    let ssn = DataType::Ssn.bit();
    let columns = &screen.app.catalog.columns;
    let rank = |at: usize| {
        let row = screen.app.answer.rows[screen.app.exposure_row(at).unwrap()] as usize;
        match () {
            () if columns.exposed.get(row) & ssn != 0 => 0,
            () if columns.possible.get(row) & ssn != 0 => 1,
            () if columns.safe.get(row) & ssn != 0 => 2,
            () => 3,
        }
    };
    let ranks: Vec<i32> = (0..179).map(rank).collect();
    assert!(ranks.is_sorted());
    // 122 exposed or possibly, 13 stated safe, as counted above.
    assert_eq!(ranks.iter().filter(|r| **r < 2).count(), 122);
    assert_eq!(ranks[134], 2);
    screen.click(x, y);
    assert!(screen.text().contains("in the query's order"));
}

#[test]
fn groups_fold_with_the_mouse_and_the_cursor_stays_in_its_group() {
    let mut screen = Screen::new("", 120, 40, Name::Mono, false);
    screen.keys("l l l");
    let (x, y) = screen.find("identity");
    assert_eq!(screen.click(x, y), Target::Cell(Line::Groups.number(), 0));
    assert_eq!(screen.app.exposure_place().2, Some(Column::Group(0)));
    assert!(screen.text().contains("▸ identity"));
    screen.keys("z");
    assert!(screen.text().contains("▾ identity"));
    // Unused data types come and go.
    screen.keys("a");
    assert!(!screen.text().contains("hidden"));
    screen.keys("a");
    assert!(screen.text().contains("hidden"));
}

#[test]
fn any_size_any_command_nothing_breaks() {
    for (width, height) in [(40, 8), (57, 13), (300, 100), (20, 4)] {
        for query in ["", "is:marked", "healthec"] {
            let mut screen = Screen::new(query, 80, 24, Name::Dark, false);
            screen.area = Rect::new(0, 0, width, height);
            update(&mut screen.app, Action::Resize(width, height));
            for command in [
                Command::Right,
                Command::FoldGroup,
                Command::NextPane,
                Command::SortByColumn,
                Command::Bottom,
                Command::PageUp,
                Command::FoldAll,
                Command::Left,
                Command::ToggleUnused,
                Command::PreviousPane,
                Command::Open,
                Command::Undo,
            ] {
                for _ in 0..3 {
                    update(&mut screen.app, Action::Do(command));
                    update(
                        &mut screen.app,
                        Action::Drag {
                            columns: -9,
                            rows: 0,
                        },
                    );
                    screen.draw();
                }
            }
        }
    }
}
