//! The query line says what is shown: its text and the answer belong together, what is wrong with it is
//! seen, and what does not fit is marked as cut.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;

use screen::Screen;

/// The sizes at which each of these was seen.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn screens() -> impl Iterator<Item = Screen> {
    SIZES.into_iter().map(|(w, h)| Screen::new(w, h, ""))
}

/// A row of the screen, counted from its end when negative.
fn row(screen: &Screen, at: isize) -> String {
    let text = screen.text();
    let lines: Vec<&str> = text.lines().collect();
    let at = if at < 0 {
        usize::from(screen.buffer.area.height).wrapping_add_signed(at)
    } else {
        at.unsigned_abs()
    };
    lines.get(at).copied().unwrap_or_default().to_owned()
}

fn answered(screen: &mut Screen, query: &str) -> usize {
    screen.keys("/ ctrl-u").keys(&format!("'{query}' enter"));
    screen.app.answer.rows.len()
}

#[test]
fn undo_goes_to_what_was_answered() {
    for mut s in screens() {
        s.keys("/ 'data:sn' esc / ctrl-u 'method:phishing' enter u");
        assert_eq!(s.app.line.text(), "");
        assert_eq!(s.app.answer.rows.len(), s.app.catalog.incidents());
        s.keys("ctrl-r");
        assert_eq!(s.app.line.text(), "method:phishing");
        // From a faulty line it is the line whose answer stands.
        let n = s.app.answer.rows.len();
        s.keys("/ ctrl-u 'data:sn' esc u");
        assert_eq!(s.app.line.text(), "method:phishing");
        assert_eq!(s.app.answer.rows.len(), n);
        // What was typed is not lost; the answer beside it is the same.
        s.keys("ctrl-r");
        assert_eq!(s.app.line.text(), "data:sn");
        assert_eq!(s.app.answer.rows.len(), n);
        s.keys("u");
        assert_eq!(s.app.line.text(), "method:phishing");
        // Mended to what stood before it, it is no step at all.
        s.keys("/ ctrl-u 'data:sn' esc / ctrl-u 'method:phishing' enter u");
        assert_eq!(s.app.line.text(), "");
    }
}

#[test]
fn a_faulty_first_query_is_undone_to_everything() {
    let mut s = Screen::new(80, 24, "data:sn");
    s.keys("u");
    assert_eq!(s.app.line.text(), "");
    assert!(s.app.parsed.errors.is_empty());
}

#[test]
fn enter_says_what_is_wrong_with_a_value_that_is_not_whole() {
    for (query, fault) in [
        ("sector:hos", "hos` is no sector"),
        ("method:ran", "ran` is no method"),
    ] {
        for mut s in screens() {
            s.keys("/").keys(&format!("'{query}' enter"));
            assert!(row(&s, 2).contains(fault), "{}", s.text());
            assert!(s.app.completing.list.items.is_empty());
            assert!(s.caret.is_some(), "the line is still edited");
            // Typing on, the list is there again.
            s.keys("backspace");
            assert!(!s.app.completing.list.items.is_empty());
        }
    }
}

#[test]
fn a_completion_is_taken_back_with_its_answer() {
    for mut s in screens() {
        let before = answered(&mut s, "method:phishing");
        s.keys("/ 'sector:hos'");
        assert_eq!(s.app.answer.rows.len(), before);
        s.keys("tab tab");
        assert_ne!(s.app.answer.rows.len(), before);
        assert!(row(&s, -1).contains("esc undo completion"), "{}", s.text());
        s.keys("esc");
        assert_eq!(s.app.line.text(), "method:phishing sector:hos");
        assert_eq!(s.app.answer.rows.len(), before, "{}", s.text());
        assert!(row(&s, 1).contains(&format!("{before} of 179")));
        // There is room for that hint however narrow the screen is.
        s.keys("tab tab")
            .act(breachlens::app::Action::Resize(40, 8));
        assert!(row(&s, -1).contains("esc undo completion"), "{}", s.text());
        s.keys("esc");
        assert!(row(&s, -1).contains("esc leave"), "{}", s.text());
    }
}

const LONG: &str = "affected:>1M data:ssn,name,dob sector:hospital_system,health_plan \
                    year:2015..2026 method:ransomware,data_theft";

#[test]
fn a_query_longer_than_its_line_shows_its_beginning_and_the_count() {
    for mut s in [Screen::new(80, 24, ""), Screen::new(60, 24, "")] {
        s.act(breachlens::app::Action::SetQuery(LONG.to_owned()));
        let n = s.app.answer.rows.len();
        for view in '1'..='6' {
            s.keys(&view.to_string());
            let line = row(&s, 1);
            assert!(line.starts_with(" ❯ affected:>1M data:ssn,name,"), "{line}");
            assert!(line.contains("…  "), "{line}");
            assert!(line.ends_with(&format!("{n} of 179")), "{line}");
        }
        // Edited, each end that is cut says so; the cursor never stands on a sign.
        s.keys("1 /");
        for (keys, left, right) in [
            ("", true, false),
            ("home", false, true),
            (
                "alt-f alt-f alt-f alt-f alt-f alt-f alt-f alt-f alt-f",
                true,
                true,
            ),
        ] {
            s.keys(keys);
            let line = row(&s, 1);
            assert_eq!(line.starts_with(" ❯ …"), left, "{line}");
            assert_eq!(line.contains("…  "), right, "{line}");
            assert!(line.contains(&format!(" {n} of 179")), "{line}");
            let at = usize::from(s.caret.unwrap().0);
            assert_ne!(line.chars().nth(at), Some('…'), "{line}");
        }
    }
}

#[test]
fn a_click_into_a_cut_query_goes_where_it_points() {
    let mut s = Screen::new(80, 24, LONG);
    s.click(16, 1);
    assert_eq!(s.app.line.cursor(), "affected:>1M ".len());
    s.keys("end");
    let before = s.app.line.cursor();
    let (x, y) = s.caret.unwrap();
    s.click(x - 11, y);
    assert_eq!(s.app.line.cursor(), before - 11);
}

#[test]
fn a_prompt_marks_what_is_cut() {
    let mut s = Screen::new(80, 24, "");
    s.keys("i").keys(&format!("'/lists/{}end'", "a".repeat(90)));
    let line = s
        .text()
        .lines()
        .find(|l| l.contains("aaaend"))
        .unwrap()
        .to_owned();
    assert!(line.contains("❯ …aaa"), "{line}");
    s.keys("home");
    assert!(s.text().contains("❯ /lists/aaa"), "{}", s.text());
    assert!(s.text().contains("aaa…"), "{}", s.text());
}

#[test]
fn the_palette_stays_where_it_is() {
    let top = |s: &Screen| {
        let text = s.text();
        text.lines().position(|l| l.contains("What shall be done?"))
    };
    for mut s in screens() {
        s.keys(":");
        let first = top(&s);
        for c in ["t", "h", "e", "m", "q", "q"] {
            s.keys(&format!("'{c}'"));
            assert_eq!(top(&s), first, "{}", s.text());
        }
        assert!(s.text().contains("no action matches"), "{}", s.text());
        s.keys("enter");
        assert_eq!(top(&s), first);
        s.keys("backspace backspace");
        assert!(!s.text().contains("no action matches"));
    }
}
