//! Queries over every kind of field against a second reading of the records: plain JSON, none of the
//! program's types, each query written out as a closure.

#[path = "common/commands.rs"]
mod commands;

use chrono::{Datelike, NaiveDate};
use commands::said;
use serde_json::Value;

fn records() -> Vec<Value> {
    let folder = format!("{}/data/incidents", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(folder)
        .unwrap()
        .map(|f| {
            serde_json::from_str(&std::fs::read_to_string(f.unwrap().path()).unwrap()).unwrap()
        })
        .collect()
}

fn ids(query: &str) -> Vec<String> {
    let s = said(&["list", query, "--format", "json"]);
    assert!(s.code == 0 || s.code == 1, "{query}: {}", s.err);
    let v: Vec<Value> = serde_json::from_str(&s.out).unwrap();
    assert_eq!(s.code == 1, v.is_empty(), "{query}");
    v.iter()
        .map(|r| r["id"].as_str().unwrap().to_owned())
        .collect()
}

fn list<'a>(r: &'a Value, key: &str) -> &'a [Value] {
    r[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(r: &'a Value, path: &str) -> &'a str {
    r.pointer(path).and_then(Value::as_str).unwrap_or("")
}

fn exposed(r: &Value, words: &[&str], statuses: &[&str]) -> bool {
    list(r, "exposed").iter().any(|e| {
        (words.is_empty() || words.contains(&text(e, "/data")))
            && statuses.contains(&text(e, "/status"))
    })
}

fn data(r: &Value, words: &[&str]) -> bool {
    exposed(r, words, &["exposed", "possibly_exposed"])
}

fn measure(r: &Value, words: &[&str]) -> bool {
    list(r, "response")
        .iter()
        .any(|m| words.contains(&text(m, "/measure")) && text(m, "/status") != "refused")
}

fn people(r: &Value) -> Option<u64> {
    r["affected"]["count"].as_u64()
}

/// First and last day of a date known to the day, the month or the year.
fn span(date: &str) -> (NaiveDate, NaiveDate) {
    let p: Vec<i32> = date.split('-').map(|p| p.parse().unwrap()).collect();
    let day = |y: i32, m: i32, d: i32| NaiveDate::from_ymd_opt(y, m as u32, d as u32).unwrap();
    match p[..] {
        [y, m, d] => (day(y, m, d), day(y, m, d)),
        [y, 12] => (day(y, 12, 1), day(y, 12, 31)),
        [y, m] => (day(y, m, 1), day(y, m + 1, 1).pred_opt().unwrap()),
        [y] => (day(y, 1, 1), day(y, 12, 31)),
        _ => panic!("{date}"),
    }
}

type Span = (NaiveDate, NaiveDate);

fn first(r: &Value, kinds: &[&str]) -> Option<Span> {
    let events = list(r, "timeline").iter();
    events
        .filter(|e| kinds.contains(&text(e, "/kind")))
        .map(|e| span(text(e, "/date")))
        .min()
}

fn start(r: &Value) -> Option<Span> {
    first(r, &["intrusion_start", "exposure_start", "device_missing"])
        .or_else(|| first(r, &["data_copied", "encryption_deployed"]))
}

fn began(r: &Value) -> Option<Span> {
    start(r).or_else(|| first(r, &["detected"])).or_else(|| {
        list(r, "timeline")
            .iter()
            .map(|e| span(text(e, "/date")))
            .min()
    })
}

fn known(r: &Value) -> Option<Span> {
    first(
        r,
        &[
            "public_disclosure",
            "individuals_notified",
            "regulator_notified",
            "clients_notified",
            "actor_claim",
        ],
    )
}

fn year(r: &Value) -> Option<i32> {
    known(r).or_else(|| began(r)).map(|s| s.0.year())
}

fn days(a: Option<Span>, b: Option<Span>) -> Option<(i64, i64)> {
    let (a, b) = (a?, b?);
    (b.1 >= a.0).then(|| ((b.0 - a.1).num_days().max(0), (b.1 - a.0).num_days()))
}

fn notify(r: &Value) -> Option<(i64, i64)> {
    days(first(r, &["detected"]), first(r, &["individuals_notified"]))
}

fn detect(r: &Value) -> Option<(i64, i64)> {
    days(start(r), first(r, &["detected"]))
}

fn total(r: &Value) -> Option<(i64, i64)> {
    days(start(r), first(r, &["individuals_notified"]))
}

fn months(r: &Value) -> Option<u64> {
    list(r, "response")
        .iter()
        .filter(|m| ["credit_monitoring", "identity_protection"].contains(&text(m, "/measure")))
        .filter_map(|m| m["months"].as_u64())
        .max()
}

fn amount(r: &Value, kinds: &[&str]) -> Option<u64> {
    let all = list(r, "consequences")
        .iter()
        .filter(|c| kinds.contains(&text(c, "/kind")));
    all.filter_map(|c| c["amount_usd"].as_u64()).max()
}

fn event(r: &Value, kind: &str) -> bool {
    first(r, &[kind]).is_some()
}

fn has(r: &Value, key: &str, word: &str) -> bool {
    list(r, key).iter().any(|w| w == word)
}

const FINANCIAL: &[&str] = &[
    "financial_information",
    "patient_account_number",
    "bank_account",
    "payment_card",
    "billing",
    "income",
    "payment_history",
];
const SUPPORT: &[&str] = &[
    "credit_monitoring",
    "identity_protection",
    "identity_theft_insurance",
    "identity_restoration",
    "call_center",
    "financial_assistance",
    "consumer_guidance",
    "counseling",
];
const SETTLEMENTS: &[&str] = &["class_settlement", "ocr_settlement", "state_settlement"];
const PENALTIES: &[&str] = &[
    "ocr_penalty",
    "ftc_order",
    "foreign_penalty",
    "state_penalty",
];

type Case = (&'static str, fn(&Value) -> bool);

const CASES: &[Case] = &[
    ("data:ssn -measure:credit_monitoring", |r| {
        data(r, &["ssn"]) && !measure(r, &["credit_monitoring"])
    }),
    ("data:financial -data:ssn", |r| {
        data(r, FINANCIAL) && !data(r, &["ssn"])
    }),
    ("exposed:ssn monitoring:>=24", |r| {
        exposed(r, &["ssn"], &["exposed"]) && months(r).is_some_and(|m| m >= 24)
    }),
    ("possible:ssn,passport", |r| {
        exposed(r, &["ssn", "passport"], &["possibly_exposed"])
    }),
    ("safe:medical_record", |r| {
        exposed(r, &["medical_record"], &["not_exposed"])
    }),
    ("measure:support -measure:credit-monitoring", |r| {
        measure(r, SUPPORT) && !measure(r, &["credit_monitoring"])
    }),
    ("refused:ransom_payment", |r| {
        list(r, "response")
            .iter()
            .any(|m| text(m, "/measure") == "ransom_payment" && text(m, "/status") == "refused")
    }),
    ("method:ransomware state:california", |r| {
        has(r, "methods", "ransomware") && text(r, "/state") == "CA"
    }),
    ("type:theft,loss", |r| {
        ["theft", "loss"].contains(&text(r, "/breach_type"))
    }),
    ("sector:\"health plan\" -tier:core", |r| {
        text(r, "/sector") == "health_plan" && text(r, "/system/tier") != "core"
    }),
    ("role:business_associate affected:500k..5M", |r| {
        text(r, "/hipaa_role") == "business_associate"
            && people(r).is_some_and(|n| (500_000..=5_000_000).contains(&n))
    }),
    ("system:managed_file_transfer,email", |r| {
        ["managed_file_transfer", "email"].contains(&text(r, "/system/role"))
    }),
    ("location:laptop", |r| has(r, "location", "laptop")),
    ("-country:US", |r| text(r, "/country") != "US"),
    ("country:AU,FI,Ireland", |r| {
        ["AU", "FI", "IE"].contains(&text(r, "/country"))
    }),
    ("year:2020..2022", |r| {
        year(r).is_some_and(|y| (2020..=2022).contains(&y))
    }),
    ("year:<2015", |r| year(r).is_some_and(|y| y < 2015)),
    ("known:>=2025", |r| {
        known(r).is_some_and(|k| k.0 >= span("2025").0)
    }),
    ("known:2023-11", |r| {
        known(r).is_some_and(|k| k.0 >= span("2023-11").0 && k.1 <= span("2023-11").1)
    }),
    ("began:2023-05..2023-07", |r| {
        began(r).is_some_and(|b| b.0 >= span("2023-05").0 && b.1 <= span("2023-07").1)
    }),
    ("notify:>60", |r| notify(r).is_some_and(|d| d.0 > 60)),
    ("notify:<=60d data:ssn", |r| {
        notify(r).is_some_and(|d| d.1 <= 60) && data(r, &["ssn"])
    }),
    ("detect:>26w", |r| detect(r).is_some_and(|d| d.0 > 182)),
    ("total:<60", |r| total(r).is_some_and(|d| d.1 < 60)),
    ("has:affected no:monitoring", |r| {
        people(r).is_some() && months(r).is_none()
    }),
    ("no:detected", |r| !event(r, "detected")),
    ("has:ransom_paid,bankruptcy", |r| {
        event(r, "ransom_paid") || event(r, "bankruptcy")
    }),
    ("event:data_published measure:law_enforcement_report", |r| {
        event(r, "data_published") && measure(r, &["law_enforcement_report"])
    }),
    ("outcome:class_settlement settlement:>10M", |r| {
        list(r, "consequences")
            .iter()
            .any(|c| text(c, "/kind") == "class_settlement")
            && amount(r, SETTLEMENTS).is_some_and(|a| a > 10_000_000)
    }),
    ("penalty:>$1M", |r| {
        amount(r, PENALTIES).is_some_and(|a| a > 1_000_000)
    }),
    ("monitoring:12 affected:>2M", |r| {
        months(r) == Some(12) && people(r).is_some_and(|n| n > 2_000_000)
    }),
    ("org:\"HCA healthcare\"", |r| {
        let aliases = list(r, "aliases").iter().filter_map(Value::as_str);
        aliases
            .chain([text(r, "/organization")])
            .any(|n| n.to_lowercase().contains("hca healthcare"))
    }),
    ("vendor:progress", |r| {
        [text(r, "/third_party/name"), text(r, "/system/operator")]
            .iter()
            .any(|n| n.to_lowercase().contains("progress"))
    }),
    ("client:corewell", |r| {
        list(r, "downstream")
            .iter()
            .any(|c| text(c, "/name").to_lowercase().contains("corewell"))
    }),
    ("actor:clop,cl0p", |r| {
        ["clop", "cl0p"]
            .iter()
            .any(|a| text(r, "/threat_actor").to_lowercase().contains(a))
    }),
    ("from:bundled affected:<1k", |r| {
        people(r).is_some_and(|n| n < 1_000)
    }),
];

#[test]
fn every_query_finds_what_a_second_reading_finds() {
    let all = records();
    let mut wrong = Vec::new();
    for (query, holds) in CASES {
        let mut want: Vec<String> = all
            .iter()
            .filter(|r| holds(r))
            .map(|r| text(r, "/id").to_owned())
            .collect();
        let mut got = ids(query);
        want.sort();
        got.sort();
        if got != want {
            wrong.push(format!("{query}\n  wanted {want:?}\n  got    {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn orders_are_what_a_second_reading_makes_them() {
    let all = records();
    let by_id = |id: &String| all.iter().find(|r| text(r, "/id") == id).unwrap();
    let people: Vec<Option<u64>> = ids("sort:-affected")
        .iter()
        .map(|i| people(by_id(i)))
        .collect();
    assert_eq!(people.len(), all.len());
    assert!(
        people.windows(2).all(|w| w[1].is_none() || w[0] >= w[1]),
        "what is not stated comes last"
    );
    let known: Vec<Option<NaiveDate>> = ids("")
        .iter()
        .map(|i| known(by_id(i)).map(|k| k.0))
        .collect();
    assert!(known.windows(2).all(|w| w[1].is_none() || w[0] >= w[1]));
    let years: Vec<(i32, std::cmp::Reverse<u64>)> = ids("has:affected sort:year,-affected")
        .iter()
        .map(|i| {
            (
                year(by_id(i)).unwrap(),
                std::cmp::Reverse(by_id(i)["affected"]["count"].as_u64().unwrap()),
            )
        })
        .collect();
    assert!(years.is_sorted());
}
