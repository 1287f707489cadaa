//! Widgets on any area: odd sizes, wide characters, both kinds of signs.

use super::*;
use crate::tui::theme::{Depth, Name, Role, Theme};
use proptest::prelude::*;
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    style::{Modifier, Style},
};
use scroll::Window;
use text::{Align, Piece};

fn theme(name: Name) -> Theme {
    Theme::new(name, Depth::True, false)
}

fn ascii() -> Theme {
    Theme::new(Name::Mono, Depth::True, true)
}

/// What a terminal would show, one line a row, without the blanks at the ends.
fn lines(buf: &Buffer) -> Vec<String> {
    (buf.area.top()..buf.area.bottom())
        .map(|y| {
            let mut line = String::new();
            let mut skip = 0;
            for x in buf.area.left()..buf.area.right() {
                let symbol = buf[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = text::columns(symbol).max(1);
                }
                skip -= 1;
            }
            line.trim_end().to_owned()
        })
        .collect()
}

fn drawn(width: u16, height: u16, draw: impl FnOnce(Rect, &mut Buffer)) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal
        .draw(|frame| draw(frame.area(), frame.buffer_mut()))
        .unwrap();
    lines(terminal.backend().buffer())
}

#[test]
fn text_is_cut_between_characters_and_aligned() {
    let theme = theme(Name::Dark);
    let glyphs = theme.glyphs();
    for (text, width, align, want) in [
        ("Kettering Health", 10, Align::Left, "Kettering…"),
        ("1.70M", 8, Align::Right, "   1.70M"),
        ("ab", 6, Align::Centre, "  ab"),
        ("病院病院", 7, Align::Left, "病院病…"),
        ("病院病院", 6, Align::Left, "病院…"),
        ("病院病院", 8, Align::Left, "病院病院"),
        ("e\u{301}e\u{301}e\u{301}", 2, Align::Left, "e\u{301}…"),
        ("👩\u{200d}💻ab", 3, Align::Left, "👩\u{200d}💻…"),
        ("病", 1, Align::Left, "…"),
        ("abc", 1, Align::Right, "…"),
        ("abc", 0, Align::Left, ""),
        ("a\u{1b}[31mb", 9, Align::Left, "a[31mb"),
    ] {
        let got = drawn(width, 1, |area, buf| {
            let piece = Piece::new(text, Style::new());
            let at = text::write(area, buf, &[piece], align, glyphs);
            assert!(area.contains(at.as_position()) || at.is_empty());
        });
        assert_eq!(got.concat(), want, "{text:?} in {width}");
        assert!(text::columns(&text::fit(text, width.into(), glyphs)) <= width.into());
    }
}

#[test]
fn matched_letters_are_marked_as_whole_characters() {
    let mark = Style::new().add_modifier(Modifier::UNDERLINED);
    let marked = |text, ranges: &[(usize, usize)]| {
        let ranges: Vec<_> = ranges.iter().map(|(from, to)| *from..*to).collect();
        text::highlight(text, &ranges, Style::new(), mark)
            .iter()
            .map(|p| {
                if p.style == mark {
                    format!("[{}]", p.text)
                } else {
                    p.text.to_string()
                }
            })
            .collect::<String>()
    };
    assert_eq!(marked("HealthEC", &[(0, 2), (6, 8)]), "[He]alth[EC]");
    assert_eq!(marked("HealthEC", &[(0, 1), (1, 2)]), "[He]althEC");
    assert_eq!(marked("e\u{301}a", &[(0, 1)]), "[e\u{301}]a");
    assert_eq!(marked("ab", &[(1, 1), (5, 9)]), "ab");
    assert_eq!(marked("ab", &[(0, 99)]), "[ab]");
    assert_eq!(marked("", &[(0, 1)]), "");
}

