//! `stats`, `sources` and `fields`: figures against a plain count over the files, without the program's
//! types.

#[path = "common/commands.rs"]
mod commands;

use commands::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn records() -> Vec<Value> {
    let folder = format!("{}/data/incidents", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|f| serde_json::from_str(&std::fs::read_to_string(f).unwrap()).unwrap())
        .collect()
}

fn list<'a>(r: &'a Value, key: &str) -> &'a [Value] {
    r[key].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn stats_count_what_a_plain_loop_counts() {
    let all = records();
    let v = json(&["stats", "--format", "json"]);
    assert_eq!(v["incidents"], all.len());
    let mut people: Vec<u64> = all
        .iter()
        .filter_map(|r| r["affected"]["count"].as_u64())
        .collect();
    people.sort_unstable();
    assert_eq!(v["people"]["n"], people.len());
    assert_eq!(v["people"]["not_stated"], all.len() - people.len());
    assert_eq!(
        v["people"]["sum"].as_f64().unwrap() as u64,
        people.iter().sum::<u64>()
    );
    assert_eq!(
        v["people"]["max"].as_f64().unwrap() as u64,
        *people.last().unwrap()
    );
    let (a, b) = (people[(people.len() - 1) / 2], people[people.len() / 2]);
    assert_eq!(
        v["people"]["median"].as_f64().unwrap(),
        (a + b) as f64 / 2.0
    );
    let offered = all.iter().filter(|r| {
        list(r, "response")
            .iter()
            .any(|m| m["measure"] == "credit_monitoring" && m["status"] != "refused")
    });
    let stating = all
        .iter()
        .filter(|r| !list(r, "response").is_empty())
        .count();
    let row = v["measures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["id"] == "credit_monitoring")
        .unwrap();
    assert_eq!(
        (&row["n"], &row["of"]),
        (&offered.count().into(), &stating.into())
    );
    let ssn = all.iter().filter(|r| {
        list(r, "exposed")
            .iter()
            .any(|e| e["data"] == "ssn" && e["status"] != "not_exposed")
    });
    let row = v["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["id"] == "ssn")
        .unwrap();
    assert_eq!(row["n"], ssn.count());
}

#[test]
fn stats_by_a_field_add_up() {
    let all = records();
    for field in [
        "year", "method", "sector", "measure", "data", "state", "tier", "type", "country",
        "outcome", "role", "event",
    ] {
        let v = json(&["stats", "--by", field, "--format", "json"]);
        assert_eq!(v["incidents"], all.len(), "{field}");
        let groups = v["groups"].as_array().unwrap();
        let sum: u64 = groups
            .iter()
            .map(|g| g["incidents"].as_u64().unwrap())
            .sum();
        let stated = v["stated"].as_u64().unwrap();
        assert!(
            sum >= stated && stated + v["not_stated"].as_u64().unwrap() == all.len() as u64,
            "{field}"
        );
        for g in groups {
            let n =
                g["people"]["n"].as_u64().unwrap() + g["people"]["not_stated"].as_u64().unwrap();
            assert_eq!(n, g["incidents"].as_u64().unwrap(), "{field}");
        }
    }
    // A share of data is of the same incidents wherever it stands: those that state any, also that it was
    // not involved. `has:data` asks for data that was.
    let any = |r: &&Value| !list(r, "exposed").is_empty();
    let v = json(&["stats", "--by", "data", "--format", "json"]);
    assert_eq!(v["stated"], all.iter().filter(any).count());
    let whole = json(&["stats", "--format", "json"]);
    assert!(list(&whole, "data").iter().all(|d| d["of"] == v["stated"]));
    for text in [out(&["stats", "--by", "data"]), out(&["stats"])] {
        assert!(
            text.contains("(3 of them only what was not involved), 1 do not"),
            "{text}"
        );
    }
    let mut by_state: BTreeMap<&str, usize> = BTreeMap::new();
    for state in all.iter().filter_map(|r| r["state"].as_str()) {
        *by_state.entry(state).or_default() += 1;
    }
    let v = json(&["stats", "--by", "state", "--format", "json"]);
    for g in v["groups"].as_array().unwrap() {
        assert_eq!(g["incidents"], by_state[g["value"].as_str().unwrap()]);
    }
    let text = out(&["stats", "data:ssn", "--by", "year"]);
    assert!(text.contains("state it, 0 do not"), "{text}");
    assert!(!text.contains('█'), "bars are for a terminal");
    assert!(
        out(&["stats", "--by", "tier", "--format", "csv"])
            .starts_with("tier,label,incidents,of,not_stated,")
    );
    assert!(out(&["stats", "--by", "tier", "--format", "markdown"]).contains("| core | "));
}

#[test]
fn stats_say_what_is_wrong() {
    let s = said(&["stats", "--by", "sectr"]);
    assert_eq!(s.code, 2);
    assert!(s.err.contains("did you mean `sector`?"), "{}", s.err);
    assert_eq!(said(&["stats", "--by", "affected"]).code, 2);
    assert_eq!(said(&["stats", "--format", "csv"]).code, 2);
    let none = said(&["stats", "affected:>9B", "--format", "json"]);
    assert_eq!(none.code, 1);
    let v: Value = serde_json::from_str(&none.out).unwrap();
    assert_eq!((&v["incidents"], &v["people"]["n"]), (&0.into(), &0.into()));
}

#[test]
fn sources_name_every_address_with_its_records() {
    let all = records();
    let mut want: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for r in &all {
        for s in list(r, "sources") {
            want.entry(s["url"].as_str().unwrap())
                .or_default()
                .insert(r["id"].as_str().unwrap());
        }
    }
    let v = json(&["sources", "--format", "json"]);
    let got: BTreeMap<&str, BTreeSet<&str>> = v
        .as_array()
        .unwrap()
        .iter()
        .map(|s| {
            (
                s["url"].as_str().unwrap(),
                list(s, "records")
                    .iter()
                    .filter_map(Value::as_str)
                    .collect(),
            )
        })
        .collect();
    assert_eq!(got, want);
    let domains = json(&["sources", "--domains", "--format", "json"]);
    let sum: u64 = domains
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["sources"].as_u64().unwrap())
        .sum();
    assert_eq!(sum, want.len() as u64);
    assert!(out(&["sources", "healthec-2023"]).contains("https://"));
    assert!(
        out(&["sources", "healthec-2023", "--format", "csv"])
            .starts_with("publisher,date,title,records,url\n")
    );
}

#[test]
fn fields_list_what_can_be_asked() {
    let v = json(&["fields", "--format", "json"]);
    let field = |id: &str| {
        v.as_array()
            .unwrap()
            .iter()
            .find(|f| f["field"] == id)
            .unwrap()
            .clone()
    };
    let all = records();
    assert_eq!(
        field("affected")["records"],
        all.iter()
            .filter(|r| r["affected"]["count"].is_u64())
            .count()
    );
    assert_eq!(
        field("state")["records"],
        all.iter().filter(|r| r["state"].is_string()).count()
    );
    assert!(field("sort")["records"].is_null());
    let text = out(&["fields"]);
    for f in v.as_array().unwrap() {
        assert!(text.contains(f["example"].as_str().unwrap()));
    }
    let values = out(&["fields", "measure"]);
    assert!(values.contains("credit_monitoring") && values.contains("support"));
    assert!(out(&["fields", "has"]).contains("ransom_paid"));
    let words = json(&["schema"])["$defs"]["DataType"]["enum"].clone();
    let listed = json(&["fields", "data", "--format", "json"]);
    let listed: Value = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["value"].clone())
        .collect();
    assert_eq!(listed, words);
    assert_eq!(said(&["fields", "orgg"]).code, 2);
    assert_eq!(said(&["fields", "affected"]).code, 1);
}
