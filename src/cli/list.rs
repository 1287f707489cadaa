//! `breachlens list`: the incidents that answer a query, a row each.

use super::{Env, Failure, Outcome, args, output::Output, select};
use crate::report::{
    columns::Column,
    rows::{Format, Rows},
    table::{Head, Table},
};
use clap::Args;

const EXAMPLES: &str = "Examples:
  breachlens list data:ssn -measure:credit_monitoring
      breaches of Social Security numbers without an offer of credit monitoring
  breachlens list method:ransomware year:2023.. --columns org,notify --limit 20
      the latest ransomware cases, two columns of them
  breachlens list sector:health_plan sort:-affected --format csv > plans.csv
      every column of the health plans, the largest first, for a spreadsheet

A number of people with ? behind it is a placeholder: filed before the number was known.";

/// Arguments of `list`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct List {
    /// What to list; everything when there is no query
    #[arg(value_parser = args::typed)]
    query: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Columns, separated by commas; `all` for every one, `help` to list them
    #[arg(long, value_name = "NAMES")]
    columns: Option<String>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Fit a table to so many columns, even in a pipe; 0 cuts nothing
    #[arg(long, value_name = "N")]
    width: Option<u16>,
}

impl List {
    pub fn run(&self, env: &Env, out: &mut Output) -> Result<Outcome, Failure> {
        if self.columns.as_deref() == Some("help") {
            return self.columns_help(out);
        }
        let mut columns = self.columns.as_deref().map(Column::read_list).transpose()?;
        // The settings say what a table shows; the other formats stay as scripts know them.
        if columns.is_none() && matches!(self.format, Format::Table | Format::Markdown) {
            columns.clone_from(&env.config.columns);
        }
        let query = select::read_query(env, &self.query)?;
        let data = select::data(env)?;
        let rows = select::answer(&data.catalog, &query).rows;
        let shown = rows
            .get(..self.limit.unwrap_or(usize::MAX))
            .unwrap_or(&rows);
        let report = Rows {
            catalog: &data.catalog,
            rows: shown,
            columns: columns.as_deref(),
        };
        // A table without rows says so by its exit code; its head alone would only look like an answer.
        if !(rows.is_empty() && matches!(self.format, Format::Table | Format::Markdown)) {
            let (width, paint) = (out.width(self.width), out.paint());
            report.write(out, self.format, width, paint)?;
        }
        Ok(data.outcome(!rows.is_empty()))
    }

    fn columns_help(&self, out: &mut Output) -> Result<Outcome, Failure> {
        let mut table = Table::new(vec![Head::left("Column"), Head::flexible("Meaning")]).wrapped();
        for column in Column::all() {
            table.push(vec![column.id().to_owned(), column.meaning().to_owned()]);
        }
        let (width, paint) = (out.width(self.width), out.paint());
        table.write(out, width, paint)?;
        Ok(Outcome::Fine)
    }
}
