//! Dates as outside lists write them, and the decision, taken once for a whole column, whether
//! `03/04/2024` is the third of April or the fourth of March. It must not know which column that is.

use super::cells::is_null;
use crate::model::{Date, text::shorten};

/// Which part of `a/b/year` is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// `MM/DD/YYYY`
    #[default]
    MonthFirst,
    /// `DD/MM/YYYY`
    DayFirst,
    /// Neither: a date is read where it can be only one.
    Unsettled,
}

impl Order {
    /// As it is written in mapping files and in reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::MonthFirst => "month-first",
            Self::DayFirst => "day-first",
            Self::Unsettled => "as far as it is sure",
        }
    }
}

/// A date's parts before the order is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// Year, and month and day as far as written, in an order that nobody doubts.
    Sure(i32, Option<u32>, Option<u32>),
    /// Two numbers of which one is the month, and the year.
    Doubtful(u32, u32, i32),
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// What a column has shown so far of its order.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    day_first: Option<Shown>,
    month_first: Option<Shown>,
    doubtful: u64,
}

/// Dates that can be read in one order only.
#[derive(Debug, Clone)]
struct Shown {
    /// Where the first stands.
    line: u64,
    example: String,
    /// How many there are.
    cells: u64,
}

impl Shown {
    fn join(first: Option<Self>, later: Option<Self>) -> Option<Self> {
        match (first, later) {
            (Some(first), Some(later)) => Some(Self {
                cells: first.cells + later.cells,
                ..first
            }),
            (first, later) => first.or(later),
        }
    }
}

impl Evidence {
    /// Takes one cell into account; a cell may hold several dates.
    pub fn see(&mut self, line: u64, cell: &str) {
        if is_null(cell) {
            return;
        }
        for piece in pieces(cell) {
            if let Some(Parts::Doubtful(a, b, _)) = parts(piece) {
                self.doubtful += 1;
                let slot = match (a, b) {
                    (13..=31, 1..=12) => &mut self.day_first,
                    (1..=12, 13..=31) => &mut self.month_first,
                    _ => continue,
                };
                let shown = slot.get_or_insert_with(|| Shown {
                    line,
                    example: shorten(piece, 40).into_owned(),
                    cells: 0,
                });
                shown.cells += 1;
            }
        }
    }

    /// What the column shows whose beginning showed this, and the rest that.
    #[must_use]
    pub fn join(self, rest: Self) -> Self {
        Self {
            day_first: Shown::join(self.day_first, rest.day_first),
            month_first: Shown::join(self.month_first, rest.month_first),
            doubtful: self.doubtful + rest.doubtful,
        }
    }

    /// True where some dates can only be day-first and others only month-first.
    #[must_use]
    pub const fn contradicts_itself(&self) -> bool {
        self.day_first.is_some() && self.month_first.is_some()
    }

    /// The column's order. With the note that the report has to carry where it was assumed, or where dates
    /// contradict it.
    #[must_use]
    pub fn decide(&self, column: &str) -> (Order, Option<String>) {
        match (&self.day_first, &self.month_first) {
            (Some(day), Some(month)) => {
                let order = match (day.cells, month.cells) {
                    (many, few) if are_slips(few, many) => Order::DayFirst,
                    (few, many) if are_slips(few, many) => Order::MonthFirst,
                    _ => Order::Unsettled,
                };
                let taken = match order {
                    Order::Unsettled => {
                        "dates that can be read either way are left out; --map dates=day-first or dates=month-first says which it is".to_owned()
                    }
                    order => format!("dates are read {}, as most show", order.id()),
                };
                let note = format!(
                    "column `{column}`: line {} has `{}`, which is day-first, and line {} has `{}`, which is month-first: {taken}",
                    day.line, day.example, month.line, month.example
                );
                (order, Some(note))
            }
            (Some(Shown { line, example, .. }), None) => (
                Order::DayFirst,
                Some(format!(
                    "column `{column}`: dates are read day-first, as line {line} (`{example}`) shows"
                )),
            ),
            (None, Some(_)) => (Order::MonthFirst, None),
            (None, None) if self.doubtful > 0 => (
                Order::MonthFirst,
                Some(format!(
                    "column `{column}`: no date shows whether the day or the month comes first; month-first is assumed"
                )),
            ),
            (None, None) => (Order::MonthFirst, None),
        }
    }
}

/// Whether so few cells that contradict so many are slips of the pen, each wrong for itself: a list is pasted
/// together of two in larger shares.
const fn are_slips(few: u64, many: u64) -> bool {
    few * 20 <= many || (few == 1 && many >= 3)
}

/// Reads the one date of a cell; `Ok(None)` where nothing is stated.
///
/// # Errors
/// The reason, as a sentence without a full stop.
pub fn read(cell: &str, order: Order) -> Result<Option<Date>, String> {
    if is_null(cell) {
        return Ok(None);
    }
    read_piece(cell.trim(), order).map(Some)
}

