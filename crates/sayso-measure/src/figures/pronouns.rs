//! "one" and "zero" where they do not count: pronouns, set phrases, names.

use super::amount::Amount;
use super::counted::is_plural;
use crate::class;
use crate::keys::{A, AN, IN, OF, ONE, ONLY, OUT, TOLERANCE, ZERO};
use crate::number::{self, Form};
use crate::scan::Kind;
use crate::tokens::Tokens;
use crate::unit::{Unit, unit_at};

/// Is the amount "one" or "zero" where it does not count?
pub(super) fn is_not_counting(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let is_one_word = !number.figures
        && number.form == Form::Cardinal
        && number.to == amount.from + 1
        && matches!(amount.unit, None | Some(Unit::TIMES));
    match tokens.key(amount.from) {
        ZERO if is_one_word => is_zero_of_phrase(tokens, amount),
        ONE if is_one_word => is_pronoun(tokens, amount),
        _ => false,
    }
}

/// "no one", "a weaker one.", "one day", "one of the best".
fn is_pronoun(tokens: Tokens, amount: &Amount) -> bool {
    let last = amount.from.checked_sub(1);
    if last.is_some_and(|at| makes_pronoun(tokens, at)) {
        return true;
    }
    if amount.hyphen {
        return !tokens.has(amount.to + 1, class::ONE_PART);
    }
    match tokens.get(amount.to) {
        None => false,
        Some(next) if next.kind == Kind::Word => is_uncounted(tokens, amount.to),
        // "a weaker one.", but "all but one."
        Some(_) => {
            last.is_some_and(|at| tokens.is(at, Kind::Word) && !tokens.has(at, class::BEFORE_COUNT))
        }
    }
}

/// "no one", "the only one", "one-on-one": the token before "one" makes it a pronoun.
fn makes_pronoun(tokens: Tokens, at: usize) -> bool {
    let is_only = tokens.key(at) == ONLY && at > 0 && tokens.one_of(at - 1, words!["the", "not"]);
    let is_joined = tokens.is(at, Kind::Hyphen) && tokens.glued(at);
    is_only || is_joined || tokens.has(at, class::BEFORE_PRONOUN)
}

/// "Ground Zero", "sub-zero", "zero tolerance".
fn is_zero_of_phrase(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.number.to;
    let is_name = tokens.is_capital(amount.from) && tokens.is_capital(to);
    let follows_word = amount.from > 0 && tokens.one_of(amount.from - 1, words!["ground", "sub"]);
    is_name || follows_word || amount.hyphen || tokens.key(to) == TOLERANCE
}

/// Is nothing counted by "one" before this word?
fn is_uncounted(tokens: Tokens, at: usize) -> bool {
    let next = at + 1;
    let is_thing = !tokens.has(next, class::STOP);
    if tokens.one_of(at, words!["last", "final"]) && is_thing {
        return !is_countable_thing(tokens, next);
    }
    match tokens.key(at) {
        // "one in 1998": another one of the kind that was named.
        IN => tokens.is(next, Kind::Number) || tokens.has(next, class::MONTH),
        // "one of the largest mills": a rank, and nothing is counted.
        OF => is_best_of(tokens, next),
        OUT => false,
        _ => {
            let text = tokens.text(at);
            let is_participle = (text.ends_with("ed") || text.ends_with("ing"))
                && tokens.has(next, class::STOP | class::DETERMINER);
            is_participle || tokens.is_capital(at) || tokens.has(at, class::STOP | class::UNCOUNTED)
        }
    }
}

/// How far after "of" the superlative may be, in tokens.
const TO_SUPERLATIVE: usize = 5;

/// "(one of) the largest mills", "(one of) Tarn's most loved singers": is there a superlative before
/// the noun, and no number of which this is one?
fn is_best_of(tokens: Tokens, from: usize) -> bool {
    let is_number = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|t| t.kind == Kind::Number || number::word(t).is_some())
    };
    // "one of a kind", "one of a series"
    if matches!(tokens.key(from), A | AN) {
        return true;
    }
    // "one of the two largest" and "one of at least 707 people" count.
    let mut before_noun = (from..from + TO_SUPERLATIVE)
        .take_while(|&at| tokens.is(at, Kind::Word) && !is_plural(tokens, at) && !is_number(at));
    before_noun.any(|at| {
        let ranks = tokens.one_of(at, BEST) || is_superlative(tokens, at);
        ranks && !is_number(at + 1)
    })
}

/// Words that rank or leave open how many there are, besides superlatives.
const BEST: &[u64] = words![
    "most", "least", "best", "worst", "few", "only", "top", "leading", "main", "key", "foremost",
    "many", "several"
];

/// "largest"; nouns with the same ending are not.
fn is_superlative(tokens: Tokens, at: usize) -> bool {
    const SHORTEST: usize = 6;
    const NOUNS: &[u64] = words![
        "forest", "protest", "request", "interest", "harvest", "contest", "arrest", "conquest",
        "tempest", "inquest", "behest", "midwest", "priest", "digest"
    ];
    let text = tokens.text(at);
    let has_ending = text.ends_with("est") && tokens.is_lower(at);
    has_ending && (text.len() >= SHORTEST || text == "worst") && !tokens.one_of(at, NOUNS)
}

/// "one last match" counts as "one more match" does; "one last night" does not.
fn is_countable_thing(tokens: Tokens, at: usize) -> bool {
    let is_time = unit_at(tokens, at, false).is_some_and(|(unit, _)| unit.is_time());
    let is_season = tokens.has(at, class::WEEKDAY | class::MONTH)
        || tokens.one_of(
            at,
            words!["night", "spring", "summer", "autumn", "fall", "winter"],
        );
    tokens.is(at, Kind::Word) && !is_time && !is_season
}
