//! Scores and votes: "4-3", "by 217 to 213", "won 51.2%-48.8%".

use super::counted::counted;
use super::pairs::{Link, Pair};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{BY, TO};
use crate::scan::Kind;
use crate::unit::Unit;
use std::ops::Range;

/// How far before a score the word that shows one may be, in tokens.
const BEFORE_SCORE: usize = 6;
/// How far after it.
const AFTER_SCORE: usize = 2;
/// How far before a vote in percentages.
const BEFORE_VOTE: usize = 16;
/// Scores without any word that shows one are below this; greater ones are votes.
const HIGHEST_SCORE: u64 = 600;
/// Without any word that shows a score, a rising one such as "2-3" ends at most here.
const HIGHEST_RISING: u64 = 15;

impl Pair<'_, '_> {
    /// Does a word of these tokens show a score or a vote?
    fn has_score_word(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| self.tokens.has(at, class::SCORE))
    }

    /// Is the second amount joined by "-to-"?
    fn is_joined_by_to(&self) -> bool {
        let from = self.second.from;
        self.tokens.is(from.saturating_sub(1), Kind::Hyphen)
            && self.tokens.key(from.saturating_sub(2)) == TO
    }
}

/// Are the two counts a score or a vote?
pub(super) fn is_tally(pair: &Pair, first: Decimal, second: Decimal) -> bool {
    let is_count = |n: Decimal| n.exponent() == 0 && !n.is_negative();
    if !is_count(first) || !is_count(second) {
        return false;
    }
    let to = pair.second.to;
    let counts_thing = counted(pair.tokens, to, true).is_some();
    let from = pair.first.from;
    let has_word = pair.has_score_word(from.saturating_sub(BEFORE_SCORE)..from)
        || pair.has_score_word(to..to + AFTER_SCORE);
    let is_falling = first > second;
    let highest = Decimal::whole(HIGHEST_SCORE);
    if first >= highest || second >= highest {
        // "passed 1,204-988"
        return pair.link == Link::Hyphen && is_falling && has_word && !counts_thing;
    }
    if pair.is_joined_by_to() {
        return is_falling;
    }
    match pair.link {
        Link::Hyphen => {
            let is_low = second <= Decimal::whole(HIGHEST_RISING);
            first >= second || !counts_thing && (has_word || is_low)
        }
        _ => has_word && (!counts_thing || is_falling),
    }
}

/// "won 51.2%-48.8%", "led by 51 to 47 percent"
pub(super) fn is_vote_in_percent(pair: &Pair, unit: Option<Unit>) -> bool {
    if unit != Some(Unit::PERCENT) {
        return false;
    }
    let tokens = pair.tokens;
    let (first, second) = (pair.first.number.value, pair.second.number.value);
    let is_most_of_vote = first
        .plus(second)
        .is_some_and(|sum| sum >= Decimal::whole(50) && sum <= Decimal::whole(100));
    if first <= second || !is_most_of_vote {
        return false;
    }
    let from = pair.first.from;
    let has_hyphen = tokens.is(pair.second.from - 1, Kind::Hyphen);
    let after_by = from > 0 && tokens.key(from - 1) == BY;
    let mut words = (from.saturating_sub(BEFORE_VOTE)..from)
        .rev()
        .take_while(|&at| !tokens.mark(at, '.'));
    has_hyphen || after_by || words.any(|at| tokens.has(at, class::SCORE))
}
