//! The cells of a terminal as SVG: grounds as rectangles, letters as text, lines and blocks as shapes,
//! so that they meet whatever font the reader has. It must not know the program. The same cells always
//! give the same bytes.

use std::fmt::Write as _;

/// Width and height of a cell in tenths of a pixel: whole numbers, so that nothing depends on rounding.
const WIDTH: u32 = 96;
const HEIGHT: u32 = 200;
/// From the top of a cell to the line on which letters stand.
const BASE: u32 = 148;
/// Ground around the screen.
const MARGIN: u32 = 120;
/// What a terminal without colours of its own looks like here.
const TEXT: Colour = Colour(0xd6, 0xda, 0xe0);
const GROUND: Colour = Colour(0x16, 0x1a, 0x1f);

#[derive(Clone, Copy, PartialEq, Eq)]
struct Colour(u8, u8, u8);

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    text: Colour,
    ground: Colour,
    bold: bool,
    italic: bool,
    underline: bool,
}

/// Draws a screen. `title` is what a reader who does not see it is told.
pub fn draw(screen: &vt100::Screen, title: &str) -> String {
    let mut out = String::new();
    begin(&mut out, screen, title, "");
    for part in parts(screen) {
        out.push_str(&part);
    }
    out.push_str("</svg>\n");
    out
}

/// Draws screens one after the other, each with the time in milliseconds for which it stands, over and
/// over. What does not change from one to the next is written once. A reader who wants no motion, or
/// whose program knows none, sees the last one.
pub fn film(frames: &[(vt100::Screen, u32)], title: &str) -> String {
    let Some((last, _)) = frames.last() else {
        return String::new();
    };
    let drawn: Vec<Vec<String>> = frames.iter().map(|(screen, _)| parts(screen)).collect();
    // When each begins, and when all is over.
    let mut starts = vec![0];
    for (_, time) in frames {
        starts.push(starts.last().unwrap_or(&0) + time);
    }
    let whole = starts.last().copied().unwrap_or(1).max(1);
    let mut stays: Vec<(usize, usize)> = Vec::new();
    let mut body = String::new();
    for part in 0..drawn[0].len() {
        let mut at = 0;
        while at < drawn.len() {
            let text = &drawn[at][part];
            let end = (at..drawn.len())
                .find(|i| drawn[*i][part] != *text)
                .unwrap_or(drawn.len());
            let stay = (at, end);
            at = end;
            if text.is_empty() {
                continue;
            }
            if stay == (0, drawn.len()) {
                body.push_str(text);
                continue;
            }
            let n = stays.iter().position(|s| *s == stay).unwrap_or_else(|| {
                stays.push(stay);
                stays.len() - 1
            });
            let hidden = if end == drawn.len() { "" } else { " h" };
            let _ = write!(body, "<g class=\"k{n}{hidden}\">\n{text}</g>\n");
        }
    }
    let mut style = String::from(".h{visibility:hidden}");
    for (n, (from, to)) in stays.iter().enumerate() {
        let moment = |i: usize| {
            let share = u64::from(starts[i]) * 100_000 / u64::from(whole);
            format!("{}.{:03}%", share / 1000, share % 1000)
        };
        let _ = write!(style, "@keyframes k{n}{{");
        if *from > 0 {
            style.push_str("0%{visibility:hidden}");
        }
        let _ = write!(style, "{}{{visibility:visible}}", moment(*from));
        if *to < frames.len() {
            let _ = write!(style, "{}{{visibility:hidden}}", moment(*to));
        }
        let _ = write!(
            style,
            "}}.k{n}{{animation:k{n} {whole}ms step-end infinite}}"
        );
    }
    style.push_str("@media(prefers-reduced-motion:reduce){g{animation:none!important}}");
    let mut out = String::new();
    begin(&mut out, last, title, &style);
    out.push_str(&body);
    out.push_str("</svg>\n");
    out
}

