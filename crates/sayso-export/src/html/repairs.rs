//! In: a document's edits. Out: the list of what was repaired, proposed, flagged: was, now, by
//! which rule.

use super::escape::Html;
use super::marks;
use sayso::document::{Document, Edit, RepairTier};
use sayso::text::Span;

/// An edit in words: `was “Russiareportedly”, now “Russia reportedly”`.
pub fn words(edit: &Edit) -> String {
    let quoted = |text: &str| match text {
        "" => "nothing".to_string(),
        text if text.trim().is_empty() => "a blank".to_string(),
        text => format!("“{text}”"),
    };
    let (was, now) = (quoted(&edit.was), quoted(&edit.now));
    match edit.tier {
        RepairTier::Safe => format!("repaired: was {was}, now {now}"),
        RepairTier::Proposed => format!("not repaired: {was}, perhaps {now}"),
        RepairTier::Flag => format!("looks wrong: {was}"),
    }
}

/// The list, as a table.
pub fn write(h: &mut Html, document: &Document) {
    h.raw("<table><thead><tr><th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\">Rule</th></tr></thead><tbody>\n");
    for (n, edit) in document.edits.iter().enumerate() {
        let (id, href) = (format!("r{}", n + 1), format!("#x{}", n + 1));
        h.element("tr", &[("id", &id), ("tabindex", "-1")], |h| {
            h.element("td", &[], |h| {
                let around = around(document, edit.span);
                match marks::seen(document, edit.span) {
                    Some(_) => h.words("a", &[("href", &href)], &around),
                    None => h.text(&around),
                }
            });
            h.words("td", &[], &words(edit));
            h.words("td", &[], edit.rule.name());
        });
        h.raw("\n");
    }
    h.raw("</tbody></table>\n");
}

/// The words that an edit stands in, as they are now.
fn around(document: &Document, span: Span) -> String {
    const MOST: usize = 18;
    let text = &*document.text;
    let (before, after) = (&text[..span.start() as usize], &text[span.end() as usize..]);
    let before: String = before
        .chars()
        .rev()
        .take(MOST)
        .take_while(|&c| c != '\n')
        .collect();
    let before: String = before.chars().rev().collect();
    let after: String = after
        .chars()
        .take(MOST)
        .take_while(|&c| c != '\n')
        .collect();
    let words = format!("{before}{}{after}", &document.text[span]);
    // Broken words at the ends are left out, where there are others.
    let begin = if before.chars().count() == MOST {
        before.find(' ').map_or(0, |i| i + 1)
    } else {
        0
    };
    let lost = if after.chars().count() == MOST {
        after.rfind(' ').map_or(0, |i| after.len() - i)
    } else {
        0
    };
    words[begin..words.len() - lost].to_string()
}
