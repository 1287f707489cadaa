//! What must hold whatever comes in. The tests and the fuzz targets (`tests/fuzz`) ask the same
//! questions: each function here panics with what is wrong.
#![allow(dead_code)] // each program uses some of it

use breachlens::{
    Error,
    analysis::{
        compare::{Peers, compare},
        timeline::Timeline,
    },
    app::{Action, App, Effect, keymap, update},
    catalog::{Builder, Catalog},
    import::{self, Format as ListFormat, Go, Import, Options, Report, Source},
    model::{Incident, text},
    query::{self, Context, FIELDS, Pace, complete, parse},
    report::{
        columns::Column, comparison, cross, doc::Doc, insights, json, record, rows::Format,
        rows::Rows, style::Paint, timelines,
    },
    tui::{theme::Theme, view},
};
use ratatui::{buffer::Buffer, layout::Rect};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The only escape sequences that the program writes by itself outside the explorer.
const OWN_COLOURS: [&str; 4] = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[36m"];

/// A message is read by people: whatever it quotes, it stays shorter than this many characters.
pub const LONGEST_MESSAGE: usize = 2_000;

/// The first character of a text that a terminal would obey or that turns the text round; line breaks
/// are allowed.
pub fn obeyed(text: &str) -> Option<char> {
    text.chars().find(|c| *c != '\n' && text::is_unsafe(*c))
}

/// Nothing in a text is obeyed; lines may be broken.
#[track_caller]
pub fn harmless(what: &str, text: &str) {
    if let Some(c) = obeyed(text) {
        let at = text.find(c).unwrap_or_default();
        let near: String = text[at..].chars().take(40).collect();
        panic!("{what} lets {c:?} out: {near:?}");
    }
}

/// The same of a text that has no lines.
#[track_caller]
pub fn one_line(what: &str, text: &str) {
    harmless(what, text);
    assert!(!text.contains('\n'), "{what} breaks its line: {text:?}");
}

/// A text that may be in our own colours, without them. Nothing else in it is obeyed.
#[track_caller]
pub fn without_own_colours(what: &str, text: &str) -> String {
    let mut plain = text.to_owned();
    for sequence in OWN_COLOURS {
        plain = plain.replace(sequence, "");
    }
    harmless(what, &plain);
    plain
}

/// A fault is one line, harmless and short, whatever it quotes.
#[track_caller]
pub fn fault(error: &Error) {
    let text = error.to_string();
    one_line("a fault", &text);
    let n = text.chars().count();
    assert!(n <= LONGEST_MESSAGE, "a fault of {n} characters: {text}");
}

/// No string of a value holds anything that is obeyed, nor a line break.
#[track_caller]
fn strings_are_clean(what: &str, value: &serde_json::Value) {
    match value {
        serde_json::Value::String(s) => one_line(what, s),
        serde_json::Value::Array(list) => list.iter().for_each(|v| strings_are_clean(what, v)),
        serde_json::Value::Object(map) => map.iter().for_each(|(k, v)| {
            one_line(what, k);
            strings_are_clean(what, v);
        }),
        _ => {}
    }
}

/// What holds of a record that any reader kept: every text in it is clean, and it is written so that it
/// reads back the same.
#[track_caller]
pub fn record(r: &Incident) {
    let value = serde_json::to_value(r).expect("a record that is no JSON");
    strings_are_clean("a record", &value);
    let line = serde_json::to_string(r).expect("a record that is no JSON");
    let again: Incident = serde_json::from_str(&line).expect("a record that does not read back");
    assert_eq!(&again, r, "a record reads back as another");
}

/// A catalog of records, for what is read from one.
pub fn catalog(records: &[Incident]) -> Catalog {
    let mut builder = Builder::new();
    builder.add_records("given", records);
    builder.finish()
}

/// Runs a report into memory.
fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory");
    String::from_utf8(out).expect("a report that is no UTF-8")
}

/// Bytes of a record in our own format.
fn stored(catalog: &Catalog, row: u32) -> usize {
    let incident = catalog.incident(row as usize);
    incident.map_or(0, |i| serde_json::to_vec(&i).unwrap().len())
}

