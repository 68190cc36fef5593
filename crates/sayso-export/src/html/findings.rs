//! In: the findings of a report. Out: their section of the ledger, "Does it add up": what does not
//! agree before what does, each with its arithmetic, its figures and who says them, what was assumed,
//! and why.

use super::escape::Html;
use super::ledger::{Ledger, WHY};
use super::marks::{Marked, is_primary, seen};
use super::why;
use crate::measured::Measure;
use crate::records::{Finding, Span};
use crate::speakers::words;
use crate::words::plural;
use sayso::check::derivation::Verdict;
use sayso::check::{Code, Label, Severity};
use std::slice;

/// The anchor of a finding's row: findings are numbered in the order of the text.
pub fn id(n: usize) -> String {
    format!("s{}", n + 1)
}

/// The sign of its severity and its number, shown before its figure.
pub fn label(n: usize, finding: &Finding) -> String {
    format!("{}{}", sign(finding), n + 1)
}

fn sign(finding: &Finding) -> &'static str {
    match (finding.severity, finding.verdict) {
        (Severity::Error, _) => "✗",
        (Severity::Warning, _) => "!",
        (Severity::Note, None) => "i",
        (Severity::Note, Some(Verdict::DoesNot | Verdict::DoubtfullyNot)) => "≠",
        (Severity::Note, Some(Verdict::AgreesRounded)) => "≈",
        (Severity::Note, Some(_)) => "✓",
    }
}

/// The class of a severity, in the text and in the ledger.
pub fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "s-error",
        Severity::Warning => "s-warning",
        Severity::Note => "s-note",
    }
}

/// "1 error, 2 notes".
pub fn counted(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let all = [Severity::Error, Severity::Warning, Severity::Note].map(|s| (count(s), s.name()));
    let counts: Vec<String> = all
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| plural(n, word))
        .collect();
    counts.join(", ")
}

/// Whether a finding only says that a weekday agrees with its date. There are many of these and none
/// needs a look.
pub fn is_agreed_weekday(finding: &Finding) -> bool {
    finding.code == Code::Weekday && finding.verdict.is_some_and(Verdict::agrees)
}

/// The rows, with those of weekdays that agree last and folded.
pub fn write(h: &mut Html, ledger: &Ledger<'_>, marked: Marked<'_>) {
    let mut order: Vec<(usize, &Finding)> = marked.findings.iter().enumerate().collect();
    order.sort_by_key(|(n, f)| (std::cmp::Reverse(f.severity), *n));
    let (agreed, others): (Vec<_>, Vec<_>) =
        order.into_iter().partition(|(_, f)| is_agreed_weekday(f));
    let list = |h: &mut Html, rows: Vec<(usize, &Finding)>| {
        h.element("ol", &[("class", "findings")], |h| {
            for finding in rows {
                row(h, ledger, marked.measures, finding);
            }
        });
    };
    if !others.is_empty() {
        list(h, others);
    }
    if !agreed.is_empty() {
        h.element(
            "details",
            &[("class", "more"), ("id", "fold-agreed")],
            |h| {
                let words = match agreed.len() {
                    1 => "1 weekday agrees with its date".into(),
                    n => format!("{n} weekdays agree with their dates"),
                };
                h.words("summary", &[], &words);
                list(h, agreed);
            },
        );
        h.raw("\n");
    }
}

