//! Credits in datelines: "VELM, Orland (NNA) —", and "(NNA) —" alone at the beginning of a text.

use super::lines::has_picture;
use super::named::Named;
use super::words::Word;
use super::{Credit, CreditKind, Credited, Part};

/// A dateline ends within so many words and marks.
const LONGEST: usize = 16;
/// The longest name in a bracket, in words.
const LONGEST_NAME: usize = 5;

/// The agencies in the brackets of a dateline: "VELM (Tarn News/NNA) —". What is in them is an agency, also if the
/// list of agencies does not have it.
pub(super) fn of_block(part: &Part<'_>, found: &mut Vec<Credit>) {
    let place = |mark: &str| part.words.iter().position(|word| word.text == mark);
    match (place("("), place(")")) {
        (Some(open), Some(close)) if open < close => bracket(part, open, close, found),
        _ => {
            // "Orland, NNA —".
            let named = part.names.iter().filter(|named| is_news(named));
            found.extend(named.map(|named| {
                let (from, to) = (named.words.start, named.words.end);
                part.credit(CreditKind::Dateline, named, from, to)
            }));
        }
    }
}

/// A dateline that was not split off from its paragraph: "(NNA) - The harbour", "Velm, Nov 3 (Xinhua) -- The harbour".
pub(super) fn opening(part: &Part<'_>, found: &mut Vec<Credit>) {
    let head = &part.words[..part.words.len().min(LONGEST)];
    let Some(open) = head
        .iter()
        .position(|word| matches!(word.text, "(" | "/" | "“"))
    else {
        return;
    };
    let close = (open + 2..head.len()).find(|&at| head[at].text == ")");
    let Some(close) = close.filter(|_| head[open].text == "(") else {
        return;
    };
    let next = head.get(close + 1).map(|word| word.text);
    let has_dash = matches!(next, Some("-" | "–" | "—" | "―" | ":"));
    let name = &head[open + 1];
    let is_known = part.names.iter().any(|named| named.words.start == open + 1);
    let is_in_capitals = name.is_capitalised() && !name.text.contains(char::is_lowercase);
    let is_first = open == 0;
    let is_dateline = is_known && (has_dash || is_first) || is_first && is_in_capitals && has_dash;
    if is_dateline {
        bracket(part, open, close, found);
    }
}

/// The names between two brackets, if they do not credit a picture.
fn bracket(part: &Part<'_>, open: usize, close: usize, found: &mut Vec<Credit>) {
    if has_picture(&part.words[open..close]) {
        return;
    }
    let mut from = open + 1;
    for to in open + 1..=close {
        let is_separator = matches!(part.words[to].text, "/" | "," | ";" | "-" | "–");
        if to == close || is_separator {
            found.extend(name_in_bracket(part, from, to, CreditKind::Dateline));
            from = to + 1;
        }
    }
}

/// What words in a bracket name, where they can only name an agency or an outlet.
pub(super) fn name_in_bracket(
    part: &Part<'_>,
    from: usize,
    to: usize,
    kind: CreditKind,
) -> Option<Credit> {
    let from = from + usize::from(part.lower(Some(from)) == "the");
    let words = part.words.get(from..to)?;
    let is_known = |named: &&Named| named.words.start == from && named.words.end <= to;
    if let Some(named) = part.names.iter().find(is_known) {
        return is_news(named).then(|| part.credit(kind, named, from, to));
    }
    let is_short = (1..=LONGEST_NAME).contains(&words.len());
    let is_name = is_short && words.iter().all(Word::is_capitalised);
    let written: Vec<&str> = words.iter().map(|word| word.text).collect();
    is_name.then(|| Credit {
        kind,
        of: Credited::Agency,
        name: Some(written.join(" ")),
        span: Some(part.span(from, to)),
    })
}

/// Services distribute releases, which are credited as such.
fn is_news(named: &Named) -> bool {
    named.of != Credited::Service && !named.is_unnamed
}
