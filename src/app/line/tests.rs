//! A line of text as it is edited, undone and seen, against plain readings of the same.

use super::*;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn typed(text: &str) -> Line {
    let mut line = Line::default();
    text.chars().for_each(|c| line.insert(c));
    line
}

#[test]
fn words_are_moved_over_and_deleted() {
    let mut line = Line::new("data:ssn -measure:credit_monitoring");
    line.word_left();
    assert_eq!(line.before(), "data:ssn -measure:");
    line.word_left();
    assert_eq!(line.before(), "data:ssn -");
    line.delete_word_right();
    assert_eq!(line.text(), "data:ssn -:credit_monitoring");
    line.end();
    line.delete_word_left();
    assert_eq!(line.text(), "data:ssn ");
    line.delete_word_left();
    assert_eq!(line.text(), "");
}

#[test]
fn characters_are_what_people_see() {
    let mut line = Line::new("e\u{301}👩\u{200d}💻x");
    line.backspace();
    line.backspace();
    assert_eq!(line.text(), "e\u{301}");
    line.backspace();
    assert!(line.is_empty());
}

#[test]
fn a_paste_is_one_clean_line() {
    let mut line = Line::new("ab");
    line.left();
    line.paste("x\r\ny\tz\u{1b}[31m\n");
    assert_eq!(line.text(), "ax y z␛[31mb");
    assert_eq!(line.after(), "b");
    let mut line = Line::default();
    line.paste(&"é".repeat(MAX_BYTES));
    assert_eq!(line.text().len(), MAX_BYTES);
}

#[test]
fn undo_goes_back_by_words_and_redo_returns() {
    let mut line = typed("data ssn");
    assert!(line.undo());
    assert_eq!(line.text(), "data ");
    assert!(line.undo());
    assert!(line.undo());
    assert_eq!(line.text(), "");
    assert!(!line.undo());
    while line.redo() {}
    assert_eq!(line.text(), "data ssn");
    line.undo();
    line.insert('x');
    assert!(!line.redo());
}

#[test]
fn the_cursor_stays_in_sight() {
    let mut line = Line::new("abcdefghij");
    assert_eq!(
        line.view(20),
        LineView {
            bytes: 0..10,
            indent: 0,
            cut_before: false,
            cut_behind: None,
            cursor: 10
        }
    );
    // As wide as the text, a field has no column for the cursor behind it.
    assert_eq!(line.view(10).bytes, 6..10);
    assert_eq!(line.beginning(10).bytes, 0..10);
    let view = line.view(8);
    assert_eq!((view.bytes.clone(), view.cursor), (5..10, 6));
    assert_eq!((view.cut_before, view.cut_behind), (true, None));
    let view = line.beginning(8);
    assert_eq!((view.bytes, view.cut_behind), (0..7, Some(7)));
    // Too narrow for signs.
    let view = line.view(6);
    assert_eq!((view.bytes.clone(), view.cursor), (6..10, 4));
    line.home();
    assert_eq!(line.view(6).bytes, 0..6);
    assert_eq!(line.view(8), line.beginning(8));
    line.click(3, 6);
    assert_eq!(line.cursor(), 3);
    line.click(99, 60);
    assert_eq!(line.cursor(), 10);
}

type Edit = fn(&mut Line);
const EDITS: [Edit; 14] = [
    Line::backspace,
    Line::delete,
    Line::delete_word_left,
    Line::delete_word_right,
    Line::delete_to_start,
    Line::delete_to_end,
    Line::left,
    Line::right,
    Line::word_left,
    Line::word_right,
    Line::home,
    Line::end,
    |l| {
        l.undo();
    },
    |l| {
        l.redo();
    },
];

proptest! {
    #[test]
    fn any_edits_leave_a_sound_line(
        steps in proptest::collection::vec(
            (0..EDITS.len() + 2, any::<char>(), "\\PC{0,6}|[a 病\u{301}\u{200d}👩🇩🇪\n\u{1b}]{0,6}"),
            0..40,
        ),
        width in 0_u16..40,
    ) {
        let mut line = Line::default();
        for (step, c, text) in steps {
            match EDITS.get(step) {
                Some(edit) => edit(&mut line),
                None if step == EDITS.len() => line.insert(c),
                None => line.paste(&text),
            }
            prop_assert!(!line.text().chars().any(crate::model::text::is_unsafe));
            prop_assert!(is_boundary(line.text(), line.cursor()), "{:?}", line);
            let view = line.view(width);
            let seen = line.text().get(view.bytes.clone()).unwrap();
            prop_assert!(seen.width() + usize::from(view.indent) <= usize::from(width));
            prop_assert!(view.cursor < width.max(1));
            // No sign stands under the cursor or on what is in sight, and each one stands for something.
            let end = usize::from(view.indent) + seen.width();
            prop_assert!(view.cut_behind.is_none_or(|at| view.cursor < at && end <= usize::from(at)));
            prop_assert!(!view.cut_before || (view.cursor > 0 && view.indent > 0));
            if width >= 8 {
                prop_assert_eq!(view.cut_before, view.bytes.start > 0);
                prop_assert_eq!(view.cut_behind.is_some(), view.bytes.end < line.text().len());
            }
        }
    }
}
