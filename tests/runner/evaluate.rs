//! Fills a table with what sayso finds.
//!
//! In: a case and one of its tables. Out: rows with the columns of that table, as sayso fills them.

use crate::markdown::{Case, Input, Table};
use crate::{figures, findings, report, times};
use anyhow::{Context, Result};

/// A list in one cell that is empty.
const NOTHING: &str = "–";

/// The rows that sayso would write into a table.
///
/// # Errors
/// If the table has a column that nothing can fill, or the case lacks its input.
pub fn found(case: &Case, table: &Table) -> Result<Vec<Vec<String>>> {
    let head: Vec<&str> = table.head.iter().map(String::as_str).collect();
    match head[..] {
        ["sentence", "figures"] => Ok(each_row(table, figures::shown)),
        ["sentence", "times"] => {
            let published = times::published(case.marks.published.as_deref())?;
            Ok(each_row(table, |sentence| {
                times::shown(sentence, published)
            }))
        }
        ["passage", "findings"] => {
            let code = findings::code(&case.name);
            Ok(each_row(table, |passage| findings::shown(passage, code)))
        }
        _ => {
            let input: &Input = case.input.as_ref().context("no ```report or ```page")?;
            let reading = report::read(case, input)?;
            report::rows(input, table, &reading)
        }
    }
}

/// Rows that have their own text in the first cell and what is found in it in the second.
fn each_row(table: &Table, shown: impl Fn(&str) -> Vec<String>) -> Vec<Vec<String>> {
    let row = |row: &Vec<String>| vec![row[0].clone(), listed(table, &shown(&row[0]))];
    table.rows.iter().map(row).collect()
}

/// Items in one cell.
fn listed(table: &Table, items: &[String]) -> String {
    let separator = if table.subject() == "passage" {
        " • "
    } else {
        "; "
    };
    if items.is_empty() {
        NOTHING.into()
    } else {
        items.join(separator)
    }
}
