//! "dozens", "hundreds of thousands", "tens of millions", "several hundred": numbers that are a
//! lower end.

use super::{Form, Numeral, Part};
use crate::decimal::Decimal;
use crate::keys::OF;
use crate::tokens::Tokens;

/// The number whose plural, or vague singular, is at the token.
pub(super) fn many(tokens: Tokens, at: usize) -> Option<Numeral> {
    let base = match tokens.part(at)? {
        Part::Hundred => Decimal::whole(100),
        Part::Power(power) => Decimal::new(1, i32::from(power))?,
        // "tens" alone are coins or notes.
        Part::Pack(10) if tokens.key(at + 1) != OF => return None,
        Part::Pack(n) if n > 2 => Decimal::whole(u64::from(n)),
        _ => return None,
    };
    many_of(tokens, at, base)
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
