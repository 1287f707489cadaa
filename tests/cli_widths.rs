//! What commands print fits the width that was asked for: no line is wider, at any width from 40 columns
//! on, and nothing of a table that may lose nothing is lost. Only an address alone on its line may be
//! wider, because an address that is broken cannot be followed.

#[path = "common/commands.rs"]
mod commands;
#[cfg(unix)]
#[path = "common/terminal.rs"]
mod terminal;

use breachlens::report::table::columns;
use commands::*;

const WIDTHS: [&str; 6] = ["40", "60", "80", "100", "120", "200"];

/// A record of words that are longer than any line, as a list of somebody else's may have them.
fn long_words() -> String {
    let word = |letter: &str| letter.repeat(300);
    format!(
        r#"[{{"id": "long-2024", "organization": "{0} Hospital", "aliases": ["{1}", "新{2}"], "country": "US",
          "summary": "Words {1} of https://example.org/{1} any length",
          "threat_actor": "{2}", "system": {{"name": "{0}", "operator": "{1}"}},
          "third_party": {{"name": "{2}", "relation": "vendor", "note": "{0}"}},
          "timeline": [{{"kind": "detected", "date": "2024-05-01", "note": "{0} {3}", "source": "s1"}},
                       {{"kind": "individuals_notified", "date": "2024-09-01", "note": "https://example.org/{1}"}}],
          "exposed": [{{"data": "other", "status": "exposed", "note": "{0}"}}, {{"data": "ssn", "status": "exposed"}}],
          "response": [{{"measure": "credit_monitoring", "status": "offered", "months": 24, "provider": "{1}", "note": "{3}"}}],
          "consequences": [{{"kind": "class_action", "date": "2024-10-01", "body": "{0}", "note": "{2}"}}],
          "downstream": [{{"name": "{2} Clinic"}}], "lessons": ["{1}"],
          "sources": [{{"id": "s1", "title": "{0}", "publisher": "{2}", "url": "https://example.org/{1}"}}]}}]"#,
        word("w"),
        word("a"),
        "語".repeat(150),
        "several words of a note that goes on for longer than a narrow column has room ".repeat(4),
    )
}

/// What is wider than asked, unless it is an address alone.
fn too_wide(text: &str, width: usize) -> Vec<String> {
    let address = |l: &str| l.trim().contains("://") && !l.trim().contains(' ');
    text.lines()
        .filter(|l| columns(l) > width && !address(l))
        .map(|l| format!("{}: {l}", columns(l)))
        .collect()
}

fn fits(args: &[&str]) {
    for width in WIDTHS {
        let text = out(&[args, &["--width", width]].concat());
        let wide = too_wide(&text, width.parse().unwrap());
        assert!(
            wide.is_empty(),
            "{args:?} --width {width}\n{}",
            wide.join("\n")
        );
        assert!(
            !text.contains("\n\n\n") && !text.starts_with('\n'),
            "{args:?} --width {width} has blank lines in a row\n{text}"
        );
    }
}

#[test]
fn lists_and_figures_fit_their_width() {
    for args in [
        &["list"][..],
        &["list", "--columns", "all", "hims"],
        &["stats"],
        &["stats", "--by", "year"],
        &["stats", "--by", "data"],
        &["stats", "--by", "sector"],
    ] {
        fits(args);
    }
}

#[test]
fn whole_records_fit_their_width() {
    for args in [
        &["show", "hims-hers-2026"][..],
        &["show", "healthec-2023"],
        &["show", "change-healthcare-2024"],
        &["timeline", "healthec-2023"],
        &["timeline", "hims-hers-2026"],
        &["sources"],
        &["sources", "hims"],
        &["sources", "--domains"],
    ] {
        fits(args);
    }
}

/// Commands without `--width` fit the terminal.
#[cfg(unix)]
#[test]
fn what_has_no_width_fits_its_terminal() {
    for args in [
        &["fields"][..],
        &["fields", "data"],
        &["list", "--columns", "help"],
    ] {
        for columns in [40, 60, 80, 120] {
            let program = env!("CARGO_BIN_EXE_breachlens");
            let session = terminal::Session::new(program).args(args.iter().copied());
            let mut session = session
                .env("NO_COLOR", "1")
                .env("BREACHLENS_CONFIG", "")
                .size(columns, 24)
                .start();
            session.wait_exit();
            let text = String::from_utf8_lossy(session.log()).replace('\r', "");
            // On a busy machine a word on the progress comes first, and is cleared.
            let text = text.rsplit("\u{1b}[K").next().unwrap_or_default();
            assert!(text.lines().count() > 20, "{args:?}\n{text}");
            let wide = too_wide(text, columns.into());
            assert!(
                wide.is_empty(),
                "{args:?} at {columns}\n{}",
                wide.join("\n")
            );
        }
    }
}

