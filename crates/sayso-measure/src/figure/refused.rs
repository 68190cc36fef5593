//! What looks like a figure and is none: names, dates, addresses, pronouns.

use super::amount::{Amount, million};
use super::counted::{classes_of, counted};
use super::{AND, IN, OF, ONE, OR, OUT, THE, THROUGH, TO, ZERO};
use crate::decimal::Decimal;
use crate::lexicon as lex;
use crate::lexicon::classes;
use crate::number::Form;
use crate::number::Tokens;
use crate::number::numeral;
use crate::scan::Case;
use crate::scan::Kind;
use crate::scan::Token;
use crate::scan::key;
use crate::unit::{self, Dimension};

/// What looks like a figure and is none: the token after it.
pub(super) fn refused(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let number = &amount.number;
    let (from, to) = (amount.from, amount.to);
    if amount.before {
        return None;
    }
    if !number.figures {
        if let Some(to) = spoken_year(tokens, amount) {
            return Some(to);
        }
        return (label_word(tokens, amount) || name_word(tokens, amount) || clock(tokens, amount))
            .then_some(to);
    }
    if era(tokens, amount) {
        return Some(listed(tokens, to));
    }
    if amount.unit.is_none() && model(tokens, amount) {
        return Some(to);
    }
    let last = from.checked_sub(1);
    let measured = amount.unit.is_some() || number.scale.is_some();
    if dated(tokens, amount) {
        // "Sept. 19 to 22"
        let link = tokens.hyphen(to) || matches!(tokens.key(to), TO | THROUGH);
        let day =
            numeral(tokens, to + 1).filter(|n| link && n.bare && n.value <= Decimal::whole(31));
        let day = day.filter(|n| n.exponent_zero() && counted(tokens, n.to, true).is_none());
        return Some(day.map_or(to, |n| n.to));
    }
    if glued_name(tokens, amount, last) || clock(tokens, amount) || address(tokens, amount) {
        return Some(to);
    }
    if last.is_none_or(|at| tokens.is(at, Kind::Break)) {
        // "1. ", "2) ": the items of a list.
        let item = tokens
            .get(number.to)
            .is_some_and(|t| t.glued && (t.is('.') || t.is(')')));
        if item
            && number.bare
            && tokens
                .get(number.to + 1)
                .is_some_and(|t| t.kind == Kind::Word && !t.glued)
        {
            return Some(to);
        }
    }
    // "Courtroom 4B": the letter is no magnitude there.
    let lettered = number.scale.is_some()
        && amount.unit.is_none()
        && number.to == from + 2
        && tokens.text(from + 1).len() == 1
        && tokens.glued(from + 1)
        && last.is_some_and(|at| {
            tokens.get(at).is_some_and(Token::capital) && classes(tokens, at) & lex::FUNCTION == 0
        });
    ((!measured || lettered) && named(tokens, amount, last?)).then(|| listed(tokens, to))
}

/// "Lines 2, 5 and 9": the numbers that go on a list of names, and the token after the last.
fn listed(tokens: Tokens, mut to: usize) -> usize {
    loop {
        let link =
            tokens.mark(to, ',') || matches!(tokens.key(to), AND | OR | TO) || tokens.hyphen(to);
        let next = numeral(tokens, to + 1).filter(|n| link && n.bare && n.exponent_zero());
        let plain = next.filter(|n| {
            unit::unit_at(tokens, n.to, true).is_none()
                && counted(tokens, n.to, true).is_none()
                && !tokens.is(n.to, Kind::Hyphen)
        });
        match plain {
            Some(n) => to = n.to,
            None => return to,
        }
    }
}

/// "0800 555 0199", "(555) 014-2200", "555-0142": the token after the digits.
pub(super) fn telephone(tokens: Tokens, at: usize) -> Option<usize> {
    let digits = |at: usize| {
        if tokens.is(at, Kind::Number) {
            tokens.text(at)
        } else {
            ""
        }
    };
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let first = digits(at);
    let zero = first.starts_with('0') && first.len() >= 3 && plain(first) && !tokens.glued(at);
    let area = first.len() == 3 && at > 0 && tokens.mark(at - 1, '(') && tokens.mark(at + 1, ')');
    let mut to = at + if area { 2 } else { 1 };
    let mut groups = 0;
    while groups < 4 {
        let next = to + usize::from(groups > 0 && tokens.is(to, Kind::Hyphen) && tokens.glued(to));
        if digits(next).len() < 3 || !plain(digits(next)) {
            break;
        }
        (to, groups) = (next + 1, groups + 1);
    }
    (groups > 0 && (zero || area && groups > 1)).then_some(to)
}

