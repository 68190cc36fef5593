//! Several reports in the human form: a list with a line for each. A report alone is shown whole, and
//! whether it is alone is known only at the end.

use crate::args::Several;
use sayso_export::folder::{Listing, Row};
use sayso_export::records::{Run, Saved, Verb};
use sayso_export::terminal::{self, Style};

/// The most rows of the list, unless `--rows` says otherwise.
const MOST_ROWS: usize = 100;

/// A report that waits for the next one, to be shown whole if there is none.
pub struct Whole {
    pub saved: Box<Saved>,
    pub verb: Verb,
}

/// What the list needs of a report.
pub struct Listed {
    row: Row,
    /// Its findings in the text, where `check` found something.
    findings: Vec<u8>,
    /// Kept only while it may be the only report.
    whole: Option<Whole>,
}

/// The list of a run, or of all runs that are shown.
pub struct List {
    listing: Listing,
    style: Style,
    /// The first report, until there is another input.
    first: Option<Listed>,
    has_findings: bool,
}

/// What comes at the end.
pub enum End {
    /// The only report.
    Whole(Whole),
    /// The list.
    List(String),
}

impl List {
    pub fn new(several: Several, style: Style) -> List {
        List {
            listing: Listing::new(several.rows.unwrap_or(MOST_ROWS)),
            style,
            first: None,
            has_findings: false,
        }
    }

    /// What is kept of a report. Called on many threads.
    pub fn listed(&self, mut saved: Saved, run: &Run, style: Style) -> Listed {
        let row = Row::of(&saved);
        let whole = (self.listing.total().inputs() == 0).then(|| Whole {
            saved: Box::new(saved.clone()),
            verb: run.verb,
        });
        let findings = match run.verb {
            Verb::Read | Verb::Compare => Vec::new(),
            Verb::Check => {
                let has_all = run.options.check.as_ref().is_some_and(|check| check.all);
                saved.findings.retain(|f| has_all || !f.is_agreement());
                terminal::check(&saved, true, style).into_bytes()
            }
        };
        Listed {
            row,
            findings,
            whole,
        }
    }

    /// Adds a report. Returns what is to be written before the list.
    pub fn add(&mut self, mut listed: Listed) -> Vec<u8> {
        if self.listing.total().inputs() == 0 {
            self.listing.add(listed.row.clone());
            self.first = Some(listed);
            return Vec::new();
        }
        let mut findings = self.findings_of_first();
        self.has_findings |= !listed.findings.is_empty();
        findings.append(&mut listed.findings);
        self.listing.add(listed.row);
        findings
    }

    /// Adds an input that failed. Returns what is to be written before the list.
    pub fn fail(&mut self, row: Row) -> Vec<u8> {
        self.listing.add(row);
        self.findings_of_first()
    }

    /// The findings of the first report, once it is known that it is not the only one.
    fn findings_of_first(&mut self) -> Vec<u8> {
        let findings = self.first.take().map(|first| first.findings);
        let findings = findings.unwrap_or_default();
        self.has_findings |= !findings.is_empty();
        findings
    }

    /// What comes at the end. None if the only input failed.
    pub fn end(mut self) -> Option<End> {
        if let Some(whole) = self.first.take().and_then(|first| first.whole) {
            return Some(End::Whole(whole));
        }
        if self.listing.total().inputs() < 2 {
            return None;
        }
        let list = terminal::list(&mut self.listing, self.style);
        let space = if self.has_findings { "\n" } else { "" };
        Some(End::List(format!("{space}{list}")))
    }
}
