//! Looks for what does not add up in one report.
//!
//! [`Reading::findings`] returns [`Finding`]s of two sorts:
//!
//! - **[Figures](figures)** (S001 to S020): figures that do not agree, and figures that follow from
//!   others near them. These checks need only the text.
//! - **Wording** (S030 and up): two figures for one thing, a headline that says more than its text,
//!   claims of unnamed sources only, figures without a source. These checks run only if they are
//!   selected, and need a reading that has been resolved.
//!
//! A third sort (S040 and up) is about two reports: what differs between copies. It comes of
//! [`compare`](crate::compare), and only its codes are here.
//!
//! A finding says what was observed, in which words and under which assumptions. It never says what
//! a person did, because a report alone does not show that. Whatever is unusual is passed over
//! silently: a reader who is shown two false findings does not look at the third.

mod across;
pub mod figures;
mod finding;
pub mod pages;
mod wording;

pub use figures::{check_figures, derivation};
pub use finding::{Code, Counts, Finding, FindingRule, Label, NamedRule, Severity};

use crate::measure::time::Moment;
use crate::reading::Reading;

/// Which findings of a reading are wanted. By default, those of the codes that are on by default,
/// without loose ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks {
    /// The codes that are looked for.
    pub select: Vec<Code>,
    /// Codes that are left out of these.
    pub ignore: Vec<Code>,
    /// Whether loose findings are wanted too: those that chance alone may well have made.
    pub loose: bool,
}

impl Default for Checks {
    fn default() -> Checks {
        Checks {
            select: Code::ALL
                .iter()
                .copied()
                .filter(|code| !code.is_off_by_default())
                .collect(),
            ignore: Vec::new(),
            loose: false,
        }
    }
}

impl Checks {
    /// Only these codes, without loose findings.
    pub fn only(codes: &[Code]) -> Checks {
        Checks {
            select: codes.to_vec(),
            ..Checks::default()
        }
    }

    /// Loose findings too.
    #[must_use]
    pub fn with_loose(self) -> Checks {
        Checks {
            loose: true,
            ..self
        }
    }

    fn has(&self, code: Code) -> bool {
        self.select.contains(&code) && !self.ignore.contains(&code)
    }
}

impl Reading {
    /// What the checks find in the report, in text order; nothing if the report was not read. The
    /// checks of wording (S030 and up) find something only if the reading has been resolved,
    /// because they compare speakers and parts of speech.
    ///
    /// ```
    /// use sayso::attribute::Bias;
    /// use sayso::check::{Checks, Code, Severity};
    /// use sayso::{clean, reading};
    /// let text = "Profit rose 45% to $56.1 million from $50.2 million on Monday, May 4, 2016.";
    /// let document = clean::plain(text.as_bytes(), &Default::default()).unwrap();
    /// let reading = reading::read(document, None, Bias::Balanced);
    ///
    /// let found = reading.findings(&Checks::default());
    /// assert_eq!((found[0].code, found[0].severity), (Code::Change, Severity::Error));
    /// assert_eq!(
    ///     found[0].derivation.as_ref().unwrap().line(text),
    ///     "$56.1 million ÷ $50.2 million − 1 = 11.75%"
    /// );
    /// assert_eq!(found[1].code, Code::Weekday);
    /// assert_eq!(reading.findings(&Checks::only(&[Code::Weekday])).len(), 1);
    /// ```
    pub fn findings(&self, checks: &Checks) -> Vec<Finding> {
        if self.skipped.is_some() {
            return Vec::new();
        }
        let text = &*self.document.text;
        let published = self.document.published.as_deref().and_then(Moment::parse);
        let day = published.map(|moment| moment.date);
        let mut findings = check_figures(self, text, &self.figures, &self.times, day);
        findings.retain(|finding| checks.has(finding.code));
        findings.extend(wording::findings(self, checks));
        findings.retain(|finding| checks.loose || !finding.loose);
        findings.sort_by_key(|f| (f.primary.start(), f.primary.end(), f.code));
        findings
    }
}
