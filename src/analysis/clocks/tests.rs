//! Verdicts worked out by hand from the dates, for bundled records and for made ones.
use super::*;
use crate::{
    dataset::{bundled, reader},
    model::{Incident, Vocabulary},
};
use std::sync::OnceLock;

fn bundled(id: &str) -> &'static Incident {
    static ALL: OnceLock<Vec<Incident>> = OnceLock::new();
    ALL.get_or_init(bundled::incidents)
        .iter()
        .find(|i| i.id == id)
        .unwrap()
}

fn rule(id: &str) -> &'static Rule {
    Rules::bundled().get(id).unwrap()
}

/// `met`, `late 27–57`, `unknown Coarse`, or `–` where the rule does not apply.
fn short(outcome: Outcome) -> String {
    match outcome {
        Outcome::Met => "met".into(),
        Outcome::Late(d) => format!("late {d}"),
        Outcome::Unknown(why) => {
            let name = format!("{why:?}");
            format!("unknown {}", name.split(['(', ' ']).next().unwrap())
        }
    }
}

fn says(incident: &Incident, id: &str) -> String {
    verdict(incident, rule(id)).map_or("–".into(), |v| short(v.outcome))
}

#[test]
fn bundled_records_come_out_as_worked_out_by_hand() {
    for (id, rule, want) in [
        // Detected 2023-07, clients 2023-10-26: 87 to 117 days, so 27 to 57 past 60.
        ("healthec-2023", "hipaa-ba-60", "late 27–57"),
        // Clients 2023-10-26, letters 2023-12-22: 57 days.
        ("healthec-2023", "hipaa-vendor-60", "met"),
        // No covered entity.
        ("healthec-2023", "hipaa-60", "–"),
        // Detected 2026-02-05, letters 2026-04-02: 23 + 31 + 2 = 56 days.
        ("hims-hers-2026", "hipaa-60", "met"),
        // The number of people is not stated.
        ("hims-hers-2026", "hipaa-hhs-60", "unknown PeopleNotStated"),
        // 56 days is past 30, but only 30 from 2026-03-03: met would need 2026-03-07.
        ("hims-hers-2026", "ca-30", "unknown LaterDecision"),
        // A telehealth firm is outside the sectors of this rule.
        ("hims-hers-2026", "ca-1280-15bd", "–"),
        // Detected 2024-02-21, letters 2024-07-29: 8 + 31 + 30 + 31 + 30 + 29 = 159 days.
        ("change-healthcare-2024", "hipaa-60", "late 99"),
        // Report 2024-07-19: 149 days.
        ("change-healthcare-2024", "hipaa-hhs-60", "late 89"),
        // Press 2024-06-20: 120 days.
        ("change-healthcare-2024", "hipaa-media-60", "late 60"),
        ("change-healthcare-2024", "sec-105", "unknown NoEnd"),
        ("change-healthcare-2024", "tn-45", "–"),
        // 2020-05-14 to 2020-07-16: 63 days.
        ("blackbaud-2020", "hipaa-ba-60", "late 3"),
        // Clients 2020-07-16; letters 2020-09-09, 2020-09 and 2020: the first at the latest on day 55.
        ("blackbaud-2020", "hipaa-vendor-60", "met"),
        // 2015-01-29 to 2015-02: at most 30 days; a parent is no supplier, and it is met anyway.
        ("anthem-2015", "hipaa-60", "met"),
        // 2015-03-13: 43 days.
        ("anthem-2015", "hipaa-hhs-60", "met"),
        // 2021-10-19 to 2022-01-01: 74 days, late by 14, but a contractor was the way in.
        ("broward-health-2021", "hipaa-60", "unknown Supplier"),
        // Detected 2023-01-03, letters 2023-03-06: 62 days; a tracker's owner is no supplier.
        ("cerebral-2023", "hipaa-60", "late 2"),
        // Report 2023-03-01: 57 days.
        ("cerebral-2023", "hipaa-hhs-60", "met"),
        // Detected Saturday 2025-04-12, filed Monday 2025-04-14: limit Thursday 2025-04-17.
        ("davita-2025", "sec-105", "met"),
        // Letters 2025-08-05 after 2025-04-12: 18 + 31 + 30 + 31 + 5 = 115 days.
        ("davita-2025", "hipaa-60", "late 55"),
        // Colorado counts a miss from the last scope_confirmed, 2025-06: 36 to 65 days, 6 to 35 past 30.
        ("davita-2025", "co-30", "late 6–35"),
        // Press 2026-01-02 after 2025-09-22: 102 days.
        ("illinois-dhs-2025", "hipaa-media-60", "late 42"),
        ("illinois-dhs-2025", "hipaa-60", "unknown NoEnd"),
        // Detected 2022-10-13, statement 2022-10-25: 12 days.
        ("medibank-2022", "au-30", "met"),
        // Dutch, detected 2025-07-06; no event says when the authority was told.
        ("clinical-diagnostics-nmdl-2025", "eu-72h", "unknown NoEnd"),
        ("synnovis-2024", "gb-72h", "unknown NoEnd"),
        ("synnovis-2024", "gb-72h-eu", "–"),
        // 2018 lies before Singapore's rule.
        ("singhealth-2018", "sg-3", "–"),
        ("aiims-delhi-2022", "in-cert-6h", "unknown NoEnd"),
        // No `detected`; a US provider all the same.
        ("michigan-medicine-2025", "hipaa-60", "unknown NoStart"),
        ("advocate-aurora-health-2022", "hipaa-60", "unknown NoStart"),
        // A hospital in Korea is bound by none of the rules.
        ("seoul-national-university-hospital-2021", "eu-72h", "–"),
        // Second group's letters came in December, but the first of 2025-07-11 end it: 46 days.
        ("covenant-health-2025", "hipaa-60", "met"),
        // Texas among the states reported to, but the record is of Iowa and of a business associate.
        ("openloop-health-2026", "tx-ag-30", "–"),
    ] {
        assert_eq!(says(bundled(id), rule), want, "{id} {rule}");
    }
}

