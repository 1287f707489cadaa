//! Browse as whole screens: three sizes, in colour and without, and what keys and the mouse do there.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use breachlens::app::{Action, Command, Effect, Target, View};
use breachlens::tui::theme::{Depth, Name, Theme};
use ratatui::style::{Color, Modifier};
use screen::Screen;

fn settled() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

macro_rules! snapshot {
    ($name:expr, $text:expr) => {
        settled().bind(|| insta::assert_snapshot!($name, $text))
    };
}

#[test]
fn browse_at_three_sizes() {
    for (w, h) in [(80, 24), (120, 40), (200, 60)] {
        let screen = Screen::new(w, h, "data:ssn -measure:credit_monitoring");
        snapshot!(format!("browse_{w}x{h}"), screen.text());
        let mono = Screen::mono(w, h, "data:ssn -measure:credit_monitoring");
        assert_eq!(
            mono.text(),
            screen.text(),
            "colour never says what text does not"
        );
        assert!(mono.is_colourless());
        // The cursor row is still to be seen.
        let name = mono
            .app
            .catalog
            .organization(mono.app.row().unwrap() as usize);
        let start: String = name.chars().take(15).collect();
        assert!(mono.reversed().iter().any(|r| r.contains(&start)), "{name}");
    }
}

#[test]
fn overlays_at_two_sizes() {
    for (w, h) in [(80, 24), (120, 40)] {
        for (name, keys) in [
            ("help", "?"),
            ("palette", ": 's' 'o' 'r'"),
            ("sort_menu", "s"),
            ("copy_menu", "y"),
            ("source_menu", "o"),
            ("columns", "C"),
            ("completion", "/ 'measure:cre'"),
        ] {
            let mut screen = Screen::new(w, h, "hims");
            screen.keys(keys);
            snapshot!(format!("{name}_{w}x{h}"), screen.text());
        }
    }
}

#[test]
fn help_names_every_key_and_sign() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("?");
    let mut all = String::new();
    for _ in 0..25 {
        all.push_str(&screen.text());
        screen.keys("pagedown");
    }
    for binding in breachlens::app::keymap::KEYS {
        assert!(
            all.contains(binding.key),
            "help does not name {}",
            binding.key
        );
    }
    for field in breachlens::query::FIELDS {
        assert!(
            all.contains(field.example),
            "help does not show {}",
            field.example
        );
    }
}

#[test]
fn a_small_window_gets_a_sentence_and_nothing_panics() {
    for (w, h) in [(0, 0), (1, 1), (39, 24), (80, 7), (40, 8), (500, 200)] {
        let mut screen = Screen::new(80, 24, "");
        screen.keys("?").act(Action::Resize(w, h));
        screen.keys("esc / 'data:' tab tab enter f j enter");
        if w == 39 {
            assert!(screen.text().contains("too small"));
        }
    }
}

#[test]
fn the_query_narrows_while_it_is_typed_and_a_fault_keeps_the_last_answer() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("/ 'helthec'");
    assert_eq!(screen.app.answer.rows.len(), 1);
    screen.keys("enter");
    assert_eq!(screen.app.incident().unwrap().id, "healthec-2023");
    screen.keys("/ ctrl-u 'mesure:x '");
    assert!(
        screen
            .text()
            .contains("mesure: no such field; did you mean measure: ?"),
        "{}",
        screen.text()
    );
    let word = Screen::new(120, 40, "mesure").app.answer.rows.clone();
    assert_eq!(
        screen.app.answer.rows, word,
        "the last line without a fault was the word"
    );
    screen.keys("esc u");
    assert_eq!(screen.app.line.text(), "helthec");
    screen.keys("ctrl-r");
    assert_eq!(screen.app.line.text(), "mesure:x");
}

#[test]
fn completion_takes_fields_then_values() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("/ 'meas' tab");
    assert_eq!(screen.app.line.text(), "measure:");
    screen.keys("'credit_m' tab enter");
    assert_eq!(screen.app.line.text(), "measure:credit_monitoring");
    screen.keys("/ ' clo' tab 'hipaa-60=l' tab enter");
    assert_eq!(
        screen.app.line.text(),
        "measure:credit_monitoring clock:hipaa-60=late"
    );
    assert!(!screen.app.answer.rows.is_empty());
}

#[test]
fn facets_edit_the_query_and_count_under_all_other_terms() {
    let mut screen = Screen::new(160, 50, "tier:auxiliary");
    let tier = screen
        .app
        .facets
        .facets
        .iter()
        .find(|f| f.field.id == "tier")
        .unwrap();
    assert!(
        tier.values.len() > 1,
        "a facet is not narrowed by its own field"
    );
    let (f, facet) = screen
        .app
        .facets
        .facets
        .iter()
        .enumerate()
        .find(|(_, f)| f.field.id == "method")
        .unwrap();
    let (id, count) = (facet.values[0].id.clone(), facet.values[0].count);
    screen.click_on(Target::FacetValue(f, 0));
    assert_eq!(
        screen.app.line.text(),
        format!("tier:auxiliary method:{id}")
    );
    assert_eq!(
        screen.app.answer.rows.len(),
        count,
        "a count says what choosing gives"
    );
    screen.click_on(Target::FacetValue(f, 0));
    assert_eq!(screen.app.line.text(), "tier:auxiliary");
    screen.keys("x");
    assert_eq!(
        screen.app.line.text(),
        format!("tier:auxiliary -method:{id}")
    );
}