/// Reads every date of a cell: several joined by `, ` or `;`, or a span `a - b`.
///
/// # Errors
/// The reason for the first one that cannot be read, with those that could.
pub fn read_all(cell: &str, order: Order) -> (Vec<Date>, Option<String>) {
    let (mut dates, mut fault) = (Vec::new(), None);
    if !is_null(cell) {
        for piece in pieces(cell).filter(|p| !is_null(p)) {
            match read_piece(piece, order) {
                Ok(date) => dates.push(date),
                Err(why) => fault = fault.or(Some(why)),
            }
        }
    }
    dates.sort_unstable();
    dates.dedup();
    (dates, fault)
}

fn read_piece(text: &str, order: Order) -> Result<Date, String> {
    let fault = |why: &str| format!("`{}` {why}", shorten(text, 40));
    let (year, month, day) = match (parts(text), order) {
        (None, _) => return Err(fault("is no date")),
        (Some(Parts::Sure(y, m, d)), _) => (y, m, d),
        (Some(Parts::Doubtful(a, b, y)), Order::MonthFirst) => (y, Some(a), Some(b)),
        (Some(Parts::Doubtful(a, b, y)), Order::DayFirst) => (y, Some(b), Some(a)),
        (Some(Parts::Doubtful(a, b, y)), Order::Unsettled) if a > 12 => (y, Some(b), Some(a)),
        (Some(Parts::Doubtful(a, b, y)), Order::Unsettled) if b > 12 || a == b => {
            (y, Some(a), Some(b))
        }
        (Some(Parts::Doubtful(..)), Order::Unsettled) => {
            return Err(fault(
                "may be one of two days: others of its column have the day first, and others the month",
            ));
        }
    };
    if !(1900..=2200).contains(&year) {
        return Err(fault("has no year that can be meant"));
    }
    Date::new(year, month, day).ok_or_else(|| fault("is a day that the calendar does not have"))
}

/// The single dates of a cell.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    // `January 5, 2024` has a comma of its own, so that a comma only parts dates written in digits.
    let has_words = cell.chars().filter(|c| c.is_alphabetic()).count() > 2 && !cell.contains(':');
    cell.split(move |c: char| matches!(c, ';' | '\n' | '|') || (c == ',' && !has_words))
        .flat_map(|p| p.split(" - "))
        .flat_map(|p| p.split(" to "))
        .flat_map(|p| p.split(['–', '—']))
        .flat_map(|p| {
            // `1/2/2012-3/4/2012`: a hyphen between two dates that are written with slashes.
            if p.contains('/') {
                p.split('-').collect::<Vec<_>>()
            } else {
                vec![p]
            }
        })
        .map(str::trim)
        .filter(|p| !p.is_empty())
}

fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    // A time of day behind the date: after `T` or a blank, and it has a colon.
    let date = match text.split_once(['T', ' ']) {
        Some((date, time)) if date.starts_with(|c: char| c.is_ascii_digit()) => {
            let numeric = date.contains(['/', '-', '.']);
            if numeric && (time.contains(':') || time.trim().is_empty()) {
                date
            } else if numeric {
                return None;
            } else {
                text
            }
        }
        _ => text,
    };
    if date.chars().any(char::is_alphabetic) {
        return worded(date);
    }
    let mark = date.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark else {
        return match date.len() {
            4 => Some(Parts::Sure(date.parse().ok()?, None, None)),
            8 => Some(Parts::Sure(
                date.get(..4)?.parse().ok()?,
                Some(date.get(4..6)?.parse().ok()?),
                Some(date.get(6..)?.parse().ok()?),
            )),
            _ => None,
        };
    };
    if !matches!(mark, '/' | '-' | '.') {
        return None;
    }
    let numbers: Vec<&str> = date.split(mark).collect();
    if !numbers
        .iter()
        .all(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number = |i: usize| numbers.get(i).and_then(|n| n.parse::<u32>().ok());
    match numbers.as_slice() {
        [y, _] if y.len() == 4 => Some(Parts::Sure(y.parse().ok()?, number(1), None)),
        [m, y] if y.len() == 4 && m.len() <= 2 => {
            Some(Parts::Sure(y.parse().ok()?, number(0), None))
        }
        [y, m, d] if y.len() == 4 && m.len() <= 2 && d.len() <= 2 => {
            Some(Parts::Sure(y.parse().ok()?, number(1), number(2)))
        }
        [a, b, y] if a.len() <= 2 && b.len() <= 2 => {
            Some(Parts::Doubtful(number(0)?, number(1)?, year(y)?))
        }
        _ => None,
    }
}

/// Two-digit years mean 1970 to 2069.
fn year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 => Some(number + if number < 70 { 2000 } else { 1900 }),
        _ => None,
    }
}

