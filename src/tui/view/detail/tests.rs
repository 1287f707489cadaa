//! The tabs of the detail pane as text, on real, sparse and hostile records.

use super::*;
use crate::{
    dataset::{bundled, reader},
    model::vocabulary as words,
    report::human,
    tui::theme::{Depth, Name, Theme},
};
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;
use words::Vocabulary;

static RECORDS: LazyLock<Vec<Incident>> = LazyLock::new(bundled::incidents);

fn record(id: &str) -> Incident {
    RECORDS.iter().find(|r| r.id == id).unwrap().clone()
}

fn read(json: &str) -> Incident {
    let loaded = reader::read("test", json.as_bytes());
    assert_eq!(loaded.faults.len(), 0, "{:?}", loaded.faults);
    loaded.records.into_iter().next().unwrap().incident
}

/// The five most like an incident, the slow way.
fn alike_to(incident: &Incident) -> Vec<crate::app::alike::Alike> {
    use crate::analysis::similar::{Profile, five, likeness};
    let own = Profile::of(incident);
    five(incident, &RECORDS)
        .into_iter()
        .zip(0..)
        .map(|((other, shared), row)| crate::app::alike::Alike {
            row,
            organization: other.organization.to_string(),
            year: crate::analysis::intervals::known(other).map(crate::model::Date::year),
            percent: (likeness(&own, &Profile::of(other)) + 500) / 1000,
            shared,
        })
        .collect()
}

fn sparse() -> Incident {
    read(r#"{"id":"county-clinic-2020","organization":"County Clinic"}"#)
}

/// Wide characters, combining marks, controls, endless words, an outside list.
fn hostile() -> Incident {
    let endless = "x".repeat(130);
    read(
        &serde_json::json!({
            "id": "wide-2024",
            "organization": "医療法人社団 山田病院 \u{1b}[31m 👩‍⚕️ Clínica Ñandú \u{202e}gnp.exe",
            "aliases": [endless, "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}cole"],
            "sector": "hospital_system",
            "country": "JP",
            "summary": "電子カルテのサーバーが暗号化され、診療が二週間止まった。患者の氏名と診断名が含まれていた可能性がある。\nA second line.\tAnd a tab.",
            "affected": {"count": 500, "residents": {"CA": 1234, "TX": 56}},
            "system": {"name": "電子カルテ"},
            "third_party": {"name": "給食委託会社", "relation": "contractor", "note": "VPN 経由で侵入された"},
            "downstream": [{"name": "東京都立第一病院附属リハビリテーションセンター南館", "count": 12}, {"name": "B"}],
            "timeline": [
                {"kind": "regulator_notified", "date": "2024-03", "note": "個人情報保護委員会へ報告した"},
                {"kind": "detected", "date": "2024", "note": "年だけが分かっている", "source": "s1"}
            ],
            "exposed": [{"data": "name", "status": "possibly_exposed", "from_text": true, "note": "患者の氏名"}],
            "response": [{"measure": "staff_training", "status": "taken", "from_text": true}, {"measure": "ransom_payment", "status": "refused", "amount_usd": 1_000_000}],
            "sources": [{"id": "s1", "title": "お知らせ", "url": format!("https://example.org/{}", "a".repeat(150))}],
            "imported": {
                "format": "ocr", "key": "k-77", "narrative": "The entity, 山田病院, reported a \u{7}bell.",
                "filing_status": "filed in error", "placeholder_count": true,
                "faults": ["row 7: `13/45/2024` is no date"],
                "raw": {"Name of Covered Entity": "山田病院", "Web Description": ""}
            }
        })
        .to_string(),
    )
}

/// Cells as the terminal's buffer counts them.
fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn text(lines: &[PageLine]) -> String {
    lines
        .iter()
        .map(|l| l.line.to_string() + "\n")
        .collect::<String>()
}

fn all_tabs(incident: &Incident, page: &Page<'_>) -> String {
    let mut out = text(&title(incident, page));
    for (tab, name) in DetailTab::ALL {
        out.push_str(&format!("════ {name} ════\n"));
        out.push_str(&text(&lines(incident, *tab, page)));
    }
    out
}

fn fits(text: &str, width: u16) -> Result<(), String> {
    match text
        .lines()
        .filter(|l| !l.starts_with("════"))
        .find(|l| cells(l) > usize::from(width))
    {
        Some(line) => Err(format!("wider than {width}: {line}")),
        None => Ok(()),
    }
}

#[test]
fn every_tab_at_three_widths() {
    let theme = Theme::new(Name::Dark, Depth::True, false);
    for (name, incident) in [
        ("healthec", record("healthec-2023")),
        ("hims", record("hims-hers-2026")),
        ("sparse", sparse()),
        ("hostile", hostile()),
    ] {
        let alike = alike_to(&incident);
        for width in [40, 60, 100] {
            let page = Page {
                around: None,
                theme: &theme,
                width,
                words: &[],
                alike: &alike,
            };
            let shown = all_tabs(&incident, &page);
            fits(&shown, width).unwrap();
            insta::assert_snapshot!(format!("{name}-{width}"), shown);
        }
    }
}

#[test]
fn statements_lead_to_their_sources() {
    let theme = Theme::new(Name::Dark, Depth::True, false);
    let page = Page {
        around: None,
        theme: &theme,
        width: 80,
        words: &crate::query::fuzzy::Term::words("zendesk"),
        alike: &[],
    };
    let incident = record("hims-hers-2026");
    for tab in [DetailTab::Timeline, DetailTab::Response, DetailTab::Sources] {
        let targets: std::collections::BTreeSet<usize> = lines(&incident, tab, &page)
            .into_iter()
            .filter_map(|l| match l.target {
                Some(Target::Source(at)) => Some(at),
                _ => None,
            })
            .collect();
        let most = if tab == DetailTab::Sources { 4 } else { 2 };
        assert!(targets.len() >= most, "{tab:?} {targets:?}");
        assert!(targets.iter().all(|at| *at < incident.sources.len()));
    }
    let matched = theme.style(crate::tui::theme::Role::Match);
    let marked = lines(&incident, DetailTab::Reach, &page)
        .iter()
        .flat_map(|l| l.line.spans.clone())
        .any(|s| s.content == "Zendesk" && s.style.fg == matched.fg);
    assert!(marked);
}

/// A text as it can be looked for whatever it was wrapped to.
fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"│├└─".contains(*c))
        .collect()
}

