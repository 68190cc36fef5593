//! Words of rising and falling near a figure.

use super::Direction;
use crate::class;
use crate::keys::{BY, DOWN, OF, UP};
use crate::modifier;
use crate::tokens::Tokens;

/// How many words may be between a word of change and the figure: "a rise of just 3%".
const STEPS_BACK: usize = 3;
/// How far before "by" the word of change may be, in tokens.
const BEFORE_BY: usize = 9;
/// How far before a range the word of change may be, in tokens.
const BEFORE_RANGE: usize = 7;

/// What is known of a figure before its change is looked for.
#[derive(Clone, Copy)]
pub(super) struct Stated {
    /// It has a unit, or "from" before it. Without either, "sign up 500 people" is not a rise.
    pub(super) stands_alone: bool,
    /// It is a percentage or points. "A rise of 3%" is a change, but "a gain of $3 million" is what
    /// was gained.
    pub(super) is_relative: bool,
}

/// The change that the words right before the figure say, past modifiers and "by".
pub(super) fn before(tokens: Tokens, from: usize, stated: Stated) -> Option<Direction> {
    let mut at = modifier::start_of(tokens, from).checked_sub(1)?;
    for _ in 0..STEPS_BACK {
        if is_particle(tokens, at, stated) {
            return None;
        }
        let classes = tokens.classes(at);
        if classes.any(class::UP) && !tokens.one_of(at, words!["advance"]) {
            return Some(Direction::Up);
        }
        if classes.any(class::DOWN) {
            // "lost by 7 wickets" says by how much, not that wickets fell.
            let is_margin = tokens.key(at + 1) == BY && classes.any(class::SCORE);
            return (!is_margin).then_some(Direction::Down);
        }
        let may_be_between = tokens.one_of(
            at,
            words!["by", "another", "just", "only", "an", "a", "further"],
        );
        let is_rise_of = stated.is_relative && tokens.key(at) == OF;
        if !may_be_between && !is_rise_of {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    None
}

/// "sign up 500 people", "make up 60%": "up" belongs to a verb and does not say a change. "Shares
/// were up 500 points" does.
fn is_particle(tokens: Tokens, at: usize, stated: Stated) -> bool {
    let word = tokens.key(at);
    if !matches!(word, UP | DOWN) {
        return false;
    }
    let last = at.checked_sub(1);
    let follows_be = last.is_some_and(|last| {
        let is_be = words!["is", "was", "were", "are", "been", "be"];
        tokens.mark(last, ',') || tokens.one_of(last, is_be)
    });
    let follows_verb = last.is_some_and(|last| tokens.has(last, class::VERB_WITH_UP));
    !stated.stands_alone && !follows_be || word == UP && follows_verb
}

/// "edged up its forecast by 0.1 points": the word of change is farther away, before "by".
pub(super) fn before_by(tokens: Tokens, from: usize) -> Option<Direction> {
    let by = modifier::start_of(tokens, from).checked_sub(1)?;
    if tokens.key(by) != BY {
        return None;
    }
    let words = (by.saturating_sub(BEFORE_BY)..by).rev();
    words
        .take_while(|&at| !tokens.mark(at, '.'))
        .find_map(|at| match tokens.classes(at) {
            classes if classes.any(class::UP) => Some(Direction::Up),
            classes if classes.any(class::DOWN) => Some(Direction::Down),
            _ => None,
        })
}

/// The words of the sentence shortly before the token.
fn shortly_before(tokens: Tokens, from: usize) -> impl Iterator<Item = class::Classes> {
    let words = (from.saturating_sub(BEFORE_RANGE)..from).rev();
    words
        .take_while(move |&at| !tokens.mark(at, '.'))
        .map(move |at| tokens.classes(at))
}

/// Is a word of change, or of setting anew, shortly before?
pub(super) fn is_near(tokens: Tokens, from: usize) -> bool {
    shortly_before(tokens, from)
        .any(|classes| classes.any(class::UP | class::DOWN | class::SETS_ANEW))
}

/// Is a word of falling, and none of rising, shortly before?
pub(super) fn fall_is_near(tokens: Tokens, from: usize) -> bool {
    let all = shortly_before(tokens, from).fold(class::Classes::NONE, class::Classes::with);
    all.any(class::DOWN) && !all.any(class::UP)
}

/// "closed 4.2% lower", "20 fewer boats": the comparative after a difference. Plain numbers are
/// compared by "fewer" only.
pub(super) fn comparative(tokens: Tokens, at: usize, has_measure: bool) -> Option<Direction> {
    let classes = tokens.classes(at);
    if !has_measure && !tokens.one_of(at, words!["fewer"]) {
        return None;
    }
    if classes.any(class::MORE) {
        Some(Direction::Up)
    } else if classes.any(class::LESS) {
        Some(Direction::Down)
    } else {
        None
    }
}
