//! `breachlens sources`: what the records cite, and which records cite it.

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::{
    model::Incident,
    report::{
        csv, json, markdown,
        table::{Head, Table},
    },
};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::collections::BTreeMap;

const EXAMPLES: &str = "Examples:
  breachlens sources healthec-2023
      what one record cites
  breachlens sources --domains
      which sites the dataset rests on, by how many records cite them
  breachlens sources data:genetic --format csv > sources.csv
      every source of the incidents of a query, with the records that cite it";

/// Arguments of `sources`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Sources {
    /// Ids or a query; everything when there is none
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
    /// Count sources and records by domain
    #[arg(long)]
    domains: bool,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Fit the table to so many columns, even in a pipe; 0 cuts nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// For scripts
    Json,
    /// For spreadsheets
    Csv,
    /// For a document
    Markdown,
}

/// One address and who cites it.
struct Cited {
    title: String,
    publisher: String,
    date: String,
    records: Vec<String>,
}

impl Sources {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let data = select::data(env)?;
        let rows = select::ids_or_query(env, &data.catalog, &self.query)?;
        let mut cited: BTreeMap<String, Cited> = BTreeMap::new();
        for r in rows.iter().filter_map(|r| data.catalog.incident(*r)) {
            collect(&r, &mut cited);
        }
        let (heads, cells) = if self.domains {
            domains(&cited)
        } else {
            sources(&cited)
        };
        let (width, paint) = (out.width(self.width), out.paint());
        match self.format {
            Format::Json if self.domains => {
                let list = cells.iter().map(|c| {
                    let number = |at: usize| c.get(at).and_then(|n| n.parse::<usize>().ok());
                    json!({"domain": c.first(), "sources": number(1), "records": number(2)})
                });
                json::array(out, list)?;
            }
            Format::Json => {
                let list = cited.iter().map(|(url, c)| {
                    let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
                    json!({
                        "url": url, "title": c.title, "publisher": some(&c.publisher),
                        "date": some(&c.date), "records": c.records,
                    })
                });
                json::array(out, list)?;
            }
            Format::Csv => {
                csv::write(out, heads.iter().map(|h| h.text.to_lowercase()))?;
                for row in &cells {
                    csv::write(out, row)?;
                }
            }
            Format::Table | Format::Markdown => {
                // An address that is cut is none.
                let mut table = Table::new(heads).wrapped();
                for row in cells {
                    table.push(row);
                }
                match self.format {
                    Format::Markdown => markdown::table(out, &table)?,
                    _ => table.write(out, width, paint)?,
                }
            }
        }
        Ok(data.outcome(!cited.is_empty()))
    }
}

fn collect(r: &Incident, cited: &mut BTreeMap<String, Cited>) {
    for s in &r.sources {
        let entry = cited.entry(s.url.to_string()).or_insert_with(|| Cited {
            title: s.title.to_string(),
            publisher: s.publisher.as_deref().unwrap_or_default().to_owned(),
            date: s.date.map(|d| d.to_string()).unwrap_or_default(),
            records: Vec::new(),
        });
        if entry.records.last() != Some(&r.id) {
            entry.records.push(r.id.clone());
        }
    }
}

type Cells = Vec<Vec<String>>;

fn sources(cited: &BTreeMap<String, Cited>) -> (Vec<Head>, Cells) {
    let heads = vec![
        Head::flexible("Publisher"),
        Head::left("Date"),
        Head::flexible("Title"),
        Head::flexible("Records"),
        Head::below("URL"),
    ];
    let cells = cited.iter().map(|(url, c)| {
        vec![
            c.publisher.clone(),
            c.date.clone(),
            c.title.clone(),
            c.records.join(csv::BETWEEN),
            url.clone(),
        ]
    });
    (heads, cells.collect())
}

/// Domains, those that most records cite first.
fn domains(cited: &BTreeMap<String, Cited>) -> (Vec<Head>, Cells) {
    let mut by_domain: BTreeMap<String, (usize, Vec<&str>)> = BTreeMap::new();
    for (url, c) in cited {
        let (sources, records) = by_domain.entry(domain(url)).or_default();
        *sources += 1;
        records.extend(c.records.iter().map(String::as_str));
    }
    let mut list: Vec<(String, usize, usize)> = by_domain
        .into_iter()
        .map(|(domain, (sources, mut records))| {
            records.sort_unstable();
            records.dedup();
            (domain, sources, records.len())
        })
        .collect();
    list.sort_by(|a, b| b.2.cmp(&a.2).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)));
    let heads = vec![
        Head::flexible("Domain"),
        Head::right("Sources"),
        Head::right("Records"),
    ];
    let cells = list
        .into_iter()
        .map(|(domain, sources, records)| vec![domain, sources.to_string(), records.to_string()]);
    (heads, cells.collect())
}

/// The host of an address, without user, port and `www.`.
fn domain(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let host = host.to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_hosts() {
        for (url, want) in [
            ("https://www.hhs.gov/x?y#z", "hhs.gov"),
            ("http://User:pw@Example.ORG:8080", "example.org"),
            ("https://example.org?q", "example.org"),
            ("https://[::1]/", "[::1]"),
        ] {
            assert_eq!(domain(url), want);
        }
    }
}
