//! A line of text read into a [`Query`]. What cannot be read is an error with its place in the line,
//! and the other terms hold all the same. It must not know the rows, nor what a single value says.

mod meant;
mod read;

pub use meant::meant;

use super::{
    Query, Term, Test, comma,
    field::{FIELDS, Field, Kind, find},
    lex::{Token, Value, tokens},
    value::Unit,
};
use crate::model::{
    text::{clean, fold, shorten},
    vocabulary::nearest,
};
use read::Refusal;
use std::{iter, ops::Range};

/// Something wrong in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// What is wrong and what would be right.
    pub message: String,
    /// What was perhaps meant, to stand in place of the span.
    pub suggestion: Option<String>,
    /// True when the term only needs to be typed on.
    pub unfinished: bool,
}

/// Something that can be read and was perhaps not meant so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryNote {
    /// Bytes of the line.
    pub span: Range<usize>,
    /// How it was read, and how to write what was perhaps meant.
    pub message: String,
}

/// What came of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// The terms that could be read.
    pub query: Query,
    /// What could not.
    pub errors: Vec<QueryError>,
    /// What can, and was perhaps meant otherwise.
    pub note: Option<QueryNote>,
}

/// Reads a line.
///
/// ```
/// let parsed = breachlens::query::parse("hims data:ssn,medical -measure:credit-monitoring sort:-known");
/// assert!(parsed.errors.is_empty());
/// assert_eq!(parsed.query.to_string(), "hims data:ssn,medical -measure:credit_monitoring sort:-known");
/// assert_eq!(breachlens::query::parse("mesure:x").errors[0].suggestion.as_deref(), Some("measure"));
/// ```
#[must_use]
pub fn parse(line: &str) -> Parsed {
    let mut out = Parsed::default();
    let tokens = tokens(line);
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        match &token.field {
            None => {
                if three_digits(token).is_some() && out.has_open_number() {
                    let more = rest.clone().map_while(|t| three_digits(t).map(|_| t));
                    out.parted_number(&iter::once(token).chain(more).collect::<Vec<_>>());
                }
                out.word(token);
            }
            Some(name) => match find(name) {
                Some(field) => out.term(token, field),
                None => out.unknown_field(token, name),
            },
        }
    }
    out.note = out.note.or_else(|| meant::joining(&tokens));
    out
}

impl Parsed {
    /// True without a fault, but for words that are not whole yet: these ask for nothing so far.
    #[must_use]
    pub fn can_be_asked(&self) -> bool {
        self.errors.iter().all(|e| e.unfinished)
    }

    fn error(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        suggestion: Option<String>,
    ) {
        self.errors.push(QueryError {
            span,
            message: message.into(),
            suggestion,
            unfinished: false,
        });
    }

    fn unfinished(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.errors.push(QueryError {
            span,
            message: message.into(),
            suggestion: None,
            unfinished: true,
        });
    }

    fn push(&mut self, token: &Token, test: Test) {
        self.query.terms.push(Term {
            negated: token.negated,
            test,
            span: token.span.clone(),
        });
    }

    fn word(&mut self, token: &Token) {
        let Some(value) = token.values.first() else {
            return;
        };
        let text = clean(&value.text).into_owned();
        if text.trim().is_empty() {
            return self.unfinished(
                token.span.clone(),
                "the quotes are empty; put the words to look for between them",
            );
        }
        // What cleaning took away may have hidden a sign that means something at the start of a word.
        let word = !value.quoted && is_one_word(&text);
        self.push(
            token,
            if word {
                Test::Word(text)
            } else {
                Test::Phrase(text)
            },
        );
    }

    fn unknown_field(&mut self, token: &Token, name: &str) {
        let near = nearest(name, FIELDS.iter().map(|f| f.id));
        let name = shorten(name, 30);
        let message = match near {
            Some(near) => format!("{name}: no such field; did you mean {near}: ?"),
            None => format!("{name}: no such field; Tab lists them, and quotes make it a word"),
        };
        self.error(token.field_span.clone(), message, near.map(str::to_owned));
    }

