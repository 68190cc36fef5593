//! Reads the figures of a text, one after another.

use super::amount::Amount;
use super::coordinates::end_of_coordinates;
use super::not_figures::{end_of_not_figure, end_of_telephone, is_bare_year};
use super::pronouns::is_not_counting;
use super::word_figures::{decade, is_compared};
use super::{Figure, FigureRule, Role, Setting, neighbours};
use crate::class;
use crate::decimal::Decimal;
use crate::keys::{MAGNITUDE, OF, WAY};
use crate::number::{Form, is_spaced_minus};
use crate::scan::{Kind, Token};
use crate::tokens::Tokens;
use crate::unit::Unit;
use crate::word_figure;

/// What begins at a token.
pub(super) struct Read {
    /// The figure; `None` if these tokens are not one.
    pub(super) figure: Option<Figure>,
    /// The token after what was read.
    pub(super) to: usize,
}

impl Read {
    pub(super) fn figure(figure: Figure, to: usize) -> Read {
        let figure = Some(figure);
        Read { figure, to }
    }

    /// Tokens that are not a figure, up to this one.
    pub(super) fn nothing(to: usize) -> Read {
        let figure = None;
        Read { figure, to }
    }
}

/// Reads figures from tokens.
pub(super) struct Reader<'t> {
    pub(super) tokens: Tokens<'t>,
    pub(super) setting: Setting,
    /// What "pounds" means in this text, once it is known.
    pub(super) pounds: Option<Unit>,
    /// Tokens before this one belong to figures that were read.
    pub(super) done: usize,
}

/// The figures of a text, in order.
pub(super) fn read(tokens: Tokens, setting: Setting) -> Vec<Figure> {
    let mut reader = Reader {
        tokens,
        setting,
        pounds: None,
        done: 0,
    };
    let (mut figures, mut hung) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let read = may_begin(tokens, at, token)
            .then(|| reader.read(at))
            .flatten();
        let Some(Read { figure, to }) = read else {
            at += 1;
            continue;
        };
        at = to.max(at + 1);
        reader.done = at;
        let Some(mut figure) = figure else { continue };
        if figures
            .last()
            .is_some_and(|last| is_in_name(tokens, last, &figure, at))
        {
            continue;
        }
        neighbours::continue_ages(tokens.text, &figures, &mut figure);
        neighbours::complete_hung(&mut figures, &mut hung, &figure);
        if figure.of.is_none() && ends_in_hyphen(tokens, at) {
            hung.push(figures.len());
        }
        figures.push(figure);
    }
    neighbours::join_bounds(tokens.text, &mut figures);
    neighbours::share(tokens.text, &mut figures);
    figures
}

/// May a figure begin at the token? This is cheap, because it is asked for every token.
fn may_begin(tokens: Tokens, at: usize, token: &Token) -> bool {
    match token.kind {
        Kind::Number | Kind::Fraction | Kind::Currency => true,
        Kind::Hyphen => {
            let is_sign = tokens.is(at + 1, Kind::Number) || tokens.is(at + 1, Kind::Currency);
            tokens.glued(at + 1) && is_sign || is_spaced_minus(tokens, at)
        }
        Kind::Word => tokens.has(at, class::START),
        _ => false,
    }
}

/// "two new 737 Max jets": between a count and what it counts a number is part of a name. "650
/// 18-hole courses" are two figures. `to` is the token after the second figure.
fn is_in_name(tokens: Tokens, first: &Figure, second: &Figure, to: usize) -> bool {
    if second.unit.is_some() || second.why != FigureRule::Count {
        return false;
    }
    let is_before_noun = first.of.is_some_and(|of| of.start() > second.span.start());
    let is_of = tokens.text[first.span.end() as usize..]
        .trim_start()
        .starts_with("of ");
    let describes = tokens.hyphened(to) && second.of.is_some();
    is_before_noun && !is_of && !describes
}

/// "four- to six-cylinder", "17-, 18-year-olds": does a hyphen that waits for a noun follow?
fn ends_in_hyphen(tokens: Tokens, at: usize) -> bool {
    let is_open = !tokens.glued(at + 1) || tokens.mark(at + 1, ',');
    tokens.is(at, Kind::Hyphen) && tokens.glued(at) && is_open
}

