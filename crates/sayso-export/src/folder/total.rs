//! In: rows. Out: what they come to, in words. Only reports that were read are counted for claims
//! and findings.

use super::row::percent;
use super::{Reason, Row, State};
use crate::words::grouped;
use std::collections::BTreeMap;

/// What the rows of a list come to.
#[derive(Clone, Debug, Default)]
pub struct Total {
    read: usize,
    claims: usize,
    /// Claims of which it is known whether their source has a name.
    resolved: usize,
    /// Those among them that no named source makes.
    unnamed: usize,
    /// Reports with accusations or denials.
    disputed: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Reports with findings that say more than that figures agree.
    with_findings: usize,
    agreements: usize,
    /// Weekdays that fit their dates.
    weekdays: usize,
    /// Reports whose figures were not compared, because no code that does so was asked for.
    not_checked: usize,
    skipped: BTreeMap<Reason, usize>,
    failed: usize,
}

impl Total {
    pub(super) fn add(&mut self, row: &Row) {
        match &row.state {
            State::Read(counted) => {
                self.read += 1;
                self.claims += counted.claims;
                if let Some(unnamed) = counted.unnamed {
                    self.resolved += counted.claims;
                    self.unnamed += unnamed;
                }
                self.disputed += usize::from(counted.disputes > 0);
                self.errors += counted.errors;
                self.warnings += counted.warnings;
                self.notes += counted.notes;
                self.with_findings += usize::from(counted.has_findings());
                self.agreements += counted.agreements;
                self.weekdays += counted.weekdays;
                self.not_checked += usize::from(counted.checked.is_none());
            }
            State::Skipped(reason) => *self.skipped.entry(reason.clone()).or_default() += 1,
            State::Failed(_) => self.failed += 1,
        }
    }

    /// Reports that were read or not, and inputs that failed.
    pub fn inputs(&self) -> usize {
        self.read + self.not_read() + self.failed
    }

    /// Reports that were not read because of their kind or their language.
    pub fn not_read(&self) -> usize {
        self.skipped.values().sum()
    }

    /// "92 of 100 reports read: …; 8 not read: 5 listings, 2 in German, 1 stub".
    pub fn in_words(&self) -> String {
        let all = counted(self.inputs(), "report");
        let mut parts = vec![if self.read == self.inputs() {
            format!("{all} read: {}", self.what_was_found())
        } else if self.read == 0 {
            format!("none of {all} read")
        } else {
            format!(
                "{} of {all} read: {}",
                grouped(self.read),
                self.what_was_found()
            )
        }];
        if self.not_read() > 0 {
            let not_read = grouped(self.not_read());
            parts.push(format!("{not_read} not read: {}", self.reasons()));
        }
        if self.failed > 0 {
            parts.push(format!("{} failed", grouped(self.failed)));
        }
        parts.join("; ")
    }

    /// "2 errors and 1 warning in 3 reports, …".
    fn what_was_found(&self) -> String {
        let findings: Vec<String> = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| counted(n, word))
        .collect();
        let findings = if findings.is_empty() && self.not_checked > 0 {
            "no findings".into()
        } else if findings.is_empty() {
            "no figures that disagree".into()
        } else {
            let reports = counted(self.with_findings, "report");
            format!("{} in {reports}", and(&findings))
        };
        let agreements = self.what_agrees();
        let disputed = match self.disputed {
            0 => "no accusations or denials".into(),
            n => format!("accusations or denials in {}", grouped(n)),
        };
        let claims = counted(self.claims, "claim");
        let unnamed = percent(self.unnamed, self.resolved).map_or(String::new(), |share| {
            format!(", {share}% of them without a named source")
        });
        format!("{findings}, {agreements}; {disputed}; {claims}{unnamed}")
    }

    /// "2 sums and comparisons agree, 1 weekday fits its date". Weekdays are counted apart, because a
    /// reader would take them for sums that were checked.
    fn what_agrees(&self) -> String {
        let agreements = match self.agreements {
            _ if self.not_checked == self.read => "figures were not checked".into(),
            0 => "none shown to agree".into(),
            1 => "1 sum or comparison agrees".into(),
            n => format!("{} sums and comparisons agree", grouped(n)),
        };
        let weekdays = match self.weekdays {
            0 => String::new(),
            1 => ", 1 weekday fits its date".into(),
            n => format!(", {} weekdays fit their dates", grouped(n)),
        };
        let not_checked = match self.not_checked {
            0 => String::new(),
            n if n == self.read => String::new(),
            n => format!(", figures were not checked in {}", counted(n, "report")),
        };
        agreements + &weekdays + &not_checked
    }

    /// Why reports were not read, the most frequent reason first.
    fn reasons(&self) -> String {
        let mut reasons: Vec<(&Reason, usize)> = self
            .skipped
            .iter()
            .map(|(reason, n)| (reason, *n))
            .collect();
        reasons.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let words = reasons.iter().map(|(reason, n)| reason.counted(*n));
        words.collect::<Vec<String>>().join(", ")
    }

    /// How those that were not read can be read after all. Empty if all were read.
    pub fn hints(&self) -> String {
        let is_of_language = |reason: &&Reason| matches!(reason, Reason::Language(_));
        let of_language = self.skipped.keys().filter(is_of_language).count();
        let hints = [
            (
                of_language < self.skipped.len(),
                "--all-pages reads every kind of page",
            ),
            (of_language > 0, "--language en takes a text for English"),
        ];
        let hints = hints.into_iter().filter(|(applies, _)| *applies);
        hints
            .map(|(_, hint)| hint)
            .collect::<Vec<&str>>()
            .join("; ")
    }
}

/// "a, b and c".
fn and(parts: &[String]) -> String {
    match parts {
        [first @ .., before, last] => {
            let before = format!("{before} and {last}");
            [first, &[before]].concat().join(", ")
        }
        parts => parts.concat(),
    }
}

/// "1 report", "1,204 reports".
fn counted(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {one}{s}", grouped(n))
}
