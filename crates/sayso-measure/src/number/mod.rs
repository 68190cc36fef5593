//! Numbers as news writes them: tokens in, [`Numeral`]s out. Digits, words, both mixed, magnitudes,
//! fractions.
//!
//! The words are in `numerals.txt` and `magnitudes.txt` of the crate `sayso-english`. The grammar is
//! one function per level, from a whole numeral down to a word.

mod digits;
mod fractions;
mod magnitudes;
mod many;
mod power;
mod spoken;
mod words;

pub use fractions::and_part;
pub use many::many_of;
pub(crate) use words::start_words;
pub use words::{Part, Word, word};

use crate::class;
use crate::decimal::Decimal;
use crate::keys::{A, AN, MINUS, NEGATIVE, OR};
use crate::scan::{Kind, Token};
use crate::tokens::Tokens;

/// What kind of number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// How many, how much.
    Cardinal,
    /// "a third", "3/4", "half": a part of something.
    Fraction,
    /// "dozens", "hundreds of millions": the value is the lower end, and there is no upper end.
    Many,
    /// "third", "42nd".
    Ordinal,
}

/// A number and the tokens it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Numeral {
    /// First token.
    pub from: usize,
    /// The token after the last.
    pub to: usize,
    /// Its value; the lower end of "dozens".
    pub value: Decimal,
    /// What kind it is.
    pub form: Form,
    /// How many digits are written; 0 for a fraction.
    pub digits: u8,
    /// Does it begin with digits ("12", "1.2 million"), not with a word?
    pub figures: bool,
    /// The exponent of the magnitude after the digits ("million", "bn"), if there is one. The first
    /// number of a range may share it.
    pub scale: Option<u8>,
    /// Is it one token of digits alone?
    pub bare: bool,
}

impl Numeral {
    fn cardinal(from: usize, to: usize, value: Decimal) -> Numeral {
        Numeral {
            from,
            to,
            value,
            form: Form::Cardinal,
            digits: value.digits(),
            figures: false,
            scale: None,
            bare: false,
        }
    }

    fn fraction(from: usize, to: usize, value: Decimal) -> Numeral {
        Numeral {
            form: Form::Fraction,
            digits: 0,
            ..Numeral::cardinal(from, to, value)
        }
    }

    fn ordinal(from: usize, to: usize, value: u64) -> Numeral {
        Numeral {
            form: Form::Ordinal,
            ..Numeral::cardinal(from, to, Decimal::whole(value))
        }
    }

    /// The article at the token as the number one.
    pub fn one(at: usize) -> Numeral {
        Numeral::cardinal(at, at + 1, Decimal::whole(1))
    }

    /// The number one for a magnitude that has no number before it ("million"). It ends at `to`,
    /// where the magnitude begins.
    fn implied_one(from: usize, to: usize) -> Numeral {
        Numeral::cardinal(from, to, Decimal::whole(1))
    }

    /// The same number up to a later token, with the value that it has there.
    #[must_use]
    fn extended(self, to: usize, value: Decimal) -> Numeral {
        Numeral {
            to,
            value,
            bare: false,
            ..self
        }
    }

    /// The same number with a short magnitude, which ends before `to`.
    #[must_use]
    pub(crate) fn magnified(self, to: usize, exponent: u8) -> Option<Numeral> {
        let value = self.value.times_ten_to(i32::from(exponent))?;
        Some(Numeral {
            scale: Some(exponent),
            ..self.extended(to, value)
        })
    }

    /// Is it a whole number as written, without a magnitude?
    pub fn is_plain_whole(&self) -> bool {
        self.value.exponent() == 0 && self.form == Form::Cardinal
    }

    /// Is it a cardinal of this value?
    pub fn is(&self, value: u64) -> bool {
        self.value == Decimal::whole(value)
    }
}

/// The number that begins at the token: the longest one.
///
/// ```
/// use sayso_measure::{number::numeral, scan::scan, tokens::Tokens};
/// let value = |text: &str| {
///     let all = scan(text);
///     numeral(Tokens { text, all: &all }, 0).map(|n| n.value.to_string())
/// };
/// assert_eq!(value("two and a half million").unwrap(), "2500000");
/// assert_eq!(value("half a million").unwrap(), "500000");
/// assert_eq!(value("1.2bn").unwrap(), "1200000000");
/// assert_eq!(value("three hundred and twenty-one").unwrap(), "321");
/// assert_eq!(value("the mayor"), None);
/// ```
pub fn numeral(tokens: Tokens, at: usize) -> Option<Numeral> {
    if !has_minus(tokens, at) {
        return unsigned(tokens, at);
    }
    let n = unsigned(tokens, at + 1)?;
    let value = n.value.negated();
    let can_be_negative = matches!(n.form, Form::Cardinal | Form::Fraction);
    can_be_negative.then_some(Numeral {
        from: at,
        value,
        ..n
    })
}

