//! Vendors by blast radius: incidents, clients, people. It must not know how vendors are told apart.

use super::{Source, foot, lacking, number, sample};
use crate::{
    analysis::blast_radius::{Reach, rank},
    model::text::fold,
    query::lex::quote_if_needed,
    report::{
        chart::{Bar, Chart, Extra, Kind},
        human,
    },
};
use std::collections::{HashMap, HashSet};

/// At most so many vendors are kept.
const MOST: usize = 40;

pub(super) fn reach(s: Source<'_>) -> Chart {
    let of = s.extracts().count();
    let n = s.extracts().filter(|e| !e.vendors.is_empty()).count();
    let mut parts: HashMap<&str, Part> = HashMap::new();
    for (v, own) in s.extracts().flat_map(|e| &e.vendors) {
        let part = parts.entry(v.key.as_str()).or_default();
        part.as_vendor |= !own;
        part.as_own |= own;
        if !part.names.contains(&v.name.as_str()) {
            part.names.push(&v.name);
        }
    }
    let all = s.extracts().flat_map(|e| &e.vendors);
    let mut ranked = rank(all.map(|(v, _)| v.clone()));
    let total = ranked.len();
    ranked.truncate(MOST);
    // An incident with several vendors has one count.
    let shown: HashSet<&str> = ranked.iter().map(|r| r.key.as_str()).collect();
    let placeholders = s.extracts().filter(|e| {
        let mut vendors = e.vendors.iter();
        vendors.any(|(v, _)| v.placeholder && shown.contains(v.key.as_str()))
    });
    let placeholders = placeholders.count();
    let bars = ranked.iter().map(|r| bar(r, parts.get(r.key.as_str())));
    let title = match ranked.first() {
        // Vendors are ranked by incidents, then clients: where the first decides nothing, the second is said.
        Some(r) if ranked.get(1).is_some_and(|s| s.incidents == r.incidents) => {
            let clients = match r.clients {
                1 => "1 client".to_owned(),
                n => format!("{} clients", number(n)),
            };
            format!(
                "{} reaches furthest: {}, {clients}",
                r.name,
                incidents(r.incidents)
            )
        }
        Some(r) => format!("{} reaches furthest: {}", r.name, incidents(r.incidents)),
        None => "No vendor is named".to_owned(),
    };
    Chart {
        id: "vendors",
        title: format!("{title} {}", sample(n, of)),
        heading: "vendor",
        unit: "incidents",
        extra: vec!["clients", "people"],
        kind: Kind::Bars,
        bars: bars.collect(),
        n,
        of,
        foot: foot([
            lacking(of - n, "do not name one"),
            if total > MOST {
                format!("{} of {} vendors", number(MOST), number(total))
            } else {
                String::new()
            },
            s.read_note().unwrap_or_default(),
        ]),
        placeholders,
    }
}

fn incidents(n: usize) -> String {
    format!("{} incident{}", number(n), if n == 1 { "" } else { "s" })
}

/// How a vendor stands in the records: as the way in, as the organization, or both; by which names.
#[derive(Debug, Default)]
struct Part<'a> {
    as_vendor: bool,
    as_own: bool,
    names: Vec<&'a str>,
}

impl Part<'_> {
    /// Its names as one value of a term, any of them; those that contain another one say no more.
    fn value(&self) -> String {
        let folded: Vec<String> = self.names.iter().map(|n| fold(n)).collect();
        let names = self.names.iter().zip(&folded).filter(|(_, own)| {
            let within = |other: &&String| own.contains(other.as_str()) && other != own;
            !folded.iter().any(|other| within(&other))
        });
        let names: Vec<String> = names.map(|(n, _)| quote_if_needed(n)).collect();
        names.join(",")
    }
}

fn bar(r: &Reach, part: Option<&Part>) -> Bar {
    // No one field asks for both sides; a phrase is looked for in every name.
    let term = match part {
        Some(p) if !p.as_own => format!("vendor:{}", p.value()),
        Some(p) if !p.as_vendor => format!("org:{}", p.value()),
        _ => crate::query::lex::quote(&r.name),
    };
    let people = match r.people {
        Some(people) => format!(
            "{} people ({} of {} state a count)",
            human::exact(people),
            number(r.counted),
            number(r.incidents)
        ),
        None => "people not stated".to_owned(),
    };
    let clients = format!(
        "{} client{}",
        number(r.clients),
        if r.clients == 1 { "" } else { "s" }
    );
    Bar {
        label: r.name.clone(),
        value: r.incidents as f64,
        shown: number(r.incidents),
        extra: vec![
            Extra {
                shown: number(r.clients),
                exact: r.clients.to_string(),
            },
            Extra {
                shown: r
                    .people
                    .map_or_else(|| human::NOT_STATED.to_owned(), human::people),
                exact: r.people.map(|p| p.to_string()).unwrap_or_default(),
            },
        ],
        readout: format!(
            "{}: {}, {clients}, {people}",
            r.name,
            incidents(r.incidents)
        ),
        narrow: vec![term],
        placeholders: r.placeholders,
    }
}
