//! In: the findings of a reading. Out: their section of the ledger, "Does it add up": what does not
//! agree before what does, each with its arithmetic, its figures and whose they are, what was taken
//! for granted, and why.

use super::escape::Html;
use super::ledger::{Ledger, plural};
use super::marks::{Marked, seen};
use super::why;
use crate::measured::Measure;
use crate::speakers::words;
use sayso::attribute::AttributionId;
use sayso::check::derivation::{Derivation, Verdict};
use sayso::check::{Finding, Label, Severity};
use sayso::text::Span;

/// The anchor of a finding's row: findings are numbered in the order of the text.
pub fn id(n: usize) -> String {
    format!("s{}", n + 1)
}

/// What stands before its figure: a sign that tells its severity, and its number.
pub fn label(n: usize, finding: &Finding) -> String {
    format!("{}{}", sign(finding), n + 1)
}

fn sign(finding: &Finding) -> &'static str {
    match (
        finding.severity,
        finding.derivation.as_ref().map(Derivation::verdict),
    ) {
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

/// "checks: 1 error, 2 notes".
pub fn counted(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let all = [Severity::Error, Severity::Warning, Severity::Note].map(|s| (count(s), s.name()));
    let told: Vec<String> = all
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| plural(n, word))
        .collect();
    format!("checks: {}", told.join(", "))
}

/// The rows.
pub fn write(h: &mut Html, ledger: &Ledger<'_>, marked: Marked<'_>) {
    let mut order: Vec<(usize, &Finding)> = marked.findings.iter().enumerate().collect();
    order.sort_by_key(|(n, f)| (std::cmp::Reverse(f.severity), *n));
    h.element("ol", &[("class", "findings")], |h| {
        for (n, finding) in order {
            row(h, ledger, marked.measures, (n, finding));
        }
    });
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
    let item = told_by(measures, finding.primary).and_then(|id| ledger.item(id));
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
                match seen(&ledger.reading.document, finding.primary) {
                    Some(_) => h.words("a", &[("class", &tag), ("href", &href)], &label),
                    None => h.words("span", &[("class", &tag)], &label),
                }
                h.raw(" ");
                message(h, ledger, finding);
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
                h.text(&format!(" · {}", finding.code));
                if finding.loose {
                    h.raw(" · loose: may well be chance");
                }
                for assumption in &finding.assumptions {
                    h.text(&format!(" · {assumption}"));
                }
            });
            inputs(h, ledger, measures, finding);
            h.element("details", &[], |h| {
                h.raw("<summary>why</summary>");
                why::finding(h, ledger, finding);
            });
        },
    );
    h.raw("\n");
}

/// What was observed, its arithmetic on a line of its own.
fn message(h: &mut Html, ledger: &Ledger<'_>, finding: &Finding) {
    let text = &ledger.reading.document.text;
    let line = finding
        .derivation
        .as_ref()
        .map_or(String::new(), |d| d.line(text));
    h.element("span", &[("class", "message")], |h| {
        match finding.message.split_once(&*line) {
            Some((before, after)) if !line.is_empty() => {
                h.text(before);
                h.element("span", &[("class", "arithmetic")], |h| {
                    h.words("b", &[], &line);
                    h.text(after);
                });
            }
            _ => h.text(&finding.message),
        }
    });
}

/// The figures, each leading to its place in the text, and in whose words they stand: once, if all
/// are one source's.
fn inputs(h: &mut Html, ledger: &Ledger<'_>, measures: &[Measure<'_>], finding: &Finding) {
    let document = &ledger.reading.document;
    let all = labelled(finding);
    let voices: Vec<Option<AttributionId>> = all
        .iter()
        .map(|(_, span)| told_by(measures, *span))
        .collect();
    let one = voices.iter().all(|voice| *voice == voices[0]);
    h.element("p", &[("class", "inputs")], |h| {
        for (n, (label, span)) in all.into_iter().enumerate() {
            h.raw(if n > 0 { " · " } else { "" });
            h.text(&format!("{label} "));
            let written = words(document, &[span], usize::MAX);
            match measure_at(measures, span).filter(|m| seen(document, m.span()).is_some()) {
                Some(measure) => {
                    h.words("a", &[("href", &format!("#t{}", measure.id()))], &written)
                }
                None => h.words("q", &[], &written),
            }
            if !one {
                h.raw(" (");
                voice(h, ledger, voices[n]);
                h.raw(")");
            }
        }
        if one {
            h.raw(" · ");
            voice(h, ledger, voices[0]);
        }
    });
}

/// The figures with what each is; that which it is about first, which may be one of those computed
/// with.
fn labelled(finding: &Finding) -> Vec<(Label, Span)> {
    let (mut about, others): (Vec<_>, Vec<_>) = finding
        .related
        .iter()
        .copied()
        .partition(|(_, span)| *span == finding.primary);
    if about.is_empty() {
        about.push((Label::Stated, finding.primary));
    }
    about.into_iter().chain(others).collect()
}

/// Who says a figure.
fn voice(h: &mut Html, ledger: &Ledger<'_>, id: Option<AttributionId>) {
    match (id, id.and_then(|id| ledger.item(id))) {
        (_, Some(item)) => {
            h.text(&format!("said by {} ", ledger.who(item)));
            h.words(
                "a",
                &[("href", &format!("#a{}", item.id.0 + 1))],
                &item.label(),
            );
        }
        (Some(_), None) => h.raw("said by somebody who is not shown here"),
        (None, _) => h.raw("the report’s own"),
    }
}

/// The figure or time that a span is, or is a part of.
fn measure_at<'m, 'a>(measures: &'m [Measure<'a>], span: Span) -> Option<&'m Measure<'a>> {
    measures
        .iter()
        .find(|m| m.span() == span)
        .or_else(|| measures.iter().find(|m| m.span().overlaps(span)))
}

/// The attribution it stands in.
fn told_by(measures: &[Measure<'_>], span: Span) -> Option<AttributionId> {
    measure_at(measures, span).and_then(Measure::attribution)
}
