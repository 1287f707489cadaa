//! Reads a file of one record a line piece by piece on several threads, and hands the pieces over in the
//! file's order: the same records and faults as [`super::reader::read`], but never all of them at once.
//! It must not know what is made of them.

use super::reader::{self, Loaded, Placed};
use crate::error::Error;
use std::{
    ops::ControlFlow,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};

/// Bytes of a piece: enough that handing it over does not matter, and so few that near memory holds what is made
/// of them.
const MOST: usize = 128 << 10;
/// Below this more pieces gain nothing.
const LEAST: usize = 32 << 10;
/// Pieces that each thread has ready before it waits.
const AHEAD: usize = 2;

/// A part of a file.
#[derive(Debug)]
pub struct Piece<T> {
    /// Its records and faults, with their places in the whole file.
    pub loaded: Loaded,
    /// What was made of the records on the reading thread.
    pub made: T,
    /// Where it ends, in bytes from the file's start.
    pub end: usize,
}

/// How many threads are worth it for so many bytes.
#[must_use]
pub fn threads(bytes: usize) -> usize {
    crate::threads::worth(bytes, 2 * LEAST, crate::threads::most())
}

/// Reads a file of our own format strictly. `make` is called on the reading threads, `each` on this one and
/// in the file's order, until it breaks. A file that is not one record a line is one piece.
pub fn read<T: Send>(
    file: &str,
    bytes: &[u8],
    threads: usize,
    make: impl Fn(&[Placed]) -> T + Sync,
    each: &mut dyn FnMut(Piece<T>) -> ControlFlow<()>,
) {
    let text = std::str::from_utf8(bytes).ok();
    if threads > 1 && text.is_some_and(reader::is_one_a_line) {
        let strictly = |lines: &[u8]| {
            let lines = std::str::from_utf8(lines).unwrap_or_default();
            reader::read_lines(file, lines)
        };
        read_lines(bytes, threads, strictly, make, each);
    } else {
        let loaded = reader::read(file, bytes);
        let made = make(&loaded.records);
        let end = bytes.len();
        let _ = each(Piece { loaded, made, end });
    }
}

/// As [`read`], of lines that `lines` reads: some whole lines, with places counted from the first of them.
pub fn read_lines<T: Send>(
    bytes: &[u8],
    threads: usize,
    lines: impl Fn(&[u8]) -> Loaded + Sync,
    make: impl Fn(&[Placed]) -> T + Sync,
    each: &mut dyn FnMut(Piece<T>) -> ControlFlow<()>,
) {
    let threads = threads.max(1);
    let most = (bytes.len() / (threads * 4)).clamp(LEAST, MOST);
    let cuts = cuts(bytes, most);
    thread::scope(|scope| {
        let receivers: Vec<Receiver<(Piece<T>, usize)>> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(AHEAD);
                let (cuts, lines, make) = (&cuts, &lines, &make);
                scope.spawn(move || {
                    for (start, end) in cuts.iter().skip(first).step_by(threads) {
                        let body = bytes.get(*start..*end).unwrap_or_default();
                        let mut loaded = lines(body);
                        for placed in &mut loaded.records {
                            placed.offset += start;
                        }
                        let breaks = memchr::memchr_iter(b'\n', body).count();
                        let made = make(&loaded.records);
                        let end = *end;
                        if sender.send((Piece { loaded, made, end }, breaks)).is_err() {
                            return;
                        }
                    }
                });
                receiver
            })
            .collect();
        let mut line = 0;
        for at in 0..cuts.len() {
            let receiver = receivers.get(at % threads);
            let Some(Ok((mut piece, breaks))) = receiver.map(Receiver::recv) else {
                return;
            };
            for fault in &mut piece.loaded.faults {
                if let Some(l) = &mut fault.place.line {
                    *l = l.saturating_add(line);
                }
            }
            line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
            if each(piece).is_break() {
                return;
            }
        }
        // Leaving drops the receivers, which ends the threads.
    });
}