/// How a value of a record is shown, by the key it stands under.
fn shown(key: &str, value: &serde_json::Value) -> String {
    fn label<V: Vocabulary>(id: &str) -> String {
        V::from_id(id).unwrap().label().to_owned()
    }
    match value {
        serde_json::Value::Number(n) if key == "months" => format!("{n} months"),
        serde_json::Value::Number(n) if key == "amount_usd" => {
            format!("${}", human::exact(n.as_u64().unwrap()))
        }
        serde_json::Value::Number(n) => human::exact(n.as_u64().unwrap()),
        serde_json::Value::String(s) => match key {
            "sector" => label::<words::Sector>(s),
            "hipaa_role" => label::<words::HipaaRole>(s),
            "qualifier" => label::<words::Qualifier>(s),
            "breach_type" => label::<words::BreachType>(s),
            "methods" => label::<words::Method>(s),
            "threat_actor_status" => label::<words::ActorStatus>(s),
            "role" => label::<words::SystemRole>(s),
            "tier" => label::<words::Tier>(s),
            "relation" => label::<words::Relation>(s),
            "location" => label::<words::Location>(s),
            "timeline.kind" => label::<words::EventKind>(s),
            "consequences.kind" => label::<words::ConsequenceKind>(s),
            "data" => label::<words::DataType>(s),
            "measure" => label::<words::Measure>(s),
            "exposed.status" => label::<words::ExposureStatus>(s),
            "response.status" => label::<words::MeasureStatus>(s),
            // Sources are numbered in the order of the list.
            "source" | "exposed_source" | "sources.id" => {
                format!("[{}]", s.trim_start_matches('s'))
            }
            "country" | "state" => format!("({s})"),
            _ => s.clone(),
        },
        other => panic!("{key}: {other}"),
    }
}

fn walk(path: &str, key: &str, value: &serde_json::Value, seen: &mut dyn FnMut(&str, &str)) {
    match value {
        serde_json::Value::Object(map) => {
            for (k, v) in map {
                let name = match (key, k.as_str()) {
                    ("timeline" | "consequences", "kind")
                    | ("exposed" | "response", "status")
                    | ("sources", "id") => format!("{key}.{k}"),
                    _ => k.clone(),
                };
                walk(&format!("{path}.{k}"), &name, v, seen);
            }
        }
        serde_json::Value::Array(list) => {
            for (i, v) in list.iter().enumerate() {
                walk(&format!("{path}[{i}]"), key, v, seen);
            }
        }
        leaf => seen(path, &shown(key, leaf)),
    }
}

