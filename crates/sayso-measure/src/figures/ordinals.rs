//! Places in an order: "for the third time", "42nd", "the No. 2 seed".

use super::amount::Amount;
use super::counted::counted;
use super::reader::Reader;
use super::{Figure, FigureRule, Role};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{A, OF};
use crate::number::numeral;
use crate::scan::{Kind, Lexicon, key, phrase, then};
use crate::tokens::Tokens;
use sayso_english::data;
use sayso_english::figures::ORDINAL_PHRASES;
use std::sync::LazyLock;

/// Set phrases in which an ordinal does not count: "first lady".
static PHRASES: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let rows = data::rows(ORDINAL_PHRASES);
    Lexicon::new(rows.map(|row| (phrase(row[0]), ())))
});

impl Reader<'_> {
    /// "the No. 2 seed", "ranked world No. 3": a place in an order. "the No 5" is a shirt.
    pub(super) fn ranked(&self, amount: &Amount) -> Option<Figure> {
        let tokens = self.tokens;
        let has_point = amount.from > 0 && tokens.mark(amount.from - 1, '.');
        let label = amount.from.checked_sub(1 + usize::from(has_point))?;
        let is_number = matches!(tokens.text(label), "No" | "no" | "number" | "Number");
        if !is_number || !amount.number.is_plain_whole() {
            return None;
        }
        let follows_rank =
            label > 0 && tokens.one_of(label - 1, words!["world", "ranked", "seeded"]);
        let has_noun = tokens.has(amount.to, class::RANKED);
        if !follows_rank && !has_noun {
            return None;
        }
        let mut figure = ordinal_figure(tokens, amount, FigureRule::Rank);
        figure.of = has_noun.then(|| tokens.all[amount.to].span());
        Some(figure)
    }

    /// "third", "42nd": a place in an order. Dates, names and set phrases are not.
    pub(super) fn ordinal(&self, amount: &Amount) -> Option<Figure> {
        let tokens = self.tokens;
        let (from, to) = (amount.from, amount.to);
        let has_hyphen = tokens.hyphened(to);
        let place = has_hyphen
            .then(|| place_after_hyphen(tokens, amount))
            .flatten();
        // "second-hand", "third-party"
        let is_word = tokens.is(from, Kind::Word);
        let is_compound =
            is_word && place.is_none() && tokens.is(to, Kind::Hyphen) && tokens.glued(to);
        let is_adverb = is_word && !is_determined(tokens, from, to);
        let is_other = is_day(tokens, amount)
            || is_moment(tokens, amount)
            || is_numbered_street(tokens, amount)
            || is_name(tokens, amount)
            || is_set_phrase(tokens, amount)
            || is_compound
            || is_adverb
            || is_period_of_time(tokens, to + usize::from(has_hyphen))
            || is_first_of_centuries(tokens, to);
        if is_other {
            return None;
        }
        let mut figure = ordinal_figure(tokens, amount, FigureRule::Ordinal);
        let noun = match place {
            Some(Place::Superlative) => to + 2,
            _ => to + usize::from(has_hyphen),
        };
        figure.of = counted(tokens, noun, false).filter(|_| !is_within_period(tokens, to));
        Some(figure)
    }
}

fn ordinal_figure(tokens: Tokens, amount: &Amount, why: FigureRule) -> Figure {
    let number = &amount.number;
    let span = tokens.between(amount.from, amount.to);
    let mut figure = Figure::new(span, number.value, number.digits);
    figure.role = Role::Ordinal;
    figure.why = why;
    figure
}

/// What a hyphen joins to an ordinal that keeps it a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// "the fourth-largest crowd": what is counted comes after it.
    Superlative,
    /// "a second-floor flat": the word describes what is counted, or is it.
    Noun,
}

/// What the hyphen after the ordinal joins to it, if it keeps it a place.
fn place_after_hyphen(tokens: Tokens, amount: &Amount) -> Option<Place> {
    if amount.number.value <= Decimal::whole(1) {
        return None;
    }
    let joined = tokens.text(amount.to + 1);
    if joined.ends_with("est") {
        return Some(Place::Superlative);
    }
    let is_place = class::of_word(key(joined)).any(class::AFTER_PLACE);
    is_place.then_some(Place::Noun)
}

