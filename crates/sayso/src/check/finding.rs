//! What a check reports: a [`Finding`] with its code, severity, places and rule.

use super::derivation::Derivation;
use super::figures::FRAMES;
use super::pages::Page;
use crate::text::Span;
use sayso_english::names;
use sayso_english::names::UnknownName;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

names! {
    /// The code of a check. `sayso explain` has a page on each.
    pub enum Code {
        /// A change beside the figures before and after it.
        Change = "S001",
        /// A lead beside its two sides.
        Lead = "S002",
        /// A total beside its parts.
        Sum = "S003",
        /// A percentage beside part and whole.
        Share = "S004",
        /// A rate beside a length of time and a total.
        Rate = "S005",
        /// A length of time beside its first and last day or year.
        Span = "S006",
        /// An age beside a year of birth.
        Age = "S007",
        /// A weekday beside its date.
        Weekday = "S008",
        /// Two pairs of amounts in two currencies.
        Currency = "S009",
        /// A range that runs backwards.
        Range = "S010",
        /// Percentages of one whole.
        Parts = "S011",
        /// Votes beside the size of the body that voted.
        Tally = "S012",
        /// A measure and the same in another unit.
        Conversion = "S013",
        /// A figure that follows from others.
        Follows = "S020",
        /// Two figures for one thing.
        TwoFigures = "S030",
        /// A headline that says more than its text.
        Headline = "S031",
        /// A claim of unnamed sources only.
        Unnamed = "S032",
        /// A figure without a source.
        Unsourced = "S033",
        /// A quotation with other words in a copy.
        AlteredQuotation = "S040",
        /// A name that is another one in a copy.
        AlteredName = "S041",
        /// A figure or a date that is another one in a copy.
        AlteredFigure = "S042",
        /// A hedge that a copy does not have.
        DroppedHedge = "S043",
        /// A source that a copy does not have.
        DroppedSource = "S044",
        /// A statement of which a copy says the opposite.
        Reversed = "S045",
    }
}

impl Code {
    /// What `sayso explain` shows for this code.
    pub fn page(self) -> &'static Page {
        super::pages::page(self)
    }

    /// Whether the check runs only if it is selected.
    pub fn is_off_by_default(self) -> bool {
        self.page().off
    }
}

names! {
    /// How much a finding matters, from least to most.
    pub enum Severity {
        /// Figures that agree or follow from others, figures of different sources that do not
        /// agree, and wording that is worth a look.
        Note = "note",
        /// Figures that do not agree unless they are rounded coarsely or "about" is meant widely;
        /// two figures in one voice; a figure that is higher in the headline.
        Warning = "warning",
        /// Figures that do not agree under any reading.
        Error = "error",
    }
}

names! {
    /// What a span beside a finding's primary span is in that finding.
    pub enum Label {
        /// The primary span itself, if it does not go into the arithmetic. Outputs show it; it is
        /// never among the related spans.
        Stated = "stated",
        /// A figure that goes into the arithmetic.
        Figure = "figure",
        /// The value after a change.
        After = "after",
        /// The value before a change.
        Before = "before",
        /// The greater of two sides.
        OneSide = "one side",
        /// The smaller of two sides.
        OtherSide = "the other",
        /// A part of a total.
        Part = "part",
        /// The whole that a part belongs to.
        Whole = "whole",
        /// A rate per length of time.
        Rate = "rate",
        /// The length of time that a rate is paid for.
        Time = "time",
        /// The end of a period.
        To = "to",
        /// The beginning of a period.
        From = "from",
        /// The year that is some years ago.
        Then = "then",
        /// The year of birth.
        Born = "born",
        /// The date beside a weekday.
        Date = "date",
        /// A day of the month that the month does not have.
        Day = "day",
        /// An amount that is converted to another currency.
        Converted = "one",
        /// That amount in the other currency.
        OtherCurrency = "in the other currency",
        /// The next amount that is converted.
        NextConverted = "the next",
        /// The first number of a range, or the first of two figures.
        First = "first",
        /// The share of one answer.
        Answer = "answer",
        /// The share of what is left over.
        LeftOver = "left over",
        /// Votes for.
        For = "for",
        /// Votes against.
        Against = "against",
        /// The place in the text that a headline is compared with.
        InText = "in the text",
        /// The source of what a headline says.
        Source = "the source",
        /// A source without a name.
        UnnamedSource = "unnamed",
        /// The place in the other report that corresponds.
        OtherReport = "in the other report",
    }
}

