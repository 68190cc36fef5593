//! In: a question of the outlet. Out: what it leaves open: "Are they saving the reef, or doing more harm
//! than good?", "What will happen if she is convicted?"

use super::Own;
use super::hedge::Hedge;
use crate::certainty::clause::Stretch;
use crate::certainty::cues::class;
use crate::certainty::signal;
use crate::certainty::words::Word;
use crate::names::Pos;

/// A question whether something is so, or about what is to come. Questions at the beginning of a
/// paragraph are mostly headings or an interviewer’s, questions to the reader ask for nothing that
/// can be so, and a question that the next sentence answers leaves nothing open.
pub(super) fn open_question(own: &Own) -> Option<Hedge> {
    const SHORTEST: usize = 5;
    let stretch = &own.stretch;
    let from = stretch.opening(0);
    if stretch.seq.len() < SHORTEST {
        return None;
    }
    let asks = is_whether(stretch, from) || is_about_future(stretch, from);
    if own.is_column
        || own.opens_paragraph
        || !asks
        || !begins_sentence(stretch)
        || is_answered(stretch)
    {
        return None;
    }
    if (from..stretch.seq.len()).any(|i| is_of_talk(stretch, i)) {
        return None;
    }
    let last = stretch.seq.len() - 1;
    let verb = (from + 1..last).find(|&i| stretch.at(i).is_some_and(Word::is_verbal));
    Some(Hedge {
        signals: vec![signal::QUESTION_MARK.at(stretch.seq[last])],
        clause: from..stretch.seq.len(),
        head: verb.unwrap_or(from),
    })
}

/// "Are they", "Will the club", "Did Moller".
fn is_whether(stretch: &Stretch, from: usize) -> bool {
    let is_verb = stretch.at(from).is_some_and(Word::is_auxiliary);
    let next = stretch.pos(from + 1);
    let is_subject = matches!(
        next,
        Pos::Det | Pos::Pron | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num
    );
    is_verb && is_subject && !stretch.has(from + 1, class::NOT)
}

/// "What will happen", "How would it be paid for".
fn is_about_future(stretch: &Stretch, from: usize) -> bool {
    const REACH: usize = 4;
    let asks = stretch.any(from, &["what", "who", "how", "when", "where", "which"]);
    asks && (from + 1..from + REACH).any(|i| stretch.any(i, &["will", "would", "could", "might"]))
}

/// A word of a talk with the reader, or of a rhetorical question.
fn is_of_talk(stretch: &Stretch, i: usize) -> bool {
    stretch.any(
        i,
        &[
            "you", "your", "we", "our", "us", "i", "my", "me", "really", "else", "wonder",
        ],
    )
}

fn begins_sentence(stretch: &Stretch) -> bool {
    let Some(&first) = stretch.seq.first() else {
        return false;
    };
    let sentence = |k: u32| stretch.words.at(k).sentence;
    first == 0 || sentence(first - 1) != sentence(first)
}

/// "Will it last? No."
fn is_answered(stretch: &Stretch) -> bool {
    let next = stretch.seq.last().map_or(0, |&k| k as usize + 1);
    let next = stretch.words.all.get(next);
    next.is_some_and(|w| w.any(&["yes", "no", "not", "probably", "perhaps", "maybe", "well"]))
}
