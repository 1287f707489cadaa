//! An import as it is typed in the explorer: a path, and behind it the options of `breachlens import`, read
//! by the same parser. It must not know whether there is such a file, nor import anything.

use super::import::Reading;
use crate::{error::Error, model::text::clean};
use clap::Parser;

/// The options that can stand behind the path.
const OPTIONS: &str = "--map, --format, --as, --as-of, --healthcare-only, --replace";

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Typed {
    /// The path as it was typed, quotes included.
    pub file: String,
    /// The name of the set, when one was typed.
    pub name: Option<String>,
    /// Put the list in the place of the set of this name.
    pub replace: bool,
    /// How the list is to be read.
    pub reading: Reading,
}

/// The options behind the path.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Behind {
    #[command(flatten)]
    reading: Reading,
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    #[arg(long)]
    replace: bool,
}

impl Typed {
    /// Reads what was typed; `is_file` tells whether all of it is the path of a file that is there,
    /// whatever stands in its name.
    ///
    /// # Errors
    /// What is wrong with the options, as the command line has it.
    pub fn read(typed: &str, is_file: impl Fn(&str) -> bool) -> Result<Self, Error> {
        let typed = typed.trim();
        let (path, behind) = match typed {
            whole if is_file(whole) => (whole, ""),
            _ => split(typed),
        };
        let words = shell_words::split(behind).map_err(|_| {
            Error::usage("a quotation mark is not closed")
                .right("write it like --map organization='Name of company'")
        })?;
        let behind = Behind::try_parse_from(words).map_err(|e| in_words(&e.to_string()))?;
        // A name ends in no quotation mark: then it is all the path of a file.
        let named = path.rsplit_once(" as ");
        let named = named.filter(|(_, name)| !name.ends_with(['\'', '"']) && !is_file(path));
        let (file, name) = match named {
            Some((file, name)) => (file.trim(), Some(name.trim().to_owned())),
            None => (path, None),
        };
        Ok(Self {
            file: file.to_owned(),
            name: behind.name.or(name),
            replace: behind.replace,
            reading: behind.reading,
        })
    }
}

/// The path, which may have blanks, and what stands from the first option on. Quotes hold a path
/// together that looks as if it had options.
fn split(typed: &str) -> (&str, &str) {
    let quote = typed.chars().next().filter(|c| matches!(c, '\'' | '"'));
    let options = typed.match_indices(" --").map(|(at, _)| typed.split_at(at));
    let mut whole = options.filter(|(path, rest)| {
        let is_closed = quote.is_none_or(|q| path.matches(q).count() > 1);
        is_closed
            && rest
                .trim_start_matches([' ', '-'])
                .starts_with(|c: char| c.is_alphabetic())
    });
    let (path, behind) = whole.next().unwrap_or((typed, ""));
    (path.trim(), behind.trim())
}

/// What the parser of the command line says, in one line.
fn in_words(text: &str) -> Error {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let told: Vec<&str> = lines
        .take_while(|l| !l.starts_with("Usage:") && !l.starts_with("For more"))
        .collect();
    let told = told.join("; ");
    let told = told.strip_prefix("error: ").unwrap_or(&told);
    let right = format!("behind the path stand {OPTIONS}");
    Error::usage(clean(told).into_owned()).right(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Format;
    use proptest::prelude::*;

    fn read(typed: &str) -> Result<Typed, Error> {
        Typed::read(typed, |path| path == "/a --map b as c.csv")
    }

    #[test]
    fn a_path_is_followed_by_a_name_and_options() {
        for (typed, file, name) in [
            ("/a b/c.csv", "/a b/c.csv", None),
            (" ~/c.csv  as  ours ", "~/c.csv", Some("ours")),
            ("'/a as b.csv'", "'/a as b.csv'", None),
            ("/a b.csv --as ours", "/a b.csv", Some("ours")),
            (
                "\"/a --format b.csv\" --as 'x y'",
                "\"/a --format b.csv\"",
                Some("x y"),
            ),
            ("/a --map b as c.csv", "/a --map b as c.csv", None),
            ("/it's.csv as x --replace", "/it's.csv", Some("x")),
            ("", "", None),
        ] {
            let got = read(typed).unwrap();
            assert_eq!((&*got.file, got.name.as_deref()), (file, name), "{typed}");
        }
        let typed =
            "r.csv --map organization='The firm',affected=2 --format table --healthcare-only";
        let options = read(typed).unwrap().reading.options().unwrap();
        assert_eq!(options.format, Some(Format::Table));
        assert!(options.healthcare_only && !options.map.is_empty());
    }

    #[test]
    fn a_wrong_option_is_told_as_on_the_command_line() {
        for (typed, want) in [
            (
                "a.csv --formt ocr",
                "unexpected argument '--formt' found; tip: a similar argument exists: '--format'",
            ),
            (
                "a.csv --format nosuch",
                "invalid value 'nosuch' for '--format <FORMAT>'; [possible values: ocr, ",
            ),
            (
                "a.csv --map",
                "a value is required for '--map <MAP>' but none was supplied",
            ),
            ("a.csv --map a='b", "a quotation mark is not closed"),
            ("a.csv --as x y", "unexpected argument 'y' found"),
        ] {
            let fault = read(typed).unwrap_err().to_string();
            assert!(fault.starts_with(want), "{fault}");
            assert!(fault.contains("; "), "{fault}");
        }
        let fault = read("a.csv --map orgnization=x")
            .unwrap()
            .reading
            .options()
            .unwrap_err();
        assert!(
            fault.to_string().contains("did you mean `organization`?"),
            "{fault}"
        );
    }

    proptest! {
        #[test]
        fn anything_typed_is_read_or_refused_in_one_clean_line(
            typed in "(\\PC|[ '\"=\\\\-]| --(map|as|format) |[\u{1b}\u{202e}]){0,30}"
        ) {
            match Typed::read(&typed, |_| false) {
                Ok(got) => prop_assert!(typed.contains(&got.file)),
                Err(e) => prop_assert!(!e.to_string().chars().any(crate::model::text::is_unsafe)),
            }
        }
    }
}
