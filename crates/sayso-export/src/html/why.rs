//! In: one attribution. Out: why it is in the page: what found it, how likely it is right, how its
//! speaker was found, where it is.

use super::escape::Html;
use super::ledger::{self, Ledger};
use super::marks::Item;
use crate::records::{Claim, Finding, Link, Span};
use sayso::attribute::{By, Why};

/// A list of terms.
pub fn write(h: &mut Html, ledger: &Ledger<'_>, item: &Item<'_>) {
    h.element("dl", &[], |h| {
        to_copy(h, &ledger.citations.attribution(item.a));
        term(h, "found by", |h| made(h, item.a.why));
        term(h, "probability", |h| match item.a.score {
            Some(score) => h.text(&format!("{} in 100", ledger::percent(score))),
            None => h.raw("not scored by a model"),
        });
        if let Some(link) = &item.a.link {
            term(h, "speaker by", |h| speaker(h, ledger, link));
        }
        if let Some(claim) = item.claim {
            status(h, claim);
        }
        term(h, "position", |h| place(h, ledger, &item.a.content));
    });
}

/// Why a claim counts as a hedge of the report itself.
pub fn hedge(h: &mut Html, ledger: &Ledger<'_>, claim: &Claim) {
    h.element("dl", &[], |h| {
        to_copy(h, &ledger.citations.hedge(claim));
        status(h, claim);
        term(h, "position", |h| place(h, ledger, &claim.content));
    });
}

/// What the code of a finding means, and which rule found it.
pub fn finding(h: &mut Html, ledger: &Ledger<'_>, finding: &Finding) {
    h.element("dl", &[], |h| {
        to_copy(h, &ledger.citations.finding(finding));
        let page = finding.code.page();
        term(h, page.name, |h| h.text(page.what));
        term(h, "limits", |h| h.text(page.limits));
        term(h, "found by", |h| {
            h.raw("the rule ");
            h.words("code", &[], &finding.why);
            h.text(&format!(" of {}", finding.code));
        });
        term(h, "position", |h| {
            place(h, ledger, std::slice::from_ref(&finding.primary));
        });
    });
}

/// What decided how sure a claim is.
fn status(h: &mut Html, claim: &Claim) {
    term(h, "status by", |h| {
        h.raw("the rule ");
        h.words("code", &[], claim.why.rule.name());
        for (n, trigger) in claim.triggers.iter().enumerate() {
            h.raw(if n == 0 { "; words: " } else { ", " });
            h.text(&format!(
                "“{}” ({})",
                trigger.span.text,
                trigger.kind.name()
            ));
        }
    });
    if let Some(factuality) = claim.factuality {
        term(h, "factuality", |h| {
            h.text(
                &format!(
                    "{factuality:+.1}, from −3 (presented as false) to +3 (presented as true)"
                )
                .replace('-', "−"),
            );
        });
    }
}

/// What the script copies. It can be selected without the script.
fn to_copy(h: &mut Html, citation: &str) {
    term(h, "to copy", |h| {
        h.words("span", &[("class", "cite")], citation);
    });
}

fn made(h: &mut Html, why: Why) {
    h.raw(if why.by() == By::Model {
        "the model "
    } else {
        "the rule "
    });
    h.words("code", &[], why.name());
}

fn term(h: &mut Html, name: &'static str, inside: impl FnOnce(&mut Html)) {
    h.words("dt", &[], name);
    h.element("dd", &[], inside);
}

/// The rule that took an entity for the source, and which entity came second.
fn speaker(h: &mut Html, ledger: &Ledger<'_>, link: &Link) {
    h.raw("the rule ");
    h.words("code", &[], link.rule.name());
    h.text(&format!(", {} of 100 points", (link.score * 100.0).round()));
    let runner_up = link.runner_up.as_ref();
    if let Some(entity) = runner_up.and_then(|id| ledger.view.entity(id)) {
        h.text(&format!("; second: {}", entity.name));
    }
}

/// The characters of the text, and the bytes of the input unless it has several reports.
fn place(h: &mut Html, ledger: &Ledger<'_>, content: &[Span]) {
    let places: Vec<String> = content
        .iter()
        .map(|span| format!("{}–{}", span.start, span.end))
        .collect();
    h.text(&format!("characters {}", places.join(", ")));
    let is_whole_input = !ledger.view.saved.report.place().is_inside();
    if is_whole_input && content.iter().all(|span| span.at.is_some()) {
        let places: Vec<String> = content
            .iter()
            .filter_map(|span| span.at)
            .map(|[start, end]| format!("{start}–{end}"))
            .collect();
        h.text(&format!("; bytes {}", places.join(", ")));
    }
}