names! {
    /// A rule that is not a pattern of words.
    pub enum NamedRule {
        /// The weekday of a date is computed.
        Weekday = "weekday",
        /// Two pairs of amounts have one rate of exchange.
        Currency = "currency",
        /// A figure is the sum of two others.
        Sum = "sum",
        /// A figure is the difference of two others.
        Difference = "difference",
        /// A lead in points is the difference of two percentages.
        Points = "points",
        /// A figure is a share of another one.
        Part = "part",
        /// A percentage is the change from one figure to another.
        Change = "change",
        /// A rate is given for a year as well.
        YearlyRate = "rate by year",
        /// A total is a rate times a length of time.
        RateByTime = "rate by time",
        /// A figure is a share of a rate for a year.
        YearlyPart = "part of a rate by year",
        /// Two figures are given for one thing.
        TwoFigures = "two figures",
        /// The figure of a headline is higher than in the text.
        HeadlineFigure = "figure",
        /// A headline is more certain than the text.
        HeadlineCertainty = "certainty",
        /// A headline leaves out the source.
        HeadlineSource = "source",
        /// Only unnamed sources say it.
        Unnamed = "unnamed",
        /// There is no source near a figure.
        Unsourced = "unsourced",
        /// Sentences of two reports that correspond differ.
        Corresponding = "corresponding sentences",
    }
}

/// The rule that a finding comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingRule {
    /// A pattern of a frame, as it is written in `figures/frames`.
    Pattern(&'static str),
    /// Any other rule.
    Named(NamedRule),
}

impl FindingRule {
    /// The name that every output uses. That of a pattern is the pattern itself.
    pub fn name(self) -> &'static str {
        match self {
            FindingRule::Pattern(written) => written,
            FindingRule::Named(rule) => rule.name(),
        }
    }
}

impl fmt::Display for FindingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for FindingRule {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<FindingRule, UnknownName> {
        if let Ok(rule) = name.parse() {
            return Ok(FindingRule::Named(rule));
        }
        let mut patterns = FRAMES.iter().flat_map(|frame| frame.rules);
        patterns
            .find(|rule| rule.0 == name)
            .map(|rule| FindingRule::Pattern(rule.0))
            .ok_or_else(|| UnknownName {
                name: name.to_string(),
                of: "FindingRule",
            })
    }
}

impl Serialize for FindingRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for FindingRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FindingRule, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

/// What a check has observed in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check it comes from.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was observed, in one sentence.
    pub message: String,
    /// The figure or the words that it is about.
    pub primary: Span,
    /// Other places that belong to it: the figures of the arithmetic, in its order, or the words
    /// that were compared.
    pub related: Vec<(Label, Span)>,
    /// The arithmetic, if there is any.
    pub derivation: Option<Derivation>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// The rule that found it.
    pub why: FindingRule,
    /// Whether chance alone may well have made it. Loose findings are shown only if they are asked
    /// for ([`super::Checks::loose`]).
    pub loose: bool,
}

/// How many findings there are of each severity.
///
/// ```
/// use sayso::check::{Counts, Severity};
/// let mut counts = Counts::default();
/// assert!(counts.is_empty());
/// counts.add(Counts { warnings: 1, notes: 2, ..Counts::default() });
/// assert_eq!(counts.at_least(Severity::Warning), 1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
}

impl Counts {
    /// Counts these findings.
    pub fn of(findings: &[Finding]) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// Adds the counts of another report.
    pub fn add(&mut self, other: Counts) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    /// How many findings are of this severity or a higher one.
    pub fn at_least(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        }
    }

    /// Whether there are no findings.
    pub fn is_empty(self) -> bool {
        self.at_least(Severity::Note) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name() {
        let patterns = FRAMES.iter().flat_map(|frame| frame.rules);
        let patterns = patterns.map(|rule| FindingRule::Pattern(rule.0));
        let named = NamedRule::ALL.iter().map(|rule| FindingRule::Named(*rule));
        for rule in patterns.chain(named) {
            assert_eq!(rule.name().parse(), Ok(rule));
        }
        assert!("no such rule".parse::<FindingRule>().is_err());
    }
}