/// `January 5, 2024`, `5 Jan 2024`, `Jan 2024`.
fn worded(text: &str) -> Option<Parts> {
    let (mut month, mut numbers) = (None, Vec::new());
    for word in text.split([' ', ',', '-', '.', '/']) {
        if word.is_empty() {
            continue;
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push(digits);
        } else {
            let word = word.to_ascii_lowercase();
            let found = MONTHS.iter().position(|m| word.starts_with(m))?;
            if month.replace(u32::try_from(found).ok()? + 1).is_some() {
                return None;
            }
        }
    }
    match numbers.as_slice() {
        [y] if y.len() == 4 => Some(Parts::Sure(y.parse().ok()?, Some(month?), None)),
        [d, y] if d.len() <= 2 => Some(Parts::Sure(year(y)?, Some(month?), Some(d.parse().ok()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_that_was_seen() {
        use Order::{DayFirst, MonthFirst};
        for (text, order, want) in [
            ("04/26/2024", MonthFirst, "2024-04-26"),
            ("4/6/2024", MonthFirst, "2024-04-06"),
            ("4/6/24", MonthFirst, "2024-04-06"),
            ("6/4/2024", DayFirst, "2024-04-06"),
            ("2024-04-26", DayFirst, "2024-04-26"),
            ("2024-04-26T00:00:00.000", DayFirst, "2024-04-26"),
            ("2015-10-26T23:35:45Z", MonthFirst, "2015-10-26"),
            ("02/04/2021 12:00:00 AM", MonthFirst, "2021-02-04"),
            ("26.4.2024", DayFirst, "2024-04-26"),
            ("2024/04/26", DayFirst, "2024-04-26"),
            ("April 26, 2024", DayFirst, "2024-04-26"),
            ("26 Apr 2024", MonthFirst, "2024-04-26"),
            ("2024-04", MonthFirst, "2024-04"),
            ("2024", MonthFirst, "2024"),
            ("20240426", MonthFirst, "2024-04-26"),
        ] {
            assert_eq!(
                read(text, order).unwrap().unwrap().to_string(),
                want,
                "{text}"
            );
        }
        for text in [
            "13/13/2024",
            "02/30/2024",
            "soon",
            "1/2/3/4",
            "0/1/2024",
            "1/1/1",
            "١/٢/2024",
            "2024-04-26 foo",
        ] {
            assert!(read(text, Order::MonthFirst).is_err(), "{text}");
        }
        assert_eq!(read("n/a", Order::MonthFirst), Ok(None));
    }

    #[test]
    fn spans_and_lists_hold_several_dates() {
        let all = |text: &str| {
            read_all(text, Order::MonthFirst)
                .0
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(all("12/01/2010-11/21/2011"), "2010-12-01 2011-11-21");
        assert_eq!(all("09/20/2011 - 10/28/2011"), "2011-09-20 2011-10-28");
        assert_eq!(all("01/02/2023, 01/03/2023"), "2023-01-02 2023-01-03");
        assert_eq!(all("2023-01-02, 2023-01-03"), "2023-01-02 2023-01-03");
        assert_eq!(all("January 5, 2024"), "2024-01-05");
        assert_eq!(all("n/a"), "");
    }

    #[test]
    fn the_order_is_decided_once_for_a_column() {
        let decide = |cells: &[&str]| {
            let mut e = Evidence::default();
            for (i, c) in cells.iter().enumerate() {
                e.see(i as u64 + 2, c);
            }
            e.decide("Filed")
        };
        assert_eq!(
            decide(&["01/02/2024", "01/13/2024"]),
            (Order::MonthFirst, None)
        );
        assert_eq!(decide(&["01/02/2024", "13/01/2024"]).0, Order::DayFirst);
        let (order, note) = decide(&["01/02/2024"]);
        assert!(order == Order::MonthFirst && note.unwrap().contains("assumed"));
        let (order, note) = decide(&["13/01/2024", "x", "01/13/2024"]);
        let note = note.unwrap();
        assert!(order == Order::Unsettled, "{order:?}");
        assert!(note.contains("line 2") && note.contains("line 4"), "{note}");
        assert_eq!(decide(&["2024-13-01", "99/99/2024"]).0, Order::MonthFirst);
    }

    #[test]
    fn a_slip_does_not_unsettle_a_column() {
        for (day_first, month_first, want) in [
            (1, 1, Order::Unsettled),
            (1, 2, Order::Unsettled),
            (1, 3, Order::MonthFirst),
            (3, 1, Order::DayFirst),
            (2, 39, Order::Unsettled),
            (2, 40, Order::MonthFirst),
            (4000, 200, Order::DayFirst),
            (4000, 201, Order::Unsettled),
        ] {
            let mut e = Evidence::default();
            (0..day_first).for_each(|line| e.see(line, "13/01/2024"));
            (0..month_first).for_each(|line| e.see(line, "01/13/2024"));
            assert_eq!(e.decide("Filed").0, want, "{day_first} {month_first}");
        }
        // Where nothing is settled, what can be only one day is read.
        for (text, want) in [
            ("13/01/2024", Some("2024-01-13")),
            ("01/13/2024", Some("2024-01-13")),
            ("05/05/2024", Some("2024-05-05")),
            ("2024-03-04", Some("2024-03-04")),
            ("03/04/2024", None),
            ("13/13/2024", None),
        ] {
            let date = read(text, Order::Unsettled).ok().flatten();
            assert_eq!(date.map(|d| d.to_string()).as_deref(), want, "{text}");
        }
    }
}
