//! In: a report and what made its records. Out: the foot of the page: the program, the model, the
//! input, and how sure it is who wrote the report and when. These words help to repeat a reading, so
//! that they come last.

use super::escape::Html;
use crate::about::facts;
use crate::citation::web_address;
use crate::credited::credits_in_words;
use crate::records::{Report, Run};

/// The foot.
pub fn write(h: &mut Html, report: &Report, run: &Run) {
    h.element("footer", &[], |h| {
        h.element("p", &[], |h| known(h, report));
        if let Some(credits) = credits_in_words(report) {
            h.words("p", &[], &credits);
        }
        h.words("p", &[], &provenance(report, run));
    });
    h.raw("\n");
}

/// What is known of the report, with how sure that is and which rule found it.
fn known(h: &mut Html, report: &Report) {
    for (n, fact) in facts(report).iter().enumerate() {
        h.raw(if n > 0 { " · " } else { "" });
        h.raw(fact.label);
        match web_address(fact.value) {
            Some(url) => h.words("a", &[("href", url), ("rel", "noreferrer")], url),
            None => h.text(fact.value),
        }
        if let Some((percent, rule)) = fact.doubt {
            let words =
                format!(" (right in {percent} of 100 such pages, found by the rule {rule})");
            h.text(&words);
        }
    }
}

/// What made the page, and from what.
fn provenance(report: &Report, run: &Run) -> String {
    let model = run
        .model
        .as_ref()
        .map_or("with rules only".into(), |model| {
            let sha256 = model.sha256.get(..16).unwrap_or_default();
            format!(
                "with the model {} (its weights have the checksum {sha256})",
                model.name
            )
        });
    format!(
        "Read by sayso {} {model}, from {} (checksum SHA-256 {}). The id of this report is {}.",
        run.version,
        report.name(),
        report.sha256,
        report.id
    )
}
