//! Ranking quality: `tests/data/first_results.txt` says what a person means by a query, and the
//! bundled records must answer so. Every line that fails is listed.

use breachlens::{
    catalog::{
        bits::BitSet,
        text_index::{TextField, TextIndex, TextIndexBuilder},
    },
    dataset::{bundled, reader},
    model::{
        incident::Incident,
        vocabulary::{ExposureStatus, Vocabulary, Word},
    },
    query::fuzzy::{Hit, Search, Standing, Term},
};
use std::{collections::BTreeMap, sync::atomic::AtomicBool};

/// The rows of each vocabulary word, by its address in the tables.
type WordRows = BTreeMap<&'static str, (&'static Word, Vec<u32>)>;

fn note<V: Vocabulary>(rows: &mut WordRows, row: u32, words: impl IntoIterator<Item = V>) {
    for word in words {
        // Two vocabularies may share an id; their labels and rows then go together.
        let known = rows.entry(word.id()).or_insert((word.word(), Vec::new()));
        known.1.push(row);
    }
}

fn index_of(incidents: &[Incident]) -> TextIndex {
    let mut builder = TextIndexBuilder::new();
    let mut words = WordRows::new();
    for (row, i) in incidents.iter().enumerate() {
        let row = row as u32;
        builder.add(row, TextField::Organization, &i.organization);
        for alias in &i.aliases {
            builder.add(row, TextField::Alias, alias);
        }
        let vendors = i.third_party.iter().map(|t| &t.name);
        for vendor in vendors.chain(&i.system.operator) {
            builder.add(row, TextField::Vendor, vendor);
        }
        for client in &i.downstream {
            builder.add(row, TextField::Client, &client.name);
        }
        if let Some(actor) = &i.threat_actor {
            builder.add(row, TextField::Actor, actor);
        }
        if let Some(system) = &i.system.name {
            builder.add(row, TextField::System, system);
        }
        let exposed = i.exposed.iter();
        let exposed = exposed.filter(|e| e.status != ExposureStatus::NotExposed);
        note(&mut words, row, exposed.map(|e| e.data));
        note(&mut words, row, i.response.iter().map(|r| r.measure));
        note(&mut words, row, i.methods.iter().copied());
        note(&mut words, row, i.consequences.iter().map(|c| c.kind));
    }
    for (word, rows) in words.values() {
        let set = BitSet::from_rows(incidents.len(), rows.iter().copied());
        let mut texts = vec![word.id, word.label];
        texts.extend(word.also.split(", "));
        builder.add_set(set, TextField::Word, &texts);
    }
    builder.finish(incidents.len())
}

struct Bundled {
    incidents: Vec<Incident>,
    index: TextIndex,
    standing: Standing,
}

impl Bundled {
    fn new() -> Self {
        let loaded = reader::read("bundled", bundled::INCIDENTS.as_bytes());
        assert!(loaded.faults.is_empty());
        let incidents: Vec<Incident> = loaded.records.into_iter().map(|r| r.incident).collect();
        let index = index_of(&incidents);
        let people = |row: u32| incidents[row as usize].affected.count.unwrap_or(0);
        // The bundled records are ordered by id.
        let standing = Standing::new(incidents.len(), people, |row| row);
        Self {
            incidents,
            index,
            standing,
        }
    }

    fn search(&self, query: &str) -> Vec<Hit> {
        Search {
            index: &self.index,
            standing: &self.standing,
            allowed: None,
            threads: 1,
            cancel: &AtomicBool::new(false),
        }
        .run(&Term::words(query), None)
        .unwrap()
        .hits
    }

    /// Whether a record has what a line asks of all first ten: `data:ssn`, `method:...`, `vendor:...`.
    fn has(&self, incident: &Incident, property: &str) -> bool {
        let (field, value) = property.split_once(':').expect("field:value");
        let holds = |text: &str| text.to_lowercase().contains(value);
        match field {
            "data" => incident
                .exposed
                .iter()
                .any(|e| e.data.id() == value && e.status != ExposureStatus::NotExposed),
            "method" => incident.methods.iter().any(|m| m.id() == value),
            "measure" => incident.response.iter().any(|r| r.measure.id() == value),
            "actor" => incident.threat_actor.iter().any(|a| holds(a)),
            "org" => holds(&incident.organization) || incident.aliases.iter().any(|a| holds(a)),
            "vendor" => {
                incident.third_party.iter().any(|t| holds(&t.name))
                    || incident.system.name.iter().any(|n| holds(n))
            }
            _ => panic!("unknown property {property}"),
        }
    }
}

#[test]
fn what_is_meant_comes_first() {
    let bundled = Bundled::new();
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
        let hits = bundled.search(query);
        let records: Vec<&Incident> = hits
            .iter()
            .map(|h| &bundled.incidents[h.row as usize])
            .collect();
        let right = if let Some(property) = want.strip_prefix('?') {
            !hits.is_empty()
                && records
                    .iter()
                    .take(10)
                    .all(|i| bundled.has(i, property.trim()))
        } else if want == "-" {
            hits.is_empty()
        } else {
            let mut got = records.iter().map(|i| i.id.as_str());
            want.split(',').all(|id| got.next() == Some(id.trim()))
        };
        if !right {
            let first = hits.iter().zip(&records).take(5);
            let got: Vec<String> = first
                .map(|(h, i)| format!("{} ({}, {})", i.id, h.rank.cost(), h.rank.score()))
                .collect();
            wrong.push(format!(
                "{query} => {want}\n    got {} of {}",
                got.join(", "),
                hits.len()
            ));
        }
    }
    assert!(cases >= 70, "only {cases} cases");
    assert!(
        wrong.is_empty(),
        "{} of {cases}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Prints the first answers to queries from the environment, for whoever adds cases.
#[test]
#[ignore = "prints answers to QUERIES (separated by |) for reading"]
fn print_answers() {
    let bundled = Bundled::new();
    let queries = std::env::var("QUERIES").unwrap_or_default();
    for query in queries.split('|') {
        let hits = bundled.search(query);
        println!("{query}: {}", hits.len());
        for hit in hits.iter().take(8) {
            let id = &bundled.incidents[hit.row as usize].id;
            println!("    {id} {} {}", hit.rank.cost(), hit.rank.score());
        }
    }
}
