//! Themes: contrast, few colours, none at all.

use super::*;
use ratatui::style::Color;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

fn env(pairs: &[(&str, &str)]) -> Env {
    Env::gather(
        |name| {
            pairs
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| (*v).to_owned())
        },
        false,
    )
}

fn channels(color: Color) -> [u8; 3] {
    match color {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(n) => colour::indexed(n),
        other => panic!("{other:?}"),
    }
}

/// The contrast of WCAG 2.2: 1 for the same colour, 21 for black on white.
fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |c: Color| {
        let [r, g, b] = channels(c).map(|v| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_table_is_in_the_order_of_the_roles() {
    for (i, row) in ROLES.iter().enumerate() {
        assert_eq!(row.role as usize, i, "{:?}", row.role);
    }
    for (i, row) in glyphs::SIGNS.iter().enumerate() {
        assert_eq!(row.0 as usize, i, "{:?}", row.0);
    }
}

#[test]
fn text_can_be_read_on_every_ground_it_stands_on() {
    for name in [Name::Dark, Name::Light, Name::Contrast] {
        for depth in [Depth::Indexed, Depth::True] {
            let theme = Theme::new(name, depth, false);
            let text = theme.style(Role::Text);
            for row in &ROLES {
                let wanted: f64 = match (row.role, name) {
                    (Role::Rule | Role::BarMuted, _) => 2.0,
                    (_, Name::Contrast) => 7.0,
                    _ => 4.5,
                };
                for ground in [Role::Text, Role::Overlay, Role::Cursor, Role::CursorDim] {
                    if row.role != ground
                        && matches!(row.role, Role::Overlay | Role::Cursor | Role::CursorDim)
                    {
                        continue;
                    }
                    let laid = theme.style(row.role).patch(theme.style(ground));
                    let fg = laid.fg.or(text.fg).unwrap();
                    let bg = laid.bg.or(text.bg).unwrap();
                    // Of 256 colours the nearest ones have to do.
                    let wanted = match (ground, depth) {
                        (Role::Text, _) => wanted,
                        // Bars are no text.
                        (_, Depth::True) if row.role != Role::Bar => wanted.min(4.5),
                        _ => wanted.min(3.0),
                    };
                    if matches!(row.role, Role::Rule | Role::BarMuted) && ground != Role::Text {
                        continue;
                    }
                    let got = contrast(fg, bg);
                    assert!(
                        got >= wanted,
                        "{name:?} {depth:?} {:?} on {ground:?}: {got:.1}",
                        row.role
                    );
                }
            }
        }
    }
}

#[test]
fn few_colours_never_hide_the_text() {
    for name in [Name::Dark, Name::Light, Name::Contrast] {
        let theme = Theme::new(name, Depth::Sixteen, false);
        let text = theme.style(Role::Text);
        for row in &ROLES {
            let style = text.patch(theme.style(row.role));
            assert_ne!(style.fg, style.bg, "{name:?} {:?}", row.role);
        }
    }
}

#[test]
fn mono_has_no_colour_and_still_tells_things_apart() {
    let theme = Theme::new(Name::Mono, Depth::True, false);
    for row in &ROLES {
        let style = theme.style(row.role);
        assert_eq!((style.fg, style.bg), (None, None), "{:?}", row.role);
    }
    for (a, b) in [
        (Role::Cursor, Role::Text),
        (Role::Cursor, Role::CursorDim),
        (Role::Match, Role::Text),
        (Role::Muted, Role::Text),
        (Role::Accent, Role::Text),
    ] {
        assert_ne!(theme.style(a), theme.style(b), "{a:?} {b:?}");
    }
}

#[test]
fn harm_and_its_absence_differ_in_more_than_hue() {
    for name in [Name::Dark, Name::Light, Name::Contrast] {
        let theme = Theme::new(name, Depth::True, false);
        let blue = |role| {
            let [r, _, b] = channels(theme.style(role).fg.unwrap());
            i32::from(b) - i32::from(r)
        };
        // Orange against blue: the axis that red-green blindness leaves alone.
        assert!(
            blue(Role::Exposed) < -100 && blue(Role::Safe) > 80,
            "{name:?}"
        );
        assert!(
            blue(Role::Refused) < -100 && blue(Role::Taken) > 80,
            "{name:?}"
        );
    }
}

#[test]
fn every_glyph_is_one_column_and_the_signs_differ() {
    for ascii in [false, true] {
        let theme = Theme::new(Name::Mono, Depth::True, ascii);
        let glyphs = theme.glyphs();
        let signs: BTreeSet<&str> = Sign::all().map(|s| theme.sign(s).0).collect();
        assert_eq!(signs.len(), Sign::all().count());
        let all = [
            glyphs.vertical,
            glyphs.horizontal,
            glyphs.ellipsis,
            glyphs.cursor,
            glyphs.prompt,
            glyphs.not_stated,
            glyphs.thumb,
        ]
        .into_iter()
        .chain(glyphs.corners)
        .chain(glyphs.sorted)
        .chain(glyphs.bars)
        .chain(glyphs.columns)
        .chain(signs);
        for glyph in all {
            assert_eq!(glyph.width(), 1, "{glyph}");
            assert!(!ascii || glyph.is_ascii(), "{glyph}");
        }
    }
}

#[test]
fn the_environment_chooses() {
    let truecolor = ("COLORTERM", "truecolor");
    let xterm = ("TERM", "xterm-256color");
    for (name, pairs, want, depth, ascii) in [
        (
            None,
            &[xterm, truecolor][..],
            Name::Dark,
            Depth::True,
            false,
        ),
        (None, &[xterm], Name::Dark, Depth::Indexed, false),
        (
            None,
            &[("TERM", "xterm-kitty")],
            Name::Dark,
            Depth::True,
            false,
        ),
        (
            None,
            &[("TERM", "linux")],
            Name::Terminal,
            Depth::Sixteen,
            false,
        ),
        (None, &[], Name::Terminal, Depth::Sixteen, false),
        (
            None,
            &[xterm, ("COLORFGBG", "0;15")],
            Name::Light,
            Depth::Indexed,
            false,
        ),
        (
            None,
            &[xterm, ("COLORFGBG", "15;0")],
            Name::Dark,
            Depth::Indexed,
            false,
        ),
        (
            None,
            &[xterm, ("NO_COLOR", "1")],
            Name::Mono,
            Depth::Indexed,
            false,
        ),
        (
            None,
            &[xterm, ("NO_COLOR", "")],
            Name::Dark,
            Depth::Indexed,
            false,
        ),
        (None, &[("TERM", "dumb")], Name::Mono, Depth::Sixteen, true),
        (
            Some("Contrast"),
            &[xterm, ("NO_COLOR", "1")],
            Name::Contrast,
            Depth::Indexed,
            false,
        ),
        (
            Some("nonsense"),
            &[xterm],
            Name::Dark,
            Depth::Indexed,
            false,
        ),
        (
            None,
            &[xterm, ("LANG", "C")],
            Name::Dark,
            Depth::Indexed,
            !cfg!(windows),
        ),
        (
            None,
            &[xterm, ("LANG", "C"), ("LC_ALL", "de_DE.utf8")],
            Name::Dark,
            Depth::Indexed,
            false,
        ),
    ] {
        let env = env(pairs);
        let theme = Theme::choose(name, &env);
        assert_eq!(
            (theme.name(), env.depth()),
            (want, depth),
            "{name:?} {pairs:?}"
        );
        assert_eq!(theme.glyphs().ascii, ascii, "{name:?} {pairs:?}");
    }
}
