//! In: words and days. Out: what is said to happen, by the day on which it is said to happen, beside when it
//! was said and published.

use super::context;
use super::filter::{Conditions, Filter};
use super::row::{Context, IN_REPORT, InContext, InReport, Spot, columns_after_report};
use super::search::Found;
use super::words::Words;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, Row, params, params_from_iter};
use serde::Serialize;

/// When something is said to happen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeRow {
    /// Where it is said. `day` is when it was published.
    #[serde(flatten)]
    pub place: InReport,
    /// The id of the time within the report.
    pub id: String,
    /// The words of the time.
    pub text: String,
    /// The day or moment that it begins.
    pub begins: String,
    /// The first day or moment after it.
    pub ends_before: Option<String>,
    /// The zone of the hour: "Z" or "-05:00". Null if the words name none.
    pub zone: Option<String>,
    /// Whether it lies within the days that were asked for. A year that one of the days is in does not.
    pub within: bool,
    /// When it was said, if the report says so.
    pub said: Option<Speaking>,
    /// The id of the innermost attribution that contains it. Null if the outlet says it itself.
    pub attribution: Option<String>,
    /// Who says it. Null if the outlet says it itself.
    pub source: Option<String>,
    /// "said", "according to".
    pub cue: Option<String>,
    /// What is said. Null if the outlet says it itself.
    pub content: Option<String>,
    /// How sure it is. Null if the outlet says it itself.
    pub status: Option<String>,
    /// The first code point of the time.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The sentence around it. Absent unless it was asked for, except where the outlet says it itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    #[serde(skip)]
    attribution_number: Option<i64>,
}

impl InContext for TimeRow {
    fn spot(&self) -> Spot<'_> {
        (&self.place, self.start, self.end)
    }

    fn context(&mut self) -> &mut Option<Context> {
        &mut self.context
    }
}

/// The time at which something was said: "said Wednesday".
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speaking {
    /// The words.
    pub text: String,
    /// The day or moment that it begins.
    pub begins: String,
}

/// What is searched for in a timeline.
#[derive(Clone, Debug, Default)]
pub struct TimeSearch {
    /// Words of the claim, or of the sentence. None for all.
    pub words: Option<Words>,
    /// The first day on which it is said to happen.
    pub since: Option<String>,
    /// The last day on which it is said to happen.
    pub until: Option<String>,
    /// What the answer is limited to. Its days are those of publication.
    pub filter: Filter,
}

/// The columns after those of the report.
const TIME: &str = "time.id, time.text, time.begins, time.ends_before, attribution.id, COALESCE(claim.source, attribution.source), attribution.cue, claim.content, claim.status, time.start, time.end, attribution.number";

/// The zone at the end of the value of a time, as in `2024-03-01T21:00-05:00`. Null if the words name none.
const ZONE: &str = "CASE
  WHEN time.value NOT LIKE '%T%' THEN NULL
  WHEN time.value LIKE '%Z' THEN 'Z'
  WHEN time.value LIKE '%+__:__' OR time.value LIKE '%-__:__' THEN substr(time.value, -6) END";

/// Whether a time lies within the days that were asked for, as numbered parameters.
const WITHIN: &str = "(?1 IS NULL OR time.begins >= ?1) AND
  (?2 IS NULL OR time.ends_before IS NULL OR time.ends_before <= ?2 OR
   length(time.ends_before) = 10 AND date(time.ends_before, '-1 day') <= ?2)";

/// How far from the words of saying the time of speaking can be, in code points: "said in a statement late on
/// Wednesday".
const NEAR_THE_CUE: i64 = 40;

impl TimeSearch {
    fn conditions(&self) -> Conditions {
        let mut conditions = Conditions::default();
        conditions.values.extend([self.first(), self.last()]);
        conditions.add("time.begins IS NOT NULL AND time.of = 'event'", []);
        conditions.add(
            "(?1 IS NULL OR COALESCE(time.ends_before, time.begins || '~') > ?1)",
            [],
        );
        conditions.add("(?2 IS NULL OR time.begins <= ?2)", []);
        self.filter.of_reports(&mut conditions);
        self.filter.of_sources(&mut conditions);
        if let Some(words) = &self.words {
            conditions.add(
                "time.report IN (SELECT rowid FROM report_fts WHERE report_fts MATCH ?)",
                [Value::Text(words.expression())],
            );
        }
        conditions
    }

