//! In: two reports and what they have in common. Out: one page: the verdict, what was altered, and both reports in two
//! columns.
//!
//! The rows are a table that can be read without the script, which draws lines between sentences that moved and moves
//! from difference to difference by keys. Where two reports have a sentence at different places, it has a row at each,
//! and the rows link to each other.

use super::escape::{Html, some};
use super::{STYLE, marker, pieces, rules};
use crate::citation::web_address;
use crate::compared::{
    AlteredWords, Compared, Mark, Moves, Row, altered, differing, rows, verdict,
};
use crate::credited::credits_in_words;
use crate::plural;
use crate::records::{Run, SentencePlace};
use sayso::compare::{SentenceKind, Side};
use sayso::text::Span;

const COMPARED_STYLE: &str = include_str!("compared.css");
const SCRIPT: &str = include_str!("compared.js");

/// The page of two reports; `run` is what made their records.
pub fn compared(compared: &Compared<'_>, run: &Run) -> String {
    let mut h = Html::default();
    h.raw("<!doctype html>\n");
    h.element("html", &[("lang", "en")], |h| {
        head(h, compared);
        h.element("body", &[("class", "compared")], |h| {
            h.raw("<a class=\"skip\" href=\"#rows\">Skip to both reports</a>\n<main>\n");
            h.raw("<h1>Two reports compared</h1>\n");
            h.words("p", &[("class", "verdict")], &verdict(compared));
            h.raw("\n");
            estimate(h, compared);
            let changes = altered(compared);
            alterations(h, &changes);
            table(h, compared);
            h.raw("</main>\n");
            let made = format!("Compared by sayso {}.", run.version);
            h.words("footer", &[], &made);
            h.raw("\n<script>");
            h.raw(SCRIPT);
            h.raw("</script>\n");
        });
    });
    h.raw("\n");
    h.finish()
}

fn head(h: &mut Html, compared: &Compared<'_>) {
    let title = format!(
        "{} / {} – sayso",
        compared.name(Side::A),
        compared.name(Side::B)
    );
    h.element("head", &[], |h| {
        h.raw("<meta charset=\"utf-8\">\n");
        marker::compared(h);
        rules(h, &[STYLE, COMPARED_STYLE], SCRIPT);
        h.words("title", &[], &title);
        h.raw("\n<style>");
        h.raw(STYLE);
        h.raw("</style>\n<style>");
        h.raw(COMPARED_STYLE);
        h.raw("</style>\n");
    });
}

/// How sure the verdict is, and the keys.
fn estimate(h: &mut Html, compared: &Compared<'_>) {
    let percent = (compared.copy.score * 100.0).round();
    let words = format!(
        "That one was made from the other, or both from a third text, is estimated at {percent} of 100. A direction is given only where a credit, a byline, a day or the course of the text shows it."
    );
    h.words("p", &[("class", "facts")], &words);
    h.raw("\n<p class=\"facts keys\">Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous difference, <kbd>n</kbd> <kbd>p</kbd> next and previous alteration, <kbd>s</kbd> show or hide what is the same</p>\n");
}

/// The list of what was altered. Each row links to its words.
fn alterations(h: &mut Html, changes: &[AlteredWords<'_>]) {
    if changes.is_empty() {
        return;
    }
    h.words(
        "h2",
        &[("id", "altered")],
        &format!("{} altered", plural(changes.len(), "place")),
    );
    h.raw("\n<ol class=\"changes\" aria-labelledby=\"altered\">\n");
    for (n, change) in changes.iter().enumerate() {
        let id = format!("x{}", n + 1);
        h.element("li", &[("id", &id)], |h| {
            h.words("b", &[], change.what);
            h.raw(" ");
            words(h, change.a, &format!("#xa{}", n + 1), "not in A");
            h.raw(" → ");
            words(h, change.b, &format!("#xb{}", n + 1), "not in B");
        });
        h.raw("\n");
    }
    h.raw("</ol>\n");
}

fn words(h: &mut Html, words: Option<&str>, href: &str, none: &str) {
    match words {
        Some(words) => h.words("a", &[("href", href)], words),
        None => h.words("i", &[], none),
    }
}

/// Both reports.
fn table(h: &mut Html, compared: &Compared<'_>) {
    h.raw("<div class=\"both\"><table id=\"rows\">\n<caption class=\"vh\">Both reports, sentence by sentence</caption>\n");
    h.raw("<thead><tr>");
    about(h, compared, Side::A);
    h.raw("<th scope=\"col\" class=\"how\"><span class=\"vh\">How they correspond</span></th>");
    about(h, compared, Side::B);
    h.raw("</tr></thead>\n<tbody>\n");
    for row in rows(compared, Moves::Apart) {
        self::row(h, compared, &row);
        h.raw("\n");
    }
    h.raw("</tbody></table></div>\n");
}

/// What is known of a report, above its column.
fn about(h: &mut Html, compared: &Compared<'_>, side: Side) {
    let report = &compared.view(side).saved.report;
    let letter = if side == Side::A { "A" } else { "B" };
    h.element("th", &[("scope", "col")], |h| {
        h.words("b", &[("class", "side")], letter);
        h.raw(" ");
        let name = compared.name(side);
        match report.url.as_deref().and_then(web_address) {
            Some(url) => h.words("a", &[("href", url), ("rel", "noreferrer")], &name),
            None => h.text(&name),
        }
        h.words("span", &[("class", "from")], &format!(" {}", report.name()));
        if let Some(credits) = credits_in_words(report) {
            h.words("span", &[("class", "from")], &credits);
        }
    });
}

fn row(h: &mut Html, compared: &Compared<'_>, row: &Row) {
    let class = class(row);
    let id = row.pair.filter(|_| row.mark == Mark::Moved).map(|pair| {
        let side = if row.a.is_some() { "a" } else { "b" };
        (
            format!("m{side}{pair}"),
            format!("#m{}{pair}", if side == "a" { "b" } else { "a" }),
        )
    });
    let own = id.as_ref().map_or("", |(own, _)| own);
    h.element("tr", &[("class", class), some("id", own)], |h| {
        cell(h, compared, row, Side::A);
        h.element("td", &[("class", "how")], |h| match &id {
            Some((_, other)) => {
                let words = if row.a.is_some() {
                    "moved, to B"
                } else {
                    "moved, to A"
                };
                h.words("a", &[("href", other)], words);
            }
            None => h.text(row.mark.in_words()),
        });
        cell(h, compared, row, Side::B);
    });
}

fn class(row: &Row) -> &'static str {
    match row.mark {
        Mark::Same => "same",
        Mark::Reworded => "reworded",
        Mark::Moved => "moved",
        Mark::Quoted => "quoted",
        Mark::Perhaps => "perhaps",
        Mark::OnlyA => "only a",
        Mark::OnlyB => "only b",
    }
}

