//! `show`, `compare` and `timeline`: whole records, side by side, and in days.

#[path = "common/commands.rs"]
mod commands;

use breachlens::model::Incident;
use commands::*;

fn record(id: &str) -> Incident {
    let path = format!("{}/data/incidents/{id}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn show_has_every_text_of_the_record() {
    for id in [
        "healthec-2023",
        "hims-hers-2026",
        "change-healthcare-2024",
        "amca-2019",
    ] {
        let r = record(id);
        let text = out(&["show", id]);
        for prose in r.prose() {
            assert!(text.contains(prose), "{id}: {prose}");
        }
        for s in &r.sources {
            assert!(text.contains(s.url.as_str()), "{id}: {}", s.url);
        }
        for date in r
            .timeline
            .iter()
            .map(|e| e.date)
            .chain(r.response.iter().filter_map(|m| m.date))
        {
            assert!(text.contains(&date.to_string()), "{id}: {date}");
        }
    }
}

#[test]
fn show_gives_the_record_in_our_own_format() {
    let one: Incident =
        serde_json::from_str(&out(&["show", "hims-hers-2026", "--format", "json"])).unwrap();
    assert_eq!(one, record("hims-hers-2026"));
    let two: Vec<Incident> = serde_json::from_str(&out(&[
        "show",
        "hims-hers-2026",
        "healthec-2023",
        "--format",
        "json",
    ]))
    .unwrap();
    assert_eq!(two, [record("hims-hers-2026"), record("healthec-2023")]);
    assert_eq!(
        out(&["show", "healthec-2023", "--format", "jsonl"])
            .lines()
            .count(),
        1
    );
    let markdown = out(&["show", "healthec-2023", "--format", "markdown"]);
    assert!(
        markdown.starts_with("# HealthEC · 2023\n")
            && markdown.contains("| +102 d | 2023-10-24 | scope confirmed |")
    );
}

#[test]
fn show_finds_by_a_query_and_says_what_is_wrong() {
    for query in [&["org:hims"][..], &["hims"], &["healthec", "state:NJ"]] {
        assert_eq!(said(&[&["show"], query].concat()).code, 0, "{query:?}");
    }
    let none = said(&["show", "healthec-203"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(
        none.err.contains("did you mean `healthec-2023`?"),
        "{}",
        none.err
    );
    let many = said(&["show", "method:ransomware"]);
    assert_eq!((many.code, many.out.as_str()), (2, ""));
    assert!(
        many.err.contains("name one by its id: ") && many.err.contains(" more"),
        "{}",
        many.err
    );
}

#[test]
fn compare_puts_incidents_side_by_side() {
    let text = out(&["compare", "healthec-2023", "org:hims"]);
    let line = |label: &str| {
        text.lines()
            .find(|l| l.contains(label))
            .unwrap_or_else(|| panic!("{label}\n{text}"))
    };
    assert!(line("people").contains("4.45M") && line("people").contains('–'));
    assert!(line("detected to individuals notified").contains("144–174 d"));
    assert!(line("credit monitoring").contains("◆ 12 mo TransUnion"));
    assert!(line("country").starts_with(' '), "the same");
    assert!(line("tier").starts_with('≠'), "differs");
    assert!(line("people").starts_with('◐'), "one states it");
    let only = out(&[
        "compare",
        "healthec-2023",
        "hims-hers-2026",
        "--differences",
    ]);
    assert!(only.lines().count() < text.lines().count() && !only.contains("country"));
    assert!(
        !only.contains("people "),
        "silence is no difference: {only}"
    );
    // What is left out for that is counted.
    let signs = |sign| text.lines().filter(|l| l.starts_with(sign)).count();
    let (differ, partly) = (signs("≠  "), signs("◐  "));
    let says = format!("; {partly} that only some state (◐) are left out.");
    assert!(
        only.contains(&format!("Only what differs: {differ} of ")) && only.contains(&says),
        "{only}"
    );
    assert!(!text.contains("left out"), "{text}");
    let v = json(&[
        "compare",
        "healthec-2023",
        "hims-hers-2026",
        "--differences",
        "--format",
        "json",
    ]);
    assert_eq!(v["left_out"]["stated_by_some"], partly);
    let markdown = out(&[
        "compare",
        "healthec-2023",
        "hims-hers-2026",
        "--format",
        "markdown",
    ]);
    let columns = |l: &str| l.matches(" |").count();
    let rows: Vec<&str> = markdown.lines().filter(|l| l.starts_with('|')).collect();
    assert!(rows.iter().all(|l| columns(l) == 4), "{markdown}");
}

#[test]
fn compare_as_json_tells_not_stated_from_different() {
    let v = json(&[
        "compare",
        "healthec-2023",
        "hims-hers-2026",
        "--format",
        "json",
        "--peers",
        "-country:XX",
    ]);
    let row = |section: &str, id: &str| {
        let sections = v["sections"].as_array().unwrap();
        let s = sections.iter().find(|s| s["section"] == section).unwrap();
        s["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|r| r["id"] == id)
            .unwrap()
            .clone()
    };
    let people = row("Facts", "affected");
    assert_eq!(people["cells"][0]["value"]["count"], 4_452_782);
    assert_eq!(people["cells"][1]["state"], "not_stated");
    assert!(people["cells"][1]["value"].is_null());
    assert_eq!(people["differs"], false);
    assert_eq!(people["agreement"], "stated_by_some");
    assert!(people["peers"]["n"].as_u64().unwrap() > 100);
    // Nobody is a peer of themselves.
    let incidents = json(&["stats", "--format", "json"])["incidents"].as_u64();
    assert_eq!(v["peers"].as_u64(), incidents.map(|n| n - 2));
    let monitoring = row("Response", "credit_monitoring");
    assert_eq!(monitoring["differs"], false);
    assert_eq!(monitoring["cells"][0]["value"]["provider"], "TransUnion");
    assert!(monitoring["peers"]["months"]["median"].as_f64().unwrap() >= 12.0);
    let letters = row("Response", "individual_notice");
    assert_eq!(
        letters["cells"][1]["value"]["days_after_detection"]["low"],
        56
    );
}

#[test]
fn compare_says_what_is_wrong() {
    assert_eq!(said(&["compare", "healthec-2023"]).code, 2);
    assert_eq!(said(&["compare", "healthec-2023", "org:healthec"]).code, 2);
    assert_eq!(said(&["compare", "healthec-2023", "no-such-2020"]).code, 1);
    assert_eq!(
        said(&[
            "compare",
            "healthec-2023",
            "hims-hers-2026",
            "--peers",
            "x:y"
        ])
        .code,
        2
    );
}

#[test]
fn timeline_counts_days_from_detection() {
    let text = out(&["timeline", "hims-hers-2026"]);
    assert!(
        text.starts_with("Hims & Hers (hims-hers-2026): days from detection (2026-02-05)\n"),
        "{text}"
    );
    assert!(
        text.contains("+26 d  2026-03-03  scope confirmed"),
        "{text}"
    );
    assert!(text.contains("-1 d  2026-02-04  intrusion start"), "{text}");
    let v = json(&["timeline", "healthec-2023", "--format", "json"]);
    let events = v[0]["events"].as_array().unwrap();
    let detected = events.iter().find(|e| e["kind"] == "detected").unwrap();
    assert_eq!(detected["precision"], "month");
    assert_eq!(detected["date"], "2023-07");
    assert_eq!(
        (&detected["days"]["low"], &detected["days"]["high"]),
        (&(-13).into(), &17.into())
    );
    assert!(detected["source"].as_str().unwrap().starts_with("https://"));
    assert_eq!(
        json(&[
            "timeline",
            "method:ransomware",
            "--limit",
            "3",
            "--format",
            "json"
        ])
        .as_array()
        .unwrap()
        .len(),
        3
    );
    let none = said(&["timeline", "affected:>9B", "--format", "json"]);
    assert_eq!((none.code, none.out.as_str()), (1, "[]\n"));
    assert!(
        out(&["timeline", "hims-hers-2026", "--format", "markdown"])
            .contains("| +26 d | 2026-03-03 |")
    );
}

/// The days of one record by hand: its detection is known only as July 2023, which its other dates do not
/// narrow; the command says so below the figures, and nothing where every date is known to the day.
#[test]
fn show_says_what_a_range_was_counted_from() {
    let text = out(&["show", "healthec-2023"]);
    for line in [
        "  start to detected                 0–17 d",
        "  detected to individuals notified  144–174 d",
        "  start to individuals notified     161 d",
        "no other date of the record narrows it.",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let text = out(&["show", "hims-hers-2026"]);
    assert!(
        text.contains("start to individuals notified     57 d"),
        "{text}"
    );
    assert!(!text.contains("narrows"), "{text}");
}

/// Notices began with a first group before the letters to the larger one: from 6 February 2025 to
/// 19 November are 286 days, 226 more than the limit of 60.
#[test]
fn days_run_to_the_first_notices() {
    let text = out(&["show", "saint-anthony-hospital-2025"]);
    assert!(text.contains("late by 226 d"), "{text}");
    assert!(
        text.contains("detected to individuals notified  286 d"),
        "{text}"
    );
    // Noticed missing on 8 September 2011, people told in October: 23 to 53 days.
    let text = out(&["show", "nemours-2011"]);
    assert!(
        text.contains("detected to individuals notified  23–53 d"),
        "{text}"
    );
}