/// Reads lines as the library stored them, one record each: they were checked before, so that a fault is
/// damage, and takes its line alone.
#[must_use]
pub fn stored(lines: &[u8]) -> Loaded {
    let mut out = Loaded::default();
    let mut offset = 0;
    for (line, body) in (1..).zip(lines.split(|b| *b == b'\n')) {
        if !body.is_empty() {
            out.seen += 1;
            match serde_json::from_slice(body) {
                Ok(incident) => out.records.push(Placed {
                    incident,
                    offset,
                    length: body.len(),
                }),
                Err(e) => out.faults.push(
                    Error::data(e.to_string())
                        .right("another version stored it: import the set again")
                        .at(line, 1),
                ),
            }
        }
        offset += body.len() + 1;
    }
    out
}

/// Where the pieces begin and end: behind whole lines.
fn cuts(text: &[u8], most: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let behind = text.get(start + most..).unwrap_or_default();
        let end = memchr::memchr(b'\n', behind).map_or(text.len(), |at| start + most + at + 1);
        out.push((start, end));
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the pieces say together, and how many there were.
    fn together(bytes: &[u8], threads: usize) -> (Loaded, Vec<usize>, usize) {
        let (mut all, mut made, mut n) = (Loaded::default(), Vec::new(), 0);
        read(
            "f.jsonl",
            bytes,
            threads,
            |records| records.len(),
            &mut |piece| {
                all.records.extend(piece.loaded.records);
                all.faults.extend(piece.loaded.faults);
                all.seen += piece.loaded.seen;
                made.push(piece.made);
                n += 1;
                ControlFlow::Continue(())
            },
        );
        (all, made, n)
    }

    fn told(loaded: &Loaded) -> Vec<String> {
        let records = loaded
            .records
            .iter()
            .map(|p| format!("{} {} {:?}", p.offset, p.length, p.incident));
        records
            .chain(loaded.faults.iter().map(|f| format!("{f:?}")))
            .chain([loaded.seen.to_string()])
            .collect()
    }

    fn lines(n: usize) -> String {
        (0..n)
            .map(|i| match i % 97 {
                13 => format!("{{\"id\":\"é{i}\",\"organization\":7}}\n"),
                40 => format!("{{\"id\":\"bad-{i}\" \"organization\"\n"),
                50 => "\n".to_owned(),
                _ => format!("{{\"id\":\"clinic-{i}\",\"organization\":\"Clinic École {i}\"}}\n"),
            })
            .collect()
    }

    #[test]
    fn pieces_say_what_the_whole_says() {
        for (text, several) in [
            (lines(4_000), true),
            (lines(4_000).trim_end().to_owned(), true),
            (lines(3), false),
            (String::new(), false),
            (format!("[{}]", "{\"id\":\"a\"}"), false),
        ] {
            let want = told(&reader::read("f.jsonl", text.as_bytes()));
            for threads in [1, 2, 3] {
                let (all, made, n) = together(text.as_bytes(), threads);
                assert_eq!(told(&all), want, "{threads}");
                assert_eq!(made.iter().sum::<usize>(), all.records.len());
                assert_eq!(n > 1, several && threads > 1, "{n}");
            }
        }
        let mut bad = lines(4_000).into_bytes();
        bad.push(0xff);
        let (all, _, n) = together(&bad, 2);
        assert_eq!((told(&all), n), (told(&reader::read("f.jsonl", &bad)), 1));
    }

    #[test]
    fn a_break_ends_it() {
        let text = lines(20_000);
        let mut n = 0;
        read("f", text.as_bytes(), 2, |_| (), &mut |_| {
            n += 1;
            ControlFlow::Break(())
        });
        assert_eq!(n, 1);
    }

    proptest! {
        #[test]
        fn cuts_are_whole_lines(text in "[a\n]{0,60}", most in 1_usize..20) {
            let cuts = cuts(text.as_bytes(), most);
            let mut at = 0;
            for (start, end) in cuts {
                prop_assert_eq!(start, at);
                prop_assert!(end > start && (end == text.len() || text[..end].ends_with('\n')));
                at = end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