/// A sentence with what differs and what was altered in it.
fn cell(h: &mut Html, compared: &Compared<'_>, row: &Row, side: Side) {
    let (own, other) = match side {
        Side::A => (row.a.filter(|_| !row.repeats_a), row.b),
        Side::B => (row.b, row.a),
    };
    let letter = if side == Side::A { "A" } else { "B" };
    let Some(place) = own else {
        let words = if side == Side::B {
            row.in_place_of_b()
        } else {
            ""
        };
        return h.words("td", &[("data-of", letter), ("class", "none")], words);
    };
    let is_headline = place.kind == SentenceKind::Headline;
    let class = if is_headline { "headline" } else { "" };
    h.element(
        "td",
        &[("data-of", letter), some("class", class), ("dir", "auto")],
        |h| {
            let view = compared.view(side);
            let whole = view.bytes(place.start, place.end);
            let altered = altered_spans(compared, row, side);
            let mut differing = other.map_or(Vec::new(), |other| {
                differing_spans(compared, side, place, other)
            });
            differing.retain(|word| !altered.iter().any(|(_, span)| span.overlaps(*word)));
            let of_altered = altered.iter().map(|(_, span)| *span);
            let spans: Vec<Span> = of_altered.chain(differing).collect();
            for piece in pieces::cut(whole, &spans, &[]) {
                let changes = piece.marks.iter().filter_map(|&mark| altered.get(mark));
                let changes: Vec<(usize, Span)> = changes.copied().collect();
                let text = view.words(piece.span);
                if !changes.is_empty() {
                    alteration(h, letter, &changes, piece.span, text);
                } else if piece.marks.is_empty() {
                    h.text(text);
                } else {
                    h.words("span", &[("class", "differs")], text);
                }
            }
        },
    );
}

/// A piece of altered words with a link to the row of the innermost alteration. Others that begin here have their place
/// before it.
fn alteration(h: &mut Html, letter: &str, changes: &[(usize, Span)], piece: Span, text: &str) {
    let Some((inner, _)) = changes.iter().min_by_key(|(_, span)| span.len()) else {
        return;
    };
    let begins = |number: usize| {
        let change = changes.iter().find(|(other, _)| *other == number);
        change.is_some_and(|(_, span)| span.start() == piece.start())
    };
    let id = |number: usize| format!("x{}{}", letter.to_lowercase(), number + 1);
    for (number, _) in changes {
        if number != inner && begins(*number) {
            h.words("span", &[("id", &id(*number))], "");
        }
    }
    if text.trim().is_empty() {
        return h.text(text);
    }
    let (own, href) = (id(*inner), format!("#x{}", inner + 1));
    let own = if begins(*inner) {
        ("id", &*own)
    } else {
        ("", "")
    };
    h.words("a", &[("class", "altered"), own, ("href", &href)], text);
}

/// The words of a sentence that the other one does not have, in bytes of the text.
fn differing_spans(
    compared: &Compared<'_>,
    side: Side,
    own: SentencePlace,
    other: SentencePlace,
) -> Vec<Span> {
    let text = compared.words(side, own);
    let start = compared.view(side).bytes(own.start, own.end).start();
    let (words, _) = differing(text, compared.words(side.other(), other));
    let mut spans = Vec::new();
    let mut from = 0;
    for word in words {
        let at = text[from..].find(word.text).map_or(from, |at| from + at);
        from = at + word.text.len();
        if word.differs {
            spans.push(Span::new(start + at as u32, start + from as u32));
        }
    }
    spans
}

/// What was altered in a row, by its number, in bytes of the text.
fn altered_spans(compared: &Compared<'_>, row: &Row, side: Side) -> Vec<(usize, Span)> {
    let all = compared.copy.altered.iter().enumerate();
    let of_row = all.filter(|(_, altered)| Some(altered.sentence as usize) == row.pair);
    let spans = of_row.filter_map(|(number, altered)| {
        let span = match side {
            Side::A => altered.a.as_ref(),
            Side::B => altered.b.as_ref(),
        };
        Some((number, compared.view(side).span(span?)))
    });
    spans.collect()
}