/// "May 3rd", "3rd of May".
fn is_day(tokens: Tokens, amount: &Amount) -> bool {
    let to = amount.to;
    tokens.has(amount.from.wrapping_sub(1), class::MONTH)
        || tokens.has(to, class::MONTH)
        || tokens.key(to) == OF && tokens.has(to + 1, class::MONTH)
}

/// "a second later", "0.3 of a second": a time, and not a place in an order.
fn is_moment(tokens: Tokens, amount: &Amount) -> bool {
    let (from, to) = (amount.from, amount.to);
    if !tokens.one_of(from, words!["second"]) || from == 0 || tokens.key(from - 1) != A {
        return false;
    }
    let is_counted = tokens.one_of(to, words!["later", "earlier", "ago"]);
    let is_part = from > 2 && tokens.key(from - 2) == OF && tokens.is(from - 3, Kind::Number);
    is_counted && !tokens.is_lower(to + 1) || is_part && ends_phrase(tokens, to)
}

/// "on 56th", "near 56th": a street or a day, because nothing that is in an order follows.
fn is_numbered_street(tokens: Tokens, amount: &Amount) -> bool {
    let is_led =
        amount.from > 0 && tokens.one_of(amount.from - 1, words!["on", "near", "off", "along"]);
    let is_digits = tokens.is(amount.from, Kind::Number);
    is_led && is_digits && !tokens.is(amount.to, Kind::Word) && !tokens.is(amount.to, Kind::Hyphen)
}

/// "Third Avenue", "2nd Battalion".
fn is_name(tokens: Tokens, amount: &Amount) -> bool {
    let has_name = tokens.is(amount.to, Kind::Word) && tokens.is_capital(amount.to);
    has_name && (!tokens.is(amount.from, Kind::Word) || tokens.is_capital(amount.from))
}

/// "first lady", "third party".
fn is_set_phrase(tokens: Tokens, amount: &Amount) -> bool {
    let words = then(tokens.key(amount.from), tokens.key(amount.to));
    PHRASES.get(words).is_some()
}

/// "the 19th century", "the second half": a time or a part.
fn is_period_of_time(tokens: Tokens, at: usize) -> bool {
    tokens.one_of(at, words!["century", "centuries", "quarter", "half"])
}

/// "the late 19th and early 20th centuries": the century is named after the second.
fn is_first_of_centuries(tokens: Tokens, to: usize) -> bool {
    if !tokens.one_of(to, words!["and", "or", "to"]) {
        return false;
    }
    let is_part = tokens.one_of(to + 1, words!["early", "mid", "late", "the"]);
    let second = tokens.past_hyphen(to + 1 + usize::from(is_part));
    numeral(tokens, second)
        .is_some_and(|number| is_period_of_time(tokens, tokens.past_hyphen(number.to)))
}

/// "his 20th of the season": the season is not what is counted.
fn is_within_period(tokens: Tokens, to: usize) -> bool {
    tokens.key(to) == OF && (to + 1..to + 3).any(|at| tokens.has(at, class::PERIOD))
}

/// Is the ordinal said of something, and not an adverb ("was first reported")?
fn is_determined(tokens: Tokens, from: usize, to: usize) -> bool {
    let has_comma = tokens.mark(to, ',');
    let Some(last) = from.checked_sub(1) else {
        return !has_comma;
    };
    let is_possessive = tokens.get(last).is_some_and(|t| t.possessive);
    let is_clear = is_possessive
        || tokens.is(last, Kind::Currency)
        || tokens.has(
            last,
            class::DETERMINER | class::POSSESSIVE | class::BEFORE_ORDINAL,
        );
    // "We were ninth,": a place. "was first reported" says an order of events.
    let is_place = || tokens.has(last, class::COPULA) && ends_phrase(tokens, to);
    is_clear || is_place() || tokens.is(last, Kind::Break) && !has_comma
}

/// Does nothing after the ordinal belong to it?
fn ends_phrase(tokens: Tokens, to: usize) -> bool {
    let Some(next) = tokens.get(to) else {
        return true;
    };
    next.kind == Kind::Break
        || tokens.one_of_marks(to, &[',', '.', ';'])
        || tokens.one_of(to, words!["in", "on", "of", "among", "behind"])
}
