//! In: the edits of a report. Out: the list of what was repaired, proposed or flagged, with the rule
//! of each.

use super::escape::Html;
use super::marks;
use crate::records::Edit;
use crate::view::View;
use sayso::document::RepairTier;
use sayso::text::Span;

/// An edit in words: `was “Russiareportedly”, now “Russia reportedly”`.
pub fn words(edit: &Edit) -> String {
    let (was, now) = (quoted(&edit.was), quoted(&edit.now));
    match edit.tier {
        RepairTier::Safe => format!("repaired: was {was}, now {now}"),
        RepairTier::Proposed => format!("not repaired: {was}, perhaps {now}"),
        RepairTier::Flag => format!("looks wrong: {was}"),
    }
}

fn quoted(text: &str) -> String {
    match text {
        "" => "nothing".to_string(),
        text if text.trim().is_empty() => "white space".to_string(),
        text => format!("“{text}”"),
    }
}

/// The list, as a table.
pub fn write(h: &mut Html, view: &View<'_>) {
    h.raw("<table><thead><tr><th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\">Rule</th></tr></thead><tbody>\n");
    for (n, edit) in (1..).zip(&view.saved.report.edits) {
        let (id, href) = (format!("r{n}"), format!("#x{n}"));
        let span = view.bytes(edit.start, edit.end);
        h.element("tr", &[("id", &id), ("tabindex", "-1")], |h| {
            h.element("td", &[], |h| {
                let place = surroundings(view.text(), span);
                match marks::seen(&view.blocks, span) {
                    Some(_) => h.words("a", &[("href", &href)], &place),
                    None => h.text(&place),
                }
            });
            h.words("td", &[], &words(edit));
            h.words("td", &[], edit.rule.name());
        });
        h.raw("\n");
    }
    h.raw("</tbody></table>\n");
}

/// Characters shown on each side of an edit.
const BESIDE: usize = 18;

/// The words around an edit, as they are now, from the same paragraph. Words that are cut at the
/// ends are left out, unless there are no others.
fn surroundings(text: &str, span: Span) -> String {
    let (before, after) = (&text[..span.start() as usize], &text[span.end() as usize..]);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let begin = before.char_indices().rev().nth(BESIDE - 1);
    let before = begin.map_or(before, |(at, _)| {
        let near = &before[at..];
        near.find(' ').map_or(near, |space| &near[space + 1..])
    });
    let is_cut = after.chars().count() >= BESIDE;
    let end = after
        .char_indices()
        .nth(BESIDE)
        .map_or(after.len(), |c| c.0);
    let mut after = &after[..end];
    if is_cut {
        after = after.rfind(' ').map_or(after, |space| &after[..space]);
    }
    format!("{before}{}{after}", &text[span.range()])
}