#[test]
fn headers_sort_and_the_first_column_stays() {
    let mut screen = Screen::new(120, 40, "");
    let people = screen
        .app
        .columns
        .iter()
        .position(|c| c.field.id == "affected")
        .unwrap();
    screen.click_on(Target::Header(people));
    assert_eq!(screen.app.line.text(), "sort:-affected");
    assert_eq!(
        screen.app.catalog.id(screen.app.answer.rows[0] as usize),
        "change-healthcare-2024"
    );
    screen.click_on(Target::Header(people));
    assert_eq!(screen.app.line.text(), "sort:affected");
    // Far to the right the organization is still there.
    screen.keys("right right right right right right right right");
    assert!(
        screen
            .text()
            .lines()
            .nth(3)
            .unwrap()
            .contains("Organization")
    );
    let column = &screen.app.columns[screen.app.column];
    assert!(
        screen
            .text()
            .lines()
            .nth(3)
            .unwrap()
            .contains(column.field.header),
        "the chosen column is in sight"
    );
    let width = column.width;
    screen.keys("> >");
    assert_eq!(screen.app.columns[screen.app.column].width, width + 4);
    let (at, header) = (screen.app.column, column_header(&screen));
    screen.keys("H");
    assert!(!screen.app.columns[at].shown);
    // The cursor is on a column that is shown, and the way back is said.
    assert!(screen.app.columns[screen.app.column].shown);
    let said = format!("{header} is hidden; C brings it back");
    assert!(screen.text().contains(&said), "{}", screen.text());
}

fn column_header(screen: &Screen) -> &'static str {
    screen.app.columns[screen.app.column].field.header
}

#[test]
fn a_column_that_cannot_be_hidden_says_why() {
    let mut screen = Screen::new(80, 24, "sort:affected");
    screen.keys("H");
    assert!(screen.text().contains("the organization stays"));
    screen.keys("l H");
    let text = screen.text();
    assert!(
        text.contains("People stays while it orders the rows"),
        "{text}"
    );
    assert!(screen.app.columns[screen.app.column].shown);
    // Moved columns pass those that are hidden.
    screen.keys("l H alt-right alt-left");
    assert!(screen.app.message.is_none());
}

#[test]
fn marking_goes_on_to_compare_and_asks_by_flag() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("space space");
    assert_eq!(screen.app.marked.len(), 2);
    assert!(screen.text().contains("2 marked; c compares them"));
    screen.keys("/ 'is:marked' enter");
    assert_eq!(screen.app.answer.rows.len(), 2);
    screen.keys("space");
    assert_eq!(screen.app.answer.rows.len(), 1);
    screen.keys("c");
    assert_eq!(screen.app.view, View::Compare);
    screen.keys("esc");
    assert_eq!(screen.app.view, View::Browse);
}

#[test]
fn an_empty_answer_says_which_term_to_drop() {
    let mut screen = Screen::new(100, 30, "state:CA country:FI method:ransomware");
    assert!(screen.app.answer.rows.is_empty());
    assert!(
        screen.text().contains("drops country:FI: without it"),
        "{}",
        screen.text()
    );
    screen.keys("D");
    assert_eq!(screen.app.line.text(), "state:CA method:ransomware");
    assert!(!screen.app.answer.rows.is_empty());
}

#[test]
fn copying_and_opening_ask_the_outside() {
    let mut screen = Screen::new(120, 40, "hims");
    screen.keys("y enter");
    let Some(Effect::Copy { text, what }) = screen.effects.last() else {
        panic!("{:?}", screen.effects)
    };
    assert_eq!(what, "the citation");
    assert!(text.starts_with(
        "Hims & Hers (2026), breachlens record hims-hers-2026, checked 2026-11-22\n[s1] "
    ));
    assert!(text.contains("https://techcrunch.com/"));
    screen.keys("o enter");
    assert!(
        matches!(screen.effects.last(), Some(Effect::OpenUrl(url)) if url.starts_with("https://techcrunch.com/"))
    );
    screen.keys("q");
    assert_eq!(screen.effects.last(), Some(&Effect::Quit));
}

#[test]
fn every_action_of_the_palette_can_be_called() {
    for entry in breachlens::app::action::ACTIONS {
        let mut screen = Screen::new(120, 40, "");
        screen.act(Action::Do(Command::Palette));
        for c in entry.id.replace('-', " ").chars() {
            screen.act(Action::Type(c));
        }
        screen.keys("enter");
        assert!(!screen.text().is_empty());
    }
}

