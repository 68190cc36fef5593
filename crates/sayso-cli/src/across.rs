//! `sayso check --select S040`: what differs between two files, or between the copies in a ledger.

use crate::args::{CheckOptions, Format};
use crate::ask::copies::for_each_copy;
use crate::ask::ledger;
use crate::compare;
use crate::output;
use crate::readings;
use crate::tally::Done;
use crate::writer::is_colored;
use anyhow::{Context, Result, bail};
use sayso::check::{Code, Severity};
use sayso_export::compared::{Compared, across};
use sayso_export::records::{self, Copy, Finding, Record, Saved, Span};
use sayso_export::terminal::{Look, Screen, Style};
use sayso_export::{grouped, one_line, plural};
use std::io::Write;

/// Whether a code is selected whose findings are about two reports.
pub fn is_wanted(options: &CheckOptions) -> bool {
    options.select.iter().any(|code| code.compares_reports())
}

/// Shows what differs between two files, or between the copies in a ledger.
pub fn check(options: &CheckOptions) -> Result<Done> {
    if let Some(other) = options.select.iter().find(|code| !code.compares_reports()) {
        bail!(
            "{other} is about one report and S040 to S045 about two: select them in two commands"
        );
    }
    readings::use_threads(options.read.jobs)?;
    let mut shown = Shown::new(options)?;
    let paths = &options.read.paths;
    match (ledger::of_paths(paths), &paths[..]) {
        (Some((ledger, reports)), _) => {
            for_each_copy(ledger, reports, &mut |a, b, copy| shown.add(a, b, copy))?;
        }
        (None, [a, b]) => {
            let (a, b, copy) = compare::files(a, b, &options.read.how)?;
            shown.add(&a, &b, &copy);
            if !copy.relation.is_copy() {
                output::complain("the two are not copies, so that nothing was altered in copying");
            }
        }
        _ => bail!("S040 to S045 are about two reports: name two files, or a ledger"),
    }
    shown.end(options)
}

/// The findings so far.
struct Shown<'a> {
    options: &'a CheckOptions,
    is_for_people: bool,
    screen: Screen,
    lines: Vec<u8>,
    findings: usize,
    copies: usize,
}

impl<'a> Shown<'a> {
    fn new(options: &'a CheckOptions) -> Result<Shown<'a>> {
        let is_for_people = match options.read.format {
            None => output::on_terminal(),
            Some(Format::Human) => true,
            Some(Format::Jsonl) => false,
            Some(_) => bail!("S040 to S045 are written for people and as jsonl"),
        };
        let style = Style {
            color: is_colored(options.read.color),
            width: output::width(),
        };
        Ok(Shown {
            options,
            is_for_people,
            screen: Screen::new(style),
            lines: Vec::new(),
            findings: 0,
            copies: 0,
        })
    }

    fn add(&mut self, a: &Saved, b: &Saved, copy: &Copy) {
        self.copies += usize::from(copy.relation.is_copy());
        let is_wanted = |code: Code| {
            self.options.select.contains(&code) && !self.options.ignore.contains(&code)
        };
        let mut findings = across(&Compared::new(a, b, copy));
        findings.retain(|finding| is_wanted(finding.code));
        self.findings += findings.len();
        for finding in findings {
            if self.is_for_people {
                let (own, other) = if finding.report == a.report.id {
                    (a, b)
                } else {
                    (b, a)
                };
                show(&mut self.screen, &finding, copy, [own, other]);
            } else {
                records::write(&mut self.lines, &Record::Finding(finding));
            }
        }
    }

    fn end(mut self, options: &CheckOptions) -> Result<Done> {
        self.screen.paragraph(0, 0);
        let screen = self.screen.finish();
        let mut bytes = self.lines;
        if self.is_for_people && !screen.is_empty() {
            bytes = format!("{}\n", screen.trim_matches('\n')).into_bytes();
        }
        std::io::stdout()
            .write_all(&bytes)
            .context("the output cannot be written")?;
        if self.is_for_people {
            let copies = match self.copies {
                1 => "1 copy".to_string(),
                copies => format!("{} copies", grouped(copies)),
            };
            let findings = plural(self.findings, "finding");
            output::complain(&format!("{findings} in {copies}"));
        }
        let is_shown = self.findings > 0 && options.fail_on.severity() == Some(Severity::Note);
        Ok(Done {
            found: is_shown,
            ..Done::default()
        })
    }
}

/// A finding with the sentences of both reports.
fn show(screen: &mut Screen, finding: &Finding, copy: &Copy, [own, other]: [&Saved; 2]) {
    screen.paragraph(0, 2);
    screen.flow(
        &format!("{} {}", finding.code, finding.code.page().name),
        Look::Bold,
    );
    screen.flow(&format!(": {}", one_line(&finding.message)), Look::Plain);
    let sentence = between(own, finding.context.start, finding.context.end);
    let related = finding.related.iter();
    let others = related.map(|one| (other, sentence_around(copy, other, &one.span)));
    for (saved, words) in std::iter::once((own, sentence)).chain(others) {
        screen.paragraph(2, 4);
        screen.flow(&format!("{}: ", saved.report.name()), Look::Dim);
        screen.flow(&one_line(&words), Look::Plain);
    }
    screen.blank_line();
}

/// The sentence with these words, if it corresponds to one of the other report; otherwise the words.
fn sentence_around(copy: &Copy, saved: &Saved, span: &Span) -> String {
    let is_first = saved.report.id == copy.a;
    let places = copy.sentences.iter();
    let mut places = places.map(|one| if is_first { &one.a } else { &one.b });
    let around = places.find(|place| place.start <= span.start && span.end <= place.end);
    around.map_or_else(
        || span.text.clone(),
        |place| between(saved, place.start, place.end),
    )
}

/// The words between two code points.
fn between(saved: &Saved, start: u32, end: u32) -> String {
    let text = saved.report.text.chars();
    text.skip(start as usize)
        .take(end.saturating_sub(start) as usize)
        .collect()
}