/// The head of a picture, and its ground.
fn begin(out: &mut String, screen: &vt100::Screen, title: &str, style: &str) {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u32::from(rows.get()), u32::from(columns.get()));
    let (w, h) = (
        px(columns * WIDTH + 2 * MARGIN),
        px(rows * HEIGHT + 2 * MARGIN),
    );
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\">"
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(title));
    let _ = writeln!(
        out,
        "<style>text{{font:16px ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,monospace;white-space:pre}}rect{{shape-rendering:crispEdges}}.b{{font-weight:700}}.i{{font-style:italic}}{style}</style>"
    );
    let ground = look(screen, 0, 0).ground;
    let _ = writeln!(
        out,
        "<rect width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"{ground}\"/>"
    );
}

/// The rows of a screen, and its caret (empty when it is hidden).
fn parts(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u32::from(rows.get()), u32::from(columns.get()));
    let ground = look(screen, 0, 0).ground;
    let mut parts: Vec<String> = (0..rows)
        .map(|row| {
            let mut out = String::new();
            grounds(&mut out, screen, row, columns, ground);
            letters(&mut out, screen, row, columns);
            out
        })
        .collect();
    let mut caret = String::new();
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let x = MARGIN + u32::from(column) * WIDTH;
        let y = MARGIN + u32::from(row) * HEIGHT + 15;
        rect(&mut caret, (x, y, 18, HEIGHT - 30), caret_on(ground), "");
    }
    parts.push(caret);
    parts
}

/// The colour of the caret on a ground.
fn caret_on(ground: Colour) -> Colour {
    if ground.0 > 128 { GROUND } else { TEXT }
}

/// Rectangles under runs of cells whose ground is not that of the screen.
fn grounds(out: &mut String, screen: &vt100::Screen, row: u32, columns: u32, usual: Colour) {
    let mut column = 0;
    while column < columns {
        let here = look(screen, row, column).ground;
        let start = column;
        while column < columns && look(screen, row, column).ground == here {
            column += 1;
        }
        if here != usual {
            let (x, y) = corner(row, start);
            rect(out, (x, y, (column - start) * WIDTH, HEIGHT), here, "");
        }
    }
}

/// Letters and shapes of a row.
fn letters(out: &mut String, screen: &vt100::Screen, row: u32, columns: u32) {
    let mut column = 0;
    while column < columns {
        let text = contents(screen, row, column);
        let style = look(screen, row, column);
        let start = column;
        if style.underline {
            let mut end = column + 1;
            while end < columns && look(screen, row, end) == style {
                end += 1;
            }
            // Once a run: where it begins.
            if column == 0 || look(screen, row, column - 1) != style {
                let (x, y) = corner(row, start);
                rect(
                    out,
                    (x, y + BASE + 18, (end - start) * WIDTH, 10),
                    style.text,
                    "",
                );
            }
        }
        if text == " " {
            column += 1;
            continue;
        }
        let first = text.chars().next().unwrap_or(' ');
        if let Some(shapes) = shape(first) {
            // Equal shapes beside each other are one, if they fill the cell's width.
            column += 1;
            let joins = shapes.len() == 1 && shapes[0].0 == 0 && shapes[0].2 == WIDTH;
            while joins
                && column < columns
                && contents(screen, row, column) == text
                && look(screen, row, column) == style
            {
                column += 1;
            }
            let (x, y) = corner(row, start);
            for (dx, dy, w, h, opacity) in shapes {
                let w = if joins { (column - start) * WIDTH } else { w };
                rect(out, (x + dx, y + dy, w, h), style.text, opacity);
            }
            continue;
        }
        // Letters run on over single blanks; a sign stands alone, since fonts differ in its width.
        let mut run = String::new();
        let mut cells = 0;
        while column < columns && look(screen, row, column) == style {
            let here = contents(screen, row, column);
            let blank = here == " ";
            let next = if column + 1 < columns {
                contents(screen, row, column + 1)
            } else {
                " ".into()
            };
            let ends = blank && (next == " " || !is_letter(&next));
            if ends
                || !blank && cells > 0 && (is_letter(&run) != is_letter(&here) || !is_letter(&here))
            {
                break;
            }
            let wide = cell(screen, row, column).is_some_and(vt100::Cell::is_wide);
            run.push_str(&here);
            column += 1 + u32::from(wide);
            cells += 1 + u32::from(wide);
        }
        let (x, y) = corner(row, start);
        let class = match (style.bold, style.italic) {
            (false, false) => "",
            (true, false) => " class=\"b\"",
            (false, true) => " class=\"i\"",
            (true, true) => " class=\"b i\"",
        };
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" textLength=\"{}\" fill=\"{}\"{class}>{}</text>",
            px(x),
            px(y + BASE),
            px(cells * WIDTH),
            style.text,
            escaped(&run)
        );
    }
}

