//! `breachlens fields`: everything that can be asked, and with a field's name its values.

use super::{Env, Failure, Outcome, output::Output, select};
use crate::{
    Error,
    analysis::clocks::Rules,
    catalog::{BitSet, Catalog},
    model::vocabulary::nearest,
    query::{
        FIELDS, Field, Kind, facet,
        field::{Flag, Statable, find},
        rows::stated,
        value::Unit,
    },
    report::{
        human::NOT_STATED,
        json,
        table::{Head, Table},
    },
};
use clap::{Args, ValueEnum};
use serde_json::json;

const EXAMPLES: &str = "Examples:
  breachlens fields
      every field with an example and how many records state it
  breachlens fields measure
      every word that `measure:` takes, with its group and its records
  breachlens fields --format json | jq -r '.[].example'
      the examples alone";

/// Arguments of `fields`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Fields {
    /// A field whose values to list
    field: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// For scripts
    Json,
}

impl Fields {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        let field = self.field.as_deref().map(named).transpose()?;
        let data = select::data(env)?;
        match field {
            Some(field) => self.values(field, &data.catalog, out)?,
            None => self.fields(&data.catalog, out)?,
        }
        Ok(data.outcome(true))
    }

    fn fields(&self, catalog: &Catalog, out: &mut Output) -> Result<(), Failure> {
        let count = |f: &'static Field| {
            f.is_stated_kind()
                .then(|| stated(catalog, Statable::Field(f)).count())
        };
        if self.format == Format::Json {
            let list = FIELDS.iter().map(|f| {
                json!({
                    "field": f.id, "type": kind(f), "example": f.example, "meaning": f.meaning,
                    "records": count(f), "of": catalog.len(), "sortable": f.is_sortable(),
                })
            });
            return Ok(json::array(out, list)?);
        }
        let mut table = Table::new(vec![
            Head::left("Field"),
            Head::left("Type"),
            Head::right(format!("Stated of {}", catalog.len())),
            Head::left("Example"),
            Head::note("Meaning"),
        ])
        .wrapped();
        for f in FIELDS {
            table.push(vec![
                format!("{}:", f.id),
                kind(f).to_owned(),
                count(f).map_or_else(|| NOT_STATED.to_owned(), |n| n.to_string()),
                f.example.to_owned(),
                f.meaning.to_owned(),
            ]);
        }
        let (width, paint) = (out.width(None), out.paint());
        Ok(table.write(out, width, paint)?)
    }

    fn values(
        &self,
        field: &'static Field,
        catalog: &Catalog,
        out: &mut Output,
    ) -> Result<(), Failure> {
        let values = values(field, catalog);
        if self.format == Format::Json {
            let list = values.iter().map(|v| {
                json!({"value": v.id, "label": v.label, "group": v.group, "records": v.records})
            });
            return Ok(json::array(out, list)?);
        }
        if values.is_empty() {
            let text = format!(
                "{}: takes no fixed values; an example is {}",
                field.id, field.example
            );
            return Err(Failure::Nothing(text));
        }
        let mut table = Table::new(vec![
            Head::left("Value"),
            Head::left("Meaning"),
            Head::left("Group"),
            Head::right("Records"),
        ])
        .wrapped();
        for v in values {
            let records = v
                .records
                .map_or_else(|| NOT_STATED.to_owned(), |n| n.to_string());
            table.push(vec![v.id, v.label, v.group.to_owned(), records]);
        }
        let (width, paint) = (out.width(None), out.paint());
        Ok(table.write(out, width, paint)?)
    }
}

fn named(name: &str) -> Result<&'static Field, Error> {
    let id = name.trim_end_matches(':').to_lowercase();
    find(&id).ok_or_else(|| {
        let right = match nearest(&id, FIELDS.iter().map(|f| f.id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`breachlens fields` lists them".to_owned(),
        };
        Error::usage(format!("`{name}` is no field")).right(right)
    })
}

/// What a field takes, in a word or two.
const fn kind(field: &Field) -> &'static str {
    match field.kind {
        Kind::Names(_) => "name",
        Kind::Prose => "text",
        Kind::Words { .. } => "word",
        Kind::Code { .. } => "code",
        Kind::Number {
            unit: Unit::People, ..
        } => "people",
        Kind::Number {
            unit: Unit::Dollars,
            ..
        } => "US dollars",
        Kind::Number {
            unit: Unit::Months, ..
        } => "months",
        Kind::Number { .. } => "number",
        Kind::Days(_) => "days",
        Kind::Date(_) => "date",
        Kind::Year => "year",
        Kind::Clock => "rule and result",
        Kind::Stated(_) => "field or event",
        Kind::Flags => "mark",
        Kind::Sort => "field",
    }
}

/// A value that a field takes.
struct FieldValue {
    id: String,
    label: String,
    group: &'static str,
    /// Records that have it, where that can be counted.
    records: Option<usize>,
}

/// The values in the vocabulary's order, words that no record has among them; nothing for free values.
fn values(field: &'static Field, catalog: &Catalog) -> Vec<FieldValue> {
    let counted = facet::count(catalog, field, &BitSet::all(catalog.len())).values;
    let plain = |id: &str, label: &str, records| FieldValue {
        id: id.to_owned(),
        label: label.to_owned(),
        group: "",
        records,
    };
    match field.kind {
        Kind::Words { words, .. } => words
            .iter()
            .map(|w| FieldValue {
                id: w.id.to_owned(),
                label: w.label.to_owned(),
                group: w.group,
                records: Some(counted.iter().find(|v| v.id == w.id).map_or(0, |v| v.count)),
            })
            .collect(),
        Kind::Code { .. } | Kind::Year => counted
            .iter()
            .map(|v| plain(&v.id, &v.label, Some(v.count)))
            .collect(),
        Kind::Clock => {
            let clocks = &catalog.columns.clocks;
            let results: [(&str, &dyn Fn(usize) -> u64); 3] = [
                ("met", &|r| clocks.met.get(r)),
                ("late", &|r| clocks.late.get(r)),
                ("unknown", &|r| clocks.unknown.get(r)),
            ];
            let rules = Rules::bundled().rules.iter().enumerate();
            rules
                .flat_map(|(at, rule)| {
                    results.map(|(result, get)| {
                        let has = |r: &usize| get(*r) >> at & 1 == 1;
                        let n = (0..catalog.len()).filter(has).count();
                        plain(&format!("{}={result}", rule.id), &rule.name, Some(n))
                    })
                })
                .collect()
        }
        Kind::Stated(_) => Statable::all()
            .map(|s| {
                let label = match s {
                    Statable::Field(f) => f.meaning,
                    Statable::Event(_) => "an event of the timeline",
                };
                plain(s.id(), label, Some(stated(catalog, s).count()))
            })
            .collect(),
        Kind::Flags => Flag::ALL
            .iter()
            .map(|f| plain(f.id(), f.meaning(), None))
            .collect(),
        Kind::Sort => FIELDS
            .iter()
            .filter(|f| f.is_sortable())
            .map(|f| plain(f.id, f.meaning, None))
            .collect(),
        _ => Vec::new(),
    }
}