    fn term(&mut self, token: &Token, field: &'static Field) {
        if token.values.iter().all(|v| says_nothing(&v.text)) {
            return self.unfinished(
                token.span.clone(),
                format!("{}: needs a value, such as {}", field.id, field.example),
            );
        }
        let values: Vec<&Value> = token
            .values
            .iter()
            .filter(|v| !says_nothing(&v.text))
            .collect();
        match field.kind {
            Kind::Names(_) | Kind::Prose => {
                let texts = values
                    .iter()
                    .map(|v| clean(v.text.trim()).into_owned())
                    .collect();
                self.push(token, Test::Texts(field, texts));
            }
            Kind::Code { names, .. } => self.collect(
                token,
                &values,
                |v| read::code(field, names, v),
                |list| Test::Texts(field, list),
            ),
            Kind::Words {
                title,
                words,
                groups,
                ..
            } => {
                self.collect(
                    token,
                    &values,
                    |v| read::word(title, words, groups, v),
                    |list| Test::Words(field, list),
                );
            }
            Kind::Number { .. } | Kind::Days(_) => self.numbers(token, &values, field),
            Kind::Date(_) | Kind::Year => {
                self.collect(token, &values, read::date, |list| Test::Dates(field, list))
            }
            Kind::Stated(_) => self.collect(
                token,
                &values,
                |v| read::statable(field, v),
                |list| Test::Stated(field, list),
            ),
            Kind::Clock => {
                self.collect(token, &values, read::clock, |list| {
                    Test::Clocks(field, list)
                });
            }
            Kind::Flags => {
                self.collect(token, &values, read::flag, |list| Test::Flags(field, list))
            }
            Kind::Sort if token.negated => {
                self.error(
                    token.span.clone(),
                    "an order cannot be excluded; write sort:-field for the other direction",
                    None,
                );
            }
            Kind::Sort => {
                for value in values {
                    match read::sort(value.text.trim()) {
                        Ok(key) => self.query.sort.push(key),
                        Err(e) => self.error(value.span.clone(), e.message, e.suggestion),
                    }
                }
            }
        }
    }

    /// Reads values of which a comma may be a part.
    fn numbers(&mut self, token: &Token, values: &[&Value], field: &'static Field) {
        let before = self.errors.len();
        let mut list = Vec::with_capacity(values.len());
        let read = comma::read_list(values, field.unit());
        if let Some((span, message)) = read.note {
            self.note(span, message);
        }
        for value in read.values {
            match value {
                Ok(v) => list.push(v),
                Err(e) => self.error(e.span, e.message, e.suggestion),
            }
        }
        if self.errors.len() == before {
            self.push(token, Test::Numbers(field, list));
        }
    }

    /// Says how something was read that was perhaps meant otherwise; the first is told.
    fn note(&mut self, span: Range<usize>, message: String) {
        self.note.get_or_insert(QueryNote { span, message });
    }

    /// True where the term before ends with a large number whose thousands may go on behind a blank:
    /// `affected:>1 000 000`.
    fn has_open_number(&self) -> bool {
        let Some(Test::Numbers(field, values)) = self.query.terms.last().map(|t| &t.test) else {
            return false;
        };
        let is_large = matches!(field.unit(), Unit::People | Unit::Dollars);
        let number = values.last().and_then(|v| v.last_operand());
        is_large && number.is_some_and(|n| *n < 1000.0 && n.fract() == 0.0)
    }

    /// Three digits that stand alone behind a number, and those behind them.
    fn parted_number(&mut self, groups: &[&Token]) {
        let digits: Vec<&str> = groups.iter().filter_map(|t| three_digits(t)).collect();
        let start = groups.first().map_or(0, |t| t.span.start);
        let end = groups.last().map_or(start, |t| t.span.end);
        let words = if digits.len() > 1 { "words" } else { "a word" };
        let message = format!(
            "`{}` is searched as {words}; write a number without blanks",
            shorten(&digits.join(" "), 40)
        );
        self.note(start..end, message);
    }

    /// Reads every value; the term stands when all of them can be read.
    fn collect<T>(
        &mut self,
        token: &Token,
        values: &[&Value],
        read: impl Fn(&str) -> Result<T, Refusal>,
        test: impl Fn(Vec<T>) -> Test,
    ) {
        let before = self.errors.len();
        let mut list = Vec::with_capacity(values.len());
        for value in values {
            match read(value.text.trim()) {
                Ok(v) => list.push(v),
                Err(e) => self.error(value.span.clone(), e.message, e.suggestion),
            }
        }
        if self.errors.len() == before {
            self.push(token, test(list));
        }
    }
}

