//! Ranking quality: `tests/data/first_results.txt` says what a person means by a query, and the
//! bundled records must answer so. Every line that fails is listed.
#![allow(clippy::unwrap_used)]

use breachlens::{
    catalog::{
        Catalog,
        open::{Sources, open},
    },
    query::{self, Answer, Context},
};

fn answer(catalog: &Catalog, line: &str) -> Answer {
    let parsed = query::parse(line);
    assert_eq!(parsed.errors, [], "{line}");
    query::answer(catalog, &parsed.query, &Context::default())
}

#[test]
fn what_is_meant_comes_first() {
    let catalog = open(&Sources::default()).unwrap().catalog;
    let table = include_str!("data/first_results.txt");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in table
        .lines()
        .map(|l| l.split('#').next().unwrap_or("").trim())
    {
        let Some((query, want)) = line.split_once("=>") else {
            assert!(line.is_empty(), "no case: {line}");
            continue;
        };
        cases += 1;
        let (query, want) = (query.trim(), want.trim());
        let rows = answer(&catalog, query).rows;
        let ids = || rows.iter().map(|r| catalog.id(*r as usize));
        let right = if let Some(property) = want.strip_prefix('?') {
            let having = answer(&catalog, property.trim()).set;
            !rows.is_empty() && rows.iter().take(10).all(|r| having.contains(*r as usize))
        } else if want == "-" {
            rows.is_empty()
        } else {
            let mut got = ids();
            want.split(',')
                .all(|id| got.next() == Some(id.trim().into()))
        };
        if !right {
            let got: Vec<_> = ids().take(5).collect();
            wrong.push(format!(
                "{query} => {want}\n    got {} of {}",
                got.join(", "),
                rows.len()
            ));
        }
    }
    assert!(cases >= 150, "only {cases} cases");
    assert!(
        wrong.is_empty(),
        "{} of {cases}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
