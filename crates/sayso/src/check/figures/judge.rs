//! From what a paragraph asserts to findings: compares both sides of each assertion, and words the
//! result.

use super::derivation::{self, Derivation, Relation, Verdict};
use super::frame::{Assertion, Match};
use super::frames::FRAMES;
use super::index::INDEX;
use super::paragraph::{Paragraph, within};
use super::sources::Sources;
use crate::check::finding::{Code, Finding, FindingRule, Label, Severity};
use crate::text::Span;

/// What the frames find in a paragraph: for each stated figure one finding at most.
pub fn judge(paragraph: &Paragraph) -> Vec<Finding> {
    let mut findings = by_patterns(paragraph);
    findings.extend(by_searches(paragraph));
    // If two patterns read one figure in two ways and one of them agrees, the writer meant that one.
    // Figures of one source come before figures of several.
    findings.sort_by_key(|finding| {
        (
            finding.primary,
            !has_agreement(finding),
            finding.severity == Severity::Note,
            finding.severity,
        )
    });
    findings.dedup_by(|later, first| later.primary == first.primary);
    findings
}

fn has_agreement(finding: &Finding) -> bool {
    finding
        .derivation
        .as_ref()
        .is_some_and(|derivation| derivation.verdict().agrees())
}

fn by_patterns(paragraph: &Paragraph) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in 0..paragraph.tokens.len() {
        for indexed in INDEX.rules_at(paragraph, at) {
            let Some(caught) = indexed.pattern.at(paragraph, at) else {
                continue;
            };
            let (written, assertion_of) = *indexed.rule;
            let found = Match {
                paragraph,
                caught: &caught,
            };
            let finding = assertion_of(&found).and_then(|assertion| {
                let rule = FindingRule::Pattern(written);
                finding(paragraph, indexed.frame.page.code, rule, assertion)
            });
            findings.extend(finding);
        }
    }
    findings
}

fn by_searches(paragraph: &Paragraph) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut assertions = Vec::new();
    for frame in FRAMES {
        let Some((rule, search)) = frame.search else {
            continue;
        };
        search(paragraph, &mut assertions);
        findings.extend(assertions.drain(..).filter_map(|(_, assertion)| {
            finding(
                paragraph,
                frame.page.code,
                FindingRule::Named(rule),
                assertion,
            )
        }));
    }
    findings
}

/// The finding that an assertion leads to; none if there is nothing worth saying.
fn finding(
    paragraph: &Paragraph,
    code: Code,
    why: FindingRule,
    assertion: Assertion,
) -> Option<Finding> {
    let Assertion {
        derivation,
        mut assumptions,
        is_noted_if_it_agrees,
        has_other_meaning,
        labels,
    } = assertion;
    let computed = derivation.computed.leaves();
    let computed: Vec<Span> = computed.iter().map(|leaf| leaf.span).collect();
    let all = || computed.iter().copied().chain([derivation.stated.span]);
    let is_loose = has_other_meaning || all().any(|span| is_modified(paragraph, span));
    let stated_first = [derivation.stated.span]
        .into_iter()
        .chain(computed.iter().copied());
    let sources = paragraph.measured.sources.of(stated_first);
    let verdict = derivation.verdict();
    if verdict.agrees() && !is_noted_if_it_agrees {
        return None;
    }
    let severity = severity(verdict, sources, is_loose)?;
    assumptions.extend(sources.assumption().map(str::to_string));
    let labels = labels
        .iter()
        .copied()
        .chain(std::iter::repeat(Label::Figure));
    Some(Finding {
        code,
        severity,
        message: message(&derivation, verdict, sources, paragraph.text()),
        primary: derivation.stated.span,
        related: labels.zip(computed).collect(),
        derivation: Some(derivation),
        assumptions,
        why,
        loose: false,
    })
}

fn is_modified(paragraph: &Paragraph, span: Span) -> bool {
    let figures = paragraph.measured.figures;
    figures[within(figures, span)]
        .iter()
        .any(|figure| figure.item.modifier.is_some())
}

/// None if the arithmetic cannot be done.
fn severity(verdict: Verdict, sources: Sources, is_loose: bool) -> Option<Severity> {
    match verdict {
        Verdict::Open => None,
        Verdict::Agrees | Verdict::AgreesRounded => Some(Severity::Note),
        // Either of two sources may be right, so that neither has made a slip.
        _ if sources != Sources::One => Some(Severity::Note),
        Verdict::DoubtfullyNot => Some(Severity::Warning),
        // "about" may be meant more widely than it is read, and "percent" as points.
        Verdict::DoesNot if is_loose => Some(Severity::Warning),
        Verdict::DoesNot => Some(Severity::Error),
    }
}

fn message(derivation: &Derivation, verdict: Verdict, sources: Sources, text: &str) -> String {
    let arithmetic = derivation.line(text);
    let whose = match sources {
        Sources::One => "",
        Sources::Unclear => ", perhaps of different sources,",
        Sources::Several => ", of different sources,",
    };
    let against = against(derivation, text);
    match verdict {
        Verdict::Agrees => format!("these figures agree: {arithmetic}"),
        Verdict::AgreesRounded => {
            format!("these figures agree only if they are rounded: {arithmetic}, {against}")
        }
        Verdict::DoubtfullyNot | Verdict::DoesNot | Verdict::Open => {
            format!("as read, these figures{whose} do not agree: {arithmetic}, {against}")
        }
    }
}

/// What the computed side is compared with.
fn against(derivation: &Derivation, text: &str) -> String {
    let stated = &derivation.stated;
    match derivation.relation {
        Relation::Equal => format!("stated {}", derivation::on_one_line(text, stated.span)),
        Relation::AtMost => format!("where at most {} is possible", derivation::bound(stated)),
        Relation::AtLeast => format!("where at least {} is needed", derivation::bound(stated)),
    }
}
