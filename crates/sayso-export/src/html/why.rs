//! In: one attribution. Out: why the page says so: what found it, how likely it is right, how its
//! speaker was found, where it stands.

use super::escape::Html;
use super::ledger::{self, Ledger};
use super::marks::Item;
use sayso::attribute::{By, Why};
use sayso::certainty::Claim;
use sayso::check::Finding;
use sayso::resolve::Link;
use sayso::text::Span;

/// A list of terms.
pub fn write(h: &mut Html, ledger: &Ledger<'_>, item: &Item<'_>) {
    h.element("dl", &[], |h| {
        term(h, "found by", |h| made(h, item.a.why));
        term(h, "likely right", |h| match item.a.score {
            Some(score) => h.text(&format!("{} in 100", ledger::percent(score))),
            None => h.raw("no model has judged it"),
        });
        if let Some(link) = ledger
            .reading
            .resolution
            .speakers
            .get(item.id.0 as usize)
            .and_then(|s| s.link)
        {
            term(h, "speaker by", |h| speaker(h, ledger, link));
        }
        if let Some(claim) = item.claim {
            status(h, ledger, claim);
        }
        term(h, "stands at", |h| place(h, ledger, &item.a.content));
        if let Some(address) = ledger::in_page(&ledger.reading.document, item.a) {
            term(h, "published", |h| {
                h.words(
                    "a",
                    &[("href", &address), ("rel", "noreferrer")],
                    "in the page",
                );
            });
        }
    });
}

/// Why what the report hedges itself is taken for that.
pub fn hedge(h: &mut Html, ledger: &Ledger<'_>, claim: &Claim) {
    h.element("dl", &[], |h| {
        status(h, ledger, claim);
        term(h, "stands at", |h| place(h, ledger, &claim.content));
    });
}

/// What a finding's code means, and what it was caught by.
pub fn finding(h: &mut Html, ledger: &Ledger<'_>, finding: &Finding) {
    h.element("dl", &[], |h| {
        let page = finding.code.page();
        term(h, page.name, |h| h.text(page.what));
        term(h, "limits", |h| h.text(page.limits));
        term(h, "found by", |h| {
            h.raw("the rule ");
            h.words("code", &[], finding.why.name());
        });
        term(h, "stands at", |h| place(h, ledger, &[finding.primary]));
    });
}

/// What decided how sure a claim is.
fn status(h: &mut Html, ledger: &Ledger<'_>, claim: &Claim) {
    term(h, "status by", |h| {
        h.raw("the rule ");
        h.words("code", &[], claim.rule.name());
        for (n, trigger) in claim.triggers.iter().enumerate() {
            h.raw(if n == 0 { "; words: " } else { ", " });
            h.text(&format!(
                "“{}” ({})",
                &ledger.reading.document.text[trigger.span],
                trigger.kind.name()
            ));
        }
    });
    if let Some(held) = claim.factuality {
        term(h, "held", |h| {
            h.text(&format!("{held:+.1}, from −3 (is not so) to +3 (is so)").replace('-', "−"));
        });
    }
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

/// The rule that took somebody for the source, and who came second.
fn speaker(h: &mut Html, ledger: &Ledger<'_>, link: Link) {
    h.raw("the rule ");
    h.words("code", &[], link.rule.name());
    h.text(&format!(", {} of 100 points", (link.score * 100.0).round()));
    if let Some(id) = link.runner_up {
        let name = &ledger.reading.resolution.entities[id.0 as usize].name;
        h.text(&format!("; second: {name}"));
    }
}

fn place(h: &mut Html, ledger: &Ledger<'_>, content: &[Span]) {
    let spans = content.iter().map(|&span| ledger.offsets.of(span));
    let places: Vec<String> = spans.map(|(start, end)| format!("{start}–{end}")).collect();
    h.text(&format!("characters {}", places.join(", ")));
    if ledger.from.has_bytes {
        let origin = &ledger.reading.document.origin;
        let raw = content.iter().map(|&span| origin.raw(span));
        let places: Vec<String> = raw
            .map(|place| format!("{}–{}", place.start(), place.end()))
            .collect();
        h.text(&format!("; bytes {}", places.join(", ")));
    }
}
