//! The rows of answers. Each names its report, outlet and day, and has the words themselves.

use super::context;
use rusqlite::{Connection, Result, Row};
use serde::Serialize;

/// Where something is said: the report as answers name it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InReport {
    /// The id of the report.
    pub report: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication, ISO 8601.
    pub day: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The address that it was published under.
    pub url: Option<String>,
    /// The input that it came in.
    pub input: String,
    /// The number of its row in this file.
    #[serde(skip)]
    pub number: i64,
    /// SHA-256 of its text, which tells two texts with one id apart.
    #[serde(skip)]
    pub text_sha256: String,
}

/// Columns of [`InReport`].
pub(super) const IN_REPORT: &str = "report.number, report.id, report.outlet, report.day, report.title, report.url, report.input, report.text_sha256";
/// How many they are.
const IN_REPORT_COLUMNS: usize = 8;

/// The columns after those of the report, one after the other.
pub(super) fn columns_after_report() -> impl FnMut() -> usize {
    let mut at = IN_REPORT_COLUMNS;
    move || {
        at += 1;
        at - 1
    }
}

impl InReport {
    pub(super) fn of(row: &Row<'_>, first: usize) -> Result<InReport> {
        Ok(InReport {
            number: row.get(first)?,
            report: row.get(first + 1)?,
            outlet: row.get(first + 2)?,
            day: row.get(first + 3)?,
            title: row.get(first + 4)?,
            url: row.get(first + 5)?,
            input: row.get(first + 6)?,
            text_sha256: row.get(first + 7)?,
        })
    }

    /// The order of answers that are equally near: by day, outlet, id, text and place. Unknown days come last.
    pub(super) fn order(&self, start: u32) -> Order {
        let (day, outlet) = (self.day.clone(), self.outlet.clone());
        let text = self.text_sha256.clone();
        (day.is_none(), day, outlet, self.report.clone(), text, start)
    }
}

/// What rows are sorted by: whether the day is unknown, the day, the outlet, the report, its text, the place.
pub(super) type Order = (bool, Option<String>, Option<String>, String, String, u32);

/// The sentence around something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Context {
    /// The first code point in the text of the report.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The words between the two.
    pub text: String,
}

/// The report that a row is of, and the code points of its words in the text, end exclusive.
pub type Spot<'a> = (&'a InReport, u32, u32);

/// A row with words of a report.
pub trait InContext {
    /// Where its words are.
    fn spot(&self) -> Spot<'_>;

    /// The sentence around them. None until it was asked for.
    fn context(&mut self) -> &mut Option<Context>;

    /// Finds the sentence around the words.
    ///
    /// # Errors
    /// If the file cannot be read.
    fn find_context(&mut self, connection: &Connection) -> Result<()> {
        if self.context().is_none() {
            let (place, start, end) = self.spot();
            let around = context::around(connection, place.number, start, end)?;
            *self.context() = around;
        }
        Ok(())
    }
}

/// The order by day, outlet, report and place in the text.
pub(super) fn order(row: &impl InContext) -> Order {
    let (place, start, _) = row.spot();
    place.order(start)
}

/// What is said, and how sure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimRow {
    /// Where it is said.
    #[serde(flatten)]
    pub place: InReport,
    /// The id of the claim within the report.
    pub id: String,
    /// The id of the attribution. Null where the outlet hedges in its own voice.
    pub attribution: Option<String>,
    /// Who says it: the name if it is known, otherwise the words of the report.
    pub source: Option<String>,
    /// The source as it is written.
    pub source_as_written: Option<String>,
    /// The kind of the source.
    pub source_kind: Option<String>,
    /// official, expert, witness, former: those that apply, with commas.
    pub flags: Option<String>,
    /// The reason that the report gives for not naming the source.
    pub anonymity: Option<String>,
    /// "said", "according to".
    pub cue: Option<String>,
    /// What is said.
    pub content: String,
    /// direct, mixed or indirect.
    pub form: Option<String>,
    /// How sure it is.
    pub status: String,
    /// How strongly it is put.
    pub strength: Option<String>,
    /// positive or negative.
    pub polarity: Option<String>,
    /// How the outlet presents the source.
    pub voice: Option<String>,
    /// It may well be wrong.
    pub uncertain: bool,
    /// Where the content begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The sentence around it. Absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The entity that speaks, by the number of its row.
    #[serde(skip)]
    pub speaker: Option<i64>,
    /// The number of its row in this file.
    #[serde(skip)]
    pub number: i64,
}

/// Columns of [`ClaimRow`], from `CLAIM_TABLES`.
pub(super) const CLAIM: &str = "claim.number, claim.id, attribution.id, claim.source, attribution.source, attribution.source_kind, attribution.flags, attribution.anonymity, attribution.cue, claim.content, attribution.form, claim.status, claim.strength, claim.polarity, claim.voice, attribution.uncertain, claim.start, claim.end, attribution.speaker";
pub(super) const CLAIM_TABLES: &str = "claim JOIN report ON report.number = claim.report LEFT JOIN attribution ON attribution.number = claim.attribution";

impl ClaimRow {
    /// From a row of [`IN_REPORT`] and [`CLAIM`].
    pub(super) fn of(row: &Row<'_>) -> Result<ClaimRow> {
        let mut next = columns_after_report();
        Ok(ClaimRow {
            place: InReport::of(row, 0)?,
            number: row.get(next())?,
            id: row.get(next())?,
            attribution: row.get(next())?,
            source: row.get(next())?,
            source_as_written: row.get(next())?,
            source_kind: row.get(next())?,
            flags: row.get(next())?,
            anonymity: row.get(next())?,
            cue: row.get(next())?,
            content: row.get(next())?,
            form: row.get(next())?,
            status: row.get(next())?,
            strength: row.get(next())?,
            polarity: row.get(next())?,
            voice: row.get(next())?,
            uncertain: row.get::<_, Option<bool>>(next())?.unwrap_or(false),
            start: row.get(next())?,
            end: row.get(next())?,
            speaker: row.get(next())?,
            context: None,
        })
    }
}