    fn first(&self) -> Value {
        self.since.clone().map_or(Value::Null, Value::Text)
    }

    /// What is after each moment of the last day, as text.
    fn last(&self) -> Value {
        let until = self.until.as_ref();
        until.map_or(Value::Null, |until| Value::Text(format!("{until}~")))
    }

    /// The times that match, by the moment at which they begin, then the shorter ones first. A time of which the words name
    /// no zone is put in order as if it were in UTC, because nothing says more. Those that only reach into the days that
    /// were asked for come after those within them.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn rows(&self, connection: &Connection, limit: usize) -> Result<Found<TimeRow>> {
        let conditions = self.conditions();
        let query = format!(
            "SELECT {IN_REPORT}, {TIME}, {WITHIN} AS within, {ZONE} AS zone
             FROM time
             JOIN report ON report.number = time.report
             LEFT JOIN attribution ON attribution.number = time.attribution
             LEFT JOIN claim ON claim.attribution = attribution.number
             {}
             ORDER BY within DESC, COALESCE(datetime(time.begins || COALESCE(zone, '')), time.begins), time.begins, time.ends_before, report.day, report.outlet, report.id, report.text_sha256, time.start",
            conditions.sql()
        );
        let mut query = connection.prepare(&query)?;
        let mut found = query.query(params_from_iter(&conditions.values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let mut row = TimeRow::of(row)?;
            if !self.is_about(connection, &mut row)? {
                continue;
            }
            row.said = row.speaking(connection)?;
            rows.push(row);
            if rows.len() > limit {
                break;
            }
        }
        Ok(Found::first(rows, limit))
    }

    /// Whether the claim or the sentence has the words.
    fn is_about(&self, connection: &Connection, row: &mut TimeRow) -> Result<bool> {
        if row.content.is_none() {
            row.find_context(connection)?;
        }
        let content = row.content.as_deref();
        let Some(words) = &self.words else {
            return Ok(true);
        };
        if content.is_some_and(|content| words.are_in(content)) {
            return Ok(true);
        }
        if let Some(context) = &row.context {
            return Ok(words.are_in(&context.text));
        }
        let context = context::around(connection, row.place.number, row.start, row.end)?;
        Ok(context.is_some_and(|context| words.are_in(&context.text)))
    }
}

impl TimeRow {
    fn of(row: &Row<'_>) -> Result<TimeRow> {
        let mut next = columns_after_report();
        Ok(TimeRow {
            place: InReport::of(row, 0)?,
            id: row.get(next())?,
            text: row.get(next())?,
            begins: row.get(next())?,
            ends_before: row.get(next())?,
            attribution: row.get(next())?,
            source: row.get(next())?,
            cue: row.get(next())?,
            content: row.get(next())?,
            status: row.get(next())?,
            start: row.get(next())?,
            end: row.get(next())?,
            attribution_number: row.get(next())?,
            within: row.get(next())?,
            zone: row.get(next())?,
            said: None,
            context: None,
        })
    }

    /// The time of speaking beside the words of saying.
    fn speaking(&self, connection: &Connection) -> Result<Option<Speaking>> {
        let Some(attribution) = self.attribution_number else {
            return Ok(None);
        };
        connection
            .prepare_cached(
                "WITH piece AS (SELECT start, end FROM attribution_span WHERE attribution = ?1 AND part = 'cue'),
                 cue AS (
                   SELECT start, end FROM piece
                   UNION ALL SELECT cue_start, cue_start + length(cue) FROM attribution
                   WHERE number = ?1 AND cue_start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM piece)
                 )
                 SELECT time.text, time.begins
                 FROM time JOIN cue
                 WHERE time.report = ?2 AND time.of = 'speaking' AND time.begins IS NOT NULL
                   AND MAX(time.start - cue.end, cue.start - time.end) <= ?3
                 ORDER BY MAX(time.start - cue.end, cue.start - time.end), time.start LIMIT 1",
            )?
            .query_row(
                params![attribution, self.place.number, NEAR_THE_CUE],
                |row| {
                    Ok(Speaking {
                        text: row.get(0)?,
                        begins: row.get(1)?,
                    })
                },
            )
            .optional()
    }
}