/// What a word is, if it is nothing but three digits.
fn three_digits(token: &Token) -> Option<&str> {
    let [value] = token.values.as_slice() else {
        return None;
    };
    let text = value.text.as_str();
    let plain = !token.negated && token.field.is_none() && !value.quoted;
    (plain && text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// True for a text that reads back as one word and nothing else.
fn is_one_word(text: &str) -> bool {
    match tokens(text).as_slice() {
        [token] => {
            let plain = !token.negated && token.field.is_none() && token.span == (0..text.len());
            plain
                && token
                    .values
                    .first()
                    .is_some_and(|v| !v.quoted && v.text == text)
        }
        _ => false,
    }
}

/// True for blanks, and for what is nothing once it is made safe and folded, as a mark without a letter: it
/// would stand in every text.
fn says_nothing(text: &str) -> bool {
    fold(&clean(text)).trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_meant() {
        for (line, want) in [
            ("hims", "hims"),
            ("\"yale new haven\"", "\"yale new haven\""),
            ("DATA:Social-Security-Number", "data:ssn"),
            ("data:\"social security number\"", "data:ssn"),
            (
                "measure:Credit-Monitoring,support",
                "measure:credit_monitoring,support",
            ),
            // What narrow columns show can be typed.
            ("tier:aux,dev", "tier:auxiliary,device_or_paper"),
            (
                "data:dob role:ba",
                "data:date_of_birth role:business_associate",
            ),
            ("affected:>=1.5m", "affected:>=1.5M"),
            ("affected:1234567", "affected:1234567"),
            ("affected:1250000", "affected:1.25M"),
            ("notify:>60", "notify:>60d"),
            ("state:california,NY", "state:CA,NY"),
            ("year:2019,2021..", "year:2019,2021.."),
            ("sort:affected,-known a", "a sort:affected sort:-known"),
            ("--data:ssn", "-data:ssn"),
            // A mark without a letter stands for nothing.
            ("actor:\u{353},conti", "actor:conti"),
            ("data:ssn,\u{353}", "data:ssn"),
            (
                "has:detected,affected no:monitoring",
                "has:detected,affected no:monitoring",
            ),
        ] {
            let parsed = parse(line);
            assert_eq!(parsed.errors, [], "{line}");
            let shown = parsed.query.to_string();
            assert_eq!(shown, want, "{line}");
            assert_eq!(parse(&shown).query, parsed.query, "{line}");
        }
    }

    #[test]
    fn errors_stand_where_the_fault_is_and_name_the_right_word() {
        for (line, at, message, suggestion) in [
            (
                "a mesure:x",
                "mesure",
                "mesure: no such field; did you mean measure: ?",
                Some("measure"),
            ),
            (
                "measure:credit_monitor",
                "credit_monitor",
                "`credit_monitor` is no measure; did you mean credit_monitoring?",
                Some("credit_monitoring"),
            ),
            (
                "data:ssn,birth-date",
                "birth-date",
                "`birth-date` is no data type; did you mean date_of_birth?",
                Some("date_of_birth"),
            ),
            (
                "affected:lots",
                "lots",
                "`lots` is no number of people; write 709, 500k or 1.5M",
                None,
            ),
            (
                "known:2023-13",
                "2023-13",
                "there is no month `2023-13` in the calendar; months are 01 to 12",
                None,
            ),
            (
                "known:2023-02-30",
                "2023-02-30",
                "there is no day `2023-02-30` in the calendar; check its month and day",
                None,
            ),
            (
                "year:0000",
                "0000",
                "there is no year `0000` in the calendar; years are 0001 to 9999",
                None,
            ),
            (
                "year:2023..2020",
                "2023..2020",
                "the range runs backwards; put the smaller end first",
                None,
            ),
            (
                "sort:-afected",
                "-afected",
                "cannot sort by `afected`; did you mean -affected?",
                Some("-affected"),
            ),
            (
                "-sort:known",
                "-sort:known",
                "an order cannot be excluded; write sort:-field for the other direction",
                None,
            ),
            (
                "clock:hipa-60=late",
                "hipa-60=late",
                "`hipa-60` is no notification rule; did you mean hipaa-60?",
                Some("hipaa-60=late"),
            ),
            (
                "clock:hipaa-60=lat",
                "hipaa-60=lat",
                "`lat` is no result; write met, late or unknown",
                Some("hipaa-60=late"),
            ),
            (
                "is:markd",
                "markd",
                "`markd` is no mark; is: takes marked, starred, noted, new, changed, gone, placeholder",
                Some("marked"),
            ),
            (
                "state:Californa",
                "Californa",
                "`Californa` is no state; did you mean CA?",
                Some("CA"),
            ),
            (
                "data:",
                "data:",
                "data: needs a value, such as data:ssn",
                None,
            ),
        ] {
            let parsed = parse(line);
            assert_eq!(parsed.errors.len(), 1, "{line}");
            let e = &parsed.errors[0];
            assert_eq!(
                (
                    line.get(e.span.clone()),
                    e.message.as_str(),
                    e.suggestion.as_deref()
                ),
                (Some(at), message, suggestion)
            );
        }
    }
}