/// "COVID-19", "G70", "737F", "5:55", "ID.3", "#7": letters and marks glued to the digits.
pub(super) fn glued_name(tokens: Tokens, amount: &Amount, last: Option<usize>) -> bool {
    let number = &amount.number;
    if let (Some(at), true) = (last, tokens.glued(amount.from)) {
        let before = &tokens.all[at];
        let word_before = at > 0
            && before.glued
            && matches!(
                tokens.all[at - 1].kind,
                Kind::Word | Kind::Number | Kind::Code
            );
        let allowed = matches!(tokens.key(at.wrapping_sub(1)), n if n == key("sub") || n == key("magnitude") || n == TO || n == key("mid") || n == key("about"));
        let bad = match before.kind {
            Kind::Word | Kind::Number | Kind::Code => true,
            Kind::Hyphen => word_before && !allowed,
            Kind::Mark => {
                word_before && (before.is('.') || before.is(':'))
                    || formula(before) && amount.unit.is_none()
                    || "#_@&/\\%^*".contains(char::from_u32(before.key as u32).unwrap_or(' '))
            }
            _ => false,
        };
        if bad {
            return true;
        }
    }
    if amount.unit.is_some() {
        return false;
    }
    let next = tokens.get(number.to).filter(|t| t.glued);
    match next {
        Some(t) if t.kind == Kind::Word && number.to == amount.to => {
            !matches!(tokens.text(number.to), "s" | "yo") && million(tokens, *number).is_none()
        }
        Some(t) if t.kind == Kind::Code => true,
        Some(t) if formula(t) => {
            tokens.glued(number.to + 1) && tokens.is(number.to + 1, Kind::Number)
        }
        Some(t) if t.is(':') || t.is('/') || t.is('^') || t.is('_') => {
            tokens.glued(number.to + 1) && tokens.is(number.to + 1, Kind::Number)
        }
        _ => false,
    }
}

/// Signs of arithmetic: "9×40" without a unit is no figure of news.
fn formula(token: &Token) -> bool {
    token.is('×') || token.is('÷')
}

/// "10.45pm", "5 a.m.", "at 6 o'clock".
pub(super) fn clock(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.number.to;
    let upper = tokens.text(to);
    classes(tokens, to) & lex::CLOCK != 0 && upper != "am"
        || matches!(upper, "am") && (tokens.glued(to) || amount.number.bare)
}

/// "11 February", "Sept. 8": a day.
pub(super) fn dated(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let small = number.bare && number.value.as_u64().is_some_and(|d| (1..=31).contains(&d));
    if !number.bare {
        return false;
    }
    let month = |at: usize| {
        classes(tokens, at) & lex::MONTH != 0 && tokens.get(at).is_some_and(Token::capital)
    };
    let last = amount.from.wrapping_sub(1);
    let before =
        month(last) || tokens.mark(last, '.') && last > 0 && month(last - 1) && tokens.glued(last);
    let after = month(number.to) || tokens.key(number.to) == OF && month(number.to + 1);
    let range =
        tokens.hyphen(number.to) && tokens.is(number.to + 1, Kind::Number) && month(number.to + 2);
    (before || after || range)
        && (small || tokens.text(number.from).len() == 4)
        && amount.unit.is_none()
}

/// "123 Random Street": a number, one to three names, a street.
pub(super) fn address(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    if !number.bare || tokens.text(number.from).contains(',') {
        return false;
    }
    let mut at = number.to;
    while at < number.to + 4
        && tokens
            .get(at)
            .is_some_and(|t| t.kind == Kind::Word && t.capital())
    {
        if at > number.to && classes(tokens, at) & lex::STREET != 0 {
            return true;
        }
        at += 1;
    }
    false
}

/// "Phase two", "category one", "No one".
pub(super) fn label_word(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1) else {
        return false;
    };
    let flags = classes(tokens, last);
    let label = flags & lex::LABEL != 0 && !tokens.mark(last, '.');
    let strict = [
        "phase", "part", "category", "chapter", "stage", "level", "version", "page", "volume",
        "act", "section", "number", "no", "game", "week", "day", "round", "grade", "type", "tier",
    ];
    let hyphen = tokens.is(last, Kind::Hyphen)
        && tokens.glued(last)
        && tokens.glued(amount.from)
        && last > 0
        && tokens.is(last - 1, Kind::Word)
        && tokens.key(last - 1) != TO
        && !amount.number.figures;
    label && amount.unit.is_none() && strict.iter().any(|w| key(w) == tokens.key(last))
        || hyphen && amount.unit.is_none()
}