#[test]
fn words_are_wrapped() {
    let wrapped = |text: &'static str, width| {
        wrap::wrap(text, width)
            .into_iter()
            .map(|r| &text[r])
            .collect::<Vec<_>>()
    };
    assert_eq!(
        wrapped("Cloud software for fundraising", 14),
        ["Cloud software", "for", "fundraising"]
    );
    assert_eq!(wrapped("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    assert_eq!(wrapped("病院 病院", 5), ["病院", "病院"]);
    assert_eq!(wrapped("病院", 1), ["病", "院"]);
    assert_eq!(wrapped("  a   b  ", 9), ["a   b"]);
    assert!(wrapped("", 9).is_empty() && wrapped("a", 0).is_empty());
}

#[test]
fn bars_are_exact_to_an_eighth() {
    let theme = theme(Name::Dark);
    let bar = |value, full, width| chart::bar(value, full, width, theme.glyphs());
    assert_eq!(bar(1.0, 1.0, 4), "████");
    assert_eq!(bar(1.0, 2.0, 3), "█▌");
    assert_eq!(bar(0.000_1, 1.0, 4), "▏");
    assert_eq!(bar(9.0, 1.0, 2), "██");
    for (value, full, width) in [
        (0.0, 1.0, 4),
        (f64::NAN, 1.0, 4),
        (1.0, 0.0, 4),
        (-1.0, 1.0, 4),
        (1.0, 1.0, 0),
        (f64::INFINITY, f64::INFINITY, 0),
    ] {
        assert_eq!(bar(value, full, width), "", "{value} of {full}");
    }
    assert_eq!(chart::bar(1.0, 2.0, 4, ascii().glyphs()), "==");
    assert_eq!(chart::bar(0.01, 2.0, 4, ascii().glyphs()), ".");
    let density = |values| chart::density(values, None, theme.glyphs());
    assert_eq!(
        density(&[Some(0), Some(1), Some(4), Some(8), None]),
        " ▁▄█·"
    );
    assert_eq!(density(&[Some(0), Some(u64::MAX)]), " █");
}

#[test]
fn the_position_is_told_in_words_and_as_a_bar() {
    let window = Window {
        first: 20,
        room: 20,
        total: 1_500,
    };
    assert_eq!(window.words(), "21–40 of 1,500");
    assert_eq!(Window { total: 7, ..window }.words(), "7");
    assert_eq!(Window { total: 0, ..window }.words(), "");
    assert_eq!(window.with_in_sight(5).first, 5);
    assert_eq!(window.with_in_sight(39).first, 20);
    assert_eq!(window.with_in_sight(40).first, 21);
    assert_eq!(window.with_in_sight(9_999).first, 1_480);
    assert_eq!(window.item_at(0, 10), 0);
    assert_eq!(window.item_at(9, 10), 1_499);
    let at = |first| Window {
        first,
        room: 2,
        total: 8,
    };
    assert_eq!(at(0).thumb(4), Some((0, 1)));
    assert_eq!(at(6).thumb(4), Some((3, 1)));
    assert_eq!(at(0).thumb(0), None);
    let got = drawn(1, 4, |area, buf| {
        scroll::draw(area, buf, at(6), &ascii());
    });
    assert_eq!(got, ["|", "|", "|", "#"]);
}

proptest! {
    /// No piece panics or leaves its area, wherever the area lies and whatever the text is.
    #[test]
    fn every_piece_is_safe_anywhere(
        (x, y, w, h) in (0_u16..30, 0_u16..12, 0_u16..40, 0_u16..12),
        far in any::<bool>(),
        words in proptest::collection::vec("[a-z 病é👩\u{200d}\u{301}\u{1b}]{0,12}", 0..6),
        n in 0_usize..8,
        value in any::<f64>(),
        count in any::<u64>(),
    ) {
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 8));
        let clean = buf.clone();
        let area = if far { Rect::new(u16::MAX - x, u16::MAX - y, w, h) } else { Rect::new(x, y, w, h) };
        let texts: Vec<&str> = words.iter().map(String::as_str).collect();
        for theme in [theme(Name::Dark), ascii()] {
            let glyphs = theme.glyphs();
            let style = theme.style(Role::Text);
            for align in [Align::Left, Align::Right, Align::Centre] {
                let pieces: Vec<Piece> = texts.iter().map(|t| Piece::new(*t, style)).collect();
                text::write(area, &mut buf, &pieces, align, glyphs);
            }
            chart::draw_bar(area, &mut buf, value, 10.0, style, glyphs);
            chart::draw_density(area, &mut buf, &[Some(count), None, Some(3)], None, style, glyphs);
            let window = Window { first: n, room: h.into(), total: usize::try_from(count).unwrap() };
            scroll::draw(area, &mut buf, window.with_in_sight(usize::MAX / 2), &theme);
            prop_assert!(window.words().len() < 100);
        }
        let inside = area.intersection(buf.area);
        for (i, (now, before)) in buf.content.iter().zip(&clean.content).enumerate() {
            let place = buf.pos_of(i);
            prop_assert!(now == before || inside.contains(place.into()), "{place:?}");
        }
    }

    #[test]
    fn wrapped_lines_fit_and_lose_no_letter(text in "[a-z 病é\u{301}]{0,60}", width in 2_u16..20) {
        let lines = wrap::wrap(&text, width);
        let mut letters = String::new();
        for line in lines {
            let line = &text[line];
            prop_assert!(text::columns(line) <= width.into(), "{line:?}");
            letters.push_str(line);
        }
        let plain = |s: &str| s.replace(' ', "");
        prop_assert_eq!(plain(&letters), plain(&text));
    }
}