fn row(
    h: &mut Html,
    ledger: &Ledger<'_>,
    measures: &[Measure<'_>],
    (n, finding): (usize, &Finding),
) {
    let id = id(n);
    let (href, facts) = (format!("#t{id}"), format!("m{id}"));
    let severity = finding.severity.name();
    let view = ledger.view;
    let item = match voice_of(measures, &finding.primary) {
        Voice::Attribution(id) => ledger.item(id),
        Voice::LeftOut | Voice::Report => None,
    };
    let class = format!(
        "finding {} k{}",
        class(finding.severity),
        item.map_or(0, |item| item.look.hue)
    );
    h.element(
        "li",
        &[("class", &class), ("id", &id), ("tabindex", "-1")],
        |h| {
            h.element("p", &[("class", "line")], |h| {
                let (tag, label) = (
                    format!("tag sign {}", self::class(finding.severity)),
                    label(n, finding),
                );
                match seen(&view.blocks, view.span(&finding.primary)) {
                    Some(_) => h.words("a", &[("class", &tag), ("href", &href)], &label),
                    None => h.words("span", &[("class", &tag)], &label),
                }
                h.raw(" ");
                message(h, finding);
            });
            h.element("p", &[("class", "facts"), ("id", &facts)], |h| {
                h.element(
                    if finding.severity == Severity::Note {
                        "span"
                    } else {
                        "b"
                    },
                    &[],
                    |h| {
                        h.text(severity);
                    },
                );
                if finding.far {
                    h.raw(" · loose: may be a coincidence");
                }
                for assumption in &finding.assumptions {
                    h.text(&format!(" · {assumption}"));
                }
            });
            inputs(h, ledger, measures, finding);
            h.element("details", &[], |h| {
                h.raw(WHY);
                why::finding(h, ledger, finding);
            });
        },
    );
    h.raw("\n");
}

/// What was observed, its arithmetic on a line of its own.
fn message(h: &mut Html, finding: &Finding) {
    let line = finding.derivation.as_deref().unwrap_or_default();
    h.element("span", &[("class", "message")], |h| {
        match finding.message.split_once(line) {
            Some((before, after)) if !line.is_empty() => {
                h.text(before);
                h.element("span", &[("class", "arithmetic")], |h| {
                    h.words("b", &[], line);
                    h.text(after);
                });
            }
            _ => h.text(&finding.message),
        }
    });
}

/// The figures, each with a link to its place in the text, and in whose words they are: once, if all
/// are in the words of one source.
fn inputs(h: &mut Html, ledger: &Ledger<'_>, measures: &[Measure<'_>], finding: &Finding) {
    let view = ledger.view;
    let all = labelled(finding);
    let voices: Vec<Voice<'_>> = all
        .iter()
        .map(|(_, span)| voice_of(measures, span))
        .collect();
    let is_one = voices.iter().all(|voice| *voice == voices[0]);
    h.element("p", &[("class", "inputs")], |h| {
        for (n, (label, span)) in all.into_iter().enumerate() {
            h.raw(if n > 0 { " · " } else { "" });
            h.text(&format!("{label} "));
            let written = words(slice::from_ref(span), usize::MAX);
            let measure = measure_at(measures, span);
            match measure.filter(|m| seen(&view.blocks, view.span(m.span())).is_some()) {
                Some(measure) => {
                    h.words("a", &[("href", &format!("#t{}", measure.id()))], &written);
                }
                None => h.words("q", &[], &written),
            }
            if !is_one {
                h.raw(" (");
                write_voice(h, ledger, voices[n]);
                h.raw(")");
            }
        }
        if is_one {
            h.raw(" · ");
            write_voice(h, ledger, voices[0]);
        }
    });
}

/// The figures with their labels. The one that the finding is about comes first; it may be one of
/// those it was computed from.
fn labelled(finding: &Finding) -> Vec<(Label, &Span)> {
    let (mut about, others): (Vec<_>, Vec<_>) = finding
        .related
        .iter()
        .partition(|related| is_primary(finding, related));
    let mut all: Vec<(Label, &Span)> = about.drain(..).map(|r| (r.label, &r.span)).collect();
    if all.is_empty() {
        all.push((Label::Stated, &finding.primary));
    }
    all.extend(others.into_iter().map(|r| (r.label, &r.span)));
    all
}

/// In whose words a figure is.
#[derive(Clone, Copy, PartialEq)]
enum Voice<'a> {
    /// In those of an attribution.
    Attribution(&'a str),
    /// In those of an attribution that was left out.
    LeftOut,
    /// In the report's own.
    Report,
}

fn voice_of<'a>(measures: &[Measure<'a>], span: &Span) -> Voice<'a> {
    let measure = measure_at(measures, span);
    match measure.and_then(Measure::attribution) {
        Some(id) => Voice::Attribution(id),
        None if measure.is_some_and(Measure::is_in_left_out) => Voice::LeftOut,
        None => Voice::Report,
    }
}

fn write_voice(h: &mut Html, ledger: &Ledger<'_>, voice: Voice<'_>) {
    let item = match voice {
        Voice::Attribution(id) => ledger.item(id),
        Voice::LeftOut => None,
        Voice::Report => return h.raw("the report’s own"),
    };
    let Some(item) = item else {
        return h.raw("said by a source that is not shown here");
    };
    h.text(&format!("said by {} ", ledger.who(item)));
    let href = format!("#{}", item.a.id);
    h.words("a", &[("href", &href)], &item.label());
}

/// The figure or time that a span is, or is a part of.
fn measure_at<'m, 'a>(measures: &'m [Measure<'a>], span: &Span) -> Option<&'m Measure<'a>> {
    let is_same = |other: &Span| (other.start, other.end) == (span.start, span.end);
    let overlaps = |other: &Span| other.start.max(span.start) < other.end.min(span.end);
    let mut all = measures.iter();
    all.find(|m| is_same(m.span()))
        .or_else(|| measures.iter().find(|m| overlaps(m.span())))
}
