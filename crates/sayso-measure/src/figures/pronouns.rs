//! "one" and "zero" where they do not count: pronouns, set phrases, names.

use super::amount::Amount;
use super::counted::is_plural;
use crate::class;
use crate::keys::{A, AN, IN, OF, ONE, ONLY, OUT, ZERO};
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
    // A phrase that is the whole text keeps its value.
    let goes_on = tokens.get(amount.to).is_some();
    if goes_on && last.is_some_and(|at| points(tokens, at)) {
        return true;
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

/// "the middle (one)", "a similar (one)": an adjective that points at one of several, after an article.
fn points(tokens: Tokens, at: usize) -> bool {
    const POINTING: &[u64] = words![
        "middle", "left", "right", "new", "newer", "old", "older", "big", "bigger", "small",
        "smaller", "larger", "taller", "longer", "shorter", "better", "worse", "wrong", "good",
        "bad", "best", "same", "similar", "latter", "former", "latest", "original"
    ];
    let is_pointing = tokens.one_of(at, POINTING) || is_superlative(tokens, at);
    at > 0 && is_pointing && tokens.has(at - 1, class::DETERMINER)
}

/// "Ground Zero", "sub-zero", "zero tolerance".
fn is_zero_of_phrase(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.number.to;
    let is_name = tokens.is_capital(amount.from) && tokens.is_capital(to);
    let follows_word = amount.from > 0 && tokens.one_of(amount.from - 1, words!["ground", "sub"]);
    is_name || follows_word || amount.hyphen || tokens.one_of(to, words!["tolerance", "net"])
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
            let has_ending = text.ends_with("ed") || text.ends_with("ing");
            let is_participle = (has_ending || tokens.one_of(at, PARTICIPLES))
                && (tokens.has(next, class::STOP | class::DETERMINER)
                    || tokens.one_of(next, words!["earlier", "later", "last", "this"]));
            is_participle
                || is_verb_of_one(tokens, at)
                || tokens.is_capital(at)
                || tokens.has(at, class::STOP | class::UNCOUNTED)
        }
    }
}

/// "(as one) watches the film": after "one" a word with an s is a verb, if an object follows it.
fn is_verb_of_one(tokens: Tokens, at: usize) -> bool {
    let text = tokens.text(at);
    let has_ending = text.len() > 3 && text.ends_with('s') && !text.ends_with("ss");
    has_ending && tokens.is_lower(at) && tokens.has(at + 1, class::DETERMINER | class::POSSESSIVE)
}

/// Participles without "-ed" that tell of what "one" stands for: "similar to one struck last week".
const PARTICIPLES: &[u64] = words![
    "struck", "made", "held", "built", "found", "given", "seen", "sent", "sold", "taken",
    "written", "drawn", "brought", "bought", "thrown", "shown", "told", "fought", "begun", "grown"
];

/// "(one of) those feel-good moments": a kind that everybody knows, and not some that were counted.
fn is_of_known_kind(tokens: Tokens, from: usize) -> bool {
    const MOST_WORDS: usize = 5;
    const KINDS: &[u64] = words![
        "moments",
        "days",
        "nights",
        "things",
        "times",
        "games",
        "situations",
        "weeks",
        "years",
        "stories",
        "places",
        "jobs",
        "rare"
    ];
    tokens.one_of(from, words!["those", "these"])
        && (from + 1..from + MOST_WORDS)
            .take_while(|&at| tokens.is(at, Kind::Word) || tokens.is(at, Kind::Hyphen))
            .any(|at| tokens.one_of(at, KINDS))
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
    if matches!(tokens.key(from), A | AN) || is_of_known_kind(tokens, from) {
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