#[test]
fn a_later_discovery_stands_beside_the_earlier_one_that_counts() {
    // Alerts on 2022-03-18 and 2022-03-28; no client notice is dated.
    let shields = verdict(
        bundled("shields-health-care-group-2022"),
        rule("hipaa-ba-60"),
    )
    .unwrap();
    assert_eq!(shields.start.unwrap().date.to_string(), "2022-03-18");
    let later = shields.later.unwrap();
    assert_eq!(later.start.date.to_string(), "2022-03-28");
    // 2022-03-28 + 60 = 27 April + 30 = 27 May.
    assert_eq!(
        Date::from_day(later.limit.low).unwrap().to_string(),
        "2022-05-27"
    );
    // The filing in Maine dates the discovery to 2023-04-24.
    let nextgen = verdict(bundled("nextgen-healthcare-2023"), rule("hipaa-ba-60")).unwrap();
    assert_eq!(nextgen.later.unwrap().start.what, "scope confirmed");

    // 62 days from the first, 52 from the second.
    let both = made(
        "healthcare_provider",
        &[
            ("detected", "2023-01-01"),
            ("detected", "2023-01-11"),
            ("individuals_notified", "2023-03-04"),
        ],
    );
    let v = verdict(&both, rule("hipaa-60")).unwrap();
    assert_eq!(short(v.outcome), "late 2");
    assert_eq!(short(v.later.as_ref().unwrap().outcome), "met");
    assert!(
        v.sentences()
            .iter()
            .any(|s| s.contains("detected 2023-01-11, the limit ended on 2023-03-12: met"))
    );
}

