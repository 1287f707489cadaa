//! The command line made ready for the parser. A query may hold terms such as `-country:US`, which a
//! parser of options would take for options; here they are marked before it sees them and unmarked in
//! the values. It must not know the commands.

use std::{convert::Infallible, ffi::OsString};

/// Stands before an argument that starts with `-` and is no option. A character that no argument of a
/// person starts with; one that does is unmarked like any other.
const MARK: char = '\u{E000}';

/// The arguments with every negated query term marked, up to `--`, behind which nothing is an option.
///
/// Options here are `--long` or one letter (`-h`, `-V`), so that `-` and two or more characters is a term.
pub fn marked(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut literal = false;
    args.into_iter()
        .map(|arg| {
            literal = literal || arg == "--";
            match arg.to_str() {
                Some(text) if !literal && is_term(text) => format!("{MARK}{text}").into(),
                _ => arg,
            }
        })
        .collect()
}

fn is_term(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| !rest.starts_with('-') && rest.chars().nth(1).is_some())
}

/// An argument as it was typed.
pub fn unmarked(text: &str) -> String {
    text.strip_prefix(MARK).unwrap_or(text).to_owned()
}

/// [`unmarked`] as a value parser.
#[allow(clippy::unnecessary_wraps)] // the parser's signature
pub fn typed(text: &str) -> Result<String, Infallible> {
    Ok(unmarked(text))
}

/// A message of the parser without the marks.
pub fn without_marks(message: &str) -> String {
    message.replace(MARK, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terms_are_marked() {
        let args = [
            "list",
            "-country:US",
            "-h",
            "-",
            "--format",
            "json",
            "a",
            "-\"x y\"",
            "--",
            "-data:ssn",
        ];
        let marked: Vec<String> = marked(args.map(OsString::from))
            .into_iter()
            .map(|a| a.into_string().unwrap())
            .collect();
        let changed: Vec<&str> = args
            .into_iter()
            .zip(&marked)
            .filter(|(a, m)| a != m)
            .map(|(a, _)| a)
            .collect();
        assert_eq!(changed, ["-country:US", "-\"x y\""]);
        assert!(marked.iter().map(|m| unmarked(m)).eq(args));
    }
}
