//! In: the records of a report. Out: its row in a list, and what comes first in the list.

use super::Reason;
use crate::about::headline;
use crate::overview::Overview;
use crate::records::{Error, Saved};
use crate::view::View;
use crate::{plural, visible};
use sayso::check::derivation::Verdict;
use sayso::check::{Code, Severity};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A report in a list of reports: what an editor wants to know before opening it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The input, with its line for JSONL.
    pub input: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of publication: `2024-03-01`.
    pub day: Option<String>,
    /// The headline.
    pub headline: Option<String>,
    /// The name of the file that shows it, in the folder of the list, if there is one.
    #[serde(skip)]
    pub page: Option<String>,
    /// What came of it.
    pub state: State,
}

/// What came of an input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was read.
    Read(Counted),
    /// It was not read.
    Skipped(Reason),
    /// It could not be read, with the message.
    Failed(String),
}

/// What was counted in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counted {
    /// Statements that are shown as certain.
    pub claims: usize,
    /// Those among them that no named source makes. None if it was not looked for who the sources are,
    /// as with `--rules-only`.
    pub unnamed: Option<usize>,
    /// Accusations and denials, one for both where one answers the other.
    pub disputes: usize,
    /// Figures of the report.
    pub figures: usize,
    /// Those that could be compared with others. None if no code that compares figures was asked for.
    pub checked: Option<usize>,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes and say more than that figures agree.
    pub notes: usize,
    /// Findings that figures agree.
    pub agreements: usize,
    /// Findings that a weekday fits its date. They show nothing about figures.
    pub weekdays: usize,
}

impl Counted {
    fn new(view: &View<'_>) -> Counted {
        let overview = Overview::new(view);
        let sources = &overview.sources;
        let mut attributions = view.saved.attributions.iter();
        let are_resolved = attributions.any(|a| a.source_kind.is_some());
        let mut counted = Counted {
            claims: sources.statements(),
            unnamed: are_resolved.then(|| sources.by_unnamed + sources.by_nobody),
            disputes: overview.disputes.len(),
            figures: overview.checked.figures,
            checked: (!overview.checked.not_asked_for).then_some(overview.checked.compared),
            ..Counted::default()
        };
        for finding in &view.saved.findings {
            let count = match finding.severity {
                Severity::Error => &mut counted.errors,
                Severity::Warning => &mut counted.warnings,
                Severity::Note if finding.fits_its_date() => &mut counted.weekdays,
                Severity::Note if finding.is_agreement() => &mut counted.agreements,
                Severity::Note => &mut counted.notes,
            };
            *count += 1;
        }
        counted
    }

    /// Whether there is a finding that says more than that figures agree.
    pub fn has_findings(&self) -> bool {
        self.errors + self.warnings + self.notes > 0
    }

    /// "1 error, 2 warnings". Empty if there are none.
    pub fn findings(&self) -> String {
        let all = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ];
        let words = all.into_iter().filter(|(n, _)| *n > 0);
        let words: Vec<String> = words.map(|(n, word)| plural(n, word)).collect();
        words.join(", ")
    }

    /// "3 of 7": how many figures could be checked. None without figures, and where it was not tried.
    pub fn checked_in_words(&self) -> Option<String> {
        let checked = self.checked.filter(|_| self.figures > 0)?;
        Some(format!("{checked} of {}", self.figures))
    }

    /// The part of the claims that no named source makes, in percent. None without claims, and where it
    /// is not known who the sources are.
    pub fn unnamed_percent(&self) -> Option<usize> {
        percent(self.unnamed?, self.claims)
    }
}

/// A part in percent. None of nothing.
pub fn percent(part: usize, all: usize) -> Option<usize> {
    (all > 0).then(|| (100 * part + all / 2) / all)
}

impl crate::records::Finding {
    /// Whether it says only that figures agree.
    pub fn is_agreement(&self) -> bool {
        let agrees = matches!(self.verdict, Some(Verdict::Agrees | Verdict::AgreesRounded));
        agrees && self.severity == Severity::Note
    }