/// "BBC One", "the bottom three".
pub(super) fn name_word(tokens: Tokens, amount: &Amount) -> bool {
    let Some(last) = amount.from.checked_sub(1) else {
        return false;
    };
    let (Some(before), Some(first)) = (tokens.get(last), tokens.get(amount.from)) else {
        return false;
    };
    if amount.unit.is_some() || amount.number.scale.is_some() {
        return false;
    }
    let place = ["bottom", "final", "big", "last"]
        .iter()
        .any(|w| key(w) == before.key)
        && before.kind == Kind::Word;
    let name = before.kind == Kind::Word
        && before.capital()
        && first.capital()
        && classes(tokens, last) & lex::FUNCTION == 0;
    (place || name) && counted(tokens, amount.to, true).is_none()
}

/// "nineteen ninety-one", "twenty twelve": a year, said.
pub(super) fn spoken_year(tokens: Tokens, amount: &Amount) -> Option<usize> {
    let first = &amount.number;
    let century = first.exponent_zero()
        && first.scale.is_none()
        && (17..=20).contains(&first.value.as_u64()?);
    let next = numeral(tokens, first.to)
        .filter(|n| century && !n.figures && n.exponent_zero() && n.scale.is_none())?;
    let rest = next.value >= Decimal::whole(10) && next.value < Decimal::whole(100);
    (rest && amount.unit.is_none() && !tokens.glued(first.to)).then_some(next.to)
}

/// "A.D. 1000", "44 B.C.": a year.
pub(super) fn era(tokens: Tokens, amount: &Amount) -> bool {
    let is = |at: usize| {
        matches!(
            tokens.text(at),
            "A.D." | "AD" | "B.C." | "BC" | "BCE" | "CE"
        )
    };
    amount.number.bare && (amount.from > 0 && is(amount.from - 1) || is(amount.number.to))
}

/// "the 787 Dreamliner", "the 90049 ZIP code": digits, a name, and nothing counted.
pub(super) fn model(tokens: Tokens, amount: &Amount) -> bool {
    let plain = amount.number.bare
        && !tokens.text(amount.number.from).contains([',', '.'])
        && amount.number.value >= Decimal::whole(10);
    let name = tokens
        .get(amount.to)
        .is_some_and(|t| t.kind == Kind::Word && t.capital() && !t.glued);
    let sure = lex::before(tokens, amount.from).is_some();
    plain
        && name
        && !sure
        && classes(tokens, amount.to) & lex::FUNCTION == 0
        && counted(tokens, amount.to, true).is_none()
}

/// "Boeing 737", "Highway 61", "S&P 500", "Euro 2020": the number is part of a name.
pub(super) fn named(tokens: Tokens, amount: &Amount, last: usize) -> bool {
    let number = &amount.number;
    let grouped = tokens.text(number.from).contains(',');
    if grouped || !number.figures {
        return false;
    }
    // "No. 10"
    let point = tokens.mark(last, '.') && tokens.glued(last) && last > 0;
    let word = if point { last - 1 } else { last };
    let Some(before) = tokens.get(word).filter(|t| t.kind == Kind::Word) else {
        return false;
    };
    let flags = classes(tokens, word);
    if point
        && !matches!(
            tokens.text(word),
            "No" | "no" | "Nos" | "nos" | "nr" | "nrs" | "Vol" | "vol"
        )
    {
        return false;
    }
    if point {
        return true;
    }
    let people =
        counted(tokens, amount.to, true).is_some_and(|s| classes_of(tokens, s) & lex::PEOPLE != 0);
    // "the district's 90 schools"
    if flags & lex::LABEL != 0 && !before.possessive && !amount.hyphen {
        // "the group 12 men": a label that counts people is none; "top 10", "day 3" and the like
        // are.
        let loose = before.case == Case::Lower && people;
        return !loose;
    }
    let function = flags
        & (lex::FUNCTION
            | lex::STOP
            | lex::WEEKDAY
            | lex::MONTH
            | lex::UP
            | lex::DOWN
            | lex::SCORE
            | lex::BETWEEN
            | lex::PLURAL)
        != 0;
    if !before.capital() || before.possessive || function {
        return false;
    }
    let modifier = lex::before(tokens, amount.from).is_some();
    !modifier && !people && !amount.hyphen
}

/// A number of four digits that is a year.
pub(super) fn bare_year(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    let text = tokens.text(number.from);
    let by = amount.from.checked_sub(1).is_some_and(|at| {
        matches!(
            tokens.text(at),
            "in" | "In" | "by" | "By" | "since" | "until"
        )
    });
    let years = if by { 1000..2200 } else { 1500..2100 };
    let year =
        number.bare && text.len() == 4 && number.value.as_u64().is_some_and(|y| years.contains(&y));
    if !year || amount.unit.is_some() || amount.hyphen {
        return false;
    }
    let people =
        counted(tokens, amount.to, true).is_some_and(|s| classes_of(tokens, s) & lex::PEOPLE != 0);
    let before = amount
        .from
        .checked_sub(1)
        .map_or(0, |at| classes(tokens, at));
    let modified = lex::before(tokens, amount.from).is_some_and(|(m, start)| {
        m.name != "about" || tokens.key(start) != key("around") && tokens.key(start) != key("circa")
    });
    if modified {
        // "below 2005 levels"
        return matches!(tokens.text(amount.to), "levels" | "highs" | "lows");
    }
    !people || before & lex::BEFORE_YEAR != 0 && tokens.key(amount.from.wrapping_sub(1)) != THE
}

