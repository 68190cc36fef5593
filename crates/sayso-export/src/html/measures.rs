//! In: the figures or times that are shown. Out: their section of the ledger: each as written, as
//! read, with notes, and in whose words it is.

use super::escape::Html;
use super::ledger::Ledger;
use super::marks::seen;
use crate::measured::Measure;
use crate::speakers::words;
use std::slice;

/// The rows.
pub fn write(h: &mut Html, ledger: &Ledger<'_>, measures: &[&Measure<'_>]) {
    h.element("ol", &[("class", "measures")], |h| {
        for measure in measures {
            row(h, ledger, measure);
        }
    });
}

/// The class of a measure's mark in the text.
pub fn class(measure: &Measure<'_>) -> &'static str {
    match measure {
        Measure::Figure(..) => "figure",
        Measure::Time(..) => "time",
    }
}

fn row(h: &mut Html, ledger: &Ledger<'_>, measure: &Measure<'_>) {
    let view = ledger.view;
    let (id, span) = (measure.id(), measure.span());
    let (href, facts) = (format!("#t{id}"), format!("m{id}"));
    let item = measure.attribution().and_then(|id| ledger.item(id));
    let class = format!("measure k{}", item.map_or(0, |item| item.look.hue));
    h.element(
        "li",
        &[("class", &class), ("id", id), ("tabindex", "-1")],
        |h| {
            let written = words(slice::from_ref(span), usize::MAX);
            h.element("q", &[], |h| match seen(&view.blocks, view.span(span)) {
                Some(_) => h.words("a", &[("href", &href)], &written),
                None => h.text(&written),
            });
            h.element("p", &[("class", "facts"), ("id", &facts)], |h| {
                let value = measure.value(view);
                h.words("b", &[], &value);
                for note in measure.notes(view.saved.report.published.is_some()) {
                    h.raw(" · ");
                    h.text(&note);
                }
                if let Some(item) = item {
                    h.text(&format!(" · {} ", ledger.who(item)));
                    h.words("a", &[("href", &format!("#{}", item.a.id))], &item.label());
                } else if measure.attribution().is_some() || measure.is_in_left_out() {
                    h.raw(" · said by a source that is not shown here");
                }
            });
            let citation = ledger.citations.measure(measure);
            h.words("span", &[("class", "cite"), ("hidden", "")], &citation);
        },
    );
    h.raw("\n");
}
