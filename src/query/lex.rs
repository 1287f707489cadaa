//! Splits a query line into tokens. It must not know what fields exist.

use std::{borrow::Cow, ops::Range};

/// A piece of the line between blanks, quotes counted as one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// True when it starts with `-`, or with `!` as fuzzy finders have it.
    pub negated: bool,
    /// The name before the colon, when there is one.
    pub field: Option<String>,
    /// Bytes of the field's name.
    pub field_span: Range<usize>,
    /// What stands after the colon (or the whole word), split at commas outside quotes.
    pub values: Vec<Value>,
    /// Bytes of the whole token.
    pub span: Range<usize>,
}

/// One of a token's values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// Without quotes.
    pub text: String,
    /// True when any of it stood in quotes.
    pub quoted: bool,
    /// Bytes in the line, quotes included.
    pub span: Range<usize>,
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// The tokens of a line. A quote that is not closed runs to the end, so that an answer can be given
/// while somebody types.
#[must_use]
pub fn tokens(line: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = line.char_indices().peekable();
    loop {
        while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let Some(&(start, _)) = chars.peek() else {
            return out;
        };
        let mut token = Token {
            negated: false,
            field: None,
            field_span: start..start,
            values: vec![],
            span: start..start,
        };
        let mut value = Value {
            span: start..start,
            ..Value::default()
        };
        // `-` negates only in front of something.
        let mut ahead = chars.clone();
        while ahead.next_if(|(_, c)| matches!(c, '-' | '!')).is_some() {}
        if ahead
            .peek()
            .is_some_and(|(i, c)| *i > start && !c.is_whitespace())
        {
            token.negated = true;
            chars = ahead;
            let at = chars.peek().map_or(line.len(), |(i, _)| *i);
            value.span = at..at;
            token.field_span = at..at;
        }
        let mut inside = false;
        while let Some(&(i, c)) = chars.peek() {
            if inside {
                chars.next();
                match c {
                    '\\' if chars
                        .peek()
                        .is_some_and(|(_, n)| is_quote(*n) || *n == '\\') =>
                    {
                        value.text.extend(chars.next().map(|(_, n)| n));
                    }
                    c if is_quote(c) => inside = false,
                    c => value.text.push(c),
                }
                continue;
            }
            if c.is_whitespace() {
                break;
            }
            chars.next();
            match c {
                c if is_quote(c) => {
                    inside = true;
                    value.quoted = true;
                }
                ':' if token.field.is_none() && is_name(&value) && token.values.is_empty() => {
                    token.field = Some(std::mem::take(&mut value.text).to_lowercase());
                    token.field_span = value.span.start..i;
                    value.span = i + 1..i + 1;
                }
                ',' if token.field.is_some() => {
                    value.span.end = i;
                    token.values.push(std::mem::replace(
                        &mut value,
                        Value {
                            span: i + 1..i + 1,
                            ..Value::default()
                        },
                    ));
                }
                c => value.text.push(c),
            }
        }
        let end = chars.peek().map_or(line.len(), |(i, _)| *i);
        value.span.end = end;
        token.values.push(value);
        token.span = start..end;
        out.push(token);
    }
}

/// The line with a quote that was left open closed, so that more can be written behind it.
#[must_use]
pub fn closed(line: &str) -> Cow<'_, str> {
    let (mut inside, mut escaped) = (false, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        escaped = inside && c == '\\' && chars.peek().is_none();
        if inside && c == '\\' {
            chars.next_if(|n| is_quote(*n) || *n == '\\');
        } else if is_quote(c) {
            inside = !inside;
        }
    }
    match (inside, escaped) {
        (false, _) => Cow::Borrowed(line),
        (true, false) => Cow::Owned(format!("{line}\"")),
        // A backslash at the end would take the quote's meaning away.
        (true, true) => Cow::Owned(format!("{line}\\\"")),
    }
}

/// A field's name is letters (and `_`), so that a time or an address is not taken for a field.
fn is_name(value: &Value) -> bool {
    !value.quoted
        && !value.text.is_empty()
        && value
            .text
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c == '_')
}

/// The text in quotes.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if is_quote(c) || c == '\\' {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// The text, in quotes when it would not be read as one value without them.
#[must_use]
pub fn quote_if_needed(text: &str) -> String {
    if text.is_empty()
        || text.contains(|c: char| c.is_whitespace() || is_quote(c) || c == ',' || c == '\\')
    {
        quote(text)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(line: &str) -> Vec<String> {
        tokens(line)
            .iter()
            .map(|t| {
                assert!(line.get(t.span.clone()).is_some());
                let values: Vec<String> = t
                    .values
                    .iter()
                    .map(|v| format!("{}{}", if v.quoted { "'" } else { "" }, v.text))
                    .collect();
                format!(
                    "{}{}{}",
                    if t.negated { "-" } else { "" },
                    t.field
                        .as_deref()
                        .map(|f| format!("{f}="))
                        .unwrap_or_default(),
                    values.join("|")
                )
            })
            .collect()
    }

    #[test]
    fn open_quotes_are_closed() {
        for (line, want) in [
            ("a", "a"),
            ("\"a", "\"a\""),
            ("org:\"a b", "org:\"a b\""),
            ("\"a\" b", "\"a\" b"),
            ("\"a\\", "\"a\\\\\""),
            ("\"\\\"", "\"\\\"\""),
        ] {
            assert_eq!(closed(line), want);
            assert_eq!(shape(&closed(line)), shape(line));
        }
    }

    #[test]
    fn lines_split_at_blanks_outside_quotes() {
        for (line, want) in [
            ("a  b", vec!["a", "b"]),
            ("-data:ssn,name x", vec!["-data=ssn|name", "x"]),
            ("org:\"hca healthcare\",x", vec!["org='hca healthcare|x"]),
            ("\"yale new", vec!["'yale new"]),
            ("\"a\\\"b\\\\c\"", vec!["'a\"b\\c"]),
            ("- --x -", vec!["-", "-x", "-"]),
            (
                "!x !data:ssn !\"a b\" ! \"!x\" a!b",
                vec!["-x", "-data=ssn", "-'a b", "!", "'!x", "a!b"],
            ),
            ("st. luke's 10:30", vec!["st.", "luke's", "10:30"]),
            ("Data:SSN data:", vec!["data=SSN", "data="]),
            ("“new haven”", vec!["'new haven"]),
            ("", vec![]),
        ] {
            assert_eq!(shape(line), want, "{line}");
        }
    }
}
