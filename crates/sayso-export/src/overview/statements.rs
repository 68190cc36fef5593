//! In: a statement, an accusation with its denial, or a refusal. Out: it in words that can be read alone:
//! a pronoun for whoever speaks or is accused is replaced by the name, where the report makes it clear.

use super::disputes::{accuses, is_that_before};
use super::words::Part;
use super::{Dispute, Refusal};
use crate::records::{Attribution, Span};
use crate::speakers::{
    SURE, before_quotations, cue_of, is_pronoun, names, source_of, words, words_and_quotations,
};
use crate::view::{Numbered, View};
use crate::visible;
use std::slice;

/// Characters of what is not a quotation.
pub const SHORT: usize = 100;
/// Characters of a quotation that is shown here. A longer one is not shortened, because a cut can
/// turn its meaning round: the line says where it is.
const QUOTATION: usize = 200;

/// "the council accuses Ada Quill of theft / Ada Quill denies: wrongdoing".
pub fn dispute(view: &View<'_>, dispute: &Dispute<'_>) -> Vec<Part> {
    let claim = dispute.claim.map(|claim| said(view, claim));
    let claim = match dispute.denial {
        None => claim.map(as_accusation),
        Some(_) => claim,
    };
    let denial = dispute.denial.map(|denial| match dispute.claim {
        Some((_, claim)) if is_that_before(view, denial.1, claim) => denied_this(view, denial),
        _ => said(view, denial),
    });
    let answer = match (&claim, denial) {
        (Some(_), Some(denial)) if dispute.is_perhaps => Some(Part {
            text: format!(
                "denied, perhaps of this: {}",
                denial.text.trim_start_matches(PERHAPS)
            ),
            ..denial
        }),
        (Some(_), None) if dispute.is_unanswered => Some(Part::plain("no denial found")),
        (_, denial) => denial,
    };
    let answers = claim.is_some();
    let answer = answer.map(|part| Part { answers, ..part });
    claim.into_iter().chain(answer).collect()
}

/// An accusation that no one answers, with the word for it.
fn as_accusation(part: Part) -> Part {
    if part.text.to_lowercase().contains("accus") {
        return part;
    }
    Part {
        text: format!("accusation: {}", part.text),
        ..part
    }
}

/// "Ada Quill denied this": the content of the denial is only a "which".
fn denied_this(view: &View<'_>, (_, a): Numbered<'_>) -> Part {
    let cue = cue_of(view, a);
    let cue = cue.trim_end_matches(':');
    Part {
        text: format!("{} {cue} this", speaker(view, a)),
        about: vec![a.id.clone()],
        answers: false,
    }
}

/// Before what may be misread.
const PERHAPS: &str = "perhaps: ";

/// Source, cue and content in short.
pub fn said(view: &View<'_>, (_, a): Numbered<'_>) -> Part {
    let is_only_a_pronoun = is_pronoun(&words(&a.content, usize::MAX));
    let text = if view.source(a).is_empty() && accuses(a) {
        by_nobody(view, a)
    } else if is_only_a_pronoun {
        as_written(view, a)
    } else {
        let (source, cue) = (source_of(view, a), cue_of(view, a));
        let who = match (cue.contains(&source), cue.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("{}:", speaker(view, a)),
            (false, false) => format!("{} {cue}", speaker(view, a)),
        };
        let cue = if who.is_empty() { &cue } else { &who };
        format!("{cue} {}", content(view, a)).trim().to_string()
    };
    let doubt = if a.uncertain { PERHAPS } else { "" };
    let text = format!("{doubt}{text}");
    Part {
        text,
        about: vec![a.id.clone()],
        answers: false,
    }
}

/// Who speaks: the name in place of a pronoun. "he (perhaps Ada Quill)" where the report leaves it open.
pub fn speaker(view: &View<'_>, a: &Attribution) -> String {
    let source = source_of(view, a);
    if !is_pronoun(&source) {
        return source;
    }
    let score = a.link.as_ref().map_or(0.0, |link| link.score);
    match a.speaker_ids() {
        [] => {
            let likely = a.link.as_ref().and_then(|link| link.runner_up.as_ref());
            let name = likely.map(|id| names(view, slice::from_ref(id)));
            let name = name.filter(|name| !name.is_empty());
            name.map_or(source.clone(), |name| format!("{source} (perhaps {name})"))
        }
        ids if is_pronoun(&names(view, ids)) => source,
        ids if score >= SURE => names(view, ids),
        ids => format!("{source} (probably {})", names(view, ids)),
    }
}

/// A content in short, with the name in place of a pronoun that it begins with. A quotation is shown
/// whole or not at all: what is cut off is given by the number of the statement.
fn content(view: &View<'_>, a: &Attribution) -> String {
    let kept = words_and_quotations(&a.content, SHORT);
    let is_short = kept.chars().count() <= QUOTATION;
    let short = if is_short { kept } else { in_short(&kept) };
    let begin = a.content.first().map(|span| span.start);
    let meant = begin.and_then(|begin| view.meant_by_pronoun(begin));
    let (Some(name), Some((first, rest))) = (meant, short.split_once(' ')) else {
        return short;
    };
    let is_in_a_quotation = first.starts_with(|c: char| !c.is_alphanumeric());
    if is_pronoun(first) && !is_in_a_quotation {
        format!("{} {rest}", visible(name))
    } else {
        short
    }
}

/// A refusal in short.
pub fn no_answer(view: &View<'_>, refusal: &Refusal<'_>) -> Part {
    match refusal {
        Refusal::Said(said_so) => said(view, *said_so),
        Refusal::Told(sentence) => Part::plain(in_short(
            visible(view.words(*sentence))
                .replace('\n', " ")
                .trim_end_matches('.'),
        )),
    }
}

/// The words of a statement for which no one is named, in the order of the text: "Ada Quill was
/// accused of theft".
pub fn by_nobody(view: &View<'_>, a: &Attribution) -> String {
    in_order(view, a.cue.iter().chain(&a.content), 0)
}

/// A statement in the order of the text, with the words before it, because its content is only
/// "which": "… a ban in the past, which he denied".
fn as_written(view: &View<'_>, a: &Attribution) -> String {
    let all = a.source.iter().chain(&a.cue).chain(&a.content);
    in_order(view, all, WORDS_BEFORE)
}

/// Words before a statement whose content is only a pronoun.
const WORDS_BEFORE: usize = 12;

fn in_order<'s>(view: &View<'_>, spans: impl Iterator<Item = &'s Span>, before: usize) -> String {
    let mut spans: Vec<&Span> = spans.collect();
    spans.sort_by_key(|span| span.start);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return String::new();
    };
    let all = view.between(first.start, last.end).unwrap_or_default();
    let all = in_short(&visible(all).replace('\n', " "));
    let earlier = &view.text()[..view.span(first).start() as usize];
    let line = earlier.rsplit(['.', '\n']).next().unwrap_or_default();
    let mut words: Vec<&str> = line.split_whitespace().rev().take(before).collect();
    words.reverse();
    let mark = if line.split_whitespace().count() > words.len() && before > 0 {
        "… "
    } else {
        ""
    };
    let space = if words.is_empty() { "" } else { " " };
    format!("{mark}{}{space}{all}", visible(&words.join(" ")))
}

/// Words in short, cut before a quotation that does not fit.
pub fn in_short(all: &str) -> String {
    if all.chars().count() <= SHORT {
        return all.into();
    }
    match before_quotations(all, SHORT) {
        "" => format!("({} words quoted)", all.split_whitespace().count()),
        cut => format!("{cut} …"),
    }
}