/// Every format in which anything is written lets nothing out that is obeyed, and each says what it is:
/// JSON reads back, CSV has as many cells in every row and none that a spreadsheet runs, the columns of
/// a table begin below their headings. What comes out is in proportion to what came in.
#[track_caller]
pub fn every_output(catalog: &Catalog) {
    let rows: Vec<u32> = (0..catalog.len())
        .filter_map(|r| u32::try_from(r).ok())
        .collect();
    let all_stored: usize = rows.iter().map(|r| stored(catalog, *r)).sum();
    let all: Vec<Column> = Column::all().collect();
    for columns in [None, Some(all.as_slice())] {
        let report = Rows {
            catalog,
            rows: &rows,
            columns,
        };
        for (width, on) in [
            (None, false),
            (None, true),
            (Some(1), false),
            (Some(70), false),
        ] {
            let text = written(|out| report.write(out, Format::Table, width, Paint { on }));
            let plain = without_own_colours("a table", &text);
            let usual = Column::usual();
            aligned(&plain, columns.unwrap_or(&usual), width);
        }
        let text = written(|out| report.write(out, Format::Json, None, Paint::default()));
        harmless("JSON", &text);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON that is none");
        assert_eq!(value.as_array().map(Vec::len), Some(rows.len()));
        let text = written(|out| report.write(out, Format::Jsonl, None, Paint::default()));
        harmless("JSON Lines", &text);
        assert_eq!(text.lines().count(), rows.len());
        for line in text.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("a line that is no JSON");
        }
        let text = written(|out| report.write(out, Format::Csv, None, Paint::default()));
        harmless("CSV", &text);
        spreadsheet(&text, rows.len() + 1);
        let text = written(|out| report.write(out, Format::Markdown, None, Paint::default()));
        harmless("Markdown", &text);
        markdown_table(&text);
        in_proportion("Markdown", text.len(), all_stored, rows.len());
    }
    let records: Vec<Incident> = rows
        .iter()
        .filter_map(|r| catalog.incident(*r as usize))
        .collect();
    for (row, r) in rows.iter().zip(&records) {
        a_doc(&record::doc_of_row(catalog, *row, r), stored(catalog, *row));
        let mut doc = Doc::default();
        if let Some(t) = Timeline::of(r) {
            doc.section(timelines::zero_text(&t), timelines::table(r, &t));
        }
        a_doc(&doc, stored(catalog, *row));
        let text = written(|out| json::pretty(out, &timelines::as_json(r)));
        harmless("a timeline", &text);
    }
    for pair in records.windows(2).take(3) {
        let mut peers = Peers::default();
        records.iter().for_each(|r| peers.add(r));
        let compared = compare(pair, Some(&peers));
        a_doc(&comparison::doc(&compared), all_stored);
        let text = written(|out| json::pretty(out, &comparison::as_json(&compared)));
        harmless("a comparison", &text);
    }
    for chart in insights::charts(
        catalog,
        &rows,
        &mut insights::Reads::default(),
        Pace::steady(),
    )
    .unwrap()
    {
        harmless("a chart", &chart.text());
        harmless("a chart as CSV", &chart.csv());
    }
    let fields: Vec<_> = cross::fields().collect();
    if let [first, .., last] = fields.as_slice() {
        let chart = cross::cross(catalog, &rows, first, last, cross::Shares::default());
        harmless("a cross-table", &chart.text());
        harmless("a cross-table as CSV", &chart.csv());
    }
}

/// So much may be written of so much that was stored: every text a few times over, and what is said of
/// each record anyway.
#[track_caller]
fn in_proportion(what: &str, out: usize, stored: usize, records: usize) {
    let most = stored * 40 + (records + 1) * 60_000;
    assert!(out <= most, "{what} has {out} bytes of {stored}");
}

#[track_caller]
fn a_doc(doc: &Doc, stored: usize) {
    for (width, on) in [(None, true), (Some(1), false), (Some(70), false)] {
        let text = written(|out| doc.text(out, width, Paint { on }));
        without_own_colours("a report", &text);
    }
    let text = written(|out| doc.markdown(out));
    harmless("a report as Markdown", &text);
    in_proportion("a report", text.len(), stored, 1);
}

