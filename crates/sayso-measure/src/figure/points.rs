//! What "points" are: of an index, of per cent (polls, rates), or of a game, where they are a plain
//! count.

use crate::lexicon::{self as lex, classes};
use crate::number::Tokens;
use crate::scan::{Kind, key};

/// How far the words that tell it may stand, in tokens.
const REACH: usize = 18;

const INDEX: &[&str] = &[
    "index",
    "indices",
    "shares",
    "stocks",
    "dow",
    "nasdaq",
    "ftse",
    "dax",
    "nikkei",
    "trading",
    "traders",
    "bourse",
    "exchange",
    "composite",
    "benchmark",
    "investors",
    "futures",
    "basis",
    "credit",
];

const POLL: &[&str] = &[
    "poll",
    "polls",
    "polling",
    "pollster",
    "survey",
    "surveyed",
    "voters",
    "vote",
    "election",
    "approval",
    "support",
    "swing",
    "party",
    "candidate",
    "turnout",
    "unemployment",
    "inflation",
    "rate",
    "rates",
    "percent",
    "percentage",
];

const GAME: &[&str] = &[
    "game",
    "games",
    "match",
    "matches",
    "league",
    "season",
    "table",
    "leaders",
    "coach",
    "rebounds",
    "assists",
    "scored",
    "scoring",
    "score",
    "team",
    "teams",
    "quarter",
    "half",
    "halftime",
    "relegation",
    "title",
    "championship",
    "standings",
    "scorer",
    "win",
    "wins",
    "won",
    "victory",
    "playoffs",
    "playoff",
    "tournament",
    "bench",
    "player",
    "players",
];

/// How many words of each table stand in the sentence, near the figure that ends at the token.
fn near(tokens: Tokens, from: usize, at: usize) -> (usize, usize, usize) {
    let short = |i: usize| i > 0 && tokens.glued(i) && classes(tokens, i - 1) & lex::MONTH != 0;
    let stop = |i: &usize| !(tokens.is(*i, Kind::Break) || tokens.mark(*i, '.') && !short(*i));
    let before = (from.saturating_sub(REACH)..from).rev().take_while(stop);
    let after = (at + 1..(at + REACH).min(tokens.all.len())).take_while(stop);
    let mut counts = (0, 0, 0);
    for i in before.chain(after) {
        let has = |words: &[&str]| usize::from(words.iter().any(|w| key(w) == tokens.key(i)));
        if tokens.key(i) != 0 {
            counts = (
                counts.0 + has(INDEX),
                counts.1 + has(POLL),
                counts.2 + has(GAME),
            );
        } else if tokens.mark(i, '%') {
            counts.1 += 1;
        }
    }
    counts
}

/// "five points behind the leaders"
pub(super) fn of_a_game(tokens: Tokens, at: usize, from: usize) -> bool {
    let (index, poll, game) = near(tokens, from, at);
    index == 0 && game > poll && from < at
}

/// "a six-point lead", a poll said; no poll moves by a hundred.
pub(super) fn of_a_poll(tokens: Tokens, from: usize, to: usize) -> bool {
    let (index, poll, game) = near(tokens, from, to.saturating_sub(1));
    let small = tokens.text(from).len() < 3
        || tokens.is(from, Kind::Word)
        || tokens.text(from).contains('.');
    index == 0 && poll > game && small
}
