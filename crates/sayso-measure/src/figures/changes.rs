//! Words of rising and falling near a figure.

use super::Direction;
use super::counted::counts_people;
use crate::class;
use crate::keys::{BY, DOWN, OF, UP};
use crate::modifier;
use crate::number::numeral;
use crate::scan::Kind;
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
        let is_lead =
            tokens.one_of(at, words!["higher"]) && at > 0 && tokens.has(at - 1, class::DETERMINER);
        if classes.any(class::UP) && !is_lead && !tokens.one_of(at, words!["advance"]) {
            return Some(Direction::Up);
        }
        // "the lower 95 percent"
        let describes = tokens.one_of(at, words!["lower", "higher"])
            && at > 0
            && tokens.has(at - 1, class::DETERMINER);
        if describes || is_loss_of_life(tokens, at, from, stated) {
            return None;
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

/// "lost 18 soldiers": how many died, and not by how much something fell.
fn is_loss_of_life(tokens: Tokens, at: usize, from: usize, stated: Stated) -> bool {
    !stated.stands_alone
        && tokens.one_of(at, words!["lost", "lose", "loses", "losing"])
        && numeral(tokens, from).is_some_and(|n| counts_people(tokens, n.to))
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

/// "edged up its forecast by 0.1 points", "after job cuts the chain raised pay by 5 percent": the
/// nearest word of change before "by". A verb with an object that is nearer and not known leaves the
/// direction open.
pub(super) fn before_by(tokens: Tokens, from: usize) -> Option<Direction> {
    let by = modifier::start_of(tokens, from).checked_sub(1)?;
    if tokens.key(by) != BY {
        return None;
    }
    for at in (by.saturating_sub(BEFORE_BY)..by).rev() {
        let classes = tokens.classes(at);
        let is_up = classes.any(class::UP | class::RAISES);
        let is_down = classes.any(class::DOWN | class::LOWERS);
        if is_up || is_down {
            // "lost by 7 wickets" says by how much, not that wickets fell.
            let is_margin = classes.any(class::SCORE) && at + 1 == by;
            let direction = if is_up {
                Direction::Up
            } else {
                Direction::Down
            };
            return (!is_margin).then_some(direction);
        }
        if tokens.mark(at, '.') || is_other_verb(tokens, at) {
            return None;
        }
    }
    None
}

/// "refinanced its debt by 7 percent": a verb with an object.
fn is_other_verb(tokens: Tokens, at: usize) -> bool {
    let has_object = tokens.has(at + 1, class::DETERMINER | class::POSSESSIVE);
    tokens.is_lower(at) && has_object && tokens.text(at).ends_with("ed")
}

/// How many words the object of a verb of change may have before a percentage.
const OBJECT: usize = 4;

/// "raised its prices 9 percent": a verb of change with its object before the figure.
pub(super) fn before_object(tokens: Tokens, from: usize) -> Option<Direction> {
    const OTHER: class::Classes = class::STOP.with(class::FUNCTION);
    const WITHIN: class::Classes = class::DETERMINER.with(class::POSSESSIVE);
    let start = modifier::start_of(tokens, from);
    // "its 5 percent stake"
    if start
        .checked_sub(1)
        .is_some_and(|last| tokens.has(last, WITHIN))
    {
        return None;
    }
    for at in (start.saturating_sub(OBJECT + 1)..start).rev() {
        let classes = tokens.classes(at);
        let is_verb = at + 1 < start && tokens.is_lower(at) && classes.any(MOVES);
        if is_verb {
            let is_up = classes.any(class::RAISES);
            return Some(if is_up {
                Direction::Up
            } else {
                Direction::Down
            });
        }
        let ends = classes.any(OTHER) && !classes.any(WITHIN);
        if !tokens.is(at, Kind::Word) || ends {
            return None;
        }
    }
    None
}

/// Verbs that move what they act on.
const MOVES: class::Classes = class::RAISES.with(class::LOWERS);

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
