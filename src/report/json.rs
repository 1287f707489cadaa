//! JSON that a terminal may be shown: whatever a text holds, no control character and no bidirectional
//! control leaves here as it is; they are written as `\u` escapes and read back the same. It must not
//! know what is written.

use crate::model::text::is_unsafe;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// A formatter with its strings made safe.
struct Safe<F>(F);

/// Characters that must not reach a terminal, and the two line separators that end a line in some readers.
fn is_escaped(c: char) -> bool {
    is_unsafe(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

impl<F: Formatter> Formatter for Safe<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_escaped(*c)) {
            let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            writer.write_all(before.as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = from.get(c.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.begin_array(w)
    }
    fn end_array<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.end_array(w)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(w, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.end_array_value(w)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.begin_object(w)
    }
    fn end_object<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.end_object(w)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(w, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.begin_object_value(w)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, w: &mut W) -> io::Result<()> {
        self.0.end_object_value(w)
    }
}

/// Writes a value in one line, without a line break at the end.
///
/// # Errors
/// What the writer says.
pub fn compact<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Safe(CompactFormatter));
    Ok(value.serialize(&mut serializer)?)
}

/// Writes a value over several lines, two blanks a level, without a line break at the end.
///
/// # Errors
/// What the writer says.
pub fn pretty<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Safe(PrettyFormatter::with_indent(b"  ")));
    Ok(value.serialize(&mut serializer)?)
}

/// Writes an array element by element, so that no more than one of them is held.
///
/// # Errors
/// What the writer says.
pub fn array<T: Serialize>(
    out: &mut dyn Write,
    values: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    let mut array = Array::new(out);
    for value in values {
        element(&mut array, &value)?;
    }
    array.end()
}

/// Writes an element of an [`Array`].
///
/// # Errors
/// What the writer says.
pub fn element<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    out.write_all(b",\n")?;
    pretty(out, value)
}

/// An array whose elements come as text, each as [`element`] writes it.
pub struct Array<'a> {
    out: &'a mut dyn Write,
    is_open: bool,
}

impl<'a> Array<'a> {
    /// An array without elements so far.
    #[must_use]
    pub fn new(out: &'a mut dyn Write) -> Self {
        let is_open = false;
        Self { out, is_open }
    }

    /// Ends it.
    ///
    /// # Errors
    /// What the writer says.
    pub fn end(self) -> io::Result<()> {
        let end: &[u8] = if self.is_open { b"\n]\n" } else { b"[]\n" };
        self.out.write_all(end)
    }
}

impl Write for Array<'_> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        // The comma before the first element is the bracket.
        let text = match text {
            [b',', ..] if !self.is_open => b"[",
            all => all,
        };
        let written = self.out.write(text)?;
        self.is_open |= written > 0;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes one value a line.
///
/// # Errors
/// What the writer says.
pub fn lines<T: Serialize>(
    out: &mut dyn Write,
    values: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    for value in values {
        compact(out, &value)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(value: &str) -> String {
        let mut out = Vec::new();
        compact(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(
            text("a\u{1b}[31m\u{9b}b\u{202e}c\u{7f}\u{2028}é\n\"\\"),
            r#""a\u001b[31m\u009bb\u202ec\u007f\u2028é\n\"\\""#
        );
    }

    #[test]
    fn an_empty_array_is_one_line() {
        let mut out = Vec::new();
        array(&mut out, Vec::<u8>::new()).unwrap();
        assert_eq!(out, b"[]\n");
        out.clear();
        array(&mut out, [1, 2]).unwrap();
        assert_eq!(out, b"[\n1,\n2\n]\n");
    }

    proptest! {
        #[test]
        fn any_text_reads_back(value in any::<String>()) {
            let written = text(&value);
            prop_assert!(!written.chars().any(is_escaped));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), value);
        }
    }
}
