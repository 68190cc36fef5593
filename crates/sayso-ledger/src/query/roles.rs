//! In: a source. Out: what reports say that it is, from which day to which.

use super::who::Source;
use rusqlite::{Connection, Result};
use serde::Serialize;

/// A role of a source, and when reports say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleDays {
    /// The role, as the first report has it, without an article.
    pub role: String,
    /// Whether the words say that it no longer is: "former".
    pub former: bool,
    /// The day of the first report that says so. Null if no day is known.
    pub first_day: Option<String>,
    /// The day of the last one.
    pub last_day: Option<String>,
    /// The ids of these reports, by day.
    pub reports: Vec<String>,
}

/// What reports say that a source is, by the first day on which they do. Roles are one if their words are, whatever their
/// capitals and article.
///
/// # Errors
/// If the file cannot be read.
pub fn roles_over_time(connection: &Connection, source: &Source) -> Result<Vec<RoleDays>> {
    let mut query = connection.prepare_cached(
        "SELECT role.text, role.former, report.day, report.id
         FROM role JOIN entity ON entity.number = role.entity JOIN report ON report.number = entity.report
         WHERE role.entity IN (SELECT value FROM json_each(?))
         ORDER BY report.day IS NULL, report.day, report.id, report.text_sha256, role.start",
    )?;
    let mut all: Vec<(String, RoleDays)> = Vec::new();
    let mut rows = query.query([source.numbers()])?;
    while let Some(row) = rows.next()? {
        let (text, former): (String, bool) = (row.get(0)?, row.get(1)?);
        let (day, report): (Option<String>, String) = (row.get(2)?, row.get(3)?);
        let role = without_article(&text);
        let key = role.to_lowercase();
        let is_same = |(of, known): &&mut (String, RoleDays)| *of == key && known.former == former;
        let Some((_, known)) = all.iter_mut().find(is_same) else {
            all.push((
                key,
                RoleDays {
                    role: role.to_string(),
                    former,
                    first_day: day.clone(),
                    last_day: day,
                    reports: vec![report],
                },
            ));
            continue;
        };
        // Reports without a day come last.
        known.last_day = day.or(known.last_day.take());
        if known.reports.last() != Some(&report) {
            known.reports.push(report);
        }
    }
    Ok(all.into_iter().map(|(_, role)| role).collect())
}

/// "the harbour master" is "harbour master".
fn without_article(role: &str) -> &str {
    let (first, rest) = role.split_once(' ').unwrap_or((role, ""));
    let is_article = ["the", "a", "an"]
        .iter()
        .any(|article| first.eq_ignore_ascii_case(article));
    if is_article && !rest.is_empty() {
        rest
    } else {
        role
    }
}
