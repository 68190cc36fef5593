//! "dozens", "hundreds of thousands", "tens of millions", "several hundred": numbers that are a
//! lower end.

use super::{Form, Numeral, Part};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::OF;
use crate::scan::Kind;
use crate::tokens::Tokens;

/// The number whose plural, or vague singular, is at the token.
pub(super) fn many(tokens: Tokens, at: usize) -> Option<Numeral> {
    let base = match tokens.part(at)? {
        Part::Hundred => Decimal::whole(100),
        Part::Power(power) => Decimal::new(1, i32::from(power))?,
        // "tens" alone are coins or notes.
        Part::Pack(10) if tokens.key(at + 1) != OF => return None,
        Part::Pack(20) if !is_score_of_things(tokens, at) => return None,
        Part::Pack(n) if n > 2 => Decimal::whole(u64::from(n)),
        _ => return None,
    };
    many_of(tokens, at, base)
}

/// Words before "scores" of a match, an examination or music.
const BEFORE_SCORES: &[u64] = words![
    "test",
    "credit",
    "music",
    "film",
    "math",
    "maths",
    "reading",
    "exam",
    "box",
    "final",
    "average",
    "high",
    "low",
    "higher",
    "lower",
    "top",
    "literacy",
    "approval",
    "match",
    "orchestral",
    "risk",
    "quality",
    "mean",
    "median",
    "poor",
    "good",
    "science",
    "movie",
    "game",
    "golf",
    "safety",
];

/// "Scores of tanks crossed the river": the plural that follows is counted. "the scores of the
/// matches" and "test scores of pupils" are results.
fn is_score_of_things(tokens: Tokens, at: usize) -> bool {
    let follows_other = at.checked_sub(1).is_some_and(|last| {
        tokens.one_of(last, BEFORE_SCORES)
            || tokens.has(last, class::DETERMINER | class::POSSESSIVE)
            || tokens.get(last).is_some_and(|t| t.possessive)
    });
    let next = at + 2;
    let counts = tokens.key(at + 1) == OF
        && tokens.is(next, Kind::Word)
        && !tokens.has(next, class::DETERMINER | class::POSSESSIVE)
        && tokens.part(next).is_none_or(|part| !part.is_small());
    counts && !follows_other
}

/// The number at the token with "of thousands", "of millions" after it, as often as it is said.
pub fn many_of(tokens: Tokens, at: usize, base: Decimal) -> Option<Numeral> {
    let (mut value, mut to) = (base, at + 1);
    while tokens.key(to) == OF {
        let plural = tokens.number_word(to + 1).filter(|word| word.plural);
        let Some(power) = plural.and_then(|word| word.part.exponent()) else {
            break;
        };
        value = value.times_ten_to(i32::from(power))?;
        to += 2;
    }
    Some(Numeral {
        form: Form::Many,
        digits: 0,
        ..Numeral::cardinal(at, to, value)
    })
}
