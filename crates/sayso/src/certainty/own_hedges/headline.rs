//! In: a headline. Out: what it announces without "is": "Port workers to strike", "Harbour poised to
//! reopen".

use super::Own;
use super::counts::is_aim_word;
use super::ground::is_dash;
use super::hedge::Hedge;
use super::loose::{is_after_noun, plan};
use super::main_clause::is_of_subject;
use crate::certainty::cues::class;
use crate::certainty::signal::{self, Signal};
use crate::certainty::words::Word;
use crate::names::Pos;
use sayso_english::times::SCHEDULED_DEEDS;

/// "Port workers to strike over pay", "… as US to urge a pause": a headline leaves out "is".
pub(super) fn headline_infinitive(own: &Own) -> Option<Hedge> {
    const OPEN: [&str; 15] = [
        "how",
        "what",
        "why",
        "where",
        "when",
        "ways",
        "things",
        "reasons",
        "places",
        "best",
        "top",
        "need",
        "time",
        "tips",
        "everything",
    ];
    let stretch = &own.stretch;
    if !own.is_headline {
        return None;
    }
    let is_verb = |i: usize| {
        stretch
            .at(i)
            .is_some_and(|w| w.pos == Pos::Verb && !w.is_gerund() && !w.quoted)
            || stretch.is(i, "be")
            || stretch
                .at(i)
                .is_some_and(|w| SCHEDULED_DEEDS.has(&w.text.to_ascii_lowercase()))
    };
    let to = (1..stretch.seq.len()).find(|&i| stretch.is(i, "to") && is_verb(i + 1))?;
    let begins = |b: &usize| {
        let opens = |w: &Word| w.any(&["as", ":", ",", "|"]) || is_dash(w);
        stretch.at(*b).is_none_or(opens)
    };
    let start = (0..to).rev().find(begins).map_or(0, |b| b + 1);
    let subject = start..to;
    let is_of_subject = |i: usize| {
        is_of_subject(stretch, i)
            || stretch.at(i).is_some_and(|w| {
                w.is("of") || w.is("and") || w.is_mark && w.any(&["’s", "-", "&"]) || w.is("’s")
            })
    };
    let is_plain = |i: usize| {
        stretch.at(i).is_some_and(|w| {
            !w.any(&OPEN) && !w.has(class::ABSTRACT | class::RELATIVE) && !w.is("to")
        })
    };
    let noun = stretch.at(to - 1)?;
    let is_actor =
        noun.is_nominal() && !matches!(noun.pos, Pos::Pron | Pos::Num) && !is_aim_word(noun);
    let fits = !subject.is_empty()
        && subject.clone().all(|i| is_of_subject(i) && is_plain(i))
        && is_actor
        && stretch.pos(start) != Pos::Num
        && !(start..stretch.seq.len()).any(|i| {
            stretch
                .at(i)
                .is_some_and(|w| w.pos == Pos::Aux && !w.is("be"))
        })
        && (to + 2 < stretch.seq.len() || subject.len() > 1);
    fits.then(|| Hedge {
        signals: vec![signal::IS_TO.at(stretch.seq[to])],
        clause: start..stretch.seq.len(),
        head: to + 1,
    })
}

/// "Harbour poised to reopen", "more closures likely to follow": a headline leaves out "is".
pub(super) fn headline_plan(own: &Own, i: usize) -> Option<Signal> {
    let stretch = &own.stretch;
    // "Harbour on track to break records"
    let is_on_track = stretch.is(i, "track") && i > 1 && stretch.is(i - 1, "on");
    if is_on_track
        && own.is_headline
        && is_after_noun(stretch, i - 1)
        && stretch.any(i + 1, &["to", "for"])
    {
        return Some(signal::LOOKS_SET_TO.at(stretch.seq[i]));
    }
    let signal = plan(stretch, i)?;
    let has_other_verb = stretch.group(0).is_some_and(|group| group.head != i);
    let goes_on = stretch.to_do(i + 1) || stretch.to_deed(i + 1) || stretch.set_for(i);
    if !is_after_noun(stretch, i) || !own.is_headline || has_other_verb || !goes_on {
        return None;
    }
    Some(signal)
}
