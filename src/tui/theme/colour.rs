//! Colours, and what becomes of them where a terminal shows fewer. It must not know what they mean.

use ratatui::style::Color;

/// A colour of the table in [`super`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Whatever is there: the theme's text or ground.
    Default,
    /// One of the terminal's own sixteen, 0 to 15.
    Ansi(u8),
    /// `0xRRGGBB`
    Rgb(u32),
}

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// The sixteen of the terminal's palette.
    Sixteen,
    /// Those, a cube of 6x6x6 and 24 greys.
    Indexed,
    /// All.
    True,
}

/// Terminals that show all colours and say so by name only, as over SSH, where `COLORTERM` is lost.
const TRUE_COLOUR: [&str; 7] = [
    "kitty",
    "ghostty",
    "alacritty",
    "wezterm",
    "foot",
    "iterm",
    "direct",
];

/// The depth that `TERM` and `COLORTERM` tell of.
pub fn depth(term: Option<&str>, colorterm: Option<&str>) -> Depth {
    let says = |value: Option<&str>, words: &[&str]| {
        value.is_some_and(|v| words.iter().any(|w| v.contains(w)))
    };
    if says(colorterm, &["truecolor", "24bit"]) || says(term, &TRUE_COLOUR) {
        Depth::True
    } else if says(term, &["256"]) || (cfg!(windows) && term.is_none()) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// The levels of each channel in the 6x6x6 cube (xterm's defaults, which all terminals follow).
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The usual values of the sixteen (xterm's), to find the nearest; the owner may have others.
const SIXTEEN: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
    0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];

const fn channels(rgb: u32) -> [u8; 3] {
    let [_, r, g, b] = rgb.to_be_bytes();
    [r, g, b]
}

/// How far apart two colours are to the eye, roughly: green weighs most, blue least.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter()
        .zip(b)
        .zip([3, 6, 1])
        .map(|((a, b), weight)| u32::from(a.abs_diff(b)).pow(2) * weight)
        .sum()
}

/// The value of an indexed colour from 16 on.
pub(super) fn indexed(index: u8) -> [u8; 3] {
    match index {
        0..16 => channels(SIXTEEN.get(usize::from(index)).copied().unwrap_or(0)),
        16..232 => {
            let level = |n: u8| LEVELS.get(usize::from(n % 6)).copied().unwrap_or(0);
            let n = index - 16;
            [level(n / 36), level(n / 6), level(n)]
        }
        232.. => [8 + (index - 232) * 10; 3],
    }
}

fn nearest(rgb: u32, among: std::ops::RangeInclusive<u8>) -> u8 {
    let want = channels(rgb);
    among
        .min_by_key(|i| distance(want, indexed(*i)))
        .unwrap_or(7)
}

/// A colour as a terminal of this depth shows it; `None` leaves what is there.
pub fn downsample(paint: Paint, depth: Depth) -> Option<Color> {
    match (paint, depth) {
        (Paint::Default, _) => None,
        (Paint::Ansi(n), _) => Some(Color::Indexed(n)),
        (Paint::Rgb(rgb), Depth::True) => {
            let [r, g, b] = channels(rgb);
            Some(Color::Rgb(r, g, b))
        }
        (Paint::Rgb(rgb), Depth::Indexed) => Some(Color::Indexed(nearest(rgb, 16..=255))),
        (Paint::Rgb(rgb), Depth::Sixteen) => Some(Color::Indexed(nearest(rgb, 0..=15))),
    }
}

/// Text and ground together, so that few colours never make them one.
pub fn pair(text: Paint, ground: Paint, depth: Depth) -> (Option<Color>, Option<Color>) {
    let (text_shown, ground_shown) = (downsample(text, depth), downsample(ground, depth));
    if text_shown.is_some() && text_shown == ground_shown {
        let dark = matches!(ground, Paint::Rgb(rgb) if distance(channels(rgb), [0; 3]) < distance(channels(rgb), [255; 3]));
        return (
            Some(Color::Indexed(if dark { 15 } else { 0 })),
            ground_shown,
        );
    }
    (text_shown, ground_shown)
}
