//! The data files about figures: words of numbers, units, and words beside figures.
//!
//! They are texts here, because their columns are values of types of the crate `sayso-measure`,
//! which reads them with [`crate::data::Table`].

/// Units with the one that is shown beside them: unit, other unit, its sign, factor, what is taken off
/// before, the definition.
pub const CONVERSIONS: &str = include_str!("../data/conversions.txt");
/// Currencies: code, words, signs.
pub const CURRENCIES: &str = include_str!("../data/currencies.txt");
/// Words beside figures: word, classes.
pub const FIGURE_WORDS: &str = include_str!("../data/figure-words.txt");
/// Short forms of powers of ten: form, exponent.
pub const MAGNITUDES: &str = include_str!("../data/magnitudes.txt");
/// Phrases that qualify a number: phrase, place, modifier.
pub const MODIFIERS: &str = include_str!("../data/modifiers.txt");
/// Words of numbers: word, kind, value.
pub const NUMERALS: &str = include_str!("../data/numerals.txt");
/// Set phrases with an ordinal that does not count.
pub const ORDINAL_PHRASES: &str = include_str!("../data/ordinal-phrases.txt");
/// Units: name, dimension, words, short forms.
pub const UNITS: &str = include_str!("../data/units.txt");
/// Units that are divided into smaller ones: unit, smaller unit, how many.
pub const UNIT_PARTS: &str = include_str!("../data/unit-parts.txt");
/// Words that are a figure by themselves: word, kind, value.
pub const WORD_FIGURES: &str = include_str!("../data/word-figures.txt");