fn made(role: &str, events: &[(&str, &str)]) -> Incident {
    let timeline: Vec<String> = events
        .iter()
        .map(|(kind, date)| format!(r#"{{"kind":"{kind}","date":"{date}"}}"#))
        .collect();
    let place = if role == "outside_us" {
        r#""country":"NL""#
    } else {
        r#""country":"US""#
    };
    serde_json::from_str(&format!(
        r#"{{"id":"x","organization":"X","hipaa_role":"{role}",{place},"affected":{{"count":1000}},"timeline":[{}]}}"#,
        timeline.join(",")
    ))
    .unwrap()
}

fn measure(incident: &mut Incident, measure: &str, date: &str, note: &str) {
    let text =
        format!(r#"{{"measure":"{measure}","status":"taken","date":"{date}","note":"{note}"}}"#);
    incident.response.push(serde_json::from_str(&text).unwrap());
}

#[test]
fn calendar_limits_at_their_edges() {
    for (start, end, want) in [
        // Day 60 counts in full: 2023-01-01 + 60 = 2023-03-02.
        ("2023-01-01", "2023-03-02", "met"),
        ("2023-01-01", "2023-03-03", "late 1"),
        // A leap year has a day more: 2024-01-01 + 60 = 2024-03-01.
        ("2024-01-01", "2024-03-01", "met"),
        ("2024-01-01", "2024-03-02", "late 1"),
        ("2023-01-01", "2023-01-01", "met"),
        ("2023-01-02", "2023-01-01", "unknown EndBeforeStart"),
        // January 1 to 31, February: 1 to 58 days.
        ("2023-01", "2023-02", "met"),
        // January, March: 29 to 89.
        ("2023-01", "2023-03", "unknown Coarse"),
        // January, April: 60 to 119: not surely beyond.
        ("2023-01", "2023-04", "unknown Coarse"),
        // January, May: 90 to 150.
        ("2023-01", "2023-05", "late 30–90"),
        // February has 28 days: to 1 April 32 to 59 days.
        ("2023-02", "2023-04-01", "met"),
        ("2023-02", "2023-04-03", "unknown Coarse"),
        ("2023", "2023", "unknown Coarse"),
        ("2022", "2024", "late 306–1035"),
        // A weekend does not extend the limit: 2023-03-12 is a Sunday.
        ("2023-01-11", "2023-03-12", "met"),
        ("2023-01-11", "2023-03-13", "late 1"),
    ] {
        let i = made(
            "health_plan",
            &[("detected", start), ("individuals_notified", end)],
        );
        assert_eq!(says(&i, "hipaa-60"), want, "{start} {end}");
    }
}

#[test]
fn seventy_two_hours_between_plain_dates() {
    for (end, want) in [
        ("2025-07-06", "met"),
        ("2025-07-08", "met"),
        ("2025-07-09", "unknown Coarse"),
        // From four days: 72 to 120 hours, so up to 48 too many.
        ("2025-07-10", "late 1–2"),
        ("2025-07-11", "late 2–3"),
        // The month from the 6th on: 0 to 25 days.
        ("2025-07", "unknown Coarse"),
    ] {
        let mut i = made(
            "outside_us",
            &[("detected", "2025-07-06"), ("regulator_notified", end)],
        );
        // The miss counts from scope_confirmed; without it nothing is surely late.
        let late = want.starts_with("late");
        assert_eq!(
            says(&i, "eu-72h"),
            if late { "unknown LaterDecision" } else { want },
            "{end}"
        );
        i.timeline.push(
            serde_json::from_str(r#"{"kind":"scope_confirmed","date":"2025-07-06"}"#).unwrap(),
        );
        assert_eq!(says(&i, "eu-72h"), want, "{end}");
        i.country = Some("NO".into());
        assert_eq!(says(&i, "eu-72h"), "–");
    }
    // Six hours: the same day and the next are open, from two days it is at least 24 hours.
    for (end, want) in [
        ("2025-07-06", "unknown Coarse"),
        ("2025-07-07", "unknown Coarse"),
        ("2025-07-08", "late 1–3"),
    ] {
        let mut i = made("outside_us", &[("detected", "2025-07-06")]);
        i.country = Some("IN".into());
        measure(&mut i, "foreign_regulator_report", end, "CERT-In");
        assert_eq!(says(&i, "in-cert-6h"), want, "{end}");
    }
}

#[test]
fn business_days_leave_federal_holidays_out() {
    // A health app outside HIPAA: ten business days until July 2024, sixty days since.
    let report = |start: &str, end: &str| {
        let mut i = made("not_covered", &[("detected", start)]);
        i.sector = Some(crate::model::vocabulary::Sector::ConsumerHealthApp);
        measure(&mut i, "ftc_report", end, "FTC");
        [says(&i, "ftc-500-10bd"), says(&i, "ftc-500-60")]
    };
    for (start, end, old, new) in [
        // Monday 2024-03-04: ten business days end on Monday 2024-03-18.
        ("2024-03-04", "2024-03-18", "met", "–"),
        ("2024-03-04", "2024-03-19", "late 1", "–"),
        // Thursday 2021-06-17; Friday is Juneteenth as observed, 5 July Independence Day: 07-02.
        ("2021-06-17", "2021-07-02", "met", "–"),
        ("2021-06-17", "2021-07-03", "late 1", "–"),
        // The year before Juneteenth: Thursday 2020-06-18, Friday 2020-07-03 observed: until 07-02.
        ("2020-06-18", "2020-07-02", "met", "–"),
        ("2020-06-18", "2020-07-04", "late 2", "–"),
        // Over Christmas: Monday 2021-12-20; 24 and 31 December observed: until 2022-01-05.
        ("2021-12-20", "2022-01-05", "met", "–"),
        ("2021-12-20", "2022-01-06", "late 1", "–"),
        // The switch of 2024-07-29.
        ("2024-07-28", "2024-08-09", "met", "–"),
        ("2024-07-29", "2024-09-27", "–", "met"),
        ("2024-07-29", "2024-09-28", "–", "late 1"),
        // The month of the switch: neither row is sure.
        (
            "2024-07",
            "2024-08-09",
            "unknown InForce",
            "unknown InForce",
        ),
    ] {
        assert_eq!(report(start, end), [old, new], "{start} {end}");
    }
}

#[test]
fn which_rules_apply() {
    let mut i = made(
        "healthcare_provider",
        &[
            ("detected", "2026-03-01"),
            ("individuals_notified", "2026-04-10"),
        ],
    );
    assert_eq!(says(&i, "ca-30"), "–");
    i.state = Some("CA".into());
    assert_eq!(says(&i, "ca-30"), "unknown LaterDecision");
    // Letters of 2026-04-10, report of 2026-04-25: day 15. A filing in Maine does not count.
    measure(&mut i, "state_ag_report", "2026-04-12", "Maine");
    assert_eq!(says(&i, "ca-ag-15"), "unknown NoEnd");
    measure(
        &mut i,
        "state_ag_report",
        "2026-04-25",
        "Maine and California",
    );
    assert_eq!(says(&i, "ca-ag-15"), "met");
    // Residents of the state decide the threshold where they are counted.
    i.affected.residents.insert("CA".into(), 500);
    assert_eq!(says(&i, "ca-ag-15"), "–");
    // Part 2 needs substance-use data.
    assert_eq!(says(&i, "part2-60"), "–");
    i.exposed
        .push(serde_json::from_str(r#"{"data":"substance_use","status":"not_exposed"}"#).unwrap());
    assert_eq!(says(&i, "part2-60"), "–");
    i.exposed[0].status = crate::model::vocabulary::ExposureStatus::PossiblyExposed;
    assert_eq!(says(&i, "part2-60"), "met");
    // The threshold of 500.
    i.affected.count = Some(499);
    assert_eq!(says(&i, "hipaa-hhs-60"), "–");
    i.affected.qualifier = Some(crate::model::vocabulary::Qualifier::AtLeast);
    assert_eq!(says(&i, "hipaa-hhs-60"), "unknown PeopleNotStated");
    // Role or country not stated: nothing applies.
    let mut nobody = i.clone();
    nobody.hipaa_role = None;
    assert!(evaluate(&nobody, Rules::bundled()).is_empty());
    i.country = None;
    assert!(evaluate(&i, Rules::bundled()).is_empty());
    // Nothing dated at all.
    assert_eq!(
        says(&made("health_plan", &[]), "hipaa-60"),
        "unknown NoDate"
    );
    // Without `detected` the law is that of the time when it became known.
    let old = made("health_plan", &[("public_disclosure", "2008-05")]);
    assert_eq!(says(&old, "hipaa-60"), "–");
    let eve = made(
        "health_plan",
        &[
            ("detected", "2009-09-22"),
            ("individuals_notified", "2010-05-01"),
        ],
    );
    assert_eq!(says(&eve, "hipaa-60"), "–");
}

#[test]
fn the_report_to_hhs_is_found_where_the_notes_say() {
    let mut i = made("health_plan", &[("detected", "2024-01-01")]);
    i.state = Some("NY".into());
    let mut told = |note: &str, date: &str| {
        i.timeline.push(
            serde_json::from_str(&format!(
                r#"{{"kind":"regulator_notified","date":"{date}","note":"{note}"}}"#
            ))
            .unwrap(),
        );
        says(&i, "hipaa-hhs-60")
    };
    assert_eq!(
        told("Filing with Maine, also at Shhs Ltd", "2024-01-20"),
        "unknown NoEnd"
    );
    // 2024-02-29 is day 59.
    assert_eq!(told("Report to HHS: 1,000 people", "2024-02-29"), "met");
    // New York: five business days after Thursday 2024-02-29 end on Thursday 2024-03-07.
    measure(&mut i, "state_ag_report", "2024-03-08", "New York");
    assert_eq!(says(&i, "ny-ag-hipaa-5bd"), "late 1");
    // The dated measure goes before the event: 2024-03-01, so Friday 2024-03-08.
    measure(&mut i, "hhs_ocr_report", "2024-03-01", "");
    assert_eq!(says(&i, "ny-ag-hipaa-5bd"), "met");
    assert_eq!(says(&i, "hipaa-hhs-60"), "met");
}

#[test]
fn the_first_federal_limit_and_the_sets() {
    let late = |id| first_federal_late(bundled(id), Rules::bundled()).map(|d| d.to_string());
    assert_eq!(late("change-healthcare-2024").as_deref(), Some("99"));
    assert_eq!(late("healthec-2023").as_deref(), Some("27–57"));
    assert_eq!(late("hims-hers-2026"), None);
    assert_eq!(late("broward-health-2021"), None);
    assert_eq!(
        first_federal(bundled("goodrx-2023"), Rules::bundled())
            .unwrap()
            .rule
            .id
            .as_str(),
        "ftc-60"
    );
    assert!(first_federal(bundled("medibank-2022"), Rules::bundled()).is_none());

    for id in [
        "change-healthcare-2024",
        "davita-2025",
        "medibank-2022",
        "hims-hers-2026",
    ] {
        let sets = results(bundled(id), Rules::bundled());
        let all = evaluate(bundled(id), Rules::bundled());
        assert_eq!(
            all.len() as u32,
            (sets.met | sets.late | sets.unknown).count_ones()
        );
        for v in all {
            let bit = 1 << Rules::bundled().position(&v.rule.id).unwrap();
            let set = match v.outcome.result() {
                ClockResult::Met => sets.met,
                ClockResult::Late => sets.late,
                ClockResult::Unknown => sets.unknown,
            };
            assert!(set & bit != 0, "{id} {}", v.rule.id);
        }
    }
    assert_eq!(ClockResult::from_id("late"), Some(ClockResult::Late));
}

#[test]
fn a_verdict_explains_itself() {
    let v = verdict(bundled("healthec-2023"), rule("hipaa-ba-60")).unwrap();
    assert_eq!(v.limit_text().as_deref(), Some("2023-08-30 to 2023-09-29"));
    let said = v.sentences();
    assert_eq!(
        said[0],
        "HIPAA notice from vendor to client: late by 27–57 days."
    );
    assert_eq!(
        said[1],
        "detected 2023-07 (s6) → clients notified 2023-10-26 (s1): 87–117 days."
    );
    assert_eq!(
        said[2],
        "The limit of 60 days ended between 2023-08-30 and 2023-09-29."
    );
    assert!(
        said.last()
            .unwrap()
            .starts_with("45 CFR 164.410(a), (b) · https://")
    );
    let unknown = verdict(bundled("broward-health-2021"), rule("hipaa-60")).unwrap();
    assert!(
        unknown.sentences()[3].starts_with("It cannot be told: late by 14 days after `detected`")
    );
    let state = verdict(bundled("davita-2025"), rule("co-30")).unwrap();
    assert_eq!(
        state.headline(),
        "Colorado: notice to residents: late by 6–35 days (may apply)"
    );
    assert!(
        state
            .sentences()
            .contains(&"The miss is counted from scope confirmed 2025-06 (s3).".to_owned())
    );
}

/// Every rule on every bundled record: nothing is ever called met or late without two dates.
#[test]
fn no_verdict_without_dates() {
    for r in reader::read("bundled", bundled::INCIDENTS.as_bytes()).records {
        for v in evaluate(&r.incident, Rules::bundled()) {
            if v.outcome.result() != ClockResult::Unknown {
                assert!(
                    v.start.is_some() && v.end.is_some(),
                    "{} {}",
                    r.incident.id,
                    v.rule.id
                );
            }
            if let Outcome::Late(d) = v.outcome {
                assert!(1 <= d.low && d.low <= d.high);
            }
            assert!(v.sentences().len() >= 4);
        }
    }
}