    /// Whether it says that a weekday fits its date.
    pub fn fits_its_date(&self) -> bool {
        self.code == Code::Weekday && self.verdict.is_some_and(Verdict::agrees)
    }
}

impl Row {
    /// The row of a report.
    pub fn new(view: &View<'_>) -> Row {
        let report = &view.saved.report;
        Row {
            input: short(&report.name(), LONGEST_NAME),
            outlet: report
                .outlet
                .as_deref()
                .map(|outlet| short(outlet, LONGEST)),
            day: report.published.as_deref().map(day),
            headline: headline(view).map(|headline| short(headline, LONGEST)),
            page: None,
            state: match report.skipped {
                Some(why) => State::Skipped(Reason::new(report, why)),
                None => State::Read(Counted::new(view)),
            },
        }
    }

    /// The row of saved records.
    pub fn of(saved: &Saved) -> Row {
        Row::new(&View::new(saved))
    }

    /// The row of an input that failed.
    pub fn failed(error: &Error) -> Row {
        Row {
            input: short(&error.name(), LONGEST_NAME),
            outlet: None,
            day: None,
            headline: None,
            page: None,
            state: State::Failed(short(&error.message, LONGEST)),
        }
    }

    /// What was counted, if it was read.
    pub fn counted(&self) -> Option<&Counted> {
        match &self.state {
            State::Read(counted) => Some(counted),
            State::Skipped(_) | State::Failed(_) => None,
        }
    }

    /// How it is called: by its headline, or by the name of its input without one.
    pub fn title(&self) -> &str {
        self.headline.as_deref().unwrap_or_else(|| self.file())
    }

    /// The name of its file without the folders, with its line for JSONL.
    pub fn file(&self) -> &str {
        self.input.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Its place in a list.
    pub(super) fn rank(&self) -> Rank {
        let counted = self.counted().copied().unwrap_or_default();
        Rank {
            group: match self.state {
                State::Read(_) => Group::Read,
                State::Skipped(_) => Group::Skipped,
                State::Failed(_) => Group::Failed,
            },
            errors: Reverse(counted.errors),
            warnings: Reverse(counted.warnings),
            notes: Reverse(counted.notes),
            disputes: Reverse(counted.disputes),
            has_few_claims: counted.claims < FEWEST_CLAIMS,
            unnamed: Reverse(counted.unnamed_percent()),
            claims: Reverse(counted.claims),
        }
    }
}

/// A report with fewer claims comes after those with more, whatever the share of its unnamed sources is,
/// because one claim of one witness would be 100%.
const FEWEST_CLAIMS: usize = 3;

/// What comes first: figures that do not agree, then accusations and denials, then the share of
/// unnamed sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    group: Group,
    errors: Reverse<usize>,
    warnings: Reverse<usize>,
    notes: Reverse<usize>,
    disputes: Reverse<usize>,
    has_few_claims: bool,
    unnamed: Reverse<Option<usize>>,
    claims: Reverse<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Read,
    Skipped,
    Failed,
}

/// The day of a day or a moment, ISO 8601.
fn day(published: &str) -> String {
    let day = published.split('T').next();
    short(day.unwrap_or_default(), LONGEST)
}

/// Characters of a headline, an outlet, a message. More are not shown anywhere, and a page that says
/// that its headline is a megabyte long must not cost a megabyte.
const LONGEST: usize = 300;
/// Characters of the name of an input.
const LONGEST_NAME: usize = 1000;

/// The text on one line, shortened to `most` characters.
fn short(text: &str, most: usize) -> String {
    let mut words = String::new();
    let mut count = 0;
    for word in visible(text).split_whitespace() {
        let is_first = words.is_empty();
        for c in (!is_first).then_some(' ').into_iter().chain(word.chars()) {
            if count == most {
                words.push('…');
                return words;
            }
            words.push(c);
            count += 1;
        }
    }
    words
}