/// Every row has as many cells as the first, and no cell begins as a formula.
#[track_caller]
fn spreadsheet(text: &str, rows: usize) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut n = 0;
    for row in reader.records() {
        let row = row.expect("CSV of rows that are not equally long");
        n += 1;
        for cell in &row {
            let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
            assert!(!cell.starts_with(formula), "a formula in CSV: {cell:?}");
        }
    }
    assert_eq!(n, rows, "rows of CSV");
}

/// Every row of a Markdown table has as many cells as its head.
#[track_caller]
fn markdown_table(text: &str) {
    let cells = |line: &str| {
        let mut bars = 0;
        let mut escaped = false;
        for c in line.chars() {
            bars += usize::from(c == '|' && !escaped);
            escaped = c == '\\' && !escaped;
        }
        bars
    };
    let mut lines = text.lines();
    let head = lines.next().map(cells).unwrap_or_default();
    for line in lines {
        assert_eq!(cells(line), head, "a row with other cells: {line:?}");
    }
}

/// The characters of a line as a person counts them, with the column at which each begins and the one
/// at which it ends. A blank is one by itself, also behind a sign that joins with what follows it.
fn characters(line: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut at = 0;
    let words = line.split_inclusive(' ').flat_map(|piece| {
        let word = piece.trim_end_matches(' ');
        let blank = &piece[word.len()..];
        word.graphemes(true)
            .chain((!blank.is_empty()).then_some(blank))
    });
    words.map(move |g| {
        let from = at;
        at += g.width();
        (from, at, g)
    })
}

/// What stands in the cells from `from` to `to` of a line; `None` when a character lies across an edge.
fn cells(line: &str, from: usize, to: usize) -> Option<String> {
    let mut out = String::new();
    for (start, end, g) in characters(line).filter(|(a, b, _)| a < b) {
        if start >= to {
            break;
        }
        if end > from {
            if start < from || end > to {
                return None;
            }
            out.push_str(g);
        }
    }
    Some(out)
}

/// Every row of a table has blanks before the columns of its head: no text runs into the next column or
/// pushes it aside. No line is wider than asked.
#[track_caller]
pub fn aligned(table: &str, columns: &[Column], width: Option<usize>) {
    let mut lines = table.lines();
    let Some(head) = lines.next() else { return };
    if let Some(width) = width.filter(|w| *w > 0) {
        for line in table.lines() {
            let n = characters(line).last().map_or(0, |(_, end, _)| end);
            assert!(n <= width.max(1), "{n} cells of {width}: {line:?}");
        }
    }
    // Where each heading begins and ends; headings are our own words.
    let mut from = 0;
    let mut places = Vec::new();
    for column in columns {
        let heading = column.head();
        let Some(at) = head.get(from..).and_then(|rest| rest.find(&heading.text)) else {
            break;
        };
        let (start, end) = (from + at, from + at + heading.text.len());
        places.push((head[..start].width(), head[..end].width(), heading.right));
        from = end;
    }
    for line in lines {
        for (start, end, right) in &places {
            let gap = if *right {
                (*end, *end + 2)
            } else if *start >= 2 {
                (*start - 2, *start)
            } else {
                continue;
            };
            let between = cells(line, gap.0, gap.1);
            assert!(
                between.as_deref().is_some_and(|b| b.trim().is_empty()),
                "{between:?} between columns of\n{head}\n{line}"
            );
        }
    }
}

/// Reads a list as any user could and asks everything of what came of it. Returns it, when it was read.
#[track_caller]
pub fn list(bytes: &[u8], options: &Options) -> Option<Import> {
    let source = Source::Bytes {
        name: "given".into(),
        bytes,
    };
    match import::read(&source, options, &mut |_| Go::On) {
        Err(e) => {
            fault(&e);
            None
        }
        Ok(import) => {
            a_summary(&import);
            Some(import)
        }
    }
}

