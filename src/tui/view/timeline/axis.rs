//! Which labels stand under which cell of a time axis: days, weeks, months, quarters or years, the
//! closest that have room. It must not know what is drawn along the axis.

use crate::{
    app::screens::timeline::window::Window,
    model::{Date, date::DayNumber},
};

/// What a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Every day.
    Day,
    /// Every Monday.
    Week,
    /// Every month.
    Month,
    /// Every third month.
    Quarter,
    /// Every so many years.
    Years(i32),
}

/// Every unit: its days, and the cells that its label needs with a blank.
const UNITS: &[(Unit, i64, i64)] = &[
    (Unit::Day, 1, 3),
    (Unit::Week, 7, 3),
    (Unit::Month, 30, 4),
    (Unit::Quarter, 91, 3),
    (Unit::Years(1), 365, 5),
    (Unit::Years(2), 730, 5),
    (Unit::Years(5), 1_826, 5),
    (Unit::Years(10), 3_652, 5),
    (Unit::Years(50), 18_262, 5),
    (Unit::Years(100), 36_524, 5),
    (Unit::Years(1_000), 365_242, 5),
];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Unit {
    /// The closest unit whose labels have room.
    #[must_use]
    pub fn for_window(window: Window) -> Self {
        UNITS
            .iter()
            .find(|(_, days, cells)| days * 24 >= cells * window.hours)
            .map_or(Self::Years(1_000), |u| u.0)
    }

    /// What the zoom is called with it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Years(_) => "years",
        }
    }

    /// The unit of the labels above, which say what these leave out.
    #[must_use]
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Day | Self::Week => Some(Self::Month),
            Self::Month | Self::Quarter => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    /// The first day of the unit that a day lies in.
    fn start(self, day: DayNumber) -> Option<DayNumber> {
        let date = Date::from_day(day)?;
        let month = date.month()?;
        let first = |year, month| Date::new(year, Some(month), None).map(Date::first_day);
        match self {
            Self::Day => Some(day),
            // 1970-01-01 was a Thursday.
            Self::Week => Some(day - (day + 3).rem_euclid(7)),
            Self::Month => first(date.year(), month),
            Self::Quarter => first(date.year(), (month - 1) / 3 * 3 + 1),
            Self::Years(n) => first((date.year().div_euclid(n) * n).max(1), 1),
        }
    }

    /// The first day of the next one.
    fn next(self, start: DayNumber) -> Option<DayNumber> {
        match self {
            Self::Day => Some(start + 1),
            Self::Week => Some(start + 7),
            // A day in the middle of the next one, whatever the length of this one.
            Self::Month => self.start(start + 45),
            Self::Quarter => self.start(start + 135),
            Self::Years(n) => {
                let year = Date::from_day(start)?.year();
                Date::new(year.div_euclid(n) * n + n, None, None).map(Date::first_day)
            }
        }
    }

    /// The label of the unit that starts on a day; `whole` when nothing above says the rest.
    fn label(self, start: DayNumber, whole: bool) -> String {
        let Some(date) = Date::from_day(start) else {
            return String::new();
        };
        let number = date
            .month()
            .and_then(|m| usize::try_from(m).ok())
            .unwrap_or(1);
        let month = MONTHS
            .get(number.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let year = date.year();
        match self {
            Self::Day | Self::Week => {
                let text = date.to_string();
                text.rsplit('-').next().unwrap_or_default().to_owned()
            }
            Self::Month if whole => format!("{month} {year}"),
            Self::Month => month.to_owned(),
            Self::Quarter => format!("Q{}", number.div_ceil(3)),
            Self::Years(_) => year.to_string(),
        }
    }
}

/// A label at a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Where its unit begins.
    pub cell: usize,
    /// What it says.
    pub label: String,
}

/// The ticks of a unit in a window; `whole` labels say all there is to say, and the one that began
/// before the window stands at its edge if it has room there.
#[must_use]
pub fn ticks(window: Window, unit: Unit, whole: bool) -> Vec<Tick> {
    let days = window.all_days();
    let mut out = Vec::new();
    let mut start = unit.start(days.low);
    // No axis has more labels than cells, so that this ends for any unit.
    for _ in 0..=window.cells {
        let Some(day) = start.filter(|d| *d <= days.high) else {
            break;
        };
        let cell = (i64::from(day) * 24 - window.left).div_euclid(window.hours.max(1));
        if cell >= 0 || whole {
            out.push(Tick {
                cell: usize::try_from(cell).unwrap_or(0),
                label: unit.label(day, whole),
            });
        }
        start = unit.next(day);
    }
    // The label at the edge gives way to one that would run into it.
    if let [first, second, ..] = out.as_slice()
        && second.cell <= first.cell + first.label.len()
    {
        out.remove(0);
    }
    out.retain(|t| t.cell < window.cells);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(left: &str, hours: i64, cells: usize) -> (String, String) {
        let left = left.parse::<Date>().unwrap().first_day();
        let window = Window {
            left: i64::from(left) * 24,
            hours,
            cells,
        };
        let unit = Unit::for_window(window);
        let line = |ticks: Vec<Tick>| {
            let mut out = " ".repeat(cells + 10);
            for t in ticks {
                out.replace_range(t.cell..t.cell + t.label.len(), &t.label);
            }
            out.trim_end().to_owned()
        };
        (
            unit.above()
                .map(|u| line(ticks(window, u, true)))
                .unwrap_or_default(),
            line(ticks(window, unit, unit.above().is_none())),
        )
    }

    #[test]
    fn labels_at_every_zoom() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            text("2023-07-30", 6, 16),
            pair("        Aug 2023", "30  31  01  02")
        );
        assert_eq!(
            text("2023-07-17", 24, 30),
            pair("Jul 2023       Aug 2023", "17     24     31     07     14")
        );
        assert_eq!(
            text("2023-11-01", 120, 30),
            pair("2023        2024", "Nov   Dec   Jan   Feb   Mar")
        );
        assert_eq!(
            text("2023-01-01", 720, 28),
            pair(
                "2023        2024        2025",
                "Q1 Q2 Q3 Q4 Q1 Q2 Q3 Q4 Q1 Q2"
            )
        );
        assert_eq!(
            text("2010-06-01", 2_400, 30),
            pair("", "2010 2012    2014   2016   2018")
        );
    }
}