/// A rectangle in a cell: left, top, width, height, opacity.
type Shape = (u32, u32, u32, u32, &'static str);

/// Lines and blocks as rectangles.
fn shape(c: char) -> Option<Vec<Shape>> {
    let code = u32::from(c);
    let eighth = |n: u32| n * HEIGHT / 8;
    Some(match c {
        '▁'..='█' => {
            let h = eighth(code - 0x2580);
            vec![(0, HEIGHT - h, WIDTH, h, "")]
        }
        '▉'..='▏' => vec![(0, 0, WIDTH * (0x2590 - code) / 8, HEIGHT, "")],
        '▀' => vec![(0, 0, WIDTH, HEIGHT / 2, "")],
        '▔' => vec![(0, 0, WIDTH, HEIGHT / 8, "")],
        '▐' => vec![(WIDTH / 2, 0, WIDTH / 2, HEIGHT, "")],
        '▕' => vec![(WIDTH * 7 / 8, 0, WIDTH / 8, HEIGHT, "")],
        // As large as the square beside which it stands.
        '■' => vec![(14, 64, 68, 68, "")],
        // Told apart by its shape, not by its shade alone.
        '▒' => (0..3).map(|i| (14, 64 + i * 26, 68, 16, "")).collect(),
        '░' => vec![(0, 0, WIDTH, HEIGHT, "0.25")],
        '▓' => vec![(0, 0, WIDTH, HEIGHT, "0.75")],
        _ => {
            let (up, right, down, left) = arms(c)?;
            let (cx, cy) = (WIDTH / 2, HEIGHT / 2);
            let mut shapes = Vec::new();
            // Widths 10 (light) or 26 (heavy); a line across is one piece, so that it joins.
            if left == right && left > 0 {
                shapes.push((0, cy - left / 2, WIDTH, left, ""));
            } else {
                if left > 0 {
                    shapes.push((0, cy - left / 2, cx + 5, left, ""));
                }
                if right > 0 {
                    shapes.push((cx - 5, cy - right / 2, WIDTH - cx + 5, right, ""));
                }
            }
            if up > 0 {
                shapes.push((cx - up / 2, 0, up, cy, ""));
            }
            if down > 0 {
                shapes.push((cx - down / 2, cy, down, HEIGHT - cy, ""));
            }
            shapes
        }
    })
}

/// How thick the arms of a box-drawing sign are: up, right, down, left.
fn arms(c: char) -> Option<(u32, u32, u32, u32)> {
    const L: u32 = 10;
    const H: u32 = 26;
    Some(match c {
        '─' => (0, L, 0, L),
        '━' => (0, H, 0, H),
        '│' => (L, 0, L, 0),
        '┃' => (H, 0, H, 0),
        '┌' | '╭' => (0, L, L, 0),
        '┐' | '╮' => (0, 0, L, L),
        '└' | '╰' => (L, L, 0, 0),
        '┘' | '╯' => (L, 0, 0, L),
        '├' => (L, L, L, 0),
        '┤' => (L, 0, L, L),
        '┬' => (0, L, L, L),
        '┴' => (L, L, 0, L),
        '┼' => (L, L, L, L),
        '┠' => (H, L, H, 0),
        '╺' => (0, H, 0, 0),
        '╸' => (0, 0, 0, H),
        _ => return None,
    })
}

/// True for what every monospaced font has in its own width.
fn is_letter(text: &str) -> bool {
    text.chars()
        .all(|c| c == ' ' || c.is_ascii_graphic() || c.is_alphanumeric() || "–—…·’“”é§".contains(c))
}

fn cell(screen: &vt100::Screen, row: u32, column: u32) -> Option<&vt100::Cell> {
    screen.cell(u16::try_from(row).ok()?, u16::try_from(column).ok()?)
}

fn contents(screen: &vt100::Screen, row: u32, column: u32) -> String {
    cell(screen, row, column)
        .map(vt100::Cell::contents)
        .filter(|c| !c.is_empty())
        .unwrap_or(" ")
        .to_owned()
}

fn look(screen: &vt100::Screen, row: u32, column: u32) -> Look {
    let Some(cell) = cell(screen, row, column) else {
        return Look {
            text: TEXT,
            ground: GROUND,
            bold: false,
            italic: false,
            underline: false,
        };
    };
    let (mut text, mut ground) = (colour(cell.fgcolor(), TEXT), colour(cell.bgcolor(), GROUND));
    if cell.inverse() {
        std::mem::swap(&mut text, &mut ground);
    }
    if cell.dim() {
        let mix =
            |a: u8, b: u8| u8::try_from((u16::from(a) * 6 + u16::from(b) * 4) / 10).unwrap_or(a);
        text = Colour(
            mix(text.0, ground.0),
            mix(text.1, ground.1),
            mix(text.2, ground.2),
        );
    }
    Look {
        text,
        ground,
        bold: cell.bold(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

fn colour(colour: vt100::Color, default: Colour) -> Colour {
    match colour {
        vt100::Color::Default => default,
        vt100::Color::Rgb(r, g, b) => Colour(r, g, b),
        vt100::Color::Idx(n) => indexed(n),
    }
}

/// The colours of a terminal by number: sixteen named ones, a cube of 6 x 6 x 6, and 24 greys.
fn indexed(n: u8) -> Colour {
    const NAMED: [(u8, u8, u8); 16] = [
        (0x16, 0x1a, 0x1f),
        (0xe0, 0x6c, 0x75),
        (0x8c, 0xc2, 0x65),
        (0xd9, 0xa8, 0x5c),
        (0x61, 0xaf, 0xef),
        (0xc6, 0x78, 0xdd),
        (0x56, 0xb6, 0xc2),
        (0xd6, 0xda, 0xe0),
        (0x8b, 0x94, 0x9e),
        (0xff, 0x8a, 0x93),
        (0xa5, 0xe0, 0x75),
        (0xff, 0xc7, 0x77),
        (0x7c, 0xc4, 0xff),
        (0xdd, 0x98, 0xf0),
        (0x70, 0xd5, 0xe2),
        (0xff, 0xff, 0xff),
    ];
    if let Some((r, g, b)) = NAMED.get(usize::from(n)) {
        return Colour(*r, *g, *b);
    }
    if n >= 232 {
        let grey = 8 + (n - 232) * 10;
        return Colour(grey, grey, grey);
    }
    let level = |v: u8| if v == 0 { 0 } else { 55 + v * 40 };
    let n = n - 16;
    Colour(level(n / 36), level(n / 6 % 6), level(n % 6))
}

fn corner(row: u32, column: u32) -> (u32, u32) {
    (MARGIN + column * WIDTH, MARGIN + row * HEIGHT)
}

fn rect(out: &mut String, (x, y, w, h): (u32, u32, u32, u32), fill: Colour, opacity: &str) {
    let opacity = match opacity {
        "" => String::new(),
        o => format!(" fill-opacity=\"{o}\""),
    };
    let _ = writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"{opacity}/>",
        px(x),
        px(y),
        px(w),
        px(h)
    );
}

/// Tenths of a pixel as a number.
fn px(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