#[test]
fn ascii_terminals_get_ascii_signs_on_every_screen() {
    let theme = Theme::new(Name::Mono, Depth::Sixteen, true);
    let mut screen = Screen::on(screen::bundled(), 120, 40, "healthec", theme);
    let mut seen = String::new();
    for keys in [
        "space enter",
        "]",
        "]",
        "]",
        "]",
        "]",
        "esc 2",
        "3",
        "4",
        "5",
        "6",
        "1 ?",
        "esc :",
        "esc e",
        "enter",
        "esc / 'measure:c'",
    ] {
        screen.keys(keys);
        seen.push_str(&screen.text());
    }
    let mut foreign: Vec<char> = seen.chars().filter(|c| !c.is_ascii()).collect();
    foreign.sort_unstable();
    foreign.dedup();
    assert_eq!(foreign, Vec::<char>::new());
}

#[test]
fn the_first_screen_stands_on_its_best_answer_also_after_a_wrong_query() {
    // The latest incident of all exposes data and is not the largest: the cursor is not on it.
    let screen = Screen::new(120, 40, "data:name sort:-affected");
    assert_eq!(screen.app.cursor, 0);
    let wrong = Screen::new(120, 40, "mesure:x");
    assert_eq!(wrong.app.answer.rows.len(), 179);
    assert!(
        wrong.app.incident().is_some(),
        "the detail pane has an incident to show"
    );
    assert!(!wrong.app.facets.facets.is_empty());
    assert!(wrong.text().contains("did you mean measure: ?"));
}

#[test]
fn other_screens_leave_the_table_where_it_was() {
    for (w, h, there) in [
        (120, 40, "4 1"),
        (120, 40, "5 1"),
        (120, 40, "6 1"),
        (80, 24, "enter esc"),
        (80, 24, "f f"),
        (200, 60, "4 5 6 2 3 1"),
    ] {
        let mut screen = Screen::new(w, h, "");
        screen.keys("down down down down down");
        let before = screen.text();
        screen.keys(there);
        assert_eq!(screen.text(), before, "{w}x{h} {there}");
    }
}

#[test]
fn another_order_begins_at_its_top_until_somebody_chose_an_incident() {
    let mut screen = Screen::new(120, 40, "");
    screen.keys("/ 'sort:affected' enter");
    assert_eq!((screen.app.cursor, screen.app.offset), (0, 0));
    screen.keys("down down down");
    let chosen = screen.app.row();
    let org = screen
        .app
        .columns
        .iter()
        .position(|c| c.field.id == "org")
        .unwrap();
    screen.click_on(Target::Header(org));
    assert_eq!(screen.app.row(), chosen);
    assert!(screen.app.cursor > 3);
    screen.keys("home");
    screen.click_on(Target::Header(org));
    assert_eq!((screen.app.cursor, screen.app.offset), (0, 0));
}

#[test]
fn the_field_that_orders_is_always_a_column() {
    for (w, h) in [(80, 24), (120, 40), (200, 60)] {
        for (query, header) in [
            ("notify:>60d sort:-notify", "Notify"),
            ("sort:from", "Set"),
            ("sort:-severity", "Severity"),
            ("sort:event", "Event"),
        ] {
            let screen = Screen::new(w, h, query);
            let text = screen.text();
            let line = text.lines().nth(3).unwrap();
            let arrows = ["▴", "▾"];
            assert!(
                line.contains(header) && arrows.iter().any(|a| line.contains(a)),
                "{w}: {query}\n{text}"
            );
            assert!(line.contains("Organization"));
        }
    }
}

#[test]
fn in_the_terminals_own_colours_the_cursor_row_is_even() {
    for keys in ["down", "2", "3", "5 tab", "6", "s", "f"] {
        let theme = Theme::new(Name::Terminal, Depth::True, false);
        let mut screen = Screen::on(screen::bundled(), 120, 40, "data:ssn", theme);
        screen.keys(keys);
        let reversed = |c: &&ratatui::buffer::Cell| c.modifier.contains(Modifier::REVERSED);
        let row: Vec<_> = screen.buffer.content.iter().filter(reversed).collect();
        assert!(!row.is_empty(), "{keys}");
        for cell in row {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{keys}");
        }
    }
}

/// Whoever binds a key needs the whole id, and whoever chooses the whole sentence.
#[test]
fn nothing_in_the_palette_is_cut_at_80_columns() {
    let mut screen = Screen::new(80, 24, "");
    screen.keys(":");
    let mut cut = Vec::new();
    for _ in 0..breachlens::app::menu::palette_entries("").len() {
        let text = screen.text();
        for line in text.lines().filter(|l| l.contains('│')) {
            let inner = line.split('│').nth(1).unwrap_or_default();
            if inner.contains('…') && !cut.contains(&inner.trim().to_owned()) {
                cut.push(inner.trim().to_owned());
            }
        }
        screen.keys("down");
    }
    assert_eq!(cut, Vec::<String>::new());
}