impl InContext for ClaimRow {
    fn spot(&self) -> Spot<'_> {
        (&self.place, self.start, self.end)
    }

    fn context(&mut self) -> &mut Option<Context> {
        &mut self.context
    }
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureRow {
    /// Where it is said.
    #[serde(flatten)]
    pub place: InReport,
    /// The id of the figure within the report.
    pub id: String,
    /// The number with its unit, as written.
    pub text: String,
    /// The number, or the lower end of a range. Null if it is open.
    #[serde(serialize_with = "whole_if_it_is")]
    pub low: Option<f64>,
    /// The number again, or the upper end. Null if it is open.
    #[serde(serialize_with = "whole_if_it_is")]
    pub high: Option<f64>,
    /// The unit.
    pub unit: Option<String>,
    /// What it is per, with commas.
    pub per: Option<String>,
    /// What is counted.
    pub of: Option<String>,
    /// amount, rate, change and so on.
    pub role: String,
    /// up or down, of a change.
    pub direction: Option<String>,
    /// "about", "at least" and the like.
    pub modifier: Option<String>,
    /// The id of the innermost attribution that contains it. Null if the outlet says it itself, or if it may well be wrong
    /// that somebody else does.
    pub attribution: Option<String>,
    /// Who says it. Null as the attribution is.
    pub source: Option<String>,
    /// The first code point.
    pub start: u32,
    /// The code point after the last one.
    pub end: u32,
    /// The sentence around it. Absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
}

/// A number as JSON has it: 20000 and not 20000.0.
#[allow(clippy::ref_option, clippy::cast_possible_truncation)]
pub(super) fn whole_if_it_is<S: serde::Serializer>(
    number: &Option<f64>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number {
        Some(number) if number.fract() == 0.0 && number.abs() < EXACT => {
            serializer.serialize_i64(*number as i64)
        }
        Some(number) => serializer.serialize_f64(*number),
        None => serializer.serialize_none(),
    }
}

/// Columns of [`FigureRow`], from [`figure_tables`].
pub(super) const FIGURE: &str = "figure.id, figure.text, figure.low, figure.high, figure.unit, figure.per, figure.of, figure.role, figure.direction, figure.modifier, attribution.id, COALESCE((SELECT source FROM claim WHERE claim.attribution = attribution.number), attribution.source), figure.start, figure.end";

/// The tables of figures. A figure stays a figure if it may well be wrong that somebody says it: then nobody is named, unless
/// what is uncertain is asked for.
pub(super) fn figure_tables(uncertain: bool) -> &'static str {
    if uncertain {
        "figure JOIN report ON report.number = figure.report LEFT JOIN attribution ON attribution.number = figure.attribution"
    } else {
        "figure JOIN report ON report.number = figure.report LEFT JOIN attribution ON attribution.number = figure.attribution AND attribution.uncertain = 0"
    }
}

impl FigureRow {
    /// From a row of [`IN_REPORT`] and [`FIGURE`].
    pub(super) fn of(row: &Row<'_>) -> Result<FigureRow> {
        let mut next = columns_after_report();
        Ok(FigureRow {
            place: InReport::of(row, 0)?,
            id: row.get(next())?,
            text: row.get(next())?,
            low: row.get(next())?,
            high: row.get(next())?,
            unit: row.get(next())?,
            per: row.get(next())?,
            of: row.get(next())?,
            role: row.get(next())?,
            direction: row.get(next())?,
            modifier: row.get(next())?,
            attribution: row.get(next())?,
            source: row.get(next())?,
            start: row.get(next())?,
            end: row.get(next())?,
            context: None,
        })
    }
}

impl InContext for FigureRow {
    fn spot(&self) -> Spot<'_> {
        (&self.place, self.start, self.end)
    }

    fn context(&mut self) -> &mut Option<Context> {
        &mut self.context
    }
}

/// A report, and what is in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportRow {
    /// The report.
    #[serde(flatten)]
    pub place: InReport,
    /// What kind of page it is.
    pub kind: String,
    /// Why it was not read. Null if it was.
    pub skipped: Option<String>,
    /// How many claims of sources it has.
    pub claims: i64,
    /// How many figures.
    pub figures: i64,
    /// How many findings of `sayso check`.
    pub findings: i64,
    /// The words around what was searched for. Absent if nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Columns of [`ReportRow`], without the words.
pub(super) const REPORT: &str = "report.kind, report.skipped, (SELECT COUNT(*) FROM attribution WHERE attribution.report = report.number), (SELECT COUNT(*) FROM figure WHERE figure.report = report.number), (SELECT COUNT(*) FROM finding WHERE finding.report = report.number)";

impl ReportRow {
    /// From a row of [`IN_REPORT`] and [`REPORT`].
    pub(super) fn of(row: &Row<'_>) -> Result<ReportRow> {
        let mut next = columns_after_report();
        Ok(ReportRow {
            place: InReport::of(row, 0)?,
            kind: row.get(next())?,
            skipped: row.get(next())?,
            claims: row.get(next())?,
            figures: row.get(next())?,
            findings: row.get(next())?,
            words: None,
        })
    }
}