/// Words after which "one" is a pronoun.
const BEFORE_PRONOUN: &[&str] = &[
    "no", "any", "every", "each", "this", "that", "the", "which", "some", "another", "good",
    "last", "next", "new", "big", "not", "previous", "current", "first", "second", "same", "other",
];

/// What a "one-…" counts.
const ONE_PART: &[&str] = &[
    "man", "woman", "person", "member", "seat", "room", "bedroom", "game", "page", "run", "goal",
    "vote",
];

/// Words before which "one" counts nothing.
const IDLE: &[&str] = &[
    "another",
    "thing",
    "time",
    "day",
    "side",
    "point",
    "way",
    "reason",
    "another's",
    "morning",
    "night",
    "evening",
    "last",
    "too",
    "else",
    "hell",
    "sort",
    "kind",
];

/// Words after which a "one" at the end counts.
const COUNTING: &[&str] = &[
    "but", "only", "just", "than", "to", "by", "or", "is", "are", "least", "most", "and",
];

/// "one" as a pronoun, in set phrases, or before what is no noun.
pub(super) fn lone_one(tokens: Tokens, amount: &Amount) -> bool {
    let number = &amount.number;
    if number.figures || amount.unit.is_some_and(|u| u.name != "times") {
        return false;
    }
    if number.form != Form::Cardinal || number.to != amount.from + 1 {
        return false;
    }
    if tokens.key(amount.from) == ZERO {
        return lone_zero(tokens, amount);
    }
    if tokens.key(amount.from) != ONE {
        return false;
    }
    let last = amount.from.checked_sub(1);
    let only = last.is_some_and(|at| {
        at > 0 && tokens.key(at) == key("only") && tokens.one_of(at - 1, &["the", "not"])
    });
    let pronoun = last.is_some_and(|at| {
        tokens.one_of(at, BEFORE_PRONOUN) || tokens.is(at, Kind::Hyphen) && tokens.glued(at)
    });
    if only || pronoun {
        return true;
    }
    if amount.hyphen {
        return !tokens.one_of(amount.to + 1, ONE_PART);
    }
    match tokens.get(amount.to) {
        None => false,
        Some(t) if t.kind == Kind::Word => idle_before(tokens, amount.to),
        // "a weaker one.", "all but one."
        Some(_) => last.is_some_and(|at| tokens.is(at, Kind::Word) && !tokens.one_of(at, COUNTING)),
    }
}

/// "Ground Zero", "sub-zero", "zero tolerance".
fn lone_zero(tokens: Tokens, amount: &Amount) -> bool {
    let capital = |at: usize| tokens.get(at).is_some_and(Token::capital);
    let to = amount.number.to;
    capital(amount.from) && capital(to)
        || amount.from > 0 && tokens.one_of(amount.from - 1, &["ground", "sub"])
        || amount.hyphen
        || tokens.key(to) == key("tolerance")
}

/// Does "one" count nothing before this word?
fn idle_before(tokens: Tokens, at: usize) -> bool {
    let next = &tokens.all[at];
    // "one last match" counts as "one more match" does; "one last night" does not.
    if tokens.one_of(at, &["last", "final"]) && classes(tokens, at + 1) & lex::STOP == 0 {
        let time =
            unit::unit_at(tokens, at + 1, false).is_some_and(|u| u.0.dimension == Dimension::Time);
        let night = classes(tokens, at + 1) & (lex::WEEKDAY | lex::MONTH) != 0
            || tokens.one_of(
                at + 1,
                &["night", "spring", "summer", "autumn", "fall", "winter"],
            );
        return time || night || !tokens.is(at + 1, Kind::Word);
    }
    // "one in 1998": another of the kind just told.
    if next.key == IN {
        return tokens.is(at + 1, Kind::Number) || classes(tokens, at + 1) & lex::MONTH != 0;
    }
    let text = next.text(tokens.text);
    let participle = (text.ends_with("ed") || text.ends_with("ing"))
        && classes(tokens, at + 1) & (lex::STOP | lex::DETERMINER) != 0;
    let idle = participle
        || classes(tokens, at) & lex::STOP != 0
        || next.capital()
        || tokens.one_of(at, IDLE);
    idle && next.key != OF && next.key != OUT
}
