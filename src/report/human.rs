//! Figures as people read them: short, aligned, never more exact than they are.
//! It must not know where a figure stands on a screen or in a file.

use crate::model::DayRange;
use std::borrow::Cow;

/// What stands where a figure is not stated. Never 0.
pub const NOT_STATED: &str = "–";

/// Powers of a thousand with their letters, largest first.
const SCALES: [(u64, &str); 4] = [
    (1_000_000_000_000, "T"),
    (1_000_000_000, "B"),
    (1_000_000, "M"),
    (1_000, "k"),
];

/// A count of people in at most six columns: three significant figures (`709`, `97.3k`, `4.45M`,
/// `11.0M`); from a hundred millions on the tenth as well, unless it is 0 (`192.7M`, `897M`).
///
/// ```
/// use breachlens::report::human::people;
/// assert_eq!(people(192_700_000), "192.7M");
/// assert_eq!(people(4_452_782), "4.45M");
/// ```
#[must_use]
pub fn people(count: u64) -> String {
    if count < 1_000 {
        return count.to_string();
    }
    // Rounding may carry into the next scale (999,999 is 1.00M), so each scale takes what rounds up to it.
    let (scale, letter) = SCALES
        .into_iter()
        .find(|(scale, _)| count >= scale - scale / 2_000)
        .unwrap_or((1_000, "k"));
    let rounded = |unit: u64| (u128::from(count) + u128::from(unit) / 2) / u128::from(unit);
    let hundredths = rounded(scale / 100);
    if hundredths < 1_000 {
        return format!("{}.{:02}{letter}", hundredths / 100, hundredths % 100);
    }
    let tenths = rounded(scale / 10);
    if tenths < 1_000 {
        return format!("{}.{}{letter}", tenths / 10, tenths % 10);
    }
    let whole = rounded(scale);
    if whole > 999 && letter == "T" {
        return ">999T".to_owned();
    }
    if scale >= 1_000_000 && tenths % 10 != 0 && tenths < 10_000 {
        return format!("{}.{}{letter}", tenths / 10, tenths % 10);
    }
    format!("{whole}{letter}")
}

/// An amount of US dollars, as short as [`people`]: `$5.48M`, `$950`.
#[must_use]
pub fn money(dollars: u64) -> String {
    format!("${}", people(dollars))
}

/// Days with their unit: `56 d`, or `144–174 d` where the dates are coarse.
#[must_use]
pub fn days(range: DayRange) -> String {
    format!("{range} d")
}

/// A number in full, with a comma between thousands: `4,452,782`.
#[must_use]
pub fn exact(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// So many incidents, in full: `1 incident`, `1,055 incidents`.
#[must_use]
pub fn incidents(n: usize) -> String {
    let noun = if n == 1 { "incident" } else { "incidents" };
    format!("{} {noun}", exact(n as u64))
}

/// `n` of `of` in whole percent: `74 %`. What is not quite nothing or not quite all is said so
/// (`<1 %`, `>99 %`); a share of nothing cannot be told.
#[must_use]
pub fn share(n: u64, of: u64) -> String {
    if of == 0 {
        return NOT_STATED.to_owned();
    }
    let percent = (u128::from(n) * 200 + u128::from(of)) / (u128::from(of) * 2);
    match percent {
        0 if n > 0 => "<1 %".to_owned(),
        100 if n < of => ">99 %".to_owned(),
        _ => format!("{percent} %"),
    }
}

/// The words of a text, none of which a line is to break. A figure is one word with its unit, and with the
/// `n` that says of what it is: `84 %`, `56 d`, `n 153`.
#[must_use]
pub fn unbroken(text: &str) -> Vec<Cow<'_, str>> {
    let mut out: Vec<Cow<'_, str>> = Vec::new();
    for word in text.split_whitespace() {
        let figure = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        let unit = matches!(
            word.trim_end_matches([',', ';', '.', ')']),
            "%" | "d" | "mo"
        );
        match out.last_mut() {
            Some(last)
                if (unit && figure(last.trim_start_matches(['+', '-', '<', '>', '('])))
                    || (last == "n" && figure(word)) =>
            {
                *last = Cow::Owned(format!("{last} {word}"));
            }
            _ => out.push(Cow::Borrowed(word)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_in_three_figures() {
        for (count, want) in [
            (0, "0"),
            (709, "709"),
            (999, "999"),
            (1_000, "1.00k"),
            (9_994, "9.99k"),
            (9_995, "10.0k"),
            (97_312, "97.3k"),
            (99_950, "100k"),
            (457_312, "457k"),
            (999_499, "999k"),
            (999_500, "1.00M"),
            (999_999, "1.00M"),
            (1_700_000, "1.70M"),
            (4_452_782, "4.45M"),
            (11_000_000, "11.0M"),
            (90_912_345, "90.9M"),
            (99_949_999, "99.9M"),
            (99_950_000, "100M"),
            (192_700_000, "192.7M"),
            (897_000_000, "897M"),
            (913_140_650, "913.1M"),
            (999_499_999, "999.5M"),
            (999_999_999, "1.00B"),
            (8_100_000_000, "8.10B"),
            (u64::MAX, ">999T"),
        ] {
            assert_eq!(people(count), want, "{count}");
        }
    }

    proptest! {
        #[test]
        fn people_fit_six_columns_and_never_shrink(a: u64, b in 0_u64..2_000_000_000) {
            prop_assert!(people(a).len() <= 6, "{}", people(a));
            prop_assert!(people(b).len() <= 6, "{}", people(b));
        }
    }

    #[test]
    fn money_days_shares_and_exact_numbers() {
        assert_eq!(money(5_482_500), "$5.48M");
        assert_eq!(money(22_000_000), "$22.0M");
        assert_eq!(money(0), "$0");
        assert_eq!(days(DayRange::exact(56)), "56 d");
        assert_eq!(
            days(DayRange {
                low: 144,
                high: 174
            }),
            "144–174 d"
        );
        for (number, want) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (4_452_782, "4,452,782"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(exact(number), want);
        }
        for (n, of, want) in [
            (111, 150, "74 %"),
            (0, 150, "0 %"),
            (1, 1_000, "<1 %"),
            (999, 1_000, ">99 %"),
            (150, 150, "100 %"),
            (0, 0, "–"),
            (u64::MAX, u64::MAX, "100 %"),
        ] {
            assert_eq!(share(n, of), want, "{n} of {of}");
        }
    }

    #[test]
    fn figures_are_one_word_with_their_units() {
        for (text, want) in [
            ("84 %, n 151", &["84 %,", "n 151"][..]),
            (
                "about +144–174 d in all",
                &["about", "+144–174 d", "in", "all"],
            ),
            ("(<1 %); 24 mo.", &["(<1 %);", "24 mo."]),
            ("vitamin d, n of 3", &["vitamin", "d,", "n", "of", "3"]),
            ("", &[]),
        ] {
            assert_eq!(unbroken(text), want, "{text:?}");
        }
    }
}
