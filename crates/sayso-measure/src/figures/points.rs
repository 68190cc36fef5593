//! What "points" are: of an index, of per cent (polls, rates), or of a game, where they are counted
//! by themselves. The words near them decide.

use crate::class;
use crate::scan::Kind;
use crate::tokens::Tokens;

/// How far away the words may be, in tokens.
const REACH: usize = 18;

/// How many words near the points show what they are.
#[derive(Default)]
struct Evidence {
    market: usize,
    poll: usize,
    game: usize,
}

impl Evidence {
    /// Counts the words of the sentence that are near the points from `from` to `last`.
    fn near(tokens: Tokens, from: usize, last: usize) -> Evidence {
        let is_inside = |at: &usize| !ends_sentence(tokens, *at);
        let before = (from.saturating_sub(REACH)..from)
            .rev()
            .take_while(is_inside);
        let after = (last + 1..(last + REACH).min(tokens.all.len())).take_while(is_inside);
        let mut evidence = Evidence::default();
        for at in before.chain(after) {
            let classes = tokens.classes(at);
            let is_percent = tokens.mark(at, '%');
            evidence.market += usize::from(classes.any(class::MARKET));
            evidence.poll += usize::from(classes.any(class::POLL) || is_percent);
            evidence.game += usize::from(classes.any(class::GAME));
        }
        evidence
    }
}

/// Does the sentence end at the token? The point of "Sept." does not end it.
fn ends_sentence(tokens: Tokens, at: usize) -> bool {
    let follows_month = at > 0 && tokens.glued(at) && tokens.has(at - 1, class::MONTH);
    tokens.is(at, Kind::Break) || tokens.mark(at, '.') && !follows_month
}

/// "five points behind the leaders": are the points of a game?
pub(super) fn are_of_a_game(tokens: Tokens, from: usize, at: usize) -> bool {
    let evidence = Evidence::near(tokens, from, at);
    evidence.market == 0 && evidence.game > evidence.poll && from < at
}

/// "a six-point lead", if a poll is near. A poll does not move by a hundred points.
pub(super) fn are_of_a_poll(tokens: Tokens, from: usize, to: usize) -> bool {
    let evidence = Evidence::near(tokens, from, to.saturating_sub(1));
    let number = tokens.text(from);
    let is_small = number.len() < 3 || tokens.is(from, Kind::Word) || number.contains('.');
    evidence.market == 0 && evidence.poll > evidence.game && is_small
}
