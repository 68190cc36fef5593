//! The words that numbers are made of, from `numerals.txt` of the crate `sayso-english`.

use crate::scan::{Kind, Lexicon, Token, key};
use crate::tokens::Tokens;
use sayso_english::data::{Cells, Row, Table};
use sayso_english::figures::NUMERALS;
use std::sync::LazyLock;

/// What a word is in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Zero to nine.
    Unit(u8),
    /// Ten to nineteen; also "twentyfive" and its like, written as one word.
    Teen(u8),
    /// Twenty, thirty … ninety.
    Ten(u8),
    /// Hundred.
    Hundred,
    /// Thousand, million …: the exponent of a power of ten.
    Power(u8),
    /// Dozen, couple: how many things are in it.
    Pack(u8),
    /// First, third, twentieth: a place in an order, or the lower part of a fraction.
    Ordinal(u16),
    /// Hundredth, thousandth: the exponent of a power of ten.
    OrdinalPower(u8),
    /// Half, quarter: the lower part of a fraction.
    Fraction(u8),
}

impl Part {
    /// The part of this kind and value, as the data file names it.
    fn named(kind: &str, value: u8) -> Option<Part> {
        Some(match kind {
            "unit" => Part::Unit(value),
            "teen" => Part::Teen(value),
            "ten" => Part::Ten(value),
            "hundred" => Part::Hundred,
            "power" => Part::Power(value),
            "pack" => Part::Pack(value),
            "ordinal" => Part::Ordinal(u16::from(value)),
            "ordinal-power" => Part::OrdinalPower(value),
            "part" => Part::Fraction(value),
            _ => return None,
        })
    }

    /// "third", "quarter": what a fraction in words divides by. Halves have a word of their own, so
    /// "second" never divides.
    pub fn divisor(self) -> Option<u64> {
        match self {
            Part::Fraction(by) => Some(u64::from(by)),
            Part::Ordinal(by) if by > 2 => Some(u64::from(by)),
            _ => None,
        }
    }

    /// Does a magnitude multiply by this power of ten?
    pub fn exponent(self) -> Option<u8> {
        match self {
            Part::Hundred => Some(2),
            Part::Power(exponent) => Some(exponent),
            _ => None,
        }
    }

    /// Is it a number below a hundred?
    pub fn is_small(self) -> bool {
        matches!(self, Part::Unit(_) | Part::Teen(_) | Part::Ten(_))
    }
}

/// A word of a number, and whether it is plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it is.
    pub part: Part,
    /// "dozens", "thirds".
    pub plural: bool,
}

/// A word and what it is in a number.
struct NumeralRow(&'static str, Part);

impl Row for NumeralRow {
    fn read(cells: &mut Cells) -> Option<NumeralRow> {
        let (word, kind, value) = (cells.next()?, cells.next()?, cells.next()?);
        Some(NumeralRow(word, Part::named(kind, value.parse().ok()?)?))
    }
}

static TABLE: Table<NumeralRow> = Table::new("numerals.txt", NUMERALS);

/// The words with what they are.
fn table() -> impl Iterator<Item = (&'static str, Part)> {
    TABLE.rows().iter().map(|row| (row.0, row.1))
}

static LEXICON: LazyLock<Lexicon<Word>> = LazyLock::new(|| {
    let singular = |(word, part): (&str, Part)| {
        let plural = false;
        (key(word), Word { part, plural })
    };
    let plural = |(word, part): (&str, Part)| {
        let plural = true;
        (key(&format!("{word}s")), Word { part, plural })
    };
    // "twenties" is a decade or an age and "sixes" a score, not a number. "tens" is one, as
    // "dozens" is, and "scores" may be one.
    let plurals = table().filter(|(_, part)| !part.is_small());
    let tens = [("ten", Part::Pack(10)), ("score", Part::Pack(20))];
    Lexicon::new(
        table()
            .map(singular)
            .chain(plurals.chain(tens).map(plural))
            .chain(joined().map(|(word, part)| singular((&word, part)))),
    )
});

/// "twentyfive", "fortysecond": tens and a unit or ordinal written as one word.
fn joined() -> impl Iterator<Item = (String, Part)> {
    table().flat_map(|(tens, part)| {
        let ten = if let Part::Ten(ten) = part { ten } else { 0 };
        table().filter_map(move |(low, part)| {
            let part = match part {
                _ if ten == 0 => return None,
                Part::Unit(n @ 1..) => Part::Teen(ten + n),
                Part::Ordinal(n @ ..10) => Part::Ordinal(u16::from(ten) + n),
                _ => return None,
            };
            Some((format!("{tens}{low}"), part))
        })
    })
}

/// The keys of the words that a figure may begin with.
pub(crate) fn start_words() -> impl Iterator<Item = u64> {
    let words = table().flat_map(|(word, _)| [key(word), key(&format!("{word}s"))]);
    words.chain(joined().map(|(word, _)| key(&word)))
}

/// The word of numbers that the token is.
pub fn word(token: &Token) -> Option<Word> {
    if token.kind != Kind::Word || token.possessive {
        return None;
    }
    LEXICON.get(token.key)
}

impl Tokens<'_> {
    /// The word of numbers at the place.
    pub(crate) fn number_word(&self, at: usize) -> Option<Word> {
        self.get(at).and_then(word)
    }

    /// What the word at the place is in a number, singular or plural.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        self.number_word(at).map(|word| word.part)
    }

    /// What the word at the place is in a number, if it is singular.
    pub(super) fn singular_part(&self, at: usize) -> Option<Part> {
        let word = self.number_word(at).filter(|word| !word.plural);
        word.map(|word| word.part)
    }

    /// The exponent of "thousand", "million" … at the place, if it is singular.
    pub(super) fn singular_power(&self, at: usize) -> Option<u8> {
        match self.singular_part(at)? {
            Part::Power(exponent) => Some(exponent),
            _ => None,
        }
    }

    /// Is the word at the place "thousand", "million" …, singular or plural?
    pub(super) fn is_power(&self, at: usize) -> bool {
        matches!(self.part(at), Some(Part::Power(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        TABLE.check().unwrap();
    }
}