/// A minus sign with a space on both sides, as some tokenisers leave it ("a low of - 5 degrees").
/// A dash could have the same spaces, so a preposition must come before.
pub fn is_spaced_minus(tokens: Tokens, at: usize) -> bool {
    let spaced = !tokens.glued(at) && !tokens.glued(at + 1);
    let after_preposition = at > 0 && tokens.has(at - 1, class::BEFORE_SIGN);
    tokens.is(at, Kind::Hyphen) && spaced && tokens.is(at + 1, Kind::Number) && after_preposition
}

/// Is the token a minus sign, or a word for it?
fn has_minus(tokens: Tokens, at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    match token.kind {
        // "plus or minus 4 points" has no sign.
        Kind::Word if at > 0 && tokens.key(at - 1) == OR => false,
        Kind::Word => {
            matches!(token.key, MINUS | NEGATIVE) && tokens.get(at + 1).is_some_and(starts)
        }
        Kind::Hyphen => is_glued_minus(tokens, at, token) || is_spaced_minus(tokens, at),
        _ => false,
    }
}

/// Is the hyphen glued to a number, and not to a word before it?
fn is_glued_minus(tokens: Tokens, at: usize, hyphen: &Token) -> bool {
    let before = at.checked_sub(1).and_then(|last| tokens.get(last));
    let follows_mark = before.is_none_or(|b| match b.kind {
        Kind::Mark => !b.is(')'),
        Kind::Break | Kind::Currency => true,
        _ => false,
    });
    let open = !hyphen.glued || follows_mark;
    let number = tokens.glued(at + 1) && tokens.is(at + 1, Kind::Number);
    open && number && hyphen.text(tokens.text) != "—"
}

/// Can a number begin with this token? This is cheap, because it is asked for every token.
pub fn starts(token: &Token) -> bool {
    match token.kind {
        Kind::Number | Kind::Fraction => true,
        Kind::Word => matches!(token.key, A | AN) || word(token).is_some(),
        _ => false,
    }
}

fn unsigned(tokens: Tokens, at: usize) -> Option<Numeral> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Number => digits::in_digits(tokens, at),
        Kind::Fraction => {
            let value = fractions::of_character(tokens.text(at))?;
            Some(Numeral::fraction(at, at + 1, value))
        }
        Kind::Word if matches!(token.key, A | AN) => spoken::after_article(tokens, at),
        Kind::Word => spoken::in_words(tokens, at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    fn read(text: &str) -> Option<(String, String, Form)> {
        let all = scan(text);
        let tokens = Tokens { text, all: &all };
        let n = numeral(tokens, 0)?;
        let span = &text[all[n.from].start as usize..all[n.to - 1].end as usize];
        Some((span.into(), n.value.to_string(), n.form))
    }

    #[test]
    fn whole_numerals() {
        for (text, value) in [
            ("two hundred and three thousand five hundred", "203500"),
            ("one hundred and six", "106"),
            ("twenty-one trillion three hundred", "21000000000300"),
            ("4 hundred million", "400000000"),
            ("3 hundred and 21", "321"),
            ("4 thousand 3 hundred and 21", "4321"),
            ("13 lakh", "1300000"),
            ("three lakh crore", "3000000000000"),
            ("half a dozen", "6"),
            ("three dozen", "36"),
            ("a hundred thousand", "100000"),
            ("10 1/2", "10.5"),
            ("2½", "2.5"),
            ("a million and a half", "1500000"),
            ("five and a half million", "5500000"),
            ("one billion and a quarter million", "1000250000"),
            ("two point five million", "2500000"),
            ("1.5m", "1.5"),
            ("1.2bn", "1200000000"),
            ("-5.5", "-5.5"),
            ("minus twenty", "-20"),
            ("a quarter of", "0.25"),
            ("two-thirds", "0.666666666666667"),
            ("one-third", "0.333333333333333"),
            ("three quarters", "0.75"),
            ("hundreds of millions", "100000000"),
            ("one hundred twenty-fifth", "125"),
            ("42nd", "42"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}: nothing"));
            assert_eq!(found.1, value, "{text}");
        }
    }

    #[test]
    fn where_a_numeral_ends() {
        for (text, span) in [
            ("three hundred and two hundred", "three hundred"),
            ("two million and three million", "two million"),
            ("ten twenty", "ten"),
            ("one hundred men", "one hundred"),
            ("a third of them", "a third"),
            ("twenty years", "twenty"),
            ("1.2 million, and", "1.2 million"),
        ] {
            assert_eq!(read(text).unwrap().0, span, "{text}");
        }
        assert_eq!(read("a third term").map(|f| f.2), None);
        assert_eq!(read("half brother").map(|f| f.2), None);
        assert_eq!(read("quarter of").map(|f| f.2), None);
    }
}
