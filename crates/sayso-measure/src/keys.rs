//! Keys of the words that the grammars ask for by name, computed while the program is compiled.

use crate::scan::key;

/// The keys of some words: `words!["he", "she"]`.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        &const { [$($crate::scan::key($word)),+] }
    };
}

/// Declares a constant for the key of each word.
macro_rules! keys {
    ($($name:ident = $word:literal;)+) => {
        $(pub const $name: u64 = key($word);)+
    };
}

keys! {
    A = "a";
    ABOUT = "about";
    AGE = "age";
    AGED = "aged";
    AGES = "ages";
    AN = "an";
    AND = "and";
    AROUND = "around";
    AS = "as";
    AT = "at";
    BELOW = "below";
    BETWEEN = "between";
    BOTH = "both";
    BY = "by";
    C = "c";
    CELSIUS = "celsius";
    CIRCA = "circa";
    DOLLAR = "dollar";
    DOWN = "down";
    EACH = "each";
    EARLY = "early";
    EVERY = "every";
    F = "f";
    FAHRENHEIT = "fahrenheit";
    FEW = "few";
    FOR = "for";
    FROM = "from";
    IN = "in";
    LAST = "last";
    LATE = "late";
    MAGNITUDE = "magnitude";
    MANY = "many";
    MID = "mid";
    MINUS = "minus";
    ND = "nd";
    NEGATIVE = "negative";
    OF = "of";
    OLD = "old";
    OLDS = "olds";
    ONE = "one";
    ONLY = "only";
    OR = "or";
    OUT = "out";
    OVER = "over";
    PER = "per";
    POINT = "point";
    RD = "rd";
    SEVERAL = "several";
    ST = "st";
    STRONG = "strong";
    SUB = "sub";
    TH = "th";
    THAN = "than";
    THAT = "that";
    THE = "the";
    THESE = "these";
    THOSE = "those";
    THROUGH = "through";
    TO = "to";
    UP = "up";
    US = "us";
    WAY = "way";
    WHAT = "what";
    WON = "won";
    YO = "yo";
    ZERO = "zero";
}