#[track_caller]
fn a_summary(import: &Import) {
    let s = &import.summary;
    assert_eq!(s.kept, import.records.len() as u64);
    // Our own reader names every fault of a record, and those of the file itself.
    let accounted = match s.format {
        ListFormat::Breachlens => s.rows == s.kept || !s.skipped.is_empty(),
        _ => s.rows == s.kept + s.skipped.len() as u64,
    };
    assert!(accounted, "rows that are neither kept nor skipped: {s:?}");
    for skip in s.skipped.iter().chain(&s.faults) {
        one_line("a skip", &skip.why);
        one_line("a skip's file", skip.file.as_deref().unwrap_or_default());
        let n = skip.why.chars().count();
        assert!(n <= LONGEST_MESSAGE, "a reason of {n} characters");
        assert!(
            skip.line > 0 || skip.file.is_some() || s.format == ListFormat::Veris,
            "a skip without a place: {skip:?}"
        );
    }
    for note in &s.notes {
        one_line("a note", note);
    }
    for (_, column) in &s.columns {
        one_line("a column", column);
    }
    let report = Report::new(s, None);
    harmless("a report of an import", &report.to_string());
    harmless(
        "a report of an import",
        &written(|out| json::pretty(out, &report)),
    );
    let mut ids = std::collections::HashSet::new();
    let mut keys = std::collections::HashSet::new();
    for r in &import.records {
        record(r);
        assert!(ids.insert(r.id.as_str()), "the id {} stands twice", r.id);
        if let Some(key) = r.imported.as_ref().map(|i| i.key.as_str()) {
            assert!(keys.insert(key), "the key {key} stands twice");
        }
    }
}

/// What our own reader made of some bytes: every good record is kept as it is, every fault has its place.
#[track_caller]
pub fn our_own(bytes: &[u8]) -> Vec<Incident> {
    let loaded = breachlens::dataset::reader::read("given", bytes);
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for e in &loaded.faults {
        fault(e);
        assert!(
            e.place.line.is_some_and(|l| l > 0),
            "a fault without a line: {e}"
        );
        assert!(
            e.place.column.is_some_and(|c| c > 0),
            "a fault without a column: {e}"
        );
        let lines = text.iter().filter(|b| **b == b'\n').count() + 1;
        assert!(
            e.place.line.is_some_and(|l| l as usize <= lines),
            "a line that is not there: {e}"
        );
    }
    assert!(loaded.records.len() <= loaded.seen);
    assert!(
        loaded.records.len() == loaded.seen || !loaded.faults.is_empty(),
        "a record went without a word"
    );
    let mut end = 0;
    for placed in &loaded.records {
        record(&placed.incident);
        let body = text.get(placed.offset..placed.offset + placed.length);
        let again: Incident = serde_json::from_slice(body.expect("a place outside the file"))
            .expect("another record");
        assert_eq!(again, placed.incident);
        assert!(placed.offset >= end, "records that overlap");
        end = placed.offset + placed.length;
    }
    loaded.records.into_iter().map(|p| p.incident).collect()
}

/// A line of a query reads, shows and reads back the same; its faults have their places in it; and at
/// every cursor the list of completions fits into the line and is harmless.
#[track_caller]
pub fn query_line(catalog: &Catalog, line: &str, cursors: impl Iterator<Item = usize>) {
    let parsed = parse(line);
    for e in &parsed.errors {
        assert!(
            line.get(e.span.clone()).is_some(),
            "{e:?} is not in {line:?}"
        );
        harmless("a fault of a query", &e.message);
        let n = e.message.chars().count();
        assert!(n <= LONGEST_MESSAGE, "a fault of {n} characters");
        if let Some(meant) = &e.suggestion {
            one_line("a suggestion", meant);
        }
    }
    if let Some(note) = &parsed.note {
        assert!(line.get(note.span.clone()).is_some(), "{note:?}: {line:?}");
        harmless("a note on a query", &note.message);
    }
    for (at, term) in query::meant(&parsed.query) {
        assert!(at < parsed.query.terms.len());
        one_line("a term that was perhaps meant", &term);
        assert_eq!(parse(&term).errors, [], "{term:?} of {line:?}");
    }
    for t in &parsed.query.terms {
        assert!(
            line.get(t.span.clone()).is_some(),
            "{t:?} is not in {line:?}"
        );
    }
    let shown = parsed.query.to_string();
    one_line("a query", &shown);
    let again = parse(&shown);
    assert_eq!(again.errors, [], "{shown:?} of {line:?}");
    assert_eq!(again.query, parsed.query, "{shown:?} of {line:?}");
    let answer = query::answer(catalog, &parsed.query, &Context::default());
    assert!(answer.rows.len() <= catalog.len());
    for at in cursors {
        let list = complete::complete(catalog, &answer, line, at, Pace::steady());
        for item in &list.items {
            one_line("a completion", &item.word);
            one_line("what a completion means", &item.meaning);
            one_line("what a completion inserts", &item.insert);
            let (text, cursor) = complete::apply(line, &list, item);
            assert!(text.is_char_boundary(cursor));
        }
    }
    for field in FIELDS.iter().filter(|f| f.is_sortable()).take(3) {
        let sorted = query::edit::sort_by(line, field, true);
        let _ = parse(&sorted);
    }
}