#[test]
fn nothing_in_the_seed_records_is_missing() {
    let theme = Theme::new(Name::Dark, Depth::True, false);
    for id in ["healthec-2023", "hims-hers-2026"] {
        let incident = record(id);
        let file = std::fs::read_to_string(format!(
            "{}/data/incidents/{id}.json",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap();
        let json: serde_json::Value = serde_json::from_str(&file).unwrap();
        let page = Page {
            around: None,
            theme: &theme,
            width: 200,
            words: &[],
            alike: &[],
        };
        // Beside a wrapped cell others stand on the same lines, so single cells are looked for in a
        // page that is too narrow for any to stand beside another, too.
        let narrow = Page { width: 30, ..page };
        let shown = solid(&all_tabs(&incident, &page)) + &solid(&all_tabs(&incident, &narrow));
        let mut count = 0;
        walk("", "", &json, &mut |path, text| {
            count += 1;
            assert!(
                shown.contains(&solid(text)),
                "{id}{path} is not on screen: {text}"
            );
        });
        assert!(count > 100, "{count}");
    }
}

#[test]
fn day_0_is_the_best_known_day() {
    for (id, kind, date) in [
        ("hims-hers-2026", words::EventKind::Detected, "2026-02-05"),
        (
            "healthec-2023",
            words::EventKind::IntrusionStart,
            "2023-07-14",
        ),
    ] {
        let zero = timeline::zero(&record(id)).unwrap();
        assert_eq!((zero.kind, zero.date.to_string().as_str()), (kind, date));
    }
    assert_eq!(timeline::zero(&sparse()), None);
    assert_eq!(timeline::zero(&hostile()), None);
}

/// The days were counted by hand: 60 days after 2023-07-01 end on 08-30, after 07-31 on 09-29, and
/// clients were told on 10-26, 27 to 57 days later; 60 days after that end on 12-25, and letters went
/// out on 12-22. At Hims & Hers 2026-02-05 and 04-02 lie 56 days apart, within 60, so that its supplier
/// (who could have noticed earlier only for a later limit) changes nothing; 2026-02-09 to 02-11 are the
/// second to the fourth business day after Thursday, the 5th.
#[test]
fn clocks_of_the_seed_incidents_by_hand() {
    let theme = Theme::new(Name::Dark, Depth::True, false);
    let page = Page {
        around: None,
        theme: &theme,
        width: 116,
        words: &[],
        alike: &[],
    };
    for (id, tab, wanted) in [
        (
            "healthec-2023",
            DetailTab::Overview,
            &[
                "Severity      4 x 1 + 1 = 5.00, very high",
                "▲ HIPAA notice from vendor to client: late by 27–57 d  87–117 d, limit 60 days",
                "✓ HIPAA notice to people, after the vendor's notice: met  57 d, limit 60 days  may apply",
            ][..],
        ),
        (
            "healthec-2023",
            DetailTab::Timeline,
            &[
                "▲ HIPAA notice from vendor to client,",
                "The limit of 60 days ended between 2023-08-30 and 2023-09-29.",
                "from detected 2023-07 [6]",
                "to   clients notified 2023-10-26 [1]",
                "The limit of 60 days ended on 2023-12-25.",
            ],
        ),
        (
            "hims-hers-2026",
            DetailTab::Overview,
            &[
                "Severity      4 x 0.75 + 0.75 = 3.75, high",
                "✓ HIPAA notice to people: met  56 d, limit 60 days",
                "? HIPAA report to HHS, 500 people or more: cannot tell: people not stated (from 500)",
            ],
        ),
        (
            "hims-hers-2026",
            DetailTab::Timeline,
            &[
                "The limit of 60 days ended on 2026-04-06.",
                "The limit of 4 business days ended on 2026-02-11.",
            ],
        ),
    ] {
        let shown = text(&lines(&record(id), tab, &page));
        for want in wanted {
            assert!(shown.contains(want), "{id}: {want}\n{shown}");
        }
    }
    // Nothing stated, nothing judged.
    let shown = text(&lines(&sparse(), DetailTab::Timeline, &page));
    assert!(!shown.contains("clocks"), "{shown}");
}

#[test]
fn a_bar_passes_its_limit_only_when_it_is_late() {
    let theme = Theme::new(Name::Mono, Depth::Sixteen, false);
    for width in [20, 33, 47, 80, 199] {
        let page = Page {
            around: None,
            theme: &theme,
            width,
            words: &[],
            alike: &[],
        };
        for incident in RECORDS.iter() {
            let shown = text(&lines(incident, DetailTab::Timeline, &page));
            let late = clocks::of(incident)
                .iter()
                .any(|v| v.outcome.result() == crate::analysis::clocks::ClockResult::Late);
            assert!(late || !shown.contains('━'), "{} {width}", incident.id);
            assert_eq!(late, shown.contains('▲'), "{} {width}", incident.id);
        }
    }
}

#[test]
fn gaps_grow_slower_than_their_days() {
    for (days, lines) in [
        (0, 0),
        (1, 0),
        (2, 1),
        (30, 1),
        (31, 2),
        (180, 2),
        (181, 3),
        (730, 3),
        (731, 4),
        (9_999, 4),
    ] {
        assert_eq!(
            timeline::height(crate::model::DayRange::exact(days)),
            lines,
            "{days}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_line_is_wider_than_the_page(at in 0_usize..1_000, width in 0_u16..200, tab in 0_usize..6, ascii: bool) {
        let theme = Theme::new(Name::Dark, Depth::True, ascii);
        let words = crate::query::fuzzy::Term::words("health a");
        let others = [sparse(), hostile()];
        let all: Vec<&Incident> = RECORDS.iter().chain(&others).collect();
        let incident = all[at % all.len()];
        let (tab, _) = DetailTab::ALL[tab];
        let alike = alike_to(incident);
        let page = Page { around: None, theme: &theme, width, words: &words, alike: &alike };
        for lines in [lines(incident, tab, &page), title(incident, &page)] {
            let shown = text(&lines);
            prop_assert!(fits(&shown, width).is_ok(), "{} {:?}: {:?}", incident.id, tab, fits(&shown, width));
        }
    }
}