impl Reader<'_> {
    /// Reads what begins at the token; `None` if it is not a number.
    fn read(&mut self, at: usize) -> Option<Read> {
        let tokens = self.tokens;
        let word = tokens
            .get(at)
            .filter(|t| t.kind == Kind::Word && !t.possessive);
        if let Some(word) = word.and_then(|t| word_figure::of_word(t.key)) {
            return self.word_figure(at, word);
        }
        if let Some(to) = end_of_coordinates(tokens, at) {
            return Some(Read::nothing(to));
        }
        let amount = self.amount(at)?;
        if amount.number.form == Form::Ordinal && amount.unit.is_none() {
            let figure = self.ordinal(&amount);
            let to = amount.to;
            return Some(Read { figure, to });
        }
        if let Some(to) = end_of_telephone(tokens, at) {
            return Some(Read::nothing(to));
        }
        if let Some(decade) = decade(tokens, &amount) {
            let age = decade.age.map(Decimal::whole);
            let figure = age.and_then(|age| self.decade_of_age(amount.from, decade.to, age));
            return figure.or(Some(Read::nothing(decade.to)));
        }
        if let Some(read) = self.thirty_something(&amount) {
            return Some(read);
        }
        if let Some(figure) = self.ranked(&amount) {
            return Some(Read::figure(figure, amount.to));
        }
        if let Some(to) = end_of_not_figure(tokens, &amount) {
            return Some(Read::nothing(to));
        }
        if let Some(read) = self.ratio(&amount).or_else(|| self.pair(&amount)) {
            return Some(read);
        }
        let is_other = is_time_ago(tokens, &amount)
            || is_manner(tokens, &amount)
            || is_bare_year(tokens, &amount)
            || is_not_counting(tokens, &amount);
        if is_other {
            return Some(Read::nothing(amount.to));
        }
        Some(self.single(&amount))
    }

    /// One amount alone.
    fn single(&self, amount: &Amount) -> Read {
        let number = amount.number;
        let span = self.tokens.between(amount.from, amount.to);
        let mut figure = Figure::new(span, number.value, number.digits);
        figure.unit = amount.unit;
        if amount.unit.is_none() && is_magnitude(self.tokens, amount) {
            figure.unit = Some(Unit::MAGNITUDE);
        }
        if let Some(modifier) = amount.inner {
            figure.qualify(modifier);
        }
        figure.why = match (amount.unit, number.form) {
            (Some(unit), _) if unit.is_money() => FigureRule::Money,
            (Some(_), _) => FigureRule::Unit,
            (None, Form::Fraction) => FigureRule::Fraction,
            (None, Form::Many) => FigureRule::Many,
            _ => FigureRule::Count,
        };
        if number.form == Form::Many {
            figure.high = None;
        }
        if figure.unit == Some(Unit::TIMES) && is_multiple_of(self.tokens, amount) {
            figure.role = Role::Multiple;
        }
        let to = self.complete(&mut figure, amount, amount.from, false);
        if figure.unit == Some(Unit::MAGNITUDE) {
            figure.of = None;
        }
        Read::figure(figure, to)
    }
}

/// "three times as many", "5x": is the amount how many times as much? "scored four times" says how
/// often something happened.
fn is_multiple_of(tokens: Tokens, amount: &Amount) -> bool {
    let is_short = !matches!(tokens.text(amount.to - 1), "times" | "time" | "Times");
    is_short || is_compared(tokens, amount.to)
}

/// "two years ago" is a time.
fn is_time_ago(tokens: Tokens, amount: &Amount) -> bool {
    amount.is_time() && tokens.one_of(amount.to, words!["ago", "later", "earlier", "prior"])
}

/// "a two-way race" does not count anything.
fn is_manner(tokens: Tokens, amount: &Amount) -> bool {
    let next = amount.to + 1;
    let is_joined = amount.hyphen && amount.unit.is_none();
    let is_other = tokens.key(next) == WAY || tokens.has(next, class::STOP | class::DETERMINER);
    is_joined && (is_other || is_kind_of_thing(tokens, amount, next))
}

/// The most parts that a kind of thing is named for: "a 50-seater" says how many seats it has.
const MOST_PARTS: u64 = 12;

/// "a two-piece suit", "a three-legged stool", "the four-wheeler": the number is part of the word for
/// a kind of thing.
fn is_kind_of_thing(tokens: Tokens, amount: &Amount, at: usize) -> bool {
    const SHORTEST: usize = 5;
    let text = tokens.text(at);
    let is_described = text.len() >= SHORTEST && text.ends_with("ed") && !text.ends_with("eed");
    let is_few =
        amount.number.is_plain_whole() && amount.number.value <= Decimal::whole(MOST_PARTS);
    is_few && (is_described || tokens.has(at, class::KIND_PART))
}

/// "a magnitude 6.3 earthquake", "a magnitude-6.3 quake", "a 6.3-magnitude tremor", "a magnitude of
/// 6.3".
fn is_magnitude(tokens: Tokens, amount: &Amount) -> bool {
    let is_word = |at: usize| tokens.key(at) == MAGNITUDE;
    let Some(last) = amount.from.checked_sub(1) else {
        return is_word(tokens.past_hyphen(amount.to));
    };
    let is_linked = tokens.is(last, Kind::Hyphen) || tokens.key(last) == OF;
    is_word(last)
        || is_linked && last > 0 && is_word(last - 1)
        || is_word(tokens.past_hyphen(amount.to))
}