#[test]
fn comparisons_fit_their_width() {
    let three = ["healthec-2023", "hims-hers-2026", "change-healthcare-2024"];
    fits(&[&["compare"], &three[..2]].concat());
    fits(&[&["compare"], &three[..2], &["--peers", "sector:telehealth"]].concat());
    fits(&[&["compare"], &three[..]].concat());
}

#[test]
fn records_of_endless_words_fit_their_width() {
    let (_folder, path) = file("long.json", &long_words());
    for args in [
        &["list"][..],
        &["stats", "--by", "state"],
        &["show", "long-2024"],
        &["timeline", "long-2024"],
        &["sources"],
        &["compare", "long-2024", "hims-hers-2026"],
    ] {
        fits(&[&["--data", &path], args].concat());
    }
}

/// The lines of a report as one text without blanks: what a wrapped text can be found in.
fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_narrow_report_still_has_every_address_and_every_note() {
    for id in ["hims-hers-2026", "change-healthcare-2024"] {
        let whole = out(&["show", id]);
        let addresses = |text: &str| {
            let words = text
                .split_whitespace()
                .filter(|w| w.starts_with("https://"));
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        for width in ["40", "80"] {
            let narrow = out(&["show", id, "--width", width]);
            assert_eq!(addresses(&narrow), addresses(&whole), "{id} at {width}");
            let cited = out(&["sources", id, "--width", width]);
            for address in addresses(&whole) {
                assert!(cited.contains(&address), "{address} at {width}\n{cited}");
            }
        }
    }
    let text = out(&["timeline", "hims-hers-2026", "--width", "40"]);
    let whole = out(&["timeline", "hims-hers-2026", "--width", "0"]);
    for cell in whole.lines().skip(3).flat_map(|l| l.rsplit("  ").next()) {
        let first: Vec<&str> = cell.split_whitespace().take(3).collect();
        assert!(letters(&text).contains(&first.concat()), "{cell}\n{text}");
    }
}

#[test]
fn a_comparison_leaves_its_cells_room() {
    let text = out(&[
        "compare",
        "healthec-2023",
        "hims-hers-2026",
        "--width",
        "80",
    ]);
    // The labels give way before a cell of a few words is broken into pieces.
    let words = text.lines().filter(|l| l.trim() == "from").count();
    assert_eq!(words, 0, "{text}");
    assert!(
        text.lines()
            .any(|l| l.contains("business associate") && l.contains("covered entity"))
            || text.lines().any(|l| l.contains("business associate")),
        "{text}"
    );
}

#[test]
fn no_median_stands_without_what_it_is_out_of() {
    for field in ["year", "sector", "data"] {
        for width in WIDTHS {
            let text = out(&["stats", "--by", field, "--width", width]);
            let head = text.split("\n\n").nth(1).unwrap().lines().next().unwrap();
            let all = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let out_of = |name: &str| {
                head.split(name)
                    .nth(1)
                    .map(|l| l.trim_start().starts_with("of n"))
            };
            for name in ["People", "Detect", "Notify"] {
                let missing = all.split("Left out for want of room:").nth(1);
                match out_of(name) {
                    Some(with) => assert!(with, "{name} at {width}\n{head}"),
                    None => assert!(
                        missing.is_some_and(|m| m.contains(name))
                            && !all.contains(&format!("{name}:")),
                        "{name} at {width}\n{text}"
                    ),
                }
            }
        }
    }
}

#[test]
fn headings_of_figures_are_whole() {
    for width in WIDTHS {
        let text = out(&["stats", "--width", width]);
        let all = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!text.contains('…'), "{text}");
        for figure in ["1st quartile", "90th pct."] {
            let words = figure.split(' ').all(|w| all.contains(w));
            assert!(words, "{figure} at {width}\n{text}");
        }
    }
}

/// A median of days is whole days: dates are no more exact.
#[test]
fn days_are_whole_in_every_figure() {
    let by = out(&["stats", "--by", "year"]);
    let peers = out(&[
        "compare",
        "healthec-2023",
        "hims-hers-2026",
        "--peers",
        "country:US",
    ]);
    let days = out(&["stats"]);
    let days = days
        .split("Intervals")
        .nth(1)
        .unwrap()
        .split("Measures")
        .next()
        .unwrap();
    let decimal = |w: &str| w.contains('.') && w.parse::<f64>().is_ok();
    for text in [by.as_str(), peers.as_str()] {
        let words: Vec<&str> = text.split_whitespace().collect();
        let with_unit = words
            .windows(2)
            .find(|w| decimal(w[0]) && w[1].starts_with('d'));
        assert_eq!(with_unit, None, "{text}");
    }
    assert_eq!(days.split_whitespace().find(|w| decimal(w)), None, "{days}");
}