/// Foreign text made safe: nothing in it is obeyed, doing it again changes nothing, it grows only by
/// signs for what was taken away, and what was plain stays as it was.
#[track_caller]
pub fn cleaned(foreign: &str) {
    let clean = text::clean(foreign);
    one_line("clean text", &clean);
    assert_eq!(
        text::clean(&clean),
        clean,
        "clean text of {foreign:?} is not stable"
    );
    assert!(clean.len() <= foreign.len() * 5, "clean text grows");
    assert_eq!(text::Text::new(foreign).as_str(), clean);
    let mut marks = 0;
    for c in clean.chars() {
        marks = if unicode_normalization::char::is_combining_mark(c) {
            marks + 1
        } else {
            0
        };
        assert!(marks <= 4, "{marks} marks on one character");
    }
    for max in [0, 1, 2, 7, 60] {
        let short = text::shorten(foreign, max);
        assert!(short.chars().count() <= max);
        if foreign.chars().count() <= max {
            assert_eq!(short, foreign);
        }
    }
    let folded = text::fold(foreign);
    assert_eq!(
        text::fold(&folded),
        folded,
        "folded text of {foreign:?} is not stable"
    );
}

/// What was drawn can be shown by a terminal as it was meant: no cell holds anything that is obeyed, and
/// no wide character reaches into a cell that something else was drawn into.
#[track_caller]
pub fn screen(buffer: &Buffer) {
    let Rect { width, height, .. } = buffer.area;
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            assert!(
                !symbol.chars().any(text::is_unsafe),
                "{symbol:?} at column {x} of row {y}"
            );
            let wide = u16::try_from(symbol.width()).unwrap_or(u16::MAX).max(1);
            let bytes = symbol.len();
            assert!(bytes <= 100 * usize::from(wide), "{bytes} bytes in a cell");
            assert!(
                x + wide <= width,
                "{symbol:?} reaches over the edge of row {y}"
            );
            for covered in x + 1..x + wide {
                let next = buffer[(covered, y)].symbol();
                assert!(
                    next.trim().is_empty(),
                    "{symbol:?} at column {x} of row {y} covers {next:?}"
                );
            }
            x += wide;
        }
    }
}

/// Draws the explorer at a size, checks what was drawn, and tells the explorer what stands where.
#[track_caller]
pub fn draw(app: &mut App, theme: &Theme, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let (geometry, caret) = view::draw(app, theme, area, &mut buffer);
    screen(&buffer);
    if let Some((x, y)) = caret {
        assert!(
            x < width && y < height,
            "the caret is at {x} {y} of {width} {height}"
        );
    }
    for (hit, _) in &geometry.hits {
        assert!(
            u32::from(hit.x) + u32::from(hit.width) <= u32::from(width)
                && u32::from(hit.y) + u32::from(hit.height) <= u32::from(height),
            "{hit:?} is outside {width} {height}"
        );
    }
    app.drawn(geometry);
    buffer
}

/// Carries an action out and checks what it asks of the outside.
#[track_caller]
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let effects = update(app, action);
    for effect in &effects {
        match effect {
            Effect::Copy { text, .. } => harmless("a copy", text),
            Effect::OpenUrl(url) => one_line("an address", url),
            _ => {}
        }
    }
    if let Some(message) = &app.message {
        one_line("the status line", &message.text);
    }
    assert!(
        app.cursor == 0 || app.cursor < app.answer.rows.len(),
        "a cursor beside the rows"
    );
    effects
}

/// What a key does here, done.
#[track_caller]
pub fn press(app: &mut App, key: breachlens::app::input::Key) -> Vec<Effect> {
    match keymap::action(app, key) {
        Some(action) => act(app, action),
        None => Vec::new(),
    }
}
